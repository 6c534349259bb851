"""Training on a table that does not fit into the memory that it may take: what it holds, and what reading anew costs.

`python -m benchmarks.larger_than_memory [--quick] [--output FILE.json] --json`
"""

# Axes: N rows, D columns.
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.harness import Figure, Measured, Options, main, spread, tell
from classifier.spec.limits import Limits
from classifier.spec.report import BestEpoch, EpochReport
from classifier.spec.streaming import Streaming
from classifier.spec.table import Column, ColumnKind, ColumnRole, Schema
from classifier.spec.train import TrainSpec
from classifier.table.stored import StoredTable, rows_of_group

MIB = 2**20
COLUMNS, BATCH, EPOCHS = 100, 512, 2
OUT_OF_MEMORY = 9


class Sizes(NamedTuple):
    """Of one run of the benchmark."""

    small: int
    """Rows of a table that fits."""
    large: int
    """Rows of one that does not."""
    plan: int
    """Bytes that a run plans with."""
    cap: int
    """Bytes that it may map beyond what its libraries have mapped: allocations past that are refused."""
    rounds: int
    """Runs of the small table, each way."""


FULL = Sizes(small=500_000, large=2_500_000, plan=768 * MIB, cap=512 * MIB, rounds=3)
QUICK = Sizes(small=100_000, large=400_000, plan=512 * MIB, cap=256 * MIB, rounds=1)
GOAL_ROWS, GOAL_PLAN = 10_000_000, 4 * 2**30  # 20 GB are 10 million rows of 250 numbers, the most rows of a file

METHOD = {
    "peak_rss": "largest resident memory of the process that trains two epochs on the large table and measures it, with the "
    "allocations of that process capped; the target is what it was told to plan with",
    "held_runs": "of the same process told to hold its rows, under the same cap: 1 if it ended, 0 if it was out of memory",
    "peak_rss_20_gb": "the same for 20 GB, 10 million rows of 250 numbers, in 4 GiB: from the slope between both tables' "
    "peaks and the larger buffers of that plan; not run",
    "streamed_epoch": "median seconds of an epoch of the small table read anew, over the median of one held in memory; "
    "interleaved, the measuring of the epoch included",
}


def measure(options: Options) -> Measured:
    """Some minutes; a quick run one."""
    sizes = QUICK if options.quick else FULL
    small, large = options.folder / "small.parquet", options.folder / "large.parquet"
    table_bytes = {path.stem: write(path, rows) for path, rows in ((small, sizes.small), (large, sizes.large))}
    streamed, held = [], []
    for _ in range(sizes.rounds):
        streamed.append(trained(small, plan=1, buffers_of=sizes.plan))
        held.append(trained(small))
    few = trained(small, plan=1, buffers_of=sizes.plan, cap=sizes.cap)
    many = trained(large, plan=sizes.plan, cap=sizes.cap)
    refused = trained(large, cap=sizes.cap)
    epochs = {
        "streamed": [seconds for run in streamed for seconds in run["epoch_seconds"]],
        "held": [seconds for run in held for seconds in run["epoch_seconds"]],
    }
    medians = {way: spread(seconds)["median"] for way, seconds in epochs.items()}
    a_row = max(0.0, (many["peak_rss"] - few["peak_rss"]) / (sizes.large - sizes.small))
    more = Streaming.within(GOAL_PLAN).held_bytes - Streaming.within(sizes.plan).held_bytes
    at_20_gb = many["peak_rss"] + a_row * (GOAL_ROWS - sizes.large) + more
    figures = {
        "peak_rss": Figure(many["peak_rss"] / MIB, sizes.plan / MIB, "MiB"),
        "held_runs": Figure(float(refused["status"] == 0), 0.0, "runs"),
        "peak_rss_20_gb": Figure(at_20_gb / MIB, GOAL_PLAN / MIB, "MiB"),
        "streamed_epoch": Figure(medians["streamed"] / medians["held"], 2.0, "x"),
    }
    return Measured(
        figures,
        METHOD,
        {
            "columns": COLUMNS,
            "rows": {"small": sizes.small, "large": sizes.large},
            "table_mib": {name: size / MIB for name, size in table_bytes.items()},
            "file_mib": {path.stem: path.stat().st_size / MIB for path in (small, large)},
            "cap_beyond_libraries_mib": sizes.cap / MIB,
            "peak_rss_over_table": many["peak_rss"] / table_bytes["large"],
            "bytes_of_a_row": a_row,
            "epoch_seconds": {way: spread(seconds) for way, seconds in epochs.items()},
            "large": many,
            "large_rows_per_second": 0.7 * sizes.large / spread(many["epoch_seconds"])["median"],
            "small_streamed": streamed,
            "small_held": held,
            "small_under_the_cap": few,
            "large_held": refused,
        },
    )


