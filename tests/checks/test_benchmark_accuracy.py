"""The accuracy benchmark: splits that never move, measures that are right, figures that can fail; no test here trains."""

import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import log_loss

from benchmarks.accuracy import __main__ as accuracy
from benchmarks.accuracy import kept
from benchmarks.accuracy.compare import compare, series_figures, table_figures, timed_figures
from benchmarks.accuracy.measures import ece, fingerprint, mean_ranks, measures_of, ranks, split
from benchmarks.accuracy.race import Racer, deal, deal_all, labels_of
from benchmarks.accuracy.sets import QUICK, QUICK_SEQUENCES, SEEDS, SEQUENCES, SETS
from benchmarks.families import DATA
from tests.checks.sources import ROOT

REQUIREMENTS = ROOT / "benchmarks" / "accuracy" / "requirements.txt"


def row(model: str, log_loss: float, accuracy: float = 0.9, **more: Any) -> dict[str, Any]:
    return {
        "set": "wine",
        "seed": 0,
        "model": model,
        "log_loss": log_loss,
        "accuracy": accuracy,
        "ece": 0.02,
        "num_test": 36,
        "fit_seconds": 1.0,
        **more,
    }


def failed(model: str, **more: Any) -> dict[str, Any]:
    return {"set": "wine", "seed": 0, "model": model, "error": "not done after 600 s", **more}


def test_a_split_never_moves() -> None:
    labels = ["a"] * 20 + ["b"] * 10

    assert [split(labels, seed, 0.2) for seed in SEEDS] == [
        [0, 3, 12, 15, 26, 27],
        [5, 8, 11, 12, 22, 24],
        [8, 13, 15, 19, 25, 27],
    ]


def test_every_class_gives_its_share_of_test_rows() -> None:
    labels = ["a"] * 50 + ["b"] * 25

    rows = split(labels, 1, 0.2)

    assert [labels[row] for row in rows] == ["a"] * 10 + ["b"] * 5


@pytest.mark.parametrize("name", ["credit_status", "mnist_2000"])
def test_the_split_of_seed_0_is_the_committed_one(name: str) -> None:
    file, target = ("mnist_2000.npz", "y") if name == "mnist_2000" else (f"{name}.csv", SETS[name].target)
    if not (DATA / file).is_file():
        pytest.skip(f"there is no {file}")
    committed = (DATA / "splits" / f"{name}.test.txt").read_text(encoding="utf-8").split()

    assert split(labels_of(DATA / file, target), 0, 0.2) == sorted(map(int, committed))


def test_log_loss_is_that_of_scikit_learn_where_no_probability_is_clipped() -> None:
    rng = np.random.default_rng(0)
    p_NC = rng.dirichlet([1.0, 1.0, 1.0], 50)
    y_N = rng.integers(0, 3, 50)

    assert measures_of(p_NC, y_N)["log_loss"] == pytest.approx(log_loss(y_N, p_NC, labels=[0, 1, 2]), rel=1e-6)


def test_a_probability_of_zero_for_the_label_costs_a_bounded_loss() -> None:
    found = measures_of(np.array([[1.0, 0.0]]), np.array([1]))

    assert found["log_loss"] == pytest.approx(-math.log(1e-7), rel=1e-6)


def test_ece_is_zero_for_honest_confidence_and_the_gap_for_too_much() -> None:
    right_N = np.array([True] * 8 + [False] * 2)

    assert ece(np.full(10, 0.8), right_N) == 0.0
    assert ece(np.full(10, 1.0), right_N) == pytest.approx(0.2)


def test_equal_values_share_a_place_and_a_missing_one_is_last() -> None:
    assert ranks({"a": 0.9, "b": 0.9, "c": math.nan, "d": 0.1}, highest_first=True) == {
        "a": 1.5,
        "b": 1.5,
        "c": 4.0,
        "d": 3.0,
    }


def test_mean_ranks_of_no_sets_are_none() -> None:
    assert mean_ranks([]) == {}


def test_the_first_by_log_loss_holds_and_the_second_by_accuracy_does_not() -> None:
    rows = [row("auto", 0.1, 0.9), row("catboost", 0.2, 0.95)]

    figures = table_figures(compare(rows, ["catboost"]))

    assert (figures["rank.log_loss"].value, figures["rank.log_loss"].holds) == (-1.0, True)
    assert (figures["rank.accuracy"].value, figures["rank.accuracy"].holds) == (1.0, False)
    assert (figures["log_loss"].value, figures["log_loss"].holds) == (0.5, True)
    assert not figures["sets"].holds
    assert "ece" not in figures


