"""What training rows looked like and what the model said of rows it had not learnt from: what serving is compared with."""

from typing import Annotated, Literal

from pydantic import Field

from classifier.spec.base import ColumnName, FiniteFloat, Spec

Counts = Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=1)]


Measure = Literal["value", "days", "steps", "mean"]
"""The cell itself, days since 1970-01-01, steps of a sequence, or the mean over the steps of one channel."""


class NumberReference(Spec):
    """A number that each row has: a column's value or time, or how long a sequence is and the mean of a channel."""

    kind: Literal["number"] = "number"
    column: ColumnName
    measure: Measure = "value"
    channel: int = Field(default=0, ge=0)
    """Of `mean`."""
    edges: list[FiniteFloat]
    """Rising; bin i holds `edges[i - 1] <= x < edges[i]`. None for a time, of which only the range is kept."""
    minimum: FiniteFloat
    maximum: FiniteFloat
    counts: Counts
    """Rows of each bin, then those without a value, those below the minimum and those above the maximum."""

    @property
    def num_bins(self) -> int:
        """Bins, the one of missing values included."""
        return len(self.edges) + 2

    @property
    def num_counts(self) -> int:
        """Length of `counts`."""
        return len(self.edges) + 4


class CategoryReference(Spec):
    """Which category each row has."""

    kind: Literal["category"] = "category"
    column: ColumnName
    levels: list[str]
    """The most frequent categories."""
    singles: int = Field(ge=0)
    """Categories that one training row had: so many in a share of the rows to come are new by chance alone (Good 1953)."""
    counts: Counts
    """Rows of each of `levels`, then of other known categories, of categories never seen, and without a value."""

    @property
    def num_bins(self) -> int:
        """Bins, those of other, unseen and missing categories included."""
        return len(self.levels) + 3

    @property
    def num_counts(self) -> int:
        """Length of `counts`."""
        return self.num_bins


ColumnReference = Annotated[NumberReference | CategoryReference, Field(discriminator="kind")]


class PredictionReference(Spec):
    """What the model said of rows that none of its networks was trained on."""

    num_rows: int = Field(ge=1)
    parts: list[Literal["validation", "test"]]
    """Where the rows are from; with folds the test part alone, for every other row has taught some network."""
    labels: Counts
    """Rows by label, in the order of the classes, by the model's own threshold."""
    probabilities: Counts
    """Rows by probability: of the second class of two, else of the likeliest, in bins of equal width."""


class Reference(Spec):
    """What serving is compared with."""

    num_rows: int = Field(ge=1)
    """Training rows."""
    columns: list[ColumnReference]
    not_compared: dict[str, str]
    """Columns that nothing is kept of, with the reason."""
    predictions: PredictionReference | None
    """None when every row has taught some network."""

    @property
    def num_counts(self) -> int:
        """Counts of all columns together."""
        return sum(column.num_counts for column in self.columns)


def probability_bounds(num_classes: int) -> tuple[float, float]:
    """Between which the probability that is counted lies.

    >>> probability_bounds(2), probability_bounds(4)
    ((0.0, 1.0), (0.25, 1.0))
    """
    return (0.0, 1.0) if num_classes == 2 else (1.0 / num_classes, 1.0)
