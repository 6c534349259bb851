"""Sequences and images of predicted rows and scored files: what they become, and what is refused where."""

import base64
import subprocess
import sys
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind
from classifier.table.cells import STORED
from classifier.table.convert import Converted, convert_raw, convert_rows
from classifier.table.image_cell import decode_image
from classifier.table.input_column import InputColumn
from classifier.table.sequence_cell import sequence_type
from tests.classifier.table.uploads import archive, noise, npz, parquet, picture, read

GREY, COLOR = noise(5, 7), noise(5, 7, 3)
PNG = picture(COLOR)
TEXT = base64.b64encode(PNG).decode()
SMALL = Limits(max_steps=5, max_image_bytes=400, max_image_pixels=40)
IMAGE = InputColumn("a", ColumnKind.image, ("",))


def sequence(num_channels: int | None = 1, channels: tuple[str, ...] | None = None) -> InputColumn:
    return InputColumn("a", ColumnKind.sequence, ("",), num_channels, channels)


def rows(column: InputColumn, *values: object) -> Converted:
    return convert_rows([{"a": value} for value in values], [column], limits=SMALL)


@pytest.mark.parametrize(
    ("num_channels", "given", "value"),
    [
        (1, [1, 2.5, None], [[1.0], [2.5], [None]]),
        (1, [[1], [2]], [[1.0], [2.0]]),
        (2, [[1, None], [3, 4]], [[1.0, None], [3.0, 4.0]]),
        (None, [[1, 2, 3]], [[1.0, 2.0, 3.0]]),
        (2, None, None),
        (1, [2**60], [[float(2**60)]]),
    ],
)
def test_a_json_array_becomes_a_sequence(num_channels: int | None, given: object, value: object) -> None:
    converted = rows(sequence(num_channels), given, None)
    assert converted.faults == []
    assert converted.table.column("a").to_pylist() == [value, None]
    assert converted.table.schema.field("a").type == sequence_type(num_channels or 3)


@pytest.mark.parametrize(
    ("num_channels", "given", "code", "inside"),
    [
        (1, 5, "not_a_sequence", ""),
        (1, "1,2", "not_a_sequence", ""),
        (1, {"x": 1}, "not_a_sequence", ""),
        (1, True, "not_a_sequence", ""),
        (1, [1, "2"], "not_a_sequence", "/1"),
        (1, [1, True], "not_a_sequence", "/1"),
        (2, [[1, 2], [3, [4]]], "not_a_sequence", "/1/1"),
        (2, [[1, 2], None], "not_a_sequence", "/1"),
        (2, [[1, 2], 3], "not_a_sequence", "/1"),
        (2, [1, 2], "wrong_channels", ""),
        (2, [[1, 2], [3]], "wrong_channels", "/1"),
        (2, [[1, 2, 3]], "wrong_channels", "/0"),
        (None, [[]], "wrong_channels", "/0"),
        (1, [[1, 2]], "wrong_channels", "/0"),
        (1, [1] * 6, "too_many_steps", ""),
        (1, [1, float("nan")], "not_finite", "/1"),
        (2, [[1, 2], [3, float("-inf")]], "not_finite", "/1/1"),
        (1, [10**400], "not_finite", "/0"),
        (1, [], "empty_sequence", ""),
    ],
)
def test_a_json_value_that_is_no_sequence_is_refused_where(
    num_channels: int | None, given: object, code: str, inside: str
) -> None:
    converted = rows(sequence(num_channels), None, given)
    fault = converted.faults[0]
    assert (fault.code, fault.pointer, fault.row, fault.column) == (code, f"/rows/1/a{inside}", 1, "a")
    assert fault.got
    assert fault.expected
    assert converted.bad_rows == [1]
    assert converted.table.column("a").to_pylist() == [None, None]


