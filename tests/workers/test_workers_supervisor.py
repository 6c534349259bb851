"""The supervisor: what an attempt's end means for the job, and that no job is left in nobody's hands."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import delete

import workers.supervisor
from store.jobs import MAX_CRASHES, Claim, claim, finish, get_job, request_cancel
from store.tables import Job, Worker
from tests.workers.conftest import Rows
from workers.child import EXIT_LOST, EXIT_STOPPED, ChildOrder
from workers.children import Child
from workers.settings import WorkerSettings
from workers.supervisor import Supervisor


class FakeChild(Child):
    """A child that is no process: it ends when it is stopped, or with a code of its own."""

    def __init__(self, code: int | None = None):
        self.code, self.stopped = code, asyncio.Event()
        self.closed = False

    async def wait(self) -> int:
        if self.code is None:
            await self.stopped.wait()
        return EXIT_STOPPED if self.code is None else self.code

    async def stop(self, grace_seconds: float) -> int:
        self.stopped.set()
        return await self.wait()

    def beat(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def supervisor(rows: Rows, settings: WorkerSettings) -> Supervisor:
    return Supervisor(rows.database, rows.worker(), settings)


def settle(rows: Rows, supervisor: Supervisor, hold: Claim, code: int) -> bool:
    with rows.database.begin() as tx:
        return supervisor._settle(tx, hold, code)


def seen(job: Job) -> tuple[str, int]:
    return job.status, job.crashes


@pytest.mark.parametrize("code", [EXIT_LOST, EXIT_STOPPED])
def test_an_attempt_that_stopped_by_itself_is_tried_again_and_is_no_crash(
    rows: Rows, supervisor: Supervisor, code: int
) -> None:
    job, hold = rows.running("worker_a")

    assert settle(rows, supervisor, hold, code) is False
    assert seen(rows.read(job)) == ("queued", 0)


@pytest.mark.parametrize("code", [-9, -11, 1, 255])
def test_an_attempt_that_died_is_tried_again_and_counts(rows: Rows, supervisor: Supervisor, code: int) -> None:
    job, hold = rows.running("worker_a")

    assert settle(rows, supervisor, hold, code) is False
    assert seen(rows.read(job)) == ("queued", 1)


def test_what_ends_during_a_drain_did_not_crash(rows: Rows, supervisor: Supervisor) -> None:
    job, hold = rows.running("worker_a")
    asyncio.run(supervisor.drain())

    assert settle(rows, supervisor, hold, -15) is False
    assert seen(rows.read(job)) == ("queued", 0)


def test_a_cancelled_job_has_ended_however_its_child_did(rows: Rows, supervisor: Supervisor) -> None:
    for code in (0, -9, EXIT_STOPPED):
        job, hold = rows.running("worker_a")
        with rows.database.begin() as tx:
            request_cancel(tx, get_job(tx, job.id))

        assert settle(rows, supervisor, hold, code) is True
        assert rows.read(job).status == "cancelled"


def test_nothing_is_done_for_a_job_that_has_ended_or_is_anothers(rows: Rows, supervisor: Supervisor) -> None:
    ended, first = rows.running("worker_a")
    with rows.database.begin() as tx:
        finish(tx, first, "succeeded")
    taken, second = rows.running("worker_a")
    with rows.database.begin() as tx:
        claim(tx, taken.id, "worker_b")

    assert settle(rows, supervisor, first, 0) is True
    assert settle(rows, supervisor, second, -9) is True
    assert rows.read(ended).status == "succeeded"
    assert (rows.read(taken).status, rows.read(taken).worker_id) == ("running", "worker_b")


def test_a_job_that_ran_too_long_has_failed(
    rows: Rows, settings: WorkerSettings, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = rows.job()
    with rows.database.begin() as tx:
        get_job(tx, job.id).max_seconds = 0.05
    child = children_are(monkeypatch, lambda order: FakeChild())

    asyncio.run(supervisor.run_job(job.id))

    failed = rows.read(job)
    assert (failed.status, failed.error and failed.error["code"]) == ("failed", "timeout")
    assert child[0].closed


def children_are(monkeypatch: pytest.MonkeyPatch, make: Callable[[ChildOrder], FakeChild]) -> list[FakeChild]:
    made: list[FakeChild] = []

    async def start(order: ChildOrder) -> FakeChild:
        made.append(make(order))
        return made[-1]

    monkeypatch.setattr(workers.supervisor, "start_child", start)
    return made


def test_a_child_that_cannot_be_started_is_tried_again(
    rows: Rows, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = rows.job()
    tries: list[int] = []

    def make(order: ChildOrder) -> FakeChild:
        tries.append(order.hold.attempt)
        if len(tries) == 1:
            raise EOFError  # what a fork server that dies meanwhile looks like
        with rows.database.begin() as tx:
            finish(tx, order.hold, "succeeded")
        return FakeChild(0)

    children_are(monkeypatch, make)

    asyncio.run(supervisor.run_job(job.id))

    assert (tries, rows.read(job).status) == ([1, 2], "succeeded")


def test_a_job_whose_child_never_starts_fails_in_the_end(
    rows: Rows, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = rows.job()

    def make(order: ChildOrder) -> FakeChild:
        raise ConnectionResetError

    children_are(monkeypatch, make)

    asyncio.run(supervisor.run_job(job.id))

    failed = rows.read(job)
    assert (failed.status, failed.attempt) == ("failed", MAX_CRASHES)
    assert failed.error is not None
    assert failed.error["code"] == "worker_lost"


def test_a_job_cancelled_while_its_child_is_being_started_is_cancelled(
    rows: Rows, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = rows.job()
    child: list[FakeChild] = []

    async def scenario() -> None:
        starting, go = asyncio.Event(), asyncio.Event()

        async def start(order: ChildOrder) -> FakeChild:
            starting.set()
            await go.wait()
            child.append(FakeChild())
            return child[0]

        monkeypatch.setattr(workers.supervisor, "start_child", start)
        watching = asyncio.create_task(supervisor.watch_cancellations())
        engine = asyncio.create_task(supervisor.run_job(job.id))
        await starting.wait()
        with rows.database.begin() as tx:
            request_cancel(tx, get_job(tx, job.id))
        engine.cancel()  # what the engine does within a second
        await asyncio.sleep(0.05)
        go.set()
        with pytest.raises(asyncio.CancelledError):
            await engine
        watching.cancel()

    asyncio.run(asyncio.wait_for(scenario(), 20))

    assert rows.read(job).status == "cancelled"
    assert child[0].stopped.is_set()
    assert child[0].closed


def test_a_worker_that_was_taken_for_dead_takes_no_job(
    rows: Rows, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = rows.job()
    children = children_are(monkeypatch, lambda order: FakeChild(0))
    with rows.database.begin() as tx:
        tx.execute(delete(Worker).where(Worker.id == supervisor._worker_id))

    asyncio.run(supervisor.run_job(job.id))

    assert (rows.read(job).attempt, children) == (0, [])


def test_a_drain_stops_the_children_and_gives_their_jobs_back(
    rows: Rows, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = [rows.job(), rows.job()]
    children_are(monkeypatch, lambda order: FakeChild())

    async def scenario() -> bool:
        running = [asyncio.create_task(supervisor.run_job(job.id)) for job in jobs]
        while len(supervisor._running) < len(jobs):
            await asyncio.sleep(0.01)
        await supervisor.drain()
        returned = any(task.done() for task in running)  # the engine would take that for the job's end
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        return returned

    assert asyncio.run(asyncio.wait_for(scenario(), 20)) is False
    assert [seen(rows.read(job)) for job in jobs] == [("queued", 0)] * 2
