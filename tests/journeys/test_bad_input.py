"""Whatever is wrong with what comes in: a coded refusal that names the place and the remedy, and nothing left behind."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import delete, update

from store.blobs import open_blobs
from store.keys import create_key
from store.tables import Dataset, Job
from tests.databases import SqliteDatabases
from tests.journeys.hostile_files import BAD_FILES, CSV, BadFile
from tests.journeys.hostile_requests import BAD_JSON, BAD_ROWS, BAD_SPECS, GOOD_ROW, UNLEARNABLE, table
from tests.journeys.look import job_row
from tests.journeys.processes import until
from tests.journeys.refusals import assert_told, counted, refused, staged, unchanged
from tests.journeys.stack import Stack
from tests.journeys.tables import ENDLESS, QUICK, cloud_rows, csv_of, spec

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def stack(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """An API and a worker that decode at most 256 MiB and write checkpoints only when they must."""
    limits = {"DISCERN_LIMITS__MAX_DECODED_BYTES": str(256 * 2**20), "DISCERN_CHECKPOINT_SECONDS": "600"}
    with Stack(tmp_path_factory.mktemp("bad"), sqlite_databases.fresh(), **limits) as stack:
        stack.start_worker(wait=False)
        stack.start_api()
        yield stack


@pytest.fixture(scope="module")
def dataset(stack: Stack) -> str:
    """A good table, with the model `rice` trained on it."""
    dataset_id = str(stack.upload(csv_of(cloud_rows(150)))["id"])
    stack.ended(stack.train(dataset_id, QUICK), "succeeded")
    return dataset_id


@pytest.fixture(autouse=True)
def works_afterwards(stack: Stack, dataset: str) -> Iterator[None]:
    """After each test nothing half-written lies about, and a good request is answered."""
    yield
    until(lambda: staged(stack) == [], "an empty staging folder", 10.0)  # a cut connection is noticed a little later
    stack.json("POST", "/v1/models/rice/predict", 200, json={"rows": [GOOD_ROW]})
    stack.json("GET", "/readyz", 200)


# --- files


@pytest.mark.parametrize("media", [CSV, "application/vnd.apache.parquet", "application/x-ndjson"])
def test_an_empty_file_is_refused_before_anything_is_made(stack: Stack, media: str) -> None:
    with unchanged(stack):
        refused(stack, stack.http.post("/v1/datasets?wait=30", headers={"Content-Type": media}), 422, "empty_file")


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_a_bad_file_is_refused_with_its_place_and_its_dataset_says_the_same(stack: Stack, bad: BadFile) -> None:
    body, before = bad.make(), counted(stack)
    headers = {"Content-Type": bad.media, **bad.headers}

    answer = stack.http.post("/v1/datasets?wait=30", content=body, headers=headers)

    problem = refused(stack, answer, 422, bad.code, bad.fault, **bad.where)
    assert bad.says in problem["detail"]
    after = counted(stack)
    assert (after["Dataset"], after["Job"]) == (before["Dataset"] + 1, before["Job"] + 1)
    made = stack.json("GET", "/v1/datasets", params={"limit": 1})["data"][0]
    assert (made["status"], made["num_rows"], made["schema"]) == ("failed", None, None)
    assert_told(made["error"], bad.fault, bad.where)
    job = stack.job(made["profile_job_id"])
    assert (job["status"], job["attempt"], job["error"]["code"]) == ("failed", 1, bad.code)
    for path in ("profile", "preview", "findings"):
        refused(stack, stack.http.get(f"/v1/datasets/{made['id']}/{path}"), 422, bad.code, bad.fault, **bad.where)
    refused(stack, post_job(stack, made["id"], QUICK), 422, bad.code, bad.fault, **bad.where)
    assert stack.http.delete(f"/v1/datasets/{made['id']}").status_code == 204


def test_a_bomb_of_463_bytes_is_one_of_them() -> None:
    bombs = [bad.make() for bad in BAD_FILES if "Parquet" in bad.name and "half" not in bad.name]

    assert len(bombs) == 2
    assert max(map(len, bombs)) < 1_000


def test_a_file_that_breaks_off_leaves_nothing(stack: Stack) -> None:
    def body() -> Iterator[bytes]:
        yield b"a,Class\n" + b"1,x\n" * 100_000
        raise BrokenPipeError

    with unchanged(stack), pytest.raises(BrokenPipeError):
        stack.http.post("/v1/datasets", content=body(), headers={"Content-Type": CSV})


def test_integers_past_2_to_the_53_keep_every_digit(stack: Stack) -> None:
    labels = ("9007199254740993", "9007199254740992")
    rows = "".join(f"{length},{labels[length % 2]},{labels[length % 2]}\n" for length in range(60))
    made = stack.upload(f"length,big,Class\n{rows}".encode())

    kinds = {column["name"]: column["kind"] for column in made["schema"]["columns"]}
    shown = stack.json("GET", f"/v1/datasets/{made['id']}/preview", params={"rows": 2})["rows"]
    assert kinds == {"length": "numeric", "big": "categorical", "Class": "categorical"}
    assert [row["big"] for row in shown] == list(labels)
    stack.ended(stack.train(made["id"], QUICK, "big"), "succeeded")
    assert stack.json("GET", "/v1/models/big/versions/1")["classes"] == sorted(labels)


# --- tables that cannot be learnt from


@pytest.mark.parametrize("case", UNLEARNABLE)
def test_a_table_that_cannot_be_learnt_from_is_refused_before_a_job_is_made(stack: Stack, case: str) -> None:
    content, fault, says = UNLEARNABLE[case]
    dataset_id = stack.upload(content)["id"]

    with unchanged(stack):
        problem = refused(stack, post_job(stack, dataset_id, QUICK), 422, "data_invalid", fault)
        validated = stack.json("POST", "/v1/training-jobs:validate", json=job_body(dataset_id, QUICK))

    assert says in str(problem)
    assert validated["valid"] is False
    assert_told(validated, fault, {})


def test_a_column_without_cells_is_left_out_and_said_so(stack: Stack) -> None:
    made = stack.upload(table(",1,x\n,2,y\n", header="empty,a,Class"))

    findings = stack.json("GET", f"/v1/datasets/{made['id']}/findings")["findings"]
    job = stack.ended(stack.train(made["id"], QUICK, "dropped"), "succeeded")

    [finding] = [found for found in findings if found["code"] == "data.all_missing_column"]
    assert "empty" in str(finding)
    assert job["resolved_config"]["features"] == ["a"]
    answer = stack.json("POST", "/v1/models/dropped/predict", json={"rows": [{"a": 1}]})
    assert answer["predictions"][0]["label"] in ("x", "y")


# --- requests


def job_body(dataset_id: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """A training request."""
    return {"dataset_id": dataset_id, "spec": wanted, "model_name": "refused"}


def post_job(stack: Stack, dataset_id: str, wanted: dict[str, Any]) -> httpx.Response:
    """The answer to a training request."""
    return stack.http.post("/v1/training-jobs", json=job_body(dataset_id, wanted))


@pytest.mark.parametrize("case", BAD_SPECS)
def test_a_bad_config_is_refused_with_a_pointer_to_its_field(stack: Stack, dataset: str, case: str) -> None:
    wanted, code, fault, pointer = BAD_SPECS[case]

    with unchanged(stack):
        refused(stack, post_job(stack, dataset, wanted), 422, code, fault, pointer=pointer)


@pytest.mark.parametrize("case", BAD_JSON)
def test_what_is_no_strict_json_is_a_400_that_names_its_place(stack: Stack, dataset: str, case: str) -> None:
    value, fault, where = BAD_JSON[case]
    rate = b'{"dataset_id": "%s", "spec": {"target": "Class", "optimizer": {"learning_rate": %s}}}'
    rows = b'{"rows": [{"length": %s, "width": 1, "noise": 1}]}'
    pointers = [
        {} if where else {"pointer": pointer} for pointer in ("/spec/optimizer/learning_rate", "/rows/0/length")
    ]

    with unchanged(stack):
        training = stack.http.post("/v1/training-jobs", content=rate % (dataset.encode(), value), headers=JSON)
        predicting = stack.http.post("/v1/models/rice/predict", content=rows % value, headers=JSON)

    refused(stack, training, 400, "json_invalid", fault, **where, **pointers[0])
    refused(stack, predicting, 400, "json_invalid", fault, **where, **pointers[1])


@pytest.mark.parametrize("case", BAD_ROWS)
def test_a_bad_row_is_refused_with_its_pointer(stack: Stack, case: str) -> None:
    row, code, fault = BAD_ROWS[case]

    with unchanged(stack):
        answer = stack.http.post("/v1/models/rice/predict", json={"rows": [GOOD_ROW, row]})

    refused(stack, answer, 422, code, fault, pointer="/rows/1/length")


def test_a_bad_file_to_predict_is_refused_with_its_line(stack: Stack) -> None:
    ragged = b"length,width,noise\n1,2,3\n1,2\n"

    with unchanged(stack):
        answer = stack.http.post("/v1/models/rice/predict", content=ragged, headers={"Content-Type": CSV})

    refused(stack, answer, 422, "data_invalid", "ragged_row", row=1, line=3)


# --- jobs


def test_a_diverged_job_names_its_epoch_and_keeps_the_checkpoint_before_it(stack: Stack, dataset: str) -> None:
    wanted = {**spec(400), "optimizer": {"name": "sgd", "learning_rate": 1e30}}

    job = stack.ended(stack.train(dataset, wanted, "diverged"), "failed")

    assert (job["attempt"], job["error"]["code"], job["result"]) == (1, "diverged", None)
    assert_told(job["error"], "", {})
    named = re.search(r"epoch (\d+)", job["error"]["detail"])
    assert named is not None, job["error"]
    row = job_row(stack, job["id"])
    assert row.checkpoint is not None
    assert row.checkpoint["epoch"] == int(named[1]) - 1 == job["best"]["epoch"]
    open_blobs(stack.data).verify(row.checkpoint["sha256"])
    measured = stack.json("GET", f"/v1/training-jobs/{job['id']}/metrics")
    assert [report["epoch"] for report in measured["epochs"]] == list(range(int(named[1])))
    refused(stack, stack.http.get("/v1/models/diverged"), 404, "not_found")


def test_a_dataset_that_a_queued_job_needs_is_not_deleted(stack: Stack, dataset: str) -> None:
    made = stack.upload(csv_of(cloud_rows(60)), name="needed")
    running, queued = stack.train(dataset, ENDLESS, "endless"), stack.train(made["id"], QUICK, "waiting")
    try:
        stack.when(running, lambda job: job["status"] == "running", "the job before it")
        problem = refused(stack, stack.http.delete(f"/v1/datasets/{made['id']}"), 409, "dataset_in_use")
        assert queued in problem["detail"]
        assert stack.json("GET", f"/v1/datasets/{made['id']}")["status"] == "ready"
        stack.json("POST", f"/v1/jobs/{queued}/cancel", 202)
        assert stack.http.delete(f"/v1/datasets/{made['id']}").status_code == 204
    finally:
        stack.json("POST", f"/v1/jobs/{running}/cancel", 202)
    stack.ended(running, "cancelled")


def test_a_job_whose_dataset_is_gone_all_the_same_fails_and_says_so(stack: Stack, dataset: str) -> None:
    made = stack.upload(csv_of(cloud_rows(60)), name="gone")
    running, queued = stack.train(dataset, ENDLESS, "endless"), stack.train(made["id"], QUICK, "orphan")
    stack.when(running, lambda job: job["status"] == "running", "the job before it")
    with stack.database.begin() as tx:
        tx.execute(update(Job).where(Job.dataset_id == made["id"]).values(dataset_id=None))
        tx.execute(delete(Dataset).where(Dataset.id == made["id"]))

    stack.json("POST", f"/v1/jobs/{running}/cancel", 202)
    job = stack.ended(queued, "failed")

    assert (job["attempt"], job["error"]["code"]) == (1, "dataset_deleted")
    assert_told(job["error"], "", {})
    refused(stack, stack.http.get("/v1/models/orphan"), 404, "not_found")


# --- who asks, and how often


@pytest.mark.parametrize("path", ["/v1/training-jobs", "/v1/scoring-jobs", "/v1/datasets"])
def test_the_same_idempotency_key_has_one_effect_and_refuses_another_body(
    stack: Stack, dataset: str, path: str
) -> None:
    bodies: dict[str, tuple[Any, Any]] = {
        "/v1/training-jobs": tuple({**job_body(dataset, QUICK), "priority": number} for number in (5, 6)),
        "/v1/scoring-jobs": tuple({"model": "rice", "dataset_id": dataset, "priority": number} for number in (5, 6)),
        "/v1/datasets": (csv_of(cloud_rows(20)), csv_of(cloud_rows(21))),
    }

    def post(body: Any) -> httpx.Response:
        headers = {"Idempotency-Key": f"key-of-{path}"}
        if isinstance(body, bytes):
            return stack.http.post(path, content=body, headers={**headers, "Content-Type": CSV})
        return stack.http.post(path, json=body, headers=headers)

    before = counted(stack)
    first, again, other = post(bodies[path][0]), post(bodies[path][0]), post(bodies[path][1])

    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    assert (first.headers.get("Idempotency-Replayed"), again.headers["Idempotency-Replayed"]) == (None, "true")
    refused(stack, other, 422, "idempotency_key_reused")
    assert counted(stack)["Job"] == before["Job"] + 1
    assert counted(stack)["Dataset"] == before["Dataset"] + (path == "/v1/datasets")
    stack.ended(first.json().get("profile_job_id") or first.json()["id"], "succeeded")


@pytest.mark.parametrize("key", ["", "wrong", "disc_abcdefgh_" + "A" * 43])
def test_a_wrong_key_is_a_401_wherever_it_asks(stack: Stack, dataset: str, key: str) -> None:
    headers = {"Authorization": f"Bearer {key}"} if key else {"Authorization": ""}
    with unchanged(stack):
        for method, path in (("GET", "/v1/me"), ("POST", "/v1/datasets"), ("DELETE", f"/v1/datasets/{dataset}")):
            answer = stack.http.request(method, path, headers=headers)
            refused(stack, answer, 401, "unauthenticated")
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_wrong_scope_is_a_403_that_names_the_right_one(stack: Stack, dataset: str) -> None:
    with stack.database.begin() as tx:
        _, key = create_key(tx, name="reader", scopes=["data:read"])
    headers = {"Authorization": f"Bearer {key}"}
    asked = {
        "data:write": ("POST", "/v1/datasets", {"content": b"a\n1\n", "headers": {**headers, "Content-Type": CSV}}),
        "train:write": ("POST", "/v1/training-jobs", {"json": job_body(dataset, QUICK), "headers": headers}),
        "predict": ("POST", "/v1/models/rice/predict", {"json": {"rows": [GOOD_ROW]}, "headers": headers}),
        "admin": ("GET", "/v1/workers", {"headers": headers}),
    }
    with unchanged(stack):
        for scope, (method, path, options) in asked.items():
            problem = refused(stack, stack.http.request(method, path, **options), 403, "scope_missing")
            assert scope in problem["detail"]
        assert stack.http.get(f"/v1/datasets/{dataset}", headers=headers).status_code == 200
