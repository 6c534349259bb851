"""Blocks of a CSV that compiled loops split and read hold what the general readers find, or are left to them."""

import math
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from classifier.errors import DataInvalid, TooLarge
from classifier.spec.limits import Limits
from classifier.spec.table import FileFormat, ParseOptions
from classifier.table import read
from classifier.table.csv_blocks import CsvBlock
from classifier.table.plain import PlainNumbers, read_plain
from classifier.table.read import read_columns, read_source

LIMITS = Limits()
DECIMALS = st.from_regex(r"[+-]?[0-9]{0,19}(\.[0-9]{0,22})?([eE][+-]?[0-9]{0,4})?", fullmatch=True)
FLOATS = st.floats().map(repr)
UNUSUAL = """
+1 .5 5. 007 -007 00 1e 1e+ 1e5.5 1.2.3 1_0 0x1 inf nan - . e5 -.5 9007199254740992 1e23 1e9999 1-1 1.e5
0.30000000000000004 1234567890123456789 12345678901234567890123
"""
SHORT = st.decimals(-(10**9), 10**9, places=6, allow_nan=False).map(str)


def numbers_of(cells: list[str], delimiter: str = ",", line_end: str = "\n") -> PlainNumbers | None:
    data = "".join(f"{cell}{delimiter}x{line_end}" for cell in cells).encode()
    block = CsvBlock.split(data, 2, delimiter, LIMITS)
    assert block is not None
    assert block.text(0).to_pylist() == [cell.strip('"') for cell in cells]
    assert block.text(1).to_pylist() == ["x"] * len(cells)
    return block.numbers([0]).get(0)


@given(st.one_of(DECIMALS, FLOATS, SHORT))
@example("-0").via("its sign is kept")
@example("9007199254740991").via("the largest that is exact")
@example("9007199254740992").via("the next one")
@example("1e22").via("the largest power of ten that is exact")
@example("1e23").via("the next one")
@example("4503599627370495.5").via("halfway")
@example("0.30000000000000004").via("more digits than are exact")
@settings(max_examples=3_000, deadline=None)
def test_a_number_that_the_loops_read_is_the_nearest_float_and_read_plain_says_the_same(cell: str) -> None:
    found = numbers_of([cell])
    if found is None or cell == "":
        return
    assert repr(found.values[0].as_py()) == repr(float(cell))
    plain = read_plain(pa.array([cell]))
    assert plain is not None
    assert (found.whole, found.ours, repr(found.values.to_pylist())) == (
        plain.whole,
        plain.ours,
        repr(plain.values.to_pylist()),
    )


@pytest.mark.parametrize(
    "cell", ["0", "-17", "0.5", "-12.25", "1e-05", "1.5E3", "9007199254740991", "123456.789012", "1e22", "-0", "-0.0"]
)
def test_numbers_as_they_are_mostly_written_are_read_by_the_loops(cell: str) -> None:
    for written in (cell, f'"{cell}"'):
        found = numbers_of([written, "1", ""], line_end="\r\n")
        assert found is not None
        values = found.values.to_pylist()
        assert repr(values[0]) == repr(float(cell))
        assert values[1:] == [1.0, None]
        assert math.copysign(1, values[0]) == (-1 if cell.startswith("-") else 1)


@pytest.mark.parametrize(
    "cell",
    [*UNUSUAL.split(), " 1", "1 ", "NA"],
)
def test_a_column_with_an_unusual_cell_is_left_to_the_patterns(cell: str) -> None:
    assert numbers_of(["1", cell]) is None
    assert numbers_of(["1", "2"]) is not None


@pytest.mark.parametrize(
    "data",
    [
        b"1,2,3\n",
        b"1\n2\n",
        b"1,2\n\n3,4\n",
        b"1,2\r\n3,4\n",
        b"1,2\r3,4\n",
        b'1,a"b\n',
        b'1,"a""b"\n',
        b'"a\r\nb",1\n',
        b'1,2\n"a\n',
        b'1,"a"b\n',
        b'",2\n3,"\n',
        b'1,"\n',
        b"1," + b"x" * (LIMITS.max_field_bytes + 1) + b"\n",
    ],
)
def test_a_block_that_is_not_plain_rows_is_not_split(data: bytes) -> None:
    assert CsvBlock.split(data, 2, ",", LIMITS) is None


def test_a_delimiter_or_line_end_between_quotes_ends_no_cell() -> None:
    block = CsvBlock.split(b'1;"Doe; John"\n"";"x\ny"\n";";"z"', 2, ";", LIMITS)
    assert block is not None
    assert [block.text(column).to_pylist() for column in (0, 1)] == [["1", "", ";"], ["Doe; John", "x\ny", "z"]]


@pytest.fixture
def blocks_of_100_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MIN_BYTES", 0)
    monkeypatch.setattr(read, "UPLOAD_BLOCK_BYTES", 100)


@pytest.mark.parametrize("late", ["7", "7,8,9", '7,"', "", "7,x\n\n8,x", f"7,{'x' * 99}"])
@pytest.mark.usefixtures("blocks_of_100_bytes")
def test_a_fault_behind_many_plain_blocks_is_told_with_its_row(tmp_path: Path, late: str) -> None:
    path = tmp_path / "late.csv"
    path.write_text("a,b\n" + "1,x\n" * 500 + late + "\n" + "2,x\n" * 500)
    limits = Limits(max_field_bytes=98)
    told = []
    for reader in (read_columns, read_source):
        with pytest.raises((DataInvalid, TooLarge)) as caught:
            reader(path, FileFormat.csv, gzip=False, parse=ParseOptions(), limits=limits)
        told.append((str(caught.value), caught.value.faults))
    assert told[0] == told[1]


@pytest.mark.usefixtures("blocks_of_100_bytes")
def test_rows_and_cells_are_counted_over_blocks_and_what_comes_behind(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("a,b\n" + "1,x\n" * 100 + '2,"say ""no"""\n' + "3,x\n" * 99)
    for limits in (Limits(max_rows=199), Limits(max_cells=399), Limits(max_rows=50)):
        with pytest.raises(TooLarge):
            read_columns(path, FileFormat.csv, gzip=False, parse=ParseOptions(), limits=limits)
    whole = read_columns(
        path, FileFormat.csv, gzip=False, parse=ParseOptions(), limits=Limits(max_rows=200, max_cells=400)
    )
    assert whole.table.column("a").to_pylist() == [1] * 100 + [2] + [3] * 99
    assert whole.table.column("b").to_pylist() == ["x"] * 100 + ['say "no"'] + ["x"] * 99
