"""What an explanation is asked for and answers with."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from classifier.errors import Fault
from classifier.spec.attribution import BaselineKind, Method, Part
from classifier.spec.base import Label, Spec
from service.pages import Out
from service.predictions.schemas import AnswerHead, Columns, PredictRequest, Rows, one_of_two

USUAL_EVALUATIONS = 16_384
"""Rows of a small table's model in a few milliseconds; with 30 rows to compare with, every coalition of 9 columns."""


class ExplainRequest(Spec):
    """Rows to explain, as a prediction takes them: objects by column name, or an array for each column."""

    rows: Rows | None = None
    columns: Columns | None = None
    explained_class: Label | None = None
    """Whose log-odds are shared out; null is the second of two classes, and of more the one each row is labelled with."""
    max_evaluations: Annotated[int, Field(ge=64, le=2**17)] = USUAL_EVALUATIONS
    """Rows that may go through the model for each row explained: more make standard errors smaller. The fewest orders are
    walked in any case."""
    threshold: Annotated[float, Field(gt=0.0, lt=1.0)] | None = None
    """Two classes: probability of the second from which it is the label; null is the model's own."""
    decimals: Annotated[int, Field(ge=1, le=17)] | None = None
    """Round the probabilities to this many places; what is explained is not rounded."""
    on_invalid: Literal["fail", "skip"] = "fail"
    """Refuse all rows when one does not fit, or answer for the others."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        one_of_two(self.rows, self.columns)
        return self

    @property
    def prediction(self) -> PredictRequest:
        """The prediction of the same rows."""
        return PredictRequest.model_construct(
            rows=self.rows,
            columns=self.columns,
            threshold=self.threshold,
            decimals=self.decimals,
            on_invalid=self.on_invalid,
        )


class Attribution(Out):
    """What one column, or one part of a whole input, added."""

    column: str
    """Of a wide series, the first column of the span."""
    part: Part | None
    """Steps of a sequence or a patch of an image; null where the column is explained as one."""
    value: str | bool | int | float | None
    """As sent; null of a sequence or an image."""
    attribution: float
    """Added to the log-odds of the class; negative when it speaks against it."""
    standard_error: float
    """Of drawing orders at random; 0 where nothing was drawn."""


class RowExplanation(Out):
    """The answer for one row, and where it comes from."""

    row: int
    """0-based position in the request."""
    label: str
    label_index: int
    """Position of the label in `classes`."""
    probabilities: dict[str, float]
    """One for each class, as a prediction tells them."""
    warnings: list[str]
    """What had to be assumed: values filled in, categories never seen in training."""
    explained_class: str
    value: float
    """Log-odds of its probability p: log(p / (1 - p))."""
    base_value: float
    """Mean log-odds of the rows that it is compared with: `base_value` and all attributions sum to `value`."""
    attributions: list[Attribution]
    """The largest first, whatever their sign."""
    method: Method
    num_evaluations: int
    """Rows that went through the model for it."""


class Baseline(Out):
    """What the rows are compared with."""

    kind: BaselineKind
    num_rows: int
    """Training rows it is made of; 0 for a row of nothing."""


class ExplainAnswer(AnswerHead):
    """Predictions with their explanations, and what they rest on."""

    predictions: list[RowExplanation]
    baseline: Baseline
    errors: list[Fault]
    """With `on_invalid: skip`, why rows are left out."""
    ignored_columns: list[str]
    """Columns that were sent but that the model does not use."""
    timing_ms: float
    """Time spent on this request in the server, in milliseconds."""
