"""A child: its watchdog, its limits, what it writes when it fails, and how its worker waits for it and stops it."""

import asyncio
import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from classifier.errors import DataInvalid
from store.blobs import open_blobs
from store.jobs import claim
from tests.workers import targets
from tests.workers.conftest import Rows
from workers.child import EXIT_LOST, ChildOrder, _fail, _run, _watch
from workers.children import Child
from workers.jobs.context import JobContext
from workers.settings import WorkerSettings

ROOT = Path(__file__).parents[2]


def watched(seconds: float) -> tuple[Any, list[tuple[int, float]], threading.Thread]:
    """The worker's end of a life line, what its watchdog said and when, and the watchdog."""
    reader, writer = multiprocessing.Pipe(duplex=False)
    began, ended = time.monotonic(), []

    def note(code: int) -> None:
        ended.append((code, time.monotonic() - began))
        reader.close()

    thread = threading.Thread(target=_watch, args=(reader, seconds, note))
    thread.start()
    return writer, ended, thread


@pytest.mark.parametrize("nice", [0, 4])
def test_a_job_stands_back_for_other_processes_as_far_as_the_settings_say(nice: int, tmp_path: Path) -> None:
    settings = WorkerSettings(data_dir=tmp_path, job_nice=nice)

    process = multiprocessing.get_context("spawn").Process(target=targets.begin_a_job, args=(settings, os.nice(0)))
    process.start()
    process.join(60)

    assert process.exitcode == nice


def test_the_watchdog_ends_a_child_whose_worker_is_gone() -> None:
    writer, ended, thread = watched(60.0)

    writer.close()

    thread.join(10)
    assert [code for code, _ in ended] == [EXIT_LOST]


def test_the_watchdog_ends_a_child_whose_worker_is_silent() -> None:
    writer, ended, thread = watched(0.3)

    thread.join(10)

    writer.close()
    assert ended[0][0] == EXIT_LOST
    assert ended[0][1] >= 0.3


def test_a_child_lives_as_long_as_it_hears_its_worker() -> None:
    writer, ended, thread = watched(0.5)
    for _ in range(20):
        os.write(writer.fileno(), b".")
        time.sleep(0.05)  # together twice what silence would be allowed

    assert ended == []
    writer.close()
    thread.join(10)
    assert ended[0][1] >= 1.0


@pytest.mark.parametrize(("taken", "status"), [(64, 0), (1024, 9)])
def test_memory_beyond_the_limit_is_refused_cleanly(taken: int, status: int) -> None:
    code = f"from tests.workers.targets import take_memory; take_memory({512 * 2**20}, {taken * 2**20})"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == status


def context_of(rows: Rows, settings: WorkerSettings) -> tuple[JobContext, Any]:
    job, hold = rows.running(rows.worker())
    return JobContext(rows.database, open_blobs(settings.data_dir), hold, settings, threading.Event()), job


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DataInvalid("row 3 is no number"), "data_invalid"),
        (MemoryError(), "out_of_memory"),
        (OSError(errno.ENOSPC, "no space left"), "storage_full"),
        (OSError(errno.EDQUOT, "quota"), "storage_full"),
        (ZeroDivisionError("a bug"), "internal"),
    ],
)
def test_a_failed_job_says_why_in_a_code(rows: Rows, settings: WorkerSettings, error: Exception, code: str) -> None:
    context, job = context_of(rows, settings)

    assert _fail(context, error) == 0

    failed = rows.read(job)
    assert (failed.status, failed.error and failed.error["code"]) == ("failed", code)
    assert "a bug" not in str(failed.error)  # what a bug says may hold data; it is for the log


def test_a_failure_of_an_older_attempt_is_not_written(rows: Rows, settings: WorkerSettings) -> None:
    context, job = context_of(rows, settings)
    with rows.database.begin() as tx:
        claim(tx, job.id, "worker_b")

    assert _fail(context, DataInvalid("too late")) == EXIT_LOST
    assert rows.read(job).status == "running"


def test_a_kind_of_job_that_this_version_does_not_know_fails_by_name(
    rows: Rows, settings: WorkerSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, hold = rows.running(rows.worker())
    monkeypatch.setattr("workers.child.open_database", lambda url, pool_size: rows.database)

    order = ChildOrder(replace(hold, kind="dream"), "worker_a", settings)

    assert _run(order, threading.Event()) == 0
    assert "'dream'" in str(rows.read(job).error)


def child_of(target: Callable[..., object], *arguments: object) -> Child:
    process = multiprocessing.get_context("spawn").Process(target=target, args=arguments, daemon=True)
    process.start()
    _, writer = multiprocessing.Pipe(duplex=False)
    return Child(cast(Any, process), writer)


def test_all_that_wait_for_a_child_hear_of_its_end() -> None:
    async def wait_thrice() -> list[int]:
        child = child_of(time.sleep, 60)
        waiting = [asyncio.ensure_future(child.wait()) for _ in range(2)]
        await asyncio.sleep(0)
        codes = [await child.stop(10.0), *await asyncio.gather(*waiting), await child.stop(10.0)]
        child.close()
        return codes

    assert asyncio.run(wait_thrice()) == [-signal.SIGTERM] * 4


def test_a_child_that_does_not_stop_is_killed_after_the_grace() -> None:
    async def stop() -> int:
        child = child_of(targets.ignore_sigterm)
        await asyncio.to_thread(_until_it_ignores, child.pid)
        code = await child.stop(0.2)
        child.close()
        return code

    assert asyncio.run(stop()) == -signal.SIGKILL


def _until_it_ignores(pid: int) -> None:
    deadline = time.monotonic() + 20
    while True:
        status = Path(f"/proc/{pid}/status").read_text()
        ignored = int(status.partition("SigIgn:")[2].split()[0], 16)
        if ignored & (1 << (signal.SIGTERM - 1)):
            return
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_heartbeat_to_a_child_that_is_gone_or_does_not_read_stops_nobody() -> None:
    process = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(0,), daemon=True)
    process.start()
    reader, writer = multiprocessing.Pipe(duplex=False)
    os.set_blocking(writer.fileno(), False)
    child = Child(cast(Any, process), writer)

    for _ in range(70_000):  # a pipe holds 65,536 bytes
        child.beat()
    reader.close()
    child.beat()

    process.join()
    child.close()
    assert writer.closed
