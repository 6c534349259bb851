"""Housekeeping: now and then remove what nothing names any more."""

import asyncio
from datetime import timedelta

import structlog
from sqlalchemy import delete, or_, select

from store.blobs import open_blobs
from store.partial import PartialFiles
from store.queue import Queue
from store.scoring import forget_shards_of_ended_jobs, is_shards_blob
from store.serving import forget_counts
from store.session import Database
from store.tables import ACTIVE, Dataset, IdempotencyRecord, Job, ModelVersion, utc_now
from store.uploads import forget_expired_uploads, is_open_upload, is_uploads_blob
from workers.settings import WorkerSettings

log = structlog.get_logger()

EVERY_SECONDS = 3600.0


async def keep_house(database: Database, queue: Queue, settings: WorkerSettings) -> None:
    """Sweep once an hour, for as long as this worker lives."""
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        try:
            log.info("swept", **await asyncio.to_thread(sweep, database, queue, settings))
        except Exception:
            log.warning("sweeping failed", exc_info=True)


def sweep(database: Database, queue: Queue, settings: WorkerSettings) -> dict[str, int]:
    """Remove expired uploads, unreferenced blobs, old records and the engine's old rows; returns how many of each."""
    with database.begin() as tx:
        forget_shards_of_ended_jobs(tx)
        uploads = forget_expired_uploads(tx)
    store = open_blobs(settings.data_dir)
    PartialFiles(store).sweep(lambda upload_id: _is_open(database, upload_id))
    blobs = store.sweep(lambda sha256: _is_referenced(database, sha256))
    with database.begin() as tx:
        horizon = utc_now() - timedelta(hours=settings.limits.idempotency_hours)
        windows = forget_counts(tx, utc_now() - timedelta(days=settings.keep_counters_days))
        records = tx.execute(delete(IdempotencyRecord).where(IdempotencyRecord.created_at < horizon))
    forgotten = queue.forget(older_than_seconds=settings.keep_jobs_days * 86_400)
    return {
        "uploads": uploads,
        "blobs": blobs,
        "records": int(getattr(records, "rowcount", 0)),
        "windows": windows,
        "engine_rows": forgotten,
    }


def _is_open(database: Database, upload_id: str) -> bool:
    with database.read() as tx:
        return is_open_upload(tx, upload_id)


def _is_referenced(database: Database, sha256: str) -> bool:
    with database.read() as tx:
        if tx.scalar(
            select(Dataset.id).where(or_(Dataset.source_sha256 == sha256, Dataset.table_sha256 == sha256)).limit(1)
        ):
            return True
        if tx.scalar(select(ModelVersion.id).where(ModelVersion.artifact_sha256 == sha256).limit(1)):
            return True
        if is_shards_blob(tx, sha256) or is_uploads_blob(tx, sha256):
            return True
        # Few and small: the blobs that job rows name are in their JSON.
        named = [
            Job.checkpoint["sha256"].as_string(),
            Job.result["output_sha256"].as_string(),
            Job.result["errors_sha256"].as_string(),
        ]
        waiting = Job.status.in_(ACTIVE) & (Job.spec["source_sha256"].as_string() == sha256)
        return (
            tx.scalar(select(Job.id).where(or_(waiting, *(column == sha256 for column in named))).limit(1)) is not None
        )
