"""Applying a finding's fix: the run again, mended, with its parent named; or a clear refusal."""

from typing import Any

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from classifier.findings.make import make
from classifier.spec.finding import Finding, Severity
from service.dependencies import Services
from store.diagnosis import diagnosis_of
from store.tables import Dataset, Job
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import CSV, Work, World
from tests.service.routes.test_routes_findings import MISSING, Edit, findings_of, imbalanced, run, stored
from tests.service.routes.test_routes_jobs import queued
from workers.jobs.train import TrainingObserver

BALANCED = [{"op": "add", "path": "/loss/class_weights", "value": "balanced"}]


def mending(fix: Any, column: str = "width") -> Finding:
    """A finding with this fix."""
    return make("data.missing", MISSING, column=column, fix=fix)


def apply_path(job_id: str, finding: str) -> str:
    return f"/v1/training-jobs/{job_id}/findings/{finding}/apply"


def count_jobs(services: Services) -> int:
    with services.database.read() as tx:
        return tx.scalar(select(func.count()).select_from(Job)) or 0


@pytest.fixture
def parent(client: TestClient, worker: Work) -> dict[str, Any]:
    """A job that found its classes uneven."""
    dataset_id = imbalanced(client, worker)
    body = {
        "dataset_id": dataset_id,
        "spec": {"target": "kind", "training": {"epochs": 2, "seed": 3}, "model": {"hidden": [4]}},
        "model_name": "uneven",
        "priority": 2,
        "max_seconds": 60,
    }
    job_id = client.post("/v1/training-jobs", json=body).json()["id"]
    worker(job_id)
    found: dict[str, Any] = client.get(f"/v1/training-jobs/{job_id}").json()
    return found


def test_a_fix_is_a_new_job_with_the_patched_spec_and_its_parent(
    client: TestClient, worker: Work, parent: dict[str, Any]
) -> None:
    [finding] = [found for found in parent["findings"] if found["code"] == "data.imbalance"]

    answer = client.post(apply_path(parent["id"], finding["id"]))

    child = answer.json()
    assert answer.status_code == 202, answer.text
    assert answer.headers["Location"] == f"/v1/training-jobs/{child['id']}"
    assert int(answer.headers["Retry-After"]) >= 1
    assert (child["status"], child["parent_id"]) == ("queued", parent["id"])
    assert child["links"]["parent"] == parent["links"]["self"]
    for same in ("dataset_id", "priority"):
        assert child[same] == parent[same]
    assert child["spec"]["model_name"] == "uneven"
    assert child["spec"]["applied_finding"] == {name: finding[name] for name in ("id", "code", "title", "fix")}
    asked = parent["spec"]["spec"]
    assert child["spec"]["spec"] == {**asked, "loss": {**asked["loss"], "class_weights": "balanced"}}
    assert child["resolved_config"]["loss"]["class_weights"] == "balanced"
    assert (parent["parent_id"], parent["spec"].get("applied_finding")) == (None, None)

    worker(child["id"])

    done = client.get(child["links"]["self"]).json()
    assert (done["status"], done["result"]["model"], done["result"]["version"]) == ("succeeded", "uneven", 2)


def test_the_time_that_the_parent_may_take_is_its_childs(
    client: TestClient, services: Services, parent: dict[str, Any]
) -> None:
    child = client.post(apply_path(parent["id"], "data.imbalance")).json()

    with services.database.read() as tx:
        assert tx.scalar(select(Job.max_seconds).where(Job.id == child["id"])) == 60


def test_a_finding_may_be_named_by_its_code_when_no_other_has_it(client: TestClient, world: World, edit: Edit) -> None:
    edit(world.job_id, **stored(mending(BALANCED, "a"), mending(BALANCED, "b")))

    by_code = client.post(apply_path(world.job_id, "data.missing"))
    by_id = client.post(apply_path(world.job_id, mending(None, "b").id))

    assert (by_code.status_code, by_code.json()["code"]) == (409, "finding_ambiguous")
    assert mending(None, "a").id in by_code.json()["detail"]
    assert by_id.status_code == 202


def test_a_fix_can_be_applied_while_the_parent_still_runs(client: TestClient, world: World, edit: Edit) -> None:
    edit(world.job_id, status="running", finished_at=None, **stored(mending(BALANCED)))

    assert client.post(apply_path(world.job_id, "data.missing")).status_code == 202


def test_a_finding_that_has_no_fix_is_a_409(client: TestClient, services: Services, world: World, edit: Edit) -> None:
    edit(world.job_id, **stored(mending(None)))
    before = count_jobs(services)

    answer = client.post(apply_path(world.job_id, "data.missing"))

    assert (answer.status_code, answer.json()["code"]) == (409, "finding_without_fix")
    assert "data.missing" in answer.json()["detail"]
    assert count_jobs(services) == before


