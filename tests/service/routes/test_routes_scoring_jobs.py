"""Scoring jobs: a file in, a file out, and the rows that were refused."""

import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from classifier.errors import Fault, RowsInvalid
from service.dependencies import Services
from store.jobs import claim, fail
from store.tables import Job
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import CSV, Work, World, table

UNASKED = {"columns": "ids", "logits": False, "decimals": None, "top_k": None}
"""The output's options when nothing is asked for."""


def request(world: World, **changes: Any) -> dict[str, Any]:
    """A request that is accepted."""
    return {"model": world.model, "dataset_id": world.dataset_id, **changes}


def scored(client: TestClient, worker: Work, body: dict[str, Any]) -> str:
    """Id of a job that was done."""
    answer = client.post("/v1/scoring-jobs", json=body)
    assert answer.status_code == 202, answer.text
    job_id: str = answer.json()["id"]
    worker(job_id)
    return job_id


def with_bad_rows(client: TestClient, worker: Work) -> str:
    """Id of a dataset in whose third and fifth row the width is no number."""
    lines = table(10).splitlines()
    for line in (3, 5):
        cells = lines[line].split(",")
        lines[line] = ",".join([cells[0], "wide", *cells[2:]])
    made = client.post("/v1/datasets", content="\n".join(lines), headers=CSV).json()
    worker(made["profile_job_id"])
    dataset_id: str = made["id"]
    return dataset_id


def test_a_scoring_job_is_accepted_for_the_version_that_is_the_default_now(client: TestClient, world: World) -> None:
    answer = client.post("/v1/scoring-jobs", json=request(world))

    job = answer.json()
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"/v1/scoring-jobs/{job['id']}"
    assert (job["kind"], job["status"], job["spec"]["version"]) == ("score", "queued", 1)
    assert job["spec"]["output"] == {"format": "csv", "id_columns": ["id"], **UNASKED}
    assert not [name for name in job["spec"] if "sha256" in name]


@pytest.mark.parametrize(
    ("file_format", "media"),
    [("csv", "text/csv"), ("parquet", "application/vnd.apache.parquet"), ("ndjson", "application/x-ndjson")],
)
def test_the_output_is_a_file_in_the_inputs_order_with_its_ids(
    client: TestClient, worker: Work, world: World, file_format: str, media: str
) -> None:
    job_id = scored(client, worker, request(world, output={"format": file_format}))

    answer = client.get(f"/v1/scoring-jobs/{job_id}/output")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(media)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{job_id}.{file_format}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    rows = read(answer.content, file_format)
    assert [row["id"] for row in rows] == [f"item-{number:04d}" for number in range(120)]
    assert [row["row"] for row in rows] == list(range(120))
    assert set(rows[0]) == {"id", "row", "label", "probability_round", "probability_square"}


def read(content: bytes, file_format: str) -> list[dict[str, Any]]:
    if file_format == "ndjson":
        return [json.loads(line) for line in content.splitlines()]
    source = io.BytesIO(content)
    found: pa.Table = pyarrow.csv.read_csv(source) if file_format == "csv" else pq.read_table(source)
    rows: list[dict[str, Any]] = found.to_pylist()
    return rows


def test_a_scored_row_is_what_a_prediction_of_it_says(client: TestClient, worker: Work, world: World) -> None:
    job_id = scored(client, worker, request(world, output={"format": "ndjson", "columns": "all"}))
    rows = read(client.get(f"/v1/scoring-jobs/{job_id}/output").content, "ndjson")

    asked = [{name: row[name] for name in ("width", "height", "colour", "seen")} for row in rows[:20]]
    predicted = client.post("/v1/models/shapes/predict", json={"rows": asked}).json()["predictions"]

    assert [row["label"] for row in rows[:20]] == [prediction["label"] for prediction in predicted]
    for row, prediction in zip(rows, predicted, strict=False):
        assert row["probability_square"] == pytest.approx(prediction["probabilities"]["square"], abs=1e-6)


