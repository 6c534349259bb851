"""A finding's fix, applied: the run again with the patched spec."""

from typing import Any

import jsonpatch
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from classifier.errors import Conflict, NotFound, SpecInvalid
from classifier.spec.finding import Finding
from classifier.spec.limits import Limits
from service.datasets.actions import usable
from service.faults import faults_of, summary
from service.training_jobs import actions
from service.training_jobs.schemas import TrainingRequest
from store.jobs import get_job
from store.queue import Queue
from store.tables import Job


class FindingWithoutFix(Conflict):
    """The finding has no fix that could be applied."""

    code = "finding_without_fix"
    hint = "Follow the finding's suggestion by hand; GET …/findings shows which ones have a fix."


class FindingAmbiguous(Conflict):
    """Several findings of the job have this code."""

    code = "finding_ambiguous"
    hint = "Name the finding by its id."


class DatasetDeleted(Conflict):
    """The job's dataset was deleted."""

    code = "dataset_deleted"
    hint = "Upload the data again and start a new job."


class DatasetReplaced(Conflict):
    """The dataset was read anew after the job, with other kinds or roles of its columns."""

    code = "dataset_replaced"
    hint = "Start a new job over the dataset as it is now; its findings may be others."


class FixOutdated(SpecInvalid):
    """The fix no longer fits the spec that the job was asked for."""

    hint = "Change the spec by hand as the finding's suggestion says, and start a new job."


def apply(tx: Session, job_id: str, finding_id: str, limits: Limits, queue: Queue) -> Job:
    """Queue the job's run again with a finding's fix; the job may still run.

    Raises: `NotFound`, `FindingWithoutFix`, `FindingAmbiguous`, `DatasetDeleted`, `DatasetReplaced`, `SpecInvalid`, and
    what `actions.start` raises.
    """
    job = get_job(tx, job_id, "train")
    finding = find(job, finding_id)
    if not finding.fix:
        raise FindingWithoutFix(f"no setting helps against {finding.code}: {finding.title}")
    _refuse_other_data(tx, job)
    return actions.start(tx, patched(job, finding), limits, queue, parent=job, applied=finding)


def find(job: Job, finding_id: str) -> Finding:
    """The finding of this id, or the only one of this code. Raises: `NotFound`, `FindingAmbiguous`."""
    findings = [Finding.model_validate(finding) for finding in job.findings or []]
    found = [finding for finding in findings if finding.id == finding_id]
    found = found or [finding for finding in findings if finding.code == finding_id]
    if not found:
        hint = f"GET /v1/training-jobs/{job.id}/findings lists what was found."
        raise NotFound(f"job {job.id} has no finding {finding_id!r}", hint=hint)
    if len(found) > 1:
        ids = ", ".join(finding.id for finding in found[:10])
        raise FindingAmbiguous(f"{len(found)} findings have the code {finding_id}: {ids}")
    return found[0]


def patched(job: Job, finding: Finding) -> TrainingRequest:
    """The job's request with the finding's fix. Raises: `FixOutdated`, `FindingWithoutFix` when it changes nothing."""
    try:
        spec = jsonpatch.apply_patch(job.spec["spec"], finding.fix or [])
    except (jsonpatch.JsonPatchException, jsonpatch.JsonPointerException) as error:
        raise FixOutdated(f"the fix of {finding.code} does not fit: {error}") from None
    if spec == job.spec["spec"]:
        raise FindingWithoutFix(f"job {job.id} was asked for what the fix of {finding.code} says")
    body = request_of(job, spec)
    try:
        return TrainingRequest.model_validate(body)
    except ValidationError as error:
        places = [{**place, "loc": ("body", *place["loc"])} for place in error.errors(include_url=False)]
        faults = faults_of(RequestValidationError(places, body=body))
        raise FixOutdated(summary(faults), faults=faults) from None


def request_of(job: Job, spec: dict[str, Any]) -> dict[str, Any]:
    """The body that a training job was made of, with this spec."""
    return {
        "dataset_id": job.dataset_id,
        "spec": spec,
        "model_name": job.spec["model_name"],
        "promote": job.spec.get("promote", True),
        "priority": job.priority,
        "max_seconds": job.max_seconds,
    }


def _refuse_other_data(tx: Session, job: Job) -> None:
    """Raises: `DatasetDeleted`, `DatasetReplaced`; and as `usable`, whose lock keeps the dataset as it is."""
    if job.dataset_id is None:
        raise DatasetDeleted(f"the dataset of job {job.id} was deleted")
    read_by = usable(tx, job.dataset_id, lock=True).profile_job_id
    read_at = tx.scalar(select(Job.seq).where(Job.id == read_by))
    if read_at is not None and read_at > job.seq:
        raise DatasetReplaced(f"dataset {job.dataset_id} was read anew by job {read_by} after job {job.id} was made")
