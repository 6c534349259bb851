"""What checks gave, between the values of the core and the columns of a job's or a dataset's row."""

from typing import Any

from classifier.spec.finding import Diagnosis
from store.tables import Dataset, Job


def diagnosis_of(row: Job | Dataset) -> Diagnosis | None:
    """What checks had given by the time the row was written; None before any."""
    if row.findings is None:
        return None
    checks = row.checks or {}
    return Diagnosis.model_validate(
        {
            "findings": row.findings,
            "checks_passed": checks.get("passed", []),
            "checks_skipped": checks.get("skipped", []),
        }
    )


def diagnosis_columns(diagnosis: Diagnosis) -> dict[str, Any]:
    """The same as columns of a job's or a dataset's row."""
    whole = diagnosis.model_dump(mode="json")
    checks = {"passed": whole["checks_passed"], "skipped": whole["checks_skipped"]}
    return {"findings": whole["findings"], "checks": checks}
