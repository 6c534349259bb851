"""Where the clients are that tests drive. `make clients` puts each in an environment of its own: their pins do not fit ours."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 240.0  # of one command that takes two on an idle machine


def python_environment(name: str) -> Path:
    """The `bin` of the environment that `tests/clients/<name>.txt` describes; without it the test is skipped, but not in CI."""
    return _made(ROOT / ".clients" / name / "bin", "a package index")


def node_modules(name: str) -> Path:
    """The `node_modules` of `tests/web/<name>`; without it the test is skipped, but not in CI."""
    return _made(ROOT / "tests" / "web" / name / "node_modules", "npm")


def _made(folder: Path, by: str) -> Path:
    if not folder.is_dir():
        missing = f"{folder.relative_to(ROOT)} is not there: `make clients` makes it, with {by}"
        if "CI" in os.environ:  # there it must be: a test that is skipped in silence proves nothing
            pytest.fail(missing)
        pytest.skip(missing)
    return folder


def ran(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """A command that has ended, with all that it said in `stdout`."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env={**clean, "PYTHONUTF8": "1", "NO_COLOR": "1", **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
        check=False,
    )
