"""How fast predictions are answered over HTTP: the whole product path (keys, limits, ids, metrics) beside other servers.

`python -m benchmarks.serving [--quick] [--only PART ...] [--output FILE.json] --json`. A Python that has KServe's SDK or MLServer,
named by DISCERN_BENCH_PEERS_SERVING, adds their figures. The server runs on one core, the client on the other.
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from benchmarks.harness import Figure, Measured, Options, main, spread, tell
from benchmarks.serving import load, peers, servers
from benchmarks.serving.load import Job, Load, request
from benchmarks.serving.rows import a_row
from benchmarks.serving.servers import CLIENT_CORE, Target, discern, train, uvicorn

# Of so many rounds, in each of which all targets take their turn: medians of ratios within a round.
ROUNDS, QUICK_ROUNDS = 7, 3
SECONDS, QUICK_SECONDS = 2.0, 0.7
PARTS = ("single", "hundred", "large", "beside", "same", "metrics")

METHOD = {
    "slower_than_hello.1": "requests a second of Starlette's hello-world (GET, uvicorn, uvloop, httptools) by those of one row, on one "
    "connection; the median of ratios within a round.",
    "slower_than_hello.32": "the same on 32 connections.",
    "slower_than_naive.1": "requests a second of one row by those of FastAPI with pydantic rows, pandas and torch: naive / ours.",
    "slower_than_naive.32": "the same on 32 connections.",
    "slower_than_kserve.1": "the same against KServe's SDK.",
    "slower_than_kserve.32": "the same on 32 connections.",
    "p99_to_p50": "of the seconds of one row on one connection, as the client sees them; the median of the rounds.",
    "hundred.slower_than_naive": "rows a second of bodies of 100 rows on one connection: naive / ours.",
    "hundred.slower_than_mlserver": "the same against MLServer.",
    "large.slower_than_naive": "rows a second of bodies of 10,000 row objects on one connection: naive / ours.",
    "columns.slower_than_mlserver": "rows a second of bodies of 10,000 rows as columns, in and out: MLServer / ours.",
    "beside.p99": "p99 of one row on one connection while another client posts bodies of 10,000 rows, by its p99 alone.",
    "rss_mb": "resident memory of the API process once it has answered with one model.",
    "differing_answers": "of 320 rows: those whose answer in a body of 64, or gathered from 32 connections, is not that of the row alone, bit "
    "for bit.",
    "metrics_cost": "what observing a request costs by what it costs whole: one minus the requests a second with metrics by those without.",
}


@dataclass(frozen=True)
class Bodies:
    """What is sent."""

    singles: list[bytes]
    hundreds: list[bytes]
    large: bytes
    columns: bytes

    @classmethod
    def made(cls) -> "Bodies":
        """The same in every run."""
        draw = random.Random(1)

        def rows(count: int) -> list[dict[str, float | str]]:
            return [a_row(draw) for _ in range(count)]

        many = rows(10_000)
        columns = {name: [row[name] for row in many] for name in many[0]}
        return cls(
            [_body(rows=rows(1)) for _ in range(256)],
            [_body(rows=rows(100)) for _ in range(8)],
            _body(rows=many),
            _body(columns=columns, answer="columns"),
        )


def _body(**document: Any) -> bytes:
    return json.dumps(document).encode()


@dataclass(frozen=True)
class Way:
    """One server under one load."""

    target: Target
    requests: Sequence[bytes]
    connections: int

    def run(self, seconds: float) -> Load:
        """Every answer must be good."""
        found = load.run(Job(self.target.port, list(self.requests), self.connections, seconds, CLIENT_CORE))
        if found.bad:
            raise RuntimeError(f"{found.bad} of {found.answers} answers had another status than 200")
        return found


class Rounds:
    """Servers in turns, so that what else the machine does meets them alike."""

    def __init__(self, options: Options) -> None:
        self._count = QUICK_ROUNDS if options.quick else ROUNDS
        self._seconds = QUICK_SECONDS if options.quick else SECONDS

    def measure(self, ways: dict[str, Way]) -> dict[str, list[Load]]:
        """Each way's loads, one a round."""
        for way in ways.values():
            way.run(0.3)
        found: dict[str, list[Load]] = {name: [] for name in ways}
        for number in range(self._count):
            for name, way in ways.items():
                found[name].append(way.run(self._seconds))
            shown = ", ".join(f"{name} {loads[-1].per_second:,.0f}/s" for name, loads in found.items())
            tell(f"round {number + 1} of {self._count}: {shown}")
        return found


