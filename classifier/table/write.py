"""Tables written batch by batch as CSV, Parquet or NDJSON."""

import base64
import json
from abc import ABC, abstractmethod
from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from classifier.spec.table import TableFormat
from classifier.table.spelling import as_text

_FORMULA = r"^[=+\-@\t\r]"  # a spreadsheet would run the cell
_FORMULA_BYTES = b"=+-@\t\r"
_ESCAPED = r'["\\\\\x00-\x1f]'  # what JSON does not take as it is inside a text
GROUP_ROWS = 1 << 17  # of one row group at least: a reader of one column pays for each
_NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"


class TableWriter(Protocol):
    """Takes batches of one schema; `close` ends the file. A file given open stays open."""

    def write(self, table: pa.Table) -> None:
        """Append the rows."""

    def close(self) -> None:
        """Finish the file; needed also after no rows."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def table_writer(
    path_or_file: Path | BinaryIO, file_format: TableFormat, *, numbers: Collection[str] = ()
) -> TableWriter:
    """A writer into a path or an open binary file.

    CSV: text cells and names that start with `=`, `+`, `-`, `@`, TAB or CR get a leading `'`; numbers are left alone,
    null is the empty cell, NaN too. NDJSON: null for NaN and infinity.
    `numbers` are text columns that hold numbers as somebody spelt them: there a cell like `-1.50` is left alone too.
    An image is base64 in CSV and NDJSON, a sequence an array (in CSV its JSON): as prediction takes them.
    """
    return _WRITERS[file_format](path_or_file, frozenset(numbers))


class _Writer(ABC):
    def __init__(self, target: Path | BinaryIO, numbers: frozenset[str]):
        self._own, self._numbers = isinstance(target, Path), numbers
        self._file: BinaryIO = target.open("wb") if isinstance(target, Path) else target

    @abstractmethod
    def write(self, table: pa.Table) -> None: ...

    def close(self) -> None:
        if self._own:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _CsvWriter(_Writer):
    _started = False

    def write(self, table: pa.Table) -> None:
        columns = [
            _csv_column(column, is_number=name in self._numbers)
            for name, column in zip(table.column_names, table.columns, strict=True)
        ]
        names = pc.replace_substring_regex(pa.array(table.column_names, pa.string()), f"({_FORMULA})", r"'\1")
        buffer = pa.BufferOutputStream()  # pyarrow would close our file
        options = pcsv.WriteOptions(include_header=not self._started, quoting_style="needed")
        pcsv.write_csv(pa.table(columns, names=names.to_pylist()), buffer, options)
        self._file.write(memoryview(buffer.getvalue()))
        self._started = True


class _NdjsonWriter(_Writer):
    def write(self, table: pa.Table) -> None:
        for batch in table.to_batches(max_chunksize=10_000):
            if batch.num_rows:
                self._file.write(memoryview(_json_lines(batch)))


class _ParquetWriter(_Writer):
    _writer: pq.ParquetWriter | None = None

    def __init__(self, target: Path | BinaryIO, numbers: frozenset[str]):
        super().__init__(target, numbers)
        self._waiting: list[pa.Table] = []
        self._num_waiting = 0

    def write(self, table: pa.Table) -> None:
        self._waiting.append(table)
        self._num_waiting += table.num_rows
        if self._num_waiting >= GROUP_ROWS:
            self._write_group()

    def _write_group(self) -> None:
        if not self._waiting:
            return
        table = pa.concat_tables(self._waiting)
        self._waiting, self._num_waiting = [], 0
        if self._writer is None:
            # Probabilities are nearly all different, to the last bit: for them a dictionary costs as much as all the
            # rest, and zstd a third of it, for a file that is 6 % smaller. Row numbers and the like are small steps: a
            # million rows with three probabilities take 67 ms instead of 155 ms with a dictionary of them, in a tenth less.
            whole = [field.name for field in table.schema if pa.types.is_integer(field.type)]
            others = [field.name for field in table.schema if not pa.types.is_floating(field.type)]
            words = [name for name in others if name not in whole]
            self._writer = pq.ParquetWriter(
                self._file,
                table.schema,
                compression={name: "zstd" if name in words else "none" for name in table.column_names},
                use_dictionary=words,
                column_encoding=dict.fromkeys(whole, "DELTA_BINARY_PACKED"),
            )
        self._writer.write_table(table)

    def close(self) -> None:
        self._write_group()
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._file, pa.schema([]))
        self._writer.close()
        super().close()


def _csv_column(column: pa.ChunkedArray, *, is_number: bool) -> pa.ChunkedArray:
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        if not _may_hold_formula(column):
            return column
        quoted = pc.replace_substring_regex(column, f"({_FORMULA})", r"'\1")
        return pc.if_else(pc.match_substring_regex(column, _NUMBER), column, quoted) if is_number else quoted
    if pa.types.is_timestamp(column.type):
        return as_text(column)
    if pa.types.is_floating(column.type):
        return _finite(column)
    if pa.types.is_binary(column.type):
        return pa.chunked_array([pa.array(_base64(column), pa.string())])
    if pa.types.is_nested(column.type):
        cells = [None if cell is None else json.dumps(cell) for cell in column.to_pylist()]
        return pa.chunked_array([pa.array(cells, pa.string())])
    return column


def _may_hold_formula(column: pa.ChunkedArray) -> bool:
    """Whether a cell begins with one of the characters: a look at the first byte of each, a tenth of the pattern's time."""
    is_one = np.zeros(256, dtype=np.bool_)
    is_one[list(_FORMULA_BYTES)] = True
    for chunk in column.chunks:
        _, offsets, data = chunk.buffers()
        if data is None or not len(chunk):
            continue
        width: type[np.signedinteger] = np.int64 if pa.types.is_large_string(chunk.type) else np.int32
        bounds = np.frombuffer(offsets, dtype=width)[chunk.offset : chunk.offset + len(chunk) + 1]
        first = bounds[:-1][bounds[1:] > bounds[:-1]]
        if is_one[np.frombuffer(data, dtype=np.uint8)[first]].any():
            return True
    return False


