"""The rules that turn probabilities into labels."""

# Axes: N rows, C classes.

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from classifier.spec.decision import DecisionSettings

MANY_ROWS, FEW_CLASSES = 256, 7


def predict_index(probabilities_NC: npt.NDArray[np.floating], threshold: float | None) -> npt.NDArray[np.int64]:
    """Label number of each row: two classes are decided by `p1 >= threshold` (0.5 when None), more by the largest.

    Shape: `[N, C]` float -> `[N]` int64. Of equal largest probabilities the first class wins.

    >>> predict_index(np.array([[0.6, 0.4], [0.5, 0.5]]), 0.4).tolist()
    [1, 1]
    >>> predict_index(np.array([[0.2, 0.4, 0.4]]), None).tolist()
    [1]
    """
    if probabilities_NC.shape[1] == 2:
        # In float64, as the probabilities are shown: float32(0.7) is below 0.7.
        return (probabilities_NC[:, 1].astype(np.float64) >= (0.5 if threshold is None else threshold)).astype(np.int64)
    if len(probabilities_NC) >= MANY_ROWS and probabilities_NC.shape[1] <= FEW_CLASSES:
        return _largest(probabilities_NC)
    return np.asarray(probabilities_NC.argmax(axis=1), dtype=np.int64)


def _largest(p_NC: npt.NDArray[np.floating]) -> npt.NDArray[np.int64]:
    """`argmax(axis=1)`, class by class: a third of the time where there are few of them."""
    found_N, best_N = np.zeros(len(p_NC), dtype=np.int64), p_NC[:, 0]
    for place in range(1, p_NC.shape[1]):
        np.copyto(found_N, place, where=p_NC[:, place] > best_N)
        best_N = np.maximum(best_N, p_NC[:, place])
    return found_N


def decide(
    probabilities_NC: npt.NDArray[np.floating], decision: DecisionSettings, classes: Sequence[str]
) -> npt.NDArray[np.int64]:
    """Label number of each row by a model's decision settings, which fit its classes.

    Shape: `[N, C]` float -> `[N]` int64. Of equally good classes the first wins; a threshold has its own rule:
    `predict_index`. Source of the cost rule: Elkan 2001, The Foundations of Cost-Sensitive Learning, equation 1.

    >>> p_NC = np.array([[0.5, 0.3, 0.2]])
    >>> decide(p_NC, DecisionSettings(per_class={"a": 0.9, "b": 0.5, "c": 0.5}), ["a", "b", "c"]).tolist()
    [1]
    >>> decide(p_NC, DecisionSettings(cost_matrix=[[0, 1, 1], [1, 0, 1], [9, 9, 0]]), ["a", "b", "c"]).tolist()
    [2]
    """
    p_NC = probabilities_NC.astype(np.float64)
    if decision.per_class is not None:
        threshold_C = np.array([decision.per_class[label] for label in classes])
        return np.asarray((p_NC / threshold_C).argmax(axis=1), dtype=np.int64)
    if decision.cost_matrix is not None:
        cost_CC = np.array(decision.cost_matrix, dtype=np.float64)  # true class by label given
        return np.asarray((p_NC @ cost_CC).argmin(axis=1), dtype=np.int64)
    return predict_index(p_NC, decision.threshold)
