"""Decision settings over HTTP: changed with what was seen, kept with their history, and used by every prediction."""

import csv
import io
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.service.conftest import MakeKey
from tests.service.routes.conftest import Work, World, a_row

PATH = "/v1/models/shapes/versions/1/decision"
TRIO = "/v1/models/trio/versions/1/decision"
PREDICT = "/v1/models/shapes/predict"
ROWS = {"rows": [a_row(width=width) for width in (2.0, 3.0, 3.6, 4.0, 4.4, 5.0, 6.0)]}


def put(client: TestClient, path: str, body: dict[str, Any], etag: str = "*") -> Any:
    return client.put(path, json=body, headers={"If-Match": etag})


def predicted(client: TestClient, path: str = PREDICT, **more: Any) -> Any:
    answer = client.post(path, json={**ROWS, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def labels(answer: Any) -> list[int]:
    return [prediction["label_index"] for prediction in answer["predictions"]]


def second(answer: Any) -> list[float]:
    return [prediction["probabilities"]["square"] for prediction in answer["predictions"]]


def test_a_version_decides_as_it_was_trained_until_told_otherwise(client: TestClient, world: World) -> None:
    answer = client.get(PATH)

    body = answer.json()
    assert (body["revision"], body["history"], answer.headers["ETag"]) == (0, [], '"0"')
    assert body["decision"] == body["trained"] == {"threshold": 0.5, "per_class": None, "cost_matrix": None}
    assert client.get(TRIO).json()["decision"] is None
    assert predicted(client)["decision"] == 0


def test_a_change_needs_what_its_caller_saw_and_gives_the_next_revision(client: TestClient, world: World) -> None:
    blind = client.put(PATH, json={"threshold": 0.4})
    first = put(client, PATH, {"threshold": 0.4, "why": "misses cost more"}, '"0"')
    stale = put(client, PATH, {"threshold": 0.3}, '"0"')
    same = put(client, PATH, {"threshold": 0.4}, '"1"')

    assert [answer.status_code for answer in (blind, first, stale, same)] == [428, 200, 412, 200]
    assert (first.headers["ETag"], same.headers["ETag"]) == ('"1"', '"1"')
    (entry,) = first.json()["history"]
    assert (entry["revision"], entry["decision"]["threshold"], entry["why"]) == (1, 0.4, "misses cost more")
    assert entry["actor"] == client.get("/v1/me").json()["id"]
    assert client.get("/v1/models/shapes/audit?limit=1").json()["data"][0]["action"] == "decision_set"


def test_the_threshold_decides_the_next_prediction_and_the_requests_own_wins(client: TestClient, world: World) -> None:
    p = second(predicted(client))
    cut = sorted(p)[4]

    put(client, PATH, {"threshold": cut})
    after, own = predicted(client), predicted(client, threshold=0.5)

    assert labels(after) == [int(value >= cut) for value in p]
    assert (after["threshold"], after["decision"]) == (cut, 1)
    assert labels(own) == [int(value >= 0.5) for value in p]
    assert (own["threshold"], own["decision"]) == (0.5, None)
    assert second(after) == p  # the weights are the same


def test_costs_and_thresholds_by_class_decide(client: TestClient, world: World) -> None:
    p = second(predicted(client))

    put(client, PATH, {"cost_matrix": [[0, 1], [9, 0]]})
    by_cost = predicted(client)
    put(client, PATH, {"per_class": {"round": 0.2, "square": 0.8}})
    by_class = predicted(client)

    assert labels(by_cost) == [int(9 * value > 1 - value) for value in p]
    assert labels(by_class) == [int(value / 0.8 > (1 - value) / 0.2) for value in p]
    assert labels(by_cost) != labels(by_class)
    assert (by_cost["threshold"], by_cost["decision"], by_class["decision"]) == (None, 1, 2)


def test_three_classes_take_costs_and_no_threshold(client: TestClient, world: World) -> None:
    never_first = [[9, 0, 9], [9, 0, 9], [9, 0, 9]]

    assert put(client, TRIO, {"threshold": 0.5}).json()["errors"][0]["pointer"] == "/threshold"
    assert put(client, TRIO, {"cost_matrix": never_first}).status_code == 200
    rows = [{**row, "shape": "round"} for row in ROWS["rows"]]
    assert set(labels(predicted(client, "/v1/models/trio/predict", rows=rows))) == {1}


def test_a_reset_goes_back_to_what_was_trained_and_keeps_the_history(client: TestClient, world: World) -> None:
    before = labels(predicted(client))
    put(client, PATH, {"threshold": 0.999})
    assert labels(predicted(client)) != before  # the control

    reset = client.delete(f"{PATH}?why=again", headers={"If-Match": '"1"'})

    body = reset.json()
    assert (reset.status_code, body["revision"], body["decision"]) == (200, 2, body["trained"])
    assert [(entry["revision"], entry["decision"] is None) for entry in body["history"]] == [(2, True), (1, False)]
    assert labels(predicted(client)) == before
    assert predicted(client)["decision"] == 2


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, ""),
        ({"threshold": 0.5, "cost_matrix": [[0, 1], [1, 0]]}, ""),
        ({"threshold": 1.0}, "/threshold"),
        ({"per_class": {"round": 0.5}}, "/per_class"),
        ({"per_class": {"round": 0.5, "oval": 0.5}}, "/per_class/oval"),
        ({"per_class": {"round": 0.5, "square": 0.0}}, "/per_class/square"),
        ({"cost_matrix": [[0, 1, 2], [1, 0]]}, "/cost_matrix/0"),
        ({"cost_matrix": [[0, -1], [1, 0]]}, "/cost_matrix/0/1"),
    ],
)
def test_what_does_not_fit_is_pointed_at(client: TestClient, world: World, body: dict[str, Any], pointer: str) -> None:
    answer = put(client, PATH, body)

    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_versions_that_are_not_there_and_keys_that_may_not(
    client: TestClient, anonymous: TestClient, key: MakeKey, world: World
) -> None:
    missing = "/v1/models/shapes/versions/9/decision"
    assert [client.get(missing).status_code, put(client, missing, {"threshold": 0.5}).status_code] == [404, 404]
    assert client.delete(missing, headers={"If-Match": "*"}).status_code == 404

    reads = {"Authorization": f"Bearer {key('model:read', 'predict')}", "If-Match": "*"}
    assert client.get(PATH, headers=reads).status_code == 200
    assert client.put(PATH, json={"threshold": 0.5}, headers=reads).status_code == 403
    assert client.delete(PATH, headers=reads).status_code == 403


