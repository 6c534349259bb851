"""Migrations: ours by Alembic and the engine's own, one after the other, one process at a time."""

import fcntl
import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, column, inspect, select, table, text
from sqlalchemy.engine import make_url

from store.queue import migrate_engine
from store.session import Database, open_database
from store.tables import Base

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"
"""The newest migration; a test holds it against the files."""

_VERSION = table("alembic_version", column("version_num"))
_SCRIPTS = Path(__file__).parent.parent / "migrations"
_LOCK = 7_414_250_811  # any constant; every migrating process takes the same PostgreSQL advisory lock


def upgrade(url: str) -> None:
    """Bring the database at `url` up to this code's schema; a database that is there already is left alone."""
    database = open_database(url, pool_size=2)
    try:
        with _one_at_a_time(database):
            if not is_current_on(database):
                from alembic import command  # 0.2 s, which a start that has nothing to migrate need not pay

                with database.engine.begin() as connection:
                    command.upgrade(_config(connection), "head")
            migrate_engine(url)
    finally:
        database.dispose()


def is_current(url: str) -> bool:
    """True when our schema is the one this code was written for."""
    database = open_database(url, pool_size=1)
    try:
        return is_current_on(database)
    finally:
        database.dispose()


def is_current_on(database: Database) -> bool:
    """True when our schema in an open database is the one this code was written for; costs one query, no Alembic."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table(_VERSION.name):
            return False
        return connection.scalar(select(_VERSION.c.version_num)) == HEAD


def new_revision(url: str, message: str) -> None:
    """Write a migration file from the difference between the models and an upgraded database."""
    from alembic import command

    database = open_database(url, pool_size=1)
    with database.engine.begin() as connection:
        command.revision(_config(connection), message=message, autogenerate=True)
    database.dispose()


def is_ours(
    name: str | None,
    kind: Literal[
        "schema", "table", "column", "index", "unique_constraint", "foreign_key_constraint", "check_constraint"
    ],
    parents: MutableMapping[Literal["schema_name", "table_name", "schema_qualified_table_name"], str | None],
) -> bool:
    """What Alembic may look at: on SQLite the engine's tables lie among ours, and would be dropped otherwise."""
    return kind != "table" or name in Base.metadata.tables


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _one_at_a_time(database: Database) -> Iterator[None]:
    if not database.is_sqlite:
        # Autocommit and trying again, not waiting: the engine builds indexes concurrently, and those wait for every open
        # transaction, also for one that only waits for this lock.
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while not connection.scalar(text("select pg_try_advisory_lock(:key)"), {"key": _LOCK}):
                time.sleep(0.2)
            try:
                yield
            finally:
                connection.execute(text("select pg_advisory_unlock(:key)"), {"key": _LOCK})
        return
    file = Path(make_url(database.url).database or "discern.db")
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(file.with_suffix(".migrate.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # closing releases it, and so does dying
        yield
