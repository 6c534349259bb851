"""Every limit at its edge: what is exactly as large as allowed passes, and one more is refused by the limit's name."""

import gzip
import io
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest
from httpx import Response
from sqlalchemy import update
from starlette.testclient import TestClient

import classifier.table.source
from classifier.spec.limits import Limits
from service.dependencies import Services
from service.main import create_app
from service.models.inputs import blank_png
from service.settings import ApiSettings
from store.tables import IdempotencyRecord, utc_now
from tests.databases import SqliteDatabases
from tests.service.routes.conftest import CSV, a_row, free_memory, start, table, work

SPEC: dict[str, Any] = {"target": "shape", "model": {"hidden": [4]}, "training": {"epochs": 2}}
ROWS = 60

IN_A_WORKER = {"max_parse_seconds", "max_job_memory_bytes"}
"""A child has them: tests/journeys/test_job_limits.py."""


@dataclass
class Server:
    """A server whose limits a test chooses; the data, a model among it, is the same for all."""

    settings: ApiSettings
    dataset_id: str = ""

    def ask(self, limits: Limits, call: Callable[["Caller"], Response]) -> Response:
        """The answer of a server with these limits."""
        settings = self.settings.model_copy(update={"limits": limits})
        app = create_app(settings)
        with TestClient(app, base_url="http://localhost") as client:
            return call(Caller(client, app.state.services, self, limits))


@dataclass
class Caller:
    """What one test may do with a server."""

    client: TestClient
    services: Services
    server: Server
    limits: Limits

    def read(self, content: bytes, **headers: str) -> Response:
        """The dataset after a worker with the same limits has read it, or what is wrong with it."""
        made = self.client.post("/v1/datasets", content=content, headers={**CSV, **headers})
        if made.status_code != 202:
            return made
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DISCERN_LIMITS", self.limits.model_dump_json())
            work(self.services, made.json()["profile_job_id"])
        return self.client.get(f"/v1/datasets/{made.json()['id']}/profile")

    def validate(self, **changes: Any) -> Response:
        """A training request, checked; 422 when it would be refused."""
        body = {"dataset_id": self.server.dataset_id, "spec": {**SPEC, **changes}}
        return self.client.post("/v1/training-jobs", json=body)

    def predict(self, num_rows: int) -> Response:
        """A prediction of so many rows."""
        return self.client.post("/v1/models/shapes/predict", json={"rows": [a_row()] * num_rows})


