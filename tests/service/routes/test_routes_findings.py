"""Findings of datasets and of runs: what was found, what was checked, filtered, and as CSV."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from classifier.findings.catalogue.kinds import KINDS
from classifier.findings.concern import OTHER_TARGET
from classifier.findings.ledger import NOT_REACHED, codes_of, run_codes
from classifier.findings.make import make
from classifier.spec.finding import Diagnosis, Finding, Severity
from service.dependencies import Services
from service.findings import report
from store.diagnosis import diagnosis_columns
from store.tables import Dataset, utc_now
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import CSV, Work, World
from tests.service.routes.test_routes_jobs import queued

Edit = Callable[..., None]

MISSING = {"num_missing": 5, "share": 0.25, "num_rows": 20, "missing_tokens": {"": 5}}


def a_finding(column: str = "width", severity: Severity = Severity.info, fix: Any = None) -> Finding:
    """A finding of some column."""
    return make("data.missing", MISSING, column=column, severity=severity, fix=fix)


def stored(*findings: Finding, passed: tuple[str, ...] = ()) -> dict[str, Any]:
    """The columns of a job's row that hold these findings."""
    return diagnosis_columns(Diagnosis(findings=list(findings), checks_passed=list(passed), checks_skipped=[]))


def imbalanced(client: TestClient, worker: Work) -> str:
    """A dataset of 90 rows of one class and 30 of the other, which a weighted loss helps."""
    rows = "\n".join(f"{row / 7:.3f},{(row * 13) % 17},{'b' if row % 4 == 3 else 'a'}" for row in range(120))
    made = client.post("/v1/datasets?name=uneven.csv", content="width,height,kind\n" + rows + "\n", headers=CSV).json()
    worker(made["profile_job_id"])
    return str(made["id"])


def run(client: TestClient, worker: Work, dataset_id: str, **spec: Any) -> str:
    """The id of a small training job that has ended."""
    small = {"target": "kind", "training": {"epochs": 2}, "model": {"hidden": [4]}, **spec}
    job_id = client.post("/v1/training-jobs", json={"dataset_id": dataset_id, "spec": small}).json()["id"]
    worker(job_id)
    return str(job_id)


