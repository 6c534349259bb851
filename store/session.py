"""The database and its sessions; the one place that commits."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Engine, create_engine, event, literal_column, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

# Below this release SQLite's write-ahead log can corrupt a database when two connections checkpoint back to back
# (sqlite.org/wal.html#walresetbug), so older libraries keep the rollback journal.
WAL_SAFE_FROM = (3, 51, 3)

BUSY_SECONDS = 30.0  # a writer waits this long for the file's lock; the engine's own connections wait as long


_SQLITE_CLOCK = "((julianday('now') - 2440587.5) * 86400.0)"
_POSTGRES_CLOCK = "extract(epoch from clock_timestamp())"


def journal_mode(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> str:
    """The safe journal of an SQLite release.

    >>> journal_mode((3, 40, 1)), journal_mode((3, 51, 3))
    ('TRUNCATE', 'WAL')
    """
    return "WAL" if version >= WAL_SAFE_FROM else "TRUNCATE"


class Database:
    """One database, SQLite or PostgreSQL, and the sessions on it."""

    def __init__(self, url: str, *, pool_size: int = 10):
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = _engine(url, pool_size)
        self.clock: ColumnElement[float] = literal_column(_SQLITE_CLOCK if self.is_sqlite else _POSTGRES_CLOCK)
        """SQL for the seconds since 1970 by the database's own clock: the clocks of two hosts differ."""
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A session that may write: commits when left cleanly, else rolls back."""
        with self._sessions() as session:
            if self.is_sqlite:
                # Taking the write lock first means that no transaction fails half way for want of it.
                session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
            yield session
            session.commit()  # leaving by an exception closes the session, which rolls back

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads; whatever it changed is rolled back."""
        with self._sessions() as session:
            yield session  # closing rolls back and leaves loaded rows readable

    def ping(self) -> None:
        """One round trip. Raises: `sqlalchemy.exc.OperationalError` when the database is away."""
        with self.engine.connect() as connection:
            connection.execute(text("select 1"))

    def now(self, session: Session) -> float:
        """Seconds since 1970 by the database's clock."""
        return float(session.scalar(select(self.clock)) or 0.0)

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def driver_url(url: str) -> str:
    """The URL with psycopg 3 named as the driver of PostgreSQL.

    >>> driver_url("postgresql://me@db/discern")
    'postgresql+psycopg://me@db/discern'
    """
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def open_database(url: str, *, pool_size: int = 10) -> Database:
    """The database behind `sqlite:////path/file.db` or `postgresql://user@host/name`."""
    return Database(url, pool_size=pool_size)


def _engine(url: str, pool_size: int) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(driver_url(url), pool_size=pool_size, max_overflow=10, pool_pre_ping=True, pool_timeout=30)
    engine = create_engine(url, pool_size=pool_size, max_overflow=10, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _settings(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # we begin ourselves, below
        cursor = connection.cursor()
        cursor.execute(f"pragma busy_timeout={int(BUSY_SECONDS * 1000)}")
        cursor.execute(f"pragma journal_mode={journal_mode()}")
        cursor.execute("pragma synchronous=FULL")
        cursor.execute("pragma foreign_keys=ON")
        cursor.execute("pragma mmap_size=0")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("sqlite_begin") == "IMMEDIATE"
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")

    return engine
