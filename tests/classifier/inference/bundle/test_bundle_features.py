"""Every kind of fitted column as nodes: the numbers of the encoder, bit for bit where no curve is computed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.inference.bundle import arithmetic
from classifier.inference.bundle.inputs import input_name
from classifier.table.encode import Encoder, encode
from tests.classifier.inference.bundle.exported import EncoderGraph
from tests.classifier.table.encode_tables import fitted, mixed_table, sequences

HARD = [0.0, -0.0, 1e-300, 5e-324, 1e300, -1e300, 1.7e9, 1.7e9 + 1, 2.0**53, np.nan, np.inf, -np.inf]
CURVED = 3e-7  # float32's last digit of a sine or logarithm


def compare(encoder: Encoder, table: pa.Table, atol: float = 0.0) -> None:
    found_NX, refused_N = EncoderGraph(encoder).encode(table)
    expected = encode(encoder, table)
    good_N = np.setdiff1d(np.arange(table.num_rows), expected.bad_rows)

    assert np.flatnonzero(refused_N).tolist() == expected.bad_rows.tolist()
    if atol == 0:
        assert (found_NX[good_N] == expected.x_NX[good_N]).all()
    else:
        np.testing.assert_allclose(found_NX[good_N], expected.x_NX[good_N], atol=atol, rtol=1e-6)


@pytest.mark.parametrize("normalization", ["standard", "min_max", "max_abs", "robust", "none", "batch_norm"])
def test_numbers_have_the_same_bits(normalization: str) -> None:
    draw = np.random.default_rng(0)
    train = pa.table(
        {"a": draw.normal(1.7e9, 3, 500), "b": [*draw.normal(size=490), *[None] * 10], "c": HARD[:10] * 50}
    )
    later = pa.table({name: pa.array([*HARD, *draw.normal(1.7e9, 5, 50)], from_pandas=False) for name in "abc"})

    compare(fitted(train, normalization=normalization), later)


@pytest.mark.parametrize("num_rows", [2, 3, 30, 999, 1_000, 3_000])
@pytest.mark.parametrize("ties", [False, True])
def test_quantiles_have_the_same_bits(num_rows: int, ties: bool) -> None:
    draw = np.random.default_rng(num_rows)
    a_N, b_N = draw.normal(size=num_rows), np.exp(draw.normal(size=num_rows)) * 1e4
    if ties:
        a_N, b_N = np.round(a_N, 1), np.where(draw.random(num_rows) < 0.6, 0.0, b_N)
        a_N[:2], b_N[:2] = [0.0, 1.0], [0.0, 1.0]
    encoder = fitted(pa.table({"a": a_N, "b": b_N}), normalization="quantile")
    later = {"a": [*HARD, *a_N, *draw.normal(size=300)], "b": [*HARD, *b_N, *np.exp(draw.normal(size=300)) * 1e4]}

    compare(encoder, pa.table(later))


def test_quantiles_of_columns_with_other_numbers_of_them_do_not_meet() -> None:
    draw = np.random.default_rng(0)
    columns = {f"c{i}": pa.array([*draw.normal(size=n), *[None] * (900 - n)]) for i, n in enumerate([5, 900, 100, 31])}
    encoder = fitted(pa.table(columns), normalization="quantile")

    compare(encoder, pa.table({name: draw.normal(size=400) for name in columns}))


def test_heavy_tails_are_bent_alike() -> None:
    draw = np.random.default_rng(0)
    train_N = np.exp(2 * draw.normal(size=500))
    encoder = fitted(pa.table({"x": train_N}), normalization="symlog")
    assert encoder.columns[0].log_scale is not None, "the control: there is something to bend"  # type: ignore[union-attr]

    compare(encoder, pa.table({"x": [*HARD, *train_N, *-train_N]}), CURVED)


@pytest.mark.parametrize("encoding", ["one_hot", "embedding"])
@pytest.mark.parametrize("missing", ["own_category", "most_frequent"])
def test_categories_find_their_places(encoding: str, missing: str) -> None:
    hostile = ["red", "", " red", "RED", 'q"\\', "a,b", "\n", "日本", "e\u0301", "é", "x" * 300, "NaN", "1", "true"]
    cells = [word or None for word in hostile for _ in range(9)] + ["rare 1", "rare 2"]
    train = pa.table({"a": cells, "ü": cells[::-1]})
    options = {"categorical_encoding": encoding, "missing_categorical": missing, "min_category_count": 3}
    encoder = fitted(train, **options)
    later = [None, "never seen", "red ", "Red", *hostile[2:], *cells]

    compare(encoder, pa.table({"a": later, "ü": later[::-1]}))


@pytest.mark.parametrize("encoding", ["one_hot", "embedding"])
def test_a_category_never_seen_is_refused_where_that_was_asked_for_and_a_missing_one_is_not(encoding: str) -> None:
    train = pa.table({"a": ["x", "y"] * 9, "b": ["u", None, "v"] * 6})
    encoder = fitted(train, categorical_encoding=encoding, unseen_category="error")
    later = pa.table({"a": ["x", None, "z", "y"], "b": [None, "u", "v", "w"]})

    compare(encoder, later)
    assert encode(encoder, later).bad_rows.tolist() == [2, 3], "the control: two rows are refused"


def test_truth_values_with_and_without_gaps() -> None:
    encoder = fitted(pa.table({"a": [True, False, None] * 9, "b": [True, True, False] * 9}))

    compare(encoder, pa.table({"a": [True, False, None, None], "b": [None, True, False, None]}))


MOMENTS = st.datetimes(datetime(1, 1, 1), datetime(2242, 1, 1))


@settings(max_examples=40, deadline=None)
@given(st.lists(MOMENTS, min_size=1, max_size=40))
def test_times_of_two_thousand_years_fall_on_their_month_weekday_and_hour(moments: list[datetime]) -> None:
    compare(TIMES, pa.table({"t": pa.array([None, *moments], pa.timestamp("us", "UTC"))}), CURVED)


def test_the_last_microsecond_of_a_day_is_not_the_next_day() -> None:
    ends = [datetime(2024, 2, 29, 23, 59, 59, 999_999), datetime(1899, 12, 31, 23, 59, 59, 999_999)]
    moments = [end + timedelta(microseconds=step) for end in ends for step in (0, 1)]

    compare(TIMES, pa.table({"t": pa.array(moments, pa.timestamp("us", "UTC"))}), CURVED)


def _times() -> Encoder:
    start = datetime(2023, 11, 5, 7, 3, tzinfo=UTC)
    train = [None, *(start + timedelta(hours=37 * i) for i in range(200))]
    return fitted(pa.table({"t": pa.array(train, pa.timestamp("us", "UTC"))}))


TIMES = _times()


def test_all_kinds_together_stand_in_the_order_of_the_encoder() -> None:
    compare(fitted(mixed_table(seed=0)), mixed_table(200, seed=1), CURVED)


STEPS = [[[1.0, 5.0], [2.0, None], [None, 7.0]], [[0.5, 1.0]], [[9.0, 9.0], [8.0, 8.0]], [[3.0, 1.0]] * 6]


@pytest.mark.parametrize("normalization", ["standard", "robust"])
@pytest.mark.parametrize("max_steps", ["auto", 2])
def test_sequences_are_cut_filled_and_masked_alike(normalization: str, max_steps: Any) -> None:
    encoder = fitted(sequences(STEPS, 2), normalization=normalization, max_steps=max_steps)
    later: list[Any] = [*STEPS, [[None, None]], [[1e300, -1e300]] * 9, None, []]

    compare(encoder, sequences(later, 2))


def test_a_wide_series_ends_where_its_last_value_stands() -> None:
    draw = np.random.default_rng(0)
    columns = {f"t{i}": draw.normal(size=30).tolist() for i in range(6)}
    columns["t2"][4] = None  # type: ignore[call-overload]
    columns["t5"][7] = None  # type: ignore[call-overload]
    encoder = fitted(pa.table(columns), model={"family": "rnn"}, features=list(columns))
    rows = [
        [1, 2, 3, 4, 5, 6],
        [1, None, 3, None, None, None],
        [None] * 6,
        [None, None, 3, None, 5, None],
        [None] * 5 + [1],
    ]
    later = pa.table({name: pa.array([row[i] for row in rows], pa.float64()) for i, name in enumerate(columns)})

    compare(encoder, later)


@pytest.mark.parametrize("num_channels", [1, 2, 12])
def test_fixed_kernels_count_the_same_steps(num_channels: int) -> None:
    draw = np.random.default_rng(num_channels)
    rows = [draw.normal(size=(int(draw.integers(3, 40)), num_channels)).tolist() for _ in range(40)]
    encoder = fitted(sequences(rows, num_channels), model={"family": "rocket", "num_features": 84 * 7})
    assert encoder.kernels is not None
    assert len(set(encoder.kernels.distances)) > 2, "the control: several distances"
    later = [draw.normal(size=(int(draw.integers(1, 50)), num_channels)).tolist() for _ in range(60)]

    compare(encoder, sequences([*rows, *later], num_channels))


def test_the_comparison_notices_a_wrong_center(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of all tests above."""
    encoder = fitted(mixed_table(seed=0))
    monkeypatch.setattr(arithmetic, "LARGEST_NUMBER", 0.5)

    with pytest.raises(AssertionError):
        compare(encoder, mixed_table(50, seed=1), CURVED)


NAMES = st.text(max_size=8)


@given(st.lists(NAMES, unique=True, min_size=1, max_size=9))
def test_inputs_have_plain_names_of_their_own_whatever_the_columns_are_called(names: list[str]) -> None:
    made = [input_name(place, name) for place, name in enumerate(names)]

    assert len(set(made)) == len(made)
    assert all(name.isascii() and name.isidentifier() for name in made)
