"""What a job's code gets: its row, the blobs, fenced writes, and the wish to stop."""

import threading
from collections.abc import Sequence
from typing import Any

from classifier.errors import NotFound, Unprocessable
from store.blobs import LocalBlobStore
from store.jobs import Claim, get_job, write_running
from store.session import Database
from store.tables import Dataset, Job
from store.tracing import Steps
from workers.lines import JobLines
from workers.settings import WorkerSettings


class Stopped(Exception):
    """The worker asked this child to stop, and its last state is safe."""


class DatasetGone(Unprocessable):
    """The job's dataset no longer exists."""

    code = "dataset_deleted"
    hint = "Upload the data again and start a new job."


class JobContext:
    """One attempt of one job."""

    def __init__(
        self,
        database: Database,
        blobs: LocalBlobStore,
        hold: Claim,
        settings: WorkerSettings,
        stop: threading.Event,
        lines: JobLines | None = None,
    ):
        self.database, self.blobs, self.hold, self.settings = database, blobs, hold, settings
        self.lines = lines or JobLines()
        self._stop = stop
        self.steps = Steps()
        """The trace of its phases."""

    def should_stop(self) -> bool:
        """True once the worker has asked this child to stop."""
        return self._stop.is_set()

    def raise_if_stopped(self) -> None:
        """Raises: `Stopped` once the worker has asked for it."""
        if self.should_stop():
            raise Stopped

    def job(self) -> Job:
        """The job's row as it is now."""
        with self.database.read() as tx:
            return get_job(tx, self.hold.job_id)

    def dataset(self, dataset_id: str | None) -> Dataset:
        """The dataset's row. Raises: `DatasetGone`."""
        with self.database.read() as tx:
            dataset = tx.get(Dataset, dataset_id) if dataset_id else None
        if dataset is None:
            raise DatasetGone(f"dataset {dataset_id} was deleted before the job could read it")
        return dataset

    def write(self, events: Sequence[tuple[str, dict[str, Any]]] = (), **values: Any) -> None:
        """Columns and events of this job in one transaction. Raises: `LeaseLost`."""
        with self.database.begin() as tx:
            write_running(tx, self.hold, [*self.lines.take(), *events], **values)

    def tell(self) -> None:
        """Write the lines of the log that wait, if there are any. Raises: `LeaseLost`."""
        if waiting := self.lines.take():
            with self.database.begin() as tx:
                write_running(tx, self.hold, waiting)

    def phase(self, name: str, message: str) -> None:
        """Say what the job does now."""
        self.steps.begin(name)
        self.write([("state", {"status": "running", "phase": name, "message": message})], phase=name)


def blob_or_gone(error: NotFound) -> DatasetGone:
    """The same as a job's failure."""
    return DatasetGone(f"the dataset's file is gone: {error.detail}")
