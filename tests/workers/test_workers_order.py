"""A real worker on SQLite: jobs run in the order in which they came, and urgent ones before."""

from pathlib import Path

import pytest

from classifier.spec.table import FileFormat, ParseOptions
from store.blobs import open_blobs
from store.datasets import create_dataset
from store.jobs import get_job
from store.queue import Queue
from store.tables import Dataset
from tests.journeys.processes import until
from tests.journeys.stack import Stack
from tests.journeys.tables import cloud_rows, csv_of


@pytest.mark.timeout(120)
def test_jobs_run_first_come_first_served_and_urgent_ones_before(sqlite_url: str, tmp_path: Path) -> None:
    with Stack(tmp_path, sqlite_url, DISCERN_QUEUES='{"profile": 1}') as stack:
        blobs, queue = open_blobs(stack.data), Queue(stack.database)
        made: list[Dataset] = []
        for number, priority in enumerate((5, 5, 5, 9, 0)):
            with blobs.stage() as staged:
                staged.write(csv_of(cloud_rows(30, seed=number)))
                source = staged.commit()
            with stack.database.begin() as tx:
                made.append(
                    create_dataset(
                        tx,
                        name=f"d{number}",
                        file_format=FileFormat.csv,
                        gzip=False,
                        source=source,
                        parse=ParseOptions(),
                        overrides={},
                        queue=queue,
                        priority=priority,
                    )
                )
        queue.close()

        worker = stack.start_worker()

        def began() -> list[int] | None:
            with stack.database.read() as tx:
                jobs = [get_job(tx, str(dataset.profile_job_id)) for dataset in made]
            assert all(job.status != "failed" for job in jobs), [job.error for job in jobs]
            if any(job.finished_at is None or job.started_at is None for job in jobs):
                return None
            return sorted(range(len(jobs)), key=lambda n: jobs[n].started_at)  # type: ignore[arg-type, return-value]

        assert until(began, "the end of all five jobs") == [4, 0, 1, 2, 3]
        assert worker.stop() == 0
