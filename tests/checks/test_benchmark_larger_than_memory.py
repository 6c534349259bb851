"""The benchmark of streaming: its table, its spec, and what it makes of what its processes say."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks import larger_than_memory
from benchmarks.harness import Options
from benchmarks.larger_than_memory import COLUMNS, MIB, Sizes, measure, schema, spec, write
from classifier.table.stored import StoredTable
from classifier.table.target import label_column

TINY = Sizes(small=1_000, large=2_000, plan=700 * MIB, cap=100 * MIB, rounds=1)


def test_the_made_table_is_the_one_that_the_spec_learns_from(tmp_path: Path) -> None:
    num_bytes = write(tmp_path / "t.parquet", 30_000)

    table = StoredTable.open(tmp_path / "t.parquet")
    assert table.num_rows == 30_000
    assert len(table.groups) == 2
    assert num_bytes == pytest.approx(30_000 * COLUMNS * 8, rel=0.05)
    assert [column.name for column in schema().columns] == table.column_names
    assert [*spec().features, spec().target] == table.column_names
    assert np.bincount(label_column(table, "y")[0]).min() > 12_000


@pytest.mark.parametrize("status", [0, 9])
def test_figures_come_from_what_the_processes_say(status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def said(path: Path, plan: int | None = None, buffers_of: int | None = None, cap: int | None = None) -> Any:
        if plan is None and cap is not None:
            return {"status": status}
        large = path.stem == "large"
        return {
            "status": 0,
            "peak_rss": (510 if large else 500) * MIB,
            "epoch_seconds": [3.0, 5.0] if plan else [2.0, 2.0],
        }

    monkeypatch.setattr(larger_than_memory, "trained", said)
    monkeypatch.setattr(larger_than_memory, "FULL", TINY)

    found = measure(Options(quick=False, data=None, folder=tmp_path))

    assert set(found.figures) == set(found.method)
    assert found.figures["peak_rss"].value == 510
    assert found.figures["held_runs"].holds == (status == 9)
    assert found.figures["peak_rss_20_gb"].value > 100_000, "10 KiB a row in this made case"
    assert found.figures["streamed_epoch"].value == 2.0
    json.dumps(found.details, allow_nan=False)
