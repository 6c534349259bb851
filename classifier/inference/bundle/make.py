"""Making a bundle: its files, as one zip that was asked for its golden rows before anyone gets it."""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import safetensors.numpy

from classifier.inference.bundle import readme
from classifier.inference.bundle.document import Facts, bundle_manifest, member_documents
from classifier.inference.bundle.golden import golden_rows
from classifier.inference.bundle.inputs import NotExportable
from classifier.inference.bundle.pack import read_zip, write_zip
from classifier.inference.bundle.score import WEIGHTS, Scorer
from classifier.inference.bundle.whole import whole_graph, with_weights
from classifier.inference.model_file import ModelFile
from classifier.inference.predictor import Predictor

HERE = Path(__file__).parent


class ExportFormat(StrEnum):
    """What a model can be carried away as."""

    onnx = "onnx"
    safetensors = "safetensors"
    scorer = "scorer"


def write_bundle(
    path: Path,
    form: ExportFormat,
    model: ModelFile,
    predictor: Predictor,
    rows: Sequence[Mapping[str, Any]],
    facts: Facts,
) -> float:
    """Write the zip; returns the largest difference of a golden row's probability from what the predictor says.

    `rows`: those that become golden where the predictor answers them.
    Raises: `NotExportable`; `NotAsExported` when the bundle does not answer as the predictor does, which is a bug.
    """
    graph, columns = whole_graph(model.manifest, facts.decision)
    golden = golden_rows(predictor, rows, facts.decision)
    if not golden["rows"]:
        raise NotExportable("it answers none of its golden rows, so that an export could not be verified")
    files = {"golden.json": _json(golden)}
    more: dict[str, Any] = {}
    if form is ExportFormat.safetensors:
        graph_file = "graph.onnx"
        files |= {graph_file: graph, WEIGHTS: safetensors.numpy.save(model.tensors, {"format": "pt"})}
        script = "score.py"
        more = {"members": member_documents(model.manifest)}
    else:
        graph_file = "model.onnx"
        script = "classifier.mjs" if form is ExportFormat.onnx else "score.py"
        files |= {graph_file: with_weights(graph, model.tensors)}
    files[script] = (HERE / script).read_bytes()
    files["README.md"] = readme.text(form.value, facts, golden["rows"][0]).encode()
    document = bundle_manifest(model.manifest, facts, columns, graph_file, files)
    write_zip(path, {**files, "manifest.json": _json({**document, **more})})
    return verify_bundle(path)


def verify_bundle(path: Path) -> float:
    """Largest difference of a golden row's probability. Raises: `NotAsExported` for other files or answers."""
    return Scorer(read_zip(path)).verify()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=1) + "\n").encode()
