"""A server with a dataset and trained models: made once, copied for every test; and a worker in this process."""

import random
import shutil
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from anyio.to_thread import run_sync
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import Message

from classifier.errors import DomainError
from classifier.spec.limits import Limits
from service.dependencies import Services
from service.main import create_app
from service.settings import ApiSettings
from store.jobs import claim, fail
from store.tables import Job
from tests.databases import SqliteDatabases
from workers.jobs import profile, score
from workers.jobs.context import JobContext
from workers.jobs.kinds import job_of
from workers.settings import WorkerSettings

CSV = {"Content-Type": "text/csv"}

LIMITS = Limits(max_predict_rows=20, max_page_size=50, max_wait_seconds=1.0, max_json_bytes=100_000, max_queued_jobs=5)


@dataclass(frozen=True)
class World:
    """What a test finds there already."""

    dataset_id: str
    """120 rows: id, width, height, colour, seen, shape (round or square)."""
    job_id: str
    """The training job of model `shapes`."""
    model: str = "shapes"
    """Two classes; unseen categories give a warning."""
    strict: str = "strict"
    """Two classes; unseen categories are refused."""
    trio: str = "trio"
    """Three classes: the colours."""


Work = Callable[[str], None]


class Send(Protocol):
    """Sends a request message by message; an event among them is waited for."""

    def __call__(
        self, messages: Sequence[Message | threading.Event], headers: dict[str, str], method: str = ..., path: str = ...
    ) -> list[Message]: ...


def table(num_rows: int = 120) -> str:
    """CSV text of rows in which the shape follows from width and height."""
    draw = random.Random(7)
    lines = ["id,width,height,colour,seen,shape"]
    for row in range(num_rows):
        square = row % 2
        width, height = draw.gauss(3 + 2 * square, 0.5), draw.gauss(3, 0.5)
        colour = ("red", "green", "blue")[row % 3]
        seen = f"2024-0{1 + row % 9}-11"
        lines.append(f"item-{row:04d},{width:.3f},{height:.3f},{colour},{seen},{'square' if square else 'round'}")
    return "\n".join(lines) + "\n"


def a_row(**changes: object) -> dict[str, object]:
    """One input row of the models."""
    return {"width": 5.1, "height": 3.0, "colour": "red", "seen": "2024-03-11", **changes}


@pytest.fixture(scope="session")
def template(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Path, Path]:
    """The world, its folder and its database file."""
    folder = tmp_path_factory.mktemp("world")
    url = sqlite_databases.fresh()
    settings = ApiSettings(data_dir=folder, database_url=url, auth="off")
    app = create_app(settings)
    with TestClient(app, base_url="http://localhost") as client, pytest.MonkeyPatch.context() as patch:
        free_memory(patch)
        services: Services = app.state.services
        made = client.post("/v1/datasets?name=shapes.csv", content=table(), headers=CSV).json()
        work(services, made["profile_job_id"])
        jobs = [
            start(client, made["id"], {"target": "shape"}, None),
            start(client, made["id"], {"target": "shape", "preprocessing": {"unseen_category": "error"}}, "strict"),
            start(client, made["id"], {"target": "colour"}, "trio"),
        ]
        for job_id in jobs:
            work(services, job_id)
    return World(made["id"], jobs[0]), folder, Path(url.removeprefix("sqlite:///"))


def start(client: TestClient, dataset_id: str, spec: dict[str, object], name: str | None) -> str:
    """The id of a small training job."""
    fast = {"optimizer": {"learning_rate": 0.05}, "training": {"epochs": 4, "batch_size": 8}}
    spec = {"model": {"hidden": [8]}, **fast, **spec}
    body = {"dataset_id": dataset_id, "spec": spec, "model_name": name}
    answer = client.post("/v1/training-jobs", json=body)
    assert answer.status_code == 202, answer.text
    job_id: str = answer.json()["id"]
    return job_id


def free_memory(patch: pytest.MonkeyPatch) -> None:
    """A job in this process must not bound the memory of every test after it."""
    for module in (profile, score):
        patch.setattr(module, "limit_memory", lambda _: None)


def work(services: Services, job_id: str) -> None:
    """Do a queued job here and now, as a worker's child would."""
    settings = WorkerSettings(data_dir=services.settings.data_dir, database_url=services.settings.url)
    with services.database.begin() as tx:
        hold = claim(tx, job_id, "worker-test")
    assert hold is not None
    context = JobContext(services.database, services.blobs, hold, settings, threading.Event())
    try:
        job = job_of(hold.kind)
        assert job is not None
        job(context)
    except DomainError as error:
        with services.database.begin() as tx:
            fail(tx, hold, error)


@pytest.fixture
def world(template: tuple[World, Path, Path]) -> World:
    """What is there already."""
    return template[0]


@pytest.fixture
def settings(template: tuple[World, Path, Path], tmp_path: Path) -> ApiSettings:
    """A server over a copy of the world, with small limits."""
    _, folder, file = template
    shutil.copytree(folder, tmp_path / "data")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        source.backup(copy)
    return ApiSettings(data_dir=tmp_path / "data", database_url=f"sqlite:///{tmp_path / 'copy.db'}", limits=LIMITS)


@pytest.fixture
def worker(services: Services, monkeypatch: pytest.MonkeyPatch) -> Work:
    """`worker(job_id)` does a queued job."""
    free_memory(monkeypatch)

    def run(job_id: str) -> None:
        work(services, job_id)

    return run


@pytest.fixture
def edit(services: Services) -> Callable[..., None]:
    """`edit(job_id, status="running")` writes columns of a job's row, as if a worker had."""

    def write(job_id: str, **values: object) -> None:
        with services.database.begin() as tx:
            job = tx.query(Job).filter_by(id=job_id).one()
            for name, value in values.items():
                setattr(job, name, value)

    return write


@pytest.fixture
def send(app: FastAPI, client: TestClient) -> Send:
    """Sends a request message by message, as a server does, by default an upload; returns what was answered."""

    def run(
        messages: Sequence[Message | threading.Event],
        headers: dict[str, str],
        method: str = "POST",
        path: str = "/v1/datasets",
    ) -> list[Message]:
        given = {"host": "localhost", "authorization": client.headers["Authorization"], **headers}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(name.lower().encode(), value.encode()) for name, value in given.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8000),
            "state": {},
        }
        waiting = list(messages)
        answered: list[Message] = []

        async def receive() -> Message:
            while waiting and isinstance(event := waiting[0], threading.Event):
                await run_sync(event.wait, 30)
                waiting.pop(0)
            message = waiting.pop(0) if waiting else {"type": "http.disconnect"}
            assert not isinstance(message, threading.Event)
            return message

        async def answer(message: Message) -> None:
            answered.append(message)

        assert client.portal is not None
        client.portal.call(app, scope, receive, answer)
        return answered

    return run
