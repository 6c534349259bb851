"""The import contracts hold, and a forbidden import breaks the contract that is meant for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checks.sources import PACKAGES, ROOT

# A file, the import written into it, and the name of the contract that must break.
FORBIDDEN = {
    "packages": ("store/ids.py", "import service.settings"),
    "packages-siblings": ("service/settings.py", "import workers.settings"),
    "face": ("discern/errors.py", "import classifier.errors"),
    "face-torch": ("discern/errors.py", "import torch"),
    "doctor": ("discern/doctor/notes.py", "import pydantic"),
    "words": ("classifier/findings/signatures.py", "import pydantic"),
    "not-the-face": ("store/ids.py", "import discern.errors"),
    "core": ("classifier/spec/base.py", "import classifier.table.header"),
    "values": ("classifier/spec/base.py", "import numpy"),
    "engine": ("workers/settings.py", "import dbos"),
    "torch": ("classifier/table/header.py", "import torch"),
    "torch-service": ("service/settings.py", "import classifier.neural.torch_runtime"),
    "pandas": ("service/settings.py", "import pandas"),
}


@pytest.fixture(scope="module")
def copied_checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkout")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_every_contract_is_kept(copied_checkout: Path) -> None:
    done = _lint(copied_checkout)

    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("case", FORBIDDEN)
def test_a_forbidden_import_breaks_its_contract(copied_checkout: Path, case: str) -> None:
    name, statement = FORBIDDEN[case]
    file = copied_checkout / name
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}\n\ndef forbidden() -> None:\n    {statement}\n", encoding="utf-8")
    contract = case.removesuffix("-siblings").removesuffix("-service").removesuffix("-torch")

    try:
        done = _lint(copied_checkout, "--contract", contract)
    finally:
        file.write_text(before, encoding="utf-8")

    assert done.returncode == 1, done.stdout + done.stderr
    assert "1 broken" in done.stdout


def _lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-logo", *arguments],
        cwd=folder,  # its packages come before the installed ones
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
