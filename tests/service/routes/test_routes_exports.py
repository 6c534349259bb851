"""Exports over HTTP: listed with their hashes, downloaded whole or in part, and never given away unverified."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from typing import Any

import pytest
from starlette.testclient import TestClient

from classifier.inference.bundle import make, whole
from classifier.inference.bundle.score import Scorer
from service.dependencies import Services
from service.settings import ApiSettings
from store.models import get_version
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import World, a_row

PATH = "/v1/models/{}/versions/1/exports"
FORMATS = ["onnx", "safetensors", "scorer"]
ROWS = [
    a_row(width=width, colour=colour, shape="round")
    for width in (2.0, 3.9, 4.1, 9.0)
    for colour in ("red", None, "green")
]


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def predicted(client: TestClient, model: str) -> Any:
    return client.post(f"/v1/models/{model}/predict", json={"rows": ROWS}).json()["predictions"]


@pytest.mark.parametrize("model", ["shapes", "strict", "trio"])
def test_every_format_is_listed_as_it_is_downloaded(client: TestClient, world: World, model: str) -> None:
    answer = client.get(PATH.format(model))

    assert answer.status_code == 200, answer.text
    listed = answer.json()
    assert [entry["format"] for entry in listed["data"]] == FORMATS
    for entry in listed["data"]:
        file = client.get(entry["links"]["download"])
        assert file.status_code == 200, file.text
        assert len(file.content) == entry["num_bytes"]
        assert hashlib.sha256(file.content).hexdigest() == entry["sha256"] == file.headers["ETag"].strip('"')
        assert file.headers["Content-Type"] == "application/zip"
        assert file.headers["Content-Disposition"] == f'attachment; filename="{model}-v1-{entry["format"]}.zip"'


@pytest.mark.parametrize("model", ["shapes", "trio"])
def test_a_downloaded_scorer_says_what_the_server_predicts(client: TestClient, world: World, model: str) -> None:
    files = unzipped(client.get(PATH.format(model) + "/scorer").content)

    for found, expected in zip(Scorer(files).predict(ROWS), predicted(client, model), strict=True):
        assert found["label"] == expected["label"]
        assert found["probabilities"] == pytest.approx(expected["probabilities"], abs=1e-5)


def test_a_model_that_refuses_what_it_never_saw_refuses_it_when_exported(client: TestClient, world: World) -> None:
    files = unzipped(client.get(PATH.format("strict") + "/onnx").content)

    good, strange = Scorer(files).predict([a_row(), a_row(colour="mauve")])

    assert good["label"] in {"round", "square"}
    assert strange == {"label": None, "probabilities": None}


def test_labels_follow_the_decision_that_holds_when_it_is_exported(client: TestClient, world: World) -> None:
    before = client.get(PATH.format("shapes") + "/scorer")
    changed = client.put("/v1/models/shapes/versions/1/decision", json={"threshold": 0.999}, headers={"If-Match": "*"})
    assert changed.status_code == 200

    after = client.get(PATH.format("shapes") + "/scorer")

    assert after.headers["ETag"] != before.headers["ETag"]
    assert json.loads(unzipped(after.content)["manifest.json"])["decision"] == {"threshold": 0.999}
    labels = [row["label"] for row in Scorer(unzipped(after.content)).predict(ROWS)]
    assert labels == [row["label"] for row in predicted(client, "shapes")]
    assert labels != [row["label"] for row in Scorer(unzipped(before.content)).predict(ROWS)]
    assert client.get(PATH.format("shapes")).json()["decision_revision"] == 1


def test_the_bytes_are_the_same_when_the_bundle_was_swept_and_made_anew(
    client: TestClient, services: Services, world: World
) -> None:
    first = client.get(PATH.format("shapes") + "/onnx")

    services.blobs.delete(first.headers["ETag"].strip('"'))
    again = client.get(PATH.format("shapes") + "/onnx")

    assert (again.status_code, again.content) == (200, first.content)


def test_a_bundle_that_was_made_is_not_made_again(
    client: TestClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(PATH.format("shapes") + "/onnx")
    monkeypatch.setattr(make, "write_bundle", None)

    assert client.get(PATH.format("shapes") + "/onnx").content == first.content


def test_a_part_is_downloaded_as_of_a_scored_file(client: TestClient, world: World) -> None:
    whole_file = client.get(PATH.format("shapes") + "/onnx").content

    part = client.get(PATH.format("shapes") + "/onnx", headers={"Range": "bytes=100-199"})
    beyond = client.get(PATH.format("shapes") + "/onnx", headers={"Range": f"bytes={len(whole_file)}-"})

    assert (part.status_code, part.content) == (206, whole_file[100:200])
    assert (beyond.status_code, beyond.json()["code"]) == (416, "range_not_satisfiable")


def test_a_bundle_that_answers_otherwise_is_a_500_and_no_file(
    client: TestClient, world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    calibrated = whole.calibrated
    monkeypatch.setattr(whole, "calibrated", lambda g, x, temperature: calibrated(g, x, temperature * 1.1))

    answer = client.get(PATH.format("shapes") + "/onnx")

    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "golden rows" not in answer.text
    assert "NotAsExported" in caplog.text


def test_a_format_that_a_model_does_not_fit_is_told_and_the_others_are_there(
    client: TestClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "MAX_WEIGHT_BYTES", 10)

    listed = {entry["format"]: entry for entry in client.get(PATH.format("shapes")).json()["data"]}
    refused = client.get(PATH.format("shapes") + "/onnx")

    assert (listed["onnx"]["available"], listed["onnx"]["sha256"]) == (False, None)
    assert "a file of ONNX holds 10" in listed["onnx"]["reason"]
    assert listed["safetensors"]["available"] is True
    assert (refused.status_code, refused.json()["code"]) == (422, "not_exportable")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1/models/nobody/versions/1/exports", 404, "not_found"),
        ("/v1/models/shapes/versions/9/exports", 404, "not_found"),
        ("/v1/models/shapes/versions/9/exports/onnx", 404, "not_found"),
        ("/v1/models/shapes/versions/1/exports/pickle", 422, "request_invalid"),
        ("/v1/models/shapes/versions/1/exports/..%2Fonnx", 404, "not_found"),
    ],
)
def test_what_is_not_there_is_said(client: TestClient, world: World, path: str, status: int, code: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_damaged_artifact_is_a_409(client: TestClient, services: Services, world: World) -> None:
    with services.database.read() as tx:
        sha256 = get_version(tx, "shapes").artifact_sha256
    with services.blobs.path(sha256) as path:
        path.chmod(0o600)
        path.write_bytes(b"not a model")

    for end in ("", "/onnx"):
        answer = client.get(PATH.format("shapes") + end)
        assert (answer.status_code, answer.json()["code"]) == (409, "artifact_corrupt")


def test_a_download_shows_rows_of_the_dataset_and_so_asks_for_the_right_to_read_data(
    anonymous: TestClient, key: MakeKey, world: World
) -> None:
    def status(*scopes: str, end: str = "/onnx") -> int:
        headers = {"Authorization": f"Bearer {key(*scopes)}"}
        return anonymous.get(PATH.format("shapes") + end, headers=headers).status_code

    assert status("model:read") == 403
    assert status("data:read") == 403
    assert status("model:read", "data:read") == 200
    assert status("model:read", end="") == 200


PROGRAM = """
import sys
from starlette.testclient import TestClient
from service.main import create_app
from service.settings import ApiSettings

app = create_app(ApiSettings(data_dir={folder!r}, database_url={url!r}, auth="off"))
assert "onnx" not in sys.modules, "nobody has asked for an export"
with TestClient(app, base_url="http://localhost") as client:
    answer = client.get("/v1/models/shapes/versions/1/exports")
    assert answer.status_code == 200, answer.text
print(*sorted(name for name in sys.modules if "." not in name))
"""


def test_exporting_imports_no_torch(settings: ApiSettings) -> None:
    program = PROGRAM.format(folder=str(settings.data_dir), url=settings.url)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "onnx" in loaded, "the control"
    assert loaded & {"torch", "sklearn", "numba", "scipy"} == set()
