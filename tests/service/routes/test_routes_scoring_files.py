"""Scoring a file that is sent for it alone: no dataset, types from the model, faults told by the job."""

import gzip
import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from service.dependencies import Services
from store.tables import Dataset, Job
from tests.service.routes.conftest import CSV, Work, World, a_row

ROWS = [a_row(width=3.0 + number / 4, note=f"=n{number}", **{"x": -number}) for number in range(12)]
PATH = "/v1/scoring-jobs/file"


def csv_of(rows: list[dict[str, Any]]) -> bytes:
    names = list(rows[0])
    return "\n".join([",".join(names), *(",".join(str(row[name]) for name in names) for row in rows)]).encode()


def body_of(form: str) -> tuple[bytes, dict[str, str]]:
    """The rows in one of the forms."""
    if form == "parquet":
        buffer = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(ROWS), buffer)
        return buffer.getvalue(), {"Content-Type": "application/vnd.apache.parquet"}
    if form == "ndjson":
        return "".join(json.dumps(row) + "\n" for row in ROWS).encode(), {"Content-Type": "application/x-ndjson"}
    if form == "csv.gz":
        return gzip.compress(csv_of(ROWS)), {**CSV, "Content-Encoding": "gzip"}
    return csv_of(ROWS), CSV


def scored(client: TestClient, worker: Work, body: bytes, headers: dict[str, str], **query: Any) -> dict[str, Any]:
    """The job once it has ended."""
    answer = client.post(PATH, params={"model": "shapes", "format": "ndjson", **query}, content=body, headers=headers)
    assert answer.status_code == 202, answer.text
    worker(answer.json()["id"])
    job: dict[str, Any] = client.get(answer.headers["Location"]).json()
    return job


def lines(client: TestClient, job: dict[str, Any]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in client.get(job["links"]["output"]).content.splitlines()]


@pytest.mark.parametrize("form", ["csv", "csv.gz", "ndjson", "parquet"])
def test_a_file_of_any_format_is_scored_without_becoming_a_dataset(
    client: TestClient, worker: Work, world: World, services: Services, form: str
) -> None:
    with services.database.read() as tx:
        before = len(tx.scalars(select(Dataset)).all())
    plain = lines(client, scored(client, worker, csv_of(ROWS), CSV, id_columns="note"))

    job = scored(client, worker, *body_of(form), id_columns="note")

    assert lines(client, job) == plain
    assert (job["dataset_id"], job["result"]["num_scored"]) == (None, len(ROWS))
    assert job["spec"]["file"]["format"] == form.removesuffix(".gz")
    assert not [name for name in job["spec"] if "sha256" in name]
    with services.database.read() as tx:
        assert len(tx.scalars(select(Dataset)).all()) == before


def test_a_file_and_a_dataset_of_the_same_rows_are_scored_to_the_same_bytes(
    client: TestClient, worker: Work, world: World
) -> None:
    made = client.post("/v1/datasets", content=csv_of(ROWS), headers=CSV).json()
    worker(made["profile_job_id"])
    of_dataset = {"model": "shapes", "dataset_id": made["id"], "output": {"format": "csv", "id_columns": ["note", "x"]}}
    other = client.post("/v1/scoring-jobs", json=of_dataset).json()
    worker(other["id"])

    job = scored(client, worker, csv_of(ROWS), CSV, id_columns=["note", "x"], format="csv")

    output = client.get(job["links"]["output"]).content
    assert output == client.get(other["links"]["output"]).content
    assert output.splitlines()[2].startswith(b'"\'=n1","-1",1,')  # a formula is disarmed, a number left alone


def test_all_columns_are_copied_as_they_came(client: TestClient, worker: Work, world: World) -> None:
    rows = csv_of([{**a_row(), "width": "5.10", "height": " 3.0"}])

    (row,) = lines(client, scored(client, worker, rows, CSV, columns="all"))

    assert (row["width"], row["height"], row["seen"]) == ("5.10", " 3.0", "2024-03-11")
    assert list(row)[-4:] == ["row", "label", "probability_round", "probability_square"]


def test_logits_and_rounding_come_when_asked_for(client: TestClient, worker: Work, world: World) -> None:
    plain = lines(client, scored(client, worker, csv_of(ROWS), CSV, logits=True))
    rounded = lines(client, scored(client, worker, csv_of(ROWS), CSV, logits=True, decimals=3))

    assert list(plain[0])[-2:] == ["logit_round", "logit_square"]
    for one, other in zip(plain, rounded, strict=True):
        assert other["probability_round"] == round(one["probability_round"], 3)
        assert other["logit_square"] == pytest.approx(one["logit_square"], abs=6e-4)
        assert len(str(abs(other["logit_square"])).partition(".")[2]) <= 3


