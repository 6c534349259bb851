"""Fixtures for every test: databases of both kinds, and the mark of the journeys."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Databases, PostgresDatabases, PostgresServer, SqliteDatabases

KINDS = ("sqlite", "postgresql")
ROOT = Path(__file__).parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in `journeys/`: it starts processes and kills them, and runs apart from all that does not."""
    for item in items:
        if Path(__file__).parent / "journeys" in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """Maker of SQLite files."""
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    """Maker of databases on `DISCERN_TEST_POSTGRES_URL`, or else on a server of our own, one per test process."""
    given = os.environ.get("DISCERN_TEST_POSTGRES_URL")
    server = None
    if not given:
        server = PostgresServer(int(os.environ.get("DISCERN_TEST_POSTGRES_VERSION", "18")))
    try:
        if server:
            server.start()
        databases = PostgresDatabases(given or (server.url if server else ""))
        try:
            yield databases
        finally:
            if given:  # ours goes with all that is in it
                databases.close()
    finally:
        if server:
            server.close()


@pytest.fixture(params=KINDS)
def databases(request: pytest.FixtureRequest) -> Databases:
    """Maker of databases of either kind: the test runs once on each."""
    name = "sqlite_databases" if request.param == "sqlite" else "postgres_databases"
    made: Databases = request.getfixturevalue(name)
    return made


@pytest.fixture
def database_url(databases: Databases) -> str:
    """URL of a fresh, migrated database; the test runs on SQLite and on PostgreSQL."""
    return databases.fresh()


@pytest.fixture
def empty_database_url(databases: Databases) -> str:
    """URL of a database without a table; the test runs on SQLite and on PostgreSQL."""
    return databases.empty()


@pytest.fixture
def sqlite_url(sqlite_databases: SqliteDatabases) -> str:
    """URL of a fresh, migrated SQLite file."""
    return sqlite_databases.fresh()


@pytest.fixture
def postgres_url(postgres_databases: PostgresDatabases) -> str:
    """URL of a fresh, migrated PostgreSQL database."""
    return postgres_databases.fresh()
