"""Tags, descriptions, publications without promotion, and deletions over HTTP."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from service.dependencies import Services
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import Work, World, a_row
from tests.service.routes.registry import publish_again

MODEL = "/v1/models/shapes"
VERSION = f"{MODEL}/versions/1"


@pytest.mark.parametrize("path", [MODEL, VERSION])
def test_a_patch_changes_what_it_says_and_leaves_the_rest(client: TestClient, world: World, path: str) -> None:
    said = client.patch(path, json={"description": "round or square", "tags": {"owner": "ml", "stage": "try"}}).json()
    changed = client.patch(path, json={"tags": {"stage": None, "ticket": "D-7"}}).json()
    untold = client.patch(path, json={}).json()
    cleared = client.patch(path, json={"description": None, "tags": None}).json()

    assert (said["description"], said["tags"]) == ("round or square", {"owner": "ml", "stage": "try"})
    assert changed == untold == {**said, "tags": {"owner": "ml", "ticket": "D-7"}}
    assert (cleared["description"], cleared["tags"]) == (None, {})
    actions = [change["action"] for change in client.get(f"{MODEL}/audit").json()["data"]]
    assert actions[:3] == ["described"] * 3
    assert actions.count("described") == 3


def test_tags_are_shown_in_lists(client: TestClient, world: World) -> None:
    client.patch(MODEL, json={"tags": {"owner": "ml"}})

    assert client.get("/v1/models").json()["data"][0]["tags"] == {"owner": "ml"}
    assert client.get(MODEL).json()["tags"] == {"owner": "ml"}
    assert client.get(VERSION).json()["tags"] == {}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"tags": {"": "x"}}, "/tags/"),
        ({"tags": {"a b": "x"}}, "/tags/a b"),
        ({"tags": {"a": "x" * 257}}, "/tags/a"),
        ({"tags": {"a": 1}}, "/tags/a"),
        ({"tags": {f"t{number}": "x" for number in range(51)}}, "/tags"),
        ({"description": "x" * 4097}, "/description"),
        ({"colour": "red"}, "/colour"),
    ],
)
def test_what_cannot_be_said_is_pointed_at(client: TestClient, world: World, body: Any, pointer: str) -> None:
    answer = client.patch(MODEL, json=body)

    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_a_model_has_fifty_tags_and_no_more(client: TestClient, world: World) -> None:
    fifty = {f"t{number}": "x" for number in range(50)}

    assert client.patch(MODEL, json={"tags": fifty}).status_code == 200
    one_more = client.patch(MODEL, json={"tags": {"more": "x"}})
    assert client.patch(MODEL, json={"tags": {"more": "x", "t0": None}}).status_code == 200

    assert (one_more.status_code, one_more.json()["errors"][0]["code"]) == (422, "too_many_tags")


def test_what_is_not_there_cannot_be_described_or_deleted(client: TestClient, world: World) -> None:
    for path in ("/v1/models/nobody", f"{MODEL}/versions/9", "/v1/models/nobody/versions/1"):
        assert client.patch(path, json={}).status_code == 404
        assert client.delete(path).status_code == 404


def test_changes_need_the_scope_to_write(anonymous: TestClient, key: MakeKey, world: World) -> None:
    headers = {"Authorization": f"Bearer {key('model:read', 'predict', 'train:write', 'data:write')}"}

    for path in (MODEL, VERSION):
        assert anonymous.patch(path, json={}, headers=headers).status_code == 403
        assert anonymous.delete(path, headers=headers).status_code == 403


def test_a_version_in_use_stays_and_one_that_is_not_goes(client: TestClient, services: Services, world: World) -> None:
    publish_again(services, "shapes", 3)
    client.put(f"{MODEL}/aliases/beta", json={"weights": {"1": 0.5, "2": 0.5}})
    job = client.post("/v1/scoring-jobs", json={"model": "shapes", "version": 3, "dataset_id": world.dataset_id}).json()
    assert client.post(f"{MODEL}/versions/2/predict", json={"rows": [a_row()]}).status_code == 200

    by_alias, by_job = client.delete(f"{MODEL}/versions/2"), client.delete(f"{MODEL}/versions/3")
    client.delete(f"{MODEL}/aliases/beta", headers={"If-Match": "*"})
    client.post(f"/v1/jobs/{job['id']}/cancel")
    gone = client.delete(f"{MODEL}/versions/2?why=never+used")

    assert [answer.status_code for answer in (by_alias, by_job, gone)] == [409, 409, 204]
    assert (by_alias.json()["code"], by_alias.json()["errors"][0]["got"]) == ("version_in_use", "beta")
    assert by_job.json()["errors"][0]["got"] == job["id"]
    assert client.post(f"{MODEL}/versions/2/predict", json={"rows": [a_row()]}).status_code == 404
    assert client.get(f"{MODEL}/versions/2").status_code == 404
    assert client.get(f"{MODEL}/audit?limit=1").json()["data"][0]["why"] == "never used"


def test_a_deleted_model_answers_no_more_and_leaves_its_audit(client: TestClient, world: World) -> None:
    assert client.post(f"{MODEL}/predict", json={"rows": [a_row()]}).status_code == 200
    client.put(f"{MODEL}/aliases/beta", json={"version": 1})

    refused = client.delete(MODEL)
    client.delete(f"{MODEL}/aliases/beta", headers={"If-Match": "*"})
    gone = client.delete(MODEL)

    assert (refused.status_code, refused.json()["code"], gone.status_code) == (409, "model_in_use", 204)
    assert client.post(f"{MODEL}/predict", json={"rows": [a_row()]}).status_code == 404
    assert client.get(f"{MODEL}/audit").json()["data"][0]["action"] == "model_deleted"
    assert [model["name"] for model in client.get("/v1/models").json()["data"]] == ["strict", "trio"]


def test_a_run_may_publish_without_moving_the_default(client: TestClient, worker: Work, world: World) -> None:
    spec = {"target": "shape", "model": {"hidden": [8]}, "training": {"epochs": 1}}
    body = {"dataset_id": world.dataset_id, "spec": spec, "model_name": "shapes"}

    quiet = client.post("/v1/training-jobs", json={**body, "promote": False}).json()
    worker(quiet["id"])
    after_quiet = client.get(MODEL).json()
    loud = client.post("/v1/training-jobs", json=body).json()
    worker(loud["id"])

    assert (after_quiet["latest_version"], after_quiet["aliases"]) == (2, {"default": 1})
    assert client.get(MODEL).json()["aliases"] == {"default": 3}
    assert (quiet["spec"]["promote"], loud["spec"]["promote"]) == (False, True)


def test_lineage_names_dataset_config_job_and_code(client: TestClient, world: World) -> None:
    version = client.get(VERSION).json()
    dataset = client.get(f"/v1/datasets/{world.dataset_id}").json()

    lineage = version["lineage"]
    assert lineage["dataset_id"] == world.dataset_id
    assert lineage["dataset_sha256"] == dataset["sha256"]
    assert lineage["job_id"] == world.job_id
    assert lineage["code_version"]
    assert len(lineage["config_sha256"]) == 64
    assert version["resolved_config"]["target"] == "shape"
