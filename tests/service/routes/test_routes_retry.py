"""An ended job is queued again, a training with a changed spec where asked."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.dependencies import Services
from tests.service.routes.conftest import CSV, Work, World, table
from tests.service.routes.test_routes_jobs import queued

Edit = Callable[..., None]


def job_of(client: TestClient, job_id: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/v1/jobs/{job_id}").json()
    return found


def test_a_training_is_repeated_as_it_was_asked_for(client: TestClient, world: World, worker: Work) -> None:
    before = job_of(client, world.job_id)

    answer = client.post(f"/v1/jobs/{world.job_id}/retry")
    again = answer.json()

    assert answer.status_code == 202
    assert (again["status"], again["parent_id"], again["spec"]) == ("queued", world.job_id, before["spec"])
    assert again["links"]["parent"] == f"/v1/training-jobs/{world.job_id}"
    assert again["resolved_config"] == before["resolved_config"]
    worker(again["id"])
    assert job_of(client, again["id"])["result"]["version"] == 2


def test_a_merge_patch_changes_the_spec_and_null_takes_a_field_back(client: TestClient, world: World) -> None:
    patch = {"training": {"epochs": 7}, "optimizer": {"learning_rate": None}}

    again = client.post(f"/v1/jobs/{world.job_id}/retry", json={"spec": patch}).json()

    assert again["spec"]["spec"]["training"]["epochs"] == 7
    assert again["spec"]["spec"]["training"]["batch_size"] == 8
    assert again["spec"]["spec"]["optimizer"]["learning_rate"] != 0.05


@pytest.mark.parametrize(
    ("patch", "pointer"),
    [({"training": {"epochs": -1}}, "/spec/training/epochs"), ({"target": "no such column"}, "/target")],
)
def test_a_patch_that_does_not_fit_says_where(
    client: TestClient, world: World, patch: dict[str, Any], pointer: str
) -> None:
    answer = client.post(f"/v1/jobs/{world.job_id}/retry", json={"spec": patch})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].endswith(pointer)


@pytest.mark.parametrize("status", ["queued", "running", "cancelling"])
def test_a_job_that_has_not_ended_is_not_repeated(client: TestClient, world: World, edit: Edit, status: str) -> None:
    job_id = queued(client, world)
    edit(job_id, status=status)

    answer = client.post(f"/v1/jobs/{job_id}/retry")

    assert (answer.status_code, answer.json()["code"]) == (409, "job_not_ended")


def test_a_cancelled_job_is_repeated(client: TestClient, world: World) -> None:
    job_id = queued(client, world)
    client.post(f"/v1/jobs/{job_id}/cancel")

    assert client.post(f"/v1/jobs/{job_id}/retry").json()["parent_id"] == job_id


def test_a_scoring_of_a_dataset_is_repeated(client: TestClient, world: World, worker: Work) -> None:
    body = {"model": world.model, "dataset_id": world.dataset_id}
    first = client.post("/v1/scoring-jobs", json=body).json()["id"]
    worker(first)

    again = client.post(f"/v1/jobs/{first}/retry").json()
    worker(again["id"])

    outputs = [client.get(f"/v1/scoring-jobs/{job_id}/output").content for job_id in (first, again["id"])]
    assert outputs[0] == outputs[1] != b""
    assert client.get(again["links"]["parent"]).json()["id"] == first


def test_a_scoring_of_a_sent_file_is_repeated_while_the_file_is_kept(
    client: TestClient, world: World, worker: Work, services: Services
) -> None:
    first = client.post(f"/v1/scoring-jobs/file?model={world.model}", content=table(30), headers=CSV).json()["id"]
    worker(first)

    assert client.post(f"/v1/jobs/{first}/retry").status_code == 202
    with services.database.read() as tx:
        from store.jobs import get_job

        services.blobs.delete(get_job(tx, first).spec["source_sha256"])
    answer = client.post(f"/v1/jobs/{first}/retry")

    assert (answer.status_code, answer.json()["code"]) == (409, "file_gone")


def test_only_a_training_has_a_spec_to_change(client: TestClient, world: World) -> None:
    profile = client.get(f"/v1/datasets/{world.dataset_id}").json()["profile_job_id"]

    answer = client.post(f"/v1/jobs/{profile}/retry", json={"spec": {"target": "shape"}})

    assert (answer.status_code, answer.json()["code"]) == (422, "config_invalid")


def test_a_reading_that_failed_is_repeated_for_the_same_dataset(client: TestClient, worker: Work) -> None:
    made = client.post("/v1/datasets", content="a,b\n1\n", headers=CSV).json()
    worker(made["profile_job_id"])
    assert client.get(f"/v1/datasets/{made['id']}").json()["status"] == "failed"

    again = client.post(f"/v1/jobs/{made['profile_job_id']}/retry").json()

    assert (again["kind"], again["dataset_id"], again["parent_id"]) == ("profile", made["id"], made["profile_job_id"])
    assert client.get(f"/v1/datasets/{made['id']}").json()["profile_job_id"] == again["id"]


def test_the_data_of_a_job_may_be_gone(client: TestClient, world: World) -> None:
    assert client.delete(f"/v1/datasets/{world.dataset_id}").status_code == 204

    answer = client.post(f"/v1/jobs/{world.job_id}/retry")

    assert (answer.status_code, answer.json()["code"]) == (409, "dataset_deleted")


def test_the_same_request_twice_makes_one_job(client: TestClient, world: World) -> None:
    ids = [
        client.post(f"/v1/jobs/{world.job_id}/retry", headers={"Idempotency-Key": "again"}).json()["id"]
        for _ in range(2)
    ]

    assert ids[0] == ids[1]


def test_the_queue_and_the_log_are_read_over_http(client: TestClient, world: World) -> None:
    job_id = queued(client, world)

    queue = client.get("/v1/queue").json()
    log = client.get(f"/v1/jobs/{world.job_id}/logs?tail=3").json()
    more = client.get(f"/v1/jobs/{world.job_id}/logs?after={log['next_cursor']}").json()

    assert [job["job_id"] for job in queue["queued"]] == [job_id]
    assert len(log["data"]) == 3
    assert log["data"][-1]["message"] == "the job has ended: succeeded"
    assert (more["data"], more["next_cursor"]) == ([], log["next_cursor"])
    assert client.get("/v1/jobs/job_none/logs").status_code == 404
    for query in ("tail=0", "tail=1001", "after=-1", "after=x"):
        assert client.get(f"/v1/jobs/{world.job_id}/logs?{query}").status_code == 422
