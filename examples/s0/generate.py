"""A made table of rice grains, for case S0 and the benchmarks: anybody can repeat them, for no file has to be fetched."""

# Axes: N rows.
import argparse
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

NUM_ROWS = 18_185
TARGET = "Class"
COLUMNS = (
    "Area",
    "MajorAxisLength",
    "MinorAxisLength",
    "Eccentricity",
    "ConvexArea",
    "EquivDiameter",
    "Extent",
    "Perimeter",
    "Roundness",
    "AspectRation",
)


@dataclass(frozen=True)
class Variety:
    """One class of grains: `(mean, standard deviation)` of what was measured on the Jasmine and Gonen grains."""

    label: int
    share: float
    major: tuple[float, float]
    minor: tuple[float, float]
    correlation: float
    """Of the two axes."""
    area: tuple[float, float]
    """Pixels over those of the ellipse of the same axes."""
    convex: tuple[float, float]
    """Pixels of the hull over those of the grain."""
    perimeter: tuple[float, float]
    """Over that of the ellipse."""
    extent: tuple[float, float]


JASMINE = Variety(
    1,
    0.549,
    (150.02, 13.41),
    (51.44, 3.587),
    0.21,
    (0.9805, 0.0073),
    (1.0281, 0.0089),
    (1.0047, 0.0206),
    (0.588, 0.114),
)
GONEN = Variety(
    0,
    0.451,
    (153.70, 10.65),
    (70.00, 4.443),
    0.54,
    (0.9867, 0.0051),
    (1.0259, 0.0073),
    (1.0140, 0.0142),
    (0.652, 0.079),
)


def write_rice(path: Path, num_rows: int = NUM_ROWS, seed: int = 0) -> Path:
    """Write a CSV of `num_rows` grains with an `id`, ten measures of an ellipse and the class; returns `path`.

    As the Jasmine and Gonen table: raw scales from 0.4 to 10,000, 55 % of one class, rows nearly in class order, an
    `id` that gives the label away. The same arguments give the same bytes with the same numpy.
    """
    generator = np.random.default_rng(seed)
    num_jasmine = round(num_rows * JASMINE.share)
    values = np.concatenate(
        [_grains(JASMINE, num_jasmine, generator), _grains(GONEN, num_rows - num_jasmine, generator)]
    )
    label_N = np.repeat([JASMINE.label, GONEN.label], [num_jasmine, num_rows - num_jasmine])
    # Nearly in class order: each row has moved by a tenth of the table, as it may.
    order_N = np.argsort(np.arange(num_rows) + generator.normal(0.0, 0.1 * num_rows, num_rows), kind="stable")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(",".join(("id", *COLUMNS, TARGET)) + "\n")
        for number, row in enumerate(order_N.tolist(), start=1):
            cells = (
                f"{value:.0f}" if name in ("Area", "ConvexArea") else f"{value:.10g}"
                for name, value in zip(COLUMNS, values[row].tolist(), strict=True)
            )
            file.write(f"{number},{','.join(cells)},{label_N[row]}\n")
    return path


def _grains(variety: Variety, num_rows: int, generator: np.random.Generator) -> npt.NDArray[np.float64]:
    def drawn(mean_and_std: tuple[float, float], z_N: npt.NDArray[np.float64] | None = None) -> npt.NDArray[np.float64]:
        mean, std = mean_and_std
        return mean + std * np.clip(generator.normal(size=num_rows) if z_N is None else z_N, -3.5, 3.5)

    z_N, other_N = generator.normal(size=(2, num_rows))
    major_N = drawn(variety.major, z_N)
    minor_N = drawn(variety.minor, variety.correlation * z_N + math.sqrt(1.0 - variety.correlation**2) * other_N)
    minor_N = np.minimum(minor_N, 0.95 * major_N)
    area_N = np.rint(math.pi / 4 * major_N * minor_N * drawn(variety.area))
    convex_N = np.rint(area_N * np.maximum(drawn(variety.convex), 1.002))
    # Ramanujan's second approximation of an ellipse's perimeter.
    h_N = ((major_N - minor_N) / (major_N + minor_N)) ** 2
    ellipse_N = math.pi / 2 * (major_N + minor_N) * (1 + 3 * h_N / (10 + np.sqrt(4 - 3 * h_N)))
    perimeter_N = ellipse_N * drawn(variety.perimeter)
    return np.stack(
        [
            area_N,
            major_N,
            minor_N,
            np.sqrt(1 - (minor_N / major_N) ** 2),
            convex_N,
            np.sqrt(4 * area_N / math.pi),
            np.clip(drawn(variety.extent), 0.38, 0.89),
            perimeter_N,
            4 * math.pi * area_N / perimeter_N**2,
            major_N / minor_N,
        ],
        axis=1,
    )


def main() -> None:
    """Write `rice.csv`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--small", action="store_true", help="2,000 grains in place of 18,185")
    chosen = parser.parse_args()
    write_rice(chosen.folder / "rice.csv", num_rows=2_000 if chosen.small else NUM_ROWS)


if __name__ == "__main__":
    main()
