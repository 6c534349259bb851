"""What a typed table holds: counts, ranges, quantiles, the commonest values, repeated rows."""

# Axes: N rows, V values that are not missing, D distinct values.

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from classifier.spec.table import (
    CategoryCount,
    Column,
    ColumnKind,
    ColumnProfile,
    DatasetProfile,
    HistogramBin,
)
from classifier.table.infer import TypedTable
from classifier.table.refuse import shown
from classifier.table.roles import suggest_target
from classifier.table.sequence_cell import is_sequence_type, rows_of
from classifier.table.sequence_profile import profile_sequences
from classifier.table.spelling import as_text, spell, spelling_of
from classifier.table.stored import StoredTable
from classifier.table.whole_cells import WHOLE_KINDS

QUANTILES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
NUM_BINS = 20
NUM_TOP = 20
MAX_DISTINCT_FOR_RAREST = 1_000
MAX_VALUE_CHARS = 1_024  # a value in a profile is for reading


def profile_table(typed: TypedTable) -> DatasetProfile:
    """Counts over all rows; values are spelt as in the file."""
    counted = {column.name: _counted(typed, column) for column in typed.schema.columns}
    num_distinct = {name: counts.num_distinct for name, counts in counted.items()}
    target = suggest_target(typed.schema.columns, num_distinct)
    balance = None
    if target is not None and num_distinct[target] <= MAX_DISTINCT_FOR_RAREST:
        balance = counted[target].commonest(num_distinct[target])
    return DatasetProfile(
        num_rows=typed.table.num_rows,
        num_columns=typed.table.num_columns,
        num_duplicate_rows=count_duplicate_rows(typed.table),
        encoding=typed.encoding,
        columns=[_column_profile(typed, column, counted[column.name]) for column in typed.schema.columns],
        suggested_target=target,
        class_balance=balance,
    )


def count_duplicate_rows(table: pa.Table, columns: Sequence[str] | None = None) -> int:
    """Rows equal to an earlier one in `columns` (all when None); two missing cells are equal.

    Rows are compared by a 64-bit hash: among 10 million different rows a false match has odds of 1 to 400,000.

    >>> count_duplicate_rows(pa.table({"a": [1, 1, 2], "b": ["x", "x", "x"]}))
    1
    """
    names = table.column_names if columns is None else columns
    if not names or table.num_rows < 2:
        return 0
    hash_N = row_bits(table.select(list(names)))
    hash_N.sort()
    return int((hash_N[1:] == hash_N[:-1]).sum())


def row_bits(table: pa.Table | StoredTable) -> npt.NDArray[np.uint64]:
    """64 bits for each row, equal where all of its cells are equal, `[N]`."""
    return bits_of(table.columns, table.num_rows)


def bits_of(columns: Iterable[pa.ChunkedArray], num_rows: int) -> npt.NDArray[np.uint64]:
    """The same of columns that come one by one, of which none is kept."""
    hash_N = np.zeros(num_rows, dtype=np.uint64)
    for column in columns:
        hash_N = _mixed(hash_N * np.uint64(0x9E3779B97F4A7C15) + cell_bits(column))
    return hash_N


def cell_bits(column: pa.ChunkedArray) -> npt.NDArray[np.uint64]:
    """64 bits for each cell, equal where the cells are equal, `[N]`."""
    if is_sequence_type(column.type) or pa.types.is_binary(column.type):
        return _digests(column)
    if pa.types.is_integer(column.type) or pa.types.is_timestamp(column.type):
        bits_N = _numbers(column.cast(pa.int64())).view(np.uint64)
    elif pa.types.is_floating(column.type):
        bits_N = (_numbers(column).astype(np.float64) + 0.0).view(np.uint64)  # + 0.0: -0.0 and 0.0 are equal
    elif pa.types.is_boolean(column.type):
        bits_N = _numbers(column.cast(pa.int64())).view(np.uint64)
    else:
        return _codes(column).astype(np.uint64)
    if column.null_count:
        bits_N = np.where(
            np.asarray(column.is_null().to_numpy(), dtype=np.bool_), np.uint64(0x5BD1E995_C0FFEE00), bits_N
        )
    return np.asarray(bits_N, dtype=np.uint64)


def _digests(column: pa.ChunkedArray) -> npt.NDArray[np.uint64]:
    """Of the bytes of each image, or of the values of each sequence, `[N]`; of a missing cell 0."""
    if pa.types.is_binary(column.type):
        cells: Iterable[bytes | memoryview | None] = (cell.as_py() for chunk in column.chunks for cell in chunk)
    else:
        # + 0.0: -0.0 and 0.0 are equal; so are all NaN, which stand for missing values
        cells = (None if x_TF is None else (np.nan_to_num(x_TF, nan=np.inf) + 0.0).data for x_TF in rows_of(column))
    bits = [0 if cell is None else int.from_bytes(blake2b(cell, digest_size=8).digest()) for cell in cells]
    return np.array(bits, dtype=np.uint64)


def _numbers(column: pa.ChunkedArray) -> npt.NDArray[np.generic]:
    zero = pa.scalar(0, column.type)
    values = column.fill_null(zero) if column.null_count else column
    return np.ascontiguousarray(values.to_numpy())


