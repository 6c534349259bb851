"""Copies of the project with one fault put into each, and the tests that are run on them."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

COPIED = ("classifier", "tests/classifier", "tests/diagnosis")
SINGLE = (
    "tests/__init__.py",
    "tests/readme.py",
    "tests/checks/__init__.py",
    "tests/checks/sources.py",
    "pyproject.toml",
)
# Wins over pyproject.toml, whose options are of plugins: loading them takes longer than most tests here.
PYTEST_INI = "[pytest]\naddopts = --import-mode=importlib -q -rf\npythonpath = .\nfilterwarnings = error\n"
HEAVY = (
    *(
        "numpy",
        "pandas",
        "pyarrow.parquet",
        "pyarrow.compute",
        "PIL.Image",
        "pydantic",
        "safetensors.torch",
        "jsonpatch",
    ),
    *("sklearn.linear_model", "sklearn.tree", "torch", "rtdl_num_embeddings", "tabm", "pytest", "hypothesis"),
)
"""What the tests import and is not ours."""
# Numba's code is copied: it asks by itself whether its file has changed, and costs 5 s of processor to make again.
NO_CACHES = shutil.ignore_patterns("*.pyc", ".*_cache", "test_mutations.py", "golden")


@dataclass(frozen=True)
class Change:
    """Replaces what a pattern finds in the one file of `classifier` that has it."""

    pattern: str
    """A regular expression that fits exactly once."""
    replacement: str


@dataclass(frozen=True)
class Outcome:
    """What pytest said of one copy."""

    exit_code: int
    output: str

    @property
    def passed(self) -> bool:
        """Every test that was asked for ran and passed."""
        return self.exit_code == 0

    def failed(self, test: str) -> bool:
        """The test ran and failed; over a copy that cannot be imported, or without the test, it did neither."""
        return self.exit_code == 1 and bool(re.search(rf"^FAILED \S+::{re.escape(test)}", self.output, re.MULTILINE))


def copy_project(to: Path) -> Path:
    """The package and the tests that need neither a database nor a server."""
    for name in COPIED:
        shutil.copytree(ROOT / name, to / name, ignore=NO_CACHES)
    for name in SINGLE:
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, to / name)
    (to / "pytest.ini").write_text(PYTEST_INI, encoding="utf-8")
    return to


def mutate(project: Path, changes: Sequence[Change]) -> None:
    """Make the changes. Raises: `ValueError` for a pattern that does not fit exactly once, or changes nothing."""
    for change in changes:
        texts = {path: path.read_text(encoding="utf-8") for path in (project / "classifier").rglob("*.py")}
        places = [path for path, text in texts.items() for _ in re.finditer(change.pattern, text)]
        if len(places) != 1:
            raise ValueError(f"{change.pattern!r} fits {len(places)} times: {places}")
        after = re.sub(change.pattern, change.replacement, texts[places[0]])
        if after == texts[places[0]]:
            raise ValueError(f"{change.pattern!r} changes nothing")
        places[0].write_text(after, encoding="utf-8")


def node_id(project: Path, test: str) -> str:
    """Where a test stands, by the name of its function, with `[...]` for one case of it."""
    name, bracket, case = test.partition("[")
    files = [path for path in (project / "tests").rglob("test_*.py") if f"def {name}(" in path.read_text("utf-8")]
    if len(files) != 1:
        raise ValueError(f"{name} stands in {files}")
    return f"{files[0].relative_to(project)}::{name}{bracket}{case}"


def run_all(jobs: Sequence[tuple[Path, Sequence[str]]], *, timeout_seconds: float) -> list[Outcome]:
    """Each project's tests by its own code, in one process each, which share the time to import what is not ours."""
    asked = [[str(project), [node_id(project, test) for test in tests]] for project, tests in jobs]
    plain = {"OMP_NUM_THREADS": "1", "PYTEST_ADDOPTS": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [sys.executable, "-P", str(Path(__file__)), json.dumps(asked)],
        capture_output=True,
        text=True,
        timeout=timeout_seconds,
        env={**os.environ, **plain},
        cwd=jobs[0][0],
        check=True,
    )
    return [Outcome(*said) for said in json.loads(done.stdout)]


def _serve(asked: Sequence[tuple[str, list[str]]]) -> list[tuple[int, str]]:
    """In the new process: import once, then fork for each project."""
    import importlib

    for name in HEAVY:
        importlib.import_module(name)
    assert "classifier" not in sys.modules
    outcomes = []
    for project, tests in asked:
        log = Path(project) / "pytest.log"
        child = os.fork()
        if child == 0:
            _run(project, tests, log)
        _, status = os.waitpid(child, 0)
        outcomes.append((os.waitstatus_to_exitcode(status), log.read_text(encoding="utf-8")))
    return outcomes


def _run(project: str, tests: list[str], log: Path) -> None:
    """In a fork: pytest over these tests, everything it prints into the log; never returns."""
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.chdir(project)
    sys.path.insert(0, project)
    code = 99
    try:
        import pytest

        import classifier

        if Path(str(classifier.__file__)).is_relative_to(project):
            code = int(pytest.main(["-vvvv", "-p", "no:cacheprovider", *tests]))
        else:
            print(f"another classifier was imported: {classifier.__file__}")
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    print(json.dumps(_serve(json.loads(sys.argv[1]))))