def _json_lines(batch: pa.RecordBatch) -> pa.Buffer:
    """The rows, each a line: every column as JSON texts, joined column by column."""
    parts: list[pa.Array | pa.Scalar] = []
    for place, (name, column) in enumerate(zip(batch.schema.names, batch.columns, strict=True)):
        lead = ("{" if place == 0 else ", ") + json.dumps(name, ensure_ascii=False) + ": "
        parts += [pa.scalar(lead), _json_texts(column)]
    if not parts:
        parts = [pa.array(["{"] * batch.num_rows)]
    lines = pc.binary_join_element_wise(*parts, pa.scalar("}\n"), pa.scalar(""))
    # The texts of an array stand one after the other: its data is the file's.
    _, offsets, data = lines.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int32)
    return data.slice(int(bounds[lines.offset]), int(bounds[lines.offset + len(lines)] - bounds[lines.offset]))


def _json_texts(column: pa.Array) -> pa.Array:
    """Each cell as JSON."""
    kind = column.type
    if pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        if pa.types.is_floating(kind):
            column = _finite(column)
        return column.cast(pa.string()).fill_null("null")
    if pa.types.is_timestamp(kind):
        column = as_text(pa.chunked_array([column])).combine_chunks()
    if pa.types.is_string(column.type) and not pc.any(pc.match_substring_regex(column, _ESCAPED)).as_py():
        return pc.binary_join_element_wise('"', column, '"', "").fill_null("null")
    values = _base64(column) if pa.types.is_binary(kind) else column.to_pylist()
    return pa.array([json.dumps(value, ensure_ascii=False, allow_nan=False) for value in values], pa.string())


def _finite(column: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    return pc.if_else(pc.is_finite(column), column, pa.scalar(None, column.type))


def _base64(column: pa.ChunkedArray | pa.Array) -> list[str | None]:
    return [None if cell is None else base64.b64encode(cell).decode("ascii") for cell in column.to_pylist()]


_WRITERS: dict[TableFormat, type[_Writer]] = {
    TableFormat.csv: _CsvWriter,
    TableFormat.ndjson: _NdjsonWriter,
    TableFormat.parquet: _ParquetWriter,
}
