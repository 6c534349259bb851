"""A boolean column of a table: 0 or 1, and whether it was missing."""

# Axes: N rows, W numbers that one column becomes.

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pyarrow as pa

from classifier.spec.preprocessing import PreprocessingSpec
from classifier.table.features.marks import Float32s, Marks
from classifier.table.features.numeric import numbers
from classifier.table.features.one_column import OneColumn


class BooleanFeature(OneColumn):
    """0 or 1; a missing value is `fill`, or 0 beside an indicator of 1 where training rows had missing values."""

    kind: Literal["boolean"] = "boolean"
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
            return "missing, taken as a case of its own"
        return f"missing, taken as {str(self.fill).lower()}, the most frequent value of the training rows"

    def write(self, cells: Sequence[pa.ChunkedArray], out_NW: Float32s) -> Marks:
        """Fill this column's zeroed block."""
        x_N = numbers(cells[0])
        missing_N = np.isnan(x_N)
        rows = np.flatnonzero(missing_N)
        out_NW[:, 0] = np.where(missing_N, 0.0 if self.has_indicator else float(self.fill), x_N)
        if self.has_indicator:
            out_NW[rows, 1] = 1.0
        return Marks(missing=rows)


def fit_boolean(
    name: str, column: pa.ChunkedArray, spec: PreprocessingSpec
) -> BooleanFeature | Literal["all_missing", "constant"]:
    """A boolean column, or why it teaches nothing; `column` holds the training rows."""
    x_N = numbers(column)
    present_N = x_N[~np.isnan(x_N)]
    if len(present_N) == 0:
        return "all_missing"
    has_missing = len(present_N) < len(x_N)
    if (present_N == present_N[0]).all() and not has_missing:
        return "constant"
    return BooleanFeature(
        name=name,
        missing_tokens=[],
        fill=bool(present_N.mean() > 0.5),
        has_indicator=has_missing and spec.missing_categorical != "most_frequent",
    )
