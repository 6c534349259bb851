"""Curves, bins and thresholds of one split, thinned to what a chart can show."""

# Axes: N rows, C classes, K points of a curve, B bins.

import numpy as np
import numpy.typing as npt

from classifier.metrics.answers import Answers
from classifier.metrics.report import NUM_BINS
from classifier.spec.charts import (
    MAX_CLASSES,
    MAX_CURVE_POINTS,
    MAX_POINTS,
    Curve,
    ReliabilityBin,
    ThresholdRow,
)

Float64s = npt.NDArray[np.float64]
Int64s = npt.NDArray[np.int64]

DIGITS = 6  # after the point: a chart shows fewer, and the manifest holds every one


def curves(answers: Answers, classes: list[str]) -> tuple[list[Curve], list[Curve]]:
    """The ROC and precision-recall curves: of the second of two classes, else of those with the most rows.

    Source: Fawcett 2006, An introduction to ROC analysis, algorithm 1; equal scores are one point.

    >>> answers = Answers(np.array([0, 1]), np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([0, 1]))
    >>> roc, pr = curves(answers, ["a", "b"])
    >>> roc[0].x, roc[0].y, pr[0].y
    ([0.0, 0.0, 1.0], [0.0, 1.0, 1.0], [1.0, 1.0, 0.5])
    """
    shown = [1] if len(classes) == 2 else np.argsort(-answers.support_C, kind="stable")[:MAX_CLASSES].tolist()
    shown = [number for number in shown if 0 < answers.support_C[number] < len(answers)]
    most = min(MAX_POINTS, MAX_CURVE_POINTS // max(1, len(shown)))
    roc, precision_recall = [], []
    for number in shown:
        threshold_K, hits_K, called_K = _steps(answers.p_NC[:, number], answers.y_N == number)
        support = int(answers.support_C[number])
        recall_K = hits_K / support
        fallout_K = (called_K - hits_K) / (len(answers) - support)
        # Nothing is called so at first: by convention a precision of 1.
        precision_K = np.where(called_K > 0, hits_K / np.maximum(called_K, 1), 1.0)
        label = classes[number]
        roc.append(_curve(label, support, fallout_K, recall_K, threshold_K, along_K=fallout_K + recall_K, most=most))
        along_K = recall_K + called_K / len(answers)
        precision_recall.append(_curve(label, support, recall_K, precision_K, threshold_K, along_K, most))
    return roc, precision_recall


def reliability(answers: Answers) -> list[ReliabilityBin]:
    """The bins whose weighted gaps are the expected calibration error; empty ones are left out."""
    confidence_N = answers.p_NC.max(axis=1)
    right_N = answers.p_NC.argmax(axis=1) == answers.y_N
    bin_N = np.clip(np.ceil(confidence_N * NUM_BINS).astype(np.int64) - 1, 0, NUM_BINS - 1)
    rows_B = np.bincount(bin_N, minlength=NUM_BINS)
    confidence_B = np.bincount(bin_N, weights=confidence_N, minlength=NUM_BINS) / np.maximum(rows_B, 1)
    accuracy_B = np.bincount(bin_N, weights=right_N, minlength=NUM_BINS) / np.maximum(rows_B, 1)
    return [
        ReliabilityBin(num_rows=rows, confidence=round(min(1.0, confidence), DIGITS), accuracy=round(accuracy, DIGITS))
        for rows, confidence, accuracy in zip(rows_B.tolist(), confidence_B.tolist(), accuracy_B.tolist(), strict=True)
        if rows
    ]


def threshold_table(answers: Answers, trained: float) -> list[ThresholdRow]:
    """What thresholds of two classes do, rising, the trained one among them."""
    p1_N, is_second_N = answers.p_NC[:, 1], answers.y_N == 1
    found = []
    for threshold in sorted({*(step / 100 for step in range(101)), trained}):
        called_N = p1_N >= threshold
        hits, called, second = int((called_N & is_second_N).sum()), int(called_N.sum()), int(is_second_N.sum())
        right_others = len(answers) - second - (called - hits)
        found.append(
            ThresholdRow(
                threshold=threshold,
                true_positive=hits,
                false_positive=called - hits,
                true_negative=right_others,
                false_negative=second - hits,
                precision=hits / max(1, called),
                recall=hits / max(1, second),
                f1=2 * hits / max(1, called + second),
                accuracy=(hits + right_others) / len(answers),
            )
        )
    return found


def _steps(score_N: Float64s, positive_N: npt.NDArray[np.bool_]) -> tuple[Float64s, Int64s, Int64s]:
    """Every threshold that divides the rows otherwise, falling, with the hits and the rows called so; first none is."""
    order_N = np.argsort(-score_N, kind="stable")
    score_N, positive_N = score_N[order_N], positive_N[order_N]
    last_K = np.append(np.flatnonzero(np.diff(score_N)), len(score_N) - 1)
    threshold_K = np.concatenate([[1.0], score_N[last_K]])
    hits_K = np.concatenate([[0], np.cumsum(positive_N)[last_K]])
    return threshold_K, hits_K, np.concatenate([[0], last_K + 1])


def _curve(
    label: str, support: int, x_K: Float64s, y_K: Float64s, threshold_K: Float64s, along_K: Float64s, most: int
) -> Curve:
    """`along_K` rises; of too many points those are kept that are evenly far apart along it, both ends among them."""
    if len(x_K) > most:
        at = np.searchsorted(along_K, np.linspace(along_K[0], along_K[-1], most))
        at[-1] = len(x_K) - 1
        kept = np.unique(at)
        x_K, y_K, threshold_K = x_K[kept], y_K[kept], threshold_K[kept]
    x, y, threshold = (np.clip(values.round(DIGITS), 0, 1).tolist() for values in (x_K, y_K, threshold_K))
    return Curve(label=label, num_rows=support, x=x, y=y, threshold=threshold)
