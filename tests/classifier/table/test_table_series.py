"""Long tables fold into one row for each series, and are refused where a step has no place."""

import io
import json
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from classifier.errors import DomainError
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind, ColumnRole, FileFormat, ParseOptions
from classifier.table.profile import profile_table
from classifier.table.read import iter_source
from classifier.table.sequence_cell import channels_of
from tests.classifier.table.uploads import archive, npz, parquet, read, typed

LONG = "who,t,x,on,note,label\nb,2,1.5,yes,p,u\na,1,2,no,q,v\nb,1,,no,r,u\na,0,4,yes,s,v\nc,5,6,no,t,\n"
SERIES = {"id": "who", "time": "t", "label": "label"}


def test_each_id_is_a_row_its_steps_by_time_in_the_order_of_first_appearance() -> None:
    table = typed(LONG.encode(), "csv", series=SERIES).table
    assert table.column_names == ["who", "series", "label"]
    assert table.to_pylist() == [
        {"who": "b", "series": [[None, 0.0], [1.5, 1.0]], "label": "u"},
        {"who": "a", "series": [[4.0, 1.0], [2.0, 0.0]], "label": "v"},
        {"who": "c", "series": [[6.0, 0.0]], "label": None},
    ]
    assert channels_of(table.schema.field("series")) == ["x", "on"]


def test_kinds_roles_and_reasons_are_told() -> None:
    columns = typed(LONG.encode(), "csv", series=SERIES).schema.columns
    assert [(c.kind, c.role) for c in columns] == [
        (ColumnKind.categorical, ColumnRole.id),
        (ColumnKind.sequence, ColumnRole.feature),
        (ColumnKind.categorical, ColumnRole.target),
    ]
    assert columns[1].reason == "2 channels of each series, its steps by 't'; left out: 'note'."


def test_csv_ndjson_and_parquet_fold_alike() -> None:
    rows = [dict(zip(LONG.split("\n")[0].split(","), line.split(","), strict=True)) for line in LONG.split("\n")[1:-1]]
    plain = [
        {
            **row,
            "t": int(row["t"]),
            "x": float(row["x"]) if row["x"] else None,
            "on": row["on"] == "yes",
            "label": row["label"] or None,
        }
        for row in rows
    ]
    lines = "".join(json.dumps(row) + "\n" for row in plain).encode()
    tables = [
        typed(data, kind, series=SERIES).table
        for data, kind in ((LONG.encode(), "csv"), (lines, "ndjson"), (parquet(pa.Table.from_pylist(plain)), "parquet"))
    ]
    assert tables[0] == tables[1] == tables[2]


def test_without_time_the_order_of_the_file_stands() -> None:
    table = read(LONG.encode(), "csv", series={"id": "who", "channels": ["x"]}).table
    assert table.column("series").to_pylist() == [[[1.5], [None]], [[2.0], [4.0]], [[6.0]]]
    assert table.column_names == ["who", "series"]


def test_named_channels_stand_in_their_order() -> None:
    table = read(LONG.encode(), "csv", series=SERIES | {"channels": ["on", "x"]}).table
    assert channels_of(table.schema.field("series")) == ["on", "x"]
    assert table.column("series")[1].as_py() == [[1.0, 4.0], [0.0, 2.0]]


@pytest.mark.parametrize("times", [("2024-01-31", "2024-01-30"), ("9", "10"), ("1.5", "1e1"), ("-1", "3")])
def test_time_is_a_number_or_a_date(times: tuple[str, str]) -> None:
    text = f"i,t,x\na,{times[0]},1\na,{times[1]},2\n"
    found = read(text.encode(), "csv", series={"id": "i", "time": "t"}).table.column("series")[0].as_py()
    assert found == ([[2.0], [1.0]] if times[0] == "2024-01-31" else [[1.0], [2.0]])


def test_an_id_called_series_leaves_the_name_to_it() -> None:
    table = read(b"series,x\na,1\n", "csv", series={"id": "series"}).table
    assert table.column_names == ["series", "sequence"]


def test_a_label_of_numbers_keeps_its_type_in_csv() -> None:
    table = typed(b"i,x,y\na,1,1\nb,2,0\n", "csv", series={"id": "i", "label": "y"}).table
    assert table.column("y").to_pylist() == [1, 0]


