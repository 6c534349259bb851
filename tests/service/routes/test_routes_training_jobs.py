"""Training jobs: what is asked for is checked whole, queued once, and its measures are shown."""

from typing import Any

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from service.dependencies import Services
from service.training_jobs.actions import name_for, thinned
from service.training_jobs.schemas import EpochOut
from store.tables import Job
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import CSV, Work, World


def request(world: World, **changes: Any) -> dict[str, Any]:
    """A request that is accepted."""
    return {"dataset_id": world.dataset_id, "spec": {"target": "shape"}, **changes}


def count_jobs(services: Services) -> int:
    with services.database.read() as tx:
        return tx.scalar(select(func.count()).select_from(Job)) or 0


def test_a_training_job_is_accepted_with_its_resolved_config(client: TestClient, world: World) -> None:
    answer = client.post("/v1/training-jobs", json=request(world))

    job = answer.json()
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"/v1/training-jobs/{job['id']}"
    assert int(answer.headers["Retry-After"]) >= 1
    assert (job["object"], job["kind"], job["status"], job["terminal"]) == ("job", "train", "queued", False)
    assert job["queue"] == {"position": 0}
    assert job["spec"]["model_name"] == "shapes"
    assert job["resolved_config"]["features"] == ["width", "height", "colour", "seen"]
    assert "auto" not in (job["resolved_config"]["optimizer"]["learning_rate"], job["resolved_config"]["loss"]["name"])
    assert (job["result"], job["error"], job["worker"], job["started_at"]) == (None, None, None, None)


def test_queued_jobs_know_how_many_go_before_them(client: TestClient, world: World) -> None:
    places = [
        client.post("/v1/training-jobs", json=request(world, priority=priority)).json()["id"] for priority in (5, 5, 0)
    ]

    positions = [client.get(f"/v1/training-jobs/{job_id}").json()["queue"]["position"] for job_id in places]

    assert positions == [1, 2, 0]


def test_a_finished_job_names_its_model_version(client: TestClient, worker: Work, world: World) -> None:
    job = client.post(
        "/v1/training-jobs", json=request(world, spec={"target": "shape", "training": {"epochs": 2}})
    ).json()

    worker(job["id"])

    done = client.get(f"/v1/training-jobs/{job['id']}").json()
    assert (done["status"], done["terminal"], done["progress"]["fraction"]) == ("succeeded", True, 1.0)
    assert (done["result"]["model"], done["result"]["version"]) == ("shapes", 2)
    assert done["links"]["model_version"] == "/v1/models/shapes/versions/2"
    assert done["best"]["metric"] == "validation_loss"
    assert client.get("/v1/models/shapes").json()["aliases"] == {"default": 2}


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"spec": {"target": "shpae"}}, "/spec/target"),
        ({"spec": {"target": "shape", "features": ["width", "nothing"]}}, "/spec/features/1"),
        ({"spec": {"target": "shape", "training": {"epochs": 0}}}, "/spec/training/epochs"),
        ({"spec": {"target": "shape", "training": {"epochs": 10**9}}}, "/spec/training/epochs"),
        ({"spec": {"target": "shape", "model": {"hidden": [10**6]}}}, "/spec/model/hidden/0"),
        ({"spec": {"target": "shape", "optimizer": {"learning_rate": -1}}}, "/spec/optimizer/learning_rate"),
        ({"spec": {"target": "shape", "epochs": 3}}, "/spec/epochs"),
        ({"spec": {}}, "/spec/target"),
        ({"model_name": "../etc"}, "/model_name"),
        ({"model_name": "n" * 129}, "/model_name"),
        ({"priority": 10}, "/priority"),
        ({"priority": -1}, "/priority"),
        ({"max_seconds": 0}, "/max_seconds"),
        ({"surprise": 1}, "/surprise"),
    ],
)
def test_what_cannot_be_trained_is_refused_by_its_place_and_nothing_is_queued(
    client: TestClient, services: Services, world: World, changes: dict[str, Any], pointer: str
) -> None:
    before = count_jobs(services)

    answer = client.post("/v1/training-jobs", json=request(world, **changes))

    assert answer.status_code == 422, answer.text
    assert pointer in [fault["pointer"] for fault in answer.json()["errors"]]
    assert count_jobs(services) == before


def test_a_job_runs_at_most_as_long_as_the_server_allows(client: TestClient, services: Services, world: World) -> None:
    most = services.settings.limits.max_job_seconds

    assert client.post("/v1/training-jobs", json=request(world, max_seconds=most)).status_code == 202
    answer = client.post("/v1/training-jobs", json=request(world, max_seconds=most + 1))

    problem = answer.json()
    assert (answer.status_code, problem["errors"][0]["pointer"]) == (422, "/max_seconds")


