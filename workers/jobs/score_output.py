"""What a scoring job writes: its output and its errors, and beside them the part that the current shard adds."""

import io
import json
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

import pyarrow as pa

from classifier.errors import Fault, SpecInvalid
from classifier.spec.table import TableFormat
from classifier.table.write import table_writer
from store.blobs import Blob, LocalBlobStore, StagedBlob
from store.tables import ScoreShard

MAX_FAULTS = 100_000  # refused cells told in the errors file; beyond, rows are only counted


class Output:
    """Rows and faults in the input's order; nothing of it is visible before `commit`."""

    def __init__(self, blobs: LocalBlobStore, file_format: TableFormat, *, numbers: Collection[str], one_by_one: bool):
        """`numbers` are text columns that hold numbers; `one_by_one`: types are known from row to row only (NDJSON)."""
        self._numbers, self._one_by_one = numbers, one_by_one
        self._blobs, self._format = blobs, file_format
        self._stack = ExitStack()
        self._output_blob = self._stack.enter_context(blobs.stage())
        self._errors_blob = self._stack.enter_context(blobs.stage())
        self._part_path = self._stack.enter_context(blobs.staging_file(".part"))
        self._part: pa.ipc.RecordBatchStreamWriter | None = None
        self._part_errors: list[bytes] = []
        self._schema: pa.Schema | None = None
        self._writer: Any = None
        self.num_rows = 0
        """Rows written to the output."""
        self.num_faults = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def add(self, table: pa.Table, faults: Sequence[Fault]) -> None:
        """The next rows, and what was wrong with those between them."""
        if self._schema is None:
            self._schema = pa.schema([self._kept(field) for field in table.schema])
        table = _as(table, self._schema)
        if self._part is None:
            self._part = pa.ipc.new_stream(str(self._part_path), self._schema)
        self._part.write_table(table)
        lines = [
            json.dumps(fault.model_dump(mode="json"), ensure_ascii=False).encode() + b"\n"
            for fault in faults[: max(0, MAX_FAULTS - self.num_faults)]
        ]
        self._part_errors += lines
        self._write(table)
        self._write_errors(b"".join(lines), len(lines))

    def end_shard(self) -> tuple[Blob, Blob | None, int]:
        """Keep what was added since the last shard as blobs, of rows and of errors; the last is how many errors."""
        assert self._part is not None  # noqa: S101 (typing only)
        self._part.close()
        self._part = None
        part = self._blobs.put_file(self._part_path)
        lines, self._part_errors = self._part_errors, []
        errors = None
        if lines:
            with self._blobs.stage() as staged:
                staged.write(b"".join(lines))
                errors = staged.commit()
        self._output_blob.sync()
        return part, errors, len(lines)

    def restore(self, shard: ScoreShard) -> None:
        """Write a finished shard's rows and errors as `add` did. Raises: `NotFound` before anything is written."""
        with ExitStack() as stack:
            path = stack.enter_context(self._blobs.path(shard.part_sha256))
            errors = b""
            if shard.errors_sha256 is not None:
                with self._blobs.open(shard.errors_sha256) as file:
                    errors = file.read()
            reader = stack.enter_context(pa.ipc.open_stream(stack.enter_context(pa.memory_map(str(path)))))
            self._schema = reader.schema
            self._write(reader.schema.empty_table())  # a CSV whose rows are all refused still has its header
            for batch in reader:
                self._write(pa.Table.from_batches([batch]))
            self._write_errors(errors, shard.num_faults)

    def keep(self) -> tuple[Blob, Blob | None]:
        """End both files and keep them: the output, and the errors if there are any."""
        if self._writer is None:
            self._open()
        self._writer.close()
        errors = self._errors_blob.commit() if self.num_faults else None
        return self._output_blob.commit(), errors

    def _kept(self, field: pa.Field) -> pa.Field:
        # Nothing is known of a column that begins with nulls alone: as text it takes whatever follows. Whole numbers of
        # NDJSON, which lie within 2^53, may be followed by others.
        kind = pa.string() if pa.types.is_null(field.type) else field.type
        if self._one_by_one and pa.types.is_integer(kind) and field.name != "row":
            kind = pa.float64()
        return pa.field(field.name, kind)

    def _write(self, table: pa.Table) -> None:
        if self._writer is None:
            self._open()
        self._writer.write(table)
        self.num_rows += table.num_rows

    def _open(self) -> None:
        self._writer = table_writer(cast(BinaryIO, _BlobFile(self._output_blob)), self._format, numbers=self._numbers)

    def _write_errors(self, data: bytes, num_faults: int) -> None:
        self._errors_blob.write(data)
        self.num_faults += num_faults


class _BlobFile(io.RawIOBase):
    """A staged blob as a file that Arrow's writers take."""

    def __init__(self, staged: StagedBlob):
        super().__init__()
        self._staged = staged

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        before = self._staged.num_bytes
        self._staged.write(data)
        return self._staged.num_bytes - before

    def tell(self) -> int:
        return self._staged.num_bytes


def _as(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """`table` in the columns of the first rows: those of NDJSON may come and go, and change their types."""
    if table.schema.equals(schema):
        return table
    columns = []
    for field in schema:
        there = field.name in table.column_names
        column = table.column(field.name) if there else pa.chunked_array([pa.nulls(table.num_rows)])
        try:
            columns.append(column.cast(field.type))
        except pa.ArrowInvalid:
            raise SpecInvalid(
                f"column {field.name!r} holds {field.type} in the first rows and {column.type} in later ones",
                hint="Copy fewer columns to the output, or write the column in one type.",
            ) from None
    return pa.table(columns, schema=schema)
