"""The fitted columns: what each kind learns from training rows, and the numbers it writes for any row."""

# Axes: N rows, W numbers that one column becomes.

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import Field

from classifier.spec.base import FiniteFloat, Spec
from classifier.table.refuse import shown

LARGEST_NUMBER = 1e18  # float32 ends at 3e38; this leaves a deep network room to multiply without reaching infinity
DATE_WIDTH = {"hour": 2, "weekday": 2, "month": 2, "trend": 1}
DAY_MICROSECONDS = 86_400_000_000

Bools = npt.NDArray[np.bool_]
Float32s = npt.NDArray[np.float32]
Float64s = npt.NDArray[np.float64]
Int64s = npt.NDArray[np.int64]
DatePart = Literal["hour", "weekday", "month", "trend"]


@dataclass(frozen=True)
class Marks:
    """Rows of a column in which a value was missing or had never been seen."""

    missing: Int64s
    """Row numbers."""
    unseen: Int64s
    """Row numbers."""


_NO_ROWS = np.empty(0, dtype=np.int64)


class NumericFeature(Spec):
    """`(x - center) / scale`, a missing value filled first; then 1 or 0 for missing when training rows had any."""

    kind: Literal["numeric"] = "numeric"
    name: str
    missing_tokens: list[str]
    fill: FiniteFloat
    fill_with: Literal["median", "mean", "zero"]
    center: FiniteFloat
    scale: FiniteFloat
    has_indicator: bool

    @property
    def names(self) -> list[str]:
        """Name of each number."""
        return [self.name, f"{self.name} is missing"][: 1 + self.has_indicator]

    @property
    def when_missing(self) -> str:
        """What a missing value is taken as."""
        if self.fill_with == "zero":
            return "taken as 0"
        return f"taken as {self.fill:.6g}, the {self.fill_with} of the training rows"

    def write(self, column: pa.ChunkedArray, out_NW: Float32s) -> Marks:
        """Fill this column's zeroed block."""
        x_N = numbers(column)
        missing_N = np.isnan(x_N)
        rows = np.flatnonzero(missing_N)
        if len(rows):
            x_N = np.where(missing_N, self.fill, x_N)
            if self.has_indicator:
                out_NW[rows, 1] = 1.0
        # In float64: a column around 1e9 with a spread of 1 would lose its spread in float32.
        with np.errstate(over="ignore"):
            z_N = (x_N - self.center) / self.scale
        out_NW[:, 0] = np.clip(z_N, -LARGEST_NUMBER, LARGEST_NUMBER)
        return Marks(rows, _NO_ROWS)


class BooleanFeature(Spec):
    """0 or 1; a missing value is `fill`, or 0 beside an indicator of 1 where training rows had missing values."""

    kind: Literal["boolean"] = "boolean"
    name: str
    missing_tokens: list[str]
    fill: bool
    has_indicator: bool

    @property
    def names(self) -> list[str]:
        """Name of each number."""
        return [self.name, f"{self.name} is missing"][: 1 + self.has_indicator]

    @property
    def when_missing(self) -> str:
        """What a missing value is taken as."""
        if self.has_indicator:
            return "taken as a case of its own"
        return f"taken as {str(self.fill).lower()}, the most frequent value of the training rows"

    def write(self, column: pa.ChunkedArray, out_NW: Float32s) -> Marks:
        """Fill this column's zeroed block."""
        x_N = numbers(column)
        missing_N = np.isnan(x_N)
        rows = np.flatnonzero(missing_N)
        out_NW[:, 0] = np.where(missing_N, 0.0 if self.has_indicator else float(self.fill), x_N)
        if self.has_indicator:
            out_NW[rows, 1] = 1.0
        return Marks(rows, _NO_ROWS)


class CategoricalFeature(Spec):
    """One number per level, one for all rare levels, one for missing; a level never seen is all zeros."""

    kind: Literal["categorical"] = "categorical"
    name: str
    missing_tokens: list[str]
    levels: list[str]
    """Levels with a number of their own, the most frequent first."""
    rare_levels: list[str]
    """Levels that share the number after the last of `levels`."""
    fill: str | None
    """The level that a missing value becomes; null gives it its own number."""
    has_missing_code: bool
    """Whether training rows had missing values, so that their number means something."""

    @property
    def names(self) -> list[str]:
        """Name of each number."""
        names = [f"{self.name} = {level}" for level in self.levels]
        if self.rare_levels:
            names.append(f"{self.name} is rare")
        if self.has_missing_code:
            names.append(f"{self.name} is missing")
        return names

    @property
    def when_missing(self) -> str:
        """What a missing value is taken as."""
        if self.fill is not None:
            return f"taken as {shown(self.fill)!r}, the most frequent category of the training rows"
        return "taken as a category of its own" if self.has_missing_code else "which no training row was"

    @cached_property
    def _code(self) -> dict[str | None, int]:
        """Place in the block by value; a value that is not here has no place."""
        code: dict[str | None, int] = {level: i for i, level in enumerate(self.levels)}
        code |= dict.fromkeys(self.rare_levels, len(self.levels))
        if self.fill is not None:
            code[None] = code[self.fill]
        elif self.has_missing_code:
            code[None] = len(self.levels) + bool(self.rare_levels)
        return code

    def write(self, column: pa.ChunkedArray, out_NW: Float32s) -> Marks:
        """Fill this column's zeroed block."""
        code_N, missing_N = categories(column, self._code)
        rows = np.flatnonzero(code_N >= 0)
        out_NW[rows, code_N[rows]] = 1.0
        return Marks(np.flatnonzero(missing_N), np.flatnonzero((code_N < 0) & ~missing_N))


