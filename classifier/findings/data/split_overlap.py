"""Rows that are trained on and measured with: equal, or equal but for rounding, across the run's actual split."""

# Axes: N rows.
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pydantic import JsonValue

from classifier.findings.data.repeats import fine_column
from classifier.findings.data.rows import MANY_SHARE, MAX_SHOWN
from classifier.findings.data.task import Task
from classifier.findings.ledger import Outcome
from classifier.findings.make import make
from classifier.spec.finding import Severity
from classifier.table.profile import bits_of
from classifier.table.split import Split

CODE = "data.split_overlap"
# Of a column's spread, for each two columns: copies with a little noise of their own lie that close.
NEARLY = 1e-3
# Never coarser than makes this share of random rows agree by chance, in as few directions as correlated columns spread in
# and where they crowd into clusters.
BY_CHANCE, DIRECTIONS, CROWDED = 1e-3, 3, 3.0


def split_overlap(task: Task, split: Split) -> Outcome:
    """Test and validation rows whose features a training row has too."""
    if not task.features:
        return None
    bits_N = rounded_bits(task)
    order = np.argsort(bits_N[split.train], kind="stable")
    train = split.train[order]
    sorted_bits = bits_N[train]
    pairs: list[JsonValue] = []
    counts: dict[str, int] = {}
    for part, rows in (("test", split.test), ("validation", split.validation)):
        place = np.minimum(np.searchsorted(sorted_bits, bits_N[rows]), len(train) - 1)
        same_N = sorted_bits[place] == bits_N[rows]
        counts[part] = int(same_N.sum())
        twins = zip(rows[same_N], train[place[same_N]], strict=True)
        pairs += [[int(row), int(twin)] for row, twin in list(twins)[: MAX_SHOWN - len(pairs)]]
    num_same, num_held = sum(counts.values()), len(split.test) + len(split.validation)
    if not num_same:
        return None
    share = num_same / num_held
    fine = fine_column(task.table, task.features, num_same)
    return make(
        CODE,
        {
            "num_test": len(split.test),
            "num_test_same": counts["test"],
            "num_validation": len(split.validation),
            "num_validation_same": counts["validation"],
            "num_same": num_same,
            "num_held": num_held,
            "share": share,
            "rows": pairs,
            "fine_column": fine,
        },
        severity=Severity.warning if share >= MANY_SHARE and fine is not None else None,
    )


def rounded_bits(task: Task) -> npt.NDArray[np.uint64]:
    """64 bits for each row, equal where its features are, or nearly: a cell of one of several columns is rounded."""
    table = task.table.select(task.features)
    num_fine = sum(pa.types.is_floating(table.schema.field(name).type) for name in task.features)
    columns = table.columns
    if len(task.features) > 1 and num_fine:
        step = grid(table.num_rows, num_fine)
        columns = (_rounded(column, step) for column in columns)  # one at a time: a stored table is never here whole
    return bits_of(columns, table.num_rows)


def grid(num_rows: int, num_columns: int) -> float:
    """Width of the bins into which columns are rounded, as a share of their spread.

    >>> round(grid(1_000, 2), 6), grid(1_000, 10)
    (0.000577, 0.005)
    """
    chance: float = (BY_CHANCE / (CROWDED * max(1, num_rows))) ** (1 / min(num_columns, DIRECTIONS))
    return min(chance, NEARLY * max(1.0, num_columns / 2))


def _rounded(column: pa.ChunkedArray, share: float) -> pa.ChunkedArray:
    if not pa.types.is_floating(column.type):
        return column
    value_N = column.to_numpy()
    with np.errstate(over="ignore", invalid="ignore"):
        step = float(np.nanstd(value_N)) * share
    if not np.isfinite(step) or step <= 0:
        return column
    with np.errstate(invalid="ignore"):
        rounded_N = np.round(value_N / step)
    return pa.chunked_array([pa.array(rounded_N, from_pandas=True)])
