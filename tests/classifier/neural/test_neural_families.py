"""Every family through the whole way: uploaded bytes, typed table, training, artifact, and answers that are always the same."""

import base64
import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from PIL import Image

from classifier.neural.artifact import joined, write_artifact
from classifier.neural.predictor import Predictions, Predictor
from classifier.neural.tensor_file import tensors_sha256
from classifier.neural.train import train_classifier
from classifier.neural.trained import TrainedClassifier
from classifier.spec.limits import Limits
from classifier.spec.resolve import resolve_spec
from classifier.spec.table import FileFormat, ParseOptions, SeriesOptions
from classifier.spec.train import TrainSpec
from classifier.table.convert import convert_raw, convert_rows
from classifier.table.infer import TypedTable, infer_table
from classifier.table.profile import profile_table
from classifier.table.read import iter_source, read_body
from tests.classifier.neural.neural_runs import Notebook

NUM_ROWS = 80
TOLERANCE = {"rtol": 1e-4, "atol": 1e-5}  # products of matrices of other heights add up in other orders


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
    "rnn": (ARRAYS, {"model": {"family": "rnn", "cell": "lstm", "dropout": 0.2, "pooling": "attention"}}),
    "rnn of a long table": (STEPS, {"model": {"family": "rnn", "blocks": [{"units": 6, "bidirectional": True}]}}),
    "rnn of a wide table": (WIDE, {"model": {"family": "rnn", "cell": "rnn", "blocks": [{"units": 6}]}}),
    "cnn1d": (ARRAYS, {"model": {"family": "cnn1d", "channels": [6, 6]}, "loss": {"name": "focal"}}),
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


def train(
    case: str, notebook: Notebook | None = None, resume_from: Path | None = None, **training: Any
) -> TrainedClassifier:
    table = typed(CASES[case][0])
    return train_classifier(
        table.table,
        table.schema,
        spec_of(case, **training),
        observer=notebook or Notebook(),
        resume_from=resume_from,
        limits=Limits(),
    )


def sha256(trained: TrainedClassifier) -> str:
    return tensors_sha256(joined([member.weights for member in trained.members]))


@pytest.mark.parametrize("case", CASES)
def test_equal_seeds_give_equal_weights_also_after_a_kill_and_other_seeds_do_not(case: str, tmp_path: Path) -> None:
    whole = train(case, Notebook(keep_in=tmp_path))

    assert sha256(train(case)) == sha256(whole)
    for epoch in (1, 2):
        assert sha256(train(case, None, tmp_path / f"{epoch}.safetensors")) == sha256(whole), f"after epoch {epoch}"
    assert sha256(train(case, seed=1)) != sha256(whole)


@pytest.mark.parametrize("case", CASES)
def test_a_saved_model_gives_the_same_logits_bit_for_bit(case: str, tmp_path: Path) -> None:
    trained = train(case)
    write_artifact(tmp_path / "m", trained, {})
    table = typed(CASES[case][0]).table
    first, again = (Predictor.load(tmp_path / "m").predict(table) for _ in range(2))

    assert (first.logits_NC == again.logits_NC).all()
    assert trained.metrics.test is not None
    assert first.logits_NC.shape == (NUM_ROWS, len(trained.classes))
    assert np.ptp(first.logits_NC, axis=0).max() > 1e-3, "the rows are told apart"


@pytest.mark.parametrize("case", CASES)
def test_one_row_a_batch_a_file_and_the_table_give_one_answer(case: str, tmp_path: Path) -> None:
    upload = CASES[case][0]
    table = typed(upload).table
    write_artifact(tmp_path / "m", train(case), {})
    predictor = Predictor.load(tmp_path / "m")
    expected_NC = predictor.predict(table).logits_NC

    alone = [predictor.predict(table.slice(row, 1)).logits_NC[0] for row in range(0, NUM_ROWS, 13)]
    np.testing.assert_allclose(alone, expected_NC[::13], **TOLERANCE)
    order = np.random.default_rng(0).permutation(NUM_ROWS)
    np.testing.assert_allclose(
        predictor.predict(table.take(pa.array(order))).logits_NC, expected_NC[order], **TOLERANCE
    )
    np.testing.assert_allclose(of_file(predictor, upload, tmp_path), expected_NC, **TOLERANCE)
    np.testing.assert_allclose(of_json(predictor, table).logits_NC, expected_NC, **TOLERANCE)


def of_file(predictor: Predictor, upload: Upload, folder: Path) -> np.ndarray:
    """As a scoring job reads it: in batches, through the readers of files."""
    path = folder / "upload"
    path.write_bytes(upload.make())
    parts, row = [], 0
    for raw in iter_source(path, upload.file_format, gzip=False, parse=upload.parse, limits=Limits(), batch_rows=33):
        converted = convert_raw(raw, predictor.input_columns, first_row=row)
        assert converted.faults == []
        parts.append(predictor.predict(converted.table).logits_NC)
        row += raw.table.num_rows
    return np.concatenate(parts)


def of_json(predictor: Predictor, table: pa.Table) -> Predictions:
    """As a request brings them: numbers, words, arrays of steps, base64 of images."""
    names = [column.name for column in predictor.input_columns]
    rows = [{name: as_json(value) for name, value in row.items()} for row in table.select(names).to_pylist()]
    converted = convert_rows(rows, predictor.input_columns)
    assert converted.faults == []
    return predictor.predict(converted.table)


def as_json(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("case", CASES)
def test_what_held_out_rows_hold_changes_nothing_that_is_fitted(case: str) -> None:
    """Rows of validation and test are replaced by one another's: encoder, layout and first epoch's weights stay."""
    from classifier.table.folds import split_folds
    from classifier.table.target import label_column

    table = typed(CASES[case][0])
    spec = spec_of(case, epochs=1)
    y_N, classes = label_column(table.table, spec.target)
    split = split_folds(y_N, spec.split, classes=classes)[0]
    held_out = np.concatenate([split.validation, split.test])
    order = np.arange(NUM_ROWS)
    order[held_out] = np.full(len(held_out), held_out[0])  # all of them become one row
    features = [name for name in table.table.column_names if name != spec.target]
    shuffled = table.table.select(features).take(pa.array(order))
    changed = shuffled.append_column(table.table.schema.field(spec.target), table.table.column(spec.target))

    one, other = (
        train_classifier(t, table.schema, spec, observer=Notebook(), resume_from=None, limits=Limits())
        for t in (table.table, changed)
    )

    assert one.members[0].encoder == other.members[0].encoder
    assert one.members[0].architecture == other.members[0].architecture
    assert sha256(one) == sha256(other)
