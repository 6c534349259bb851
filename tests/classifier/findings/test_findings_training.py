"""Each training finding is made where its numbers hold, and not next door."""

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest

from classifier.findings.ledger import Skip
from classifier.findings.training.check import CHECKS, LIVE, at_divergence, at_the_end, while_it_trains
from classifier.findings.training.movement import awake_schedule
from classifier.findings.training.numbers import Activation, Layer, Probe, RunNumbers, Steps
from classifier.spec.finding import Finding, Severity
from classifier.spec.report import EpochReport
from classifier.spec.train import TrainSpec

BASE = 0.6931


def a_spec(**changes: Any) -> TrainSpec:
    """A resolved spec; `changes` replace whole parts, given as dicts."""
    parts: dict[str, Any] = {
        "target": "y",
        "features": ["a"],
        "preprocessing": {"normalization": "standard"},
        "model": {"family": "mlp", "hidden": [16, 16], "activation": "relu"},
        "loss": {"name": "bce_with_logits"},
        "optimizer": {"name": "adamw", "learning_rate": 2e-3, "weight_decay": 0.01},
        "training": {"epochs": 20, "batch_size": 32, "early_stopping": None},
    }
    for name, change in changes.items():
        parts[name] = {**parts.get(name, {}), **change}
    return TrainSpec.model_validate(parts)


def a_report(epoch: int, train: float, validation: float | None = None, rate: float = 2e-3) -> EpochReport:
    """An epoch with these losses."""
    return EpochReport(
        member=0, epoch=epoch, train_loss=train, train_accuracy=0.5, learning_rate=rate, gradient_norm=0.3, seconds=0.1,
        validation_loss=train if validation is None else validation, validation_accuracy=0.5,
    )  # fmt: skip


def a_probe(epoch: int, *, silent: float = 0.0, pinned: float = 0.0, ratio: float = 0.02, first: float = 0.1) -> Probe:
    """A look at two layers of 16 units; `first` is the first one's gradient, the last one's is 0.1."""
    layers = [
        Layer(name, weight=1.0, update=0.1, gradient=gradient, is_matrix=True, is_frozen=False)
        for name, gradient in (("layers.0", first), ("layers.2", 0.1))
    ]
    return Probe(epoch, layers, [Activation("activation.0", 16, silent, pinned)], num_rows=128, step_ratio=ratio)


def a_run(losses: list[float], validation: list[float] | None = None, **changes: Any) -> RunNumbers:
    """A run that has ended, with these training losses from epoch 0 on; `changes` replace what it measured."""
    every = validation or losses
    history = [a_report(epoch, *pair) for epoch, pair in enumerate(zip(losses, every, strict=True))]
    last = len(history) - 1
    run = RunNumbers(
        spec=a_spec(training={"epochs": last}), member=0, num_train=640, num_validation=100, steps_per_epoch=20, base=BASE,
        floor=0.0, input_scale=1.0, history=history, has_ended=True,
        best_epoch=min(history[1:], key=lambda report: report.validation_loss).epoch,
        steps=[Steps(epoch, 20, 0.3, 0.9, 0, 0, is_frozen=False) for epoch in range(1, last + 1)],
        probes=[a_probe(0, ratio=0.02), a_probe(1), a_probe(last)],
    )  # fmt: skip
    return dataclasses.replace(run, **changes)


def steps(run: RunNumbers, **changes: Any) -> list[Steps]:
    """The run's steps with these numbers in every epoch."""
    return [dataclasses.replace(one, **changes) for one in run.steps]


LEARNT = [0.70, 0.45, 0.30, 0.24, 0.21, 0.19, 0.18, 0.175, 0.172, 0.17, 0.169, 0.1685]
STUCK = [0.70, 0.695, 0.6935, 0.694, 0.6932, 0.6933, 0.694, 0.6931, 0.6932, 0.6934, 0.6932, 0.6931]
STUCK_RUN, LEARNT_RUN = a_run(STUCK), a_run(LEARNT)
JUMPS = [0.70, *(0.3 + 0.1 * (epoch % 2) for epoch in range(19))]
BOUNCES = [0.70, *(0.3 + 0.001 * (epoch % 2) for epoch in range(19))]
RISES = [0.70, 0.5, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9]


def of_spec(run: RunNumbers, **changes: Any) -> RunNumbers:
    """The run with another spec, of as many epochs."""
    changes["training"] = {"epochs": len(run.trained), **changes.get("training", {})}
    return dataclasses.replace(run, spec=a_spec(**changes))


def faded(run: RunNumbers, rate: float) -> RunNumbers:
    """The run with this rate at the end of every epoch."""
    history = [report.model_copy(update={"learning_rate": rate}) for report in run.history]
    return dataclasses.replace(run, history=history)


