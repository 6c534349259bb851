"""What a job costs beside its own work: from its acceptance to its first epoch."""

import random
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.harness import Figure, spread, tell
from discern.client import Discern
from examples.s0.generate import TARGET, write_rice

MAX_SECONDS = 1.0
NUM_ROWS = 600
SPEC: dict[str, Any] = {"target": TARGET, "training": {"epochs": 2, "seed": 0}}

METHOD = {
    "job_overhead_p50_seconds": f"a training job on {NUM_ROWS} rows with default settings and 2 epochs: from the 202 in "
    "the client's hands to the metric event of epoch 1 in its hands, over the event stream, median; SQLite, a worker "
    "that has run jobs before, one job at a time at random moments of the worker's polling.",
}


def measure_overhead(client: Discern, folder: Path, repetitions: int) -> tuple[dict[str, Figure], dict[str, Any]]:
    """The figure, and the same up to epoch 0 and by the server's own clock."""
    dataset = client.datasets.upload(write_rice(folder / "small.csv", NUM_ROWS))
    pause = random.Random(0)
    seen: dict[str, list[float]] = {}
    tell(f"{repetitions} small jobs, after one that warms up")
    for number in range(repetitions + 1):
        time.sleep(pause.uniform(0.1, 0.6))
        for name, seconds in follow(client, dataset.id).items():
            if number:
                seen.setdefault(name, []).append(seconds)
    spreads = {name: spread(values) for name, values in seen.items()}
    figure = Figure(spreads["epoch 1 seen"]["median"], MAX_SECONDS, "s")
    return {"job_overhead_p50_seconds": figure}, {"seconds_after_202": spreads}


def follow(client: Discern, dataset_id: str) -> dict[str, float]:
    """Seconds after the 202 at which one small job reached each stage."""
    job = client.jobs.create_training(dataset_id, SPEC)
    accepted, wall = time.perf_counter(), time.time()
    found: dict[str, float] = {}
    for event in client.jobs.events(job):
        if event.type == "metric" and event.data["epoch"] <= 1:
            found[f"epoch {event.data['epoch']} seen"] = time.perf_counter() - accepted
    for event in client.jobs.past_events(job):
        moment = event.at.timestamp() - wall if isinstance(event.at, datetime) else 0.0
        if event.type == "metric" and event.data["epoch"] <= 1:
            found[f"epoch {event.data['epoch']} written"] = moment
        elif event.type == "state" and event.data["phase"] in ("starting", "preflight", "succeeded"):
            found[f"{event.data['phase']} written"] = moment
    if "epoch 1 seen" not in found:
        raise RuntimeError(f"the job had no first epoch: {client.jobs.get(job).error}")
    return found
