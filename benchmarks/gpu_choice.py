"""Which device `auto` takes, against the other one, and the exchange of ranks, for `benchmarks.gpu`."""

import statistics
import time
from pathlib import Path
from typing import Any

import torch

from benchmarks.gpu_cases import Bench, Case
from benchmarks.harness import tell
from classifier.neural.choose import MAX_FLOP_BESIDE_GPU, is_native, make_steps
from classifier.neural.device import flop_per_step, threads_for
from classifier.neural.ranks import joined
from classifier.neural.steps import Steps

REPETITIONS = 3


def devices(device: torch.device, case: Case) -> dict[str, Any]:
    """us of a step of the case as a job takes it: on the device, and on one core of this host."""
    tell(f"{case.name}, on both devices")
    us = {}
    for name, place in (("gpu", device), ("cpu", torch.device("cpu"))):
        bench = Bench(case, place)
        with threads_for(_flop(bench)):
            steps = make_steps(bench.models, bench.loss, bench.spec, bench.flat, bench.moves)
            us[name] = _us_per_step(bench, steps)
    natively = is_native(bench.architecture, bench.loss, bench.spec, num_members=case.num_members)
    taken = "cpu" if natively and _flop(bench) <= MAX_FLOP_BESIDE_GPU else "gpu"
    return {"us_per_step": us, "flop": _flop(bench), "auto": taken, "auto_vs_best": us[taken] / min(us.values())}


def shared_by_one(case: Case, device: torch.device, folder: Path) -> dict[str, Any]:
    """Steps of one rank, whose gradients go through an exchange with itself, against plain ones."""
    tell("a rank by itself")
    alone, shared = Bench(case, device), Bench(case, device)
    us = {"alone": _us_per_step(alone, alone.eager)}
    with joined(0, 1, folder / "ranks", device) as ranks:
        steps = make_steps(shared.models, shared.loss, shared.spec, shared.flat, shared.moves, ranks=ranks)
        us["shared"] = _us_per_step(shared, steps)
    difference = (alone.flat.values_MP - shared.flat.values_MP).abs().max() / alone.flat.values_MP.abs().max()
    return {"us_per_step": us, "weights_difference": float(difference)}


def _flop(bench: Bench) -> int:
    return bench.case.num_members * flop_per_step(bench.architecture.size.multiplications, bench.case.batch_size)


def _us_per_step(bench: Bench, steps: Steps) -> float:
    """Median of some epochs, after one that nobody counts; the reading of an epoch's losses ends it."""
    found = list(bench.pieces(bench.rows(bench.device)))
    seconds = []
    for _ in range(REPETITIONS + 1):
        started = time.perf_counter()
        bench.take(steps, found)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds[1:]) / bench.case.num_steps * 1e6
