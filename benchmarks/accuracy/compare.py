"""From rows of fits to ranks, means and figures; pure."""

from collections.abc import Mapping, Sequence
from statistics import fmean, geometric_mean, median
from typing import Any

from benchmarks.accuracy.kept import PEERS, SERIES_PEER
from benchmarks.accuracy.measures import mean_ranks
from benchmarks.accuracy.race import Row
from benchmarks.accuracy.sets import SEQUENCES
from benchmarks.families import AtLeast
from benchmarks.harness import Figure

WORST = {"accuracy": 0.0, "log_loss": float("inf")}
"""What a fit that failed or was too slow counts for in a rank."""
SETS_WANTED, ECE_ROWS, ECE_WANTED = 20, 2_000, 0.03
POINTS, FAST_POINTS, FAST_TIME = 2.0, 1.0, 0.4
LONG_SECONDS, IMAGES_ACCURACY = 60.0, 0.97


def compare(rows: Sequence[Row], peers: Sequence[str] = PEERS) -> dict[str, Any]:
    """Every set's measures, in the mean over the seeds that all have a row for, and what they add up to.

    A fit without measures is ranked last on its set and named in `failed`; it is in no mean. A peer without a single row
    is left out.
    """
    here = {row["model"] for row in rows}
    absent = [peer for peer in peers if peer not in here]
    peers = [peer for peer in peers if peer in here]
    models = ["auto", *peers]
    found = {(row["set"], row["seed"], row["model"]): row for row in rows}
    pairs = sorted({(row["set"], row["seed"]) for row in rows if row["model"] == "auto"})
    whole = [pair for pair in pairs if all((*pair, model) in found for model in models)]
    lacking = [f"{name} seed {seed}" for name, seed in pairs if (name, seed) not in whole]
    by_set: dict[str, dict[str, list[Row]]] = {}
    for name, seed in whole:
        for model in models:
            by_set.setdefault(name, {}).setdefault(model, []).append(found[name, seed, model])
    sets = {name: {model: means(several) for model, several in of.items()} for name, of in by_set.items()}
    return {
        "sets": sets,
        "mean_rank": {
            measure: mean_ranks([column(of, measure) for of in sets.values()], highest_first=measure == "accuracy")
            for measure in WORST
        },
        "mean": {model: totals(sets, model) for model in models},
        "against": {peer: against(sets, peer) for peer in peers},
        "absent": absent,
        "lacking": lacking,
        "failed": [f"{r['set']} seed {r['seed']} {r['model']}: {r['error']}" for r in rows if "error" in r],
    }


def means(rows: Sequence[Row]) -> dict[str, float]:
    """Measures of one model on one set over seeds; empty when a seed has none."""
    if any("error" in row for row in rows):
        return {}
    return {key: fmean(row[key] for row in rows) for key in ("accuracy", "log_loss", "ece", "num_test")}


def column(of_set: Mapping[str, Mapping[str, float]], measure: str) -> dict[str, float]:
    """One measure of every model on one set."""
    return {model: measures.get(measure, WORST[measure]) for model, measures in of_set.items()}


def totals(sets: Mapping[str, Mapping[str, Mapping[str, float]]], model: str) -> dict[str, float]:
    """Means over the sets that the model has measures on."""
    done = [of[model] for of in sets.values() if of[model]]
    return {key: fmean(one[key] for one in done) for key in ("accuracy", "log_loss", "ece")} if done else {}


def against(sets: Mapping[str, Mapping[str, Mapping[str, float]]], peer: str) -> dict[str, float]:
    """`auto` beside one peer on the sets that both have measures on; ratios below 1 are for `auto`."""
    both = [(of["auto"], of[peer]) for of in sets.values() if of["auto"] and of[peer]]
    if not both:
        return {}
    ours, theirs = [one["log_loss"] for one, _ in both], [other["log_loss"] for _, other in both]
    return {
        "log_loss_mean": fmean(ours) / fmean(theirs),
        "log_loss_geometric_mean": geometric_mean(a / b for a, b in zip(ours, theirs, strict=True)),
        "accuracy_points": 100 * fmean(one["accuracy"] - other["accuracy"] for one, other in both),
        "sets_with_lower_log_loss": sum(a < b for a, b in zip(ours, theirs, strict=True)),
        "sets_with_higher_accuracy": sum(one["accuracy"] > other["accuracy"] for one, other in both),
        "sets": len(both),
    }


