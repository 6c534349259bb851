"""The profile equals what numpy and a counter say."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from classifier.spec.limits import Limits
from classifier.spec.table import ColumnOverride, DatasetProfile, FileFormat, ParseOptions
from classifier.table.infer import TypedTable, infer_table
from classifier.table.profile import QUANTILES, _quantiles, count_duplicate_rows, profile_table
from classifier.table.read import RawTable, read_body


def typed(text: str, **overrides: ColumnOverride) -> TypedTable:
    raw = read_body(text.encode(), FileFormat.csv, parse=ParseOptions(), limits=Limits())
    return infer_table(raw, overrides=overrides, parse=ParseOptions(), limits=Limits())


def profile(text: str, **overrides: ColumnOverride) -> DatasetProfile:
    return profile_table(typed(text, **overrides))


def test_a_numeric_column_is_profiled_as_numpy_counts_it() -> None:
    values = np.random.default_rng(0).normal(50, 10, 1_000).round(1)
    column = profile("a,b\n" + "".join(f"{v},x\n" for v in values) + "NA,x\n,x\n").columns[0]
    assert (column.num_missing, column.missing_tokens) == (2, {"NA": 1, "": 1})
    assert column.num_distinct == len(np.unique(values))
    assert (column.minimum, column.maximum) == (values.min(), values.max())
    assert column.mean == pytest.approx(values.mean())
    assert column.std == pytest.approx(values.std())
    assert column.quantiles == pytest.approx(
        {str(q): np.quantile(values, q) for q in (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)}
    )
    assert column.histogram is not None
    counts, edges = np.histogram(values, bins=20)
    assert [b.count for b in column.histogram] == counts.tolist()
    assert [b.lower for b in column.histogram] == pytest.approx(edges[:-1])
    assert all(a.upper == b.lower for a, b in pairwise(column.histogram))
    assert column.top_categories is None
    assert column.rarest is not None
    assert column.rarest.count == min(Counter(values.tolist()).values())


def test_a_numeric_column_of_few_values_lists_them() -> None:
    column = profile("a,b\n1,x\n2,x\n2,x\n3,y\n3,y\n3,y\n").columns[0]
    assert [(c.value, c.count) for c in column.top_categories or []] == [("3", 3), ("2", 2), ("1", 1)]
    assert column.rarest is not None
    assert (column.rarest.value, column.rarest.count) == ("1", 1)


def test_a_categorical_column_lists_its_twenty_commonest() -> None:
    words = [f"w{i:02}" for i in range(25) for _ in range(30 - i)]
    column = profile("a,b\n" + "".join(f"{w},1\n" for w in words)).columns[0]
    assert [(c.value, c.count) for c in column.top_categories or []] == [(f"w{i:02}", 30 - i) for i in range(20)]
    assert column.rarest is not None
    assert (column.rarest.value, column.rarest.count) == ("w24", 6)
    assert (column.minimum, column.mean, column.histogram) == (None, None, None)


def test_truth_values_are_listed_as_the_file_spells_them() -> None:
    column = profile("a,b\nyes,1\nno,2\nno,3\n").columns[0]
    assert [(c.value, c.count) for c in column.top_categories or []] == [("no", 2), ("yes", 1)]


def test_times_are_told_in_rfc_3339() -> None:
    column = profile("a,b\n2024-01-31T12:00:00+02:00,1\n2023-05-01T00:00:00Z,2\n").columns[0]
    assert (column.minimum, column.maximum) == ("2023-05-01T00:00:00.000000Z", "2024-01-31T10:00:00.000000Z")


def test_a_column_without_values_has_no_numbers() -> None:
    column = profile("a,b\nNA,1\n,2\n").columns[0]
    assert (column.num_missing, column.num_distinct, column.minimum, column.rarest) == (2, 0, None, None)
    empty = profile("a,b\nNA,1\n,2\n", a=ColumnOverride.model_validate({"kind": "numeric"})).columns[0]
    assert (empty.num_missing, empty.mean, empty.quantiles, empty.histogram) == (2, None, None, None)


@pytest.mark.parametrize(
    "cells", [["5", "5"], ["1e308", "-1e308"], ["1.7e308", "1.7e308"], ["1", "1.0000000000000002"]]
)
def test_extreme_numbers_never_give_infinity(cells: list[str]) -> None:
    found = profile("a,b\n" + "".join(f"{cell},{i}\n" for i, cell in enumerate(cells)))
    assert "Infinity" not in found.model_dump_json()
    assert sum(b.count for b in found.columns[0].histogram or []) in (0, len(cells))


@pytest.mark.parametrize(
    ("text", "num_same"),
    [
        ("a,b\n1,x\n1,x\n1,y\n", 1),
        ("a,b\n1,x\n1,x\n1,x\n", 2),
        ("a,b\n,x\n,x\n0,x\n", 1),
        ("a,b\nx,\n,x\n", 0),
        ("a,b\n1,2\n2,1\n", 0),
        ("a\n0.0\n-0.0\n", 1),
    ],
)
def test_duplicate_rows_are_counted(text: str, num_same: int) -> None:
    assert profile(text).num_duplicate_rows == num_same


def _labelled(header: str, row: str) -> str:
    return (
        header
        + "\n"
        + "".join(row.format(i=i, x=i * i / 7, c="uvw"[i % 3], b=i % 2, d=i % 30) + "\n" for i in range(60))
    )


@pytest.mark.parametrize(
    ("header", "row", "target"),
    [
        ("x,Class", "{x},{b}", "Class"),
        ("label,x", "{b},{x}", "label"),
        ("TARGET,x,c", "{c},{x},{c}", "TARGET"),
        ("x,season", "{x},{c}", "season"),
        ("letter,x", "{c},{x}", "letter"),
        ("x,c,z", "{x},{c},{x}", "c"),
        ("x,quality", "{x},{b}", "quality"),
        ("x,z", "{x},{x}", None),
        ("x,price", "{x},{d}", None),
        ("y,x", "{x},{x}", None),
    ],
)
def test_the_suggested_target_is(header: str, row: str, target: str | None) -> None:
    found = profile(_labelled(header, row))
    assert found.suggested_target == target
    assert (found.class_balance is None) == (target is None)


def test_a_target_role_decides_the_class_balance() -> None:
    found = profile("a,Class\n1,x\n1,y\n2,y\n", a=ColumnOverride.model_validate({"role": "target"}))
    assert found.suggested_target == "a"
    assert [(c.value, c.count) for c in found.class_balance or []] == [("1", 2), ("2", 1)]


def test_missing_words_of_several_chunks_are_equal_cells() -> None:
    words = pa.chunked_array([["x", None], ["y", None], ["x", "y"]])
    assert count_duplicate_rows(pa.table({"a": words})) == 3


@given(st.lists(st.floats(-1e300, 1e300), min_size=1, max_size=50))
def test_quantiles_of_values_in_order_equal_numpys(values: list[float]) -> None:
    sorted_V = np.sort(np.array(values))
    with np.errstate(over="ignore", invalid="ignore"):
        assert_array_equal(_quantiles(sorted_V), np.quantile(sorted_V, QUANTILES))


def test_columns_of_several_chunks_are_profiled_as_one() -> None:
    parts = [pa.table({"a": ["1", "2"], "b": ["x", "y"]}), pa.table({"a": ["2", "1"], "b": ["y", "x"]})]
    raw = RawTable(pa.concat_tables(parts), "utf-8", text=True, first_line=2)
    found = profile_table(infer_table(raw, overrides={}, parse=ParseOptions(), limits=Limits()))
    assert found.num_duplicate_rows == 2
    assert [(c.value, c.count) for c in found.columns[1].top_categories or []] == [("x", 2), ("y", 2)]
