"""A CSV in pieces: cut at records' ends only, the same rows as the whole file's, from any piece on."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.errors import DataInvalid, TooLarge
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind, FileFormat, ParseOptions
from classifier.table.block_reader import BlockReader
from classifier.table.cells import MISSING_TOKENS
from classifier.table.convert import convert_raw
from classifier.table.input_column import InputColumn
from classifier.table.pieces import Pieces, Wanted
from classifier.table.read import read_body, row_lines
from classifier.table.record_blocks import RecordBlocks
from classifier.table.source import memory_source

LIMITS = Limits()
PARSE = ParseOptions()

PLAIN = st.text(alphabet="ab5'é ", max_size=6)
INSIDE = st.text(alphabet='ab,\n\r"é', max_size=8)
"""What only a quoted cell may hold."""


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


CELLS = st.one_of(PLAIN, INSIDE.map(quoted), PLAIN.map(lambda text: f'{text}5 10"'))
"""As they stand in a file; the last kind has a quote inside a field that does not begin with one."""


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A CSV of two columns: quotes, commas and line ends of every kind inside its cells."""
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    rows = draw(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12))
    last = draw(st.sampled_from(["", end]))
    return (end.join(["a,b", *(f"{first},{second}" for first, second in rows)]) + last).encode()


def in_blocks(data: bytes, block_bytes: int, *, skip: int = 0) -> list[dict[str, str]]:
    """The rows as blocks of so many bytes give them, those of the first `skip` blocks read past."""
    start = None
    if skip:
        blocks = list(RecordBlocks(memory_source(data), PARSE, LIMITS, block_bytes).blocks())
        start = blocks[min(skip, len(blocks)) - 1].end
    source = RecordBlocks(memory_source(data), PARSE, LIMITS, block_bytes)
    reader = BlockReader(source, LIMITS, wanted=source.header.names, numbers={})
    return [row for block in source.blocks(start) for row in reader(block).table.to_pylist()]


@given(data=files(), block_bytes=st.integers(4, 60))
@settings(deadline=None)  # the first block compiles the loops
def test_rows_are_the_same_wherever_the_file_is_cut(data: bytes, block_bytes: int) -> None:
    whole = read_body(data, FileFormat.csv, parse=PARSE, limits=LIMITS).table.to_pylist()

    assert in_blocks(data, block_bytes) == whole


@given(data=files(), block_bytes=st.integers(4, 60), skip=st.integers(1, 4))
@settings(deadline=None)  # the first block compiles the loops
def test_a_reading_that_goes_on_after_some_blocks_gives_the_rest(data: bytes, block_bytes: int, skip: int) -> None:
    source = RecordBlocks(memory_source(data), PARSE, LIMITS, block_bytes)
    reader = BlockReader(source, LIMITS, wanted=["a", "b"], numbers={})
    per_block = [reader(block).table.to_pylist() for block in source.blocks()]

    rest = in_blocks(data, block_bytes, skip=skip)

    assert rest == [row for rows in per_block[skip:] for row in rows]


def test_cutting_at_any_line_end_would_tear_a_quoted_field_apart() -> None:
    data = b'a,b\n1,"one\ntwo"\n2,x\n'
    source = RecordBlocks(memory_source(data), PARSE, LIMITS, block_bytes=7)

    blocks = [block.data for block in source.blocks()]

    assert blocks == [b'1,"one\ntwo"\n', b"2,x\n"]
    assert len(blocks[0]) > 7  # cut at the line end before its seventh byte it would end inside the quotes


def test_each_block_knows_the_line_on_which_it_begins() -> None:
    data = b'a,b\n1,"one\ntwo"\n2,x\n3,y\n'
    source = RecordBlocks(memory_source(data), PARSE, LIMITS, block_bytes=8)
    reader = BlockReader(source, LIMITS, wanted=["a", "b"], numbers={})

    lines = [row_lines(reader(block)) for block in source.blocks()]

    assert [line.tolist() for line in lines if line is not None] == [[2, 4], [5]]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"a,b\n1,x\n2\n3,z\n", "ragged_row", 3),
        (b"a,b\n1,x\n\n3,z\n", "ragged_row", 3),
        (b'a,b\n1,x\n2,"y\n3,z\n', "bad_quotes", 3),
        (b'a,b\n1,x\n2,"y"z\n3,z\n', "bad_quotes", 3),
    ],
)
def test_a_fault_of_structure_is_told_as_for_a_whole_file(data: bytes, code: str, line: int) -> None:
    with pytest.raises(DataInvalid) as raised:
        in_blocks(data, 6)

    assert (raised.value.faults[0].code, raised.value.faults[0].line) == (code, line)


