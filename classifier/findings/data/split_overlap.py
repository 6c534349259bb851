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
from classifier.table.profile import row_bits
from classifier.table.split import Split

CODE = "data.split_overlap"
# Of a column's spread: what float32 and six printed digits lose. Two of 20,000 random rows with two columns agree so by
# chance once in 50 tables; one column alone is compared exactly.
NEARLY = 1e-5


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
    """64 bits for each row, equal where its features are, but for rounding."""
    columns = [task.table.column(name) for name in task.features]
    if len(columns) > 1:
        columns = [_rounded(column) for column in columns]
    return row_bits(pa.table(columns, names=[str(at) for at in range(len(columns))]))


def _rounded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if not pa.types.is_floating(column.type):
        return column
    value_N = column.to_numpy()
    with np.errstate(over="ignore", invalid="ignore"):
        step = float(np.nanstd(value_N)) * NEARLY
    if not np.isfinite(step) or step <= 0:
        return column
    with np.errstate(invalid="ignore"):
        rounded_N = np.round(value_N / step)
    return pa.chunked_array([pa.array(rounded_N, from_pandas=True)])
