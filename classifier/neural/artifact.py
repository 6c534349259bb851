"""A finished run as a model file, and a model file as torch's networks."""

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

from pydantic import JsonValue
from torch import Tensor

from classifier.errors import ArtifactCorrupt
from classifier.inference.manifest import FORMAT, Manifest, MemberManifest
from classifier.inference.model_file import ModelFile, read_model_file, weight_name, write_model_file
from classifier.neural.architecture import weight_shapes
from classifier.neural.tensor_file import as_arrays, as_tensors, tensors_sha256
from classifier.neural.trained import TrainedClassifier

LIBRARIES = ("torch", "numpy", "pyarrow", "safetensors", "onnx", "onnxruntime")


@dataclass(frozen=True)
class Artifact:
    """A model file that was read and checked, its architectures too."""

    manifest: Manifest
    weights: list[dict[str, Tensor]]
    """Of each member, by its network's own names."""

    @classmethod
    def of(cls, model: ModelFile) -> Self:
        """With torch's tensors. Raises: `ArtifactCorrupt` when the weights are not those of the architectures."""
        manifest, tensors = model.manifest, as_tensors(model.tensors)
        for member in manifest.members:
            if {name: list(shape) for name, shape in weight_shapes(member.architecture).items()} != member.tensors:
                raise ArtifactCorrupt("the model file's tensors are not those of its architecture")
        weights = [
            {name: tensors[weight_name(i, name)] for name in member.tensors}
            for i, member in enumerate(manifest.members)
        ]
        return cls(manifest, weights)


def write_artifact(path: Path, trained: TrainedClassifier, lineage: Mapping[str, JsonValue]) -> dict[str, Any]:
    """Write the model file and return its manifest; the caller does staging, fsync, hash and rename.

    Raises: `StorageFull` when there is no room.
    """
    tensors = joined([member.weights for member in trained.members])
    document = {
        "format": FORMAT,
        "family": trained.members[0].architecture.model.family,
        "members": [
            MemberManifest(
                encoder=member.encoder,
                architecture=member.architecture,
                best=member.best,
                epochs_run=member.epochs_run,
                tensors={name: list(tensor.shape) for name, tensor in member.weights.items()},
            )
            for member in trained.members
        ],
        "num_parameters": trained.num_parameters,
        "table_schema": trained.schema,
        "classes": trained.classes,
        "threshold": trained.threshold,
        "calibration": trained.calibration,
        "decision": trained.decision,
        "loss": trained.spec.loss.name,
        "spec": trained.spec,
        "split": trained.split,
        "metrics": trained.metrics,
        "best": trained.best,
        "epochs_run": trained.epochs_run,
        "device": trained.device,
        "num_threads": trained.num_threads,
        "precision": trained.precision,
        "seconds": trained.seconds,
        "lineage": dict(lineage),
        "tensors_sha256": tensors_sha256(tensors),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
        "reference": trained.reference,
        "golden": trained.golden,
        "charts": trained.charts,
    }
    from classifier.inference.graph.checked import checked_graph  # onnx: 0.4 s that reading a model need not wait for

    arrays = as_arrays(tensors)
    manifest = Manifest.model_validate(document)
    graph, report = checked_graph(manifest, arrays)
    manifest = manifest.model_copy(update={"graph": report})
    write_model_file(path, manifest, arrays, graph)
    return manifest.model_dump(mode="json")


def read_artifact(path: Path) -> Artifact:
    """A model file, checked whole before anything in it is used.

    Raises: `ArtifactCorrupt` for every file that `write_artifact` did not make, or that was changed since.
    """
    return Artifact.of(read_model_file(path))


def joined(weights: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The members' weights under the names that they have in the file."""
    return {weight_name(i, name): tensor for i, member in enumerate(weights) for name, tensor in member.items()}
