"""The families that read sequences step by step: rnn and cnn1d."""

# Axes: B rows, T steps, F channels, G channels and the mask, U units of a direction, K filters, H numbers of a step, C outputs.
from typing import NamedTuple

import numpy as np

from classifier.inference.graph.builder import Graph
from classifier.inference.graph.layers import activate, batch_norm, batch_norm_last, dense, linear
from classifier.spec.architecture import Architecture
from classifier.spec.models import Cnn1dSpec, RnnBlock, RnnSpec

# Where ONNX's gates stand among torch's: (r, z, n) -> (z, r, h), and (i, f, g, o) -> (i, o, f, c).
GATES = {"rnn": [0], "gru": [1, 0, 2], "lstm": [0, 3, 1, 2]}


class Steps(NamedTuple):
    """Sequences as every layer reads them; they are not cut to the longest, so that no row's answer hangs on another's."""

    x_BTF: str  # noqa: N815
    """0 in padding."""
    length_B: str  # noqa: N815
    """Int64, at least 1."""
    real_BT1: str  # noqa: N815


def rnn(g: Graph, x_BTG: str, architecture: Architecture, model: RnnSpec, at: str) -> str:
    """`Rnn`: `[B, T, G]` -> `[B, C]`."""
    steps = read_steps(g, x_BTG, architecture, at)
    x_BTH, last_BH = steps.x_BTF, ""
    for i, block in enumerate(model.blocks):
        if i and model.batch_norm:
            normed = batch_norm_last(g, x_BTH, f"{at}norms.{i - 1}")
            x_BTH = g.add("Where", steps.real_BT1, normed, g.scalar(0.0))
        for layer in range(block.num_layers):
            x_BTH, last_BH = _recurrent(g, x_BTH, steps.length_B, model.cell, block, f"{at}blocks.{i}.", layer)
    pooled_BH = last_BH if model.pooling == "last" else _pool(g, x_BTH, steps, model.pooling, f"{at}pool.")
    return linear(g, pooled_BH, f"{at}head")


