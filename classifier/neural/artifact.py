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
from classifier.neural.artifact_1 import from_format_1
from classifier.neural.precision import Precision
from classifier.neural.tensor_file import read_tensor_file, tensors_sha256, write_tensor_file
from classifier.neural.trained import Metrics, SplitSizes, TrainedClassifier
from classifier.spec.base import FiniteFloat, Label, Spec
from classifier.spec.charts import Charts
from classifier.spec.decision import CalibrationReport, ThresholdReport
from classifier.spec.reference import Reference
from classifier.spec.report import BestEpoch
from classifier.spec.table import Schema
from classifier.spec.train import TrainSpec
from classifier.table.encode import Encoder

FORMAT = 2  # a change that an old reader cannot read is 3, and the readers of 1 and 2 stay
KIND = "discern.model"
LIBRARIES = ("torch", "numpy", "pyarrow", "safetensors")


class MemberManifest(Spec):
    """One network of the model."""

    encoder: Encoder
    """From raw columns to the network's inputs, as fitted on its training rows."""
    architecture: Architecture
    best: BestEpoch
    epochs_run: int
    tensors: dict[str, list[int]]
    """Shape of each weight by the network's own names; all are float32."""

    @model_validator(mode="after")
    def _parts_fit_together(self) -> Self:
        if self.encoder.shape != self.architecture.inputs.shape:
            raise ValueError("the encoder makes other numbers than the network takes")
        if {name: list(shape) for name, shape in self.architecture.shapes().items()} != self.tensors:
            raise ValueError("the tensors are not those of the architecture")
        return self


class Manifest(Spec):
    """What a model file says of itself; every number in it is checked against the weights when it is read."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    format: Literal[2]
    family: str
    members: list[MemberManifest] = Field(min_length=1)
    """Networks whose probabilities are averaged; one without folds and with one seed."""
    num_parameters: int
    """Of all members."""
    table_schema: Schema = Field(alias="schema")
    """The columns of the table it was trained on."""
    classes: list[Label] = Field(min_length=2)
    threshold: float | None = Field(ge=0.0, le=1.0)
    calibration: CalibrationReport
    decision: ThresholdReport | None
    loss: Literal["bce_with_logits", "cross_entropy", "focal"]
    spec: TrainSpec
    """The resolved config."""
    split: SplitSizes
    metrics: Metrics
    best: BestEpoch
    """Of the first member."""
    epochs_run: int
    """Of all members."""
    device: str
    num_threads: int
    precision: Precision = "float32"
    """What the steps multiplied; every measure here is of float32. Files of earlier versions say nothing: float32."""
    seconds: FiniteFloat
    lineage: dict[str, JsonValue]
    """Where it comes from: dataset and its hash, job, code version."""
    tensors_sha256: str
    versions: dict[str, str]
    """Of Python and the libraries that made it."""
    reference: Reference | None = None
    """What serving is compared with; files of earlier versions have none."""
    charts: Charts | None = None
    """What the version's report is drawn of; files of earlier versions have none."""

    @model_validator(mode="after")
    def _parts_fit_together(self) -> Self:
        if len(set(self.classes)) != len(self.classes):
            raise ValueError("a class stands twice")
        if (self.threshold is None) != (len(self.classes) > 2):
            raise ValueError("a threshold is for two classes, and two classes need one")
        outputs = {"bce_with_logits": 1, "cross_entropy": len(self.classes)}.get(
            self.loss, 1 if len(self.classes) == 2 else len(self.classes)
        )
        for member in self.members:
            found = member.architecture.num_outputs
            if found != outputs or (outputs == 1 and len(self.classes) != 2):
                raise ValueError(f"{found} outputs do not fit {len(self.classes)} classes")
            if member.architecture.model.family != self.family:
                raise ValueError("a member is of another family")
        if self.num_parameters != sum(member.architecture.num_parameters for member in self.members):
            raise ValueError("the number of parameters is not that of the architectures")
        return self


@dataclass(frozen=True)
class Artifact:
    """A model file that was read and checked."""

    manifest: Manifest
    weights: list[dict[str, Tensor]]
    """Of each member, by its network's own names."""


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
        "charts": trained.charts,
    }
    written = Manifest.model_validate(document).model_dump(mode="json")
    write_tensor_file(path, KIND, written, tensors)
    return written


def read_artifact(path: Path) -> Artifact:
    """A model file, checked whole before anything in it is used.

    Raises: `ArtifactCorrupt` for every file that `write_artifact` did not make, or that was changed since.
    """
    document, tensors = read_tensor_file(path, KIND)
    if document.get("format") == 1:
        document, tensors = from_format_1(document, tensors)
    if document.get("format") != FORMAT:
        raise ArtifactCorrupt(
            f"the model file has format {str(document.get('format'))[:20]}; this server reads 1 to {FORMAT}"
        )
    try:
        manifest = Manifest.model_validate(document)
    except (ValidationError, OverflowError) as error:
        where = ".".join(str(p) for p in error.errors()[0]["loc"]) if isinstance(error, ValidationError) else "numbers"
        raise ArtifactCorrupt(f"the model file's manifest is broken at {where or 'its rules'}") from error
    expected = {
        _name(i, name): shape for i, member in enumerate(manifest.members) for name, shape in member.tensors.items()
    }
    if {name: list(tensor.shape) for name, tensor in tensors.items()} != expected:
        raise ArtifactCorrupt("the model file's tensors are not those of its manifest")
    if any(tensor.dtype.is_floating_point is False for tensor in tensors.values()):
        raise ArtifactCorrupt("the model file has weights that are not float32")
    if tensors_sha256(tensors) != manifest.tensors_sha256:
        raise ArtifactCorrupt("the model file's weights are not those of its manifest")
    for name, tensor in tensors.items():
        if name.endswith("running_var") and bool((tensor < 0).any()):
            raise ArtifactCorrupt(f"the model file has a negative variance in {name!r}")
    weights = [{name: tensors[_name(i, name)] for name in member.tensors} for i, member in enumerate(manifest.members)]
    return Artifact(manifest, weights)


def joined(weights: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The members' weights under the names that they have in the file."""
    return {_name(i, name): tensor for i, member in enumerate(weights) for name, tensor in member.items()}


def _name(member: int, name: str) -> str:
    return f"members.{member}.{name}"
