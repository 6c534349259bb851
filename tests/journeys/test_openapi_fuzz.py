"""Thousands of requests made of the served OpenAPI document: no 5xx, no undescribed answer, nothing without a key."""

import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import structlog
from fastapi import FastAPI, Request, Response, Security
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer
from pydantic import BaseModel
from sqlalchemy import select
from starlette.testclient import TestClient

from classifier.findings.make import make
from classifier.spec.limits import Limits
from service.auth.layer import PROBES
from service.dependencies import Services
from service.main import create_app
from service.settings import ApiSettings
from store.keys import create_key
from store.tables import Job
from tests.databases import SqliteDatabases
from tests.journeys.fuzzing import EVERY, Fuzzer
from tests.service.routes.conftest import CSV, a_row, free_memory, start, table, work
from tests.service.routes.registry import publish_again
from tests.service.routes.test_routes_whole_inputs import image_zip, picture, sequence_npz

CASES = 5_000
GOOD, BAD = 20, 12  # cases of one operation that fit its description, and that do not; those at its bounds come on top
RICH = {  # operations with much to describe get more
    "create_training_job": 60,
    "validate_training_job": 60,
    "create_scoring_job": 60,
    "predict": 60,
    "predict_with_alias": 60,
    "infer": 40,
    "infer_with_version": 40,
    "create_scoring_job_of_file": 60,
    "create_dataset": 60,
}
# Operations that read one body by the same code share the bounds of its fields: of nearly 2,000 cases each of two takes every other.
TWINS = (
    ("create_training_job", "validate_training_job"),
    ("predict", "predict_with_alias", "predict_with_version"),
    ("explain", "explain_with_alias", "explain_with_version"),
    ("infer", "infer_with_version"),
)
SHARED = {name: slice(place, None, len(twins)) for twins in TWINS for place, name in enumerate(twins)}
SPEC = {"target": "shape", "model": {"hidden": [8]}, "training": {"epochs": 4}}


