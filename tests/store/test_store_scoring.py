"""Shards of scoring jobs: written under the attempt's fence, gone with their job, on both databases."""

import pytest

from store.jobs import Claim, LeaseLost, claim, events_after, finish, get_job, release
from store.scoring import add_shard, forget_shards, forget_shards_of_ended_jobs, is_shards_blob, shards_of
from store.session import Database
from store.tables import ScoreShard
from tests.store.conftest import Make

PROGRESS = {"fraction": 0.5, "epoch": None, "epochs": None, "eta_seconds": 1.0, "message": "10 rows"}


def a_shard(hold: Claim, number: int) -> ScoreShard:
    return ScoreShard(
        job_id=hold.job_id,
        number=number,
        attempt=hold.attempt,
        num_rows=10,
        num_refused=1,
        num_faults=2,
        end_bytes=2**40 + number,
        end_line=2**33,
        part_sha256=f"{number:064x}",
        errors_sha256=None if number else "e" * 64,
        counts={"rows": 9},
    )


def begun(make: Make, database: Database) -> Claim:
    job = make.job("score")
    with database.begin() as tx:
        hold = claim(tx, job.id, "worker_a")
    assert hold is not None
    return hold


def test_shards_are_kept_in_the_files_order_with_progress_and_an_event(make: Make, database: Database) -> None:
    hold = begun(make, database)

    for number in (0, 1):
        with database.begin() as tx:
            add_shard(tx, hold, a_shard(hold, number), PROGRESS)

    with database.read() as tx:
        assert [(shard.number, shard.end_bytes) for shard in shards_of(tx, hold.job_id)] == [(0, 2**40), (1, 2**40 + 1)]
        assert get_job(tx, hold.job_id).progress == PROGRESS
        told = [event.data for event in events_after(tx, hold.job_id, 0) if event.type == "checkpoint"]
    assert told == [{"shard": number, "num_rows": 10, "attempt": 1} for number in (0, 1)]


def test_an_attempt_that_lost_the_job_keeps_no_shard(make: Make, database: Database) -> None:
    stale = begun(make, database)
    with database.begin() as tx:
        assert release(tx, stale, crashed=False, message="taken back")
    with database.begin() as tx:
        newer = claim(tx, stale.job_id, "worker_b")
    assert newer is not None

    with pytest.raises(LeaseLost), database.begin() as tx:
        add_shard(tx, stale, a_shard(stale, 0), PROGRESS)
    with database.begin() as tx:
        add_shard(tx, newer, a_shard(newer, 0), PROGRESS)

    with database.read() as tx:
        assert [shard.attempt for shard in shards_of(tx, stale.job_id)] == [2]


def test_a_shards_blobs_are_known_until_it_is_forgotten(make: Make, database: Database) -> None:
    hold = begun(make, database)
    with database.begin() as tx:
        add_shard(tx, hold, a_shard(hold, 0), PROGRESS)
        add_shard(tx, hold, a_shard(hold, 1), PROGRESS)

    def known() -> list[bool]:
        with database.read() as tx:
            return [is_shards_blob(tx, sha256) for sha256 in (f"{0:064x}", "e" * 64, f"{1:064x}", "f" * 64)]

    assert known() == [True, True, True, False]
    with database.begin() as tx:
        forget_shards(tx, hold.job_id, from_number=1)
    assert known() == [True, True, False, False]


def test_only_shards_of_ended_jobs_are_swept(make: Make, database: Database) -> None:
    ended, running = begun(make, database), begun(make, database)
    for hold in (ended, running):
        with database.begin() as tx:
            add_shard(tx, hold, a_shard(hold, 0), PROGRESS)
    with database.begin() as tx:
        finish(tx, ended, "cancelled")

    with database.begin() as tx:
        forget_shards_of_ended_jobs(tx)

    with database.read() as tx:
        assert [len(shards_of(tx, hold.job_id)) for hold in (ended, running)] == [0, 1]
