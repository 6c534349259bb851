"""What each file is read as: exact values, kind and role, and the reason that is told."""

import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from classifier.errors import DataInvalid
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnOverride, FileFormat, ParseOptions
from classifier.table.infer import TypedTable, infer_table
from classifier.table.read import read_body
from classifier.table.spelling import spelling_of
from classifier.table.target import label_column


def infer(
    data: bytes | str, file_format: FileFormat = FileFormat.csv, overrides: dict[str, Any] | None = None, **parse: Any
) -> TypedTable:
    options = ParseOptions.model_validate(parse)
    body = data.encode() if isinstance(data, str) else data
    raw = read_body(body, file_format, parse=options, limits=Limits())
    chosen = {name: ColumnOverride.model_validate(value) for name, value in (overrides or {}).items()}
    return infer_table(raw, overrides=chosen, parse=options, limits=Limits())


@dataclass(frozen=True)
class Case:
    """One column `a` (its cells a line each), and what it becomes."""

    cells: str
    kind: str
    values: list[Any]
    missing: dict[str, int] = field(default_factory=dict)
    note: str | None = None
    parse: dict[str, Any] = field(default_factory=dict)


JAN = datetime(2024, 1, 31, tzinfo=UTC)

CASES: dict[str, Case] = {
    "whole numbers": Case("3 -4 0", "numeric", [3, -4, 0]),
    "decimals": Case("1.5 -2 .5 3.", "numeric", [1.5, -2.0, 0.5, 3.0]),
    "exponents": Case("1e3 -2E-2 5", "numeric", [1000.0, -0.02, 5.0]),
    "plus signs": Case("+5 -3 +7", "numeric", [5, -3, 7]),
    "plus signs and decimals": Case("+5.5 1e+2 -3", "numeric", [5.5, 100.0, -3.0]),
    "underflow": Case("1e-999 1", "numeric", [0.0, 1.0]),
    "2^53": Case("9007199254740992 -9007199254740992 1", "numeric", [2**53, -(2**53), 1]),
    "2^53 + 1": Case("9007199254740993 1 2", "categorical", ["9007199254740993", "1", "2"], note="big_integers"),
    "2^53 + 1 beside a missing cell": Case(
        "9007199254740993  2", "categorical", ["9007199254740993", None, "2"], {"": 1}, note="big_integers"
    ),
    "past 64 bits": Case(
        "99999999999999999999 1 -3", "categorical", ["99999999999999999999", "1", "-3"], note="big_integers"
    ),
    "large decimals": Case("1e300 9007199254740993.5 2", "numeric", [1e300, 9007199254740994.0, 2.0]),
    "0 and 1": Case("0 1 1", "numeric", [0, 1, 1], note="zero_one"),
    "0.0 and 1.0": Case("0.0 1.0 1.0", "numeric", [0.0, 1.0, 1.0]),
    "leading zeros": Case("00123 00456 7", "categorical", ["00123", "00456", "7"], note="leading_zeros"),
    "a decimal below one": Case("0.5 -0.25 0", "numeric", [0.5, -0.25, 0.0]),
    "hexadecimal": Case("0x1F 0x2A", "categorical", ["0x1F", "0x2A"]),
    "underscores": Case("1_000 2_000", "categorical", ["1_000", "2_000"]),
    "decimal commas": Case('"1,5" "2,5"', "categorical", ["1,5", "2,5"]),
    "percent": Case("5% 6%", "categorical", ["5%", "6%"]),
    "Arabic digits": Case("\u0663 \u0664", "categorical", ["\u0663", "\u0664"]),
    "every default token": Case(
        "1 NA N/A NaN nan null NULL None ? ",
        "numeric",
        [1] + [None] * 9,
        dict.fromkeys(("NA", "N/A", "NaN", "nan", "null", "NULL", "None", "?", ""), 1),
    ),
    "tokens among words are words": Case("x NA None  ?", "categorical", ["x", "NA", "None", None, "?"], {"": 1}),
    "one's own token among numbers": Case(
        "1 -999 2", "numeric", [1, None, 2], {"-999": 1}, parse={"missing_values": ["-999"]}
    ),
    "one's own token among words": Case(
        "x none y ", "categorical", ["x", None, "y", None], {"none": 1, "": 1}, parse={"missing_values": ["none"]}
    ),
    "one's own tokens replace the others": Case(
        "1 NA 2", "categorical", ["1", "NA", "2"], note="mixed", parse={"missing_values": ["-"]}
    ),
    "only tokens": Case("NA  ?", "categorical", [None, None, None], {"NA": 1, "": 1, "?": 1}),
    "mixed": Case("1 2 abc", "categorical", ["1", "2", "abc"], note="mixed"),
    "one number among words": Case("x y 3", "categorical", ["x", "y", "3"], note="mixed"),
    "words": Case("good bad good", "categorical", ["good", "bad", "good"]),
    "words keep case": Case("Good good GOOD", "categorical", ["Good", "good", "GOOD"]),
    "true and false": Case("true false true", "boolean", [True, False, True]),
    "True and False": Case("True False True", "boolean", [True, False, True]),
    "yes and no": Case("yes no  yes", "boolean", [True, False, None, True], {"": 1}),
    "Y and N, one missing": Case("Y N NA", "boolean", [True, False, None], {"NA": 1}),
    "T and F": Case("T F F", "boolean", [True, False, False]),
    "a lone T": Case("T T T", "categorical", ["T", "T", "T"]),
    "a lone yes": Case("yes yes", "boolean", [True, True]),
    "two spellings of true": Case("true TRUE false", "categorical", ["true", "TRUE", "false"]),
    "words of two pairs": Case("yes false", "categorical", ["yes", "false"]),
    "M and F": Case("M F F", "categorical", ["M", "F", "F"]),
    "dates": Case("2024-01-31 2023-02-28", "datetime", [JAN, datetime(2023, 2, 28, tzinfo=UTC)]),
    "times": Case(
        "2024-01-31T12:30 2024-01-31T12:30:05.25",
        "datetime",
        [JAN.replace(hour=12, minute=30), JAN.replace(hour=12, minute=30, second=5, microsecond=250_000)],
    ),
    "zones": Case(
        "2024-01-31T12:00:00Z 2024-01-31T12:00:00+02:00",
        "datetime",
        [JAN.replace(hour=12), JAN.replace(hour=10)],
    ),
    "dates with a missing one": Case("2024-01-31 NA", "datetime", [JAN, None], {"NA": 1}),
    "30 February": Case("2024-02-30 2024-01-31", "categorical", ["2024-02-30", "2024-01-31"]),
    "day first": Case("31/01/2024 28/02/2023", "categorical", ["31/01/2024", "28/02/2023"]),
    "a year": Case("2024 2023", "numeric", [2024, 2023]),
    "compact dates are numbers": Case("20240131 20230228", "numeric", [20240131, 20230228]),
    "quoted numbers": Case('"1" "2"', "numeric", [1, 2]),
    "quoted empty cell": Case('"" 2', "numeric", [None, 2], {"": 1}),
    "a quote inside": Case("5'10\" 6'1\"", "categorical", ["5'10\"", "6'1\""]),
    "doubled quotes": Case('"say ""x""" y', "categorical", ['say "x"', "y"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_column_becomes(name: str) -> None:
    case = CASES[name]
    typed = infer("a,row\n" + "".join(f"{cell},{i}x\n" for i, cell in enumerate(_split(case.cells))), **case.parse)
    column = typed.schema.columns[0]
    assert column.kind.value == case.kind
    assert typed.table.column("a").to_pylist() == case.values
    assert typed.missing_tokens["a"] == case.missing
    assert typed.notes.get("a", {}).get("why") == case.note


def _split(cells: str) -> list[str]:
    """Cells between single spaces; a quoted cell may hold one."""
    found: list[str] = []
    for part in cells.split(" "):
        if found and found[-1].startswith('"') and (not found[-1].endswith('"') or found[-1].count('"') % 2):
            found[-1] += " " + part
        else:
            found.append(part)
    return found


LAYOUTS: dict[str, tuple[bytes, list[dict[str, Any]]]] = {
    "no line end at the end": (b"a,b\n1,x", [{"a": 1, "b": "x"}]),
    "CRLF": (b"a,b\r\n1,x\r\n2,y\r\n", [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]),
    "lone CR": (b"a,b\r1,x\r2,y\r", [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]),
    "blank lines at the end": (b"a,b\n1,x\n\n\n", [{"a": 1, "b": "x"}]),
    "blank line in one column": (b"a\n1\n\n3\n", [{"a": 1}, {"a": None}, {"a": 3}]),
    "line end in a field": (b'a,b\n1,"x\ny"\n2,z\n', [{"a": 1, "b": "x\ny"}, {"a": 2, "b": "z"}]),
    "blank line in a field": (b'a,b\n1,"x\n\ny"\n2,z\n', [{"a": 1, "b": "x\n\ny"}, {"a": 2, "b": "z"}]),
    "delimiter in a field": (b'a,b\n1,"x,y"\n', [{"a": 1, "b": "x,y"}]),
    "delimiter in a name": (b'"a,b",c\n1,x\n', [{"a,b": 1, "c": "x"}]),
    "UTF-8 with a mark": (b"\xef\xbb\xbfa,b\n1,\xc3\xa9\n", [{"a": 1, "b": "\u00e9"}]),
    "UTF-16 LE": (b"\xff\xfe" + "a,b\n1,\u00e9\n".encode("utf-16-le"), [{"a": 1, "b": "\u00e9"}]),
    "UTF-16 BE": (b"\xfe\xff" + "a,b\n1,\U0001f33e\n".encode("utf-16-be"), [{"a": 1, "b": "\U0001f33e"}]),
    "spaces around numbers": (b"a, b\n1, 2\n3, 4\n", [{"a": 1, "b": 2}, {"a": 3, "b": 4}]),
    "spaces around words stay": (b"a,b\n1, x\n", [{"a": 1, "b": " x"}]),
    "spaces around a token": (b"a,b\n1, NA\n2,5\n", [{"a": 1, "b": None}, {"a": 2, "b": 5}]),
    "control: 1 row": (b"a,b\n1,2\n", [{"a": 1, "b": 2}]),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read_as(name: str) -> None:
    data, rows = LAYOUTS[name]
    assert infer(data).table.to_pylist() == rows


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_another_delimiter_is_taken_when_named(delimiter: str) -> None:
    assert infer(f"a{delimiter}b\n1{delimiter}2,5\n", delimiter=delimiter).table.to_pylist() == [{"a": 1, "b": "2,5"}]


@pytest.mark.parametrize(
    ("column", "kind", "values"),
    [
        (pa.array([1, None, 3], pa.int8()), "numeric", [1, None, 3]),
        (pa.array([1, 2], pa.uint64()), "numeric", [1, 2]),
        (pa.array([2**64 - 1, 2], pa.uint64()), "categorical", ["18446744073709551615", "2"]),
        (pa.array([2**53 + 1, 2], pa.int64()), "categorical", ["9007199254740993", "2"]),
        (pa.array([0.5, float("nan")], pa.float32()), "numeric", [0.5, None]),
        (pa.array([True, None]), "boolean", [True, None]),
        (pa.array(["1", "2"]), "categorical", ["1", "2"]),
        (pa.array(["x", "y", "x"]).dictionary_encode(), "categorical", ["x", "y", "x"]),
        (pa.array(["x", "y"], pa.large_string()), "categorical", ["x", "y"]),
        (pa.array([Decimal("1.25"), None]), "numeric", [1.25, None]),
        (pa.array([date(2024, 1, 31)]), "datetime", [JAN]),
        (pa.array([datetime(2024, 1, 31, 0, 0)], pa.timestamp("ns")), "datetime", [JAN]),
        (pa.array([JAN], pa.timestamp("ms", "Europe/Berlin")), "datetime", [JAN]),
        (pa.nulls(2), "categorical", [None, None]),
    ],
)
def test_a_parquet_column_becomes(column: pa.Array, kind: str, values: list[Any]) -> None:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"a": column}), buffer)
    typed = infer(buffer.getvalue(), FileFormat.parquet)
    assert typed.schema.columns[0].kind.value == kind
    assert typed.table.column("a").to_pylist() == values
    assert typed.encoding == "parquet"


@pytest.mark.parametrize(
    ("lines", "kind", "values"),
    [
        ('{"a": 1}\n{"a": null}\n{}\n{"a": 2}', "numeric", [1, None, None, 2]),
        ('{"a": 1}\n{"a": 2.5}', "numeric", [1.0, 2.5]),
        ('{"a": true}\n{"a": false}', "boolean", [True, False]),
        ('{"a": "1"}\n{"a": "2"}', "categorical", ["1", "2"]),
        ('{"a": 1}\n{"a": "x"}\n{"a": true}\n{"a": 2.0}', "categorical", ["1", "x", "true", "2"]),
        ('{"a": 9007199254740993}\n{"a": 1}', "categorical", ["9007199254740993", "1"]),
        (
            '{"a": 1e300}\n{"a": 123456789012345678901234567890}',
            "categorical",
            ["1e+300", "1" + "23456789012345678901234567890"],
        ),
        ('{"a": "2024-01-31"}', "datetime", [JAN]),
        ('{"a": "\\ud83c\\udf3e"}', "categorical", ["\U0001f33e"]),
    ],
)
def test_an_ndjson_column_becomes(lines: str, kind: str, values: list[Any]) -> None:
    typed = infer("".join(line + "\n" for line in lines.replace("{}", '{"b": 0}').split("\n")), FileFormat.ndjson)
    assert typed.schema.columns[0].kind.value == kind
    assert typed.table.column("a").to_pylist() == values


def test_ndjson_columns_stand_in_the_order_their_keys_are_first_seen() -> None:
    typed = infer('{"b": 1}\n{"a": 2, "b": 3, "c": 4}\n', FileFormat.ndjson)
    assert typed.table.column_names == ["b", "a", "c"]
    assert typed.table.to_pylist() == [{"b": 1, "a": None, "c": None}, {"b": 3, "a": 2, "c": 4}]


def test_ndjson_types_meet_across_batches() -> None:
    lines = ['{"a": 1, "b": 1}'] * 10_000 + ['{"a": 2.5, "b": "x", "c": true}'] * 3
    table = infer("\n".join(lines), FileFormat.ndjson).table
    assert table.num_rows == 10_003
    assert table.slice(9_999, 2).to_pylist() == [{"a": 1.0, "b": "1", "c": None}, {"a": 2.5, "b": "x", "c": True}]


@pytest.mark.parametrize("cell", ["inf", "-Infinity", "1e999", "INF"])
def test_an_infinite_cell_among_numbers_is_refused_with_its_row(cell: str) -> None:
    data = f'b,a\nx,1\n"y\nz",{cell}\nw,3\n'
    with pytest.raises(DataInvalid) as caught:
        infer(data)
    fault = caught.value.faults[0]
    assert (fault.code, fault.row, fault.line, fault.column, fault.got) == ("not_finite", 1, 3, "a", cell)
    assert infer(data, missing_values=[cell]).table.column("a").to_pylist() == [1, None, 3]
    assert infer(data, overrides={"a": {"kind": "categorical"}}).table.column("a").to_pylist() == ["1", cell, "3"]
    assert infer(data, overrides={"a": {"role": "ignored"}}).schema.columns[1].role.value == "ignored"


def test_an_infinite_parquet_cell_is_refused_with_its_row() -> None:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"a": [1.0, float("inf")]}), buffer)
    with pytest.raises(DataInvalid) as caught:
        infer(buffer.getvalue(), FileFormat.parquet)
    assert [(f.code, f.row, f.column) for f in caught.value.faults] == [("not_finite", 1, "a")]


