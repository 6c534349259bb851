"""The data rows of a CSV as blocks of whole records, each of which is read without the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.csv as pcsv

from classifier.errors import TooLarge
from classifier.spec.limits import Limits
from classifier.spec.table import ParseOptions
from classifier.table.csv_blocks import CsvBlock
from classifier.table.csv_rows import MAX_BLOCK_BYTES, CsvRows, Structure, as_text
from classifier.table.header import read_header
from classifier.table.refuse import too_large
from classifier.table.source import Source
from classifier.table.text import Utf8Text, count_byte

BLOCK_BYTES = 2 << 20


@dataclass(frozen=True)
class Place:
    """Where a record begins, so that a later reading can go on there."""

    num_bytes: int
    """Bytes of UTF-8 between the header and it."""
    line: int
    """Its 1-based line in the file."""


@dataclass(frozen=True)
class Block:
    """Some records, one after the other."""

    data: bytes
    """Whole records as UTF-8; only the file's last may lack its line end."""
    begin: Place
    end: Place


class RecordBlocks:
    """Blocks of about `block_bytes`, cut at the same places whatever `start` a reading begins at.

    A line end inside quotes is no record's end. Quotes are paired by counting them, which is right as long as each stands
    where RFC 4180 has it; once one does not (5'10"), the file is checked by the exact reader, and cut by the fields that
    really begin with a quote.

    Raises while iterating: as `CsvRows`, whose faults tell row and line.
    """

    def __init__(self, source: Source, parse: ParseOptions, limits: Limits, block_bytes: int = BLOCK_BYTES):
        self._source, self._parse, self._limits = source, parse, limits
        self._block_bytes = block_bytes
        self._most_bytes = max(block_bytes, min(MAX_BLOCK_BYTES, 4 * limits.max_field_bytes))
        self._delimiter = parse.delimiter.encode()
        self._structure = Structure(self._delimiter)
        self._text = Utf8Text(source, parse.encoding, limits)
        self.header = read_header(self._text, parse.delimiter, limits)
        self.encoding = self._text.encoding
        """Name of the encoding that is used."""
        self._text.watch(self._structure.feed)
        self._is_checked = False

    def blocks(self, start: Place | None = None) -> Iterator[Block]:
        """The blocks from `start` on, which is the end of one that came before; None begins with the first."""
        at = start or Place(0, self.header.first_line)
        self._skip(at.num_bytes)
        held, ended = b"", False
        while True:
            wanted = self._block_bytes
            while True:
                held, ended = self._fill(held, wanted)
                if ended:
                    cut = len(held)
                    break
                if cut := self._last_end(held):
                    break
                if wanted >= self._most_bytes:
                    self._refuse_faults()
                    raise self._too_long()
                wanted *= 2
            if not cut:
                break
            data, held = held[:cut], held[cut:]
            end = Place(at.num_bytes + cut, at.line + count_lines(data))
            yield Block(data, at, end)
            at = end
        self._structure.finish()
        if self._structure.suspect or (self._structure.blank_line and len(self.header.names) > 1):
            self._refuse_faults()

    def cells(self, block: Block) -> CsvBlock | None:
        """Where the cells of a plain block are; None of another one, or one with a cell that is too long."""
        return CsvBlock.split(block.data, len(self.header.names), self._parse.delimiter, self._limits)

    def text(self, block: Block, columns: Sequence[int] | None = None) -> pa.Table:
        """Some columns of any block, all by default, as Arrow reads them: text as it stands there, `""` an empty cell.

        Raises: as `CsvRows` where Arrow refuses the block.
        """
        names = self.header.names
        keys = [str(place) for place in range(len(names))]
        given = range(len(names)) if columns is None else columns
        try:
            one_batch = max(1 << 16, len(block.data) + 1)
            table = pcsv.read_csv(pa.BufferReader(block.data), **as_text(keys, given, self._parse, one_batch))
        except pa.ArrowInvalid:
            self._find_faults()
            raise
        return table.rename_columns([names[place] for place in given])

    def _find_faults(self) -> None:
        """Raise what the exact reader finds wrong with the file."""
        for _ in CsvRows(self._source, self._parse, self._limits):
            pass

    def _refuse_faults(self) -> None:
        if not self._is_checked:
            self._find_faults()
        self._is_checked = True

    def _skip(self, num_bytes: int) -> None:
        while num_bytes and (data := self._text.next_bytes(num_bytes)):
            num_bytes -= len(data)

    def _fill(self, held: bytes, wanted: int) -> tuple[bytes, bool]:
        """`held` and what follows, `wanted` bytes in all, and whether the file ends before that many."""
        parts, size = [held], len(held)
        while size < wanted:
            if not (data := self._text.next_bytes(wanted - size)):
                return b"".join(parts), True
            parts.append(data)
            size += len(data)
        return b"".join(parts), False

    def _last_end(self, data: bytes) -> int:
        """Bytes up to and with the last record's end in `data`; 0 without one."""
        if self._structure.suspect:
            self._refuse_faults()
            return exact_end(data, self._delimiter)
        return paired_end(data)

    def _too_long(self) -> TooLarge:
        return too_large(
            "row_too_long",
            f"One row is longer than {self._most_bytes:,} bytes.",
            hint="Is a quote left open, or is the delimiter another one?",
        )


def paired_end(data: bytes) -> int:
    """Bytes up to and with the last line end that an even number of quotes stands before; 0 without one.

    `data` begins with a record. A lone CR ends a record only where no LF does, and not as the last byte, after which an
    LF may come.

    >>> paired_end(b'1,"a\\nb"\\n2,"c\\n')
    8
    """
    for mark, stop in ((b"\n", len(data)), (b"\r", len(data) - 1)):
        end = stop
        num_quotes, counted_to = (count_byte(data, b'"') if b'"' in data else 0), len(data)
        while (at := data.rfind(mark, 0, end)) >= 0:
            num_quotes -= data.count(b'"', at, counted_to)
            counted_to = at
            if num_quotes % 2 == 0:
                return at + 1
            end = data.rfind(b'"', 0, at)  # inside: no line end after the quote that opened this can be one
    return 0


def exact_end(data: bytes, delimiter: bytes) -> int:
    """As `paired_end`, where quotes may also stand inside fields that do not begin with one.

    >>> exact_end(b'1,5 10"\\n2,"c\\nd"\\n3', b",")
    16
    """
    quoted = re.compile(rb"(?:\A|(?<=[" + re.escape(delimiter) + rb'\r\n]))"[^"]*+(?:""[^"]*+)*+(?:"|\Z)')
    for mark, stop in ((b"\n", len(data)), (b"\r", len(data) - 1)):
        found, at = 0, 0
        for field in quoted.finditer(data):
            found = max(found, data.rfind(mark, at, min(field.start(), stop)) + 1)
            at = field.end()
        if at < len(data):  # else the last quoted field may go on
            found = max(found, data.rfind(mark, at, stop) + 1)
        if found:
            return found
    return 0


def count_lines(data: bytes) -> int:
    """Line ends: LF, CR LF or CR.

    >>> count_lines(b"a\\r\\nb\\rc\\n")
    3
    """
    from classifier.table.csv_loops import compiled

    ends = compiled().count(np.frombuffer(data, dtype=np.uint8), ord("\n"))
    return ends + data.count(b"\r") - data.count(b"\r\n") if b"\r" in data else ends
