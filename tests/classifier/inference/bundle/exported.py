"""Models trained on small tables, exported, and asked; and encoders alone as graphs."""

import json
import random
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnxruntime as ort
import pyarrow as pa
from onnx import TensorProto, helper

from classifier.inference.bundle.document import Facts
from classifier.inference.bundle.inputs import BundleColumn, all_inputs, bundle_columns
from classifier.inference.bundle.make import ExportFormat, write_bundle
from classifier.inference.bundle.pack import read_zip
from classifier.inference.bundle.preprocessing import write_encoder
from classifier.inference.bundle.score import Scorer
from classifier.inference.golden import as_json
from classifier.inference.graph.builder import Graph
from classifier.inference.load import onnx_predictor
from classifier.inference.model_file import ModelFile, read_model_file
from classifier.inference.predictor import Predictor
from classifier.neural.artifact import write_artifact
from classifier.neural.torch_runtime import predictor_of
from classifier.neural.train import train_classifier
from classifier.spec.decision import DecisionSettings
from classifier.spec.limits import Limits
from classifier.spec.train import TrainSpec
from classifier.table.encode import Encoder
from tests.classifier.neural.family_uploads import CASES, spec_of, typed
from tests.classifier.neural.neural_runs import Notebook

GOLDEN = Path(__file__).parents[2] / "neural" / "golden"


@cache
def trained(case: str, folds: int = 1) -> ModelFile:
    """A model of a case of `family_uploads`, trained for two epochs."""
    spec = spec_of(case, epochs=2)
    if folds > 1:
        spec = spec.model_copy(update={"split": spec.split.model_copy(update={"folds": folds})})
    table = typed(CASES[case][0])
    return fitted_model(table.table, table.schema, spec)


def fitted_model(table: pa.Table, schema: Any, spec: TrainSpec) -> ModelFile:
    found = train_classifier(table, schema, spec, observer=Notebook(), resume_from=None, limits=Limits())
    with TemporaryDirectory() as folder:
        write_artifact(Path(folder) / "m", found, {"dataset_sha256": "0" * 64})
        return read_model_file(Path(folder) / "m")


def predictor(model: ModelFile) -> Predictor:
    return onnx_predictor(model) if model.graph is not None else predictor_of(model)


def decision_of(model: ModelFile) -> DecisionSettings | None:
    threshold = model.manifest.threshold
    return None if threshold is None else DecisionSettings(threshold=threshold)


def bundle(
    model: ModelFile,
    path: Path,
    form: ExportFormat = ExportFormat.scorer,
    *,
    rows: Sequence[Mapping[str, Any]] | None = None,
    decision: DecisionSettings | None = None,
) -> dict[str, bytes]:
    """The files of a bundle, which was written to `path`."""
    if rows is None:
        assert model.manifest.golden is not None
        rows = model.manifest.golden.rows
    facts = Facts("model", 1, decision or decision_of(model), 0)
    write_bundle(path, form, model, predictor(model), rows, facts)
    return read_zip(path)


def json_rows(table: pa.Table, names: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of a typed table as a request brings them."""
    return [{name: as_json(row[name]) for name in names} for row in table.select(names).to_pylist()]


class EncoderGraph:
    """An encoder alone as a graph, fed as a bundle's user feeds it."""

    def __init__(self, encoder: Encoder) -> None:
        self.columns: list[BundleColumn] = bundle_columns([encoder])
        g = Graph({})
        x_NX, refused_N = write_encoder(g, encoder, {column.column.name: column for column in self.columns})
        outputs = [(x_NX, helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", *encoder.shape]))]
        if refused_N is not None:
            outputs.append((refused_N, helper.make_tensor_value_info("refused", TensorProto.BOOL, ["N"])))
        graph = g.finish_as([tensor.info for tensor in all_inputs(self.columns)], outputs)
        self._session = ort.InferenceSession(graph, providers=["CPUExecutionProvider"])
        self._names = [tensor.name for tensor in all_inputs(self.columns)]

    def encode(self, table: pa.Table) -> tuple[np.ndarray, np.ndarray]:
        """`[N, *X]` float32, and `[N]` where a row is refused."""
        names = [column.column.name for column in self.columns]
        scorer = Scorer.__new__(Scorer)  # its reading of rows, without a model
        scorer.manifest = {
            "columns": [
                {
                    "name": column.column.name,
                    "kind": column.column.kind.value,
                    "input": column.value.name,
                    "shape": list(column.value.shape[1:]),
                    "missing": list(column.column.missing_tokens),
                    "length_input": column.length.name if column.length else None,
                }
                for column in self.columns
            ]
        }
        found = self._session.run(None, scorer.feeds(json_rows(table, names)))
        return found[0], found[1] if len(found) > 1 else np.zeros(table.num_rows, dtype=np.bool_)


def golden_of(files: Mapping[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["golden.json"])
    return found


def spoilt(rows: list[dict[str, Any]], seed: int = 0) -> list[dict[str, Any]]:
    """The rows again, with cells missing, categories never seen and numbers far away."""
    draw = random.Random(seed)
    changed = []
    for row in rows:
        copy = dict(row)
        for name, value in row.items():
            if isinstance(value, list) or draw.random() > 0.3:
                continue
            copy[name] = None
            if isinstance(value, float):
                copy[name] = draw.choice([None, 1e9, -1e-9, value * 7])
            elif isinstance(value, str) and not value.startswith("20"):
                copy[name] = draw.choice([None, "never seen", " "])
        changed.append(copy)
    return changed


def asked(model: ModelFile, case: str) -> list[dict[str, Any]]:
    table = typed(CASES[case][0]).table
    served = predictor(model)
    rows = json_rows(table, [column.name for column in served.input_columns])
    is_cells = isinstance(served.encoders[0].whole, type(None))
    return rows + (spoilt(rows) if is_cells else [])
