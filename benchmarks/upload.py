"""How long a large CSV takes from its upload until it can be trained on, and how much memory, against pandas.read_csv.

`python -m benchmarks.upload [--quick] [--output FILE.json] --json`
"""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from benchmarks.end_to_end import moments
from benchmarks.harness import Figure, Measured, Options, main, spread, tell
from benchmarks.peak import Peak
from benchmarks.server import Server
from discern.client import Discern

NUM_ROWS, NUM_FLOATS = 1_000_000, 15
MAX_RATIO = 3.0  # times pandas.read_csv alone
MAX_MEMORY_RATIO = 4.0  # times the table as Arrow holds it in memory
ROOT = Path(__file__).parent.parent

_READ_CSV = """
import json, resource, sys, time
import pandas
if sys.argv[2] == "one":
    pandas.set_option("mode.max_threads", 1)
started, cpu = time.perf_counter(), time.process_time()
frame = pandas.read_csv(sys.argv[1])
seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
print(json.dumps({"seconds": seconds, "cpu_seconds": cpu, "peak_rss_mb": peak, "shape": frame.shape}))
"""

METHOD = {
    "child_vs_read_csv": "median seconds of the profile job, from its start (a fresh child process) to the dataset's being "
    "ready: parse, find types, profile, run the checks, write, hash and store Parquet; by the job's own events. Divided by "
    "the median seconds of pandas.read_csv of the same file in a fresh process, imported already, with its usual options "
    "(so on several threads since pandas 3.1). They take turns; `discern serve` on SQLite, its worker has run a job before "
    "and is idle while pandas reads.",
    "ready_vs_read_csv": "the same for the whole way: median seconds from the start of the upload's POST over HTTP to the "
    "client's holding the ready dataset. The share of the upload itself is in the details.",
    "child_peak_rss_vs_table": "the child's largest resident memory (VmHWM of /proc, read every 20 ms; it holds the libraries "
    "that the worker loaded before, torch too) divided by the bytes of the stored table read into Arrow; median.",
}


def write_table(path: Path, num_rows: int = NUM_ROWS) -> Path:
    """A CSV of 20 columns: 15 of six decimals, 2 of whole numbers, 2 of few words, and a label. 171 MB for 1M rows."""
    generator = np.random.default_rng(0)
    x_ND = generator.normal(size=(num_rows, NUM_FLOATS)).round(6)
    late_N = x_ND[:, 0] - x_ND[:, 1] + generator.normal(size=num_rows) > 0
    columns = {
        **{f"x{i}": x_ND[:, i] for i in range(NUM_FLOATS)},
        "visits": generator.poisson(3.0, num_rows),
        "amount": generator.integers(0, 100_000, num_rows),
        "city": np.array(["Berlin", "Bern", "Oslo", "Paris", "Rome", "Wien"])[generator.integers(0, 6, num_rows)],
        "plan": np.array(["free", "basic", "pro"])[generator.integers(0, 3, num_rows)],
        "label": np.where(late_N, "left", "stayed"),
    }
    pcsv.write_csv(pa.table(columns), path, pcsv.WriteOptions(quoting_style="needed"))
    return path


@dataclass(frozen=True)
class Run:
    """One upload."""

    seconds: float
    timeline: dict[str, float]
    """Seconds of each stage, in order; their sum is `seconds`."""
    peak: Peak

    @property
    def child_seconds(self) -> float:
        """Of the profile job alone."""
        return self.timeline[CHILD]


CHILD = "profile job: child, parse, type, profile, checks, Parquet"


def upload(client: Discern, server: Server, path: Path) -> Run:
    """Upload and wait until the dataset is ready, as a client does it."""
    with Peak.watching(server.process_of("workers").pid) as peak:
        wall, started = time.time(), time.perf_counter()
        dataset = client.datasets.upload(path)
        seconds = time.perf_counter() - started
    # Events carry the server's wall clock, which is this machine's own.
    job = moments(client.jobs.past_events(dataset.profile_job_id or ""), wall)
    marks = {
        "upload: send, receive, hash, store": job["queued"],
        "wait for a worker": job["starting"],
        CHILD: job["succeeded"],
        "client sees it ready": seconds,
    }
    before, timeline = 0.0, {}
    for stage, moment in marks.items():
        timeline[stage] = moment - before
        before = moment
    client.datasets.delete(dataset.id)
    return Run(seconds, timeline, peak)


