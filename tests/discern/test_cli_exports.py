"""`discern models export` and the client's calls behind it, against the real API over a model that was trained."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from classifier.inference.bundle.make import verify_bundle
from discern.client import Discern
from discern.errors import DiscernError, UnreachableError
from service.logs import structlog_to_stdlib
from service.main import create_app
from service.settings import ApiSettings
from store.models import publish
from store.session import open_database
from tests.classifier.inference.bundle.exported import GOLDEN
from tests.discern.conftest import Ran

Run = Callable[..., Ran]

structlog_to_stdlib()  # the server's lines are not the command's output


@pytest.fixture
def api(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server without keys, and one model, whose file an earlier version wrote."""
    settings = ApiSettings(data_dir=tmp_path / "data", database_url=sqlite_url, auth="off")
    app = create_app(settings)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    monkeypatch.setenv("DISCERN_URL", f"http://127.0.0.1:{port}")
    with app.state.services.blobs.stage() as staged:
        staged.write((GOLDEN / "format_3_tabm.safetensors").read_bytes())
        blob = staged.commit()
    database = open_database(sqlite_url, pool_size=1)
    with database.begin() as tx:
        manifest = {"classes": ["down", "up"], "threshold": 0.5}
        publish(tx, job_id="j1", dataset_id=None, artifact=blob, manifest=manifest, model_name="towns")
    database.dispose()
    yield
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("file_format", ["onnx", "safetensors", "scorer"])
def test_a_version_is_written_and_verifies_itself(api: None, discern: Run, tmp_path: Path, file_format: str) -> None:
    output = tmp_path / "towns.zip"

    ran = discern("models", "export", "towns", "--format", file_format, "--output", str(output), "--json")

    assert ran.code == 0, ran.err
    assert json.loads(ran.out) == {
        "model": "towns",
        "version": 1,
        "format": file_format,
        "output": str(output),
        "num_bytes": output.stat().st_size,
    }
    assert verify_bundle(output) <= 1e-5


def test_it_says_what_it_wrote(api: None, discern: Run, tmp_path: Path) -> None:
    ran = discern("models", "export", "towns", "--version", "1", "--output", str(tmp_path / "t.zip"))

    assert ran.code == 0, ran.err
    assert ran.out.startswith(f"Wrote {tmp_path / 't.zip'}: towns version 1 as onnx, ")


def test_a_version_that_is_not_there_leaves_no_file(api: None, discern: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    ran = discern("models", "export", "towns", "--version", "7", "--output", str(tmp_path / "out" / "t.zip"))

    assert ran.code != 0
    assert "version 7" in ran.err
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_is_not_there_is_told_before_the_server_is_asked(discern: Run, tmp_path: Path) -> None:
    ran = discern("models", "export", "towns", "--output", str(tmp_path / "none" / "t.zip"))

    assert ran.code == 2
    assert "there is no folder" in ran.err


def test_the_client_lists_the_formats_and_writes_one(api: None, tmp_path: Path) -> None:
    with Discern() as client:
        listed = client.models.exports("towns", 1)
        written = client.models.export("towns", 1, tmp_path / "t.zip", file_format="scorer")
        with pytest.raises(DiscernError) as refused:
            client.models.exports("towns", 9)

    assert [entry["format"] for entry in listed] == ["onnx", "safetensors", "scorer"]
    assert written.stat().st_size == listed[2]["num_bytes"]
    assert refused.value.code == "not_found"


def test_a_file_that_came_damaged_is_not_kept(api: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = httpx.Response.iter_bytes
    monkeypatch.setattr(httpx.Response, "iter_bytes", lambda self: (chunk[:-1] + b"?" for chunk in whole(self)))
    (tmp_path / "out").mkdir()

    with Discern() as client, pytest.raises(UnreachableError, match="damaged"):
        client.models.export("towns", 1, tmp_path / "out" / "t.zip")

    assert list((tmp_path / "out").iterdir()) == []
