"""The judgements of a trained model: each speaks where it should, and is silent next door."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from classifier.findings.evaluation.checks import evaluation_checks
from classifier.findings.evaluation.seen import Counted, Seen
from classifier.findings.ledger import Ledger, Skip
from classifier.findings.make import make
from classifier.metrics.answers import Answers
from classifier.metrics.decision import predict_index
from classifier.metrics.single_input import Single
from classifier.spec.finding import Finding, Severity
from classifier.spec.train import TrainSpec
from tests.classifier.neural.neural_runs import resolved


def auto(**changes: Any) -> TrainSpec:
    """What `auto` is for 1,600 training rows, but for `changes`."""
    parts: dict[str, Any] = {
        "model": {"family": "mlp", "hidden": [128, 128], "activation": "silu"},
        "optimizer": {"name": "adamw", "learning_rate": 2e-3, "weight_decay": 0.01},
        "training": {"epochs": 100, "batch_size": 64, "early_stopping": {"patience": 10}},
    }
    for name, change in changes.items():
        parts[name] = {**parts.get(name, {}), **change} if isinstance(change, dict) else change
    return resolved(**parts)


AUTO = auto()


def answers(
    num_rows: int = 400,
    *,
    share: float = 0.5,
    skill: float = 3.0,
    sharpness: float = 1.0,
    seed: int = 0,
    cut: float = 0.5,
) -> Answers:
    """Of a two-class model: scores of the classes lie `skill` standard deviations apart, and mean what they say."""
    generator = np.random.default_rng(seed)
    y_N = (np.arange(num_rows) < share * num_rows).astype(np.int64)
    x_N = generator.normal(size=num_rows) + skill * y_N
    z_N = sharpness * (skill * x_N - skill**2 / 2 + np.log(share / (1 - share)))  # Bayes' rule, when sharpness is 1
    p_N = 1 / (1 + np.exp(-z_N))
    p_NC = np.stack([1 - p_N, p_N], axis=1)
    return Answers(y_N, p_NC, predict_index(p_NC, cut))


def constant(like: Answers, label: int = 0) -> Answers:
    p_NC = np.tile(np.eye(2)[label] * 0.6 + 0.2, (len(like), 1))
    return Answers(like.y_N, p_NC, np.full(len(like), label))


def seen(test: Answers | None = None, **changes: Any) -> Seen:
    """A healthy run over two even classes, but for `changes`."""
    test = test or answers()
    parts: dict[str, Any] = {
        "classes": ["no", "yes"],
        "train_count_C": test.support_C * 4,
        "validation": answers(200, share=float((test.y_N == 1).mean()), seed=1),
        "test": test,
        "logistic": test,
        "train_alone": answers(1_000, seed=2),
        "test_alone": test,
        "in_folds": False,
        "temperature": 1.0,
        "threshold": 0.5,
        "num_outputs": 1,
        "counted": [Counted(200, 200, 0.3, 0.3)],
    }
    return Seen(**{**parts, **changes})


def found(run: Seen, spec: TrainSpec = AUTO, before: list[Finding] | None = None) -> dict[str, Finding]:
    ledger = Ledger()
    ledger.take(evaluation_checks(spec, run, before or []))
    return {finding.code.partition(".")[2]: finding for finding in ledger.findings}


def skipped(run: Seen, spec: TrainSpec = AUTO) -> set[str]:
    return {code.partition(".")[2] for code, said in evaluation_checks(spec, run) if isinstance(said, Skip)}


def changed(finding: Finding) -> dict[str, Any]:
    assert finding.fix is not None
    return {change["path"]: change["value"] for change in finding.fix}


HONEST = {
    # What cannot be learnt is answered with one label: right, and yet no model to use.
    **{(share, 0.0): {"constant_prediction"} for share in (0.5, 0.2, 0.05)},
    # The best there is finds 11 % of the rare class at threshold 0.5.
    (0.05, 1.5): {"threshold_poor"},
}


@pytest.mark.parametrize("share", [0.5, 0.2, 0.05])
@pytest.mark.parametrize("skill", [0.0, 1.5, 3.0, 8.0])
def test_a_healthy_model_raises_no_alarm(share: float, skill: float) -> None:
    for seed in range(5):
        test = answers(500, share=share, skill=skill, seed=seed)
        validation = answers(250, share=share, skill=skill, seed=100 + seed)
        train = answers(1_000, share=share, skill=skill, seed=200 + seed)
        run = seen(test, validation=validation, train_alone=train)

        alarms = {code for code, finding in found(run).items() if finding.severity != "info"}

        assert alarms <= HONEST.get((share, skill), set()), (seed, alarms)


def test_a_model_below_the_majority_class_is_named_with_its_numbers() -> None:
    test = answers(share=0.2, skill=2.0)
    wrong = Answers(test.y_N, test.p_NC[:, ::-1], 1 - test.given_N)

    finding = found(seen(wrong, logistic=test, train_alone=wrong))["worse_than_majority"]

    assert finding.severity == "error"
    assert finding.evidence["majority_accuracy"] == 0.8
    assert finding.evidence["majority_label"] == "no"
    assert finding.evidence["accuracy"] == wrong.accuracy < 0.2
    assert changed(finding) == {"/model": {"family": "logistic"}}


def test_weights_that_trade_accuracy_for_recall_are_not_worse_than_the_majority() -> None:
    test = answers(1_000, share=0.05, skill=1.5, cut=0.05)
    balanced = auto(loss={"class_weights": "balanced"})

    assert test.accuracy < 0.9
    assert "worse_than_majority" in found(seen(test, logistic=test))
    assert "worse_than_majority" not in found(seen(test, logistic=test), balanced)


def test_falling_behind_logistic_regression_is_a_warning_and_goes_back_to_auto() -> None:
    poor = answers(skill=1.0)
    slow = auto(optimizer={"learning_rate": 1e-6})

    finding = found(seen(poor, logistic=answers(skill=4.0)), slow)["worse_than_logistic"]

    assert finding.severity == "warning"
    assert finding.evidence["difference"] < -0.2  # type: ignore[operator]
    assert list(changed(finding)) == ["/optimizer"]
    assert changed(finding)["/optimizer"]["learning_rate"] == "auto"


def test_where_auto_itself_falls_behind_units_are_dropped_or_the_family_is_logistic() -> None:
    poor, simple = answers(skill=1.0), answers(skill=4.0)

    flat = found(seen(poor, logistic=simple, train_alone=answers(1_000, skill=1.0)))["worse_than_logistic"]
    by_heart = found(seen(poor, logistic=simple, train_alone=answers(1_000, skill=8.0)))["worse_than_logistic"]

    assert changed(flat) == {"/model": {"family": "logistic"}}
    assert changed(by_heart)["/model"]["dropout"] == 0.7
    assert changed(by_heart)["/model"]["family"] == "mlp"


def test_where_auto_itself_ran_it_has_to_be_surer() -> None:
    test = answers(100, skill=8.0)
    wrong = test.given_N.copy()
    wrong[:12] ^= 1  # 3.7 standard errors
    run = seen(Answers(test.y_N, test.p_NC, wrong), logistic=test, train_count_C=np.array([800, 800]))

    assert "worse_than_logistic" not in found(run)
    assert "worse_than_logistic" in found(run, auto(training={"epochs": 5}))


def test_falling_behind_both_logistic_regression_and_the_majority_is_an_error() -> None:
    test = answers(share=0.4)
    assert found(seen(constant(test), logistic=test))["worse_than_logistic"].severity == "error"


def test_a_point_or_two_on_a_small_test_part_is_noise() -> None:
    test = answers(40, skill=4.0)
    flipped = test.given_N.copy()
    flipped[:4] ^= 1
    worse = Answers(test.y_N, test.p_NC, flipped)

    assert worse.accuracy <= test.accuracy - 0.05
    assert "worse_than_logistic" not in found(seen(worse, logistic=test))


def test_one_label_for_uneven_classes_is_a_warning_and_weighs_them() -> None:
    test = answers(1_000, share=0.03, skill=2.0, cut=0.9999)
    validation = answers(500, share=0.03, skill=2.0, seed=1, cut=0.9999)

    finding = found(seen(test, validation=validation))["constant_prediction"]

    assert finding.severity == "warning"
    assert finding.evidence["label"] == "no"
    assert finding.evidence["num_others"] == 45
    assert changed(finding) == {"/loss/class_weights": "balanced"}


def test_one_label_for_even_classes_is_an_error() -> None:
    test = answers()
    run = seen(constant(test), validation=constant(answers(200)), logistic=test)
    raw = auto(preprocessing={"normalization": "none"})

    finding = found(run, raw)["constant_prediction"]

    assert finding.severity == "error"
    assert changed(finding) == {"/preprocessing/normalization": "auto"}
    assert "class_never_predicted" in skipped(run)


def test_one_label_is_no_finding_when_hardly_another_occurs() -> None:
    test = constant(answers(100, share=0.01))
    run = seen(test, validation=constant(answers(100, share=0.01)), logistic=test)

    assert "constant_prediction" in skipped(run)


def three_classes(num_found: int) -> Seen:
    y_N = np.repeat([0, 1, 2], [200, 200, 20])
    given_N = y_N.copy()
    given_N[400 + num_found :] = 1
    p_NC = np.eye(3)[given_N] * 0.7 + 0.1
    test = Answers(y_N, p_NC, given_N)
    return seen(
        test,
        classes=["a", "b", "c"],
        train_count_C=np.array([800, 800, 80]),
        validation=test,
        num_outputs=3,
        threshold=None,
    )


def test_a_class_that_is_never_found_is_named() -> None:
    finding = found(three_classes(0))["class_never_predicted"]

    assert finding.evidence["classes"] == [
        {"class": "c", "num_rows": 40, "num_right": 0, "num_given": 0, "num_train": 80}
    ]
    assert changed(finding) == {"/loss/class_weights": "balanced"}


def test_a_class_that_is_found_now_and_then_is_not() -> None:
    assert "class_never_predicted" not in found(three_classes(3))


def test_a_gap_between_training_and_test_rows_is_an_info_while_the_test_rows_are_answered_well() -> None:
    test = answers(skill=1.5)
    by_heart = answers(1_000, skill=8.0)

    harmless = found(seen(test, train_alone=by_heart))["train_test_gap"]
    harmful = found(seen(test, train_alone=by_heart, logistic=answers(skill=4.0)))["train_test_gap"]

    assert (harmless.severity, harmless.fix) == ("info", None)
    assert harmful.severity == "warning"
    assert harmful.fix
    assert "train_test_gap" not in found(seen(test, train_alone=answers(1_000, skill=1.8)))


@pytest.mark.parametrize(("sharpness", "how"), [(0.25, "not sure enough"), (5.0, "too sure")])
def test_probabilities_that_are_off_get_a_temperature(sharpness: float, how: str) -> None:
    test, validation = (answers(500, skill=1.5, sharpness=sharpness, seed=seed) for seed in (0, 1))

    finding = found(seen(test, validation=validation))["miscalibrated"]

    assert finding.title == f"Probabilities are {how}"
    assert finding.evidence["temperature"] == pytest.approx(sharpness, rel=0.3)
    assert finding.evidence["log_loss_after"] < finding.evidence["log_loss"]  # type: ignore[operator]
    assert changed(finding) == {"/calibration": "temperature"}


def test_in_folds_the_temperature_is_looked_for_among_the_test_rows_and_nothing_mends_it() -> None:
    test = answers(500, skill=1.5, sharpness=0.25)

    finding = found(seen(test, validation=answers(500, skill=1.5), in_folds=True))["miscalibrated"]

    assert finding.fix is None


def test_where_calibration_was_left_to_the_run_it_is_an_info_with_a_fix() -> None:
    test, validation = (answers(500, skill=1.5, sharpness=0.25, seed=seed) for seed in (0, 1))
    run = seen(test, validation=validation)

    assert found(run)["miscalibrated"].severity == "warning"
    finding = found(run, auto(calibration="auto"))["miscalibrated"]
    assert finding.severity == "info"
    assert changed(finding) == {"/calibration": "temperature"}


def test_weights_of_classes_leave_calibration_unjudged() -> None:
    weighed = auto(loss={"class_weights": "balanced"})
    assert "miscalibrated" in skipped(seen(), weighed)


def test_a_threshold_that_leaves_a_class_unfound_is_poor() -> None:
    spec = auto(threshold=0.99)
    test, validation = (answers(500, skill=1.5, seed=seed, cut=0.99) for seed in (0, 1))

    finding = found(seen(test, validation=validation, logistic=answers(500, skill=1.5), threshold=0.99), spec)[
        "threshold_poor"
    ]

    assert finding.severity == "warning"
    assert finding.evidence["threshold"] == 0.99
    assert 0.2 < finding.evidence["better_threshold"] < 0.8  # type: ignore[operator]
    assert changed(finding) == {"/threshold": {"objective": "balanced_accuracy"}}


def test_where_accuracy_pays_for_another_threshold_it_is_an_info() -> None:
    test, validation = (answers(2_000, share=0.1, skill=1.5, seed=seed) for seed in (0, 1))

    finding = found(seen(test, validation=validation))["threshold_poor"]

    assert finding.severity == "info"
    assert finding.evidence["accuracy_after"] < finding.evidence["accuracy"]  # type: ignore[operator]


def test_no_threshold_is_offered_where_the_rows_are_in_no_order() -> None:
    test, validation = (answers(8_000, skill=0.5, seed=seed, cut=0.99) for seed in (0, 1))
    run = seen(test, validation=validation, threshold=0.99)

    assert "threshold_poor" in found(run)
    assert "threshold_poor" in skipped(replace(run, logistic=answers(8_000, skill=3.0)))


PERFECT = answers(skill=12.0)
LEAK = make(
    "data.rare_class",  # words of any kind: what counts is the code, given below
    {"num_rare": 1, "num_classes": 2, "min_rows": 3, "least": {"class": "x", "count": 1}, "num_rows": 9},
    column="b",
    severity=Severity.warning,
).model_copy(update={"code": "data.leak_single_feature", "title": "Column 'b' gives the target away"})


def test_a_perfect_score_passes_unless_there_is_a_reason_to_doubt_it() -> None:
    run = seen(PERFECT, single=Single("a", 1.0, 1.0))
    three = auto(features=["a", "b", "c"])

    assert "too_good_to_be_true" not in found(run, three)
    assert "too_good_to_be_true" not in found(replace(run, single=Single("a", 1.0, 0.6)), AUTO), "of two inputs"
    assert "too_good_to_be_true" not in found(seen(answers(skill=3.0)), before=[LEAK]), "the score is not perfect"


def test_a_perfect_score_beside_a_leak_is_a_warning_that_leaves_the_column_out() -> None:
    finding = found(seen(PERFECT), before=[LEAK])["too_good_to_be_true"]

    assert finding.severity == "warning"
    assert finding.evidence["reasons"] == ["data.leak_single_feature"]
    assert "Column 'b' gives the target away" in finding.explanation
    assert changed(finding) == {"/features": ["a"]}


def test_a_perfect_score_that_one_input_explains_is_an_info() -> None:
    three = auto(features=["a", "b", "c"])

    finding = found(seen(PERFECT, single=Single("b", 1.0, 0.7)), three)["too_good_to_be_true"]

    assert (finding.severity, finding.fix) == ("info", None)
    assert finding.evidence["columns"] == ["b"]


@pytest.mark.parametrize("counted", [Counted(200, 8, 0.3, 0.3), Counted(200, 200, 0.25, 0.3)])
def test_a_validation_loss_of_some_rows_only_is_an_error(counted: Counted) -> None:
    finding = found(seen(counted=[Counted(200, 200, 0.3, 0.3001), counted]))["validation_not_accumulated"]

    assert finding.severity == "error"
    assert finding.evidence["num_measured"] == counted.num_measured
    assert finding.evidence["mean"] == 0.3


def test_members_out_of_a_checkpoint_are_not_counted_again() -> None:
    assert "validation_not_accumulated" in skipped(seen(counted=[]))


def test_labels_that_ignore_the_threshold_are_an_error() -> None:
    test = answers(share=0.3)

    finding = found(seen(Answers(test.y_N, test.p_NC, np.zeros_like(test.y_N))))["argmax_of_one_output"]

    assert finding.severity == "error"
    assert finding.evidence["accuracy"] < 0.9  # type: ignore[operator]
    assert finding.evidence["num_differing"] > 100  # type: ignore[operator]
    assert "argmax_of_one_output" not in found(seen(test))
    assert "argmax_of_one_output" in skipped(three_classes(20))


def test_without_test_rows_only_what_validation_rows_tell_is_judged() -> None:
    run = seen(test=None, logistic=None, train_alone=None, test_alone=None)
    run = replace(run, test=None, logistic=None, train_alone=None, test_alone=None)

    assert skipped(run) == {
        "worse_than_majority",
        "worse_than_logistic",
        "train_test_gap",
        "miscalibrated",
        "threshold_poor",
        "too_good_to_be_true",
    }