def test_a_scoring_job_decides_as_its_version_did_when_it_was_made(
    client: TestClient, worker: Work, world: World
) -> None:
    put(client, PATH, {"cost_matrix": [[0, 1], [9, 0]]})
    job = client.post("/v1/scoring-jobs", json={"model": "shapes", "dataset_id": world.dataset_id}).json()
    put(client, PATH, {"threshold": 0.999})
    own = client.post(
        "/v1/scoring-jobs", json={"model": "shapes", "dataset_id": world.dataset_id, "threshold": 0.25}
    ).json()
    for made in (job, own):
        worker(made["id"])

    def output(job_id: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(client.get(f"/v1/scoring-jobs/{job_id}/output").text)))

    rows, by_own = output(job["id"]), output(own["id"])
    assert [row["label"] for row in rows] == [
        "square" if 9 * float(row["probability_square"]) > float(row["probability_round"]) else "round" for row in rows
    ]
    assert [row["label"] for row in by_own] == [
        "square" if float(row["probability_square"]) >= 0.25 else "round" for row in by_own
    ]
    assert job["spec"]["decision_revision"] == 1
    assert own["spec"]["decision_revision"] is None


def test_a_scoring_job_takes_an_alias_and_stays_with_one_of_its_versions(client: TestClient, world: World) -> None:
    body = {"model": "shapes", "dataset_id": world.dataset_id, "alias": "beta"}
    missing = client.post("/v1/scoring-jobs", json=body)
    client.put("/v1/models/shapes/aliases/beta", json={"version": 1})

    found = client.post("/v1/scoring-jobs", json=body)

    assert (missing.status_code, found.status_code) == (404, 202)
    assert found.json()["spec"]["version"] == 1
