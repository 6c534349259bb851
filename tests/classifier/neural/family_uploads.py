"""Small uploads of every kind, whose classes each family can learn something of, and a spec for each family."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from classifier.spec.limits import Limits
from classifier.spec.resolve import resolve_spec
from classifier.spec.table import FileFormat, ParseOptions, SeriesOptions
from classifier.spec.train import TrainSpec
from classifier.table.infer import TypedTable, infer_table
from classifier.table.profile import profile_table
from classifier.table.read import read_body

NUM_ROWS = 80


def cells() -> bytes:
    """A table with numbers, gaps, two sorts of categories, a date and a truth value."""
    generator = np.random.default_rng(0)
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["a", "b", "town", "code", "day", "paid", "y"])
    for i in range(NUM_ROWS):
        a, b = generator.normal(92, 5), generator.normal()
        y = "up" if (a > 92) != (b > 0) else "down"
        gap = "" if i % 9 == 0 else f"{b:.4f}"
        town = "" if i % 13 == 5 else ["Ulm", "Bonn", "Köln"][i % 3]
        day = f"2024-{1 + i % 12:02}-{1 + i % 28:02}"
        writer.writerow([f"{a:.4f}", gap, town, f"c{i % 70}", day, ["yes", "no"][i % 2], y])
    return file.getvalue().encode()


def arrays() -> bytes:
    """Sequences of unequal length whose class is the order of two bumps."""
    generator = np.random.default_rng(1)
    length = generator.integers(5, 12, NUM_ROWS)
    x = generator.normal(50, 0.3, (NUM_ROWS, 11, 2))
    y = np.arange(NUM_ROWS) % 3
    for i in range(NUM_ROWS):
        x[i, y[i], 0] += 3
        x[i, 2 - y[i], 1] += 3
        x[i, length[i] :] = np.nan
    file = io.BytesIO()
    np.savez(file, X=x, length=length, y=np.array(["first", "second", "third"])[y])
    return file.getvalue()


def steps() -> bytes:
    """The same sort of sequences as a long table, one step a row."""
    generator = np.random.default_rng(2)
    lines = ["series_id,t,x,label"]
    for i in range(NUM_ROWS):
        for t in range(int(generator.integers(4, 9))):
            value = generator.normal() + (3 if t == i % 2 else 0)
            lines.append(f"s{i},{t},{value:.4f},{['even', 'odd'][i % 2]}")
    return "\n".join(lines).encode()


def wide() -> bytes:
    """One series a row."""
    generator = np.random.default_rng(3)
    lines = [",".join([*(f"t{t}" for t in range(8)), "y"])]
    for i in range(NUM_ROWS):
        x = generator.normal(size=8)
        x[i % 2 :: 2] += 2
        lines.append(",".join([*(f"{v:.4f}" for v in x), "ab"[i % 2]]))
    return "\n".join(lines).encode()


def pictures() -> bytes:
    """Small grey images in two folders: a bar that stands, a bar that lies."""
    generator = np.random.default_rng(4)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for i in range(NUM_ROWS):
            pixels = generator.integers(0, 60, (12, 10)).astype(np.uint8)
            at = int(generator.integers(2, 8))
            (pixels if i % 2 else pixels.T)[at] = 250
            image = io.BytesIO()
            Image.fromarray(pixels).save(image, "PNG")
            archive.writestr(f"{['stands', 'lies'][i % 2]}/{i:03}.png", image.getvalue())
    return file.getvalue()


PLAIN = ParseOptions()


@dataclass(frozen=True)
class Upload:
    """Bytes and how they are read."""

    make: Callable[[], bytes]
    file_format: FileFormat
    target: str
    parse: ParseOptions = PLAIN


CELLS = Upload(cells, FileFormat.csv, "y")
ARRAYS = Upload(arrays, FileFormat.npz, "y")
LONG = ParseOptions(series=SeriesOptions(id="series_id", time="t", label="label"))
STEPS = Upload(steps, FileFormat.csv, "label", LONG)
WIDE = Upload(wide, FileFormat.csv, "y")
PICTURES = Upload(pictures, FileFormat.zip, "label")

PIECEWISE = {"name": "piecewise_linear", "num_bins": 4, "width": 3}
CASES: dict[str, tuple[Upload, dict[str, Any]]] = {
    "logistic": (CELLS, {"model": {"family": "logistic"}}),
    "mlp": (CELLS, {"model": {"family": "mlp", "hidden": [8], "dropout": 0.2}}),
    "mlp piecewise": (
        CELLS,
        {
            "model": {"family": "mlp", "hidden": [8], "numeric_embedding": PIECEWISE, "batch_norm": True},
            "preprocessing": {"normalization": "quantile"},
        },
    ),
    "resnet": (CELLS, {"model": {"family": "resnet", "width": 8}, "preprocessing": {"normalization": "robust"}}),
    "tabm": (
        CELLS,
        {
            "model": {"family": "tabm", "hidden": [8], "num_members": 3, "numeric_embedding": {"name": "periodic"}},
            "preprocessing": {"normalization": "batch_norm", "categorical_encoding": "embedding"},
        },
    ),
    "rnn": (
        ARRAYS,
        {
            "model": {
                "family": "rnn",
                "cell": "lstm",
                "blocks": [{"units": 6, "bidirectional": True}],
                "dropout": 0.2,
                "pooling": "attention",
            }
        },
    ),
    "rnn of a long table": (STEPS, {"model": {"family": "rnn", "blocks": [{"units": 6, "bidirectional": True}]}}),
    "rnn of a wide table": (WIDE, {"model": {"family": "rnn", "cell": "rnn", "blocks": [{"units": 6}]}}),
    "cnn1d": (ARRAYS, {"model": {"family": "cnn1d", "channels": [6, 6]}, "loss": {"name": "focal"}}),
    "rocket": (ARRAYS, {"model": {"family": "rocket", "num_features": 168}}),
    "mlp of sequences": (ARRAYS, {"model": {"family": "mlp", "hidden": [8]}}),
    "cnn": (
        PICTURES,
        {
            "model": {"family": "cnn", "channels": [4, 4], "hidden": [6], "dropout": 0.2},
            "preprocessing": {"augmentation": {"flip": True, "shift": 0.1, "crop": 0.1}},
        },
    ),
    "logistic of images": (PICTURES, {"model": {"family": "logistic"}}),
}


@cache
def typed(upload: Upload) -> TypedTable:
    raw = read_body(upload.make(), upload.file_format, parse=upload.parse, limits=Limits())
    return infer_table(raw, overrides={}, parse=upload.parse, limits=Limits())


def spec_of(case: str, **training: Any) -> TrainSpec:
    upload, changes = CASES[case]
    table = typed(upload)
    asked = {
        "target": upload.target,
        "training": {"epochs": 3, "batch_size": 16, **training},
        "schedule": {"name": "reduce_on_plateau", "patience": 1, "warmup": 1},
        **changes,
    }
    return resolve_spec(TrainSpec.model_validate(asked), table.schema, profile_table(table), Limits())
