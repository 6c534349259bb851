"""Counting columns into the bins of a model's reference: the same way for training rows and for served ones."""

# Axes: N rows, F channels, S steps of all rows.

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from classifier.spec.reference import CategoryReference, Measure, NumberReference
from classifier.table.features.categorical import categories
from classifier.table.features.datetime import DAY_MICROSECONDS, times
from classifier.table.features.marks import Bools, Float64s, Int64s
from classifier.table.features.numeric import numbers
from classifier.table.features.steps import count_channels, read_lengths, read_steps

MANY_EDGES = 64
BOOLEANS = ["false", "true"]
"""The categories of truth values."""


class Columns(Protocol):
    """Cells of rows, in whatever form they are held."""

    def numbers(self, column: NumberReference) -> Float64s:
        """The number of each row, NaN where it has none."""

    def codes(self, name: str, code: Mapping[str | None, int]) -> tuple[Int64s, Bools]:
        """`code` of each cell, -1 where it has none, and which cells are missing; the place in `BOOLEANS` of truth values."""


class TableColumns:
    """The columns of a converted table."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._means: dict[str, list[Float64s]] = {}

    def numbers(self, column: NumberReference) -> Float64s:
        """See `Columns`."""
        means = self._means.setdefault(column.column, [])
        return measure(self._table.column(column.column), column.measure, column.channel, means)

    def codes(self, name: str, code: Mapping[str | None, int]) -> tuple[Int64s, Bools]:
        """See `Columns`."""
        return cell_codes(self._table.column(name), code)


class ColumnCounts:
    """Counts the cells of columns; knows their bins and every category that their encoders know."""

    def __init__(self, columns: Sequence[NumberReference | CategoryReference], levels: Mapping[str, Sequence[str]]):
        self._columns = list(columns)
        self.names = list(dict.fromkeys(column.column for column in columns))
        """Columns that a table must have."""
        self._codes = {
            column.column: code_of(column.levels, levels.get(column.column, BOOLEANS))
            for column in columns
            if isinstance(column, CategoryReference)
        }

    def __call__(self, columns: Columns) -> list[int]:
        """The counts of each column, one after the other."""
        counts: list[int] = []
        for column in self._columns:
            if isinstance(column, CategoryReference):
                code_N, missing_N = columns.codes(column.column, self._codes[column.column])
                counts += count_codes(code_N, missing_N, len(column.levels))
            else:
                counts += count_numbers(columns.numbers(column), column.edges, column.minimum, column.maximum)
        return counts


def count_numbers(x_N: Float64s, edges: Sequence[float], low: float, high: float) -> list[int]:
    """Rows of each bin, missing, below and above."""
    missing_N = np.isnan(x_N)
    x_N = x_N[~missing_N] if (num_missing := int(np.count_nonzero(missing_N))) else x_N
    below, above = (int(np.count_nonzero(out_N)) for out_N in (x_N < low, x_N > high))
    return [*count_bins(x_N, edges), num_missing, below, above]


def count_bins(x_N: Float64s, edges: Sequence[float]) -> list[int]:
    """Values below the first edge, from each edge on, of values that are none NaN.

    For the few edges of a reference, comparing all values with each is ten times as fast as searching each its place.

    >>> count_bins(np.array([0.0, 1.0, 1.5, 9.0]), [1.0, 2.0])
    [1, 2, 1]
    """
    if len(edges) > MANY_EDGES:
        found: list[int] = np.bincount(np.searchsorted(edges, x_N, side="right"), minlength=len(edges) + 1).tolist()
        return found
    least = [len(x_N), *(int(np.count_nonzero(x_N >= edge)) for edge in edges), 0]
    return [many - fewer for many, fewer in pairwise(least)]


def count_categories(cells: pa.ChunkedArray, levels: Sequence[str], code: Mapping[str | None, int]) -> list[int]:
    """Rows of each level, of other known ones, unseen and missing."""
    return count_codes(*cell_codes(cells, code), len(levels))


def cell_codes(cells: pa.ChunkedArray, code: Mapping[str | None, int]) -> tuple[Int64s, Bools]:
    """See `Columns.codes`."""
    return truths(numbers(cells)) if pa.types.is_boolean(cells.type) else categories(cells, code)


def truths(x_N: Float64s) -> tuple[Int64s, Bools]:
    """Places in `BOOLEANS` of truth values, which are NaN where one is missing; and which are."""
    missing_N = np.isnan(x_N)
    return np.where(missing_N, 0, x_N).astype(np.int64), missing_N


def count_codes(code_N: Int64s, missing_N: Bools, num_levels: int) -> list[int]:
    """Rows by code, those whose code is -1, and those that are missing."""
    bin_N = np.where(missing_N, num_levels + 2, np.where(code_N < 0, num_levels + 1, code_N))
    counts: list[int] = np.bincount(bin_N, minlength=num_levels + 3).tolist()
    return counts


def measure(cells: pa.ChunkedArray, what: Measure, channel: int, means: list[Float64s]) -> Float64s:
    """The number of each row, NaN where it has none; `means` keeps those of the column's channels."""
    if what == "value":
        return numbers(cells)
    if what == "days":
        time_N, missing_N = times(cells)
        return np.where(missing_N, np.nan, time_N / DAY_MICROSECONDS)
    if what == "steps":
        length_N = read_lengths(cells).astype(np.float64)
        return np.where(length_N == 0, np.nan, length_N)
    if not means:
        means.append(channel_means(cells))
    return means[0][:, channel]


def channel_means(cells: pa.ChunkedArray) -> Float64s:
    """`[N, F]`, the mean over each row's steps; NaN without a value."""
    num_channels = count_channels(cells.type) or 0
    mean_NF = np.full((len(cells), num_channels), np.nan)
    longest = int(max(read_lengths(cells), default=0))
    for steps in read_steps(cells, num_channels, max(1, longest)):
        num_rows = len(steps.kept_N)
        row_S = np.repeat(np.arange(num_rows), steps.kept_N)
        for channel in range(num_channels):
            value_S = steps.value_SF[:, channel]
            there_S = ~np.isnan(value_S)
            count_N = np.bincount(row_S[there_S], minlength=num_rows)
            with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
                mean_N = np.bincount(row_S[there_S], value_S[there_S], minlength=num_rows) / count_N
            mean_N[~np.isfinite(mean_N)] = np.nan
            mean_NF[steps.first_row : steps.first_row + num_rows, channel] = mean_N
    return mean_NF


def known_levels(features: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Every category that the fitted features of a manifest know, by column."""
    found: dict[str, list[str]] = {}
    for feature in features:
        if feature["kind"] == "categorical":
            found.setdefault(feature["name"], [*feature["levels"], *feature["rare_levels"]])
    return found


def code_of(levels: Sequence[str], known: Sequence[str]) -> dict[str | None, int]:
    """The bin of each known category: its own, or the one of all others."""
    code: dict[str | None, int] = dict.fromkeys(known, len(levels))
    return code | {level: i for i, level in enumerate(levels)}
