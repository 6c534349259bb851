"""The encoder: fitted on training rows only, the same numbers for one row, a batch and a file."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from classifier.errors import DataInvalid, RowsInvalid, SpecInvalid
from classifier.spec.preprocessing import PreprocessingSpec
from classifier.spec.table import Schema
from classifier.spec.train import TrainSpec
from classifier.table.encode import Encoder, encode, fit_encoder, input_columns
from classifier.table.features.categorical import CategoricalFeature
from classifier.table.features.numeric import NumericFeature, fit_numeric
from tests.classifier.table.encode_tables import (
    fitted,
    images,
    mixed_table,
    pictures,
    ragged,
    schema_of,
    sequences,
    wide_table,
)


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 2**31 - 1),
    st.sampled_from(["standard", "max_abs", "min_max", "robust", "quantile", "symlog", "none", "batch_norm"]),
)
def test_one_row_a_batch_and_a_file_are_the_same_numbers(seed: int, normalization: str) -> None:
    table = mixed_table(seed=seed)
    encoder = fitted(table, list(range(30)), normalization=normalization)

    whole = encode(encoder, table).x_NX
    in_chunks = encode(encoder, pa.concat_tables([table.slice(0, 7), table.slice(7, 20), table.slice(27)])).x_NX
    one_by_one = np.concatenate([encode(encoder, table.slice(i, 1)).x_NX for i in range(table.num_rows)])
    shuffled_columns = encode(encoder, table.select(["when", "home", "area", "married", "count"])).x_NX

    assert whole.dtype == np.float32
    assert whole.shape == (40, encoder.num_features)
    assert np.array_equal(whole, in_chunks)
    assert np.array_equal(whole, one_by_one)
    assert np.array_equal(whole, shuffled_columns)


def test_an_encoder_written_as_json_gives_the_same_numbers() -> None:
    table = mixed_table()
    encoder = fitted(table)

    again = Encoder.model_validate_json(encoder.model_dump_json())

    assert again == encoder
    assert np.array_equal(encode(again, table).x_NX, encode(encoder, table).x_NX)
    assert len(again.feature_names) == again.num_features == len(set(again.feature_names))


@pytest.mark.parametrize(
    "options",
    [
        {"normalization": "robust"},
        {"normalization": "quantile"},
        {"normalization": "symlog"},
        {"categorical_encoding": "embedding"},
        {},
    ],
)
def test_altering_test_rows_changes_no_fitted_value(options: dict[str, Any]) -> None:
    table = mixed_table()
    other = pa.concat_tables([table.slice(0, 30), mixed_table(seed=99).slice(5, 10)])

    assert fitted(table, list(range(30)), **options) == fitted(other, list(range(30)), **options)


def test_fitting_on_all_rows_would_change_fitted_values() -> None:
    """The control of the test above: a leak would be seen."""
    table = mixed_table()
    other = pa.concat_tables([table.slice(0, 30), mixed_table(seed=99).slice(5, 10)])

    assert fitted(table) != fitted(other)


@pytest.mark.parametrize(
    ("normalization", "expected"),
    [
        ("standard", [-1.3416407, -0.4472136, 0.4472136, 1.3416407]),
        ("max_abs", [0.25, 0.5, 0.75, 1.0]),
        ("min_max", [0.0, 1 / 3, 2 / 3, 1.0]),
        ("robust", [z / np.sqrt(1 + (z / 3) ** 2) for z in (-1.0, -1 / 3, 1 / 3, 1.0)]),
        ("none", [1.0, 2.0, 3.0, 4.0]),
        ("batch_norm", [1.0, 2.0, 3.0, 4.0]),
    ],
)
def test_numbers_are_scaled_as_the_normalization_says(normalization: str, expected: list[float]) -> None:
    table = pa.table({"x": [1.0, 2.0, 3.0, 4.0]})

    x_ND = encode(fitted(table, normalization=normalization), table).x_NX

    assert x_ND[:, 0].tolist() == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("normalization", ["standard", "min_max", "robust", "batch_norm"])
def test_a_spread_of_one_around_a_billion_survives_float32(normalization: str) -> None:
    x_N = 1e9 + np.random.default_rng(0).normal(size=200)
    table = pa.table({"x": x_N})

    z_N = encode(fitted(table, normalization=normalization), table).x_NX[:, 0]

    assert np.corrcoef(z_N, x_N)[0, 1] > (0.999 if normalization == "robust" else 0.999999)  # its ends are bent
    assert (np.argsort(z_N) == np.argsort(x_N)).all()
    assert len(np.unique(x_N.astype(np.float32))) == 1  # what would be left without the float64 step


finite = st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(finite, st.none()), min_size=2, max_size=12),
    st.lists(finite, min_size=1, max_size=4),
    st.sampled_from(["standard", "max_abs", "min_max", "robust", "none", "batch_norm"]),
)
def test_any_finite_numbers_become_finite_float32(
    train: list[float | None], later: list[float], normalization: str
) -> None:
    table = pa.table({"x": pa.array(train, pa.float64())})
    try:
        encoder = fitted(table, normalization=normalization)
    except DataInvalid:
        return  # constant or all missing

    for values in (train, later):
        x_ND = encode(encoder, pa.table({"x": pa.array(values, pa.float64())})).x_NX
        assert np.isfinite(x_ND).all()


@pytest.mark.parametrize(("fill", "expected"), [("median", 2.0), ("mean", 3.0), ("zero", 0.0)])
def test_a_missing_number_is_filled_and_marked(fill: str, expected: float) -> None:
    table = pa.table({"x": [1.0, 2.0, 6.0, None]})
    encoder = fitted(table, missing_numeric=fill, normalization="none")

    encoded = encode(encoder, table, with_warnings=True)

    assert encoded.x_NX.tolist() == [[1, 0], [2, 0], [6, 0], [expected, 1]]
    assert encoded.warnings is not None
    assert [len(of_row) for of_row in encoded.warnings] == [0, 0, 0, 1]
    assert encoded.warnings[3][0].startswith("column 'x': missing, taken as ")


def test_a_column_complete_in_training_has_no_indicator_but_a_later_hole_is_filled() -> None:
    encoder = fitted(pa.table({"x": [1.0, 2.0, 6.0]}), normalization="none")

    encoded = encode(encoder, pa.table({"x": pa.array([None], pa.float64())}), with_warnings=True)

    assert encoded.x_NX.tolist() == [[2.0]]
    assert encoded.warnings == [["column 'x': missing, taken as 2, the median of the training rows"]]


def test_nan_and_infinity_count_as_missing() -> None:
    encoder = fitted(pa.table({"x": [1.0, 2.0, 6.0]}), normalization="none")

    assert encode(encoder, pa.table({"x": [float("nan"), float("inf")]})).x_NX.tolist() == [[2.0], [2.0]]


def test_a_category_is_one_hot_with_the_rare_ones_together_and_missing_apart() -> None:
    home = ["rent"] * 3 + ["own"] * 2 + ["castle", "boat", None]
    table = pa.table({"home": home})

    encoder = fitted(table)

    assert encoder.feature_names == ["home = rent", "home = own", "home is rare", "home is missing"]
    rows = encode(encoder, table).x_NX
    assert rows.argmax(axis=1).tolist() == [0, 0, 0, 1, 1, 2, 2, 3]
    assert (rows.sum(axis=1) == 1).all()


def test_only_the_most_frequent_categories_keep_a_number() -> None:
    table = pa.table({"c": ["a"] * 5 + ["b"] * 4 + ["c"] * 3 + ["d"] * 3})

    encoder = fitted(table, max_categories=2)

    assert encoder.feature_names == ["c = a", "c = b", "c is rare"]


def test_a_category_never_seen_is_all_zeros_with_a_warning() -> None:
    encoder = fitted(pa.table({"Home": ["rent", "rent", "own", "own"]}))

    encoded = encode(encoder, pa.table({"Home": ["rent", "castle"]}), with_warnings=True)

    assert encoded.x_NX.tolist() == [[0, 1], [0, 0]] or encoded.x_NX.tolist() == [[1, 0], [0, 0]]
    assert encoded.warnings == [[], ["column 'Home': category 'castle' was not seen in training"]]
    assert encoded.faults == []


def test_a_category_never_seen_refuses_its_row_when_asked_to() -> None:
    encoder = fitted(pa.table({"Home": ["rent", "rent", "own", "own"]}), unseen_category="error")

    encoded = encode(encoder, pa.table({"Home": ["rent", "castle", None, "boat"]}))

    assert encoded.bad_rows.tolist() == [1, 3]
    assert [(f.code, f.row, f.column, f.got) for f in encoded.faults] == [
        ("unseen_category", 1, "Home", "castle"),
        ("unseen_category", 3, "Home", "boat"),
    ]
    assert "'rent'" in (encoded.faults[0].expected or "")


def test_a_rare_category_is_no_unseen_one() -> None:
    encoder = fitted(pa.table({"c": ["a", "a", "b", "b", "once"]}), unseen_category="error")

    encoded = encode(encoder, pa.table({"c": ["once"]}), with_warnings=True)

    assert encoded.faults == []
    assert encoded.warnings == [[]]


def test_a_missing_category_becomes_the_most_frequent_when_asked_to() -> None:
    table = pa.table({"c": ["a", "a", "a", "b", "b", None]})

    encoder = fitted(table, missing_categorical="most_frequent")

    assert encoder.feature_names == ["c = a", "c = b"]
    assert encode(encoder, table).x_NX[5].tolist() == [1.0, 0.0]


def test_categories_that_differ_only_in_what_text_tools_ignore_stay_apart() -> None:
    table = pa.table({"c": ["a", "a", "a ", "a ", "A", "A", "a\u0301", "a\u0301", "á", "á", "", ""]})

    assert fitted(table).num_features == 6


def test_a_truth_value_is_zero_or_one() -> None:
    table = pa.table({"b": [True, False, True, None]})

    assert encode(fitted(table), table).x_NX.tolist() == [[1, 0], [0, 0], [1, 0], [0, 1]]
    assert encode(fitted(table, missing_categorical="most_frequent"), table).x_NX.tolist() == [[1], [0], [1], [1]]


def test_a_time_becomes_points_on_circles_and_a_trend() -> None:
    hours = [datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=6 * i) for i in range(8)]
    table = pa.table({"t": pa.array([*hours, None], pa.timestamp("us", "UTC"))})

    encoder = fitted(table)
    x_ND = encode(encoder, table).x_NX

    assert encoder.feature_names == [
        "t hour sine",
        "t hour cosine",
        "t weekday sine",
        "t weekday cosine",
        "t trend",
        "t is missing",
    ]
    assert x_ND[:4, :2] == pytest.approx(np.array([[0, 1], [1, 0], [0, -1], [-1, 0]]), abs=1e-6)
    assert x_ND[:8, 4].mean() == pytest.approx(0, abs=1e-6)
    assert x_ND[8].tolist() == [0, 0, 0, 0, 0, 1]


def test_times_before_1970_fall_on_the_right_weekday_and_month() -> None:
    days = [datetime(1969, 12, 29, tzinfo=UTC), datetime(1970, 1, 5, tzinfo=UTC), datetime(1969, 6, 4, 12, tzinfo=UTC)]
    table = pa.table({"t": pa.array(days, pa.timestamp("us", "UTC"))})
    encoder = fitted(table)
    column = {name: i for i, name in enumerate(encoder.feature_names)}

    x_ND = encode(encoder, table).x_NX

    assert x_ND[0, column["t weekday cosine"]] == x_ND[1, column["t weekday cosine"]] == 1  # both are Mondays
    assert x_ND[0, column["t month sine"]] == pytest.approx(np.sin(2 * np.pi * 11 / 12), abs=1e-6)
    assert x_ND[1, column["t month sine"]] == 0


def test_columns_that_teach_nothing_are_left_out_with_the_reason() -> None:
    table = pa.table(
        {
            "x": pa.array([1, 2, 3, 4, 5], pa.int64()),
            "same": [7.0] * 5,
            "nothing": pa.array([None] * 5, pa.float64()),
            "copy": [1.0, 2.0, 3.0, 4.0, 5.0],
            "c": ["a", "b", "b", "a", "a"],
            "c_copy": ["a", "b", "b", "a", "a"],
            "unique": list("vwxyz"),
            "word": ["w"] * 5,
        }
    )

    encoder = fitted(table)

    assert [column.name for column in encoder.columns] == ["x", "c"]
    assert {d.name: (d.reason, d.duplicate_of) for d in encoder.dropped} == {
        "same": ("constant", None),
        "nothing": ("all_missing", None),
        "copy": ("duplicate", "x"),
        "c_copy": ("duplicate", "c"),
        "unique": ("only_rare_categories", None),
        "word": ("constant", None),
    }


def test_what_counts_as_constant_is_decided_on_training_rows() -> None:
    table = pa.table({"x": [1.0, 2.0, 3.0], "late": [0.0, 0.0, 9.0]})

    encoder = fitted(table, [0, 1])

    assert [d.name for d in encoder.dropped] == ["late"]


def test_a_constant_with_holes_teaches_by_its_holes() -> None:
    table = pa.table({"x": [0.1, 0.1, 0.1, None]})

    assert encode(fitted(table), table).x_NX.tolist() == [[0, 0], [0, 0], [0, 0], [0, 1]]


def test_no_column_left_is_refused_with_each_reason() -> None:
    with pytest.raises(DataInvalid) as refused:
        fitted(pa.table({"a": [1.0, 1.0], "b": ["x", "x"]}))

    assert [(f.code, f.column) for f in refused.value.faults] == [
        ("no_usable_features", "a"),
        ("no_usable_features", "b"),
    ]


def test_listed_features_are_taken_in_the_order_given_and_text_is_refused() -> None:
    table = pa.table({"a": [1.0, 2.0], "b": [2.0, 1.5], "y": ["p", "q"], "note": ["long", "text"]})
    spec = TrainSpec(target="y", features=["b", "a"])

    encoder = fit_encoder(table, schema_of(table, note="text"), spec, np.array([0, 1]))
    assert encoder.feature_names == ["b", "a"]

    with pytest.raises(SpecInvalid, match="'note' is text"):
        fit_encoder(
            table, schema_of(table, note="text"), spec.model_copy(update={"features": ["note"]}), np.array([0, 1])
        )


def test_a_column_that_is_not_there_is_refused_by_name() -> None:
    encoder = fitted(pa.table({"a": [1.0, 2.0], "b": [2.0, 1.5]}))

    with pytest.raises(RowsInvalid, match="'b'") as refused:
        encode(encoder, pa.table({"a": [1.0]}))

    assert refused.value.faults[0].code == "column_missing"


def test_no_row_gives_no_numbers() -> None:
    table = mixed_table()
    encoder = fitted(table)

    assert encode(encoder, table.slice(0, 0), with_warnings=True).x_NX.shape == (0, encoder.num_features)


def test_a_row_must_bring_the_columns_that_are_used() -> None:
    table = pa.table({"x": [1.0, 2.0], "same": [1.0, 1.0], "c": ["a", "a"]}).append_column(
        "d", pa.array(["u", "u"], pa.string())
    )
    table = table.set_column(2, "c", pa.array(["a", None], pa.string()))
    spec = TrainSpec(target="y")
    train_rows = np.array([0, 1])

    usual = fit_encoder(table, schema_of(table), spec, train_rows)
    told = fit_encoder(table, schema_of(table), spec, train_rows, missing_tokens={"x": ["", "-9"]})

    assert [(c.name, c.kind) for c in input_columns(usual)] == [("x", "numeric"), ("c", "categorical")]
    assert "NA" in input_columns(usual)[0].missing_tokens
    assert "NA" not in input_columns(usual)[1].missing_tokens
    assert [column.missing_tokens for column in input_columns(told)] == [("", "-9"), ("",)]


def test_many_rare_levels_are_bounded_in_the_artifact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.table.features.categorical.MAX_RARE_LEVELS", 3)
    table = pa.table({"c": ["a", "a", "b", "b", "p", "q", "r", "s", "t"]})

    encoder = fitted(table)

    column = encoder.columns[0]
    assert isinstance(column, CategoricalFeature)
    assert column.rare_levels == ["p", "q", "r"]
    assert encode(encoder, table).x_NX.sum(axis=1).tolist() == [1, 1, 1, 1, 1, 1, 1, 0, 0]


def test_standardizing_uses_the_population_deviation() -> None:
    encoder = fitted(pa.table({"x": [0.0, 2.0, 4.0]}))

    column = encoder.columns[0]
    assert isinstance(column, NumericFeature)
    assert (column.center, column.scale) == pytest.approx((2.0, np.sqrt(8 / 3)))


def test_text_is_left_out_and_said_so() -> None:
    table = pa.table({"x": [1.0, 2.0], "note": ["long", "text"], "key": ["a", "b"], "y": ["p", "q"]})
    schema = schema_of(table, note="text", key="text", y="text")
    columns = [
        column.model_copy(update={"role": {"note": "ignored", "key": "id", "y": "target"}.get(column.name, "feature")})
        for column in schema.columns
    ]

    encoder = fit_encoder(table, Schema(columns=columns), TrainSpec(target="y"), np.array([0, 1]))

    assert [(d.name, d.reason) for d in encoder.dropped] == [("note", "text")]
    assert "free text" in encoder.dropped[0].explanation


def test_columns_beside_a_whole_input_are_left_out_and_said_so() -> None:
    table = sequences([[[1.0], [2.0]], [[3.0]]], 1).append_column("age", pa.array([30.0, 40.0]))
    table = table.append_column("note", pa.array(["long", "text"])).append_column("y", pa.array(["p", "q"]))

    encoder = fit_encoder(table, schema_of(table, note="text"), TrainSpec(target="y"), np.array([0, 1]))

    assert [column.name for column in input_columns(encoder)] == ["s"]
    assert [(d.name, d.reason) for d in encoder.dropped] == [("age", "beside"), ("note", "text")]


def test_a_whole_input_is_the_only_one() -> None:
    table = sequences([[[1.0], [2.0]], [[3.0]]], 1).append_column("age", pa.array([30.0, 40.0]))
    spec = TrainSpec(target="y", features=["s", "age"])

    with pytest.raises(SpecInvalid, match="only feature"):
        fit_encoder(table, schema_of(table), spec, np.array([0, 1]))
    whole, cell = fitted(table.select(["s"])).columns[0], fitted(table.select(["age"])).columns[0]
    with pytest.raises(ValidationError, match="only input"):
        Encoder(columns=[whole, cell], dropped=[], unseen_is_error=False)


def test_the_encoder_of_an_artifact_of_format_1_still_gives_its_numbers() -> None:
    file = (Path(__file__).parent / "neural/golden/format_1.safetensors").read_bytes()
    header = json.loads(file[8 : 8 + int.from_bytes(file[:8], "little")])
    stored = json.loads(header["__metadata__"]["manifest"])["document"]["encoder"]

    encoder = Encoder.model_validate_json(json.dumps(stored))
    rows = pa.table({"a": [7000.0, None], "b": [0.5, 0.25], "c": ["white", "never seen"]})

    assert encoder.shape == [5]
    assert encoder.feature_names == ["a", "b", "c = brown", "c = white", "c is missing"]
    assert encode(encoder, rows).x_NX == pytest.approx(
        np.array([[7000, 0.5, 0, 1, 0], [7075.8126910638985, 0.25, 0, 0, 0]])
    )


def test_encoding_needs_neither_scikit_learn_nor_scipy_nor_pandas(tmp_path: Path) -> None:
    tables = {
        "mixed": (mixed_table(), {"normalization": "quantile"}),
        "series": (wide_table(), {"model": {"family": "rnn"}}),
        "sequence": (sequences(ragged(), 2), {"normalization": "robust"}),
        "image": (images(pictures()), {}),
    }
    for name, (table, options) in tables.items():
        pq.write_table(table, tmp_path / f"{name}.parquet")
        (tmp_path / f"{name}.json").write_text(fitted(table, **options).model_dump_json())
    program = (
        "import sys\n"
        "class Refuse:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name in ('sklearn', 'pandas', 'scipy', 'torch'): raise ImportError(name)\n"
        "sys.meta_path.insert(0, Refuse())\n"
        "from pathlib import Path; import pyarrow.parquet as pq\n"
        "from classifier.table.encode import Encoder, encode\n"
        "for path in sorted(Path(sys.argv[1]).glob('*.json')):\n"
        "    encoder = Encoder.model_validate_json(path.read_text())\n"
        "    print(encode(encoder, pq.read_table(path.with_suffix('.parquet'))).x_NX.shape)\n"
    )

    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == ["(12, 3, 5, 4)", "(40, 18)", "(20, 9, 5)", "(20, 6, 3)"]


def test_symlog_bends_the_heavy_tails_of_training_rows_and_leaves_other_columns_standard() -> None:
    generator = np.random.default_rng(0)
    heavy_N, light_N = np.exp(2 * generator.normal(size=400)), generator.normal(5, 2, size=400)
    spec = PreprocessingSpec(normalization="symlog")
    heavy, light = (fit_numeric("x", pa.chunked_array([values]), spec) for values in (heavy_N, light_N))
    assert isinstance(heavy, NumericFeature)
    assert isinstance(light, NumericFeature)
    assert heavy.log_scale is not None
    assert light.log_scale is None
    assert light == fit_numeric("x", pa.chunked_array([light_N]), PreprocessingSpec(normalization="standard"))
    written = np.zeros((400, 1), dtype=np.float32)
    heavy.write([pa.chunked_array([heavy_N])], written)
    assert abs(written.mean()) < 1e-6
    assert written.std() == pytest.approx(1.0, rel=1e-5)
    assert np.abs(written).max() < 5 < ((heavy_N - heavy_N.mean()) / heavy_N.std()).max()
    assert (np.argsort(written[:, 0]) == np.argsort(heavy_N)).all(), "the order stays"


@pytest.mark.parametrize(
    "values", [[0.0] * 99 + [1e300], [-1e300, 1e300, *[0.0] * 98], [1e-300] * 99 + [2e-300], [3.0] * 99 + [4.0]]
)
def test_symlog_stays_finite_at_the_ends_of_the_numbers(values: list[float]) -> None:
    feature = fit_numeric("x", pa.chunked_array([values]), PreprocessingSpec(normalization="symlog"))
    assert isinstance(feature, NumericFeature)
    written = np.zeros((4, 1), dtype=np.float32)
    feature.write([pa.chunked_array([[1e308, -1e308, 0.0, values[-1]]])], written)
    assert np.isfinite(written).all()
