"""How fast a large CSV is scored, in how much memory, as a job and over HTTP, against pandas and torch by hand.

`python -m benchmarks.scoring [--quick] [--output FILE.json] --json`
"""

import contextlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import numpy as np
import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from benchmarks.end_to_end import moments
from benchmarks.harness import Figure, Measured, Options, main, spread, tell
from benchmarks.naive_scoring import CLASSES, LEVELS, NUMBERS
from benchmarks.peak import Peak
from benchmarks.server import READY_SECONDS, Server, free_port
from discern.client import Discern

NUM_ROWS = 1_000_000
SIZES = (5_000_000, 50_000_000)
QUICK_SIZES = (5_000_000,)
CHUNK_ROWS = 200_000
JOB_TARGET = 1 / 6.5  # of the naive program's seconds
HTTP_TARGET = 1 / 5
MEMORY_TARGET = 0.25  # of the naive program's memory
FLAT_TARGET = (
    1.2  # the largest file's memory against the smallest's: what does not grow with it is the same within noise
)
ROOT = Path(__file__).parent.parent
LIMITS = {
    "DISCERN_LIMITS__MAX_UPLOAD_BYTES": str(2**36),
    "DISCERN_LIMITS__MAX_DECODED_BYTES": str(2**36),
    "DISCERN_LIMITS__MAX_ROWS": str(10**9),
    "DISCERN_LIMITS__MAX_CELLS": str(10**11),
}
_NAIVE = """
import sys
from pathlib import Path
from benchmarks.naive_scoring import score_file
score_file(Path(sys.argv[1]), Path(sys.argv[2]))
"""
_NAIVE_SERVICE = """
import sys
from benchmarks.naive_scoring import serve
serve(int(sys.argv[1]))
"""
SPEC = {  # the naive network: what it would choose itself, SiLU, takes longer than ReLU
    "target": "label",
    "model": {"hidden": [128, 128], "activation": "relu"},
    "training": {"epochs": 2, "batch_size": 256},
}

METHOD = {
    "job_vs_naive": "median seconds of the scoring job, from its start (a fresh child process) to its having succeeded, by its "
    "own events: load the model, read the CSV, encode, classify, count for monitoring, write, hash and store Parquet. Divided by the "
    "median seconds of the naive program (benchmarks/naive_scoring.py: read_csv, get_dummies, torch, to_parquet) in a fresh "
    "process, imported already. They take turns.",
    "job_vs_naive_to_csv": "the same job, which writes Parquet, divided by the naive program that writes CSV, as tutorials do.",
    "http_vs_naive": "median seconds from the start of the upload to the scored Parquet file on the client's disk, divided by those of "
    "the naive FastAPI service, which scores the body of the request it holds and answers with the file. They take turns.",
    "http_vs_naive_to_csv": "the same, divided by the naive service's seconds when it answers with CSV.",
    "peak_rss_vs_naive": "the child's largest resident memory (VmHWM; it holds the libraries that its fork server loaded before), "
    "divided by the naive program's (ru_maxrss) when it writes Parquet; medians.",
    "largest_vs_smallest_peak_rss": "the child's largest resident memory for the largest file, divided by the median for the smallest.",
}


def a_table(num_rows: int, seed: int) -> dict[str, Any]:
    """Ten numbers of six decimals and three of ten words each."""
    draw = np.random.default_rng(seed)
    numbers = {name: draw.normal(size=num_rows).round(6) for name in NUMBERS}
    words = {name: np.array(levels)[draw.integers(0, len(levels), num_rows)] for name, levels in LEVELS.items()}
    return {**numbers, **words}


def write_table(path: Path, num_rows: int) -> Path:
    """A CSV of 13 columns, written chunk by chunk: 118 MB for 1M rows."""
    options = pcsv.WriteOptions(quoting_style="none")
    with pcsv.CSVWriter(str(path), pa.table(a_table(1, 0)).schema, write_options=options) as writer:
        for number, start in enumerate(range(0, num_rows, CHUNK_ROWS)):
            writer.write_table(pa.table(a_table(min(CHUNK_ROWS, num_rows - start), number)))
    return path


def repeat_table(source: Path, path: Path, times: int) -> Path:
    """The rows of `source` so many times."""
    with open(source, "rb") as rows, open(path, "wb") as file:
        file.write(rows.readline())
        begin = rows.tell()
        for _ in range(times):
            rows.seek(begin)
            shutil.copyfileobj(rows, file, 1 << 20)
    return path