def ratio(found: dict[str, list[Load]], other: str, ours: str = "discern") -> float:
    """How many times as many answers a second another gives as ours: the median over rounds."""
    pairs = zip(found[other], found[ours], strict=True)
    return statistics.median(theirs.per_second / own.per_second for theirs, own in pairs)


def details(found: dict[str, list[Load]]) -> dict[str, Any]:
    """Every round."""
    return {
        name: {
            "per_second": spread([one.per_second for one in loads]),
            "p50_us": spread([one.p50_us for one in loads]),
            "p99_us": spread([one.p99_us for one in loads]),
        }
        for name, loads in found.items()
    }


def measure(options: Options) -> Measured:
    """Every part, or those of `--only`."""
    bodies, rounds = Bodies.made(), Rounds(options)
    tell("training the model")
    data, key = train(options.folder)
    figures: dict[str, Figure] = {}
    told: dict[str, Any] = {
        "model": "13 columns (10 numbers, 3 categories of 10 levels), 128 -> 128 -> 3, ONNX Runtime"
    }
    wanted = options.only or PARTS
    with ExitStack() as stack:
        ours = stack.enter_context(discern(data, key, options.folder / "api.log"))
        hello = stack.enter_context(uvicorn("hello", "/", options.folder / "hello.log"))
        naive = stack.enter_context(uvicorn("naive", "/predict", options.folder / "naive.log"))
        others = peers.started(stack, options.folder)
        Way(ours, [ours.post(bodies.singles[0])], 1).run(0.2)
        figures["rss_mb"] = Figure(ours.process.memory_info().rss / 1e6, 150.0, "MB")
        parts: dict[str, Callable[[], tuple[dict[str, Figure], Any]]] = {
            "single": lambda: single(rounds, bodies, ours, hello, naive, others),
            "hundred": lambda: hundred(rounds, bodies, ours, naive, others),
            "large": lambda: large(rounds, bodies, ours, naive, others),
            "beside": lambda: beside(rounds, bodies, ours),
            "same": lambda: same(bodies, ours),
        }
        for name in (part for part in wanted if part in parts):
            tell(f"part {name}")
            found, told[name] = parts[name]()
            figures |= found
    if "metrics" in wanted:
        tell("part metrics")
        found, told["metrics"] = metrics(options, rounds, bodies, data, key)
        figures |= found
    return Measured(figures, {name: METHOD[name] for name in figures}, told)


def single(
    rounds: Rounds, bodies: Bodies, ours: Target, hello: Target, naive: Target, others: dict[str, peers.Peer]
) -> tuple[dict[str, Figure], Any]:
    """One row on 1 and on 32 connections."""
    figures, told = {}, {}
    limits = {1: (1 / 0.65, 1 / 35, 1 / 5), 32: (1 / 0.9, 1 / 90, 1 / 11)}
    for connections, (of_hello, of_naive, of_kserve) in limits.items():
        ways = {
            "discern": Way(ours, [ours.post(body) for body in bodies.singles], connections),
            "hello": Way(hello, [request("GET", "/")], connections),
            "naive": Way(naive, [naive.post(body) for body in bodies.singles], connections),
        }
        ways |= {name: Way(peer.target, peer.requests(bodies.singles), connections) for name, peer in others.items()}
        found = rounds.measure(ways)
        told[str(connections)] = details(found)
        figures[f"slower_than_hello.{connections}"] = Figure(ratio(found, "hello"), of_hello, "ratio")
        figures[f"slower_than_naive.{connections}"] = Figure(ratio(found, "naive"), of_naive, "ratio")
        if "kserve" in found:
            figures[f"slower_than_kserve.{connections}"] = Figure(ratio(found, "kserve"), of_kserve, "ratio")
        if connections == 1:
            tails = [one.p99_us / one.p50_us for one in found["discern"]]
            figures["p99_to_p50"] = Figure(statistics.median(tails), 2.0, "ratio")
    return figures, told


