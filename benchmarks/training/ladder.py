"""The ladder: the same steps taken in each way, in turns, on one thread."""

import statistics
import time
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812

from benchmarks.families import AtLeast
from benchmarks.harness import Figure, Options, spread, tell
from benchmarks.training.gradients import largest_gap
from benchmarks.training.rungs import RUNGS
from benchmarks.training.sizes import SIZES, Start, start_of

ROUNDS, QUICK_ROUNDS = 11, 3
LEAST_SECONDS = 0.05
"""A rung is repeated from its start until it has taken so long: three milliseconds are too few for a clock."""
MOST_GAP, MOST_GRADIENT_GAP = 1e-3, 1e-6

MULTIPLIED_IN_BFLOAT16 = ("50-256-256-5",)
"""By the engine, between hidden layers, where the processor has instructions for it."""

METHOD = {
    "ladder.SIZE": "how many times as fast as the DataLoader loop the engine takes the same steps from the same weights over "
    "the same rows in the same order: CPU time of the one thread that trains, which on a quiet machine is the clock's, in "
    "the median over rounds in which all rungs take turns; what an epoch gathers is in it, what it measures is not",
    "ladder.SIZE.float32": "the same of the hand-written step that multiplies as the loop does, where the engine multiplies bfloat16",
    "ladder.same_loss": "largest relative difference, over the sizes and rungs, of the loss over all rows after the last step "
    "from that of the loop",
    "ladder.gradients": "largest difference in float64, relative to the largest number of the gradient, between autograd's "
    "gradient of a batch and those of the hand-written step and of the native kernel, over the sizes",
}


def measure_ladder(options: Options) -> tuple[dict[str, Figure], dict[str, Any]]:
    """A figure for each size, those of agreement, and every rung's times."""
    torch.set_num_threads(1)
    details: dict[str, Any] = {}
    for name in SIZES:
        tell(f"ladder: {name}")
        details[name] = climb(start_of(name), QUICK_ROUNDS if options.quick else ROUNDS)
    details["gradients"] = {name: largest_gap(start_of(name)) for name in SIZES}
    return figures_of(details), details


def climb(start: Start, rounds: int) -> dict[str, Any]:
    """Every rung's us per step by its thread's time and by the clock, its share of the loop's, and where it ended."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in RUNGS}
    losses, ways = {}, {}
    for number in range(rounds + 1):  # the first loads and compiles
        for name in turned(list(RUNGS), number):
            taken, losses[name], ways[name] = time_rung(name, start)
            if number:
                times[name].append(taken)
    return {
        "widths": list(start.size.widths),
        "batch_size": start.size.batch_size,
        "num_rows": len(start.rows),
        "num_steps": start.num_steps,
        "rungs": {name: {"way": ways[name], **rung_of(times, name), "loss": losses[name]} for name in RUNGS},
    }


def time_rung(name: str, start: Start) -> tuple[tuple[float, float], float, str]:
    """us per step by (its thread's time, the clock); the loss that it ends at; who took the steps."""
    cpu = wall = 0.0
    repeats = 0
    while cpu < LEAST_SECONDS:
        prepared = RUNGS[name](start)
        clock, thread = time.perf_counter(), time.thread_time()
        prepared.train()
        wall, cpu = wall + time.perf_counter() - clock, cpu + time.thread_time() - thread
        repeats += 1
    scale = 1e6 / (repeats * start.num_steps)
    return (cpu * scale, wall * scale), loss_of(prepared.model, start), prepared.way


def loss_of(model: nn.Module, start: Start) -> float:
    """Mean over all rows, in float64."""
    with torch.no_grad():
        logits_NC = model(start.rows.x_NX).double()
        if start.size.widths[-1] == 1:
            return float(F.binary_cross_entropy_with_logits(logits_NC, start.target_N.double()))
        return float(F.cross_entropy(logits_NC, start.target_N))


def turned(names: Sequence[str], number: int) -> list[str]:
    """The same names beginning with another one in each round, so that no rung always follows the same one.

    >>> turned(["a", "b", "c"], 4)
    ['b', 'c', 'a']
    """
    at = number % len(names)
    return [*names[at:], *names[:at]]


def rung_of(times: Mapping[str, Sequence[tuple[float, float]]], name: str) -> dict[str, Any]:
    """A rung's times, and how many times as fast as the loop it is: the median of the rounds' ratios.

    >>> rung_of({"loop": [(8.0, 9.0), (8.0, 9.0)], "ours": [(2.0, 3.0), (4.0, 3.0)]}, "ours")["faster"]
    3.0
    """
    ratios = [(slow[0] / fast[0], slow[1] / fast[1]) for slow, fast in zip(times["loop"], times[name], strict=True)]
    return {
        "faster": statistics.median(cpu for cpu, _ in ratios),
        "faster_by_the_clock": statistics.median(wall for _, wall in ratios),
        "us_per_step": spread([cpu for cpu, _ in times[name]]),
        "us_per_step_by_the_clock": spread([wall for _, wall in times[name]]),
    }


def figures_of(details: Mapping[str, Any]) -> dict[str, Figure]:
    """What is promised of the ladder beside what was measured."""
    figures: dict[str, Figure] = {}
    gaps = []
    for name, size in SIZES.items():
        rungs = details[name]["rungs"]
        figures[f"ladder.{name}"] = AtLeast(rungs["ours"]["faster"], size.faster, "times")
        if name in MULTIPLIED_IN_BFLOAT16:
            figures[f"ladder.{name}.float32"] = AtLeast(rungs["by_hand"]["faster"], size.faster, "times")
        gaps += [abs(rung["loss"] / rungs["loop"]["loss"] - 1.0) for rung in rungs.values()]
    figures["ladder.same_loss"] = Figure(max(gaps), MOST_GAP, "share")
    worst = max(gap for of in details["gradients"].values() for gap in of.values())
    figures["ladder.gradients"] = Figure(worst, MOST_GRADIENT_GAP, "share")
    return figures
