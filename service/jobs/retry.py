"""An ended job once more: the same request over the data as it is now, or for a training with a changed spec."""

from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from sqlalchemy.orm import Session

from classifier.errors import Conflict, NotFound, SpecInvalid
from classifier.spec.limits import Limits
from service.datasets.actions import usable
from service.faults import faults_of, summary
from service.jobs.room import refuse_when_full
from service.training_jobs import actions as trainings
from service.training_jobs.fixes import DatasetDeleted, request_of
from service.training_jobs.schemas import TrainingRequest
from store.blobs import BlobStore
from store.datasets import get_dataset, override_columns
from store.jobs import create_job, get_job
from store.models import get_version, lock_model
from store.queue import Queue
from store.tables import TERMINAL, Job


class JobNotEnded(Conflict):
    """The job has not ended, and can be repeated only then."""

    code = "job_not_ended"
    hint = "Wait for it with ?wait=30, or cancel it."


class FileGone(Conflict):
    """The file that was sent for the job is no longer kept."""

    code = "file_gone"
    hint = "Send the file again."


def retry(
    tx: Session, job_id: str, patch: dict[str, Any] | None, limits: Limits, queue: Queue, blobs: BlobStore
) -> Job:
    """Queue the job again; `patch` is a JSON merge patch for a training's spec.

    Raises: `NotFound`, `JobNotEnded`, `DatasetDeleted`, `FileGone`, `SpecInvalid`, `QueueFull`, and what starting such a job raises.
    """
    job = get_job(tx, job_id)
    if job.status not in TERMINAL:
        raise JobNotEnded(f"job {job.id} is {job.status}")
    if job.kind != "train" and patch is not None:
        raise SpecInvalid(f"job {job.id} is a {job.kind} job; only the spec of a training can be changed")
    if job.kind == "train":
        return trainings.start(tx, _training(job, patch), limits, queue, parent=job)
    refuse_when_full(tx, limits)
    return _profile(tx, job, queue) if job.kind == "profile" else _score(tx, job, queue, blobs)


def merged(target: Any, patch: Any) -> Any:
    """`target` with a JSON merge patch (RFC 7396): objects are merged, null removes, anything else replaces.

    >>> merged({"a": {"b": 1, "c": 2}, "d": [3]}, {"a": {"b": None, "c": 4}, "d": [5, 6]})
    {'a': {'c': 4}, 'd': [5, 6]}
    """
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


def _training(job: Job, patch: dict[str, Any] | None) -> TrainingRequest:
    if job.dataset_id is None:
        raise DatasetDeleted(f"the dataset of job {job.id} was deleted")
    body = request_of(job, merged(job.spec["spec"], patch or {}))
    try:
        return TrainingRequest.model_validate(body)
    except ValidationError as error:
        places = [{**place, "loc": ("body", *place["loc"])} for place in error.errors(include_url=False)]
        faults = faults_of(RequestValidationError(places, body=body))
        raise SpecInvalid(summary(faults), faults=faults) from None


def _profile(tx: Session, job: Job, queue: Queue) -> Job:
    if job.dataset_id is None:
        raise DatasetDeleted(f"the dataset of job {job.id} was deleted")
    dataset = override_columns(tx, get_dataset(tx, job.dataset_id), {}, queue, parent_id=job.id)
    return get_job(tx, dataset.profile_job_id or "")


def _score(tx: Session, job: Job, queue: Queue, blobs: BlobStore) -> Job:
    lock_model(tx, job.spec["model"], shared=True)  # until the job is there, the version is not deleted
    get_version(tx, job.spec["model"], job.spec["version"])
    if (sent := job.spec.get("source_sha256")) is not None:
        try:
            blobs.size(sent)
        except NotFound:
            raise FileGone(f"the file of job {job.id} is no longer kept") from None
    elif job.dataset_id is None:
        raise DatasetDeleted(f"the dataset of job {job.id} was deleted")
    else:
        usable(tx, job.dataset_id, lock=True)
    return create_job(
        tx,
        kind="score",
        spec=job.spec,
        dataset_id=job.dataset_id,
        priority=job.priority,
        max_seconds=job.max_seconds,
        parent_id=job.id,
        queue=queue,
    )
