"""What a watcher saw, as plain numbers: all that the checks know."""

from collections import Counter
from dataclasses import dataclass, field
from math import inf


@dataclass
class LossNotes:
    """What one kind of loss was given in training, over the batches looked at."""

    name: str
    """As torch calls it, e.g. `cross_entropy`."""
    num_looks: int = 0
    num_values: int = 0
    lowest: float = inf
    highest: float = -inf
    num_classes: int = 1
    num_of_one_output: int = 0
    """Looks at which the axis of the classes had length 1."""
    num_distributions: int = 0
    """Looks at which every row lay within 0..1 and summed to 1."""
    num_log_distributions: int = 0
    """Looks at which the exponentials of most rows summed to 1."""
    num_rounded: int = 0
    operations: Counter[str] = field(default_factory=Counter)
    """What made the input, by looks."""
    num_targets: int = 0
    sum_targets: float = 0.0
    loss_sum: float = 0.0
    loss_lowest: float = inf
    num_losses: int = 0
    weighted: bool = False
    """The loss weighs classes or smooths labels, so that its floors are other ones."""


@dataclass
class GradientNotes:
    """Gradients after the steps looked at."""

    num_steps: int = 0
    num_looks: int = 0
    num_zero: int = 0
    """Looks at which all gradients were exactly zero."""
    num_missing: int = 0
    """Looks at which no parameter had a gradient."""
    zero_run: int = 0
    """Looks at the end at which all were zero or missing."""
    num_with_history: int = 0
    """Training losses through which a gradient can flow."""
    num_without_history: int = 0
    num_interval_looks: int = 0
    num_uncleared: int = 0
    num_backwards: int = 0
    last_loss: float | None = None


@dataclass
class WeightNotes:
    """Which parameters are trained, and whether they move."""

    num_parameters: int = 0
    """Parameter tensors of the model that want a gradient."""
    num_held: int | None = None
    """Of these, tensors that the optimizer holds; None without an optimizer."""
    num_looks: int = 0
    moved: bool = False
    """A weight looked at differs from what it was before the first step."""


@dataclass
class RateNotes:
    """The learning rate before every step: the largest over the groups."""

    num_steps: int = 0
    first: float = 0.0
    last: float = 0.0
    largest: float = 0.0
    num_changes: int = 0
    num_dead: int = 0
    """Steps below `DEAD_RATE` of the largest rate before them."""
    first_dead_step: int | None = None
    epochs_before_dead: int = 0
    dead_now: bool = False
    scheduler: str | None = None


@dataclass
class InputNotes:
    """The model's first floating-point input in training, over the batches looked at."""

    num_looks: int = 0
    num_rows: int = 0
    num_features: int = 0
    sum_squares: list[float] = field(default_factory=list)
    """Mean squares of each column of a table, or one of the whole, summed over the looks."""
    normalized_inside: bool = False
    """The first layer with weights is a normalization, or the inputs go through none."""


@dataclass
class FiniteNotes:
    """Numbers that are not finite."""

    num_looks: int = 0
    num_inputs: int = 0
    first_input_step: int = 0
    num_losses: int = 0
    first_loss_step: int = 0
    last_loss_finite: bool = True


@dataclass(frozen=True)
class Evaluated:
    """One evaluation that has ended."""

    losses: tuple[float, ...]
    rows: tuple[int, ...]
    last_only: bool
    """Only the last batch's loss was ever read; the others are gone."""
    reported: float | None
    """The number that the user believes to be the loss."""


@dataclass
class EvaluationNotes:
    """What happened in evaluations."""

    phases: list[Evaluated] = field(default_factory=list)
    """At most the last 100."""
    num_phases: int = 0
    num_losses: int = 0
    num_in_training_mode: int = 0
    """Losses without gradients of a model that was in training mode."""
    num_argmax: int = 0
    num_argmax_of_one: int = 0
    axis_of_one: int = 0
    rows_of_one: int = 0
    num_left_torch: int = 0
    """Outputs of width 1 that went to NumPy or to lists, where nothing can be seen."""
    output_width: int | None = None


@dataclass
class ModeNotes:
    """In which mode steps were made."""

    has_mode_layers: bool = False
    """The model has dropout or batch normalization, which act by mode."""
    num_steps_training: int = 0
    eval_run: int = 0
    """Steps at the end that were made in evaluation mode."""
    steps_until_eval: int = 0


@dataclass
class Notes:
    """All that was seen."""

    losses: dict[str, LossNotes] = field(default_factory=dict)
    gradients: GradientNotes = field(default_factory=GradientNotes)
    weights: WeightNotes = field(default_factory=WeightNotes)
    rates: RateNotes = field(default_factory=RateNotes)
    inputs: InputNotes = field(default_factory=InputNotes)
    finite: FiniteNotes = field(default_factory=FiniteNotes)
    evaluation: EvaluationNotes = field(default_factory=EvaluationNotes)
    modes: ModeNotes = field(default_factory=ModeNotes)
    num_batches: int = 0
    """Training batches."""
    num_short_batches: int = 0
    """Training batches with fewer rows than the first: ends of epochs."""
    interrupted: str | None = None
    """The exception that ended the watch."""
    failures: Counter[str] = field(default_factory=Counter)
    """What the doctor itself could not do; it never disturbs the loop."""

    @property
    def num_epochs(self) -> int:
        """Epochs that have ended, by evaluations or by short batches; 0 when neither tells, as one test at the end."""
        ended = max(self.evaluation.num_phases, self.num_short_batches)
        return ended if ended > 1 else 0