def test_a_fix_that_the_job_was_asked_for_already_is_a_409(
    client: TestClient, parent: dict[str, Any], edit: Edit
) -> None:
    child = client.post(apply_path(parent["id"], "data.imbalance")).json()
    edit(child["id"], **stored(mending(BALANCED)))

    answer = client.post(apply_path(child["id"], "data.missing"))

    assert (answer.status_code, answer.json()["code"]) == (409, "finding_without_fix")


def test_what_there_is_not_is_a_404(client: TestClient, world: World) -> None:
    profile = client.get("/v1/jobs?kind=profile").json()["data"][0]["id"]

    for job_id, finding in (("job_nothing", "data.missing"), (profile, "data.missing"), (world.job_id, "fnd_0")):
        answer = client.post(apply_path(job_id, finding))
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_deleted_dataset_is_a_409(client: TestClient, parent: dict[str, Any]) -> None:
    assert client.delete(f"/v1/datasets/{parent['dataset_id']}").status_code == 204

    answer = client.post(apply_path(parent["id"], "data.imbalance"))

    assert (answer.status_code, answer.json()["code"]) == (409, "dataset_deleted")


def test_a_dataset_that_was_read_anew_is_a_409(client: TestClient, worker: Work, parent: dict[str, Any]) -> None:
    path = f"/v1/datasets/{parent['dataset_id']}"
    job_id = client.patch(path, json={"overrides": {"width": {"role": "ignored"}}}).json()["profile_job_id"]
    reading = client.post(apply_path(parent["id"], "data.imbalance"))
    worker(job_id)

    answer = client.post(apply_path(parent["id"], "data.imbalance"))

    assert (reading.status_code, reading.json()["code"]) == (409, "dataset_not_ready")
    assert (answer.status_code, answer.json()["code"]) == (409, "dataset_replaced")


@pytest.mark.parametrize(
    ("fix", "pointer"),
    [
        ([{"op": "replace", "path": "/nothing/there", "value": 1}], None),
        ([{"op": "test", "path": "/target", "value": "other"}], None),
        ([{"op": "add", "path": "/training/epochs", "value": 0}], "/spec/training/epochs"),
        ([{"op": "add", "path": "/surprise", "value": 0}], "/spec/surprise"),
        ([{"op": "add", "path": "/training/epochs", "value": 10**9}], "/spec/training/epochs"),
        ([{"op": "add", "path": "/features", "value": ["nothing"]}], "/spec/features/0"),
    ],
)
def test_a_patched_spec_that_cannot_run_is_a_422_by_its_place(
    client: TestClient, services: Services, world: World, edit: Edit, fix: Any, pointer: str | None
) -> None:
    edit(world.job_id, **stored(mending(fix)))
    before = count_jobs(services)

    answer = client.post(apply_path(world.job_id, "data.missing"))

    assert (answer.status_code, answer.json()["code"]) == (422, "config_invalid"), answer.text
    assert pointer in [None, *(fault["pointer"] for fault in answer.json()["errors"])]
    assert count_jobs(services) == before


