"""A numeric column of a table: one normalized number, and whether it was missing."""

# Axes: N rows, W numbers that one column becomes.

from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import Field

from classifier.spec.base import FiniteFloat
from classifier.spec.preprocessing import Normalization, PreprocessingSpec
from classifier.table.features.marks import Float32s, Float64s, Marks
from classifier.table.features.one_column import OneColumn
from classifier.table.features.quantiles import fit_quantiles, normal_scores
from classifier.table.features.scaling import affine, fit_symlog, mean, median, normalize, summary, symlog

FillWith = Literal["median", "mean", "zero"]


class NumericFeature(OneColumn):
    """`(x - center) / scale`, a missing value filled first; then 1 or 0 for missing when training rows had any."""

    kind: Literal["numeric"] = "numeric"
    fill: FiniteFloat
    fill_with: FillWith
    center: FiniteFloat
    scale: FiniteFloat
    has_indicator: bool
    smooth_clip: bool = False
    """Whether the scaled number is bent into -3..3."""
    log_center: FiniteFloat = 0.0
    log_scale: FiniteFloat | None = None
    """Where given, a number becomes `symlog` of itself first, by these; null leaves it as it is."""
    quantiles: list[FiniteFloat] | None = Field(default=None, min_length=2)
    """Evenly spaced quantiles of the training rows, of which a number becomes its normal score instead; null scales."""

    @property
    def names(self) -> list[str]:
        """Name of each number."""
        return [self.name, f"{self.name} is missing"][: 1 + self.has_indicator]

    @property
    def when_missing(self) -> str:
        """What a missing value is taken as."""
        if self.fill_with == "zero":
            return "missing, taken as 0"
        return f"missing, taken as {self.fill:.6g}, the {self.fill_with} of the training rows"

    @cached_property
    def _packed(self) -> "array[float]":
        """Of a type that compares as one value: pydantic compares what is cached too, and numpy's arrays refuse that."""
        return array("d", self.quantiles or [])

    @property
    def _quantiles(self) -> Float64s:
        return np.frombuffer(self._packed, dtype=np.float64)

    def ranked(self, x_N: Float64s) -> Float64s:
        """The normal scores of numbers, for a column that has quantiles."""
        return normal_scores(x_N, self._quantiles)

    def write(self, cells: Sequence[pa.ChunkedArray], out_NW: Float32s) -> Marks:
        """Fill this column's zeroed block."""
        x_N = numbers(cells[0])
        missing_N = np.isnan(x_N)
        rows = np.flatnonzero(missing_N)
        if len(rows):
            x_N = np.where(missing_N, self.fill, x_N)
            if self.has_indicator:
                out_NW[rows, 1] = 1.0
        if self.quantiles is not None:
            out_NW[:, 0] = self.ranked(x_N)
        else:
            if self.log_scale is not None:
                x_N = symlog(x_N, self.log_center, self.log_scale)
            out_NW[:, 0] = normalize(x_N, self.center, self.scale, smooth_clip=self.smooth_clip)
        return Marks(missing=rows)


def fit_numeric(
    name: str, column: pa.ChunkedArray, spec: PreprocessingSpec
) -> NumericFeature | Literal["all_missing", "constant"]:
    """A numeric column, or why it teaches nothing; `column` holds the training rows."""
    x_N = numbers(column)
    present_N = x_N[~np.isnan(x_N)]
    if len(present_N) == 0:
        return "all_missing"
    if len(present_N) == len(x_N) and (present_N == present_N[0]).all():
        return "constant"
    by_rank = spec.normalization == Normalization.quantile
    fill_with = fill_of(spec)
    log = fit_symlog(present_N) if spec.normalization == Normalization.symlog else None
    seen_N = present_N if log is None else symlog(present_N, *log)
    center, scale = (0.0, 1.0) if by_rank else affine(summary(seen_N), spec.normalization)
    return NumericFeature(
        name=name,
        missing_tokens=[],
        fill=fill_value(present_N, fill_with),
        fill_with=fill_with,
        center=center,
        scale=scale,
        has_indicator=len(present_N) < len(x_N),
        log_center=0.0 if log is None else log[0],
        log_scale=None if log is None else log[1],
        smooth_clip=spec.normalization == Normalization.robust,
        quantiles=fit_quantiles(present_N) if by_rank else None,
    )


def fill_of(spec: PreprocessingSpec) -> FillWith:
    """What missing numbers are filled with."""
    return "median" if spec.missing_numeric == "auto" else spec.missing_numeric


def fill_value(present_N: Float64s, fill_with: FillWith) -> float:
    """The number that a missing one becomes."""
    if fill_with == "zero":
        return 0.0
    return median(present_N) if fill_with == "median" else mean(present_N)


def numbers(column: pa.ChunkedArray) -> Float64s:
    """The cells as float64; NaN where one is missing or not finite."""
    if pa.types.is_boolean(column.type) or pa.types.is_null(column.type):
        column = pc.cast(column, pa.float64())
    x_N: Float64s = column.to_numpy().astype(np.float64, copy=False)
    if np.isinf(x_N).any():  # the readers refuse infinity; should one come by another way, it is no number
        x_N = np.where(np.isinf(x_N), np.nan, x_N)
    return x_N
