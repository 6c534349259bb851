"""A job's events, as a JSON list or as a stream that replays and follows."""

import json
import time
from collections.abc import AsyncIterator
from typing import Annotated

import anyio
from anyio import to_thread
from fastapi import Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from service.jobs.actions import public_result
from service.jobs.schemas import EventList, EventOut
from service.waiting import pointless
from store.jobs import events_after, get_job
from store.session import Database
from store.tables import TERMINAL, JobEvent

POLL_SECONDS = 0.2
KEEP_ALIVE_SECONDS = 10.0  # proxies close a connection that is silent for longer, often after 30 or 60 s
RETRY_MILLISECONDS = 1000

_BATCH = 500
MAX_NUMBER = 2**31 - 1

After = Annotated[int, Query(ge=0, le=MAX_NUMBER, description="Only events with a higher number.")]
EventLimit = Annotated[int, Query(ge=1, le=_BATCH, description="Events in the list; a stream has no limit.")]
LastEventId = Annotated[
    str | None,
    Header(
        max_length=64,
        description="Number of the last event seen, as an EventSource sends it; goes before `after`. "
        "What is no number is taken as never having seen any.",
    ),
]

EVENT_RESPONSES: dict[int | str, dict[str, object]] = {
    200: {
        "description": "A list, or a stream where `Accept` asks for `text/event-stream`.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    },
    204: {"description": "The stream has nothing more to say: the job has ended and its last event was seen."},
}


async def answer(
    database: Database,
    job_id: str,
    kind: str | None,
    *,
    after: int,
    limit: int,
    last_event_id: str | None,
    request: Request,
) -> EventList | Response:
    """The events in the form that the client asked for. Raises: `NotFound`."""
    if "text/event-stream" not in request.headers.get("accept", "").lower():
        return await to_thread.run_sync(_page, database, job_id, kind, after, limit)
    if last_event_id is not None:
        # A browser's own reconnection keeps the URL, `?after=` included, and adds the header: the header is newer.
        after = int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() else 0
        after = min(after, MAX_NUMBER)
    events, ended = await to_thread.run_sync(_read, database, job_id, kind, after)
    if ended and not events:
        return Response(status_code=204)  # tells an EventSource not to connect again
    return StreamingResponse(
        _stream(database, job_id, after, request),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _stream(database: Database, job_id: str, after: int, request: Request) -> AsyncIterator[str]:
    yield f"retry: {RETRY_MILLISECONDS}\n\n"
    spoken = time.monotonic()
    while not await pointless(request):
        events, ended = await to_thread.run_sync(_read, database, job_id, None, after)
        if events:
            # A batch at once: one by one, 10,000 epochs took three times as long.
            yield "".join(frame(event) for event in events)
            after = events[-1].id
            if events[-1].type == "done":  # always a job's last
                return
            spoken = time.monotonic()
            continue  # there may be more than one batch to replay
        if ended:
            return
        if time.monotonic() - spoken >= KEEP_ALIVE_SECONDS:
            yield ": keep-alive\n\n"
            spoken = time.monotonic()
        await anyio.sleep(POLL_SECONDS)


def frame(event: EventOut) -> str:
    r"""One event on the wire; JSON escapes line ends, so its data is one line.

    >>> frame(EventOut(id=3, type="log", at="2026-01-01T00:00:00Z", data={"message": "a\nb"}))
    'event: log\ndata: {"message":"a\\nb"}\nid: 3\n\n'
    """
    data = json.dumps(event.data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return format_sse_event(data_str=data, event=event.type, id=str(event.id)).decode()


def _page(database: Database, job_id: str, kind: str | None, after: int, limit: int) -> EventList:
    with database.read() as tx:
        get_job(tx, job_id, kind)
        found = events_after(tx, job_id, after, limit + 1)
    events = [_present(event) for event in found[:limit]]
    return EventList(
        object="list",
        data=events,
        has_more=len(found) > limit,
        next_cursor=events[-1].id if events else after,
    )


def _read(database: Database, job_id: str, kind: str | None, after: int) -> tuple[list[EventOut], bool]:
    with database.read() as tx:
        # The state first: events that were committed before the end was seen are then seen too.
        ended = get_job(tx, job_id, kind).status in TERMINAL
        return [_present(event) for event in events_after(tx, job_id, after, _BATCH)], ended


def _present(event: JobEvent) -> EventOut:
    data = event.data
    if event.type == "done" and isinstance(data.get("result"), dict):
        data = {**data, "result": public_result(data["result"])}
    return EventOut(id=event.number, type=event.type, at=event.at, data=data)
