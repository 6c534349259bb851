"""The arithmetic of normalization: centers and scales of training values, and how they are put to use."""

# Axes: N values.

from dataclasses import dataclass

import numpy as np

from classifier.errors import SpecInvalid
from classifier.spec.preprocessing import Normalization
from classifier.table.features.marks import Float64s

LARGEST_NUMBER = 1e18  # float32 ends at 3e38; this leaves a deep network room to multiply without reaching infinity
# float32 keeps 24 bits: an offset of this many times the spread would take 10 of them from what the network sees.
LARGE_OFFSET = 1024.0
CLIP_TO = 3.0
HEAVY_TAIL = 6.0
_LARGEST_FLOAT = float(np.finfo(np.float64).max)


def normalize(
    x_N: Float64s, center: float | Float64s, scale: float | Float64s, *, smooth_clip: bool = False
) -> Float64s:
    """`(x - center) / scale`, always finite; with `smooth_clip` bent into -3..3, and near 0 left as it is.

    In float64: a column around 1e9 with a spread of 1 would lose its spread in float32.
    Source of the clip, z / sqrt(1 + (z / 3)^2): RealMLP, Holzmüller et al. 2024, arXiv:2407.04491, section 3.

    >>> normalize(np.array([7.0, 1e300]), 5.0, 2.0, smooth_clip=True).round(3).tolist()
    [0.949, 3.0]
    """
    with np.errstate(over="ignore"):
        z_N = (x_N - center) / scale
    np.clip(z_N, -LARGEST_NUMBER, LARGEST_NUMBER, out=z_N)
    if smooth_clip:
        z_N /= np.sqrt(1 + (z_N / CLIP_TO) ** 2)
    return z_N


@dataclass(frozen=True)
class Summary:
    """What the normalizations need to know of a set of values."""

    low: float
    high: float
    mean: float
    std: float
    """Of the population."""
    some_N: Float64s  # noqa: N815
    """The values, or evenly spaced ones of very many: median and quartiles are taken of them."""


def summary(present_N: Float64s) -> Summary:
    """Of at least one value, all finite."""
    middle = mean(present_N)
    return Summary(float(present_N.min()), float(present_N.max()), middle, std(present_N, middle), present_N)


def affine(values: Summary, normalization: Normalization) -> tuple[float, float]:
    """Center and scale of `(x - center) / scale`; a scale of zero or too small to divide by becomes 1."""
    center, scale = 0.0, 1.0
    match normalization:
        case Normalization.auto | Normalization.standard | Normalization.symlog:
            center, scale = values.mean, values.std
        case Normalization.max_abs:
            scale = max(abs(values.low), abs(values.high))
        case Normalization.min_max:
            center, scale = values.low, values.high - values.low
        case Normalization.robust:
            with np.errstate(over="ignore"):
                lower, upper = np.quantile(values.some_N, [0.25, 0.75]).tolist()
            center, scale = median(values.some_N), upper - lower
            if scale == 0:  # over half of the rows share one value
                scale = values.std
        case Normalization.batch_norm:
            # The network normalizes, so shifting changes nothing but what float32 rounds away.
            center = values.mean if abs(values.mean) > LARGE_OFFSET * values.std else 0.0
        case Normalization.quantile:
            raise SpecInvalid("Quantile normalization is for the numeric columns of a table.")
        case Normalization.none:
            pass
    return center, usable_scale(scale)


def fit_symlog(present_N: Float64s) -> tuple[float, float] | None:
    """Median, and the median distance from it of values that are not at it, of a column with heavy tails; else None.

    Tails are heavy when the mean of |z|^3 is above 6, z being the standardized values: 1.6 for a normal distribution, 12
    for a log-normal one, 8 for a column that is 0 in 98 of 100 rows.
    """
    middle = mean(present_N)
    z_N = normalize(present_N, middle, usable_scale(std(present_N, middle)))
    if float((np.abs(z_N) ** 3).mean()) <= HEAVY_TAIL:
        return None
    center = median(present_N)
    with np.errstate(over="ignore"):
        far_N = np.clip(np.abs(present_N - center), 0, _LARGEST_FLOAT)
    return center, usable_scale(median(far_N[far_N > 0]))


def symlog(x_N: Float64s, center: float | Float64s, scale: float | Float64s) -> Float64s:
    """sign(u) ln(1 + |u|) of u = (x - center) / scale.

    >>> symlog(np.array([5.0, 6.0, -94.0]), 5.0, 1.0).round(3).tolist()
    [0.0, 0.693, -4.605]
    """
    u_N = normalize(x_N, center, scale)
    return np.sign(u_N) * np.log1p(np.abs(u_N))


def usable_scale(scale: float) -> float:
    """`scale`, or the nearest that can be divided by: 1 for nothing, the largest float for infinity."""
    if not np.isfinite(scale):
        return _LARGEST_FLOAT
    return scale if scale >= np.finfo(np.float64).tiny else 1.0


def mean(x_N: Float64s) -> float:
    """Mean that neither overflows nor leaves the range of `x_N`."""
    low, high = float(x_N.min()), float(x_N.max())
    largest = max(abs(low), abs(high)) or 1.0
    return min(max(largest * float((x_N / largest).mean()), low), high)


def median(x_N: Float64s) -> float:
    """Median that does not overflow."""
    low, high = float(x_N.min()), float(x_N.max())
    half = float(np.median(x_N / 2, overwrite_input=True))
    return min(max(half * 2, low), high)


def std(x_N: Float64s, center: float) -> float:
    """Population standard deviation, without squares that overflow or vanish."""
    with np.errstate(over="ignore"):
        far_N = x_N - center
    np.clip(far_N, -_LARGEST_FLOAT, _LARGEST_FLOAT, out=far_N)
    np.abs(far_N, out=far_N)
    largest = float(far_N.max())
    if largest == 0:
        return 0.0
    far_N /= largest
    far_N *= far_N
    return largest * float(np.sqrt(far_N.mean()))
