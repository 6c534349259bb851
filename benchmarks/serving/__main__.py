"""How fast predictions are answered over HTTP: the whole product path (keys, limits, ids, metrics) beside other servers.

`python -m benchmarks.serving [--quick] [--only PART ...] [--output FILE.json] --json`. A Python that has KServe's SDK or MLServer,
named by DISCERN_BENCH_PEERS_SERVING, adds their figures. The server runs on one core, the client on the other.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from benchmarks.harness import Figure, Measured, Options, main, tell
from benchmarks.serving import parts, peers
from benchmarks.serving.beside import beside
from benchmarks.serving.cold import cold
from benchmarks.serving.rounds import Bodies, Rounds, Way
from benchmarks.serving.servers import discern, train, uvicorn

PARTS = ("single", "hundred", "large", "files", "same", "beside", "cold", "gathering", "metrics")

METHOD = {
    "slower_than_hello.1": "requests a second of Starlette's hello-world (GET, uvicorn, uvloop, httptools) by those of one row, on one "
    "connection; the median of ratios within a round.",
    "slower_than_hello.32": "the same on 32 connections.",
    "slower_than_naive.1": "requests a second of one row by those of FastAPI with pydantic rows, pandas and torch: naive / ours.",
    "slower_than_naive.32": "the same on 32 connections.",
    "slower_than_kserve.1": "the same against KServe's SDK.",
    "slower_than_kserve.32": "the same on 32 connections.",
    "p99_to_p50": "of the seconds of one row on one connection, as the client sees them; the median of the rounds.",
    "hundred.slower_than_naive": "rows a second of bodies of 100 rows on four connections: naive / ours.",
    "hundred.slower_than_mlserver": "the same against MLServer.",
    "large.slower_than_naive": "rows a second of bodies of 10,000 row objects on one connection: naive / ours.",
    "columns.slower_than_mlserver": "rows a second of bodies of 10,000 rows as columns, in and out: MLServer / ours.",
    "arrow.us_per_row": "microseconds of a row in bodies of 10,000 as an Arrow stream, answered as one, on one connection.",
    "parquet.us_per_row": "the same for a Parquet file, answered as an Arrow stream.",
    "beside.p99": "p99 of one row on one connection while another client posts bodies of 10,000 rows, by its p99 alone; medians of rounds by "
    "turns.",
    "beside.p99_training": "the same on a machine that trains: its p99 beside such bodies and a training job, by its p99 alone before the job.",
    "rss_mb": "resident memory of the API's processes once they have answered with one model.",
    "cold_load_ms": "the first answer of the rice model, connection included, by a server that has answered with another model; the median of "
    "so many starts.",
    "gathering.slower_than_alone": "requests a second on 32 connections of a server that scores each alone by those of ours: alone / ours.",
    "differing_answers": "of 320 rows: those whose answer in a body of 64, or gathered from 32 connections, is not that of the row alone, bit "
    "for bit.",
    "metrics_cost": "what observing a request costs by what it costs whole: one minus the requests a second with metrics by those without.",
}


def measure(options: Options) -> Measured:
    """Every part, or those of `--only`."""
    bodies, rounds = Bodies.made(), Rounds(options)
    tell("training the models")
    trained = train(options.folder)
    figures: dict[str, Figure] = {}
    told: dict[str, Any] = {
        "model": "13 columns (10 numbers, 3 categories of 10 levels), 128 -> 128 -> 3, ONNX Runtime"
    }
    wanted = options.only or PARTS

    def run(chosen: dict[str, Callable[[], tuple[dict[str, Figure], Any]]]) -> None:
        for name in (part for part in wanted if part in chosen):
            tell(f"part {name}")
            found, told[name] = chosen[name]()
            figures.update(found)

    with ExitStack() as stack:
        ours = stack.enter_context(discern(trained, options.folder / "api.log"))
        hello = stack.enter_context(uvicorn("hello", "/", options.folder / "hello.log"))
        naive = stack.enter_context(uvicorn("naive", "/predict", options.folder / "naive.log"))
        others = peers.started(stack, options.folder)
        Way(ours, [ours.post(bodies.singles[0])], 1).run(0.2)
        figures["rss_mb"] = Figure(ours.rss_mb(), 150.0, "MB")
        run(
            {
                "single": lambda: parts.single(rounds, bodies, ours, hello, naive, others),
                "hundred": lambda: parts.hundred(rounds, bodies, ours, naive, others),
                "large": lambda: parts.large(rounds, bodies, ours, naive, others),
                "files": lambda: parts.files(rounds, bodies, ours),
                "same": lambda: parts.same(bodies, ours),
                "beside": lambda: beside(rounds, bodies, ours, trained, options.folder / "worker.log"),
            }
        )
    run(
        {
            "cold": lambda: cold(rounds.count, bodies.singles[0], trained, options.folder / "cold.log"),
            "gathering": lambda: parts.gathering(options, rounds, bodies, trained),
            "metrics": lambda: parts.metrics(options, rounds, bodies, trained),
        }
    )
    return Measured(figures, {name: METHOD[name] for name in figures}, told)


if __name__ == "__main__":
    sys.exit(main("serving", measure, parts=PARTS))
