"""The console is served as any page is, and hides nothing of the API."""

import gzip
import os
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from httpx import Response
from starlette.testclient import TestClient

from service.console import built
from service.console.layer import API_SEGMENTS, POLICY
from service.openapi import document
from service.problems import MEDIA_TYPE
from tests.service.conftest import MakeKey

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "Accept-Encoding": "gzip, br"}
INDEX = b"<!doctype html><title>Discern</title>"
SCRIPT = b"console.log(1);" * 100
PAGES = (
    "/datasets",
    "/datasets/ds_1",
    "/models/rice.v2",
    "/models/rice/",
    "/runs/job_1/compare",
    "/keys",
    "/models/a%2fb",
    "/x",
)
NOT_PAGES = (
    "/v1", "/v1/", "/v1/nothing", "/v1/models/rice", "/v2/models/rice", "/docs/nothing", "/docs/assets/..%2fapp.js",
    "/metrics", "/problems/not_found", "/livez/", "/readyz/x", "/v1%2fmodels", "/openapi.json/", "/robots.txt", "/%2fv1/models",
    "/.env", "/wp-login.php", "/V1/models", "/..%2f..%2fetc/passwd", "/assets/nothing.js",
)  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a build would write, in place of what one wrote here."""
    folder = tmp_path / "built"
    (folder / "assets").mkdir(parents=True)
    (folder / "assets" / "app-1a2b.js").write_bytes(SCRIPT)
    (folder / "assets" / "app-1a2b.js.gz").write_bytes(gzip.compress(SCRIPT))
    (folder / "assets" / "app-1a2b.js.br").write_bytes(b"smaller still")
    (folder / "assets" / "notes.unknown").write_bytes(b"?")
    (folder / "index.html").write_bytes(INDEX)
    monkeypatch.setattr(built.Built.__init__, "__defaults__", (folder,))
    return folder


def shape(answer: Response) -> tuple[Any, ...]:
    return answer.status_code, answer.headers["Content-Type"], answer.content


@pytest.mark.parametrize("path", ["/", *PAGES])
def test_a_browser_gets_the_index_at_every_page_without_a_key(anonymous: TestClient, path: str) -> None:
    answer = anonymous.get(path, headers=BROWSER)

    assert shape(answer) == (200, "text/html; charset=utf-8", INDEX)
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize("path", NOT_PAGES)
def test_a_browser_gets_a_problem_where_the_api_or_nothing_is(anonymous: TestClient, key: MakeKey, path: str) -> None:
    secret = key()
    refused = anonymous.get(path, headers=BROWSER)
    missing = anonymous.get(path, headers={**BROWSER, "Authorization": f"Bearer {secret}"})

    assert refused.status_code == 401
    assert missing.status_code == (200 if path in ("/metrics", "/v1%2fmodels") else 404)
    assert "html" not in refused.headers["Content-Type"] + missing.headers["Content-Type"]


def test_every_route_of_the_api_lies_where_no_page_can_be(app: FastAPI) -> None:
    paths = {route.path_format for route in iter_route_contexts(app.routes) if route.path_format}
    assert len(paths) > 30

    assert {path for path in paths if path.split("/")[1] not in API_SEGMENTS} == set()
    assert set(document(app)["paths"]) <= paths
    assert "/" not in paths


@pytest.mark.parametrize("path", PAGES)
def test_a_program_gets_a_problem_where_a_browser_gets_a_page(anonymous: TestClient, key: MakeKey, path: str) -> None:
    for accept in ("*/*", "application/json", ""):
        refused = anonymous.get(path, headers={"Accept": accept})
        assert (refused.status_code, refused.headers["Content-Type"]) == (401, MEDIA_TYPE)
    secret = key()

    missing = anonymous.get(path, headers={"Authorization": f"Bearer {secret}"})

    assert (missing.status_code, missing.headers["Content-Type"]) == (404, MEDIA_TYPE)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_pages_and_files_can_only_be_read(anonymous: TestClient, method: str) -> None:
    for path in ("/", "/datasets", "/assets/app-1a2b.js"):
        assert anonymous.request(method, path, headers=BROWSER).status_code == 401


@pytest.mark.parametrize(
    ("accepted", "coding", "length"),
    [
        ("gzip, deflate, br", "br", len(b"smaller still")),
        ("gzip", "gzip", len(gzip.compress(SCRIPT))),
        ("br;q=0, gzip;q=0.5", "gzip", len(gzip.compress(SCRIPT))),
        ("identity", None, len(SCRIPT)),
        ("zstd", None, len(SCRIPT)),
    ],
)
def test_a_file_comes_in_the_smallest_form_that_its_reader_takes(
    anonymous: TestClient, accepted: str, coding: str | None, length: int
) -> None:
    answer = anonymous.head("/assets/app-1a2b.js", headers={"Accept-Encoding": accepted})

    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == coding
    assert answer.headers["Content-Length"] == str(length)
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.content == b""


def test_what_a_browser_has_already_is_not_sent_again(anonymous: TestClient) -> None:
    tags = {
        anonymous.get("/assets/app-1a2b.js", headers={"Accept-Encoding": coding}).headers["ETag"]
        for coding in ("gzip", "identity")
    }
    assert len(tags) == 2
    tag = anonymous.get("/", headers=BROWSER).headers["ETag"]

    same = anonymous.get("/", headers={**BROWSER, "If-None-Match": f'"other", W/{tag}'})
    other = anonymous.get("/", headers={**BROWSER, "If-None-Match": '"other"'})

    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
    assert same.headers["Content-Security-Policy"] == POLICY
    assert (other.status_code, other.content) == (200, INDEX)


@pytest.mark.parametrize(
    "path",
    ["/assets/app-1a2b.js.gz", "/assets/notes.unknown", "/assets/", "/assets/../index.html", "/assets/%2e%2e/layer.py",
     "/layer.py", "/built.py", "/..%2flayer.py", "/assets/..%2f..%2flayer.py", "/assets/app-1a2b.js%00"],
)  # fmt: skip
def test_nothing_but_the_built_files_is_served(anonymous: TestClient, path: str) -> None:
    answer = anonymous.get(path, headers={"Accept": "*/*"})

    assert answer.status_code in (400, 401) or shape(answer)[2] == INDEX


def test_another_build_shows_at_the_next_request(anonymous: TestClient, folder: Path) -> None:
    assert anonymous.get("/", headers=BROWSER).content == INDEX

    (folder / "assets" / "app-3c4d.js").write_bytes(b"2")
    (folder / "index.html").write_bytes(b"<!doctype html>2")
    os.utime(folder / "index.html", ns=(1, 1))

    assert anonymous.get("/", headers=BROWSER).content == b"<!doctype html>2"
    assert anonymous.get("/assets/app-3c4d.js").content == b"2"


def test_without_a_build_the_pages_say_how_to_make_one(anonymous: TestClient, folder: Path) -> None:
    for file in sorted(folder.rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()

    home, deep = anonymous.get("/"), anonymous.get("/models/rice", headers=BROWSER)

    assert (home.status_code, deep.status_code) == (200, 404)
    assert home.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "make console" in home.text
    assert "/docs" in home.text
    assert "default-src 'none'" in home.headers["Content-Security-Policy"]
    assert anonymous.get("/assets/app-1a2b.js").status_code == 401


def test_a_page_is_for_the_names_of_this_server_only(anonymous: TestClient) -> None:
    assert anonymous.get("/", headers={**BROWSER, "Host": "evil.example"}).status_code == 421


def test_what_was_asked_for_is_measured_by_kind(anonymous: TestClient, key: MakeKey) -> None:
    for path in ("/", "/models/rice", "/assets/app-1a2b.js"):
        assert anonymous.get(path, headers={**BROWSER, "Accept-Encoding": "gzip"}).status_code == 200
    secret = key("metrics:read")

    text = anonymous.get("/metrics", headers={"Authorization": f"Bearer {secret}"}).text

    assert 'http_server_request_duration_seconds_count{method="GET",route="/",status="200"} 2.0' in text
    assert 'count{method="GET",route="/assets/{name}",status="200"} 1.0' in text


def test_the_policy_lets_no_text_run() -> None:
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'; ")