def test_a_record_longer_than_any_block_may_be_is_refused() -> None:
    limits = Limits(max_field_bytes=2)

    names = ",".join(f"c{number}" for number in range(40))
    data = f"{names}\n{','.join(['1'] * 40)}\n".encode()

    with pytest.raises(TooLarge) as raised:
        list(RecordBlocks(memory_source(data), PARSE, limits, block_bytes=8).blocks())

    assert raised.value.faults[0].code == "row_too_long"


NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.integers(-(2**54), 2**54).map(str),
    st.sampled_from(
        ["", "NA", " 5 ", '"7"', '"NA"', "007", "+3", "1e5", "1.", ".5", "-.5", "1e400", "inf", "-nan", "x", "0x1"]
    ),
)


@given(cells=st.lists(NUMBERS, min_size=1, max_size=8))
@settings(deadline=None)  # the first block compiles the loops
def test_numbers_read_as_such_are_what_the_text_would_have_given(cells: list[str]) -> None:
    data = ("n,k\n" + "".join(f"{cell},k\n" for cell in cells)).encode()
    column = InputColumn("n", ColumnKind.numeric, MISSING_TOKENS)
    as_text = convert_raw(read_body(data, FileFormat.csv, parse=PARSE, limits=LIMITS), [column])
    source = RecordBlocks(memory_source(data), PARSE, LIMITS)
    reader = BlockReader(source, LIMITS, wanted=["n"], numbers={"n": MISSING_TOKENS})

    (block,) = source.blocks()
    read = convert_raw(reader(block), [column])

    assert read.table.to_pylist() == as_text.table.to_pylist()
    assert (read.bad_rows, read.faults) == (as_text.bad_rows, as_text.faults)


def test_plain_columns_are_read_as_numbers_and_others_as_text() -> None:
    source = RecordBlocks(memory_source(b"a,b,c\n1,2,3\n,x,4\n"), PARSE, LIMITS)
    tokens = dict.fromkeys("ab", MISSING_TOKENS) | {"c": ("", "-999")}
    reader = BlockReader(source, LIMITS, wanted=list("abc"), numbers=tokens)

    (block,) = source.blocks()

    assert [str(kind) for kind in reader(block).table.schema.types] == ["double", "string", "string"]


@pytest.mark.parametrize("form", ["csv", "csv.gz", "ndjson", "parquet"])
def test_pieces_of_any_format_go_on_after_rows_that_are_done(tmp_path: Path, form: str) -> None:
    rows = [{"a": number, "b": f"t{number}"} for number in range(25)]
    path = tmp_path / "file"
    write(path, form, rows)

    def pieces() -> Pieces:
        named = FileFormat(form.removesuffix(".gz"))
        return Pieces(path, named, gzip=form.endswith("gz"), parse=PARSE, limits=LIMITS, most_rows=10)

    wanted = Wanted(columns=None, numbers={})
    found = pieces()
    whole = [(piece.read().table.to_pylist(), piece.end) for piece in found(wanted)]
    first, end = whole[0]
    rest = [
        row for piece in pieces()(wanted, rows_done=len(first), place=end) for row in piece.read().table.to_pylist()
    ]

    assert [row for rows, _ in whole for row in rows] == [*first, *rest]
    assert [str(row["a"]) for row in (*first, *rest)] == [str(number) for number in range(25)]
    assert found.names == ["a", "b"]
    assert found.num_read == (found.num_bytes if form.startswith("csv") else 0)


def write(path: Path, form: str, rows: list[dict[str, object]]) -> None:
    import json

    import pyarrow as pa
    import pyarrow.parquet as pq

    text = "a,b\n" + "".join(f"{row['a']},{row['b']}\n" for row in rows)
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=7)
    elif form == "ndjson":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        path.write_bytes(gzip.compress(text.encode()) if form.endswith("gz") else text.encode())
