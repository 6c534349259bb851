"""A finding: one thing the data or a run says, with evidence and what to do."""

from enum import StrEnum
from typing import Any

from pydantic import JsonValue

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
    """JSON Patch (RFC 6902) on the TrainSpec, or null."""
