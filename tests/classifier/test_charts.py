"""Curves, bins and thresholds: against scikit-learn, within their bounds, and true where rows are few."""

import json

import numpy as np
import pytest
from sklearn.metrics import auc, precision_recall_curve, roc_curve

from classifier.metrics.answers import Answers
from classifier.metrics.charts import curves, reliability, threshold_table
from classifier.metrics.decision import predict_index
from classifier.metrics.report import evaluate, expected_calibration_error
from classifier.spec.charts import MAX_CLASSES, MAX_CURVE_POINTS, MAX_POINTS


def some_answers(num_rows: int, num_classes: int, seed: int = 0, *, digits: int | None = None) -> Answers:
    draw = np.random.default_rng(seed)
    y_N = draw.integers(0, num_classes, num_rows)
    y_N[:num_classes] = np.arange(num_classes)
    logits_NC = draw.normal(size=(num_rows, num_classes))
    logits_NC[np.arange(num_rows), y_N] += 1.0
    p_NC = np.exp(logits_NC)
    if digits is not None:
        p_NC = p_NC.round(digits) + 1e-3
    p_NC /= p_NC.sum(axis=1, keepdims=True)
    return Answers(y_N, p_NC, predict_index(p_NC, None))


def names(count: int) -> list[str]:
    return [f"class {number}" for number in range(count)]


@pytest.mark.parametrize("digits", [None, 0])
def test_small_curves_are_those_of_scikit_learn(digits: int | None) -> None:
    answers = some_answers(80, 2, digits=digits)

    (roc,), (pr,) = curves(answers, names(2))

    fallout, recall, _ = roc_curve(answers.y_N, answers.p_NC[:, 1], drop_intermediate=False)
    assert roc.x == pytest.approx(fallout, abs=1e-6)
    assert roc.y == pytest.approx(recall, abs=1e-6)
    precision, recall, threshold = precision_recall_curve(answers.y_N, answers.p_NC[:, 1])
    assert pr.x == pytest.approx(recall[::-1], abs=1e-6)
    assert pr.y == pytest.approx(precision[::-1], abs=1e-6)
    assert pr.threshold[1:] == pytest.approx(threshold[::-1], abs=1e-6)


def test_long_curves_are_thinned_and_keep_their_area_and_ends() -> None:
    answers = some_answers(20_000, 2)

    (roc,), (pr,) = curves(answers, names(2))

    whole = evaluate(answers.p_NC, answers.y_N, classes=names(2))
    assert 150 < len(roc.x) <= MAX_POINTS
    assert 150 < len(pr.x) <= MAX_POINTS
    assert auc(roc.x, roc.y) == pytest.approx(whole.roc_auc, abs=2e-3)
    assert auc(pr.x, pr.y) == pytest.approx(whole.pr_auc, abs=5e-3)
    assert (roc.x[0], roc.y[0], roc.x[-1], roc.y[-1], pr.x[-1]) == (0, 0, 1, 1, 1)
    assert roc.threshold == sorted(roc.threshold, reverse=True)


def test_of_many_classes_those_with_most_rows_are_shown_in_a_bounded_size() -> None:
    answers = some_answers(30_000, 40)

    roc, pr = curves(answers, names(40))

    support = np.bincount(answers.y_N, minlength=40)
    assert {curve.label for curve in roc} == {f"class {n}" for n in np.argsort(-support, kind="stable")[:MAX_CLASSES]}
    assert sum(len(curve.x) for curve in roc) <= MAX_CURVE_POINTS
    assert len(json.dumps([curve.model_dump() for curve in roc + pr])) < 100_000


def test_a_class_without_rows_or_with_all_has_no_curve() -> None:
    p_NC = np.array([[0.7, 0.2, 0.1], [0.6, 0.3, 0.1], [0.1, 0.8, 0.1]])

    roc, pr = curves(Answers(np.array([0, 0, 1]), p_NC, np.array([0, 0, 1])), names(3))
    only, _ = curves(Answers(np.array([1, 1]), p_NC[:2, :2], np.array([0, 0])), names(2))

    assert [curve.label for curve in roc] == [curve.label for curve in pr] == ["class 0", "class 1"]
    assert only == []


@pytest.mark.parametrize("num_classes", [2, 5])
def test_the_bins_give_the_expected_calibration_error(num_classes: int) -> None:
    answers = some_answers(500, num_classes)

    bins = reliability(answers)

    gap = sum(one.num_rows * abs(one.accuracy - one.confidence) for one in bins) / len(answers)
    assert gap == pytest.approx(expected_calibration_error(answers.p_NC, answers.y_N), abs=1e-5)
    assert sum(one.num_rows for one in bins) == 500
    assert all(one.num_rows for one in bins)


def test_each_threshold_tells_what_the_evaluation_at_it_tells() -> None:
    answers = some_answers(300, 2)

    table = threshold_table(answers, 0.437)

    assert [row.threshold for row in table] == sorted({*(k / 100 for k in range(101)), 0.437})
    for row in table:
        whole = evaluate(answers.p_NC, answers.y_N, classes=names(2), threshold=row.threshold)
        assert [[row.true_negative, row.false_positive], [row.false_negative, row.true_positive]] == whole.confusion
        second = whole.per_class[1]
        assert (row.precision, row.recall, row.f1) == pytest.approx((second.precision, second.recall, second.f1))
        assert row.accuracy == pytest.approx(whole.accuracy)
