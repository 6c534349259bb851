"""Decision settings: each rule against its plain form, and what does not fit a model."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from classifier.errors import SpecInvalid
from classifier.metrics.decision import decide, predict_index
from classifier.spec.decision import DecisionSettings

CLASSES = ["a", "b", "c"]


def probabilities(seed: int, num_classes: int, num_rows: int = 50) -> np.ndarray:
    return np.random.default_rng(seed).dirichlet(np.ones(num_classes), num_rows)


@given(seed=st.integers(0, 10_000), thresholds=st.lists(st.floats(0.01, 1.0), min_size=3, max_size=3))
@settings(max_examples=50, deadline=None)
def test_by_class_the_largest_multiple_of_its_threshold_wins(seed: int, thresholds: list[float]) -> None:
    p_NC = probabilities(seed, 3)

    labels = decide(p_NC, DecisionSettings(per_class=dict(zip(CLASSES, thresholds, strict=True))), CLASSES)

    for p_C, label in zip(p_NC, labels, strict=True):
        shares = [p / threshold for p, threshold in zip(p_C, thresholds, strict=True)]
        assert label == shares.index(max(shares))


@given(seed=st.integers(0, 10_000), costs=st.lists(st.floats(0, 100), min_size=9, max_size=9))
@settings(max_examples=50, deadline=None)
def test_by_costs_the_label_of_least_expected_cost_wins(seed: int, costs: list[float]) -> None:
    matrix = [costs[:3], costs[3:6], costs[6:]]
    p_NC = probabilities(seed, 3)

    labels = decide(p_NC, DecisionSettings(cost_matrix=matrix), CLASSES)

    for p_C, label in zip(p_NC, labels, strict=True):
        expected = [sum(p_C[true] * matrix[true][said] for true in range(3)) for said in range(3)]
        assert expected[label] == pytest.approx(min(expected), rel=1e-9, abs=1e-12)


def test_equal_thresholds_and_equal_costs_are_the_likeliest_class() -> None:
    p_NC = probabilities(3, 3)
    wrong_costs_one = [[0, 1, 1], [1, 0, 1], [1, 1, 0]]

    likeliest = predict_index(p_NC, None).tolist()

    assert decide(p_NC, DecisionSettings(per_class=dict.fromkeys(CLASSES, 0.5)), CLASSES).tolist() == likeliest
    assert decide(p_NC, DecisionSettings(cost_matrix=wrong_costs_one), CLASSES).tolist() == likeliest


def test_the_order_in_which_classes_are_named_does_not_matter() -> None:
    p_NC = probabilities(4, 3)
    said = {"c": 0.9, "a": 0.2, "b": 0.5}

    assert (
        decide(p_NC, DecisionSettings(per_class=said), CLASSES).tolist()
        == decide(p_NC, DecisionSettings(per_class={label: said[label] for label in CLASSES}), CLASSES).tolist()
    )


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.7])
def test_a_threshold_is_the_one_rule_of_two_classes(threshold: float) -> None:
    p_NC = probabilities(5, 2)

    labels = decide(p_NC, DecisionSettings(threshold=threshold), ["a", "b"])

    assert labels.tolist() == predict_index(p_NC, threshold).tolist()


def test_costs_of_two_classes_are_the_threshold_that_elkan_gives() -> None:
    """p >= (c10 - c00) / (c10 - c00 + c01 - c11): Elkan 2001, equation 2."""
    p_NC = probabilities(6, 2, 500)
    false_alarm, miss = 1.0, 4.0

    labels = decide(p_NC, DecisionSettings(cost_matrix=[[0, false_alarm], [miss, 0]]), ["a", "b"])

    assert labels.tolist() == predict_index(p_NC, false_alarm / (false_alarm + miss)).tolist()


@pytest.mark.parametrize(
    "said", [{}, {"threshold": 0.5, "per_class": {"a": 0.5, "b": 0.5}}, {"threshold": 0.0}, {"threshold": 1.0}]
)
def test_one_rule_is_said_and_within_its_bounds(said: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        DecisionSettings.model_validate(said)


@pytest.mark.parametrize(
    ("said", "pointers", "code"),
    [
        ({"threshold": 0.5}, ["/threshold"], "threshold_not_binary"),
        ({"per_class": {"a": 0.5, "b": 0.5}}, ["/per_class"], "class_missing"),
        ({"per_class": {"a": 0.5, "b": 0.5, "c": 0.5, "d/e": 0.5}}, ["/per_class/d~1e"], "class_unknown"),
        ({"cost_matrix": [[0, 1], [1, 0]]}, ["/cost_matrix"], "cost_matrix_shape"),
        (
            {"cost_matrix": [[0, 1, 1], [1, 0], [1, 1, 0, 1]]},
            ["/cost_matrix/1", "/cost_matrix/2"],
            "cost_matrix_shape",
        ),
    ],
)
def test_what_does_not_fit_the_models_classes_is_named(said: dict[str, object], pointers: list[str], code: str) -> None:
    with pytest.raises(SpecInvalid) as refused:
        DecisionSettings.model_validate(said).check(CLASSES)

    assert [fault.pointer for fault in refused.value.faults] == pointers
    assert {fault.code for fault in refused.value.faults} == {code}
