"""What a network and the baselines are told of encoded rows."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from classifier.spec.inputs import InputLayout
from classifier.spec.models import MlpSpec, ModelSpec, PiecewiseLinearEmbedding, RnnSpec
from classifier.table import baseline_matrix as module
from classifier.table.baseline_matrix import baseline_matrix, baseline_notes
from classifier.table.encode import encode
from classifier.table.layout import bin_edges, input_layout
from tests.classifier.table.encode_tables import (
    fitted,
    images,
    mixed_table,
    npy,
    pictures,
    ragged,
    sequences,
    wide_table,
)

PIECEWISE = MlpSpec(numeric_embedding=PiecewiseLinearEmbedding(num_bins=4))


def layout(table: pa.Table, model: ModelSpec | None = None, rows: Any = None, **preprocessing: Any) -> InputLayout:
    encoder = fitted(table, rows, model=model or "auto", **preprocessing)
    train = table if rows is None else table.take(rows)
    return input_layout(encoder, model or MlpSpec(), encode(encoder, train).x_NX)


def test_numeric_positions_are_values_and_never_indicators_levels_or_dates() -> None:
    table = mixed_table()
    names = fitted(table).feature_names

    found = layout(table)

    assert found.kind == "table"
    assert found.shape == [len(names)]
    assert [names[at] for at in found.numeric] == ["area", "count"]
    assert found.bins is None
    assert found.embedded == []


def test_embedded_columns_are_told_with_their_codes_and_width() -> None:
    table = pa.table({"x": [1.0, 2.0, None, 4.0], "c": ["a", "a", "b", "b"], "d": ["u", "u", None, "w"]})

    found = layout(table, categorical_encoding="embedding", embedding_width=5)

    assert [(e.position, e.num_codes, e.width) for e in found.embedded] == [(2, 2, 5), (3, 3, 5)]
    assert found.shape == [4]


def test_bins_are_quantiles_of_the_normalized_training_rows() -> None:
    table = pa.table({"x": [0.0, 1.0, 2.0, 3.0, 4.0, 1e9], "y2": [5.0, 5.0, 5.0, 5.0, 7.0, -1.0]})

    found = layout(table, PIECEWISE, [0, 1, 2, 3, 4], normalization="none")

    assert found.bins == [[0, 1, 2, 3, 4], [5, 7]]


def test_bins_do_not_look_at_other_rows() -> None:
    table = mixed_table()
    other = pa.concat_tables([table.slice(0, 30), mixed_table(seed=99).slice(5, 10)])

    assert layout(table, PIECEWISE, [*range(30)]) == layout(other, PIECEWISE, [*range(30)])
    assert layout(table, PIECEWISE) != layout(other, PIECEWISE)  # the control: a leak would be seen


@given(
    arrays.arrays(np.float32, st.integers(1, 30), elements=st.floats(-(2.0**59), 2.0**59, width=32)),
    st.integers(2, 20),
)
def test_edges_rise_in_float32_and_are_two_at_least(x_N: np.ndarray, num_bins: int) -> None:
    edges = bin_edges(x_N, num_bins)

    assert 2 <= len(edges) <= num_bins + 1
    assert (np.diff(np.array(edges, dtype=np.float32)) > 0).all()
    assert [float(np.float32(edge)) for edge in edges] == edges or len(set(x_N.tolist())) == 1


@pytest.mark.parametrize("value", [0.0, 1e18, -1e18, 1e-30])
def test_a_column_of_one_value_has_a_pair_of_edges(value: float) -> None:
    edges = np.array(bin_edges(np.full(5, value, dtype=np.float32), 16), dtype=np.float32)

    assert len(edges) == 2
    assert edges[0] < edges[1]


def test_a_whole_input_is_told_by_its_shape() -> None:
    assert layout(sequences(ragged(), 2), RnnSpec()) == InputLayout(kind="sequence", shape=[9, 5])
    assert layout(wide_table(), RnnSpec()) == InputLayout(kind="sequence", shape=[6, 3])
    assert layout(images(pictures())) == InputLayout(kind="image", shape=[3, 5, 4])


def test_a_table_without_codes_is_its_own_matrix() -> None:
    table = mixed_table()
    encoder = fitted(table)
    x_ND = encode(encoder, table).x_NX

    assert np.array_equal(baseline_matrix(encoder, x_ND), x_ND)
    assert baseline_notes(encoder) == []


def test_codes_become_one_hot_of_the_most_frequent_levels_and_missing() -> None:
    values = [f"level {i:03}" for i in range(70) for _ in range(90 - i)]
    table = pa.table({"c": [*values, "once", None], "x": np.arange(len(values) + 2.0)})
    encoder = fitted(table, normalization="none")
    x_ND = encode(encoder, pa.table({"c": ["level 003", "level 069", "once", None, "new"], "x": [1.0] * 5})).x_NX

    matrix_ND = baseline_matrix(encoder, x_ND)

    assert matrix_ND.shape == (5, 1 + 64 + 1)
    assert matrix_ND[:, 0].tolist() == [1] * 5
    assert [np.flatnonzero(row).tolist() for row in matrix_ND[:, 1:]] == [[3], [], [], [64], []]


def test_the_one_hot_of_many_columns_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_LEVEL_NUMBERS", 10)
    rng = np.random.default_rng(0)
    table = pa.table({f"c{i}": [str(value) for value in rng.integers(0, 20, 200)] for i in range(4)})
    encoder = fitted(table, categorical_encoding="embedding")

    assert baseline_matrix(encoder, encode(encoder, table).x_NX).shape == (200, 4 * 2)


def test_a_sequence_is_its_steps_side_by_side_and_the_share_of_real_ones() -> None:
    table = sequences([[[1, 2], [3, 4]], [[5, 6]]], 2)
    encoder = fitted(table, normalization="none")

    matrix_ND = baseline_matrix(encoder, encode(encoder, table).x_NX)

    assert matrix_ND.tolist() == [[1, 2, 3, 4, 1], [5, 6, 0, 0, 0.5]]
    assert baseline_notes(encoder) == []


def test_a_sequence_of_too_many_numbers_is_averaged_and_the_notes_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_STEP_NUMBERS", 3)
    table = sequences([[[float(t)] for t in range(7)], [[1.0]]], 1)
    encoder = fitted(table, normalization="none")

    matrix_ND = baseline_matrix(encoder, encode(encoder, table).x_NX)

    assert matrix_ND[0].tolist() == [0.5, 2.5, 5.0, 1.0]  # steps 0-1, 2-3, 4-6
    assert baseline_notes(encoder) == ["Logistic regression saw the 7 steps averaged to 3."]


def test_a_small_image_is_its_pixels() -> None:
    table = images(pictures())
    encoder = fitted(table)
    x_NCHW = encode(encoder, table).x_NX

    assert np.array_equal(baseline_matrix(encoder, x_NCHW), x_NCHW.reshape(12, 60))
    assert baseline_notes(encoder) == []


@pytest.mark.parametrize(
    ("shape", "size"), [((244, 244), "32 x 32"), ((3, 244, 244), "18 x 18"), ((4, 4000), "1 x 1011")]
)
def test_a_large_image_is_averaged_to_about_a_thousand_numbers(shape: tuple[int, ...], size: str) -> None:
    encoder = fitted(images([npy(np.zeros(shape, dtype=np.uint8))]), image_size=list(shape[-2:]))
    x_NCHW = np.random.default_rng(0).normal(size=(2, *encoder.shape)).astype(np.float32)

    matrix_ND = baseline_matrix(encoder, x_NCHW)

    assert 900 < matrix_ND.shape[1] <= 1_024
    assert baseline_notes(encoder) == [
        f"Logistic regression saw images of {shape[-2]} x {shape[-1]} averaged to {size}."
    ]
    assert np.array_equal(baseline_matrix(encoder, x_NCHW[1:]), matrix_ND[1:])


def test_averages_are_those_of_the_pixels() -> None:
    encoder = fitted(images([npy(np.zeros((64, 64), dtype=np.uint8))]))
    x_NCHW = np.random.default_rng(0).normal(size=(1, 1, 64, 64)).astype(np.float32)

    matrix_ND = baseline_matrix(encoder, x_NCHW)

    assert matrix_ND[0].reshape(32, 32) == pytest.approx(x_NCHW[0, 0].reshape(32, 2, 32, 2).mean(axis=(1, 3)), abs=1e-6)
