"""The test databases themselves: the other tests stand on them."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest
from sqlalchemy.engine import make_url

from store.session import open_database
from tests.databases import Databases, PostgresServer


def test_an_empty_database_has_no_table_of_ours(empty_database_url: str) -> None:
    assert _tables(empty_database_url) == set()


def test_a_fresh_database_has_the_tables_and_no_row(database_url: str) -> None:
    assert {"job", "dataset", "model_version"} <= _tables(database_url)
    database = open_database(database_url)
    with database.read() as session:
        assert session.connection().exec_driver_sql("select count(*) from job").scalar_one() == 0
    database.dispose()


def test_two_fresh_databases_share_nothing(databases: Databases) -> None:
    one, other = open_database(databases.fresh()), open_database(databases.fresh())
    insert = "insert into model (name, last_version, created_at) values ('rice', 0, '2026-01-01 00:00:00')"
    with one.begin() as session:
        session.connection().exec_driver_sql(insert)
    with other.read() as session:
        assert session.connection().exec_driver_sql("select count(*) from model").scalar_one() == 0
    one.dispose()
    other.dispose()


@pytest.mark.skipif("DISCERN_TEST_POSTGRES_URL" in os.environ, reason="the server is not ours")
def test_a_server_keeps_what_was_committed_over_a_crash() -> None:
    server = PostgresServer()
    try:
        server.start()
        with psycopg.connect(server.url) as connection:
            connection.execute("create table kept (n int)")
        server.stop(immediate=True)
        server.start()
        with psycopg.connect(server.url) as connection:
            assert connection.execute("select count(*) from kept").fetchone() == (0,)
    finally:
        server.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_no_server_outlives_killed_tests(repository: Path) -> None:
    script = (
        "from tests.databases import PostgresServer; s = PostgresServer(); s.start(); "
        "print(s._process.pid, s._folder, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(repository)},
    ) as tests:
        assert tests.stdout is not None
        pid, folder = tests.stdout.readline().split()
        server = psutil.Process(int(pid))
        tests.kill()
    deadline = time.monotonic() + 10
    while _runs(server) and time.monotonic() < deadline:
        time.sleep(0.05)
    shutil.rmtree(folder)
    assert not _runs(server)


def _runs(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _tables(url: str) -> set[str]:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        assert parsed.database
        with sqlite3.connect(parsed.database) as connection:
            return {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
    with psycopg.connect(url) as connection:
        rows = connection.execute("select table_name from information_schema.tables where table_schema = 'public'")
        return {name for (name,) in rows}
