"""An uploaded file as a raw table: CSV cells as strings, those of other formats with their types."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from classifier.errors import DataInvalid
from classifier.spec.limits import Limits
from classifier.spec.table import FileFormat, ParseOptions, SeriesOptions
from classifier.table.arrow_rows import ArrowRows
from classifier.table.beside import MIN_BYTES, threads
from classifier.table.csv_columns import CsvColumns, NumberColumn, grouped, read_blocks
from classifier.table.csv_rows import CsvRows, refuse_long_fields
from classifier.table.header import Header
from classifier.table.ndjson_rows import NdjsonRows, join
from classifier.table.npz_arrays import NpzArrays
from classifier.table.record_blocks import RecordBlocks
from classifier.table.refuse import invalid, too_large
from classifier.table.roles import RoleChoice
from classifier.table.series import fold_series
from classifier.table.source import Source, file_source, memory_source, seekable
from classifier.table.zip_images import ZipImages

NUM_THREADS = 2  # to split and read a CSV, beside the one that checks its bytes
UPLOAD_BLOCK_BYTES = 4 << 20  # 1M rows x 20 columns: 0.47 s, and no faster with 16 MiB


@dataclass(frozen=True)
class RawTable:
    """Columns as the file holds them."""

    table: pa.Table
    encoding: str
    """Name of the text encoding; `parquet`, `arrow`, `npz` or `zip` for those."""
    text: bool
    """True: every column but a folded sequence or one of `numbers` is string, `""` an empty cell (CSV). False: typed."""
    first_line: int | None = None
    """1-based line of the first row; None when rows are not lines of a CSV file."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Column name -> name as written, where spaces around it or its Unicode form were changed."""
    roles: dict[str, RoleChoice] = field(default_factory=dict)
    """Column -> the role that the file or how it is read gives it."""
    told: dict[str, str] = field(default_factory=dict)
    """Column -> half a sentence on what of the file it is."""
    numbers: dict[str, NumberColumn] = field(default_factory=dict)
    """Columns of a CSV that were read as numbers already; `table` holds their values."""


def read_columns(
    path: Path,
    file_format: FileFormat,
    *,
    gzip: bool,
    parse: ParseOptions,
    limits: Limits,
    keep_text: Collection[str] = (),
) -> RawTable:
    """As `read_source`, in less time and memory: the plain numbers of a CSV are read as such, but in `keep_text`.

    Raises: as `read_source`.
    """
    source = file_source(path, gzip=gzip)
    if file_format is not FileFormat.csv or parse.series is not None:
        return _whole(source, file_format, parse, limits)
    if source.num_bytes < MIN_BYTES:
        rows = CsvRows(source, parse, limits)
        columns = CsvColumns(rows.header.names, parse, keep_text)
        for table in grouped(raw.table for raw in _counted(_csv_batches(rows), FileFormat.csv, limits)):
            columns.take(table)
        return _columns_of(columns, rows.header, rows.encoding, source, parse, limits)
    blocks = RecordBlocks(source, parse, limits, UPLOAD_BLOCK_BYTES)
    columns = CsvColumns(blocks.header.names, parse, keep_text)
    num_rows = 0
    with threads(NUM_THREADS, source.num_bytes) as beside:
        for read in read_blocks(blocks, columns, beside):
            if isinstance(read, pa.Table):
                refuse_long_fields(read, limits, first_row=num_rows)
                columns.take(read)
            else:
                columns.take_block(read)
            num_rows += read.num_rows
            refuse_size(num_rows, len(blocks.header.names), limits)
    if not num_rows:
        raise no_rows(FileFormat.csv)
    return _columns_of(columns, blocks.header, blocks.encoding, source, parse, limits)


def _columns_of(
    columns: CsvColumns, header: Header, encoding: str, source: Source, parse: ParseOptions, limits: Limits
) -> RawTable:
    """What was taken as a table; a column that was no number after all is read once more."""
    numbers = columns.numbers()
    if columns.lost:
        for table in CsvRows(source, parse, limits, only=columns.lost):
            columns.take_lost(table)
    arrays = [numbers[name].values if name in numbers else columns.text(name) for name in header.names]
    raw = _csv_table(pa.table(arrays, names=header.names), header, encoding)
    return replace(raw, numbers=numbers)


