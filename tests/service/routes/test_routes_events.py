"""A job's events: a list, or a stream that replays, follows and ends."""

import asyncio
import json
import threading
import time
from typing import Any

import anyio
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import Message, Scope

from classifier.findings.make import make
from classifier.spec.finding import Finding
from service.dependencies import Services
from service.jobs import events as events_module
from store.jobs import claim, finish, write_running
from tests.service.routes.conftest import World
from tests.service.routes.test_routes_jobs import queued

STREAM = {"Accept": "text/event-stream"}


def parsed(stream: str) -> list[dict[str, Any]]:
    """The events of a stream, read as the standard says: blocks end with an empty line."""
    found = []
    for block in stream.split("\n\n"):
        fields = [line.split(": ", 1) for line in block.splitlines() if line and not line.startswith(":")]
        event = dict(fields)
        if "data" in event:
            found.append({"id": int(event["id"]), "type": event["event"], "data": json.loads(event["data"])})
    return found


def test_events_are_listed_in_order(client: TestClient, world: World) -> None:
    page = client.get(f"/v1/training-jobs/{world.job_id}/events").json()

    assert page["object"] == "list"
    assert [event["id"] for event in page["data"]] == list(range(1, len(page["data"]) + 1))
    types = [event["type"] for event in page["data"]]
    assert (types[0], types[-1]) == ("state", "done")
    assert types.count("metric") == 5
    assert page["data"][-1]["data"]["status"] == "succeeded"
    assert page["data"][-1]["data"]["result"]["model"] == "shapes"
    assert (page["has_more"], page["next_cursor"]) == (False, page["data"][-1]["id"])


def test_pages_of_events_follow_each_other(client: TestClient, world: World) -> None:
    path = f"/v1/jobs/{world.job_id}/events"
    whole = client.get(path).json()["data"]

    first = client.get(f"{path}?limit=3").json()
    second = client.get(f"{path}?after={first['next_cursor']}").json()

    assert first["has_more"] is True
    assert first["data"] + second["data"] == whole


def test_after_the_last_event_the_list_is_empty_and_keeps_its_place(client: TestClient, world: World) -> None:
    page = client.get(f"/v1/jobs/{world.job_id}/events?after=9999").json()

    assert (page["data"], page["has_more"], page["next_cursor"]) == ([], False, 9999)


@pytest.mark.parametrize("query", ["after=-1", "after=x", "after=99999999999", "limit=0", "limit=501"])
def test_a_bad_place_is_a_422(client: TestClient, world: World, query: str) -> None:
    assert client.get(f"/v1/jobs/{world.job_id}/events?{query}").status_code == 422


def test_a_stream_of_an_ended_job_replays_it_and_ends(client: TestClient, world: World) -> None:
    answer = client.get(f"/v1/training-jobs/{world.job_id}/events", headers=STREAM)

    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.text.startswith("retry: 1000\n\n")
    listed = client.get(f"/v1/jobs/{world.job_id}/events").json()["data"]
    assert parsed(answer.text) == [{key: event[key] for key in ("id", "type", "data")} for event in listed]


def test_last_event_id_replays_only_what_came_after(client: TestClient, world: World) -> None:
    path = f"/v1/jobs/{world.job_id}/events"
    whole = parsed(client.get(path, headers=STREAM).text)

    rest = parsed(client.get(path, headers={**STREAM, "Last-Event-ID": "3"}).text)
    newer = parsed(client.get(f"{path}?after=1", headers={**STREAM, "Last-Event-ID": "3"}).text)
    asked = parsed(client.get(f"{path}?after=3", headers=STREAM).text)

    assert rest == newer == asked == whole[3:]


def test_a_last_event_id_that_is_no_number_replays_everything(client: TestClient, world: World) -> None:
    path = f"/v1/jobs/{world.job_id}/events"

    for odd in ("x", "-1", "1.5", "²"):
        answer = client.get(path, headers={**STREAM, "Last-Event-ID": odd.encode()})
        assert parsed(answer.text)[0]["id"] == 1, odd


def test_after_the_done_event_there_is_nothing_to_connect_to(client: TestClient, world: World) -> None:
    path = f"/v1/jobs/{world.job_id}/events"
    last = parsed(client.get(path, headers=STREAM).text)[-1]["id"]

    for seen in (str(last), "9" * 60):
        answer = client.get(path, headers={**STREAM, "Last-Event-ID": seen})
        assert (answer.status_code, answer.content) == (204, b"")


