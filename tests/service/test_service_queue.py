"""The queue as a whole and a job's log, on both databases."""

from collections.abc import Iterator

import pytest

from classifier.errors import NotFound
from service.jobs import lines
from service.jobs.queue import MOST, queue
from service.jobs.schemas import JobKind
from store.jobs import Claim, claim, create_job, fail, write_running
from store.queue import Queue
from store.session import Database, open_database
from store.tables import Job, Worker

EPOCH = {
    "member": 0,
    "epoch": 3,
    "train_loss": 0.5,
    "validation_loss": 0.6,
    "validation_accuracy": 0.75,
    "seconds": 0.25,
}


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def engine(database: Database) -> Iterator[Queue]:
    made = Queue(database)
    yield made
    made.close()


def made(database: Database, engine: Queue, kind: str = "train", priority: int = 5) -> Job:
    with database.begin() as tx:
        return create_job(tx, kind=kind, spec={}, queue=engine, priority=priority)  # type: ignore[arg-type]


def claimed(database: Database, job: Job, worker: str = "worker_a") -> Claim:
    with database.begin() as tx:
        hold = claim(tx, job.id, worker)
    assert hold is not None
    return hold


def test_an_empty_queue_names_every_kind(database: Database) -> None:
    with database.read() as tx:
        shown = queue(tx, database)

    assert [(depth.kind, depth.queued, depth.running, depth.workers) for depth in shown.depth] == [
        (kind, 0, 0, 0) for kind in JobKind
    ]
    assert (shown.queued, shown.running, shown.workers) == ([], [], [])


def test_waiting_jobs_have_places_and_running_ones_their_workers(database: Database, engine: Queue) -> None:
    first, urgent, other = made(database, engine), made(database, engine, priority=1), made(database, engine, "score")
    runs, orphan = made(database, engine), made(database, engine)
    with database.begin() as tx:
        beat = database.now(tx) - 7
        tx.add(Worker(id="worker_a", host="h", pid=1, queues=["train", "profile"], device="cpu", beat=beat))
    claimed(database, runs)
    claimed(database, orphan, "worker_gone")

    with database.read() as tx:
        shown = queue(tx, database)

    assert {depth.kind.value: (depth.queued, depth.running, depth.workers) for depth in shown.depth} == {
        "profile": (0, 0, 1),
        "train": (2, 2, 1),
        "score": (1, 0, 0),
    }
    assert [(job.job_id, job.position) for job in shown.queued] == [(urgent.id, 0), (other.id, 0), (first.id, 1)]
    assert [(job.job_id, job.worker and job.worker.id) for job in shown.running] == [
        (runs.id, "worker_a"),
        (orphan.id, None),
    ]
    assert 7 <= shown.workers[0].heartbeat_age_seconds < 60


def test_a_long_queue_is_counted_and_not_listed_whole(database: Database, engine: Queue) -> None:
    with database.begin() as tx:
        for _ in range(MOST + 2):
            create_job(tx, kind="score", spec={}, queue=engine)

    with database.read() as tx:
        shown = queue(tx, database)

    assert [depth.queued for depth in shown.depth if depth.kind is JobKind.score] == [MOST + 2]
    assert [job.position for job in shown.queued] == list(range(MOST))


def test_a_log_tells_what_a_job_did_in_words_and_goes_on_where_it_was_read_to(
    database: Database, engine: Queue
) -> None:
    job = made(database, engine)
    hold = claimed(database, job)
    with database.begin() as tx:
        write_running(tx, hold, [("log", {"level": "warning", "message": "no GPU"}), ("metric", EPOCH)])
        write_running(tx, hold, [("progress", {"fraction": 0.5}), ("checkpoint", {"member": 0, "epoch": 3})])
    with database.read() as tx:
        so_far = lines.tail(tx, job.id, 100)
        two = lines.tail(tx, job.id, 2)
    with database.begin() as tx:
        finding = {"code": "training.stalled", "severity": "error", "title": "The loss does not fall."}
        write_running(tx, hold, [("finding", finding)])
        fail(tx, hold, {"code": "diverged", "detail": "loss is nan", "hint": "", "errors": []})
    with database.read() as tx:
        rest = lines.after(tx, job.id, so_far.next_cursor, 100)
        first = lines.after(tx, job.id, so_far.next_cursor, 1)

    assert [(line.level, line.message) for line in so_far.data] == [
        ("info", "queued"),
        ("info", "running: starting (attempt 1)"),
        ("warning", "no GPU"),
        ("info", "epoch 3: loss 0.5000, validation loss 0.6000, validation accuracy 0.7500, 0.25 s"),
        ("info", "checkpoint after epoch 3"),
    ]
    assert two.data == so_far.data[-2:]
    assert [(line.level, line.message) for line in rest.data] == [
        ("error", "training.stalled: The loss does not fall."),
        ("info", "failed"),
        ("error", "failed: loss is nan"),
    ]
    assert (first.has_more, first.data, first.next_cursor) == (True, rest.data[:1], rest.data[0].id)
    assert not rest.has_more


def test_a_job_that_is_not_there_has_no_log(database: Database) -> None:
    with database.read() as tx, pytest.raises(NotFound):
        lines.tail(tx, "job_none", 10)
    with database.read() as tx, pytest.raises(NotFound):
        lines.after(tx, "job_none", 0, 10)
