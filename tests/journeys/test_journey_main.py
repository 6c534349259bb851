"""The main journey over HTTP: upload in four forms, train and watch, predict, score a file; on both databases."""

import csv
import gzip
import io
import json
import time
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from tests.journeys.stack import Stack
from tests.journeys.tables import cloud_rows, csv_of, spec

ROWS = cloud_rows(400)
SPEC = spec(12)


@pytest.fixture(scope="module")
def trained(shared_stack: Stack) -> dict[str, Any]:
    """A succeeded training job on the table."""
    shared_stack.worker()
    table = shared_stack.upload(csv_of(ROWS), name="rice")
    return shared_stack.ended(shared_stack.train(table["id"], SPEC, "journey"), "succeeded")


def ndjson_of(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def parquet_of(rows: list[dict[str, Any]]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), file)
    return file.getvalue()


def sse(stack: Stack, job_id: str, **headers: str) -> Iterator[dict[str, str]]:
    """The events of a job's stream, field by field."""
    path, asked = f"/v1/training-jobs/{job_id}/events", {"Accept": "text/event-stream", **headers}
    with stack.http.stream("GET", path, headers=asked) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        event: dict[str, str] = {}
        for line in answer.iter_lines():
            if not line and "event" in event:
                yield event
            if not line:
                event = {}
            elif not line.startswith(":"):
                name, _, value = line.partition(":")
                event[name] = value.removeprefix(" ")


