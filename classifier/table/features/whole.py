"""Rows that cannot be answered because their one input is missing or unreadable."""

from collections.abc import Sequence
from typing import NoReturn

import numpy as np

from classifier.errors import DataInvalid, Fault
from classifier.table.features.marks import MAX_FAULTS, Int64s, Marks
from classifier.table.refuse import shown


def unusable(rows: Int64s | Sequence[int], code: str, column: str, what: str, expected: str | None = None) -> Marks:
    """Marks of rows that share what is wrong with their cell of `column`."""
    rows = np.asarray(rows, dtype=np.int64)
    faults = [
        Fault(
            code=code,
            message=f"Row {row}, column {shown(column)!r}: {what}.",
            row=row,
            column=column,
            expected=expected,
        )
        for row in rows[:MAX_FAULTS].tolist()
    ]
    return Marks(unusable=rows, faults=faults)


def refuse(marks: Marks, most: int = 20) -> NoReturn:
    """Training rows must all be usable. Raises: `DataInvalid` naming the first rows."""
    more = f" ({len(marks.unusable) - 1} more)" if len(marks.unusable) > 1 else ""
    raise DataInvalid(
        marks.faults[0].message + more,
        faults=marks.faults[:most],
        hint="Upload the rows again with their inputs, or take them out.",
    )