def table_figures(compared: Mapping[str, Any], *, some: bool = False) -> dict[str, Figure]:
    """The targets of the comparison on tables; with `some` only some sets were asked for."""
    sets = compared["sets"]
    figures: dict[str, Figure] = {"peers": AtLeast(len(compared["against"]), len(PEERS), "peers")}
    if not some:
        figures["sets"] = AtLeast(len(sets), SETS_WANTED, "sets")
    for measure, rank in compared["mean_rank"].items():
        if len(rank) > 1:
            best = min(place for model, place in rank.items() if model != "auto")
            figures[f"rank.{measure}"] = Figure(rank["auto"] - best, 0.0, "places")
    beside = [of for of in compared["against"].values() if of]
    if beside:
        figures["log_loss"] = Figure(max(of["log_loss_mean"] for of in beside), 1.0, "ratio")
        figures["log_loss.geometric"] = Figure(max(of["log_loss_geometric_mean"] for of in beside), 1.0, "ratio")
    large = [of["auto"]["ece"] for of in sets.values() if of["auto"] and of["auto"]["num_test"] >= ECE_ROWS]
    if large:
        figures["ece"] = Figure(max(large), ECE_WANTED, "share")
    return figures


def timed_figures(timed: Sequence[Row]) -> dict[str, Figure]:
    """Ratios of fits that took turns: those of `auto`, `fast` and CatBoost of this run."""
    seconds = seconds_by_set(timed)
    figures: dict[str, Figure] = {}
    beside = [of["auto"] / of["catboost"] for of in seconds.values() if {"auto", "catboost"} <= of.keys()]
    if beside:
        figures["time.catboost"] = Figure(median(beside), 1.0, "ratio")
    quick = [of["fast"] / of["auto"] for of in seconds.values() if {"auto", "fast"} <= of.keys()]
    if quick:
        figures["fast.time"] = Figure(median(quick), FAST_TIME, "ratio")
    found = {(row["set"], row["seed"], row["model"]): row["accuracy"] for row in timed if "error" not in row}
    gaps: dict[str, list[float]] = {}
    for (name, seed, model), accuracy in found.items():
        if model == "fast" and (name, seed, "auto") in found:
            gaps.setdefault(name, []).append(100 * (found[name, seed, "auto"] - accuracy))
    if gaps:
        figures["fast.accuracy"] = Figure(fmean(fmean(of_set) for of_set in gaps.values()), FAST_POINTS, "points")
    return figures


def seconds_by_set(timed: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Median seconds of a fit over seeds, by set and model."""
    several: dict[str, dict[str, list[float]]] = {}
    for row in timed:
        if "error" not in row:
            several.setdefault(row["set"], {}).setdefault(row["model"], []).append(row["fit_seconds"])
    return {name: {model: median(values) for model, values in of.items()} for name, of in several.items()}


def series_figures(rows: Sequence[Row], long: str) -> dict[str, Figure]:
    """Points behind MiniRocket on each set of series, and the seconds of the longest."""
    figures: dict[str, Figure] = {}
    for name in SEQUENCES:
        by_seed = {(row["seed"], row["model"]): row for row in rows if row["set"] == name and "error" not in row}
        seeds = [seed for seed, model in by_seed if model == "auto" and (seed, SERIES_PEER) in by_seed]
        if seeds:
            behind = [by_seed[seed, SERIES_PEER]["accuracy"] - by_seed[seed, "auto"]["accuracy"] for seed in seeds]
            figures[f"series.{name}"] = Figure(100 * fmean(behind), POINTS, "points")
    took = [r["fit_seconds"] for r in rows if r["set"] == long and r["model"] == "auto" and "error" not in r]
    if took:
        figures["series.seconds"] = Figure(median(took), LONG_SECONDS, "s")
    return figures
