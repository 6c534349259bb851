"""Two rings of points, and a heart rate around 92: the tables of case S1."""

# Axes: N rows.
import argparse
from pathlib import Path

import numpy as np
from sklearn.datasets import make_circles

NUM_CIRCLES, NUM_BEATS = 500, 1_800
MEAN, SPREAD = 92.0, 5.0
MEMORY = 0.97  # of one half second to the next: neighbours are nearly equal, as in a heart
LIMIT = 91.0


def write_circles(path: Path) -> None:
    """500 points, `inner` or `outer`: the text's own call of scikit-learn's `make_circles`."""
    points_N2, inner_N = make_circles(n_samples=NUM_CIRCLES, random_state=123, noise=0.1, factor=0.2)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("x,y,ring\n")
        for (x, y), inner in zip(points_N2.tolist(), inner_N.tolist(), strict=True):
            file.write(f"{x:.6f},{y:.6f},{'inner' if inner else 'outer'}\n")


def write_heart_rate(path: Path, seed: int = 0) -> None:
    """1,800 values of an AR(1) process with mean 92 and standard deviation 5; `above` is 1 for a value over 91."""
    generator = np.random.default_rng(seed)
    beat_N = np.empty(NUM_BEATS)
    beat = 0.0
    for i, shock in enumerate(generator.normal(size=NUM_BEATS).tolist()):
        beat_N[i] = beat = MEMORY * beat + shock
    beat_N = np.round(MEAN + SPREAD * (beat_N - beat_N.mean()) / beat_N.std(), 2)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("heart_rate,above\n")
        for value in beat_N.tolist():
            file.write(f"{value:.2f},{int(value > LIMIT)}\n")


def main() -> None:
    """Write `circles.csv` and `heart_rate.csv`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--small", action="store_true", help="the same: these tables are small")
    folder = parser.parse_args().folder
    write_circles(folder / "circles.csv")
    write_heart_rate(folder / "heart_rate.csv")


if __name__ == "__main__":
    main()
