"""The engine's only door: enqueue, cancel, run, reap, sweep and migrate. Nothing else imports dbos (docs/adr/0002)."""

import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import TableClause, column, select, table, update
from sqlalchemy.orm import Session

from store.session import Database
from store.tables import Job

if TYPE_CHECKING:
    from dbos import DBOSClient

# dbos is imported where it is used: it costs 0.3 s and 25 MB, which a process that never queues anything need not pay.

APPLICATION = "discern"
# One name for ever: a worker that does not know a workflow's name would claim it and leave it pending.
WORKFLOW = "run_job"
# Pinned: by default it is a hash of the code, and a job begun by another version is never taken up again.
VERSION = "jobs-1"
QUEUES = {"profile": "profile", "train": "train", "score": "score"}
"""The queue of each kind of job."""

# Times of the engine on SQLite have whole seconds before Python 3.12, so the order of creation is in the priority:
# 9 levels of 2 * 10^8 jobs each stay below its bound of 2^31 - 1.
_JOBS_PER_LEVEL = 200_000_000


class Queue:
    """Puts jobs on their queue inside our own transaction, and takes them off."""

    def __init__(self, database: Database):
        self._database = database
        self._client: DBOSClient | None = None

    @property
    def _engine(self) -> "DBOSClient":
        if self._client is None:
            from dbos import DBOSClient, DBOSPortableJSONSerializer

            self._client = DBOSClient(
                system_database_url=self._database.url,
                serializer=DBOSPortableJSONSerializer(),  # pickle by default: rows would be code
                application_name=APPLICATION,
                lazy=True,
                retry_connection_errors=False,
            )
        return self._client

    def enqueue(self, tx: Session, job: Job) -> None:
        """Enqueue a job whose row is already flushed; both land in one commit, or neither."""
        self._engine.enqueue_in_transaction(
            tx,
            {
                "workflow_name": WORKFLOW,
                "queue_name": QUEUES[job.kind],
                "workflow_id": job.id,
                "app_version": VERSION,
                "priority": 1 + min(job.priority, 9) * _JOBS_PER_LEVEL + job.seq % _JOBS_PER_LEVEL,
            },
            job.id,
        )

    def cancel(self, job_id: str) -> None:
        """Tell the engine that nobody shall run, or go on running, this job."""
        self._engine.cancel_workflow(job_id)

    def forget(self, *, older_than_seconds: float) -> int:
        """Delete the engine's rows of workflows that ended long ago; returns how many."""
        horizon_ms = int((time.time() - older_than_seconds) * 1000)
        ended = [
            workflow.workflow_id
            for workflow in self._engine.list_workflows(
                status=["SUCCESS", "ERROR", "CANCELLED"], limit=1000, load_input=False, load_output=False
            )
            if (workflow.updated_at or 0) < horizon_ms
        ]
        if ended:
            self._engine.delete_workflows(ended)
        return len(ended)

    def close(self) -> None:
        """Close the engine's own connections."""
        if self._client is not None:
            self._client.destroy()
            self._client = None


def migrate_engine(url: str) -> None:
    """Bring the engine's own tables up to date."""
    from dbos import DBOS

    DBOS.migrate(url)


async def run_worker(
    url: str,
    worker_id: str,
    concurrency: Mapping[str, int],
    poll_seconds: float,
    handler: Callable[[str], Awaitable[None]],
) -> None:
    """Start taking jobs from the named queues and awaiting `handler(job_id)` on the running event loop.

    The step is preemptible: cancelling the job cancels the awaiting handler within about a second.
    """
    from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer

    config = DBOSConfig(
        name=APPLICATION,
        system_database_url=url,
        executor_id=worker_id,
        application_version=VERSION,
        serializer=DBOSPortableJSONSerializer(),
        run_migrations=False,
        log_level="WARNING",
        use_listen_notify=False,
    )
    DBOS(config=config)

    @DBOS.step(name="run_child", preemptible=True)
    async def run_child(job_id: str) -> None:
        await handler(job_id)

    # Our own counter caps crashes; the engine's counts graceful take-overs too, so its cap is out of the way.
    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=1_000_000)
    async def run_job(job_id: str) -> None:
        await run_child(job_id)

    DBOS.listen_queues(list(concurrency))
    DBOS.launch()
    for name, limit in concurrency.items():
        await DBOS.register_queue_async(
            name, worker_concurrency=limit, polling_interval_sec=poll_seconds, on_conflict="always_update"
        )


def release_from(tx: Session, database: Database, worker_ids: Collection[str]) -> int:
    """Put the running workflows of gone workers back on their queues; returns how many.

    The free part of the engine leaves them pending for ever. One statement: of two rival reapers one matches nothing.
    """
    workflows = _workflows(database)
    released = tx.execute(
        update(workflows)
        .where(workflows.c.status == "PENDING", workflows.c.executor_id.in_(list(worker_ids)))
        .values(status="ENQUEUED", owner_xid=None, started_at_epoch_ms=None, application_version=VERSION)
    )
    return int(getattr(released, "rowcount", 0))


def holders(tx: Session, database: Database) -> set[str]:
    """Ids of the workers that hold a running workflow, alive or not."""
    workflows = _workflows(database)
    held = select(workflows.c.executor_id).where(workflows.c.status == "PENDING", workflows.c.executor_id.is_not(None))
    return {str(worker_id) for worker_id in tx.scalars(held.distinct())}


def _workflows(database: Database) -> TableClause:
    # The five columns of the engine's table that this module leans on.
    names = ("status", "executor_id", "owner_xid", "started_at_epoch_ms", "application_version")
    return table("workflow_status", *(column(name) for name in names), schema=None if database.is_sqlite else "dbos")
