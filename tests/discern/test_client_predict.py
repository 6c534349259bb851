"""Predictions of rows, frames and files, and files cut into bodies."""

import gzip
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discern.chunks import chunks, merged, records
from discern.client import Discern
from discern.errors import DiscernError
from tests.discern.discern_fake import FakeServer


def test_rows_travel_as_json_with_missing_values_as_null(server: FakeServer, client: Discern) -> None:
    rows = [{"Area": np.float64(1.0), "when": datetime(2026, 1, 2, tzinfo=UTC), "gone": float("nan"), "nat": pd.NaT}]

    answer = client.predict("rice", rows, threshold=0.3)

    [request] = server.asked("POST", "/v1/models/rice/predict")
    row = {"Area": 1.0, "when": "2026-01-02T00:00:00+00:00", "gone": None, "nat": None}
    assert request.json == {"rows": [row], "threshold": 0.3}
    assert answer.predictions[0].label == "b"
    assert sum(answer.predictions[0].probabilities.values()) == pytest.approx(1)


def test_sequences_travel_as_arrays_and_images_as_base64(server: FakeServer, client: Discern) -> None:
    rows = [
        {"Area": 1, "X": np.array([[1.5, np.nan], [2.0, 3.0]]), "y": [1, (2, float("nan"))], "image": b"\x89PNG"},
        {"Area": 2, "X": np.arange(3), "y": [], "image": np.zeros((1, 2), np.uint8)},
    ]

    client.predict("rice", rows)

    assert server.seen[0].json["rows"] == [
        {"Area": 1, "X": [[1.5, None], [2.0, 3.0]], "y": [1, [2, None]], "image": "iVBORw=="},
        {"Area": 2, "X": [0, 1, 2], "y": [], "image": [[0, 0]]},
    ]


def test_an_arrow_table_travels_as_a_stream_and_may_come_back_as_one(server: FakeServer, client: Discern) -> None:
    table = pa.table({"Area": [0.0, 1.0, 0.0]})

    answer = client.predict("rice", table, returns=["label", "logits"], top_k=2)
    labels = client.predict_table("rice", table, threshold=0.3)

    there, back = server.asked("POST", "/v1/models/rice/predict")
    assert pa.ipc.open_stream(there.body).read_all().equals(table)
    assert there.headers["content-type"] == "application/vnd.apache.arrow.stream"
    assert there.query == [("return", "label"), ("return", "logits"), ("top_k", "2")]
    assert (back.headers["accept"], back.query) == ("application/vnd.apache.arrow.stream", [("threshold", "0.3")])
    assert labels.to_pylist() == [{"row": row.row, "label": row.label} for row in answer.predictions]


def test_the_parts_of_an_answer_are_asked_for_in_the_body(server: FakeServer, client: Discern) -> None:
    client.predict("rice", [{"Area": 1}], returns=("label",), top_k=1, routing_key="me")
    frame = client.predict_table("rice", pd.DataFrame({"Area": [0.0, 1.0]}))

    row, sent = server.asked("POST", "/v1/models/rice/predict")
    assert row.json == {"rows": [{"Area": 1}], "return": ["label"], "top_k": 1}
    assert row.headers["x-routing-key"] == "me"
    assert sent.headers["content-type"] == "application/vnd.apache.parquet"
    assert frame.to_pandas()["label"].tolist() == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("a.png", "image/png"), ("A.JPG", "image/jpeg"), ("a.jpeg", "image/jpeg")],
)
def test_an_image_file_is_one_row(
    server: FakeServer, client: Discern, tmp_path: Path, name: str, media_type: str
) -> None:
    (tmp_path / name).write_bytes(b"pixels")

    answer = client.predict("cats", tmp_path / name, version=2, threshold=0.5)

    [request] = server.asked("POST", "/v1/models/cats/versions/2/predict")
    assert (request.body, request.headers["content-type"]) == (b"pixels", media_type)
    assert request.query == [("threshold", "0.5")]
    assert len(answer.predictions) == 1


def test_archives_travel_as_they_are(server: FakeServer, client: Discern, tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", X=np.arange(3))
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("1.png", b"1")

    answers = [client.predict("cats", tmp_path / name) for name in ("a.npz", "a.zip")]

    assert [request.headers["content-type"] for request in server.seen] == ["application/x-npz", "application/zip"]
    assert [len(answer.predictions) for answer in answers] == [3, 1]


def test_a_long_table_is_predicted_with_what_its_columns_are(
    server: FakeServer, client: Discern, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"Area\n1\n"))

    client.predict("rice", path, series={"id": "who"})

    [request] = server.seen
    assert request.query == [("series", '{"id": "who"}')]


def test_a_frame_travels_as_parquet_to_the_version_asked_for(server: FakeServer, client: Discern) -> None:
    answer = client.predict("rice", pd.DataFrame({"Area": [0.0, 1.0]}), version=3, on_invalid="skip")

    [request] = server.asked("POST", "/v1/models/rice/versions/3/predict")
    assert request.query == [("on_invalid", "skip")]
    assert request.headers["content-type"] == "application/vnd.apache.parquet"
    assert [row.label for row in answer.predictions] == ["a", "b"]


