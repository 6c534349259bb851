"""One thread against two: a step's time by its FLOP, with the machine to itself and beside a busy core.

`python -m benchmarks.training.threads JSON` measures, in a process of its own.
"""

import contextlib
import json
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.harness import Figure, Options, tell
from benchmarks.training.fresh import ENVIRONMENT, answer_of, busy_core

CASES: tuple[tuple[str, tuple[int, ...], int, int, bool], ...] = (
    ("10-25-1 x 8", (10, 25, 1), 8, 1, False),
    ("20-64-64-3 x 64", (20, 64, 64, 3), 64, 1, False),
    ("20-128-128-3 x 64", (20, 128, 128, 3), 64, 1, False),
    ("20-128-128-3 x 128", (20, 128, 128, 3), 128, 1, False),
    ("20-128-128-3 x 256", (20, 128, 128, 3), 256, 1, False),
    ("50-256-256-5 x 128", (50, 256, 256, 5), 128, 1, False),
    ("50-256-256-5 x 256", (50, 256, 256, 5), 256, 1, False),
    ("50-256-256-5 x 1024", (50, 256, 256, 5), 1024, 1, False),
    ("5 of 20-64-64-3 x 64", (20, 64, 64, 3), 64, 5, False),
    ("5 of 20-128-128-3 x 64", (20, 128, 128, 3), 64, 5, False),
    ("auto's 5 x 64", (20, 128, 128, 3), 64, 5, True),
    ("auto's 5 x 128", (20, 128, 128, 3), 128, 5, True),
    ("auto's 5 x 256", (20, 128, 128, 3), 256, 5, True),
)
"""Name, widths, batch, members, whether with all that `auto` adds."""
ROUNDS, QUICK_ROUNDS = 15, 5
SECONDS, QUICK_SECONDS = 0.05, 0.02
"""Of one measurement."""

METHOD: dict[str, str] = {}
"""It has no figure: it is what ONE_THREAD_FLOP in classifier/neural/device.py is chosen by."""


def measure_threads(options: Options) -> tuple[dict[str, Figure], dict[str, Any]]:
    """No figure; the hand-written torch step on one and two threads, and the thresholds that the times support."""
    asked = {
        "rounds": QUICK_ROUNDS if options.quick else ROUNDS,
        "seconds": QUICK_SECONDS if options.quick else SECONDS,
    }
    found = {}
    for name, beside in (("alone", contextlib.nullcontext()), ("beside_a_busy_core", busy_core())):
        tell(f"threads: {name}")
        with beside:
            found[name] = answer_of("benchmarks.training.threads", asked)
    return {}, {"environment": ENVIRONMENT, **found, "thresholds": thresholds(found)}


def thresholds(found: Mapping[str, Mapping[str, Any]]) -> dict[str, float | None]:
    """MFLOP from which on two threads are faster at every size: alone, beside a busy core, and in the mean of the two.

    Null where they are slower at the largest. The mean of how much faster they are is geometric.

    >>> case = lambda mflop, faster: {"mflop": mflop, "two_threads_faster": faster}
    >>> alone = {"a": case(1.0, 0.5), "b": case(9.0, 1.5), "c": case(99.0, 1.8)}
    >>> beside = {"a": case(1.0, 0.5), "b": case(9.0, 0.5), "c": case(99.0, 1.1)}
    >>> thresholds({"alone": alone, "beside_a_busy_core": beside})
    {'alone': 9.0, 'beside_a_busy_core': 99.0, 'mean': 99.0}
    """
    faster = {
        where: {name: (case["mflop"], case["two_threads_faster"]) for name, case in of.items()}
        for where, of in found.items()
    }
    alone, beside = faster["alone"], faster["beside_a_busy_core"]
    mean = {name: (mflop, (ratio * beside[name][1]) ** 0.5) for name, (mflop, ratio) in alone.items()}
    return {name: _from_where(list(of.values())) for name, of in {**faster, "mean": mean}.items()}


def _from_where(faster: Sequence[tuple[float, float]]) -> float | None:
    threshold = None
    for mflop, ratio in sorted(faster, reverse=True):
        if ratio <= 1.0:
            break
        threshold = mflop
    return threshold


def main(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Every case on one and on two threads, in turns; by the clock, for threads that wait cost no CPU."""
    import torch

    from benchmarks.training.bench import Bench, steps_for
    from benchmarks.training.sizes import Size

    found = {}
    for name, widths, batch_size, members, recipe in CASES:
        size = Size(widths, batch_size)
        torch.set_num_threads(1)
        num_steps = steps_for(asked["seconds"], size, members, native=False, recipe=recipe)
        bench = Bench(size, members, num_steps=num_steps, native=False, recipe=recipe)
        us: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(asked["rounds"]):
            for num_threads, times in us.items():
                torch.set_num_threads(num_threads)
                times.append(bench.us_per_step(time.perf_counter))
        found[name] = {
            "mflop": bench.flop / 1e6,
            "us_on_one": statistics.median(us[1]),
            "us_on_two": statistics.median(us[2]),
            "two_threads_faster": statistics.median(one / two for one, two in zip(us[1], us[2], strict=True)),
        }
    return found


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))
