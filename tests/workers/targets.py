"""Processes for tests of children: one that ends when asked, one that does not, some that need memory."""

import multiprocessing
import os
import signal
import sys
import time
from pathlib import Path

from classifier.errors import OutOfMemory
from classifier.neural.train import train_classifier
from classifier.neural.warm import warm_up
from classifier.spec.limits import Limits
from classifier.table.stored import StoredTable
from store.jobs import Claim
from tests.classifier.neural.neural_runs import Notebook, numbers_schema, resolved
from workers import child
from workers.memory import limit_memory
from workers.settings import WorkerSettings


def ignore_sigterm() -> None:
    """Live on, whatever is asked."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)


def begin_a_job(settings: WorkerSettings, usual: int) -> None:
    """Exit status: how far a child that has begun stands back behind `usual`."""
    child.die_with_parent = lambda: None
    child._run = lambda order, stop, lines: os.nice(0) - usual
    reader, _writer = multiprocessing.Pipe(duplex=False)
    child.run_child(child.ChildOrder(Claim("job_1", "train", 1, None), "worker-1", settings), reader)


def take_memory(limit_bytes: int, taken_bytes: int) -> None:
    """Exit status 0 when so much memory could be had under the limit, 9 when it was refused."""
    limit_memory(limit_bytes)
    try:
        taken = bytearray(taken_bytes)
    except MemoryError:
        sys.exit(9)
    sys.exit(0 if taken else 1)


def train_under(limit_bytes: int, path: str, memory_bytes: int | None) -> None:
    """Exit status 0 when a stored table was trained on and measured under the limit, 9 when memory was refused."""
    table = StoredTable.open(Path(path))
    schema = numbers_schema(len(table.column_names) - 1)
    features = [name for name in table.column_names if name != "y"]
    spec = resolved(features=features, training={"epochs": 1, "batch_size": 512}, diagnosis={"probe_seconds": 0})
    import sklearn.linear_model  # noqa: F401  (OpenBLAS waits for ever for room that it does not get when it is loaded)

    warm_up()  # as the process that a job's child is forked from
    limit_memory(limit_bytes)
    try:
        trained = train_classifier(
            table, schema, spec, observer=Notebook(), resume_from=None, limits=Limits(), memory_bytes=memory_bytes
        )
    except (MemoryError, OutOfMemory):
        sys.exit(9)
    test = trained.metrics.test
    sys.exit(0 if test is not None and test.num_rows == round(0.2 * table.num_rows) and test.accuracy > 0.8 else 1)
