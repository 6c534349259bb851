"""Sequences: normalized over real training steps, padded, cut, and refused where they cannot be used."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.errors import DataInvalid, SpecInvalid
from classifier.table.encode import Encoder, encode, input_columns
from classifier.table.features.sequence import SequenceFeature
from classifier.table.features.steps import read_steps
from tests.classifier.table.encode_tables import fitted, ragged, sequences


def of(encoder: Encoder) -> SequenceFeature:
    assert isinstance(encoder.whole, SequenceFeature)
    return encoder.whole


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 2**31 - 1),
    st.sampled_from(["standard", "max_abs", "min_max", "robust", "none", "batch_norm"]),
    st.sampled_from(["auto", 3]),
)
def test_one_row_a_batch_and_any_order_are_the_same_numbers(seed: int, normalization: str, max_steps: Any) -> None:
    table = sequences(ragged(seed=seed), 2)
    encoder = fitted(table, list(range(15)), normalization=normalization, max_steps=max_steps)
    order = np.random.default_rng(seed).permutation(table.num_rows)

    whole = encode(encoder, table).x_NX
    chunked = encode(encoder, pa.concat_tables([table.slice(0, 7), table.slice(7, 2), table.slice(9)])).x_NX
    one_by_one = np.concatenate([encode(encoder, table.slice(i, 1)).x_NX for i in range(table.num_rows)])
    shuffled = encode(encoder, table.take(order)).x_NX

    assert whole.dtype == np.float32
    assert whole.shape == (20, *encoder.shape)
    assert np.isfinite(whole).all()
    assert np.array_equal(whole, chunked)
    assert np.array_equal(whole, one_by_one)
    assert np.array_equal(whole[order], shuffled)


def test_steps_are_normalized_by_channel_and_padded_with_zeros_under_a_mask() -> None:
    table = sequences([[[0, 10], [2, 30]], [[4, 20]]], 2, ["pulse", "flow"])

    encoder = fitted(table)
    x_NTW = encode(encoder, table).x_NX

    spread = np.sqrt(8 / 3)
    assert encoder.shape == [2, 3]
    assert encoder.input_kind == "sequence"
    assert encoder.feature_names == ["pulse", "flow", "is a step"]
    assert x_NTW[0] == pytest.approx(np.array([[-2 / spread, -10 / (5 * spread), 1], [0, 10 / (5 * spread), 1]]))
    assert x_NTW[1] == pytest.approx(np.array([[2 / spread, 0, 1], [0, 0, 0]]))


def test_no_fitted_value_looks_at_other_rows() -> None:
    rows = ragged(30)
    altered = rows[:20] + ragged(10, seed=99, holes=0.5)

    assert fitted(sequences(rows, 2), range(20)) == fitted(sequences(altered, 2), range(20))
    assert fitted(sequences(rows, 2)) != fitted(sequences(altered, 2))  # the control: a leak would be seen


def test_no_fitted_value_looks_at_steps_that_are_never_read() -> None:
    rows = [[[1.0], [2.0], [1e9]], [[3.0], [5.0]]]
    altered = [[[1.0], [2.0], [None], [7.0]], [[3.0], [5.0]]]

    assert fitted(sequences(rows, 1), max_steps=2) == fitted(sequences(altered, 1), max_steps=2)


def test_bytes_behind_a_null_or_outside_a_slice_are_never_read() -> None:
    steps = pa.array([[1.0], [2.0], [7e9], [3.0], [5.0]], pa.list_(pa.float64(), 1))
    rows = pa.ListArray.from_arrays(
        pa.array([0, 1, 2, 3, 5], pa.int32()), steps, mask=pa.array([False, False, True, False])
    )
    table = pa.table({"s": rows})

    encoder = fitted(table, [0, 1, 3])
    encoded = encode(encoder, table.slice(1))

    assert of(encoder).channels[0].center == pytest.approx((1 + 2 + 3 + 5) / 4)
    assert encoded.x_NX[..., -1].tolist() == [[1, 0], [1, 0], [1, 1]]
    assert encoded.bad_rows.tolist() == [1]
    assert encoded.x_NX[1].tolist() == [[0, 1], [0, 0]]  # one step of zeros, so that no network divides by nothing


def test_a_missing_value_inside_a_step_is_filled_and_marked_where_training_steps_lacked_some() -> None:
    table = sequences([[[1, 1], [None, 2]], [[3, 3], [8, 3]]], 2)

    encoder = fitted(table, normalization="none")
    encoded = encode(encoder, sequences([[[None, None]], [[1, 1]]], 2), with_warnings=True)

    assert encoder.feature_names == ["s 0", "s 1", "s 0 is missing", "is a step"]
    assert encoded.x_NX.tolist() == [[[3, 2.5, 1, 1], [0, 0, 0, 0]], [[1, 1, 0, 1], [0, 0, 0, 0]]]
    assert encoded.warnings == [["column 's': some values are missing, taken as the median of the training steps"], []]


@pytest.mark.parametrize(("fill", "expected"), [("median", 3.0), ("mean", 4.0), ("zero", 0.0)])
def test_missing_values_are_filled_as_the_spec_says(fill: str, expected: float) -> None:
    table = sequences([[[1], [3]], [[8], [None]]], 1)

    encoder = fitted(table, normalization="none", missing_numeric=fill)

    assert encode(encoder, table).x_NX[1, 1].tolist() == [expected, 1, 1]


def test_nan_infinity_and_a_missing_step_are_missing_values() -> None:
    encoder = fitted(sequences([[[1.0], [2.0]], [[6.0]]], 1), normalization="none")

    encoded = encode(encoder, sequences([[[float("nan")], [float("inf")]], [None, [1.0]]], 1))

    assert encoded.x_NX[..., 0].tolist() == [[2.0, 2.0], [2.0, 1.0]]
    assert len(encoded.bad_rows) == 0


def test_a_longer_row_is_cut_with_a_warning() -> None:
    encoder = fitted(sequences([[[1.0], [2.0]], [[6.0]]], 1), normalization="none")

    encoded = encode(encoder, sequences([[[1.0], [2.0], [3.0]], [[1.0]]], 1), with_warnings=True)

    assert encoded.x_NX[..., 0].tolist() == [[1, 2], [1, 0]]
    assert encoded.warnings == [["column 's': it has 3 steps, of which the first 2 are read"], []]


@pytest.mark.parametrize(("max_steps", "expected"), [("auto", 3), (2, 2), (3, 3), (50, 3)])
def test_the_number_of_steps_is_that_of_the_longest_training_row_or_the_most_asked_for(
    max_steps: Any, expected: int
) -> None:
    table = sequences([[[1.0]], [[1.0], [2.0], [3.0]], [[1.0]] * 9], 1)

    assert of(fitted(table, [0, 1], max_steps=max_steps)).num_steps == expected


def test_a_missing_or_empty_sequence_refuses_its_row() -> None:
    encoder = fitted(sequences([[[1.0], [2.0]], [[6.0]]], 1))

    encoded = encode(encoder, sequences([[[1.0]], None, []], 1), with_warnings=True)

    assert encoded.bad_rows.tolist() == [1, 2]
    assert [(fault.code, fault.row, fault.column) for fault in encoded.faults] == [
        ("missing_input", 1, "s"),
        ("missing_input", 2, "s"),
    ]
    assert np.isfinite(encoded.x_NX).all()


def test_another_number_of_channels_refuses_the_rows() -> None:
    encoder = fitted(sequences([[[1.0, 1.0], [2.0, 3.0]], [[6.0, 5.0]]], 2))

    encoded = encode(encoder, sequences([[[1.0]], None, [[2.0]]], 1))

    assert encoded.bad_rows.tolist() == [0, 1, 2]
    assert [fault.code for fault in encoded.faults] == ["channel_mismatch", "missing_input", "channel_mismatch"]
    assert encoded.faults[0].message == "Row 0, column 's': it has 1 channel."
    assert encoded.faults[0].expected == "steps of 2 channels"


@pytest.mark.parametrize("column", [pa.array([1.0, 2.0]), pa.array([["a"], None])])
def test_a_column_of_something_else_refuses_the_rows(column: pa.Array) -> None:
    encoder = fitted(sequences([[[1.0], [2.0]], [[6.0]]], 1))

    assert encode(encoder, pa.table({"s": column})).bad_rows.tolist() == [0, 1]


def test_a_column_of_nulls_only_is_all_missing() -> None:
    encoder = fitted(sequences([[[1.0], [2.0]], [[6.0]]], 1))

    encoded = encode(encoder, pa.table({"s": pa.nulls(2)}))

    assert [fault.code for fault in encoded.faults] == ["missing_input", "missing_input"]


def test_a_training_row_without_its_sequence_is_refused_by_its_row_of_the_table() -> None:
    table = sequences([[[1.0]], None, [[2.0]], [], [[3.0]]], 1)

    with pytest.raises(DataInvalid, match=r"Row 1, column 's': there is no sequence. \(1 more\)") as refused:
        fitted(table, [4, 1, 0, 3])

    assert [fault.row for fault in refused.value.faults] == [1, 3]
    assert fitted(table, [0, 2, 4]).shape == [1, 2]


def test_a_channel_without_values_and_one_of_a_single_value_stay_finite() -> None:
    table = sequences([[[None, 5.0], [None, 5.0]], [[None, 5.0]]], 2)

    x_NTW = encode(fitted(table), table).x_NX

    assert x_NTW[0, 0].tolist() == [0, 0, 1, 1]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=8),
    st.sampled_from(["standard", "max_abs", "min_max", "robust", "none", "batch_norm"]),
)
def test_any_finite_values_become_finite_float32(values: list[float], normalization: str) -> None:
    table = sequences([[[value] for value in values]], 1)

    assert np.isfinite(encode(fitted(table, normalization=normalization), table).x_NX).all()


def test_quantile_normalization_is_refused() -> None:
    with pytest.raises(SpecInvalid, match="table"):
        fitted(sequences([[[1.0], [2.0]]], 1), normalization="quantile")


def test_rows_are_read_in_blocks_that_give_the_same_steps() -> None:
    column = sequences(ragged(30), 2).column("s")

    at_once = list(read_steps(column, 2, 5))
    in_blocks = list(read_steps(column, 2, 5, block_numbers=40))

    assert len(at_once) == 1
    assert len(in_blocks) == 8
    assert np.array_equal(np.concatenate([s.value_SF for s in in_blocks]), at_once[0].value_SF, equal_nan=True)
    assert [s.first_row for s in in_blocks] == [0, 4, 8, 12, 16, 20, 24, 28]


def test_large_lists_and_whole_numbers_are_read_too() -> None:
    kind = pa.large_list(pa.list_(pa.int32(), 1))
    table = pa.table({"s": pa.array([[[1], [None]], [[4]]], kind)})

    assert encode(fitted(table, normalization="none"), table).x_NX[..., 0].tolist() == [[1, 2.5], [4, 0]]


def test_an_encoder_of_sequences_written_as_json_gives_the_same_numbers() -> None:
    table = sequences(ragged(), 2, ["a", "b"])
    encoder = fitted(table)

    again = Encoder.model_validate_json(encoder.model_dump_json())

    assert again == encoder
    assert np.array_equal(encode(again, table).x_NX, encode(encoder, table).x_NX)
    assert [(c.name, c.kind) for c in input_columns(again)] == [("s", "sequence")]


def test_no_row_gives_no_numbers() -> None:
    table = sequences(ragged(), 2)
    encoder = fitted(table)

    assert encode(encoder, table.slice(0, 0), with_warnings=True).x_NX.shape == (0, *encoder.shape)
