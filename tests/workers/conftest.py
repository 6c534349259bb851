"""A database with jobs on it, workers alive and dead, and what the engine thinks of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from store.ids import new_id
from store.jobs import Claim, claim, create_job
from store.queue import Queue
from store.session import Database, open_database
from store.tables import Job, Worker
from workers.lease import Lease, this_host
from workers.settings import WorkerSettings


class Rows:
    """Rows for tests, and looks at them."""

    def __init__(self, database: Database, queue: Queue):
        self.database, self.queue = database, queue

    def job(self, kind: str = "train") -> Job:
        """A queued job."""
        with self.database.begin() as tx:
            return create_job(tx, kind=kind, spec={"model_name": "rice"}, queue=self.queue)  # type: ignore[arg-type]

    def worker(self, *, pid: int | None = None, host: str | None = None, seconds_ago: float = 0.0) -> str:
        """Id of a worker whose last heartbeat was so long ago by the database's clock."""
        worker_id = new_id("worker")
        with self.database.begin() as tx:
            beat = self.database.now(tx) - seconds_ago
            row = Worker(
                id=worker_id,
                host=host or this_host(),
                pid=pid or os.getpid(),
                queues=["train"],
                device="cpu",
                beat=beat,
            )
            tx.add(row)
        return worker_id

    def running(self, worker_id: str) -> tuple[Job, Claim]:
        """A job that this worker runs, for us and for the engine."""
        job = self.job()
        with self.database.begin() as tx:
            hold = claim(tx, job.id, worker_id)
            assert hold is not None
            values = {"worker": worker_id, "job": job.id}
            tx.execute(
                text(f"update {self._engine} set status='PENDING', executor_id=:worker where workflow_uuid=:job"),
                values,
            )
        return job, hold

    def read(self, job: Job) -> Job:
        """The job's row as it is now."""
        with self.database.read() as tx:
            found = tx.get(Job, job.seq)
            assert found is not None
            return found

    def engine_state(self, job: Job) -> str:
        """The engine's word for the job."""
        with self.database.read() as tx:
            query = text(f"select status from {self._engine} where workflow_uuid = :job")
            return str(tx.execute(query, {"job": job.id}).scalar_one())

    def is_registered(self, worker_id: str) -> bool:
        """True while the worker has a row."""
        with self.database.read() as tx:
            return tx.get(Worker, worker_id) is not None

    def lease(self, database: Database | None = None, *, lease_seconds: float = 30.0) -> Lease:
        """A lease of this process, not started."""
        return Lease(
            database or self.database,
            new_id("worker"),
            queues=["train"],
            device="cpu",
            lease_seconds=lease_seconds,
            beat_seconds=3600.0,  # tests beat by hand
            on_beat=lambda: None,
        )

    @property
    def _engine(self) -> str:
        return "workflow_status" if self.database.is_sqlite else "dbos.workflow_status"


def rows_on(url: str) -> Iterator[Rows]:
    """Rows on one database, once."""
    database = open_database(url)
    queue = Queue(database)
    yield Rows(database, queue)
    queue.close()
    database.dispose()


@pytest.fixture
def rows(database_url: str) -> Iterator[Rows]:
    """Rows on SQLite and on PostgreSQL."""
    yield from rows_on(database_url)


@pytest.fixture
def sqlite_rows(sqlite_url: str) -> Iterator[Rows]:
    """Rows on SQLite."""
    yield from rows_on(sqlite_url)


@pytest.fixture
def settings(rows: Rows, tmp_path: Path) -> WorkerSettings:
    """Settings of a worker on that database."""
    return WorkerSettings(data_dir=tmp_path, database_url=rows.database.url)
