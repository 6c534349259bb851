"""A finding out of its kind's words and a check's numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from classifier.findings.catalogue.kinds import KINDS
from classifier.spec.finding import Finding, Phase, Severity, docs_of, finding_id


def make(
    code: str,
    evidence: Mapping[str, JsonValue],
    *,
    column: str | None = None,
    severity: Severity | None = None,
    fix: Sequence[Mapping[str, Any]] | None = None,
    words: Mapping[str, str] | None = None,
) -> Finding:
    """The finding `code` with its words filled in from `evidence`, `column` and `words` that are no evidence.

    Raises: `KeyError` for a code that the catalogue does not have, or for evidence that its words name.

    >>> found = make("data.missing", {"num_missing": 5, "share": 0.25, "num_rows": 20}, column="Area")
    >>> found.title, found.id == make("data.missing", found.evidence, column="Area").id
    ("25.0% of column 'Area' is missing", True)
    """
    kind = KINDS[code]
    told = {**evidence, **(words or {}), "column": column}
    return Finding(
        id=finding_id(code, column),
        code=code,
        severity=severity or Severity(kind.severity),
        phase=Phase(kind.phase),
        title=kind.title.format(**told),
        explanation=kind.explanation.format(**told),
        suggestion=kind.suggestion.format(**told),
        evidence=dict(evidence),
        column=column,
        fix=None if fix is None else [dict(change) for change in fix],
        docs=docs_of(code),
    )
