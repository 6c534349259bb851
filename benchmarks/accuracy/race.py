"""Starts fits, each in a process of its own, and reads what they print."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.accuracy.measures import fingerprint, split
from benchmarks.accuracy.sets import TEST_FRACTION
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
    python = peers_python() or sys.executable
    _python(python, ["benchmarks.accuracy.export", str(folder), str(shared), *names], THREADS, LIMIT_SECONDS)
    return [name for name in names if any(folder.glob(f"{name}.*"))]


def deal(name: str, path: Path, target: str, labels: Sequence[str], seed: int) -> Dealt:
    """Draw the test rows of a seed and write them beside the file."""
    rows = split(labels, seed, TEST_FRACTION)
    test_rows = path.parent / f"{name}.test.{seed}.txt"
    test_rows.write_text("\n".join(map(str, rows)) + "\n", encoding="utf-8")
    return Dealt(name, path, target, seed, test_rows, fingerprint(path.read_bytes(), rows))


def fit_peer(
    peer: str, dealt: Dealt, *, module: str = "peers", threads: int = THREADS, limit: float = LIMIT_SECONDS
) -> Row:
    """A row of what a peer reached. Raises: `RuntimeError` when no Python was named for the peers."""
    python = peers_python()
    if python is None:
        raise RuntimeError(f"Set {PEERS_VARIABLE} to the Python of benchmarks/accuracy/requirements.txt.")
    return _fit(python, f"benchmarks.accuracy.{module}", peer, dealt, threads, limit)


def fit_ours(preset: str, dealt: Dealt, *, threads: int = THREADS) -> Row:
    """A row of what Discern reached with a preset."""
    return _fit(sys.executable, "benchmarks.accuracy.ours", preset, dealt, threads, LIMIT_SECONDS)


def _fit(python: str, module: str, model: str, dealt: Dealt, threads: int, limit: float) -> Row:
    arguments = [module, model, str(dealt.path), dealt.target, str(dealt.test_rows), str(dealt.seed), str(threads)]
    load = os.getloadavg()[0]
    row: Row = {"set": dealt.name, "seed": dealt.seed, "model": model}
    try:
        row |= json.loads(_python(python, arguments, threads, limit).splitlines()[-1])
    except subprocess.TimeoutExpired:
        row["error"] = f"not done after {limit:g} s"
    except subprocess.CalledProcessError as error:
        row["error"] = (error.stderr.strip().splitlines() or ["no word on standard error"])[-1][:300]
    row |= {"threads": threads, "load": load, "data": dealt.fingerprint}
    row = {key: round(value, DIGITS) if isinstance(value, float) else value for key, value in row.items()}
    measures = " ".join(f"{key} {row[key]:.4f}" for key in ("accuracy", "log_loss", "fit_seconds") if key in row)
    tell(f"{dealt.name} seed {dealt.seed} {model}: {row.get('error', measures)}")
    return row


def _python(python: str, arguments: Sequence[str], threads: int, limit: float) -> str:
    count = str(threads)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        **{name: count for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")},
    }
    command = [python, "-m", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, timeout=limit, capture_output=True, text=True, check=True)
    if done.stderr.strip() and arguments[0].endswith("export"):
        tell(done.stderr.strip())
    return done.stdout
