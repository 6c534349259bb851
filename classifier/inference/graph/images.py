"""The family that reads images: cnn."""

# Axes: B rows, C channels, H height, W width, O outputs.
from classifier.inference.graph.builder import Graph
from classifier.inference.graph.layers import activate, batch_norm, dense
from classifier.spec.architecture import Architecture
from classifier.spec.models import CnnSpec


def cnn(g: Graph, x_BCHW: str, architecture: Architecture, model: CnnSpec, at: str) -> str:
    """`Cnn`: `[B, C, H, W]` -> `[B, O]`."""
    x = batch_norm(g, x_BCHW, f"{at}norm") if architecture.batch_norm else x_BCHW
    kernel, size = model.kernel_size, [model.pool_size, model.pool_size]
    before, after = ((kernel - 1) // 2, kernel // 2) if model.padding == "same" else (0, 0)
    for i in range(len(model.channels)):
        weight, bias = (g.weight(f"{at}convolutions.{i}.{name}") for name in ("weight", "bias"))
        x = g.add("Conv", x, weight, bias, pads=[before, before, after, after])
        x = batch_norm(g, x, f"{at}norms.{i}") if model.batch_norm else x
        x = activate(g, x, model.activation)
        if model.pool != "none":
            x = g.add("MaxPool" if model.pool == "max" else "AveragePool", x, kernel_shape=size, strides=size)
    x = g.add("Flatten", x if model.head == "flatten" else g.add("GlobalAveragePool", x), axis=1)
    return dense(g, x, f"{at}dense.", len(model.hidden) + 1, model.activation)
