"""What a typed table holds: counts, ranges, quantiles, the commonest values, repeated rows."""

# Axes: N rows, V values that are not missing, D distinct values.

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
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
from classifier.table.beside import threads
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
FEW_COLUMNS = 3  # of six random decimals, one million rows: the first three have no two rows alike
NUM_THREADS = 2  # each holds one column twice
MAX_VALUE_CHARS = 1_024  # a value in a profile is for reading


def profile_table(typed: TypedTable) -> DatasetProfile:
    """Counts over all rows; values are spelt as in the file."""
    with threads(NUM_THREADS, typed.table.nbytes) as pool:
        found = list(pool.map(partial(_profiled, typed), typed.schema.columns))
    counted = {column.name: counts for column, counts in found}
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
        columns=[column for column, _ in found],
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
    table = table.select(list(names))
    if rows_differ(table):
        return 0
    return _num_repeated(row_bits(table))


def rows_differ(table: pa.Table) -> bool:
    """True when a few columns of measurements tell all rows apart already; False says nothing."""
    fine = [field.name for field in table.schema if pa.types.is_floating(field.type)][:FEW_COLUMNS]
    return bool(fine) and _num_repeated(row_bits(table.select(fine))) == 0


def _num_repeated(bits_N: npt.NDArray[np.uint64]) -> int:
    bits_N.sort()
    return int(np.count_nonzero(bits_N[1:] == bits_N[:-1]))


def row_bits(table: pa.Table | StoredTable) -> npt.NDArray[np.uint64]:
    """64 bits for each row, equal where all of its cells are equal, `[N]`."""
    return bits_of(table.columns, table.num_rows)


def bits_of(columns: Iterable[pa.ChunkedArray], num_rows: int) -> npt.NDArray[np.uint64]:
    """The same of columns that come one by one, of which none is kept."""
    hash_N = np.zeros(num_rows, dtype=np.uint64)
    for column in columns:
        hash_N *= np.uint64(0x9E3779B97F4A7C15)
        hash_N += cell_bits(column)
        hash_N = _mixed(hash_N)
    return hash_N


def cell_bits(column: pa.ChunkedArray) -> npt.NDArray[np.uint64]:
    """64 bits for each cell, equal where the cells are equal, `[N]`."""
    if is_sequence_type(column.type) or pa.types.is_binary(column.type):
        return _digests(column)
    if pa.types.is_integer(column.type) or pa.types.is_timestamp(column.type):
        bits_N = _numbers(column.cast(pa.int64())).view(np.uint64)
    elif pa.types.is_floating(column.type):
        bits_N = (_numbers(column).astype(np.float64, copy=False) + 0.0).view(
            np.uint64
        )  # + 0.0: -0.0 and 0.0 are equal
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
    # Missing cells are masked: Arrow unifies no dictionaries that hold a null, of two chunks or more.
    encoded = column.cast(pa.string()).dictionary_encode(null_encoding="mask").unify_dictionaries()
    parts = [chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False) for chunk in encoded.chunks]
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
    """How many distinct values there are, and the values with their counts in ascending order."""

    num_distinct: int
    values: pa.Array
    """Of numbers none, where there are over 1,000: nobody lists them."""
    counts: npt.NDArray[np.int64]
    spelling: dict[str, str]

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


def _profiled(typed: TypedTable, column: Column) -> tuple[ColumnProfile, _Counted]:
    counted, sorted_V = _counted(typed, column)
    return _column_profile(typed, column, counted, sorted_V), counted


def _counted(typed: TypedTable, column: Column) -> tuple[_Counted, npt.NDArray[np.float64] | None]:
    """The distinct values, and of a numeric column all values in ascending order, `[V]`."""
    values = typed.table.column(column.name).drop_null()
    spelling = spelling_of(typed.table.schema.field(column.name))
    if column.kind in WHOLE_KINDS:
        bits_D, count_D = np.unique(cell_bits(values), return_counts=True)
        return _Counted(len(bits_D), pa.array(bits_D), count_D, spelling), None
    if pa.types.is_integer(values.type) or pa.types.is_floating(values.type):
        sorted_V = values.to_numpy()
        if not sorted_V.flags.writeable:  # one chunk's own memory; several were copied together just now
            sorted_V = sorted_V.copy()
        sorted_V.sort()
        first_V = np.ones(len(sorted_V), dtype=np.bool_)
        np.not_equal(sorted_V[1:], sorted_V[:-1], out=first_V[1:])
        num_distinct = int(np.count_nonzero(first_V))
        start_D = np.flatnonzero(first_V) if num_distinct <= MAX_DISTINCT_FOR_RAREST else np.empty(0, dtype=np.int64)
        count_D = np.diff(np.append(start_D, len(sorted_V)))
        counted = _Counted(num_distinct, pa.array(sorted_V[start_D]), count_D, spelling)
        return counted, sorted_V.astype(np.float64, copy=False)
    counts = values.value_counts()
    found, count = counts.field(0), counts.field(1)
    order = pc.sort_indices(found)
    return _Counted(len(found), found.take(order), count.take(order).to_numpy(zero_copy_only=False), spelling), None


def _column_profile(
    typed: TypedTable, column: Column, counted: _Counted, sorted_V: npt.NDArray[np.float64] | None
) -> ColumnProfile:
    values = typed.table.column(column.name)
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
        mean, quantiles = float(sorted_V.mean()), _quantiles(sorted_V)
    told = {
        "minimum": float(sorted_V[0]),
        "maximum": float(sorted_V[-1]),
        "mean": mean if np.isfinite(mean) else None,  # a sum of numbers near 1e308
        "quantiles": {str(q): float(v) for q, v in zip(QUANTILES, quantiles, strict=True) if np.isfinite(v)},
        "histogram": _histogram(sorted_V),
    }
    std = _spoil_for_std(sorted_V, mean)
    return profile.model_copy(update={**told, "std": std if np.isfinite(std) else None})


def _spoil_for_std(x_V: npt.NDArray[np.float64], mean: float) -> float:
    """The standard deviation as `numpy.std` finds it, in the array's own memory: nobody needs the values any more."""
    with np.errstate(over="ignore", invalid="ignore"):
        x_V -= mean
        x_V *= x_V
        return float(np.sqrt(x_V.mean()))


def _quantiles(sorted_V: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """`QUANTILES`, as `numpy.quantile` finds them, but without its copy: the values are in order already."""
    place = np.array(QUANTILES) * (len(sorted_V) - 1)
    below = np.floor(place).astype(np.int64)
    low, high, share = sorted_V[below], sorted_V[np.minimum(below + 1, len(sorted_V) - 1)], place - below
    found: npt.NDArray[np.float64] = np.where(
        share < 0.5, low + (high - low) * share, high - (high - low) * (1 - share)
    )
    return found


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