Case = tuple[RunNumbers, dict[str, Any], Severity, Any, RunNumbers]
RATE_AUTO = [{"op": "add", "path": "/optimizer/learning_rate", "value": "auto"}]

CASES: dict[str, Case] = {
    # name: (the run where it holds, some of its evidence, severity, fix, the run next door)
    "zero_gradient": (
        a_run(STUCK, steps=steps(STUCK_RUN, zero_run=20)),
        {"epoch": 1, "zero_steps": 20, "train_loss": 0.695},
        Severity.error,
        None,
        a_run(STUCK, steps=steps(STUCK_RUN, zero_run=2)),
    ),
    "zero_gradient of what is learnt": (
        a_run(STUCK, steps=steps(STUCK_RUN, zero_run=3)),
        {"zero_steps": 3},
        Severity.error,
        None,
        a_run([0.7, *[0.001] * 11], steps=steps(STUCK_RUN, zero_run=20)),
    ),
    "weights_frozen": (
        a_run(STUCK, steps=steps(STUCK_RUN, is_frozen=True)),
        {"epoch": 1, "layers": [], "num_steps": 20},
        Severity.error,
        None,  # the rate is the default one: nothing in the spec is to blame
        faded(of_spec(a_run(STUCK, steps=steps(STUCK_RUN, is_frozen=True)), schedule={"name": "cosine"}), 1e-9),
    ),
    "learning_rate_zero": (
        faded(of_spec(a_run(STUCK, asleep_share=0.9), schedule={"name": "exponential", "interval": "step", "gamma": 0.9}), 1e-9),
        {"epoch": 1, "asleep_share": 0.9, "learning_rate": 1e-9, "interval": "step"},
        Severity.error,
        [{"op": "add", "path": "/schedule/interval", "value": "epoch"}],
        faded(of_spec(a_run(LEARNT, asleep_share=0.02), schedule={"name": "cosine"}), 1e-9),
    ),
    "learning_rate_zero from the start": (
        of_spec(a_run(STUCK, probes=[a_probe(1, ratio=1e-9)]), optimizer={"learning_rate": 1e-12}),
        {"step_ratio": 1e-9},
        Severity.error,
        RATE_AUTO,
        of_spec(a_run(LEARNT, probes=[a_probe(1, ratio=1e-9)]), optimizer={"learning_rate": 1e-12}),
    ),
    "exploding_gradient": (
        of_spec(a_run(STUCK, steps=[STUCK_RUN.steps[0], *steps(STUCK_RUN, median_norm=500.0)[1:]]), optimizer={"learning_rate": 1.0}),
        {"median_norm": 500.0, "first_median_norm": 0.3, "diverged": False},
        Severity.error,
        RATE_AUTO,
        a_run(LEARNT, steps=[STUCK_RUN.steps[0], *steps(STUCK_RUN, median_norm=500.0)[1:]]),
    ),
    "vanishing_gradient": (
        of_spec(a_run(STUCK, probes=[a_probe(4, first=1e-8)]), model={"activation": "sigmoid", "hidden": [8] * 6}),
        {"epoch": 4, "first_layer": "layers.0", "last_layer": "layers.2"},
        Severity.warning,
        [
            {
                "op": "add",
                "path": "/model",
                "value": a_spec(model={"activation": "auto", "hidden": [8] * 6, "batch_norm": True}).model_dump(mode="json")["model"],
            }
        ],
        a_run(LEARNT, probes=[a_probe(4, first=1e-8)]),
    ),
    "dead_units": (
        of_spec(a_run(LEARNT, probes=[a_probe(0), a_probe(11, silent=0.75)]), optimizer={"learning_rate": 1.0}),
        {"silent_share": 0.75, "silent_share_at_start": 0.0, "num_units": 16},
        Severity.warning,  # 500 times the default rate is the cause
        RATE_AUTO,
        a_run(LEARNT, probes=[a_probe(0), a_probe(11, silent=0.25)]),
    ),
    "dead_units of a network that learnt all the same": (
        of_spec(a_run(LEARNT, probes=[a_probe(11, silent=0.75)]), optimizer={"learning_rate": 0.02}),
        {"silent_share": 0.75},
        Severity.info,
        RATE_AUTO,
        a_run(LEARNT, probes=[a_probe(11, silent=0.25)]),
    ),
    "dead_units of a network that learnt nothing": (
        a_run(STUCK, probes=[a_probe(11, silent=1.0)]),
        {"silent_share": 1.0, "silent_share_at_start": None},
        Severity.warning,
        [{"op": "add", "path": "/model", "value": a_spec(model={"activation": "leaky_relu"}).model_dump(mode="json")["model"]}],
        a_run(STUCK, probes=[a_probe(11, silent=0.2)]),
    ),
    "saturated_activations": (
        of_spec(
            a_run(STUCK, probes=[a_probe(0, pinned=0.9), a_probe(11, pinned=0.9)], input_scale=1e4),
            model={"activation": "tanh"}, preprocessing={"normalization": "none"},
        ),
        {"pinned_share_at_start": 0.9, "input_scale": 1e4},
        Severity.warning,
        [{"op": "add", "path": "/preprocessing/normalization", "value": "standard"}],
        of_spec(a_run(LEARNT, probes=[a_probe(0), a_probe(11, pinned=0.4)]), model={"activation": "tanh"}),
    ),
    "update_ratio": (
        of_spec(a_run(STUCK, probes=[a_probe(1, ratio=1e-5)]), optimizer={"learning_rate": 1e-6}),
        {"step_ratio": 1e-5, "learning_rate_asked": 1e-6},
        Severity.warning,
        RATE_AUTO,
        of_spec(a_run(LEARNT, probes=[a_probe(1, ratio=1e-5)]), optimizer={"learning_rate": 1e-6}),
    ),
    "update_ratio too long": (
        of_spec(a_run(STUCK, probes=[a_probe(1, ratio=8.0)]), optimizer={"learning_rate": 1.0}),
        {"step_ratio": 8.0},
        Severity.warning,
        RATE_AUTO,
        of_spec(a_run(LEARNT, probes=[a_probe(1, ratio=8.0)]), optimizer={"learning_rate": 1.0}),
    ),
    "loss_flat": (
        of_spec(a_run(STUCK), optimizer={"learning_rate": 1e-7}),
        {"base_loss": BASE, "best_train_loss": 0.6931},
        Severity.error,
        RATE_AUTO,
        a_run(LEARNT),
    ),
    "loss_flat, not of smoothed labels": (
        a_run(STUCK),
        {},
        Severity.error,
        None,
        a_run([0.70, 0.69, 0.688, 0.6865, 0.686], floor=0.685, base=BASE),
    ),
    "loss_diverged": (
        of_spec(a_run([0.7, 0.4, 0.5, 2.0, 3.0, 4.0]), optimizer={"learning_rate": 0.5}),
        {"lowest_train_loss": 0.4, "last_train_loss": 3.0, "finite": True},
        Severity.warning,
        RATE_AUTO,
        a_run([0.7, 0.4, 0.5, 0.4, 3.0, 0.4]),
    ),
    "oscillation": (
        of_spec(a_run(JUMPS), optimizer={"learning_rate": 0.5}),
        {"whole_table_as_one_batch": False, "turns_share": 1.0},
        Severity.warning,
        RATE_AUTO,
        a_run(BOUNCES),
    ),
    "oscillation of the whole table": (
        a_run(BOUNCES, steps_per_epoch=1),
        {"whole_table_as_one_batch": True},
        Severity.warning,
        [
            {"op": "add", "path": "/schedule/name", "value": "cosine"},
            {"op": "add", "path": "/training/gradient_clip_norm", "value": 1.0},
        ],
        a_run([0.70, *(0.3 - 0.001 * epoch for epoch in range(19))], steps_per_epoch=1),
    ),
    "overfit": (
        a_run(LEARNT, RISES),
        {"best_epoch": 2, "kept_epoch": 2, "last_validation_loss": 0.9},
        Severity.info,
        [{"op": "add", "path": "/training/early_stopping", "value": {"patience": 10, "min_delta": 0.0}}],
        a_run(LEARNT),
    ),
    "overfit, by a fold": (
        of_spec(a_run(LEARNT, [*RISES[:-1], 1.6]), split={"folds": 5}),
        {"best_epoch": 2, "last_validation_loss": 1.6},
        Severity.info,
        [{"op": "add", "path": "/training/early_stopping", "value": {"patience": 10, "min_delta": 0.0}}],
        of_spec(a_run(LEARNT, RISES), split={"folds": 5}),  # so much is the noise of a hundred rows
    ),
    "gradient_clipped": (
        of_spec(
            a_run(LEARNT, steps=steps(LEARNT_RUN, num_clipped=20)),
            optimizer={"name": "sgd", "learning_rate": 0.05, "weight_decay": 0.0}, training={"gradient_clip_norm": 0.01},
        ),
        {"clipped_share": 1.0, "clip_norm": 0.01},
        Severity.warning,
        [{"op": "add", "path": "/training/gradient_clip_norm", "value": None}],
        of_spec(a_run(LEARNT, steps=steps(LEARNT_RUN, num_clipped=20)), training={"gradient_clip_norm": 0.1}),
    ),
    "not_converged": (
        a_run([0.70, 0.66, 0.60, 0.50]),
        {"epochs": 3, "last_epochs": 1},
        Severity.warning,
        [
            {"op": "add", "path": "/training/epochs", "value": "auto"},
            {"op": "add", "path": "/training/early_stopping", "value": "auto"},
        ],
        a_run(LEARNT),
    ),
    "not_converged, most of it learnt": (
        a_run([0.70, 0.40, 0.30, 0.25]),
        {},
        Severity.info,
        [
            {"op": "add", "path": "/training/epochs", "value": "auto"},
            {"op": "add", "path": "/training/early_stopping", "value": "auto"},
        ],
        a_run([0.70, 0.30, 0.25, 0.24]),
    ),
    "stopped_too_early": (
        of_spec(a_run(LEARNT[:5]), training={"epochs": 50, "early_stopping": {"patience": 3, "min_delta": 0.5}}),
        {"patience": 3, "min_delta": 0.5, "planned": 50},
        Severity.warning,
        [{"op": "add", "path": "/training/early_stopping", "value": {"patience": 10, "min_delta": 0.0}}],
        of_spec(a_run(LEARNT[:5], [*LEARNT[:2], 0.5, 0.5, 0.5]), training={"epochs": 50, "early_stopping": {"patience": 10}}),
    ),
}  # fmt: skip
CASES["stopped_too_early"] = (
    dataclasses.replace(CASES["stopped_too_early"][0], best_epoch=1),
    *CASES["stopped_too_early"][1:],
)


