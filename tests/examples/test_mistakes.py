"""The mistakes of S2 and S3 that no config can make are named in loops that make them, and mended loops learn."""

import os
import subprocess
import sys

import pytest

from tests.checks.sources import ROOT

WANTED = {
    "s2": [
        {"training.zero_gradient", "preflight.loss_head_mismatch", "training.learning_rate_zero"},
        {"none"},
    ],
    "s3": [
        {"evaluation.argmax_of_one_output"},
        {"preflight.loss_head_mismatch", "training.zero_gradient", "evaluation.argmax_of_one_output"},
        {"none"},
    ],
}


@pytest.mark.parametrize("case", WANTED)
def test_the_doctor_names_the_mistakes_of_a_founding_case_and_the_mended_loop_is_better(case: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, str(ROOT / "examples" / case / "mistake.py")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)

    table = [line.strip("| ").split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")][2:]
    assert [set(line[-1].split(", ")) for line in table] == WANTED[case]
    accuracies = [float(line[-2].rstrip("%")) for line in table]
    assert all(broken < 55 for broken in accuracies[:-1])
    assert accuracies[-1] > 65