def test_the_log_loss_is_held_against_the_peer_that_is_hardest_to_beat() -> None:
    rows = [row("auto", 0.3), row("catboost", 0.2), row("lightgbm", 0.4)]

    figures = table_figures(compare(rows, ["catboost", "lightgbm"]))

    assert figures["log_loss"].value == pytest.approx(1.5)
    assert not figures["log_loss"].holds


def test_a_peer_that_was_too_slow_is_last_on_its_set_and_named() -> None:
    compared = compare([row("auto", 5.0, 0.1), failed("catboost")], ["catboost"])

    assert compared["mean_rank"]["log_loss"] == {"auto": 1.0, "catboost": 2.0}
    assert compared["failed"] == ["wine seed 0 catboost: not done after 600 s"]
    assert compared["against"] == {"catboost": {}}


def test_a_seed_that_a_peer_has_no_row_for_is_left_out_for_all_and_named() -> None:
    rows = [row("auto", 0.1), row("catboost", 0.2), row("auto", 9.0, seed=1)]

    compared = compare(rows, ["catboost"])

    assert compared["sets"]["wine"]["auto"]["log_loss"] == 0.1
    assert compared["lacking"] == ["wine seed 1"]


def test_a_peer_without_rows_is_left_out_and_the_number_of_peers_falls_short() -> None:
    compared = compare([row("auto", 0.1), row("catboost", 0.2)])

    figures = table_figures(compared, some=True)

    assert "realmlp" in compared["absent"]
    assert (figures["peers"].value, figures["peers"].holds) == (1, False)
    assert figures["rank.log_loss"].holds
    assert "sets" not in figures


def test_only_sets_with_two_thousand_test_rows_count_for_calibration() -> None:
    rows = [row("auto", 0.1, num_test=2_000, ece=0.031), row("catboost", 0.1)]

    figures = table_figures(compare(rows, ["catboost"]))

    assert (figures["ece"].value, figures["ece"].holds) == (0.031, False)


def test_times_are_ratios_of_one_run() -> None:
    timed = [
        row("auto", 0.1, 0.95, fit_seconds=2.0),
        row("fast", 0.1, 0.93, fit_seconds=0.5),
        row("catboost", 0.1, fit_seconds=1.0),
    ]

    figures = timed_figures(timed)

    assert (figures["time.catboost"].value, figures["time.catboost"].holds) == (2.0, False)
    assert (figures["fast.time"].value, figures["fast.time"].holds) == (0.25, True)
    assert figures["fast.accuracy"].value == pytest.approx(2.0)
    assert not figures["fast.accuracy"].holds


def test_series_are_compared_over_the_seeds_that_both_have() -> None:
    rows = [
        row("auto", 0.1, 0.90, set="ACSF1", fit_seconds=61.0),
        row("minirocket", 0.1, 0.93, set="ACSF1"),
        row("minirocket", 0.1, 0.0, set="ACSF1", seed=1),
    ]

    figures = series_figures(rows, "ACSF1")

    assert figures["series.ACSF1"].value == pytest.approx(3.0)
    assert not figures["series.ACSF1"].holds
    assert not figures["series.seconds"].holds


def test_a_kept_row_counts_for_its_own_file_and_split_only(tmp_path: Path) -> None:
    dealt = deal("wine", _written(tmp_path), "class", ["x", "y"] * 10, 0, tmp_path)
    rows = [row("catboost", 0.1, data=dealt.fingerprint)]

    assert kept.of(rows, dealt, "catboost") == rows[0]
    assert kept.of([row("catboost", 0.1, data=fingerprint(b"other", [1]))], dealt, "catboost") is None
    assert kept.of(rows, dealt, "realmlp") is None


def test_kept_rows_come_back_one_a_line(tmp_path: Path) -> None:
    rows = [row("catboost", 0.1, seed=1), row("lightgbm", 0.1), failed("catboost")]

    kept.write(rows, tmp_path / "kept.json")

    assert kept.read(tmp_path / "kept.json") == [rows[1], rows[2], rows[0]]
    assert (tmp_path / "kept.json").read_text(encoding="utf-8").count('"model"') == 3