def findings_of(client: TestClient, job_id: str, query: str = "") -> dict[str, Any]:
    """The report of a training job."""
    answer = client.get(f"/v1/training-jobs/{job_id}/findings{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def known_codes(told: dict[str, Any]) -> list[str]:
    """Every code that a report speaks of."""
    return [
        *{finding["code"] for finding in told["findings"]},
        *told["checks_passed"],
        *(skipped["code"] for skipped in told["checks_skipped"]),
    ]


def test_a_run_tells_of_every_check_what_it_gave(client: TestClient, worker: Work) -> None:
    job_id = run(client, worker, imbalanced(client, worker))

    told = findings_of(client, job_id)

    assert (told["object"], told["job_id"], told["status"]) == ("findings", job_id, "succeeded")
    assert "data.imbalance" in [finding["code"] for finding in told["findings"]]
    assert sorted(known_codes(told)) == sorted(run_codes())
    assert all(skipped["reason"].endswith(".") for skipped in told["checks_skipped"])
    job = client.get(f"/v1/training-jobs/{job_id}").json()
    assert job["findings"] == told["findings"]
    assert job["findings_summary"] == told["findings_summary"]
    assert client.get(job["links"]["findings"]).json() == told


def test_a_dataset_tells_of_every_check_what_it_gave(client: TestClient, world: World) -> None:
    told = client.get(f"/v1/datasets/{world.dataset_id}/findings").json()

    assert (told["object"], told["dataset_id"]) == ("findings", world.dataset_id)
    assert sorted(known_codes(told)) == sorted(codes_of("data"))


def test_findings_are_filtered_by_the_least_severity_and_by_code(client: TestClient, world: World, edit: Edit) -> None:
    worst = a_finding("a", Severity.error)
    edit(world.job_id, **stored(a_finding("b"), worst, a_finding("c", Severity.warning), passed=("data.rare_class",)))

    columns = [
        [finding["column"] for finding in findings_of(client, world.job_id, f"?severity={least}")["findings"]]
        for least in ("info", "warning", "error")
    ]
    passed = findings_of(client, world.job_id, "?code=data.rare_class")
    skipped = findings_of(client, world.job_id, "?code=data.imbalance")
    both = findings_of(client, world.job_id, "?code=data.missing&severity=error")

    assert columns == [["b", "a", "c"], ["a", "c"], ["a"]]
    assert known_codes(passed) == passed["checks_passed"] == ["data.rare_class"]
    assert known_codes(skipped) == [skipped["checks_skipped"][0]["code"]] == ["data.imbalance"]
    assert [finding["id"] for finding in both["findings"]] == [worst.id]
    assert passed["findings_summary"] == both["findings_summary"] == {"error": 1, "warning": 1, "info": 1}


@pytest.mark.parametrize("query", ["severity=bad", "code=imbalance", "code=", "format=xml", "code=a.b%0A"])
def test_a_filter_that_is_none_is_a_422(client: TestClient, world: World, query: str) -> None:
    for path in (f"/v1/training-jobs/{world.job_id}", f"/v1/datasets/{world.dataset_id}"):
        assert client.get(f"{path}/findings?{query}").status_code == 422


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"status": "running", "findings": None, "checks": None}, report.NOT_YET),
        ({"status": "running", **stored()}, report.NEWER),
        ({"status": "succeeded", "findings": [], "checks": None}, report.NOT_KEPT),
        ({"status": "failed", "findings": None, "checks": None}, report.NOTHING_KEPT),
        ({"status": "cancelled", "findings": None, "checks": None, "attempt": 0}, report.NEVER_BEGAN),
    ],
)
def test_a_check_that_nothing_is_known_of_is_skipped_with_the_reason(
    client: TestClient, world: World, edit: Edit, row: dict[str, Any], reason: str
) -> None:
    if row["status"] == "running":
        row = {**row, "finished_at": None}
    edit(world.job_id, **row)

    told = findings_of(client, world.job_id)

    assert (told["findings"], told["checks_passed"]) == ([], [])
    assert {skipped["reason"] for skipped in told["checks_skipped"]} == {reason}
    assert sorted(known_codes(told)) == sorted(run_codes())


def test_what_a_running_job_has_not_come_to_is_not_yet_and_later_not_at_all(
    client: TestClient, world: World, edit: Edit
) -> None:
    columns = stored(a_finding())
    columns["checks"]["skipped"] = [{"code": code, "reason": NOT_REACHED} for code in run_codes()[1:]]
    edit(world.job_id, status="running", finished_at=None, **columns)
    running = findings_of(client, world.job_id)
    edit(world.job_id, status="failed", finished_at=utc_now())
    failed = findings_of(client, world.job_id)

    assert {skipped["reason"] for skipped in running["checks_skipped"]} >= {report.NOT_YET}
    assert NOT_REACHED not in {skipped["reason"] for skipped in running["checks_skipped"]}
    assert NOT_REACHED in {skipped["reason"] for skipped in failed["checks_skipped"]}
    assert (running["status"], failed["status"]) == ("running", "failed")


def test_a_dataset_of_an_earlier_version_tells_its_findings_and_that_no_check_was_kept(
    client: TestClient, services: Services, world: World
) -> None:
    old = {
        name: value
        for name, value in a_finding().model_dump(mode="json").items()
        if name not in ("id", "docs", "fix")  # as version 0.1 wrote them
    }
    with services.database.begin() as tx:
        dataset = tx.get_one(Dataset, world.dataset_id)
        dataset.findings, dataset.checks = [old], None

    told = client.get(f"/v1/datasets/{world.dataset_id}/findings").json()

    assert told["findings"][0]["id"] == a_finding().id
    assert told["findings"][0]["docs"] == "docs/findings/data.missing.md"
    assert {skipped["reason"] for skipped in told["checks_skipped"]} == {report.NOT_KEPT}


