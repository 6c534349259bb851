"""Column names: read from the first record, checked before anything quadratic sees them."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifier.errors import DataInvalid, Fault, TooLarge
from classifier.spec.limits import Limits
from classifier.table.refuse import MAX_FAULTS, invalid, shown, too_large
from classifier.table.text import Utf8Text

MAX_HEADER_BYTES = 16 * 2**20  # 2,000 names of 256 four-byte characters are 2 MB
_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True)
class Header:
    """The names as they are used, and where the data begins."""

    names: list[str]
    renamed: dict[str, str]
    """Name in use -> name as written, where spaces around it or its Unicode form were changed."""
    first_line: int
    """1-based line of the first data row."""


def read_header(text: Utf8Text, delimiter: str, limits: Limits) -> Header:
    """Take the first record off `text`.

    Raises: `TooLarge` with code `too_many_columns`; `DataInvalid` with codes `duplicate_column`, `empty_column_name`,
    `column_name_too_long`, `bad_quotes`.
    """
    lines = _Lines(text)
    try:
        record = next(csv.reader(lines, delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        if "field limit" in str(error):
            raise _too_long(0, "", limits) from None
        raise invalid(
            "bad_quotes",
            "The header has a quote that is not closed, or text after a closing quote.",
            hint='Write a quote inside a quoted field as "".',
            line=1,
        ) from None
    lines.give_back()
    if not lines.num_lines:
        raise invalid("empty_file", "The file is empty.", hint="Upload a file with a header and at least one row.")
    if not record:
        raise invalid("empty_header", "The first line is blank.", hint="Begin the file with the column names.", line=1)
    names, renamed = check_names(record, limits)
    return Header(names=names, renamed=renamed, first_line=lines.num_lines + 1)


def check_names(written: Sequence[str], limits: Limits) -> tuple[list[str], dict[str, str]]:
    """Names stripped of spaces around them and in Unicode form NFC, and which of them that changed.

    Raises: as `read_header`.

    >>> check_names([" Area ", "Class"], Limits())
    (['Area', 'Class'], {'Area': ' Area '})
    """
    if len(written) > limits.max_columns:
        raise too_many_columns(len(written), limits)
    names = [unicodedata.normalize("NFC", name.strip()) for name in written]
    faults = []
    for position, name in enumerate(names, start=1):
        if len(name) > limits.max_column_name_chars:
            raise _too_long(position, name, limits)
        if not name:
            message = f"Column {position} of {len(names)} has no name."
            faults.append(Fault(code="empty_column_name", message=message, line=1))
        elif (broken := _unstorable(name)) is not None:
            message = f"The name of column {position} holds {broken}."
            faults.append(Fault(code="bad_column_name", message=message, line=1, column=shown(name)))
    counts = Counter(names)
    for name, count in counts.items():
        if count > 1 and name:
            positions = [str(i) for i, other in enumerate(names, start=1) if other == name][:MAX_FAULTS]
            message = f"The name {shown(name)!r} is used by {count} columns: {', '.join(positions)}."
            faults.append(Fault(code="duplicate_column", message=message, line=1, column=name))
        if len(faults) >= MAX_FAULTS:
            break
    if faults:
        raise DataInvalid(
            faults[0].message, faults=faults[:MAX_FAULTS], hint="Give every column a name of its own in the first line."
        )
    return names, {name: old for name, old in zip(names, written, strict=True) if name != old}


def too_many_columns(num_columns: int, limits: Limits) -> TooLarge:
    """The refusal of a table wider than this server takes."""
    return too_large(
        "too_many_columns",
        f"The file has {num_columns:,} columns; this server takes {limits.max_columns:,}.",
        hint="Leave out columns, or raise the server's max_columns.",
    )


def no_columns() -> DataInvalid:
    """The refusal of rows that hold nothing."""
    return invalid("no_columns", "The rows have no columns.", hint="Upload rows with at least two columns.")


def _too_long(position: int, name: str, limits: Limits) -> DataInvalid:
    which = f"The name of column {position}" if position else "A column name"
    return invalid(
        "column_name_too_long",
        f"{which} is longer than {limits.max_column_name_chars} characters.",
        hint="Shorten it; is the first line really the header?",
        line=1,
        got=shown(name) if name else None,
    )


def _unstorable(name: str) -> str | None:
    if "\0" in name:
        return "a NUL character"
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return "a lone surrogate"
    return None


class _Lines:
    """Lines of the stream for `csv.reader`, counted; what lies behind the last one taken can be given back."""

    def __init__(self, text: Utf8Text):
        self._text = text
        self._buffer = bytearray()
        self._at = 0
        self._scanned = 0
        self.num_lines = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        ended = False
        while True:
            end = _LINE_END.search(self._buffer, self._scanned)
            # a CR at the very end may be the first half of CR LF
            if end and (end.end() < len(self._buffer) or end.group() != b"\r" or ended):
                stop = end.end()
                break
            if ended:
                stop = len(self._buffer)
                break
            self._scanned = max(self._at, len(self._buffer) - 1)
            if len(self._buffer) > MAX_HEADER_BYTES:
                raise too_large(
                    "header_too_long",
                    f"The header is longer than {MAX_HEADER_BYTES:,} bytes.",
                    hint="Is a quote left open in it, or is the file not CSV?",
                    line=1,
                )
            more = self._text.next_bytes(1 << 20)
            ended = not more
            self._buffer += more
        if stop == self._at:
            raise StopIteration
        line = bytes(self._buffer[self._at : stop])
        self._at = self._scanned = stop
        self.num_lines += 1
        return line.decode("utf-8")

    def give_back(self) -> None:
        self._text.unread(bytes(self._buffer[self._at :]))
