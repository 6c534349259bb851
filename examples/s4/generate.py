"""Four clouds of points that overlap: the table of case S4."""

import argparse
from pathlib import Path

import numpy as np
from sklearn.datasets import make_blobs
from sklearn.model_selection import train_test_split

NUM_ROWS = 1_000


def write_blobs(path: Path) -> None:
    """1,000 points and the letter of their cloud: the text's own call of scikit-learn's `make_blobs`."""
    points_N2, blob_N = make_blobs(n_samples=NUM_ROWS, n_features=2, centers=4, cluster_std=1.5, random_state=666)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("x,y,blob\n")
        for (x, y), blob in zip(points_N2.tolist(), blob_N.tolist(), strict=True):
            file.write(f"{x:.6f},{y:.6f},{'ABCD'[blob]}\n")


def held_out_rows() -> list[int]:
    """The 200 rows that the text holds out; they stand in every config of this folder as `split.test_rows`."""
    _, rows = train_test_split(np.arange(NUM_ROWS), test_size=0.2, random_state=888)
    return sorted(rows.tolist())


def main() -> None:
    """Write `blobs.csv`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--small", action="store_true", help="the same: this table is small")
    write_blobs(parser.parse_args().folder / "blobs.csv")


if __name__ == "__main__":
    main()
