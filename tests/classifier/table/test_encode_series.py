"""A wide table as series: its numeric columns are the steps of one channel."""

import numpy as np
import pyarrow as pa
import pytest

from classifier.errors import DataInvalid, RowsInvalid, SpecInvalid
from classifier.table.encode import Encoder, encode, input_columns
from classifier.table.features.series import SeriesFeature
from tests.classifier.table.encode_tables import fitted, wide_table

RNN = {"family": "rnn"}


@pytest.mark.parametrize("normalization", ["standard", "max_abs", "min_max", "robust", "none", "batch_norm"])
def test_one_row_a_batch_and_any_order_are_the_same_numbers(normalization: str) -> None:
    table = wide_table()
    encoder = fitted(table, range(15), model=RNN, normalization=normalization)
    order = np.random.default_rng(0).permutation(table.num_rows)

    whole = encode(encoder, table).x_NX
    one_by_one = np.concatenate([encode(encoder, table.slice(i, 1)).x_NX for i in range(table.num_rows)])
    shuffled = encode(encoder, table.take(order).select(table.column_names[::-1])).x_NX

    assert whole.dtype == np.float32
    assert whole.shape == (20, *encoder.shape)
    assert np.array_equal(whole, one_by_one)
    assert np.array_equal(whole[order], shuffled)


def test_all_steps_share_one_center_and_scale() -> None:
    table = pa.table({"a": [0.0, 4.0], "b": [2.0, 2.0]})

    encoder = fitted(table, model={"family": "cnn1d"})

    spread = np.sqrt(2)
    assert encoder.input_kind == "sequence"
    assert encoder.shape == [2, 2]
    assert encode(encoder, table).x_NX == pytest.approx(
        np.array([[[-2 / spread, 1], [0, 1]], [[2 / spread, 1], [0, 1]]])
    )


def test_missing_at_the_end_is_padding_and_missing_before_is_filled_and_marked() -> None:
    table = pa.table({"a": [1.0, None, 3.0], "b": [None, 5.0, 9.0], "c": [7.0, None, None]})

    encoder = fitted(table, model=RNN, normalization="none")
    encoded = encode(encoder, table, with_warnings=True)

    assert encoder.feature_names == ["value", "value is missing", "is a step"]
    assert encoded.x_NX.tolist() == [
        [[1, 0, 1], [5, 1, 1], [7, 0, 1]],
        [[5, 1, 1], [5, 0, 1], [0, 0, 0]],
        [[3, 0, 1], [9, 0, 1], [0, 0, 0]],
    ]
    assert encoded.warnings is not None
    assert [len(of_row) for of_row in encoded.warnings] == [1, 1, 0]
    assert "columns 'a' to 'c': some values are missing, taken as the median" in encoded.warnings[0][0]


def test_padding_alone_makes_no_indicator_and_counts_in_no_statistic() -> None:
    table = pa.table({"a": [1.0, 3.0], "b": [5.0, None]})

    encoder = fitted(table, model=RNN)

    assert isinstance(encoder.whole, SeriesFeature)
    assert encoder.feature_names == ["value", "is a step"]
    assert encoder.whole.channel.center == 3.0
    assert encode(encoder, table).x_NX[1, 1].tolist() == [0, 0]


def test_no_fitted_value_looks_at_other_rows() -> None:
    table = wide_table(30)
    other = pa.concat_tables([table.slice(0, 20), wide_table(10, seed=99)])

    assert fitted(table, range(20), model=RNN) == fitted(other, range(20), model=RNN)
    assert fitted(table, model=RNN) != fitted(other, model=RNN)  # the control: a leak would be seen


def test_a_constant_step_stays_in_its_place_and_a_constant_table_is_refused() -> None:
    assert fitted(pa.table({"a": [1.0, 1.0], "b": [1.0, 2.0], "c": [1.0, 1.0]}), model=RNN).shape == [3, 2]

    with pytest.raises(DataInvalid, match="No feature column"):
        fitted(pa.table({"a": [1.0, 1.0], "b": [1.0, 1.0]}), model=RNN)


def test_a_row_without_any_number_is_refused() -> None:
    table = pa.table({"a": [1.0, None, 2.0], "b": [2.0, None, 4.0]})

    encoded = encode(fitted(table, [0, 2], model=RNN), table)

    assert encoded.bad_rows.tolist() == [1]
    assert encoded.faults[0].code == "missing_input"
    assert encoded.x_NX[1].tolist() == [[0, 1], [0, 0]]
    with pytest.raises(DataInvalid) as refused:
        fitted(table, [2, 1], model=RNN)
    assert [fault.row for fault in refused.value.faults] == [1]


def test_the_features_give_the_order_and_each_column_is_asked_for() -> None:
    table = wide_table()
    encoder = fitted(table, model=RNN, features=["t1", "t0"])

    assert [(c.name, c.kind) for c in input_columns(encoder)] == [("t1", "numeric"), ("t0", "numeric")]
    assert "NA" in input_columns(encoder)[0].missing_tokens
    assert [(d.name, d.reason) for d in encoder.dropped] == [(f"t{t}", "beside") for t in range(2, 6)]
    with pytest.raises(RowsInvalid, match="'t1'"):
        encode(encoder, table.select(["t0"]))


def test_words_are_no_steps() -> None:
    table = pa.table({"a": [1.0, 2.0], "c": ["x", "y"]})

    with pytest.raises(SpecInvalid, match="'c'"):
        fitted(table, model=RNN)


def test_an_encoder_of_series_written_as_json_gives_the_same_numbers() -> None:
    table = wide_table()
    encoder = fitted(table, model=RNN)

    again = Encoder.model_validate_json(encoder.model_dump_json())

    assert again == encoder
    assert np.array_equal(encode(again, table).x_NX, encode(encoder, table).x_NX)