def test_one_bad_sequence_leaves_the_others() -> None:
    converted = rows(sequence(2), [[1, 2]], [[1]], [[3, 4], [5, 6]])
    assert converted.bad_rows == [1]
    assert converted.table.column("a").to_pylist() == [[[1.0, 2.0]], None, [[3.0, 4.0], [5.0, 6.0]]]


@pytest.mark.parametrize("text", [TEXT, "data:image/png;base64," + TEXT, TEXT[:40] + "\n" + TEXT[40:]])
def test_base64_becomes_the_bytes_of_the_image(text: str) -> None:
    converted = rows(IMAGE, text, None)
    assert converted.faults == []
    assert converted.table.column("a").to_pylist() == [PNG, None]


@pytest.mark.parametrize(
    ("given", "pixels"),
    [
        (GREY.tolist(), GREY[None]),
        (GREY[None].tolist(), GREY[None]),
        (COLOR.transpose(2, 0, 1).tolist(), COLOR.transpose(2, 0, 1)),
        ((GREY / 255).tolist(), (GREY / 255).astype(np.float32)[None]),
    ],
)
def test_nested_arrays_become_an_image(given: object, pixels: np.ndarray) -> None:
    converted = rows(IMAGE, given)
    found = decode_image(converted.table.column("a")[0].as_py(), Limits())
    assert np.array_equal(found, pixels)
    assert found.dtype == pixels.dtype


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (5, "not_an_image"),
        ({"x": 1}, "not_an_image"),
        ("", "not_an_image"),
        (base64.b64encode(b"GIF89a").decode(), "not_an_image"),
        (base64.b64encode(PNG[:60]).decode(), "not_an_image"),
        ("****", "not_base64"),
        ("\ud800", "not_base64"),
        (TEXT[:-1], "not_base64"),
        ("data:text/html;base64," + TEXT, "not_base64"),
        ([1, 2, 3], "not_an_image"),
        ([], "not_an_image"),
        ([[1, 2], [3]], "not_an_image"),
        ([["1"]], "not_an_image"),
        ([[None]], "not_an_image"),
        ([[[[1]]]], "not_an_image"),
        ([[10**400]], "not_an_image"),
        ([[float("nan")]], "not_finite"),
        (noise(5, 2, 2).tolist(), "image_channels"),
        (noise(5, 9).tolist(), "image_too_large"),
        (base64.b64encode(picture(noise(5, 9))).decode(), "image_too_large"),
        (base64.b64encode(PNG + b"\0" * 400).decode(), "image_too_large"),
    ],
)
def test_a_json_value_that_is_no_image_is_refused_where(given: object, code: str) -> None:
    converted = rows(IMAGE, None, given, TEXT)
    fault = converted.faults[0]
    assert (fault.code, fault.pointer, fault.row, fault.column) == (code, "/rows/1/a", 1, "a")
    assert fault.got
    assert fault.expected
    fault.model_dump_json().encode()
    assert converted.table.column("a").to_pylist() == [None, None, PNG]


@pytest.mark.parametrize("column", [IMAGE, sequence()])
def test_an_absent_key_is_a_fault(column: InputColumn) -> None:
    converted = convert_rows([{}, {"a": None}], [column])
    assert [(fault.code, fault.pointer) for fault in converted.faults] == [("missing_column", "/rows/0/a")]
    assert converted.bad_rows == [0]


@pytest.mark.parametrize("column", [IMAGE, sequence(3)])
def test_no_rows_and_no_column_have_the_right_type(column: InputColumn) -> None:
    assert convert_rows([], [column]).table.schema.field("a").type in (pa.binary(), sequence_type(3), sequence_type(1))
    converted = convert_raw(read(b"b\n1\n", "csv"), [column])
    assert converted.table.schema.field("a").type == column.stored
    assert [fault.code for fault in converted.faults] == ["missing_column"]


def test_storage_types_are_known() -> None:
    assert set(STORED) == set(ColumnKind)


X = np.arange(12, dtype=np.float64).reshape(2, 3, 2)


