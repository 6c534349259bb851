"""The main job: S0 through HTTP against the naive loop, a job's fixed overhead, and what starting costs.

`python -m benchmarks.journey [--quick] [--data FILE.csv] [--output FILE.json] --json`
"""

import sys

from benchmarks import end_to_end, overhead, starts
from benchmarks.end_to_end import compare
from benchmarks.harness import Measured, Options, main
from benchmarks.overhead import measure_overhead
from benchmarks.server import Server
from benchmarks.starts import measure_starts
from discern.client import Discern
from examples.s0.generate import write_rice

FIGURES = (
    "s0_end_to_end_vs_naive_loop",
    "job_overhead_p50_seconds",
    "api_import_seconds",
    "api_rss_mb",
    "serve_ready_seconds",
)


def measure(options: Options) -> Measured:
    """Every figure; a full run takes about three minutes on a quiet machine, a quick one half of that."""
    path = options.data or write_rice(options.folder / "rice.csv")
    starting, start_details = measure_starts(
        options.folder, imports=3 if options.quick else 7, serves=1 if options.quick else 5
    )
    with Server(options.folder / "data", options.folder / "serve.log") as server, Discern(server.url) as client:
        fixed, overhead_details = measure_overhead(client, options.folder, 5 if options.quick else 25)
        whole, end_to_end_details = compare(client, path, 3 if options.quick else 5)
    found = {**whole, **fixed, **starting}
    return Measured(
        figures={name: found[name] for name in FIGURES},
        method={**end_to_end.METHOD, **overhead.METHOD, **starts.METHOD},
        details={
            "data": "the file given by --data"
            if options.data
            else "made by examples/s0/generate.py: 18,185 rows, seed 0",
            "end_to_end": end_to_end_details,
            "overhead": overhead_details,
            "starts": start_details,
        },
    )


if __name__ == "__main__":
    sys.exit(main("journey", measure, data_variable="DISCERN_BENCH_RICE"))
