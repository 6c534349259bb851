"""What several members cost beside one: the curve from 1 to 64, native and as one batched product."""

import statistics
import time
from collections.abc import Mapping, Sequence
from typing import Any

import torch

from benchmarks.harness import Figure, Options, tell
from benchmarks.training.bench import Bench, steps_for
from benchmarks.training.ladder import time_rung
from benchmarks.training.sizes import Size, Start, made, rows_of

COUNTS, QUICK_COUNTS = (1, 2, 4, 8, 16, 32, 64), (1, 4, 16, 64)
CURVES = {
    "s0": Size((10, 25, 1), 8),
    "width 25": Size((50, 25, 25, 5), 8),
    "width 64": Size((50, 64, 64, 5), 64),
    "width 128": Size((50, 128, 128, 5), 128),
    "width 256": Size((50, 256, 256, 5), 256),
}
LOOP_STEPS = 30
ROUNDS, QUICK_ROUNDS = 5, 3
SECONDS = 0.02
"""Of one measurement; fewer than three steps are never taken."""
SIXTEEN, MOST_TIMES = 16, 4.0
MOST_LOST = 1.5

METHOD = {
    "members.s0": "a step of 16 members at S0's size over a step of one, each in the way that the engine picks; CPU time of "
    "the one thread, medians over rounds in which ways and counts take turns. The native kernel takes members one "
    "after another, so its 16 cost 16 times one",
    "members.s0.product": "the same with both in torch's batched product",
    "members.s0.loop": "a step of 16 members at S0's size in the way that the engine picks over a step of one in the "
    "DataLoader loop",
    "members.pick": "time in the way that the engine picks over that in the faster way, at the size and count where it is most",
}


def measure_members(options: Options) -> tuple[dict[str, Figure], dict[str, Any]]:
    """The figures at S0's size, and every curve."""
    torch.set_num_threads(1)
    counts = QUICK_COUNTS if options.quick else COUNTS
    details = {}
    for name, size in CURVES.items():
        tell(f"members: {name}")
        details[name] = curve(size, counts, QUICK_ROUNDS if options.quick else ROUNDS)
    return figures_of(details), details


def curve(size: Size, counts: Sequence[int], rounds: int) -> dict[str, Any]:
    """us of a step for each count and way, which way the engine picks, and us of the DataLoader loop's step."""
    ways = {"native": True, "product": False}
    benches = {
        (count, way): Bench(size, count, num_steps=steps_for(SECONDS, size, count, native=native), native=native)
        for count in counts
        for way, native in ways.items()
    }
    found: dict[tuple[int, str], list[float]] = {key: [] for key in benches}
    for _ in range(rounds):
        for key, bench in benches.items():
            found[key].append(bench.us_per_step(time.thread_time))
    x_ND, y_N = made(max(20, size.widths[0]), size.num_classes, LOOP_STEPS * size.batch_size)
    start = Start(size, rows_of(size, x_ND[:, : size.widths[0]], y_N))
    loop = statistics.median(time_rung("loop", start)[0][0] for _ in range(rounds))
    us = {way: {count: statistics.median(found[count, way]) for count in counts} for way in ways}
    picked = {count: "native" if benches[count, "native"].picks_native else "product" for count in counts}
    return {
        "widths": list(size.widths),
        "batch_size": size.batch_size,
        "loop_us_per_step": loop,
        "mflop_of_one": benches[1, "product"].flop / 1e6,
        **told(us, picked),
    }


def told(us: Mapping[str, Mapping[int, float]], picked: Mapping[int, str]) -> dict[str, Any]:
    """The curves as the result keeps them.

    >>> us = {"native": {1: 1.0, 16: 16.0}, "product": {1: 4.0, 16: 8.0}}
    >>> found = told(us, {1: "native", 16: "native"})
    >>> found["times_one"]["product"], found["picked"]["16"]
    ({'1': 1.0, '16': 2.0}, {'way': 'native', 'faster': 'product', 'lost': 2.0})
    """
    picks = {}
    for count, way in picked.items():
        faster = min(us, key=lambda way, count=count: us[way][count])  # type: ignore[misc]
        picks[str(count)] = {"way": way, "faster": faster, "lost": us[way][count] / us[faster][count]}
    return {
        "us_per_step": {way: {str(count): value for count, value in of.items()} for way, of in us.items()},
        "times_one": {way: {str(count): value / of[1] for count, value in of.items()} for way, of in us.items()},
        "picked": picks,
    }


def figures_of(details: Mapping[str, Any]) -> dict[str, Figure]:
    """Sixteen members at S0's size beside one, and the worst pick anywhere."""
    s0 = details["s0"]
    us, picked = s0["us_per_step"], s0["picked"]
    sixteen, one = (us[picked[count]["way"]][count] for count in (str(SIXTEEN), "1"))
    lost = max(pick["lost"] for of in details.values() for pick in of["picked"].values())
    return {
        "members.s0": Figure(sixteen / one, MOST_TIMES, "times"),
        "members.s0.product": Figure(s0["times_one"]["product"][str(SIXTEEN)], MOST_TIMES, "times"),
        "members.s0.loop": Figure(sixteen / s0["loop_us_per_step"], MOST_TIMES, "times"),
        "members.pick": Figure(lost, MOST_LOST, "times"),
    }
