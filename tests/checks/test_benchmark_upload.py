"""The form of the upload benchmark; no test here uploads a large file."""

import csv
import json
from pathlib import Path

from benchmarks.upload import METHOD, read_csv, write_table
from tests.checks.sources import ROOT


def test_the_committed_result_is_a_full_run_of_the_made_data() -> None:
    kept = json.loads((ROOT / "benchmarks" / "results" / "upload.json").read_text(encoding="utf-8"))

    assert kept["quick"] is False
    assert set(kept["figures"]) == set(kept["method"]) == set(METHOD)
    assert "1,000,000 rows x 20 columns" in kept["details"]["data"]
    assert len(kept["details"]["child_seconds"]["all"]) >= 5


def test_pandas_reads_the_made_table_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = write_table(tmp_path / "small.csv", 50)

    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    read = read_csv(path, "one")

    assert {len(row) for row in rows} == {20}
    assert read["shape"] == [len(rows) - 1, 20]
    assert read["seconds"] > 0
