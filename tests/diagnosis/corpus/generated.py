"""Sets that are drawn: the same for the same seed, each with a trait that healthy data may have."""

# Axes: N rows, D columns, C classes, T steps, F channels.
import io
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from PIL import Image
from sklearn.datasets import make_blobs, make_circles, make_moons

from tests.diagnosis.corpus.case import DataSet

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def blobs(seed: int) -> DataSet:
    """Four clouds in six columns, which touch."""
    x_ND, y_N = make_blobs(700, n_features=6, centers=4, cluster_std=3.0, random_state=seed)
    return table(f"blobs:{seed}", x_ND, np.array(["east", "north", "south", "west"])[y_N])


def clouds(seed: int) -> DataSet:
    """Four clouds in the plane, drawn as those of founding case S4; some lie over others."""
    x_ND, y_N = make_blobs(1_000, n_features=2, centers=4, cluster_std=1.5, random_state=seed)
    return table(f"clouds:{seed}", x_ND, np.array(list("ABCD"))[y_N], ["x", "y"])


def moons(seed: int) -> DataSet:
    """Two half moons: no line parts them."""
    x_ND, y_N = make_moons(900, noise=0.2, random_state=seed)
    return table(f"moons:{seed}", x_ND, np.array(["lower", "upper"])[y_N])


def circles(seed: int) -> DataSet:
    """A ring in a ring: a line does no better than a guess."""
    x_ND, y_N = make_circles(900, noise=0.08, factor=0.5, random_state=seed)
    return table(f"circles:{seed}", x_ND, np.array(["outer", "inner"])[y_N])


def linear(seed: int, num_rows: int = 900, num_columns: int = 8, steepness: float = 4.0) -> DataSet:
    """Two classes on the sides of a plane, with a logistic edge: nine rows of ten can be told."""
    x_ND, y_N = _plane(seed, num_rows, num_columns, steepness)
    return table(f"linear:{seed}", x_ND, np.array(["no", "yes"])[y_N])


def zscored(seed: int) -> DataSet:
    """As `linear`, with columns of mean 0 and deviation 1, as one who prepares his data uploads them."""
    x_ND, y_N = _plane(seed + 1_000, 900, 8, 4.0)
    return table(f"zscored:{seed}", (x_ND - x_ND.mean(axis=0)) / x_ND.std(axis=0), y_N)


def units(seed: int) -> DataSet:
    """Columns in units of their own: an area of 10,000 beside a ratio of 0.7, as grains of rice are measured."""
    x_ND, y_N = _plane(seed + 2_000, 1_000, 5, 5.0)
    mean_D = np.array([12_500.0, 450.0, 190.0, 0.88, 0.57])
    spread_D = np.array([1_700.0, 35.0, 17.0, 0.02, 0.07])
    names = ["area", "perimeter", "length", "eccentricity", "extent"]
    return table(f"units:{seed}", mean_D + spread_D * x_ND, np.array(["long", "round"])[y_N], names)


def heart(seed: int) -> DataSet:
    """One column far from 0: a pulse around 92 that wanders slowly, and whether it is high."""
    generator = np.random.default_rng(seed)
    wandering_N = np.zeros(900)
    for i in range(1, 900):
        wandering_N[i] = 0.98 * wandering_N[i - 1] + generator.normal()
    pulse_N = 92.0 + wandering_N
    high_N = pulse_N > np.median(pulse_N) + 1.0
    return table(f"heart:{seed}", pulse_N[:, None], np.array(["calm", "high"])[high_N.astype(int)], ["pulse"])


def mixed(seed: int) -> DataSet:
    """Numbers with gaps, categories, a date and a truth value; the class depends on most of them."""
    generator = np.random.default_rng(seed)
    n = 1_000
    age_N, income_N = generator.normal(42, 12, n).round(), generator.lognormal(10, 0.4, n).round(2)
    town_N = generator.choice(["Ulm", "Bonn", "Trier", "Jena"], n, p=[0.4, 0.3, 0.2, 0.1])
    owner_N = generator.random(n) < 0.4
    day_N = pd.Timestamp("2024-01-01") + pd.to_timedelta(generator.integers(0, 365, n), unit="D")
    lean_N = 0.12 * (age_N - 42) + 3.0 * (np.log(income_N) - 10) + 2.0 * owner_N + 2.5 * (town_N == "Ulm") - 1.8
    y_N = generator.random(n) < _logistic(1.8 * lean_N)
    frame = pd.DataFrame(
        {"age": age_N, "income": income_N, "town": town_N, "owner": np.where(owner_N, "yes", "no"), "since": day_N}
    )
    frame["since"] = frame["since"].dt.strftime("%Y-%m-%d")
    frame.loc[generator.random(n) < 0.06, "income"] = np.nan
    frame.loc[generator.random(n) < 0.04, "town"] = None
    frame["status"] = np.where(y_N, "good", "bad")
    return DataSet(f"mixed:{seed}", "status", frame)


