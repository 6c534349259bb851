"""What one row has to wait while somebody else sends large bodies, and a training job runs as well."""

import statistics
import time
from pathlib import Path
from typing import Any

from benchmarks.harness import Figure, tell
from benchmarks.serving import load
from benchmarks.serving.load import Job, Load
from benchmarks.serving.rounds import Bodies, Rounds, Way, details
from benchmarks.serving.servers import CLIENT_CORE, Target, Trained, training

SETTLE_SECONDS = 0.3


def beside(rounds: Rounds, bodies: Bodies, ours: Target, trained: Trained, log: Path) -> tuple[dict[str, Figure], Any]:
    """One row alone and beside bodies of 10,000 rows, by turns; then the same on a machine that trains."""
    single = Way(ours, [ours.post(body) for body in bodies.singles], 1)
    Way(ours, [ours.post(bodies.large)], 1).run(1.0)  # the process for large bodies is there
    quiet: dict[str, list[Load]] = {"alone": [], "beside": []}
    large = []
    for number in range(rounds.count):
        quiet["alone"].append(single.run(rounds.seconds))
        one, other = beside_large(rounds, bodies, ours, single)
        quiet["beside"].append(one)
        large.append(other.per_second)
        tell(f"round {number + 1}: p99 {quiet['alone'][-1].p99_us:,.0f} µs alone, {one.p99_us:,.0f} beside")
    busy: dict[str, list[Load]] = {"training": [], "training and beside": []}
    with training(trained, ours, log):
        for number in range(rounds.count):
            busy["training"].append(single.run(rounds.seconds))
            busy["training and beside"].append(beside_large(rounds, bodies, ours, single)[0])
            shown = ", ".join(f"{loads[-1].p99_us:,.0f} µs {name}" for name, loads in busy.items())
            tell(f"round {number + 1}: p99 {shown}")
    found = {**quiet, **busy}
    p99 = {name: statistics.median(one.p99_us for one in loads) for name, loads in found.items()}
    figures = {
        "beside.p99": Figure(p99["beside"] / p99["alone"], 10.0, "ratio"),
        "beside.p99_training": Figure(p99["training and beside"] / p99["alone"], 20.0, "ratio"),
    }
    told = {**details(found), "large_bodies_per_second": large, "rss_mb_after": ours.rss_mb()}
    return figures, told


def beside_large(rounds: Rounds, bodies: Bodies, ours: Target, single: Way) -> tuple[Load, Load]:
    """One row's load, and that of who sent 10,000 at a time meanwhile."""
    seconds = rounds.seconds + SETTLE_SECONDS + 0.5  # the client begins before, and ends after
    other = load.start(Job(ours.port, [ours.post(bodies.large)], 1, seconds, CLIENT_CORE))
    time.sleep(SETTLE_SECONDS)
    one = single.run(rounds.seconds)
    return one, load.finish(other)
