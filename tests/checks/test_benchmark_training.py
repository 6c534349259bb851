"""The form of the training benchmark and what its figures are made of; no test here is timed."""

import doctest
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from benchmarks.harness import Options
from benchmarks.training import cases, frameworks, gradients, ladder, members, rungs, threads
from benchmarks.training.__main__ import METHOD, PARTS
from benchmarks.training.bench import Bench, multiplications
from benchmarks.training.sizes import SIZES, Size, Start, made, order_of, rows_of
from classifier.neural.rows import pieces
from classifier.spec.inputs import InputLayout
from classifier.spec.models import MlpSpec
from tests.checks.sources import ROOT

RESULT = ROOT / "benchmarks" / "results" / "training.json"
SMALL = {"bce": Size((20, 6, 1), 8, epochs=2), "three classes": Size((20, 8, 8, 3), 16, epochs=2)}


def a_start(size: Size, num_rows: int = 100) -> Start:
    return Start(size, rows_of(size, *made(size.widths[0], size.num_classes, num_rows)))


@pytest.mark.parametrize("module", [ladder, members, threads], ids=lambda module: module.__name__)
def test_the_examples_in_its_docstrings_run(module: Any) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0


def test_the_sizes_and_their_promises_are_those_of_the_issue() -> None:
    told = {name: (size.widths, size.batch_size, size.faster) for name, size in SIZES.items()}
    assert told == {
        "s0": ((10, 25, 1), 8, 100.0),
        "50-64-5": ((50, 64, 5), 64, 8.0),
        "50-256-256-5": ((50, 256, 256, 5), 256, 2.2),
    }


@pytest.mark.parametrize("size", SMALL.values(), ids=SMALL)
@pytest.mark.parametrize("name", rungs.RUNGS)
def test_every_rung_ends_where_the_loop_ends(name: str, size: Size) -> None:
    start = a_start(size)
    loop, other = rungs.RUNGS["loop"](start), rungs.RUNGS[name](start)
    first = ladder.loss_of(loop.model, start)
    assert ladder.loss_of(other.model, start) == pytest.approx(first, rel=1e-6), "the first weights are the same"
    loop.train()
    other.train()
    last = ladder.loss_of(loop.model, start)
    assert last != pytest.approx(first, rel=1e-2)
    assert ladder.loss_of(other.model, start) == pytest.approx(last, rel=1e-4)


def test_the_loop_takes_the_rows_in_the_engines_order() -> None:
    start = a_start(SMALL["bce"])
    order_N = order_of(start.rows, epoch=2)
    assert sorted(order_N.tolist()) == list(range(100))
    [piece] = pieces([start.rows], start.size.batch_size, seeds=[0], epoch=2)
    torch.testing.assert_close(piece.x_MRX[0], start.rows.x_NX[order_N])
    assert not torch.equal(order_N, order_of(start.rows, epoch=1))


@pytest.mark.parametrize("size", SMALL.values(), ids=SMALL)
def test_gradients_are_compared_with_those_of_autograd(size: Size, monkeypatch: pytest.MonkeyPatch) -> None:
    start = a_start(size)
    assert max(gradients.largest_gap(start).values()) < 1e-12
    wanted = gradients.autograd
    monkeypatch.setattr(gradients, "autograd", lambda *given: [1.01 * gradient for gradient in wanted(*given)])
    assert min(gradients.largest_gap(start).values()) > 1e-3


def test_a_rung_that_ends_elsewhere_or_is_too_slow_fails_its_figure() -> None:
    def of(faster: float, loss: float) -> dict[str, Any]:
        rung = {"faster": faster, "loss": loss}
        return {"rungs": {"loop": {"faster": 1.0, "loss": 0.5}, "ours": rung, "by_hand": rung}}

    agreed = {name: {"by_hand": 1e-9, "native": 1e-9} for name in SIZES}
    good = ladder.figures_of({**{name: of(500.0, 0.5) for name in SIZES}, "gradients": agreed})
    assert all(figure.holds for figure in good.values())
    wrong = {**agreed, "s0": {"by_hand": 1e-9, "native": 1e-3}}
    bad = ladder.figures_of({**{name: of(1.5, 0.51) for name in SIZES}, "gradients": wrong})
    assert not any(figure.holds for figure in bad.values())
    told = {f"ladder.{name}{more}" for name in SIZES for more in ("", ".float32")}
    assert set(bad) <= set(METHOD) | told


def test_a_slow_pick_of_the_way_fails_its_figure() -> None:
    us = {"native": {1: 2.0, 16: 32.0}, "product": {1: 60.0, 16: 90.0}}
    details = {"s0": {"loop_us_per_step": 300.0, **members.told(us, {1: "native", 16: "native"})}}
    figures = members.figures_of(details)
    assert {name: figure.holds for name, figure in figures.items()} == {
        "members.s0": False,
        "members.s0.product": True,
        "members.s0.loop": True,
        "members.pick": True,
    }
    details["s0"] |= members.told(us, {1: "native", 16: "product"})
    assert not members.figures_of(details)["members.pick"].holds


