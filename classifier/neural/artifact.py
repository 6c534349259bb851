"""A trained classifier as one file: raw weights and a JSON manifest, never a pickle."""

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, JsonValue, ValidationError, model_validator
from torch import Tensor

from classifier.errors import ArtifactCorrupt
from classifier.neural.architecture import Architecture
from classifier.neural.tensor_file import read_tensor_file, tensors_sha256, write_tensor_file
from classifier.neural.trained import Metrics, SplitSizes, TrainedClassifier
from classifier.spec.base import FiniteFloat, Label, Spec
from classifier.spec.report import BestEpoch
from classifier.spec.table import Schema
from classifier.spec.train import TrainSpec
from classifier.table.encode import Encoder

FORMAT = 1  # a change that an old reader cannot read is 2, and the reader of 1 stays
KIND = "discern.model"
LIBRARIES = ("torch", "numpy", "pyarrow", "safetensors")


class Manifest(Spec):
    """What a model file says of itself; every number in it is checked against the weights when it is read."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    format: Literal[1]
    family: str
    architecture: Architecture
    num_parameters: int
    table_schema: Schema = Field(alias="schema")
    """The columns of the table it was trained on."""
    encoder: Encoder
    """From raw columns to the network's inputs, as fitted on training rows."""
    classes: list[Label] = Field(min_length=2)
    threshold: float | None = Field(ge=0.0, le=1.0)
    loss: Literal["bce_with_logits", "cross_entropy", "focal"]
    spec: TrainSpec
    """The resolved config."""
    split: SplitSizes
    metrics: Metrics
    best: BestEpoch
    epochs_run: int
    device: str
    num_threads: int
    seconds: FiniteFloat
    lineage: dict[str, JsonValue]
    """Where it comes from: dataset and its hash, job, code version."""
    tensors: dict[str, list[int]]
    """Shape of each weight; all are float32."""
    tensors_sha256: str
    versions: dict[str, str]
    """Of Python and the libraries that made it."""

    @model_validator(mode="after")
    def _parts_fit_together(self) -> Self:
        if len(set(self.classes)) != len(self.classes):
            raise ValueError("a class stands twice")
        if (self.threshold is None) != (len(self.classes) > 2):
            raise ValueError("a threshold is for two classes, and two classes need one")
        if self.architecture.num_outputs not in ((1, 2) if len(self.classes) == 2 else (len(self.classes),)):
            raise ValueError(f"{self.architecture.num_outputs} outputs do not fit {len(self.classes)} classes")
        if self.encoder.num_features != self.architecture.inputs.num_numbers:
            raise ValueError("the encoder makes another number of features than the network takes")
        if {name: list(shape) for name, shape in self.architecture.shapes().items()} != self.tensors:
            raise ValueError("the tensors are not those of the architecture")
        if self.num_parameters != self.architecture.num_parameters:
            raise ValueError("the number of parameters is not that of the architecture")
        return self


@dataclass(frozen=True)
class Artifact:
    """A model file that was read and checked."""

    manifest: Manifest
    weights: dict[str, Tensor]


def write_artifact(path: Path, trained: TrainedClassifier, lineage: Mapping[str, JsonValue]) -> dict[str, Any]:
    """Write the model file and return its manifest; the caller does staging, fsync, hash and rename.

    Raises: `StorageFull` when there is no room.
    """
    manifest = Manifest(
        format=FORMAT,
        family=trained.architecture.model.family,
        architecture=trained.architecture,
        num_parameters=trained.num_parameters,
        table_schema=trained.schema,
        encoder=trained.encoder,
        classes=trained.classes,
        threshold=trained.threshold,
        loss=trained.spec.loss.name,
        spec=trained.spec,
        split=trained.split,
        metrics=trained.metrics,
        best=trained.best,
        epochs_run=trained.epochs_run,
        device=trained.device,
        num_threads=trained.num_threads,
        seconds=trained.seconds,
        lineage=dict(lineage),
        tensors={name: list(tensor.shape) for name, tensor in trained.weights.items()},
        tensors_sha256=tensors_sha256(trained.weights),
        versions={"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
    )
    document = manifest.model_dump(mode="json")
    write_tensor_file(path, KIND, document, trained.weights)
    return document


def read_artifact(path: Path) -> Artifact:
    """A model file, checked whole before anything in it is used.

    Raises: `ArtifactCorrupt` for every file that `write_artifact` did not make, or that was changed since.
    """
    document, weights = read_tensor_file(path, KIND)
    if document.get("format") != FORMAT:
        raise ArtifactCorrupt(
            f"the model file has format {str(document.get('format'))[:20]}; this server reads {FORMAT}"
        )
    try:
        manifest = Manifest.model_validate(document)
    except (ValidationError, OverflowError) as error:
        where = ".".join(str(p) for p in error.errors()[0]["loc"]) if isinstance(error, ValidationError) else "numbers"
        raise ArtifactCorrupt(f"the model file's manifest is broken at {where or 'its rules'}") from error
    if {name: list(tensor.shape) for name, tensor in weights.items()} != manifest.tensors:
        raise ArtifactCorrupt("the model file's tensors are not those of its manifest")
    if any(tensor.dtype.is_floating_point is False for tensor in weights.values()):
        raise ArtifactCorrupt("the model file has weights that are not float32")
    if tensors_sha256(weights) != manifest.tensors_sha256:
        raise ArtifactCorrupt("the model file's weights are not those of its manifest")
    if "norm.running_var" in weights and bool((weights["norm.running_var"] < 0).any()):
        raise ArtifactCorrupt("the model file has a negative variance")
    return Artifact(manifest, weights)
