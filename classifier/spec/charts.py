"""What a version's charts are drawn of: curves, bins and a table of thresholds, each of bounded size."""

from typing import Annotated, Literal

from pydantic import Field

from classifier.spec.base import FiniteFloat, Label, Spec

MAX_POINTS = 200  # of one curve: more than a chart has room for
MAX_CLASSES = 10  # with a curve; of more those with the most rows
MAX_CURVE_POINTS = 1_000  # of all curves of one kind: 10 KB of JSON

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Rows = Annotated[int, Field(ge=0)]


class Curve(Spec):
    """Of one class against the rest, from the strictest threshold to the laxest; of many points those evenly far apart."""

    label: Label
    num_rows: Rows
    """Rows of this class."""
    x: Annotated[list[Share], Field(max_length=MAX_POINTS)]
    """ROC: share of the other rows that are called the class. Precision-recall: the recall."""
    y: Annotated[list[Share], Field(max_length=MAX_POINTS)]
    """ROC: the recall. Precision-recall: the precision."""
    threshold: Annotated[list[Share], Field(max_length=MAX_POINTS)]
    """Probability of the class from which a row is called so."""


class ReliabilityBin(Spec):
    """Rows whose largest probability lies in one of 15 bins of equal width; empty bins are left out."""

    num_rows: Rows
    confidence: Share
    """Mean of the largest probability."""
    accuracy: Share
    """Share of rows in which that class is right."""


class ThresholdRow(Spec):
    """What one threshold of two classes does."""

    threshold: Share
    true_positive: Rows
    false_positive: Rows
    true_negative: Rows
    false_negative: Rows
    precision: Share
    """0 where nothing is called the second class."""
    recall: Share
    f1: Share
    accuracy: Share


class ColumnImportance(Spec):
    """How much worse the answers get when one column's values are dealt out among the rows anew."""

    column: str
    log_loss: FiniteFloat
    """Mean rise over the repeats, in nats; about 0 for a column that does not matter."""
    log_loss_std: FiniteFloat
    accuracy: FiniteFloat
    """Mean fall."""


class Importance(Spec):
    """Permutation importance of every input column."""

    num_rows: Rows
    repeats: Rows
    columns: list[ColumnImportance]
    """The most important first; empty when skipped."""
    skipped: str | None
    """Why it was not measured."""


class Charts(Spec):
    """Measured at the end of a run on rows that taught nothing to the networks that answered them."""

    part: Literal["test", "validation"]
    """`validation` without test rows: the rows that chose the epochs, out of fold with folds."""
    num_rows: Rows
    roc: Annotated[list[Curve], Field(max_length=MAX_CLASSES)]
    """Two classes: of the second. Classes without rows, or with all rows, have none."""
    precision_recall: Annotated[list[Curve], Field(max_length=MAX_CLASSES)]
    reliability: Annotated[list[ReliabilityBin], Field(max_length=15)]
    thresholds: list[ThresholdRow] | None
    """0, 0.01, ... 1 and the trained one, for a slider; null with more than two classes. Versions of before have 0.05, 0.10, ...
    0.95 and the trained one."""
    importance: Importance