def write_training(path: Path, num_rows: int = 20_000) -> Path:
    """The same with a label that two of the numbers tell."""
    table = a_table(num_rows, 10**6)
    told_N = table["x0"] + table["x1"] / 2 + np.random.default_rng(1).normal(scale=0.5, size=num_rows)
    labels_N = np.array(CLASSES)[np.digitize(told_N, [-0.5, 0.5])]
    pcsv.write_csv(pa.table({**table, "label": labels_N}), path, pcsv.WriteOptions(quoting_style="none"))
    return path


@dataclass(frozen=True)
class Run:
    """One file, from upload to download."""

    seconds: float
    job_seconds: float
    stages: dict[str, float]
    """Seconds after the start of the upload at which the job came to each phase, and the client had the file."""
    peak: Peak


def score(client: Discern, server: Server, source: Path, target: Path, num_rows: int) -> Run:
    """Send, wait, download, as a client does it; checks that every row came back."""
    with Peak.watching(server.process_of("workers").pid) as peak:
        wall, started = time.time(), time.perf_counter()
        form = "parquet" if target.suffix == ".parquet" else "csv"
        job = client.scoring.create_from_file("table", source, output_format=form)
        job = client.jobs.result(job)
        client.scoring.download(job, target)
        seconds = time.perf_counter() - started
    told = (job.result or {})["num_scored"]
    found = pq.read_metadata(target).num_rows if form == "parquet" else told
    if not found == told == num_rows:
        raise RuntimeError(f"{num_rows} rows were sent, {found} came back")
    job_moments = moments(client.jobs.past_events(job.id), wall)
    target.unlink()
    stages = {**job_moments, "downloaded": seconds}
    return Run(seconds, job_moments["succeeded"] - job_moments["starting"], stages, peak)


