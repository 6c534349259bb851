"""The form of the journey benchmark's answers, and that its two sides do the same work; no test here is timed."""

import csv
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import harness, journey
from benchmarks.harness import Figure, Measured, Options
from benchmarks.journey import FIGURES
from benchmarks.naive_loop import SPEC
from benchmarks.starts import import_api
from classifier.spec.train import TrainSpec
from examples.s0.generate import COLUMNS, write_rice
from tests.checks.sources import ROOT

ISSUED = {
    "s0_end_to_end_vs_naive_loop",
    "job_overhead_p50_seconds",
    "api_import_seconds",
    "api_rss_mb",
    "serve_ready_seconds",
}
FORM = {"value": float, "target": float, "unit": str, "holds": bool}


def fake(options: Options) -> Measured:
    figures = {name: Figure(0.5 + index, 1.0, "s") for index, name in enumerate(FIGURES)}
    return Measured(figures, method=dict.fromkeys(FIGURES, "made up"), details={"runs": [0.123456]})


@pytest.fixture(autouse=True)
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(harness, "RESULTS", tmp_path)
    return tmp_path


def test_the_journey_has_the_figures_that_its_issue_names() -> None:
    assert set(FIGURES) == ISSUED
    methods = journey.end_to_end.METHOD | journey.overhead.METHOD | journey.starts.METHOD
    assert set(methods) == ISSUED


def test_json_prints_each_figure_with_value_target_unit_and_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert harness.main("journey", fake, arguments=["--quick", "--json"]) == 0

    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == ISSUED
    for figure in printed.values():
        assert {key: type(value) for key, value in figure.items()} == FORM
        assert figure["holds"] == (figure["value"] <= figure["target"])


def test_a_full_run_is_kept_with_versions_and_method(results: Path) -> None:
    harness.main("journey", fake, arguments=["--json"])

    kept = json.loads((results / "journey.json").read_text(encoding="utf-8"))
    assert set(kept["figures"]) == set(kept["method"]) == ISSUED
    assert {"python", "torch", "commit"} <= set(kept["versions"])
    assert kept["details"] == {"runs": [0.1235]}


@pytest.mark.parametrize("arguments", [["--quick"], ["--data", "own.csv"], ["--output", "{folder}/elsewhere.json"]])
def test_other_runs_leave_the_kept_result_alone(results: Path, arguments: list[str]) -> None:
    told = [argument.format(folder=results) for argument in arguments]
    harness.main("journey", fake, data_variable="DISCERN_BENCH_RICE", arguments=told)

    assert not (results / "journey.json").exists()


def test_a_figure_that_is_not_finite_is_not_written(results: Path) -> None:
    def broken(options: Options) -> Measured:
        return Measured({"api_rss_mb": Figure(math.nan, 130.0, "MB")}, method={})

    with pytest.raises(ValueError, match="not JSON compliant"):
        harness.main("journey", broken, arguments=["--json"])

    assert not (results / "journey.json").exists()


def test_the_committed_result_is_a_full_run_of_the_made_data() -> None:
    kept = json.loads((ROOT / "benchmarks" / "results" / "journey.json").read_text(encoding="utf-8"))

    assert kept["quick"] is False
    assert set(kept["figures"]) == ISSUED
    assert "18,185 rows, seed 0" in kept["details"]["data"]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_importing_the_api_brings_no_torch_and_is_measured() -> None:
    seconds, megabytes = import_api(1)

    assert seconds[0] > 0.0
    assert megabytes[0] > 10.0


def test_the_service_is_asked_for_the_run_of_the_shipped_example() -> None:
    shipped = TrainSpec.model_validate_json((ROOT / "examples" / "s0.json").read_text(encoding="utf-8"))
    asked = TrainSpec.model_validate({**SPEC, "target": "Class"})

    for part in ("split", "model", "loss", "optimizer"):
        assert getattr(asked, part) == getattr(shipped, part)
    assert asked.preprocessing.normalization == shipped.preprocessing.normalization
    assert (asked.training.epochs, asked.training.batch_size) == (shipped.training.epochs, shipped.training.batch_size)


def test_made_rice_is_the_same_each_time_and_looks_like_the_grains(tmp_path: Path) -> None:
    first, second = (write_rice(tmp_path / name, num_rows=2_000) for name in ("first.csv", "second.csv"))

    assert first.read_bytes() == second.read_bytes()
    with open(first, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["id", *COLUMNS, "Class"]
    assert sum(row["Class"] == "1" for row in rows) == 1_098
    by_class = [[float(row["MinorAxisLength"]) for row in rows if row["Class"] == label] for label in ("0", "1")]
    means = [sum(values) / len(values) for values in by_class]
    assert means == pytest.approx([70.0, 51.4], abs=0.5)
    assert {row["Class"] for row in rows[:200]} == {"1"}
    for row in rows:
        assert float(row["Area"]) < float(row["ConvexArea"])
        assert 0.0 < float(row["Eccentricity"]) < 1.0
        assert float(row["Roundness"]) < 1.0
