"""Whether another threshold of two classes would serve both better."""

# Axes: N rows, B resamples, K = 8 cells: the label, the one given at the old and the one at the new threshold.

from collections.abc import Callable
from functools import partial

import numpy as np

from classifier.findings.evaluation.noise import SIGNIFICANT, spread
from classifier.findings.evaluation.remedy import has_order
from classifier.findings.evaluation.seen import Seen
from classifier.findings.evaluation.simple_answers import NO_TEST
from classifier.findings.fix import change
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.metrics.answers import Float64s
from classifier.metrics.decision import predict_index
from classifier.metrics.threshold import HALF, choose_threshold
from classifier.spec.decision import BestBalancedAccuracy
from classifier.spec.finding import Severity
from classifier.spec.train import TrainSpec

Measure = Callable[[Float64s, Float64s, Float64s, Float64s], Float64s]

LEAST_GAIN = 0.05
"""Of balanced accuracy."""
LEAST_CORRELATION = 0.1
"""Gain of the correlation for a warning."""
UNFOUND = 1 / 3
"""Recall of a class under which a warning says so. Where the truth itself is known (two normal classes, 1.5 standard
deviations apart, 5 % of one) a threshold of 0.5 finds 11 % of the rarer one; of sets that go well, never under a half."""
LEAST_ROWS = 10
"""Test rows of either class."""


def threshold_poor(spec: TrainSpec, seen: Seen) -> Outcome:
    """A threshold chosen on validation rows that beats the one in use on the test rows.

    By balanced accuracy alone it is a matter of taste: accuracy pays for it. By Matthews' correlation too, which looks
    at all four cells, it is a loss.
    """
    if len(seen.classes) != 2:
        return Skip("A threshold decides between two classes only.")
    if not isinstance(spec.threshold, float):
        return Skip("The threshold was chosen by the objective that the spec names.")
    test, validation, threshold = seen.test, seen.validation, seen.threshold
    if test is None or threshold is None:
        return NO_TEST
    fewest = int(min(test.support_C.min(), validation.support_C.min()))
    if test.support_C.min() < LEAST_ROWS or fewest < 2:
        return Skip(f"The rarer class has {int(test.support_C.min())} test rows; {LEAST_ROWS} are needed.")
    chosen = choose_threshold(validation.p_NC[:, 1], validation.y_N, BestBalancedAccuracy()).threshold
    new_N = predict_index(test.p_NC, chosen)
    count_K = np.bincount(4 * test.y_N + 2 * test.given_N + new_N, minlength=8)
    exact_1K = count_K[None].astype(np.float64)
    gains = {}
    for name, measure in (("balanced_accuracy", _balanced_accuracy), ("correlation", _correlation)):
        before, after = (float(measure(*_confusion(exact_1K, new=new))[0]) for new in (False, True))
        error = spread(count_K, partial(_gain, measure))
        gains[name] = (before, after, error)
    if not _beyond_chance(gains["balanced_accuracy"], LEAST_GAIN):
        return None
    if not has_order(seen):
        return Skip("The probabilities put rows in a worse order than logistic regression's: no threshold mends that.")
    recall = float(np.min(np.bincount(test.y_N, weights=test.right_N) / test.support_C))
    loss = (recall <= UNFOUND or spec.threshold != HALF) and _beyond_chance(gains["correlation"], LEAST_CORRELATION)
    return make(
        "evaluation.threshold_poor",
        {
            "threshold": threshold,
            "better_threshold": chosen,
            "balanced_accuracy": gains["balanced_accuracy"][0],
            "balanced_accuracy_after": gains["balanced_accuracy"][1],
            "balanced_accuracy_standard_error": gains["balanced_accuracy"][2],
            "correlation": gains["correlation"][0],
            "correlation_after": gains["correlation"][1],
            "correlation_standard_error": gains["correlation"][2],
            "lowest_recall": recall,
            "accuracy": test.accuracy,
            "accuracy_after": float((new_N == test.y_N).mean()),
            "num_rows": len(test),
            "num_chosen_on": len(validation),
        },
        severity=Severity.warning if loss else None,
        fix=change(spec, threshold={"objective": "balanced_accuracy"}),
    )


def _beyond_chance(gain: tuple[float, float, float], least: float) -> bool:
    before, after, standard_error = gain
    return after - before >= max(least, SIGNIFICANT * standard_error)


def _confusion(count_BK: Float64s, *, new: bool) -> tuple[Float64s, Float64s, Float64s, Float64s]:
    """`[B]` each: true negatives, false positives, false negatives, true positives."""
    cells_B22 = count_BK.reshape(-1, 2, 2, 2).sum(axis=2 if new else 3)
    return cells_B22[:, 0, 0], cells_B22[:, 0, 1], cells_B22[:, 1, 0], cells_B22[:, 1, 1]


def _gain(measure: Measure, drawn_BK: Float64s) -> Float64s:
    return measure(*_confusion(drawn_BK, new=True)) - measure(*_confusion(drawn_BK, new=False))


def _balanced_accuracy(tn_B: Float64s, fp_B: Float64s, fn_B: Float64s, tp_B: Float64s) -> Float64s:
    return np.asarray((tn_B / np.maximum(tn_B + fp_B, 1) + tp_B / np.maximum(tp_B + fn_B, 1)) / 2)


def _correlation(tn_B: Float64s, fp_B: Float64s, fn_B: Float64s, tp_B: Float64s) -> Float64s:
    """Matthews' correlation; 0 where one label is given to all."""
    below_B = np.sqrt((tp_B + fp_B) * (tp_B + fn_B) * (tn_B + fp_B) * (tn_B + fn_B))
    return np.asarray((tp_B * tn_B - fp_B * fn_B) / np.maximum(below_B, 1.0))
