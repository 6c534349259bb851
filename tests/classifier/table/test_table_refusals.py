"""Files that are refused: each by name, with the exact code, row, line and column, and a sound neighbour beside it."""

import gzip
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from classifier.errors import DataInvalid, DomainError, TooLarge
from classifier.spec.limits import Limits
from classifier.spec.table import FileFormat, ParseOptions
from classifier.table.read import read_body

Place = tuple[str, int | None, int | None, str | None]
SMALL = Limits(max_columns=4, max_rows=5, max_cells=12, max_field_bytes=10, max_column_name_chars=8)

# name: (bytes, (code, row, line, column) of each fault)
CSV: dict[str, tuple[bytes, list[Place]]] = {
    "empty file": (b"", [("empty_file", None, None, None)]),
    "only a byte order mark": (b"\xef\xbb\xbf", [("empty_file", None, None, None)]),
    "header without a line end": (b"a,b", [("no_rows", None, None, None)]),
    "header only": (b"a,b\n", [("no_rows", None, None, None)]),
    "header and a blank line": (b"a,b\n\n", [("no_rows", None, None, None)]),
    "blank first line": (b"\na,b\n1,2\n", [("empty_header", None, 1, None)]),
    "duplicate name": (b"a,b,a\n1,2,3\n", [("duplicate_column", None, 1, "a")]),
    "two duplicate names": (b"a,b,a,b\n", [("duplicate_column", None, 1, "a"), ("duplicate_column", None, 1, "b")]),
    "duplicate after stripping": (b"a, a\n1,2\n", [("duplicate_column", None, 1, "a")]),
    "duplicate in another Unicode form": (
        "caf\u00e9,cafe\u0301\n1,2\n".encode(),
        [("duplicate_column", None, 1, "caf\u00e9")],
    ),
    "empty name": (b"a,,b\n1,2,3\n", [("empty_column_name", None, 1, None)]),
    "index without a name": (b",a\n0,1\n", [("empty_column_name", None, 1, None)]),
    "trailing comma in the header": (b"a,b,\n1,2,\n", [("empty_column_name", None, 1, None)]),
    "name of 257 characters": (b"a," + b"x" * 257 + b"\n1,2\n", [("column_name_too_long", None, 1, None)]),
    "name of 200,000 characters": (b"x" * 200_000 + b"\n1\n", [("column_name_too_long", None, 1, None)]),
    "open quote in the header": (b'a,"b\n1,2\n', [("bad_quotes", None, 1, None)]),
    "short row": (b"a,b\n1,2\n3\n4,5\n", [("ragged_row", 1, 3, None)]),
    "first row one field longer": (b"a,b\n1,2,3\n4,5\n", [("ragged_row", 0, 2, None)]),
    "every row one field longer": (b"a,b\n1,2,3\n4,5,6\n", [("ragged_row", 0, 2, None), ("ragged_row", 1, 3, None)]),
    "trailing commas": (b"a,b\n1,2,\n", [("ragged_row", 0, 2, None)]),
    "last row cut off": (b"a,b,c\n1,2,3\n4,5", [("ragged_row", 1, 3, None)]),
    "short and long row": (b"a,b\n1,2\n3\n4,5,6\n7,8\n", [("ragged_row", 1, 3, None), ("ragged_row", 2, 4, None)]),
    "ragged after a quoted line end": (b'a,b\n"x\ny",2\n3\n', [("ragged_row", 1, 4, None)]),
    "ragged after a quoted CRLF": (b'a,b\r\n"x\r\ny",2\r\n3\r\n', [("ragged_row", 1, 4, None)]),
    "ragged after a header of two lines": (b'"a\nb",c\n1\n', [("ragged_row", 0, 3, None)]),
    "ragged with lone CR": (b"a,b\r1,2\r3\r", [("ragged_row", 1, 3, None)]),
    "ragged in UTF-16": ("a,b\n1,2\n3\n".encode("utf-16"), [("ragged_row", 1, 3, None)]),
    "blank line between rows": (b"a,b\n1,2\n\n3,4\n", [("ragged_row", 1, 3, None)]),
    "blank CRLF line between rows": (b"a,b\r\n1,2\r\n\r\n3,4\r\n", [("ragged_row", 1, 3, None)]),
    "blank line before the rows": (b"a,b\n\n1,2\n", [("ragged_row", 0, 2, None)]),
    "two fields under one name": (b"a\n1,5\n", [("ragged_row", 0, 2, None)]),
    "open quote": (b'a,b\n1,2\n"x,3\n4,5\n', [("bad_quotes", 1, 3, None)]),
    "open quote in the last field": (b'a,b\n1,2\n3,"x\n', [("bad_quotes", 1, 3, None)]),
    "open quote at the very end": (b'a,b\n1,"', [("bad_quotes", 0, 2, None)]),
    "text after a closing quote": (b'a,b\n"x"y,2\n', [("bad_quotes", 0, 2, None)]),
    "space after a closing quote": (b'a,b\n"x" ,2\n', [("bad_quotes", 0, 2, None)]),
    "ragged row, then an open quote": (b'a,b\n1\n"x,3\n', [("ragged_row", 0, 2, None), ("bad_quotes", 1, 3, None)]),
    "latin-1 byte": (b"a,b\n1,\xe9\n", [("bad_encoding", None, 2, None)]),
    "cut UTF-8 character": ("a\n\u00e9".encode()[:-1], [("bad_encoding", None, 2, None)]),
    "overlong UTF-8": (b"a\n\xc0\xaf\n", [("bad_encoding", None, 2, None)]),
    "surrogate in UTF-8": (b"a\n1\n\xed\xa0\x80\n", [("bad_encoding", None, 3, None)]),
    "lone surrogate in UTF-16": (b"\xff\xfea\0\n\0\x00\xd8\n\0", [("bad_encoding", None, 2, None)]),
    "half a UTF-16 character": (b"\xff\xfea\0\n\0b", [("bad_encoding", None, 2, None)]),
    "NUL": (b"a,b\n1,x\0y\n", [("nul_byte", None, 2, None)]),
    "NUL in the header": (b"a\0,b\n1,2\n", [("nul_byte", None, 1, None)]),
    "UTF-16 without a byte order mark": ("a,b\n1,2\n".encode("utf-16-le"), [("nul_byte", None, 1, None)]),
    "NUL after a quoted line end": (b'a\n"x\ny"\n\0\n', [("nul_byte", None, 4, None)]),
    "gzip not said to be gzip": (gzip.compress(b"a\n1\n"), [("not_text", None, None, None)]),
    "Parquet sent as CSV": (b"PAR1....PAR1", [("not_text", None, None, None)]),
    "Excel workbook": (b"PK\x03\x04....", [("not_text", None, None, None)]),
}

