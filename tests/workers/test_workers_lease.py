"""Who is taken for dead, and what becomes of the jobs of the dead."""

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

import workers.lease
from store.jobs import events_after, get_job, request_cancel
from store.session import open_database
from store.tables import Job
from tests.workers.conftest import Rows, rows_on
from workers.lease import Lease


@contextmanager
def started(lease: Lease) -> Iterator[Lease]:
    lease.start()
    try:
        yield lease
    finally:
        lease.give_back()


def pid_of_the_dead() -> int:
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def test_a_dead_process_of_this_host_loses_its_job_at_once(rows: Rows) -> None:
    dead = rows.worker(pid=pid_of_the_dead())
    job, _ = rows.running(dead)

    with started(rows.lease()):
        found = rows.read(job)
        assert (found.status, found.worker_id, found.crashes) == ("queued", None, 1)
        assert rows.engine_state(job) == "ENQUEUED"
        assert not rows.is_registered(dead)


def test_a_killed_process_that_nobody_has_waited_for_is_dead_too(rows: Rows) -> None:
    zombie = subprocess.Popen(["true"])
    try:
        state = Path(f"/proc/{zombie.pid}/stat")
        deadline = time.monotonic() + 10
        while state.read_text().rpartition(")")[2].split()[0] != "Z":
            assert time.monotonic() < deadline
            time.sleep(0.01)
        job, _ = rows.running(rows.worker(pid=zombie.pid))

        with started(rows.lease()):
            assert rows.read(job).status == "queued"
    finally:
        zombie.wait()


def test_a_live_worker_keeps_its_job_while_its_lease_lasts(rows: Rows) -> None:
    job, _ = rows.running(rows.worker(seconds_ago=29))

    with started(rows.lease(lease_seconds=30)):
        assert rows.read(job).status == "running"


def test_a_live_process_without_a_heartbeat_loses_its_job_when_the_lease_ends(rows: Rows) -> None:
    job, _ = rows.running(rows.worker(seconds_ago=31))

    with started(rows.lease(lease_seconds=30)):
        assert rows.read(job).status == "queued"


def test_a_worker_of_another_host_is_judged_by_the_databases_clock_alone(
    rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = rows.lease(lease_seconds=30)
    fresh, _ = rows.running(rows.worker(host="elsewhere", pid=pid_of_the_dead(), seconds_ago=5))
    expired, _ = rows.running(rows.worker(host="elsewhere", seconds_ago=31))
    two_hours = time.time() + 7200
    monkeypatch.setattr(time, "time", lambda: two_hours)

    lease._reap()

    assert rows.read(fresh).status == "running"
    assert rows.read(expired).status == "queued"


def test_the_job_of_a_worker_that_nobody_knows_any_more_is_taken_back(rows: Rows) -> None:
    job, _ = rows.running("worker_forgotten")

    with started(rows.lease()):
        assert rows.read(job).status == "queued"
        assert rows.engine_state(job) == "ENQUEUED"


def test_a_cancelled_job_of_a_dead_worker_has_ended(rows: Rows) -> None:
    job, _ = rows.running(rows.worker(pid=pid_of_the_dead()))
    with rows.database.begin() as tx:
        request_cancel(tx, get_job(tx, job.id))

    with started(rows.lease()):
        assert rows.read(job).status == "cancelled"


def test_of_two_rival_reapers_each_job_is_taken_back_by_one(rows: Rows) -> None:
    dead = rows.worker(pid=pid_of_the_dead())
    jobs = [rows.running(dead)[0] for _ in range(8)]
    other = open_database(rows.database.url)
    gate = threading.Barrier(2)
    failures: list[BaseException] = []

    def reap(lease: Lease) -> None:
        gate.wait()
        try:
            lease._reap()
        except BaseException as error:  # shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=reap, args=(rows.lease(database),)) for database in (rows.database, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.dispose()

    assert failures == []
    assert {rows.engine_state(job) for job in jobs} == {"ENQUEUED"}
    for job in jobs:
        with rows.database.read() as tx:
            told = [event for event in events_after(tx, job.id, 0) if "is gone" in event.data.get("message", "")]
        assert (rows.read(job).status, len(told)) == ("queued", 1)


def test_a_reaper_does_not_wait_for_a_row_that_a_frozen_worker_has_locked(postgres_url: str) -> None:
    for rows in rows_on(postgres_url):
        job, _ = rows.running(rows.worker(pid=pid_of_the_dead()))
        other = open_database(postgres_url)
        began = time.monotonic()
        with other.read() as frozen:
            frozen.execute(select(Job).where(Job.id == job.id).with_for_update())

            with pytest.raises(OperationalError, match="lock timeout"):
                rows.lease()._reap()

            assert time.monotonic() - began < 10
        other.dispose()

        rows.lease()._reap()
        assert rows.read(job).status == "queued"


def test_a_second_machine_may_not_work_on_an_sqlite_file(sqlite_rows: Rows) -> None:
    sqlite_rows.worker(host="elsewhere", seconds_ago=1)

    with pytest.raises(SystemExit, match="SQLite is for one machine"):
        sqlite_rows.lease().start()


def test_a_machine_that_was_here_before_is_forgotten_with_its_lease(sqlite_rows: Rows) -> None:
    sqlite_rows.worker(host="elsewhere", seconds_ago=31)

    with started(sqlite_rows.lease(lease_seconds=30)) as lease:
        assert sqlite_rows.is_registered(lease.worker_id)


def test_a_worker_that_was_taken_for_dead_ends_at_its_next_heartbeat(
    rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ended(Exception):
        pass

    def end(code: int) -> None:
        raise Ended(code)

    monkeypatch.setattr(workers.lease.os, "_exit", end)
    lease = rows.lease()
    lease.start()
    lease._beat()  # the control: known, it goes on
    lease.give_back()
    lease._beat()  # gone by its own will: nothing to end
    lease._stop.clear()

    with pytest.raises(Ended, match="75"):
        lease._beat()


def test_a_heartbeat_moves_the_row_and_reaches_the_children(rows: Rows) -> None:
    beaten: list[bool] = []
    lease = rows.lease()
    lease._on_beat = lambda: beaten.append(True)
    with started(lease):
        rows.database.dispose()
        with rows.database.begin() as tx:
            worker = tx.get(workers.lease.Worker, lease.worker_id)
            assert worker is not None
            worker.beat = 0.0

        lease._beat()

        with rows.database.read() as tx:
            worker = tx.get(workers.lease.Worker, lease.worker_id)
            assert worker is not None
            assert abs(worker.beat - rows.database.now(tx)) < 60
    assert beaten == [True]


def test_what_a_leaving_worker_holds_goes_back_at_once(rows: Rows) -> None:
    lease = rows.lease()
    lease.start()
    job, _ = rows.running(lease.worker_id)

    lease.give_back()

    assert (rows.read(job).status, rows.engine_state(job)) == ("queued", "ENQUEUED")
    assert not rows.is_registered(lease.worker_id)
