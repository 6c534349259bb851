"""What the checks of a run cost: the same training with and without them, in pairs."""

import io
import json
import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from classifier.neural.observer import RunObserver
from classifier.neural.train import train_classifier
from classifier.spec.limits import Limits
from classifier.spec.report import BestEpoch, EpochReport
from classifier.spec.resolve import resolve_spec
from classifier.spec.table import FileFormat, ParseOptions
from classifier.spec.train import TrainSpec
from classifier.table.infer import TypedTable, infer_table
from classifier.table.profile import profile_table
from classifier.table.read import read_body
from examples.s0.generate import write_rice

S0 = Path(__file__).parents[1] / "examples" / "s0" / "max_abs.json"
LARGE_ROWS, LARGE_COLUMNS = 200_000, 50
LARGE_SPEC: dict[str, Any] = {"target": "y", "training": {"epochs": 3}}
MAX_SHARE = 0.05  # of the training time, all checks of a run together


class _Quiet(RunObserver):
    """Hears everything and does nothing."""

    def phase(self, name: str) -> None:
        """Nothing."""

    def epoch(self, report: EpochReport, best: BestEpoch) -> None:
        """Nothing."""

    def checkpoint(self, member: int, epoch: int, write: Any, *, final: bool = False) -> None:
        """Nothing."""

    def should_stop(self) -> bool:
        """Never."""
        return False


def s0_table(folder: Path) -> tuple[TypedTable, dict[str, Any]]:
    """The made rice table and the config of case S0."""
    body = write_rice(folder / "rice.csv").read_bytes()
    parse = ParseOptions()
    raw = read_body(body, FileFormat.csv, parse=parse, limits=Limits())
    return infer_table(raw, overrides={}, parse=parse, limits=Limits()), json.loads(S0.read_text(encoding="utf-8"))


def large_table() -> tuple[TypedTable, dict[str, Any]]:
    """200,000 rows of 50 normal numbers, whose label follows ten of them, under the default config."""
    generator = np.random.default_rng(0)
    x_ND = generator.normal(size=(LARGE_ROWS, LARGE_COLUMNS)).astype(np.float32)
    score_N = x_ND[:, :10].sum(1) + generator.normal(size=LARGE_ROWS)
    columns = {f"x{i}": x_ND[:, i] for i in range(LARGE_COLUMNS)}
    table = pa.table({**columns, "y": np.where(score_N > 0, "yes", "no")})
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    raw = read_body(buffer.getvalue(), FileFormat.parquet, parse=ParseOptions(), limits=Limits())
    return infer_table(raw, overrides={}, parse=ParseOptions(), limits=Limits()), dict(LARGE_SPEC)


def measure_cost(typed: TypedTable, spec: Mapping[str, Any], pairs: int) -> dict[str, Any]:
    """`share` of the training time that the checks add, over `pairs` of runs with and without, one after the other.

    The order within a pair changes, so that a machine that grows busy does not fall on one side. `share` is the median
    over pairs in CPU time of this process, which other processes disturb less than the clock; `wall_share` is the clock's.
    """
    profile = profile_table(typed)
    specs = {
        enabled: resolve_spec(
            TrainSpec.model_validate({**spec, "diagnosis": {"enabled": enabled}}), typed.schema, profile, Limits()
        )
        for enabled in (False, True)
    }
    cpu: dict[bool, list[float]] = {False: [], True: []}
    wall: dict[bool, list[float]] = {False: [], True: []}
    _seconds(typed, specs[True])  # what a first run loads
    for pair in range(pairs):
        for enabled in (False, True) if pair % 2 else (True, False):
            seconds = _seconds(typed, specs[enabled])
            wall[enabled].append(seconds[0])
            cpu[enabled].append(seconds[1])
    return {
        "share": _share(cpu),
        "wall_share": _share(wall),
        "cpu_seconds": {"with": cpu[True], "without": cpu[False]},
        "wall_seconds": {"with": wall[True], "without": wall[False]},
    }


def _share(seconds: Mapping[bool, list[float]]) -> float:
    return statistics.median(on / off - 1.0 for on, off in zip(seconds[True], seconds[False], strict=True))


def _seconds(typed: TypedTable, spec: TrainSpec) -> tuple[float, float]:
    """Of one whole run: by the clock, and of this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    train_classifier(typed.table, typed.schema, spec, observer=_Quiet(), resume_from=None, limits=Limits())
    return time.perf_counter() - wall, time.process_time() - cpu
