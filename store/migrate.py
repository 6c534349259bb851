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

_VERSION = table("alembic_version", column("version_num"))
_SCRIPTS = Path(__file__).parent.parent / "migrations"

REVISIONS = sorted(file.name.partition("_")[0] for file in _SCRIPTS.glob("versions/[0-9]*_*.py"))
"""The migrations this code knows, oldest first: a file's name begins with its revision."""

_LOCK = 7_414_250_811  # any constant; every migrating process takes the same PostgreSQL advisory lock


class SchemaTooNew(Exception):
    """The database was migrated by a newer version of this code."""


def upgrade(url: str) -> None:
    """Bring the database at `url` up to this code's schema; a database that is there already is left alone.

    Raises: `SchemaTooNew`, for going back is not possible.
    """
    database = open_database(url, pool_size=2)
    try:
        with _one_at_a_time(database):
            revision = revision_of(database)
            if revision is not None and revision not in REVISIONS:
                raise SchemaTooNew(f"the database is at {revision}, which this version does not know; use a newer one")
            if revision != REVISIONS[-1]:
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
        return revision_of(database) == REVISIONS[-1]
    finally:
        database.dispose()


def fits(database: Database) -> bool:
    """True when this code can work on the database: its schema is this code's, or newer.

    A newer one fits because migrations expand first and contract a release later: during a rolling upgrade the old
    processes go on beside the new.
    """
    revision = revision_of(database)
    return revision is not None and revision not in REVISIONS[:-1]


def revision_of(database: Database) -> str | None:
    """The newest migration that the database has had, or None; one query, no Alembic."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table(_VERSION.name):
            return None
        revision: str | None = connection.scalar(select(_VERSION.c.version_num))
        return revision


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
