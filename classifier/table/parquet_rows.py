"""Parquet rows as typed columns, decoded batch by batch under a byte budget."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from classifier.errors import DataInvalid, DomainError
from classifier.spec.limits import Limits
from classifier.table.csv_rows import refuse_long_fields
from classifier.table.header import check_names, no_columns, too_many_columns
from classifier.table.list_columns import is_list_of_numbers, list_sequences
from classifier.table.refuse import invalid, shown
from classifier.table.sequence_cell import channels_of, sequence_field
from classifier.table.source import too_many_bytes

FIRST_BATCH_ROWS = 64  # a 463-byte file can hold 1 MB strings: look at a few rows before asking for many
BATCH_BYTES = 64 << 20
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
            schema = self._file.schema_arrow
        except _LEAKED as error:
            raise _bad_parquet(error) from None
        if not len(schema):
            raise no_columns()
        if len(schema) > limits.max_columns:
            raise too_many_columns(len(schema), limits)
        self.names, self.renamed = check_names(schema.names, limits)
        for field, name in zip(schema, self.names, strict=True):
            _refuse_type(name, field.type)
        self._channels = {
            name: field.metadata
            for field, name in zip(schema, self.names, strict=True)
            if is_list_of_numbers(field.type)
        }
        self._num_channels: dict[str, int | None] = dict.fromkeys(self._channels)
        self._refuse_long_lists()

    def __iter__(self) -> Iterator[pa.Table]:
        budget = self._limits.max_decoded_bytes
        num_rows = num_bytes = 0
        for group in range(self._file.num_row_groups):
            for batch in self._batches(group):
                num_bytes += _decoded_bytes(batch)
                if num_bytes > budget:
                    raise too_many_bytes(self._limits)
                self._refuse_long_entries(batch)
                try:
                    table = self._table(batch, num_rows)
                except _LEAKED as error:
                    raise _bad_parquet(error) from None
                refuse_long_fields(table, self._limits, first_row=num_rows)
                num_rows += table.num_rows
                yield table

    def _table(self, batch: pa.RecordBatch, first_row: int) -> pa.Table:
        columns, fields = [], []
        for name, cells in zip(self.names, batch.columns, strict=True):
            column, metadata = pa.chunked_array([cells]), None
            if name in self._channels:
                column, found = list_sequences(
                    column, name, self._limits, num_channels=self._num_channels[name], first_row=first_row
                )
                self._num_channels[name] = found
                names = channels_of(pa.field(name, column.type, metadata=self._channels[name]))
                metadata = None if names is None else sequence_field(name, len(names), names).metadata
            else:
                column = _plain(column)
            columns.append(column)
            fields.append(pa.field(name, column.type, metadata=metadata))
        return pa.table(columns, schema=pa.schema(fields))

    def _refuse_long_lists(self) -> None:
        """By the values that the footer claims: one row may hold as many as a whole file."""
        if not self._channels:
            return
        metadata = self._file.metadata
        for group in range(metadata.num_row_groups):
            row_group = metadata.row_group(group)
            claimed = sum(row_group.column(i).num_values for i in range(row_group.num_columns))
            if 8 * claimed > self._limits.max_decoded_bytes:
                raise too_many_bytes(self._limits)

    def _refuse_long_entries(self, batch: pa.RecordBatch) -> None:
        """Refuse a dictionary by its longest text, before it is spelt out row by row."""
        for name, column in zip(self.names, batch.columns, strict=True):
            if pa.types.is_dictionary(column.type):
                entries = pa.table({name: column.dictionary})
                refuse_long_fields(entries, self._limits, first_row=None)

    def _batches(self, group: int) -> Iterator[pa.RecordBatch]:
        """A row group's batches: a few rows first, then as many as fit the batch's bytes."""
        try:
            rows = self._file.metadata.row_group(group).num_rows
            probe = next(self._file.iter_batches(FIRST_BATCH_ROWS, row_groups=[group], use_threads=False), None)
            if probe is None:
                return
            if probe.num_rows >= rows:
                yield probe
                return
            per_row = max(1, _decoded_bytes(probe) // max(1, probe.num_rows))
            size = max(FIRST_BATCH_ROWS, min(MAX_BATCH_ROWS, BATCH_BYTES // per_row))
            yield from self._file.iter_batches(size, row_groups=[group], use_threads=True)
        except _LEAKED as error:
            raise _bad_parquet(error) from None


def _decoded_bytes(batch: pa.RecordBatch) -> int:
    """Bytes of the batch once its dictionaries are spelt out, row by row."""
    total = 0
    for column in batch.columns:
        if pa.types.is_dictionary(column.type) and (
            pa.types.is_string(column.type.value_type) or pa.types.is_large_string(column.type.value_type)
        ):
            lengths = pc.binary_length(column.dictionary).cast(pa.int64())
            total += 4 * len(column) + (pc.sum(lengths.take(column.indices)).as_py() or 0)
        else:
            total += column.nbytes
    return total


# what pyarrow lets through on damaged files: its own errors are ValueError, OSError, KeyError ... by inheritance
_LEAKED = (pa.ArrowException, ValueError, OSError, KeyError, IndexError, TypeError, OverflowError, NotImplementedError)


def _bad_parquet(error: Exception) -> Exception:
    if isinstance(error, DomainError | MemoryError):  # pyarrow's MemoryError is an ArrowException as well
        return error
    return invalid("bad_parquet", "The file is not a sound Parquet file.", hint="Write it again and upload it whole.")


def _refuse_type(name: str, kind: pa.DataType) -> None:
    if is_list_of_numbers(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    accepted = (
        pa.types.is_integer(inner)
        or pa.types.is_floating(inner)
        or pa.types.is_boolean(inner)
        or pa.types.is_string(inner)
        or pa.types.is_large_string(inner)
        or pa.types.is_decimal(inner)
        or pa.types.is_date(inner)
        or pa.types.is_timestamp(inner)
        or pa.types.is_null(inner)
    )
    if not accepted:
        expected = (
            "integer, float, boolean, string, dictionary of strings, decimal, date, timestamp, binary (images), or list "
            "of numbers (sequences)"
        )
        raise DataInvalid(
            f"Column {shown(name)!r} has the Parquet type {shown(kind)}.",
            faults=invalid(
                "column_type", f"The type {shown(kind)} is not taken.", column=name, got=shown(kind), expected=expected
            ).faults,
            hint="Cast it or leave it out before uploading.",
        )


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column in one of the types that the rest knows."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.cast(kind.value_type), kind.value_type
    if pa.types.is_boolean(kind) or pa.types.is_string(kind) or pa.types.is_null(kind):
        return column
    if pa.types.is_large_string(kind):
        return column.cast(pa.string())
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return column.cast(pa.binary())
    if pa.types.is_unsigned_integer(kind):
        largest = pc.max(column).as_py() or 0
        return column.cast(pa.int64() if largest < 2**63 else pa.string())
    if pa.types.is_integer(kind):
        return column.cast(pa.int64())
    if pa.types.is_decimal(kind):
        if kind.scale <= 0 and kind.precision > 15:  # may hold whole numbers that float64 rounds
            return column.cast(pa.string())
        return column.cast(pa.float64())
    if pa.types.is_floating(kind):
        return column.cast(pa.float64())
    if pa.types.is_date(kind):
        column = column.cast(pa.timestamp("ms")) if pa.types.is_date64(kind) else column.cast(pa.timestamp("us"))
    if column.type.tz is None:
        column = column.cast(pa.timestamp(column.type.unit, "UTC"))  # a time without a zone is read as UTC
    return column.cast(pa.timestamp("us", "UTC"), safe=False)  # nanoseconds are cut off