def test_a_committed_row_of_another_split_counts_for_nothing() -> None:
    assert accuracy.beside([row("auto", 0.2, data="now")], [row("lightgbm", 0.1, data="then")]) == []


def test_a_catboost_of_this_run_stands_in_for_the_committed_one(tmp_path: Path) -> None:
    one = deal("wine", _written(tmp_path), "class", ["x", "y"] * 10, 0, tmp_path)
    committed = [
        row(peer, 0.1, seed=seed, data=one.fingerprint) for peer in ("catboost", "lightgbm") for seed in (0, 1)
    ]
    timed = [row("auto", 0.2, seed=seed, data=one.fingerprint) for seed in (0, 1)]
    timed.append(row("catboost", 0.3, data=one.fingerprint))

    peers = accuracy.beside(timed, committed)

    assert sorted((found["model"], found["seed"], found["log_loss"]) for found in peers) == [
        ("catboost", 0, 0.3),
        ("catboost", 1, 0.1),
        ("lightgbm", 0, 0.1),
        ("lightgbm", 1, 0.1),
    ]


def _written(folder: Path) -> Path:
    path = folder / "wine.csv"
    path.write_text("a,class\n" + "1,x\n2,y\n" * 10, encoding="utf-8")
    return path


def test_what_cannot_be_exported_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISCERN_BENCH_PEERS", raising=False)

    dealt = deal_all(tmp_path / "sets", tmp_path, ["wine", "rice_cammeo_osmancik", "GunPoint"], [0, 1])

    assert [(one.name, one.seed) for one in dealt] == [("wine", 0), ("wine", 1)]
    assert len(dealt[0].test_rows.read_text(encoding="utf-8").split()) == 36


def test_a_peer_without_its_environment_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISCERN_BENCH_PEERS", raising=False)

    with pytest.raises(RuntimeError, match="DISCERN_BENCH_PEERS"):
        Racer("peers", "catboost")


def test_a_process_that_cannot_start_tells_its_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCERN_BENCH_PEERS", sys.executable)
    dealt = deal("wine", _written(tmp_path), "class", ["x", "y"] * 10, 0, tmp_path)

    with Racer("peers", "no_such_peer") as racer, pytest.raises(RuntimeError, match="no_such_peer"):
        racer.fit(dealt)


def test_the_committed_rows_are_of_known_sets_and_peers() -> None:
    for found in kept.read():
        assert found["model"] in kept.peers_of(found["set"])
        assert found["seed"] in SEEDS
        assert "error" in found or 0.0 <= found["accuracy"] <= 1.0


def test_there_are_twenty_sets_with_a_licence_each_and_the_quick_ones_are_among_them() -> None:
    assert len(SETS) >= 20
    assert all(data.licence for data in [*SETS.values(), *SEQUENCES.values()])
    assert {*QUICK} <= {*SETS}
    assert {*QUICK_SEQUENCES} <= {*SEQUENCES}


def test_the_peers_are_pinned_and_are_no_dependencies_of_the_project() -> None:
    pins = [line for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert all("==" in pin for pin in pins)
    assert not [peer for peer in ("catboost", "lightgbm", "xgboost", "pytabkit", "aeon", "keel") if peer in project]


def test_every_figure_says_how_it_is_measured() -> None:
    rows = [row("auto", 0.1, num_test=2_000), row("catboost", 0.1), row("fast", 0.1)]
    named = {*table_figures(compare(rows, ["catboost"])), *timed_figures(rows), "images", "failed", "series.seconds"}

    assert {name for name in named if not name.startswith("rank.")} <= {*accuracy.METHOD}


def test_the_committed_result_has_every_set() -> None:
    path = ROOT / "benchmarks" / "results" / "accuracy.json"
    if not path.is_file():
        pytest.skip("there is no full run yet")
    result = json.loads(path.read_text(encoding="utf-8"))

    assert {*result["details"]["compared"]["sets"]} == {*SETS}
    assert result["figures"].keys() <= {*accuracy.METHOD} | {f"series.{name}" for name in SEQUENCES} | {
        "rank.log_loss",
        "rank.accuracy",
    }