def test_findings_are_a_csv_that_no_spreadsheet_runs(client: TestClient, world: World, edit: Edit) -> None:
    fix = [{"op": "add", "path": "/loss/class_weights", "value": "balanced"}]
    edit(world.job_id, **stored(a_finding("=cmd|' /C calc'!A0"), a_finding('say "a,b"\nc', Severity.warning, fix)))
    path = f"/v1/training-jobs/{world.job_id}/findings"

    asked = client.get(f"{path}?format=csv")
    accepted = client.get(path, headers={"Accept": "text/csv, */*;q=0.1"})
    wins = client.get(f"{path}?format=json", headers={"Accept": "text/csv"})
    fewer = client.get(f"{path}?format=csv&severity=warning")

    rows = list(csv.DictReader(io.StringIO(asked.text)))
    assert asked.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert asked.headers["Content-Disposition"] == f'attachment; filename="{world.job_id}-findings.csv"'
    assert list(rows[0]) == ["code", "severity", "phase", "column", "title", "suggestion", "evidence", "fix", "docs"]
    assert [row["column"] for row in rows] == ["'=cmd|' /C calc'!A0", 'say "a,b"\nc']
    assert (rows[0]["fix"], rows[1]["fix"][:14]) == ("", '[{"op": "add",')
    assert '"share": 0.25' in rows[0]["evidence"]
    assert accepted.text == asked.text
    assert wins.json()["object"] == "findings"
    assert len(list(csv.DictReader(io.StringIO(fewer.text)))) == 1


def test_no_findings_are_a_csv_with_a_header(client: TestClient, world: World, edit: Edit) -> None:
    edit(world.job_id, **stored())

    text = client.get(f"/v1/training-jobs/{world.job_id}/findings?format=csv").text

    assert list(csv.reader(io.StringIO(text))) == [
        ["code", "severity", "phase", "column", "title", "suggestion", "evidence", "fix", "docs"]
    ]


def test_a_datasets_findings_are_a_csv_too(client: TestClient, world: World) -> None:
    path = f"/v1/datasets/{world.dataset_id}/findings"

    rows = list(csv.DictReader(io.StringIO(client.get(path, headers={"Accept": "text/csv"}).text)))

    assert [row["code"] for row in rows] == [finding["code"] for finding in client.get(path).json()["findings"]]


def test_lists_of_jobs_count_findings_and_a_single_job_tells_them(client: TestClient, world: World, edit: Edit) -> None:
    edit(world.job_id, **stored(a_finding("a"), a_finding("b", Severity.error)))

    for base in ("/v1/jobs", "/v1/training-jobs"):
        [listed] = [job for job in client.get(base).json()["data"] if job["id"] == world.job_id]
        single = client.get(f"{base}/{world.job_id}").json()

        assert "findings" not in listed
        assert listed["findings_summary"] == {"error": 1, "warning": 0, "info": 1}
        assert {**listed, "findings": single["findings"]} == single
        assert len(single["findings"]) == 2


def test_findings_need_the_scope_of_their_job_or_dataset(client: TestClient, key: MakeKey, world: World) -> None:
    for path, scope in (
        (f"/v1/training-jobs/{world.job_id}/findings", "train:read"),
        (f"/v1/datasets/{world.dataset_id}/findings", "data:read"),
    ):
        for held in ("train:read", "data:read"):
            answer = client.get(path, headers={"Authorization": f"Bearer {key(held)}"})
            assert answer.status_code == (200 if held == scope else 403)


def test_findings_of_a_job_that_is_no_training_are_a_404(client: TestClient, world: World) -> None:
    profile = client.get("/v1/jobs?kind=profile").json()["data"][0]["id"]

    for job_id in (profile, "job_nothing"):
        assert client.get(f"/v1/training-jobs/{job_id}/findings").status_code == 404


