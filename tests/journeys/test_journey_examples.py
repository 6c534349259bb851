"""Every founding case, made small, through a real server: generated, uploaded, trained and told."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from discern.recipes import recipes
from tests.databases import Databases
from tests.journeys.processes import ROOT
from tests.journeys.stack import JOB_SECONDS, Stack

CASES = recipes(ROOT / "examples")


@pytest.fixture(scope="module")
def served(sqlite_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """One server with its worker for all cases; SQLite is enough, for the cases differ in data and networks."""
    with Stack(tmp_path_factory.mktemp("examples"), sqlite_databases.fresh()) as stack:
        stack.start_api()
        stack.start_worker()
        yield stack


def run(stack: Stack, case: str) -> dict[str, Any]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DISCERN_")}
    done = subprocess.run(
        [sys.executable, "-m", "discern", "examples", "run", case, "--small", "--json"],
        env={**clean, "DISCERN_URL": f"http://127.0.0.1:{stack.port}", "DISCERN_KEY": stack.key},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=JOB_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    document: dict[str, Any] = json.loads(done.stdout)
    return document


@pytest.mark.parametrize("case", CASES)
def test_a_case_runs_from_its_generator_to_its_table(served: Stack, case: str) -> None:
    document = run(served, case)

    assert [run["name"] for run in document["runs"]] == [run.name for run in CASES[case].runs]
    for told in document["runs"]:
        assert told["error"] is None
        if told["mends"] is not None and not told["job_ids"]:
            continue  # so small, a run may not show the fault that its luck decides (S4)
        assert told["num_test_rows"] > 0
        assert 0.0 <= told["accuracy"] <= 1.0
        assert told["logistic_accuracy"] is not None
        assert told["swing"] is not None
    if case == "s2":  # small as it is, the cure learns what a linear model cannot
        at_fault, mended, cured = document["runs"]
        assert "preflight.schedule_reaches_zero" in [finding["code"] for finding in at_fault["findings"]]
        assert mended["accuracy"] > mended["logistic_accuracy"] + 0.1
        assert at_fault["learning_rate"] < 1e-4 / 2
        assert cured["accuracy"] > cured["logistic_accuracy"] + 0.1
        assert cured["accuracy"] > at_fault["accuracy"]
