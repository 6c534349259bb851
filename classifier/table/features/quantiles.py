"""Quantile normalization: ranks among training values, spread as a normal distribution, without scipy."""

# Axes: N values, Q training quantiles, G points of the table of the normal distribution.

from functools import cache
from statistics import NormalDist

import numpy as np

from classifier.table.features.marks import Float64s

MAX_QUANTILES = 1_000  # scikit-learn's default; more would grow the artifact and follow the noise of the ends
_GRID_END = 5.2  # 1 in 10 million, past which scikit-learn cuts off; a thousand quantiles reach 3.3 only


def fit_quantiles(present_N: Float64s) -> list[float]:
    """At most 1,000 evenly spaced quantiles, from the least to the largest value; equal ones stay side by side."""
    level_Q = np.linspace(0, 1, min(MAX_QUANTILES, max(2, len(present_N))))
    half_Q = np.quantile(present_N / 2, level_Q)  # halves: the distance of two quantiles must not overflow
    low, high = present_N.min(), present_N.max()
    quantile_Q = np.maximum.accumulate(np.clip(half_Q * 2, low, high))
    quantile_Q[0], quantile_Q[-1] = low, high  # a subnormal number loses a bit when halved
    return [float(value) for value in quantile_Q]


def normal_scores(x_N: Float64s, quantile_Q: Float64s) -> Float64s:
    """The place of each value among the quantiles, 0..1, as a quantile of the normal distribution.

    Between two quantiles places rise in a straight line; a value that several quantiles share has the middle of their
    places. The ends, and all beyond, are cut off half a step inside: a thousand quantiles reach from -3.3 to 3.3.

    >>> normal_scores(np.array([-9.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0])).round(3).tolist()
    [-0.967, 0.0, 0.967]
    """
    size = max(abs(float(quantile_Q[0])), abs(float(quantile_Q[-1])), float(np.finfo(np.float64).tiny))
    x_N = np.clip(x_N, quantile_Q[0], quantile_Q[-1]) / size
    quantile_Q = quantile_Q / size  # so that the distance of two of them neither overflows nor vanishes
    below_N = np.searchsorted(quantile_Q, x_N, side="right") - 1  # the last quantile that is not greater
    first_Q = np.searchsorted(quantile_Q, quantile_Q, side="left")
    middle_Q = (first_Q + np.searchsorted(quantile_Q, quantile_Q, side="right") - 1) / 2
    step_Q = np.append(np.diff(quantile_Q), 1.0)
    far_N = x_N - quantile_Q[below_N]
    place_N = np.where(far_N > 0, below_N + far_N / np.where(step_Q > 0, step_Q, 1.0)[below_N], middle_Q[below_N])
    half_step = 0.5 / len(quantile_Q)
    share_N = np.clip(place_N / (len(quantile_Q) - 1), half_step, 1 - half_step)
    z_N: Float64s = np.interp(share_N, *normal_grid())
    return z_N


@cache
def normal_grid() -> tuple[Float64s, Float64s]:
    """`[G]` shares and `[G]` quantiles of the normal distribution, dense enough for an error below 1e-5."""
    z_G = np.linspace(-_GRID_END, _GRID_END, 4_001)
    normal = NormalDist()
    return np.array([normal.cdf(z) for z in z_G.tolist()]), z_G
