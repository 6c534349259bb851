"""A finding: one thing the data or a run says, with evidence and what to do."""

from enum import StrEnum
from hashlib import sha256
from typing import Any

from pydantic import JsonValue, model_validator

from classifier.spec.base import Spec


class Severity(StrEnum):
    """How much a finding matters."""

    info = "info"
    warning = "warning"
    error = "error"


class Phase(StrEnum):
    """When a finding was made."""

    data = "data"
    preflight = "preflight"
    step0 = "step0"
    training = "training"
    evaluation = "evaluation"
    serving = "serving"


class Finding(Spec):
    """One named observation with its numbers, and a fix where one is known."""

    id: str
    """The same whenever the same code speaks of the same column; unique within a run or a dataset."""
    code: str
    """Stable dotted word, e.g. `data.id_like_column`."""
    severity: Severity
    phase: Phase
    title: str
    explanation: str
    suggestion: str
    evidence: dict[str, JsonValue]
    """The numbers behind it."""
    column: str | None = None
    """The column it speaks of, if one."""
    fix: list[dict[str, Any]] | None = None
    """JSON Patch (RFC 6902) on the TrainSpec that the job was asked for, or null."""
    docs: str
    """The page about findings of this code, from the root of the repository."""

    @model_validator(mode="before")
    @classmethod
    def _of_an_earlier_version(cls, said: Any) -> Any:
        """Findings that version 0.1 stored have neither id nor docs."""
        if isinstance(said, dict) and "code" in said and "id" not in said:
            code = str(said["code"])
            return {"id": finding_id(code, said.get("column")), "docs": docs_of(code), **said}
        return said


def finding_id(code: str, column: str | None) -> str:
    """The same for the same code and column: a run says a thing once, also when it was killed and goes on."""
    return "fnd_" + sha256(f"{code}\0{column or ''}".encode()).hexdigest()[:16]


def docs_of(code: str) -> str:
    """The page about a code, from the root of the repository."""
    return f"docs/findings/{code}.md"


class SkippedCheck(Spec):
    """A check that was not made."""

    code: str
    reason: str
    """One sentence."""


class Diagnosis(Spec):
    """What checks gave: silence about a code is never a pass."""

    findings: list[Finding]
    """In the order in which they arose."""
    checks_passed: list[str]
    """Codes of checks that were made and found nothing."""
    checks_skipped: list[SkippedCheck]