def test_an_unknown_dataset_is_a_404(client: TestClient, world: World) -> None:
    answer = client.post("/v1/training-jobs", json=request(world, dataset_id="ds_nothing"))

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_dataset_that_is_still_being_read_is_a_409(client: TestClient, world: World) -> None:
    dataset_id = client.post("/v1/datasets", content=b"a,b\n1,2\n", headers=CSV).json()["id"]

    answer = client.post("/v1/training-jobs", json=request(world, dataset_id=dataset_id))

    assert (answer.status_code, answer.json()["code"]) == (409, "dataset_not_ready")
    assert answer.headers["Retry-After"] == "1"


def test_a_dataset_that_could_not_be_read_is_a_422_with_the_cause(
    client: TestClient, worker: Work, world: World
) -> None:
    dataset = client.post("/v1/datasets", content=b"a,a\n1,2\n", headers=CSV).json()
    worker(dataset["profile_job_id"])
    cause = client.get(f"/v1/datasets/{dataset['id']}").json()["error"]

    answer = client.post("/v1/training-jobs", json=request(world, dataset_id=dataset["id"]))

    assert (answer.status_code, answer.json()["code"], answer.json()["detail"]) == (422, cause["code"], cause["detail"])


def test_the_queue_takes_n_jobs_and_not_one_more(client: TestClient, services: Services, world: World) -> None:
    for _ in range(services.settings.limits.max_queued_jobs):
        assert client.post("/v1/training-jobs", json=request(world)).status_code == 202

    answer = client.post("/v1/training-jobs", json=request(world))

    assert (answer.status_code, answer.json()["code"], answer.json()["retryable"]) == (429, "queue_full", True)
    assert int(answer.headers["Retry-After"]) >= 1


