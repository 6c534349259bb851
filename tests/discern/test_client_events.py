"""Following a job: every event once, in order, whatever happens to the connection."""

import httpx
import pytest

from discern.client import Discern
from discern.errors import DiscernError
from discern.objects import Job
from discern.sse import ServerEvent, server_events
from tests.discern.discern_fake import EPOCHS, FakeServer, problem

ALL = list(range(1, 2 * EPOCHS + 3))


@pytest.fixture
def job(client: Discern) -> Job:
    return client.jobs.create_training("ds_1", {"target": "Class"})


def test_events_come_in_order_and_end_after_done(server: FakeServer, client: Discern, job: Job) -> None:
    events = list(client.events(job))

    assert [event.id for event in events] == ALL
    assert events[1].data == {"member": 0, "epoch": 1, "train_loss": 1.0, "validation_accuracy": 0.9}
    assert events[-1].type == "done"
    assert len(server.asked("GET", f"/v1/training-jobs/{job.id}/events")) == 1


def test_a_dropped_stream_goes_on_from_the_last_event_seen(server: FakeServer, client: Discern, job: Job) -> None:
    server.cuts.extend([2, 3])

    events = list(client.events(job))

    assert [event.id for event in events] == ALL
    requests = server.asked("GET", f"/v1/training-jobs/{job.id}/events")
    assert [request.headers.get("last-event-id") for request in requests] == [None, "2", "5"]


def test_without_going_on_events_would_be_lost(server: FakeServer, client: Discern, job: Job) -> None:
    server.cuts.append(2)  # the control of the test above: one stream alone ends here
    seen: list[int] = []

    def read() -> None:
        for event in client.jobs._stream(job, 0):
            seen.append(event.id)

    with pytest.raises(httpx.RemoteProtocolError):
        read()

    assert seen == ALL[:2]


def test_a_stream_that_drops_before_its_first_event_gives_way_to_long_polls(
    server: FakeServer, client: Discern, job: Job
) -> None:
    server.cuts.extend([0] * 10)

    assert [event.id for event in client.events(job)] == ALL
    streams = [r for r in server.asked("GET", f"/v1/training-jobs/{job.id}/events") if "after" not in dict(r.query)]
    assert len(streams) == 3


def test_where_streams_do_not_get_through_long_polls_bring_every_event(
    server: FakeServer, client: Discern, job: Job
) -> None:
    server.streams = False

    assert [event.id for event in client.events(job)] == ALL
    assert dict(server.asked("GET", f"/v1/training-jobs/{job.id}")[0].query) == {"wait": "2.0"}


def test_following_may_begin_in_the_middle(server: FakeServer, client: Discern, job: Job) -> None:
    assert [event.id for event in client.events(job, after=4)] == ALL[4:]


def test_past_events_do_not_wait(server: FakeServer, client: Discern, job: Job) -> None:
    assert [event.id for event in client.jobs.past_events(job.id, after=3)] == ALL[3:]


def test_an_unknown_job_is_an_error_and_not_an_empty_list(server: FakeServer, client: Discern) -> None:
    server.script("GET", "/v1/jobs/job_9/events", problem(404, "not_found"))

    with pytest.raises(DiscernError, match="not_found"):
        list(client.events("job_9"))


@pytest.mark.parametrize(
    ("lines", "events"),
    [
        (["data: 1", "data: 2", ""], [ServerEvent("", "message", "1\n2")]),
        (
            ["id: 1", "event: a", "data:x", "", "data: y", ""],
            [ServerEvent("1", "a", "x"), ServerEvent("1", "message", "y")],
        ),
        ([": comment", "", "event: only", ""], []),
        (["data", ""], [ServerEvent("", "message", "")]),
        (["data:  two spaces", ""], [ServerEvent("", "message", " two spaces")]),
        (["retry: 5", "unknown: 6", "data: 1", ""], [ServerEvent("", "message", "1")]),
        (["id: a\0b", "data: 1", ""], [ServerEvent("", "message", "1")]),
        (["data: never finished"], []),
    ],
)
def test_the_stream_is_read_as_the_standard_says(lines: list[str], events: list[ServerEvent]) -> None:
    assert list(server_events(lines)) == events