@pytest.mark.parametrize("recipe", [False, True])
def test_members_are_built_as_the_engine_builds_them(recipe: bool) -> None:
    size = Size((4, 8, 3), 8)
    bench = Bench(size, 2, num_steps=3, native=False, recipe=recipe)
    assert bench.us_per_step(iter([0.0, 3.0]).__next__) == 1e6
    plain = MlpSpec(hidden=[8], activation="relu")
    count = multiplications(InputLayout(kind="table", shape=[4]), plain, 3)
    assert bench.flop == 6 * 2 * 8 * count or (recipe and bench.flop > 6 * 2 * 8 * count)
    assert bench.picks_native is not recipe


def test_without_their_environment_the_frameworks_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(frameworks.VARIABLE, raising=False)
    figures, details = frameworks.measure_frameworks(Options(quick=True, data=None, folder=tmp_path))
    assert figures == {}
    assert frameworks.VARIABLE in details["left_out"]


def test_the_engine_trains_the_frameworks_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frameworks, "NUM_TRAIN", 600)
    monkeypatch.setattr(frameworks, "NUM_OTHERS", 100)
    path = frameworks.write_data(tmp_path / "rows.npz")
    with np.load(path, allow_pickle=False) as arrays:
        assert {name: len(array) for name, array in arrays.items() if name[0] == "y"} == {
            "y_train": 600,
            "y_validation": 100,
            "y_test": 100,
        }
    asked = {"path": str(path), "widths": (50, 16, 5), "batch_size": 64, "epochs": 3, "learning_rate": 1e-3}
    found = frameworks.run_ours(asked)
    assert 0.2 < found["accuracy"] <= 1.0
    assert found["num_threads"] == 1


def test_amx_is_read_from_the_processors_flags(tmp_path: Path) -> None:
    (tmp_path / "with").write_text("processor : 0\nflags : fpu amx_bf16 avx2\n", encoding="utf-8")
    (tmp_path / "without").write_text("processor : 0\nflags : fpu avx512_bf16\n", encoding="utf-8")
    assert cases.has_amx_bf16(tmp_path / "with")
    assert not cases.has_amx_bf16(tmp_path / "without")
    assert not cases.has_amx_bf16(tmp_path / "nothing")


@pytest.mark.skipif(not RESULT.exists(), reason="no full run is kept yet")
def test_the_committed_result_is_a_full_run_with_both_pictures() -> None:
    kept = json.loads(RESULT.read_text(encoding="utf-8"))
    assert kept["quick"] is False
    assert set(kept["details"]) == set(PARTS)
    for picture in ("training_ladder.png", "training_members.png"):
        assert (RESULT.parent / picture).stat().st_size > 10_000


def test_the_pictures_are_drawn_from_a_result(tmp_path: Path) -> None:
    plot = pytest.importorskip("benchmarks.training.plot", reason="needs matplotlib")
    rung = {"us_per_step": {"median": 3.0}, "faster": 2.0}
    size = {"widths": [10, 25, 1], "batch_size": 8, "rungs": dict.fromkeys(plot.WORDS, rung)}
    us = {"native": {1: 2.0, 16: 32.0}, "product": {1: 60.0, 16: 90.0}}
    curve = {"batch_size": 8, "loop_us_per_step": 300.0, **members.told(us, {1: "native", 16: "native"})}
    details = {"ladder": {"s0": size, "gradients": {}}, "members": {"s0": curve}}
    source = tmp_path / "training.json"
    source.write_text(json.dumps({"details": details}), encoding="utf-8")
    plot.main(source, tmp_path)
    assert {path.name for path in tmp_path.glob("*.png")} == {"training_ladder.png", "training_members.png"}


def test_a_quick_run_spares_the_case_that_this_machine_promises_nothing_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.training.networks.measure_s2", lambda *, quick: {"ratio": 1.5})
    monkeypatch.setattr("benchmarks.training.networks.measure_s3", lambda *, quick: {"ratio": 2.0})
    monkeypatch.setattr(cases, "has_amx_bf16", lambda: False)
    figures, details = cases.measure_cases(Options(quick=True, data=None, folder=tmp_path))
    assert set(figures) == {"networks.s2"}
    assert set(details) == {"s2", "s3_figure"}
    monkeypatch.setattr(cases, "has_amx_bf16", lambda: True)
    figures, _ = cases.measure_cases(Options(quick=True, data=None, folder=tmp_path))
    assert {name: figure.holds for name, figure in figures.items()} == {"networks.s2": True, "networks.s3": False}
