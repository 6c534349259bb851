"""Predictions: rows in any form, each answered or refused by its place."""

import io
import json
import math
import time
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from service.dependencies import Services
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import CSV, Work, World, a_row

PATH = "/v1/models/shapes/predict"
NDJSON = {"Content-Type": "application/x-ndjson"}
PARQUET = {"Content-Type": "application/vnd.apache.parquet"}


def csv_of(*rows: dict[str, object]) -> str:
    return "\n".join([",".join(rows[0]), *(",".join(str(value) for value in row.values()) for row in rows)]) + "\n"


def parquet_of(*rows: dict[str, object]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows)), file)
    return file.getvalue()


def test_a_row_is_answered_with_its_label_and_a_probability_for_each_class(client: TestClient, world: World) -> None:
    answer = client.post(PATH, json={"rows": [a_row()]})

    body = answer.json()
    assert answer.status_code == 200, answer.text
    assert (body["model"], body["version"], body["threshold"], body["calibrated"]) == ("shapes", 1, 0.5, False)
    assert body["classes"] == ["round", "square"]
    assert body["request_id"] == answer.headers["X-Request-Id"]
    (prediction,) = body["predictions"]
    assert prediction["label"] == body["classes"][prediction["label_index"]]
    assert sum(prediction["probabilities"].values()) == pytest.approx(1.0)
    assert (prediction["row"], prediction["warnings"]) == (0, [])
    assert (body["errors"], body["ignored_columns"]) == ([], [])
    assert body["timing_ms"] > 0


def test_every_form_of_the_same_rows_gets_the_same_answer(client: TestClient, world: World) -> None:
    rows = [a_row(), a_row(width=2.25, colour="blue")]
    answers = [
        client.post(PATH, json={"rows": rows}),
        client.post(PATH, content=csv_of(*rows), headers=CSV),
        client.post(PATH, content="\n".join(map(json.dumps, rows)), headers=NDJSON),
        client.post(PATH, content=parquet_of(*rows), headers=PARQUET),
        client.post("/v1/models/shapes/versions/1/predict", json={"rows": rows}),
    ]

    assert [answer.status_code for answer in answers] == [200] * 5
    assert all(answer.json()["predictions"] == answers[0].json()["predictions"] for answer in answers)


def test_a_training_row_is_classified_as_it_was_labelled(client: TestClient, world: World) -> None:
    preview = client.get(f"/v1/datasets/{world.dataset_id}/preview?rows=20").json()["rows"]

    answer = client.post(PATH, json={"rows": preview}).json()

    right = [p["label"] == row["shape"] for p, row in zip(answer["predictions"], preview, strict=True)]
    assert sum(right) >= 14
    assert answer["ignored_columns"] == ["id", "shape"]


def test_the_threshold_decides_between_two_classes(client: TestClient, world: World) -> None:
    rows = {"rows": [a_row()]}
    p = client.post(PATH, json=rows).json()["predictions"][0]["probabilities"]["square"]

    at = client.post(PATH, json={**rows, "threshold": p}).json()
    over = client.post(PATH, json={**rows, "threshold": math.nextafter(p, 1)}).json()
    by_query = client.post(f"{PATH}?threshold={math.nextafter(p, 1)!r}", content=csv_of(a_row()), headers=CSV).json()

    assert (at["threshold"], at["predictions"][0]["label"]) == (p, "square")
    assert over["predictions"][0]["label"] == by_query["predictions"][0]["label"] == "round"
    assert over["predictions"][0]["probabilities"] == at["predictions"][0]["probabilities"]


def test_a_threshold_for_three_classes_is_refused(client: TestClient, world: World) -> None:
    row = {"width": 1.0, "height": 1.0, "seen": "2024-01-11", "shape": "round"}

    without = client.post("/v1/models/trio/predict", json={"rows": [row]}).json()
    with_one = client.post("/v1/models/trio/predict", json={"rows": [row], "threshold": 0.5})

    assert (without["threshold"], without["classes"]) == (None, ["blue", "green", "red"])
    assert (with_one.status_code, with_one.json()["errors"][0]["pointer"]) == (422, "/threshold")


@pytest.mark.parametrize("threshold", [0, 1, -0.1, 1.1, "high", None])
def test_a_threshold_lies_between_0_and_1(client: TestClient, world: World, threshold: Any) -> None:
    answer = client.post(PATH, json={"rows": [a_row()], "threshold": threshold})

    assert answer.status_code == (200 if threshold is None else 422)


def test_decimals_round_the_probabilities(client: TestClient, world: World) -> None:
    body = client.post(PATH, json={"rows": [a_row()], "decimals": 2}).json()

    for p in body["predictions"][0]["probabilities"].values():
        assert p == round(p, 2)
    for decimals in (0, 18, 1.5):
        assert client.post(PATH, json={"rows": [a_row()], "decimals": decimals}).status_code == 422


