"""Judgements of what was measured before the first step."""

import math

import pytest

from classifier.findings.head import Head, check_head
from classifier.findings.ledger import Skip
from classifier.findings.memorize import Course, check_memorizing
from classifier.findings.step0 import FirstLoss, InputScale, check_initial_loss, check_nonfinite, check_scale
from classifier.spec.finding import Finding
from classifier.spec.train import TrainSpec

RAW = TrainSpec(target="y", preprocessing={"normalization": "none"})
RESOLVED = TrainSpec(target="y", optimizer={"name": "adamw", "learning_rate": 2e-3, "weight_decay": 0.01})
TO_STANDARD = [{"op": "add", "path": "/preprocessing/normalization", "value": "standard"}]


def scale(*rms: float) -> list[InputScale]:
    return [InputScale(f"c{i}", size, 0.0, size) for i, size in enumerate(rms)]


def judged(*rms: float, normalizes: bool = False) -> object:
    return check_scale(RAW, scale(*rms), num_rows=100, normalizes=normalizes)


@pytest.mark.parametrize("rms", [(1.0, 1.0), (0.05, 0.9), (13.0, 0.02), (8.7, 5.0), (0.01,)])
def test_inputs_of_a_sane_size_pass(rms: tuple[float, ...]) -> None:
    assert judged(*rms) is None


def test_areas_beside_ratios_are_unscaled_and_the_worst_are_named() -> None:
    finding = judged(12_000.0, 0.5, 300.0)
    assert isinstance(finding, Finding)
    assert [column["name"] for column in finding.evidence["columns"]] == ["c0", "c2", "c1"]  # type: ignore[index, union-attr]
    assert finding.evidence["ratio"] == 24_000
    assert finding.fix == TO_STANDARD


def test_a_heart_rate_is_unscaled_and_so_are_inputs_of_a_thousandth() -> None:
    assert isinstance(judged(92.0), Finding)
    assert isinstance(judged(0.001), Finding)


def test_large_inputs_of_a_network_that_normalizes_them_are_a_fact() -> None:
    finding = judged(92.0, normalizes=True)
    assert isinstance(finding, Finding)
    assert finding.severity == "info"


def test_codes_alone_have_no_size_to_judge() -> None:
    assert isinstance(judged(), Skip)


def first(mean: float, num_rows: int = 100, num_not_finite: int = 0) -> FirstLoss:
    return FirstLoss(mean, math.log(2), num_rows, num_not_finite, 5.0)


def test_a_first_loss_far_above_guessing_is_told_and_one_near_it_is_not() -> None:
    finding = check_initial_loss(RAW, first(3.0), 2)
    assert isinstance(finding, Finding)
    assert finding.fix == TO_STANDARD
    assert check_initial_loss(RAW, first(1.1), 2) is None
    assert isinstance(check_initial_loss(RAW, first(3.0, num_rows=3), 2), Skip)


def test_the_fix_of_standardized_inputs_that_still_start_high_is_robust() -> None:
    finding = check_initial_loss(TrainSpec(target="y"), first(3.0), 2)
    assert isinstance(finding, Finding)
    assert finding.fix is not None
    assert finding.fix[0]["value"] == "robust"


def test_a_loss_that_is_no_number_is_an_error_with_finite_evidence() -> None:
    finding = check_nonfinite(RAW, first(math.nan, num_not_finite=7))
    assert isinstance(finding, Finding)
    assert finding.severity == "error"
    assert all(math.isfinite(number) for number in finding.evidence.values())  # type: ignore[arg-type]
    assert check_nonfinite(RAW, first(0.7)) is None


def test_logits_as_many_as_the_loss_wants_pass() -> None:
    assert check_head(Head("logits", 1, -5.0, 5.0), num_wanted=1, class_shares=[0.5, 0.5]) is None


def test_a_sigmoid_before_a_loss_of_logits_is_told_with_the_floor_of_that_loss() -> None:
    finding = check_head(Head("sigmoid", 1, 0.0, 1.0), num_wanted=1, class_shares=[0.95, 0.05])
    assert isinstance(finding, Finding)
    assert finding.evidence["floor"] == pytest.approx(0.674, abs=1e-3)
    assert finding.evidence["guess"] == pytest.approx(0.199, abs=1e-3)


def test_fewer_outputs_than_the_loss_reads_are_told() -> None:
    assert isinstance(check_head(Head("logits", 1, -5.0, 5.0), num_wanted=3, class_shares=[0.3, 0.3, 0.4]), Finding)


def course(
    first_loss: float, last_loss: float, *, rate: float = 2e-3, standardized: bool = False, ok: bool = True
) -> Course:
    return Course("adam", rate, standardized, 100, first_loss, last_loss, ok)


def memorized(own: Course, *controls: Course, planned: int = 200, spec: TrainSpec = RESOLVED) -> object:
    return check_memorizing(RAW, spec, own, list(controls), num_rows=32, planned_steps=planned)


def test_a_batch_that_other_settings_learn_is_held_against_the_runs_own() -> None:
    finding = memorized(course(0.7, 0.699), course(0.7, 0.1, rate=0.01))
    assert isinstance(finding, Finding)
    assert {change["path"] for change in finding.fix or []} <= {
        "/optimizer/learning_rate",
        "/optimizer/name",
        "/optimizer/weight_decay",
    }


def test_a_batch_that_nothing_learns_says_nothing() -> None:
    assert isinstance(memorized(course(0.7, 0.699), course(0.7, 0.69), course(0.7, 0.68, standardized=True)), Skip)


def test_slow_progress_of_a_long_run_is_progress() -> None:
    assert memorized(course(0.7, 0.69), course(0.7, 0.1), planned=10_000) is None


def test_a_loss_that_is_lost_is_no_progress_however_long_the_run() -> None:
    assert isinstance(memorized(course(0.7, 0.7, ok=False), course(0.7, 0.1), planned=10**6), Finding)


def test_inputs_are_to_blame_when_only_standardized_ones_are_learnt() -> None:
    finding = memorized(course(0.7, 0.7), course(0.7, 0.69), course(0.7, 0.1, standardized=True))
    assert isinstance(finding, Finding)
    assert finding.fix == TO_STANDARD


def test_a_rate_far_from_the_usual_is_what_the_fix_changes() -> None:
    tiny = RESOLVED.model_copy(update={"optimizer": RESOLVED.optimizer.model_copy(update={"learning_rate": 1e-7})})
    finding = check_memorizing(tiny, tiny, course(0.7, 0.7), [course(0.7, 0.1)], num_rows=32, planned_steps=200)
    assert isinstance(finding, Finding)
    assert {"op": "add", "path": "/optimizer/learning_rate", "value": "auto"} in (finding.fix or [])