def naive(source: Path, target: Path) -> dict[str, Any]:
    """The naive program in a process of its own."""
    command = [sys.executable, "-c", _NAIVE, str(source), str(target)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, timeout=600, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@contextlib.contextmanager
def naive_service() -> Iterator[str]:
    """The naive service's URL, while it lives."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", _NAIVE_SERVICE, str(port)], cwd=ROOT)
    try:
        url, until = f"http://127.0.0.1:{port}", time.perf_counter() + READY_SECONDS
        while True:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(url, trust_env=False).is_success:
                    break
            if process.poll() is not None or time.perf_counter() > until:
                raise RuntimeError("the naive service did not get ready")
            time.sleep(0.1)
        yield url
    finally:
        process.kill()
        process.wait()


def naive_over_http(url: str, source: Path, target: Path) -> float:
    """Seconds from the start of the upload to the file on disk, in the format that its name says."""
    started = time.perf_counter()
    with (
        open(source, "rb") as body,
        httpx.stream(
            "POST", f"{url}/score", params={"suffix": target.suffix}, content=body, timeout=600, trust_env=False
        ) as answer,
        open(target, "wb") as file,
    ):
        answer.raise_for_status()
        for chunk in answer.iter_bytes():
            file.write(chunk)
    return time.perf_counter() - started


@dataclass
class Runs:
    """What took turns: our runs, and the naive program's and service's by the suffix of what they write."""

    ours: list[Run]
    programs: dict[str, list[dict[str, Any]]]
    services: dict[str, list[float]]

    def ratios(self) -> dict[str, Figure]:
        """Of the medians."""
        job, whole = (median(values) for values in ([r.job_seconds for r in self.ours], [r.seconds for r in self.ours]))
        program = {suffix: median(one["seconds"] for one in ran) for suffix, ran in self.programs.items()}
        service = {suffix: median(ran) for suffix, ran in self.services.items()}
        return {
            "job_vs_naive": Figure(job / program[".parquet"], JOB_TARGET, "ratio"),
            "job_vs_naive_to_csv": Figure(job / program[".csv"], JOB_TARGET, "ratio"),
            "http_vs_naive": Figure(whole / service[".parquet"], HTTP_TARGET, "ratio"),
            "http_vs_naive_to_csv": Figure(whole / service[".csv"], HTTP_TARGET, "ratio"),
        }

    def details(self) -> dict[str, Any]:
        """Every run."""
        return {
            "job_seconds": spread([run.job_seconds for run in self.ours]),
            "http_seconds": spread([run.seconds for run in self.ours]),
            "seconds_by_stage": {
                stage: median(run.stages[stage] for run in self.ours) for stage in self.ours[0].stages
            },
            "naive_seconds": {suffix: spread([one["seconds"] for one in ran]) for suffix, ran in self.programs.items()},
            "naive_http_seconds": {suffix: spread(ran) for suffix, ran in self.services.items()},
            # A busy machine's clock says more about the others; seconds of CPU grow there too, but for both sides.
            "job_cpu_seconds": spread([run.peak.cpu_seconds for run in self.ours]),
            "naive_cpu_seconds": {
                suffix: spread([one["cpu_seconds"] for one in ran]) for suffix, ran in self.programs.items()
            },
            "peak_rss_mb": spread([run.peak.highest_bytes / 1e6 for run in self.ours]),
            "rss_mb_at_start": spread([run.peak.first_bytes / 1e6 for run in self.ours]),  # what a child inherits
            "naive_peak_rss_mb": spread([one["peak_rss_mb"] for one in self.programs[".parquet"]]),
        }


def take_turns(client: Discern, server: Server, folder: Path, source: Path, repetitions: int) -> Runs:
    """Ours, the naive program and the naive service, one after the other."""
    runs = Runs([], {".parquet": [], ".csv": []}, {".parquet": [], ".csv": []})
    with naive_service() as url:
        for number in range(1, repetitions + 1):
            runs.ours.append(score(client, server, source, folder / "out.parquet", NUM_ROWS))
            for suffix in (".parquet", ".csv"):
                out = folder / f"naive{suffix}"
                runs.programs[suffix].append(naive(source, out))
                runs.services[suffix].append(naive_over_http(url, source, out))
            programs = ", ".join(f"{ran[-1]['seconds']:.2f} s{suffix}" for suffix, ran in runs.programs.items())
            services = ", ".join(f"{ran[-1]:.2f} s{suffix}" for suffix, ran in runs.services.items())
            ours = runs.ours[-1]
            tell(
                f"run {number} of {repetitions}: job {ours.job_seconds:.2f} s, naive {programs}; over HTTP ours "
                f"{ours.seconds:.2f} s, naive {services}; peak {ours.peak.highest_bytes / 1e6:.0f} MB"
            )
    return runs


def score_larger(client: Discern, server: Server, folder: Path, source: Path, num_rows: int) -> dict[str, float]:
    """A file of so many rows, those of `source` again and again: made, scored and removed."""
    path = repeat_table(source, folder / "large.csv", num_rows // NUM_ROWS)
    try:
        run = score(client, server, path, folder / "out.parquet", num_rows)
        found = {
            "job_seconds": run.job_seconds,
            "rows_per_second": num_rows / run.job_seconds,
            "peak_rss_mb": run.peak.highest_bytes / 1e6,
            "file_mb": path.stat().st_size / 1e6,
        }
    finally:
        path.unlink()
    tell(f"{num_rows:,} rows: {found}")
    return found


def measure(options: Options) -> Measured:
    """Every figure; a full run takes some minutes and 20 GB of disk."""
    folder = options.folder
    source = write_table(folder / "1m.csv", NUM_ROWS)
    larger: dict[str, dict[str, float]] = {}
    with Server(folder / "data", folder / "serve.log", **LIMITS) as server, Discern(server.url) as client:
        dataset = client.datasets.upload(write_training(folder / "training.csv"))
        client.jobs.result(client.jobs.create_training(dataset.id, SPEC, model_name="table"))
        small = write_table(folder / "small.csv", 1_000)
        score(client, server, small, folder / "out.parquet", 1_000)  # warms the worker up
        runs = take_turns(client, server, folder, source, 3 if options.quick else 5)
        to_csv = score(client, server, source, folder / "out.csv", NUM_ROWS)
        for num_rows in QUICK_SIZES if options.quick else SIZES:
            larger[f"{num_rows}"] = score_larger(client, server, folder, source, num_rows)
    details = runs.details()
    peak = details["peak_rss_mb"]["median"]
    last = larger[max(larger, key=int)]["peak_rss_mb"]
    return Measured(
        figures={
            **runs.ratios(),
            "peak_rss_vs_naive": Figure(peak / details["naive_peak_rss_mb"]["median"], MEMORY_TARGET, "ratio"),
            "largest_vs_smallest_peak_rss": Figure(last / peak, FLAT_TARGET, "ratio"),
        },
        method=METHOD,
        details={
            "data": f"{NUM_ROWS:,} rows x 13 columns made by write_table: {source.stat().st_size / 1e6:.0f} MB of CSV",
            "job_rows_per_second": NUM_ROWS / details["job_seconds"]["median"],
            **details,
            "job_seconds_to_csv": to_csv.job_seconds,
            "larger_files": larger,
        },
    )


if __name__ == "__main__":
    sys.exit(main("scoring", measure))
