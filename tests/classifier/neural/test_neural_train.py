"""The whole pipeline on a table: what is fitted on which rows, and what comes out."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pytest
import torch

from classifier.errors import ArtifactCorrupt, DataInvalid, Diverged, OutOfMemory, SpecInvalid
from classifier.neural.architecture import weight_shapes
from classifier.neural.artifact import joined, write_artifact
from classifier.neural.fit import Fit
from classifier.neural.loss import make_loss
from classifier.neural.observer import Stopped
from classifier.neural.prepared import Preparation
from classifier.neural.torch_runtime import load_predictor
from classifier.neural.train import train_classifier
from classifier.neural.trained import TrainedClassifier
from classifier.spec.limits import Limits
from classifier.spec.table import Column, ColumnKind, ColumnRole, Schema
from classifier.spec.train import TrainSpec
from classifier.table.split import split_rows
from classifier.table.target import label_column
from tests.classifier.neural.neural_runs import Notebook, resolved, rice_like

SHARED = Path(__file__).parents[4] / "shared" / "data"  # real tables that may not be copied; absent elsewhere
LONG = {"epochs": 10_000_000}
SPEC = resolved(features=["a", "b", "c"], training={"epochs": 6, "batch_size": 16})


def train(
    table: pa.Table, schema: Schema, spec: TrainSpec = SPEC, notebook: Notebook | None = None, **kwargs: object
) -> TrainedClassifier:
    limits = kwargs.pop("limits", Limits())
    resume_from = kwargs.pop("resume_from", None)
    return train_classifier(
        table,
        schema,
        spec,
        observer=notebook or Notebook(),
        resume_from=resume_from,  # type: ignore[arg-type]
        limits=limits,  # type: ignore[arg-type]
    )


def weights_sha256(trained: TrainedClassifier) -> str:
    digest = hashlib.sha256()
    for name, tensor in sorted(joined([member.weights for member in trained.members]).items()):
        digest.update(name.encode() + tensor.numpy().tobytes())
    return digest.hexdigest()


def test_a_table_becomes_a_measured_classifier() -> None:
    table, schema = rice_like()
    notebook = Notebook()
    trained = train(table, schema, notebook=notebook)
    assert notebook.phases == ["preflight", "training", "evaluating"]
    assert trained.classes == ["Gonen", "Jasmine"]
    assert trained.threshold == 0.5
    assert trained.split.model_dump() == {"train": 168, "validation": 24, "test": 48, "missing_label": 0}
    assert trained.metrics.test is not None
    assert trained.metrics.test.num_rows == 48
    assert trained.metrics.test.accuracy > 0.85
    assert trained.metrics.baselines is not None
    assert trained.metrics.baselines.majority_class.accuracy < 0.6
    assert trained.metrics.validation.log_loss == pytest.approx(trained.best.value, rel=1e-5)
    best = notebook.reports[trained.best.epoch]
    assert trained.metrics.validation.accuracy == pytest.approx(best.validation_accuracy)
    (member,) = trained.members
    assert set(member.weights) == set(weight_shapes(member.architecture))
    assert trained.device == "cpu"


def test_the_test_split_is_measured_through_the_predictor_of_the_artifact(tmp_path: Path) -> None:
    table, schema = rice_like()
    trained = train(table, schema)
    write_artifact(tmp_path / "m", trained, {})
    y_N, classes = label_column(table, "y")
    rows = split_rows(y_N, SPEC.split, classes=classes).test
    predictions = load_predictor(tmp_path / "m").predict(table.take(rows))
    assert trained.metrics.test is not None
    assert float((predictions.label_index_N == y_N[rows]).mean()) == trained.metrics.test.accuracy


def test_the_threshold_of_the_spec_decides_in_every_measure() -> None:
    table, schema = rice_like()
    notebook = Notebook()
    low = train(table, schema, SPEC.model_copy(update={"threshold": 0.01}), notebook)
    assert low.threshold == 0.01
    assert low.metrics.test is not None
    jasmine = low.metrics.test.per_class[1]
    assert jasmine.recall == 1.0
    assert low.metrics.validation.accuracy == pytest.approx(notebook.reports[low.best.epoch].validation_accuracy)


@pytest.mark.parametrize("normalization", ["standard", "max_abs", "min_max", "robust", "batch_norm"])
def test_nothing_is_fitted_on_validation_or_test_rows(normalization: str) -> None:
    """Other values in the held-out rows change neither encoder nor, but for the best epoch, weights."""
    table, schema = rice_like()
    spec = resolved(
        features=["a", "b", "c"],
        preprocessing={"normalization": normalization, "missing_numeric": "mean"},
        training={"epochs": 1, "batch_size": 16},
    )
    y_N, classes = label_column(table, "y")
    split = split_rows(y_N, spec.split, classes=classes)
    held_out = np.concatenate([split.validation, split.test])
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    for row in held_out.tolist():
        columns["a"][row], columns["c"][row] = 1e6 + row, f"never seen {row}"
    changed = pa.table(columns, schema=table.schema)

    one, other = train(table, schema, spec), train(changed, schema, spec)
    assert one.members[0].encoder == other.members[0].encoder
    assert weights_sha256(one) == weights_sha256(other)
    assert one.metrics.test != other.metrics.test


def test_normalization_is_fitted_on_the_training_rows() -> None:
    table, schema = rice_like()
    trained = train(table, schema)
    y_N, classes = label_column(table, "y")
    rows = split_rows(y_N, SPEC.split, classes=classes).train
    area = trained.members[0].encoder.columns[0]
    assert area.kind == "numeric"
    values = table.column("a").to_numpy()[rows]
    assert (area.center, area.scale) == pytest.approx((values.mean(), values.std()))


@pytest.mark.parametrize("stop_after", [1, 3, 5])
def test_a_stopped_run_resumes_to_the_same_classifier(stop_after: int, tmp_path: Path) -> None:
    table, schema = rice_like()
    spec = SPEC.model_copy(update={"model": SPEC.model.model_copy(update={"dropout": 0.2})})
    whole = train(table, schema, spec)
    notebook = Notebook(keep_in=tmp_path, stop_when=lambda n: len(n.reports) > stop_after)
    with pytest.raises(Stopped):
        fit_polls_always(table, schema, spec, notebook)
    epoch, final = notebook.checkpoints[-1]
    assert final
    resumed = train(table, schema, spec, resume_from=tmp_path / f"{epoch}.safetensors")
    assert weights_sha256(resumed) == weights_sha256(whole)
    assert resumed.metrics == whole.metrics


def fit_polls_always(table: pa.Table, schema: Schema, spec: TrainSpec, notebook: Notebook) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("classifier.neural.fit.POLL_SECONDS", 0.0)
        train(table, schema, spec, notebook)


def test_rows_without_a_label_are_left_out_and_counted() -> None:
    table, schema = rice_like()
    labels = table.column("y").to_pylist()
    labels[3] = labels[77] = None
    table = table.set_column(table.column_names.index("y"), "y", pa.array(labels))
    trained = train(table, schema)
    assert trained.split.missing_label == 2
    assert trained.split.train + trained.split.validation + trained.split.test == 238
    assert trained.classes == ["Gonen", "Jasmine"]


def test_more_than_two_classes_have_a_logit_each_and_no_threshold() -> None:
    table, schema = rice_like()
    area = table.column("a").to_numpy()
    names = np.array(["s", "m", "l"])[np.digitize(area, [6300, 7700])]
    table = table.set_column(table.column_names.index("y"), "y", pa.array(names.tolist()))
    trained = train(table, schema, resolved(features=["a"], loss={"name": "cross_entropy"}, training={"epochs": 12}))
    assert trained.members[0].architecture.num_outputs == 3
    assert trained.threshold is None
    assert trained.metrics.test is not None
    assert trained.metrics.test.accuracy > 0.8


def test_two_classes_may_have_two_logits_on_request() -> None:
    table, schema = rice_like()
    spec = resolved(features=["a", "b"], loss={"name": "cross_entropy"}, training={"epochs": 10})
    trained = train(table, schema, spec)
    assert trained.members[0].architecture.num_outputs == 2
    assert trained.threshold == 0.5
    assert trained.metrics.test is not None
    assert trained.metrics.test.accuracy > 0.85


def test_no_test_rows_give_no_test_metrics() -> None:
    table, schema = rice_like()
    trained = train(table, schema, resolved(split={"test_fraction": 0.0}))
    assert trained.metrics.test is None
    assert trained.metrics.baselines is None
    assert trained.split.test == 0


def test_limits_are_checked_against_what_the_data_became() -> None:
    table, schema = rice_like()
    parameters = train(table, schema).num_parameters
    train(table, schema, limits=Limits(max_parameters=parameters))
    with pytest.raises(SpecInvalid, match=f"{parameters} parameters"):
        train(table, schema, limits=Limits(max_parameters=parameters - 1))
    ids = pa.array([str(i // 2) for i in range(table.num_rows)])
    many = table.set_column(table.column_names.index("y"), "y", ids)
    with pytest.raises(DataInvalid, match="120 classes"):
        train(many, schema, resolved(loss={"name": "cross_entropy"}), limits=Limits(max_classes=119))


def test_a_diverging_run_names_its_epoch() -> None:
    table, schema = rice_like()
    spec = resolved(
        preprocessing={"normalization": "none"},
        optimizer={"name": "sgd", "learning_rate": 1e15},
        model={"hidden": [8, 8]},
    )
    with pytest.raises(Diverged, match="at epoch 1 with learning rate 1e"):
        train(table, schema, spec)


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        torch.cuda.OutOfMemoryError("CUDA out of memory"),
        RuntimeError(
            "[enforce fail at alloc_cpu.cpp:121] DefaultCPUAllocator: not enough memory: you tried to allocate 9"
        ),
    ],
)
def test_every_allocator_s_refusal_is_out_of_memory(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Fit, resume_from: Path | None = None) -> None:
        raise error

    monkeypatch.setattr(Fit, "__call__", refuse)
    table, schema = rice_like()
    with pytest.raises(OutOfMemory):
        train(table, schema)


def test_a_gpu_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    table, schema = rice_like()
    with pytest.raises(SpecInvalid, match="no usable GPU"):
        train(table, schema, resolved(training={"device": "cuda"}))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "cpu"),  # of little work in all
        ({"model": {"numeric_embedding": {"name": "piecewise_linear"}}}, "cpu"),
        ({"training": {"device": "cuda"}}, "cuda"),
        ({"training": LONG}, "cpu"),  # of small steps, which the native kernel takes
        ({"training": {"precision": "bfloat16"}}, "cuda"),
        ({"training": LONG, "model": {"hidden": [512, 512]}}, "cuda"),
        ({"training": LONG, "model": {"dropout": 0.1}}, "cuda"),
        ({"training": LONG, "model": {"numeric_embedding": {"name": "piecewise_linear"}}}, "cuda"),
    ],
    ids=str,
)
def test_auto_leaves_a_gpu_to_others_when_a_core_ends_no_later(changes: dict[str, Any], expected: str) -> None:
    table, schema = rice_like()
    spec = resolved(**{**changes, "training": {"device": "auto", **changes.get("training", {})}})
    y_N, classes = label_column(table, "y")
    split = split_rows(y_N, spec.split, classes=classes)
    rows = Preparation(table, schema, spec, y_N, classes, make_loss(spec.loss), torch.device("cuda"), Limits(), None)
    assert rows.choose_device(split).type == expected
    assert rows.device.type == expected


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_a_gpu_learns_the_same_task() -> None:
    table, schema = rice_like()
    trained = train(table, schema, resolved(training={"device": "cuda"}, model={"dropout": 0.1}))
    assert trained.device == "cuda"
    assert trained.metrics.test is not None
    assert trained.metrics.test.accuracy > 0.85


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not beside the checkout")
@pytest.mark.parametrize(
    ("file", "hidden", "least"),
    [("rice_cammeo_osmancik.csv", [128, 128], 0.92), ("rice_jasmine_gonen.csv.gz", [25], 0.98)],
)
def test_real_rice_is_told_apart(file: str, hidden: list[int], least: float) -> None:
    table = pa.csv.read_csv(SHARED / file)
    names = [name for name in table.column_names if name not in ("id", "Class")]
    columns = [Column(name=n, kind=ColumnKind.numeric, role=ColumnRole.feature, reason="") for n in names]
    rows = [int(line) for line in (SHARED / "splits" / f"{file.split('.')[0]}.test.txt").read_text().split()]
    spec = resolved(
        target="Class",
        features=names,
        split={"test_rows": rows},
        model={"hidden": hidden, "activation": "silu"},
        optimizer={"name": "adamw", "learning_rate": 2e-3, "weight_decay": 0.01},
        training={"epochs": 20, "batch_size": 64},
    )
    trained = train(table, Schema(columns=columns), spec)
    assert trained.metrics.test is not None
    assert trained.metrics.test.num_rows == len(rows)
    assert trained.metrics.test.accuracy >= least


def test_a_checkpoint_belongs_to_one_run_even_among_equal_ones(tmp_path: Path) -> None:
    table, schema = rice_like()

    def run(run_id: str, resume_from: Path | None) -> TrainedClassifier:
        return train_classifier(
            table,
            schema,
            SPEC,
            observer=Notebook(keep_in=tmp_path),
            resume_from=resume_from,
            limits=Limits(),
            run_id=run_id,
        )

    whole = run("job_a", None)

    with pytest.raises(ArtifactCorrupt):
        run("job_b", tmp_path / "3.safetensors")
    assert weights_sha256(run("job_a", tmp_path / "3.safetensors")) == weights_sha256(whole)
