"""The arithmetic of `classifier.table.features.scaling` and `quantiles` as nodes; in float64, as there."""

# Axes: N rows, K columns, Q training quantiles, B blocks of a sorted list and numbers of a block.

from collections.abc import Sequence

import numpy as np

from classifier.inference.graph.builder import Graph
from classifier.table.features.marks import Float64s
from classifier.table.features.quantiles import normal_grid
from classifier.table.features.scaling import CLIP_TO, LARGEST_NUMBER

FLOAT, DOUBLE, INT64, INT32 = 1, 11, 7, 6  # as `Cast` calls them


def missing(g: Graph, x: str) -> str:
    """Bool: where a float64 is NaN or infinite, as `numeric.numbers` has it."""
    return g.add("IsNaN", g.add("Sub", x, x))


def filled(g: Graph, x: str, missing: str, fill: object) -> str:
    """The float64 numbers, with `fill` (broadcast) where they are missing."""
    return g.add("Where", missing, double(g, fill), x)


def as_float(g: Graph, x: str) -> str:
    """Rounded to float32."""
    return g.add("Cast", x, to=FLOAT)


def double(g: Graph, values: object) -> str:
    """A float64 constant."""
    return g.constant(values, np.float64)


def normalize(g: Graph, x: str, center: object, scale: object, *, smooth_clip: bool = False) -> str:
    """`scaling.normalize`; center and scale are broadcast."""
    z = g.add("Div", g.add("Sub", x, double(g, center)), double(g, scale))
    z = g.add("Clip", z, double(g, -LARGEST_NUMBER), double(g, LARGEST_NUMBER))
    if not smooth_clip:
        return z
    part = g.add("Div", z, double(g, CLIP_TO))
    return g.add("Div", z, g.add("Sqrt", g.add("Add", double(g, 1.0), g.add("Mul", part, part))))


def symlog(g: Graph, x: str, center: object, scale: object) -> str:
    """`scaling.symlog`; ONNX has no log1p, and the plain logarithm is off by 1e-16 at most, which float32 does not see."""
    u = normalize(g, x, center, scale)
    return g.add("Mul", g.add("Sign", u), g.add("Log", g.add("Add", double(g, 1.0), g.add("Abs", u))))


def normal_scores(g: Graph, x_NK: str, quantiles: Sequence[Float64s]) -> str:
    """`quantiles.normal_scores` of K columns, each with quantiles of its own."""
    tables = [QuantileTable(quantile_Q) for quantile_Q in quantiles]

    def of_each(name: str) -> str:
        return double(g, [getattr(table, name) for table in tables])

    clipped = g.add("Min", g.add("Max", x_NK, of_each("low")), of_each("high"))
    x_NK = g.add("Div", clipped, of_each("size"))
    below_NK = _last_not_above(g, x_NK, [table.sorted_Q for table in tables])
    starts = np.cumsum([0, *(len(table.sorted_Q) for table in tables[:-1])])
    index_NK = g.add("Add", below_NK, g.whole(*starts.tolist()))

    def looked_up(name: str) -> str:
        return g.add("Gather", double(g, np.concatenate([getattr(table, name) for table in tables])), index_NK)

    far_NK = g.add("Sub", x_NK, looked_up("sorted_Q"))
    between_NK = g.add("Add", g.add("Cast", below_NK, to=DOUBLE), g.add("Div", far_NK, looked_up("step_Q")))
    is_between_NK = g.add("Greater", far_NK, double(g, 0.0))
    place_NK = g.add("Where", is_between_NK, between_NK, looked_up("middle_Q"))
    share_NK = g.add("Div", place_NK, of_each("last"))
    share_NK = g.add("Min", g.add("Max", share_NK, of_each("lowest")), of_each("highest"))
    return _normal_quantile(g, share_NK, len(tables))


class QuantileTable:
    """One column's quantiles, and what `normal_scores` makes of them before it sees a value."""

    def __init__(self, quantile_Q: Float64s) -> None:
        self.low, self.high = float(quantile_Q[0]), float(quantile_Q[-1])
        self.size = max(abs(self.low), abs(self.high), float(np.finfo(np.float64).tiny))
        self.sorted_Q = quantile_Q / self.size
        first_Q = np.searchsorted(self.sorted_Q, self.sorted_Q, side="left")
        self.middle_Q = (first_Q + np.searchsorted(self.sorted_Q, self.sorted_Q, side="right") - 1) / 2
        step_Q = np.append(np.diff(self.sorted_Q), 1.0)
        self.step_Q = np.where(step_Q > 0, step_Q, 1.0)
        self.last = float(len(quantile_Q) - 1)
        self.lowest = 0.5 / len(quantile_Q)
        self.highest = 1 - self.lowest


def _normal_quantile(g: Graph, share_NK: str, num_columns: int) -> str:
    """`np.interp` over the grid of the normal distribution, all of whose places but the last begin a line."""
    share_G, z_G = normal_grid()
    below_NK = _last_not_above(g, share_NK, [share_G[:-1]], num_columns)
    start_NK, z_NK, slope_NK = (
        g.add("Gather", double(g, values), below_NK)
        for values in (share_G[:-1], z_G[:-1], np.diff(z_G) / np.diff(share_G))
    )
    return g.add("Add", g.add("Mul", slope_NK, g.add("Sub", share_NK, start_NK)), z_NK)


def _last_not_above(g: Graph, x_NK: str, lists: Sequence[Float64s], num_columns: int | None = None) -> str:
    """`[N, K]` int64: place in the sorted list of the last number that is not above x; no x is below its first.

    In two steps, as one would leaf through a book: a comparison with every number would be 4,000 for each value. One list
    may be for all `num_columns`.
    """
    size = int(np.ceil(np.sqrt(max(map(len, lists)))))
    padded = np.full((len(lists), size * size), np.inf)
    for row, values in zip(padded, lists, strict=True):
        row[: len(values)] = values
    first_KB = padded[:, ::size]
    page_NK = _count(g, x_NK, double(g, first_KB))
    offset_K = g.whole(*(size * i for i in range(len(lists)))) if num_columns is None else g.whole(0)
    page_NKB = g.add("Gather", double(g, padded.reshape(-1, size)), g.add("Add", page_NK, offset_K))
    return g.add("Add", g.add("Mul", page_NK, g.whole(size)), _count(g, x_NK, page_NKB))


def _count(g: Graph, x_NK: str, sorted_NKB: str) -> str:
    """How many are not above x, less one."""
    reached = g.add("GreaterOrEqual", g.add("Unsqueeze", x_NK, g.whole(2)), sorted_NKB)
    count_NK = g.add("ReduceSum", g.add("Cast", reached, to=INT64), g.whole(2), keepdims=0)
    return g.add("Sub", count_NK, g.whole(1))