@pytest.fixture(scope="module")
def app(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """A server that asks for keys, over a database with datasets, a model and jobs of every kind."""
    settings = ApiSettings(
        data_dir=tmp_path_factory.mktemp("fuzzed"),
        database_url=sqlite_databases.fresh(),
        allowed_hosts=("testserver",),
        auth_failures_per_minute=1_000_000,
        limits=Limits(max_wait_seconds=0.01, max_queued_jobs=1_000_000, max_predict_rows=100, max_open_uploads=1_000),
    )
    with structlog.testing.capture_logs():
        yield create_app(settings)


def tensors() -> dict[str, Any]:
    """A row of the model as the inference protocol has it."""
    kinds = {float: "FP64", int: "FP64", bool: "BOOL", str: "BYTES"}
    return {
        "inputs": [
            {"name": name, "shape": [1], "datatype": kinds[type(value)], "data": [value]}
            for name, value in a_row().items()
            if value is not None
        ]
    }


class World:
    """What the requests are aimed at."""

    def __init__(self, client: TestClient, services: Services):
        self.client, self.services = client, services
        self.key = admin_key(services)
        """Uploads in parts are their key's alone: whoever aims at them needs this one."""
        client.headers["Authorization"] = f"Bearer {self.key}"
        self.dataset_id = self.upload("shapes.csv", table())
        trained = self.training("shapes")
        work(services, trained)
        bad = self.upload("ragged", "a,b\n1,2\n1\n")
        scored = self.scoring()
        work(services, scored)
        file = io.BytesIO()
        rows = pa.Table.from_pylist([a_row(), a_row(colour=None)])
        pq.write_table(rows, file)
        parquet = file.getvalue()
        stream = pa.BufferOutputStream()
        with pa.ipc.new_stream(stream, rows.schema) as writer:
            writer.write_table(rows)
        arrow = stream.getvalue().to_pybytes()
        self.known: dict[str, list[Any]] = {
            "dataset_id": [self.dataset_id, self.dataset_id, self.upload("others", table()), bad],
            "job_id": [trained, scored, self.training(None), self.scoring()],
            "create_session": [{"key": self.key}],
            "key_id": [],
            "upload_id": [self.announced(), self.announced()],
            "create_upload": [{"name": "a.csv", "size_bytes": 9, "content_type": "text/csv"}],
            "name": ["shapes"],
            "model": ["shapes"],
            "version": [1, 1, 2],
            "alias": ["default"],
            "put_model_alias": [
                {"version": 1},
                {"weights": {"1": 0.5, "2": 0.5}, "shadow": 3},
                {"weights": {"1": 1.0}},
            ],
            "put_model_version_decision": [
                {"threshold": 0.25},
                {"cost_matrix": [[0, 1], [5, 0]]},
                {"cost_matrix": [[0]]},
                {"per_class": {"round": 0.25, "square": 0.75}},
            ],
            "predict_with_alias": [{"rows": [a_row()]}],
            "predict_with_version": [{"rows": [a_row()]}],
            "explain": [{"rows": [a_row()]}],
            "explain_with_alias": [{"rows": [a_row()]}],
            "explain_with_version": [{"rows": [a_row()]}],
            "infer": [tensors()],
            "infer_with_version": [tensors()],
            "family": ["mlp", "rnn"],
            "preset": ["fast", "s2"],
            "code": ["data.imbalance"],
            "finding_id": [self.finding(trained), "data.missing"],
            "target": ["shape", "shape", "colour", "width"],
            "features": ["auto", ["width", "height"], ["colour"]],
            "rows": [[a_row()], [a_row(width=None, colour="purple")], [a_row(width="wide"), a_row(extra=1)]],
            "overrides": [{"width": {"kind": "text"}}, {"id": {"role": "feature"}}],
            "text/csv": [table(20).encode(), b"width,height,colour,seen\n1,2,red,2024-01-01\n", b"a,b\n1\n"],
            "application/x-ndjson": [b'{"width": 1, "height": 2, "colour": "red", "seen": null}\n', b"[]\n"],
            "application/vnd.apache.parquet": [parquet, parquet[:-9]],
            "application/vnd.apache.arrow.stream": [arrow, arrow[:-9], arrow[:40]],
            "application/zip": [image_zip(4), image_zip(4)[:-9]],
            "application/x-npz": [sequence_npz(4), sequence_npz(4)[:-9]],
            "image/png": [picture(0)],
        }

    def upload(self, name: str, content: str) -> str:
        """A dataset that was read."""
        made = self.client.post(f"/v1/datasets?name={name}", content=content, headers=CSV).json()
        work(self.services, made["profile_job_id"])
        return str(made["id"])

    def announced(self, content: bytes = b"") -> str:
        """An upload in parts, complete when it has content."""
        body = {"name": "a.csv", "size_bytes": len(content) or 1_000_000, "content_type": "text/csv"}
        upload_id = str(self.client.post("/v1/uploads", json=body).json()["id"])
        if content:
            self.client.patch(f"/v1/uploads/{upload_id}", content=content, headers={"Upload-Offset": "0"})
        return upload_id

    def training(self, model: str | None) -> str:
        """A queued training job."""
        return start(self.client, self.dataset_id, SPEC, model)

    def scoring(self) -> str:
        """A queued scoring job."""
        body = {"model": "shapes", "dataset_id": self.dataset_id}
        return str(self.client.post("/v1/scoring-jobs", json=body).json()["id"])

    def finding(self, job_id: str) -> str:
        """The id of a finding of the job that has a fix."""
        fix = [{"op": "add", "path": "/loss/class_weights", "value": "balanced"}]
        numbers = {"num_missing": 1, "num_rows": 4, "share": 0.25}
        found = [make("data.missing", numbers, column=name, fix=fix) for name in ("width", "height")]
        with self.services.database.begin() as tx:
            job = tx.scalars(select(Job).where(Job.id == job_id)).one()
            job.findings = [finding.model_dump(mode="json") for finding in found]
        return found[0].id

    def renew(self, operation_id: str) -> None:
        """Make what the operation uses up."""
        if operation_id.startswith("cancel"):
            self.known["job_id"] += [self.scoring() if "scoring" in operation_id else self.training(None)] * 4
        if operation_id == "delete_dataset":
            self.known["dataset_id"] += [self.upload("unused", table(20)) for _ in range(2)]
        if operation_id == "create_sample_dataset":
            self.known["name"] += ["rice"] * 3
        else:
            self.known["name"] = [name for name in self.known["name"] if name != "rice"]
        if operation_id == "revoke_key":
            made = [self.client.post("/v1/keys", json={"name": "spare", "scopes": ["predict"]}) for _ in range(4)]
            self.known["key_id"] += [one.json()["id"] for one in made]
        if operation_id == "append_upload":
            self.known["upload_id"] += [self.announced() for _ in range(20)]
        if operation_id == "create_dataset_of_upload":
            self.known["upload_id"] += [self.announced(table(20).encode()) for _ in range(4)]
        if operation_id == "delete_model":
            for name in ("spare", "other"):
                publish_again(self.services, name, 1, source="shapes")
                self.known["name"] += [name] * 2
        if operation_id in ("put_model_alias", "delete_model_version"):
            publish_again(self.services, "shapes", 4)
            self.known["version"] += [2, 3, 4]
        if operation_id in ("put_model_alias", "delete_model_alias"):
            for alias in ("beta", "gamma", "delta"):
                self.client.put(f"/v1/models/shapes/aliases/{alias}", json={"version": 1})
                self.known["alias"].append(alias)


@pytest.fixture(scope="module")
def world(app: FastAPI) -> Iterator[World]:
    with TestClient(app, base_url="http://localhost") as client, pytest.MonkeyPatch.context() as patch:
        free_memory(patch)
        services: Services = app.state.services
        yield World(client, services)


@pytest.fixture(scope="module")
def fuzzer(app: FastAPI, world: World) -> Fuzzer:
    """Requests with a key of every scope, aimed at what is there."""
    return Fuzzer(app, world.key, known=world.known)


def admin_key(services: Services) -> str:
    with services.database.begin() as tx:
        return create_key(tx, name="fuzz", scopes=["admin"])[1]


def test_no_case_of_the_described_api_is_answered_undescribed(fuzzer: Fuzzer, world: World) -> None:
    for operation in fuzzer.operations():
        operation_id = operation.definition.raw["operationId"]
        world.renew(operation_id)
        most = RICH.get(operation_id, 0)
        bounds = SHARED.get(operation_id, EVERY)
        fuzzer.fuzz(operation, good=most or GOOD, bad=most or BAD, bounds=bounds)

    tally = fuzzer.tally
    total = sum(tally.cases.values())
    print(f"{total} cases, statuses {dict(sorted(tally.statuses.items()))}")
    assert not tally.failures, "\n\n".join(tally.failures.values())
    assert {status for status in tally.statuses if status >= 500} == set()
    assert total >= CASES
    never = [operation.label for operation in fuzzer.operations() if not tally.successes[operation.label]]
    assert not never, f"hardly anything of these was tested, for they were never answered well: {', '.join(never)}"


def test_no_operation_but_the_probes_answers_without_a_good_key(fuzzer: Fuzzer) -> None:
    wrong = {"Authorization": f"Bearer disc_abcdefgh_{'A' * 43}"}
    walked = 0
    for operation in fuzzer.operations():
        case = fuzzer.one(operation)
        if operation.definition.raw["operationId"] == "create_session":
            case.body = {"key": f"disc_abcdefgh_{'A' * 43}"}  # the one operation whose key is in its body
        for headers in ({}, wrong, {"Authorization": "Basic YTpi"}):
            answer = case.call(headers=headers)
            assert (answer.status_code == 401) == (operation.path not in PROBES), (operation.label, answer.status_code)
            walked += 1
    assert walked >= 3 * 35


def test_the_same_checks_catch_a_bad_server() -> None:
    """The control: without it, a fuzzer that judges nothing would pass as well."""
    bad = FastAPI()

    @bad.get("/crash")
    def crash(limit: int) -> int:
        return 1 // (limit * 0)

    @bad.get("/undescribed")
    def undescribed(limit: int) -> Response:
        return JSONResponse({}, status_code=418)

    @bad.get("/lenient")
    def lenient(request: Request) -> dict[str, int]:
        return {}

    @bad.get("/shape", response_model=Shape)
    def shape() -> Response:
        return JSONResponse({"size": "large"})

    @bad.get("/media", response_model=Shape)
    def media() -> Response:
        return Response("large", media_type="text/plain")

    @bad.get("/open", dependencies=[Security(HTTPBearer(auto_error=False))])
    def open_to_all() -> dict[str, int]:
        return {}

    fuzzer = Fuzzer(bad, "key")
    for operation in fuzzer.operations():
        fuzzer.fuzz(operation, good=5, bad=5)

    assert set(fuzzer.tally.failures) >= {
        "GET /crash: ZeroDivisionError",
        "GET /undescribed: UndefinedStatusCode",
        "GET /shape: JsonSchemaError",
        "GET /media: UndefinedContentType",
        "GET /open: IgnoredAuth",
    }
    assert not any(name.startswith("GET /lenient") for name in fuzzer.tally.failures)


class Shape(BaseModel):
    size: int
