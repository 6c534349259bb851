"""A typed table that stays in its Parquet file: a column at a time, or some rows of a row group at a time."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

if TYPE_CHECKING:
    import pyarrow.parquet as pq

GROUP_BYTES = 16 * 2**20
"""Of a row group in Arrow. A shuffle buffer mixes whole groups: the smaller they are, the more of them it mixes, and
below some MiB their pages and statistics cost."""
FEWEST_GROUP_ROWS, MOST_GROUP_ROWS = 1_000, 2**20
READ_BUFFER = 2**16  # of each column's file stream: a row group is never in memory whole, however large it was written
TEXT_BYTES = 16  # of a short cell with its place

Int64s = npt.NDArray[np.int64]


class StoredTable:
    """Has of a `pa.Table` what training asks for: names, types, one column, a few rows, all columns one by one.

    The file stays open, so that deleting it does not disturb who reads. Threads take turns: one may still read ahead for an
    epoch that was given up.
    """

    def __init__(
        self, file: "pq.ParquetFile", names: Sequence[str], turn: AbstractContextManager[object] | None = None
    ) -> None:
        self._file, self.column_names = file, list(names)
        self._turn = turn or threading.Lock()

    @classmethod
    def open(cls, path: Path) -> Self:
        """A file as the profile job wrote it."""
        import pyarrow.parquet as pq  # 8 MB, which a server that only predicts need not hold

        # With `pre_buffer`, the default, a row group would be read whole before its first rows come.
        file = pq.ParquetFile(path, buffer_size=READ_BUFFER, pre_buffer=False)
        return cls(file, file.schema_arrow.names)

    @property
    def schema(self) -> pa.Schema:
        """Of the file, with the spellings kept at its fields."""
        return self._file.schema_arrow

    @property
    def num_rows(self) -> int:
        """Of the table."""
        return int(self._file.metadata.num_rows)

    @property
    def nbytes(self) -> int:
        """What the columns would take in memory: exact for numbers, a guess for text, sequences and images."""
        return sum(self._column_bytes(name) for name in self.column_names)

    @property
    def columns(self) -> Iterator[pa.ChunkedArray]:
        """One after another, each read when it is asked for."""
        return (self.column(name) for name in self.column_names)

    def column(self, name: str) -> pa.ChunkedArray:
        """A column whole."""
        with self._turn:
            return self._file.read(columns=[name], use_threads=False).column(name)

    def select(self, names: Sequence[str]) -> "StoredTable":
        """Some columns, unread."""
        return StoredTable(self._file, names, self._turn)

    def take(self, rows: Int64s | pa.Array) -> pa.Table:
        """A few rows in the order given; every row group that holds one is read."""
        wanted = np.asarray(rows, dtype=np.int64)
        order = np.argsort(wanted, kind="stable")
        rising = wanted[order]
        found = [self.schema.empty_table().select(self.column_names)]
        for group, (start, stop) in enumerate(self.groups):
            low, high = np.searchsorted(rising, (start, stop))
            if low < high:
                found += self.read(group, rising[low:high] - start, MOST_GROUP_ROWS)
        back = np.empty_like(order)
        back[order] = np.arange(len(order))
        return pa.concat_tables(found).take(back)

    def whole(self) -> pa.Table:
        """The table in memory."""
        with self._turn:
            return self._file.read(columns=self.column_names)

    @property
    def groups(self) -> list[tuple[int, int]]:
        """First and one-past-last row of each row group."""
        metadata = self._file.metadata
        ends = np.cumsum([metadata.row_group(i).num_rows for i in range(metadata.num_row_groups)]).tolist()
        return list(zip([0, *ends[:-1]], ends, strict=True))

    def read(self, group: int, rows: Int64s, most: int) -> Iterator[pa.Table]:
        """Those rows of a row group, which count from its start and rise, at most `most` at a time."""
        start = 0
        names = self.column_names
        # One thread: whoever streams reads ahead while another thread works.
        batches = self._file.iter_batches(most, row_groups=[group], columns=names, use_threads=False)
        while (batch := self._next(batches)) is not None:
            low, high = np.searchsorted(rows, (start, start + batch.num_rows))
            if low < high:
                # By name: to the reader `a` is also the start of a column called `a.b`.
                yield pa.Table.from_batches([batch]).select(names).take(rows[low:high] - start)
            start += batch.num_rows

    def _next(self, batches: Iterator[pa.RecordBatch]) -> pa.RecordBatch | None:
        with self._turn:
            return next(batches, None)

    def _column_bytes(self, name: str) -> int:
        kind, num_rows = self.schema.field(name).type, self.num_rows
        try:
            bits: int = kind.bit_width
            return num_rows * bits // 8
        except ValueError:  # of no fixed width; words that repeat are stored once
            return max(self._stored_bytes[name], num_rows * TEXT_BYTES)

    @cached_property
    def _stored_bytes(self) -> dict[str, int]:
        """Uncompressed, by column."""
        metadata, found = self._file.metadata, dict.fromkeys(self.schema.names, 0)
        for group in (metadata.row_group(i) for i in range(metadata.num_row_groups)):
            for chunk in (group.column(i) for i in range(group.num_columns)):
                name = chunk.path_in_schema
                while name not in found:  # of a list, the path goes on below the column
                    name = name.rpartition(".")[0]
                found[name] += chunk.total_uncompressed_size
        return found


def rows_of_group(table: pa.Table) -> int:
    """How many rows a row group should have for a table to be streamed well.

    >>> rows_of_group(pa.table({"a": range(10)}))
    1048576
    """
    row_bytes: int = max(1, table.nbytes // max(1, table.num_rows))
    return max(FEWEST_GROUP_ROWS, min(MOST_GROUP_ROWS, GROUP_BYTES // row_bytes))
