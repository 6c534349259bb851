"""What the training of one member measured, as the checks read it."""

import math
from dataclasses import dataclass, field

from classifier.spec.report import EpochReport
from classifier.spec.train import TrainSpec

NOTHING = 0.98  # of the room: what is left to a loss that took at most a fiftieth of what there was to learn


@dataclass(frozen=True)
class Layer:
    """One module's own weights at the end of an epoch."""

    name: str
    weight: float
    """Euclidean norm before the epoch."""
    update: float
    """Euclidean norm of what the epoch added."""
    gradient: float
    """Root mean square of the gradient of the epoch's last batch."""
    is_matrix: bool
    """Whether it multiplies what the layer before gives: a normalization does not."""
    is_frozen: bool
    """Not one bit changed in the epoch."""


@dataclass(frozen=True)
class Activation:
    """What one layer gives for sampled training rows, in evaluation mode."""

    name: str
    num_units: int
    silent_share: float
    """Of the units: those that give 0 for every row."""
    pinned_share: float
    """Of units times rows: those within a hundredth of an end of the activation's range."""


@dataclass(frozen=True)
class Probe:
    """A closer look at the network after an epoch; epoch 0 is before the first step."""

    epoch: int
    layers: list[Layer]
    """None for epoch 0."""
    activations: list[Activation]
    num_rows: int
    step_ratio: float | None
    """How far the epoch's first step moved the weights, as a share of their norm."""


@dataclass(frozen=True)
class Steps:
    """The steps of one epoch."""

    epoch: int
    num_steps: int
    median_norm: float
    """Of the gradient, before clipping."""
    largest_norm: float
    num_clipped: int
    zero_run: int
    """Steps in a row until the epoch's end, earlier epochs included, whose gradients were all exactly 0."""
    is_frozen: bool
    """Not one bit of any weight changed in the epoch."""


@dataclass
class RunNumbers:
    """All that is known of one member's training until now."""

    spec: TrainSpec
    """Resolved, with the member's own seed."""
    member: int
    num_train: int
    num_validation: int
    steps_per_epoch: int
    base: float
    """The loss of the best constant answer on the training rows, weighted and smoothed as the run's loss is."""
    floor: float
    """The loss of answers that are right and sure: 0 unless labels are smoothed."""
    input_scale: float
    """Largest root mean square of an encoded column over sampled training rows."""
    asleep_share: float = 0.0
    """Of the planned steps: those whose rate the schedule holds under a thousandth of where it starts."""
    recurrent: str | None = None
    """Kind of the recurrent cells, whose inner activations cannot be seen."""
    history: list[EpochReport] = field(default_factory=list)
    steps: list[Steps] = field(default_factory=list)
    """Of the epochs that this attempt ran: a run that was killed has lost the earlier ones."""
    probes: list[Probe] = field(default_factory=list)
    best_epoch: int = 0
    has_ended: bool = False
    has_diverged: bool = False
    """A loss or a gradient stopped being a number in the epoch after the last."""

    @property
    def trained(self) -> list[EpochReport]:
        """Epochs after the first step."""
        return self.history[1:]

    @property
    def epochs(self) -> int:
        """Planned."""
        planned = self.spec.training.epochs
        return len(self.trained) if planned == "auto" else planned

    @property
    def rate(self) -> float:
        """The learning rate that the schedule starts from."""
        rate = self.spec.optimizer.learning_rate
        return math.nan if rate == "auto" else rate

    @property
    def lowest(self) -> float:
        """Training loss of the best trained epoch."""
        return min((report.train_loss for report in self.trained), default=math.inf)

    @property
    def room(self) -> float:
        """What there was to learn: from the base loss down to the floor. Thresholds are shares of it."""
        return self.base - self.floor

    @property
    def left(self) -> float:
        """Share of the room that training never took: 1 or more when nothing was learnt."""
        return self.left_at(self.lowest)

    def left_at(self, train_loss: float) -> float:
        """Share of the room above this loss."""
        return (train_loss - self.floor) / self.room if self.room > 0 else 0.0

    @property
    def learnt_nothing(self) -> bool:
        """The training loss never got below what a constant answer has, nor below where it began by luck."""
        start = min(1.0, self.left_at(self.history[0].train_loss))
        return self.left > start - (1.0 - NOTHING)