def test_a_finished_job_counts_its_rows_and_hides_its_files(client: TestClient, worker: Work, world: World) -> None:
    job_id = scored(client, worker, request(world))

    result = client.get(f"/v1/scoring-jobs/{job_id}").json()["result"]

    assert (result["num_rows"], result["num_scored"], result["num_refused"]) == (120, 120, 0)
    assert (result["format"], result["model"], result["version"]) == ("csv", "shapes", 1)
    assert not [name for name in result if "sha256" in name]
    assert client.get(f"/v1/scoring-jobs/{job_id}/errors").json()["data"] == []


def test_refused_rows_are_left_out_and_listed_page_by_page(client: TestClient, worker: Work, world: World) -> None:
    job_id = scored(client, worker, request(world, dataset_id=with_bad_rows(client, worker)))

    first = client.get(f"/v1/scoring-jobs/{job_id}/errors?limit=1").json()
    second = client.get(f"/v1/scoring-jobs/{job_id}/errors", params={"limit": 1, "after": first["next_cursor"]}).json()

    faults = first["data"] + second["data"]
    assert [(fault["row"], fault["column"], fault["code"]) for fault in faults] == [
        (2, "width", "not_a_number"),
        (4, "width", "not_a_number"),
    ]
    assert (first["has_more"], second["has_more"], second["next_cursor"]) == (True, False, None)
    rows = read(client.get(f"/v1/scoring-jobs/{job_id}/output").content, "csv")
    assert [row["row"] for row in rows] == [0, 1, 3, 5, 6, 7, 8, 9]


def test_a_failed_job_has_no_output(client: TestClient, services: Services, world: World) -> None:
    job_id = client.post("/v1/scoring-jobs", json=request(world, on_invalid="fail")).json()["id"]
    with services.database.begin() as tx:
        hold = claim(tx, job_id, "worker-test")
        assert hold is not None
        fail(tx, hold, RowsInvalid("2 rows do not fit", faults=[Fault(code="not_a_number", message="no", row=2)]))

    job = client.get(f"/v1/scoring-jobs/{job_id}").json()

    assert (job["status"], job["error"]["code"], job["error"]["errors"][0]["row"]) == ("failed", "rows_invalid", 2)
    for part in ("output", "errors"):
        answer = client.get(f"/v1/scoring-jobs/{job_id}/{part}")
        assert (answer.status_code, answer.json()["code"]) == (409, "job_not_finished")
        assert "failed" in answer.json()["detail"]


def test_a_job_that_has_not_ended_has_no_output(client: TestClient, world: World) -> None:
    job_id = client.post("/v1/scoring-jobs", json=request(world)).json()["id"]

    for part in ("output", "errors"):
        answer = client.get(f"/v1/scoring-jobs/{job_id}/{part}")
        assert (answer.status_code, answer.json()["code"]) == (409, "job_not_finished")


