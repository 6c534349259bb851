"""Which of a dataset's findings concern one run over it: a dataset is read before anybody says what to learn of it."""

from collections.abc import Sequence

from classifier.findings.catalogue.data import TARGET_CODES, WHY_NO_FEATURE
from classifier.findings.data.without import without
from classifier.spec.finding import Diagnosis, Finding, Severity, SkippedCheck

OTHER_TARGET = "The dataset was checked for another target; the run itself checks for its own."


def concerning(diagnosis: Diagnosis, profiled: str | None, target: str, features: Sequence[str]) -> Diagnosis:
    """The dataset's diagnosis as far as it speaks of a run's columns; `profiled` is the target that it was made for."""
    elsewhere = frozenset(TARGET_CODES) if profiled != target else frozenset[str]()

    def concerns(finding: Finding) -> Finding | None:
        return None if finding.code in elsewhere else for_run(finding, target, features)

    kept = [found for finding in diagnosis.findings if (found := concerns(finding)) is not None]
    gone = {finding.code for finding in diagnosis.findings} - {finding.code for finding in kept}
    passed = [*diagnosis.checks_passed, *sorted(gone)]
    return Diagnosis(
        findings=kept,
        checks_passed=[code for code in passed if code not in elsewhere],
        checks_skipped=[
            *diagnosis.checks_skipped,
            *(SkippedCheck(code=code, reason=OTHER_TARGET) for code in passed if code in elsewhere),
        ],
    )


def for_run(finding: Finding, target: str, features: Sequence[str]) -> Finding | None:
    """A finding of the profile as a run should hear of it, or None when it is not about this run."""
    used = finding.column is None or finding.column in features or finding.column == target
    if finding.code == "data.id_like_column" and finding.column is not None and finding.column in features:
        return finding.model_copy(update={"severity": Severity.warning, "fix": without(features, [finding.column])})
    if finding.code == "data.duplicate_column":
        return finding if used and finding.evidence["same_as"] in (*features, target) else None
    lost = finding.code == "data.type_ambiguous" and finding.severity is not Severity.info
    return finding if used or lost or finding.code in WHY_NO_FEATURE else None
