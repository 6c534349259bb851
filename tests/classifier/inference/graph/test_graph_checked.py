"""What keeps a graph out of a model file, and what tells of it."""

import logging
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from classifier.inference.graph import checked, members, tables
from classifier.inference.graph.builder import Graph
from classifier.inference.graph.checked import PARITY, checked_graph
from classifier.inference.load import onnx_predictor
from classifier.inference.model_file import ModelFile, read_model_file
from classifier.neural.artifact import write_artifact
from classifier.neural.torch_runtime import predictor_of
from classifier.neural.train import train_classifier
from classifier.neural.trained import TrainedClassifier
from classifier.spec.limits import Limits
from classifier.spec.models import LEAK
from tests.classifier.neural.neural_runs import Notebook, resolved, rice_like


@pytest.fixture(scope="module")
def trained() -> TrainedClassifier:
    table, schema = rice_like()
    spec = resolved(features=["a", "b", "c"], model={"activation": "leaky_relu"}, split={"folds": 2})
    return train_classifier(table, schema, spec, observer=Notebook(), resume_from=None, limits=Limits())


@pytest.fixture
def model(trained: TrainedClassifier, tmp_path: Path) -> ModelFile:
    write_artifact(tmp_path / "m", trained, {})
    return read_model_file(tmp_path / "m")


def test_a_graph_that_answers_as_torch_is_kept(model: ModelFile) -> None:
    assert model.graph is not None
    report = model.manifest.graph
    assert report is not None
    assert (report.kept, report.why) == (True, None)
    assert report.difference is not None
    assert report.difference < 1e-6
    assert len(model.graph) < 20_000, "it holds no weights"


def test_a_golden_row_misses_values_and_another_has_a_category_never_seen(model: ModelFile) -> None:
    golden = model.manifest.golden
    assert golden is not None
    assert len(golden.rows) == 32
    assert dict.fromkeys(["a", "b", "c"]) in golden.rows
    assert any(row["c"] == "never seen" for row in golden.rows)
    assert sum(golden.probabilities[0]) == pytest.approx(1.0)


def test_a_graph_that_answers_otherwise_is_left_out_and_the_reason_is_told(
    trained: TrainedClassifier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("classifier.inference.graph.layers.LEAK", LEAK + 1e-3)
    with caplog.at_level(logging.WARNING):
        manifest = write_artifact(tmp_path / "m", trained, {})

    report = manifest["graph"]
    assert report["kept"] is False
    assert PARITY < report["difference"] < 0.1
    assert "differ from torch's" in report["why"]
    assert report["why"] in caplog.text
    model = read_model_file(tmp_path / "m")
    assert model.graph is None
    table, _ = rice_like(20)
    assert predictor_of(model).predict(table).probabilities_NC.shape == (20, 2), "torch serves it"


def test_a_difference_just_above_the_bound_is_noticed(model: ModelFile) -> None:
    golden = model.manifest.golden
    assert golden is not None
    for shift, kept in ((PARITY * 2, False), (PARITY / 2, True)):
        moved = (np.array(golden.probabilities) + np.array([shift, -shift])).tolist()
        manifest = model.manifest.model_copy(
            update={"golden": golden.model_copy(update={"probabilities": moved}), "graph": None}
        )
        graph, report = checked_graph(manifest, model.tensors)
        assert (graph is not None) is report.kept is kept


def test_a_network_that_cannot_be_expressed_is_left_to_torch(model: ModelFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(*_: Any) -> str:
        raise ValueError("no operator draws lots")

    monkeypatch.setattr(members, "_network", cannot)
    graph, report = checked_graph(model.manifest, model.tensors)
    assert graph is None
    assert (report.kept, report.why, report.difference) == (False, "no operator draws lots", None)


def test_a_graph_that_forgets_a_weight_is_no_graph(model: ModelFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "dense", lambda g, x, *_: x)
    _, report = checked_graph(model.manifest, model.tensors)
    assert report.why is not None
    assert report.why.startswith("the graph does not use")


def test_a_graph_that_onnx_runtime_refuses_is_left_out(model: ModelFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Graph, "finish", lambda *_: b"no graph")
    _, report = checked_graph(model.manifest, model.tensors)
    assert report.why is not None
    assert report.why.startswith("the model's graph cannot be run")


def test_a_model_without_golden_rows_has_no_graph(model: ModelFile) -> None:
    manifest = model.manifest.model_copy(update={"golden": None, "graph": None})
    graph, report = checked_graph(manifest, model.tensors)
    assert graph is None
    assert report.why == "the model answers no golden row"


def test_the_graph_is_the_same_bytes_each_time(model: ModelFile) -> None:
    first, second = (checked.checked_graph(model.manifest, model.tensors)[0] for _ in range(2))
    assert first == second == model.graph


def test_a_trained_model_of_several_encoders_answers_alike_by_both(model: ModelFile) -> None:
    table, _ = rice_like(500, seed=3)
    by_onnx, by_torch = onnx_predictor(model).predict(table), predictor_of(model).predict(table)
    np.testing.assert_allclose(by_onnx.probabilities_NC, by_torch.probabilities_NC, atol=2e-6)
    assert by_onnx.label_index_N.tolist() == by_torch.label_index_N.tolist()
