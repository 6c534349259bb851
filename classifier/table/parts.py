"""Chosen rows of a table, all at once or in parts, in the table's order or row group by row group in another."""

# Axes: N rows, X all axes of one encoded row.

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.spec.limits import Limits
from classifier.spec.streaming import FLOAT_BYTES, Streaming
from classifier.table.encode import Encoded, encode
from classifier.table.encoder import Encoder, input_columns
from classifier.table.input_column import InputColumn
from classifier.table.stored import StoredTable, rows_of_group

CELL_BYTES = 8

Int64s = npt.NDArray[np.int64]


class Part(NamedTuple):
    """Some of the rows that were asked for, side by side among them."""

    place: slice
    table: pa.Table


@dataclass(frozen=True)
class RowReader:
    """How a run reads its table: whole when nothing streams, else so much at a time."""

    table: pa.Table | StoredTable
    streaming: Streaming | None = None

    @property
    def groups(self) -> list[tuple[int, int]]:
        """First and one-past-last row of what is read in one go: a row group, or as many rows of a table in memory."""
        if isinstance(self.table, StoredTable):
            return self.table.groups
        size, num_rows = rows_of_group(self.table), self.table.num_rows
        return [(start, min(start + size, num_rows)) for start in range(0, num_rows, size)]

    def parts(
        self, columns: Sequence[InputColumn], num_numbers: int, rows: Int64s, order: Sequence[int] | None = None
    ) -> Iterator[Part]:
        """`rows`, which rise, with those columns, of which each row becomes `num_numbers`; one part of all when nothing
        streams. `order` of the groups, else that of the table.
        """
        if self.streaming is None or len(rows) == 0:
            yield Part(slice(0, len(rows)), self.table.take(rows))
            return
        names = [column.name for column in columns]
        most = self.streaming.part_bytes // (FLOAT_BYTES * num_numbers + CELL_BYTES * len(names))
        table, groups = self.table.select(names), self.groups
        for group in range(len(groups)) if order is None else order:
            start, stop = groups[group]
            low, high = np.searchsorted(rows, (start, stop)).tolist()
            if low == high:
                continue
            for some in _read(table, group, start, rows[low:high], max(1, most)):
                yield Part(slice(low, low + some.num_rows), some)
                low += some.num_rows

    def encoded(
        self, encoder: Encoder, rows: Int64s, *, limits: Limits | None = None, order: Sequence[int] | None = None
    ) -> Iterator[tuple[slice, Encoded]]:
        """The numbers of each part, and where it lies in `rows`."""
        for place, some in self.parts(input_columns(encoder), encoder.num_features, rows, order):
            yield place, encode(encoder, some, limits=limits)

    def held(self, encoder: Encoder, rows: Int64s, *, limits: Limits | None = None) -> Encoded:
        """The numbers of all `rows`, which rise, and which of these are refused: for as many as fit into memory."""
        if self.streaming is None:
            return encode(encoder, self.table.take(rows), limits=limits)
        x_NX = np.empty((len(rows), *encoder.shape), dtype=np.float32)
        refused = [np.empty(0, dtype=np.int64)]
        for place, encoded in self.encoded(encoder, rows, limits=limits):
            x_NX[place] = encoded.x_NX
            refused.append(place.start + encoded.bad_rows)
        return Encoded(x_NX, warnings=None, faults=[], bad_rows=np.concatenate(refused))


def _read(table: pa.Table | StoredTable, group: int, start: int, rows: Int64s, most: int) -> Iterator[pa.Table]:
    if isinstance(table, StoredTable):
        yield from table.read(group, rows - start, most)
        return
    for first in range(0, len(rows), most):
        yield table.take(rows[first : first + most])