class TestDryRun:
    """`POST /v1/training-jobs:validate`."""

    def test_it_tells_what_the_data_says_of_the_run(self, client: TestClient, worker: Work) -> None:
        dataset_id = imbalanced(client, worker)

        told = client.post("/v1/training-jobs:validate", json={"dataset_id": dataset_id, "spec": {"target": "kind"}})

        told = told.json()
        [finding] = [finding for finding in told["findings"] if finding["code"] == "data.imbalance"]
        assert finding["fix"] == [{"op": "add", "path": "/loss/class_weights", "value": "balanced"}]
        assert sorted(known_codes(told)) == sorted(run_codes())

    def test_findings_about_other_columns_do_not_concern_it(
        self, client: TestClient, services: Services, world: World
    ) -> None:
        def columns(**spec: Any) -> set[str]:
            body = {"dataset_id": world.dataset_id, "spec": {"target": "shape", **spec}}
            told = client.post("/v1/training-jobs:validate", json=body).json()["findings"]
            return {finding["column"] for finding in told if finding["code"] == "data.missing"}

        with services.database.begin() as tx:
            dataset = tx.get_one(Dataset, world.dataset_id)
            found = [a_finding(name).model_dump(mode="json") for name in ("width", "colour", "id")]
            dataset.findings = found

        assert columns() == {"width", "colour"}
        assert columns(features=["width", "height"]) == {"width"}

    def test_what_was_found_of_another_target_is_skipped_and_not_passed(self, client: TestClient, worker: Work) -> None:
        dataset_id = imbalanced(client, worker)
        body = {"dataset_id": dataset_id, "spec": {"target": "height"}}

        told = client.post("/v1/training-jobs:validate", json=body).json()

        assert (told["valid"], "data.imbalance" in told["checks_passed"]) == (True, False)
        [skipped] = [skipped for skipped in told["checks_skipped"] if skipped["code"] == "data.imbalance"]
        assert skipped["reason"] == OTHER_TARGET

    def test_of_a_refused_spec_only_its_errors_are_told(self, client: TestClient, world: World) -> None:
        told = client.post(
            "/v1/training-jobs:validate", json={"dataset_id": world.dataset_id, "spec": {"target": "shpae"}}
        ).json()

        assert (told["valid"], told["findings"], told["checks_passed"], told["checks_skipped"]) == (False, [], [], [])

    def test_a_run_without_diagnosis_has_every_check_skipped(self, client: TestClient, world: World) -> None:
        spec = {"target": "shape", "diagnosis": {"enabled": False}}

        told = client.post("/v1/training-jobs:validate", json={"dataset_id": world.dataset_id, "spec": spec}).json()

        assert (told["findings"], told["checks_passed"]) == ([], [])
        assert sorted(known_codes(told)) == sorted(run_codes())


class TestKinds:
    """`GET /v1/finding-kinds`."""

    def test_every_kind_is_told_with_its_words(self, client: TestClient) -> None:
        page = client.get("/v1/finding-kinds").json()

        assert [kind["code"] for kind in page["data"]] == list(KINDS)
        assert (page["has_more"], page["next_cursor"]) == (False, None)
        for told in page["data"]:
            kind = KINDS[told["code"]]
            assert (told["phase"], told["severity"]) == (kind.phase, kind.severity)
            assert (told["title"], told["explanation"], told["suggestion"]) == (
                kind.title,
                kind.explanation,
                kind.suggestion,
            )
            assert client.get(f"/v1/finding-kinds/{kind.code}").json() == told

    def test_an_unknown_code_is_a_404(self, client: TestClient) -> None:
        answer = client.get("/v1/finding-kinds/data.nothing")

        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert "finding-kinds" in answer.json()["hint"]


def test_a_queued_job_has_come_to_no_check(client: TestClient, world: World) -> None:
    told = findings_of(client, queued(client, world))

    assert {skipped["reason"] for skipped in told["checks_skipped"]} == {report.NOT_YET}
