"""All networks of a model as one graph: an input for each distinct encoder, one output of logits."""

# Axes: B rows, X axes of an encoded row, M members, K outputs of a network (1 or C), C classes.
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classifier.inference.graph.builder import Graph
from classifier.inference.graph.images import cnn
from classifier.inference.graph.layers import batch_norm, dense
from classifier.inference.graph.sequences import cnn1d, mask_of, normalized_steps, rnn
from classifier.inference.graph.tables import perceptron, resnet, tabm
from classifier.inference.model_file import weight_name
from classifier.spec.architecture import Architecture
from classifier.spec.models import Cnn1dSpec, CnnSpec, ResnetSpec, RnnSpec, TabmSpec

LOGITS = "logits"
REGISTER = 8  # float64 in 512 bits


@dataclass(frozen=True)
class GraphMember:
    """One network of a model."""

    architecture: Architecture
    shapes: Mapping[str, Sequence[int]]
    """Of its weights, by the network's own names."""
    place: int
    """Of its encoder among the distinct ones."""


def build_graph(members: Sequence[GraphMember]) -> bytes:
    """The ONNX model that answers as the members' mean; its weights are called as in the model file.

    Inputs: `x0`, `x1`, ... float32 `[B, *X]`, what each distinct encoder writes. Output: `logits` float32 `[B, C]`.
    Raises: `ValueError` for a network that cannot be expressed.
    """
    g = Graph(weight_shapes(members))
    inputs = {f"x{member.place}": member.architecture.inputs.shape for member in members}
    logits_BC, num_classes = write_members(g, members, {place: f"x{place}" for place in range(len(inputs))})
    return g.finish(inputs, {LOGITS: (logits_BC, num_classes)})


def weight_shapes(members: Sequence[GraphMember]) -> dict[str, Sequence[int]]:
    """Of all weights, by their names in the model file."""
    return {weight_name(i, name): shape for i, m in enumerate(members) for name, shape in m.shapes.items()}


def write_members(g: Graph, members: Sequence[GraphMember], x_of: Mapping[int, str]) -> tuple[str, int]:
    """The value of the logits `[B, C]` float32, and C; `x_of`: by its place, what each distinct encoder writes.

    Raises: `ValueError` for a network that cannot be expressed.
    """
    outputs = [
        _member(g, x_of[member.place], member.architecture, weight_name(i, "")) for i, member in enumerate(members)
    ]
    num_outputs = members[0].architecture.num_outputs
    if len(outputs) == 1:
        logits_BC = _with_zero(g, outputs[0], 2) if num_outputs == 1 else outputs[0]
    else:
        stacked_BMK = g.add("Reshape", g.add("Concat", *outputs, axis=1), g.whole(0, len(outputs), num_outputs))
        logits_BMC = _with_zero(g, stacked_BMK, 3) if num_outputs == 1 else stacked_BMK
        logits_BC = _log_mean(g, logits_BMC, len(outputs))
    return logits_BC, max(2, num_outputs)


def _member(g: Graph, x_BX: str, architecture: Architecture, at: str) -> str:
    """One network's outputs `[B, K]`, as `mean_outputs` has them."""
    model = architecture.model
    if not isinstance(model, TabmSpec):
        return _network(g, x_BX, architecture, at)
    outputs_BMK = tabm(g, x_BX, architecture, model, at)
    if architecture.num_outputs > 1:
        return _log_mean(g, outputs_BMK, model.num_members)
    log_p_B2 = _log_mean(g, _with_zero(g, outputs_BMK, 3), model.num_members)
    zero_B1, z_B1 = g.add_many("Split", [log_p_B2], 2, axis=1, num_outputs=2)
    return g.add("Sub", z_B1, zero_B1)


def _network(g: Graph, x_BX: str, architecture: Architecture, at: str) -> str:
    model, inputs = architecture.model, architecture.inputs
    if isinstance(model, ResnetSpec):
        return resnet(g, x_BX, architecture, model, at)
    if isinstance(model, RnnSpec):
        return rnn(g, x_BX, architecture, model, at)
    if isinstance(model, Cnn1dSpec):
        return cnn1d(g, x_BX, architecture, model, at)
    if isinstance(model, CnnSpec):
        return cnn(g, x_BX, architecture, model, at)
    if inputs.kind == "table":
        return perceptron(g, x_BX, architecture, at)
    if architecture.batch_norm and inputs.kind == "image":
        x_BX = batch_norm(g, x_BX, f"{at}norm")
    elif architecture.batch_norm:
        x_BX = g.add("Concat", normalized_steps(g, x_BX, at), mask_of(g, x_BX), axis=2)
    layers = at if g.has(f"{at}layers.0.weight") else f"{at}dense."
    x_BW = g.add("Flatten", x_BX, axis=1)
    return dense(g, x_BW, layers, len(getattr(model, "hidden", [])) + 1, getattr(model, "activation", ""))


def _with_zero(g: Graph, outputs: str, num_axes: int) -> str:
    """`[..., 1]` -> `[..., 2]` as `[0, z]`."""
    before = [0] * (num_axes - 1) + [1]
    return g.add("Pad", outputs, g.whole(*before, *([0] * num_axes)))


def _log_mean(g: Graph, logits_BMC: str, num_members: int) -> str:
    """Logarithm of the mean over members of the probabilities, in float64: `[B, M, C]` -> `[B, C]` float32.

    The last numbers of an array, those that do not fill a register of 8, go through another exp, which rounds otherwise:
    as many rows are put after the last, so that no row of the batch is among them.
    """
    padded_BMC = g.add("Pad", g.add("Cast", logits_BMC, to=11), g.whole(0, 0, 0, REGISTER, 0, 0))
    sum_BC = g.add("ReduceLogSumExp", g.add("LogSoftmax", padded_BMC, axis=2), g.whole(1), keepdims=0)
    mean_BC = g.add("Sub", sum_BC, g.constant(math.log(num_members), "float64"))
    return g.add("Cast", g.add("Slice", mean_BC, g.whole(0), g.whole(-REGISTER), g.whole(0)), to=1)
