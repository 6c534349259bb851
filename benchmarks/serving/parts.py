"""The parts of the benchmark that compare servers, each under one kind of load."""

import json
import statistics
from typing import Any

from benchmarks.harness import Figure, Options
from benchmarks.serving import peers, servers
from benchmarks.serving.load import Load, request
from benchmarks.serving.rounds import Bodies, Rounds, Way, body_of, details, ratio
from benchmarks.serving.servers import Target, Trained, discern

HUNDRED_CONNECTIONS = 4
ARROW, PARQUET = "application/vnd.apache.arrow.stream", "application/vnd.apache.parquet"


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
    """Bodies of 100 rows on four connections, so that no server waits for its client."""
    ways = {
        "discern": Way(ours, [ours.post(body) for body in bodies.hundreds], HUNDRED_CONNECTIONS),
        "naive": Way(naive, [naive.post(body) for body in bodies.hundreds], HUNDRED_CONNECTIONS),
    }
    ways |= {
        name: Way(peer.target, peer.requests(bodies.hundreds), HUNDRED_CONNECTIONS) for name, peer in others.items()
    }
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


def same(bodies: Bodies, ours: Target) -> tuple[dict[str, Figure], Any]:
    """Each row alone, in a body with 63 others, and beside 31 other connections."""
    singles = [json.loads(body)["rows"][0] for body in bodies.singles]
    rows = (singles * 2)[:320]
    alone = [answer(ours, body_of(rows=[row]))[0] for row in rows]
    groups = [answer(ours, body_of(rows=rows[at : at + 64])) for at in range(0, len(rows), 64)]
    together = [prediction for group in groups for prediction in group]
    gathered = servers.at_once(ours, [body_of(rows=[row]) for row in rows], connections=32)
    differing = sum(
        one["probabilities"] != two["probabilities"] or one["probabilities"] != three[0]["probabilities"]
        for one, two, three in zip(alone, together, gathered, strict=True)
    )
    return {"differing_answers": Figure(differing, 0.0, "rows")}, {"rows": len(rows)}


def answer(target: Target, body: bytes) -> list[dict[str, Any]]:
    """The predictions for a body."""
    return servers.at_once(target, [body], connections=1)[0]


def files(rounds: Rounds, bodies: Bodies, ours: Target) -> tuple[dict[str, Figure], Any]:
    """10,000 rows as an Arrow stream or a Parquet file, answered as an Arrow stream."""
    ways = {
        "arrow": Way(ours, [ours.post(bodies.arrow, media=ARROW, accept=ARROW)], 1),
        "parquet": Way(ours, [ours.post(bodies.parquet, media=PARQUET, accept=ARROW)], 1),
    }
    found = rounds.measure(ways)
    figures = {
        f"{name}.us_per_row": Figure(statistics.median(1e6 / (one.per_second * 10_000) for one in loads), 1.0, "us")
        for name, loads in found.items()
    }
    return figures, details(found)


def gathering(options: Options, rounds: Rounds, bodies: Bodies, trained: Trained) -> tuple[dict[str, Figure], Any]:
    """Two processes on 32 connections, of which one scores each request alone."""
    found = _two(options, rounds, bodies, trained, "ungathered", connections=32)
    return {"gathering.slower_than_alone": Figure(ratio(found, "ungathered"), 1.0, "ratio")}, details(found)


def metrics(options: Options, rounds: Rounds, bodies: Bodies, trained: Trained) -> tuple[dict[str, Figure], Any]:
    """Two processes, of which one observes nothing."""
    found = _two(options, rounds, bodies, trained, "unobserved", connections=1)
    return {"metrics_cost": Figure(1 - 1 / ratio(found, "unobserved"), 0.03, "share")}, details(found)


def _two(
    options: Options, rounds: Rounds, bodies: Bodies, trained: Trained, module: str, *, connections: int
) -> dict[str, list[Load]]:
    """Ours, and the same with a change that a module of this folder makes to it, under one row at a time."""
    with (
        discern(trained, options.folder / "as_it_is.log") as usual,
        discern(trained, options.folder / f"{module}.log", module=f"benchmarks.serving.{module}") as changed,
    ):
        ways = {"discern": usual, module: changed}
        return rounds.measure(
            {name: Way(one, [one.post(body) for body in bodies.singles], connections) for name, one in ways.items()}
        )
