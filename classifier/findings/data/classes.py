"""How many rows each class has."""

# Axes: N rows, C classes.
import numpy as np
from pydantic import JsonValue

from classifier.findings.data.task import Task
from classifier.findings.ledger import Outcome
from classifier.findings.make import make

RARE_CLASS_ROWS = 10  # fewer cannot be measured in a test part of a fifth
IMBALANCE_RATIO = 3.0  # commonest class over rarest
MAX_SHOWN = 20

ENOUGH_ROWS = 20  # of 13 rare rows two or three are held out to choose the epoch: weights restored the rare class in 13 of 16 runs
BALANCED = [{"op": "add", "path": "/loss/class_weights", "value": "balanced"}]


def counts_of(task: Task) -> list[tuple[str, int]]:
    """Classes and their rows, the commonest first."""
    count_C = np.bincount(task.y_N[task.y_N >= 0], minlength=len(task.classes))
    return [(task.classes[c], int(count_C[c])) for c in np.argsort(-count_C, kind="stable")]


def single_class(task: Task) -> Outcome:
    """A target with one class."""
    if len(task.classes) != 1:
        return None
    label, count = counts_of(task)[0]
    return make("data.single_class", {"class": label, "count": count}, column=task.target)


def rare_class(task: Task) -> Outcome:
    """Classes of a handful of rows among classes that have more."""
    counts = counts_of(task)
    total = sum(count for _, count in counts)
    rare = [(label, count) for label, count in reversed(counts) if count < RARE_CLASS_ROWS]
    if len(counts) < 2 or not rare or total < RARE_CLASS_ROWS * len(counts):
        return None
    shown: list[JsonValue] = [{"class": label, "count": count} for label, count in rare[:MAX_SHOWN]]
    return make(
        "data.rare_class",
        {
            "classes": shown,
            "least": {"class": rare[0][0], "count": rare[0][1]},
            "num_rare": len(rare),
            "num_classes": len(counts),
            "min_rows": RARE_CLASS_ROWS,
            "num_rows": total,
        },
        column=task.target,
    )


def imbalance(task: Task) -> Outcome:
    """A class many times as frequent as another: a fact. Whether a model then ignores the rare class, its measures say."""
    counts = counts_of(task)
    if len(counts) < 2:
        return None
    (most, num_most), (least, num_least) = counts[0], counts[-1]
    ratio = num_most / max(1, num_least)
    if ratio < IMBALANCE_RATIO:
        return None
    return make(
        "data.imbalance",
        {
            "ratio": ratio,
            "majority_share": num_most / sum(count for _, count in counts),
            "most": {"class": most, "count": num_most},
            "least": {"class": least, "count": num_least},
        },
        column=task.target,
        fix=BALANCED if num_least >= ENOUGH_ROWS else None,
    )
