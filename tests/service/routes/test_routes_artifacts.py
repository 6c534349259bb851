"""Stored artifacts as they are served: a damaged or lost one harms no other, and a loaded one needs its file no more."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from starlette.testclient import TestClient

from classifier.inference import model_file
from classifier.inference.model_file import ModelFile, read_model_file
from classifier.inference.onnx_runtime import OnnxRuntime
from classifier.inference.predictor import Predictor
from classifier.neural.torch_runtime import TorchRuntime
from classifier.table.convert import convert_rows
from service.dependencies import Services
from service.serving import loader
from service.serving.loader import ModelUnusable, PredictorCache, held_bytes
from service.settings import ApiSettings
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
    both = held_bytes(shapes.artifact_bytes) + held_bytes(strict.artifact_bytes)
    exact, short = PredictorCache(both), PredictorCache(both - 1)

    for cache in (exact, short):
        for version in (shapes, strict, shapes):
            cache.get(services.blobs, version)

    assert loads == ["shapes", "strict", "shapes", "strict", "shapes"]


def test_a_predictor_in_use_outlives_its_place_in_the_cache(client: TestClient, services: Services, find: Find) -> None:
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


Change = Callable[[ModelFile], ModelFile]


@pytest.fixture
def read_as(monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], None]:
    """`read_as(change)`: every model file is read as if it had been written so, with honest checksums."""

    def patch(change: Change) -> None:
        monkeypatch.setattr(model_file, "read_model_file", lambda path: change(read_model_file(path)))

    return patch


def without_graph(model: ModelFile) -> ModelFile:
    """As an earlier version wrote it."""
    return replace(model, graph=None, manifest=model.manifest.model_copy(update={"golden": None, "graph": None}))


def with_other_answers(model: ModelFile) -> ModelFile:
    golden = model.manifest.golden
    assert golden is not None
    others = [p_C[::-1] for p_C in golden.probabilities]
    changed = golden.model_copy(update={"probabilities": others})
    return replace(model, manifest=model.manifest.model_copy(update={"golden": changed}))


def with_a_cut_graph(model: ModelFile) -> ModelFile:
    assert model.graph is not None
    return replace(model, graph=model.graph[: len(model.graph) // 2])


def test_a_model_without_a_graph_is_served_by_torch_with_the_same_answer(
    client: TestClient, read_as: Callable[[Change], None], services: Services, find: Find
) -> None:
    by_onnx = PredictorCache(10**9).get(services.blobs, find("shapes"))
    before = answer(client, "shapes")
    read_as(without_graph)
    by_torch = PredictorCache(10**9).get(services.blobs, find("shapes"))

    assert isinstance(by_onnx.runtime, OnnxRuntime)
    assert isinstance(by_torch.runtime, TorchRuntime)
    table = convert_rows([a_row()], by_onnx.input_columns).table
    found, expected = (by.predict(table).probabilities_NC for by in (by_onnx, by_torch))
    assert found == pytest.approx(expected, abs=1e-5)
    assert answer(client, "shapes") == before


@pytest.mark.parametrize("change", [with_a_cut_graph, with_other_answers])
def test_a_model_that_fails_its_golden_rows_is_a_409(
    client: TestClient, read_as: Callable[[Change], None], change: Change
) -> None:
    read_as(change)

    assert answer(client, "shapes") == (409, "artifact_corrupt")


def test_a_prediction_by_torch_computes_in_one_thread(
    client: TestClient, two_threads: None, read_as: Callable[[Change], None]
) -> None:
    read_as(without_graph)
    assert answer(client, "shapes")[0] == 200

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(torch.get_num_threads).result() == 1


PREDICT = """
import sys
from starlette.testclient import TestClient
from service.main import create_app
from service.settings import ApiSettings

app = create_app(ApiSettings(data_dir={folder!r}, database_url={url!r}, auth="off"))
with TestClient(app, base_url="http://localhost") as client:
    answer = client.post("/v1/models/shapes/predict", json={{"rows": [{row!r}]}})
    assert answer.status_code == 200, answer.text
    app.state.services.counters.flush()
    for page in ("monitoring", "findings"):
        told = client.get("/v1/models/shapes/versions/1/" + page)
        assert told.status_code == 200, told.text
print(*sorted(name for name in sys.modules if "." not in name))
"""


def test_predicting_and_counting_what_was_served_import_no_torch(settings: ApiSettings) -> None:
    program = PREDICT.format(folder=str(settings.data_dir), url=settings.url, row=a_row())
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "onnxruntime" in loaded
    assert loaded & {"torch", "onnx", "sklearn", "numba", "scipy"} == set()
