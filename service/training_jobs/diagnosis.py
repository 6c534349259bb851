"""What is known of a training run: from its job's row, or before it was ever queued."""

from sqlalchemy.orm import Session

from classifier.findings.concern import concerning
from classifier.findings.ledger import Ledger, codes_of, run_codes
from classifier.findings.preflight import class_counts, preflight_checks
from classifier.spec.cost import Estimate
from classifier.spec.finding import Diagnosis, Severity
from classifier.spec.table import DatasetProfile
from classifier.spec.train import TrainSpec
from service.findings import report
from service.jobs.schemas import JobStatus
from service.training_jobs.schemas import JobFindings
from store.jobs import get_job
from store.tables import Dataset

NEEDS_A_RUN = "A dry run trains nothing, and this check needs a run."


def findings(tx: Session, job_id: str, severity: Severity | None, code: str | None) -> JobFindings:
    """What a job's checks have given so far. Raises: `NotFound`."""
    job = get_job(tx, job_id, "train")
    whole = report.of_job(job)
    shown = report.filtered(whole, severity, code)
    return JobFindings(
        object="findings",
        job_id=job.id,
        status=JobStatus(job.status),
        findings=shown.findings,
        findings_summary=report.summary(whole.findings),
        checks_passed=shown.checks_passed,
        checks_skipped=shown.checks_skipped,
    )


def dry_run(
    dataset: Dataset, profile: DatasetProfile, asked: TrainSpec, resolved: TrainSpec, size: Estimate
) -> Diagnosis:
    """What can be said of a run that would be accepted: by its data, and by its config alone."""
    ledger = Ledger()
    if resolved.diagnosis.enabled:
        features = [] if resolved.features == "auto" else resolved.features  # resolved: never "auto"
        ledger.adopt(concerning(report.of_dataset(dataset), profile.suggested_target, resolved.target, features))
        counts = class_counts(profile, resolved.target)
        # The memory of whichever worker will run it is not known here.
        ledger.take(preflight_checks(asked, resolved, size, class_counts=counts, memory_bytes=None))
        ledger.skip(codes_of("preflight", "step0", "training", "evaluation"), NEEDS_A_RUN)
    else:
        ledger.skip(run_codes(), "diagnosis.enabled is false.")
    return ledger.report()
