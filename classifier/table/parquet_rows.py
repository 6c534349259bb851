"""Parquet rows as typed columns, decoded batch by batch under a byte budget."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from classifier.errors import DomainError
from classifier.spec.limits import Limits
from classifier.table.refuse import invalid
from classifier.table.source import too_many_bytes
from classifier.table.typed_columns import LEAKED, TypedColumns, decoded_bytes

FIRST_BATCH_ROWS = 64  # a 463-byte file can hold 1 MB strings: look at a few rows' texts before asking for many
BATCH_BYTES = 64 << 20
THREADED_BYTES = 8 << 20  # less is decoded sooner by one thread
MAX_BATCH_ROWS = 16_384  # after a probe of short texts, 16,384 cells of 64 KiB are still only 1 GiB


class ParquetRows:
    """Batches of int64, float64, bool, string and timestamp("us", "UTC") columns, of sequences and of images.

    Lists of numbers, and lists of such lists, are sequences; binary cells are images. Footer sizes are claims, so the
    decoded bytes are counted as they come.

    Raises: `DataInvalid` with codes `bad_parquet`, `column_type` and those of `list_sequences`; `TooLarge`.
    """

    def __init__(self, file: Path | BinaryIO, limits: Limits):
        self._limits = limits
        try:
            self._file = pq.ParquetFile(
                file, thrift_string_size_limit=64 << 20, thrift_container_size_limit=1_000_000, memory_map=False
            )
            self._columns = TypedColumns(self._file.schema_arrow, limits, "Parquet")
        except LEAKED as error:
            raise _bad_parquet(error) from None
        self.renamed = self._columns.renamed
        schema = self._file.schema_arrow
        self._varying = [field.name for field in schema if not pa.types.is_primitive(field.type)]
        self._fixed_bytes = sum(field.type.bit_width + 7 for field in schema if pa.types.is_primitive(field.type)) // 8
        self._refuse_long_lists()

    def __iter__(self) -> Iterator[pa.Table]:
        num_rows = 0
        for group in range(self._file.num_row_groups):
            for batch in self._batches(group):
                try:
                    table = self._columns.table(batch, num_rows)
                except LEAKED as error:
                    raise _bad_parquet(error) from None
                num_rows += table.num_rows
                yield table

    def _refuse_long_lists(self) -> None:
        """By the values that the footer claims: one row may hold as many as a whole file."""
        if not self._columns.has_lists:
            return
        metadata = self._file.metadata
        for group in range(metadata.num_row_groups):
            row_group = metadata.row_group(group)
            claimed = sum(row_group.column(i).num_values for i in range(row_group.num_columns))
            if 8 * claimed > self._limits.max_decoded_bytes:
                raise too_many_bytes(self._limits)

    def _batches(self, group: int) -> Iterator[pa.RecordBatch]:
        """A row group's batches, each of as many rows as fit the batch's bytes."""
        try:
            rows, per_row = self._file.metadata.row_group(group).num_rows, 1
            if rows > FIRST_BATCH_ROWS:
                per_row = max(1, self._fixed_bytes + self._varying_bytes(group))
            size = max(FIRST_BATCH_ROWS, min(MAX_BATCH_ROWS, BATCH_BYTES // per_row))
            yield from self._file.iter_batches(size, row_groups=[group], use_threads=rows * per_row > THREADED_BYTES)
        except LEAKED as error:
            raise _bad_parquet(error) from None

    def _varying_bytes(self, group: int) -> int:
        """Of a row's cells whose type does not say their size, as the group's first rows have them."""
        if not self._varying:
            return 0
        probe = next(
            self._file.iter_batches(FIRST_BATCH_ROWS, row_groups=[group], columns=self._varying, use_threads=False),
            None,
        )
        return 0 if probe is None else decoded_bytes(probe) // max(1, probe.num_rows)


def _bad_parquet(error: Exception) -> Exception:
    if isinstance(error, DomainError | MemoryError):  # pyarrow's MemoryError is an ArrowException as well
        return error
    return invalid("bad_parquet", "The file is not a sound Parquet file.", hint="Write it again and upload it whole.")
