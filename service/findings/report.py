"""What checks gave, read off a row: findings, passes, and for every other check why nothing is known of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from classifier.findings.ledger import NOT_REACHED, codes_of, run_codes
from classifier.spec.finding import Diagnosis, Finding, Severity, SkippedCheck
from service.findings.schemas import FindingsSummary
from store.diagnosis import diagnosis_of
from store.tables import TERMINAL, Dataset, Job

NOT_YET = "The run has not come to this check yet."
NEVER_BEGAN = "The run ended before it began."
NOTHING_KEPT = "The run ended before the outcome of any check was kept."
NOT_KEPT = "This was made by a version of Discern that did not keep which checks it made."
NEWER = "This check is newer than the run."

_RANK = {Severity.info: 0, Severity.warning: 1, Severity.error: 2}


def of_job(job: Job) -> Diagnosis:
    """What the checks of a training job have given so far."""
    stored = diagnosis_of(job)
    if stored is not None and job.checks is not None:
        if job.status not in TERMINAL:
            stored = _still_running(stored)
        return _completed(stored, run_codes(), NEWER)
    if job.status not in TERMINAL:
        reason = NOT_YET
    elif stored is not None:
        reason = NOT_KEPT
    else:
        reason = NOTHING_KEPT if job.attempt else NEVER_BEGAN
    return _completed(stored, run_codes(), reason)


def of_dataset(dataset: Dataset) -> Diagnosis:
    """What the checks of a dataset's profile gave."""
    reason = NOT_KEPT if dataset.checks is None else NEWER
    return _completed(diagnosis_of(dataset), codes_of("data"), reason)


def filtered(diagnosis: Diagnosis, severity: Severity | None, code: str | None) -> Diagnosis:
    """The findings of at least this severity; with `code` only what is known of that check."""
    least = _RANK[severity] if severity is not None else 0
    return Diagnosis(
        findings=[f for f in diagnosis.findings if _RANK[f.severity] >= least and code in (None, f.code)],
        checks_passed=[passed for passed in diagnosis.checks_passed if code in (None, passed)],
        checks_skipped=[skipped for skipped in diagnosis.checks_skipped if code in (None, skipped.code)],
    )


def summary(findings: Iterable[Finding | Mapping[str, Any]]) -> FindingsSummary:
    """Findings by severity; as values, or as a row holds them."""
    counts = Counter(str(f.severity if isinstance(f, Finding) else f.get("severity")) for f in findings)
    return FindingsSummary(error=counts["error"], warning=counts["warning"], info=counts["info"])


def _still_running(stored: Diagnosis) -> Diagnosis:
    told = [
        skipped.model_copy(update={"reason": NOT_YET}) if skipped.reason == NOT_REACHED else skipped
        for skipped in stored.checks_skipped
    ]
    return stored.model_copy(update={"checks_skipped": told})


def _completed(stored: Diagnosis | None, expected: list[str], reason: str) -> Diagnosis:
    """`stored` with every expected check that it does not speak of as skipped for `reason`."""
    found = stored or Diagnosis(findings=[], checks_passed=[], checks_skipped=[])
    known = {finding.code for finding in found.findings} | set(found.checks_passed)
    known |= {skipped.code for skipped in found.checks_skipped}
    unknown = [SkippedCheck(code=code, reason=reason) for code in expected if code not in known]
    return found.model_copy(update={"checks_skipped": [*found.checks_skipped, *unknown]})
