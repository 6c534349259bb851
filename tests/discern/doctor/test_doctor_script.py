"""A script is run as it would be without the doctor, then comes the report."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torch.optim.optimizer import _global_optimizer_pre_hooks

from discern.doctor.main import main
from tests.checks.sources import ROOT

SCRIPT = """
import sys
import helper
import torch
from torch import nn
from torch.nn import functional

features = nn.Linear(4, 4)  # called first, and trained by nobody
model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1){head})
optimizer = torch.optim.Adam(model.parameters())
criterion = nn.BCEWithLogitsLoss()
if __name__ == "__main__":
    x = torch.randn(64, 4)
    y = (x[:, 0] > 0).float()
    with torch.no_grad():
        z = features(x)
    for epoch in range(3):
        for i in range(0, 64, 8):
            optimizer.zero_grad()
            loss = criterion(model(z[i : i + 8]).squeeze(1), y[i : i + 8])
            loss.backward()
            optimizer.step()
    print("said", sys.argv[1:])
    {end}
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    (tmp_path / "helper.py").write_text("", encoding="utf-8")
    return tmp_path / "train.py"


def write(script: Path, head: str = "", end: str = "") -> None:
    script.write_text(SCRIPT.format(head=head, end=end), encoding="utf-8")


def run(
    script: Path, *arguments: str, module: str = "discern", options: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", module, *(["doctor"] if module == "discern" else []), *options]
    return subprocess.run([*command, str(script), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_command_runs_the_script_with_its_arguments_and_reports(script: Path) -> None:
    write(script, head=", nn.Sigmoid()")

    done = run(script, "--epochs", "3")

    assert done.returncode == 0, done.stderr
    assert "said ['--epochs', '3']" in done.stdout
    assert "warning preflight.loss_head_mismatch" in done.stdout
    assert "24 steps seen" in done.stdout


def test_strict_fails_on_a_warning_and_json_stands_alone(script: Path) -> None:
    write(script, head=", nn.Sigmoid()")

    done = run(script, options=("--json", "--strict"))

    assert done.returncode == 1
    document = json.loads(done.stdout)
    assert [finding["code"] for finding in document["findings"]] == ["preflight.loss_head_mismatch"]
    assert {"evidence", "severity", "docs", "suggestion"} <= document["findings"][0].keys()
    assert document["watched"]
    assert "said []" in done.stderr


def test_a_healthy_script_passes_strictly_also_as_a_module(script: Path) -> None:
    write(script)

    done = run(script, module="discern.doctor", options=("--strict",))

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 findings" in done.stdout


def test_a_script_that_fails_shows_its_traceback_and_what_was_seen_until_then(
    script: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(script, end="raise ValueError('oh')")

    assert main(script, []) == 1

    printed = capsys.readouterr()
    assert "ValueError: oh" in printed.err
    assert "The loop ended in ValueError" in printed.out


def test_a_script_leaves_with_the_code_it_chose_and_no_hook_stays(script: Path) -> None:
    write(script, end="sys.exit(7)")
    before = list(sys.argv), list(sys.path)

    assert main(script, ["--x"]) == 7

    assert (sys.argv, sys.path) == before
    assert not torch.nn.modules.module._has_any_global_hook()
    assert not _global_optimizer_pre_hooks


def test_a_script_without_a_model_and_a_missing_one_are_told(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script.write_text("print('hello')", encoding="utf-8")

    assert main(script, []) == 0
    assert "nothing was checked" in capsys.readouterr().out
    assert main(script.with_name("none.py"), []) == 2
