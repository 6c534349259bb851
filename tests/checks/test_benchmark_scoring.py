"""The form of the scoring benchmark; no test here scores a large file."""

from pathlib import Path

import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from benchmarks.naive_scoring import LEVELS, NETWORK, NUMBERS
from benchmarks.scoring import naive, naive_over_http, naive_service, write_table, write_training


def test_the_made_table_has_the_columns_that_both_sides_read(tmp_path: Path) -> None:
    table = pcsv.read_csv(write_table(tmp_path / "small.csv", 300))
    training = pcsv.read_csv(write_training(tmp_path / "training.csv", 300))

    assert (table.num_rows, table.column_names) == (300, [*NUMBERS, *LEVELS])
    assert training.column_names == [*table.column_names, "label"]
    for name, levels in LEVELS.items():
        assert set(training.column(name).to_pylist()) == set(levels)
    assert next(NETWORK.parameters()).shape == (128, len(NUMBERS) + sum(map(len, LEVELS.values())))


def test_the_naive_program_and_the_naive_service_write_the_same_rows(tmp_path: Path) -> None:
    source = write_table(tmp_path / "small.csv", 40)

    told = naive(source, tmp_path / "one.parquet")
    with naive_service() as url:
        seconds = naive_over_http(url, source, tmp_path / "two.parquet")

    one, two = (pq.read_table(tmp_path / name) for name in ("one.parquet", "two.parquet"))
    assert one.equals(two)
    assert one.column_names == ["row", "label", "probability_a", "probability_b", "probability_c"]
    assert (told["num_rows"], one.num_rows) == (40, 40)
    assert min(told["seconds"], told["peak_rss_mb"], seconds) > 0