def test_an_output_that_is_lost_is_told(client: TestClient, services: Services, worker: Work, world: World) -> None:
    job_id = scored(client, worker, request(world, dataset_id=with_bad_rows(client, worker)))
    for path in services.blobs.root.glob("??/*"):
        path.unlink()

    for part in ("output", "errors"):
        answer = client.get(f"/v1/scoring-jobs/{job_id}/{part}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def count_jobs(services: Services) -> int:
    with services.database.read() as tx:
        return tx.scalar(select(func.count()).select_from(Job)) or 0


@pytest.mark.parametrize(
    ("changes", "status", "pointer"),
    [
        ({"model": "nobody"}, 404, None),
        ({"version": 9}, 404, None),
        ({"dataset_id": "ds_nothing"}, 404, None),
        ({"model": "../x"}, 422, "/model"),
        ({"version": 0}, 422, "/version"),
        ({"version": 2**31}, 422, "/version"),
        ({"threshold": 1.5}, 422, "/threshold"),
        ({"model": "trio", "threshold": 0.5}, 422, "/threshold"),
        ({"output": {"format": "xlsx"}}, 422, "/output/format"),
        ({"output": {"id_columns": ["nothing"]}}, 422, "/output/id_columns/0"),
        ({"on_invalid": "ignore"}, 422, "/on_invalid"),
        ({"max_seconds": 10**7}, 422, "/max_seconds"),
        ({"priority": 10}, 422, "/priority"),
        ({"surprise": 1}, 422, "/surprise"),
    ],
)
def test_what_cannot_be_scored_is_refused_by_its_place_and_nothing_is_queued(
    client: TestClient, services: Services, world: World, changes: dict[str, Any], status: int, pointer: str | None
) -> None:
    before = count_jobs(services)

    answer = client.post("/v1/scoring-jobs", json=request(world, **changes))

    assert answer.status_code == status, answer.text
    if pointer is not None:
        assert answer.json()["errors"][0]["pointer"] == pointer
    assert count_jobs(services) == before


def test_a_file_without_a_column_of_the_model_is_refused_before_it_is_queued(
    client: TestClient, worker: Work, world: World
) -> None:
    made = client.post("/v1/datasets", content=b"id,width\n1,2\n3,4\n", headers=CSV).json()
    worker(made["profile_job_id"])

    problem = client.post("/v1/scoring-jobs", json=request(world, dataset_id=made["id"])).json()

    assert (problem["status"], problem["code"]) == (422, "config_invalid")
    assert [fault["column"] for fault in problem["errors"]] == ["height", "colour", "seen"]


def test_a_file_that_is_still_being_read_is_a_409(client: TestClient, world: World) -> None:
    dataset_id = client.post("/v1/datasets", content=b"a,b\n1,2\n", headers=CSV).json()["id"]

    answer = client.post("/v1/scoring-jobs", json=request(world, dataset_id=dataset_id))

    assert (answer.status_code, answer.json()["code"]) == (409, "dataset_not_ready")


def test_the_same_request_under_one_key_is_one_job(client: TestClient, services: Services, world: World) -> None:
    before = count_jobs(services)
    headers = {"Idempotency-Key": "score-1"}

    first = client.post("/v1/scoring-jobs", json=request(world), headers=headers)
    second = client.post("/v1/scoring-jobs", json=request(world), headers=headers)

    assert second.json() == first.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    assert count_jobs(services) == before + 1


def test_the_queue_takes_n_jobs_and_not_one_more(client: TestClient, services: Services, world: World) -> None:
    for _ in range(services.settings.limits.max_queued_jobs):
        assert client.post("/v1/scoring-jobs", json=request(world)).status_code == 202

    assert client.post("/v1/scoring-jobs", json=request(world)).json()["code"] == "queue_full"


def test_scoring_jobs_are_listed_watched_and_cancelled_like_others(client: TestClient, world: World) -> None:
    job_id = client.post("/v1/scoring-jobs", json=request(world)).json()["id"]

    assert [job["id"] for job in client.get("/v1/scoring-jobs").json()["data"]] == [job_id]
    assert client.get(f"/v1/scoring-jobs/{job_id}/events").json()["data"][0]["type"] == "state"
    assert client.post(f"/v1/scoring-jobs/{job_id}/cancel").json()["status"] == "cancelled"
    assert client.get(f"/v1/training-jobs/{job_id}").status_code == 404
    assert client.get(f"/v1/scoring-jobs/{world.job_id}/output").status_code == 404


def test_a_key_for_predictions_may_score_but_not_train(client: TestClient, key: MakeKey, world: World) -> None:
    headers = {"Authorization": f"Bearer {key('predict')}"}

    assert client.post("/v1/scoring-jobs", json=request(world), headers=headers).status_code == 202
    assert client.get("/v1/training-jobs", headers=headers).status_code == 403
