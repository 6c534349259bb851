"""Case S0 through the service, against the naive loop on the same training rows."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.harness import Figure, spread, tell
from benchmarks.naive_loop import SPEC
from discern.client import Discern
from discern.objects import Dataset, Event, Job
from examples.s0.generate import TARGET

MAX_RATIO = 1.0
IGNORED = ("id",)
ROOT = Path(__file__).parent.parent

_NAIVE = """
import json, sys
from pathlib import Path
from benchmarks.naive_loop import run_naive_loop
path, target, ignored, num_threads = json.loads(sys.argv[1])
print(json.dumps(run_naive_loop(Path(path), target, ignored, num_threads)))
"""

METHOD = {
    "s0_end_to_end_vs_naive_loop": "median seconds from the start of the upload's POST to the client's seeing "
    "`succeeded` (`discern serve` on SQLite, one worker that has run a job before, the Python client), divided by the "
    "median seconds of the naive loop's epochs alone (a fresh process each time, its imports, reading and scaling not "
    "counted, the server idle beside it), with torch's default threads or with one, whichever is faster. The same rows "
    "train in both; they take turns.",
}


@dataclass(frozen=True)
class Run:
    """One S0 job, from its upload on."""

    seconds: float
    timeline: dict[str, float]
    """Seconds of each stage, in order; their sum is `seconds`."""
    dataset: Dataset
    job: Job


def run_through_service(client: Discern, path: Path) -> Run:
    """Upload, train and wait, as a client does it."""
    wall = time.time()
    started = time.perf_counter()
    dataset = client.datasets.upload(path)
    read = time.perf_counter()
    job = client.jobs.create_training(dataset.id, {**SPEC, "target": TARGET})
    accepted = time.perf_counter()
    ended = client.jobs.wait(job)
    seconds = time.perf_counter() - started
    if ended.status != "succeeded":
        raise RuntimeError(f"the job ended {ended.status}: {ended.error}")
    # Events carry the server's wall clock, which is this machine's own.
    profile = moments(client.jobs.past_events(dataset.profile_job_id or ""), wall)
    training = moments(client.jobs.past_events(ended), wall)
    marks = {
        "upload": profile["queued"],
        "wait for a worker (profile)": profile["starting"],
        "start a child, read, infer, profile, store": profile["succeeded"],
        "client sees the dataset": read - started,
        "create the job": accepted - started,
        "wait for a worker (train)": training["starting"],
        "start a child, read, split, encode": training["preflight"],
        "epoch 0": training["training"],
        "train": training["evaluating"],
        "evaluate, baselines, publish": training["succeeded"],
        "client sees the end": seconds,
    }
    before = 0.0
    timeline = {}
    for stage, moment in marks.items():
        timeline[stage] = moment - before
        before = moment
    return Run(seconds, timeline, dataset, ended)


def moments(events: Any, since: float) -> dict[str, float]:
    """Seconds after `since` at which each phase of a job began."""
    found: dict[str, float] = {}
    event: Event
    for event in events:
        if event.type == "state" and isinstance(event.at, datetime):
            found[event.data["phase"]] = event.at.timestamp() - since
    return found


def naive_run(path: Path, num_threads: int | None = None) -> dict[str, Any]:
    """The naive loop in a process of its own, which does not outlive us."""
    arguments = json.dumps([str(path), TARGET, IGNORED, num_threads])
    done = subprocess.run(
        [sys.executable, "-c", _NAIVE, arguments], cwd=ROOT, stdout=subprocess.PIPE, timeout=1_800, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def compare(client: Discern, path: Path, repetitions: int) -> tuple[dict[str, Figure], dict[str, Any]]:
    """The ratio of medians, with every run and where the service's time goes."""
    tell("warming the worker up with one S0 job")
    run_through_service(client, path)
    runs, loops, one_thread_loops = [], [], []
    for number in range(1, repetitions + 1):
        runs.append(run_through_service(client, path))
        loops.append(naive_run(path))
        one_thread_loops.append(naive_run(path, num_threads=1))
        tell(
            f"S0 {number} of {repetitions}: service {runs[-1].seconds:.2f} s, naive loop {loops[-1]['seconds']:.2f} s, "
            f"on one thread {one_thread_loops[-1]['seconds']:.2f} s"
        )
    service, naive = spread([run.seconds for run in runs]), spread([loop["seconds"] for loop in loops])
    one_thread = spread([loop["seconds"] for loop in one_thread_loops])
    # A second thread only hinders so small a network, and beside other work tenfold: the loop gets the better of both.
    fastest = min(naive["median"], one_thread["median"])
    check_alike(runs[-1], loops[-1])
    metrics = (runs[-1].job.result or {})["metrics"]
    details = {
        "service_seconds": service,
        "naive_loop_seconds": naive,
        "naive_loop_seconds_on_one_thread": one_thread,
        "ratio_with_default_threads": service["median"] / naive["median"],
        "ratio_with_one_thread": service["median"] / one_thread["median"],
        "naive_loop": {name: value for name, value in loops[-1].items() if name != "seconds"},
        "service_test_accuracy": metrics["test"]["accuracy"],
        "service_seconds_by_stage": {stage: median(run.timeline[stage] for run in runs) for stage in runs[0].timeline},
    }
    figures = {"s0_end_to_end_vs_naive_loop": Figure(service["median"] / fastest, MAX_RATIO, "ratio")}
    return figures, details


def check_alike(run: Run, loop: dict[str, Any]) -> None:
    """Both must have done the same work. Raises: `RuntimeError`."""
    resolved, result = run.job.resolved_config or {}, run.job.result or {}
    held_out = sum(result["metrics"][part]["num_rows"] for part in ("validation", "test"))
    did = {
        "epochs": result["epochs_run"],
        "batch_size": resolved["training"]["batch_size"],
        "num_features": len(resolved["features"]),
        "num_train_rows": (run.dataset.num_rows or 0) - held_out,
    }
    if did != {name: loop[name] for name in did}:
        raise RuntimeError(f"the service and the naive loop did different work: {did} and {loop}")