def test_every_bad_cell_is_named_and_nothing_is_predicted(client: TestClient, world: World) -> None:
    rows = [a_row(), a_row(width="wide"), {"width": 1.0, "height": 2.0, "colour": "red"}, a_row(seen="yesterday")]

    answer = client.post(PATH, json={"rows": rows})

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "rows_invalid")
    assert "3 rows" in problem["detail"]
    assert [(fault["pointer"], fault["code"]) for fault in problem["errors"]] == [
        ("/rows/1/width", "not_a_number"),
        ("/rows/2/seen", "missing_column"),
        ("/rows/3/seen", "not_a_datetime"),
    ]


def test_bad_rows_are_left_out_when_asked_to(client: TestClient, world: World) -> None:
    rows = [a_row(width="wide"), a_row(), a_row(height="x"), a_row()]

    body = client.post(PATH, json={"rows": rows, "on_invalid": "skip"}).json()

    assert [prediction["row"] for prediction in body["predictions"]] == [1, 3]
    assert [fault["pointer"] for fault in body["errors"]] == ["/rows/0/width", "/rows/2/height"]


def test_when_every_row_is_bad_and_may_be_left_out_nothing_is_answered(client: TestClient, world: World) -> None:
    body = client.post(PATH, json={"rows": [a_row(width="wide")], "on_invalid": "skip"}).json()

    assert (body["predictions"], len(body["errors"])) == ([], 1)


def test_an_unseen_category_is_told_or_refused_as_the_model_was_trained(client: TestClient, world: World) -> None:
    rows = {"rows": [a_row(), a_row(colour="mauve")]}

    told = client.post(PATH, json=rows)
    refused = client.post("/v1/models/strict/predict", json=rows)
    skipped = client.post("/v1/models/strict/predict", json={**rows, "on_invalid": "skip"}).json()

    assert "colour" in told.json()["predictions"][1]["warnings"][0]
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (422, "rows_invalid")
    assert [fault["pointer"] for fault in problem["errors"]] == ["/rows/1/colour"]
    assert [prediction["row"] for prediction in skipped["predictions"]] == [0]
    assert [fault["pointer"] for fault in skipped["errors"]] == ["/rows/1/colour"]


def test_a_bad_cell_does_not_hide_an_unseen_category(client: TestClient, world: World) -> None:
    rows = [a_row(width="wide"), a_row(colour="mauve")]

    body = client.post("/v1/models/strict/predict", json={"rows": rows, "on_invalid": "skip"}).json()

    assert body["predictions"] == []
    assert [fault["pointer"] for fault in body["errors"]] == ["/rows/0/width", "/rows/1/colour"]


def test_a_missing_value_is_filled_and_said_so(client: TestClient, world: World) -> None:
    body = client.post(PATH, json={"rows": [a_row(width=None)]}).json()

    assert "width" in body["predictions"][0]["warnings"][0]


def test_extra_columns_are_ignored_and_listed(client: TestClient, world: World) -> None:
    body = client.post(PATH, json={"rows": [a_row(zeta=1), a_row(alpha=None)]}).json()

    assert body["ignored_columns"] == ["zeta", "alpha"]


def test_a_model_that_is_not_there_is_a_404(client: TestClient, world: World) -> None:
    for path in ("/v1/models/nobody/predict", "/v1/models/shapes/versions/7/predict"):
        assert client.post(path, json={"rows": [a_row()]}).json()["code"] == "not_found"


def test_a_damaged_artifact_is_never_served(client: TestClient, services: Services, world: World) -> None:
    for path in services.blobs.root.glob("??/*"):
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.chmod(0o644)
        path.write_bytes(data)

    answer = client.post(PATH, json={"rows": [a_row()]})

    assert (answer.status_code, answer.json()["code"]) == (409, "artifact_corrupt")


def test_a_lost_artifact_is_a_409(client: TestClient, services: Services, world: World) -> None:
    for path in services.blobs.root.glob("??/*"):
        path.unlink()

    answer = client.post(PATH, json={"rows": [a_row()]})

    assert (answer.status_code, answer.json()["code"]) == (409, "artifact_corrupt")


def test_the_default_version_is_the_newest_one_within_two_seconds(
    client: TestClient, worker: Work, world: World
) -> None:
    first = client.post(PATH, json={"rows": [a_row()]}).json()
    spec = {"target": "shape", "training": {"epochs": 1, "seed": 5}}
    job = client.post(
        "/v1/training-jobs", json={"dataset_id": world.dataset_id, "spec": spec, "model_name": "shapes"}
    ).json()

    worker(job["id"])

    until = time.monotonic() + 2.0
    while (second := client.post(PATH, json={"rows": [a_row()]}).json())["version"] == 1 and time.monotonic() < until:
        time.sleep(0.01)
    old = client.post("/v1/models/shapes/versions/1/predict", json={"rows": [a_row()]}).json()
    assert (first["version"], second["version"]) == (1, 2)
    assert old["predictions"] == first["predictions"] != second["predictions"]


def test_predicting_needs_its_scope_before_the_body_is_read(client: TestClient, key: MakeKey, world: World) -> None:
    headers = {"Authorization": f"Bearer {key('model:read')}", "Content-Type": "application/json"}

    answer = client.post(PATH, content=b"not json", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
