"""How findings are shown, of a dataset and of a training job alike."""

from enum import StrEnum
from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import Field

from classifier.spec.finding import Finding, Phase, Severity, SkippedCheck
from service.pages import Out, Page

FindingId = Annotated[
    str,
    Path(
        max_length=128,
        pattern=r"^[A-Za-z0-9_.]+$",
        description="Id of the finding, `fnd_…`, or its code where no other finding of the job has the same.",
    ),
]

LeastSeverity = Annotated[
    Severity | None, Query(alias="severity", description="Only findings of this severity or a worse one.")
]

Code = Annotated[
    str | None,
    Query(
        max_length=64,
        pattern=r"^[a-z0-9]+\.[a-z0-9_]+$",
        description="Only what is known of this check: findings, passed or skipped.",
        examples=["data.imbalance"],
    ),
]


class FindingsFormat(StrEnum):
    """What findings are written as."""

    json = "json"
    csv = "csv"


Format = Annotated[
    FindingsFormat | None,
    Query(alias="format", description="Goes before `Accept`. `csv` has the findings alone, a row each."),
]


class FindingsSummary(Out):
    """Findings by severity."""

    error: int
    warning: int
    info: int


class Findings(Out):
    """What checks gave: silence about a check is never a pass."""

    object: Literal["findings"]
    findings: list[Finding]
    """In the order in which they arose, as far as the filters let them through."""
    findings_summary: FindingsSummary
    """Of all findings, whatever the filters."""
    checks_passed: list[str]
    """Codes of checks that were made and found nothing."""
    checks_skipped: list[SkippedCheck]
    """Checks that were not made, or not yet, each with the reason."""


class FindingKind(Out):
    """One kind of finding; its texts are templates over the evidence, as Python's `str.format` fills them."""

    object: Literal["finding_kind"]
    code: str
    """`phase.word`, stable."""
    phase: Phase
    """When the check is made."""
    severity: Severity
    """The usual one; the numbers may speak for another."""
    title: Annotated[str, Field(examples=["{share:.1%} of column {column!r} is missing"])]
    explanation: str
    suggestion: str
    docs: str
    """The page about it, from the root of the repository."""


class FindingKinds(Page[FindingKind]):
    """Every kind of finding, in the order of the phases."""
