"""Preloaded in the fork server: everything a job imports, and one optimizer step, so that a child starts in milliseconds."""

from importlib import import_module

from classifier.neural.warm import warm_up

for name in ("psycopg", "pyarrow.csv", "pyarrow.parquet", "workers.jobs.kinds"):
    import_module(name)
warm_up()
