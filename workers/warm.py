"""Preloaded in the fork server: everything a job imports, and one optimizer step, so that a child starts in milliseconds."""

import gc
from importlib import import_module

from sqlalchemy.orm import configure_mappers

from classifier.neural.warm import warm_up
from classifier.table import csv_loops
from store.session import open_database

for name in ("psycopg", "pyarrow.csv", "pyarrow.parquet", "sklearn.ensemble", "workers.jobs.kinds"):
    import_module(name)
warm_up()
csv_loops.compiled()
configure_mappers()
for url in ("sqlite:////nowhere", "postgresql://nowhere/nothing"):
    open_database(url).dispose()  # never connected: this imports the dialect, 15 ms
# A full collection in a child would visit, and so copy, every page of what was imported here: 0.25 s of a job's first
# second. Frozen, those objects are no collection's business.
gc.collect()
gc.freeze()
