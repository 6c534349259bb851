"""The console benchmark's own parts; no browser is driven here."""

import doctest

from benchmarks import console
from benchmarks.long_run import write_long_run
from store.jobs import create_job, get_job
from store.queue import Queue
from store.session import open_database
from store.tables import EpochMetric, JobEvent


def test_its_examples_hold() -> None:
    assert doctest.testmod(console).failed == 0


def test_every_figure_says_how_it_is_measured() -> None:
    assert set(console.METHOD) == {"initial_load_kb", "interactive_seconds", "longest_task_ms"}


def test_a_long_run_has_all_its_epochs_and_has_ended(database_url: str) -> None:
    database = open_database(database_url)
    queue = Queue(database)
    try:
        with database.begin() as tx:
            like = create_job(tx, kind="train", spec={"target": "Class"}, queue=queue).id
        job_id = write_long_run(database, like, epochs=1_200)
        with database.read() as tx:
            job = get_job(tx, job_id, "train")
            epochs = [row.epoch for row in tx.query(EpochMetric).filter_by(job_id=job_id)]
            events = [row.type for row in tx.query(JobEvent).filter_by(job_id=job_id).order_by(JobEvent.number)]
        assert (job.status, job.spec, job.progress["fraction"]) == ("succeeded", {"target": "Class"}, 1.0)
        assert sorted(epochs) == list(range(1_201))
        assert events.count("metric") == 1_201
        assert events[-1] == "done"
    finally:
        queue.close()
        database.dispose()
