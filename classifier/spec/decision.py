"""From probabilities to labels: calibration, and how the threshold of two classes is chosen."""

from typing import Annotated, Literal

from pydantic import Field

from classifier.spec.base import Spec

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
    """TEMP"""

    mode: Calibration
    kept: bool
    temperature: float = Field(gt=0)
    log_loss_before: float
    log_loss_after: float
    num_rows: int


class ThresholdReport(Spec):
    """TEMP"""

    objective: str
    threshold: float
    value: float | None
    value_at_half: float | None
    num_rows: int