def test_a_scoring_job_reads_the_same_series_in_batches(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("i,t,x\n" + "".join(f"{i % 50},{100 - i // 50},{i}\n" for i in range(500)))
    parse = ParseOptions.model_validate({"series": {"id": "i", "time": "t"}})
    batches = list(iter_source(path, FileFormat.csv, gzip=False, parse=parse, limits=Limits(), batch_rows=20))
    assert [batch.table.num_rows for batch in batches] == [20, 20, 10]
    whole = pa.concat_tables([batch.table for batch in batches])
    assert whole.column("series")[3].as_py() == [[453.0 - 50 * step] for step in range(10)]


def test_the_profile_names_the_channels() -> None:
    counted = profile_table(typed(LONG.encode(), "csv", series=SERIES)).columns[1].sequence
    assert counted is not None
    assert (counted.channels, counted.min_steps, counted.max_steps, counted.num_missing_values) == (
        ["x", "on"],
        1,
        2,
        1,
    )


Place = tuple[str, int | None, int | None, str | None]
# name: (file, series, (code, row, line, column) of the first fault)
REFUSED: dict[str, tuple[str, dict[str, object], Place]] = {
    "an unknown id": ("i,x\na,1\n", {"id": "who"}, ("series_column", None, None, "who")),
    "an unknown time": ("i,x\na,1\n", {"id": "i", "time": "t"}, ("series_column", None, None, "t")),
    "an unknown channel": ("i,x\na,1\n", {"id": "i", "channels": ["z"]}, ("series_column", None, None, "z")),
    "one column as id and label": ("i,x\na,1\n", {"id": "i", "label": "i"}, ("series_column", None, None, "i")),
    "one column as label and channel": (
        "i,x\na,1\n",
        {"id": "i", "label": "x", "channels": ["x"]},
        ("series_column", None, None, "x"),
    ),
    "a missing id": ("i,x\na,1\n,2\n", {"id": "i"}, ("series_id_missing", 1, 3, "i")),
    "a missing time": ("i,t,x\na,1,1\na,NA,2\n", {"id": "i", "time": "t"}, ("series_time", 1, 3, "t")),
    "a time twice": ("i,t,x\na,1,1\nb,1,2\na,1.0,3\n", {"id": "i", "time": "t"}, ("series_time", 2, 4, "t")),
    "a time that is none": ("i,t,x\na,1,1\na,late,2\n", {"id": "i", "time": "t"}, ("series_time", 1, 3, "t")),
    "an infinite time": ("i,t,x\na,1,1\na,inf,2\n", {"id": "i", "time": "t"}, ("series_time", 1, 3, "t")),
    "a label that changes": ("i,x,y\na,1,u\nb,1,v\na,1,v\n", {"id": "i", "label": "y"}, ("series_label", 2, 4, "y")),
    "a label that ends": ("i,x,y\na,1,u\na,1,\n", {"id": "i", "label": "y"}, ("series_label", 1, 3, "y")),
    "a named channel of words": (
        "i,x\na,1\na,two\n",
        {"id": "i", "channels": ["x"]},
        ("not_a_number", 1, 3, "x"),
    ),
    "an infinite value": ("i,x\na,1\na,inf\n", {"id": "i"}, ("not_finite", 1, 3, "x")),
    "no channel": ("i,x\na,p\na,q\n", {"id": "i"}, ("series_channels", None, None, None)),
    "only an id": ("i\na\n", {"id": "i"}, ("series_channels", None, None, None)),
    "too many steps": ("i,x\nb,0\n" + "a,1\n" * 6, {"id": "i"}, ("too_many_steps", 1, None, "i")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_step_without_a_place_is_refused_where_it_stands(name: str) -> None:
    text, series, place = REFUSED[name]
    with pytest.raises(DomainError) as caught:
        read(text.encode(), "csv", Limits(max_steps=5), series=series)
    fault = caught.value.faults[0]
    assert (fault.code, fault.row, fault.line, fault.column) == place
    assert caught.value.remedy


@pytest.mark.parametrize(("data", "kind"), [(npz(X=[[1.0]]), "npz"), (archive({"a": b""}), "zip")])
def test_arrays_and_images_are_no_long_tables(data: bytes, kind: str) -> None:
    with pytest.raises(DomainError) as caught:
        read(data, kind, series={"id": "i"})
    assert caught.value.faults[0].code == "series_format"


def test_a_typed_time_orders_as_it_should() -> None:
    rows = {"i": ["a", "a"], "t": [datetime(2024, 1, 2), datetime(2024, 1, 1)], "x": [1, 2]}
    table = read(parquet(pa.table(rows)), "parquet", series={"id": "i", "time": "t"}).table
    assert table.column("series").to_pylist() == [[[2.0], [1.0]]]


def test_a_folded_table_comes_back_from_parquet_with_its_channels() -> None:
    import pyarrow.parquet as pq

    table = typed(LONG.encode(), "csv", series=SERIES).table
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    again = typed(buffer.getvalue(), "parquet").table
    assert again.column("series") == table.column("series")
    assert channels_of(again.schema.field("series")) == ["x", "on"]
