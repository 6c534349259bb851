"""Time that gives the label away: a datetime, a column that only counts up, or the order of the rows itself."""

# Axes: N rows in order of time, B stretches of time, C classes.
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pydantic import JsonValue

from classifier.findings.data.matrix import ranks
from classifier.findings.data.task import Task
from classifier.findings.data.without import without
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.spec.finding import Finding, Severity
from classifier.spec.table import ColumnKind

CODE = "data.time_leak"
MAX_ROWS = 20_000  # more say the same; 3 ms a column
NUM_STRETCHES = 20
FEWEST_ROWS_A_STRETCH = 5
# Share of the labels' variance that the stretch of time explains in rows that were left out: 1 for rows sorted by label,
# 0.8 for two thirds of them, 0.21 for a share that rises from 0.1 to 0.9 over the whole time, 0 without a trend.
TOLD, HINTED = 0.3, 0.1
MAX_COUNTERS = 200  # columns that are looked at for counting up with the rows; the others are measured anyway
Int64s = npt.NDArray[np.int64]


def time_leak(task: Task) -> Outcome:
    """Findings for features that are clocks of the label, and one of severity info when the order of the rows is one."""
    labelled = np.flatnonzero(task.y_N >= 0)
    if len(labelled) > MAX_ROWS:
        labelled = labelled[np.linspace(0, len(labelled) - 1, MAX_ROWS).astype(np.int64)]
    if len(labelled) < 4 * FEWEST_ROWS_A_STRETCH or len(task.classes) < 2:
        return Skip("There are too few labelled rows to see a trend.")
    y_N = task.y_N[labelled]
    found: list[tuple[str | None, float]] = []
    for name in _clocks(task, labelled):
        rank_N = ranks(task.table.column(name).take(pa.array(labelled)))
        known_N = rank_N >= 0
        found.append((name, explained(y_N[known_N], rank_N[known_N], len(task.classes))))
    found = [(name, share) for name, share in found if share >= HINTED]
    told = [name for name, share in found if name is not None and share >= TOLD]
    if (share := explained(y_N, np.arange(len(y_N)), len(task.classes))) >= TOLD:
        found.append((None, share))
    return [_finding(task, name, share, told, len(y_N)) for name, share in found] or None


def _finding(task: Task, name: str | None, share: float, told: list[str], num_rows: int) -> Finding:
    evidence: dict[str, JsonValue] = {"explained": share, "warns_from": TOLD, "num_rows": num_rows}
    warned = name in told
    what = "The order of the rows" if name is None else f"Column {name!r}"
    advice = (
        "Nothing to do for a random split. If new rows come later than these, name the last ones in split.test_rows."
        if name is None
        else "Leave the column out of the features, and test on the latest rows by naming them in split.test_rows."
    )
    return make(
        CODE,
        evidence,
        column=name,
        severity=Severity.warning if warned else Severity.info,
        fix=without(task.features, told) if warned else None,
        words={"what": what, "advice": advice},
    )


def _clocks(task: Task, rows: Int64s) -> list[str]:
    """Features that are times, or numbers that only rise or only fall with the rows."""
    clocks = task.datetimes
    numeric = [column.name for column in task.columns if column.kind is ColumnKind.numeric]
    for name in numeric[:MAX_COUNTERS]:
        column = task.table.column(name)
        if column.null_count:
            continue
        # Equal steps are a coarse clock; a column sorted by its value is one too, whatever it measures.
        if _one_way(column, rows[:1_000]) and _one_way(column, rows):
            clocks.append(name)
    return clocks


def _one_way(column: pa.ChunkedArray, rows: Int64s) -> bool:
    """Whether the numbers of these rows never fall, or never rise."""
    if not len(rows):
        return True
    values = column.slice(0, int(rows[-1]) + 1).to_numpy()[rows].astype(np.float64)
    step = np.diff(values)
    return bool((step >= 0).all() or (step <= 0).all())


def explained(y_N: Int64s, time_N: Int64s, num_classes: int) -> float:
    """Share of the labels' variance that stretches of time explain in the rows left out: half of them tell the other half.

    >>> explained(np.arange(100) // 50, np.arange(100), 2) > 0.9, explained(np.arange(100) % 2, np.arange(100), 2) < 0.1
    (True, True)
    """
    num_stretches = min(NUM_STRETCHES, len(y_N) // (2 * FEWEST_ROWS_A_STRETCH))
    if num_stretches < 2:
        return 0.0
    order_N = np.argsort(time_N, kind="stable")
    label_N, place_N = y_N[order_N], np.arange(len(y_N)) * num_stretches // len(y_N)
    half_N = np.random.PCG64(0).random_raw(len(y_N)) % 2
    total = left = 0.0
    share_C = np.bincount(y_N, minlength=num_classes) / len(y_N)
    for half in (0, 1):
        seen, asked = half_N != half, half_N == half
        cell = place_N[seen] * num_classes + label_N[seen]
        count_BC = np.bincount(cell, minlength=num_stretches * num_classes).reshape(num_stretches, num_classes)
        p_BC = (count_BC + share_C) / (count_BC.sum(axis=1, keepdims=True) + 1)
        for p_NC, which in ((p_BC[place_N[asked]], "left"), (share_C[None, :], "total")):
            p_of_label = p_NC[np.arange(len(p_NC)) if which == "left" else 0, label_N[asked]]
            squares = ((p_NC**2).sum(axis=1) - 2 * p_of_label + 1).sum()
            if which == "left":
                left += float(squares)
            else:
                total += float(squares)
    return 1 - left / total if total else 0.0
