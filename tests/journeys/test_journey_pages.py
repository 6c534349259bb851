"""The commands of docs/diagnosis.md, run as they stand there against `discern serve`."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.journeys.processes import ROOT
from tests.journeys.stack import JOB_SECONDS
from tests.journeys.test_journey_cli import Served
from tests.readme import code_blocks


def test_the_commands_of_the_page_about_diagnosis_do_what_it_says(tmp_path: Path) -> None:
    page = ROOT / "docs" / "diagnosis.md"
    blocks = [block.text for block in code_blocks(page) if block.tested]
    served = Served(tmp_path / "data", None, tmp_path / "log")
    try:
        key = re.search(r"API key, shown only now: (\S+)", served.printed)
        assert key, served.printed
        script = "\n".join(
            [
                "set -euo pipefail",
                f'discern() {{ "{sys.executable}" -m discern "$@"; }}',
                f'python() {{ "{sys.executable}" "$@"; }}',
                *blocks,
            ]
        )
        environment = {**served.environment, "DISCERN_URL": f"http://127.0.0.1:{served.port}", "DISCERN_KEY": key[1]}
        done = subprocess.run(
            ["bash", "-c", script],
            env={**environment, "PATH": os.environ["PATH"]},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=JOB_SECONDS,
            check=False,
        )
    finally:
        served.interrupt()
        served.kill()

    print(done.stdout)
    assert done.returncode == 0, done.stderr + served.printed
    assert len(blocks) == 5
    for told in (
        ": discern jobs fix job_",
        "checks passed, ",
        "data.imbalance",
        '"code","severity","phase","column","title","suggestion","evidence","fix","docs"',
        "Applied data.imbalance: loss.class_weights = ",
        '"parent_id":"job_',
    ):
        assert told in done.stdout, told
    assert re.search(r"measure +before +after", done.stdout)
