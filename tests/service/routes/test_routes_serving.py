"""Loaded predictors: each loaded once, kept within a budget, used under a permit."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from starlette.testclient import TestClient

from service.dependencies import Services
from service.serving import loader, permits
from service.serving.loader import PredictorCache, held_bytes
from service.serving.permits import Permits, PredictionBusy
from store.models import get_version
from store.tables import ModelVersion
from tests.service.routes.conftest import World, a_row


@pytest.fixture
def versions(services: Services, world: World) -> list[ModelVersion]:
    """Three stored versions."""
    with services.database.read() as tx:
        return [get_version(tx, name) for name in (world.model, world.strict, world.trio)]


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the models loaded, in order."""
    seen: list[str] = []
    real = loader._load

    def load(blobs, version):  # type: ignore[no-untyped-def]
        seen.append(version.model_name)
        time.sleep(0.05)
        return real(blobs, version)

    monkeypatch.setattr(loader, "_load", load)
    return seen


def test_many_who_ask_at_once_load_a_model_once(
    services: Services, versions: list[ModelVersion], loads: list[str]
) -> None:
    cache = PredictorCache(10**9)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: cache.get(services.blobs, versions[0]), range(32)))

    assert loads == ["shapes"]
    assert all(predictor is found[0] for predictor in found)


def test_two_models_are_loaded_side_by_side(
    services: Services, versions: list[ModelVersion], monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = threading.Barrier(2, timeout=10)
    real = loader._load

    def load(blobs, version):  # type: ignore[no-untyped-def]
        meeting.wait()
        return real(blobs, version)

    monkeypatch.setattr(loader, "_load", load)
    cache = PredictorCache(10**9)

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda version: cache.get(services.blobs, version), versions[:2]))

    assert [predictor.manifest["classes"] for predictor in found] == [["round", "square"]] * 2


def test_the_least_recently_used_model_goes_first_when_the_budget_is_full(
    services: Services, versions: list[ModelVersion], loads: list[str]
) -> None:
    shapes, strict, trio = versions
    cache = PredictorCache(
        held_bytes(shapes.artifact_bytes) + held_bytes(max(strict.artifact_bytes, trio.artifact_bytes))
    )

    for version in (shapes, strict, shapes, trio, shapes, strict):
        cache.get(services.blobs, version)

    assert loads == ["shapes", "strict", "trio", "strict"]


def test_a_model_over_the_budget_is_served_all_the_same(
    services: Services, versions: list[ModelVersion], loads: list[str]
) -> None:
    cache = PredictorCache(1)

    for _ in range(3):
        cache.get(services.blobs, versions[0])

    assert loads == ["shapes"]


def test_a_model_that_could_not_be_loaded_is_tried_again(
    services: Services, versions: list[ModelVersion], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = PredictorCache(10**9)
    with monkeypatch.context() as patch:
        patch.setattr(type(services.blobs), "verify", lambda *_: (_ for _ in ()).throw(OSError("disk away")))
        with pytest.raises(OSError, match="disk away"):
            cache.get(services.blobs, versions[0])

    assert cache.get(services.blobs, versions[0]).classes == ["round", "square"]


def test_when_no_permit_is_free_a_prediction_is_told_to_come_again(
    client: TestClient, services: Services, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(permits, "WAIT_SECONDS", 0.1)
    full = Permits(1)
    monkeypatch.setattr(services.predictors, "permits", full)
    entered, leave = threading.Event(), threading.Event()

    async def hold() -> None:
        async with full.permit():
            entered.set()
            while not leave.is_set():
                await anyio.sleep(0.01)

    assert client.portal is not None
    holding = client.portal.start_task_soon(hold)
    entered.wait(5)
    busy = client.post("/v1/models/shapes/predict", json={"rows": [a_row()]})
    leave.set()
    holding.result(5)
    free = client.post("/v1/models/shapes/predict", json={"rows": [a_row()]})

    problem = busy.json()
    assert (busy.status_code, problem["code"], problem["retryable"]) == (503, "busy", True)
    assert busy.headers["Retry-After"] == "1"
    assert free.status_code == 200


def test_when_too_many_wait_the_next_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permits, "WAITING_PER_PERMIT", 2)

    async def crowd() -> list[str]:
        seen: list[str] = []
        full = Permits(1)

        async def one() -> None:
            async with full.permit():
                seen.append("answered")
                await anyio.sleep(0.1)

        async with anyio.create_task_group() as tasks:
            for _ in range(3):
                tasks.start_soon(one)
            await anyio.sleep(0.05)
            with pytest.raises(PredictionBusy):
                full.refuse_when_crowded()
        full.refuse_when_crowded()
        return seen

    assert anyio.run(crowd) == ["answered"] * 3


def test_a_permit_comes_back_when_a_prediction_fails(client: TestClient, services: Services, world: World) -> None:
    services.predictors.permits = Permits(1)

    for _ in range(3):
        assert client.post("/v1/models/nobody/predict", json={"rows": [a_row()]}).status_code == 404
    assert client.post("/v1/models/shapes/predict", json={"rows": [a_row()]}).status_code == 200


def test_the_routes_cost_no_torch_pandas_or_pyarrow_until_they_are_used() -> None:
    code = (
        "import sys, service.datasets.routes, service.training_jobs.routes, service.scoring_jobs.routes, "
        "service.jobs.routes, service.models.routes, service.predictions.routes; "
        "print([name for name in ('torch', 'pandas', 'pyarrow', 'sklearn', 'numpy') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
