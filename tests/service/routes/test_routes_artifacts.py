"""Stored artifacts as they are served: a damaged or lost one harms no other, and a loaded one needs its file no more."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import torch
from starlette.testclient import TestClient

from classifier.inference.predictor import Predictor
from service.dependencies import Services
from service.serving import loader
from service.serving.loader import ModelUnusable, PredictorCache
from store.blobs import LocalBlobStore
from store.models import get_version
from store.tables import ModelVersion
from tests.service.routes.conftest import World, a_row

Find = Callable[[str], ModelVersion]


@pytest.fixture
def find(services: Services, world: World) -> Find:
    """`find("shapes")` gives the version that its predictions use."""

    def version(name: str) -> ModelVersion:
        with services.database.read() as tx:
            return get_version(tx, name)

    return version


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the models whose artifact was read, in order."""
    names: list[str] = []
    load = loader._load

    def noted(blobs: LocalBlobStore, version: ModelVersion) -> Predictor:
        names.append(version.model_name)
        return load(blobs, version)

    monkeypatch.setattr(loader, "_load", noted)
    return names


def file_of(services: Services, version: ModelVersion) -> Path:
    """Where the artifact of a version lies."""
    with services.blobs.path(version.artifact_sha256) as path:
        return path


def answer(client: TestClient, model: str) -> tuple[int, str]:
    """Status, and label or code, of a prediction."""
    made = client.post(f"/v1/models/{model}/predict", json={"rows": [a_row()]})
    body = made.json()
    return made.status_code, body["predictions"][0]["label"] if made.status_code == 200 else body["code"]


def test_models_that_fit_the_budget_to_the_byte_all_stay(services: Services, find: Find, loads: list[str]) -> None:
    shapes, strict = find("shapes"), find("strict")
    exact = PredictorCache(shapes.artifact_bytes + strict.artifact_bytes)
    short = PredictorCache(shapes.artifact_bytes + strict.artifact_bytes - 1)

    for cache in (exact, short):
        for version in (shapes, strict, shapes):
            cache.get(services.blobs, version)

    assert loads == ["shapes", "strict", "shapes", "strict", "shapes"]


def test_a_predictor_in_use_outlives_its_place_in_the_cache(client: TestClient, services: Services, find: Find) -> None:
    from classifier.table.convert import convert_rows

    cache = PredictorCache(1)
    held = cache.get(services.blobs, find("shapes"))

    assert cache.get(services.blobs, find("strict")) is not held

    predictions = held.predict(convert_rows([a_row()], held.input_columns).table)
    assert held.classes[predictions.label_index_N[0]] == answer(client, "shapes")[1]


def test_a_flipped_bit_refuses_one_model_and_no_other(client: TestClient, services: Services, find: Find) -> None:
    path = file_of(services, find("shapes"))
    sound = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))

    assert answer(client, "shapes") == (409, "artifact_corrupt")
    assert answer(client, "strict")[0] == 200

    path.write_bytes(sound)  # restored from a backup
    assert answer(client, "shapes")[0] == 200


@pytest.mark.parametrize("content", [b"", b"\0" * 16, b"not a model"])
def test_a_file_that_is_no_model_is_a_409(client: TestClient, services: Services, find: Find, content: bytes) -> None:
    path = file_of(services, find("shapes"))
    path.chmod(0o600)
    path.write_bytes(content)

    assert answer(client, "shapes") == (409, "artifact_corrupt")


def test_a_lost_file_refuses_one_model_and_tells_no_name_of_it(
    client: TestClient, services: Services, find: Find
) -> None:
    version = find("shapes")
    file_of(services, version).unlink()

    refused = client.post("/v1/models/shapes/predict", json={"rows": [a_row()]})

    assert (refused.status_code, refused.json()["code"]) == (409, "artifact_corrupt")
    assert version.artifact_sha256[:12] not in refused.text
    assert answer(client, "strict")[0] == 200


def test_a_loaded_model_answers_on_when_its_file_is_gone(client: TestClient, services: Services, find: Find) -> None:
    before = answer(client, "shapes")

    file_of(services, find("shapes")).unlink()

    assert answer(client, "shapes") == before


def test_nothing_is_kept_of_a_model_that_cannot_be_loaded(services: Services, find: Find) -> None:
    cache, version = PredictorCache(10**9), find("shapes")
    file_of(services, version).unlink()

    for _ in range(2):
        with pytest.raises(ModelUnusable):
            cache.get(services.blobs, version)

    assert (cache._loaded, cache._loading) == ({}, {})


@pytest.fixture
def two_threads() -> Iterator[None]:
    """Torch as it starts on a machine with two cores."""
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


def test_a_prediction_computes_in_one_thread(client: TestClient, two_threads: None, world: World) -> None:
    assert answer(client, "shapes")[0] == 200

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(torch.get_num_threads).result() == 1
