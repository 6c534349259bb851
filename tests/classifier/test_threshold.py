"""A threshold is chosen on validation rows: the best there is, by trying every one."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.metrics.decision import predict_index
from classifier.metrics.report import class_reports
from classifier.metrics.threshold import choose_threshold
from classifier.spec.decision import (
    BestBalancedAccuracy,
    BestF1,
    LeastCost,
    PrecisionAtLeast,
    ThresholdObjective,
    ThresholdReport,
)

OBJECTIVES: list[ThresholdObjective] = [
    BestF1(),
    BestBalancedAccuracy(),
    LeastCost(false_positive=1.0, false_negative=1.0),
    LeastCost(false_positive=0.1, false_negative=0.3),
    LeastCost(false_positive=7.0, false_negative=0.0),
    PrecisionAtLeast(precision=0.5),
    PrecisionAtLeast(precision=0.9),
]


def counts(p1_N: np.ndarray, y_N: np.ndarray, threshold: float) -> tuple[int, int, int, int]:
    """True and false positives, true and false negatives, by the rule that serving uses."""
    label_N = predict_index(np.stack([1 - p1_N, p1_N], axis=1), threshold)
    return tuple(int(((label_N == a) & (y_N == b)).sum()) for a, b in ((1, 1), (1, 0), (0, 0), (0, 1)))  # type: ignore[return-value]


def worth(p1_N: np.ndarray, y_N: np.ndarray, threshold: float, objective: ThresholdObjective) -> tuple[Fraction, ...]:
    """What a threshold is worth, the more the better, in exact numbers."""
    tp, fp, tn, fn = counts(p1_N, y_N, threshold)
    if isinstance(objective, BestF1):
        return (Fraction(2 * tp, 2 * tp + fp + fn),)
    if isinstance(objective, BestBalancedAccuracy):
        return (Fraction(tp, tp + fn) + Fraction(tn, tn + fp),)
    if isinstance(objective, LeastCost):
        false_positive, false_negative = (
            Fraction(str(c)) for c in (objective.false_positive, objective.false_negative)
        )
        return (-(false_positive * fp + false_negative * fn),)
    precision = Fraction(tp, tp + fp) if tp + fp else Fraction(0)
    enough = precision >= Fraction(str(objective.precision))
    return (
        (Fraction(1), Fraction(tp), Fraction(-fp)) if enough else (Fraction(0), precision, Fraction(tp), Fraction(-fp))
    )


def every_threshold(p1_N: np.ndarray) -> list[float]:
    """One for each way to cut the rows in two that some threshold inside (0, 1) makes: in the middle of its gap."""
    edges = [0.0, *sorted(set(p1_N.tolist())), 1.0]
    middles = [(a + b) / 2 for a, b in pairwise(edges) if a < b]
    return sorted(middles)


scores = st.one_of(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0]), st.floats(0.0, 1.0, width=16))
rows = st.lists(st.tuples(scores, st.integers(0, 1)), min_size=2, max_size=25).filter(
    lambda r: len({y for _, y in r}) == 2
)


@settings(max_examples=300, deadline=None)
@given(rows, st.sampled_from(OBJECTIVES))
def test_no_threshold_is_better_and_no_equally_good_one_nearer_to_a_half(
    pairs: list[tuple[float, int]], objective: ThresholdObjective
) -> None:
    p1_N, y_N = np.array([p for p, _ in pairs]), np.array([y for _, y in pairs])
    found = choose_threshold(p1_N, y_N, objective)
    best = worth(p1_N, y_N, found.threshold, objective)
    tried = {t: worth(p1_N, y_N, t, objective) for t in every_threshold(p1_N)}
    assert max(tried.values()) == best
    # At every score and at a half too, though no cut of theirs is new.
    assert all(worth(p1_N, y_N, t, objective) <= best for t in (0.5, *p1_N[(p1_N > 0) & (p1_N < 1)].tolist()))
    nearest = min(abs(t - 0.5) for t, value in tried.items() if value == best)
    assert abs(found.threshold - 0.5) == pytest.approx(nearest, abs=1e-15)


@settings(max_examples=100, deadline=None)
@given(rows, st.sampled_from(OBJECTIVES))
def test_the_values_reported_are_those_of_the_threshold_and_of_a_half(
    pairs: list[tuple[float, int]], objective: ThresholdObjective
) -> None:
    p1_N, y_N = np.array([p for p, _ in pairs]), np.array([y for _, y in pairs])
    found = choose_threshold(p1_N, y_N, objective)
    assert found.objective == objective.objective
    assert found.num_rows == len(y_N)
    assert ThresholdReport.model_validate_json(found.model_dump_json()) == found
    for threshold, value in ((found.threshold, found.value), (0.5, found.value_at_half)):
        tp, fp, tn, fn = counts(p1_N, y_N, threshold)
        second = class_reports(np.array([[tn, fp], [fn, tp]]), ["no", "yes"])[1]
        if isinstance(objective, BestF1):
            assert value == pytest.approx(second.f1)
        elif isinstance(objective, BestBalancedAccuracy):
            assert value == pytest.approx((second.recall + tn / (tn + fp)) / 2)
        elif isinstance(objective, LeastCost):
            assert value == pytest.approx((objective.false_positive * fp + objective.false_negative * fn) / len(y_N))
        else:
            assert value == pytest.approx(second.precision)


def test_a_threshold_lies_midway_so_that_noise_in_the_last_digits_changes_no_label() -> None:
    p1_N, y_N = np.array([0.2, 0.4, 0.7, 0.9]), np.array([0, 0, 1, 1])
    threshold = choose_threshold(p1_N, y_N, BestF1()).threshold
    assert threshold == pytest.approx(0.55)
    generator = np.random.default_rng(0)
    for _ in range(20):
        noisy_N = p1_N + generator.normal(size=4) * 1e-6
        assert ((noisy_N >= threshold) == (y_N == 1)).all()


@pytest.mark.parametrize(
    "pair",
    [
        (0.5, np.nextafter(0.5, 1)),
        (np.nextafter(1.0, 0), 1.0),
        (0.0, 5e-324),
        (5e-324, 1e-323),
        (np.nextafter(0.7, 0), 0.7),
    ],
)
def test_scores_without_a_number_between_them_are_still_told_apart(pair: tuple[float, float]) -> None:
    p1_N, y_N = np.array(pair), np.array([0, 1])
    found = choose_threshold(p1_N, y_N, BestF1())
    assert 0.0 < found.threshold < 1.0
    if pair[1] < 1.0:
        assert counts(p1_N, y_N, found.threshold) == (1, 0, 1, 0)
    else:  # only a threshold of 1 would part these
        assert found.value == pytest.approx(2 / 3)


def test_float32_scores_are_compared_as_the_rule_compares_them() -> None:
    p1_N = np.array([0.7, np.nextafter(np.float32(0.7), np.float32(1))], dtype=np.float32)
    found = choose_threshold(p1_N, np.array([0, 1]), BestF1())
    assert predict_index(np.stack([1 - p1_N, p1_N], axis=1), found.threshold).tolist() == [0, 1]


def test_no_better_than_a_half_stays_near_it() -> None:
    """All scores equal: whatever the threshold, it is everyone or no one."""
    p1_N, y_N = np.full(10, 0.5), np.arange(10) % 2
    assert choose_threshold(p1_N, y_N, BestBalancedAccuracy()).threshold in (0.25, 0.75)
    free = LeastCost(false_positive=0.0, false_negative=0.0)
    assert choose_threshold(np.linspace(0.05, 0.95, 10), y_N, free).threshold == pytest.approx(0.5)


def test_rare_positives_move_the_threshold_and_gain_by_it() -> None:
    generator = np.random.default_rng(0)
    y_N = (generator.random(2_000) < 0.05).astype(np.int64)
    p1_N = 1 / (1 + np.exp(-(generator.normal(size=2_000) + 1.5 * y_N - 3.0)))
    for objective in (BestF1(), BestBalancedAccuracy()):
        found = choose_threshold(p1_N, y_N, objective)
        assert found.threshold < 0.4
        assert found.value is not None
        assert found.value_at_half is not None
        assert found.value > found.value_at_half + 0.1
    dear = LeastCost(false_positive=1.0, false_negative=20.0)
    cheap = LeastCost(false_positive=20.0, false_negative=1.0)
    assert choose_threshold(p1_N, y_N, dear).threshold < choose_threshold(p1_N, y_N, cheap).threshold


def test_precision_takes_the_most_hits_that_keep_it_or_else_the_most_precise() -> None:
    p1_N = np.array([0.9, 0.8, 0.7, 0.6, 0.3, 0.2])
    y_N = np.array([1, 1, 0, 1, 0, 0])
    found = choose_threshold(p1_N, y_N, PrecisionAtLeast(precision=0.75))
    assert (found.threshold, found.value) == (pytest.approx(0.45), 0.75)
    found = choose_threshold(p1_N, y_N, PrecisionAtLeast(precision=0.76))
    assert (found.threshold, found.value) == (pytest.approx(0.75), 1.0)
    worst = choose_threshold(p1_N, 1 - y_N, PrecisionAtLeast(precision=0.99))
    assert worst.value == 0.5, "not reached, and said so: below what was asked"
    assert worst.threshold == pytest.approx(0.1)


def test_a_number_is_the_threshold() -> None:
    found = choose_threshold(np.array([0.2, 0.8]), np.array([0, 1]), 0.3)
    assert found == ThresholdReport(objective="fixed", threshold=0.3, value=None, value_at_half=None, num_rows=2)


@pytest.mark.parametrize("objective", OBJECTIVES, ids=lambda o: o.objective)
@pytest.mark.parametrize("label", [0, 1])
def test_rows_of_one_class_leave_it_at_a_half(objective: ThresholdObjective, label: int) -> None:
    found = choose_threshold(np.array([0.1, 0.7, 0.8]), np.full(3, label), objective)
    assert (found.threshold, found.value, found.value_at_half) == (0.5, None, None)


@pytest.mark.parametrize(
    ("p1_N", "y_N", "why"),
    [
        ([], [], "cannot choose"),
        ([0.5], [0, 1], "cannot choose"),
        ([[0.5, 0.5]], [[0, 1]], "cannot choose"),
        ([0.5, 1.1], [0, 1], r"0\.\.1"),
        ([0.5, float("nan")], [0, 1], r"0\.\.1"),
        ([0.5, 0.6], [0, 2], "0 or 1"),
    ],
)
def test_what_is_no_probability_or_no_label_is_refused(p1_N: list[float], y_N: list[int], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        choose_threshold(np.array(p1_N), np.array(y_N), BestF1())


def test_a_million_rows_take_a_second_at_most() -> None:
    import time

    generator = np.random.default_rng(0)
    p1_N, y_N = generator.random(1_000_000), generator.integers(0, 2, 1_000_000)
    start = time.perf_counter()
    found = choose_threshold(p1_N, y_N, BestF1())
    assert time.perf_counter() - start < 3.0  # 0.2 s here; trying each against each would take days
    assert found.value is not None
    assert found.value >= 2 / 3
