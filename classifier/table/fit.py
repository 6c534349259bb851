"""Fitting one column: the values of training rows become a `Feature`, or a reason to drop the column."""

# Axes: N training rows.

import hashlib
from collections import Counter
from typing import Literal

import numpy as np
import pyarrow as pa

from classifier.spec.cost import max_levels
from classifier.spec.train import Normalization, PreprocessingSpec
from classifier.table.features import (
    DAY_MICROSECONDS,
    BooleanFeature,
    CategoricalFeature,
    DatePart,
    DatetimeFeature,
    Feature,
    Float64s,
    NumericFeature,
    date_part,
    numbers,
    times,
)

# Rare levels are kept by name, to tell them from levels never seen. Past this many the least frequent are forgotten and
# count as never seen, in training too: an artifact must not carry a whole column of free text.
MAX_RARE_LEVELS = 10_000
# float32 keeps 24 bits: an offset of this many times the spread would take 10 of them from what the network sees.
LARGE_OFFSET = 1024.0

DropReason = Literal["all_missing", "constant", "only_rare_categories"]


def fit_numeric(name: str, column: pa.ChunkedArray, spec: PreprocessingSpec) -> NumericFeature | DropReason:
    """A numeric column; `column` holds the training rows."""
    x_N = numbers(column)
    present = x_N[~np.isnan(x_N)]
    if len(present) == 0:
        return "all_missing"
    if len(present) == len(x_N) and (present == present[0]).all():
        return "constant"
    fill_with = "median" if spec.missing_numeric == "auto" else spec.missing_numeric
    mean = _mean(present)
    fill = {"median": _median(present), "mean": mean, "zero": 0.0}[fill_with]
    center, scale = _affine(present, mean, spec.normalization)
    return NumericFeature(
        name=name,
        missing_tokens=[],
        fill=fill,
        fill_with=fill_with,
        center=center,
        scale=scale,
        has_indicator=len(present) < len(x_N),
    )


def fit_boolean(name: str, column: pa.ChunkedArray, spec: PreprocessingSpec) -> BooleanFeature | DropReason:
    """A boolean column; `column` holds the training rows."""
    x_N = numbers(column)
    present = x_N[~np.isnan(x_N)]
    if len(present) == 0:
        return "all_missing"
    has_missing = len(present) < len(x_N)
    if (present == present[0]).all() and not has_missing:
        return "constant"
    return BooleanFeature(
        name=name,
        missing_tokens=[],
        fill=bool(present.mean() > 0.5),
        has_indicator=has_missing and spec.missing_categorical != "most_frequent",
    )


def fit_categorical(name: str, column: pa.ChunkedArray, spec: PreprocessingSpec) -> CategoricalFeature | DropReason:
    """A categorical column; `column` holds the training rows."""
    num_missing = column.null_count
    counted = column.value_counts()
    counts = Counter({pair["values"]: pair["counts"] for pair in counted.to_pylist() if pair["values"] is not None})
    if not counts:
        return "all_missing"
    if len(counts) == 1 and num_missing == 0:
        return "constant"
    by_count = sorted(counts, key=lambda level: (-counts[level], level))
    levels = [
        level for level in by_count[: max_levels(spec, embedded=False)] if counts[level] >= spec.min_category_count
    ]
    rare_levels = by_count[len(levels) : len(levels) + MAX_RARE_LEVELS]
    if not levels and num_missing == 0:
        return "only_rare_categories"
    most_frequent = spec.missing_categorical == "most_frequent"
    return CategoricalFeature(
        name=name,
        missing_tokens=[],
        levels=levels,
        rare_levels=rare_levels,
        fill=by_count[0] if most_frequent else None,
        has_missing_code=num_missing > 0 and not most_frequent,
    )


def fit_datetime(name: str, column: pa.ChunkedArray, spec: PreprocessingSpec) -> DatetimeFeature | DropReason:
    """A datetime column; `column` holds the training rows."""
    time_N, missing_N = times(column)
    present = time_N[~missing_N]
    if len(present) == 0:
        return "all_missing"
    constant = bool((present == present[0]).all())
    if constant and not missing_N.any():
        return "constant"
    all_parts: list[DatePart] = ["hour", "weekday", "month", "trend"]
    parts = [part for part in all_parts if len(np.unique(date_part(present, part))) > 1]
    days = present / DAY_MICROSECONDS
    return DatetimeFeature(
        name=name,
        missing_tokens=[],
        parts=parts,
        center_days=_mean(days),
        scale_days=_std(days, _mean(days)) or 1.0,
        has_indicator=bool(missing_N.any()),
    )


def fingerprint(feature: Feature, column: pa.ChunkedArray) -> bytes:
    """Equal for two columns whose training cells are equal, booleans counting as 0 and 1."""
    digest = hashlib.blake2b(digest_size=16)
    if isinstance(feature, CategoricalFeature):
        encoded = column.dictionary_encode()  # one dictionary, in order of first appearance, for all chunks
        digest.update(repr(encoded.chunk(0).dictionary.to_pylist()).encode())
        for chunk in encoded.chunks:
            digest.update(chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False).tobytes())
    elif isinstance(feature, DatetimeFeature):
        digest.update(b"datetime")
        for values in times(column):
            digest.update(values.tobytes())
    else:
        digest.update(b"number")
        digest.update((numbers(column) + 0.0).tobytes())  # + 0.0: -0.0 equals 0.0
    return digest.digest()


def _affine(present: Float64s, mean: float, normalization: Normalization) -> tuple[float, float]:
    """Center and scale of `(x - center) / scale`; a scale of zero or too small to divide by becomes 1."""
    low, high = float(present.min()), float(present.max())
    std = _std(present, mean)
    center, scale = 0.0, 1.0
    match normalization:
        case Normalization.auto | Normalization.standard:
            center, scale = mean, std
        case Normalization.max_abs:
            scale = max(abs(low), abs(high))
        case Normalization.min_max:
            center, scale = low, high - low
        case Normalization.robust:
            with np.errstate(over="ignore"):
                lower, upper = np.quantile(present, [0.25, 0.75]).tolist()
            center, scale = _median(present), upper - lower
            if scale == 0:  # over half of the rows share one value
                scale = std
        case Normalization.batch_norm:
            # The network normalizes, so shifting changes nothing but what float32 rounds away.
            center = mean if abs(mean) > LARGE_OFFSET * std else 0.0
        case Normalization.none:
            pass
    if not np.isfinite(scale):
        scale = float(np.finfo(np.float64).max)
    return center, scale if scale >= np.finfo(np.float64).tiny else 1.0


def _mean(x_N: Float64s) -> float:
    """Mean that neither overflows nor leaves the range of `x_N`."""
    largest = float(np.abs(x_N).max()) or 1.0
    return float(np.clip(largest * (x_N / largest).mean(), x_N.min(), x_N.max()))


def _median(x_N: Float64s) -> float:
    half = float(np.median(x_N / 2))
    return float(np.clip(half * 2, x_N.min(), x_N.max()))


def _std(x_N: Float64s, mean: float) -> float:
    """Population standard deviation, without squares that overflow or vanish."""
    with np.errstate(over="ignore"):
        far_N = np.clip(x_N - mean, -np.finfo(np.float64).max, np.finfo(np.float64).max)
    largest = float(np.abs(far_N).max())
    return largest * float(np.sqrt(((far_N / largest) ** 2).mean())) if largest > 0 else 0.0