NDJSON: dict[str, tuple[bytes, list[Place]]] = {
    "empty file": (b"", [("empty_file", None, None, None)]),
    "blank lines only": (b"\n\n", [("no_rows", None, None, None)]),
    "NaN": (b'{"a": 1}\n{"a": NaN}\n', [("not_finite", 1, 2, None)]),
    "minus Infinity": (b'{"a": -Infinity}\n', [("not_finite", 0, 1, None)]),
    "1e999": (b'{"a": 1e999}\n', [("not_finite", 0, 1, None)]),
    "duplicate key": (b'{"a": 1, "b": 2, "a": 3}\n', [("duplicate_key", 0, 1, "a")]),
    "an array": (b'[{"a": 1}]\n', [("not_an_object", 0, 1, None)]),
    "a nested array": (b'{"a": 1}\n\n{"a": [1]}\n', [("nested_value", 1, 3, "a")]),
    "a nested object": (b'{"a": {"b": 1}}\n', [("nested_value", 0, 1, "a")]),
    "100,000 open brackets": (b'{"a": ' + b"[" * 100_000 + b"\n", [("bad_json", 0, 1, None)]),
    "an integer of 5,000 digits": (b'{"a": ' + b"9" * 5_000 + b"}\n", [("bad_json", 0, 1, None)]),
    "cut off": (b'{"a": 1}\n{"a": 1', [("bad_json", 1, 2, None)]),
    "two objects in a line": (b'{"a": 1}{"a": 2}\n', [("bad_json", 0, 1, None)]),
    "single quotes": (b"{'a': 1}\n", [("bad_json", 0, 1, None)]),
    "lone surrogate": (b'{"a": "\\ud800"}\n', [("bad_text", 0, 1, "a")]),
    "lone surrogate in a key": (b'{"\\udc00": 1}\n', [("bad_text", 0, 1, "\\udc00")]),
    "escaped NUL": (b'{"a": "x\\u0000"}\n', [("bad_text", 0, 1, "a")]),
    "not UTF-8": (b'{"a": "\xe9"}\n', [("bad_encoding", None, 1, None)]),
    "empty key": (b'{"": 1}\n', [("empty_column_name", None, 1, None)]),
    "keys equal after stripping": (b'{"a": 1, "a ": 2}\n', [("duplicate_column", None, 1, "a")]),
    "objects without keys": (b"{}\n{}\n", [("no_columns", None, None, None)]),
}


def parquet(**columns: pa.Array) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


PARQUET: dict[str, tuple[bytes, list[Place]]] = {
    "empty file": (b"", [("empty_file", None, None, None)]),
    "not Parquet": (b"a,b\n1,2\n", [("bad_parquet", None, None, None)]),
    "cut off": (parquet(a=pa.array([1]))[:-9], [("bad_parquet", None, None, None)]),
    "no rows": (parquet(a=pa.array([], pa.int64())), [("no_rows", None, None, None)]),
    "a list of texts": (parquet(a=pa.array([1]), b=pa.array([["x"]])), [("column_type", None, None, "b")]),
    "a list of lists of lists": (parquet(b=pa.array([[[[1]]]])), [("column_type", None, None, "b")]),
    "a struct column": (parquet(b=pa.array([{"x": 1}])), [("column_type", None, None, "b")]),
    "binary of one width": (parquet(b=pa.array([b"x"], pa.binary(1))), [("column_type", None, None, "b")]),
    "a time of day": (parquet(t=pa.array([1], pa.time64("us"))), [("column_type", None, None, "t")]),
    "empty name": (parquet(**{"": pa.array([1])}), [("empty_column_name", None, 1, None)]),
}


