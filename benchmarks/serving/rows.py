"""The rows that are sent: ten numbers and three categories of ten levels each, three classes."""

import random
from pathlib import Path

NUMBERS = [f"x{i}" for i in range(10)]
WORDS = ["city", "plan", "device"]
LEVELS = [f"level {i}" for i in range(10)]
CLASSES = ["low", "middle", "high"]


def a_row(draw: random.Random) -> dict[str, float | str]:
    """One row as a client would write it."""
    numbers = {name: round(draw.gauss(0.5, 2.0), 6) for name in NUMBERS}
    return {**numbers, **{name: draw.choice(LEVELS) for name in WORDS}}


def write_table(path: Path, num_rows: int = 3_000) -> Path:
    """A CSV to train on, whose label follows from some of the columns."""
    draw = random.Random(0)
    lines = [",".join([*NUMBERS, *WORDS, "label"])]
    for _ in range(num_rows):
        row = a_row(draw)
        score = float(row["x0"]) + 0.5 * float(row["x1"]) + LEVELS.index(str(row["city"])) / 3 + draw.gauss(0, 1)
        label = CLASSES[0] if score < 1.0 else CLASSES[1] if score < 3.5 else CLASSES[2]
        lines.append(",".join([*map(str, row.values()), label]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
