"""From probabilities to labels: calibration, and how the threshold of two classes is chosen."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from classifier.errors import Fault, SpecInvalid
from classifier.spec.base import FiniteFloat, Label, Spec

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
    """Share of the rows called the second class that are of it."""


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


class DecisionSettings(Spec):
    """How probabilities become labels, kept apart from the weights; exactly one of the three is said."""

    threshold: Probability | None = None
    """Two classes: probability of the second from which it is the label."""
    per_class: (
        Annotated[
            dict[Label, Annotated[float, Field(gt=0.0, le=1.0)]],
            Field(min_length=2, examples=[{"Gonen": 0.3, "Jasmine": 0.7}]),
        ]
        | None
    ) = None
    """A threshold for every class: the label is the class whose probability is the largest multiple of its own."""
    cost_matrix: Annotated[list[list[Cost]], Field(min_length=2, examples=[[[0, 1], [5, 0]]])] | None = None
    """What each label costs, in the order of the model's classes: a row for each true class, a column for each label
    given. The label is the one of least expected cost."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        said = sum(value is not None for value in (self.threshold, self.per_class, self.cost_matrix))
        if said != 1:
            raise ValueError(f"say one of threshold, per_class and cost_matrix; {said} were said")
        return self

    def check(self, classes: Sequence[str]) -> None:
        """Raises: `SpecInvalid` when it does not fit a model of these classes."""
        if faults := _misfits(self, classes):
            raise SpecInvalid(f"the decision does not fit the model: {faults[0].message}", faults=faults[:100])


def _misfits(decision: DecisionSettings, classes: Sequence[str]) -> list[Fault]:
    count = len(classes)
    if decision.threshold is not None and count != 2:
        message = f"a threshold decides between two classes; this model has {count}"
        return [Fault(code="threshold_not_binary", message=message, pointer="/threshold")]
    if decision.per_class is not None:
        unknown = [label for label in decision.per_class if label not in set(classes)]
        missing = [label for label in classes if label not in decision.per_class]
        return [
            Fault(
                code="class_unknown",
                message="the model has no such class",
                pointer=f"/per_class/{_part(label)}",
                got=label,
            )
            for label in unknown
        ] + [
            Fault(code="class_missing", message=f"class {label!r} has no threshold", pointer="/per_class")
            for label in missing
        ]
    if decision.cost_matrix is not None:
        wanted = f"{count} x {count}"
        if len(decision.cost_matrix) != count:
            return [_shape(f"the matrix has {len(decision.cost_matrix)} rows, not {count}", "/cost_matrix", wanted)]
        return [
            _shape(f"row {row} has {len(costs)} costs, not {count}", f"/cost_matrix/{row}", wanted)
            for row, costs in enumerate(decision.cost_matrix)
            if len(costs) != count
        ]
    return []


def _shape(message: str, pointer: str, expected: str) -> Fault:
    return Fault(code="cost_matrix_shape", message=message, pointer=pointer, expected=expected)


def _part(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
