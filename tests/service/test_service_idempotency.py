"""A request sent twice under one key has one effect and one answer."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel
from sqlalchemy import func, select
from starlette.responses import JSONResponse, Response
from starlette.testclient import TestClient

from classifier.errors import Conflict
from service.auth.caller import require
from service.dependencies import Services, Transaction
from service.idempotency import IdempotencyDep
from service.main import create_app
from service.routing import StrictRoute
from service.settings import ApiSettings
from store.tables import IdempotencyRecord, Model, utc_now
from tests.service.conftest import MakeKey


class Wish(BaseModel):
    name: str
    fail: bool = False
    refuse: bool = False


def with_creation(app: FastAPI, pause: threading.Event | None = None) -> FastAPI:
    """`app` with a route that creates a row each time it really runs."""
    router = APIRouter(prefix="/v1/test", route_class=StrictRoute, dependencies=[require()])

    @router.post("/models", include_in_schema=False)
    def create_model(wish: Wish, tx: Transaction, idempotency: IdempotencyDep) -> Response:
        def make() -> Response:
            number = (tx.scalar(select(func.count()).select_from(Model)) or 0) + 1
            tx.add(Model(name=f"{wish.name}-{number}"))
            tx.flush()
            if pause is not None:
                pause.wait(0.3)
            if wish.fail:
                raise Conflict("not today")
            status = 400 if wish.refuse else 201
            return JSONResponse({"made": number}, status_code=status, headers={"Location": f"/v1/test/{number}"})

        return idempotency.once(tx, make)

    app.include_router(router)
    return app


def count(services: Services) -> int:
    with services.database.read() as tx:
        return tx.scalar(select(func.count()).select_from(Model)) or 0


@pytest.fixture
def app(settings: ApiSettings) -> FastAPI:
    return with_creation(create_app(settings))


def test_the_stored_answer_is_repeated(client: TestClient, services: Services) -> None:
    first = client.post("/v1/test/models", json={"name": "m"}, headers={"Idempotency-Key": "k-1"})
    again = client.post("/v1/test/models", json={"name": "m"}, headers={"Idempotency-Key": "k-1"})

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json() == {"made": 1}
    assert again.headers["Location"] == first.headers["Location"] == "/v1/test/1"
    assert again.headers["Content-Type"] == "application/json"
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert count(services) == 1


def test_without_a_key_or_under_another_each_request_has_its_effect(client: TestClient, services: Services) -> None:
    made = [client.post("/v1/test/models", json={"name": "m"}).json()["made"] for _ in range(2)]
    for key in ("k-1", "k-2"):
        made.append(client.post("/v1/test/models", json={"name": "m"}, headers={"Idempotency-Key": key}).json()["made"])

    assert made == [1, 2, 3, 4]
    assert count(services) == 4


@pytest.mark.parametrize(
    ("path", "body"), [("/v1/test/models", {"name": "other"}), ("/v1/test/models?x=1", {"name": "m"})]
)
def test_the_same_key_with_another_request_is_refused(
    client: TestClient, services: Services, path: str, body: dict[str, str]
) -> None:
    client.post("/v1/test/models", json={"name": "m"}, headers={"Idempotency-Key": "k-1"})

    answer = client.post(path, json=body, headers={"Idempotency-Key": "k-1"})

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert count(services) == 1


def test_two_callers_may_use_the_same_key(client: TestClient, key: MakeKey, services: Services) -> None:
    client.post("/v1/test/models", json={"name": "m"}, headers={"Idempotency-Key": "k-1"})

    other = {"Idempotency-Key": "k-1", "Authorization": f"Bearer {key()}"}
    assert client.post("/v1/test/models", json={"name": "m"}, headers=other).json() == {"made": 2}
    assert count(services) == 2


def test_a_failure_is_not_stored_and_leaves_nothing(client: TestClient, services: Services) -> None:
    failed = client.post("/v1/test/models", json={"name": "m", "fail": True}, headers={"Idempotency-Key": "k-1"})
    retried = client.post("/v1/test/models", json={"name": "m", "fail": False}, headers={"Idempotency-Key": "k-1"})

    assert (failed.status_code, retried.status_code) == (409, 201)
    assert count(services) == 1


def test_only_successes_are_stored(client: TestClient, services: Services) -> None:
    headers = {"Idempotency-Key": "k-1"}
    statuses = [
        client.post("/v1/test/models", json={"name": "m", "refuse": True}, headers=headers).status_code
        for _ in range(2)
    ]

    assert statuses == [400, 400]
    with services.database.read() as tx:
        assert tx.scalar(select(func.count()).select_from(IdempotencyRecord)) == 0


def test_a_record_is_forgotten_after_its_hours(client: TestClient, services: Services) -> None:
    headers = {"Idempotency-Key": "k-1"}
    client.post("/v1/test/models", json={"name": "m"}, headers=headers)
    with services.database.begin() as tx:
        [record] = tx.scalars(select(IdempotencyRecord))
        record.created_at = utc_now() - timedelta(hours=services.settings.limits.idempotency_hours, seconds=1)

    assert client.post("/v1/test/models", json={"name": "other"}, headers=headers).json() == {"made": 2}
    with services.database.begin() as tx:
        [record] = tx.scalars(select(IdempotencyRecord))
        record.created_at = utc_now() - timedelta(hours=services.settings.limits.idempotency_hours - 0.01)
    assert client.post("/v1/test/models", json={"name": "other"}, headers=headers).json() == {"made": 2}


@pytest.mark.parametrize("odd", ["", "a b", "k" * 256, "\x7f", "ä".encode().decode("latin-1")])
def test_a_key_of_odd_characters_is_refused(client: TestClient, odd: str) -> None:
    answer = client.post("/v1/test/models", json={"name": "m"}, headers={b"Idempotency-Key": odd.encode("latin-1")})

    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")
    assert client.post("/v1/test/models", json={"name": "m"}, headers={"Idempotency-Key": "k" * 255}).is_success


def test_concurrent_requests_with_one_key_have_one_effect(database_url: str, settings: ApiSettings) -> None:
    changed = settings.model_copy(update={"database_url": database_url, "auth": "off"})
    app = with_creation(create_app(changed), pause=threading.Event())
    with TestClient(app, base_url="http://localhost") as client, ThreadPoolExecutor(8) as threads:
        answers = list(
            threads.map(
                lambda _: client.post("/v1/test/models", json={"name": "m"}, headers={"Idempotency-Key": "k"}), range(8)
            )
        )
        assert [answer.status_code for answer in answers] == [201] * 8
        assert {answer.text for answer in answers} == {'{"made":1}'}
        assert sum("Idempotency-Replayed" not in answer.headers for answer in answers) == 1
        assert count(app.state.services) == 1