@pytest.fixture(scope="module")
def server(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = ApiSettings(data_dir=tmp_path_factory.mktemp("edges"), database_url=sqlite_databases.fresh(), auth="off")
    found = Server(settings)

    def prepare(caller: Caller) -> Response:
        made = caller.client.post("/v1/datasets?name=shapes", content=table(ROWS), headers=CSV).json()
        work(caller.services, made["profile_job_id"])
        found.dataset_id = made["id"]
        work(caller.services, start(caller.client, made["id"], SPEC, "shapes"))
        return caller.client.get("/livez")

    with pytest.MonkeyPatch.context() as patch:
        free_memory(patch)
        found.ask(Limits(), prepare)
        yield found


def csv_of_bytes(num_bytes: int) -> bytes:
    """A good CSV of exactly so many bytes."""
    return b"a,b\n" + b"1,2\n" * ((num_bytes - 4) // 4 - 1) + b"1," + b"2" * (1 + num_bytes % 4) + b"\n"


def csv_of_shape(num_rows: int, num_columns: int) -> bytes:
    header = ",".join(f"c{number}" for number in range(num_columns))
    return (header + "\n" + (",".join("1" * num_columns) + "\n") * num_rows).encode()


def padded(body: dict[str, Any], num_bytes: int) -> bytes:
    """JSON of exactly so many bytes."""
    text = json.dumps(body)
    return (text + " " * (num_bytes - len(text))).encode()


def npz_of(num_steps: int) -> bytes:
    """Two sequences of so many steps."""
    file = io.BytesIO()
    np.savez(file, X=np.arange(2.0 * num_steps).reshape(2, num_steps, 1), y=np.array(["a", "b"]))
    return file.getvalue()


def images(height: int, width: int, num_bytes: int) -> bytes:
    """An archive of two images of exactly so many bytes each; what follows a PNG's end is nobody's."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name in ("a/1.png", "b/2.png"):
            archive.writestr(name, blank_png(height, width, 1).ljust(num_bytes, b"x"))
    return file.getvalue()


ZIP = {"Content-Type": "application/zip"}
JSON = {"Content-Type": "application/json"}
PACKED = gzip.compress(csv_of_bytes(100_000))
RATIO = -(-100_000 // len(PACKED))

Call = Callable[[Caller, int], Response]
"""Asks for something of size n."""

# Name -> the limit, what asks for n of it, and the code that refuses one more.
EDGES: dict[str, tuple[int, Call, str]] = {
    "max_upload_bytes": (1000, lambda c, n: c.read(csv_of_bytes(n)), "too_large"),
    "max_decoded_bytes": (1000, lambda c, n: c.read(csv_of_bytes(n)), "too_many_bytes"),
    "max_rows": (30, lambda c, n: c.read(csv_of_shape(n, 2)), "too_many_rows"),
    "max_columns": (12, lambda c, n: c.read(csv_of_shape(3, n)), "too_many_columns"),
    "max_cells": (60, lambda c, n: c.read(csv_of_shape(1, n)), "too_many_cells"),
    "max_field_bytes": (20, lambda c, n: c.read(b"a,b\n1," + b"x" * n + b"\n"), "field_too_long"),
    "max_column_name_chars": (9, lambda c, n: c.read(("é" * n + ",b\n1,2\n").encode()), "column_name_too_long"),
    "max_json_bytes": (
        3000,
        lambda c, n: c.client.post("/v1/models/shapes/predict", content=padded({"rows": [a_row()]}, n), headers=JSON),
        "too_large",
    ),
    "max_predict_rows": (7, lambda c, n: c.predict(n), "too_many_rows"),
    "max_steps": (9, lambda c, n: c.read(npz_of(n), **{"Content-Type": "application/x-npz"}), "too_many_steps"),
    "max_image_bytes": (300, lambda c, n: c.read(images(3, 3, n), **ZIP), "image_too_large"),
    "max_image_pixels": (40, lambda c, n: c.read(images(1, n, 300), **ZIP), "image_too_large"),
    "max_members": (4, lambda c, n: c.validate(training={"epochs": 2, "num_seeds": n}), "over_limit"),
    "max_hidden_width": (32, lambda c, n: c.validate(model={"hidden": [n]}), "over_limit"),
    "max_hidden_layers": (3, lambda c, n: c.validate(model={"hidden": [4] * n}), "over_limit"),
    "max_epochs": (5, lambda c, n: c.validate(training={"epochs": n}), "over_limit"),
    "max_job_seconds": (
        60,
        lambda c, n: c.client.post(
            "/v1/training-jobs", json={"dataset_id": c.server.dataset_id, "spec": SPEC, "max_seconds": n}
        ),
        "over_limit",
    ),
    "max_page_size": (30, lambda c, n: c.client.get(f"/v1/jobs?limit={n}"), "page_too_large"),
}


@pytest.mark.parametrize("name", EDGES)
def test_as_much_as_the_limit_passes_and_one_more_is_refused(server: Server, name: str) -> None:
    limit, call, code = EDGES[name]
    limits = Limits.model_validate({name: limit})

    at = server.ask(limits, lambda caller: call(caller, limit))
    over = server.ask(limits, lambda caller: call(caller, limit + 1))

    assert at.is_success, at.text
    problem = over.json()
    assert over.status_code in (413, 422), over.text
    assert code in (problem["code"], *(fault["code"] for fault in problem["errors"])), problem
    assert problem["hint"]
    assert f"{limit:,}" in over.text or str(limit) in over.text or name in over.text, "the limit is not named"


def estimate(server: Server, **changes: Any) -> dict[str, Any]:
    """What a run would cost."""
    body = {"dataset_id": server.dataset_id, "spec": {**SPEC, **changes}}
    found: dict[str, Any] = server.ask(
        Limits(), lambda c: c.client.post("/v1/training-jobs:validate", json=body)
    ).json()
    return found["estimate"]


def lowered(server: Server, name: str, number: int, call: Callable[[Caller], Response], code: str) -> None:
    """The same request passes where the limit is `number`, and is refused where it is one less."""
    at = server.ask(Limits.model_validate({name: number}), call)
    over = server.ask(Limits.model_validate({name: number - 1}), call)
    assert at.is_success, at.text
    assert over.status_code in (413, 422), over.text
    assert code in (over.json()["code"], *(fault["code"] for fault in over.json()["errors"])), over.text
    assert over.json()["hint"]


def test_classes(server: Server) -> None:
    lowered(server, "max_classes", 3, lambda caller: caller.validate(target="colour"), "too_many_classes")


def test_parameters(server: Server) -> None:
    number = estimate(server)["num_parameters"]

    lowered(server, "max_parameters", number, Caller.validate, "over_limit")


def test_numbers_in_memory(server: Server) -> None:
    number = ROWS * estimate(server)["num_features"]

    lowered(server, "max_encoded_numbers", number, Caller.validate, "over_limit")


def test_numbers_in_the_layers_of_a_batch(server: Server) -> None:
    training = {"epochs": 2, "batch_size": 8}

    def call(caller: Caller) -> Response:
        return caller.validate(model={"hidden": [9]}, training=training)

    refused = server.ask(Limits(max_batch_activations=1), call)
    number = int(refused.json()["errors"][0]["got"].replace(",", ""))

    lowered(server, "max_batch_activations", number, call, "over_limit")


def test_rows_times_epochs(server: Server) -> None:
    number = estimate(server)["num_train_rows"] * SPEC["training"]["epochs"]

    lowered(server, "max_row_epochs", number, Caller.validate, "over_limit")


def test_decoded_bytes_per_uploaded_byte(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier.table.source, "RATIO_FREE_BYTES", 0)
    headers = {"Content-Encoding": "gzip"}

    lowered(server, "max_decode_ratio", RATIO, lambda caller: caller.read(PACKED, **headers), "decode_ratio")


def test_waiting_jobs(server: Server) -> None:
    def fill(caller: Caller) -> Response:
        queued = caller.client.get("/v1/jobs?status=queued&limit=100").json()["data"]
        for job in queued:
            caller.client.post(f"/v1/jobs/{job['id']}/cancel")
        answers = [caller.validate() for _ in range(4)]
        assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
        assert answers[3].json()["hint"]
        assert int(answers[3].headers["Retry-After"]) >= 1
        return answers[3]

    full = server.ask(Limits(max_queued_jobs=3), fill)

    assert full.json()["code"] == "queue_full"


def test_a_wait_is_cut_to_the_limit(server: Server) -> None:
    def wait(caller: Caller) -> Response:
        job_id = caller.validate().json()["id"]
        return caller.client.get(f"/v1/jobs/{job_id}?wait=3600s")

    started = time.monotonic()
    job = server.ask(Limits(max_wait_seconds=0.5), wait)

    assert job.json()["status"] == "queued"
    assert 0.5 <= time.monotonic() - started < 20


@pytest.mark.parametrize(("older_by", "replayed"), [(-60, "true"), (1, None)])
def test_an_idempotency_key_is_remembered_for_its_hours(server: Server, older_by: int, replayed: str | None) -> None:
    limits = Limits(idempotency_hours=2.0)

    def twice(caller: Caller) -> Response:
        headers = {"Idempotency-Key": f"edge{older_by}"}
        body = {"dataset_id": server.dataset_id, "spec": SPEC}
        assert caller.client.post("/v1/training-jobs", json=body, headers=headers).status_code == 202
        with caller.services.database.begin() as tx:
            made_at = utc_now() - timedelta(hours=2, seconds=older_by)
            tx.execute(update(IdempotencyRecord).values(created_at=made_at))
        return caller.client.post("/v1/training-jobs", json=body, headers=headers)

    again = server.ask(limits, twice)

    assert (again.status_code, again.headers.get("Idempotency-Replayed")) == (202, replayed)


def test_no_limit_is_left_out() -> None:
    elsewhere = {"max_classes", "max_parameters", "max_row_epochs", "max_decode_ratio"}
    elsewhere |= {
        "max_encoded_numbers",
        "max_batch_activations",
        "max_queued_jobs",
        "max_wait_seconds",
        "idempotency_hours",
    }

    # tests/service/routes/test_routes_uploads_in_parts.py
    elsewhere |= {"upload_part_bytes", "max_open_uploads", "max_open_upload_bytes", "upload_hours"}

    assert set(EDGES) | elsewhere | IN_A_WORKER == set(Limits.model_fields)
