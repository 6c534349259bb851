"""The text of an upload as checked UTF-8: no guessing, no NUL, every refusal with its place."""

import codecs
import io
from collections.abc import Callable, Iterator

import numpy as np

from classifier.errors import DataInvalid
from classifier.spec.limits import Limits
from classifier.table.refuse import invalid
from classifier.table.source import Source, decoded_chunks

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINE_FEED = ord("\n")
_FAMILY = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}
_BINARY = (
    (b"\x1f\x8b", "a gzip stream", "Send it with Content-Encoding: gzip."),
    (b"PAR1", "a Parquet file", "Send it with Content-Type: application/vnd.apache.parquet."),
    (b"PK\x03\x04", "a zip archive or an Excel workbook", "Export the table as CSV."),
)


class Utf8Text(io.RawIOBase):
    """A readable stream of UTF-8 bytes, decoded from `encoding` ("auto": a byte order mark decides, else UTF-8).

    Raises while reading: `DataInvalid` with code `empty_file`, `bad_encoding` or `nul_byte`; `TooLarge`.
    """

    def __init__(self, source: Source, encoding: str, limits: Limits):
        super().__init__()
        self._chunks = decoded_chunks(source, limits)
        self._watch: Callable[[bytes], None] | None = None
        self._pending = b""
        self._num_read = 0  # bytes of the decompressed source taken so far
        self._num_lines = 0
        self._ends_in_cr = False
        self.failure: Exception | None = None
        """What a read raised; kept because a C++ reader may wrap it."""
        head = b""
        while len(head) < 4 and (chunk := next(self._chunks, b"")):
            head += chunk
        self.encoding, bom = _detect(head, encoding)
        """Name of the encoding that is used."""
        self._num_read = len(bom)
        self._passes_through = self.encoding in ("utf-8", "utf-8-sig")
        name = "utf-8" if self._passes_through else self.encoding
        self._decoder = codecs.getincrementaldecoder(name)(errors="strict")
        self._text = self._checked(head[len(bom) :])

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` with the next UTF-8 bytes; 0 at the end."""
        data = self.next_bytes(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def next_bytes(self, at_most: int) -> bytes:
        """The next bytes, at most that many; empty at the end."""
        if not self._pending:
            try:
                self._pending = next(self._text, b"")
            except Exception as error:
                self.failure = error
                raise
        data, self._pending = self._pending[:at_most], self._pending[at_most:]
        return data

    def unread(self, data: bytes) -> None:
        """Put bytes back in front."""
        self._pending = data + self._pending

    def watch(self, see: Callable[[bytes], None]) -> None:
        """Show `see` every byte from here on, those already decoded included."""
        if self._pending:
            see(self._pending)
        self._watch = see

    def _checked(self, head: bytes) -> Iterator[bytes]:
        chunk: bytes | None = head
        while chunk is not None:
            if utf8 := self._to_utf8(chunk, final=False):
                self._note(utf8)
                yield utf8
            self._num_read += len(chunk)
            chunk = next(self._chunks, None)
        if utf8 := self._to_utf8(b"", final=True):
            self._note(utf8)
            yield utf8

    def _to_utf8(self, chunk: bytes, *, final: bool) -> bytes:
        waiting: bytes = self._decoder.getstate()[0]
        if self._passes_through and chunk.isascii() and not waiting:
            return chunk
        try:
            text = self._decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            place = self._num_read - len(waiting) + error.start
            raise self._bad_encoding(error, place) from None
        return chunk if self._passes_through else text.encode("utf-8")

    def _note(self, utf8: bytes) -> None:
        """Refuse NUL, count lines, show the chunk to whoever watches."""
        if (at := utf8.find(b"\0")) >= 0:
            line = self._line_after(utf8[:at])
            where = f"byte {self._num_read + at:,}, " if self._passes_through else ""
            raise invalid(
                "nul_byte",
                f"The file holds a NUL character ({where}line {line}).",
                hint="Remove it; if the file is UTF-16 without a byte order mark, upload it with encoding=utf-16.",
                line=line,
            )
        self._num_lines = self._line_after(utf8) - 1
        self._ends_in_cr = utf8.endswith(b"\r")
        if self._watch is not None:
            self._watch(utf8)

    def _line_after(self, utf8: bytes) -> int:
        """1-based number of the line that stands after `utf8`."""
        ends = count_byte(utf8, b"\n")
        if b"\r" in utf8 or self._ends_in_cr:
            ends += utf8.count(b"\r") - utf8.count(b"\r\n")
            ends -= self._ends_in_cr and utf8.startswith(b"\n")
        return self._num_lines + ends + 1

    def _bad_encoding(self, error: UnicodeDecodeError, place: int) -> DataInvalid:
        waiting = len(error.object) - error.start
        good = error.object[: error.start]
        line = self._line_after(good if self._passes_through else good.decode(self.encoding).encode("utf-8"))
        name = _FAMILY.get(self.encoding, self.encoding).upper()
        got = "0x" + error.object[error.start : error.start + min(waiting, 1)].hex().upper()
        return invalid(
            "bad_encoding",
            f"The file is not {name}: byte {place:,} (line {line}) is {got}.",
            hint="Save it as UTF-8, or upload it with encoding=latin-1 if that is what it is.",
            line=line,
            got=got,
            expected=name,
        )


def count_byte(data: bytes, byte: bytes) -> int:
    """`data.count(byte)`: a fifth of the time where it is frequent, and other threads go on meanwhile.

    >>> count_byte(b"a,b,c", b",")
    2
    """
    return int(np.count_nonzero(np.frombuffer(data, dtype=np.uint8) == byte[0]))


def _detect(head: bytes, encoding: str) -> tuple[str, bytes]:
    """Encoding to decode with, and the byte order mark to skip."""
    if not head:
        raise invalid("empty_file", "The file is empty.", hint="Upload a file with a header and at least one row.")
    for magic, name, hint in _BINARY:
        if head.startswith(magic):
            raise invalid("not_text", f"The file is {name}, not text.", hint=hint)
    found, bom = next(((name, bom) for bom, name in _BOMS if head.startswith(bom)), (None, b""))
    if encoding == "latin-1":
        return "latin-1", b""
    if found is not None:
        if encoding not in ("auto", _FAMILY[found]):
            raise invalid(
                "bad_encoding",
                f"The file begins with the byte order mark of {found.upper()} at byte 0 (line 1), not {encoding.upper()}.",
                hint="Upload it with encoding=auto.",
                line=1,
                got="0x" + bom.hex().upper(),
                expected=encoding.upper(),
            )
        return found, bom
    return ("utf-16-le" if encoding == "utf-16" else "utf-8"), b""
