"""A store on either database."""

from collections.abc import Iterator

import pytest

from classifier.spec.table import FileFormat, ParseOptions
from store.blobs import Blob
from store.datasets import create_dataset
from store.jobs import create_job
from store.queue import Queue
from store.session import Database, open_database
from store.tables import Dataset, Job


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def queue(database: Database) -> Iterator[Queue]:
    made = Queue(database)
    yield made
    made.close()


class Make:
    """Rows for tests."""

    def __init__(self, database: Database, queue: Queue):
        self.database, self.queue = database, queue

    def job(self, kind: str = "train", **values: object) -> Job:
        with self.database.begin() as tx:
            return create_job(tx, kind=kind, spec={"model_name": "rice"}, queue=self.queue, **values)  # type: ignore[arg-type]

    def dataset(self) -> Dataset:
        with self.database.begin() as tx:
            return create_dataset(
                tx,
                name="rice",
                file_format=FileFormat.csv,
                gzip=False,
                source=Blob("a" * 64, 3),
                parse=ParseOptions(),
                overrides={},
                queue=self.queue,
            )

    def read(self, job: Job) -> Job:
        with self.database.read() as tx:
            found = tx.get(Job, job.seq)
            assert found is not None
            return found


@pytest.fixture
def make(database: Database, queue: Queue) -> Make:
    return Make(database, queue)
