"""The queue as a whole: how many jobs wait, which ones, and who works on the others."""

from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.jobs.schemas import (
    JobKind,
    JobStatus,
    QueueDepth,
    QueuedJob,
    QueueOut,
    QueueWorker,
    RunningJob,
)
from store.session import Database
from store.tables import ACTIVE, Job, Worker

MOST = 100  # of the waiting and of the running jobs, each; the depth counts all


def queue(tx: Session, database: Database) -> QueueOut:
    """What waits and what runs now."""
    counts = tx.execute(
        select(Job.kind, Job.status, func.count()).where(Job.status.in_(ACTIVE)).group_by(Job.kind, Job.status)
    )
    number = {(str(kind), str(status)): int(count) for kind, status, count in counts}
    now = database.now(tx)
    workers = [_worker(row, now) for row in tx.scalars(select(Worker).order_by(Worker.started_at, Worker.id))]
    known = {worker.id: worker for worker in workers}
    running = select(Job).where(Job.status.in_(("running", "cancelling"))).order_by(Job.started_at, Job.seq).limit(MOST)
    return QueueOut(
        object="queue",
        depth=[
            QueueDepth(
                kind=kind,
                queued=number.get((kind, "queued"), 0),
                running=number.get((kind, "running"), 0) + number.get((kind, "cancelling"), 0),
                workers=sum(kind in worker.queues for worker in workers),
            )
            for kind in JobKind
        ],
        queued=_queued(tx),
        running=[_running(job, known) for job in tx.scalars(running)],
        workers=workers,
    )


def _queued(tx: Session) -> list[QueuedJob]:
    place = func.row_number().over(partition_by=Job.kind, order_by=(Job.priority, Job.seq)) - 1
    first = (
        select(Job.id, Job.kind, Job.priority, Job.created_at, Job.seq, place.label("position"))
        .where(Job.status == "queued")
        .subquery()
    )
    rows = tx.execute(select(first).order_by(first.c.position, first.c.seq).limit(MOST))
    return [
        QueuedJob(
            job_id=row.id,
            kind=JobKind(row.kind),
            position=row.position,
            priority=row.priority,
            created_at=row.created_at,
        )
        for row in rows
    ]


def _running(job: Job, workers: dict[str, QueueWorker]) -> RunningJob:
    return RunningJob(
        job_id=job.id,
        kind=JobKind(job.kind),
        status=JobStatus(job.status),
        phase=job.phase,
        attempt=job.attempt,
        fraction=job.progress.get("fraction"),
        eta_seconds=job.progress.get("eta_seconds"),
        started_at=job.started_at,
        worker=workers.get(job.worker_id or ""),
    )


def _worker(row: Worker, now: float) -> QueueWorker:
    return QueueWorker(
        id=row.id,
        device=row.device,
        queues=[str(queue) for queue in row.queues],
        started_at=row.started_at,
        heartbeat_at=datetime.fromtimestamp(row.beat, UTC),
        heartbeat_age_seconds=round(max(0.0, now - row.beat), 3),
    )
