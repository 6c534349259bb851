"""What the probes, the measures and the self-description say."""

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from classifier.spec.limits import Limits
from service.dependencies import Services
from service.main import create_app
from service.settings import ApiSettings
from store.tables import Job, Worker
from tests.databases import SqliteDatabases
from tests.service.conftest import MakeKey, Running


def samples(client: TestClient) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    text = client.get("/metrics").text
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_server_with_all_it_needs_is_live_and_ready(anonymous: TestClient) -> None:
    assert anonymous.get("/livez").json() == {"status": "live"}
    assert anonymous.get("/readyz").json() == {"status": "ready"}


def test_a_draining_server_is_live_but_not_ready(client: TestClient, services: Services) -> None:
    services.lifecycle.draining = True

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")
    assert [fault["code"] for fault in answer.json()["errors"]] == ["draining"]
    assert client.get("/livez").status_code == 200
    assert client.get("/v1/me").status_code == 200


def test_a_database_that_is_not_migrated_is_not_ready(
    settings: ApiSettings, sqlite_databases: SqliteDatabases, running: Running
) -> None:
    client = running(create_app(settings.model_copy(update={"database_url": sqlite_databases.empty()})))

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert [fault["code"] for fault in answer.json()["errors"]] == ["schema_outdated"]


def test_a_database_that_is_away_is_not_ready_and_requests_are_told_to_come_again(
    settings: ApiSettings, running: Running
) -> None:
    url = "postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=1"
    client = running(create_app(settings.model_copy(update={"database_url": url})))

    ready = client.get("/readyz")
    answer = client.get("/v1/me", headers={"Authorization": "Bearer disc_00000000_x"})

    assert [fault["code"] for fault in ready.json()["errors"]] == ["database_unavailable"]
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
    assert int(answer.headers["Retry-After"]) >= 1
    assert "nobody" not in ready.text + answer.text
    assert client.get("/livez").status_code == 200


def test_storage_that_cannot_be_written_to_is_not_ready(client: TestClient, services: Services) -> None:
    services.settings.data_dir.rename(services.settings.data_dir.with_name("moved"))

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert [fault["code"] for fault in answer.json()["errors"]] == ["storage_unavailable"]


def test_the_storage_is_looked_at_once_in_five_seconds(client: TestClient, services: Services) -> None:
    assert client.get("/readyz").status_code == 200

    services.settings.data_dir.rename(services.settings.data_dir.with_name("moved"))

    assert client.get("/readyz").status_code == 200


def test_requests_are_measured_by_route_and_never_by_path(client: TestClient) -> None:
    for _ in range(3):
        client.get("/v1/jobs/job_secret")
    client.get("/v1/me")
    client.request("BREW", "/v1/unknown_secret")

    found = samples(client)

    name = "http_server_request_duration_seconds_count"
    assert found[name, (("method", "GET"), ("route", "/v1/jobs/{job_id}"), ("status", "404"))] == 3
    assert found[name, (("method", "GET"), ("route", "/v1/me"), ("status", "200"))] == 1
    assert found[name, (("method", "OTHER"), ("route", "unmatched"), ("status", "404"))] == 1
    assert found["http_server_active_requests", ()] == 1  # this one
    assert not [labels for _, labels in found if "secret" in str(labels)]


def test_the_queue_is_measured(client: TestClient, services: Services) -> None:
    before = samples(client)
    with services.database.begin() as tx:
        for number, status in enumerate(("queued", "queued", "running", "cancelling")):
            tx.add(Job(id=f"job_{number}", kind="train", status=status, spec={}, progress={}))

    after = samples(client)

    assert before["jobs_queued", (("kind", "train"),)] == before["jobs_running", ()] == 0
    assert after["jobs_queued", (("kind", "train"),)] == 2
    assert after["jobs_running", ()] == 2


def test_the_limits_are_told(settings: ApiSettings, running: Running, key: MakeKey) -> None:
    client = running(create_app(settings.model_copy(update={"limits": Limits(max_rows=7)})))

    limits = client.get("/v1/limits", headers={"Authorization": f"Bearer {key('predict')}"}).json()

    assert limits["max_rows"] == 7
    assert set(limits) == set(Limits.model_fields)


def test_a_key_knows_itself(anonymous: TestClient, key: MakeKey) -> None:
    secret = key("predict", "model:read")

    me = anonymous.get("/v1/me", headers={"Authorization": f"Bearer {secret}"})

    assert me.json()["scopes"] == ["model:read", "predict"]
    assert secret not in me.text


@pytest.mark.parametrize("scope", ["admin"])
def test_workers_are_listed(anonymous: TestClient, key: MakeKey, app: object, scope: str) -> None:
    services: Services = app.state.services  # type: ignore[attr-defined]
    with services.database.begin() as tx:
        tx.add(Worker(id="worker_1", host="h", pid=7, queues=["train"], device="cpu", beat=0.0))

    listed = anonymous.get("/v1/workers", headers={"Authorization": f"Bearer {key(scope)}"}).json()

    assert [(row["id"], row["pid"], row["queues"]) for row in listed["data"]] == [("worker_1", 7, ["train"])]
    assert listed["data"][0]["heartbeat_at"] == "1970-01-01T00:00:00Z"
