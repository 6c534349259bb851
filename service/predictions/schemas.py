"""What a prediction is asked for and answers with."""

from typing import Annotated, Literal

from pydantic import Field

from classifier.errors import Fault
from classifier.spec.base import ColumnName, Spec
from service.pages import Out

Cell = str | bool | int | float | None


class PredictRequest(Spec):
    """Rows to classify, as objects by column name."""

    rows: Annotated[list[dict[ColumnName, Cell]], Field(min_length=1)]
    """Extra columns are ignored and listed; null is a missing value; an absent column is an error."""
    threshold: Annotated[float, Field(gt=0.0, lt=1.0)] | None = None
    """Two classes: probability of the second from which it is the label; null is the model's own."""
    decimals: Annotated[int, Field(ge=1, le=17)] | None = None
    """Round the probabilities to this many places."""
    on_invalid: Literal["fail", "skip"] = "fail"
    """Refuse all rows when one does not fit, or answer for the others."""


class PredictOptions(Spec):
    """The options of a prediction whose body is a file; in the query."""

    threshold: Annotated[float, Field(gt=0.0, lt=1.0)] | None = None
    decimals: Annotated[int, Field(ge=1, le=17)] | None = None
    on_invalid: Literal["fail", "skip"] = "fail"
    delimiter: Literal[",", ";", "\t", "|"] = ","
    """Between the fields of a CSV body."""


class RowPrediction(Out):
    """The answer for one row."""

    row: int
    """0-based position in the request."""
    label: str
    label_index: int
    """Position of the label in `classes`."""
    probabilities: dict[str, float]
    """One for each class; they sum to 1."""
    warnings: list[str]
    """What had to be assumed: values filled in, categories never seen in training."""


class PredictAnswer(Out):
    """The answers, and what they rest on."""

    request_id: str
    model: str
    version: int
    threshold: float | None
    """Two classes: probability of the second from which it was the label; null for more."""
    calibrated: bool
    """Whether the probabilities were recalibrated after training."""
    classes: list[str]
    predictions: list[RowPrediction]
    errors: list[Fault]
    """With `on_invalid: skip`, why rows are left out."""
    ignored_columns: list[str]
    """Columns that were sent but that the model does not use."""
    timing_ms: float
    """Time spent on this request in the server, in milliseconds."""
