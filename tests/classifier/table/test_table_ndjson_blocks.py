"""Lines of NDJSON that are read many at once are what reading each of them gives, or are left to that."""

import json
from collections.abc import Callable

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.errors import DomainError
from classifier.spec.limits import Limits
from classifier.table import ndjson_rows
from classifier.table.ndjson_block import read_lines
from classifier.table.ndjson_rows import NdjsonRows
from classifier.table.source import memory_source

KINDS = {"a": pa.float64(), "b": pa.string(), "c": pa.int64(), "d": pa.bool_()}
GOOD = b'{"a": 1.5, "b": "x", "c": 3, "d": true}\n'

USUAL = st.fixed_dictionaries(
    {
        "a": st.one_of(st.none(), st.floats(-1e6, 1e6)),
        "b": st.one_of(st.none(), st.sampled_from(["", "x", "2024-05-31", "1", "é", 'say "no"', "a/b"])),
        "c": st.one_of(st.none(), st.integers(-5, 5)),
    },
    optional={"d": st.booleans()},
)
ODD = st.one_of(
    st.dictionaries(
        st.sampled_from("abcde"),
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(-(2**60), 2**60),
            st.floats(allow_nan=False, allow_infinity=False),
            st.text(max_size=3),
            st.lists(st.floats(0, 1), min_size=1, max_size=2),
        ),
    ).map(json.dumps),
    st.sampled_from(
        [
            "", " ", "[1]", "7", "{", '{"a": NaN}', '{"a": 1e400}', '{"a": 1, "a": 2}', '{"a": 1}{"a": 2}', '{"a": 01}',
            '{"a": -0}', '{"a": -0.0}', '{"a": 1,}', '{"b": "\\ud800"}', '{"b": "\\u00e9"}', ' {"a": 1.5} ', '{"c": 1e3}',
            '{"a": 1} // {}', '{"a": {"b": 1}}', '{}', '{"a": 1.5}\r',
        ]
    ),
)  # fmt: skip


def outcome(data: bytes) -> tuple[list[pa.Table], object]:
    """The batches, and the refusal that ended them."""
    tables: list[pa.Table] = []
    try:
        for table in NdjsonRows(memory_source(data), "auto", Limits()):
            tables.append(table)
    except DomainError as error:
        return tables, (str(error), error.faults)
    return tables, None


@given(
    lines=st.lists(st.one_of(*[USUAL.map(json.dumps)] * 4, ODD), min_size=1, max_size=30),
    block_bytes=st.integers(40, 400),
)
@settings(max_examples=400, deadline=None)
def test_batches_and_refusals_are_those_of_reading_line_by_line(lines: list[str], block_bytes: int) -> None:
    data = "\n".join(lines).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ndjson_rows, "BLOCK_BYTES", block_bytes)
        tables, refusal = outcome(data)
        patch.setattr(ndjson_rows, "read_lines", lambda data, kinds: None)
        exact, exact_refusal = outcome(data)

    assert refusal == exact_refusal
    assert [table.schema for table in tables] == [table.schema for table in exact]
    assert repr([table.to_pylist() for table in tables]) == repr([table.to_pylist() for table in exact])


def test_lines_like_those_before_them_are_not_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ndjson_rows, "BLOCK_BYTES", 10 * len(GOOD))
    one_by_one: list[bytes] = []
    read: Callable[..., object] = NdjsonRows._object

    def watched(self: NdjsonRows, line: bytes) -> object:
        one_by_one.append(line)
        return read(self, line)

    monkeypatch.setattr(NdjsonRows, "_object", watched)
    data = GOOD * 50 + b'{"a": 1.5, "b": 7, "c": 3, "d": true}\n' + GOOD * 49

    tables, refusal = outcome(data)

    assert (sum(table.num_rows for table in tables), refusal) == (100, None)
    assert len(one_by_one) == 20  # those of the first block, and of the one whose text is a number


def test_a_bad_line_behind_blocks_that_were_read_at_once_is_told_with_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ndjson_rows, "BLOCK_BYTES", 10 * len(GOOD))

    _, refusal = outcome(GOOD * 55 + b'{"a": tru}\n' + GOOD)

    assert isinstance(refusal, tuple)
    assert (refusal[1][0].code, refusal[1][0].row, refusal[1][0].line) == ("bad_json", 55, 56)


@pytest.mark.parametrize(
    "line",
    [
        b'{"a": NaN}', b'{"a": 1e400}', b'{"a": 1, "a": 2}', b'{"e": 1}', b'{"a": 1}{"a": 2}', b'{"c": 1.0}', b'{"c": 1e3}',
        b'{"c": 9007199254740993}', b'{"a": 9007199254740993.0}', b'{"b": 5}', b'{"a": "5"}', b'{"a": [1]}', b'{"a": {}}',
        b'{"b": "a\tb"}', b'{"a": 01}', b'{"a": 1,}', b'{"a": 1} // }', b'{"c": true}', b'{"a": -0.0}', b"", b' {"a": 1.5}',
        b'{"b": "\\u00e9"}', b'{"a": 1', b"[1]",
    ],
)  # fmt: skip
def test_a_line_that_only_a_reading_of_its_own_can_tell_is_left_to_it(line: bytes) -> None:
    assert read_lines(GOOD, KINDS) is not None
    assert read_lines(GOOD + line + b"\n", KINDS) is None
