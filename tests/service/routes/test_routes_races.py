"""Requests that meet on one dataset or one key take turns, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from service.dependencies import Services
from service.main import create_app
from service.settings import ApiSettings
from tests.service.conftest import Running
from tests.service.routes.conftest import CSV, free_memory, table, work


@pytest.fixture
def app(tmp_path: Path, database_url: str) -> FastAPI:
    return create_app(ApiSettings(data_dir=tmp_path / "data", database_url=database_url, auth="off"))


@pytest.fixture
def client(app: FastAPI, running: Running) -> TestClient:
    return running(app)


@pytest.fixture
def services(app: FastAPI, client: TestClient) -> Services:
    opened: Services = app.state.services
    return opened


def ready(client: TestClient, services: Services, name: str) -> str:
    """Id of a dataset that was read."""
    made = client.post(f"/v1/datasets?name={name}", content=table(30), headers=CSV).json()
    work(services, made["profile_job_id"])
    dataset_id: str = made["id"]
    return dataset_id


def test_a_dataset_is_either_deleted_or_trained_on(
    client: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    free_memory(monkeypatch)
    with ThreadPoolExecutor(2) as pool:
        for number in range(4):
            dataset_id = ready(client, services, f"race-{number}")
            body = {"dataset_id": dataset_id, "spec": {"target": "shape"}}

            deletion = pool.submit(client.delete, f"/v1/datasets/{dataset_id}")
            creation = pool.submit(client.post, "/v1/training-jobs", json=body)

            outcome = (deletion.result().status_code, creation.result().status_code)
            assert outcome in ((204, 404), (409, 202)), (deletion.result().text, creation.result().text)


def test_of_many_uploads_under_one_key_one_is_kept(client: TestClient, services: Services) -> None:
    headers = {**CSV, "Idempotency-Key": "many"}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: client.post("/v1/datasets", content=table(3), headers=headers), range(8)))

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(client.get("/v1/datasets").json()["data"]) == 1


def test_a_job_is_cancelled_once_however_many_ask(
    client: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    free_memory(monkeypatch)
    body = {"dataset_id": ready(client, services, "cancel"), "spec": {"target": "shape"}}
    job_id = client.post("/v1/training-jobs", json=body).json()["id"]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: client.post(f"/v1/training-jobs/{job_id}/cancel"), range(8)))

    assert sorted(answer.status_code for answer in answers) == [202] + [409] * 7
    types = [event["type"] for event in client.get(f"/v1/jobs/{job_id}/events").json()["data"]]
    assert types == ["state", "state", "done"]
