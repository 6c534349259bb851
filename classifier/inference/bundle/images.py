"""Images as nodes: what `ImageFeature.write` does after an image was decoded and brought to its size."""

# Axes: N rows, C channels, H rows of pixels, W columns of pixels.

import numpy as np

from classifier.inference.bundle.arithmetic import DOUBLE, as_float, normalize
from classifier.inference.bundle.steps import Written
from classifier.inference.graph.builder import Graph
from classifier.table.features.image import ImageFeature


def write_image(g: Graph, feature: ImageFeature, pixel_NCHW: str) -> Written:
    """`[N, C, H, W]` of pixels that are of the model's size already, float32; refused where one is not finite."""
    center_C11, scale_C11 = (np.array(of)[:, None, None] for of in (feature.centers, feature.scales))
    apart_N = g.add("ReduceSum", g.add("Sub", pixel_NCHW, pixel_NCHW), g.whole(1, 2, 3), keepdims=0)
    z = normalize(g, g.add("Cast", pixel_NCHW, to=DOUBLE), center_C11, scale_C11, smooth_clip=feature.smooth_clip)
    return Written(as_float(g, z), g.add("IsNaN", apart_N))
