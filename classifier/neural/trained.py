"""A finished training run: weights, what was fitted beside them, and what was measured."""

from dataclasses import dataclass

from pydantic import Field
from torch import Tensor

from classifier.neural.architecture import Architecture
from classifier.spec.base import FiniteFloat, Spec
from classifier.spec.report import Baselines, BestEpoch, EpochReport, Evaluation
from classifier.spec.table import Schema
from classifier.spec.train import TrainSpec
from classifier.table.encode import Encoder


class SplitSizes(Spec):
    """Rows of each part."""

    train: int = Field(ge=1)
    validation: int = Field(ge=1)
    test: int = Field(ge=0)
    missing_label: int = Field(ge=0)
    """Rows without a label, in no part."""


class Metrics(Spec):
    """What the best epoch's weights reach."""

    test: Evaluation | None
    """Null without test rows."""
    validation: Evaluation
    """Of the rows that chose the epoch: a little too good."""
    baselines: Baselines | None
    """On the test rows; null without any."""


@dataclass(frozen=True)
class TrainedClassifier:
    """All that becomes an artifact, but its lineage."""

    weights: dict[str, Tensor]
    """Of the best epoch, on the CPU, by the names of `architecture.shapes()`."""
    architecture: Architecture
    schema: Schema
    encoder: Encoder
    classes: list[str]
    threshold: float | None
    """Two classes: probability of the second from which it is the label; None for more."""
    spec: TrainSpec
    metrics: Metrics
    best: BestEpoch
    history: list[EpochReport]
    split: SplitSizes
    device: str
    num_threads: int
    seconds: FiniteFloat

    @property
    def epochs_run(self) -> int:
        """Epochs trained; more than `best.epoch` when later ones were worse."""
        return self.history[-1].epoch

    @property
    def num_parameters(self) -> int:
        """Trained numbers."""
        return self.architecture.num_parameters