def _csv_of(name: str, values: list[Any]) -> str:
    return f"{name},z\n" + "".join(f"{value},{(i * 7) % 5}\n" for i, value in enumerate(values))


@pytest.mark.parametrize(
    ("name", "values", "role"),
    [
        ("id", range(1, 41), "id"),
        ("customerId", [i * 37 % 1_000 for i in range(40)], "id"),
        ("order_id", [f"{i:05}" for i in range(40)], "id"),
        ("number", range(40), "id"),
        ("number", range(40, 0, -1), "id"),
        ("number", [i * 7 % 101 for i in range(101)], "id"),  # 0..100, shuffled
        ("code", [f"K{i * i}" for i in range(40)], "id"),
        ("uuid", [f"0000-{i}" for i in range(40)], "id"),
        ("measure", [i * i for i in range(40)], "feature"),
        ("measure", [i + 0.5 for i in range(40)], "feature"),
        ("measure", [f"{i}.0" for i in range(40)], "feature"),
        ("humid", [i * i for i in range(40)], "feature"),
        ("id", [i % 3 for i in range(40)], "feature"),
        ("day", range(1, 6), "feature"),
        ("number", [i % 39 for i in range(40)], "feature"),
        ("number", [i * 7 % 41 for i in range(41)], "feature"),  # few rows, shuffled
        ("same", [5] * 40, "ignored"),
        ("same", ["x"] * 40, "ignored"),
        ("same", ["NA"] * 40, "ignored"),
        ("same", [5] * 39 + [""], "feature"),
        ("code", ["a", "b"] * 20, "feature"),
        ("note", [f"the grain number {i} was long" for i in range(60)], "ignored"),
    ],
)
def test_a_column_gets_the_role(name: str, values: Any, role: str) -> None:
    column = infer(_csv_of(name, list(values))).schema.columns[0]
    assert column.role.value == role
    assert not column.overridden
    if role == "id":
        assert "left out of the features" in column.reason


