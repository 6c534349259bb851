"""Measures Discern on every set, in turns with CatBoost, and compares it with the peers' committed rows."""

import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.accuracy import kept
from benchmarks.accuracy.compare import (
    IMAGES_ACCURACY,
    compare,
    seconds_by_set,
    series_figures,
    table_figures,
    timed_figures,
)
from benchmarks.accuracy.race import PEERS_VARIABLE, Dealt, Racer, Row, deal, deal_all, labels_of, peers_python
from benchmarks.accuracy.sets import IMAGES, LONG, QUICK, QUICK_SEEDS, QUICK_SEQUENCES, SEEDS, SEQUENCES, SETS
from benchmarks.families import DATA, AtLeast
from benchmarks.harness import Figure, Measured, Options, main, tell

METHOD = {
    "peers": "peers that have rows",
    "sets": "sets on which auto and every peer have measures",
    "rank.MEASURE": "mean over sets of auto's place among itself and the seven peers, by the set's mean over seeds, less that of "
    "the peer with the best mean place: 0 or less is first",
    "log_loss": "mean over sets of auto's log-loss on test rows over that of the peer, for the peer with the highest ratio",
    "log_loss.geometric": "the same with the geometric mean over sets of the ratios",
    "ece": "highest expected calibration error of auto, 15 bins, mean over seeds, on a set with 2,000 test rows or more",
    "time.catboost": "median over sets of auto's fit seconds over CatBoost's, medians over seeds, both of this run: they take turns, "
    "two threads each, imports apart; auto's hold its baselines, its checks and its evaluation",
    "fast.accuracy": "points of test accuracy that fast is below auto, in the mean over sets",
    "fast.time": "median over sets of fast's fit seconds over auto's, in turns",
    "series.SET": "points of test accuracy that auto is below MiniRocket with ridge regression, in the mean over seeds",
    "series.seconds": f"median fit seconds of auto on {LONG}, 160 series of 1,460 steps",
    "images": "accuracy of auto on the committed test part of mnist_2000, mean over training seeds",
    "failed": "fits of auto and fast that gave no model within ten minutes",
}


def measure(options: Options) -> Measured:
    """All parts, or those of `--only`."""
    shared = options.data or DATA
    seeds = QUICK_SEEDS if options.quick else SEEDS
    tables = wanted(options, SETS, QUICK, "tables")
    series = wanted(options, SEQUENCES, QUICK_SEQUENCES, "series")
    dealt = deal_all(options.folder / "sets", shared, [*tables, *series], seeds)
    with ExitStack() as stack:
        racers = [stack.enter_context(Racer("ours", preset)) for preset in ("auto", "fast")]
        if peers_python():
            racers.append(stack.enter_context(Racer("peers", "catboost")))
        else:
            tell(f"{PEERS_VARIABLE} names no Python: sets inside its packages and CatBoost's time are left out")
        timed = take_turns(racers, [one for one in dealt if one.name in SETS])
        sequences = [racers[0].fit(one) for one in dealt if one.name in SEQUENCES]
        images = []
        if not options.only or IMAGES in options.only:
            images = [racers[0].fit(one) for one in deal_images(shared, options.folder, seeds)]
    figures, details = judged(timed, sequences, images, kept.read(), some=options.quick or bool(options.only))
    here = {one.name for one in dealt}
    details["sets_left_out"] = [name for name in [*tables, *series] if name not in here]
    details["sources"] = {name: f"{SETS[name].source}: {SETS[name].licence}" for name in tables}
    return Measured(figures=figures, method=METHOD, details=details)


def wanted(options: Options, every: Any, few: Any, part: str) -> list[str]:
    """The names of a part that this run measures."""
    if options.only:
        return [name for name in every if name in options.only or part in options.only]
    return list(few if options.quick else every)


def judged(
    timed: list[Row], sequences: list[Row], images: list[Row], committed: list[Row], *, some: bool = False
) -> tuple[dict[str, Figure], dict[str, Any]]:
    """Figures and details of fits on tables, series and images, beside the peers' committed rows; with `some` only some
    sets were asked for."""
    peers = beside([*timed, *sequences], committed)
    ours = [row for row in timed if row["model"] != "catboost"] + sequences + images
    compared = compare([row for row in [*ours, *peers] if row["set"] in SETS and row["model"] != "fast"])
    figures: dict[str, Figure] = {}
    if timed:
        figures |= table_figures(compared, some=some) | timed_figures(timed)
    figures |= series_figures([*sequences, *peers], LONG)
    if done := [row["accuracy"] for row in images if "error" not in row]:
        figures["images"] = AtLeast(fmean(done), IMAGES_ACCURACY, "accuracy")
    figures["failed"] = Figure(sum("error" in row for row in ours), 0, "fits")
    return figures, {
        "compared": compared,
        "seconds": seconds_by_set(timed),
        "series": series_of([*sequences, *peers]),
        "fits": [*timed, *sequences, *images],
    }


def beside(fits: list[Row], committed: list[Row]) -> list[Row]:
    """The peers' rows on the files and splits of these fits: CatBoost's of this run where there is one, the committed ones of
    everybody else."""
    here = [row for row in fits if row["model"] == "catboost"]
    fresh = {(row["set"], row["seed"]) for row in here}
    data = {(row["set"], row["seed"]): row["data"] for row in fits}
    return here + [
        row
        for row in committed
        if data.get(pair := (row["set"], row["seed"])) == row["data"]
        and (row["model"] != "catboost" or pair not in fresh)
    ]


def take_turns(racers: list[Racer], dealt: list[Dealt]) -> list[Row]:
    """Every racer on every set, each time in the other order, so that other work on the machine meets them alike."""
    rows = []
    for turn, one in enumerate(dealt):
        rows += [racer.fit(one) for racer in (racers if turn % 2 == 0 else racers[::-1])]
    return rows


def deal_images(shared: Path, folder: Path, seeds: tuple[int, ...]) -> list[Dealt]:
    """The images with their one test part, which is the split of seed 0, for each training seed; none where they are not here."""
    path = shared / f"{IMAGES}.npz"
    if not path.is_file():
        tell(f"{IMAGES}: there is no {path}, so it is left out")
        return []
    dealt = deal(IMAGES, path, "y", labels_of(path, "y"), 0, folder)
    return [replace(dealt, seed=seed) for seed in seeds]


def series_of(rows: list[Row]) -> dict[str, dict[str, dict[str, float]]]:
    """Mean accuracy and seconds of both on each set of series."""
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        if row["set"] in SEQUENCES and "error" not in row:
            found.setdefault(row["set"], {}).setdefault(row["model"], []).append(row)
    return {
        name: {
            model: {key: fmean(row[key] for row in several) for key in ("accuracy", "fit_seconds", "num_test")}
            for model, several in of.items()
        }
        for name, of in found.items()
    }


if __name__ == "__main__":
    sys.exit(main("accuracy", measure, parts=["tables", "series", IMAGES, *SETS, *SEQUENCES], data_folder=DATA))
