"""What a model file says of itself; every number in it is checked against the weights when it is read."""

from typing import Literal, Self

from pydantic import ConfigDict, Field, JsonValue, model_validator

from classifier.spec.architecture import Architecture
from classifier.spec.base import FiniteFloat, Label, Spec
from classifier.spec.charts import Charts
from classifier.spec.decision import CalibrationReport, ThresholdReport
from classifier.spec.golden import Golden, GraphReport
from classifier.spec.reference import Reference
from classifier.spec.report import BestEpoch, Metrics, Precision, SplitSizes
from classifier.spec.table import Schema
from classifier.spec.train import TrainSpec
from classifier.table.encode import Encoder

FORMAT = 3  # a change that an old reader cannot read is 4, and the readers of 1 to 3 stay


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
        return self


class Manifest(Spec):
    """The document of a model file."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    format: Literal[2, 3]
    """Files of format 2 have neither graph nor golden rows."""
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
    """Of the weights."""
    versions: dict[str, str]
    """Of Python and the libraries that made it."""
    reference: Reference | None = None
    """What serving is compared with; files of earlier versions have none."""
    charts: Charts | None = None
    """What the version's report is drawn of; files of earlier versions have none."""
    golden: Golden | None = None
    """What it must answer before it is served."""
    graph: GraphReport | None = None
    """Whether ONNX Runtime can serve it."""

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
        if self.golden is not None and any(len(p_C) != len(self.classes) for p_C in self.golden.probabilities):
            raise ValueError("a golden row has more or fewer probabilities than there are classes")
        if self.graph is not None and self.graph.kept and self.golden is None:
            raise ValueError("a graph comes with golden rows")
        return self