def test_an_overridden_kind_is_read_strictly() -> None:
    data = 'a,b\n1,x\n2,"y\ny"\nabc,z\n4,w\n2x,v\n'
    with pytest.raises(DataInvalid) as caught:
        infer(data, overrides={"a": {"kind": "numeric"}})
    found = [(f.code, f.row, f.line, f.column, f.got) for f in caught.value.faults]
    assert found == [("not_a_number", 2, 5, "a", "abc"), ("not_a_number", 4, 7, "a", "2x")]


@pytest.mark.parametrize(
    ("cells", "kind", "values"),
    [
        ("00123 7", "numeric", [123, 7]),
        ("0 1 ", "boolean", [False, True, None]),
        ("1 2", "categorical", ["1", "2"]),
        ("1.0 2.50", "categorical", ["1.0", "2.50"]),
        ("yes no", "categorical", ["yes", "no"]),
        ("1 2", "text", ["1", "2"]),
        ("2024-01-31 NA", "datetime", [JAN, None]),
    ],
)
def test_an_overridden_kind_is_kept(cells: str, kind: str, values: list[Any]) -> None:
    typed = infer("a,b\n" + "".join(f"{cell},x\n" for cell in cells.split(" ")), overrides={"a": {"kind": kind}})
    assert typed.table.column("a").to_pylist() == values
    assert typed.schema.columns[0].kind.value == kind
    assert typed.schema.columns[0].overridden


