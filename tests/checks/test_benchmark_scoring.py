"""The form of the scoring benchmark and of the kept result; no test here scores a large file."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from benchmarks.naive_scoring import LEVELS, NETWORK, NUMBERS
from benchmarks.peak import Peak
from benchmarks.scoring import (
    METHOD,
    NUM_ROWS,
    SIZES,
    Run,
    Runs,
    naive,
    naive_over_http,
    naive_service,
    repeat_table,
    write_table,
    write_training,
)
from tests.checks.sources import ROOT


def test_the_committed_result_is_a_full_run_up_to_50_million_rows() -> None:
    kept = json.loads((ROOT / "benchmarks" / "results" / "scoring.json").read_text(encoding="utf-8"))
    details = kept["details"]

    assert kept["quick"] is False
    assert set(kept["figures"]) == set(kept["method"]) == set(METHOD)
    assert f"{NUM_ROWS:,} rows x 13 columns" in details["data"]
    assert len(details["job_seconds"]["all"]) >= 5
    assert set(details["larger_files"]) == {str(num_rows) for num_rows in SIZES}
    assert max(SIZES) == 50_000_000
    assert details["larger_files"]["50000000"]["file_mb"] > 5_000


def a_run(job_seconds: float, seconds: float, megabytes: int) -> Run:
    return Run(seconds, job_seconds, {"downloaded": seconds}, Peak(megabytes * 10**6, 10**8, 2 * job_seconds))


def a_naive_run(seconds: float) -> dict[str, float]:
    return {"seconds": seconds, "cpu_seconds": seconds, "peak_rss_mb": 1_000.0}


def test_a_ratio_above_its_target_does_not_hold() -> None:
    fast = Runs(
        [a_run(0.5, 1.0, 200)],
        {".parquet": [a_naive_run(3.5)], ".csv": [a_naive_run(4.0)]},
        {".parquet": [6.0], ".csv": [7.0]},
    )
    slow = Runs(
        [a_run(1.0, 2.0, 200)],
        {".parquet": [a_naive_run(3.5)], ".csv": [a_naive_run(4.0)]},
        {".parquet": [6.0], ".csv": [7.0]},
    )

    assert {name: figure.holds for name, figure in fast.ratios().items()} == dict.fromkeys(fast.ratios(), True)
    assert {name: figure.holds for name, figure in slow.ratios().items()} == dict.fromkeys(slow.ratios(), False)
    assert fast.ratios()["job_vs_naive_to_csv"].value == 0.125
    json.dumps(fast.details(), allow_nan=False)


def test_the_made_table_has_the_columns_that_both_sides_read(tmp_path: Path) -> None:
    table = pcsv.read_csv(write_table(tmp_path / "small.csv", 300))
    training = pcsv.read_csv(write_training(tmp_path / "training.csv", 300))
    repeated = pcsv.read_csv(repeat_table(tmp_path / "small.csv", tmp_path / "large.csv", 3))

    assert (table.num_rows, table.column_names) == (300, [*NUMBERS, *LEVELS])
    assert repeated.equals(pa.concat_tables([table] * 3).combine_chunks())
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
