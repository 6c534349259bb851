"""Numeric columns of a wide table as the steps of one channel, in the order given."""

# Axes: N rows, T steps (columns), W numbers of a step (value, perhaps an indicator, mask).

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pyarrow as pa
from pydantic import Field

from classifier.spec.base import Spec
from classifier.spec.preprocessing import PreprocessingSpec
from classifier.table.features.marks import Float32s, Int64s, Marks
from classifier.table.features.numeric import FillWith, fill_of, numbers
from classifier.table.features.steps import (
    Channel,
    fit_channel,
    smoothly_clipped,
    step_names,
    taken_as,
    written_steps,
)
from classifier.table.features.whole import refuse, unusable


class SeriesFeature(Spec):
    """`[T, W]`: one center and scale for all columns; missing values at the end of a row are padding, others filled.

    An indicator of missing values is written when training rows had some before their end.
    """

    kind: Literal["series"] = "series"
    steps: list[str] = Field(min_length=1)
    """The columns, in the order of the steps."""
    missing_tokens: list[list[str]]
    """Of each column."""
    channel: Channel
    fill_with: FillWith
    smooth_clip: bool

    @property
    def columns(self) -> list[str]:
        """The columns it is read from."""
        return self.steps

    @property
    def title(self) -> str:
        """What messages call it."""
        return f"columns {self.columns[0]!r} to {self.columns[-1]!r}"

    @property
    def names(self) -> list[str]:
        """Name of each number of a step."""
        return step_names([self.channel])

    @property
    def shape(self) -> list[int]:
        """`[T, W]`."""
        return [len(self.columns), len(self.names)]

    @property
    def when_missing(self) -> str:
        """What missing values become."""
        return f"some values are missing, {taken_as(self.fill_with)}"

    def write(self, cells: Sequence[pa.ChunkedArray], out_NTW: Float32s) -> Marks:
        """Fill the zeroed rows; one without any value becomes one step of zeros."""
        real_N = np.zeros(len(out_NTW), dtype=np.bool_)  # whether a value stands here or later
        gap_N = np.zeros(len(out_NTW), dtype=np.bool_)
        for t in reversed(range(len(cells))):
            z_NW, missing_N1 = written_steps(numbers(cells[t])[:, None], [self.channel], smooth_clip=self.smooth_clip)
            real_N |= ~missing_N1[:, 0]
            gap_N |= missing_N1[:, 0] & real_N
            out_NTW[:, t, :-1] = np.where(real_N[:, None], z_NW, 0)
            out_NTW[:, t, -1] = real_N
        empty = np.flatnonzero(~real_N)
        out_NTW[empty, 0, -1] = 1.0
        marks = unusable(empty, "missing_input", self.columns[0], "every step is missing", "at least one number")
        return Marks(missing=np.flatnonzero(gap_N), unusable=marks.unusable, faults=marks.faults)


def fit_series(
    names: Sequence[str], columns: Sequence[pa.ChunkedArray], rows: Int64s, spec: PreprocessingSpec
) -> SeriesFeature | None:
    """Columns as one series, None when they hold one value only; they hold the training rows, `rows` of the table.

    Raises: `DataInvalid` when every step of a row is missing.
    """
    real_N = np.zeros(len(rows), dtype=np.bool_)
    values = []
    for column in reversed(columns):
        x_N = numbers(column)
        real_N = real_N | ~np.isnan(x_N)
        values.append(x_N[real_N])
    if not real_N.all():
        refuse(unusable(rows[~real_N], "missing_input", names[0], "every step is missing", "at least one number"))
    value_S = np.concatenate(values)
    if (value_S == value_S[0]).all():
        return None
    return SeriesFeature(
        steps=list(names),
        missing_tokens=[[] for _ in names],
        channel=fit_channel("value", value_S, spec),
        fill_with=fill_of(spec),
        smooth_clip=smoothly_clipped(spec),
    )
