"""A run of several networks: folds and seeds as one job, one artifact, one answer."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import torch

from classifier.errors import ArtifactCorrupt
from classifier.inference.predictor import probabilities
from classifier.neural.artifact import joined, read_artifact, write_artifact
from classifier.neural.observer import Stopped
from classifier.neural.tensor_file import tensors_sha256
from classifier.neural.torch_runtime import Member, load_predictor, mean_logits, torch_predictor
from classifier.neural.train import train_classifier
from classifier.neural.trained import TrainedClassifier
from classifier.spec.limits import Limits
from classifier.spec.train import TrainSpec
from classifier.table.folds import split_folds
from classifier.table.target import label_column
from tests.classifier.neural.neural_runs import Notebook, resolved, rice_like


def spec_of(**changes: Any) -> TrainSpec:
    return resolved(
        features=["a", "b", "c"], training={"epochs": 3, "batch_size": 32, **changes.pop("training", {})}, **changes
    )


def trained(spec: TrainSpec, notebook: Notebook | None = None, resume_from: Path | None = None) -> TrainedClassifier:
    table, schema = rice_like()
    return train_classifier(
        table, schema, spec, observer=notebook or Notebook(), resume_from=resume_from, limits=Limits()
    )


def sha256(found: TrainedClassifier) -> str:
    return tensors_sha256(joined([member.weights for member in found.members]))


def test_folds_and_seeds_are_as_many_members_with_their_own_encoders_and_weights() -> None:
    notebook = Notebook()
    found = trained(spec_of(split={"folds": 3}, training={"num_seeds": 2}), notebook)

    assert [(m.number, m.fold, m.seed) for m in found.metrics.members] == [
        (0, 0, 0), (1, 0, 1), (2, 1, 0), (3, 1, 1), (4, 2, 0), (5, 2, 1),
    ]  # fmt: skip
    encoders = [member.encoder for member in found.members]
    assert encoders[0] == encoders[1] != encoders[2]
    assert len({tensors_sha256(member.weights) for member in found.members}) == 6
    assert {(report.member, report.epoch) for report in notebook.reports} == {
        (m, e) for m in range(6) for e in range(4)
    }
    assert found.epochs_run == 18
    assert found.num_parameters == sum(member.architecture.num_parameters for member in found.members)


def test_a_run_of_one_seed_is_the_run_it_was_without_the_option() -> None:
    one, two = trained(spec_of()), trained(spec_of(training={"num_seeds": 2}))

    assert tensors_sha256(one.members[0].weights) == tensors_sha256(two.members[0].weights)
    assert one.metrics.spread is None


def test_the_spread_is_that_of_the_members_scores() -> None:
    metrics = trained(spec_of(training={"num_seeds": 3})).metrics

    assert metrics.spread is not None
    assert metrics.spread.test is not None
    losses = [member.test.log_loss for member in metrics.members if member.test]
    assert metrics.spread.test["log_loss"].mean == pytest.approx(np.mean(losses))
    assert metrics.spread.test["log_loss"].std == pytest.approx(np.std(losses, ddof=1))
    assert metrics.spread.test["log_loss"].minimum == min(losses) < max(losses)


def test_out_of_fold_measures_ask_each_row_of_the_members_that_did_not_train_on_it() -> None:
    spec = spec_of(split={"folds": 4})
    table, _ = rice_like()
    y_N, classes = label_column(table, "y")
    found = trained(spec)

    right = total = 0
    for split, member in zip(split_folds(y_N, spec.split, classes=classes), found.members, strict=True):
        alone = torch_predictor([Member.of(member.encoder, member.architecture, member.weights)], classes, 0.5)
        labels = alone.predict(table.take(split.validation)).label_index_N
        right, total = right + int((labels == y_N[split.validation]).sum()), total + len(labels)

    assert total == found.metrics.validation.num_rows == 192
    assert right / total == pytest.approx(found.metrics.validation.accuracy)


def test_the_answer_is_the_mean_of_the_members_probabilities(tmp_path: Path) -> None:
    found = trained(spec_of(split={"folds": 3}))
    write_artifact(tmp_path / "m", found, {})
    table, _ = rice_like(40, seed=9)

    together = load_predictor(tmp_path / "m").predict(table, with_warnings=True)
    alone = [
        torch_predictor([Member.of(m.encoder, m.architecture, m.weights)], found.classes, 0.5).predict(table)
        for m in found.members
    ]
    mean_NC = np.mean([predictions.probabilities_NC for predictions in alone], axis=0)

    temperature = found.calibration.temperature
    expected_NC = probabilities((np.log(mean_NC) / temperature).astype(np.float32))
    np.testing.assert_allclose(together.probabilities_NC, expected_NC, atol=1e-6)
    assert np.ptp([p.probabilities_NC[:, 1] for p in alone], axis=0).max() > 1e-3, "the members do differ"
    assert together.warnings is not None
    assert max(len(row) for row in together.warnings) <= 1, "what three encoders say of a row is said once"


def test_the_mean_of_equal_members_is_that_member() -> None:
    logits_NC = np.random.default_rng(0).normal(size=(50, 3)).astype(np.float32) * 20
    mean_NC = mean_logits([logits_NC, logits_NC, logits_NC])
    np.testing.assert_allclose(probabilities(mean_NC), probabilities(logits_NC), atol=1e-6)


ONE_BY_ONE = {"schedule": {"name": "reduce_on_plateau"}}
"""A rate that follows a member's own losses: no two members share a step."""


