"""Whether the model answers with every label that occurs."""

# Axes: N rows, C classes.

import numpy as np
from pydantic import JsonValue

from classifier.findings.evaluation.remedy import every_label, imbalanced
from classifier.findings.evaluation.seen import Seen
from classifier.findings.fix import change
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.spec.finding import Severity
from classifier.spec.train import TrainSpec

ONE_LABEL = 0.995
"""Share of rows with the same label from which it counts as the only one."""
LEAST_OTHERS = 5
"""Held-out rows with another label: of five, a model that finds two in three misses all in one of 240 runs."""
NEVER = 0.02
"""Recall of a class that is as good as never answered."""
LEAST_ROWS = 10
"""Held-out rows of such a class: a class found half of the time is missed in all ten once in 1,000 runs."""
MAX_LISTED = 20


def constant_prediction(spec: TrainSpec, seen: Seen) -> Outcome:
    """One label for all but a few of the held-out rows, though others occur."""
    held = seen.held_out
    given_C = np.bincount(held.given_N, minlength=len(seen.classes))
    label = int(given_C.argmax())
    share, num_others = float(given_C[label] / len(held)), int(len(held) - held.support_C[label])
    if share < ONE_LABEL:
        return None
    if num_others < LEAST_OTHERS:
        return Skip(f"Only {num_others} held-out rows have another label than the one that all are given.")
    uneven = imbalanced(seen)
    return make(
        "evaluation.constant_prediction",
        {
            "label": seen.classes[label],
            "share": share,
            "num_rows": len(held),
            "num_others": num_others,
            "accuracy": held.accuracy,
            "train_ratio": float(seen.train_count_C.max() / max(1, seen.train_count_C.min())),
            "p_lowest": float(held.p_NC[:, label].min()),
            "p_highest": float(held.p_NC[:, label].max()),
        },
        severity=Severity.warning if uneven and label == int(seen.train_count_C.argmax()) else None,
        fix=change(spec, **every_label(spec, seen)),
    )


def class_never_predicted(spec: TrainSpec, seen: Seen) -> Outcome:
    """Classes with enough held-out rows of which the model finds none or next to none."""
    held = seen.held_out
    given_C = np.bincount(held.given_N, minlength=len(seen.classes))
    if given_C.max() >= ONE_LABEL * len(held):
        return Skip("Nearly all rows are given one label, which the check evaluation.constant_prediction judges.")
    support_C = held.support_C
    hits_C = np.bincount(held.y_N, weights=held.right_N, minlength=len(seen.classes))
    if support_C.max() < LEAST_ROWS:
        return Skip(f"No class has {LEAST_ROWS} held-out rows.")
    missed = np.flatnonzero((support_C >= LEAST_ROWS) & (hits_C <= NEVER * support_C))
    if not len(missed):
        return None
    missed = missed[np.argsort(-support_C[missed], kind="stable")]
    listed: list[JsonValue] = [
        {
            "class": seen.classes[c],
            "num_rows": int(support_C[c]),
            "num_right": int(hits_C[c]),
            "num_given": int(given_C[c]),
            "num_train": int(seen.train_count_C[c]),
        }
        for c in missed[:MAX_LISTED].tolist()
    ]
    return make(
        "evaluation.class_never_predicted",
        {
            "num_classes": len(seen.classes),
            "num_missed": len(missed),
            "most": listed[0],
            "classes": listed,
            "num_rows": len(held),
        },
        fix=change(spec, **every_label(spec, seen)),
    )