def judged(name: str, run: RunNumbers) -> Any:
    """What the check that a case is named after gives."""
    word = name.partition(" ")[0].rstrip(",")
    return CHECKS[f"training.{word}"](run)


@pytest.mark.parametrize("name", CASES)
def test_a_finding_is_made_where_it_holds_and_only_there(name: str) -> None:
    run, evidence, severity, fix, other = CASES[name]
    found = judged(name, run)
    assert isinstance(found, Finding)
    assert evidence.items() <= found.evidence.items()
    assert found.severity is severity
    assert found.fix == fix
    assert found.evidence["member"] == 0
    json.dumps(found.evidence, allow_nan=False)
    assert not isinstance(judged(name, other), Finding)


def test_a_healthy_run_finds_nothing_and_says_of_each_check_what_became_of_it() -> None:
    outcomes = dict(at_the_end(a_run(LEARNT)))
    assert set(outcomes) == set(CHECKS)
    assert [code for code, outcome in outcomes.items() if isinstance(outcome, Finding)] == []
    skipped = [code for code, outcome in outcomes.items() if isinstance(outcome, Skip)]
    assert skipped == ["training.saturated_activations", "training.stopped_too_early"]


def test_nothing_is_judged_of_rows_of_one_class() -> None:
    run = a_run([0.0] * 5, base=0.0, steps=steps(STUCK_RUN, is_frozen=True))
    assert all(isinstance(outcome, Skip) for _, outcome in at_the_end(run))
    assert [*while_it_trains(run), *at_divergence(run)] == []


