"""How the counts of a model's served rows are shown, and what follows from them."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Query

from classifier.spec.finding import Finding, SkippedCheck
from service.pages import Out

DAY_SECONDS = 86_400

WindowSeconds = Annotated[
    int,
    Query(
        ge=1,
        le=366 * DAY_SECONDS,
        description="Rows of the last so many seconds; whole windows of the server's `drift_window_seconds`.",
    ),
]


class ServingFindings(Out):
    """What the rows of a time say of one model version."""

    object: Literal["serving_findings"]
    model: str
    version: int
    window_seconds: int
    """Asked for."""
    since: datetime | None
    """Where the first window with rows begins; null without any."""
    rows: int
    """Answered."""
    refused: int
    """Rows that did not fit the model's input."""
    findings: list[Finding]
    checks_passed: list[str]
    """Codes of checks that were made and found nothing."""
    checks_skipped: list[SkippedCheck]


class ColumnMonitoring(Out):
    """One column, or one measure of a column of sequences."""

    column: str
    measure: str
    """`value`, `category`, `days`, `steps`, or `mean of channel 0`."""
    bins: list[str]
    reference: list[int]
    """Training rows of each bin."""
    counts: list[int]
    """Answered rows of each bin."""
    out_of_range: int
    """Rows below the least or above the largest number of the training rows; 0 for categories."""
    psi: float | None
    """Population stability index; null without rows."""
    js: float | None
    """Jensen-Shannon divergence in bits; null without rows."""
    chance: float | None
    """The PSI that samples of these sizes have by chance."""


class ShadowAgreement(Out):
    """How far the shadow agrees with one version that answered, over rows that both could read."""

    version: int
    """The one that answered."""
    rows: int
    agreed: int
    """Rows with the same label, each by its version's own decision settings, whatever threshold the request asked for."""
    agreement: float | None
    """The share of them; null without rows."""
    mean_probability_difference: float | None
    """Mean absolute difference of the answered label's probability; null without rows."""


class ShadowMonitoring(Out):
    """Rows that a version was only shown, as the shadow of an alias; other versions answered them."""

    since: datetime | None
    """Where the first window with such rows begins."""
    rows: int
    refused: int
    faults: dict[str, int]
    labels: dict[str, int]
    """What it would have answered."""
    probabilities: list[int]
    agreement: list[ShadowAgreement]
    """One for each version that answered."""


class ServingMonitoring(Out):
    """The counts of one model version over a time; no value of any row is kept."""

    object: Literal["serving_monitoring"]
    model: str
    version: int
    window_seconds: int
    since: datetime | None
    rows: int
    refused: int
    unknown_columns: int
    """Rows sent together with a column that the training table did not have."""
    faults: dict[str, int]
    """Refused rows by the code of their first fault."""
    labels: dict[str, int]
    """Answered rows by label, by the model's own threshold."""
    reference_labels: dict[str, int] | None
    """Rows that the model was measured on, by label; null when every row has taught some of its networks."""
    probabilities: list[int]
    """Answered rows by probability, of the second class of two, else of the likeliest, in 10 equal bins."""
    reference_probabilities: list[int] | None
    columns: list[ColumnMonitoring]
    """Empty for a version that was published before its training rows were summarized."""
    not_compared: dict[str, str]
    """Columns that are not counted, with the reason."""
    shadow: ShadowMonitoring
    """Counted apart, and in none of the numbers above."""