def imbalanced(seed: int) -> DataSet:
    """Nineteen rows to one, and yet the rare class lies apart."""
    generator = np.random.default_rng(seed)
    y_N = (np.arange(1_600) % 20 == 0).astype(np.int64)
    generator.shuffle(y_N)
    x_ND = generator.normal(size=(1_600, 5)) + 4.0 * y_N[:, None] * np.array([1, -1, 0, 0, 0.5])
    return table(f"imbalanced:{seed}", x_ND, np.array(["usual", "rare"])[y_N])


def tiny(seed: int) -> DataSet:
    """Sixty rows."""
    x_ND, y_N = make_blobs(60, n_features=4, centers=2, cluster_std=1.5, center_box=(-6, 6), random_state=seed + 10)
    return table(f"tiny:{seed}", x_ND, np.array(["left", "right"])[y_N])


def wide(seed: int) -> DataSet:
    """Few rows, 300 to 500 columns, of which sixty tell the classes: enough for a network to do as well as a line."""
    generator = np.random.default_rng(seed)
    num_columns = 300 + 50 * (seed % 5)
    y_N = np.arange(600) % 3
    generator.shuffle(y_N)
    x_ND = generator.normal(size=(600, num_columns))
    x_ND[:, :60] += 1.2 * generator.normal(size=(3, 60))[y_N]
    return table(f"wide:{seed}", x_ND, np.array(["a", "b", "c"])[y_N])


def multiclass(seed: int) -> DataSet:
    """Ten classes in twelve columns."""
    generator = np.random.default_rng(seed)
    y_N = np.arange(1_200) % 10
    generator.shuffle(y_N)
    x_ND = 2.0 * generator.normal(size=(10, 12))[y_N] + generator.normal(size=(1_200, 12))
    return table(f"multiclass:{seed}", x_ND, np.array([f"k{c}" for c in range(10)])[y_N])


def integers(seed: int) -> DataSet:
    """Counts: small whole numbers, so that rows lie on a grid."""
    generator = np.random.default_rng(seed)
    y_N = np.arange(900) % 3
    generator.shuffle(y_N)
    rate_CD = generator.uniform(2, 20, size=(3, 8))
    return table(f"integers:{seed}", generator.poisson(rate_CD[y_N]), np.array(["x", "y", "z"])[y_N])


def skewed(seed: int) -> DataSet:
    """Columns with long tails, as amounts of money have them."""
    x_ND, y_N = _plane(seed + 3_000, 900, 6, 4.0)
    return table(f"skewed:{seed}", np.exp(x_ND * 0.8 + 3.0), np.array(["keep", "leave"])[y_N])


def overlapping(seed: int) -> DataSet:
    """Two clouds of which a fifth cannot be told apart, whatever the model: hard, and yet nothing is wrong."""
    generator = np.random.default_rng(seed)
    y_N = np.arange(1_000) % 2
    generator.shuffle(y_N)
    x_ND = generator.normal(size=(1_000, 4)) + 0.85 * y_N[:, None]
    return table(f"overlapping:{seed}", x_ND, np.array(["down", "up"])[y_N])


def faint(seed: int) -> DataSet:
    """One row of sixteen is of a class that lies within the other's reach: a threshold of a half misses most of them."""
    generator = np.random.default_rng(seed)
    y_N = (generator.random(4_000) < 0.06).astype(np.int64)
    x_ND = generator.normal(size=(4_000, 4)) + 0.7 * y_N[:, None]
    return table(f"faint:{seed}", x_ND, np.array(["no", "yes"])[y_N])


