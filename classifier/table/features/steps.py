"""The steps of sequences: how they lie in an Arrow column, and what is fitted for each of their channels."""

# Axes: N rows, S steps of several rows one after another, F channels, W numbers of a written step, T steps of a row.

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from classifier.spec.base import FiniteFloat, Spec
from classifier.spec.preprocessing import Normalization, PreprocessingSpec
from classifier.table.features.marks import Bools, Float32s, Float64s, Int64s
from classifier.table.features.numeric import FillWith, fill_of, fill_value
from classifier.table.features.scaling import affine, normalize, summary


class Channel(Spec):
    """One channel: `(x - center) / scale`, a missing value filled first."""

    name: str
    fill: FiniteFloat
    center: FiniteFloat
    scale: FiniteFloat
    has_indicator: bool
    """Whether real training steps lacked values, so that 1 or 0 for missing is written too."""


def fit_channel(name: str, value_S: Float64s, spec: PreprocessingSpec) -> Channel:
    """A channel of the real training steps, NaN where a value is missing; without any value it stays 0."""
    missing_S = np.isnan(value_S)
    present_S = value_S[~missing_S] if missing_S.any() else value_S
    if len(present_S) == 0:
        return Channel(name=name, fill=0.0, center=0.0, scale=1.0, has_indicator=True)
    center, scale = affine(summary(present_S), spec.normalization)
    fill = fill_value(present_S, fill_of(spec))
    return Channel(name=name, fill=fill, center=center, scale=scale, has_indicator=len(present_S) < len(value_S))


def smoothly_clipped(spec: PreprocessingSpec) -> bool:
    """Whether scaled values are bent into -3..3."""
    return spec.normalization == Normalization.robust


def step_names(channels: Sequence[Channel]) -> list[str]:
    """Name of each number of a written step."""
    indicators = [f"{channel.name} is missing" for channel in channels if channel.has_indicator]
    return [*(channel.name for channel in channels), *indicators, "is a step"]


def taken_as(fill_with: FillWith) -> str:
    """What a missing value becomes."""
    return "taken as 0" if fill_with == "zero" else f"taken as the {fill_with} of the training steps"


def written_steps(value_SF: Float64s, channels: Sequence[Channel], *, smooth_clip: bool) -> tuple[Float32s, Bools]:
    """`[S, W - 1]`: the channels, then the indicators of those that have one; and where a value was missing, `[S, F]`."""
    missing_SF = np.isnan(value_SF)
    fill_F, center_F, scale_F = (np.array([getattr(c, what) for c in channels]) for what in ("fill", "center", "scale"))
    if missing_SF.any():
        value_SF = np.where(missing_SF, fill_F, value_SF)
    z_SF = normalize(value_SF, center_F, scale_F, smooth_clip=smooth_clip).astype(np.float32)
    marked = [i for i, channel in enumerate(channels) if channel.has_indicator]
    return (np.concatenate([z_SF, missing_SF[:, marked]], axis=1) if marked else z_SF), missing_SF


@dataclass(frozen=True)
class Steps:
    """Some rows of a column of sequences."""

    first_row: int
    length_N: Int64s  # noqa: N815
    """Steps of each row as stored; 0 for a null."""
    kept_N: Int64s  # noqa: N815
    """Of these, the ones that are read."""
    value_SF: Float64s  # noqa: N815
    """All kept steps, row after row; NaN where a value is missing or not finite."""


def count_channels(kind: pa.DataType) -> int | None:
    """F of `list<fixed_size_list<number, F>>`, None for any other type."""
    if not (pa.types.is_list(kind) or pa.types.is_large_list(kind)):
        return None
    of_step = kind.value_type
    if not pa.types.is_fixed_size_list(of_step):
        return None
    numeric = pa.types.is_floating(of_step.value_type) or pa.types.is_integer(of_step.value_type)
    return int(of_step.list_size) if numeric else None


def read_lengths(column: pa.ChunkedArray) -> Int64s:
    """Steps of each row, 0 for a null."""
    return np.concatenate([np.empty(0, dtype=np.int64), *map(_lengths, column.chunks)])


def read_steps(column: pa.ChunkedArray, num_channels: int, most: int, block_numbers: int = 2**20) -> Iterator[Steps]:
    """The rows a few at a time, each cut to its first `most` steps; `column` holds that many channels."""
    first_row = 0
    size = max(1, block_numbers // max(1, most * num_channels))
    for chunk in column.chunks:
        for start in range(0, len(chunk), size):
            rows = chunk.slice(start, size)
            length_N = _lengths(rows)
            kept_N = np.minimum(length_N, most)
            yield Steps(first_row, length_N, kept_N, _values(rows, num_channels, kept_N))
            first_row += len(rows)


def _lengths(rows: pa.Array) -> Int64s:
    length_N: Int64s = np.diff(rows.offsets.to_numpy()).astype(np.int64)
    if rows.null_count:
        length_N[rows.is_null().to_numpy(zero_copy_only=False)] = 0
    return length_N


def _values(rows: pa.Array, num_channels: int, kept_N: Int64s) -> Float64s:
    """`[S, F]` of the first `kept_N` steps of each row."""
    offset = rows.offsets.to_numpy().astype(np.int64)
    first, count = int(offset[0]), int(offset[-1] - offset[0])
    steps = rows.values  # of all rows of the array that `rows` is cut from
    flat = steps.values.slice((steps.offset + first) * num_channels, count * num_channels).cast(pa.float64())
    value_SF: Float64s = flat.to_numpy(zero_copy_only=False).reshape(count, num_channels)
    bad_SF = np.isinf(value_SF)
    if steps.null_count:
        bad_SF |= steps.slice(first, count).is_null().to_numpy(zero_copy_only=False)[:, None]
    if bad_SF.any():
        value_SF = np.where(bad_SF, np.nan, value_SF)
    stored_N = np.diff(offset)
    if np.array_equal(stored_N, kept_N):
        return value_SF
    place_S: Int64s = np.arange(count) - np.repeat(offset[:-1] - first, stored_N)
    kept_SF: Float64s = value_SF[place_S < np.repeat(kept_N, stored_N)]
    return kept_SF
