"""Draws the committed result: the ladder, and the curve of the members, as PNGs beside it.

`python -m benchmarks.training.plot [RESULT.json [FOLDER]]`
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

from matplotlib import pyplot as plt
from matplotlib.ticker import NullFormatter

from benchmarks.harness import RESULTS

COLOURS = ("#bbbbbb", "#ccbb44", "#66ccee", "#4477aa", "#228833", "#ee6677")
"""Paul Tol's bright scheme: told apart by those who do not see red or green."""
WORDS = {
    "loop": "DataLoader loop",
    "tensors": "tensors, a batch by index",
    "fused_adam": "and fused Adam",
    "by_hand": "step by hand in torch",
    "native": "native kernel",
    "ours": "what the engine picks",
}


def draw_ladder(ladder: Mapping[str, Any], path: Path) -> None:
    """One panel for each size, one bar for each rung: us of a step."""
    sizes = {name: of for name, of in ladder.items() if "rungs" in of}
    figure, panels = plt.subplots(1, len(sizes), figsize=(12, 3.4), sharey=True, layout="constrained", squeeze=False)
    for axes, of in zip(panels[0], sizes.values(), strict=True):
        rungs = of["rungs"]
        us = [rungs[name]["us_per_step"]["median"] for name in WORDS]
        axes.barh(range(len(WORDS)), us, color=COLOURS)
        for row, name in enumerate(WORDS):
            axes.text(
                us[row],
                row,
                f" {us[row]:,.{0 if us[row] >= 100 else 1}f} us, x{rungs[name]['faster']:.3g}",
                va="center",
                fontsize=8,
            )
        axes.set_xscale("log")
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.set_xlim(min(us) / 2, max(us) * 20)
        axes.set_title(f"{'-'.join(map(str, of['widths']))}, batches of {of['batch_size']}", fontsize=10)
        axes.set_xlabel("us of one step, one thread")
        axes.set_yticks(range(len(WORDS)), list(WORDS.values()), fontsize=8)
        axes.spines[["top", "right"]].set_visible(False)
    panels[0][0].invert_yaxis()
    figure.savefig(path, dpi=100)
    plt.close(figure)


def draw_members(members: Mapping[str, Any], path: Path) -> None:
    """One panel for each size: a step of k members over a step of one, native, as one product, and as picked."""
    figure, panels = plt.subplots(1, len(members), figsize=(14, 3.6), layout="constrained", squeeze=False)
    for axes, (name, of) in zip(panels[0], members.items(), strict=True):
        us = of["us_per_step"]
        counts = [int(count) for count in us["product"]]
        for way, colour, marker in (("product", COLOURS[3], "o"), ("native", COLOURS[4], "s")):
            axes.plot(counts, [us[way][str(k)] for k in counts], color=colour, marker=marker, ms=4, label=way)
        picked = [us[of["picked"][str(k)]["way"]][str(k)] for k in counts]
        axes.plot(counts, picked, color=COLOURS[5], lw=5, alpha=0.35, label="picked")
        axes.axhline(of["loop_us_per_step"], color="black", lw=1, ls="--", label="one in a DataLoader loop")
        axes.set_xscale("log", base=2)
        axes.set_yscale("log")
        axes.yaxis.set_minor_formatter(NullFormatter())
        axes.set_xticks(counts, [str(k) for k in counts])
        axes.set_title(f"{name}, batches of {of['batch_size']}", fontsize=10)
        axes.set_xlabel("members")
        axes.grid(color="#dddddd", linewidth=0.6)
    panels[0][0].set_ylabel("us of one step of all members")
    panels[0][0].legend(fontsize=7, frameon=False)
    figure.savefig(path, dpi=100)
    plt.close(figure)


def main(source: Path, folder: Path) -> None:
    """Both pictures of a result."""
    details = json.loads(source.read_text(encoding="utf-8"))["details"]
    draw_ladder(details["ladder"], folder / "training_ladder.png")
    draw_members(details["members"], folder / "training_members.png")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if len(sys.argv) > 1 else RESULTS / "training.json",
        Path(sys.argv[2]) if len(sys.argv) > 2 else RESULTS,
    )