def waves(seed: int) -> DataSet:
    """Sequences of unequal length in two channels, whose class is how fast the first swings."""
    generator = np.random.default_rng(seed)
    n, most = 360, 30
    y_N, length_N = np.arange(n) % 3, generator.integers(20, most + 1, n)
    generator.shuffle(y_N)
    t_T = np.arange(most)
    phase_N1 = generator.uniform(0, 2 * np.pi, (n, 1))
    x_NTF = generator.normal(0, 0.3, (n, most, 2))
    x_NTF[:, :, 0] += np.sin(phase_N1 + np.array([0.4, 0.9, 1.6])[y_N][:, None] * t_T)
    x_NTF[t_T[None, :] >= length_N[:, None]] = np.nan
    rows = {"X": x_NTF.astype(np.float32), "length": length_N, "y": np.array(["slow", "even", "fast"])[y_N]}
    return DataSet(f"waves:{seed}", "y", rows)


def bars(seed: int) -> DataSet:
    """Grey images of 12 x 12 pixels with a bright row, a bright column or a diagonal."""
    x_NHW, y_N = _bars(seed, 450)
    return DataSet(f"bars:{seed}", "y", {"X": x_NHW, "y": np.array(["row", "column", "diagonal"])[y_N]})


def pictures(seed: int) -> DataSet:
    """The same as PNG files in a folder for each class."""
    x_NHW, y_N = _bars(seed + 500, 300)
    members = {}
    for i, (x_HW, y) in enumerate(zip(x_NHW, y_N, strict=True)):
        out = io.BytesIO()
        Image.fromarray(x_HW).save(out, format="PNG")
        members[f"{('row', 'column', 'diagonal')[y]}/{i:03}.png"] = out.getvalue()
    return DataSet(f"pictures:{seed}", "label", members)


TABLES: Mapping[str, Callable[[int], DataSet]] = {
    f.__name__: f
    for f in (
        *(blobs, clouds, moons, circles, linear, zscored, units, heart, mixed, imbalanced),
        *(tiny, wide, multiclass, integers, skewed, overlapping),
    )
}
"""Makers of tables that default settings suit, by name."""

DEMANDING: Mapping[str, Callable[[int], DataSet]] = {f.__name__: f for f in (faint,)}
"""Makers of tables that ask for a setting of their own: healthy with it, not without."""

WHOLES: Mapping[str, Callable[[int], DataSet]] = {f.__name__: f for f in (waves, bars, pictures)}
"""Makers of sets of sequences and images."""


def table(name: str, x_ND: npt.NDArray[Any], y_N: npt.NDArray[Any], names: list[str] | None = None) -> DataSet:
    """Columns with the class last, as `label`; five decimals, as files have them."""
    columns = names or [f"x{d}" for d in range(x_ND.shape[1])]
    whole = np.issubdtype(x_ND.dtype, np.integer)
    frame = pd.DataFrame(x_ND if whole else x_ND.round(5), columns=columns)
    return DataSet(name, "label", frame.assign(label=y_N))


def _plane(seed: int, num_rows: int, num_columns: int, steepness: float) -> tuple[Floats, Ints]:
    generator = np.random.default_rng(seed)
    x_ND = generator.normal(size=(num_rows, num_columns))
    slope_D = generator.choice([-1.0, 1.0], num_columns) * generator.uniform(0.4, 1.0, num_columns)
    slope_D *= steepness / np.linalg.norm(slope_D)
    return x_ND, (generator.random(num_rows) < _logistic(x_ND @ slope_D)).astype(np.int64)


def _logistic(z_N: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-z_N)), dtype=np.float64)


def _bars(seed: int, num_images: int) -> tuple[npt.NDArray[np.uint8], Ints]:
    generator = np.random.default_rng(seed)
    y_N, place_N = np.arange(num_images) % 3, generator.integers(0, 12, num_images)
    generator.shuffle(y_N)
    x_NHW = generator.normal(80, 25, (num_images, 12, 12))
    for x_HW, y, place in zip(x_NHW, y_N, place_N, strict=True):
        if y == 2:
            x_HW[np.arange(12), (np.arange(12) + place) % 12] += 100
        else:
            x_HW[(slice(None), place) if y else place] += 100
    return x_NHW.clip(0, 255).astype(np.uint8), y_N
