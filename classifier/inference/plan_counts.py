"""A plan's rows as they are counted, without a table of them: that would take half of the time of counting."""

# Axes: N rows.

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from classifier.inference.plan_block import MISSING, Cells, Codes
from classifier.spec.reference import NumberReference
from classifier.table.counting import truths
from classifier.table.features.datetime import DAY_MICROSECONDS
from classifier.table.features.marks import Bools, Float64s, Int64s


class CellColumns:
    """See `classifier.table.counting.Columns`."""

    def __init__(
        self,
        cells: Cells,
        number: Mapping[str, int],
        word: Mapping[str, int],
        time: Mapping[str, int],
        tokens: Sequence[Collection[str]],
    ) -> None:
        """The mappings say which of the cells' numbers, words and times a column is; `tokens` are missing words."""
        self._cells = cells
        self._number, self._word, self._time = number, word, time
        self._tokens = tokens

    def numbers(self, column: NumberReference) -> Float64s:
        """See `Columns`."""
        if column.measure == "days":
            time_N, missing_N = self._cells.times[self._time[column.column]]
            return np.where(missing_N, np.nan, time_N / DAY_MICROSECONDS)
        return np.ascontiguousarray(self._cells.x_ND[:, self._number[column.column]])  # it is read once for each bin

    def codes(self, name: str, code: Mapping[str | None, int]) -> tuple[Int64s, Bools]:
        """See `Columns`."""
        if name in self._number:
            return truths(self._cells.x_ND[:, self._number[name]])
        place = self._word[name]
        code_N = Codes.of(code, self._tokens[place]).codes(self._cells.words[place])
        return code_N, code_N == MISSING
