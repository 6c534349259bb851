"""Long vectors of readings whose signal a linear model sees only in part: the data of case S2."""

# Axes: N rows, F features of the only step.
import argparse
from pathlib import Path

import numpy as np

NUM_ROWS, NUM_FEATURES = 22_644, 2_474
SMALL = (1_200, 60)
SHARE_UPRIGHT = 0.75
PATTERN = 100  # features that carry each of the two patterns; the other 2,274 are noise
STRENGTH = 0.5  # of a pattern in one feature, in standard deviations of its noise


def write_readings(path: Path, num_rows: int = NUM_ROWS, num_features: int = NUM_FEATURES, seed: int = 0) -> None:
    """`X` float32 `[N, 1, F]` and `y` int64 `[N]`, half of each class, in random order.

    A sensor is worn upright by three rows in four and upside down by the others, which turns the sign of all it
    measures. The first hundred features measure gravity, so their sign tells how it is worn; the second hundred follow
    the class. The class is the product of two signs. The linear part of that is the majority's: a linear model that
    knew the patterns would be right for those who wear it upright, 75 %, and no more; a network that joins both patterns
    can come near 100 %.
    """
    generator = np.random.default_rng(seed)
    x_NF = generator.standard_normal((num_rows, num_features), dtype=np.float32)
    y_N = generator.permutation(np.arange(num_rows) % 2)
    worn_N = np.where(generator.random(num_rows) < SHARE_UPRIGHT, STRENGTH, -STRENGTH).astype(np.float32)
    width = min(PATTERN, num_features // 3)
    strength = np.float32((PATTERN / width) ** 0.5)  # the same signal in fewer features
    x_NF[:, :width] += strength * worn_N[:, None]
    x_NF[:, width : 2 * width] += strength * (worn_N * (2 * y_N - 1).astype(np.float32))[:, None]
    np.savez(path, X=x_NF[:, None, :], y=y_N)


def main() -> None:
    """Write `readings.npz`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--small", action="store_true", help="1,200 rows of 60 features")
    chosen = parser.parse_args()
    num_rows, num_features = SMALL if chosen.small else (NUM_ROWS, NUM_FEATURES)
    write_readings(chosen.folder / "readings.npz", num_rows, num_features)


if __name__ == "__main__":
    main()
