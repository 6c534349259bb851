"""What a bundle says of itself: `manifest.json`."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from classifier.inference.bundle.inputs import BundleColumn
from classifier.inference.manifest import Manifest
from classifier.inference.model_file import weight_name
from classifier.spec.decision import DecisionSettings
from classifier.spec.table import ColumnKind
from classifier.table.features.categorical import CategoricalFeature

BUNDLE_FORMAT = 1


@dataclass(frozen=True)
class Facts:
    """What the registry knows of an exported version, and its model file does not."""

    model: str
    version: int
    decision: DecisionSettings | None
    """What holds now; None takes the most probable class."""
    revision: int
    """Of the decision; 0 as it was trained."""


def bundle_manifest(
    manifest: Manifest, facts: Facts, columns: Sequence[BundleColumn], graph: str, files: Mapping[str, bytes]
) -> dict[str, Any]:
    """The document. `files`: the others, by name; `graph`: which of them is the graph."""
    calibration = manifest.calibration
    return {
        "kind": "discern.bundle",
        "format": BUNDLE_FORMAT,
        "model": facts.model,
        "version": facts.version,
        "family": manifest.family,
        "num_parameters": manifest.num_parameters,
        "num_members": len(manifest.members),
        "classes": list(manifest.classes),
        "columns": [_column(manifest, column) for column in columns],
        "outputs": {
            "probabilities": "float32 [N, C] in the order of classes; NaN where refused",
            "logits": "float32 [N, C]; their softmax are the probabilities",
            "label": "string [N]; empty where refused",
            "refused": "bool [N]; a category never seen where that refuses a row, or no sequence",
        },
        "decision": None if facts.decision is None else facts.decision.model_dump(mode="json", exclude_none=True),
        "decision_revision": facts.revision,
        "calibration": {"temperature": calibration.temperature, "kept": calibration.kept},
        "golden": {
            "file": "golden.json",
            "tolerance": 1e-5,
            "note": "among the golden rows are rows it was trained on",
        },
        "graph": graph,
        "files": {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in sorted(files.items())
        },
        "tensors_sha256": manifest.tensors_sha256,
        "lineage": manifest.lineage,
        "versions": manifest.versions,
    }


def member_documents(manifest: Manifest) -> list[dict[str, Any]]:
    """Architecture, encoder and weights of each network, for who builds it anew."""
    return [
        {
            "prefix": weight_name(i, ""),
            "architecture": member.architecture.model_dump(mode="json"),
            "encoder": member.encoder.model_dump(mode="json"),
            "tensors": member.tensors,
        }
        for i, member in enumerate(manifest.members)
    ]


def _column(manifest: Manifest, column: BundleColumn) -> dict[str, Any]:
    name = column.column.name
    told: dict[str, Any] = {
        "name": name,
        "kind": column.column.kind.value,
        "input": column.value.name,
        "type": column.value.type,
        "shape": list(column.value.shape[1:]),
        "missing": list(column.column.missing_tokens),
    }
    if column.length is not None:
        told["length_input"] = column.length.name
        told["channels"] = None if column.column.channels is None else list(column.column.channels)
    if column.column.kind is ColumnKind.categorical:
        told["categories"] = _categories(manifest, name)
    if column.column.kind is ColumnKind.datetime:
        told["unit"] = "seconds since 1970-01-01 UTC; exact to a microsecond until the year 2242"
    if column.column.kind is ColumnKind.image:
        told["pixels"] = "0..255; another size is resized first, by a bilinear filter that reaches over all pixels"
    return told


def _categories(manifest: Manifest, name: str) -> list[str]:
    """Those that a network tells apart, the most frequent first."""
    levels = [
        level
        for member in manifest.members
        for feature in member.encoder.cells
        if isinstance(feature, CategoricalFeature) and feature.name == name
        for level in feature.levels
    ]
    return list(dict.fromkeys(levels))
