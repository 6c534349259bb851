"""The lines that a piecewise-linear embedding draws through the bins of a column."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

# Axes: K numeric columns, T bins of a column.

UNBOUNDED = (2 - 2**-23) * 2.0**127  # the largest float32
BOUNDED = -3.0, 4.0  # an outlier of a column that is thin at its end would outshout all other columns
THINNEST = 1e-6  # of a column's range: a thinner bin's slope would make of a value just outside it a huge number


class BinLines(NamedTuple):
    """`clamp((x - start) * slope, lowest, highest)` is how far x has come through a bin; each is `[K, T]`."""

    starts: list[list[float]]
    slopes: list[list[float]]
    lowest: list[list[float]]
    highest: list[list[float]]


def bin_lines(bins: Sequence[Sequence[float]], padded_bins: int | None = None) -> BinLines:
    """The lines between the edges of each column's bins; a bin that only pads is always 0.

    `padded_bins`: what each column is padded to; its outer lines then end at -3 and 4 bins.

    >>> bin_lines([[0.0, 1.0, 3.0]]).slopes
    [[1.0, 0.5]]
    """
    most = padded_bins or max(len(edges) for edges in bins) - 1
    outer = (-UNBOUNDED, UNBOUNDED) if padded_bins is None else BOUNDED
    rows = [_lines_of(edges, most, *outer) for edges in bins]
    return BinLines(*([row[i] for row in rows] for i in range(4)))


def _lines_of(
    edges: Sequence[float], most: int, lowest: float, highest: float
) -> tuple[list[float], list[float], list[float], list[float]]:
    """Left edge, slope, lowest and highest value of each bin of one column; bins up to `most` are always 0."""
    count, padding = len(edges) - 1, [0.0] * (most - len(edges) + 1)
    thinnest = max(THINNEST * (edges[-1] - edges[0]), 1e-30)  # float32 holds the slope
    slopes = [1.0 / max(after - before, thinnest) for before, after in pairwise(edges)]
    low = [lowest] + [0.0] * (count - 1)
    high = [1.0] * (count - 1) + [highest]
    return list(edges[:-1]) + padding, slopes + padding, low + padding, high + padding
