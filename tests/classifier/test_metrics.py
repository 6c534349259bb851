"""The measures, against values worked out by hand and against scikit-learn."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics

from classifier.metrics.decision import predict_index
from classifier.metrics.report import evaluate, expected_calibration_error


def random_case(num_rows: int, num_classes: int, seed: int, decimals: int = 15) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities (rounded, so that some tie) and labels with every class present."""
    rng = np.random.default_rng(seed)
    y_N = np.concatenate([np.arange(num_classes), rng.integers(0, num_classes, num_rows - num_classes)])
    logits_NC = rng.normal(size=(num_rows, num_classes))
    logits_NC[np.arange(num_rows), y_N] += 1
    p_NC = np.exp(logits_NC) / np.exp(logits_NC).sum(axis=1, keepdims=True)
    if num_classes == 2:
        p1_N = p_NC[:, 1].round(decimals)
        p_NC = np.stack([1 - p1_N, p1_N], axis=1)
    return p_NC, y_N


def names(num_classes: int) -> list[str]:
    return [f"class {c}" for c in range(num_classes)]


def test_four_rows_worked_out_by_hand() -> None:
    p1_N = np.array([0.1, 0.4, 0.35, 0.8])
    y_N = np.array([0, 0, 1, 1])

    found = evaluate(np.stack([1 - p1_N, p1_N], axis=1), y_N, classes=["no", "yes"], threshold=0.5)

    assert found.num_rows == 4
    assert found.confusion == [[2, 0], [1, 1]]
    assert found.accuracy == 0.75
    assert [(c.label, c.precision, c.recall, c.support) for c in found.per_class] == [
        ("no", pytest.approx(2 / 3), 1.0, 2),
        ("yes", 1.0, 0.5, 2),
    ]
    assert found.macro_f1 == pytest.approx((0.8 + 2 / 3) / 2)
    assert found.roc_auc == pytest.approx(0.75)
    assert found.pr_auc == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)
    assert found.log_loss == pytest.approx(-(math.log(0.9) + math.log(0.6) + math.log(0.35) + math.log(0.8)) / 4)
    assert found.brier == pytest.approx((0.1**2 + 0.4**2 + 0.65**2 + 0.2**2) / 4)
    assert found.ece == pytest.approx((0.1 + 0.4 + 0.65 + 0.2) / 4)  # each row is alone in its bin


@settings(max_examples=60, deadline=None)
@given(st.integers(10, 200), st.integers(0, 10_000), st.sampled_from([1, 2, 15]))
def test_two_classes_agree_with_scikit_learn(num_rows: int, seed: int, decimals: int) -> None:
    p_NC, y_N = random_case(num_rows, 2, seed, decimals)

    found = evaluate(p_NC, y_N, classes=names(2), threshold=0.5)

    predicted_N = (p_NC[:, 1] >= 0.5).astype(int)
    assert found.accuracy == pytest.approx(metrics.accuracy_score(y_N, predicted_N))
    assert found.macro_f1 == pytest.approx(metrics.f1_score(y_N, predicted_N, average="macro"))
    assert found.roc_auc == pytest.approx(metrics.roc_auc_score(y_N, p_NC[:, 1]))
    assert found.pr_auc == pytest.approx(metrics.average_precision_score(y_N, p_NC[:, 1]))
    assert found.brier == pytest.approx(metrics.brier_score_loss(y_N, p_NC[:, 1]))
    if p_NC.min() > 0:
        assert found.log_loss == pytest.approx(metrics.log_loss(y_N, p_NC))
    assert found.confusion == metrics.confusion_matrix(y_N, predicted_N, labels=[0, 1]).tolist()


@settings(max_examples=40, deadline=None)
@given(st.integers(10, 200), st.integers(3, 6), st.integers(0, 10_000))
def test_more_classes_agree_with_scikit_learn(num_rows: int, num_classes: int, seed: int) -> None:
    p_NC, y_N = random_case(num_rows, num_classes, seed)

    found = evaluate(p_NC, y_N, classes=names(num_classes))

    predicted_N = p_NC.argmax(axis=1)
    labels = list(range(num_classes))
    one_hot_NC = np.eye(num_classes)[y_N]
    assert found.macro_f1 == pytest.approx(metrics.f1_score(y_N, predicted_N, average="macro"))
    assert found.roc_auc == pytest.approx(metrics.roc_auc_score(y_N, p_NC, multi_class="ovr", labels=labels))
    assert found.pr_auc == pytest.approx(metrics.average_precision_score(one_hot_NC, p_NC, average="macro"))
    assert found.log_loss == pytest.approx(metrics.log_loss(y_N, p_NC, labels=labels))
    assert found.brier == pytest.approx(((p_NC - one_hot_NC) ** 2).sum(axis=1).mean())
    precision_C, recall_C, f1_C, support_C = metrics.precision_recall_fscore_support(
        y_N, predicted_N, labels=labels, zero_division=0
    )
    for c, report in enumerate(found.per_class):
        assert (report.precision, report.recall, report.f1) == pytest.approx((precision_C[c], recall_C[c], f1_C[c]))
        assert report.support == support_C[c]


