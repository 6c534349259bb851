"""Numbers read while a CSV goes by are those that its whole columns of text give: tables, profiles and faults."""

import resource
import threading
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.errors import DomainError
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind, ColumnOverride, ColumnRole, FileFormat, ParseOptions
from classifier.table import csv_columns, read, text
from classifier.table.beside import MIN_BYTES, threads
from classifier.table.cells import MISSING_TOKENS, read_cells
from classifier.table.infer import TypedTable, infer_table
from classifier.table.plain import read_plain
from classifier.table.profile import profile_table
from classifier.table.read import read_columns, read_source, row_lines
from classifier.table.spelling import spelling_of

LIMITS = Limits()
INTEGERS = st.integers(-(2**54), 2**54).map(str)
SMALL = st.integers(-3, 12).map(str)
FLOATS = st.floats(allow_nan=False, allow_infinity=False).map(repr)
FIXED = st.floats(-1e3, 1e3, allow_nan=False).map(lambda value: f"{value:.2f}")
SPELT = """
0 -0 +0 -0.0 +5 +5.0 .5 5. -.5 +.5 1e3 1E+3 -1e-3 1e999 -1e999 1e-999 1e15 1e16 9007199254740991 9007199254740992
9007199254740993 -9007199254740993 9007199254740993.0 123456789012345678901234567890 007 -007 00 00.5 0.50 1e05
1.50 01e2 0x10 0b1 1_000 1d5 1.0f inf -Infinity nan(1) -nan . - + e 1e 1e+ 1.2.3 1,5 ١
"""
EDGES = st.sampled_from(SPELT.split())
PADDED = st.tuples(
    st.sampled_from(["", " ", "\t", "  ", "\n"]), st.one_of(SMALL, FIXED), st.sampled_from(["", " "])
).map("".join)
TOKENS = st.sampled_from([*MISSING_TOKENS, "-999", " NA", "NA "])
WORDS = st.sampled_from(["", "yes", "no", "true", "T", "2024-01-31", "a b", "é", "-999", 'say "no"'])
PLAIN = [SMALL, INTEGERS, FLOATS, FIXED, st.one_of(SMALL, FIXED)]
HOLED = [st.one_of(cells, TOKENS) for cells in PLAIN]
UNUSUAL = [st.one_of(SMALL, EDGES), st.one_of(FLOATS, EDGES, TOKENS), st.one_of(PADDED, TOKENS), WORDS, TOKENS]


@st.composite
def columns(draw: st.DrawFn, num_rows: int) -> list[str]:
    """Mostly of one habit, with a few cells of another one somewhere."""
    habit = draw(st.sampled_from([*PLAIN, *PLAIN, *HOLED, *UNUSUAL]))
    cells = draw(st.lists(habit, min_size=num_rows, max_size=num_rows))
    for place in draw(st.lists(st.integers(0, num_rows - 1), max_size=2)):
        cells[place] = draw(st.one_of(EDGES, PADDED, TOKENS, WORDS, SMALL, FIXED))
    return cells


@st.composite
def files(draw: st.DrawFn) -> str:
    num_rows = draw(st.integers(1, 40))
    width = draw(st.integers(1, 4))
    header = [f"c{i}" for i in range(width)]
    rows = zip(*(draw(columns(num_rows)) for _ in header), strict=True)
    quoted = draw(st.booleans())
    lines = [",".join(header), *(",".join(_field(cell, quoted) for cell in row) for row in rows)]
    if draw(st.integers(0, 9)) == 0:
        lines.insert(draw(st.integers(1, len(lines))), draw(st.sampled_from(["", "1," * width, '"x', "x"])))
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines) + "\n"


def _field(cell: str, quoted: bool) -> str:
    if quoted or any(character in cell for character in '",\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


OVERRIDES = st.one_of(
    st.just({}),
    st.builds(
        lambda kind, role: {"c0": ColumnOverride(kind=kind, role=role)},
        st.sampled_from([None, ColumnKind.numeric, ColumnKind.categorical, ColumnKind.boolean]),
        st.sampled_from([None, ColumnRole.target, ColumnRole.ignored, ColumnRole.id]),
    ),
)
MISSING = st.sampled_from([None, None, [], ["-999"], ["0", "x"], ["1.50", "nan"]])


def outcome(reader: Any, path: Path, parse: ParseOptions, overrides: dict[str, ColumnOverride], **more: Any) -> Any:
    """The typed table and what else it says, or the refusal."""
    try:
        raw = reader(path, FileFormat.csv, gzip=False, parse=parse, limits=LIMITS, **more)
        lines = row_lines(raw)
        assert lines is not None
        typed = infer_table(raw, overrides=overrides, parse=parse, limits=LIMITS)
    except DomainError as error:
        return type(error), str(error), error.hint, getattr(error, "faults", None)
    return typed, lines.tolist()


def assert_equal(fast: Any, exact: Any) -> None:
    if not isinstance(exact[0], TypedTable) or not isinstance(fast[0], TypedTable):
        assert fast == exact
        return
    assert fast[1] == exact[1]
    fast, exact = fast[0], exact[0]
    assert fast.schema == exact.schema
    assert fast.table.schema.types == exact.table.schema.types
    assert [spelling_of(field) for field in fast.table.schema] == [spelling_of(field) for field in exact.table.schema]
    assert bits(fast.table) == bits(exact.table)
    assert (fast.missing_tokens, fast.notes, fast.encoding) == (exact.missing_tokens, exact.notes, exact.encoding)
    assert profile_table(fast) == profile_table(exact)


def bits(table: pa.Table) -> list[list[Any]]:
    """Cells with the sign of zero told apart."""
    return [[repr(cell) for cell in column.to_pylist()] for column in table.columns]


@given(files(), OVERRIDES, MISSING, st.sampled_from([150, 400, 1 << 20]), st.sampled_from([1, 7, 4_096]), st.booleans())
@settings(max_examples=400, deadline=None)
def test_a_file_read_by_columns_equals_the_same_read_as_text(
    tmp_path_factory: pytest.TempPathFactory,
    content: str,
    overrides: dict[str, ColumnOverride],
    missing: list[str] | None,
    chunk_bytes: int,
    min_rows: int,
    compiled: bool,
) -> None:
    path = tmp_path_factory.getbasetemp() / "generated.csv"
    path.write_text(content, encoding="utf-8", newline="")
    parse = ParseOptions(missing_values=missing)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_columns, "MIN_ROWS", min_rows)
        exact = outcome(read_source, path, parse, overrides)
        patch.setattr(text, "decoded_chunks", pieces(chunk_bytes))
        if compiled:
            patch.setattr(read, "MIN_BYTES", 0)
            patch.setattr(read, "UPLOAD_BLOCK_BYTES", chunk_bytes)
        keep_text = [name for name, override in overrides.items() if override.kind is not None]
        fast = outcome(read_columns, path, parse, overrides, keep_text=keep_text)
    assert_equal(fast, exact)