def refusal(data: bytes, file_format: FileFormat, limits: Limits | None = None, **parse: object) -> DomainError:
    with pytest.raises(DomainError) as caught:
        read_body(data, file_format, parse=ParseOptions.model_validate(parse), limits=limits or Limits())
    return caught.value


def places(error: DomainError) -> list[Place]:
    return [(fault.code, fault.row, fault.line, fault.column) for fault in error.faults]


@pytest.mark.parametrize("name", CSV)
def test_a_bad_csv_file_is_refused_where_it_is_bad(name: str) -> None:
    data, expected = CSV[name]
    error = refusal(data, FileFormat.csv)
    assert isinstance(error, DataInvalid)
    assert places(error) == expected
    assert error.remedy


@pytest.mark.parametrize("name", NDJSON)
def test_a_bad_ndjson_file_is_refused_where_it_is_bad(name: str) -> None:
    data, expected = NDJSON[name]
    assert places(refusal(data, FileFormat.ndjson)) == expected


@pytest.mark.parametrize("name", PARQUET)
def test_a_bad_parquet_file_is_refused(name: str) -> None:
    data, expected = PARQUET[name]
    error = refusal(data, FileFormat.parquet)
    assert places(error) == expected
    assert error.remedy


def test_every_damaged_byte_of_a_parquet_file_is_a_table_or_a_coded_refusal() -> None:
    whole = parquet(a=pa.array([1.5, None]), b=pa.array(["x", "y"]))
    outcomes = []
    for at in range(0, len(whole), 3):
        damaged = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        outcomes.append(_num_rows_or_faults(damaged))
    refused = [faults for faults in outcomes if isinstance(faults, list)]
    assert len(refused) > 50
    assert all(refused)
    assert all(num_rows >= 1 for num_rows in outcomes if isinstance(num_rows, int))


def _num_rows_or_faults(data: bytes) -> int | list[Place]:
    try:
        return int(read_body(data, FileFormat.parquet, parse=ParseOptions(), limits=Limits()).table.num_rows)
    except DomainError as error:
        return places(error)


def test_at_most_twenty_ragged_rows_are_listed() -> None:
    error = refusal(b"a,b\n" + b"1\n" * 100, FileFormat.csv)
    assert [fault.line for fault in error.faults] == list(range(2, 22))


def test_a_bad_byte_is_told_with_its_offset_and_the_way_out() -> None:
    error = refusal(b"a,b\n1,\xe9\n", FileFormat.csv)
    assert "byte 6 (line 2) is 0xE9" in error.detail
    assert "encoding=latin-1" in error.remedy
    raw = read_body(b"a,b\n1,\xe9\n", FileFormat.csv, parse=ParseOptions(encoding="latin-1"), limits=Limits())
    assert raw.table.column("b").to_pylist() == ["\u00e9"]


def test_an_offset_far_into_the_file_is_exact_across_chunks() -> None:
    head = b"a\n" + "\u00e9".encode() * 700_000 + b"\n"  # characters straddle the 1 MiB chunks
    error = refusal(head + b"\xff\n", FileFormat.csv, Limits(max_field_bytes=4 * 2**20))
    assert f"byte {len(head):,} (line 3)" in error.detail


def test_a_byte_order_mark_against_the_named_encoding_is_refused() -> None:
    assert places(refusal("a\n1\n".encode("utf-16"), FileFormat.csv, encoding="utf-8")) == [
        ("bad_encoding", None, 1, None)
    ]


def test_a_header_with_another_delimiter_is_told_so() -> None:
    assert "delimiter" in refusal(b"a;b\n1,5;2\n", FileFormat.csv).remedy


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a,b,c,d,e\n1,2,3,4,5\n", "too_many_columns"),
        (b"a\n" + b"1\n" * 6, "too_many_rows"),
        (b"a,b,c,d\n" + b"1,2,3,4\n" * 4, "too_many_cells"),
        (b"a\n12345678901\n", "field_too_long"),
    ],
)
def test_one_more_than_a_limit_is_too_large(data: bytes, code: str) -> None:
    error = refusal(data, FileFormat.csv, SMALL)
    assert isinstance(error, TooLarge)
    assert error.faults[0].code == code


@pytest.mark.parametrize(
    "data",
    [b"a,b,c,d\n1,2,3,4\n", b"a\n" + b"1\n" * 5, b"a,b,c,d\n" + b"1,2,3,4\n" * 3, b"a\n1234567890\n", b"abcdefgh\n1\n"],
)
def test_exactly_a_limit_is_taken(data: bytes) -> None:
    raw = read_body(data, FileFormat.csv, parse=ParseOptions(), limits=SMALL)
    assert raw.table.num_rows == data.count(b"\n") - 1


def test_more_keys_than_columns_allowed_are_too_large_in_ndjson() -> None:
    lines = b"".join(b'{"k%d": 1}\n' % i for i in range(5))
    assert refusal(lines, FileFormat.ndjson, SMALL).faults[0].code == "too_many_columns"