def _codes(column: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    encoded = column.cast(pa.string()).dictionary_encode(null_encoding="encode").unify_dictionaries()
    parts = [chunk.indices.to_numpy(zero_copy_only=False) for chunk in encoded.chunks]
    return np.concatenate(parts).astype(np.int64) if parts else np.empty(0, dtype=np.int64)


def _mixed(bits_N: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Each bit of the input moves half the bits of the output (the finalizer of splitmix64)."""
    bits_N ^= bits_N >> np.uint64(30)
    bits_N *= np.uint64(0xBF58476D1CE4E5B9)
    bits_N ^= bits_N >> np.uint64(27)
    bits_N *= np.uint64(0x94D049BB133111EB)
    bits_N ^= bits_N >> np.uint64(31)
    return bits_N


@dataclass(frozen=True)
class _Counted:
    """Distinct values with their counts, in ascending order of value."""

    values: pa.Array
    counts: npt.NDArray[np.int64]
    ascending: npt.NDArray[np.float64] | None
    """Numeric columns: all values in ascending order."""
    spelling: dict[str, str]

    @property
    def num_distinct(self) -> int:
        return len(self.counts)

    def commonest(self, at_most: int) -> list[CategoryCount]:
        """By falling count; equal counts in order of value."""
        order = np.argsort(-self.counts, kind="stable")[:at_most]
        return [self._entry(int(at)) for at in order]

    def rarest(self) -> CategoryCount:
        return self._entry(int(np.argmin(self.counts)))

    def _entry(self, at: int) -> CategoryCount:
        value = self.values[at : at + 1]
        text = (
            as_text(pa.chunked_array([value]))[0].as_py()
            if pa.types.is_timestamp(value.type)
            else spell(value[0].as_py())
        )
        text = self.spelling.get(str(text), str(text))
        return CategoryCount(value=text[:MAX_VALUE_CHARS], count=int(self.counts[at]))


def _counted(typed: TypedTable, column: Column) -> _Counted:
    values = typed.table.column(column.name).drop_null()
    spelling = spelling_of(typed.table.schema.field(column.name))
    if column.kind in WHOLE_KINDS:
        bits_D, count_D = np.unique(cell_bits(values), return_counts=True)
        return _Counted(pa.array(bits_D), count_D, None, spelling)
    if pa.types.is_integer(values.type) or pa.types.is_floating(values.type):
        sorted_V = np.sort(values.to_numpy())
        starts = (
            np.flatnonzero(np.concatenate(([True], sorted_V[1:] != sorted_V[:-1])))
            if len(sorted_V)
            else np.empty(0, int)
        )
        count_D = np.diff(np.append(starts, len(sorted_V)))
        return _Counted(pa.array(sorted_V[starts]), count_D, sorted_V.astype(np.float64), spelling)
    counts = values.value_counts()
    found, count = counts.field(0), counts.field(1)
    order = pc.sort_indices(found)
    return _Counted(found.take(order), count.take(order).to_numpy(zero_copy_only=False), None, spelling)


def _column_profile(typed: TypedTable, column: Column, counted: _Counted) -> ColumnProfile:
    values = typed.table.column(column.name)
    sorted_V = counted.ascending
    num_distinct = counted.num_distinct
    if column.kind in WHOLE_KINDS:
        return ColumnProfile(
            name=column.name,
            kind=column.kind,
            role=column.role,
            num_missing=values.null_count,
            missing_tokens=dict(typed.missing_tokens.get(column.name, {})),
            num_distinct=num_distinct,
            sequence=profile_sequences(typed.table, column.name) if column.kind is ColumnKind.sequence else None,
            image=typed.images.get(column.name),
        )
    listed = num_distinct > 0 and (column.kind is not ColumnKind.numeric or num_distinct <= NUM_TOP)
    rare = num_distinct > 0 and (listed or num_distinct <= MAX_DISTINCT_FOR_RAREST)
    profile = ColumnProfile(
        name=column.name,
        kind=column.kind,
        role=column.role,
        num_missing=values.null_count,
        missing_tokens={shown(token): count for token, count in typed.missing_tokens.get(column.name, {}).items()},
        num_distinct=num_distinct,
        top_categories=counted.commonest(NUM_TOP) if listed else None,
        rarest=counted.rarest() if rare else None,
    )
    if column.kind is ColumnKind.datetime and num_distinct:
        ends = pa.chunked_array([counted.values[:1], counted.values[-1:]])
        low, high = as_text(ends).to_pylist()
        return profile.model_copy(update={"minimum": low, "maximum": high})
    if sorted_V is None or not len(sorted_V):
        return profile
    with np.errstate(over="ignore", invalid="ignore"):
        mean, std = float(sorted_V.mean()), float(sorted_V.std())
        quantiles = np.quantile(sorted_V, QUANTILES)
    return profile.model_copy(
        update={
            "minimum": float(sorted_V[0]),
            "maximum": float(sorted_V[-1]),
            "mean": mean if np.isfinite(mean) else None,  # a sum of numbers near 1e308
            "std": std if np.isfinite(std) else None,
            "quantiles": {str(q): float(v) for q, v in zip(QUANTILES, quantiles, strict=True) if np.isfinite(v)},
            "histogram": _histogram(sorted_V),
        }
    )


def _histogram(sorted_V: npt.NDArray[np.float64]) -> list[HistogramBin] | None:
    """At most 20 bins of equal width over the range; one for a constant."""
    low, high = float(sorted_V[0]), float(sorted_V[-1])
    if not np.isfinite(high - low):
        return None
    edges = np.linspace(low, high, NUM_BINS + 1)
    if high == low or not (np.diff(edges) > 0).all():  # neighbours in float64 have nothing between them
        return [HistogramBin(lower=low, upper=high, count=len(sorted_V))]
    places = np.searchsorted(sorted_V, edges[1:-1], side="left")
    counts = np.diff(np.concatenate(([0], places, [len(sorted_V)])))
    return [
        HistogramBin(lower=float(a), upper=float(b), count=int(n))
        for a, b, n in zip(edges[:-1], edges[1:], counts, strict=True)
    ]
