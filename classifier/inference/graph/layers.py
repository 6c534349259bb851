"""What several families are made of: linear layers, activations, batch normalization; as `classifier.neural` computes it."""

# Axes: B rows, C channels, X further axes, D input numbers, K numeric columns.
from collections.abc import Sequence

import numpy as np

from classifier.inference.graph.builder import Graph
from classifier.spec.models import LEAK, NORM_EPS


def linear(g: Graph, x_BW: str, at: str) -> str:
    """`nn.Linear`: `[B, W]` -> `[B, C]`."""
    return g.add("Gemm", x_BW, g.weight(f"{at}.weight"), g.weight(f"{at}.bias"), transB=1)


def activate(g: Graph, x: str, name: str) -> str:
    """An activation by the name that a spec gives it."""
    if name == "identity":
        return x
    if name == "silu":
        return g.add("Mul", x, g.add("Sigmoid", x))
    if name == "leaky_relu":
        return g.add("LeakyRelu", x, alpha=LEAK)
    return g.add({"relu": "Relu", "gelu": "Gelu", "tanh": "Tanh", "sigmoid": "Sigmoid"}[name], x)


def batch_norm(g: Graph, x_BCX: str, at: str) -> str:
    """`BatchNorm` of axis 1."""
    names = [g.weight(f"{at}.{name}") for name in ("weight", "bias", "running_mean", "running_var")]
    return g.add("BatchNormalization", x_BCX, *names, epsilon=NORM_EPS)


def batch_norm_last(g: Graph, x_BTC: str, at: str) -> str:
    """`BatchNorm` of the last axis."""
    slope_C = g.add("Mul", _inverse_deviation(g, at), g.weight(f"{at}.weight"))
    shift_C = g.add("Sub", g.weight(f"{at}.bias"), g.add("Mul", g.weight(f"{at}.running_mean"), slope_C))
    return g.add("Add", g.add("Mul", x_BTC, slope_C), shift_C)


def input_norm(g: Graph, x_BD: str, at: str, num_numbers: int, columns: Sequence[int]) -> str:
    """`InputNorm` of some columns: `[B, D]` -> `[B, D]`, the others as they were.

    In torch's order, `x * slope + shift` and not `(x - mean) * slope`: of raw columns far from 0 the last digits count.
    """
    slope_K = _inverse_deviation(g, at)
    shift_K = g.add("Neg", g.add("Mul", g.weight(f"{at}.running_mean"), slope_K))
    parts = [slope_K, shift_K, g.weight(f"{at}.weight"), g.weight(f"{at}.bias")]
    if list(columns) != list(range(num_numbers)):
        places = g.whole(*columns)
        stays = [g.constant(np.full(num_numbers, value)) for value in (1.0, 0.0, 1.0, 0.0)]
        parts = [g.add("ScatterElements", stay, places, part) for stay, part in zip(stays, parts, strict=True)]
    slope, shift, weight, bias = parts
    standardized = g.add("Add", g.add("Mul", x_BD, slope), shift)
    return g.add("Add", g.add("Mul", standardized, weight), bias)


def dense(g: Graph, x_BW: str, at: str, num_layers: int, activation: str) -> str:
    """`Dense`: linear layers; between them batch normalization where there are its weights, and an activation."""
    x = x_BW
    for i in range(num_layers):
        if i > 0:
            x = batch_norm(g, x, f"{at}norms.{i - 1}") if g.has(f"{at}norms.{i - 1}.weight") else x
            x = activate(g, x, activation)
        x = linear(g, x, f"{at}layers.{i}")
    return x


def of_each(g: Graph, x_BKE: str, weight_KEH: str) -> str:
    """A product of its own for each of K columns or members: `[B, K, E]` -> `[B, K, H]`."""
    # Of one row it is a product with a vector, which adds up in another order; so is one that gives single numbers, whose rows
    # are taken by four.
    g.together(4 if g.shape(weight_KEH)[-1] == 1 else 2)
    x_KBE = g.add("Transpose", x_BKE, perm=[1, 0, 2])
    return g.add("Transpose", g.add("MatMul", x_KBE, weight_KEH), perm=[1, 0, 2])


def _inverse_deviation(g: Graph, at: str) -> str:
    root = g.add("Sqrt", g.add("Add", g.weight(f"{at}.running_var"), g.scalar(NORM_EPS)))
    return g.add("Div", g.scalar(1.0), root)