def read_source(path: Path, file_format: FileFormat, *, gzip: bool, parse: ParseOptions, limits: Limits) -> RawTable:
    """The whole file at `path`.

    Raises: `DataInvalid` with faults naming row, line and column; `TooLarge`.
    """
    return _whole(file_source(path, gzip=gzip), file_format, parse, limits)


def read_body(data: bytes, file_format: FileFormat, *, parse: ParseOptions, limits: Limits) -> RawTable:
    """A table in memory, e.g. a request body. Raises: as `read_source`."""
    return _whole(memory_source(data), file_format, parse, limits)


def iter_source(
    path: Path, file_format: FileFormat, *, gzip: bool, parse: ParseOptions, limits: Limits, batch_rows: int = 50_000
) -> Iterator[RawTable]:
    """The file at `path` in batches of at most `batch_rows` rows, in bounded memory; a fault ends it where it stands.

    A long table of series is read whole first, under the limits on rows and cells. Raises: as `read_source`.
    """
    first_line: int | None = None
    source = file_source(path, gzip=gzip)
    if parse.series is not None:
        batches: Iterator[RawTable] = iter([_whole(source, file_format, parse, limits)])
    else:
        batches = _batches(source, file_format, parse, limits)
    for batch in batches:
        for start in range(0, batch.table.num_rows, batch_rows):
            part = replace(batch, table=batch.table.slice(start, batch_rows), first_line=first_line or batch.first_line)
            if part.first_line is not None:
                first_line = part.first_line + part.table.num_rows + int(_line_ends(part.table).sum())
            yield part


def row_lines(raw: RawTable) -> npt.NDArray[np.int64] | None:
    """1-based line on which each row begins, `[N]` int64; None when rows are not lines.

    >>> row_lines(RawTable(pa.table({"a": ["x\\ny", "z"]}), "utf-8", text=True, first_line=2)).tolist()
    [2, 4]
    """
    if raw.first_line is None:
        return None
    lines_N = 1 + _line_ends(raw.table)
    return cast(npt.NDArray[np.int64], raw.first_line + np.cumsum(lines_N) - lines_N)


def _line_ends(table: pa.Table) -> npt.NDArray[np.int64]:
    """Line ends inside each row's cells, `[N]` int64."""
    inside_N = np.zeros(table.num_rows, dtype=np.int64)
    for column in table.columns:
        if pa.types.is_string(column.type) and pc.any(pc.match_substring_regex(column, r"[\r\n]")).as_py():
            inside_N += pc.count_substring_regex(column, r"\r\n|\r|\n").to_numpy()
    return inside_N


def _whole(source: Source, file_format: FileFormat, parse: ParseOptions, limits: Limits) -> RawTable:
    batches = list(_batches(source, file_format, parse, limits))
    # NDJSON types may differ from batch to batch; so may a Parquet uint64 column that passes 2^63 late
    if file_format is FileFormat.ndjson or len({batch.table.schema for batch in batches}) > 1:
        table = join([batch.table for batch in batches])
    else:
        table = pa.concat_tables([batch.table for batch in batches])
    raw = replace(batches[0], table=table)
    return raw if parse.series is None else _folded(raw, parse, parse.series, limits)


def _folded(raw: RawTable, parse: ParseOptions, series: SeriesOptions, limits: Limits) -> RawTable:
    """One row for each series."""
    folded = fold_series(raw.table, row_lines(raw), parse, series, limits)
    return replace(raw, table=folded.table, first_line=None, roles=folded.roles)


def _batches(source: Source, file_format: FileFormat, parse: ParseOptions, limits: Limits) -> Iterator[RawTable]:
    """Batches of the source with its rows and cells counted. Raises: `DataInvalid` with code `no_rows` when empty."""
    if parse.series is not None and file_format in (FileFormat.npz, FileFormat.zip):
        raise invalid(
            "series_format",
            f"A file of the format {file_format.value} has no rows that are steps of series.",
            hint="Leave series out; in an NPZ file X[N, T, F] holds a sequence in each row.",
            got=file_format.value,
            expected="csv, parquet, ndjson or arrow",
        )
    return _counted(_READERS[file_format](source, parse, limits), file_format, limits)


