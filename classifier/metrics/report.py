"""The evaluation of one split: how probabilities meet labels."""

# Axes: N rows, C classes, K confidence bins.

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from classifier.metrics.decision import predict_index
from classifier.spec.report import ClassReport, Evaluation

NUM_BINS = 15  # as in Guo et al. 2017, arXiv:1706.04599, so that figures compare with the literature
SMALLEST_PROBABILITY = 1e-15  # a float32 softmax gives exact zeros; one of them may not make the mean infinite

Floats = npt.NDArray[np.floating]
Float64s = npt.NDArray[np.float64]
Int64s = npt.NDArray[np.int64]


def evaluate(
    probabilities_NC: Floats, y_N: Int64s, *, classes: Sequence[str], threshold: float | None = None
) -> Evaluation:
    """All measures of one split; two classes have two columns of probabilities.

    Shape: `[N, C]` float, rows summing to 1, and `[N]` int64 in `0..C-1`; N at least 1.
    Raises: `ValueError` for no rows, for shapes that do not fit and for values that are not finite.

    >>> evaluate(np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([0, 1]), classes=["a", "b"]).accuracy
    1.0
    """
    num_rows, num_classes = probabilities_NC.shape
    if num_rows == 0 or y_N.shape != (num_rows,) or num_classes != len(classes):
        raise ValueError(f"cannot evaluate {probabilities_NC.shape} against {y_N.shape} and {len(classes)} classes")
    if not np.isfinite(probabilities_NC).all():
        raise ValueError("probabilities hold a value that is not finite")
    predicted_N = predict_index(probabilities_NC, threshold)
    p_NC = probabilities_NC.astype(np.float64)
    confusion_CC = np.bincount(y_N * num_classes + predicted_N, minlength=num_classes**2)
    confusion_CC = confusion_CC.reshape(num_classes, num_classes)
    per_class = class_reports(confusion_CC, classes)
    roc_auc, pr_auc = ranking(p_NC, y_N)
    return Evaluation(
        num_rows=num_rows,
        accuracy=float(np.trace(confusion_CC) / num_rows),
        macro_f1=macro_f1(confusion_CC),
        roc_auc=roc_auc,
        pr_auc=pr_auc,
        log_loss=log_loss(p_NC, y_N),
        brier=brier(p_NC, y_N),
        ece=expected_calibration_error(p_NC, y_N),
        confusion=confusion_CC.tolist(),
        per_class=per_class,
    )


def class_reports(confusion_CC: Int64s, classes: Sequence[str]) -> list[ClassReport]:
    """Precision, recall, F1 and support of each class; 0 where there is nothing to divide by."""
    right_C = np.diag(confusion_CC)
    support_C, given_C = confusion_CC.sum(axis=1), confusion_CC.sum(axis=0)
    precision_C = right_C / np.maximum(given_C, 1)
    recall_C = right_C / np.maximum(support_C, 1)
    f1_C = 2 * right_C / np.maximum(given_C + support_C, 1)
    return [
        ClassReport(label=label, precision=precision, recall=recall, f1=f1, support=support)
        for label, precision, recall, f1, support in zip(
            classes, precision_C.tolist(), recall_C.tolist(), f1_C.tolist(), support_C.tolist(), strict=True
        )
    ]


def macro_f1(confusion_CC: Int64s) -> float:
    """Mean F1 over the classes that occur among labels or predictions."""
    seen_C = confusion_CC.sum(axis=1) + confusion_CC.sum(axis=0)
    return float((2 * np.diag(confusion_CC)[seen_C > 0] / seen_C[seen_C > 0]).mean())


def log_loss(p_NC: Float64s, y_N: Int64s) -> float:
    """Mean of -ln p(label), in nats."""
    p_label_N = p_NC[np.arange(len(y_N)), y_N]
    return float(-np.log(np.clip(p_label_N, SMALLEST_PROBABILITY, 1.0)).mean())


def brier(p_NC: Float64s, y_N: Int64s) -> float:
    """Mean squared error: of p1 for two classes, summed over the classes for more."""
    if p_NC.shape[1] == 2:
        return float(((p_NC[:, 1] - y_N) ** 2).mean())
    p_label_N = p_NC[np.arange(len(y_N)), y_N]
    return float(((p_NC**2).sum(axis=1) - 2 * p_label_N + 1).mean())  # sum of (p - onehot)^2, without the one-hot


def expected_calibration_error(p_NC: Float64s, y_N: Int64s) -> float:
    """Mean gap between confidence and accuracy over bins of equal width, weighted by their rows.

    Confidence is the largest probability and accuracy that of the class it belongs to, whatever the threshold is.
    Source: Guo et al. 2017, arXiv:1706.04599, section 2.
    """
    confidence_N = p_NC.max(axis=1)
    right_N = p_NC.argmax(axis=1) == y_N
    bin_N = np.clip(np.ceil(confidence_N * NUM_BINS).astype(np.int64) - 1, 0, NUM_BINS - 1)  # bins are (lower, upper]
    gap_K = np.bincount(bin_N, weights=right_N - confidence_N, minlength=NUM_BINS)
    return float(np.abs(gap_K).sum() / len(y_N))


def ranking(p_NC: Float64s, y_N: Int64s) -> tuple[float | None, float | None]:
    """ROC-AUC and average precision: of the second of two classes, else the mean of each against the rest.

    None for both unless every class has a row: a class without rows has no rank, and a mean that leaves it out would
    not compare with the same model's figure on another split.
    """
    num_classes = p_NC.shape[1]
    if (np.bincount(y_N, minlength=num_classes) == 0).any():
        return None, None
    positives = [1] if num_classes == 2 else range(num_classes)
    areas = np.array([_areas(p_NC[:, c], y_N == c) for c in positives])
    roc_auc, pr_auc = areas.mean(axis=0).tolist()
    return roc_auc, pr_auc


def _areas(score_N: Float64s, positive_N: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Area under the ROC curve and average precision from one sort; equal scores are one step of both curves."""
    order_N = np.argsort(-score_N, kind="stable")
    score_N, positive_N = score_N[order_N], positive_N[order_N]
    step = np.append(np.flatnonzero(np.diff(score_N)), len(score_N) - 1)
    hits = np.cumsum(positive_N)[step].astype(np.float64)
    misses = step + 1 - hits
    recall = np.insert(hits / hits[-1], 0, 0.0)
    fallout = np.insert(misses / misses[-1], 0, 0.0)
    average_precision = (np.diff(recall) * hits / (step + 1)).sum()
    return float(np.trapezoid(recall, fallout)), float(average_precision)
