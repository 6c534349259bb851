"""Explanations: what each column added to a prediction."""

import math
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from classifier.inference.golden import training_rows
from classifier.spec.golden import Golden
from service.dependencies import Services
from service.explanations import actions
from service.serving.choice import Asked
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import World, a_row

EXPLAIN = "/v1/models/shapes/explain"
PREDICT = "/v1/models/shapes/predict"
ROWS = [a_row(), a_row(width=2.9, colour="blue"), a_row(width=None, colour="mauve", seen=None)]


def explained(client: TestClient, path: str = EXPLAIN, **body: Any) -> Any:
    answer = client.post(path, json={"rows": ROWS, **body})
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(client: TestClient, status: int, path: str = EXPLAIN, **body: Any) -> Any:
    answer = client.post(path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def lasting(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name not in ("request_id", "timing_ms")}


def test_every_column_of_a_row_has_its_share_of_the_log_odds(client: TestClient, world: World) -> None:
    answer = explained(client)

    assert answer["baseline"] == {"kind": "training_rows", "num_rows": 30}
    assert [row["row"] for row in answer["predictions"]] == [0, 1, 2]
    for row, sent in zip(answer["predictions"], ROWS, strict=True):
        shares = row["attributions"]
        assert {share["column"]: share["value"] for share in shares} == sent
        p = row["probabilities"][row["explained_class"]]
        assert row["explained_class"] == "square", "the second of two classes, whatever the label"
        assert row["value"] == pytest.approx(math.log(p) - math.log1p(-p), abs=1e-5)
        assert row["base_value"] + sum(share["attribution"] for share in shares) == pytest.approx(
            row["value"], abs=1e-6
        )
        sizes = [abs(share["attribution"]) for share in shares]
        assert sizes == sorted(sizes, reverse=True)
        assert (row["method"], row["num_evaluations"]) == ("exact", 30 * 2**4)
        assert {(share["standard_error"], share["part"]) for share in shares} == {(0.0, None)}
    assert len({row["base_value"] for row in answer["predictions"]}) == 1


def test_the_column_that_decides_comes_first(client: TestClient, world: World) -> None:
    for row in explained(client, rows=[a_row(width=6.0), a_row(width=2.0)])["predictions"]:
        assert row["attributions"][0]["column"] == "width"
        assert (row["attributions"][0]["attribution"] > 0) == (row["label"] == "square")


@pytest.mark.parametrize(
    ("model", "options"),
    [
        ("shapes", {}),
        ("shapes", {"threshold": 0.99}),
        ("strict", {"decimals": 3}),
        ("strict", {"on_invalid": "skip"}),
        ("trio", {}),
    ],
)
def test_what_is_predicted_is_what_a_prediction_says(
    client: TestClient, world: World, model: str, options: dict[str, Any]
) -> None:
    rows = [{**row, "shape": "round"} for row in (ROWS if "on_invalid" in options else ROWS[:2])]
    body = {"rows": rows, **options}
    answer = explained(client, f"/v1/models/{model}/explain", **body)
    predicted = client.post(f"/v1/models/{model}/predict", json=body).json()

    same = ("row", "label", "label_index", "probabilities", "warnings")
    assert [{name: row[name] for name in same} for row in answer["predictions"]] == predicted.pop("predictions")
    assert {name: answer[name] for name in lasting(predicted)} == lasting(predicted)


def test_columns_are_explained_as_the_same_rows_are(client: TestClient, world: World) -> None:
    columns = {name: [row[name] for row in ROWS] for name in ROWS[0]}

    assert lasting(explained(client, rows=None, columns=columns)) == lasting(explained(client))


def test_a_prediction_that_asks_for_it_is_explained_too(client: TestClient, world: World) -> None:
    assert lasting(explained(client, PREDICT, explain=True)) == lasting(explained(client))
    assert "baseline" not in explained(client, PREDICT, explain=False)
    problem = refused(client, 422, PREDICT, rows=ROWS, explain=True, answer="columns")
    assert "row by row" in problem["detail"]


def test_equal_requests_get_equal_answers_also_where_orders_are_drawn(client: TestClient, world: World) -> None:
    first, again = (explained(client, max_evaluations=64) for _ in range(2))
    alone = explained(client, rows=ROWS[1:2], max_evaluations=64)

    assert {row["method"] for row in first["predictions"]} == {"sampled"}
    assert lasting(first) == lasting(again)
    assert alone["predictions"][0] == {**first["predictions"][1], "row": 0}


def test_drawn_orders_come_near_the_truth_and_tell_how_near(client: TestClient, world: World) -> None:
    exact, drawn = explained(client), explained(client, max_evaluations=400)

    for whole, some in zip(exact["predictions"], drawn["predictions"], strict=True):
        truth = {share["column"]: share["attribution"] for share in whole["attributions"]}
        for share in some["attributions"]:
            assert abs(share["attribution"] - truth[share["column"]]) <= 4 * share["standard_error"] + 1e-6
        assert any(share["standard_error"] > 0 for share in some["attributions"])


def test_of_three_classes_the_one_of_the_label_is_explained_or_the_one_that_is_named(
    client: TestClient, world: World
) -> None:
    path = "/v1/models/trio/explain"
    rows = [{**a_row(), "shape": "round"}]
    (own,) = explained(client, path, rows=rows)["predictions"]
    assert own["explained_class"] == own["label"]

    for name in ("red", "green", "blue"):
        (row,) = explained(client, path, rows=rows, explained_class=name)["predictions"]
        p = row["probabilities"][name]
        assert (row["explained_class"], row["label"]) == (name, own["label"])
        assert row["value"] == pytest.approx(math.log(p / (1 - p)), abs=1e-5)
        assert row["base_value"] + sum(s["attribution"] for s in row["attributions"]) == pytest.approx(row["value"])


def test_the_classes_of_two_have_opposite_shares(client: TestClient, world: World) -> None:
    one, two = (explained(client, explained_class=name)["predictions"] for name in ("round", "square"))

    for a, b in zip(one, two, strict=True):
        assert a["value"] == pytest.approx(-b["value"], abs=1e-5)
        other = {share["column"]: share["attribution"] for share in b["attributions"]}
        for share in a["attributions"]:
            assert share["attribution"] == pytest.approx(-other[share["column"]], abs=1e-5)


def test_a_class_that_the_model_does_not_have_is_named(client: TestClient, world: World) -> None:
    problem = refused(client, 422, rows=ROWS, explained_class="oval")

    (fault,) = problem["errors"]
    assert (fault["pointer"], fault["got"]) == ("/explained_class", "oval")
    assert "'round', 'square'" in fault["expected"]


def test_a_version_and_an_alias_are_explained_and_others_are_a_404(client: TestClient, world: World) -> None:
    for path in ("/v1/models/shapes/versions/1/explain", "/v1/models/shapes/aliases/default/explain"):
        assert lasting(explained(client, path)) == lasting(explained(client))
    for path in (
        "/v1/models/no/explain",
        "/v1/models/shapes/versions/9/explain",
        "/v1/models/shapes/aliases/no/explain",
    ):
        assert refused(client, 404, path, rows=ROWS)["code"] == "not_found"


def test_rows_that_do_not_fit_are_told_or_left_out(client: TestClient, world: World) -> None:
    rows = [a_row(width="wide"), a_row(), {}]
    problem = refused(client, 422, rows=rows)
    assert problem["code"] == "rows_invalid"
    assert problem["errors"][0]["pointer"] == "/rows/0/width"
    columns = {name: [row.get(name) for row in rows[:2]] for name in a_row()}
    assert refused(client, 422, columns=columns)["errors"][0]["pointer"] == "/columns/width/0"

    answer = explained(client, rows=rows, on_invalid="skip")
    assert [row["row"] for row in answer["predictions"]] == [1]
    assert answer["errors"][0]["row"] == 0
    assert explained(client, rows=[{}], on_invalid="skip")["predictions"] == []


def test_more_rows_than_are_explained_at_once_are_refused_and_as_many_are_not(
    client: TestClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MAX_ROWS", 3)
    assert len(explained(client, rows=[a_row()] * 3)["predictions"]) == 3
    problem = refused(client, 413, rows=[a_row()] * 4)
    assert problem["errors"][0]["expected"] == "at most 3"
    assert refused(client, 413, PREDICT, rows=[a_row()] * 4, explain=True)["code"] == "too_large"


def test_a_server_that_predicts_fewer_rows_explains_no_more(client: TestClient, world: World) -> None:
    assert "max_predict_rows=20" in refused(client, 413, rows=[a_row()] * 21)["detail"]


@pytest.mark.parametrize(("name", "value"), [("MAX_SHARES", 8), ("MAX_NUMBERS", 2 * 30 * 2**4 * 20)])
def test_rows_that_would_cost_too_much_together_are_refused_before_they_are_explained(
    client: TestClient, world: World, monkeypatch: pytest.MonkeyPatch, name: str, value: int
) -> None:
    monkeypatch.setattr(actions, name, value)
    problem = refused(client, 413, rows=[a_row()] * 10)
    most = int(problem["errors"][0]["expected"].removeprefix("at most "))
    assert 2 <= most < 10
    explained(client, rows=[a_row()] * most)


def test_what_takes_too_long_is_ended_and_says_how_far_it_came(
    client: TestClient, services: Services, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained(client)
    monkeypatch.setattr(actions, "MAX_SECONDS", 0.0)
    problem = refused(client, 413, rows=[a_row()] * 2)
    assert (problem["code"], problem["detail"]) == ("explanation_too_long", "0 of 2 rows were explained in 0 s")
    assert "max_evaluations" in problem["hint"]

    monkeypatch.undo()
    explained(client)


def test_others_wait_for_their_turn_and_predictions_do_not(
    client: TestClient, services: Services, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "WAIT_SECONDS", 0.01)
    turns = services.predictors.explaining
    held = 0
    while turns.acquire(blocking=False):
        held += 1
    try:
        busy = client.post(EXPLAIN, json={"rows": ROWS})
        assert (busy.status_code, busy.json()["code"]) == (503, "busy")
        assert int(busy.headers["Retry-After"]) >= 1
        assert client.post(PREDICT, json={"rows": ROWS}).status_code == 200
    finally:
        for _ in range(held):
            turns.release()
    explained(client)


def test_explaining_needs_the_scope_of_predicting(client: TestClient, key: MakeKey, world: World) -> None:
    client.headers["Authorization"] = f"Bearer {key('model:read')}"
    assert refused(client, 403, rows=ROWS)["code"] == "scope_missing"
    client.headers["Authorization"] = f"Bearer {key('predict')}"
    explained(client)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"rows": []},
        {"rows": ROWS, "columns": {"width": [1]}},
        {"rows": ROWS, "explain": True},
        {"rows": ROWS, "answer": "columns"},
        {"rows": ROWS, "max_evaluations": 63},
        {"rows": ROWS, "max_evaluations": 2**17 + 1},
        {"rows": ROWS, "max_evaluations": 1e3 + 0.5},
        {"rows": ROWS, "explained_class": 1},
        {"rows": ROWS, "explained_class": "x" * 1025},
        {"rows": ROWS, "threshold": 1},
        {"rows": [{"width": {"a": 1}}]},
        {"rows": "width"},
        [],
    ],
)
def test_a_request_that_is_none_is_refused(client: TestClient, world: World, body: Any) -> None:
    answer = client.post(EXPLAIN, json=body)

    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"rows": [{"width": NaN}]}', "json_invalid"),
        (b'{"rows": [{"width": 1, "width": 2}]}', "json_invalid"),
        (b'{"rows": [{"width": 1}], "rows": [{"width": 2}]}', "json_invalid"),
        (b"\xff", "json_invalid"),
        (b"", "json_invalid"),
    ],
)
def test_a_body_that_is_no_strict_json_is_refused(client: TestClient, world: World, content: bytes, code: str) -> None:
    answer = client.post(EXPLAIN, content=content, headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_files_and_packed_bodies_are_told_what_to_send(client: TestClient, world: World) -> None:
    for headers in ({"Content-Type": "text/csv"}, {"Content-Type": "application/json", "Content-Encoding": "gzip"}):
        answer = client.post(EXPLAIN, content=b"width\n1\n", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_a_base_value_is_the_mean_of_what_is_predicted_for_the_training_rows(
    client: TestClient, services: Services, world: World
) -> None:
    base = explained(client)["predictions"][0]["base_value"]
    version = services.registry.choose("shapes", Asked()).version
    predictor = services.predictors.get(services.blobs, version)
    rows = training_rows(Golden.model_validate(predictor.manifest["golden"]), predictor.encoders)
    assert len(rows) == 30

    predicted = [client.post(PREDICT, json={"rows": rows[at : at + 15]}).json()["predictions"] for at in (0, 15)]
    p_N = np.array([row["probabilities"]["square"] for part in predicted for row in part])
    assert base == pytest.approx(float(np.mean(np.log(p_N) - np.log1p(-p_N))), abs=1e-5)