class DatetimeFeature(Spec):
    """Hour, weekday and month as points on circles and the time itself as one number; missing is all zeros."""

    kind: Literal["datetime"] = "datetime"
    name: str
    missing_tokens: list[str]
    parts: list[DatePart]
    """Parts that differ between training rows."""
    center_days: FiniteFloat
    """Mean of the training rows in days since 1970-01-01."""
    scale_days: FiniteFloat
    has_indicator: bool

    @property
    def names(self) -> list[str]:
        """Name of each number."""
        ends = [e for p in self.parts for e in ([p] if DATE_WIDTH[p] == 1 else [f"{p} sine", f"{p} cosine"])]
        return [f"{self.name} {end}" for end in ends] + [f"{self.name} is missing"] * self.has_indicator

    @property
    def when_missing(self) -> str:
        """What a missing value is taken as."""
        return "taken as a case of its own" if self.has_indicator else "taken as no particular time"

    def write(self, column: pa.ChunkedArray, out_NW: Float32s) -> Marks:
        """Fill this column's zeroed block."""
        time_N, missing_N = times(column)
        at = 0
        for part in self.parts:
            value_N = date_part(time_N, part)
            if part == "trend":
                out_NW[:, at] = (value_N - self.center_days) / self.scale_days
            else:
                out_NW[:, at], out_NW[:, at + 1] = np.sin(value_N), np.cos(value_N)
            at += DATE_WIDTH[part]
        rows = np.flatnonzero(missing_N)
        out_NW[rows] = 0.0
        if self.has_indicator:
            out_NW[rows, at] = 1.0
        return Marks(rows, _NO_ROWS)


Feature = Annotated[NumericFeature | BooleanFeature | CategoricalFeature | DatetimeFeature, Field(discriminator="kind")]


def numbers(column: pa.ChunkedArray) -> Float64s:
    """The cells as float64; NaN where one is missing or not finite."""
    if pa.types.is_boolean(column.type) or pa.types.is_null(column.type):
        column = pc.cast(column, pa.float64())
    x_N: Float64s = column.to_numpy().astype(np.float64, copy=False)
    if np.isinf(x_N).any():  # the readers refuse infinity; should one come by another way, it is no number
        x_N = np.where(np.isinf(x_N), np.nan, x_N)
    return x_N


def categories(column: pa.ChunkedArray, code: dict[str | None, int]) -> tuple[Int64s, Bools]:
    """`code` of each cell, -1 where it has none, and which cells are missing."""
    codes, missing = [], []
    for chunk in column.chunks or [pa.array([], pa.string())]:
        if not pa.types.is_string(chunk.type):
            chunk = pc.cast(chunk, pa.string())
        encoded = chunk.dictionary_encode()  # so that Python looks up each distinct value once
        entries = encoded.dictionary.to_pylist()
        index = encoded.indices if chunk.null_count == 0 else encoded.indices.fill_null(len(entries))
        entry_N = index.to_numpy()
        codes.append(np.array([code.get(value, -1) for value in [*entries, None]], dtype=np.int64)[entry_N])
        missing.append(entry_N == len(entries))
    if len(codes) == 1:
        return codes[0], missing[0]
    return np.concatenate(codes), np.concatenate(missing)


def times(column: pa.ChunkedArray) -> tuple[Int64s, Bools]:
    """Microseconds since 1970-01-01 UTC, 0 where missing, and which cells are missing."""
    if pa.types.is_timestamp(column.type) and column.type.unit != "us":
        column = pc.cast(column, pa.timestamp("us", column.type.tz), safe=False)
    missing_N: Bools = column.is_null().to_numpy()
    time_N = pc.fill_null(pc.cast(column, pa.int64()), 0).to_numpy()
    return time_N.astype(np.int64, copy=False), missing_N


def date_part(time_N: Int64s, part: DatePart) -> Float64s:
    """Angle in radians of a cyclic part, or days since 1970-01-01 for the trend."""
    day_N, rest_N = np.divmod(time_N, DAY_MICROSECONDS)
    if part == "trend":
        return day_N + rest_N / DAY_MICROSECONDS
    if part == "hour":
        turn_N = rest_N / DAY_MICROSECONDS
    elif part == "weekday":
        turn_N = (day_N + 3) % 7 / 7  # 1970-01-01 was a Thursday; Monday is 0
    else:
        turn_N = day_N.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 / 12
    angle_N: Float64s = 2 * np.pi * turn_N
    return angle_N
