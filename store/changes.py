"""The log of the registry's changes: who changed what and why; every API process follows it."""

import sqlite3
import threading
import time
from contextlib import suppress
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from store.session import Database
from store.tables import RegistryChange

CHANNEL = "discern_registry"
"""What PostgreSQL notifies; the payload is the model's name."""

SQLITE_POLL_SECONDS = 0.1  # between two looks at the end of an index
POSTGRES_POLL_SECONDS = 0.5  # a notification comes at once; this is for one that was lost with its connection
STOP_SECONDS = 0.1  # a wait for notifications is not ended by a thread's event: so long it may go on after it

_LOCK = 7_414_250_812  # any constant; whoever writes a change holds this PostgreSQL advisory lock until it commits


def record(
    tx: Session,
    model_name: str,
    action: str,
    *,
    actor: str,
    subject: str | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    why: str | None = None,
) -> None:
    """Add a change to the log, as the last write of the caller's transaction.

    On PostgreSQL writers take turns from here to their commit, so that numbers become visible in their order: a reader
    that has seen one will find no smaller one later. SQLite has one writer at a time anyway.
    """
    if tx.get_bind().dialect.name == "postgresql":
        tx.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        tx.execute(select(func.pg_notify(CHANNEL, model_name)))  # sent by the commit
    tx.add(
        RegistryChange(
            model_name=model_name, action=action, subject=subject, before=before, after=after, actor=actor, why=why
        )
    )
    tx.flush()


def newest_change(tx: Session, model_name: str | None = None) -> int:
    """Number of the newest change, of one model or of all; 0 before the first."""
    query = select(func.max(RegistryChange.seq))
    return tx.scalar(query if model_name is None else query.where(RegistryChange.model_name == model_name)) or 0


def changed_since(tx: Session, seq: int) -> dict[str, int]:
    """The newest change of each model that changed after `seq`."""
    newest = func.max(RegistryChange.seq).label("newest")
    query = select(RegistryChange.model_name, newest).where(RegistryChange.seq > seq)
    return {row.model_name: row.newest for row in tx.execute(query.group_by(RegistryChange.model_name))}


def list_changes(
    tx: Session, model_name: str, *, limit: int = 20, before_seq: int | None = None
) -> list[RegistryChange]:
    """Changes of a model, newest first; also of one that was deleted."""
    query = select(RegistryChange).where(RegistryChange.model_name == model_name)
    if before_seq is not None:
        query = query.where(RegistryChange.seq < before_seq)
    return list(tx.scalars(query.order_by(RegistryChange.seq.desc()).limit(limit)))


class ChangeBell:
    """Tells when something may have changed, over a connection of its own: PostgreSQL notifies, SQLite is looked at."""

    def __init__(self, database: Database):
        self._database = database
        self._connection: Any = None

    def wait(self, stop: threading.Event) -> int | None:
        """Number of the newest change, after a notification or the time between two looks; it never raises.

        None when the database did not answer; the connection is then opened again. Returns soon once `stop` is set.
        """
        try:
            connection = self._connection or self._open()
            if self._database.is_sqlite:
                stop.wait(SQLITE_POLL_SECONDS)
            else:
                until = time.monotonic() + POSTGRES_POLL_SECONDS
                while not stop.is_set() and time.monotonic() < until:
                    if any(True for _ in connection.notifies(timeout=STOP_SECONDS, stop_after=1)):
                        break
            (newest,) = connection.execute("select coalesce(max(seq), 0) from registry_change").fetchone()
        except Exception:  # of two drivers
            self.close()
            stop.wait(POSTGRES_POLL_SECONDS)
            return None
        return int(newest)

    def close(self) -> None:
        """Close the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                connection.close()

    def _open(self) -> Any:
        url = make_url(self._database.url)
        if self._database.is_sqlite:
            self._connection = sqlite3.connect(url.database or "", timeout=1.0, isolation_level=None)
        else:
            import psycopg  # an API on SQLite does not need it

            plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
            self._connection = psycopg.connect(plain, autocommit=True, connect_timeout=5)
            self._connection.execute("listen discern_registry")
        return self._connection
