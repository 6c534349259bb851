"""The API in this process, over a fresh SQLite database, with keys of any scope."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from service.dependencies import Services
from service.logs import structlog_to_stdlib
from service.main import create_app
from service.settings import ApiSettings
from store.keys import SCOPES, create_key
from store.session import open_database

MakeKey = Callable[..., str]


structlog_to_stdlib()  # before the first line is logged; by default structlog prints in colours, locals included


class Running(Protocol):
    """Starts an application and gives a client of it; everything is closed at the end of the test."""

    def __call__(self, app: FastAPI, **options: object) -> TestClient: ...


@pytest.fixture
def settings(tmp_path: Path, sqlite_url: str) -> ApiSettings:
    """Settings of a server on loopback with a database of its own."""
    return ApiSettings(data_dir=tmp_path / "data", database_url=sqlite_url)


@pytest.fixture
def app(settings: ApiSettings) -> FastAPI:
    """The application, not started; add routes or dependency overrides before asking for `client`."""
    return create_app(settings)


@pytest.fixture
def running() -> Iterator[Running]:
    """Starts applications. Their clients send no key unless told to."""
    clients: list[TestClient] = []

    def start(app: FastAPI, **options: object) -> TestClient:
        given = {"base_url": "http://localhost:8000", "raise_server_exceptions": False, **options}
        client = TestClient(app, **given)  # type: ignore[arg-type]
        client.__enter__()
        clients.append(client)
        return client

    yield start
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def key(settings: ApiSettings) -> MakeKey:
    """`key("predict", "model:read")` makes a key with these scopes, or with all but `admin`; returns its secret."""

    def make(*scopes: str) -> str:
        database = open_database(settings.url, pool_size=1)
        try:
            with database.begin() as tx:
                _, secret = create_key(tx, name="test", scopes=scopes or [s for s in SCOPES if s != "admin"])
            return secret
        finally:
            database.dispose()

    return make


@pytest.fixture
def anonymous(app: FastAPI, running: Running) -> TestClient:
    """A client without a key."""
    return running(app)


@pytest.fixture
def client(anonymous: TestClient, key: MakeKey) -> TestClient:
    """A client whose key has every scope but `admin`."""
    anonymous.headers["Authorization"] = f"Bearer {key()}"
    return anonymous


@pytest.fixture
def services(app: FastAPI, client: TestClient) -> Services:
    """What the running application has open."""
    opened: Services = app.state.services
    return opened
