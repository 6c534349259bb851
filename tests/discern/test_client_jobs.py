"""Waiting for jobs, cancelling them, listing them, and fetching what scoring jobs wrote."""

from pathlib import Path

import pytest

from discern.client import Discern
from discern.errors import DiscernError, JobFailedError, UnreachableError
from discern.objects import Dataset, Event
from discern.resources.scoring_options import ScoringOptions
from service.scoring_jobs import schemas
from tests.discern.discern_fake import FakeServer, problem


def test_train_uploads_trains_and_waits(server: FakeServer, client: Discern, table: Path) -> None:
    job = client.train(table, "Class", spec={"target": "other", "training": {"epochs": 3}}, name="rice")

    [request] = server.asked("POST", "/v1/training-jobs")
    assert request.json == {
        "dataset_id": "ds_1",
        "spec": {"target": "Class", "training": {"epochs": 3}},
        "model_name": "rice",
    }
    assert (job.status, job.model, job.version) == ("succeeded", "rice", 1)


def test_train_hands_out_events_as_they_happen(server: FakeServer, client: Discern) -> None:
    seen: list[Event] = []

    client.train(Dataset(id="ds_7", status="ready"), "Class", on_event=seen.append)

    assert [event.type for event in seen if event.type in ("state", "done")] == ["state", "done"]
    assert server.asked("POST", "/v1/datasets") == []


def test_a_failed_job_raises_with_its_reason_and_its_last_state(server: FakeServer, client: Discern) -> None:
    server.job_status = "failed"

    with pytest.raises(JobFailedError) as caught:
        client.train(Dataset(id="ds_1", status="ready"), "Class")

    assert (caught.value.code, caught.value.hint, caught.value.job.status) == ("diverged", "lower it", "failed")


def test_a_cancelled_job_raises_too(server: FakeServer, client: Discern) -> None:
    job = client.jobs.create_training("ds_1", {"target": "Class"})

    assert client.cancel(job).status == "cancelling"
    with pytest.raises(JobFailedError, match="was cancelled"):
        client.jobs.result(job)


def test_cancelling_a_job_that_had_ended_is_an_error(server: FakeServer, client: Discern) -> None:
    job = client.jobs.create_training("ds_1", {"target": "Class"})
    server.script("POST", f"/v1/training-jobs/{job.id}/cancel", problem(409, "job_terminal"))

    with pytest.raises(DiscernError, match="job_terminal"):
        client.cancel(job)


def test_a_cancel_whose_answer_was_lost_is_no_error_the_second_time(server: FakeServer, client: Discern) -> None:
    job = client.jobs.create_training("ds_1", {"target": "Class"})
    path = f"/v1/training-jobs/{job.id}/cancel"
    server.script("POST", path, problem(502, "bad_gateway"), problem(409, "job_terminal"))
    server.job_status = "cancelled"

    assert client.cancel(job).status == "cancelled"


def test_waiting_outlasts_a_server_that_restarts(server: FakeServer, client: Discern, naps: list[float]) -> None:
    job = client.jobs.create_training("ds_1", {"target": "Class"})
    server.script("GET", f"/v1/training-jobs/{job.id}", *(problem(503, "busy") for _ in range(11)))

    assert client.wait(job).status == "succeeded"
    assert sum(naps) > 20


def test_a_list_is_fetched_page_by_page_and_only_as_far_as_needed(server: FakeServer, client: Discern) -> None:
    for _ in range(5):
        client.jobs.create_training("ds_1", {"target": "Class"})

    assert [job.id for job in client.jobs.list(page_size=2)] == [f"job_{n}" for n in range(1, 6)]
    assert len(server.asked("GET", "/v1/jobs")) == 3
    next(client.jobs.list(page_size=2))
    assert len(server.asked("GET", "/v1/jobs")) == 4


def test_an_id_with_a_slash_stays_one_part_of_the_path(server: FakeServer, client: Discern) -> None:
    with pytest.raises(DiscernError, match="not_found"):
        client.jobs.get("../models")

    assert server.seen[0].path != "/v1/models"


