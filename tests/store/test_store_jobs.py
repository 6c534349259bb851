"""Jobs: fenced by their attempt, ended once, numbered in order, on both databases."""

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from classifier.errors import Unprocessable
from store.blobs import Blob
from store.datasets import DatasetInUse, delete_dataset, get_dataset
from store.jobs import (
    MAX_CRASHES,
    JobTerminal,
    LeaseLost,
    claim,
    create_job,
    events_after,
    fail,
    finish,
    get_job,
    list_jobs,
    queue_position,
    release,
    request_cancel,
    take_back,
    write_running,
)
from store.models import get_version, publish
from store.queue import Queue, holders, release_from
from store.session import Database
from store.tables import Model
from tests.store.conftest import Make


def engine_rows(database: Database) -> dict[str, str]:
    table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"
    with database.read() as tx:
        return {row.workflow_uuid: row.status for row in tx.execute(text(f"select workflow_uuid, status from {table}"))}


def test_a_job_and_its_place_in_the_queue_land_together(make: Make, database: Database) -> None:
    job = make.job()

    assert engine_rows(database) == {job.id: "ENQUEUED"}


def test_a_job_that_is_rolled_back_leaves_no_place_in_the_queue(database: Database, queue: Queue) -> None:
    def fail_after_creating() -> None:
        with database.begin() as tx:
            create_job(tx, kind="train", spec={}, queue=queue)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_creating()

    assert engine_rows(database) == {}
    with database.read() as tx:
        assert list_jobs(tx) == []


def test_an_older_attempt_can_no_longer_write(make: Make, database: Database) -> None:
    job = make.job()
    with database.begin() as tx:
        first = claim(tx, job.id, "worker_a")
        second = claim(tx, job.id, "worker_b")
    assert first is not None
    assert second is not None

    with pytest.raises(LeaseLost), database.begin() as tx:
        write_running(tx, first, phase="training")
    with pytest.raises(LeaseLost), database.begin() as tx:
        finish(tx, first, "succeeded")
    with database.begin() as tx:  # the control: the newest attempt may
        write_running(tx, second, phase="training")

    assert make.read(job).phase == "training"
    assert make.read(job).attempt == 2


def test_a_terminal_state_is_final(make: Make, database: Database) -> None:
    job = make.job()
    with database.begin() as tx:
        hold = claim(tx, job.id, "worker_a")
        assert hold is not None
        finish(tx, hold, "succeeded", result={"model": "rice"})

    with pytest.raises(LeaseLost), database.begin() as tx:
        fail(tx, hold, Unprocessable("too late"))
    with pytest.raises(JobTerminal), database.begin() as tx:
        request_cancel(tx, get_job(tx, job.id))
    with database.begin() as tx:
        assert claim(tx, job.id, "worker_b") is None
        assert release(tx, hold, crashed=True, message="") is False

    assert make.read(job).status == "succeeded"


def test_a_job_that_crashes_three_times_fails_and_is_not_tried_again(make: Make, database: Database) -> None:
    job = make.job()
    for _ in range(MAX_CRASHES):
        with database.begin() as tx:
            hold = claim(tx, job.id, "worker_a")
            assert hold is not None
            assert release(tx, hold, crashed=True, message="killed")

    with database.begin() as tx:
        assert claim(tx, job.id, "worker_b") is None

    ended = make.read(job)
    assert (ended.status, ended.error and ended.error["code"]) == ("failed", "worker_lost")


def test_giving_a_job_back_gracefully_is_no_crash(make: Make, database: Database) -> None:
    job = make.job()
    for _ in range(MAX_CRASHES + 2):
        with database.begin() as tx:
            hold = claim(tx, job.id, "worker_a")
            assert hold is not None
            assert release(tx, hold, crashed=False, message="drained")

    assert make.read(job).status == "queued"
    assert make.read(job).crashes == 0


def test_cancelling_a_queued_job_ends_it_at_once(make: Make, database: Database) -> None:
    job = make.job()
    with database.begin() as tx:
        request_cancel(tx, get_job(tx, job.id))

    assert make.read(job).status == "cancelled"
    with database.begin() as tx:
        assert claim(tx, job.id, "worker_a") is None


