"""A CSV or NDJSON file cut into prediction bodies of at most so many rows, its bytes otherwise untouched."""

import codecs
import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from discern.sources import FileFormat


@dataclass(frozen=True)
class Chunk:
    """One body and where its rows stand in the file."""

    body: bytes
    first_row: int
    """0-based data row of the file that is the body's row 0."""
    first_line: int
    """Lines of the file that come before the body's first data line and are not in the body."""


def records(lines: Iterable[bytes]) -> Iterator[bytes]:
    r"""Lines joined where a quoted field spans them: a record ends where all quotes are closed.

    >>> list(records([b'a,"x\n', b'y"\n', b"b,z\n"]))
    [b'a,"x\ny"\n', b'b,z\n']
    """
    held = b""
    for line in lines:
        held += line
        if held.count(b'"') % 2 == 0:
            yield held
            held = b""
    if held:
        yield held


def text_lines(path: Path, zipped: bool) -> Iterator[bytes]:
    """The file's lines as UTF-8 or any other encoding in which commas, quotes and line ends are single bytes."""
    with gzip.open(path) if zipped else path.open("rb") as file:
        start = file.read(2)
        file.seek(0)
        if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            reader = codecs.getreader("utf-16")(file)
            yield from (line.encode() for line in reader)
        else:
            yield from file


def chunks(path: Path, file_format: FileFormat, zipped: bool, *, max_rows: int, max_bytes: int) -> Iterator[Chunk]:
    """Bodies of at most `max_rows` rows and, where single rows allow, `max_bytes` bytes; CSV repeats its header.

    Memory: one body. A file without data rows gives one chunk, for the server to say what is wrong with it.
    """
    lines = text_lines(path, zipped)
    if file_format == "csv":
        lines = records(lines)
    header = next(lines, b"") if file_format == "csv" else b""
    body, size, rows, first_row, line, first_line = [header], len(header), 0, 0, 0, 0
    only_column = file_format == "csv" and b"," not in header  # where an empty line is a row: a missing value
    sent = False
    for record in lines:
        counts = bool(record.strip()) or only_column
        if counts and rows and (rows == max_rows or size + len(record) > max_bytes):
            yield Chunk(b"".join(body), first_row, first_line)
            sent = True
            first_row, first_line = first_row + rows, line
            body, size, rows = [header], len(header), 0
        body.append(record)
        size += len(record)
        rows += counts
        line += record.count(b"\n")
    if rows or not sent:
        yield Chunk(b"".join(body), first_row, first_line)


def merged(answers: Iterable[tuple[Chunk, dict[str, Any]]]) -> dict[str, Any]:
    """One prediction answer out of those of all chunks, rows and lines counted through the file."""
    whole: dict[str, Any] = {}
    for chunk, answer in answers:
        for item in answer["predictions"]:
            item["row"] += chunk.first_row
        for fault in answer.get("errors") or []:
            if fault.get("row") is not None:
                fault["row"] += chunk.first_row
            if fault.get("line") is not None:
                fault["line"] += chunk.first_line
            fault["pointer"] = None  # it pointed into the body of one request
        if not whole:
            whole = answer
            continue
        whole["predictions"] += answer["predictions"]
        whole["errors"] += answer["errors"]
        whole["ignored_columns"] += [c for c in answer["ignored_columns"] if c not in whole["ignored_columns"]]
        whole["timing_ms"] = (whole["timing_ms"] or 0) + (answer["timing_ms"] or 0)
    return whole
