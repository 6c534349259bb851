"""Every error is a problem document, with a status that the OpenAPI document names."""

import errno
import importlib
import json
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

import service
import store
from classifier.errors import ArtifactCorrupt, Conflict, DomainError, Fault, NotFound, StorageFull, TooLarge
from service.auth.caller import require
from service.errors import COMMON, Busy, domain_error_of, problems, status_of, title_of
from service.problems import MAX_FAULTS, MEDIA_TYPE
from service.routing import StrictRoute
from tests.service.conftest import MakeKey, Running

FIELDS = {
    "type",
    "title",
    "status",
    "detail",
    "instance",
    "code",
    "errors",
    "hint",
    "request_id",
    "retryable",
}


def import_everything() -> None:
    for package in (service, store):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not module.name.endswith("__main__") and ".serving" not in module.name:
                importlib.import_module(module.name)


def subclasses(cls: type[DomainError]) -> Iterator[type[DomainError]]:
    for child in cls.__subclasses__():
        if child.__module__.startswith(("classifier", "store", "service", "workers")):
            yield child
            yield from subclasses(child)


def test_every_domain_error_has_a_status_a_code_and_a_docstring() -> None:
    import_everything()
    errors = list(dict.fromkeys(subclasses(DomainError)))
    assert len(errors) >= 25

    for error in errors:
        assert 400 <= status_of(error) < 600, error
        assert title_of(error).endswith("."), error
        assert error.code != DomainError.code, error
    own = [error.code for error in errors if "code" in vars(error)]
    # A model whose artifact is damaged is a conflict to who asks for it, and keeps the artifact's code.
    # So it is with a dataset that is gone: a conflict to who asks for a new job, the failure of a job that waited.
    assert {code for code in own if own.count(code) > 1} <= {"artifact_corrupt", "dataset_deleted"}, (
        "a code means one thing"
    )


def test_the_nearest_class_decides_the_status() -> None:
    class Gone(NotFound):
        """It is gone."""

    assert (status_of(NotFound), status_of(Gone), status_of(DomainError)) == (404, 404, 500)


def assert_problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == MEDIA_TYPE
    problem: dict[str, Any] = answer.json()
    assert set(problem) == FIELDS
    assert (problem["status"], problem["code"], problem["type"]) == (status, code, f"/problems/{code}")
    assert problem["request_id"] == answer.headers["X-Request-Id"]
    return problem


class Item(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    size: float
    name: str = ""
    tags: list[int] | str = ""


def broken_app(app: FastAPI) -> FastAPI:
    router = APIRouter(prefix="/v1/broken", route_class=StrictRoute, dependencies=[require()])

    @router.get("/{kind}")
    def fail(kind: str, limit: int = 1) -> None:
        errors: dict[str, Exception] = {
            "bug": RuntimeError("secret /etc/path SELECT 1"),
            "key": KeyError("x"),
            "conflict": Conflict("it is running", code="job_running"),
            "busy": Busy("try later", retry_after=7),
            "database": OperationalError("select secret", {}, Exception("database is locked")),
            "full": OSError(errno.ENOSPC, "No space left on device", "/secret/path"),
            "io": OSError(errno.EIO, "I/O error", "/secret/path"),
            "corrupt": ArtifactCorrupt("the artifact's checksum does not match"),
            "storage": StorageFull("no space"),
            "teapot": HTTPException(418, "short and stout"),
            "faults": TooLarge("many", faults=[Fault(code="x", message="\ud800" + "m" * 5000)] * 500),
        }
        raise errors[kind]

    @router.post("/items")
    def create_item(item: Item) -> Item:
        return item

    app.include_router(router)
    return app


@pytest.fixture
def broken(app: FastAPI, running: Running, key: MakeKey) -> TestClient:
    client = running(broken_app(app))
    client.headers["Authorization"] = f"Bearer {key()}"
    return client


def test_an_unknown_path_is_a_problem(client: TestClient) -> None:
    problem = assert_problem(client.get("/v1/nothing?x=1"), 404, "not_found")

    assert problem["instance"] == "/v1/nothing"


def test_a_wrong_method_is_a_problem_that_names_all_methods_of_the_path(broken: TestClient) -> None:
    answer = broken.delete("/v1/broken/items")

    assert_problem(answer, 405, "method_not_allowed")
    assert answer.headers["Allow"] == "GET, POST"


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("conflict", 409, "job_running"),
        ("busy", 503, "busy"),
        ("database", 503, "database_unavailable"),
        ("full", 507, "storage_full"),
        ("storage", 507, "storage_full"),
        ("corrupt", 500, "artifact_corrupt"),
        ("bug", 500, "internal"),
        ("key", 500, "internal"),
        ("io", 500, "internal"),
    ],
)
def test_what_a_route_raises_becomes_a_problem_without_its_insides(
    broken: TestClient, kind: str, status: int, code: str
) -> None:
    answer = broken.get(f"/v1/broken/{kind}")

    assert_problem(answer, status, code)
    for secret in ("secret", "SELECT", "select", "Traceback", "locked", "Error("):
        assert secret not in answer.text


