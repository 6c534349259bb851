"""Written tables read back as they were, and no text cell is a formula."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.spec.table import TableFormat
from classifier.table.sequence_cell import Steps, sequence_column
from classifier.table.write import table_writer

TABLE = pa.table(
    {
        "n": pa.array([1, -2, None], pa.int64()),
        "x": [0.1, -1e-300, float("nan")],
        "b": [True, None, False],
        "s": ["plain", 'a "quote", and\na line', None],
        "t": pa.array([datetime(2024, 1, 31, 12, tzinfo=UTC), None, None], pa.timestamp("us", "UTC")),
    }
)


def written(file_format: TableFormat, *tables: pa.Table) -> bytes:
    buffer = io.BytesIO()
    with table_writer(buffer, file_format) as writer:
        for table in tables:
            writer.write(table)
    return buffer.getvalue()


def test_csv_holds_the_header_once_and_every_row() -> None:
    rows = list(csv.reader(io.StringIO(written(TableFormat.csv, TABLE, TABLE).decode(), newline=""), strict=True))
    assert rows[0] == ["n", "x", "b", "s", "t"]
    assert rows[1:4] == rows[4:]
    assert rows[1] == ["1", "0.1", "true", "plain", "2024-01-31T12:00:00.000000Z"]
    assert rows[2] == ["-2", "-1e-300", "", 'a "quote", and\na line', ""]
    assert rows[3] == ["", "", "false", "", ""]


def test_ndjson_holds_one_object_a_line_and_null_for_nan() -> None:
    lines = written(TableFormat.ndjson, TABLE, TABLE).decode().splitlines()
    assert len(lines) == 6
    assert json.loads(lines[0]) == {"n": 1, "x": 0.1, "b": True, "s": "plain", "t": "2024-01-31T12:00:00.000000Z"}
    assert json.loads(lines[2]) == {"n": None, "x": None, "b": False, "s": None, "t": None}


def test_parquet_keeps_types_and_values() -> None:
    found = pq.read_table(io.BytesIO(written(TableFormat.parquet, TABLE, TABLE)))
    assert found.schema.equals(TABLE.schema)
    wanted = pa.concat_tables([TABLE, TABLE])
    assert found.drop_columns(["x"]).equals(wanted.drop_columns(["x"]))
    assert repr(found.column("x").to_pylist()) == repr(wanted.column("x").to_pylist())  # NaN is not equal to itself


def test_sequences_and_images_are_written_as_prediction_takes_them() -> None:
    sequences = sequence_column(Steps(np.array([[1.0, np.nan], [3.0, 4.0]]), np.array([2, 0])))
    table = pa.table({"s": sequences, "i": pa.array([b"\x89PNG", None], pa.binary())})
    rows = list(csv.reader(io.StringIO(written(TableFormat.csv, table).decode(), newline="")))
    assert rows == [["s", "i"], ["[[1.0, null], [3.0, 4.0]]", "iVBORw=="], ["", ""]]
    objects = [json.loads(line) for line in written(TableFormat.ndjson, table).decode().splitlines()]
    assert objects == [{"s": [[1.0, None], [3.0, 4.0]], "i": "iVBORw=="}, {"s": None, "i": None}]
    assert pq.read_table(io.BytesIO(written(TableFormat.parquet, table))) == table


@pytest.mark.parametrize("file_format", list(TableFormat))
def test_a_path_is_written_and_closed(tmp_path: Path, file_format: TableFormat) -> None:
    path = tmp_path / "out"
    writer = table_writer(path, file_format)
    writer.write(TABLE)
    writer.close()
    assert path.read_bytes() == written(file_format, TABLE)


@pytest.mark.parametrize("trigger", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_text_cell_that_a_spreadsheet_would_run_is_quoted(trigger: str) -> None:
    table = pa.table({trigger: [trigger, "safe = +1"]})
    rows = list(csv.reader(io.StringIO(written(TableFormat.csv, table).decode(), newline="")))
    assert rows == [["'" + trigger], ["'" + trigger], ["safe = +1"]]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), min_size=1))
def test_no_text_cell_begins_with_a_trigger(cells: list[str]) -> None:
    data = written(
        TableFormat.csv, pa.table({"n": list(range(len(cells))), "a": pa.array(cells, pa.string())})
    ).decode()
    rows = list(csv.reader(io.StringIO(data, newline=""), strict=True))[1:]
    assert [row[1].removeprefix("'") for row in rows] == [cell.removeprefix("'") for cell in cells]
    assert not any(row[1].startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows)


@given(st.lists(st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.none()), min_size=1))
def test_numbers_come_back_bit_for_bit(numbers: list[float | None]) -> None:
    table = pa.table({"n": [0] * len(numbers), "x": pa.array(numbers, pa.float64())})
    rows = list(csv.reader(io.StringIO(written(TableFormat.csv, table).decode(), newline="")))[1:]
    assert [float(row[1]).hex() if row[1] else None for row in rows] == [
        n.hex() if n is not None else None for n in numbers
    ]
    objects = [json.loads(line) for line in written(TableFormat.ndjson, table).decode().splitlines()]
    assert [o["x"] for o in objects] == numbers
