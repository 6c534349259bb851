"""The code of docs/explain.md, run as it stands there against `discern serve`."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.journeys.processes import ROOT
from tests.journeys.test_journey_cli import Served
from tests.readme import code_blocks


def test_the_code_of_the_page_about_explanations_does_what_it_says(tmp_path: Path) -> None:
    tested = [block for block in code_blocks(ROOT / "docs" / "explain.md") if block.tested]
    assert [block.language for block in tested] == ["bash", "python"]
    served = Served(tmp_path / "data", None, tmp_path / "log")
    try:
        key = re.search(r"API key, shown only now: (\S+)", served.printed)
        assert key, served.printed
        environment = {**served.environment, "DISCERN_URL": f"http://127.0.0.1:{served.port}", "DISCERN_KEY": key[1]}
        ours = f'set -euo pipefail\ndiscern() {{ "{sys.executable}" -m discern "$@"; }}\n'
        commands = [["bash", "-c", ours + tested[0].text], [sys.executable, "-c", tested[1].text]]
        told = [
            subprocess.run(
                command,
                env={**environment, "PATH": os.environ["PATH"]},
                cwd=ROOT,
                capture_output=True,
                text=True,
                timeout=240,
                check=False,
            )
            for command in commands
        ]
    finally:
        served.interrupt()
        served.kill()

    for done in told:
        print(done.stdout)
        assert done.returncode == 0, done.stderr + served.printed
    shell, python = (done.stdout for done in told)
    assert shell.count("log-odds ") == 3
    assert shell.count("exact, 3840 evaluations") == 3, "30 training rows times every coalition of 7 columns"
    assert "Compared with 30 rows (training rows)." in shell
    assert len(re.findall(r"^\w+ +[0-9.]+ [+-][0-9.]+$", python, re.MULTILINE)) == 7
