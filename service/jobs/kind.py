"""The routes that every kind of job has, written once: look at one, follow its events, cancel it."""

from fastapi import APIRouter, Request, Response, status

from classifier.errors import NotFound
from service.dependencies import QueueDep, Storage, require
from service.errors import problems
from service.jobs import actions, events
from service.jobs.events import EVENT_RESPONSES, After, EventLimit, LastEventId
from service.jobs.schemas import EventList, JobId, JobOut
from service.waiting import Wait
from store.jobs import JobTerminal


def add_job_routes(router: APIRouter, *, kind: str | None, noun: str, read: str, write: str) -> None:
    """Add `get_NOUN`, `list_NOUN_events` and `cancel_NOUN` below the router's path.

    `kind` None serves jobs of any kind; `read` and `write` are the scopes asked for.
    """

    @router.get("/{job_id}", name=f"get_{noun}", dependencies=[require(read)], responses=problems(NotFound))
    async def get_job(job_id: JobId, wait: Wait, database: Storage, request: Request) -> JobOut:
        """The state of a job; with `wait`, once it has ended."""
        return await actions.find_when_ended(database, job_id, kind, wait, request)

    @router.get(
        "/{job_id}/events",
        name=f"list_{noun}_events",
        dependencies=[require(read)],
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
            database, job_id, kind, after=after, limit=limit, last_event_id=last_event_id, request=request
        )

    @router.post(
        "/{job_id}/cancel",
        name=f"cancel_{noun}",
        status_code=status.HTTP_202_ACCEPTED,
        dependencies=[require(write)],
        responses=problems(NotFound, JobTerminal),
    )
    def cancel_job(job_id: JobId, database: Storage, queue: QueueDep) -> JobOut:
        """Ask the job to stop; it is `cancelling` until its process has gone. Its best checkpoint is kept."""
        return actions.cancel(database, queue, job_id, kind)