def test_cancelling_a_running_job_goes_through_cancelling_and_never_ends_succeeded(
    make: Make, database: Database
) -> None:
    job = make.job()
    with database.begin() as tx:
        hold = claim(tx, job.id, "worker_a")
    assert hold is not None
    with database.begin() as tx:
        request_cancel(tx, get_job(tx, job.id))
        request_cancel(tx, get_job(tx, job.id))  # again is fine
    assert make.read(job).status == "cancelling"

    with pytest.raises(LeaseLost), database.begin() as tx:
        finish(tx, hold, "succeeded")
    with database.begin() as tx:
        finish(tx, hold, "cancelled")

    assert make.read(job).status == "cancelled"


def test_events_are_numbered_from_one_without_gaps(make: Make, database: Database) -> None:
    job = make.job()
    with database.begin() as tx:
        hold = claim(tx, job.id, "worker_a")
    assert hold is not None

    def write() -> None:
        for _ in range(10):
            with database.begin() as tx:
                write_running(tx, hold, [("log", {"line": "a"}), ("log", {"line": "b"})])

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.read() as tx:
        numbers = [event.number for event in events_after(tx, job.id, 0)]
    assert numbers == list(range(1, 2 + 60 + 1))


def test_the_place_in_the_queue_follows_priority_then_time(make: Make, database: Database) -> None:
    first, second, urgent = make.job(), make.job(), make.job(priority=1)

    with database.read() as tx:
        assert [queue_position(tx, job) for job in (urgent, first, second)] == [0, 1, 2]


def test_the_engine_gives_a_dead_workers_jobs_back_once(make: Make, database: Database) -> None:
    job = make.job()
    table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"
    with database.begin() as tx:
        claim(tx, job.id, "worker_a")
        tx.execute(text(f"update {table} set status='PENDING', executor_id='worker_a'"))
    with database.read() as tx:
        assert holders(tx, database) == {"worker_a"}

    with database.begin() as tx:
        take_back(tx, get_job(tx, job.id))
        assert release_from(tx, database, ["worker_a"]) == 1
    with database.begin() as tx:
        assert release_from(tx, database, ["worker_a"]) == 0  # a rival matches nothing

    assert engine_rows(database) == {job.id: "ENQUEUED"}
    assert make.read(job).status == "queued"


def test_a_cancelled_job_of_a_dead_worker_has_ended(make: Make, database: Database) -> None:
    job = make.job()
    with database.begin() as tx:
        claim(tx, job.id, "worker_a")
        request_cancel(tx, get_job(tx, job.id))

    with database.begin() as tx:
        take_back(tx, get_job(tx, job.id))

    assert make.read(job).status == "cancelled"


def test_a_job_publishes_one_version_at_most(make: Make, database: Database) -> None:
    job = make.job()

    def once() -> None:
        with database.begin() as tx:
            publish(tx, job_id=job.id, dataset_id=None, artifact=Blob("b" * 64, 1), manifest={}, model_name="rice")

    once()
    with pytest.raises(IntegrityError):
        once()

    with database.read() as tx:
        assert get_version(tx, "rice").version == 1
        model = tx.get(Model, "rice")
        assert model is not None
        assert model.last_version == 1


def test_a_dataset_that_a_job_needs_is_not_deleted(make: Make, database: Database) -> None:
    dataset = make.dataset()  # its profile job is queued

    with pytest.raises(DatasetInUse, match=str(dataset.profile_job_id)), database.begin() as tx:
        delete_dataset(tx, get_dataset(tx, dataset.id))


def test_a_dataset_whose_profile_job_is_cancelled_has_failed_and_may_be_deleted(make: Make, database: Database) -> None:
    dataset = make.dataset()
    with database.begin() as tx:
        request_cancel(tx, get_job(tx, str(dataset.profile_job_id)))

    with database.begin() as tx:
        found = get_dataset(tx, dataset.id)
        assert (found.status, found.error and found.error["code"]) == ("failed", "cancelled")
        delete_dataset(tx, found)

    with database.read() as tx:
        assert get_job(tx, str(dataset.profile_job_id)).dataset_id is None
