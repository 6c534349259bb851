"""Arrow streams as bodies: the rows of any sender, and bytes of anyone."""

import random
import struct
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from starlette.testclient import TestClient

from service.dependencies import Services
from tests.service.routes.conftest import World, a_row
from tests.service.routes.test_routes_predictions import PATH

ARROW = {"Content-Type": "application/vnd.apache.arrow.stream"}
ROWS = [a_row(), a_row(width=2.25, colour="blue"), a_row(width=None, colour="never seen")]


def stream(table: pa.Table, batch_rows: int | None = 2, **options: Any) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        writer.write_table(table, max_chunksize=batch_rows)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def table(**changes: pa.Array) -> pa.Table:
    plain = pa.Table.from_pylist(ROWS)
    for name, column in changes.items():
        place = plain.schema.get_field_index(name)
        plain = plain.set_column(place, name, column) if place >= 0 else plain.append_column(name, column)
    return plain


COLOURS = [row["colour"] for row in ROWS]
SAME = {
    "plain": table(),
    "a dictionary": table(colour=pa.array(COLOURS).dictionary_encode()),
    "large strings": table(colour=pa.array(COLOURS, pa.large_string())),
    "views": table(colour=pa.array(COLOURS, pa.string_view())),
    "float32 and int8": table(width=pa.array([5.125, 2.25, None], pa.float32()), height=pa.array([3] * 3, pa.int8())),
    "decimals": table(height=pa.array([3, 3, 3], pa.int32()).cast(pa.decimal128(12, 1))),
    "dates": table(seen=pa.array(["2024-03-11"] * 3).cast(pa.date32())),
    "nulls": table(width=pa.nulls(3)),
    "more columns": table(trace=pa.array([[1.0], [2.0, 3.0], None]), photo=pa.array([b"1", b"2", None])),
}


@pytest.mark.parametrize("name", SAME)
def test_a_stream_is_answered_as_its_rows_are(client: TestClient, world: World, name: str) -> None:
    sent = SAME[name]
    rows = [
        dict(row) for row in sent.drop_columns([c for c in ("trace", "photo") if c in sent.column_names]).to_pylist()
    ]
    for row in rows:
        row["seen"] = str(row["seen"])
        row["height"] = float(row["height"])

    answer = client.post(PATH, content=stream(sent), headers=ARROW)

    assert answer.status_code == 200, answer.text
    assert answer.json()["predictions"] == client.post(PATH, json={"rows": rows}).json()["predictions"]
    assert answer.json()["ignored_columns"] == [c for c in ("trace", "photo") if c in sent.column_names]


NULLS = stream(pa.table({"nothing": pa.nulls(1_234)}), batch_rows=None)
"""No bytes, however many rows."""


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "bad_arrow"),
        (b"\xff\xff\xff\xff", 422, "bad_arrow"),
        (b"ARROW1\0\0", 422, "bad_arrow"),
        (stream(table())[:-150], 422, "bad_arrow"),
        (stream(table().slice(0, 0)), 422, "no_rows"),
        (stream(table(), compression="zstd"), 422, "arrow_compressed"),
        (stream(table(colour=pa.array(COLOURS).dictionary_encode()), compression="lz4"), 422, "arrow_compressed"),
        (stream(table(width=pa.array([{"deep": 1}] * 3))), 422, "column_type"),
        (stream(table(width=pa.array([1] * 3, pa.duration("s")))), 422, "column_type"),
        (stream(table(colour=pa.RunEndEncodedArray.from_arrays([3], ["red"]))), 422, "column_type"),
        (stream(table().rename_columns(["width", "width", "colour", "seen"])), 422, "duplicate_column"),
        (stream(table().drop_columns("colour")), 422, "missing_column"),
        (stream(table(width=pa.array([1.0, float("inf"), 1.0]))), 422, "not_finite"),
        (stream(pa.concat_tables([table()] * 7)), 413, "too_many_rows"),
        (NULLS.replace((1_234).to_bytes(8, "little"), (2**40).to_bytes(8, "little")), 413, "too_many_rows"),
        (stream(table(colour=pa.array(["x" * 70_000] * 3).dictionary_encode())), 413, "field_too_long"),
    ],
)  # fmt: skip
def test_a_stream_that_cannot_be_taken_is_refused_by_its_fault(
    client: TestClient, world: World, body: bytes, status: int, code: str
) -> None:
    answer = client.post(PATH, content=body, headers=ARROW)

    assert answer.status_code == status, answer.text
    assert code in [fault["code"] for fault in answer.json()["errors"]]


def test_a_column_that_decodes_to_much_more_than_was_sent_is_refused(
    client: TestClient, world: World, services: Services
) -> None:
    limits = services.settings.limits
    most = 8 * limits.max_json_bytes  # what may come of a body
    word = b"x" * 60_000
    view = struct.pack("<i4sii", len(word), word[:4], 0, 0)
    views = pa.Array.from_buffers(pa.string_view(), 20, [None, pa.py_buffer(view * 20), pa.py_buffer(word)])
    indices = pa.DictionaryArray.from_arrays(pa.array([0] * 20, pa.int32()), pa.array([word.decode()]))
    for many in (views, indices):
        body = stream(pa.table({"colour": many}), batch_rows=None)
        assert (len(body) < limits.max_json_bytes, most < 20 * 60_000) == (True, True)

        answer = client.post(PATH, content=body, headers=ARROW)

        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (413, "too_many_bytes")


def test_a_missing_cell_whose_view_shows_something_is_refused(client: TestClient, world: World) -> None:
    body = bytearray(stream(pa.table({"colour": pa.array(["q", None, "r" * 24], pa.string_view())})))
    views = body.index(b"\x01\0\0\0q")

    assert client.post(PATH, content=bytes(body), headers=ARROW).json()["errors"][0]["code"] == "missing_column"
    body[views + 16 : views + 20] = (2**30).to_bytes(4, "little")
    answer = client.post(PATH, content=bytes(body), headers=ARROW)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "bad_arrow")


def test_a_decimal_of_an_unreasonable_scale_is_refused(client: TestClient, world: World) -> None:
    body = bytearray(stream(table(height=pa.array([Decimal(3)] * 3, pa.decimal128(12, 9)))))
    scale = body.index((12).to_bytes(4, "little") + (9).to_bytes(4, "little"), body.index(b"height")) + 4
    body[scale : scale + 4] = (4_194_305).to_bytes(4, "little")

    answer = client.post(PATH, content=bytes(body), headers=ARROW)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "column_type")


def test_no_damaged_stream_is_more_than_a_4xx(client: TestClient, world: World) -> None:
    draw = random.Random(11)
    whole = [stream(sent) for name, sent in SAME.items() if name != "nulls"]
    whole.append(stream(SAME["a dictionary"], compression="lz4"))
    statuses: dict[int, int] = {}
    for _ in range(400):
        body = bytearray(draw.choice(whole))
        for _ in range(draw.choice([1, 1, 2, 4])):
            place = draw.randrange(len(body))
            match draw.randrange(4):
                case 0:
                    body = body[: max(1, place)]
                case 1:
                    body[place : place + 4] = draw.choice([b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f", b"\1\0\0\0"])
                case _:
                    body[place] ^= 1 << draw.randrange(8)
        answer = client.post(PATH, content=bytes(body), headers=ARROW)
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1

    assert set(statuses) <= {200, 413, 422}, statuses
    assert min(statuses[200], statuses[422]) > 10  # else the damage was none, or all of it the same
