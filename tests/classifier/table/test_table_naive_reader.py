"""Any well-formed CSV file reads as a naive reader in plain Python reads it, and inference changes no value silently."""

import csv
import io
import re
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.errors import DataInvalid, Fault
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind, FileFormat, ParseOptions
from classifier.table.cells import MISSING_TOKENS
from classifier.table.infer import infer_table
from classifier.table.profile import count_duplicate_rows, profile_table
from classifier.table.read import RawTable, iter_source, read_body, row_lines

LIMITS = Limits()
ALPHABET = st.sampled_from(list("ab1209.-+eE \"',;\n\ré\U0001f33e\t_NA?"))
WORD = st.text(ALPHABET, max_size=6)
NUMBER = st.one_of(st.integers(-(2**54), 2**54).map(str), st.floats(allow_nan=False, allow_infinity=False).map(repr))
TOKEN = st.sampled_from([*MISSING_TOKENS, "0", "1", "yes", "no", "true", "007", "2024-01-31"])
CELL = st.one_of(WORD, NUMBER, TOKEN)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(1, 4))
    columns = [draw(st.sampled_from([CELL, NUMBER, TOKEN, WORD])) for _ in range(width)]
    rows = draw(st.lists(st.tuples(*columns).map(list), min_size=1, max_size=8))
    return [[f"c{i}" for i in range(width)], *rows]


def written(rows: list[list[str]], line_end: str, quote_all: bool) -> str:
    """RFC 4180 (the csv module of Python 3.11 leaves a lone CR unquoted)."""
    return "".join(",".join(_quoted(cell, quote_all) for cell in row) + line_end for row in rows)


def _quoted(cell: str, always: bool) -> str:
    if always or any(character in cell for character in '",\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def outcome(text: str) -> RawTable | list[Fault]:
    try:
        return read(text)
    except DataInvalid as error:
        return error.faults


def read(text: str, encoding: str = "utf-8") -> RawTable:
    return read_body(text.encode(encoding), FileFormat.csv, parse=ParseOptions(), limits=LIMITS)


@given(
    tables(), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])
)
@settings(max_examples=300, deadline=None)
def test_cells_and_lines_equal_those_of_the_csv_module(
    rows: list[list[str]], line_end: str, quote_all: bool, encoding: str
) -> None:
    text = written(rows, line_end, quote_all)
    raw = read(text, encoding)
    naive = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert raw.table.column_names == next(naive)
    lines, records = [], []
    line = naive.line_num + 1
    for record in naive:
        records.append(record or [""])  # a blank line of a one-column file
        lines.append(line)
        line = naive.line_num + 1
    assert [list(row.values()) for row in raw.table.to_pylist()] == records == rows[1:]
    found = row_lines(raw)
    assert found is not None
    assert found.tolist() == lines


@given(tables(), st.integers(0, 10_000), st.sampled_from(['"', ",", "\n", "x", '"x', "\n\n"]))
@settings(max_examples=300, deadline=None)
def test_a_broken_file_is_refused_or_reads_as_the_csv_module_reads_it(
    rows: list[list[str]], place: int, inserted: str
) -> None:
    text = written(rows, "\n", quote_all=False)
    at = len(",".join(rows[0])) + 1 + place % (len(text) - len(",".join(rows[0])))
    text = text[:at] + inserted + text[at:]
    found = outcome(text)
    if isinstance(found, list):
        assert found
        assert {fault.code for fault in found} <= {"ragged_row", "bad_quotes"}
        return
    naive = list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]
    width = len(rows[0])
    if width > 1:
        while naive and not naive[-1]:
            naive.pop()
    naive = [record or [""] for record in naive]
    assert {len(record) for record in naive} == {width}
    assert [list(row.values()) for row in found.table.to_pylist()] == naive


@given(tables())
@settings(max_examples=300, deadline=None)
def test_no_value_changes_silently(rows: list[list[str]]) -> None:
    raw = read(written(rows, "\n", quote_all=True))
    typed = infer_table(raw, overrides={}, parse=ParseOptions(), limits=LIMITS)
    profile = profile_table(typed)
    assert profile.num_rows == len(rows) - 1
    for column, counts in zip(typed.schema.columns, profile.columns, strict=True):
        cells = [row[int(column.name[1:])] for row in rows[1:]]
        values = typed.table.column(column.name).to_pylist()
        assert counts.num_missing == values.count(None) == sum(counts.missing_tokens.values())
        assert counts.num_distinct == len({value for value in values if value is not None})
        for cell, value in zip(cells, values, strict=True):
            if column.kind is ColumnKind.numeric and value is not None:
                assert float(cell) == value
                assert not re.match(r"[+-]?0\d", cell.strip(" \t"))
                assert not isinstance(value, int) or int(cell) == value
            elif column.kind in (ColumnKind.categorical, ColumnKind.text) and value is not None:
                assert cell == value
            elif value is None:
                assert cell.strip(" \t") in MISSING_TOKENS


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["a", "b", None]), st.sampled_from([0.0, -0.0, 1.5, None])))
)
def test_duplicate_rows_are_counted_as_a_set_counts_them(rows: list[tuple[int, str | None, float | None]]) -> None:
    names = ["a", "b", "c"]
    types = [pa.int64(), pa.string(), pa.float64()]
    columns = [pa.array([row[i] for row in rows], kind) for i, kind in enumerate(types)]
    assert count_duplicate_rows(pa.table(columns, names=names)) == len(rows) - len(set(rows))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_batches_of_a_file_of_many_blocks_equal_the_whole(tmp_path: Path, line_end: str) -> None:
    path = tmp_path / "a.csv"
    rows = [f'{i},"x{line_end}{"y" * (i % 97)}",{i}.5' for i in range(100_000)]
    text = f"a,b,c{line_end}" + line_end.join(rows) + line_end
    path.write_bytes(text.encode())
    batches = list(
        iter_source(path, FileFormat.csv, gzip=False, parse=ParseOptions(), limits=LIMITS, batch_rows=30_000)
    )
    whole = pa.concat_tables([batch.table for batch in batches])
    assert whole.column("a").to_pylist() == [str(i) for i in range(100_000)]
    assert whole.column("b")[99_999].as_py() == f"x{line_end}" + "y" * (99_999 % 97)
    last = row_lines(batches[-1])
    assert last is not None
    assert last[-1] == 2 + 2 * 99_999
