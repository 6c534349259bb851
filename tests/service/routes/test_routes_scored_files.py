"""Scored files: what stands in them besides the answers, and which rows stand in the list of the refused."""

import csv
import gzip
import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from tests.service.routes.conftest import CSV, Work, World, a_row

OWN = ["row", "label", "probability_round", "probability_square"]


def uploaded(client: TestClient, worker: Work, content: bytes, headers: dict[str, str] = CSV, query: str = "") -> str:
    """Id of a dataset that was read."""
    made = client.post(f"/v1/datasets?{query}", content=content, headers=headers).json()
    worker(made["profile_job_id"])
    dataset_id: str = made["id"]
    return dataset_id


def csv_of(rows: list[dict[str, object]], delimiter: str = ",") -> bytes:
    lines = [delimiter.join(rows[0]), *(delimiter.join(map(str, row.values())) for row in rows)]
    return "\n".join(lines).encode() + b"\n"


def scored(client: TestClient, worker: Work, dataset_id: str, **changes: Any) -> str:
    """Path of a scoring job that was done."""
    body = {"model": "shapes", "dataset_id": dataset_id, "output": {"format": "ndjson"}, **changes}
    answer = client.post("/v1/scoring-jobs", json=body)
    assert answer.status_code == 202, answer.text
    worker(answer.json()["id"])
    path: str = answer.headers["Location"]
    assert client.get(path).json()["status"] == "succeeded", client.get(path).text
    return path


def lines(client: TestClient, path: str) -> list[dict[str, Any]]:
    """Rows of an NDJSON output."""
    return [json.loads(line) for line in client.get(f"{path}/output").text.splitlines()]


def test_the_same_rows_score_alike_in_every_form_they_are_uploaded_in(
    client: TestClient, worker: Work, world: World
) -> None:
    rows = [{"id": f"n{i}", **a_row(width=2.0 + i / 3, colour=("red", "blue")[i % 2])} for i in range(7)]
    parquet = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), parquet)
    role = 'overrides={"id":{"role":"id"}}'
    datasets = [
        uploaded(client, worker, csv_of(rows), query=role),
        uploaded(client, worker, csv_of(rows, ";"), query=f"{role}&delimiter=%3B"),
        uploaded(client, worker, gzip.compress(csv_of(rows)), {**CSV, "Content-Encoding": "gzip"}, role),
        uploaded(client, worker, parquet.getvalue(), {"Content-Type": "application/x-parquet"}, role),
        uploaded(
            client,
            worker,
            "\n".join(map(json.dumps, rows)).encode(),
            {"Content-Type": "application/x-ndjson"},
            role,
        ),
    ]

    first, *others = [lines(client, scored(client, worker, dataset_id)) for dataset_id in datasets]

    assert [row["id"] for row in first] == [f"n{i}" for i in range(7)]
    assert others == [first] * 4


def test_every_form_of_the_output_holds_the_same_numbers_to_the_bit(
    client: TestClient, worker: Work, world: World
) -> None:
    paths = {
        form: scored(client, worker, world.dataset_id, output={"format": form}) for form in ("csv", "parquet", "ndjson")
    }

    content = {form: client.get(f"{path}/output").content for form, path in paths.items()}

    expected = lines(client, paths["ndjson"])
    assert pq.read_table(io.BytesIO(content["parquet"])).to_pylist() == expected
    assert pyarrow.csv.read_csv(io.BytesIO(content["csv"])).to_pylist() == expected


def test_the_columns_asked_for_are_copied_before_the_answers(client: TestClient, worker: Work, world: World) -> None:
    asked = {"format": "ndjson", "id_columns": ["seen", "id"]}
    all_inputs = {"format": "ndjson", "columns": "all", "id_columns": ["seen"]}

    chosen = lines(client, scored(client, worker, world.dataset_id, output=asked))[0]
    whole = lines(client, scored(client, worker, world.dataset_id, output=all_inputs))[0]

    assert list(chosen) == ["seen", "id", *OWN]
    assert list(whole) == ["id", "width", "height", "colour", "seen", "shape", *OWN]
    assert chosen["seen"] == whole["seen"] == "2024-01-11"  # as it was uploaded


