"""Jobs of any kind: what `training-jobs` and `scoring-jobs` share, profile jobs included."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response, status

from classifier.errors import NotFound
from service.dependencies import QueueDep, ReadOnly, Storage, require
from service.errors import problems
from service.jobs import actions, events
from service.jobs.events import EVENT_RESPONSES, After, EventLimit, LastEventId
from service.jobs.schemas import EventList, JobId, JobKind, JobList, JobOut, JobStatus
from service.pages import CursorInvalid, PageTooLarge, Paging
from service.routing import StrictRoute
from service.waiting import Wait
from store.jobs import JobTerminal

router = APIRouter(prefix="/v1/jobs", route_class=StrictRoute, tags=["jobs"])

StatusFilter = Annotated[JobStatus | None, Query(alias="status", description="Only jobs in this state.")]


@router.get("", dependencies=[require("train:read")], responses=problems(CursorInvalid, PageTooLarge))
def list_jobs(tx: ReadOnly, paging: Paging, kind: JobKind | None = None, status_filter: StatusFilter = None) -> JobList:
    """Jobs, newest first."""
    return actions.page(tx, None if kind is None else [kind], status_filter, paging)


@router.get("/{job_id}", dependencies=[require("train:read")], responses=problems(NotFound))
async def get_job(job_id: JobId, wait: Wait, database: Storage, request: Request) -> JobOut:
    """The state of a job; with `wait`, once it has ended."""
    return await actions.find_when_ended(database, job_id, None, wait, request)


@router.get(
    "/{job_id}/events",
    dependencies=[require("train:read")],
    responses={**problems(NotFound), **EVENT_RESPONSES},
    response_model=EventList,
)
async def list_job_events(
    job_id: JobId,
    database: Storage,
    request: Request,
    after: After = 0,
    limit: EventLimit = 100,
    last_event_id: LastEventId = None,
) -> EventList | Response:
    """What happened to the job: a list, or a stream that ends after the `done` event."""
    return await events.answer(
        database, job_id, None, after=after, limit=limit, last_event_id=last_event_id, request=request
    )


@router.post(
    "/{job_id}/cancel",
    status_code=status.HTTP_202_ACCEPTED,
    dependencies=[require("train:write")],
    responses=problems(NotFound, JobTerminal),
)
def cancel_job(job_id: JobId, database: Storage, queue: QueueDep) -> JobOut:
    """Ask the job to stop; it is `cancelling` until it has."""
    return actions.cancel(database, queue, job_id, None)
