"""Rows that repeat, and rows that say the same and are labelled differently."""

# Axes: N rows, G groups of equal rows.
import numpy as np
from pydantic import JsonValue

from classifier.findings.data.repeats import fine_column
from classifier.findings.data.task import Task
from classifier.findings.ledger import Outcome
from classifier.findings.make import make
from classifier.spec.finding import Severity
from classifier.spec.table import ColumnRole, DatasetProfile
from classifier.table.infer import TypedTable
from classifier.table.profile import count_duplicate_rows, row_bits, rows_differ

MANY_SHARE = 0.01  # fewer rows than this move no measure by more than it says about itself
MAX_SHOWN = 10


def duplicate_rows(typed: TypedTable, profile: DatasetProfile, target: str | None) -> Outcome:
    """Rows equal to an earlier one in every column but ids."""
    told_apart = [c.name for c in typed.schema.columns if c.role is not ColumnRole.id]
    num_same = profile.num_duplicate_rows
    if len(told_apart) < len(typed.schema.columns):
        num_same = count_duplicate_rows(typed.table, told_apart)
    if not num_same:
        return None
    share = num_same / profile.num_rows
    features = [c.name for c in typed.schema.columns if c.role is ColumnRole.feature and c.name != target]
    fine = fine_column(typed.table, features, num_same)
    return make(
        "data.duplicate_rows",
        {
            "num_duplicate_rows": num_same,
            "share": share,
            "num_in_every_column": profile.num_duplicate_rows,
            "fine_column": fine,
        },
        severity=Severity.warning if share >= MANY_SHARE and fine is not None else None,
    )


def conflicting_labels(task: Task) -> Outcome:
    """Rows equal in every feature whose labels differ."""
    labelled = np.flatnonzero(task.y_N >= 0)
    if len(labelled) < 2 or not task.features:
        return None
    features = task.table.select(task.features)
    if rows_differ(features):
        return None
    bits_N, y_N = row_bits(features)[labelled], task.y_N[labelled]
    order_N = np.lexsort((y_N, bits_N))
    bits_N, y_N, row_N = bits_N[order_N], y_N[order_N], labelled[order_N]
    starts_G = np.flatnonzero(np.concatenate(([True], bits_N[1:] != bits_N[:-1])))
    ends_G = np.append(starts_G[1:], len(bits_N))
    mixed_G = y_N[starts_G] != y_N[ends_G - 1]
    if not mixed_G.any():
        return None
    size_G = (ends_G - starts_G)[mixed_G]
    num_rows = int(size_G.sum())
    # Runs of one label within a group: the longest is what a perfect memory would answer.
    runs = np.flatnonzero(np.concatenate(([True], (bits_N[1:] != bits_N[:-1]) | (y_N[1:] != y_N[:-1]))))
    length = np.diff(np.append(runs, len(bits_N)))
    most_G = np.maximum.reduceat(length, np.searchsorted(runs, starts_G))
    wrong = int((size_G - most_G[mixed_G]).sum())
    share = num_rows / len(labelled)
    fine = fine_column(task.table, task.features, num_rows)
    shown: list[JsonValue] = [
        [int(row_N[start]), int(row_N[end - 1])]
        for start, end in zip(starts_G[mixed_G][:MAX_SHOWN], ends_G[mixed_G][:MAX_SHOWN], strict=True)
    ]
    return make(
        "data.conflicting_labels",
        {
            "num_rows_in_conflict": num_rows,
            "share": share,
            "num_groups": int(mixed_G.sum()),
            "best_accuracy": 1 - wrong / len(labelled),
            "rows": shown,
            "fine_column": fine,
        },
        column=task.target,
        severity=Severity.warning if share >= MANY_SHARE and fine is not None else None,
    )
