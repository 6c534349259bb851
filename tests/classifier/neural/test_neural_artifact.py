"""The model file: what goes in comes out, and nothing else is let in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import torch

from classifier.errors import ArtifactCorrupt
from classifier.inference.load import check_golden, onnx_predictor
from classifier.inference.model_file import GRAPH, KIND, read_model_file
from classifier.inference.predictor import Predictor
from classifier.neural.artifact import read_artifact, write_artifact
from classifier.neural.tensor_file import read_tensor_file, tensors_sha256, write_tensor_file
from classifier.neural.torch_runtime import load_predictor
from classifier.neural.train import train_classifier
from classifier.neural.trained import TrainedClassifier
from classifier.spec.limits import Limits
from classifier.table.convert import convert_rows
from tests.classifier.neural.make_golden import GOLDEN, MADE
from tests.classifier.neural.neural_runs import Notebook, resolved, rice_like


@pytest.fixture(scope="module")
def trained() -> TrainedClassifier:
    table, schema = rice_like()
    spec = resolved(features=["a", "b", "c"], preprocessing={"normalization": "batch_norm"}, training={"epochs": 2})
    return train_classifier(table, schema, spec, observer=Notebook(), resume_from=None, limits=Limits())


@pytest.fixture
def path(trained: TrainedClassifier, tmp_path: Path) -> Path:
    path = tmp_path / "model.safetensors"
    write_artifact(path, trained, {"dataset_sha256": "d" * 64, "job_id": "job_1"})
    return path


def test_an_artifact_comes_back_whole(trained: TrainedClassifier, path: Path) -> None:
    artifact = read_artifact(path)
    manifest = artifact.manifest
    assert manifest.format == 3
    assert [member.encoder for member in manifest.members] == [member.encoder for member in trained.members]
    assert manifest.classes == trained.classes
    assert manifest.spec == trained.spec
    assert manifest.metrics == trained.metrics
    assert manifest.table_schema == trained.schema
    assert manifest.lineage == {"dataset_sha256": "d" * 64, "job_id": "job_1"}
    assert set(manifest.versions) == {"python", "torch", "numpy", "pyarrow", "safetensors", "onnx", "onnxruntime"}
    found, expected = artifact.weights[0], trained.members[0].weights
    assert set(found) == set(expected)
    assert all(torch.equal(found[name], expected[name]) for name in expected)


def test_the_manifest_that_is_returned_is_the_one_in_the_file(trained: TrainedClassifier, path: Path) -> None:
    returned = write_artifact(path, trained, {})
    document, _ = read_tensor_file(path, KIND)
    assert returned == document
    assert returned["schema"]["columns"][0]["name"] == "id"
    json.dumps(returned, allow_nan=False)


def test_the_same_classifier_gives_the_same_bytes(trained: TrainedClassifier, path: Path, tmp_path: Path) -> None:
    write_artifact(tmp_path / "again", trained, {"dataset_sha256": "d" * 64, "job_id": "job_1"})
    assert (tmp_path / "again").read_bytes() == path.read_bytes()


Change = Callable[[dict[str, Any], dict[str, torch.Tensor]], object]


def _reshape(document: dict[str, Any], tensors: dict[str, torch.Tensor]) -> None:
    tensors["members.0.layers.0.weight"] = tensors["members.0.layers.0.weight"].T.contiguous()
    document["members"][0]["tensors"]["layers.0.weight"].reverse()


def _widen(document: dict[str, Any], tensors: dict[str, torch.Tensor]) -> None:
    document["members"][0]["architecture"]["model"]["hidden"] = [10**12]


def _one_more_class(document: dict[str, Any], tensors: dict[str, torch.Tensor]) -> None:
    document["classes"].append("Basmati")
    document["threshold"] = None


LIES: dict[str, Change] = {
    "another format": lambda d, t: d.update(format=4),
    "no format": lambda d, t: d.pop("format"),
    "another family": lambda d, t: d.update(family="forest"),
    "an unknown field": lambda d, t: d.update(hook="os.system"),
    "a missing field": lambda d, t: d["members"][0].pop("encoder"),
    "an extra tensor": lambda d, t: t.update(extra=torch.zeros(2)),
    "a missing tensor": lambda d, t: t.pop("members.0.layers.1.bias"),
    "an integer tensor": lambda d, t: t.update({"members.0.layers.1.bias": torch.zeros(1, dtype=torch.int64)}),
    "shapes that are not the architecture's": _reshape,
    "a width without weights": _widen,
    "a class too many": _one_more_class,
    "a class twice": lambda d, t: d.update(classes=["Gonen", "Gonen"]),
    "a threshold of 2": lambda d, t: d.update(threshold=2.0),
    "no threshold": lambda d, t: d.update(threshold=None),
    "another loss": lambda d, t: d.update(loss="cross_entropy"),
    "another checksum": lambda d, t: d.update(tensors_sha256="0" * 64),
    "a feature less": lambda d, t: d["members"][0]["encoder"]["columns"].pop(),
    "a negative variance": lambda d, t: t["members.0.norm.running_var"].fill_(-1.0),
    "a NaN weight": lambda d, t: t["members.0.layers.0.weight"].fill_(float("nan")),
    "normalized columns that are not there": lambda d, t: d["members"][0]["architecture"]["inputs"].update(
        numeric=[0, 77]
    ),
    "normalized columns twice": lambda d, t: d["members"][0]["architecture"]["inputs"].update(numeric=[0, 0]),
    "no graph where one is told of": lambda d, t: t.pop(GRAPH),
    "a graph that no one tells of": lambda d, t: d.update(graph=None),
    "a golden row without an answer": lambda d, t: d["golden"]["probabilities"].pop(),
    "golden answers of too many classes": lambda d, t: d["golden"]["probabilities"][0].append(0.0),
    "no member": lambda d, t: d["members"].clear(),
    "a member twice": lambda d, t: d["members"].append(d["members"][0]),
    "a wrong number of parameters": lambda d, t: d.update(num_parameters=1),
}


def by_torch(path: Path) -> Predictor:
    return load_predictor(path)


def by_onnx(path: Path) -> Predictor:
    model = read_model_file(path)
    predictor = onnx_predictor(model)
    check_golden(predictor, model)
    return predictor


@pytest.mark.parametrize("load", [by_torch, by_onnx])
@pytest.mark.parametrize("lie", LIES)
def test_a_manifest_that_lies_is_refused_even_with_honest_checksums(
    lie: str, load: Callable[[Path], Predictor], path: Path
) -> None:
    load(path)  # the control
    document, tensors = read_tensor_file(path, KIND)
    LIES[lie](document, tensors)
    if lie != "another checksum":
        document["tensors_sha256"] = tensors_sha256({name: t for name, t in tensors.items() if name != GRAPH})
    write_tensor_file(path, KIND, document, tensors)
    with pytest.raises(ArtifactCorrupt):
        load(path)


def test_a_checkpoint_is_no_artifact(path: Path) -> None:
    document, tensors = read_tensor_file(path, KIND)
    write_tensor_file(path, "discern.checkpoint.1", document, tensors)
    with pytest.raises(ArtifactCorrupt, match=r"no discern\.model"):
        read_artifact(path)


def test_a_flipped_bit_anywhere_is_noticed(path: Path) -> None:
    data = path.read_bytes()
    for position in np.linspace(0, len(data) - 1, 200).astype(int).tolist():
        changed = bytearray(data)
        changed[position] ^= 0x10
        path.write_bytes(changed)
        with pytest.raises(ArtifactCorrupt):
            read_artifact(path)


def test_a_model_file_of_format_1_still_gives_the_same_numbers() -> None:
    expected = json.loads((GOLDEN / "format_1.json").read_text())
    predictor = load_predictor(GOLDEN / "format_1.safetensors")
    predictions = predictor.predict(pa.Table.from_pylist(expected["rows"]))
    assert predictor.classes == expected["classes"]
    np.testing.assert_allclose(predictions.logits_NC, expected["logits"], rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(predictions.probabilities_NC, expected["probabilities"], rtol=1e-5)
    assert predictions.label_index_N.tolist() == expected["labels"]


@pytest.mark.parametrize(("number", "load"), [(2, by_torch), (3, by_torch), (3, by_onnx)])
@pytest.mark.parametrize("case", MADE)
def test_a_model_file_of_an_earlier_version_still_gives_the_same_numbers(
    case: str, number: int, load: Callable[[Path], Predictor]
) -> None:
    path = GOLDEN / f"format_{number}_{case.replace(' ', '_')}.safetensors"
    expected = json.loads(path.with_suffix(".json").read_text())
    predictor = load(path)
    converted = convert_rows(expected["rows"], predictor.input_columns)
    predictions = predictor.predict(converted.table)

    assert converted.faults == []
    assert (predictor.classes, predictor.threshold) == (expected["classes"], expected["threshold"])
    np.testing.assert_allclose(predictions.logits_NC, expected["logits"], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(predictions.probabilities_NC, expected["probabilities"], rtol=1e-4)
    assert predictions.label_index_N.tolist() == expected["labels"]
