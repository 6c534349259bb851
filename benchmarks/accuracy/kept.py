"""The peers' rows as they are committed; fills in those that are missing.

`DISCERN_BENCH_PEERS=PEERS/bin/python python -m benchmarks.accuracy.kept [--data FOLDER] [--threads N] [--only SET ...] [--peer PEER ...]`
"""

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.accuracy.race import LIMIT_SECONDS, THREADS, Dealt, Racer, Row, deal, export
from benchmarks.accuracy.sets import SEEDS, SETS
from benchmarks.families import DATA
from benchmarks.harness import RESULTS, about_system, rounded, versions

PEERS = ("lightgbm", "xgboost", "hist_gradient_boosting", "random_forest", "sklearn_mlp", "catboost", "realmlp")
"""Quick ones first."""
PATH = RESULTS / "accuracy_peers.json"

NOTE = (
    "What the peers reach at their defaults; the measures hold on any machine. The seconds here were taken on a machine with "
    "other work (`load` is the load average at a fit's start), so no figure uses them: benchmarks.accuracy times CatBoost "
    "again, in turns with Discern."
)


def read(path: Path = PATH) -> list[Row]:
    """The committed rows; none where there is no file."""
    return json.loads(path.read_text(encoding="utf-8"))["rows"] if path.is_file() else []


def write(rows: Iterable[Row], path: Path = PATH) -> None:
    """Keep rows, one a line, so that a change of one is a change of one line."""
    ordered = sorted(rows, key=lambda row: (list(SETS).index(row["set"]), row["seed"], PEERS.index(row["model"])))
    about: dict[str, Any] = {"note": NOTE, "versions": versions(), "system": rounded(about_system(path.parent))}
    lines = ",\n".join("    " + json.dumps(row, allow_nan=False) for row in ordered)
    head = json.dumps(about, indent=2)[:-2]
    path.write_text(f'{head},\n  "rows": [\n{lines}\n  ]\n}}\n', encoding="utf-8")


def of(rows: Iterable[Row], dealt: Dealt, peer: str) -> Row | None:
    """The row of this peer on this very file and split, if one is kept."""
    wanted = (dealt.name, dealt.seed, peer, dealt.fingerprint)
    return next((row for row in rows if (row["set"], row["seed"], row["model"], row["data"]) == wanted), None)


def labels_of(path: Path, target: str) -> list[str]:
    """The label of every row of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [row[target] for row in csv.DictReader(lines)]


def deal_all(folder: Path, shared: Path, names: Sequence[str], seeds: Sequence[int]) -> dict[str, list[Dealt]]:
    """Each set that is here, dealt once for each seed."""
    here = export(folder, shared, names)
    labels = {name: labels_of(folder / f"{name}.csv", SETS[name].target) for name in here}
    return {
        name: [deal(name, folder / f"{name}.csv", SETS[name].target, labels[name], seed) for seed in seeds]
        for name in here
    }


def fill(rows: Sequence[Row], peer: str, lacking: Sequence[Dealt], *, threads: int, limit: float) -> list[Row]:
    """`rows` with those of the lacking fits; written after each fit."""
    kept = list(rows)
    with Racer("peers", peer, threads=threads, limit=limit) as racer:
        for one in lacking:
            same = (one.name, one.seed, peer)
            kept = [row for row in kept if (row["set"], row["seed"], row["model"]) != same]
            kept.append(racer.fit(one))
            write(kept)
    return kept


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit what is missing, seed by seed and peer by peer."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.kept")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--threads", type=int, default=THREADS)
    parser.add_argument("--limit", type=float, default=LIMIT_SECONDS, help="seconds a fit may take")
    parser.add_argument("--only", action="append", choices=SETS, metavar="SET")
    parser.add_argument("--peer", action="append", choices=PEERS, metavar="PEER")
    parser.add_argument("--seed", action="append", type=int, choices=SEEDS)
    chosen = parser.parse_args(arguments)
    rows = read()
    with tempfile.TemporaryDirectory(prefix="discern-accuracy-") as folder:
        sets = deal_all(Path(folder), chosen.data.absolute(), chosen.only or list(SETS), SEEDS)
        dealt = [one for several in sets.values() for one in several]
        for seed in chosen.seed or SEEDS:
            for peer in chosen.peer or PEERS:
                lacking = [one for one in dealt if one.seed == seed and of(rows, one, peer) is None]
                if lacking:
                    rows = fill(rows, peer, lacking, threads=chosen.threads, limit=chosen.limit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