def cnn1d(g: Graph, x_BTG: str, architecture: Architecture, model: Cnn1dSpec, at: str) -> str:
    """`Cnn1d`: `[B, T, G]` -> `[B, C]`."""
    steps = read_steps(g, x_BTG, architecture, at)
    real_B1T = g.add("Transpose", steps.real_BT1, perm=[0, 2, 1])
    x_BKT = g.add("Transpose", steps.x_BTF, perm=[0, 2, 1])
    pads = [(model.kernel_size - 1) // 2, model.kernel_size // 2]
    for i in range(len(model.channels)):
        weight, bias = (g.weight(f"{at}convolutions.{i}.{name}") for name in ("weight", "bias"))
        x_BKT = g.add("Conv", x_BKT, weight, bias, pads=pads)
        x_BKT = batch_norm(g, x_BKT, f"{at}norms.{i}") if model.batch_norm else x_BKT
        x_BKT = g.add("Where", real_B1T, activate(g, x_BKT, model.activation), g.scalar(0.0))
    pooled_BK = _pool(g, g.add("Transpose", x_BKT, perm=[0, 2, 1]), steps, model.pooling, f"{at}pool.")
    return dense(g, pooled_BK, f"{at}dense.", len(model.hidden) + 1, model.activation)


def normalized_steps(g: Graph, x_BTG: str, at: str) -> str:
    """`SequenceNorm` of the channels: `[B, T, G]` -> `[B, T, F]`, 0 in padding."""
    return g.add("Where", _real(g, x_BTG), batch_norm_last(g, _channels(g, x_BTG), f"{at}norm"), g.scalar(0.0))


def read_steps(g: Graph, x_BTG: str, architecture: Architecture, at: str) -> Steps:
    """`SequenceNorm` and `read_steps`."""
    real_BT1 = _real(g, x_BTG)
    if architecture.batch_norm:
        x_BTF = normalized_steps(g, x_BTG, at)
    else:
        x_BTF = g.add("Where", real_BT1, _channels(g, x_BTG), g.scalar(0.0))
    count_B1 = g.add("ReduceSum", g.add("Cast", real_BT1, to=7), g.whole(1), keepdims=0)
    length_B1 = g.add("Max", count_B1, g.whole(1))  # an empty sequence is one step of zeros
    place_T = g.whole(*range(architecture.inputs.shape[0]))
    stands_BT1 = g.add("Unsqueeze", g.add("Less", place_T, length_B1), g.whole(2))
    return Steps(x_BTF, g.add("Squeeze", length_B1, g.whole(1)), stands_BT1)


def mask_of(g: Graph, x_BTG: str) -> str:
    """The last channel, `[B, T, 1]`."""
    ends = np.iinfo(np.int64).max
    return g.add("Slice", x_BTG, g.whole(-1), g.whole(ends), g.whole(2))


def _real(g: Graph, x_BTG: str) -> str:
    return g.add("Greater", mask_of(g, x_BTG), g.scalar(0.5))


def _channels(g: Graph, x_BTG: str) -> str:
    return g.add("Slice", x_BTG, g.whole(0), g.whole(-1), g.whole(2))


def _recurrent(g: Graph, x_BTF: str, length_B: str, cell: str, block: RnnBlock, at: str, layer: int) -> tuple[str, str]:
    """One layer: every step's output `[B, T, H]`, and `[B, H]` where each direction ends."""
    ways = ["", "_reverse"] if block.bidirectional else [""]

    def stacked(kinds: list[str]) -> str:
        """Of each direction, the gates in ONNX's order."""
        of_ways = []
        for way in ways:
            parts = [_gates(g, g.weight(f"{at}{kind}_l{layer}{way}"), cell) for kind in kinds]
            of_ways.append(
                g.add("Unsqueeze", parts[0] if len(parts) == 1 else g.add("Concat", *parts, axis=0), g.whole(0))
            )
        return of_ways[0] if len(of_ways) == 1 else g.add("Concat", *of_ways, axis=0)

    g.together(2)  # as in `of_each`
    attributes = {"linear_before_reset": 1} if cell == "gru" else {}
    out_TWBU, last_WBU = g.add_many(
        cell.upper(),
        [
            g.add("Transpose", x_BTF, perm=[1, 0, 2]),
            stacked(["weight_ih"]),
            stacked(["weight_hh"]),
            stacked(["bias_ih", "bias_hh"]),
            g.add("Cast", length_B, to=6),  # int32
        ],
        2,
        hidden_size=block.units,
        direction="bidirectional" if block.bidirectional else "forward",
        **attributes,
    )
    width = block.units * len(ways)
    out_BTH = g.add("Reshape", g.add("Transpose", out_TWBU, perm=[2, 0, 1, 3]), g.whole(0, 0, width))
    return out_BTH, g.add("Reshape", g.add("Transpose", last_WBU, perm=[1, 0, 2]), g.whole(0, width))


def _gates(g: Graph, weight: str, cell: str) -> str:
    order = GATES[cell]
    if len(order) == 1:
        return weight
    parts = g.add_many("Split", [weight], len(order), axis=0, num_outputs=len(order))
    return g.add("Concat", *(parts[place] for place in order), axis=0)


def _pool(g: Graph, x_BTC: str, steps: Steps, name: str, at: str) -> str:
    """`Pool`: `[B, T, C]` -> `[B, C]`."""
    g.together(2)  # of one row the steps are the first axis, which is added up in another order
    if name == "attention":
        weight_C1 = g.add("Transpose", g.weight(f"{at}score.weight"), perm=[1, 0])
        score_BT1 = g.add("Where", steps.real_BT1, g.add("MatMul", x_BTC, weight_C1), g.scalar(-np.inf))
        weighed_BTC = g.add("Mul", g.add("Softmax", score_BT1, axis=1), x_BTC)
        return g.add("ReduceSum", weighed_BTC, g.whole(1), keepdims=0)
    if name == "max":
        hidden_BTC = g.add("Where", steps.real_BT1, x_BTC, g.scalar(-np.inf))
        return g.add("ReduceMax", hidden_BTC, g.whole(1), keepdims=0)
    sum_BC = g.add("ReduceSum", g.add("Where", steps.real_BT1, x_BTC, g.scalar(0.0)), g.whole(1), keepdims=0)
    return g.add("Div", sum_BC, g.add("Unsqueeze", g.add("Cast", steps.length_B, to=1), g.whole(1)))
