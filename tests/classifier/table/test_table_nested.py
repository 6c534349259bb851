"""Lists of Parquet and arrays of NDJSON are sequences; binary Parquet cells are images."""

import json
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from classifier.errors import DomainError
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind
from classifier.table.profile import profile_table
from classifier.table.sequence_cell import sequence_type
from tests.classifier.table.uploads import noise, npy, parquet, picture, read, typed

STEPS = [[[1.0, 2.0]], None, [[3.0, None], [5.0, 6.0]]]
FLAT = [[1.0, None], None, [3.0]]
FLAT_TYPES = [pa.list_(pa.float32()), pa.large_list(pa.float64()), pa.list_(pa.int8())]
STEP_TYPES = [
    pa.list_(pa.list_(pa.float64())),
    pa.list_(pa.list_(pa.float32(), 2)),
    pa.large_list(pa.large_list(pa.int64())),
]


@pytest.mark.parametrize("kind", FLAT_TYPES)
def test_a_list_of_numbers_is_a_sequence_of_one_channel(kind: pa.DataType) -> None:
    column = read(parquet(pa.table({"a": pa.array(FLAT, kind)})), "parquet").table.column("a")
    assert column.type == sequence_type(1)
    assert column.to_pylist() == [[[1.0], [None]], None, [[3.0]]]


@pytest.mark.parametrize("kind", STEP_TYPES)
def test_a_list_of_lists_is_a_sequence_of_steps(kind: pa.DataType) -> None:
    column = read(parquet(pa.table({"a": pa.array(STEPS, kind)})), "parquet").table.column("a")
    assert column.type == sequence_type(2)
    assert column.to_pylist() == STEPS


def test_a_list_of_fixed_length_is_a_sequence_too() -> None:
    cells = pa.array([[1, 2, 3], None], pa.list_(pa.float32(), 3))
    found = read(parquet(pa.table({"a": cells, "y": ["u", "v"]})), "parquet").table.column("a").to_pylist()
    assert found == [[[1.0], [2.0], [3.0]], None]


def test_nan_inside_a_list_is_a_missing_value() -> None:
    table = pa.table({"a": pa.array([[1.0, np.nan]], pa.list_(pa.float64()))})
    assert read(parquet(table), "parquet").table.column("a").to_pylist() == [[[1.0], [None]]]


def test_channels_are_known_from_a_later_row_group() -> None:
    import io

    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    schema = pa.schema([("a", pa.list_(pa.list_(pa.float64()))), ("n", pa.int64())])
    with pq.ParquetWriter(buffer, schema) as writer:
        writer.write_table(pa.table({"a": [None, None], "n": [1, 2]}, schema=schema))
        writer.write_table(pa.table({"a": [[[1.0, 2.0]]], "n": [3]}, schema=schema))
    assert read(buffer.getvalue(), "parquet").table.column("a").to_pylist() == [None, None, [[1.0, 2.0]]]


def test_binary_cells_that_are_images_are_images() -> None:
    cells = [picture(noise(4, 4)), None, npy(noise(4, 4))]
    for kind in (pa.binary(), pa.large_binary()):
        found = typed(parquet(pa.table({"i": pa.array(cells, kind), "y": [1, 2, 3]})), "parquet")
        assert found.schema.columns[0].kind is ColumnKind.image
        assert found.table.column("i").to_pylist() == cells
        image = profile_table(found).columns[0].image
        assert image is not None
        assert image.formats == {"array": 1, "png": 1}


