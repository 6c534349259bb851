"""A run that learns badly says why while it runs, one request mends it, and no crash makes it say a thing twice."""

import json
import random
from typing import Any

import pytest

from tests.journeys.processes import until
from tests.journeys.stack import Stack
from tests.journeys.tables import ENDLESS, csv_of, spec
from tests.journeys.test_journey_kills import SEVERAL_SECONDS, ended_once, kill_one, wait_for_checkpoint_of
from tests.journeys.test_journey_main import sse

NUM_GAPS = 120  # columns with a gap, each of which is a finding


def uneven_rows(num_rows: int = 900) -> list[dict[str, Any]]:
    """One row in ten is of the rare class, which overlaps the common one: unweighted, a network hardly ever says it."""
    draw = random.Random(5)
    rows = []
    for number in range(num_rows):
        rare = number % 10 == 0
        signs = {name: round(draw.gauss(1.1 if rare else 0.0, 1.0), 4) for name in ("sign", "other_sign")}
        rows.append({**signs, "Class": "rare" if rare else "common"})
    return rows


def gappy_rows(num_rows: int = 300) -> list[dict[str, Any]]:
    """A wide table in which every column misses a cell or two."""
    draw = random.Random(6)
    return [
        {
            **{
                f"c{i:03d}": "" if (row + i) % 150 == 0 else round(draw.gauss(row % 2, 1.0), 3) for i in range(NUM_GAPS)
            },
            "Class": "ab"[row % 2],
        }
        for row in range(num_rows)
    ]


@pytest.fixture(scope="module")
def uneven(shared_stack: Stack) -> str:
    """A dataset of uneven classes."""
    shared_stack.worker()
    return str(shared_stack.upload(csv_of(uneven_rows()), name="uneven")["id"])


@pytest.fixture(scope="module")
def gappy(shared_stack: Stack) -> str:
    """A dataset that says many things."""
    shared_stack.worker()
    return str(shared_stack.upload(csv_of(gappy_rows()), name="gappy")["id"])


def told(stack: Stack, job_id: str) -> list[str]:
    """Ids of the findings that the job's events tell, in order."""
    return [event["data"]["id"] for event in stack.events(job_id, "finding")]


def balanced_accuracy(stack: Stack, job_id: str) -> float:
    """The mean share of each class's test rows that are named right."""
    confusion = stack.json("GET", f"/v1/training-jobs/{job_id}/metrics")["evaluation"]["test"]["confusion"]
    shares = [row[i] / sum(row) for i, row in enumerate(confusion)]
    return float(sum(shares) / len(shares))


def test_a_finding_is_told_live_and_its_fix_makes_a_better_model(stack: Stack, uneven: str) -> None:
    stack.worker()
    config = spec(30)
    dry = stack.json("POST", "/v1/training-jobs:validate", 200, json={"dataset_id": uneven, "spec": config})
    assert "data.imbalance" in [finding["code"] for finding in dry["findings"]]

    job_id = stack.train(uneven, config, "uneven")
    events = list(sse(stack, job_id))

    kinds = [event["event"] for event in events]
    [live] = [json.loads(e["data"]) for e in events if e["event"] == "finding" and "data.imbalance" in e["data"]]
    assert kinds.index("finding") < len(kinds) - 1 - kinds[::-1].index("metric")  # before the last epoch
    report = stack.json("GET", f"/v1/training-jobs/{job_id}/findings", params={"code": "data.imbalance"})
    assert live in report["findings"]
    answer = stack.http.post(f"/v1/training-jobs/{job_id}/findings/{live['id']}/apply")
    assert answer.status_code == 202, answer.text
    child = answer.json()
    done = stack.ended(child["id"], "succeeded")

    assert (done["parent_id"], done["result"]["version"]) == (job_id, 2)
    assert done["resolved_config"]["loss"]["class_weights"] == "balanced"
    before, after = balanced_accuracy(stack, job_id), balanced_accuracy(stack, child["id"])
    print(f"balanced accuracy {before:.3f} before and {after:.3f} after the fix")
    assert after > before + 0.05
    report = stack.json("GET", f"/v1/training-jobs/{child['id']}/findings")
    assert report["status"] == "succeeded"
    assert report["checks_passed"] or report["checks_skipped"]


def test_a_running_job_answers_with_what_it_has_found_and_can_be_mended_already(stack: Stack, uneven: str) -> None:
    stack.worker()
    parent = stack.train(uneven, ENDLESS)
    path = f"/v1/training-jobs/{parent}/findings"

    uneven_classes = {"code": "data.imbalance"}
    [found] = until(lambda: stack.json("GET", path, params=uneven_classes)["findings"] or None, "the finding")
    report = stack.json("GET", path)
    child = stack.json("POST", f"{path}/data.imbalance/apply", 202)

    assert report["status"] == "running"
    assert all(
        "ended" not in skipped["reason"] for skipped in report["checks_skipped"] if "data." not in skipped["code"]
    )
    assert (child["status"], child["parent_id"]) == ("queued", parent)
    stack.json("POST", f"/v1/jobs/{parent}/cancel", 202)
    stack.json("POST", f"/v1/jobs/{child['id']}/cancel", 202)
    assert stack.ended(parent)["status"] == "cancelled"
    kept = stack.json("GET", path, params=uneven_classes)
    assert (kept["status"], kept["findings"]) == ("cancelled", [found])


def test_a_job_killed_after_its_findings_tells_none_twice(stack: Stack, gappy: str) -> None:
    worker = stack.worker()
    job_id = stack.train(gappy, SEVERAL_SECONDS)
    wait_for_checkpoint_of(stack, job_id, 1)
    kill_one(lambda: stack.children(worker).get("job"))

    ended_once(stack, job_id, attempts=2)

    _has_each_once(stack, job_id, gappy)


def test_a_job_killed_while_it_tells_its_findings_loses_none(stack: Stack, gappy: str) -> None:
    worker = stack.worker()
    job_id = stack.train(gappy, spec(20))

    kill_one(lambda: stack.children(worker).get("job") if stack.events(job_id, "state")[1:] else None)

    assert stack.ended(job_id, "succeeded")["attempt"] <= 2
    _has_each_once(stack, job_id, gappy)


def test_a_run_that_a_finding_stopped_keeps_what_it_found(stack: Stack, uneven: str) -> None:
    stack.worker()
    raw = {"optimizer": {"learning_rate": 1e-12}, "diagnosis": {"on_error": {"warning": "stop"}}}
    config = {**spec(30), **raw}

    failed = stack.ended(stack.train(uneven, config), "failed")

    assert failed["error"]["code"] == "stopped_by_finding"
    assert failed["findings_summary"]["warning"] >= 1
    assert told(stack, failed["id"]) == [finding["id"] for finding in failed["findings"]]


def _has_each_once(stack: Stack, job_id: str, dataset_id: str) -> None:
    """What the job told is what it kept, each once, and all that its dataset says is there."""
    ids = [finding["id"] for finding in stack.json("GET", f"/v1/training-jobs/{job_id}/findings")["findings"]]
    of_data = [finding["id"] for finding in stack.json("GET", f"/v1/datasets/{dataset_id}/findings")["findings"]]
    assert len(of_data) >= NUM_GAPS
    assert sorted(told(stack, job_id)) == sorted(set(ids)) == sorted(ids)
    assert set(of_data) <= set(ids)
