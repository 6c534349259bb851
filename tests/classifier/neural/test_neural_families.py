"""Every family through the whole way: uploaded bytes, typed table, training, artifact, and answers that are always the same."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from classifier.inference.golden import as_json
from classifier.inference.predictor import Predictions, Predictor
from classifier.neural.artifact import joined, write_artifact
from classifier.neural.tensor_file import tensors_sha256
from classifier.neural.torch_runtime import load_predictor
from classifier.neural.train import train_classifier
from classifier.neural.trained import TrainedClassifier
from classifier.spec.limits import Limits
from classifier.table.convert import convert_raw, convert_rows
from classifier.table.read import iter_source
from tests.classifier.neural.family_uploads import CASES, NUM_ROWS, Upload, spec_of, typed
from tests.classifier.neural.neural_runs import Notebook

TOLERANCE = {"rtol": 1e-4, "atol": 1e-5}  # products of matrices of other heights add up in other orders


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
    first, again = (load_predictor(tmp_path / "m").predict(table) for _ in range(2))

    assert (first.logits_NC == again.logits_NC).all()
    assert trained.metrics.test is not None
    assert first.logits_NC.shape == (NUM_ROWS, len(trained.classes))
    assert np.ptp(first.logits_NC, axis=0).max() > 1e-3, "the rows are told apart"


@pytest.mark.parametrize("case", CASES)
def test_one_row_a_batch_a_file_and_the_table_give_one_answer(case: str, tmp_path: Path) -> None:
    upload = CASES[case][0]
    table = typed(upload).table
    write_artifact(tmp_path / "m", train(case), {})
    predictor = load_predictor(tmp_path / "m")
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