def test_score_writes_the_output_whole(server: FakeServer, client: Discern, table: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.csv"

    job = client.score("rice", table, output, id_columns=["Area"])

    assert output.read_bytes() == server.output
    assert (job.result or {})["num_scored"] == 7
    asked = dict(server.asked("POST", "/v1/scoring-jobs/file")[0].query)
    assert asked == {"model": "rice", "format": "csv", "id_columns": "Area"}
    assert output.stat().st_mode & 0o777 == table.stat().st_mode & 0o777
    assert [fault.row for fault in client.scoring.errors(job)] == [7]


OPTIONS = {
    "version": 2,
    "alias": "night",
    "routing_key": "k",
    "id_columns": ["Area"],
    "columns": "all",
    "logits": True,
    "decimals": 3,
    "top_k": 2,
    "threshold": 0.4,
    "on_invalid": "fail",
    "priority": 1,
    "max_seconds": 60.0,
}


def test_every_option_of_scoring_is_sent_for_a_dataset_and_for_a_file(
    server: FakeServer, client: Discern, table: Path
) -> None:
    client.scoring.create("rice", "ds_1", file_format="parquet", **OPTIONS)  # type: ignore[arg-type]
    client.scoring.create_from_file("rice", table, output_format="parquet", **OPTIONS)  # type: ignore[arg-type]

    body = server.asked("POST", "/v1/scoring-jobs")[0].json
    output = body.pop("output")
    assert body.pop("dataset_id") == "ds_1"
    assert {**body, **output} == {"model": "rice", "format": "parquet", **OPTIONS}
    query = dict(server.asked("POST", "/v1/scoring-jobs/file")[0].query)
    assert query == {name: str(value) for name, value in {**body, **output}.items()} | {
        "id_columns": "Area",
        "logits": query["logits"],
    }
    assert query["logits"].lower() == "true"


def test_the_client_offers_what_the_server_takes() -> None:
    server = {*schemas.ScoringOptions.model_fields, *schemas.OutputSpec.model_fields} - {"model", "output", "format"}

    assert set(ScoringOptions.__annotations__) == set(OPTIONS) == server


def test_options_that_there_are_not_are_refused_before_anything_is_sent(
    server: FakeServer, client: Discern, table: Path
) -> None:
    for asked in (table, Dataset.model_construct(id="ds_1")):
        with pytest.raises(TypeError, match="there is no scoring option 'topk'"):
            client.score("rice", asked, "out.csv", topk=3)

    assert server.seen == []


def test_an_output_that_breaks_off_is_fetched_again(
    server: FakeServer, client: Discern, table: Path, tmp_path: Path
) -> None:
    server.lost["GET", "/v1/scoring-jobs/job_1/output"] = 2

    client.score("rice", table, tmp_path / "out.csv")

    assert (tmp_path / "out.csv").read_bytes() == server.output


def test_a_download_goes_on_where_it_broke_off(
    server: FakeServer, client: Discern, table: Path, tmp_path: Path
) -> None:
    job = client.jobs.create_training("ds_1", {"target": "Class"})
    path = f"/v1/scoring-jobs/{job.id}/output"
    server.output = bytes(range(256)) * 4_000
    server.breaks_after[path] = 300_000

    client.scoring.download(job, tmp_path / "out.csv")

    first, second = server.asked("GET", path)
    assert (tmp_path / "out.csv").read_bytes() == server.output
    assert "range" not in first.headers
    assert 0 < int(second.headers["range"].removeprefix("bytes=").removesuffix("-")) <= 300_000
    assert second.headers["if-range"] == '"one"'


def test_an_output_that_keeps_breaking_off_leaves_the_old_file(
    server: FakeServer, client: Discern, table: Path, tmp_path: Path
) -> None:
    server.lost["GET", "/v1/scoring-jobs/job_1/output"] = 99
    output = tmp_path / "out.csv"
    output.write_text("old")

    with pytest.raises(UnreachableError, match="broke off"):
        client.score("rice", table, output)

    assert output.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "rice.csv"]


def test_an_output_of_an_unknown_format_is_refused_before_anything_is_sent(
    server: FakeServer, client: Discern, table: Path
) -> None:
    with pytest.raises(ValueError, match=r"got 'out\.xlsx'"):
        client.score("rice", table, "out.xlsx")

    assert server.seen == []


def test_a_fix_is_applied_once_though_its_answer_is_lost(server: FakeServer, client: Discern) -> None:
    job = client.jobs.create_training("ds_1", {"target": "Class"})
    found = client.jobs.findings(job, severity="warning")
    mended = next(finding for finding in found.findings if finding.fix)
    path = f"/v1/training-jobs/{job.id}/findings/{mended.id}/apply"
    server.lost["POST", path] = 1

    child = client.jobs.apply(job, mended)

    assert len(server.asked("POST", path)) == 2
    assert len(server.jobs) == 2
    assert (child.parent_id, child.status) == (job.id, "queued")
    assert found.checks_skipped[0].reason


def test_a_finding_without_a_fix_cannot_be_applied(server: FakeServer, client: Discern) -> None:
    job = client.jobs.create_training("ds_1", {"target": "Class"})

    with pytest.raises(DiscernError) as caught:
        client.jobs.apply(job.id, "data.id")

    assert caught.value.code == "finding_without_fix"


def test_listed_jobs_count_their_findings(server: FakeServer, client: Discern) -> None:
    client.jobs.create_training("ds_1", {"target": "Class"})

    [listed] = client.jobs.list()

    assert (listed.findings, listed.findings_summary["warning"]) == (None, 2)
    assert len(client.jobs.get(listed).findings or []) == 3


def test_a_datasets_findings_are_told_with_its_checks(server: FakeServer, client: Discern) -> None:
    found = client.datasets.findings("ds_1", code="data.missing")

    assert (found.dataset_id, found.findings, found.checks_passed) == ("ds_1", [], ["data.missing"])