def test_an_input_column_named_like_an_answer_gets_another_name(client: TestClient, worker: Work, world: World) -> None:
    rows: list[dict[str, object]] = [
        {"label": f"mine {i}", "input_label": f"older {i}", **a_row(), "row": 100 + i} for i in range(3)
    ]
    dataset_id = uploaded(client, worker, csv_of(rows))

    output = lines(client, scored(client, worker, dataset_id, output={"format": "ndjson", "columns": "all"}))

    assert [row["input_input_label"] for row in output] == ["mine 0", "mine 1", "mine 2"]
    assert [row["input_label"] for row in output] == ["older 0", "older 1", "older 2"]
    assert [row["input_row"] for row in output] == ["100", "101", "102"]
    assert [row["row"] for row in output] == [0, 1, 2]
    assert {row["label"] for row in output} <= {"round", "square"}


def test_a_spreadsheet_runs_nothing_of_a_scored_file(client: TestClient, worker: Work, world: World) -> None:
    rows: list[dict[str, object]] = [{"note": "=1+1", **a_row()}, {"note": "plain", **a_row()}]
    dataset_id = uploaded(client, worker, csv_of(rows))

    path = scored(client, worker, dataset_id, output={"format": "csv", "id_columns": ["note"]})

    cells = [cell for cell, *_ in csv.reader(client.get(f"{path}/output").text.splitlines())]
    assert cells == ["note", "'=1+1", "plain"]


def test_rows_that_the_models_policy_refuses_are_listed_with_those_of_bad_cells(
    client: TestClient, worker: Work, world: World
) -> None:
    rows = [a_row(), a_row(colour="mauve"), a_row(width="wide"), a_row(), a_row(seen="yesterday", height="tall")]
    dataset_id = uploaded(client, worker, csv_of(rows))

    path = scored(client, worker, dataset_id, model="strict")

    faults = client.get(f"{path}/errors").json()["data"]
    assert sorted((fault["row"], fault["column"]) for fault in faults) == [
        (1, "colour"),
        (2, "width"),
        (4, "height"),
        (4, "seen"),
    ]
    assert {fault["line"] for fault in faults if fault["line"]} <= {3, 4, 6}
    result = client.get(path).json()["result"]
    assert (result["num_rows"], result["num_scored"], result["num_refused"]) == (5, 2, 3)
    assert [row["row"] for row in lines(client, path)] == [0, 3]


@pytest.mark.parametrize("form", ["csv", "parquet", "ndjson"])
def test_a_file_of_which_every_row_is_refused_gives_an_output_without_rows(
    client: TestClient, worker: Work, world: World, form: str
) -> None:
    dataset_id = uploaded(client, worker, csv_of([a_row(width="wide"), a_row(width="high")]))

    path = scored(client, worker, dataset_id, output={"format": form})

    content = client.get(f"{path}/output").content
    if form == "ndjson":
        assert content == b""
    else:
        source = io.BytesIO(content)
        table = pq.read_table(source) if form == "parquet" else pyarrow.csv.read_csv(source)
        assert (table.num_rows, table.column_names) == (0, OWN)
    assert client.get(path).json()["result"]["num_refused"] == 2


def test_a_threshold_of_the_job_decides(client: TestClient, worker: Work, world: World) -> None:
    low = scored(client, worker, world.dataset_id, threshold=1e-9)
    high = scored(client, worker, world.dataset_id, threshold=1 - 1e-9)

    assert {row["label"] for row in lines(client, low)} == {"square"}
    assert {row["label"] for row in lines(client, high)} == {"round"}


def test_a_job_uses_the_version_that_was_the_default_when_it_was_asked_for(
    client: TestClient, worker: Work, world: World
) -> None:
    body = {"model": "shapes", "dataset_id": world.dataset_id, "output": {"format": "ndjson"}}
    waiting = client.post("/v1/scoring-jobs", json=body)
    spec = {"target": "shape", "training": {"epochs": 1}}
    trained = client.post(
        "/v1/training-jobs", json={"dataset_id": world.dataset_id, "spec": spec, "model_name": "shapes"}
    ).json()
    worker(trained["id"])

    worker(waiting.json()["id"])

    assert client.get("/v1/models/shapes").json()["aliases"] == {"default": 2}
    assert client.get(waiting.headers["Location"]).json()["result"]["version"] == 1
