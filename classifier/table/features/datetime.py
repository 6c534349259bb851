"""A datetime column of a table: points on circles and a trend."""

# Axes: N rows, W numbers that one column becomes.

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from classifier.spec.base import FiniteFloat
from classifier.spec.preprocessing import PreprocessingSpec
from classifier.table.features.marks import Bools, Float32s, Float64s, Int64s, Marks
from classifier.table.features.one_column import OneColumn
from classifier.table.features.scaling import mean, std

DATE_WIDTH = {"hour": 2, "weekday": 2, "month": 2, "trend": 1}
DAY_MICROSECONDS = 86_400_000_000

_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)

DatePart = Literal["hour", "weekday", "month", "trend"]


class DatetimeFeature(OneColumn):
    """Hour, weekday and month as points on circles and the time itself as one number; missing is all zeros."""

    kind: Literal["datetime"] = "datetime"
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
        taken = "a case of its own" if self.has_indicator else "no particular time"
        return f"missing, taken as {taken}"

    def write(self, cells: Sequence[pa.ChunkedArray], out_NW: Float32s) -> Marks:
        """Fill this column's zeroed block."""
        return self.write_times(*times(cells[0]), out_NW)

    def write_times(self, time_N: Int64s, missing_N: Bools, out_NW: Float32s) -> Marks:
        """The same for what `times` gives."""
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
        return Marks(missing=rows)


def fit_datetime(
    name: str, column: pa.ChunkedArray, spec: PreprocessingSpec
) -> DatetimeFeature | Literal["all_missing", "constant"]:
    """A datetime column, or why it teaches nothing; `column` holds the training rows."""
    time_N, missing_N = times(column)
    present_N = time_N[~missing_N]
    if len(present_N) == 0:
        return "all_missing"
    constant = bool((present_N == present_N[0]).all())
    if constant and not missing_N.any():
        return "constant"
    all_parts: list[DatePart] = ["hour", "weekday", "month", "trend"]
    parts = [part for part in all_parts if len(np.unique(date_part(present_N, part))) > 1]
    days_N = present_N / DAY_MICROSECONDS
    return DatetimeFeature(
        name=name,
        missing_tokens=[],
        parts=parts,
        center_days=mean(days_N),
        scale_days=std(days_N, mean(days_N)) or 1.0,
        has_indicator=bool(missing_N.any()),
    )


def times(column: pa.ChunkedArray) -> tuple[Int64s, Bools]:
    """Microseconds since 1970-01-01 UTC, 0 where missing, and which cells are missing."""
    if pa.types.is_timestamp(column.type) and column.type.unit != "us":
        column = pc.cast(column, pa.timestamp("us", column.type.tz), safe=False)
    missing_N: Bools = column.is_null().to_numpy()
    time_N = pc.fill_null(pc.cast(column, pa.int64()), 0).to_numpy()
    return time_N.astype(np.int64, copy=False), missing_N


def microseconds(moment: datetime) -> int:
    """Since 1970-01-01 UTC, of a time with a zone.

    >>> microseconds(datetime(1970, 1, 2, tzinfo=UTC))
    86400000000
    """
    return (moment - _EPOCH) // _MICROSECOND


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
