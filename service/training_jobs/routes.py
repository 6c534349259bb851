"""Training jobs: start one, watch it, cancel it, read its curves."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response, status

from classifier.errors import DataInvalid, NotFound, SpecInvalid
from service.datasets.actions import DatasetFailed, DatasetNotReady
from service.dependencies import QueueDep, ReadOnly, Settings, Storage, Transaction, require
from service.errors import IdempotencyKeyReused, problems
from service.idempotency import IdempotencyDep
from service.jobs import actions as jobs
from service.jobs import events
from service.jobs.events import EVENT_RESPONSES, After, EventLimit, LastEventId
from service.jobs.room import QueueFull
from service.jobs.routes import StatusFilter
from service.jobs.schemas import EventList, JobId, JobList, JobOut
from service.pages import CursorInvalid, PageTooLarge, Paging
from service.routing import StrictRoute
from service.training_jobs import actions
from service.training_jobs.schemas import TrainingMetrics, TrainingRequest, Validation
from service.waiting import Wait
from store.jobs import JobTerminal

router = APIRouter(route_class=StrictRoute, tags=["training-jobs"])

_PATH = "/v1/training-jobs"


@router.post(
    _PATH,
    status_code=status.HTTP_202_ACCEPTED,
    response_model=JobOut,
    dependencies=[require("train:write")],
    responses=problems(
        NotFound, DatasetNotReady, DatasetFailed, SpecInvalid, DataInvalid, QueueFull, IdempotencyKeyReused
    ),
)
def create_training_job(
    body: TrainingRequest, tx: Transaction, queue: QueueDep, settings: Settings, idempotency: IdempotencyDep
) -> Response:
    """Queue one training run; it is checked in full before it is accepted."""
    return idempotency.once(tx, lambda: jobs.accepted(tx, actions.start(tx, body, settings.limits, queue)))


@router.post(
    f"{_PATH}:validate",
    dependencies=[require("train:write")],
    responses=problems(NotFound, DatasetNotReady, DatasetFailed),
)
def validate_training_job(body: TrainingRequest, tx: ReadOnly, settings: Settings) -> Validation:
    """What a training run would be: its resolved config and size, or what is wrong with it. Nothing is queued."""
    return actions.validate(tx, body, settings.limits)


@router.get(_PATH, dependencies=[require("train:read")], responses=problems(CursorInvalid, PageTooLarge))
def list_training_jobs(tx: ReadOnly, paging: Paging, status_filter: StatusFilter = None) -> JobList:
    """Training jobs, newest first."""
    return jobs.page(tx, ["train"], status_filter, paging)


@router.get(f"{_PATH}/{{job_id}}", dependencies=[require("train:read")], responses=problems(NotFound))
async def get_training_job(job_id: JobId, wait: Wait, database: Storage, request: Request) -> JobOut:
    """The state of a training job; with `wait`, once it has ended."""
    return await jobs.find_when_ended(database, job_id, "train", wait, request)


@router.get(
    f"{_PATH}/{{job_id}}/events",
    dependencies=[require("train:read")],
    responses={**problems(NotFound), **EVENT_RESPONSES},
    response_model=EventList,
)
async def list_training_job_events(
    job_id: JobId,
    database: Storage,
    request: Request,
    after: After = 0,
    limit: EventLimit = 100,
    last_event_id: LastEventId = None,
) -> EventList | Response:
    """What happened to the job: a list, or a stream that ends after the `done` event."""
    return await events.answer(
        database, job_id, "train", after=after, limit=limit, last_event_id=last_event_id, request=request
    )


@router.post(
    f"{_PATH}/{{job_id}}/cancel",
    status_code=status.HTTP_202_ACCEPTED,
    dependencies=[require("train:write")],
    responses=problems(NotFound, JobTerminal),
)
def cancel_training_job(job_id: JobId, database: Storage, queue: QueueDep) -> JobOut:
    """Ask the job to stop; it is `cancelling` until its process has gone. Its best checkpoint is kept."""
    return jobs.cancel(database, queue, job_id, "train")


@router.get(f"{_PATH}/{{job_id}}/metrics", dependencies=[require("train:read")], responses=problems(NotFound))
def get_training_job_metrics(
    job_id: JobId,
    tx: ReadOnly,
    max_points: Annotated[int, Query(ge=3, le=10_000, description="Epochs to answer with at most.")] = 1_000,
) -> TrainingMetrics:
    """Loss and accuracy of every epoch, the final measures, and the baselines beside them."""
    return actions.metrics(tx, job_id, max_points)
