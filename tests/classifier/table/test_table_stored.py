"""A table that stays in its file gives what the same table in memory gives."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from classifier.spec.streaming import Streaming
from classifier.table.encode import encode, fit_encoder
from classifier.table.parts import RowReader
from classifier.table.profile import row_bits
from classifier.table.stored import GROUP_BYTES, StoredTable, rows_of_group
from classifier.table.target import label_column
from tests.classifier.neural.neural_runs import resolved, rice_like

NAMES = ["a", "a.b", "word", "flag", "when", "series"]


@pytest.fixture
def held() -> pa.Table:
    generator = np.random.default_rng(0)
    num_rows = 95
    return pa.table(
        {
            "a": generator.normal(size=num_rows),
            "a.b": pa.array(range(num_rows)),
            "word": pa.array(generator.choice(["x", "long word", None], num_rows).tolist(), pa.string()),
            "flag": pa.array((generator.random(num_rows) > 0.5).tolist()),
            "when": pa.array(range(num_rows), pa.timestamp("us", "UTC")),
            "series": pa.array([[float(i)] * (i % 4) for i in range(num_rows)], pa.list_(pa.float64())),
        },
    )


@pytest.fixture
def stored(held: pa.Table, tmp_path: Path) -> StoredTable:
    pq.write_table(held, tmp_path / "t.parquet", row_group_size=20)
    return StoredTable.open(tmp_path / "t.parquet")


def test_it_has_the_columns_and_rows_of_the_table(held: pa.Table, stored: StoredTable) -> None:
    assert stored.column_names == NAMES
    assert (stored.num_rows, stored.schema) == (95, held.schema)
    assert stored.groups == [(0, 20), (20, 40), (40, 60), (60, 80), (80, 95)]
    assert stored.whole() == held
    for name in NAMES:
        assert stored.column(name).combine_chunks() == held.column(name).combine_chunks()
    assert (
        row_bits(stored.select(["a", "word", "flag"])).tolist() == row_bits(held.select(["a", "word", "flag"])).tolist()
    )


def test_rows_come_in_the_order_in_which_they_are_asked_for(held: pa.Table, stored: StoredTable) -> None:
    for rows in ([], [94], [3, 90, 3, 21, 20], list(range(94, -1, -1))):
        assert stored.take(pa.array(rows, pa.int64())) == held.take(pa.array(rows, pa.int64()))
    some = ["word", "a"]
    assert stored.select(some).take(np.array([50, 7])) == held.select(some).take(np.array([50, 7]))


def test_a_file_that_is_deleted_can_be_read_on(held: pa.Table, stored: StoredTable, tmp_path: Path) -> None:
    (tmp_path / "t.parquet").unlink()

    assert stored.whole() == held


def test_its_size_is_about_that_of_the_table_in_memory(tmp_path: Path) -> None:
    num_rows = 20_000
    columns = {f"x{i}": np.random.default_rng(i).normal(size=num_rows) for i in range(8)}
    table = pa.table({**columns, "word": ["some word"] * num_rows, "s": [[0.5] * 10] * num_rows})
    pq.write_table(table, tmp_path / "t.parquet")

    assert StoredTable.open(tmp_path / "t.parquet").select([*columns]).nbytes == 8 * 8 * num_rows
    assert StoredTable.open(tmp_path / "t.parquet").select(["word"]).nbytes == pytest.approx(
        table.select(["word"]).nbytes, rel=0.5
    )


def test_row_groups_are_small_in_bytes_and_neither_tiny_nor_endless_in_rows() -> None:
    wide = pa.table({f"x{i}": np.zeros(5_000) for i in range(100)})
    assert rows_of_group(wide) == GROUP_BYTES // 800
    wider = pa.table({f"x{i}": np.zeros(10) for i in range(5_000)})
    assert rows_of_group(wider) == 1_000
    assert rows_of_group(pa.table({})) == 2**20


def test_parts_of_a_stored_table_join_to_what_the_table_encodes_to(tmp_path: Path) -> None:
    table, schema = rice_like(240)
    pq.write_table(table, tmp_path / "t.parquet", row_group_size=50)
    stored = StoredTable.open(tmp_path / "t.parquet")
    spec = resolved(features=["a", "b", "c"])
    rows = np.flatnonzero(np.arange(240) % 5)
    encoder = fit_encoder(table, schema, spec, rows)

    assert fit_encoder(stored, schema, spec, rows) == encoder
    assert [part.tolist() if isinstance(part, np.ndarray) else part for part in label_column(stored, "y")] == [
        part.tolist() if isinstance(part, np.ndarray) else part for part in label_column(table, "y")
    ]
    whole_NX = encode(encoder, table.take(rows)).x_NX
    for source in (stored, table):
        reader = RowReader(source, Streaming(buffer_bytes=2_000, part_bytes=500))
        places = [place for place, _ in reader.encoded(encoder, rows)]
        assert len(places) > 5
        assert [place.start for place in places[1:]] == [place.stop for place in places[:-1]]
        assert (reader.held(encoder, rows).x_NX == whole_NX).all()
        order = list(range(len(reader.groups)))[::-1]
        turned = list(reader.encoded(encoder, rows, order=order))
        assert sum(len(encoded.x_NX) for _, encoded in turned) == len(rows)
        assert all((encoded.x_NX == whole_NX[place]).all() for place, encoded in turned)


def test_no_rows_are_one_empty_part(tmp_path: Path) -> None:
    table, schema = rice_like(240)
    encoder = fit_encoder(table, schema, resolved(features=["a", "b", "c"]), np.arange(240))
    reader = RowReader(table, Streaming(buffer_bytes=2_000, part_bytes=500))

    [(place, encoded)] = reader.encoded(encoder, np.empty(0, dtype=np.int64))

    assert (place, encoded.x_NX.shape) == (slice(0, 0), (0, encoder.num_features))