def test_a_file_says_what_json_says() -> None:
    by_json = convert_rows([{"a": row} for row in X.tolist()], [sequence(2)])
    by_file = convert_raw(read(npz(a=X), "npz"), [sequence(2)])
    assert by_file.table == by_json.table
    images = convert_raw(
        read(archive({"1.png": PNG, "2.png": picture(GREY)}), "zip"), [InputColumn("image", ColumnKind.image, ("",))]
    )
    assert images.table.column("image").to_pylist() == [PNG, picture(GREY)]
    assert images.ignored_columns == ["file"]


def test_three_axes_of_a_file_become_what_the_model_asks_for() -> None:
    images = convert_raw(read(npz(a=X), "npz"), [IMAGE]).table.column("a")
    assert np.array_equal(decode_image(images[1].as_py(), Limits())[0], X[1].astype(np.float32))
    sequences = convert_raw(read(npz(a=GREY[None]), "npz"), [sequence(7)]).table.column("a")
    assert sequences.to_pylist() == [GREY.astype(float).tolist()]


def test_base64_in_a_csv_file_is_an_image() -> None:
    converted = convert_raw(read(f"a\n{TEXT}\n****\n\n".encode(), "csv"), [IMAGE], first_row=10)
    assert [(fault.code, fault.row) for fault in converted.faults] == [("not_base64", 11), ("not_an_image", 12)]
    assert converted.table.column("a").to_pylist() == [PNG, None, None]


def test_an_image_of_a_file_that_cannot_be_decoded_is_one_bad_row() -> None:
    raw = read(archive({"1.png": PNG, "2.png": PNG[:60]}), "zip")
    converted = convert_raw(raw, [InputColumn("image", ColumnKind.image, ("",))], first_row=5)
    assert [(fault.code, fault.row, fault.column) for fault in converted.faults] == [("not_an_image", 6, "image")]
    assert converted.bad_rows == [1]


@pytest.mark.parametrize(("column", "code"), [(IMAGE, "not_an_image"), (sequence(), "not_a_sequence")])
def test_a_column_of_numbers_has_no_good_row(column: InputColumn, code: str) -> None:
    raw = read(parquet(pa.table({"a": [1.5, None]})), "parquet")
    converted = convert_raw(raw, [column])
    assert [(fault.code, fault.row) for fault in converted.faults] == [(code, 0)]


def test_sequences_of_other_channels_are_one_fault_of_the_column() -> None:
    converted = convert_raw(read(npz(a=X), "npz"), [sequence(3)])
    assert [(fault.code, fault.row, fault.column) for fault in converted.faults] == [("wrong_channels", None, "a")]
    assert converted.bad_rows == [0, 1]
    assert converted.table.schema.field("a").type == sequence_type(3)


LONG = b"i,x,y,z\np,1,2,3\np,4,5,6\n"


def folded(channels: list[str]) -> Any:
    return read(LONG, "csv", series={"id": "i", "channels": channels})


def test_named_channels_are_taken_by_name() -> None:
    column = InputColumn("series", ColumnKind.sequence, ("",), 2, ("z", "x"))
    converted = convert_raw(folded(["x", "y", "z"]), [column])
    assert converted.table.column("series").to_pylist() == [[[3.0, 1.0], [6.0, 4.0]]]
    missing = convert_raw(folded(["x", "y"]), [column])
    assert [(fault.code, fault.expected) for fault in missing.faults] == [("wrong_channels", "z, x")]
    assert missing.bad_rows == [0]


def test_a_column_of_missing_sequences_is_taken() -> None:
    raw = read(b'{"a": null, "n": 1}\n', "ndjson")
    for column in (sequence(4), IMAGE):
        converted = convert_raw(raw, [column])
        assert (converted.faults, converted.table.column("a").to_pylist()) == ([], [None])
        assert converted.table.schema.field("a").type == column.stored


def test_importing_conversion_does_not_import_pillow() -> None:
    code = "import sys, classifier.table.convert; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
