"""Jobs of any kind: listing, long poll, cancel."""

import threading
import time
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from service.dependencies import Services
from store.jobs import claim, finish
from store.queue import Queue
from store.tables import utc_now
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import CSV, Work, World

Edit = Callable[..., None]


def queued(client: TestClient, world: World) -> str:
    """Id of a queued training job."""
    body = {"dataset_id": world.dataset_id, "spec": {"target": "shape", "training": {"epochs": 2}}}
    job_id: str = client.post("/v1/training-jobs", json=body).json()["id"]
    return job_id


def test_jobs_of_every_kind_are_listed_newest_first(client: TestClient, world: World) -> None:
    jobs = client.get("/v1/jobs").json()["data"]

    assert [job["kind"] for job in jobs] == ["train", "train", "train", "profile"]
    assert [job["created_at"] for job in jobs] == sorted((job["created_at"] for job in jobs), reverse=True)


def test_jobs_are_filtered_by_kind_and_state(client: TestClient, world: World) -> None:
    job_id = queued(client, world)

    assert [job["kind"] for job in client.get("/v1/jobs?kind=profile").json()["data"]] == ["profile"]
    assert [job["id"] for job in client.get("/v1/jobs?status=queued").json()["data"]] == [job_id]
    assert client.get("/v1/jobs?kind=dream").status_code == 422


def test_pages_of_jobs_follow_each_other(client: TestClient, world: World) -> None:
    seen: list[str] = []
    after: str | None = None
    for _ in range(4):
        page = client.get("/v1/jobs", params={"limit": 1, **({"after": after} if after else {})}).json()
        seen += [job["id"] for job in page["data"]]
        after = page["next_cursor"]

    assert after is None
    assert seen == [job["id"] for job in client.get("/v1/jobs").json()["data"]]


def test_a_cursor_of_another_list_is_refused(client: TestClient, world: World) -> None:
    cursor = client.get("/v1/models?limit=1").json()["next_cursor"]

    assert client.get("/v1/jobs", params={"after": cursor}).json()["code"] == "cursor_invalid"


def test_a_job_is_the_same_under_its_own_route(client: TestClient, world: World) -> None:
    assert client.get(f"/v1/jobs/{world.job_id}").json() == client.get(f"/v1/training-jobs/{world.job_id}").json()


def test_names_of_blobs_are_not_shown(client: TestClient, world: World, edit: Edit) -> None:
    edit(world.job_id, result={"output_sha256": "a" * 64, "num_rows": 3})

    assert client.get(f"/v1/jobs/{world.job_id}").json()["result"] == {"num_rows": 3}


def test_numbers_that_json_cannot_hold_are_null(client: TestClient, world: World, services: Services) -> None:
    with services.database.engine.begin() as connection:
        connection.exec_driver_sql(
            'update job set progress = \'{"fraction": NaN, "eta_seconds": Infinity}\' where id = ?', (world.job_id,)
        )

    progress = client.get(f"/v1/jobs/{world.job_id}").json()["progress"]

    unknown = dict.fromkeys(["epoch", "epochs", "member", "members", "message"])
    assert progress == {"fraction": None, "eta_seconds": None, **unknown}


def test_an_unknown_job_is_a_404_everywhere(client: TestClient, world: World) -> None:
    for base in ("/v1/jobs", "/v1/training-jobs", "/v1/scoring-jobs"):
        for path in ("", "/events", "?wait=30"):
            assert client.get(f"{base}/job_nothing{path}").json()["code"] == "not_found"
        assert client.post(f"{base}/job_nothing/cancel").json()["code"] == "not_found"