@pytest.mark.parametrize("at", ["0-2", "1-1", "1-3", "2-2"])
def test_a_run_resumed_in_any_member_ends_with_the_same_weights(at: str, tmp_path: Path) -> None:
    spec = spec_of(split={"folds": 3}, model={"dropout": 0.2}, **ONE_BY_ONE)
    expected = trained(spec, Notebook(keep_in=tmp_path))

    notebook = Notebook()
    member, epoch = (int(part) for part in at.split("-"))
    name = f"{epoch}.safetensors" if member == 0 else f"{at}.safetensors"
    found = trained(spec, notebook, tmp_path / name)

    assert sha256(found) == sha256(expected)
    assert found.metrics == expected.metrics
    assert notebook.reports[0].member == (member if epoch < 3 else member + 1)
    assert all((report.member, report.epoch) > (member, epoch) for report in notebook.reports)


EARLY = {"epochs": 12, "early_stopping": {"patience": 1}}


@pytest.mark.parametrize("epoch", [1, 2, 4, 5, 6])
def test_members_side_by_side_resume_to_the_same_weights_when_some_have_ended(epoch: int, tmp_path: Path) -> None:
    spec = spec_of(split={"folds": 4}, model={"dropout": 0.2}, training=EARLY, optimizer={"learning_rate": 0.1})
    expected = trained(spec, Notebook(keep_in=tmp_path))
    ends = [member.epochs_run for member in expected.members]
    assert min(ends) <= 4, "some end soon"
    assert max(ends) >= 6, "others go on"

    notebook = Notebook()
    found = trained(spec, notebook, tmp_path / f"{epoch}.safetensors")

    assert sha256(found) == sha256(expected)
    assert found.metrics == expected.metrics
    assert [member.epochs_run for member in found.members] == ends
    assert all(report.epoch > epoch for report in notebook.reports)