def test_retry_after_comes_with_what_may_be_repeated(broken: TestClient) -> None:
    assert broken.get("/v1/broken/busy").headers["Retry-After"] == "7"
    assert broken.get("/v1/broken/database").json()["retryable"] is True
    assert int(broken.get("/v1/broken/database").headers["Retry-After"]) >= 1
    assert broken.get("/v1/broken/bug").json()["retryable"] is False


def test_a_bug_is_logged_with_its_traceback_and_the_request_id(
    broken: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = broken.get("/v1/broken/bug", headers={"X-Request-Id": "mine-1"})

    assert answer.headers["X-Request-Id"] == "mine-1"
    [record] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "mine-1" in str(record.msg)
    assert "RuntimeError: secret" in str(record.msg)


def test_a_problem_is_bounded_and_clean_however_many_faults_there_are(broken: TestClient) -> None:
    problem = assert_problem(broken.get("/v1/broken/faults"), 413, "too_large")

    assert len(problem["errors"]) == MAX_FAULTS
    assert len(problem["errors"][0]["message"]) == 2000
    assert problem["errors"][0]["message"].startswith("?m")


def test_a_body_that_does_not_fit_is_told_by_pointers(broken: TestClient) -> None:
    answer = broken.post("/v1/broken/items", json={"name": 5, "extra": 1, "tags": ["x", 2], "a/b~c": 1})

    problem = assert_problem(answer, 422, "request_invalid")
    found = {(fault["pointer"], fault["code"]) for fault in problem["errors"]}
    assert {
        ("/size", "missing"),
        ("/name", "string_type"),
        ("/extra", "extra_forbidden"),
        ("/a~1b~0c", "extra_forbidden"),
        ("/tags/0", "int_parsing"),  # without the name of the union's member
    } <= found
    assert broken.post("/v1/broken/items", json={"size": 1}).status_code == 200


def test_a_parameter_that_does_not_fit_is_told_by_name(broken: TestClient) -> None:
    problem = assert_problem(broken.get("/v1/broken/bug?limit=lots"), 422, "request_invalid")

    assert problem["errors"][0]["pointer"] == "/query/limit"
    assert problem["errors"][0]["got"] == "'lots'"


@pytest.mark.parametrize(
    "body",
    [
        b'{"size": NaN}',
        b'{"size": Infinity}',
        b'{"size": -Infinity}',
        b'{"size": 1e999}',
        b'{"size": 1' + b"0" * 400 + b"}",
        b'{"size": 9223372036854775808}',
        b'{"size": 1, "name": "\\u0000"}',
        b'{"size": 1, "\\u0000": 1}',
        b'{"size": 1, "name": "\\ud800"}',
        b'{"size": 1, "name": "\xed\xa0\x80"}',
        b'{"size": 1, "name": "\xff\xfe"}',
        b"\xef\xbb\xbf{}",
        b"{'size': 1}",
        b'{"size": 1,}',
        b'{"size": 1} {}',
        b"[" * 100_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        b"\x00",
    ],
)
def test_a_body_that_is_no_strict_json_is_refused(broken: TestClient, body: bytes) -> None:
    answer = broken.post("/v1/broken/items", content=body, headers={"Content-Type": "application/json"})

    assert_problem(answer, 400, "json_invalid")
    json.loads(answer.text, parse_constant=lambda name: pytest.fail(f"{name} in an answer"))


@pytest.mark.parametrize(
    "body",
    [b'{"size": 9223372036854775807}', b'{"size": 1.5e3, "name": "\xc3\xa4 \\ud83d\\ude00"}', b'{"size": 1E+10}'],
)
def test_strict_json_is_accepted(broken: TestClient, body: bytes) -> None:
    answer = broken.post("/v1/broken/items", content=body, headers={"Content-Type": "application/json; charset=utf-8"})

    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
        {},
    ],
)
def test_a_body_of_another_type_is_refused(broken: TestClient, headers: dict[str, str]) -> None:
    answer = broken.post("/v1/broken/items", content=b'{"size": 1}', headers=headers)

    assert_problem(answer, 415, "unsupported_media_type")


def test_a_missing_body_is_told_as_such(broken: TestClient) -> None:
    assert_problem(broken.post("/v1/broken/items"), 422, "request_invalid")


def test_every_status_of_the_layers_is_documented_for_every_route() -> None:
    documented = problems(NotFound)

    assert set(documented) == {404, *(status_of(error) for error in COMMON)}
    assert list(documented[404]["content"]) == [MEDIA_TYPE]


def test_what_is_no_error_of_ours_tells_nothing() -> None:
    assert domain_error_of(ValueError("secret")).detail == "an unexpected error happened"