def read_csv(path: Path, threads: str = "usual") -> dict[str, Any]:
    """pandas in a process of its own, on its usual threads or on one."""
    done = subprocess.run(
        [sys.executable, "-c", _READ_CSV, str(path), threads], cwd=ROOT, stdout=subprocess.PIPE, timeout=600, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def stored_table_bytes(data: Path) -> tuple[int, int]:
    """Bytes of the largest stored table as Arrow holds it, and of its file."""
    files = [path for path in (data / "blobs").glob("??/*") if path.read_bytes()[:4] == b"PAR1"]
    file = max(files, key=lambda path: path.stat().st_size)
    return pq.read_table(file).nbytes, file.stat().st_size


def measure(options: Options) -> Measured:
    """Every figure; a full run takes about two minutes on a quiet machine."""
    path = write_table(options.folder / "large.csv")
    small = write_table(options.folder / "small.csv", 1_000)
    data = options.folder / "data"
    runs, reads, one_thread = [], [], []
    repetitions = 3 if options.quick else 7
    with Server(data, options.folder / "serve.log") as server, Discern(server.url) as client:
        upload(client, server, small)  # warms the worker up
        for number in range(1, repetitions + 1):
            reads.append(read_csv(path))
            runs.append(upload(client, server, path))
            one_thread.append(read_csv(path, "one"))
            tell(
                f"upload {number} of {repetitions}: read_csv {reads[-1]['seconds']:.2f} s, child "
                f"{runs[-1].child_seconds:.2f} s, whole {runs[-1].seconds:.2f} s, peak {runs[-1].peak.highest_bytes / 1e6:.0f} MB"
            )
        table_bytes, file_bytes = stored_table_bytes(data)
    pandas = spread([read["seconds"] for read in reads])
    alone = spread([read["seconds"] for read in one_thread])
    child, whole = spread([run.child_seconds for run in runs]), spread([run.seconds for run in runs])
    read_cpu, child_cpu = (
        spread([read["cpu_seconds"] for read in reads]),
        spread([run.peak.cpu_seconds for run in runs]),
    )
    peak = spread([run.peak.highest_bytes / 1e6 for run in runs])
    stages = {stage: median(run.timeline[stage] for run in runs) for stage in runs[0].timeline}
    return Measured(
        figures={
            "child_vs_read_csv": Figure(child["median"] / pandas["median"], MAX_RATIO, "ratio"),
            "ready_vs_read_csv": Figure(whole["median"] / pandas["median"], MAX_RATIO, "ratio"),
            "child_peak_rss_vs_table": Figure(peak["median"] * 1e6 / table_bytes, MAX_MEMORY_RATIO, "ratio"),
        },
        method=METHOD,
        details={
            "data": f"{NUM_ROWS:,} rows x 20 columns made by write_table: {path.stat().st_size / 1e6:.0f} MB of CSV",
            "read_csv_seconds": pandas,
            # pandas 3.1 reads a large file on several threads; the ratios above are against that.
            "read_csv_one_thread_seconds": alone,
            "child_vs_read_csv_on_one_thread": child["median"] / alone["median"],
            "ready_vs_read_csv_on_one_thread": whole["median"] / alone["median"],
            "read_csv_peak_rss_mb": spread([read["peak_rss_mb"] for read in reads]),
            "child_seconds": child,
            # The clock of a busy machine says more about the others; a second of CPU lasts longer there, too, but for both.
            "read_csv_cpu_seconds": read_cpu,
            "child_cpu_seconds": child_cpu,
            "child_cpu_vs_read_csv_cpu": child_cpu["median"] / read_cpu["median"],
            "child_vs_read_csv_by_pair": spread(
                [run.child_seconds / read["seconds"] for run, read in zip(runs, reads, strict=True)]
            ),
            "ready_seconds": whole,
            "ready_seconds_by_stage": stages,
            "upload_share_of_ready": stages["upload: send, receive, hash, store"] / whole["median"],
            "child_peak_rss_mb": peak,
            "child_rss_mb_at_start": spread([run.peak.first_bytes / 1e6 for run in runs]),
            "table_in_memory_mb": table_bytes / 1e6,
            "table_file_mb": file_bytes / 1e6,
        },
    )


if __name__ == "__main__":
    sys.exit(main("upload", measure))
