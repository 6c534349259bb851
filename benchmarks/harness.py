"""What every benchmark shares: figures against targets, one printed form, and a full result kept with how it came about."""

import argparse
import contextlib
import json
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
PACKAGES = (
    "torch",
    "numpy",
    "pandas",
    "pyarrow",
    "scikit-learn",
    "fastapi",
    "pydantic",
    "sqlalchemy",
    "dbos",
    "uvicorn",
)


@dataclass(frozen=True)
class Figure:
    """One promised number: measured, and how large it may be."""

    value: float
    target: float
    unit: str

    @property
    def holds(self) -> bool:
        """True while the value is at most the target."""
        return self.value <= self.target

    def as_json(self) -> dict[str, Any]:
        """The printed form.

        >>> Figure(0.51239, 1.0, "s").as_json()
        {'value': 0.5124, 'target': 1.0, 'unit': 's', 'holds': True}
        """
        return {"value": rounded(self.value), "target": self.target, "unit": self.unit, "holds": self.holds}


@dataclass(frozen=True)
class Options:
    """What a run was asked for."""

    quick: bool
    data: Path | None
    """A file to use in place of the made one."""
    folder: Path
    """Scratch space, removed afterwards."""
    only: tuple[str, ...] = ()
    """The parts to measure; all of them when empty."""


@dataclass(frozen=True)
class Measured:
    """What a benchmark found."""

    figures: dict[str, Figure]
    method: dict[str, str]
    """How each figure is measured, by its name."""
    details: dict[str, Any] = field(default_factory=dict)
    """What stands behind the figures: every run, spreads, where the time goes."""


def main(
    name: str,
    measure: Callable[[Options], Measured],
    *,
    data_variable: str | None = None,
    data_folder: Path | None = None,
    parts: Sequence[str] = (),
    arguments: Sequence[str] | None = None,
) -> int:
    """Run a benchmark by its command line. Returns 0 once it has measured, whether the targets hold or not.

    `--json` prints the figures alone; otherwise a table. A full run with the usual data is written to `results/`.
    `data_variable` or `data_folder`, where the usual data lie, give it `--data`; `parts` give it `--only`.
    """
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions; the kept result stays as it is")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--output", type=Path, help="write the whole result, with details, to this file")
    if data_variable:
        told = f"CSV or CSV.gz to use in place of the made table; also from {data_variable}"
        parser.add_argument("--data", type=Path, default=os.environ.get(data_variable) or None, help=told)
    elif data_folder:
        parser.add_argument("--data", type=Path, help=f"the folder of the sets in place of {data_folder}")
    if parts:
        told = "measure this part, repeatable; the kept result stays as it is"
        parser.add_argument(
            "--only", action="append", choices=parts, metavar="PART", help=f"{told}: {', '.join(parts)}"
        )
    chosen = parser.parse_args(arguments)
    data = Path(chosen.data).absolute() if getattr(chosen, "data", None) else None
    only = tuple(getattr(chosen, "only", None) or ())
    load_before = os.getloadavg()[0]
    with ended_by_sigterm(), tempfile.TemporaryDirectory(prefix=f"discern-{name}-") as folder:
        measured = measure(Options(quick=chosen.quick, data=data, folder=Path(folder), only=only))
        system = {**about_system(Path(folder)), "load_before": load_before, "load_after": os.getloadavg()[0]}
    figures = {key: figure.as_json() for key, figure in measured.figures.items()}
    result = {
        "benchmark": name,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "quick": chosen.quick,
        "figures": figures,
        "method": measured.method,
        "details": rounded(measured.details),
        "versions": versions(),
        "system": rounded(system),
    }
    if chosen.output:
        write_result(chosen.output, result)
    elif not chosen.quick and data is None and not only:
        write_result(RESULTS / f"{name}.json", result)
    print(json.dumps(figures, indent=2) if chosen.json else table(measured.figures))
    return 0


@contextlib.contextmanager
def ended_by_sigterm() -> Iterator[None]:
    """Leave by an exception on SIGTERM inside, so that no server and no scratch file outlives the benchmark."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def write_result(path: Path, result: Mapping[str, Any]) -> None:
    """Write a result as JSON; a number that is not finite is an error here rather than in a reader."""
    path.write_text(json.dumps(result, indent=2, allow_nan=False) + "\n", encoding="utf-8")


def table(figures: Mapping[str, Figure]) -> str:
    """The figures for a person."""
    width = max(len(name) for name in figures)
    return "\n".join(
        f"{name:{width}}  {rounded(figure.value):>10} {figure.unit:5} target {figure.target:g}  "
        f"{'holds' if figure.holds else 'DOES NOT HOLD'}"
        for name, figure in figures.items()
    )


def rounded(value: Any) -> Any:
    """The same with its floats at four significant digits or more, for the rest is noise.

    >>> rounded({"a": [0.123456, 12345.678, 3]})
    {'a': [0.1235, 12345.7, 3]}
    """
    if isinstance(value, float):
        return round(value, 4 if abs(value) < 100 else 1)
    if isinstance(value, Mapping):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    return value


def spread(values: Sequence[float]) -> dict[str, Any]:
    """Median, extremes and every value.

    >>> spread([3.0, 1.0, 2.0])
    {'median': 2.0, 'min': 1.0, 'max': 3.0, 'all': [3.0, 1.0, 2.0]}
    """
    return {"median": statistics.median(values), "min": min(values), "max": max(values), "all": list(values)}


def tell(message: str) -> None:
    """Say on standard error how far the benchmark is."""
    print(message, file=sys.stderr, flush=True)


def versions() -> dict[str, str]:
    """Python, the packages that count, and the commit measured."""
    found = {"python": platform.python_version()}
    for package in ("discern", *PACKAGES):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=RESULTS.parent, capture_output=True, text=True, check=False
    )
    return {**found, "commit": described.stdout.strip() or "unknown"}


def about_system(folder: Path) -> dict[str, Any]:
    """The machine, and the file system that took the writes."""
    return {
        "os": f"{platform.system()} {platform.release()}",
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "file_system": _file_system(folder),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _file_system(folder: Path) -> str:
    """The kind of file system under `folder`: fsync costs nothing on tmpfs."""
    try:
        mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return "unknown"
    under = [(place, kind) for place, kind in mounts if folder.resolve().is_relative_to(place)]
    return max(under, key=lambda mount: len(mount[0]), default=("", "unknown"))[1]