def lines(*rows: dict[str, Any]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def test_arrays_of_ndjson_are_sequences() -> None:
    table = read(
        lines({"a": [1, None], "b": [[1, 2.5]]}, {"a": [3]}, {"a": None, "b": [[3, 4], [5, None]]}), "ndjson"
    ).table
    assert table.to_pylist() == [
        {"a": [[1.0], [None]], "b": [[1.0, 2.5]]},
        {"a": [[3.0]], "b": None},
        {"a": None, "b": [[3.0, 4.0], [5.0, None]]},
    ]


def test_batches_of_ndjson_join(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.table.ndjson_rows.BATCH_ROWS", 2)
    rows = [{"n": 1}, {"n": 2}, {"n": 3, "a": [[1, 2]]}, {"n": 4, "a": [[3, 4]]}, {"n": 5}]
    assert read(lines(*rows), "ndjson").table.column("a").to_pylist() == [None, None, [[1, 2]], [[3, 4]], None]


Place = tuple[str, int | None, int | None, str | None]
NDJSON: dict[str, tuple[bytes, Place]] = {
    "an empty array": (lines({"a": [1]}, {"a": []}), ("empty_sequence", 1, 2, "a")),
    "an empty step": (lines({"a": [[]]}), ("wrong_channels", 0, 1, "a")),
    "steps of two sizes": (lines({"a": [[1, 2], [3]]}), ("wrong_channels", 0, 1, "a")),
    "rows of two sizes": (lines({"a": [[1, 2]]}, {"a": [[1, 2, 3]]}), ("wrong_channels", 1, 2, "a")),
    "numbers after steps": (lines({"a": [[1, 2]]}, {"a": [1]}), ("wrong_channels", 1, 2, "a")),
    "a text inside": (lines({"a": [1, "2"]}), ("not_a_sequence", 0, 1, "a")),
    "true inside": (lines({"a": [1, True]}), ("not_a_sequence", 0, 1, "a")),
    "a null step": (lines({"a": [[1], None]}), ("not_a_sequence", 0, 1, "a")),
    "a third level": (lines({"a": [[[1]]]}), ("not_a_sequence", 0, 1, "a")),
    "an object inside": (lines({"a": [{"x": 1}]}), ("not_a_sequence", 0, 1, "a")),
    "a number beyond float64": (b'{"a": [1' + b"0" * 400 + b"]}\n", ("not_finite", 0, 1, "a")),
    "too many steps": (lines({"a": [1] * 6}), ("too_many_steps", 0, 1, "a")),
    "a number after arrays": (lines({"a": [1]}, {"a": 1}), ("nested_value", 1, 2, "a")),
    "an array after texts": (lines({"a": "x"}, {"a": [1]}), ("nested_value", 1, 2, "a")),
}


@pytest.mark.parametrize("name", NDJSON)
def test_an_array_that_is_no_sequence_is_refused_with_its_line(name: str) -> None:
    data, place = NDJSON[name]
    with pytest.raises(DomainError) as caught:
        read(data, "ndjson", Limits(max_steps=5))
    fault = caught.value.faults[0]
    assert (fault.code, fault.row, fault.line, fault.column) == place
    assert caught.value.remedy


NESTED = pa.list_(pa.list_(pa.float64()))
PARQUET: dict[str, tuple[pa.Array, Place]] = {
    "an empty list": (pa.array([[1.0], []]), ("empty_sequence", 1, None, "a")),
    "an empty step": (pa.array([[[1.0]], [[]]], NESTED), ("wrong_channels", 1, None, "a")),
    "a null step": (pa.array([[[1.0], None]], NESTED), ("wrong_channels", 0, None, "a")),
    "rows of two sizes": (pa.array([[[1.0]], [[1.0, 2.0]]], NESTED), ("wrong_channels", 1, None, "a")),
    "an infinite value": (pa.array([[1.0], [2.0, -np.inf]]), ("not_finite", 1, None, "a")),
    "too many steps": (pa.array([[1.0], [2.0] * 6]), ("too_many_steps", 1, None, "a")),
    "a binary cell that is no image": (pa.array([picture(noise(2, 2)), b"x"]), ("not_an_image", 1, None, "a")),
}


@pytest.mark.parametrize("name", PARQUET)
def test_a_list_that_is_no_sequence_is_refused_with_its_row(name: str) -> None:
    cells, place = PARQUET[name]
    with pytest.raises(DomainError) as caught:
        typed(parquet(pa.table({"a": cells})), "parquet", limits=Limits(max_steps=5))
    fault = caught.value.faults[0]
    assert (fault.code, fault.row, fault.line, fault.column) == place


def test_a_list_of_more_values_than_the_budget_is_refused_by_the_footer() -> None:
    data = parquet(pa.table({"a": pa.array([[0.0] * 100_000] * 50)}))
    assert len(data) < 20_000
    with pytest.raises(DomainError) as caught:
        read(data, "parquet", Limits(max_decoded_bytes=30 << 20, max_steps=10**6))
    assert caught.value.faults[0].code == "too_many_bytes"
    assert read(data, "parquet", Limits(max_steps=10**6)).table.num_rows == 50