@pytest.mark.parametrize(
    "changes",
    [
        {"training": EARLY, "optimizer": {"learning_rate": 0.3}},
        {"model": {"dropout": 0.3, "hidden": [8, 5]}, "training": {"gradient_clip_norm": 0.2}},
        {"model": {"numeric_embedding": {"name": "piecewise_linear", "num_bins": 4, "width": 3}}},
        {"preprocessing": {"categorical_encoding": "embedding"}},
        {"training": {"batch_size": 1_000_000}, "optimizer": {"name": "sgd", "momentum": 0.9}},
    ],
    ids=["early stopping", "dropout, clipping", "piecewise-linear", "codes", "whole table"],
)
def test_members_side_by_side_are_those_of_runs_one_after_another(
    changes: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = spec_of(split={"folds": 4}, **changes)
    notebook = Notebook()
    together = trained(spec, notebook)
    assert notebook.phases.count("training") == 1
    monkeypatch.setattr("classifier.neural.train.most_members", lambda *_: 1)
    notebook = Notebook()
    alone = trained(spec, notebook)
    assert notebook.phases.count("training") == 4
    assert [m.epochs_run for m in together.members] == [m.epochs_run for m in alone.members]
    for one, other in zip(together.members, alone.members, strict=True):
        assert one.encoder == other.encoder
        for name, weights in one.weights.items():
            torch.testing.assert_close(weights, other.weights[name], rtol=1e-3, atol=1e-4, msg=name)


def test_a_stop_in_the_second_member_keeps_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.neural.fit.POLL_SECONDS", 0.0)  # asked at every step: three epochs may take less
    spec = spec_of(training={"num_seeds": 3, "batch_size": 4}, **ONE_BY_ONE)
    expected = trained(spec)
    notebook = Notebook(keep_in=tmp_path, stop_when=lambda n: bool(n.reports) and n.reports[-1].member == 1)
    with pytest.raises(Stopped):
        trained(spec, notebook)
    monkeypatch.undo()
    member, (epoch, final) = notebook.members[-1], notebook.checkpoints[-1]

    assert (member, final) == (1, True)
    assert sha256(trained(spec, None, tmp_path / f"1-{epoch}.safetensors")) == sha256(expected)


def test_a_checkpoint_of_other_folds_is_refused(tmp_path: Path) -> None:
    for others, name in (({}, "1.safetensors"), (ONE_BY_ONE, "1-1.safetensors")):
        trained(spec_of(split={"folds": 3}, **others), Notebook(keep_in=tmp_path))
        for folds in (2, 4):
            with pytest.raises(ArtifactCorrupt, match="another run"):
                trained(spec_of(split={"folds": folds}, **others), None, tmp_path / name)


def test_members_travel_in_the_artifact(tmp_path: Path) -> None:
    found = trained(spec_of(split={"folds": 2}))
    manifest = write_artifact(tmp_path / "m", found, {})
    artifact = read_artifact(tmp_path / "m")

    assert manifest["format"] == 3
    assert [member.encoder for member in artifact.manifest.members] == [member.encoder for member in found.members]
    assert tensors_sha256(joined(artifact.weights)) == sha256(found)
    assert artifact.manifest.metrics == found.metrics


def test_each_fold_has_every_class_and_every_row_is_validated_once() -> None:
    y_N = np.array([0] * 50 + [1] * 7 + [2] * 2 + [-1] * 3)
    spec = resolved(split={"folds": 5}).split
    splits = split_folds(y_N, spec, classes=["a", "b", "c"])

    validated = np.sort(np.concatenate([split.validation for split in splits]))
    rest = np.setdiff1d(np.flatnonzero(y_N >= 0), splits[0].test)
    assert validated.tolist() == rest.tolist()
    for split in splits:
        assert set(np.unique(y_N[split.train])) == {0, 1, 2}
        assert not set(split.train) & {*split.validation, *split.test}
    counts_KC = np.array([np.bincount(y_N[split.validation], minlength=3) for split in splits])
    assert np.ptp(counts_KC, axis=0).max() == 1, "each class is dealt evenly"
    assert split_folds(y_N, spec, classes=["a", "b", "c"])[1].train.tolist() == splits[1].train.tolist()


def test_more_folds_than_rows_are_refused() -> None:
    from classifier.errors import DataInvalid

    with pytest.raises(DataInvalid, match="20 folds"):
        split_folds(np.arange(10) % 2, resolved(split={"folds": 20, "test_fraction": 0.0}).split, classes=["a", "b"])


def test_a_column_that_one_fold_drops_is_still_an_input_of_the_others(tmp_path: Path) -> None:
    table, schema = rice_like(60)
    y_N, classes = label_column(table, "y")
    spec = spec_of(split={"folds": 2, "test_fraction": 0.0})
    first = split_folds(y_N, spec.split, classes=classes)[0]
    constant = np.zeros(60)
    constant[first.validation] = np.arange(len(first.validation))  # constant in the first member's training rows
    table = table.set_column(table.column_names.index("b"), "b", pa.array(constant))
    found = train_classifier(table, schema, spec, observer=Notebook(), resume_from=None, limits=Limits())
    write_artifact(tmp_path / "m", found, {})
    predictor = load_predictor(tmp_path / "m")

    assert [d.name for d in found.members[0].encoder.dropped] == ["b"]
    assert {column.name for column in predictor.input_columns} == {"a", "b", "c"}
    assert predictor.predict(table).probabilities_NC.shape == (60, 2)


def test_no_row_of_a_fold_reaches_the_normalizer_the_bins_or_the_weights_of_its_member() -> None:
    """The rows of one fold are changed beyond recognition: of its member nothing changes but its choice of an epoch."""
    embedding = {"name": "piecewise_linear", "num_bins": 4, "width": 3}
    spec = spec_of(
        split={"folds": 4}, model={"numeric_embedding": embedding}, preprocessing={"normalization": "symlog"},
        training={"epochs": 1},
    )  # fmt: skip
    table, schema = rice_like()
    y_N, classes = label_column(table, spec.target)
    fold = split_folds(y_N, spec.split, classes=classes)[1].validation
    values_N = np.asarray(table["a"]).copy()
    values_N[fold] = values_N[fold] * -1e3 + 1e6
    changed = table.set_column(table.schema.get_field_index("a"), "a", pa.array(values_N))
    members = [
        train_classifier(rows, schema, spec, observer=Notebook(), resume_from=None, limits=Limits()).members
        for rows in (table, changed)
    ]
    for number, (one, other) in enumerate(zip(*members, strict=True)):
        same = number == 1
        assert (one.encoder == other.encoder) is same
        assert (one.architecture.inputs.bins == other.architecture.inputs.bins) is same
        alike = [torch.equal(weights, other.weights[name]) for name, weights in one.weights.items()]
        assert all(alike) is same, "the control: every other member learns from those rows"
        assert (one.best == other.best) is False, "all are measured on other rows or are other networks"
