"""Sets dealt into training and test rows, and the processes that fit models on them."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any

import numpy as np

from benchmarks.accuracy.measures import fingerprint, split
from benchmarks.accuracy.sets import SETS, TEST_FRACTION
from benchmarks.harness import tell

ROOT = Path(__file__).parent.parent.parent
PEERS_VARIABLE = "DISCERN_BENCH_PEERS"
"""Names the Python of the peers' environment."""
THREADS = 2
LIMIT_SECONDS = 600.0
DIGITS = 6

Row = dict[str, Any]


@dataclass(frozen=True)
class Dealt:
    """A set with the rows that nobody trains on."""

    name: str
    path: Path
    target: str
    seed: int
    """Of the split, and of the models."""
    test_rows: Path
    """One row number a line."""
    fingerprint: str
    """Of the file and the rows."""


def peers_python() -> str | None:
    """The Python that has the peers, if one was named."""
    return os.environ.get(PEERS_VARIABLE) or None


def export(folder: Path, shared: Path, names: Sequence[str]) -> list[str]:
    """Write these sets into `folder`; returns those that could be written.

    Without the peers' environment the project's own Python writes what it can: scikit-learn's sets and those of `shared`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = [peers_python() or sys.executable, "-m", "benchmarks.accuracy.export", str(folder), str(shared), *names]
    subprocess.run(command, cwd=ROOT, env=_environment(THREADS), check=True)
    return [name for name in names if (folder / f"{name}.csv").is_file() or (folder / f"{name}.npz").is_file()]


def deal_all(folder: Path, shared: Path, names: Sequence[str], seeds: Sequence[int]) -> list[Dealt]:
    """Each set that is here, dealt once for each seed."""
    dealt = []
    for name in export(folder, shared, names):
        path = folder / f"{name}.{'csv' if name in SETS else 'npz'}"
        target = SETS[name].target if name in SETS else "y"
        labels = labels_of(path, target)
        dealt += [deal(name, path, target, labels, seed, folder) for seed in seeds]
    return dealt


def labels_of(path: Path, target: str) -> list[str]:
    """The label of every row of a CSV or npz file, as text."""
    if path.suffix == ".npz":
        with np.load(path, allow_pickle=False) as arrays:
            return [str(label) for label in arrays[target]]
    with path.open(encoding="utf-8", newline="") as lines:
        return [row[target] for row in csv.DictReader(lines)]


def deal(name: str, path: Path, target: str, labels: Sequence[str], seed: int, folder: Path) -> Dealt:
    """Draw the test rows of a seed and write them into `folder`."""
    rows = split(labels, seed, TEST_FRACTION)
    test_rows = folder / f"{name}.{seed}.rows"
    test_rows.write_text("\n".join(map(str, rows)) + "\n", encoding="utf-8")
    return Dealt(name, path, target, seed, test_rows, fingerprint(path.read_bytes(), rows))


class Racer:
    """A process that fits one model again and again, each time in a fork of its own.

    `kind` is the module of `benchmarks.accuracy` that runs there: `ours`, `peers` or `series_peer`.
    Raises: `RuntimeError` when a peer is wanted and no Python was named for the peers.
    """

    def __init__(self, kind: str, model: str, *, threads: int = THREADS, limit: float = LIMIT_SECONDS) -> None:
        python = sys.executable if kind == "ours" else peers_python()
        if python is None:
            raise RuntimeError(f"Set {PEERS_VARIABLE} to the Python of benchmarks/accuracy/requirements.txt.")
        self.model, self.threads, self.limit = model, threads, limit
        self._errors = TemporaryFile()  # noqa: SIM115  # lives as long as the process
        self._process = subprocess.Popen(
            [python, "-m", f"benchmarks.accuracy.{kind}", model, str(threads)],
            cwd=ROOT,
            env=_environment(threads),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )

    def __enter__(self) -> "Racer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.communicate()
        self._errors.close()

    def fit(self, dealt: Dealt) -> Row:
        """A row of what the model reached; a fit that failed or took too long has an `error` in place of measures."""
        load = os.getloadavg()[0]
        row: Row = {"set": dealt.name, "seed": dealt.seed, "model": self.model, **self._answer(dealt)}
        row |= {"threads": self.threads, "load": load, "data": dealt.fingerprint}
        measures = " ".join(f"{key} {row[key]:.4f}" for key in ("accuracy", "log_loss", "fit_seconds") if key in row)
        tell(f"{dealt.name} seed {dealt.seed} {self.model}: {row.get('error', measures)}")
        return {key: round(value, DIGITS) if isinstance(value, float) else value for key, value in row.items()}

    def _answer(self, dealt: Dealt) -> Row:
        job = {
            "path": str(dealt.path),
            "target": dealt.target,
            "test_rows": [int(row) for row in dealt.test_rows.read_text(encoding="utf-8").split()],
            "seed": dealt.seed,
            "limit": self.limit,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(job) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # told below
        if line := self._process.stdout.readline():
            answer: Row = json.loads(line)
            return answer
        self._errors.seek(0)
        told = self._errors.read().decode(errors="replace").strip().splitlines() or ["no word"]
        raise RuntimeError(f"The process of {self.model} ended: {told[-1]}")


def _environment(threads: int) -> dict[str, str]:
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
    return {**os.environ, "PYTHONPATH": str(ROOT), **dict.fromkeys(names, str(threads))}
