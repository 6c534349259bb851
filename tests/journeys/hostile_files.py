"""Files that no table should be made of, each with the refusal it must meet; made when asked for, never kept."""

import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

CSV = "text/csv"
PARQUET = "application/vnd.apache.parquet"
NDJSON = "application/x-ndjson"


@dataclass(frozen=True)
class BadFile:
    """One upload and what is wrong with it."""

    name: str
    make: Callable[[], bytes]
    fault: str
    """Code of the first fault."""
    code: str = "data_invalid"
    """Code of the problem."""
    media: str = CSV
    headers: dict[str, str] = field(default_factory=dict)
    where: dict[str, Any] = field(default_factory=dict)
    """Row, line, column of the first fault, as far as the format has them."""
    says: str = ""
    """What the detail must name."""


def _text(text: str) -> Callable[[], bytes]:
    return lambda: text.encode()


def _bytes(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def wide(num_columns: int) -> bytes:
    """CSV of one row and many columns."""
    header = ",".join(f"c{number}" for number in range(num_columns))
    return f"{header}\n{','.join('1' * num_columns)}\n".encode()


def parquet_bomb(text_bytes: int, num_rows: int) -> bytes:
    """Parquet of one text that every row names: some hundred bytes that decode to `text_bytes * num_rows`."""
    column = pa.DictionaryArray.from_arrays(pa.array([0] * num_rows, pa.int32()), pa.array(["x" * text_bytes]))
    file = io.BytesIO()
    pq.write_table(pa.table({"a": column}), file, compression="zstd")
    return file.getvalue()


def gzip_bomb() -> bytes:
    """A gzipped CSV that decodes to a thousand times its size: 96 MB."""
    packed = io.BytesIO()
    with gzip.open(packed, "wb", compresslevel=6) as file:
        file.write(b"a,b\n")
        row = b"x" * 48_000 + b",1\n"
        for _ in range(2_000):
            file.write(row)
    return packed.getvalue()


def cut_parquet() -> bytes:
    """The first half of a Parquet file."""
    whole = parquet_bomb(10, 10)
    return whole[: len(whole) // 2]


BAD_FILES = [
    BadFile("a blank line", _text("\n"), "empty_header", where={"line": 1}),
    BadFile("only a byte order mark", _bytes(b"\xef\xbb\xbf"), "empty_file"),
    BadFile("header only", _text("a,b,Class\n"), "no_rows", says="no rows"),
    BadFile(
        "duplicate names", _text("a,b,a\n1,2,x\n"), "duplicate_column", where={"line": 1, "column": "a"}, says="'a'"
    ),
    BadFile("an empty name", _text("a,,Class\n1,2,x\n"), "empty_column_name", where={"line": 1}, says="Column 2 of 3"),
    BadFile(
        "a long row",
        _text("a,b,Class\n1,2,x\n1,2,x,9\n"),
        "ragged_row",
        where={"row": 1, "line": 3, "got": "4 fields", "expected": "3 fields"},
    ),
    BadFile("a short row", _text("a,b,Class\n1,2,x\n1,y\n"), "ragged_row", where={"row": 1, "line": 3}),
    BadFile("an open quote", _text('a,b,Class\n1,2,x\n"1,2,y\n'), "bad_quotes", where={"row": 1, "line": 3}),
    BadFile("100,000 columns", lambda: wide(100_000), "too_many_columns", "too_large", says="100,000"),
    BadFile("100,000 equal names", _text("c," * 99_999 + "c\n"), "too_many_columns", "too_large", says="100,000"),
    BadFile(
        "one text of 1 MB in 1,500 rows of Parquet",
        lambda: parquet_bomb(1 << 20, 1_500),
        "field_too_long",
        "too_large",
        PARQUET,
        where={"column": "a"},
    ),
    BadFile(
        "12 GB in 900 bytes of Parquet", lambda: parquet_bomb(60_000, 200_000), "too_many_bytes", "too_large", PARQUET
    ),
    BadFile("half a Parquet file", cut_parquet, "bad_parquet", media=PARQUET),
    BadFile("a gzip bomb", gzip_bomb, "decode_ratio", "too_large", headers={"Content-Encoding": "gzip"}),
    BadFile("no gzip at all", _text("a,b\n1,2\n"), "bad_gzip", headers={"Content-Encoding": "gzip"}),
    BadFile(
        "half a gzip stream",
        lambda: gzip.compress(b"a,Class\n" + b"1,x\n" * 9_999)[:-20],
        "bad_gzip",
        headers={"Content-Encoding": "gzip"},
    ),
    BadFile("a NUL byte", _bytes(b"a,b,Class\n1,2,x\n1,\x00,y\n"), "nul_byte", where={"line": 3}, says="byte 18"),
    BadFile("a NUL in a name", _bytes(b"a,b\x00,Class\n1,2,x\n"), "nul_byte", where={"line": 1}),
    BadFile("a NUL in JSON", _text('{"a": "\\u0000"}\n'), "bad_text", media=NDJSON, where={"row": 0, "column": "a"}),
    BadFile(
        "a lone surrogate in UTF-8",
        _bytes(b"a,b,Class\n1,2,x\n1,\xed\xa0\x80,y\n"),
        "bad_encoding",
        where={"line": 3, "got": "0xED", "expected": "UTF-8"},
        says="byte 18",
    ),
    BadFile(
        "a lone surrogate in JSON",
        _text('{"a": 1}\n{"a": "\\ud800"}\n'),
        "bad_text",
        media=NDJSON,
        where={"row": 1, "line": 2, "column": "a"},
    ),
    BadFile("NaN in JSON", _text('{"a": 1}\n{"a": NaN}\n'), "not_finite", media=NDJSON, where={"row": 1, "line": 2}),
    BadFile("Infinity in JSON", _text('{"a": -Infinity}\n'), "not_finite", media=NDJSON, where={"row": 0, "line": 1}),
    BadFile(
        "infinity in CSV",
        _text("a,Class\n1,x\ninf,y\n"),
        "not_finite",
        where={"row": 1, "line": 3, "column": "a", "got": "inf"},
    ),
    BadFile(
        "a number beyond float64",
        _text("a,Class\n1,x\n1e999,y\n"),
        "not_finite",
        where={"row": 1, "line": 3, "column": "a", "got": "1e999"},
    ),
    BadFile("a workbook as CSV", _bytes(b"PK\x03\x04" + b"\0" * 40), "not_text", says="Excel"),
]