def test_the_second_class_is_the_positive_one() -> None:
    """The control: with the columns swapped the ranking turns round."""
    p_NC, y_N = random_case(100, 2, seed=1)

    right = evaluate(p_NC, y_N, classes=names(2)).roc_auc
    swapped = evaluate(p_NC[:, ::-1], y_N, classes=names(2)).roc_auc

    assert right is not None
    assert swapped == pytest.approx(1 - right)
    assert right > 0.6


def test_a_class_without_rows_leaves_the_ranking_out_and_nothing_else() -> None:
    p_NC = np.array([[0.7, 0.2, 0.1], [0.2, 0.7, 0.1], [0.1, 0.6, 0.3]])

    found = evaluate(p_NC, np.array([0, 1, 1]), classes=names(3))

    assert (found.roc_auc, found.pr_auc) == (None, None)
    assert found.accuracy == 1.0
    assert found.macro_f1 == 1.0  # the class that occurs nowhere does not count as a failure
    assert found.per_class[2].support == 0


def test_a_certain_mistake_costs_much_but_not_infinitely() -> None:
    found = evaluate(np.array([[1.0, 0.0], [1.0, 0.0]], dtype=np.float32), np.array([0, 1]), classes=names(2))

    assert found.log_loss == pytest.approx(-math.log(1e-15) / 2)


def test_confidence_that_is_kept_has_no_calibration_error_and_boasting_has() -> None:
    y_N = np.array([1] * 80 + [0] * 20)
    honest = np.tile([0.2, 0.8], (100, 1))
    boasting = np.tile([0.01, 0.99], (100, 1))

    assert expected_calibration_error(honest, y_N) == pytest.approx(0, abs=1e-12)
    assert expected_calibration_error(boasting, y_N) == pytest.approx(0.19)


def test_an_edge_of_a_bin_belongs_to_the_bin_below() -> None:
    p_NC = np.array([[0.6, 0.4], [0.61, 0.39], [1.0, 0.0]])

    # 0.6 = 9/15 closes bin 9 and 0.61 is in bin 10: were they in one bin, their errors would cancel.
    assert expected_calibration_error(p_NC, np.array([0, 1, 0])) == pytest.approx((0.4 + 0.61 + 0) / 3)


def test_the_threshold_moves_labels_but_no_measure_of_probabilities() -> None:
    p_NC, y_N = random_case(200, 2, seed=3)

    low, high = (evaluate(p_NC, y_N, classes=names(2), threshold=t) for t in (0.1, 0.9))

    assert low.per_class[1].recall > high.per_class[1].recall
    assert (low.log_loss, low.brier, low.ece, low.roc_auc) == (high.log_loss, high.brier, high.ece, high.roc_auc)


def test_a_probability_at_the_threshold_is_the_second_class() -> None:
    assert predict_index(np.array([[0.5, 0.5], [0.51, 0.49]]), None).tolist() == [1, 0]
    p_NC = np.array([[0.3, 0.7]], dtype=np.float32)
    assert float(p_NC[0, 1]) < 0.7  # shown as less than the threshold, so below it
    assert predict_index(p_NC, 0.7).tolist() == [0]


def test_of_equal_probabilities_the_first_of_many_classes_wins() -> None:
    assert predict_index(np.array([[0.2, 0.4, 0.4]]), None).tolist() == [1]


@pytest.mark.parametrize(
    ("p_NC", "y_N"),
    [
        (np.empty((0, 2)), np.empty(0, dtype=np.int64)),
        (np.ones((2, 2)) / 2, np.array([0])),
        (np.ones((1, 3)) / 3, np.array([0])),
        (np.array([[np.nan, 1.0]]), np.array([0])),
    ],
)
def test_what_cannot_be_measured_is_refused(p_NC: np.ndarray, y_N: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"cannot evaluate|not finite"):
        evaluate(p_NC, y_N, classes=names(2))
