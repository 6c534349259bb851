"""Tables written batch by batch as CSV, Parquet or NDJSON."""

import base64
import io
import json
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from classifier.spec.table import TableFormat
from classifier.table.spelling import as_text

_FORMULA = r"^[=+\-@\t\r]"  # a spreadsheet would run the cell
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
        buffer = io.BytesIO()  # pyarrow would close our file
        options = pcsv.WriteOptions(include_header=not self._started, quoting_style="needed")
        pcsv.write_csv(pa.table(columns, names=names.to_pylist()), buffer, options)
        self._file.write(buffer.getvalue())
        self._started = True


class _NdjsonWriter(_Writer):
    def write(self, table: pa.Table) -> None:
        for batch in table.to_batches(max_chunksize=10_000):
            self._file.write("".join(_json_lines(batch)).encode("utf-8"))


class _ParquetWriter(_Writer):
    _writer: pq.ParquetWriter | None = None

    def write(self, table: pa.Table) -> None:
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._file, table.schema, compression="zstd")
        self._writer.write_table(table)

    def close(self) -> None:
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._file, pa.schema([]))
        self._writer.close()
        super().close()


def _csv_column(column: pa.ChunkedArray, *, is_number: bool) -> pa.ChunkedArray:
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
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


def _json_lines(batch: pa.RecordBatch) -> Iterator[str]:
    columns = []
    for column in batch.columns:
        whole = pa.chunked_array([column])
        columns.append(_finite(whole).to_pylist() if pa.types.is_floating(column.type) else _json_values(whole))
    names = batch.schema.names
    for row in zip(*columns, strict=True):
        yield json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, allow_nan=False) + "\n"


def _finite(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.is_finite(column), column, pa.scalar(None, column.type))


def _json_values(column: pa.ChunkedArray) -> list[object]:
    if pa.types.is_binary(column.type):
        return list(_base64(column))
    return list((as_text(column) if pa.types.is_timestamp(column.type) else column).to_pylist())


def _base64(column: pa.ChunkedArray) -> list[str | None]:
    return [None if cell is None else base64.b64encode(cell).decode("ascii") for cell in column.to_pylist()]


_WRITERS: dict[TableFormat, type[_Writer]] = {
    TableFormat.csv: _CsvWriter,
    TableFormat.ndjson: _NdjsonWriter,
    TableFormat.parquet: _ParquetWriter,
}
