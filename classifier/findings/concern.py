"""Which of a dataset's findings concern one run over it: a dataset is read before anybody says what to learn of it."""

from collections.abc import Collection

from classifier.findings.catalogue.data import TARGET_CODES, WHY_NO_FEATURE
from classifier.spec.finding import Diagnosis, Finding, SkippedCheck

OTHER_TARGET = "The dataset was checked for another target; the run itself checks for its own."


def concerning(diagnosis: Diagnosis, profiled: str | None, target: str, features: Collection[str]) -> Diagnosis:
    """The dataset's diagnosis as far as it speaks of a run's columns; `profiled` is the target that it was made for."""
    elsewhere = frozenset(TARGET_CODES) if profiled != target else frozenset[str]()

    def concerns(finding: Finding) -> bool:
        used = finding.column is None or finding.column == target or finding.column in features
        return finding.code not in elsewhere and (used or finding.code in WHY_NO_FEATURE)

    kept = [finding for finding in diagnosis.findings if concerns(finding)]
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
