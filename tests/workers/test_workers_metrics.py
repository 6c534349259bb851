"""What a worker measures of its jobs."""

import os
from datetime import timedelta
from typing import Any

import pytest

from store.jobs import Claim
from store.tables import Job, utc_now
from workers.child import EXIT_LOST, EXIT_STOPPED
from workers.metrics import WorkerMetrics
from workers.settings import WorkerSettings
from workers.supervisor import Supervisor

NOW = utc_now()


def hold(attempt: int = 1) -> Claim:
    return Claim("job_a", "train", attempt, None, created_at=NOW - timedelta(seconds=7))


def job(status: str, **more: Any) -> Job:
    times = {"started_at": NOW - timedelta(seconds=5), "finished_at": NOW} if status != "queued" else {}
    return Job(id="job_a", kind="train", status=status, attempt=1, **times, **more)


def value(metrics: WorkerMetrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


@pytest.fixture
def supervisor(settings: WorkerSettings) -> Supervisor:
    return Supervisor(None, "worker_a", settings)  # type: ignore[arg-type]  (its database is not asked)


def test_the_wait_in_the_queue_is_that_of_the_first_attempt() -> None:
    metrics = WorkerMetrics()

    metrics.began(hold(), NOW)
    metrics.began(hold(attempt=2), NOW)

    assert value(metrics, "job_attempts_total", kind="train") == 2
    assert value(metrics, "job_queue_wait_seconds_count", kind="train") == 1
    assert value(metrics, "job_queue_wait_seconds_sum", kind="train") == 7


@pytest.mark.parametrize("code", [0, None])
def test_an_ended_job_is_counted_by_its_outcome_and_code(supervisor: Supervisor, code: int | None) -> None:
    supervisor._count(job("succeeded"), hold(), code)
    supervisor._count(job("failed", error={"code": "timeout"}), hold(), code)

    metrics = supervisor.metrics
    assert value(metrics, "jobs_finished_total", kind="train", outcome="succeeded", code="") == 1
    assert value(metrics, "jobs_finished_total", kind="train", outcome="failed", code="timeout") == 1
    assert value(metrics, "job_duration_seconds_sum", kind="train", outcome="succeeded") == 5
    assert value(metrics, "job_crashes_total", kind="train") is None


def test_a_crash_a_lost_lease_and_a_stop_are_told_apart(supervisor: Supervisor) -> None:
    for code in (-9, EXIT_LOST, EXIT_STOPPED):
        supervisor._count(job("queued"), hold(), code)
    supervisor._count(job("succeeded"), hold(attempt=0), 0)  # another's by now

    metrics = supervisor.metrics
    assert value(metrics, "job_crashes_total", kind="train") == 1
    assert value(metrics, "job_lease_lost_total") == 2
    assert value(metrics, "jobs_finished_total", kind="train", outcome="succeeded", code="") is None


def test_the_memory_of_a_worker_is_that_of_its_children_too() -> None:
    alone, twice = WorkerMetrics(), WorkerMetrics(lambda: [os.getpid(), 2**22 + 1])  # the last is no process

    own = value(alone, "worker_memory_bytes") or 0
    assert own > 10**6
    assert value(twice, "worker_memory_bytes") == pytest.approx(2 * own, rel=0.1)
