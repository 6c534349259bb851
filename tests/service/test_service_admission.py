"""More requests than threads, all of them writing: each gets its turn."""

import time
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from fastapi import APIRouter, FastAPI
from starlette.testclient import TestClient

from service.auth.caller import require
from service.dependencies import Transaction
from service.errors import Busy
from service.limits import admission
from service.limits.admission import Admission
from service.main import create_app
from service.routing import StrictRoute
from service.settings import ApiSettings
from store.ids import new_id
from store.tables import Model


def writing_app(settings: ApiSettings) -> FastAPI:
    app = create_app(settings)
    router = APIRouter(prefix="/v1/test", route_class=StrictRoute, dependencies=[require()])

    @router.post("/write", include_in_schema=False)
    def write(tx: Transaction) -> None:
        tx.add(Model(name=new_id("m")))
        tx.flush()
        time.sleep(0.01)

    app.include_router(router)
    return app


def test_writers_never_starve_the_one_that_holds_the_lock(
    settings: ApiSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.main.SPARE_THREADS", 0)
    app = writing_app(settings.model_copy(update={"auth": "off", "threads": 2}))

    with TestClient(app, base_url="http://localhost") as client, ThreadPoolExecutor(16) as threads:
        start = time.monotonic()
        statuses = list(threads.map(lambda _: client.post("/v1/test/write").status_code, range(48)))
        seconds = time.monotonic() - start

    assert statuses == [200] * 48
    assert seconds < 10, "somebody waited for the lock until the database gave up"


def test_who_gets_no_permit_in_time_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "WAIT_SECONDS", 0.05)

    async def run() -> None:
        permits = Admission(1)
        async with permits.permit():
            with pytest.raises(Busy):
                async with permits.permit():
                    raise AssertionError("a second permit")
        async with permits.permit():
            pass

    anyio.run(run)
