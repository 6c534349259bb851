"""CSV rows as columns of strings: RFC 4180, every row as wide as the header, nothing shifted, nothing guessed."""

# Axes: N rows, B bytes.

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pcsv

from classifier.errors import DataInvalid, DomainError, Fault
from classifier.spec.limits import Limits
from classifier.spec.table import ParseOptions
from classifier.table.header import Header, read_header
from classifier.table.refuse import MAX_FAULTS, invalid, shown, too_large
from classifier.table.source import Source
from classifier.table.text import Utf8Text

BLOCK_BYTES = 4 << 20  # 1M rows x 20 columns: 0.47 s, and no faster with 16 MiB
MAX_BLOCK_BYTES = 64 << 20


class CsvRows:
    """The data rows of a CSV source in batches of string columns; `""` is an empty cell.

    A blank line is a row in a one-column file (its cell is empty). In a wider file blank lines at the end are passed
    over, and one between rows is refused as a ragged row. A quote inside a field that does not begin with one is an
    ordinary character (5'10").

    Raises while iterating: `DataInvalid` with codes `ragged_row`, `bad_quotes`, `field_too_long`; `TooLarge`.
    """

    def __init__(self, source: Source, parse: ParseOptions, limits: Limits, only: Collection[str] | None = None):
        """`only` names the columns to give; the others are checked all the same, as far as rows and quotes go."""
        self._source, self._parse, self._limits, self._only = source, parse, limits, only
        self._structure = Structure(parse.delimiter.encode())
        self._text, self.header = _open(source, parse, limits)
        self.encoding = self._text.encoding
        """Name of the encoding that is used."""

    def __iter__(self) -> Iterator[pa.Table]:
        names = self.header.names
        self._text.watch(self._structure.feed)
        first = self._text.next_bytes(BLOCK_BYTES)
        if not first:
            return
        self._text.unread(first)
        try:
            yield from self._parsed()
        except pa.ArrowInvalid as error:
            if self._text.failure is not None:
                raise self._text.failure from None
            self._refuse_faults()
            if "straddling" in str(error):
                raise too_large(
                    "row_too_long",
                    f"One row is longer than {_block_bytes(self._limits):,} bytes.",
                    hint="Is a quote left open, or is the delimiter another one?",
                ) from None
            raise invalid("bad_csv", "The file cannot be read as CSV.", hint="Check quotes and delimiters.") from None
        except DomainError:
            raise
        except Exception:
            if self._text.failure is not None:
                raise self._text.failure from None
            raise
        structure = self._structure
        structure.finish()
        if structure.suspect or (structure.blank_line and len(names) > 1):
            self._refuse_faults()

    def _parsed(self) -> Iterator[pa.Table]:
        names = self.header.names
        keys = [str(i) for i in range(len(names))]
        given = [i for i, name in enumerate(names) if self._only is None or name in self._only]
        text = pa.PythonFile(self._text, mode="r")
        reader = pcsv.open_csv(text, **as_text(keys, given, self._parse, _block_bytes(self._limits)))
        num_rows = 0
        for batch in reader:
            if batch.num_rows:
                table = pa.table(batch.columns, names=[names[i] for i in given])
                refuse_long_fields(table, self._limits, first_row=num_rows)
                num_rows += batch.num_rows
                yield table

    def _refuse_faults(self) -> None:
        """Raise with every fault of structure that an exact, slower reading finds (at most 20)."""
        faults = list(islice(_faults(self._source, self._parse, self._limits), MAX_FAULTS))
        if not faults:
            return
        hint = "Give every row as many fields as the header."
        if faults[0].code == "bad_quotes":
            hint = 'Close the quote; write a quote inside a quoted field as "".'
        elif len(self.header.names) == 1 or self._looks_otherwise_delimited():
            hint = f"The delimiter is {self._parse.delimiter!r}; is another one meant? Upload with delimiter=."
        raise DataInvalid(faults[0].message, faults=faults, hint=hint)

    def _looks_otherwise_delimited(self) -> bool:
        others = {",", ";", "\t", "|"} - {self._parse.delimiter}
        return any(other in name for other in others for name in self.header.names)


def as_text(keys: Sequence[str], given: Iterable[int], parse: ParseOptions, block_bytes: int) -> dict[str, Any]:
    """What Arrow's CSV readers are told: rows without a header, of which the cells of the `given` columns are text as it stands.

    `keys`: a name for each column of the file.
    """
    return {
        "read_options": pcsv.ReadOptions(
            use_threads=False, block_size=block_bytes, column_names=keys, autogenerate_column_names=False
        ),
        "parse_options": pcsv.ParseOptions(
            delimiter=parse.delimiter, newlines_in_values=True, ignore_empty_lines=len(keys) > 1
        ),
        # checked already, and the limits on size are ours
        "convert_options": pcsv.ConvertOptions(
            check_utf8=False,
            strings_can_be_null=False,
            column_types=dict.fromkeys(keys, pa.string()),
            include_columns=[keys[place] for place in given],
        ),
    }