@pytest.mark.parametrize(
    ("cell", "kind", "code"),
    [
        ("maybe", "boolean", "not_a_boolean"),
        ("2024-02-30", "datetime", "not_a_datetime"),
        ("9007199254740993", "numeric", "integer_too_large"),
    ],
)
def test_a_cell_that_does_not_fit_its_overridden_kind_is_refused(cell: str, kind: str, code: str) -> None:
    with pytest.raises(DataInvalid) as caught:
        infer(f"a,b\n,x\n{cell},y\n", overrides={"a": {"kind": kind}})
    assert [(f.code, f.row, f.line) for f in caught.value.faults] == [(code, 1, 3)]


def test_an_overridden_role_is_kept() -> None:
    typed = infer(_csv_of("id", list(range(40))), overrides={"id": {"role": "feature"}, "z": {"role": "target"}})
    assert [column.role.value for column in typed.schema.columns] == ["feature", "target"]
    assert [column.overridden for column in typed.schema.columns] == [True, True]


def test_overrides_of_unknown_columns_or_of_two_targets_are_refused() -> None:
    with pytest.raises(DataInvalid) as unknown:
        infer("a,b\n1,2\n", overrides={"c": {"role": "id"}})
    assert unknown.value.faults[0].code == "unknown_column"
    with pytest.raises(DataInvalid) as two:
        infer("a,b\n1,2\n", overrides={"a": {"role": "target"}, "b": {"role": "target"}})
    assert two.value.faults[0].code == "two_targets"


def test_a_changed_name_is_reported() -> None:
    typed = infer(" Area ,Class\n1,x\n2,y\n")
    assert typed.table.column_names == ["Area", "Class"]
    assert "' Area '" in typed.schema.columns[0].reason


@pytest.mark.parametrize(
    ("cells", "classes"),
    [
        ("yes no yes", ["no", "yes"]),
        ("1.0 0.0 1.0", ["0.0", "1.0"]),
        ("+1 -1 +1", ["-1", "+1"]),
        ("01 02 01", ["01", "02"]),
        ("1 0 1", ["0", "1"]),
        ("True False True", ["False", "True"]),
    ],
)
def test_labels_keep_the_spelling_of_the_file(cells: str, classes: list[str]) -> None:
    table = infer("x,y\n" + "".join(f"{i}.5,{cell}\n" for i, cell in enumerate(cells.split(" ")))).table
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    _, found = label_column(pq.read_table(buffer), "y")
    assert found == classes


def test_a_value_spelt_in_two_ways_has_no_file_spelling() -> None:
    assert spelling_of(infer("x,y\n1.5,1\n2.5,1.0\n3.5,2.0\n").table.schema.field("y")) == {"2": "2.0"}