def pieces(num_bytes: int) -> Any:
    """`decoded_chunks` that gives small chunks, so that a small file has many blocks; a row must fit into one."""
    whole = text.decoded_chunks

    def decoded(source: Any, limits: Limits) -> Any:
        for chunk in whole(source, limits):
            yield from (chunk[at : at + num_bytes] for at in range(0, len(chunk), num_bytes))

    return decoded


@given(st.lists(st.one_of(st.none(), EDGES, FLOATS, INTEGERS, FIXED, PADDED, TOKENS), max_size=8))
@settings(max_examples=400, deadline=None)
def test_what_reads_plainly_reads_the_same_by_the_patterns(cells: list[str | None]) -> None:
    found = read_plain(pa.array(cells, pa.string()))
    if found is None:
        return
    exact = read_cells(pa.chunked_array([cells], pa.string()), ColumnKind.numeric, ())
    assert not exact.bad.any()
    assert exact.leading_zeros is None
    values = found.values.cast(pa.int64()) if found.whole else found.values
    assert values.type == exact.values.type
    assert repr(values.to_pylist()) == repr(exact.values.to_pylist())
    if found.ours:
        assert [None if value is None else str(value) for value in values.to_pylist()] == cells


def test_a_column_whose_few_numbers_lie_between_the_sampled_rows_stays_what_its_text_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "sparse.csv"
    cells = ["" for _ in range(5_000)]
    cells[1_003] = "1.5"  # every fifth row is sampled, and the first thousand
    path.write_text("a,b\n" + "".join(f"{cell},{row}\n" for row, cell in enumerate(cells)))
    fast, exact = (outcome(reader, path, ParseOptions(), {}) for reader in (read_columns, read_source))
    assert_equal(fast, exact)
    assert fast[0].schema.columns[0].kind is ColumnKind.categorical


def test_a_column_that_turns_into_words_after_many_rows_is_read_once_more(tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    path.write_text("a,b,c\n" + "".join(f"{row / 4},{row}.50,x\n" for row in range(100_000)) + "late,7,x\n")
    fast, exact = (outcome(reader, path, ParseOptions(), {}) for reader in (read_columns, read_source))
    assert_equal(fast, exact)
    assert [column.kind for column in fast[0].schema.columns] == ["text", "numeric", "categorical"]


def test_a_thread_that_finds_no_room_is_told_as_too_little_memory() -> None:
    with pytest.raises(MemoryError), threads(1, MIN_BYTES):
        raise RuntimeError("can't start new thread")
    with pytest.raises(RuntimeError, match="another"), threads(1, MIN_BYTES):
        raise RuntimeError("another")


@pytest.mark.parametrize(
    "cells",
    [
        ["3"] * 100 + ["2"] * 100 + ["2.50", "3.0"] * 100,
        ["2.50", "3.0"] * 100 + ["2", "3", ""] * 100,
        ["-0", "1"] * 200,
        ["+1", " 2"] * 200,
        ["-0", "1"] * 100 + ["0.5"] * 100,
    ],
)
def test_the_spelling_of_few_numbers_is_kept_over_blocks_that_spell_them_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cells: list[str]
) -> None:
    path = tmp_path / "spelt.csv"
    path.write_text("a,b\n" + "".join(f"{cell},x\n" for cell in cells))
    exact = outcome(read_source, path, ParseOptions(), {})
    monkeypatch.setattr(csv_columns, "MIN_ROWS", 1)
    monkeypatch.setattr(text, "decoded_chunks", pieces(150))
    assert_equal(outcome(read_columns, path, ParseOptions(), {}), exact)
    assert exact[0].schema.columns[0].kind is ColumnKind.numeric


def test_little_work_or_work_under_a_tight_memory_limit_is_done_on_the_thread_that_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def place(num_bytes: int) -> bool:
        with threads(1, num_bytes) as pool:
            return pool.submit(threading.get_ident).result() == threading.get_ident()

    assert [place(MIN_BYTES - 1), place(MIN_BYTES)] == [True, False]
    monkeypatch.setattr(resource, "getrlimit", lambda _: (192 << 20, 192 << 20))
    assert place(MIN_BYTES)