def refuse_long_fields(table: pa.Table, limits: Limits, *, first_row: int | None) -> None:
    """Refuse a text of more than `max_field_bytes`; `first_row` is the table's place in the file, if it is rows.

    Raises: `TooLarge` with code `field_too_long`.
    """
    at = 0
    for batch in table.to_batches():
        for name, cells in zip(batch.schema.names, batch.columns, strict=True):
            if not pa.types.is_string(cells.type) or not len(cells):
                continue
            # the offsets of the buffer: a tenth of the time of two calls of pyarrow.compute on 7,000 rows
            offsets = np.frombuffer(cells.buffers()[1], dtype=np.int32)[cells.offset : cells.offset + len(cells) + 1]
            lengths_N = np.diff(offsets)
            if lengths_N.max() > limits.max_field_bytes:
                row = None if first_row is None else first_row + at + int(lengths_N.argmax())
                where = f"column {shown(name)!r}" + ("" if row is None else f", row {row},")
                raise too_large(
                    "field_too_long",
                    f"A cell of {where} has {lengths_N.max():,} bytes; this server takes {limits.max_field_bytes:,}.",
                    hint="Shorten it, or leave the column out.",
                    row=row,
                    column=name,
                )
        at += batch.num_rows


def _block_bytes(limits: Limits) -> int:
    """A block holds a whole row: room for a few of the longest cells, but never for all columns at their longest."""
    return max(BLOCK_BYTES, min(MAX_BLOCK_BYTES, 4 * limits.max_field_bytes))


def _open(source: Source, parse: ParseOptions, limits: Limits) -> tuple[Utf8Text, Header]:
    text = Utf8Text(source, parse.encoding, limits)
    return text, read_header(text, parse.delimiter, limits)


def _faults(source: Source, parse: ParseOptions, limits: Limits) -> Iterator[Fault]:
    """Faults of structure with row and line, found with the exact reader of the standard library."""
    csv.field_size_limit(max(csv.field_size_limit(), limits.max_field_bytes + 1))
    text, header = _open(source, parse, limits)
    lines = io.TextIOWrapper(io.BufferedReader(text), encoding="utf-8", newline="")
    reader = csv.reader(lines, delimiter=parse.delimiter, strict=True)
    width = len(header.names)
    row = -1
    blanks: list[tuple[int, int]] = []  # (row, line): at the end of the file they are harmless
    while True:
        line = header.first_line + reader.line_num
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            closed = "expected after" in str(error)
            what = "has text after a closing quote" if closed else "opens a quote that is never closed"
            yield Fault(code="bad_quotes", message=f"The row at line {line} {what}.", row=row + 1, line=line)
            return
        if not record and width > 1:
            blanks.append((row + 1 + len(blanks), line))
            continue
        for blank_row, blank_line in blanks:
            yield _ragged(0, width, blank_row, blank_line)
        row += 1 + len(blanks)
        blanks = []
        if len(record) != width and (width > 1 or record):  # [] is a blank line
            yield _ragged(len(record), width, row, line)


def _ragged(num_fields: int, width: int, row: int, line: int) -> Fault:
    what = f"{num_fields} fields" if num_fields != 1 else "1 field"
    message = f"Line {line} has {what}, the header has {width}." if num_fields else f"Line {line} is blank."
    return Fault(code="ragged_row", message=message, row=row, line=line, got=what, expected=f"{width} fields")


class Structure:
    """Watches the body go by: are all quotes where RFC 4180 wants them, and is there a blank line?"""

    def __init__(self, delimiter: bytes):
        self.suspect = False
        """True when a quote stands where only an exact reading can tell what it means."""
        self.blank_line = False
        """True when two line ends follow one another, perhaps inside quotes."""
        self._may_open_after = np.zeros(256, dtype=bool)
        self._may_open_after[list(b'\r\n"' + delimiter)] = True
        self._tail = b"\n"  # what went before, and the last byte, whose successor is not known yet
        self._num_quotes = 0

    def feed(self, chunk: bytes) -> None:
        """Look at the next bytes."""
        data = self._tail + chunk
        byte_B = np.frombuffer(data, dtype=np.uint8)
        if not self.blank_line:
            self.blank_line = _holds_pair(data, b"\n\n")
            if b"\r" in data:
                self.blank_line |= b"\n\r" in data or b"\r\r" in data
        if b'"' in data and not self.suspect:
            self._judge(byte_B)
        self._tail = data[-2:]

    def _judge(self, byte_B: npt.NDArray[np.uint8]) -> None:
        at = np.flatnonzero(byte_B[1:-1] == ord('"')) + 1
        closes = (self._num_quotes + np.arange(len(at))) & 1 == 1
        neighbour = np.where(closes, byte_B[at + 1], byte_B[at - 1])
        self.suspect = not bool(self._may_open_after[neighbour].all())
        self._num_quotes += len(at)

    def finish(self) -> None:
        """Look at the last byte."""
        if not self.suspect:
            self._judge(np.frombuffer(self._tail + b"\n", dtype=np.uint8))
            self.suspect = self.suspect or self._num_quotes % 2 == 1


def _holds_pair(data: bytes, pair: bytes) -> bool:
    """`pair in data`, for two bytes: as numbers of two bytes, a fifth of the time.

    >>> _holds_pair(b"a,b\\n\\n", b"\\n\\n"), _holds_pair(b"\\n1\\n", b"\\n\\n")
    (True, False)
    """
    wanted = np.frombuffer(pair, dtype=np.uint16)[0]
    pairs = (np.frombuffer(data, dtype=np.uint16, count=(len(data) - at) // 2, offset=at) for at in (0, 1) if len(data))
    return any(bool((pair_P == wanted).any()) for pair_P in pairs)
