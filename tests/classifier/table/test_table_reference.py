"""The reference of training rows: bins that tell values apart, counted as a naive recount would."""

import json
import math
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from classifier.spec.reference import CategoryReference, NumberReference
from classifier.spec.table import Column, ColumnKind, ColumnRole, Schema
from classifier.spec.train import TrainSpec
from classifier.table.counting import ColumnCounts, TableColumns, channel_means, known_levels
from classifier.table.encode import Encoder, fit_encoder
from classifier.table.reference import MAX_LEVELS, column_references, number_edges
from classifier.table.sequence_cell import sequence_type

Cells = dict[str, list[Any]]


def fitted(cells: Cells, kinds: dict[str, ColumnKind], **spec: Any) -> tuple[pa.Table, Encoder]:
    table = pa.table({name: pa.array(values, TYPES.get(kinds[name])) for name, values in cells.items()})
    columns = [
        Column(name=name, kind=kind, role=ColumnRole.feature, reason="", overridden=False)
        for name, kind in kinds.items()
    ]
    asked = TrainSpec.model_validate({"target": "y", "features": list(cells), **spec})
    return table, fit_encoder(table, Schema(columns=columns), asked, np.arange(table.num_rows))


TYPES = {
    ColumnKind.datetime: pa.timestamp("us", "UTC"),
    ColumnKind.boolean: pa.bool_(),
    ColumnKind.sequence: sequence_type(2),
}


def naive(column: NumberReference | CategoryReference, values: list[Any], known: set[str]) -> list[int]:
    """One value after the other."""
    counts = [0] * column.num_counts
    for value in values:
        if isinstance(column, CategoryReference):
            word = str(value).lower() if isinstance(value, bool) else value
            place = (
                len(column.levels) + 2
                if word is None
                else column.levels.index(word)
                if word in column.levels
                else len(column.levels) + (0 if word in known else 1)
            )
            counts[place] += 1
        elif value is None or math.isnan(value):
            counts[len(column.edges) + 1] += 1
        else:
            counts[sum(edge <= value for edge in column.edges)] += 1
            counts[-2] += value < column.minimum
            counts[-1] += value > column.maximum
    return counts


@pytest.mark.parametrize("seed", range(4))
def test_the_counts_are_those_of_a_naive_recount(seed: int) -> None:
    random = np.random.default_rng(seed)
    num_rows = 300

    def cells() -> Cells:
        words = random.zipf(1.4, num_rows)
        return {
            "normal": [None if random.random() < 0.1 else float(x) for x in random.normal(size=num_rows) * 10**seed],
            "ticks": [float(x) for x in random.integers(0, 4, num_rows)],
            "flag": [None if random.random() < 0.2 else bool(random.random() < 0.3) for _ in range(num_rows)],
            "word": [None if word == 2 else f"w{min(word, 5000)}" for word in words],
        }

    kinds = {
        "normal": ColumnKind.numeric,
        "ticks": ColumnKind.numeric,
        "flag": ColumnKind.boolean,
        "word": ColumnKind.categorical,
    }
    train, served = cells(), cells()
    table, encoder = fitted(train, kinds)
    references, not_compared = column_references(table, [encoder], np.arange(num_rows))
    levels = known_levels(encoder.model_dump(mode="json")["columns"])
    count = ColumnCounts(references, levels)

    counted = count(TableColumns(pa.table({name: pa.array(values) for name, values in served.items()})))

    assert not_compared == {}
    assert [column.column for column in references] == list(kinds)
    expected = []
    for column in references:
        known = set(levels.get(column.column, ()))
        assert column.counts == naive(column, train[column.column], known)
        expected += naive(column, served[column.column], known)
    assert counted == expected


def test_a_column_that_only_another_fold_reads_has_a_reference_too() -> None:
    kinds = {"a": ColumnKind.numeric, "b": ColumnKind.numeric}
    table, both = fitted({"a": [1.0, 2.0, 3.0], "b": [1.0, 5.0, 2.0]}, kinds)
    first = both.model_copy(update={"columns": both.columns[:1]})

    references, _ = column_references(table, [first, both], np.arange(3))

    assert [column.column for column in references] == ["a", "b"]


def test_only_training_rows_are_looked_at() -> None:
    table, encoder = fitted({"a": [1.0, 2.0, 3.0, 1e9]}, {"a": ColumnKind.numeric})

    (column,), _ = column_references(table, [encoder], np.arange(3))

    assert isinstance(column, NumberReference)
    assert (column.minimum, column.maximum, sum(column.counts)) == (1.0, 3.0, 3)


