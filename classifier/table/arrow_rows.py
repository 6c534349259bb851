"""The rows of an Arrow IPC stream as typed columns, checked before anything reads them."""

import struct
from collections.abc import Iterator

import pyarrow as pa

from classifier.errors import DataInvalid, DomainError, Fault
from classifier.spec.limits import Limits
from classifier.table.refuse import invalid, too_large
from classifier.table.typed_columns import LEAKED, TypedColumns

MAX_MESSAGES = 20_000  # an empty batch has 150 bytes, and each costs 20 us


class ArrowRows:
    """Batches of the types that `TypedColumns` knows.

    What a stream says of itself is not believed: every batch is validated in full, offsets, indices and UTF-8, before it is
    used. Buffers must not be compressed: a few bytes of a stream could ask for gigabytes.

    Raises: `DataInvalid` with codes `bad_arrow`, `arrow_compressed`, `column_type` and those of `list_sequences`; `TooLarge`.
    """

    def __init__(self, data: bytes, limits: Limits):
        self._limits = limits
        buffer = pa.py_buffer(data)
        aligned = pa.ipc.IpcReadOptions(ensure_alignment=pa.ipc.Alignment.DataTypeSpecific, use_threads=False)
        try:
            _refuse_compressed(buffer)
            self._reader = pa.ipc.open_stream(buffer, options=aligned)
            self._columns = TypedColumns(self._reader.schema, limits, "Arrow")  # a name may be no UTF-8
        except LEAKED as error:
            raise _bad_arrow(error) from None
        self.renamed = self._columns.renamed

    def __iter__(self) -> Iterator[pa.Table]:
        num_rows = 0
        try:
            for batch in self._reader:
                # Before it is looked at: a column of nulls has no bytes, however many rows it claims.
                if num_rows + batch.num_rows > self._limits.max_rows:
                    message = f"The stream has more than {self._limits.max_rows:,} rows."
                    raise too_large("too_many_rows", message, hint="Send fewer rows at once.")
                batch.validate(full=True)
                table = self._columns.table(batch, num_rows)
                num_rows += table.num_rows
                yield table
        except LEAKED as error:
            raise _bad_arrow(error) from None


def _refuse_compressed(buffer: pa.Buffer) -> None:
    """Raises: `DataInvalid` with code `arrow_compressed`; `TooLarge`; errors of `LEAKED` for what is no stream."""
    for place, message in enumerate(pa.ipc.MessageReader.open_stream(buffer)):
        if place == MAX_MESSAGES:
            raise too_large(
                "too_many_batches", f"The stream has more than {MAX_MESSAGES:,} batches.", hint="Join them."
            )
        if message.type in _BATCHES and is_compressed(message.metadata.to_pybytes()):
            raise invalid(
                "arrow_compressed",
                "The stream's buffers are compressed.",
                hint="Write it without: pyarrow.ipc.IpcWriteOptions(compression=None).",
                got="a compression",
                expected="none",
            )


def is_compressed(metadata: bytes) -> bool:
    """Whether a batch's buffers are compressed, by its metadata: a flatbuffer with the table `Message`.

    Arrow's Python interface does not tell. Source: Message.fbs of the Arrow format, FlatBuffers' binary layout.
    Raises: `ValueError`, `IndexError` for what is none.
    """
    message = _number("<I", metadata, 0)
    kind, header = _field(metadata, message, 1), _field(metadata, message, 2)
    if kind is None or header is None:
        return False
    batch = header + _number("<I", metadata, header)
    if metadata[kind] == _DICTIONARY:
        data = _field(metadata, batch, 1)
        if data is None:
            return False
        batch = data + _number("<I", metadata, data)
    return _field(metadata, batch, 3) is not None


_BATCHES = ("record batch", "dictionary")
_DICTIONARY = 2  # a `DictionaryBatch` holds a `RecordBatch`, its second field, whose fourth is the compression


def _field(data: bytes, table: int, place: int) -> int | None:
    """Where a table's field stands; None when it is absent."""
    vtable = table - _number("<i", data, table)
    slot = 4 + 2 * place
    if slot >= _number("<H", data, vtable):
        return None
    offset = _number("<H", data, vtable + slot)
    return table + offset if offset else None


def _number(form: str, data: bytes, at: int) -> int:
    """Raises: `ValueError` for a place outside of the data."""
    if not 0 <= at <= len(data) - struct.calcsize(form):
        raise ValueError("the metadata points outside of itself")
    number: int = struct.unpack_from(form, data, at)[0]
    return number


def _bad_arrow(error: Exception) -> Exception:
    if isinstance(error, DomainError | MemoryError):
        return error
    return DataInvalid(
        "The body is not a sound Arrow IPC stream.",
        faults=[Fault(code="bad_arrow", message="It is not a sound Arrow IPC stream.")],
        hint="Write it with pyarrow.ipc.new_stream, not as an Arrow file (Feather), and send it whole.",
    )
