"""The families that read rows of tables: logistic, mlp, rocket, resnet, tabm."""

# Axes: B rows, D numbers of an encoded row, J columns of codes, K numeric columns, T bins or frequencies, E numbers that a
# column becomes, W numbers that the first layer reads, M members, H units, C outputs.
import math

import numpy as np

from classifier.inference.graph.builder import Graph
from classifier.inference.graph.layers import activate, batch_norm, dense, input_norm, linear, of_each
from classifier.spec.architecture import Architecture
from classifier.spec.bins import bin_lines
from classifier.spec.inputs import InputLayout
from classifier.spec.models import NoEmbedding, NumericEmbedding, PeriodicEmbedding, ResnetSpec, TabmSpec
from classifier.spec.size import numeric_embedding


def perceptron(g: Graph, x_BD: str, architecture: Architecture, at: str) -> str:
    """`Mlp` or `DenseNetwork` over a table: `[B, D]` -> `[B, C]`."""
    model = architecture.model
    hidden = getattr(model, "hidden", [])
    layers = at if g.has(f"{at}layers.0.weight") else f"{at}dense."
    return dense(g, read_table(g, x_BD, architecture, at), layers, len(hidden) + 1, getattr(model, "activation", ""))


def resnet(g: Graph, x_BD: str, architecture: Architecture, model: ResnetSpec, at: str) -> str:
    """`Resnet`: `[B, D]` -> `[B, C]`."""
    x = linear(g, read_table(g, x_BD, architecture, at), f"{at}first")
    for i in range(model.num_blocks):
        block = f"{at}blocks.{i}."
        inside = linear(g, batch_norm(g, x, f"{block}norm"), f"{block}inner")
        x = g.add("Add", x, linear(g, activate(g, inside, model.activation), f"{block}outer"))
    return linear(g, activate(g, batch_norm(g, x, f"{at}last_norm"), model.activation), f"{at}last")


def tabm(g: Graph, x_BD: str, architecture: Architecture, model: TabmSpec, at: str) -> str:
    """`Tabm`: `[B, D]` -> `[B, M, C]`."""
    x = g.add("Unsqueeze", read_table(g, x_BD, architecture, at), g.whole(1))
    for i in range(len(model.hidden)):
        weight, scale_in, scale_out, bias = (
            g.weight(f"{at}layers.{i}.{name}") for name in ("weight", "r", "s", "bias")
        )
        product = g.add("MatMul", g.add("Mul", x, scale_in), g.add("Transpose", weight, perm=[1, 0]))
        x = activate(g, g.add("Add", g.add("Mul", product, scale_out), bias), model.activation)
    return g.add("Add", of_each(g, x, g.weight(f"{at}heads.weight")), g.weight(f"{at}heads.bias"))


def read_table(g: Graph, x_BD: str, architecture: Architecture, at: str) -> str:
    """`InputNorm` and `TableInput`: `[B, D]` -> `[B, W]`."""
    inputs, embedding = architecture.inputs, numeric_embedding(architecture.model, architecture.inputs)
    normalized_BD = x_BD
    if architecture.batch_norm and inputs.numeric:
        normalized_BD = input_norm(g, x_BD, f"{at}norm", inputs.num_numbers, inputs.numeric)
    embeds = not isinstance(embedding, NoEmbedding)
    codes = [column.position for column in inputs.embedded]
    taken = {*codes, *(inputs.numeric if embeds else ())}
    if not taken:
        return normalized_BD
    parts = []
    if others := [place for place in range(inputs.num_numbers) if place not in taken]:
        parts.append(_columns(g, normalized_BD, others, inputs))
    if embeds:
        x_BK, normalized_BK = (_columns(g, x, inputs.numeric, inputs) for x in (x_BD, normalized_BD))
        embedded_BKE = _embedded(g, x_BK, normalized_BK, inputs, embedding, f"{at}input.embedding.")
        parts.append(g.add("Flatten", embedded_BKE, axis=1))
    if codes:
        parts += _looked_up(g, _columns(g, x_BD, codes, inputs), len(codes), f"{at}input.codes.")
    return parts[0] if len(parts) == 1 else g.add("Concat", *parts, axis=1)


def _columns(g: Graph, x_BD: str, places: list[int], inputs: InputLayout) -> str:
    if places == list(range(inputs.num_numbers)):
        return x_BD
    return g.add("Gather", x_BD, g.whole(*places), axis=1)


def _embedded(
    g: Graph, x_BK: str, normalized_BK: str, inputs: InputLayout, embedding: NumericEmbedding, at: str
) -> str:
    """`PiecewiseLinear` or `Periodic`: `[B, K]` twice -> `[B, K, E]`."""
    last = g.whole(-1)
    normalized_BK1 = g.add("Unsqueeze", normalized_BK, last)
    if isinstance(embedding, PeriodicEmbedding):
        frequency_KT = g.add("Mul", g.scalar(2 * math.pi), g.weight(f"{at}embeddings.periodic.weight"))
        angle_BKT = g.add("Mul", frequency_KT, normalized_BK1)
        waves_BKT = g.add("Concat", g.add("Cos", angle_BKT), g.add("Sin", angle_BKT), axis=2)
        product_BKE = of_each(g, waves_BKT, g.weight(f"{at}embeddings.linear.weight"))
        return g.add("Relu", g.add("Add", product_BKE, g.weight(f"{at}embeddings.linear.bias")))
    lines = bin_lines(inputs.bins or [], inputs.padded_bins)
    starts, slopes, lowest, highest = (g.constant(values) for values in lines)
    way_BKT = g.add("Mul", g.add("Sub", g.add("Unsqueeze", x_BK, last), starts), slopes)
    way_BKT = g.add("Min", g.add("Max", way_BKT, lowest), highest)
    product_BKE = of_each(g, way_BKT, g.weight(f"{at}weight"))
    line_BKE = g.add("Add", g.add("Mul", normalized_BK1, g.weight(f"{at}linear")), g.weight(f"{at}bias"))
    return g.add("Add", product_BKE, line_BKE)


def _looked_up(g: Graph, code_BJ: str, num_columns: int, at: str) -> list[str]:
    """`Codes` of each column: -1, which ONNX counts from the end, finds a last row of zeros."""
    index_BJ = g.add("Cast", code_BJ, to=7)  # int64
    if num_columns == 1:
        index = [g.add("Squeeze", index_BJ, g.whole(1))]
    else:
        each = g.add_many("Split", [index_BJ], num_columns, axis=1, num_outputs=num_columns)
        index = [g.add("Squeeze", one, g.whole(1)) for one in each]
    found = []
    for i, index_B in enumerate(index):
        name = f"{at}{i}.weight"
        zeros = g.constant(np.zeros((1, g.shape(name)[1])))
        found.append(g.add("Gather", g.add("Concat", g.weight(name), zeros, axis=0), index_B, axis=0))
    return found