FORMS = {
    "csv": (csv_of(ROWS), {"Content-Type": "text/csv"}),
    "csv-gzip": (gzip.compress(csv_of(ROWS)), {"Content-Type": "text/csv", "Content-Encoding": "gzip"}),
    "parquet": (parquet_of(ROWS), {"Content-Type": "application/vnd.apache.parquet"}),
    "ndjson": (ndjson_of(ROWS), {"Content-Type": "application/x-ndjson"}),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_table_is_uploaded_read_and_described_whatever_its_form(stack: Stack, form: str) -> None:
    stack.worker()
    content, headers = FORMS[form]

    began = time.monotonic()
    made = stack.json("POST", "/v1/datasets", params={"name": form, "wait": 30}, content=content, headers=headers)
    if made["status"] == "profiling":  # a crowded machine takes its time
        assert time.monotonic() - began >= 30
        stack.ended(made["profile_job_id"], "succeeded")
        made = stack.json("GET", f"/v1/datasets/{made['id']}")

    assert (made["status"], made["num_rows"], made["num_columns"]) == ("ready", 400, 5)
    roles = {column["name"]: (column["kind"], column["role"]) for column in made["schema"]["columns"]}
    assert roles["id"][1] == "id"  # left out of the features by itself, and said so
    assert roles["length"] == ("numeric", "feature")
    profile = stack.json("GET", f"/v1/datasets/{made['id']}/profile")
    assert profile["num_rows"] == 400
    preview = stack.json("GET", f"/v1/datasets/{made['id']}/preview", params={"rows": 3})
    assert [row["id"] for row in preview["rows"]] == ["r00000", "r00001", "r00002"]
    assert preview["rows"][0]["length"] == ROWS[0]["length"]
    findings = stack.json("GET", f"/v1/datasets/{made['id']}/findings")["findings"]
    assert any("id" in (finding.get("columns") or [finding.get("column")]) for finding in findings), findings


def test_training_is_watched_from_anywhere_to_its_end(stack: Stack) -> None:
    stack.worker()
    table = stack.upload(csv_of(ROWS), name="rice")
    asked = {"dataset_id": table["id"], "spec": SPEC, "model_name": "watched"}
    valid = stack.json("POST", "/v1/training-jobs:validate", 200, json=asked)
    assert valid["valid"] is True

    answer = stack.http.post("/v1/training-jobs", json=asked)

    assert answer.status_code == 202
    job_id = answer.json()["id"]
    assert answer.headers["Location"].endswith(f"/v1/training-jobs/{job_id}")
    events = list(sse(stack, job_id))
    numbers = [int(event["id"]) for event in events]
    assert numbers == list(range(1, len(events) + 1))
    assert events[-1]["event"] == "done"
    assert json.loads(events[-1]["data"])["status"] == "succeeded"
    metrics = [json.loads(event["data"]) for event in events if event["event"] == "metric"]
    assert [metric["epoch"] for metric in metrics] == list(range(13))
    # A reader that lost its connection after event 3 hears exactly the rest, and after the last one nothing more.
    again = list(sse(stack, job_id, **{"Last-Event-ID": "3"}))
    assert again == events[3:]
    assert [(event["id"], event["type"]) for event in stack.events(job_id)] == [
        (int(event["id"]), event["event"]) for event in events
    ]
    ended = stack.http.get(
        f"/v1/training-jobs/{job_id}/events", headers={"Accept": "text/event-stream", "Last-Event-ID": events[-1]["id"]}
    )
    assert ended.status_code == 204

    job = stack.json("GET", f"/v1/training-jobs/{job_id}", params={"wait": 30})
    assert (job["status"], job["terminal"], job["progress"]["fraction"]) == ("succeeded", True, 1.0)
    assert (job["result"]["model"], job["result"]["version"]) == ("watched", 1)
    assert job["resolved_config"]["features"] == ["length", "width", "noise"]
    curves = stack.json("GET", f"/v1/training-jobs/{job_id}/metrics")
    assert [epoch["epoch"] for epoch in curves["epochs"]] == list(range(13))
    assert curves["evaluation"]["test"]["accuracy"] >= 0.9
    assert curves["evaluation"]["test"]["num_rows"] == 80
    assert "logistic_regression" in curves["baselines"]


def test_rows_are_predicted_with_label_index_and_probabilities(stack: Stack, trained: dict[str, Any]) -> None:
    rows = [{name: row[name] for name in ("length", "width", "noise")} for row in ROWS[:6]]

    answer = stack.json(
        "POST", "/v1/models/journey/predict", 200, json={"rows": [{**rows[0], "colour": "red"}, *rows[1:]]}
    )

    assert (answer["model"], answer["version"], answer["threshold"]) == ("journey", trained["result"]["version"], 0.5)
    assert answer["classes"] == ["Cammeo", "Osmancik"]
    assert answer["ignored_columns"] == ["colour"]
    assert [one["row"] for one in answer["predictions"]] == list(range(6))
    for row, one in zip(ROWS, answer["predictions"], strict=False):
        assert sum(one["probabilities"].values()) == pytest.approx(1.0)
        assert one["label"] == answer["classes"][one["label_index"]]
        assert one["label"] == max(one["probabilities"], key=lambda label: one["probabilities"][label])
        assert one["label"] == row["Class"]  # the clouds hardly overlap, and these rows lie well inside
    by_file = stack.json(
        "POST", "/v1/models/journey/predict", 200, content=csv_of(rows), headers={"Content-Type": "text/csv"}
    )
    assert by_file["predictions"] == answer["predictions"]
    wrong = stack.json(
        "POST", "/v1/models/journey/predict", 422, json={"rows": [rows[0], {**rows[1], "width": "wide"}]}
    )
    assert wrong["errors"][0]["pointer"] == "/rows/1/width"


SCORED = [dict(row) for row in ROWS[::-1]]
SCORED[7]["width"] = "broad"
SCORED[123]["noise"] = "loud"


@pytest.mark.parametrize("form", ["csv", "parquet", "ndjson"])
def test_a_file_is_scored_in_its_order_with_its_ids_and_what_was_refused(
    stack: Stack, trained: dict[str, Any], form: str
) -> None:
    stack.worker()
    table = stack.upload(csv_of(SCORED), name="to score")
    body = {
        "model": "journey",
        "dataset_id": table["id"],
        "output": {"format": form, "id_columns": ["id"]},
        "on_invalid": "skip",
    }

    job = stack.ended(stack.json("POST", "/v1/scoring-jobs", 202, json=body)["id"], "succeeded")

    result = job["result"]
    assert (result["num_rows"], result["num_scored"], result["num_refused"]) == (400, 398, 2)
    output = stack.http.get(f"/v1/scoring-jobs/{job['id']}/output")
    assert "attachment" in output.headers["content-disposition"]
    rows = rows_of(output.content, form)
    assert [row["id"] for row in rows] == [row["id"] for n, row in enumerate(SCORED) if n not in (7, 123)]
    good = sum(row["label"] == SCORED[int(row["row"])]["Class"] for row in rows)
    assert good / len(rows) >= 0.9
    assert float(rows[0]["probability_Cammeo"]) + float(rows[0]["probability_Osmancik"]) == pytest.approx(1.0)
    refused = stack.json("GET", f"/v1/scoring-jobs/{job['id']}/errors")["data"]
    assert [(fault["row"], fault["column"]) for fault in refused] == [(7, "width"), (123, "noise")]


def rows_of(content: bytes, form: str) -> list[dict[str, Any]]:
    match form:
        case "csv":
            return list(csv.DictReader(io.StringIO(content.decode())))
        case "parquet":
            found: list[dict[str, Any]] = pq.read_table(io.BytesIO(content)).to_pylist()
            return found
        case _:
            return [json.loads(line) for line in content.decode().splitlines()]


def test_the_three_outputs_of_one_model_say_the_same(stack: Stack, trained: dict[str, Any]) -> None:
    stack.worker()
    table = stack.upload(csv_of(ROWS[:50]), name="to score")
    said = {}
    for form in ("csv", "parquet", "ndjson"):
        body = {"model": "journey", "dataset_id": table["id"], "output": {"format": form, "id_columns": ["id"]}}
        job = stack.ended(stack.json("POST", "/v1/scoring-jobs", 202, json=body)["id"], "succeeded")
        rows = rows_of(stack.http.get(f"/v1/scoring-jobs/{job['id']}/output").content, form)
        said[form] = [(row["id"], int(row["row"]), row["label"], float(row["probability_Cammeo"])) for row in rows]

    assert said["csv"] == said["parquet"] == said["ndjson"]
    assert pacsv.read_csv(io.BytesIO(csv_of(ROWS[:50]))).num_rows == len(said["csv"])
