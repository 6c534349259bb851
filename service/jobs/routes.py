"""Jobs of any kind: what `training-jobs` and `scoring-jobs` share, profile jobs included."""

from typing import Annotated

from fastapi import APIRouter, Query, Response, status

from classifier.errors import DataInvalid, NotFound, SpecInvalid
from service.datasets.actions import DatasetFailed, DatasetNotReady
from service.dependencies import Blobs, QueueDep, ReadOnly, Settings, Storage, Transaction, require
from service.errors import IdempotencyKeyReused, problems
from service.idempotency import IdempotencyDep
from service.jobs import actions, lines, queue
from service.jobs.events import MAX_NUMBER
from service.jobs.kind import add_job_routes
from service.jobs.retry import FileGone, JobNotEnded, retry
from service.jobs.room import QueueFull
from service.jobs.schemas import JobId, JobKind, JobList, JobOut, JobStatus, LogList, QueueOut, RetryRequest
from service.pages import CursorInvalid, PageTooLarge, Paging
from service.routing import StrictRoute
from service.training_jobs.fixes import DatasetDeleted
from store.datasets import DatasetInUse

router = APIRouter(prefix="/v1/jobs", route_class=StrictRoute, tags=["jobs"])

StatusFilter = Annotated[JobStatus | None, Query(alias="status", description="Only jobs in this state.")]


@router.get("", dependencies=[require("train:read")], responses=problems(CursorInvalid, PageTooLarge))
def list_jobs(tx: ReadOnly, paging: Paging, kind: JobKind | None = None, status_filter: StatusFilter = None) -> JobList:
    """Jobs, newest first."""
    return actions.page(tx, None if kind is None else [kind], status_filter, paging)


add_job_routes(router, kind=None, noun="job", read="train:read", write="train:write")


@router.post(
    "/{job_id}/retry",
    status_code=status.HTTP_202_ACCEPTED,
    response_model=JobOut,
    dependencies=[require("train:write")],
    responses=problems(
        NotFound,
        JobNotEnded,
        DatasetDeleted,
        DatasetInUse,
        DatasetNotReady,
        DatasetFailed,
        FileGone,
        SpecInvalid,
        DataInvalid,
        QueueFull,
        IdempotencyKeyReused,
    ),
)
def retry_job(
    job_id: JobId,
    tx: Transaction,
    jobs_queue: QueueDep,
    blobs: Blobs,
    settings: Settings,
    idempotency: IdempotencyDep,
    body: RetryRequest | None = None,
) -> Response:
    """Queue an ended job again, a training with a changed spec where asked; `parent_id` names the job that it repeats."""
    patch = None if body is None else body.spec

    def make() -> Response:
        return actions.accepted(tx, retry(tx, job_id, patch, settings.limits, jobs_queue, blobs))

    return idempotency.once(tx, make)


@router.get("/{job_id}/logs", dependencies=[require("train:read")], responses=problems(NotFound))
def list_job_log_lines(
    job_id: JobId,
    tx: ReadOnly,
    tail: Annotated[int, Query(ge=1, le=1_000, description="Lines to answer with at most.")] = 200,
    after: Annotated[
        int | None, Query(ge=0, le=MAX_NUMBER, description="Only lines after this one; without it, the last ones.")
    ] = None,
) -> LogList:
    """What the job did and what its process said, as lines; the same as its events, in words."""
    return lines.tail(tx, job_id, tail) if after is None else lines.after(tx, job_id, after, tail)


queue_router = APIRouter(prefix="/v1/queue", route_class=StrictRoute, tags=["jobs"])


@queue_router.get("", dependencies=[require("train:read")], responses=problems())
def get_queue(tx: ReadOnly, database: Storage) -> QueueOut:
    """How many jobs wait, which go first, and who works on the others."""
    return queue.queue(tx, database)
