"""A training job shared by two processes: it publishes what one would, and survives the loss of either."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import psutil
import pytest
from sqlalchemy import select

from store.tables import EpochMetric
from tests.databases import SqliteDatabases
from tests.journeys.collector import Collector, Seen, collecting
from tests.journeys.processes import is_gone, until
from tests.journeys.stack import Stack
from tests.journeys.tables import ENDLESS, cloud_rows, csv_of, spec
from workers.child import EXIT_RANK_LOST
from workers.ranks import _end, _watch

TRACE_ID = "0af7651916cd43dd8448eb211c80319c"
LONG = spec(150, batch_size=8)


def test_a_rank_that_ends_badly_ends_the_process_that_would_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.ranks.GRACE_SECONDS", 0.1)
    process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"], stdin=subprocess.PIPE)
    ended: list[int] = []

    _watch([process], threading.Event(), ended.append)

    _end(process)
    assert ended == [EXIT_RANK_LOST]


def test_a_rank_that_has_done_its_part_is_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    process = subprocess.Popen([sys.executable, "-c", "pass"], stdin=subprocess.PIPE)
    process.wait()
    over, ended = threading.Event(), list[int]()
    thread = threading.Thread(target=_watch, args=([process], over, ended.append))
    thread.start()
    thread.join(0.5)
    over.set()
    thread.join(10)

    _end(process)
    assert ended == []


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    with collecting() as collector:
        yield collector


@pytest.fixture(scope="module")
def stack(
    sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory, collector: Collector
) -> Iterator[Stack]:
    """An API and a worker that shares every training between two processes."""
    shared = {"DISCERN_RANKS": "2", "DISCERN_OTEL_ENDPOINT": collector.endpoint}
    with Stack(tmp_path_factory.mktemp("ranks"), sqlite_databases.fresh(), **shared) as stack:
        stack.start_api()
        stack.start_worker()
        yield stack


def rank_of(stack: Stack) -> psutil.Process | None:
    """The second process of the training that runs."""
    found = [pid for pid, command in stack.processes().items() if "workers.rank" in command]
    return psutil.Process(found[0]) if found else None


def epoch_of(stack: Stack, job: str) -> int:
    return int((stack.job(job)["progress"] or {}).get("epoch") or 0)


@pytest.mark.timeout(280)
def test_a_shared_job_publishes_leaves_nothing_behind_and_its_trace_has_every_rank(
    stack: Stack, collector: Collector
) -> None:
    dataset = stack.upload(csv_of(cloud_rows(200)))["id"]
    caller = f"00-{TRACE_ID}-b7ad6b7169203331-01"

    job = stack.ended(stack.train(dataset, spec(40), traceparent=caller), "succeeded")

    assert job["result"]["epochs_run"] == 40
    assert job["result"]["metrics"]["test"]["accuracy"] > 0.8
    assert b"a training is shared" in stack.worker().log.read_bytes()
    until(lambda: rank_of(stack) is None, "the rank's end")

    def ranks() -> tuple[Seen, Seen] | None:
        spans = {span.name: span for span in collector.of_trace(TRACE_ID)}
        return (spans["job train"], spans["job rank"]) if {"job train", "job rank"} <= spans.keys() else None

    first, second = until(ranks, "the spans of both processes")
    assert (second.parent_id, second.service) == (first.span_id, "discern-job")
    assert first.began <= second.began <= second.ended <= first.ended


@pytest.mark.timeout(280)
def test_a_lost_rank_costs_an_attempt_and_a_lost_child_its_ranks(stack: Stack) -> None:
    dataset = stack.upload(csv_of(cloud_rows(200)))["id"]
    job = stack.train(dataset, LONG)

    def running() -> psutil.Process | None:
        return rank_of(stack) if epoch_of(stack, job) >= 5 else None

    first: Any = until(running, "a rank at work")
    first.kill()
    until(lambda: stack.job(job)["attempt"] == 2, "the second attempt")
    second: Any = until(lambda: (found := running()) and found.pid != first.pid and found, "the next rank at work")
    os.kill(stack.children(stack.worker())["job"], signal.SIGKILL)
    until(lambda: is_gone(second.pid), "the end of the rank of a killed child")

    ended = stack.ended(job, "succeeded")
    assert ended["attempt"] == 3
    with stack.database.read() as tx:
        attempts = set(tx.scalars(select(EpochMetric.attempt).where(EpochMetric.job_id == job)))
    assert {1, 3} <= attempts, "the last went on from a checkpoint of the first"
    assert ended["result"]["epochs_run"] == 150


@pytest.mark.timeout(280)
def test_a_cancelled_job_ends_its_ranks(stack: Stack) -> None:
    dataset = stack.upload(csv_of(cloud_rows(200)))["id"]
    job = stack.train(dataset, ENDLESS)
    rank: Any = until(lambda: rank_of(stack) if epoch_of(stack, job) >= 1 else None, "a rank at work")

    stack.json("POST", f"/v1/jobs/{job}/cancel")

    stack.ended(job, "cancelled")
    until(lambda: is_gone(rank.pid), "the rank's end")
