"""Uploads that are refused or break off: they leave no dataset, no job and no file."""

import json

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from service.dependencies import Services
from service.settings import ApiSettings
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import CSV, Send
from tests.service.routes.test_routes_uploads import TINY, counts, files


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "application/json"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "text/csv; charset=ebcdic"},
        {"Content-Type": "text/csv; header=absent"},
        {"Content-Type": "text/csv", "Content-Encoding": "br"},
        {"Content-Type": "application/octet-stream"},
        {"Content-Type": "image/png"},
        {"Content-Type": "application/zip", "Content-Encoding": "gzip"},
        {"Content-Type": "application/x-npz", "Content-Encoding": "gzip"},
    ],
)
def test_another_media_type_is_a_415_naming_the_accepted_ones(
    client: TestClient, services: Services, headers: dict[str, str]
) -> None:
    before = counts(services)

    answer = client.post("/v1/datasets", content=TINY, headers=headers)

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (415, "media_type_unsupported")
    for accepted in ("text/csv", "application/x-npz", "application/zip"):
        assert accepted in problem["hint"]
    assert counts(services) == before


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("name=", "/query/name"),
        ("name=" + "n" * 257, "/query/name"),
        ("encoding=ebcdic", "/query/encoding"),
        ("delimiter=x", "/query/delimiter"),
        ("wait=soon", "/query/wait"),
        ("overrides=[]", "/query/overrides"),
        ('overrides={"a":{"kind":"poem"}}', "/query/overrides/a/kind"),
        ("overrides={", "/query/overrides"),
        ("&".join(["missing_values=x"] * 101), "/query/missing_values"),
        ("series={", "/query/series"),
        ("series=[]", "/query/series"),
        ("series={}", "/query/series/id"),
        ('series={"id":3}', "/query/series/id"),
        ('series={"id":"a","channels":[]}', "/query/series/channels"),
        ('series={"id":"a","step":"t"}', "/query/series/step"),
    ],
)
def test_a_bad_option_is_a_422_naming_it(client: TestClient, services: Services, query: str, pointer: str) -> None:
    before = counts(services)

    answer = client.post(f"/v1/datasets?{query}", content=TINY, headers=CSV)

    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert counts(services) == before


@pytest.mark.parametrize("media", ["application/zip", "application/x-npz"])
def test_only_rows_can_be_steps_of_series(client: TestClient, services: Services, media: str) -> None:
    before = counts(services)

    answer = client.post('/v1/datasets?series={"id":"a"}', content=TINY, headers={"Content-Type": media})

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "request_invalid")
    assert [(fault["code"], fault["pointer"]) for fault in problem["errors"]] == [
        ("series_needs_rows", "/query/series")
    ]
    assert counts(services) == before


def test_an_empty_body_is_refused_and_leaves_nothing(client: TestClient, services: Services) -> None:
    before, stored = counts(services), files(services)

    answer = client.post("/v1/datasets", content=b"", headers=CSV)

    assert (answer.status_code, answer.json()["code"]) == (422, "empty_file")
    assert (counts(services), files(services)) == (before, stored)


class TestSize:
    """The limit of an upload, at n and n+1."""

    @pytest.fixture
    def settings(self, settings: ApiSettings) -> ApiSettings:
        limits = settings.limits.model_copy(update={"max_upload_bytes": len(TINY)})
        return settings.model_copy(update={"limits": limits})

    def test_a_file_of_exactly_the_limit_is_taken(self, client: TestClient) -> None:
        assert client.post("/v1/datasets", content=TINY, headers=CSV).status_code == 202

    def test_one_byte_more_is_a_413(self, client: TestClient, services: Services) -> None:
        before, stored = counts(services), files(services)

        answer = client.post("/v1/datasets", content=TINY + b"\n", headers=CSV)

        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        assert (counts(services), files(services)) == (before, stored)

    def test_one_byte_more_without_an_announced_length_is_a_413(self, client: TestClient, services: Services) -> None:
        before, stored = counts(services), files(services)

        answer = client.post("/v1/datasets", content=iter([TINY, b"\n"]), headers=CSV)

        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        assert (counts(services), files(services)) == (before, stored)


def test_a_connection_that_breaks_off_leaves_nothing(send: Send, services: Services) -> None:
    before, stored = counts(services), files(services)

    send([{"type": "http.request", "body": TINY, "more_body": True}, {"type": "http.disconnect"}], CSV)

    assert (counts(services), files(services)) == (before, stored)


def test_a_body_shorter_than_announced_leaves_nothing(send: Send, services: Services) -> None:
    before, stored = counts(services), files(services)

    answered = send(
        [{"type": "http.request", "body": TINY, "more_body": False}], {**CSV, "Content-Length": str(len(TINY) + 1)}
    )

    assert answered[0]["status"] == 400
    assert json.loads(answered[1]["body"])["code"] == "upload_incomplete"
    assert (counts(services), files(services)) == (before, stored)


def test_a_file_in_many_pieces_is_the_same_file(send: Send, client: TestClient, services: Services) -> None:
    whole = client.post("/v1/datasets", content=TINY, headers=CSV).json()
    pieces: list[Message] = [
        {"type": "http.request", "body": TINY[i : i + 1], "more_body": True} for i in range(len(TINY))
    ]

    answered = send([*pieces, {"type": "http.request", "body": b"", "more_body": False}], CSV)

    made = json.loads(answered[1]["body"])
    assert (made["sha256"], made["id"] == whole["id"]) == (whole["sha256"], False)


def test_a_full_queue_refuses_another_file(client: TestClient, services: Services) -> None:
    for number in range(services.settings.limits.max_queued_jobs):
        assert client.post(f"/v1/datasets?name={number}", content=TINY, headers=CSV).status_code == 202
    before = counts(services)

    answer = client.post("/v1/datasets", content=TINY, headers=CSV)

    assert (answer.status_code, answer.json()["code"]) == (429, "queue_full")
    assert int(answer.headers["Retry-After"]) >= 1
    assert counts(services) == before


def test_uploading_needs_its_scope(client: TestClient, key: MakeKey, services: Services) -> None:
    before, stored = counts(services), files(services)

    answer = client.post("/v1/datasets", content=TINY, headers={**CSV, "Authorization": f"Bearer {key('data:read')}"})

    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    assert (counts(services), files(services)) == (before, stored)