def test_a_stream_of_an_unknown_job_is_a_404(client: TestClient, world: World) -> None:
    answer = client.get("/v1/jobs/job_nothing/events", headers=STREAM)

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_stream_follows_a_running_job_to_its_end(client: TestClient, services: Services, world: World) -> None:
    job_id = queued(client, world)

    def live() -> None:
        time.sleep(0.3)
        with services.database.begin() as tx:
            hold = claim(tx, job_id, "worker-test")
        assert hold is not None
        for number in range(3):
            time.sleep(0.1)
            with services.database.begin() as tx:
                write_running(tx, hold, [("log", {"message": f"line {number}\nand another\r\n\u2028"})])
        with services.database.begin() as tx:
            finish(tx, hold, "succeeded", result={"num_rows": 1, "output_sha256": "a" * 64})

    thread = threading.Thread(target=live)
    thread.start()
    events = parsed(client.get(f"/v1/jobs/{job_id}/events", headers=STREAM).text)
    thread.join()

    assert [event["type"] for event in events] == ["state", "state", "log", "log", "log", "state", "done"]
    assert events[2]["data"] == {"message": "line 0\nand another\r\n\u2028"}
    assert events[-1]["data"] == {"status": "succeeded", "result": {"num_rows": 1}, "error": None}


def test_a_silent_stream_is_kept_alive(
    client: TestClient, services: Services, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events_module, "KEEP_ALIVE_SECONDS", 0.3)
    job_id = queued(client, world)
    timer = threading.Timer(1.5, client.post, [f"/v1/jobs/{job_id}/cancel"])
    timer.start()

    text = client.get(f"/v1/jobs/{job_id}/events", headers=STREAM).text

    timer.join()
    assert text.count(": keep-alive\n\n") >= 2
    assert parsed(text)[-1]["type"] == "done"


def test_a_stream_replays_more_events_than_one_reading_holds(
    client: TestClient, services: Services, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events_module, "_BATCH", 2)

    events = parsed(client.get(f"/v1/jobs/{world.job_id}/events", headers=STREAM).text)

    assert len(events) > 4
    assert [event["id"] for event in events] == list(range(1, len(events) + 1))


class Stream:
    """A stream as a server holds it, of which the client can go."""

    def __init__(self, app: FastAPI, client: TestClient, path: str):
        self.app, self.sent = app, []  # type: ignore[var-annotated]
        headers = {"host": "localhost", "authorization": client.headers["Authorization"], **STREAM}
        self.scope: Scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8000),
            "state": {},
        }

    async def run(self, leave: anyio.Event) -> None:
        asked = False

        async def receive() -> Message:
            nonlocal asked
            if not asked:
                asked = True
                return {"type": "http.request", "body": b"", "more_body": False}
            if not leave.is_set():  # as uvicorn: once the client has gone, the message comes without waiting
                await leave.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            self.sent.append(message)

        await self.app(self.scope, receive, send)


async def _go_after(stream: Stream, seconds: float) -> float:
    """Seconds between the client's going and the stream's end."""
    leave = anyio.Event()
    left = 0.0

    async def go() -> None:
        nonlocal left
        await anyio.sleep(seconds)
        left = time.monotonic()
        leave.set()

    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(go)
            await stream.run(leave)
            ended = time.monotonic()
    return ended - left


def test_a_stream_ends_soon_after_its_client_has_gone(app: FastAPI, client: TestClient, world: World) -> None:
    stream = Stream(app, client, f"/v1/jobs/{queued(client, world)}/events")
    assert client.portal is not None

    late = client.portal.call(_go_after, stream, 0.5)

    assert late < 1.0
    assert stream.sent[0]["status"] == 200


def test_a_stream_ends_when_the_server_is_told_to_stop(client: TestClient, services: Services, world: World) -> None:
    job_id = queued(client, world)

    def drain() -> None:
        services.lifecycle.draining = True

    timer = threading.Timer(0.4, drain)
    timer.start()
    started = time.monotonic()
    client.get(f"/v1/jobs/{job_id}/events", headers=STREAM)
    timer.join()

    assert time.monotonic() - started < 5


@pytest.mark.parametrize("draining", [True, False])
def test_a_long_poll_ends_when_the_server_is_told_to_stop(
    client: TestClient, services: Services, world: World, monkeypatch: pytest.MonkeyPatch, draining: bool
) -> None:
    job_id = queued(client, world)
    slept = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(seconds)

    monkeypatch.setattr(anyio, "sleep", sleep)
    services.lifecycle.draining = draining

    assert client.get(f"/v1/jobs/{job_id}?wait=0.3").json()["status"] == "queued"

    assert bool(slept) is not draining


def test_a_finding_is_an_event_of_the_stream_with_its_numbers_and_fix(
    client: TestClient, services: Services, world: World
) -> None:
    job_id = queued(client, world)
    fix = [{"op": "add", "path": "/loss/class_weights", "value": "balanced"}]
    numbers = {"num_missing": 5, "share": 0.25, "num_rows": 20}
    finding = make("data.missing", numbers, column="größe\n\u2028", fix=fix)
    with services.database.begin() as tx:
        hold = claim(tx, job_id, "worker-test")
        assert hold is not None
        write_running(tx, hold, [("finding", finding.model_dump(mode="json"))], findings=[])
        finish(tx, hold, "succeeded", result={})

    [told] = [e for e in parsed(client.get(f"/v1/jobs/{job_id}/events", headers=STREAM).text) if e["type"] == "finding"]

    assert Finding.model_validate(told["data"]) == finding
    assert told["data"]["fix"] == fix
