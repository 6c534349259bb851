"""Draws the committed comparison, set by set, as a PNG beside it.

`python -m benchmarks.accuracy.plot [RESULT.json [PICTURE.png]]`
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import LogLocator, NullFormatter

from benchmarks.accuracy.kept import PEERS
from benchmarks.harness import RESULTS

COLOURS = ("#4477aa", "#66ccee", "#228833", "#ccbb44", "#bbbbbb", "#ee6677", "#aa3377")
"""Paul Tol's bright scheme: told apart by those who do not see red or green."""
MARKERS = "ovs^xDP"

Sets = Mapping[str, Mapping[str, Mapping[str, float]]]


def draw(compared: Mapping[str, Any], path: Path) -> None:
    """One line for each set: how far every peer is from `auto` by log-loss and by accuracy."""
    sets: Sets = {name: of for name, of in compared["sets"].items() if of["auto"]}
    names = sorted(sets, key=lambda name: lead(sets[name]))
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 0.26 * len(names) + 2.2), sharey=True, layout="constrained")
    for peer, colour, marker in zip(PEERS, COLOURS, MARKERS, strict=True):
        beside = [(row, sets[name]["auto"], sets[name][peer]) for row, name in enumerate(names) if sets[name].get(peer)]
        style: dict[str, Any] = {"color": colour, "marker": marker, "s": 26, "linewidths": 1.2, "zorder": 3}
        rows = [row for row, _, _ in beside]
        left.scatter([theirs["log_loss"] / ours["log_loss"] for _, ours, theirs in beside], rows, label=peer, **style)
        right.scatter([100 * (ours["accuracy"] - theirs["accuracy"]) for _, ours, theirs in beside], rows, **style)
    left.set_xscale("log")
    left.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    left.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    left.xaxis.set_minor_formatter(NullFormatter())
    left.set_yticks(range(len(names)), names)
    finish(left, 1.0, "log-loss of the peer over that of auto")
    finish(right, 0.0, "points of accuracy that auto is ahead")
    figure.suptitle("Right of the line: auto is better")
    figure.legend(loc="outside lower center", ncols=len(PEERS), fontsize=8, frameon=False)
    figure.savefig(path, dpi=100)
    plt.close(figure)


def lead(of: Mapping[str, Mapping[str, float]]) -> float:
    """Log-loss of the best peer over that of `auto`."""
    return min((of[peer]["log_loss"] for peer in PEERS if of.get(peer)), default=1.0) / of["auto"]["log_loss"]


def finish(axes: Axes, line: float, label: str) -> None:
    """A line at the tie, a grid, and what the axis says."""
    axes.axvline(line, color="black", linewidth=1, zorder=2)
    axes.grid(color="#dddddd", linewidth=0.6, zorder=0)
    axes.set_xlabel(label)


if __name__ == "__main__":
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else RESULTS / "accuracy.json"
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else RESULTS / "accuracy.png"
    draw(json.loads(source.read_text(encoding="utf-8"))["details"]["compared"], target)