def test_values_that_many_rows_share_get_a_bin_of_their_own() -> None:
    assert number_edges(np.array([0.0] * 500 + [1.0] * 500)) == [0.5]
    assert number_edges(np.array([0.0] * 20 + [7.0] * 960 + [9.0] * 20)) == [3.5, 8.0]
    assert number_edges(np.array([3.0] * 10)) == []
    edges = number_edges(np.random.default_rng(0).normal(size=5_000))
    assert len(edges) == 9


@pytest.mark.parametrize("scale", [1e-300, 1e-9, 1.0, 1e12, 1e307])
def test_edges_rise_and_part_the_values_at_any_scale(scale: float) -> None:
    value_V = np.array([1.0, np.nextafter(1.0, 2.0), 3.0, 8.0, 17.0]) * scale

    edges = number_edges(np.repeat(value_V, 10), 10)

    assert len(edges) == len(value_V) - 1
    assert np.searchsorted(edges, value_V, side="right").tolist() == [0, 1, 2, 3, 4]


def test_of_times_the_range_is_kept() -> None:
    start = datetime(2024, 1, 1, tzinfo=UTC)
    seen = [start + timedelta(days=day) for day in range(50)]
    table, encoder = fitted({"seen": [*seen, None]}, {"seen": ColumnKind.datetime})
    (column,), _ = column_references(table, [encoder], np.arange(51))

    counted = ColumnCounts([column], {})(
        TableColumns(
            pa.table(
                {
                    "seen": pa.array(
                        [start - timedelta(days=1), start, start + timedelta(days=90), None], TYPES[ColumnKind.datetime]
                    )
                }
            )
        )
    )

    assert isinstance(column, NumberReference)
    assert (column.measure, column.maximum - column.minimum, column.counts) == ("days", 49.0, [50, 1, 0, 0])
    assert counted == [3, 1, 1, 1]


def test_of_sequences_lengths_and_means_of_channels_are_kept() -> None:
    random = np.random.default_rng(0)
    rows = [[[float(x), 100.0 + i % 3] for x in random.normal(size=3 + i % 5)] for i in range(60)]
    table, encoder = fitted({"x": rows}, {"x": ColumnKind.sequence}, model={"family": "rnn"})

    references, _ = column_references(table, [encoder], np.arange(60))

    assert [(c.column, getattr(c, "measure", ""), getattr(c, "channel", 0)) for c in references] == [
        ("x", "steps", 0),
        ("x", "mean", 0),
        ("x", "mean", 1),
    ]
    assert [(c.minimum, c.maximum) for c in references if isinstance(c, NumberReference)][::2] == [(3, 7), (100, 102)]
    served = pa.table({"x": pa.array([[[5.0, 101.0]] * 9, [[0.0, None]]], TYPES[ColumnKind.sequence])})
    counted = ColumnCounts(references, {})(TableColumns(served))
    steps, last = references[0].num_counts, references[2].num_counts
    assert counted[steps - 3 : steps] == [0, 1, 1]  # one shorter, one longer than any
    assert counted[-3:] == [1, 0, 0]
    assert len(counted) == steps + references[1].num_counts + last


def test_the_means_of_sequences_are_numpys_own() -> None:
    random = np.random.default_rng(1)
    rows = [random.normal(size=(length, 2)).tolist() for length in (1, 4, 9, 2)]
    column = pa.chunked_array([pa.array(rows[:2], sequence_type(2)), pa.array([*rows[2:], None], sequence_type(2))])

    mean_NF = channel_means(column)

    np.testing.assert_allclose(mean_NF[:4], [np.mean(row, axis=0) for row in rows])
    assert np.isnan(mean_NF[4]).all()


def test_a_wide_table_and_many_categories_stay_bounded() -> None:
    random = np.random.default_rng(0)
    wide = {f"c{number}": random.normal(size=40).tolist() for number in range(2_000)}
    table, encoder = fitted(wide, dict.fromkeys(wide, ColumnKind.numeric))
    references, _ = column_references(table, [encoder], np.arange(40))
    words = {"word": [f"w{number % 900}" for number in range(2_700)]}
    many, of_words = fitted(words, {"word": ColumnKind.categorical})
    (category,), _ = column_references(many, [of_words], np.arange(2_700))

    assert len(references) == 2_000
    assert sum(len(json.dumps(column.model_dump(mode="json"))) for column in references) < 600_000
    assert isinstance(category, CategoryReference)
    assert len(category.levels) == MAX_LEVELS
    assert sum(category.counts) == 2_700
