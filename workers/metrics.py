"""What Prometheus is told of one worker process, on loopback only: kinds, outcomes and codes as labels, never an id."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.metrics_core import GaugeMetricFamily, Metric

from store.jobs import Claim
from store.tables import Job
from workers.gpu import memory_by_device

SECONDS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0, 14_400.0)


class WorkerMetrics:
    """The measures of one worker and its children."""

    def __init__(
        self,
        pids: Callable[[], Iterable[int]] = tuple,
        gpus: Callable[[], dict[str, tuple[int, int]]] = memory_by_device,
    ) -> None:
        """`pids`: of the children that run now. `gpus`: see `workers.gpu`."""
        self._pids, self._gpus = pids, gpus
        self.registry = CollectorRegistry()
        self._attempts = Counter(
            "job_attempts_total", "Attempts that this worker began.", ("kind",), registry=self.registry
        )
        self._waits = Histogram(
            "job_queue_wait_seconds",
            "Time from a job's making to its first attempt.",
            ("kind",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._durations = Histogram(
            "job_duration_seconds",
            "Time from a job's first attempt to its end, waits between attempts included.",
            ("kind", "outcome"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._finished = Counter(
            "jobs_finished_total",
            "Jobs that ended in this worker; the code is that of a failed one.",
            ("kind", "outcome", "code"),
            registry=self.registry,
        )
        self.crashes = Counter(
            "job_crashes_total", "Children that ended otherwise than they should.", ("kind",), registry=self.registry
        )
        self.lost = Counter(
            "job_lease_lost_total", "Attempts of this worker that were another's by then.", registry=self.registry
        )
        self.expired = Counter(
            "job_lease_expired_total",
            "Jobs that this worker took back from workers without a heartbeat.",
            registry=self.registry,
        )
        self.registry.register(self)

    def began(self, hold: Claim, now: datetime) -> None:
        """Count an attempt, and the first one's wait."""
        self._attempts.labels(hold.kind).inc()
        if hold.attempt == 1 and hold.created_at is not None:
            self._waits.labels(hold.kind).observe(max(0.0, (now - hold.created_at).total_seconds()))

    def ended(self, job: Job) -> None:
        """Count a job in its last state."""
        code = str((job.error or {}).get("code", ""))
        self._finished.labels(job.kind, job.status, code).inc()
        if job.started_at is not None and job.finished_at is not None:
            seconds = (job.finished_at - job.started_at).total_seconds()
            self._durations.labels(job.kind, job.status).observe(max(0.0, seconds))

    def collect(self) -> Iterator[Metric]:
        """For Prometheus."""
        held = sum(map(_resident_bytes, (os.getpid(), *self._pids())))
        yield GaugeMetricFamily("worker_memory_bytes", "Resident bytes of the worker and its children.", value=held)
        yield from _of_gpus(self._gpus())

    def serve(self, port: int) -> None:
        """Answer Prometheus on loopback, in a thread. Raises: `OSError` when the port is taken."""
        start_http_server(port, "127.0.0.1", self.registry)


def _of_gpus(devices: dict[str, tuple[int, int]]) -> Iterator[Metric]:
    if not devices:
        return
    used = GaugeMetricFamily("gpu_memory_bytes", "Bytes of a GPU's memory in use, by whomever.", labels=["device"])
    size = GaugeMetricFamily("gpu_memory_size_bytes", "Bytes of memory that a GPU has.", labels=["device"])
    for device, (used_bytes, all_bytes) in devices.items():
        used.add_metric([device], used_bytes)
        size.add_metric([device], all_bytes)
    yield from (used, size)


def _resident_bytes(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # it has just ended, or this system has no /proc
        return 0
