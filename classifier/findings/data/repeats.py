"""Whether rows that repeat are natural: coarse values meet by chance, fine ones do not."""

# Axes: N rows, V present values.
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.table.stored import StoredTable

# A fine column has mostly different values. letter_recognition's 16 values a column, iris's tenths of a centimetre are
# coarse: 1,332 and 3 rows of theirs repeat, and all is well.
FINE_SHARE = 0.5
# Meetings by chance on the grid that the values stand on, times this, must stay under the repeats that were seen: 1,800
# heart beats written with two decimals meet 500 times by chance.
MOST_BY_CHANCE = 0.2
MAX_COLUMNS, MAX_VALUES = 64, 20_000  # of a wide table the first ones; sorted in 1 ms each


def fine_column(table: pa.Table | StoredTable, names: Sequence[str], num_repeats: int) -> str | None:
    """A column so fine that `num_repeats` rows cannot have met by chance, if there is one.

    A table of one column of cells has none: its values repeat because nothing else is written down, as heart_rate's do.
    """
    if len(names) == 1 and not _is_whole(table.column(names[0])):
        return None
    for name in names[:MAX_COLUMNS]:
        column = table.column(name)
        if pa.types.is_timestamp(column.type) or pa.types.is_boolean(column.type):
            continue
        if _is_whole(column):
            return name  # two recordings or pictures are never equal in every number
        if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
            share = min(1.0, MAX_VALUES / max(1, len(column)))
            value_V = column.slice(0, MAX_VALUES).drop_null().to_numpy().astype(np.float64)
            if _is_fine(value_V, num_repeats, share):
                return name
    return None


def _is_whole(column: pa.ChunkedArray) -> bool:
    return bool(pa.types.is_nested(column.type) or pa.types.is_binary(column.type))


def _is_fine(value_V: npt.NDArray[np.float64], num_repeats: int, share: float) -> bool:
    num_rows = len(value_V)
    if num_rows < 2 or len(np.unique(value_V)) < FINE_SHARE * num_rows:
        return False
    low, high = np.quantile(value_V, (0.05, 0.95))
    cells = max(1.0, (high - low) / 0.9 / grid(value_V))
    by_chance = (num_rows / share) ** 2 / 2 / cells
    return bool(by_chance < MOST_BY_CHANCE * num_repeats)


def grid(value_V: npt.NDArray[np.float64]) -> float:
    """The step of the decimal grid that all values stand on; 0.01 for money in euros and cents.

    >>> grid(np.array([1.0, 2.5])), grid(np.array([3.0, 100.0]))
    (0.1, 1.0)
    """
    first_V = value_V[:1_000]
    for decimals in range(9):
        if np.allclose(np.round(first_V, decimals), first_V, rtol=1e-12, atol=1e-12):
            return float(10.0**-decimals)
    return 1e-9
