"""A finished training run: its members' weights, what was fitted beside them, and what was measured."""

from dataclasses import dataclass

from torch import Tensor

from classifier.spec.architecture import Architecture
from classifier.spec.base import FiniteFloat
from classifier.spec.charts import Charts
from classifier.spec.decision import CalibrationReport, ThresholdReport
from classifier.spec.golden import Golden
from classifier.spec.reference import Reference
from classifier.spec.report import BestEpoch, Metrics, Precision, SplitSizes
from classifier.spec.table import Schema
from classifier.spec.train import TrainSpec
from classifier.table.encode import Encoder


@dataclass(frozen=True)
class TrainedMember:
    """One network of a run."""

    encoder: Encoder
    architecture: Architecture
    weights: dict[str, Tensor]
    """Of the best epoch, on the CPU, by the names of `weight_shapes(architecture)`."""
    best: BestEpoch
    epochs_run: int
    """Epochs trained; more than `best.epoch` when later ones were worse."""


@dataclass(frozen=True)
class TrainedClassifier:
    """All that becomes an artifact, but its lineage."""

    members: list[TrainedMember]
    """At least one; the classifier answers with the mean of their probabilities."""
    schema: Schema
    classes: list[str]
    threshold: float | None
    """Two classes: probability of the second from which it is the label; None for more."""
    calibration: CalibrationReport
    decision: ThresholdReport | None
    """None for more than two classes."""
    spec: TrainSpec
    metrics: Metrics
    split: SplitSizes
    device: str
    num_threads: int
    precision: Precision
    """Of the last member's steps."""
    seconds: FiniteFloat
    reference: Reference | None = None
    """What serving is compared with."""
    golden: Golden | None = None
    """What whoever loads it asks it first."""
    charts: Charts | None = None
    """What the version's report is drawn of."""

    @property
    def best(self) -> BestEpoch:
        """Of the first member."""
        return self.members[0].best

    @property
    def epochs_run(self) -> int:
        """Of all members."""
        return sum(member.epochs_run for member in self.members)

    @property
    def num_parameters(self) -> int:
        """Trained numbers of all members."""
        return sum(member.architecture.num_parameters for member in self.members)