def test_the_same_fix_under_one_key_is_one_job(
    client: TestClient, services: Services, world: World, edit: Edit
) -> None:
    edit(world.job_id, **stored(mending(BALANCED, "a"), mending(BALANCED, "b")))
    before = count_jobs(services)
    headers = {"Idempotency-Key": "fix-1"}
    a, b = (apply_path(world.job_id, mending(None, name).id) for name in "ab")

    first, second, other = (client.post(path, headers=headers) for path in (a, a, b))

    assert (second.json(), second.status_code) == (first.json(), 202)
    assert second.headers["Idempotency-Replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert count_jobs(services) == before + 1


def test_a_full_queue_takes_no_fix(client: TestClient, services: Services, world: World, edit: Edit) -> None:
    edit(world.job_id, **stored(mending(BALANCED)))
    for _ in range(services.settings.limits.max_queued_jobs):
        queued(client, world)

    answer = client.post(apply_path(world.job_id, "data.missing"))

    assert (answer.status_code, answer.json()["code"]) == (429, "queue_full")


def test_a_fix_needs_the_scope_to_train(client: TestClient, key: MakeKey, world: World) -> None:
    answer = client.post(
        apply_path(world.job_id, "data.missing"), headers={"Authorization": f"Bearer {key('train:read')}"}
    )

    assert answer.status_code == 403


def giving_the_target_away(client: TestClient, worker: Work) -> str:
    """A dataset with a column that is the target in other words."""
    rows = "\n".join(
        f"{(row * 7) % 23},{(row * 13) % 17},{['no', 'yes'][row % 2]},{'ab'[row % 2]}" for row in range(120)
    )
    header = "width,height,answer,kind\n"
    made = client.post("/v1/datasets?name=leak.csv", content=header + rows + "\n", headers=CSV).json()
    worker(made["profile_job_id"])
    return str(made["id"])


class TestStopping:
    """`diagnosis.on_error`."""

    def test_a_run_stops_at_what_the_data_says_already(self, client: TestClient, worker: Work) -> None:
        stop = {"on_error": {"warning": "stop"}}

        job_id = run(client, worker, giving_the_target_away(client, worker), diagnosis=stop)

        job = client.get(f"/v1/training-jobs/{job_id}").json()
        assert (job["status"], job["error"]["code"]) == ("failed", "stopped_by_finding")
        assert "diagnosis.on_error.warning" in job["error"]["detail"]
        assert [fault["code"] for fault in job["error"]["errors"]] == ["data.leak_single_feature"]
        assert [finding["code"] for finding in job["findings"]][-1] == "data.leak_single_feature"
        assert job["findings_summary"]["warning"] == 1
        told = client.get(f"/v1/training-jobs/{job_id}/events").json()["data"]
        assert [event["data"]["code"] for event in told if event["type"] == "finding"][-1] == "data.leak_single_feature"
        assert findings_of(client, job_id)["status"] == "failed"
        child = client.post(apply_path(job_id, "data.leak_single_feature"))
        assert child.status_code == 202  # and a failed run can be mended

    def test_what_a_run_measured_before_it_was_stopped_stays(
        self, client: TestClient, worker: Work, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        alarm = mending(BALANCED).model_copy(update={"severity": Severity.error})
        go_on = TrainingObserver.epoch

        def epoch(self: TrainingObserver, report: Any, best: Any) -> None:
            go_on(self, report, best)
            if report.epoch == 3:
                self.ledger.take([("data.missing", alarm)])

        monkeypatch.setattr(TrainingObserver, "epoch", epoch)
        stop = {"on_error": {"error": "stop"}}

        job_id = run(
            client, worker, world.dataset_id, target="shape", diagnosis=stop, training={"epochs": 9, "batch_size": 8}
        )

        job = client.get(f"/v1/training-jobs/{job_id}").json()
        assert (job["status"], job["error"]["code"]) == ("failed", "stopped_by_finding")
        assert alarm.id in [finding["id"] for finding in job["findings"]]
        epochs = client.get(f"/v1/training-jobs/{job_id}/metrics").json()["epochs"]
        assert [report["epoch"] for report in epochs] == [0, 1, 2, 3]
        assert job["best"] is not None
        events = client.get(f"/v1/training-jobs/{job_id}/events?limit=500").json()["data"]
        assert alarm.id in [event["data"]["id"] for event in events if event["type"] == "finding"]
        assert events[-1]["type"] == "done"

    def test_a_run_killed_between_its_finding_and_its_stop_stops_when_it_goes_on(
        self, client: TestClient, worker: Work, world: World, edit: Edit
    ) -> None:
        spec = {"target": "shape", "diagnosis": {"on_error": {"error": "stop"}}, "training": {"epochs": 2}}
        job_id = client.post("/v1/training-jobs", json={"dataset_id": world.dataset_id, "spec": spec}).json()["id"]
        edit(job_id, **stored(mending(BALANCED).model_copy(update={"severity": Severity.error})))

        worker(job_id)

        job = client.get(f"/v1/training-jobs/{job_id}").json()
        assert (job["status"], job["error"]["code"]) == ("failed", "stopped_by_finding")
        assert client.get(f"/v1/training-jobs/{job_id}/metrics").json()["epochs"] == []


def test_a_later_attempt_tells_nothing_twice_and_what_the_first_could_not_tell(
    client: TestClient, services: Services, worker: Work, edit: Edit
) -> None:
    dataset_id = imbalanced(client, worker)
    with services.database.begin() as tx:
        dataset = tx.get_one(Dataset, dataset_id)
        columns = [mending(None, name) for name in ("width", "height")]
        dataset.findings = [*(finding.model_dump(mode="json") for finding in columns), *(dataset.findings or [])]
    body = {"dataset_id": dataset_id, "spec": {"target": "kind", "training": {"epochs": 2}}}
    job_id = client.post("/v1/training-jobs", json=body).json()["id"]
    edit(job_id, **stored(columns[0]))  # told by an attempt that was killed before it could write the others

    worker(job_id)

    events = client.get(f"/v1/training-jobs/{job_id}/events?limit=500").json()["data"]
    told = [event["data"]["id"] for event in events if event["type"] == "finding"]
    with services.database.read() as tx:
        kept = diagnosis_of(tx.scalars(select(Job).where(Job.id == job_id)).one())
    assert kept is not None
    ids = [finding.id for finding in kept.findings]
    assert ids[:2] == [finding.id for finding in columns]
    assert len(set(ids)) == len(ids)
    assert told == ids[1:]
