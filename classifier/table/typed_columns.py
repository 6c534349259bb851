"""Columns of a typed file, Parquet or Arrow, as the few types that the rest knows."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from classifier.errors import DataInvalid
from classifier.spec.limits import Limits
from classifier.table.csv_rows import refuse_long_fields
from classifier.table.header import check_names, no_columns, too_many_columns
from classifier.table.list_columns import is_list_of_numbers, list_sequences
from classifier.table.refuse import invalid, shown
from classifier.table.sequence_cell import channels_of, sequence_field
from classifier.table.source import too_many_bytes

# what pyarrow lets through on damaged files: its own errors are ValueError, OSError, KeyError ... by inheritance
LEAKED = (pa.ArrowException, ValueError, OSError, KeyError, IndexError, TypeError, OverflowError, NotImplementedError)


class TypedColumns:
    """Makes tables of the batches of one file: int64, float64, bool, string and timestamp("us", "UTC") columns, sequences
    and images.

    Lists of numbers, and lists of such lists, are sequences; binary cells are images.
    """

    def __init__(self, schema: pa.Schema, limits: Limits, kind: str):
        """`kind` names the format in messages. Raises: `DataInvalid` with code `column_type`; `TooLarge`."""
        if not len(schema):
            raise no_columns()
        if len(schema) > limits.max_columns:
            raise too_many_columns(len(schema), limits)
        self._limits = limits
        self.names, self.renamed = check_names(schema.names, limits)
        for field, name in zip(schema, self.names, strict=True):
            _refuse_type(name, field.type, kind)
        self._channels = {
            name: field.metadata
            for field, name in zip(schema, self.names, strict=True)
            if is_list_of_numbers(field.type)
        }
        self._num_channels: dict[str, int | None] = dict.fromkeys(self._channels)
        self._num_bytes = 0

    @property
    def has_lists(self) -> bool:
        """Whether a column holds sequences."""
        return bool(self._channels)

    def table(self, batch: pa.RecordBatch, first_row: int) -> pa.Table:
        """The next batch, whose first row is row `first_row` of the file.

        Raises: `DataInvalid` with the codes of `list_sequences`; `TooLarge`, also by the decoded bytes of all batches;
        errors of `LEAKED` for a batch that is unsound.
        """
        self._num_bytes += decoded_bytes(batch)
        if self._num_bytes > self._limits.max_decoded_bytes:
            raise too_many_bytes(self._limits)
        self._refuse_long_entries(batch)
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
        made = pa.table(columns, schema=pa.schema(fields))
        refuse_long_fields(made, self._limits, first_row=first_row)
        return made

    def _refuse_long_entries(self, batch: pa.RecordBatch) -> None:
        """Refuse a dictionary by its longest text, before it is spelt out row by row."""
        for name, column in zip(self.names, batch.columns, strict=True):
            if pa.types.is_dictionary(column.type):
                entries = pa.table({name: column.dictionary})
                refuse_long_fields(entries, self._limits, first_row=None)


def decoded_bytes(batch: pa.RecordBatch) -> int:
    """Bytes of the batch once its dictionaries and views are spelt out, row by row."""
    total = 0
    for column in batch.columns:
        if pa.types.is_dictionary(column.type) and (
            pa.types.is_string(column.type.value_type) or pa.types.is_large_string(column.type.value_type)
        ):
            lengths = pc.binary_length(column.dictionary).cast(pa.int64())
            total += 4 * len(column) + (pc.sum(lengths.take(column.indices)).as_py() or 0)
        elif pa.types.is_string_view(column.type):
            total += 4 * len(column) + _viewed_bytes(column)
        else:
            total += column.nbytes
    return total


def _viewed_bytes(column: pa.StringViewArray) -> int:
    """Bytes of all texts: many views may show the same ones. A view of 16 bytes begins with its length, an int32.

    Raises: `ValueError` for a view of a missing cell that shows something: Arrow validates none of them, and follows them.
    """
    views = column.buffers()[1]
    if views is None:
        return 0
    length_N = np.frombuffer(views, dtype="<i4")[::4][column.offset : column.offset + len(column)]
    missing_N = column.is_null().to_numpy(zero_copy_only=False)
    if (missing_N & ((length_N < 0) | (length_N > _INLINE))).any():
        raise ValueError("a missing cell shows a text")
    return int(length_N.sum(dtype=np.int64))


_INLINE = 12  # bytes of a text that stand in its view


def _refuse_type(name: str, kind: pa.DataType, file_kind: str) -> None:
    if is_list_of_numbers(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    accepted = (
        pa.types.is_integer(inner)
        or pa.types.is_floating(inner)
        or pa.types.is_boolean(inner)
        or pa.types.is_string(inner)
        or pa.types.is_large_string(inner)
        or pa.types.is_string_view(kind)
        # Arrow takes any scale from a stream, and reads past a table of powers of ten for one that is out of reason.
        or (pa.types.is_decimal(inner) and abs(inner.scale) <= inner.precision)
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
            f"Column {shown(name)!r} has the {file_kind} type {shown(kind)}.",
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
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
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
