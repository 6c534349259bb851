"""What a training job may take: how much it plans with, and a table that only fits when it is streamed."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from classifier.spec.resources import PROCESS
from classifier.table.stored import StoredTable, rows_of_group
from workers import memory
from workers.memory import training_memory
from workers.settings import WorkerSettings

ROOT = Path(__file__).parents[2]
ROWS, COLUMNS = 600_000, 50  # 240 MB of float64
CAP = 200 * 2**20  # more than a process has mapped with everything imported
PLANNED = PROCESS + CAP // 2


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "table.parquet"
    generator = np.random.default_rng(0)
    x_ND = generator.integers(-100, 100, (ROWS, COLUMNS)).astype(np.float64)
    label = np.where(x_ND[:, 0] + x_ND[:, 1] > 0, "yes", "no")
    table = pa.table({**{f"x{i}": x_ND[:, i] for i in range(COLUMNS)}, "y": label.tolist()})
    pq.write_table(table, path, row_group_size=rows_of_group(table))
    return path


@pytest.mark.parametrize(("planned", "status"), [(PLANNED, 0), (None, 9)])
def test_a_table_that_fits_into_no_child_is_trained_by_streaming_it(
    planned: int | None, status: int, large: Path
) -> None:
    code = f"from tests.workers.targets import train_under; train_under({CAP}, {str(large)!r}, {planned})"

    # Each thread reserves addresses, which the limit counts, without using the memory behind them.
    few = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=few, check=False).returncode == status


def test_what_an_upload_keeps_can_be_streamed(large: Path) -> None:
    table = StoredTable.open(large)

    sizes = [stop - start for start, stop in table.groups]
    assert sum(sizes) == ROWS
    assert max(sizes) * COLUMNS * 8 <= 16 * 2**20


def test_training_jobs_share_a_part_of_the_machine_unless_they_are_told_what_to_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "machine_memory_bytes", lambda: 10_000)
    assert training_memory(WorkerSettings()) == 6_000
    assert training_memory(WorkerSettings(queues={"train": 3})) == 2_000
    assert training_memory(WorkerSettings(train_memory_bytes=123)) == 123
    monkeypatch.setattr(memory, "machine_memory_bytes", lambda: None)
    assert training_memory(WorkerSettings()) is None
