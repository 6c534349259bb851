"""What is looked up when Prometheus asks: the job queue, the workers, the disk, the database's pool, the loaded models."""

import shutil
from collections.abc import Iterator
from datetime import datetime

from prometheus_client import generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import CollectorRegistry
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.dependencies import Services
from store.tables import ACTIVE, Job, Worker, utc_now

KINDS = ("profile", "train", "score")


def scraped(services: Services, tx: Session) -> bytes:
    """The measures of the API's processes and what they share, in Prometheus' text format."""
    own = of_process(services)
    families = own if services.siblings is None else services.siblings.families(own)
    registry = CollectorRegistry()
    registry.register(Found([*families, *_jobs(tx), *_workers(services, tx), _storage(services)]))
    return generate_latest(registry)


def of_process(services: Services) -> list[Metric]:
    """The measures of this process alone."""
    services.metrics.versions.drop_gone(services.registry.has)
    return [*services.metrics.registry.collect(), _pool(services), *_cache(services)]


class Found:
    """Families that were looked up once."""

    def __init__(self, families: list[Metric]):
        self._families = families

    def collect(self) -> list[Metric]:
        """For Prometheus."""
        return self._families


def _jobs(tx: Session) -> Iterator[Metric]:
    rows = tx.execute(
        select(Job.kind, Job.status, func.count(), func.min(Job.created_at))
        .where(Job.status.in_(ACTIVE))
        .group_by(Job.kind, Job.status)
    ).all()
    now = utc_now()
    queued = {kind: (count, first) for kind, status, count, first in rows if status == "queued"}
    waiting = GaugeMetricFamily("jobs_queued", "Jobs that wait.", labels=["kind"])
    oldest = GaugeMetricFamily(
        "jobs_oldest_queued_seconds", "Time since the oldest waiting job was made; 0 when none waits.", labels=["kind"]
    )
    for kind in KINDS:
        count, first = queued.get(kind, (0, None))
        waiting.add_metric([kind], count)
        oldest.add_metric([kind], _age(now, first))
    running = sum(count for _, status, count, _ in rows if status != "queued")
    yield from (waiting, oldest)
    yield GaugeMetricFamily("jobs_running", "Jobs that run, cancelling ones included.", value=running)
    training = tx.execute(
        select(Job.checkpoint, Job.started_at).where(Job.kind == "train", Job.status == "running")
    ).all()
    ages = [_age(now, _written_at(checkpoint) or started) for checkpoint, started in training]
    yield GaugeMetricFamily(
        "job_checkpoint_age_seconds",
        "Work that a crash would cost: the longest time since a running training job's last checkpoint, or its start.",
        value=max(ages, default=0.0),
    )


def _written_at(checkpoint: dict[str, object] | None) -> datetime | None:
    at = (checkpoint or {}).get("at")  # a checkpoint of the release before has none
    return datetime.fromisoformat(at) if isinstance(at, str) else None


def _age(now: datetime, since: datetime | None) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())


def _workers(services: Services, tx: Session) -> Iterator[Metric]:
    now = services.database.now(tx)
    beats = list(tx.scalars(select(Worker.beat)))
    yield GaugeMetricFamily("workers", "Workers that are registered.", value=len(beats))
    yield GaugeMetricFamily(
        "worker_heartbeat_age_seconds",
        "Time since the last heartbeat of the worker that is silent the longest; 0 without workers.",
        value=max((max(0.0, now - beat) for beat in beats), default=0.0),
    )


def _storage(services: Services) -> Metric:
    free = shutil.disk_usage(services.settings.data_dir).free
    return GaugeMetricFamily("storage_free_bytes", "Free bytes of the disk that holds the data folder.", value=free)


def _pool(services: Services) -> Metric:
    in_use = getattr(services.database.engine.pool, "checkedout", lambda: 0)()
    return GaugeMetricFamily("db_pool_in_use", "Connections to the database that are in use.", value=in_use)


def _cache(services: Services) -> Iterator[Metric]:
    counts = services.predictors.counts()
    yield GaugeMetricFamily("model_cache_models", "Models that are loaded.", value=counts.models)
    yield GaugeMetricFamily("model_cache_bytes", "Bytes that the loaded models are taken to hold.", value=counts.bytes)
    yield CounterMetricFamily("model_cache_hits", "Look-ups that found the model loaded.", value=counts.hits)
    yield CounterMetricFamily("model_cache_loads", "Models loaded from their file.", value=counts.loads)
    yield CounterMetricFamily("model_cache_evictions", "Models let go for want of room.", value=counts.evictions)
    yield CounterMetricFamily(
        "artifact_verifications", "Model files read whole and compared with their checksum.", value=counts.verified
    )
    yield CounterMetricFamily(
        "artifact_checksum_failures", "Model files that are not what was published.", value=counts.corrupt
    )