def write(path: Path, num_rows: int) -> int:
    """A table written part by part; what it takes in Arrow, in bytes."""
    generator = np.random.default_rng(0)
    weight_D = np.random.default_rng(1).normal(size=COLUMNS) / np.sqrt(COLUMNS)
    writer = None
    left = num_rows
    while left:
        size = min(left, 20_000)
        x_ND = np.round(generator.normal(size=(size, COLUMNS)), 3)
        label = np.where(x_ND @ weight_D + 0.5 * generator.normal(size=size) > 0, "yes", "no")
        table = pa.table({**{f"x{i}": x_ND[:, i] for i in range(COLUMNS)}, "y": label.tolist()})
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table, row_group_size=rows_of_group(table))
        left -= size
    if writer is not None:
        writer.close()
    tell(f"{path.name}: {num_rows} rows, {path.stat().st_size / MIB:.0f} MiB")
    return StoredTable.open(path).nbytes


def trained(path: Path, plan: int | None = None, buffers_of: int | None = None, cap: int | None = None) -> Any:
    """What a process of its own says of a run; `buffers_of` a larger plan, for a table that would fit into it."""
    arguments = json.dumps({"path": str(path), "plan": plan, "buffers_of": buffers_of, "cap": cap})
    code = f"import json; from benchmarks.larger_than_memory import child; child(**json.loads({arguments!r}))"
    ended = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=False, cwd=Path(__file__).parent.parent
    )
    if ended.returncode not in (0, OUT_OF_MEMORY):
        raise RuntimeError(f"training on {path.name} ended with {ended.returncode}")
    found = {"status": ended.returncode, **(json.loads(ended.stdout) if ended.returncode == 0 else {})}
    tell(f"{path.name}, plan {plan}, cap {cap}: {found}")
    return found


def child(path: str, plan: int | None, buffers_of: int | None, cap: int | None) -> None:
    """Train, say how it went, and exit: 9 when memory was refused."""
    import torch

    from classifier.errors import OutOfMemory
    from classifier.neural.train import train_classifier
    from classifier.neural.warm import warm_up
    from classifier.spec import streaming
    from workers.memory import limit_memory

    warm_up()
    torch.set_num_threads(1)
    if buffers_of is not None:
        streaming.LEAST_BUFFER = Streaming.within(buffers_of).buffer_bytes
    table = StoredTable.open(Path(path))
    watcher, started = _Watcher(), time.perf_counter()
    if cap is not None:
        limit_memory(cap)
    try:
        found = train_classifier(
            table, schema(), spec(), observer=watcher, resume_from=None, limits=Limits(), memory_bytes=plan
        )
    except (MemoryError, OutOfMemory):
        sys.exit(OUT_OF_MEMORY)
    test = found.metrics.test
    said = {
        "peak_rss": peak_rss(),
        "seconds": time.perf_counter() - started,
        "epoch_seconds": watcher.seconds,
        "accuracy": test.accuracy if test else None,
        "num_test": test.num_rows if test else 0,
    }
    print(json.dumps(said))


def schema() -> Schema:
    """Of the made tables."""
    numbers = [
        Column(name=f"x{i}", kind=ColumnKind.numeric, role=ColumnRole.feature, reason="made") for i in range(COLUMNS)
    ]
    return Schema(
        columns=[*numbers, Column(name="y", kind=ColumnKind.categorical, role=ColumnRole.target, reason="made")]
    )


def spec() -> TrainSpec:
    """A resolved perceptron."""
    return TrainSpec.model_validate(
        {
            "target": "y",
            "features": [f"x{i}" for i in range(COLUMNS)],
            "preprocessing": {
                "normalization": "standard",
                "missing_numeric": "median",
                "missing_categorical": "own_category",
            },
            "model": {"hidden": [64, 64], "activation": "silu"},
            "loss": {"name": "bce_with_logits"},
            "optimizer": {"name": "adamw", "learning_rate": 1e-3, "weight_decay": 0.01},
            "split": {"folds": None},
            "training": {"epochs": EPOCHS, "batch_size": BATCH, "early_stopping": None, "ema_decay": None},
            "calibration": "none",
        }
    )


def peak_rss() -> int:
    """Bytes that this process had resident at its largest; not those of the process that started it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


class _Watcher:
    """Notes how long epochs take."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def phase(self, name: str) -> None:
        """Nothing to note."""

    def epoch(self, report: EpochReport, best: BestEpoch) -> None:
        """Epoch 0 is measured only."""
        if report.epoch:
            self.seconds.append(report.seconds)

    def checkpoint(self, members: range, epoch: int, write: Callable[[Path], None], *, final: bool = False) -> None:
        """None is kept."""

    def should_stop(self) -> bool:
        """Never."""
        return False


if __name__ == "__main__":
    sys.exit(main("larger_than_memory", measure))
