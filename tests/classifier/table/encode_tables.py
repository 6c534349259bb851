"""Small tables of every kind of input, and encoders fitted on them."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from PIL import Image

from classifier.spec.table import Column, ColumnKind, ColumnRole, Schema
from classifier.spec.train import TrainSpec
from classifier.table.encode import Encoder, fit_encoder

KINDS = {
    pa.float64(): "numeric",
    pa.int64(): "numeric",
    pa.bool_(): "boolean",
    pa.string(): "categorical",
    pa.timestamp("us", "UTC"): "datetime",
    pa.binary(): "image",
}


def schema_of(table: pa.Table, **kinds: str) -> Schema:
    columns = [
        Column(
            name=field.name,
            kind=ColumnKind(kinds.get(field.name) or KINDS.get(field.type, "sequence")),
            role=ColumnRole.feature,
            reason="test",
        )
        for field in table.schema
    ]
    return Schema(columns=columns)


def fitted(
    table: pa.Table,
    rows: Sequence[int] | None = None,
    *,
    model: Any = "auto",
    features: Any = "auto",
    **preprocessing: Any,
) -> Encoder:
    spec = TrainSpec.model_validate(
        {"target": "y", "features": features, "model": model, "preprocessing": preprocessing}
    )
    train_rows = np.arange(table.num_rows) if rows is None else np.array(rows)
    return fit_encoder(table, schema_of(table), spec, train_rows)


def mixed_table(num_rows: int = 40, seed: int = 0) -> pa.Table:
    """Every kind of column, each with missing cells."""
    rng = np.random.default_rng(seed)
    start = datetime(2024, 1, 1, tzinfo=UTC)

    def holes(values: list[Any]) -> list[Any]:
        return [None if rng.random() < 0.2 else value for value in values]

    return pa.table(
        {
            "area": pa.array(holes(rng.normal(1e4, 2e3, num_rows).tolist()), pa.float64()),
            "count": pa.array(holes(rng.integers(0, 9, num_rows).tolist()), pa.int64()),
            "married": pa.array(holes([bool(b) for b in rng.random(num_rows) < 0.5]), pa.bool_()),
            "home": pa.array(holes(rng.choice(["rent", "own", "other"], num_rows).tolist()), pa.string()),
            "when": pa.array(
                holes([start + timedelta(hours=int(h)) for h in rng.integers(0, 9_000, num_rows)]),
                pa.timestamp("us", "UTC"),
            ),
        }
    )


def sequences(rows: Sequence[Any], num_channels: int, names: Sequence[str] | None = None) -> pa.Table:
    """One column "s" of sequences; `rows` are lists of steps of `num_channels` values, or None."""
    column = pa.array(rows, pa.list_(pa.list_(pa.float64(), num_channels)))
    metadata = None if names is None else {"channels": str(list(names)).replace("'", '"')}
    return pa.table([column], schema=pa.schema([pa.field("s", column.type, metadata=metadata)]))


def ragged(num_rows: int = 20, seed: int = 0, num_channels: int = 2, holes: float = 0.1) -> list[Any]:
    """Sequences of 1 to 9 steps, some values missing."""
    rng = np.random.default_rng(seed)

    def step() -> list[float | None]:
        return [None if rng.random() < holes else float(rng.normal(50 * (f + 1), 5)) for f in range(num_channels)]

    return [[step() for _ in range(rng.integers(1, 10))] for _ in range(num_rows)]


def wide_table(num_rows: int = 20, seed: int = 0, num_steps: int = 6) -> pa.Table:
    """Numeric columns t0, t1, ...: rows of 2 to 6 steps, later cells missing, and some gaps."""
    rng = np.random.default_rng(seed)
    x_NT = rng.normal(90, 10, (num_rows, num_steps))
    x_NT[np.arange(num_steps) >= rng.integers(2, num_steps + 1, num_rows)[:, None]] = np.nan
    x_NT[:, 0] = np.where(rng.random(num_rows) < 0.2, np.nan, x_NT[:, 0])
    return pa.table({f"t{t}": pa.array(x_NT[:, t], from_pandas=True) for t in range(num_steps)})


def png(pixels: npt.NDArray[np.uint8]) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def npy(pixels: npt.NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, pixels)
    return buffer.getvalue()


def images(cells: Sequence[bytes | None]) -> pa.Table:
    """One column "picture" of images."""
    return pa.table({"picture": pa.array(cells, pa.binary())})


def pictures(num_rows: int = 12, seed: int = 0) -> list[bytes]:
    """Grey and colour images of three sizes; 5 x 4 is the most frequent."""
    rng = np.random.default_rng(seed)
    sizes = [(5, 4), (5, 4), (3, 8), (9, 7)]
    return [
        png(rng.integers(0, 256, (*sizes[i % 4], 3) if i % 3 == 0 else sizes[i % 4], dtype=np.uint8))
        for i in range(num_rows)
    ]
