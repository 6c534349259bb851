"""The watch sees what a member's training does, and changes none of it."""

from pathlib import Path
from typing import Any

import pytest
import torch

from classifier.errors import Diverged, StoppedByFinding
from classifier.findings.ledger import Ledger
from classifier.findings.training.check import CHECKS
from classifier.neural.diagnosis import watch as watching
from classifier.neural.observer import Stopped
from classifier.neural.train import train_classifier
from classifier.neural.trained import TrainedClassifier
from classifier.spec.diagnosis import OnErrorSpec
from classifier.spec.finding import Finding
from classifier.spec.limits import Limits
from classifier.spec.train import TrainSpec
from tests.classifier.neural.neural_runs import Notebook, resolved, rice_like


def run(
    spec: TrainSpec, *, ledger: Ledger | None = None, notebook: Notebook | None = None, resume_from: Path | None = None
) -> TrainedClassifier:
    table, schema = rice_like()
    return train_classifier(
        table,
        schema,
        spec,
        observer=notebook or Notebook(),
        resume_from=resume_from,
        limits=Limits(),
        ledger=ledger,
    )


def a_spec(**changes: Any) -> TrainSpec:
    return resolved(**{"training": {"epochs": 5}, **changes})


def same_weights(first: TrainedClassifier, second: TrainedClassifier) -> bool:
    pairs = zip(first.members, second.members, strict=True)
    return all(torch.equal(a.weights[name], b.weights[name]) for a, b in pairs for name in a.weights)


FAMILIES: dict[str, dict[str, Any]] = {
    "mlp with dropout": {"model": {"family": "mlp", "hidden": [8, 8], "activation": "relu", "dropout": 0.3}},
    "batch norm": {
        "model": {"family": "mlp", "hidden": [8], "activation": "silu", "batch_norm": True},
        "preprocessing": {"normalization": "batch_norm"},
    },
    "logistic": {"model": {"family": "logistic", "hidden": None, "activation": None}},
    "resnet": {"model": {"family": "resnet", "width": 8, "activation": "relu", "dropout": 0.2}},
    "tabm": {"model": {"family": "tabm", "hidden": [8], "num_members": 3, "activation": "relu"}},
    "rnn": {"model": {"family": "rnn", "cell": "rnn", "blocks": [{"units": 4}]}},
    "cnn1d": {"model": {"family": "cnn1d", "channels": [4], "activation": "relu", "dropout": 0.2}},
    "rocket": {"model": {"family": "rocket", "num_features": 84, "hidden": None, "activation": None}},
    "two members": {"training": {"epochs": 3, "num_seeds": 2}},
}


def of_family(name: str, **more: Any) -> TrainSpec:
    changes = {key: dict(value) for key, value in FAMILIES[name].items()}
    base = a_spec().model_dump(mode="json")
    if "model" in changes:
        base["model"] = {key: value for key, value in changes.pop("model").items() if value is not None}
    for key, value in changes.items():
        base[key] = {**base[key], **value}
    return TrainSpec.model_validate({**base, **more})


@pytest.mark.parametrize("name", FAMILIES)
def test_the_weights_are_the_same_bit_for_bit_with_and_without_diagnosis(name: str) -> None:
    with_checks = run(of_family(name), ledger=(ledger := Ledger()))
    without = run(of_family(name, diagnosis={"enabled": False}))
    assert same_weights(with_checks, without)
    report = ledger.report(CHECKS)
    skipped = {check.code for check in report.checks_skipped}
    assert {finding.code for finding in report.findings} | set(report.checks_passed) | skipped >= set(CHECKS)
    assert "The run ended before this check." not in {check.reason for check in report.checks_skipped}


def test_without_diagnosis_nothing_is_watched() -> None:
    run(a_spec(diagnosis={"enabled": False}), ledger=(ledger := Ledger()))
    report = ledger.report(CHECKS)
    assert report.checks_passed == []
    assert {check.reason for check in report.checks_skipped} == {"diagnosis.enabled is false."}


