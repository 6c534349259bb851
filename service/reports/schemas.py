"""A version's report: numbers for charts."""

from typing import Literal

from classifier.spec.charts import Charts
from classifier.spec.report import Baselines, ClassReport
from service.pages import Out


class Confusion(Out):
    """Rows by class and by the label they were given, as the version was trained to decide."""

    part: Literal["test", "validation"]
    num_rows: int
    counts: list[list[int]]
    """`counts[i][j]`: rows of class i that were given label j, in the order of `classes`."""
    per_class: list[ClassReport]


class ReportOut(Out):
    """Everything that a page about a version draws; measured once, when it was published."""

    object: Literal["model_report"]
    model: str
    version: int
    classes: list[str]
    threshold: float | None
    """As trained; null with more than two classes."""
    confusion: Confusion
    charts: Charts | None
    """Curves, reliability, thresholds and importance of columns; null for versions from before they were measured."""
    baselines: Baselines | None
    """What simple answers reach on the test rows; null without any."""
    links: dict[str, str]
