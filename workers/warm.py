"""Preloaded in the fork server of jobs that need no torch: everything else that they import."""

import gc
from importlib import import_module

import pyarrow as pa
from sqlalchemy.orm import configure_mappers

from classifier.table import csv_loops
from store.session import open_database


def freeze() -> None:
    """Leave what is imported so far out of every collection to come.

    A full one in a child would visit, and so copy, every page of it: 0.25 s of a job's first second.
    """
    gc.collect()
    gc.freeze()


READ = ("psycopg", "pyarrow.csv", "pyarrow.parquet", "workers.jobs.profile", "workers.jobs.score")
CHECK = ("sklearn.tree",)  # for the checks of a profile: 0.6 s of a child's first second, 69 MB of each child
for name in (*READ, *CHECK):
    import_module(name)
pa.array([0])  # the first list that Arrow is given makes it look for pandas: 0.3 s
csv_loops.compiled()
configure_mappers()
for url in ("sqlite:////nowhere", "postgresql://nowhere/nothing"):
    open_database(url).dispose()  # never connected: this imports the dialect, 15 ms
freeze()