@pytest.mark.parametrize("epoch", [1, 3, 5])
def test_a_killed_run_that_goes_on_says_each_thing_once(epoch: int, tmp_path: Path) -> None:
    spec = a_spec(optimizer={"learning_rate": 1e-14})
    whole = run(spec, ledger=(first := Ledger()), notebook=Notebook(keep_in=tmp_path))
    told: list[Finding] = []
    ledger = Ledger(told.append, before=first.report())
    assert same_weights(run(spec, ledger=ledger, resume_from=tmp_path / f"{epoch}.safetensors"), whole)
    assert told == []
    assert ledger.report().findings == first.report().findings

    alone = Ledger()
    run(spec, ledger=alone, resume_from=tmp_path / f"{epoch}.safetensors")
    assert "training.loss_flat" in [finding.code for finding in alone.findings], "the history is the checkpoint's"


def test_a_stop_at_a_finding_leaves_the_epoch_and_a_final_checkpoint() -> None:
    notebook = Notebook()
    ledger = Ledger(on_error=OnErrorSpec(error="stop"))
    with pytest.raises(StoppedByFinding):
        run(a_spec(optimizer={"learning_rate": 1e-14}), ledger=ledger, notebook=notebook)
    assert [report.epoch for report in notebook.reports] == [0, 1]
    assert notebook.checkpoints[-1] == (1, True)
    assert [finding.code for finding in ledger.findings][-1] == "training.weights_frozen"


def test_a_divergence_is_told_before_its_error_rises_and_wins_over_a_stop() -> None:
    spec = a_spec(
        preprocessing={"normalization": "none"},
        optimizer={"name": "sgd", "learning_rate": 1e15},
        model={"hidden": [8, 8]},
    )
    ledger = Ledger(on_error=OnErrorSpec(error="stop"))
    with pytest.raises(Diverged):
        run(spec, ledger=ledger)
    found = next(finding for finding in ledger.findings if finding.code == "training.loss_diverged")
    assert found.evidence["epoch"] == 1
    assert found.fix is not None
    assert {change["path"] for change in found.fix} == {"/optimizer/learning_rate", "/preprocessing/normalization"}


def test_a_finding_names_the_member_it_was_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    judge = watching.at_the_end
    monkeypatch.setattr(watching, "at_the_end", lambda numbers: (seen.append(numbers.member), judge(numbers))[1])
    spec = a_spec(training={"epochs": 2, "num_seeds": 2}, split={"folds": 2}, optimizer={"learning_rate": 1e-7})
    run(spec, ledger=(ledger := Ledger()))
    assert seen == [0, 1, 2, 3]
    flat = [finding for finding in ledger.findings if finding.code == "training.loss_flat"]
    assert [finding.evidence["member"] for finding in flat] == [0]


def test_a_run_stopped_by_its_user_says_that_the_checks_at_the_end_were_not_reached() -> None:
    notebook = Notebook(stop_when=lambda self: len(self.reports) >= 3)
    ledger = Ledger()
    with pytest.raises(Stopped):
        run(a_spec(training={"epochs": 500}), ledger=ledger, notebook=notebook)
    assert "training.loss_flat" in {check.code for check in ledger.report().checks_skipped}


def test_the_watch_counts_steps_and_looks_at_epochs_that_double(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    judge = watching.at_the_end
    monkeypatch.setattr(watching, "at_the_end", lambda numbers: (seen.append(numbers), judge(numbers))[1])
    notebook = Notebook()
    run(a_spec(training={"epochs": 6, "gradient_clip_norm": 1e-3}), ledger=Ledger(), notebook=notebook)
    [numbers] = seen
    assert [probe.epoch for probe in numbers.probes] == [0, 1, 2, 4, 6]
    assert [steps.num_steps for steps in numbers.steps] == [numbers.steps_per_epoch] * 6
    assert all(steps.num_clipped == steps.num_steps for steps in numbers.steps)
    assert numbers.history == notebook.reports
    ratios = [probe.step_ratio for probe in numbers.probes]
    assert ratios[0] is None
    assert ratios[-1] is None, "the last epoch was not known to be one"
    assert all(0.001 < ratio < 0.5 for ratio in ratios[1:-1])
    assert [layer.name for layer in numbers.probes[1].layers] == ["layers.0", "layers.1"]
    assert all(layer.update > 0 and layer.gradient > 0 and not layer.is_frozen for layer in numbers.probes[1].layers)