def _counted(batches: Iterator[RawTable], file_format: FileFormat, limits: Limits) -> Iterator[RawTable]:
    num_rows = 0
    for raw in batches:
        num_rows += raw.table.num_rows
        refuse_size(num_rows, raw.table.num_columns, limits)
        yield raw
    if not num_rows:
        raise no_rows(file_format)


def no_rows(file_format: FileFormat) -> DataInvalid:
    """The refusal of a file without rows."""
    return invalid(
        "no_rows",
        "The file has a header but no rows." if file_format is FileFormat.csv else "The file has no rows.",
        hint="Upload a file with at least one row.",
    )


def refuse_size(num_rows: int, num_columns: int, limits: Limits) -> None:
    """Raises: `TooLarge` for more rows or cells than this server takes."""
    if num_rows > limits.max_rows:
        raise too_large(
            "too_many_rows",
            f"The file has more than {limits.max_rows:,} rows.",
            hint="Split the file, or raise the server's max_rows.",
        )
    if num_rows * num_columns > limits.max_cells:
        raise too_large(
            "too_many_cells",
            f"The file has more than {limits.max_cells:,} cells.",
            hint="Leave out rows or columns, or raise the server's max_cells.",
        )


def _csv(source: Source, parse: ParseOptions, limits: Limits) -> Iterator[RawTable]:
    yield from _csv_batches(CsvRows(source, parse, limits))


def _csv_batches(rows: CsvRows) -> Iterator[RawTable]:
    return (_csv_table(table, rows.header, rows.encoding) for table in rows)


def _csv_table(table: pa.Table, header: Header, encoding: str) -> RawTable:
    return RawTable(table, encoding, text=True, first_line=header.first_line, renamed=header.renamed)


def _ndjson(source: Source, parse: ParseOptions, limits: Limits) -> Iterator[RawTable]:
    rows = NdjsonRows(source, parse.encoding, limits)
    for table in rows:
        yield RawTable(table, rows.encoding, text=False, renamed=rows.renamed)


def _parquet(source: Source, parse: ParseOptions, limits: Limits) -> Iterator[RawTable]:
    from classifier.table.parquet_rows import ParquetRows  # 9 MB, which a server that only predicts need not hold

    if not source.num_bytes:
        raise invalid("empty_file", "The file is empty.", hint="Upload a Parquet file with at least one row.")
    with seekable(source, limits) as file:
        rows = ParquetRows(file, limits)
        for table in rows:
            yield RawTable(table, "parquet", text=False, renamed=rows.renamed)


def _arrow(source: Source, parse: ParseOptions, limits: Limits) -> Iterator[RawTable]:
    with seekable(source, limits) as file:
        rows = ArrowRows(file.read(), limits)
    for table in rows:
        yield RawTable(table, "arrow", text=False, renamed=rows.renamed)


def _npz(source: Source, parse: ParseOptions, limits: Limits) -> Iterator[RawTable]:
    with seekable(source, limits) as file:
        arrays = NpzArrays(file, source.num_bytes, limits)
        for table in arrays:
            yield RawTable(table, "npz", text=False, renamed=arrays.renamed, told=arrays.told)


def _zip(source: Source, parse: ParseOptions, limits: Limits) -> Iterator[RawTable]:
    with seekable(source, limits) as file:
        images = ZipImages(file, source.num_bytes, limits)
        for table in images:
            yield RawTable(table, "zip", text=False, roles=images.roles)


_READERS: dict[FileFormat, Callable[[Source, ParseOptions, Limits], Iterator[RawTable]]] = {
    FileFormat.csv: _csv,
    FileFormat.ndjson: _ndjson,
    FileFormat.parquet: _parquet,
    FileFormat.npz: _npz,
    FileFormat.zip: _zip,
    FileFormat.arrow: _arrow,
}
