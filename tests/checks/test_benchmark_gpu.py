"""That the GPU benchmark would run: every part of it on the CPU, with steps that are played again by a tape."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from benchmarks import gpu
from benchmarks.gpu import METHOD, TARGETS, Probe, figures_of, measure_with, run
from benchmarks.gpu_cases import DROPOUT, FAMILIES, IMAGES, LARGE_IMAGES, PERCEPTRONS, SIZES, WIDE, Bench
from benchmarks.harness import Options
from classifier.neural.rows import Piece
from tests.classifier.neural.tape import TapeRecorder

CPU = torch.device("cpu")


class Stay:
    """A carrier between two places that are one."""

    def send(self, piece: Piece) -> Piece:
        return replace(piece, x_MRX=piece.x_MRX.clone())

    def receive(self, piece: Piece) -> None:
        return None


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Steps here are tiny: a second thread would only wait for the machine's other work."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.mark.skipif(torch.cuda.is_available(), reason="it would measure")
def test_without_a_gpu_it_says_so_and_measures_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0

    said = capsys.readouterr()
    assert "no GPU: nothing was measured" in said.err
    assert said.out == ""


def test_every_part_runs_and_gives_its_figure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    few = [replace(case, num_steps=10) for case in (*PERCEPTRONS, DROPOUT, IMAGES)]
    monkeypatch.setattr(gpu, "PERCEPTRONS", tuple(replace(case, batch_size=4) for case in few[:3]))
    monkeypatch.setattr(gpu, "DROPOUT", few[3])
    monkeypatch.setattr(gpu, "IMAGES", replace(few[4], shape=(1, 12, 12), model={**few[4].model, "channels": [2, 3]}))
    monkeypatch.setattr(gpu, "WIDE", replace(WIDE, num_steps=10, batch_size=4, model={**WIDE.model, "hidden": [6, 6]}))
    monkeypatch.setattr(gpu, "LARGE_IMAGES", replace(gpu.IMAGES, name="larger"))
    # Torch's recurrent layers on a CPU are no kernels that the tape knows.
    monkeypatch.setattr(
        gpu,
        "FAMILIES",
        [replace(case, num_steps=10, batch_size=4) for case in FAMILIES if case.model["family"] != "rnn"],
    )
    monkeypatch.setattr(gpu, "SIZES", [replace(case, num_steps=10, batch_size=4) for case in SIZES])
    monkeypatch.setattr(gpu, "MEMBERS", (1, 2))
    monkeypatch.setattr(gpu, "QUICK_ROWS", 300)
    options = Options(quick=True, data=None, folder=tmp_path)

    measured = measure_with(Probe(CPU, TapeRecorder, Stay(), repetitions=1), options, device="cpu")

    assert measured.figures.keys() == METHOD.keys() == TARGETS.keys()
    for name in (
        "weights_difference",
        "streamed_difference",
        "families_not_recorded",
        "nccl_difference",
        "log_loss_vs_cpu",
    ):
        assert measured.figures[name].holds, measured.figures[name]
    steps: dict[str, Any] = measured.details["steps"]
    assert all(found["not_recorded"] is None for found in steps.values())
    assert all(found["us_per_step"]["recorded"]["median"] > 0 for found in steps.values())


def test_a_wrong_recording_would_show_in_its_figure() -> None:
    """The control: of two benches with other weights the difference is large."""
    case = replace(PERCEPTRONS[0], num_steps=10)
    one, other = Bench(case, CPU), Bench(case, CPU)
    with torch.no_grad():
        other.flat.values_MP.mul_(1.1)
    probe = Probe(CPU, TapeRecorder, Stay(), repetitions=1)

    found = probe._difference(one, one.eager, other, other.recorded(TapeRecorder()), list(one.pieces(one.rows(CPU))))

    assert found > TARGETS["weights_difference"][0]


def test_the_roofline_counts_operations_and_bytes() -> None:
    case = PERCEPTRONS[1]
    bench = Bench(case, CPU)

    unknown, known = bench.roofline("CPU"), bench.roofline("NVIDIA H100 80GB HBM3")

    assert unknown["flop"] == 6 * 64 * (50 * 64 + 64 * 5)
    assert unknown.keys() == {"flop", "bytes"}
    assert known["least_us_by_flop"] == pytest.approx(unknown["flop"] / 67e12 * 1e6)
    assert 0 < known["least_us_by_bytes"] < 1


def test_figures_come_from_the_details() -> None:
    us = {"plain": {"median": 200.0}, "recorded": {"median": 20.0}}
    step = {"us_per_step": us, "weights_difference": 1e-5, "waits": {"plain": 1, "recorded": 1}}
    halves = {"float32": {"median": 100.0}, "bfloat16": {"median": 50.0}}
    precision = {"us_per_step": halves, "mean_loss_of_first_epoch": {"float32": 1.0, "bfloat16": 1.01}}
    details = {
        "steps": {f"{PERCEPTRONS[0].name}, {count} members": step for count in (1, 64)},
        "precision": {case.name: precision for case in (WIDE, LARGE_IMAGES)},
        "families": {"rnn": {"weights_difference": 1e-5, "not_recorded": None}},
        "devices": {"small": {"auto_vs_best": 1.0}},
        "shared": {"weights_difference": 0.0},
        "streaming": {
            "us_per_step": {"resident": {"median": 10.0}, "streamed": {"median": 12.0}},
            "weights_difference": 0.0,
        },
        "whole_training": {"cuda": {"log_loss": 0.3}, "cpu": {"log_loss": 0.3}},
    }

    figures = figures_of(details, "cuda")

    assert figures["recorded_vs_plain.s0"].value == pytest.approx(0.1)
    assert figures["streamed_vs_resident"].value == pytest.approx(1.2)
    assert figures["bfloat16_loss_difference"].value == pytest.approx(0.01)
    assert all(figure.holds for figure in figures.values())