class TestWaiting:
    """`?wait=`."""

    def test_an_ended_job_is_answered_at_once(self, client: TestClient, world: World) -> None:
        started = time.monotonic()

        client.get(f"/v1/jobs/{world.job_id}?wait=30s")

        assert time.monotonic() - started < 0.8

    def test_a_job_that_ends_meanwhile_is_answered_when_it_does(
        self, client: TestClient, services: Services, world: World
    ) -> None:
        job_id = queued(client, world)
        with services.database.begin() as tx:
            hold = claim(tx, job_id, "worker-test")
        assert hold is not None

        def end() -> None:
            with services.database.begin() as tx:
                finish(tx, hold, "succeeded", result={})

        timer = threading.Timer(0.3, end)
        timer.start()
        answer = client.get(f"/v1/training-jobs/{job_id}?wait=1").json()
        timer.join()

        assert (answer["status"], answer["terminal"]) == ("succeeded", True)

    def test_waiting_longer_than_the_server_allows_is_cut(self, client: TestClient, world: World) -> None:
        job_id = queued(client, world)

        started = time.monotonic()
        answer = client.get(f"/v1/jobs/{job_id}?wait=86400s").json()

        assert answer["status"] == "queued"
        assert 0.9 <= time.monotonic() - started < 5

    @pytest.mark.parametrize("wait", ["", "-1", "1e3", "30m", "nan", "inf", "1" * 12])
    def test_a_time_that_is_none_is_a_422(self, client: TestClient, world: World, wait: str) -> None:
        answer = client.get(f"/v1/jobs/{world.job_id}", params={"wait": wait})

        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/query/wait")


class TestCancel:
    """`POST …/cancel`."""

    def test_a_queued_job_is_cancelled_at_once(self, client: TestClient, world: World) -> None:
        job_id = queued(client, world)

        answer = client.post(f"/v1/training-jobs/{job_id}/cancel")

        assert (answer.status_code, answer.json()["status"], answer.json()["terminal"]) == (202, "cancelled", True)

    def test_a_running_job_is_cancelling_until_it_has_stopped(
        self, client: TestClient, services: Services, world: World
    ) -> None:
        job_id = queued(client, world)
        with services.database.begin() as tx:
            hold = claim(tx, job_id, "worker-test")
        assert hold is not None

        first = client.post(f"/v1/training-jobs/{job_id}/cancel")
        again = client.post(f"/v1/training-jobs/{job_id}/cancel")
        with services.database.begin() as tx:
            finish(tx, hold, "cancelled")
        late = client.post(f"/v1/training-jobs/{job_id}/cancel")

        assert (first.status_code, first.json()["status"]) == (202, "cancelling")
        assert (again.status_code, again.json()["status"]) == (202, "cancelling")
        assert (late.status_code, late.json()["code"]) == (409, "job_terminal")
        assert "cancelled" in late.json()["detail"]

    def test_an_ended_job_is_a_409_naming_its_state(self, client: TestClient, world: World) -> None:
        answer = client.post(f"/v1/jobs/{world.job_id}/cancel")

        assert (answer.status_code, answer.json()["code"]) == (409, "job_terminal")
        assert "succeeded" in answer.json()["detail"]

    def test_the_engine_hears_of_it_after_the_job_is_cancelling(
        self, client: TestClient, services: Services, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        job_id = queued(client, world)
        with services.database.begin() as tx:
            claim(tx, job_id, "worker-test")
        seen: list[str] = []

        def cancel(queue: Queue, cancelled: str) -> None:
            seen.append(client.get(f"/v1/jobs/{cancelled}").json()["status"])

        monkeypatch.setattr(Queue, "cancel", cancel)
        client.post(f"/v1/jobs/{job_id}/cancel")

        assert seen == ["cancelling"]

    def test_cancelling_needs_its_scope(self, client: TestClient, key: MakeKey, world: World) -> None:
        reader = {"Authorization": f"Bearer {key('train:read')}"}

        assert client.post(f"/v1/jobs/{world.job_id}/cancel", headers=reader).status_code == 403


def test_a_failed_job_tells_what_went_wrong(client: TestClient, worker: Work, world: World) -> None:
    made = client.post("/v1/datasets", content=b"a,a\n1,2\n", headers=CSV).json()

    worker(made["profile_job_id"])

    job = client.get(f"/v1/jobs/{made['profile_job_id']}").json()
    assert (job["status"], job["terminal"]) == ("failed", True)
    assert job["error"]["detail"]
    assert job["error"] == client.get(f"/v1/datasets/{made['id']}").json()["error"]


def test_a_job_of_an_unread_progress_still_shows(client: TestClient, world: World, edit: Edit) -> None:
    edit(world.job_id, progress={}, status="failed", error={"code": "internal"}, finished_at=utc_now())

    job = client.get(f"/v1/jobs/{world.job_id}").json()

    assert job["error"] == {"code": "internal", "title": None, "detail": "", "hint": "", "errors": []}