def hundred(
    rounds: Rounds, bodies: Bodies, ours: Target, naive: Target, others: dict[str, peers.Peer]
) -> tuple[dict[str, Figure], Any]:
    """Bodies of 100 rows on one connection."""
    ways = {
        "discern": Way(ours, [ours.post(body) for body in bodies.hundreds], 1),
        "naive": Way(naive, [naive.post(body) for body in bodies.hundreds], 1),
    }
    ways |= {name: Way(peer.target, peer.requests(bodies.hundreds), 1) for name, peer in others.items()}
    found = rounds.measure(ways)
    figures = {"hundred.slower_than_naive": Figure(ratio(found, "naive"), 1 / 15, "ratio")}
    if "mlserver" in found:
        figures["hundred.slower_than_mlserver"] = Figure(ratio(found, "mlserver"), 1 / 3, "ratio")
    return figures, details(found)


def large(
    rounds: Rounds, bodies: Bodies, ours: Target, naive: Target, others: dict[str, peers.Peer]
) -> tuple[dict[str, Figure], Any]:
    """Bodies of 10,000 rows on one connection."""
    ways = {
        "discern": Way(ours, [ours.post(bodies.large)], 1),
        "columns": Way(ours, [ours.post(bodies.columns)], 1),
        "naive": Way(naive, [naive.post(bodies.large)], 1),
    }
    ways |= {name: Way(peer.target, peer.requests([bodies.large]), 1) for name, peer in others.items()}
    found = rounds.measure(ways)
    figures = {"large.slower_than_naive": Figure(ratio(found, "naive"), 1 / 10, "ratio")}
    if "mlserver" in found:
        figures["columns.slower_than_mlserver"] = Figure(ratio(found, "mlserver", "columns"), 1 / 1.4, "ratio")
    return figures, details(found)


def beside(rounds: Rounds, bodies: Bodies, ours: Target) -> tuple[dict[str, Figure], Any]:
    """One row while somebody else sends 10,000 rows at a time."""
    alone = rounds.measure({"alone": Way(ours, [ours.post(body) for body in bodies.singles], 1)})["alone"]
    seconds = sum(one.seconds for one in alone)
    other = load.start(Job(ours.port, [ours.post(bodies.large)], 1, seconds + 10.0, CLIENT_CORE))
    time.sleep(1.0)
    together = rounds.measure({"beside": Way(ours, [ours.post(body) for body in bodies.singles], 1)})["beside"]
    theirs = load.finish(other)
    before, after = (statistics.median(one.p99_us for one in loads) for loads in (alone, together))
    told = {**details({"alone": alone, "beside": together}), "large_bodies_per_second": theirs.per_second}
    return {"beside.p99": Figure(after / before, 10.0, "ratio")}, told


def same(bodies: Bodies, ours: Target) -> tuple[dict[str, Figure], Any]:
    """Each row alone, in a body with 63 others, and beside 31 other connections."""
    singles = [json.loads(body)["rows"][0] for body in bodies.singles]
    rows = (singles * 2)[:320]
    alone = [answer(ours, _body(rows=[row]))[0] for row in rows]
    groups = [answer(ours, _body(rows=rows[at : at + 64])) for at in range(0, len(rows), 64)]
    together = [prediction for group in groups for prediction in group]
    gathered = servers.at_once(ours, [_body(rows=[row]) for row in rows], connections=32)
    differing = sum(
        one["probabilities"] != two["probabilities"] or one["probabilities"] != three[0]["probabilities"]
        for one, two, three in zip(alone, together, gathered, strict=True)
    )
    return {"differing_answers": Figure(differing, 0.0, "rows")}, {"rows": len(rows)}


def answer(target: Target, body: bytes) -> list[dict[str, Any]]:
    """The predictions for a body."""
    return servers.at_once(target, [body], connections=1)[0]


def metrics(options: Options, rounds: Rounds, bodies: Bodies, data: Any, key: str) -> tuple[dict[str, Figure], Any]:
    """Two processes, of which one observes nothing."""
    with (
        discern(data, key, options.folder / "with.log") as with_metrics,
        discern(data, key, options.folder / "without.log", module="benchmarks.serving.unobserved") as without,
    ):
        ways = {
            "discern": Way(with_metrics, [with_metrics.post(body) for body in bodies.singles], 1),
            "without": Way(without, [without.post(body) for body in bodies.singles], 1),
        }
        found = rounds.measure(ways)
    return {"metrics_cost": Figure(1 - 1 / ratio(found, "without"), 0.03, "share")}, details(found)


if __name__ == "__main__":
    sys.exit(main("serving", measure, parts=PARTS))