def test_the_same_request_under_one_key_is_one_job(client: TestClient, services: Services, world: World) -> None:
    before = count_jobs(services)
    headers = {"Idempotency-Key": "train-1"}

    first = client.post("/v1/training-jobs", json=request(world), headers=headers)
    second = client.post("/v1/training-jobs", json=request(world), headers=headers)
    other = client.post("/v1/training-jobs", json=request(world, priority=1), headers=headers)

    assert (second.json(), second.status_code) == (first.json(), 202)
    assert second.headers["Idempotency-Replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert count_jobs(services) == before + 1


def test_a_dry_run_tells_the_size_of_a_run_and_queues_nothing(
    client: TestClient, services: Services, world: World
) -> None:
    before = count_jobs(services)

    answer = client.post("/v1/training-jobs:validate", json=request(world))

    body = answer.json()
    assert (answer.status_code, body["valid"], body["errors"]) == (200, True, [])
    assert body["resolved_config"]["training"]["epochs"] == 100
    assert body["estimate"]["num_train_rows"] == 76
    assert body["estimate"]["num_parameters"] > 0
    assert body["estimate"]["num_steps"] > 0
    assert count_jobs(services) == before


def test_a_dry_run_tells_what_is_wrong(client: TestClient, world: World) -> None:
    answer = client.post("/v1/training-jobs:validate", json=request(world, spec={"target": "shpae"}))

    body = answer.json()
    assert (answer.status_code, body["valid"], body["resolved_config"], body["estimate"]) == (200, False, None, None)
    assert (body["code"], body["errors"][0]["pointer"]) == ("config_invalid", "/spec/target")


def test_a_dry_run_of_a_job_that_would_be_refused_for_its_time_is_invalid(
    client: TestClient, services: Services, world: World
) -> None:
    too_long = services.settings.limits.max_job_seconds + 1

    body = client.post("/v1/training-jobs:validate", json=request(world, max_seconds=too_long)).json()

    assert (body["valid"], body["errors"][0]["pointer"]) == (False, "/max_seconds")


def test_the_measures_of_a_finished_job_stand_beside_the_baselines(client: TestClient, world: World) -> None:
    metrics = client.get(f"/v1/training-jobs/{world.job_id}/metrics").json()

    assert [report["epoch"] for report in metrics["epochs"]] == [0, 1, 2, 3, 4]
    assert metrics["epochs"][0]["gradient_norm"] is None
    assert metrics["epochs"][-1]["attempt"] == 1
    assert metrics["num_epochs"] == 5
    assert set(metrics["evaluation"]) == {"test", "validation"}
    assert sum(map(sum, metrics["evaluation"]["test"]["confusion"])) == 24
    assert metrics["baselines"]["majority_class"]["accuracy"] == 0.5
    assert metrics["base_rate_entropy"] == pytest.approx(0.6931, abs=1e-3)
    assert metrics["majority_accuracy"] == 0.5
    following = client.get(f"/v1/training-jobs/{world.job_id}/events?after={metrics['last_event'] - 1}").json()["data"]
    assert [event["type"] for event in following] == ["done"]


def test_the_measures_of_a_queued_job_are_empty_but_for_the_zero_lines_that_the_data_tells(
    client: TestClient, world: World
) -> None:
    job_id = client.post("/v1/training-jobs", json=request(world)).json()["id"]

    metrics = client.get(f"/v1/training-jobs/{job_id}/metrics").json()

    assert metrics["epochs"] == []
    assert (metrics["evaluation"], metrics["baselines"]) == (None, None)
    assert metrics["base_rate_entropy"] == pytest.approx(0.6931, abs=1e-3)
    assert metrics["majority_accuracy"] == 0.5
    client.post(f"/v1/jobs/{job_id}/cancel")
    client.delete(f"/v1/datasets/{world.dataset_id}")
    without_data = client.get(f"/v1/training-jobs/{job_id}/metrics").json()
    assert (without_data["base_rate_entropy"], without_data["majority_accuracy"]) == (None, None)


def test_a_long_curve_is_thinned_but_keeps_its_first_last_and_best_epoch(client: TestClient, world: World) -> None:
    metrics = client.get(f"/v1/training-jobs/{world.job_id}/metrics?max_points=3").json()

    best = client.get(f"/v1/training-jobs/{world.job_id}").json()["best"]["epoch"]
    kept = [report["epoch"] for report in metrics["epochs"]]
    assert len(kept) <= 3
    assert {0, 4, best} <= set(kept)
    assert metrics["num_epochs"] == 5


@pytest.mark.parametrize("num_epochs", [1, 2, 3, 4, 10, 101])
@pytest.mark.parametrize("most", [3, 4, 10, 100])
def test_thinning_never_gives_more_than_asked_for(num_epochs: int, most: int) -> None:
    for best in {0, num_epochs // 2, num_epochs - 1}:
        curve = [epoch(number, loss=abs(number - best)) for number in range(num_epochs)]

        kept = [report.epoch for report in thinned(curve, most)]

        assert len(kept) <= most
        assert kept == sorted(set(kept))
        assert {0, num_epochs - 1, best} <= set(kept)


def epoch(number: int, loss: float) -> EpochOut:
    return EpochOut(
        member=0,
        epoch=number,
        attempt=1,
        train_loss=1.0,
        train_accuracy=0.5,
        validation_loss=loss,
        validation_accuracy=0.5,
        learning_rate=0.1,
        gradient_norm=None,
        seconds=0.1,
    )


@pytest.mark.parametrize(
    ("dataset", "model"),
    [
        ("rice.csv", "rice"),
        ("Rice (2019).csv.gz", "Rice-2019"),
        ("../..", "model"),
        ("模型", "model"),
        ("x" * 256, "x" * 128),
        (" --name.parquet", "name"),
    ],
)
def test_a_models_name_is_made_of_the_datasets(dataset: str, model: str) -> None:
    assert name_for(dataset) == model


def test_a_training_route_does_not_show_jobs_of_another_kind(client: TestClient, world: World) -> None:
    made = client.post("/v1/datasets", content=b"a,b\n1,2\n", headers=CSV).json()

    for path in ("", "/events", "/metrics"):
        assert client.get(f"/v1/training-jobs/{made['profile_job_id']}{path}").status_code == 404
    assert client.post(f"/v1/training-jobs/{made['profile_job_id']}/cancel").status_code == 404


def test_training_jobs_are_listed_alone_and_by_state(client: TestClient, world: World) -> None:
    queued = client.post("/v1/training-jobs", json=request(world)).json()["id"]

    everything = client.get("/v1/training-jobs").json()["data"]
    waiting = client.get("/v1/training-jobs?status=queued").json()["data"]

    assert {job["kind"] for job in everything} == {"train"}
    assert everything[0]["id"] == queued
    assert [job["id"] for job in waiting] == [queued]
    assert client.get("/v1/training-jobs?status=asleep").status_code == 422


def test_starting_and_watching_are_scopes_of_their_own(client: TestClient, key: MakeKey, world: World) -> None:
    reader = {"Authorization": f"Bearer {key('train:read')}"}
    writer = {"Authorization": f"Bearer {key('train:write')}"}

    assert client.get(f"/v1/training-jobs/{world.job_id}", headers=reader).status_code == 200
    assert client.get(f"/v1/training-jobs/{world.job_id}", headers=writer).status_code == 403
    assert client.post("/v1/training-jobs", json=request(world), headers=reader).status_code == 403
    assert client.post("/v1/training-jobs", json=request(world), headers=writer).status_code == 202
