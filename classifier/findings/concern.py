"""Which of a dataset's findings concern one run over it: a dataset is read before anybody says what to learn of it."""

from collections.abc import Collection

from classifier.findings.catalogue.data import TARGET_CODES
from classifier.spec.finding import Diagnosis, Finding, SkippedCheck

OTHER_TARGET = "The data was checked against another target than this run's."


def concerning(diagnosis: Diagnosis, target: str, features: Collection[str] | None) -> Diagnosis:
    """The dataset's diagnosis as far as it speaks of the columns of a run.

    `features` None: the run takes what the dataset offers, so that a column left out concerns it too.
    """

    def concerns(finding: Finding) -> bool:
        if finding.code in TARGET_CODES:
            return finding.column in (None, target)
        return finding.column is None or features is None or finding.column == target or finding.column in features

    kept = [finding for finding in diagnosis.findings if concerns(finding)]
    gone = {finding.code for finding in diagnosis.findings} - {finding.code for finding in kept}
    elsewhere = [SkippedCheck(code=code, reason=OTHER_TARGET) for code in sorted(gone & {*TARGET_CODES})]
    return Diagnosis(
        findings=kept,
        checks_passed=[*diagnosis.checks_passed, *sorted(gone - {*TARGET_CODES})],
        checks_skipped=[*diagnosis.checks_skipped, *elsewhere],
    )
