"""Rows that travel with a model, and what it must answer to them."""

from typing import Self

from pydantic import Field, JsonValue, model_validator

from classifier.spec.base import FiniteFloat, Spec


class Golden(Spec):
    """A few rows with their probabilities: whoever loads the model asks it for them before anyone else."""

    rows: list[dict[str, JsonValue]] = Field(min_length=1)
    """As a request would bring them; some of the training rows, and such with nothing or with a new category."""
    probabilities: list[list[FiniteFloat]]
    """Of each row and class, as torch computed them."""

    @model_validator(mode="after")
    def _one_answer_for_each_row(self) -> Self:
        if len(self.rows) != len(self.probabilities):
            raise ValueError(f"{len(self.rows)} rows have {len(self.probabilities)} answers")
        return self


class GraphReport(Spec):
    """Whether a model file holds a graph for ONNX Runtime."""

    kept: bool
    """Else torch serves the model."""
    why: str | None
    """Why it was left out; null when it was not."""
    difference: FiniteFloat | None
    """Largest between its probabilities and torch's, over the golden rows; null when it could not be run."""
