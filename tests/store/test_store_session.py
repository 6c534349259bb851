"""Sessions: one place commits, SQLite is set up safely."""

import pytest
from sqlalchemy import text

from store.keys import create_key, revoke_key, verify_key
from store.session import Database, driver_url, journal_mode, open_database
from store.tables import Model


def test_an_error_rolls_everything_back(database: Database) -> None:
    def fail_after_adding() -> None:
        with database.begin() as tx:
            tx.add(Model(name="rice"))
            tx.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_adding()

    with database.read() as tx:
        assert tx.get(Model, "rice") is None


def test_a_reading_session_never_writes(database: Database) -> None:
    with database.read() as tx:
        tx.add(Model(name="rice"))
        tx.flush()

    with database.read() as tx:
        assert tx.get(Model, "rice") is None


def test_the_write_ahead_log_is_used_only_where_it_is_safe() -> None:
    assert journal_mode((3, 51, 2)) == "TRUNCATE"
    assert journal_mode((3, 51, 3)) == "WAL"
    assert journal_mode((3, 40, 1)) == "TRUNCATE"


def test_sqlite_is_durable_and_checks_foreign_keys(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    with database.engine.connect() as connection:
        settings = {
            name: connection.execute(text(f"pragma {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "mmap_size", "busy_timeout")
        }
    database.dispose()

    assert settings == {
        "journal_mode": journal_mode().lower(),
        "synchronous": 2,
        "foreign_keys": 1,
        "mmap_size": 0,
        "busy_timeout": 30_000,
    }


def test_postgresql_is_spoken_to_through_psycopg_3() -> None:
    assert driver_url("postgresql://me:pw@db/discern") == "postgresql+psycopg://me:pw@db/discern"
    assert driver_url("sqlite:////x.db") == "sqlite:////x.db"


def test_a_key_is_valid_until_it_is_revoked(database: Database) -> None:
    with database.begin() as tx:
        row, secret = create_key(tx, name="me", scopes=["predict"])
    assert secret not in str(row.__dict__.values())

    found = verify_key(database, secret)
    assert found is not None
    assert found.scopes == ["predict"]
    assert verify_key(database, secret[:-1] + ("A" if secret[-1] != "A" else "B")) is None
    assert verify_key(database, "disc_00000000_" + "x" * 43) is None
    assert verify_key(database, "") is None

    with database.begin() as tx:
        revoke_key(tx, row.prefix)
    assert verify_key(database, secret) is None


def test_an_unknown_scope_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="unknown scopes"), database.begin() as tx:
        create_key(tx, name="me", scopes=["everything"])
