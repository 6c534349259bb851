"""The threshold of two classes, chosen on validation rows by what it is to be good at."""

# Axes: N rows, K ways to cut them in two by their score.

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from classifier.spec.decision import (
    BestBalancedAccuracy,
    BestF1,
    LeastCost,
    PrecisionAtLeast,
    ThresholdObjective,
    ThresholdReport,
)

HALF = 0.5
SAME_COST = 1e-12  # relative: 3 x 0.1 and 0.3 are one cost. The other measures are exact ratios of whole numbers

Floats = npt.NDArray[np.floating]
Float64s = npt.NDArray[np.float64]
Int64s = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class _Cuts(NamedTuple):
    """Every way in which `p1 >= threshold` can divide the rows, by rising threshold."""

    threshold_K: Float64s  # noqa: N815
    hits_K: Int64s  # noqa: N815
    """Rows of the second class that are called so."""
    false_alarms_K: Int64s  # noqa: N815
    """Rows of the first class that are called the second."""
    num_positive: int
    """Rows of the second class."""
    num_negative: int


def choose_threshold(p1_N: Floats, y_N: Int64s, objective: float | ThresholdObjective) -> ThresholdReport:
    """The threshold that is best by `objective` among all there are, by the rule `p1 >= threshold`.

    Shape: `[N]` float, probabilities of the second class, and `[N]` int64 of 0 and 1; N at least 1. One sort: N log N.
    A threshold lies midway between two neighbouring scores (or a score and 0 or 1), so that a score that differs in its
    last digits stays on its side; of equally good ones the nearest to 0.5 is taken, then the lower. A number as the
    objective is the threshold. Rows of one class only say nothing of a threshold: it is 0.5.
    Raises: `ValueError` for no rows, shapes that do not fit, probabilities outside 0..1 and labels other than 0 and 1.

    >>> p1_N, y_N = np.array([0.125, 0.25, 0.5, 0.75]), np.array([0, 1, 0, 1])
    >>> choose_threshold(p1_N, y_N, BestF1()).threshold
    0.1875
    >>> choose_threshold(p1_N, y_N, LeastCost(false_positive=5, false_negative=1)).threshold
    0.625
    """
    if p1_N.ndim != 1 or len(p1_N) == 0 or p1_N.shape != y_N.shape:
        raise ValueError(f"cannot choose a threshold from {p1_N.shape} probabilities and {y_N.shape} labels")
    if not ((p1_N >= 0) & (p1_N <= 1)).all():
        raise ValueError("probabilities must lie in 0..1")
    if not np.isin(y_N, (0, 1)).all():
        raise ValueError("labels must be 0 or 1")
    if isinstance(objective, float):
        return ThresholdReport(
            objective="fixed", threshold=objective, value=None, value_at_half=None, num_rows=len(y_N)
        )
    cuts = _cuts(p1_N.astype(np.float64), y_N)
    if not cuts.num_positive or not cuts.num_negative:
        name = objective.objective
        return ThresholdReport(objective=name, threshold=HALF, value=None, value_at_half=None, num_rows=len(y_N))
    value_K = _values(cuts, objective)
    best = np.flatnonzero(_best(cuts, value_K, objective))
    chosen = best[np.argmin(np.abs(cuts.threshold_K[best] - HALF))]
    return ThresholdReport(
        objective=objective.objective,
        threshold=float(cuts.threshold_K[chosen]),
        value=float(value_K[chosen]),
        value_at_half=float(_values(_cut_at(HALF, p1_N.astype(np.float64), y_N), objective)[0]),
        num_rows=len(y_N),
    )


def _cuts(p1_N: Float64s, y_N: Int64s) -> _Cuts:
    order_N = np.argsort(p1_N, kind="stable")
    score_N, y_sorted_N = p1_N[order_N], y_N[order_N]
    start_K = np.append(0, np.flatnonzero(np.diff(score_N)) + 1)  # first row of each distinct score
    upper_K = np.append(score_N[start_K], 1.0)
    lower_K = np.append(0.0, score_N[start_K])
    start_K = np.append(start_K, len(y_N))
    middle_K = lower_K + (upper_K - lower_K) / 2
    threshold_K = np.where(middle_K > lower_K, middle_K, upper_K)  # between neighbouring floats there is no middle
    # No threshold in (0, 1) lies below a score of 0 or above one of 1.
    within_K = (threshold_K > lower_K) & (threshold_K < 1.0)
    positives_before_K = np.append(0, np.cumsum(y_sorted_N))[start_K][within_K]
    num_positive = int(y_N.sum())
    hits_K = num_positive - positives_before_K
    false_alarms_K = len(y_N) - start_K[within_K] - hits_K
    return _Cuts(threshold_K[within_K], hits_K, false_alarms_K, num_positive, len(y_N) - num_positive)


def _cut_at(threshold: float, p1_N: Float64s, y_N: Int64s) -> _Cuts:
    called_N = p1_N >= threshold
    hits, num_positive = int((called_N & (y_N == 1)).sum()), int(y_N.sum())
    false_alarms = int(called_N.sum()) - hits
    one = np.array([threshold]), np.array([hits]), np.array([false_alarms])
    return _Cuts(*one, num_positive, len(y_N) - num_positive)


def _values(cuts: _Cuts, objective: ThresholdObjective) -> Float64s:
    """`[K]`: what the report calls the objective's value; 0 where there is nothing to divide by."""
    hits_K, false_alarms_K = cuts.hits_K, cuts.false_alarms_K
    misses_K = cuts.num_positive - hits_K
    if isinstance(objective, BestF1):
        return _ratio(2 * hits_K, 2 * hits_K + false_alarms_K + misses_K)
    if isinstance(objective, BestBalancedAccuracy):  # over one denominator, so that equal values are equal numbers
        right_K = hits_K * cuts.num_negative + (cuts.num_negative - false_alarms_K) * cuts.num_positive
        return np.asarray(right_K / (2 * cuts.num_positive * cuts.num_negative), dtype=np.float64)
    if isinstance(objective, LeastCost):
        cost_K = objective.false_positive * false_alarms_K + objective.false_negative * misses_K
        return np.asarray(cost_K / (cuts.num_positive + cuts.num_negative), dtype=np.float64)
    return _ratio(hits_K, hits_K + false_alarms_K)


def _best(cuts: _Cuts, value_K: Float64s, objective: ThresholdObjective) -> Bools:
    """`[K]`: the cuts that no other one is better than."""
    if isinstance(objective, LeastCost):
        return np.asarray(value_K <= value_K.min() * (1.0 + SAME_COST))
    best_K: Bools = value_K == value_K.max()
    if not isinstance(objective, PrecisionAtLeast):
        return best_K
    # Most hits first, and of as many hits the fewest false alarms, which is the highest precision.
    enough_K: Bools = value_K >= objective.precision
    best_K = enough_K if enough_K.any() else best_K
    best_K = best_K & (cuts.hits_K == cuts.hits_K[best_K].max())
    best_K = best_K & (cuts.false_alarms_K == cuts.false_alarms_K[best_K].min())
    return best_K


def _ratio(part_K: Int64s, whole_K: Int64s) -> Float64s:
    return np.asarray(part_K / np.maximum(whole_K, 1), dtype=np.float64)
