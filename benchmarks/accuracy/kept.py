"""The peers' rows as they are committed; fills in those that are missing.

`DISCERN_BENCH_PEERS=PEERS/bin/python python -m benchmarks.accuracy.kept [--data FOLDER] [--threads N] [--only SET ...] [--peer PEER ...]`
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.accuracy.race import LIMIT_SECONDS, THREADS, Dealt, Racer, Row, deal_all
from benchmarks.accuracy.sets import SEEDS, SEQUENCES, SETS
from benchmarks.families import DATA
from benchmarks.harness import RESULTS, about_system, rounded

PEERS = ("lightgbm", "xgboost", "hist_gradient_boosting", "random_forest", "sklearn_mlp", "catboost", "realmlp")
"""On tables; quick ones first."""
SERIES_PEER = "minirocket"
PATH = RESULTS / "accuracy_peers.json"

NOTE = (
    "What the peers reach at their defaults. The measures hold on any machine. The seconds were taken beside other work (load "
    "is the load average at a fit's start), so no figure uses them: benchmarks.accuracy fits CatBoost again, in turns with "
    "Discern."
)


def peers_of(name: str) -> tuple[str, ...]:
    """Who is fitted on this set."""
    return (SERIES_PEER,) if name in SEQUENCES else PEERS


def read(path: Path = PATH) -> list[Row]:
    """The committed rows; none where there is no file."""
    rows: list[Row] = json.loads(path.read_text(encoding="utf-8"))["rows"] if path.is_file() else []
    return rows


def write(rows: Iterable[Row], path: Path = PATH) -> None:
    """Keep rows, one a line, so that a change of one is a change of one line."""
    sets, peers = [*SETS, *SEQUENCES], [*PEERS, SERIES_PEER]
    ordered = sorted(rows, key=lambda row: (sets.index(row["set"]), row["seed"], peers.index(row["model"])))
    about: dict[str, Any] = {"note": NOTE, "system": rounded(about_system(path.parent))}
    lines = ",\n".join("    " + json.dumps(row, allow_nan=False) for row in ordered)
    path.write_text(f'{json.dumps(about, indent=2)[:-2]},\n  "rows": [\n{lines}\n  ]\n}}\n', encoding="utf-8")


def of(rows: Iterable[Row], dealt: Dealt, peer: str) -> Row | None:
    """The row of this peer on this very file and split, if one is kept."""
    wanted = (dealt.name, dealt.seed, peer, dealt.fingerprint)
    return next((row for row in rows if (row["set"], row["seed"], row["model"], row["data"]) == wanted), None)


def fill(rows: Sequence[Row], peer: str, lacking: Sequence[Dealt], *, threads: int, limit: float) -> list[Row]:
    """`rows` with those of the lacking fits; written after each fit."""
    kept = list(rows)
    kind = "series_peer" if peer == SERIES_PEER else "peers"
    with Racer(kind, peer, threads=threads, limit=limit) as racer:
        for one in lacking:
            same = (one.name, one.seed, peer)
            kept = [row for row in kept if (row["set"], row["seed"], row["model"]) != same]
            kept.append(racer.fit(one))
            write(kept)
    return kept


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit what is missing, seed by seed and peer by peer."""
    names, peers = [*SETS, *SEQUENCES], [*PEERS, SERIES_PEER]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.kept")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--threads", type=int, default=THREADS)
    parser.add_argument("--limit", type=float, default=LIMIT_SECONDS, help="seconds a fit may take")
    parser.add_argument("--only", action="append", choices=names, metavar="SET")
    parser.add_argument("--peer", action="append", choices=peers, metavar="PEER")
    parser.add_argument("--seed", action="append", type=int, choices=SEEDS)
    chosen = parser.parse_args(arguments)
    rows = read()
    with tempfile.TemporaryDirectory(prefix="discern-accuracy-") as folder:
        dealt = deal_all(Path(folder), chosen.data.absolute(), chosen.only or names, chosen.seed or SEEDS)
        for seed in chosen.seed or SEEDS:
            for peer in chosen.peer or peers:
                mine = [one for one in dealt if one.seed == seed and peer in peers_of(one.name)]
                # One without measures is tried again: on a busy machine the limit strikes those that need not be slow.
                lacking = [one for one in mine if "accuracy" not in (of(rows, one, peer) or {})]
                if lacking:
                    rows = fill(rows, peer, lacking, threads=chosen.threads, limit=chosen.limit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
