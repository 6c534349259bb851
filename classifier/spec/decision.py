"""From probabilities to labels: calibration, and how the threshold of two classes is chosen."""

from typing import Annotated, Literal

from pydantic import Field

from classifier.spec.base import FiniteFloat, Spec

Probability = Annotated[float, Field(gt=0.0, lt=1.0)]
Cost = Annotated[float, Field(ge=0.0, le=1e9, allow_inf_nan=False)]

Calibration = Literal["auto", "none", "temperature"]


class BestF1(Spec):
    """The threshold with the highest F1 of the second class on the validation rows."""

    objective: Literal["f1"] = "f1"


class BestBalancedAccuracy(Spec):
    """The threshold with the highest mean of both classes' recall on the validation rows."""

    objective: Literal["balanced_accuracy"] = "balanced_accuracy"


class LeastCost(Spec):
    """The threshold with the lowest mean cost on the validation rows; a right label costs nothing."""

    objective: Literal["cost"] = "cost"
    false_positive: Cost
    """Of calling a row of the first class the second."""
    false_negative: Cost
    """Of calling a row of the second class the first."""


class PrecisionAtLeast(Spec):
    """The threshold with the highest recall of the second class among those whose precision on the validation rows is
    `precision` or more; the one with the highest precision when none is."""

    objective: Literal["precision"] = "precision"
    precision: Probability


ThresholdObjective = Annotated[
    BestF1 | BestBalancedAccuracy | LeastCost | PrecisionAtLeast, Field(discriminator="objective")
]


class CalibrationReport(Spec):
    """Whether the logits of a model are divided by a temperature, and what that gained."""

    mode: Calibration
    """As asked for."""
    kept: bool
    """Whether the model divides its logits by `temperature`."""
    temperature: Annotated[float, Field(gt=0.0)]
    """Fitted on all validation rows; 1 when not kept. Above 1 it takes confidence away, below 1 it adds some."""
    log_loss_before: FiniteFloat
    """Mean over the validation rows of -ln p(label) at temperature 1, in nats."""
    log_loss_after: FiniteFloat | None
    """The same at a temperature, each row's fitted on folds without that row; null when none was fitted so, because
    `mode` is `none` or there are too few rows."""
    num_rows: int = Field(ge=1)
    """Validation rows."""


class ThresholdReport(Spec):
    """The threshold of a model of two classes, and what it gains on the rows it was chosen on."""

    objective: Literal["fixed", "f1", "balanced_accuracy", "cost", "precision"]
    """What it was chosen by; `fixed` was given as a number."""
    threshold: Probability
    """Probability of the second class from which it is the label."""
    value: FiniteFloat | None
    """On the validation rows: F1, balanced accuracy, mean cost of a row, or, for `precision`, the precision reached,
    which is below the one asked for when no threshold gives it. Null for `fixed`, and when all rows are of one class,
    which leaves the threshold at 0.5."""
    value_at_half: FiniteFloat | None
    """The same with threshold 0.5."""
    num_rows: int = Field(ge=1)
    """Validation rows."""