def test_what_a_run_may_still_mend_is_not_told_while_it_trains() -> None:
    run = dataclasses.replace(CASES["oscillation"][0], has_ended=False)
    assert list(while_it_trains(run)) == []
    early = faded(CASES["learning_rate_zero"][0], 1e-9)
    assert [code for code, _ in while_it_trains(early)] == ["training.learning_rate_zero"]


def test_a_loss_that_is_no_number_is_told_without_one() -> None:
    run = of_spec(a_run(STUCK, has_diverged=True), optimizer={"learning_rate": 100.0})
    [(code, found)] = at_divergence(run)
    assert code == "training.loss_diverged"
    assert isinstance(found, Finding)
    assert found.evidence["finite"] is False
    assert found.fix == RATE_AUTO
    json.dumps(found.evidence, allow_nan=False)


@pytest.mark.parametrize(
    ("schedule", "fix"),
    [
        ({"name": "step", "step_size": 10, "gamma": 0.1, "interval": "step"}, {"schedule__interval": "epoch"}),
        ({"name": "exponential", "gamma": 0.9, "interval": "step"}, {"schedule__interval": "epoch"}),
        ({"name": "exponential", "gamma": 0.1, "interval": "step"}, {"schedule__name": "constant"}),
        ({"name": "step", "step_size": 1, "gamma": 0.1}, {"schedule__name": "constant"}),
        ({"name": "constant", "warmup": 1_000_000, "interval": "step"}, {"schedule__warmup": 0}),
    ],
)
def test_a_schedule_is_mended_by_its_smallest_change(schedule: dict[str, Any], fix: dict[str, object]) -> None:
    assert awake_schedule(a_spec(schedule=schedule), steps_per_epoch=20) == fix


@pytest.mark.parametrize("check", [check for code, check in CHECKS.items() if code in LIVE])
def test_a_resumed_run_that_took_no_step_judges_no_step(check: Callable[[RunNumbers], Any]) -> None:
    assert not isinstance(check(a_run(LEARNT, steps=[], probes=[])), Finding)
