"""Findings on the command line: under the measures, as a report, applied, and as a catalogue."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.discern.discern_fake import BALANCED, FakeServer, a_finding

Run = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("naps")


@pytest.fixture
def trained(server: FakeServer, discern: Run, table: Path) -> str:
    """The id of a training job."""
    return str(json.loads(discern("train", table, "--target", "Class", "--json").out)["job_id"])


def test_findings_stand_under_the_measures_the_worst_first(server: FakeServer, discern: Run, table: Path) -> None:
    server.findings.append(a_finding("training.zero_gradient", "error"))

    lines = discern("train", table, "--target", "Class").out.splitlines()

    start = lines.index("error: A zero_gradient. Leave it out")
    assert lines[start : start + 6] == [
        "error: A zero_gradient. Leave it out",
        "warning: An id. Leave it out",
        "warning: A imbalance. Leave it out",
        "  fix: discern jobs fix job_1 fnd_data_imbalance",
        "info: A note",
        "2 checks passed, 1 skipped",
    ]
    assert any(line.startswith("log_loss") for line in lines[:start])


def test_many_notes_are_counted_not_listed(server: FakeServer, discern: Run, table: Path) -> None:
    server.findings = [a_finding("data.note", "info", title=f"Note {number}") for number in range(8)]

    out = discern("train", table, "--target", "Class").out

    assert ("info: Note 4" in out, "info: Note 5" in out) == (True, False)
    assert "info: … and 3 more: discern jobs findings job_1" in out


def test_a_run_without_findings_says_what_was_checked(server: FakeServer, discern: Run, table: Path) -> None:
    server.findings = []

    assert "2 checks passed, 1 skipped" in discern("train", table, "--target", "Class").out


def test_a_failed_job_tells_its_findings_too(server: FakeServer, discern: Run, table: Path) -> None:
    server.job_status = "failed"

    ran = discern("train", table, "--target", "Class")
    document = json.loads(discern("train", table, "--target", "Class", "--json").out)

    assert ran.code == 1
    assert "loss is nan at epoch 3" in ran.err
    assert "  fix: discern jobs fix job_1 fnd_data_imbalance" in ran.out
    assert [finding["code"] for finding in document["findings"]] == ["data.note", "data.id", "data.imbalance"]
    assert document["checks"]["passed"] == ["data.missing", "data.rare_class"]


def test_a_report_tells_numbers_fixes_and_skipped_checks(server: FakeServer, discern: Run, trained: str) -> None:
    out = discern("jobs", "findings", trained).out

    for told in (
        "warning: A imbalance (data.imbalance, fnd_data_imbalance)",
        "  It hurts.",
        '  evidence: {"share": 0.5}',
        '  fix: loss.class_weights = "balanced": discern jobs fix job_1 fnd_data_imbalance',
        "  more: docs/findings/data.imbalance.md",
        "2 checks passed, 1 skipped",
        "skipped: training.loss_flat: The run ended before this check.",
    ):
        assert told in out.splitlines()


def test_a_report_is_filtered_by_the_server(server: FakeServer, discern: Run, trained: str) -> None:
    severe = json.loads(discern("jobs", "findings", trained, "--severity", "warning", "--json").out)
    one = json.loads(discern("jobs", "findings", trained, "--code", "data.id", "--json").out)

    assert [finding["code"] for finding in severe["findings"]] == ["data.id", "data.imbalance"]
    assert [finding["code"] for finding in one["findings"]] == ["data.id"]
    assert severe["findings_summary"] == {"error": 0, "warning": 2, "info": 1}


def test_fix_applies_the_most_severe_finding_that_has_a_fix(server: FakeServer, discern: Run, trained: str) -> None:
    server.findings.append(a_finding("training.schedule", "error", fix=BALANCED))

    ran = discern("jobs", "fix", trained)

    assert ran.code == 0, ran.err
    assert server.asked("POST", "/v1/training-jobs/job_1/findings/fnd_training_schedule/apply")
    assert 'Applied training.schedule: loss.class_weights = "balanced" (job job_2)' in ran.out
    [accuracy] = [line.split() for line in ran.out.splitlines() if line.startswith("accuracy")]
    assert accuracy == ["accuracy", "0.9300", "0.9700"]
    assert "Model mended version 2 (job job_2)" in ran.out


def test_fix_json_is_one_document_with_both_measures(server: FakeServer, discern: Run, trained: str) -> None:
    ran = discern("jobs", "fix", trained, "data.imbalance", "--json")

    document = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert (document["job_id"], document["parent_id"], document["status"]) == ("job_2", "job_1", "succeeded")
    assert document["applied_finding"]["fix"] == BALANCED
    assert (document["before"]["accuracy"], document["metrics"]["test"]["accuracy"]) == (0.93, 0.97)
    assert {"findings", "checks", "model", "version", "seconds"} <= set(document)


def test_a_fix_can_be_left_to_itself(server: FakeServer, discern: Run, trained: str) -> None:
    ran = discern("jobs", "fix", trained, "fnd_data_imbalance", "--detach")

    assert "Follow it: discern jobs events job_2 --follow" in ran.out
    assert server.asked("GET", "/v1/training-jobs/job_2") == []


def test_a_fix_that_failed_is_exit_code_1(server: FakeServer, discern: Run, trained: str) -> None:
    server.job_status = "failed"

    ran = discern("jobs", "fix", trained, "data.imbalance")

    assert ran.code == 1
    assert "loss is nan at epoch 3" in ran.err
    assert "2 checks passed" in ran.out


def test_where_nothing_can_be_applied_it_is_said(server: FakeServer, discern: Run, trained: str) -> None:
    named = discern("jobs", "fix", trained, "data.id")
    server.findings = server.findings[:2]
    none = discern("jobs", "fix", trained)

    assert (named.code, none.code) == (4, 4)
    assert "finding_without_fix" in named.err
    assert "none of the 2 findings of job job_1 has a fix" in none.err
    assert "discern jobs findings job_1" in none.err


def test_the_findings_of_a_dataset_are_shown_with_it(server: FakeServer, discern: Run, table: Path) -> None:
    discern("datasets", "upload", table)

    shown = discern("datasets", "show", "ds_1")
    document = json.loads(discern("datasets", "show", "ds_1", "--json").out)

    assert "warning: An id. Leave it out" in shown.out
    assert [finding["code"] for finding in document["findings"]] == ["data.note", "data.id", "data.imbalance"]
    assert document["checks"]["passed"] == ["data.missing", "data.rare_class"]


def test_what_can_be_found_is_told(server: FakeServer, discern: Run) -> None:
    every, one = discern("findings"), discern("findings", "data.id")
    unknown = discern("findings", "data.nothing")

    assert "{share:.0%} of it is an id" in every.out
    assert "explanation: It gives answers away." in one.out
    assert json.loads(discern("findings", "--json").out)[0]["code"] == "data.id"
    assert (unknown.code, "discern findings" in unknown.err) == (2, True)
