"""A plan's rows as they are counted, without a table of them: that would take half of the time of counting."""

# Axes: N rows.

from collections.abc import Mapping

import numpy as np

from classifier.inference.plan_block import MISSING, Cells, Codes, Places
from classifier.spec.reference import NumberReference
from classifier.table.counting import truths
from classifier.table.features.datetime import DAY_MICROSECONDS
from classifier.table.features.marks import Bools, Float64s, Int64s


class CellColumns:
    """See `classifier.table.counting.Columns`."""

    def __init__(self, cells: Cells, places: Places) -> None:
        self._cells = cells
        self._places = places

    def numbers(self, column: NumberReference) -> Float64s:
        """See `Columns`."""
        if column.measure == "days":
            time_N, missing_N = self._cells.times[self._places.time[column.column]]
            return np.where(missing_N, np.nan, time_N / DAY_MICROSECONDS)
        x_N = self._cells.x_ND[:, self._places.number[column.column]]
        return np.ascontiguousarray(x_N)  # it is read once for each bin

    def codes(self, name: str, code: Mapping[str | None, int]) -> tuple[Int64s, Bools]:
        """See `Columns`."""
        if name in self._places.number:
            return truths(self._cells.x_ND[:, self._places.number[name]])
        place = self._places.word[name]
        code_N = Codes.of(code, self._places.tokens[place]).codes(self._cells.words[place])
        return code_N, code_N == MISSING