def test_the_likeliest_classes_come_in_columns_of_their_own(client: TestClient, worker: Work, world: World) -> None:
    rows = csv_of([{**row, "shape": "round"} for row in ROWS])
    whole = lines(client, scored(client, worker, rows, CSV, model="trio"))
    best = lines(client, scored(client, worker, rows, CSV, model="trio", top_k=2))

    for one, other in zip(whole, best, strict=True):
        by_probability = sorted((v, k) for k, v in one.items() if k.startswith("probability_"))[::-1]
        found = [(other[f"probability_{rank}"], "probability_" + other[f"label_{rank}"]) for rank in (1, 2)]
        assert found == by_probability[:2]
        assert set(other) == {"row", "label", "label_1", "probability_1", "label_2", "probability_2"}


def test_a_file_without_the_models_columns_fails_with_their_names(
    client: TestClient, worker: Work, world: World
) -> None:
    job = scored(client, worker, b"width,colour\n1,red\n", CSV, id_columns="nobody")

    assert (job["status"], job["error"]["code"]) == ("failed", "config_invalid")
    faults = [(fault["code"], fault["column"]) for fault in job["error"]["errors"]]
    assert faults == [("missing_column", "height"), ("missing_column", "seen"), ("column_unknown", "nobody")]
    assert client.get(job["links"]["output"]).json()["code"] == "job_not_finished"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"width,height,colour,seen\n", "no_rows"),
        (b"width,height,colour,seen\n1,2\n", "ragged_row"),
        (b"\0", "nul_byte"),
    ],
)
def test_a_file_that_cannot_be_read_fails_the_job_with_its_place(
    client: TestClient, worker: Work, world: World, body: bytes, code: str
) -> None:
    job = scored(client, worker, body, CSV)

    assert job["status"] == "failed"
    assert job["error"]["errors"][0]["code"] == code


@pytest.mark.parametrize(
    ("query", "status", "pointer"),
    [
        ({"model": "nobody"}, 404, None),
        ({"version": 9}, 404, None),
        ({"decimals": 0}, 422, "/query/decimals"),
        ({"format": "xlsx"}, 422, "/query/format"),
        ({"columns": "some"}, 422, "/query/columns"),
        ({"delimiter": "x"}, 422, "/query/delimiter"),
        ({"model": "trio", "threshold": 0.5}, 422, "/query/threshold"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_at_once(
    client: TestClient, services: Services, world: World, query: dict[str, Any], status: int, pointer: str | None
) -> None:
    answer = client.post(PATH, params={"model": "shapes", **query}, content=csv_of(ROWS), headers=CSV)

    assert answer.status_code == status, answer.text
    if pointer is not None:
        assert answer.json()["errors"][0]["pointer"] == pointer
    with services.database.read() as tx:
        assert not tx.scalars(select(Job).where(Job.kind == "score")).all()


@pytest.mark.parametrize(
    ("content", "headers", "code"),
    [
        (b"", CSV, "empty_file"),
        (b"{}", {"Content-Type": "application/json"}, "media_type_unsupported"),
        (b"x", {**CSV, "Content-Encoding": "br"}, "media_type_unsupported"),
    ],
)
def test_a_body_that_is_no_file_is_refused(
    client: TestClient, world: World, content: bytes, headers: dict[str, str], code: str
) -> None:
    answer = client.post(PATH, params={"model": "shapes"}, content=content, headers=headers)

    assert answer.json()["code"] == code


def test_the_same_file_under_one_key_is_one_job(client: TestClient, world: World) -> None:
    headers = {**CSV, "Idempotency-Key": "one"}

    ids = {
        client.post(PATH, params={"model": "shapes"}, content=csv_of(ROWS), headers=headers).json()["id"]
        for _ in range(2)
    }
    other = client.post(PATH, params={"model": "shapes"}, content=csv_of(ROWS[:3]), headers=headers)

    assert len(ids) == 1
    assert other.json()["code"] == "idempotency_key_reused"


def test_errors_are_a_file_too_and_an_empty_one_where_nothing_was_refused(
    client: TestClient, worker: Work, world: World
) -> None:
    good = scored(client, worker, csv_of(ROWS), CSV)
    bad = scored(client, worker, csv_of([*ROWS, a_row(width="wide", note="n", x=1)]), CSV)

    empty = client.get(good["links"]["errors"], params={"format": "ndjson"})
    told = client.get(bad["links"]["errors"], params={"format": "ndjson"})
    part = client.get(bad["links"]["errors"], params={"format": "ndjson"}, headers={"Range": "bytes=1-5"})

    assert (empty.status_code, empty.content) == (200, b"")
    assert told.headers["Content-Type"].startswith("application/x-ndjson")
    assert [json.loads(line)["row"] for line in told.content.splitlines()] == [12]
    assert (part.status_code, part.content) == (206, told.content[1:6])