def test_a_cell_that_no_json_holds_is_refused(server: FakeServer, client: Discern) -> None:
    with pytest.raises(TypeError, match="a cell cannot hold a object"):
        client.predict("rice", [{"Area": object()}])


def test_more_rows_than_the_limit_are_a_readable_refusal(server: FakeServer, client: Discern) -> None:
    with pytest.raises(DiscernError) as caught:
        client.predict("rice", [{"Area": 1}] * 5)

    assert caught.value.code == "too_large"


def rows_of(text: bytes, tmp_path: Path, name: str = "t.csv", **limits: int) -> list[tuple[bytes, int, int]]:
    path = tmp_path / name
    path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    limits = {"max_rows": 2, "max_bytes": 10**6, **limits}
    file_format = "ndjson" if "ndjson" in name else "csv"
    found = chunks(path, file_format, name.endswith(".gz"), **limits)
    return [(chunk.body, chunk.first_row, chunk.first_line) for chunk in found]


@pytest.mark.parametrize(
    ("name", "text", "bodies"),
    [
        ("t.csv", b"h,i\n1,2\n3,4\n5,6\n", [(b"h,i\n1,2\n3,4\n", 0, 0), (b"h,i\n5,6\n", 2, 2)]),
        ("t.csv.gz", b"h,i\n1,2\n3,4\n5,6", [(b"h,i\n1,2\n3,4\n", 0, 0), (b"h,i\n5,6", 2, 2)]),
        (
            "t.csv",
            b'h,i\r\n"a\r\nb",2\r\n3,4\r\n5,6\r\n',
            [(b'h,i\r\n"a\r\nb",2\r\n3,4\r\n', 0, 0), (b"h,i\r\n5,6\r\n", 2, 3)],
        ),
        ("t.csv", b"h,i\n1,2\n\n3,4\n5,6\n", [(b"h,i\n1,2\n\n3,4\n", 0, 0), (b"h,i\n5,6\n", 2, 3)]),
        ("t.csv", b"h\n1\n\n3\n", [(b"h\n1\n\n", 0, 0), (b"h\n3\n", 2, 2)]),
        ("t.csv", b"h,i\n", [(b"h,i\n", 0, 0)]),
        ("t.csv", b"", [(b"", 0, 0)]),
        ("t.ndjson", b'{"a":1}\n{"a":2}\n{"a":3}\n', [(b'{"a":1}\n{"a":2}\n', 0, 0), (b'{"a":3}\n', 2, 2)]),
        ("t.csv", "h,i\n1,ü\n".encode("utf-16"), ["h,i\n1,ü\n".encode()]),
    ],
)
def test_a_file_is_cut_between_rows(tmp_path: Path, name: str, text: bytes, bodies: list[object]) -> None:
    found = rows_of(text, tmp_path, name)

    assert [part if isinstance(bodies[0], tuple) else part[0] for part in found] == bodies


def test_bodies_stay_below_the_byte_limit_where_single_rows_allow(tmp_path: Path) -> None:
    text = b"h,i\n" + b"".join(b"%d,%s\n" % (n, b"x" * (n % 50)) for n in range(200))

    found = rows_of(text, tmp_path, max_rows=1000, max_bytes=200)

    assert max(len(body) for body, _, _ in found) <= 200
    assert b"".join(body.removeprefix(b"h,i\n") for body, _, _ in found) == text.removeprefix(b"h,i\n")


@given(st.lists(st.sampled_from([b"a", b",", b'"', b"\n", b'""', b"\r\n"]), max_size=30).map(b"".join))
def test_records_lose_no_byte_and_end_outside_quotes(text: bytes) -> None:
    found = list(records(text.splitlines(keepends=True)))

    assert b"".join(found) == text
    assert all(record.count(b'"') % 2 == 0 for record in found[:-1])


def test_answers_of_several_bodies_count_rows_through_the_file(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"h,i\n" + b"1,2\n" * 5)
    parts = list(chunks(tmp_path / "t.csv", "csv", False, max_rows=2, max_bytes=10**6))
    answers = [
        {
            "predictions": [{"row": row, "label": "a"} for row in range(len(part.body.splitlines()) - 1)],
            "errors": [{"row": 0, "line": 2, "pointer": "/rows/0/h"}],
            "ignored_columns": ["i"],
            "timing_ms": 1.5,
        }
        for part in parts
    ]

    whole = merged(zip(parts, answers, strict=True))

    assert [row["row"] for row in whole["predictions"]] == [0, 1, 2, 3, 4]
    assert [(fault["row"], fault["line"], fault["pointer"]) for fault in whole["errors"]] == [
        (0, 2, None),
        (2, 4, None),
        (4, 6, None),
    ]
    assert (whole["ignored_columns"], whole["timing_ms"]) == (["i"], 4.5)


def test_a_gzipped_file_is_unpacked_before_it_is_sent(server: FakeServer, client: Discern, tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"Area\n1\n"))

    assert client.predict("rice", path, threshold=0.4).predictions[0].label == "b"
    [request] = server.seen
    assert (request.body, request.query) == (b"Area\n1\n", [("threshold", "0.4")])
    assert "content-encoding" not in request.headers
