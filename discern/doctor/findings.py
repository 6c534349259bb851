"""A finding in the user's own process: the words of the service's catalogue, with no need of pydantic."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from classifier.findings.catalogue import loop
from classifier.findings.catalogue.kinds import KINDS


@dataclass(frozen=True)
class Finding:
    """One named observation with its numbers."""

    code: str
    """Stable dotted word, as the service has it."""
    severity: str
    """info, warning or error."""
    phase: str
    title: str
    explanation: str
    suggestion: str
    evidence: Mapping[str, Any]
    """The numbers behind it, thresholds included."""
    docs: str
    """The page about findings of this code, from the root of the repository."""

    def to_json(self) -> dict[str, Any]:
        """As `json.dumps` takes it."""
        return {**asdict(self), "evidence": dict(self.evidence)}


@dataclass(frozen=True)
class Skipped:
    """A check that was not made, and why: one sentence."""

    reason: str


Outcome = Finding | Skipped | None
"""What a check gives: what it found, why it was not made, or None when all is well."""


def make(
    code: str, evidence: Mapping[str, Any], *, severity: str | None = None, words: Mapping[str, str] | None = None
) -> Finding:
    """The finding `code`, its words filled in from `evidence` and from `words` that are no evidence.

    >>> make("data.missing", {"num_missing": 5, "share": 0.25, "num_rows": 20}, words={"column": "Area"}).title
    "25.0% of column 'Area' is missing"
    """
    kind = loop.KINDS.get(code) or KINDS[code]
    told = {"column": None, **evidence, **(words or {})}
    return Finding(
        code=code,
        severity=severity or kind.severity,
        phase=kind.phase,
        title=kind.title.format(**told),
        explanation=kind.explanation.format(**told),
        suggestion=kind.suggestion.format(**told),
        evidence=dict(evidence),
        docs=f"docs/findings/{code}.md",
    )
