"""What can be uploaded, and how its bytes travel."""

import gzip
import io
import json
import os
from pathlib import Path

import pandas as pd
import pytest

from discern.client import Discern
from discern.errors import DatasetFailedError, UnreachableError
from discern.sources import CHUNK_BYTES, as_upload
from tests.discern.discern_fake import FakeServer, problem


def test_a_file_arrives_byte_for_byte_with_its_name_and_type(server: FakeServer, client: Discern, table: Path) -> None:
    dataset = client.datasets.upload(table, delimiter=",", missing_values=["?", "-"])

    [request] = server.asked("POST", "/v1/datasets")
    assert request.body == table.read_bytes()
    assert request.headers["content-type"] == "text/csv"
    assert request.headers["content-length"] == str(table.stat().st_size)
    assert ("name", "rice.csv") in request.query
    assert [value for name, value in request.query if name == "missing_values"] == ["?", "-"]
    assert dataset.status == "ready"


@pytest.mark.parametrize(
    ("name", "media_type", "coding"),
    [
        ("a.csv", "text/csv", None),
        ("a.csv.gz", "text/csv", "gzip"),
        ("A.PARQUET", "application/vnd.apache.parquet", None),
        ("a.ndjson", "application/x-ndjson", None),
        ("a.jsonl.gz", "application/x-ndjson", "gzip"),
        ("a.npz", "application/x-npz", None),
        ("A.ZIP", "application/zip", None),
    ],
)
def test_the_suffix_gives_the_media_type(tmp_path: Path, name: str, media_type: str, coding: str | None) -> None:
    (tmp_path / name).write_bytes(b"1")

    with as_upload(tmp_path / name) as upload:
        headers = upload.headers()

    assert (headers["Content-Type"], headers.get("Content-Encoding")) == (media_type, coding)


def test_a_gzipped_file_is_not_opened(server: FakeServer, client: Discern, tmp_path: Path) -> None:
    path = tmp_path / "rice.csv.gz"
    path.write_bytes(gzip.compress(b"Area,Class\n1,a\n"))

    client.datasets.upload(path)

    assert server.seen[0].body == path.read_bytes()


def test_an_unknown_suffix_is_refused_before_anything_is_sent(server: FakeServer, client: Discern, table: Path) -> None:
    path = table.rename(table.with_suffix(".xlsx"))

    with pytest.raises(ValueError, match=r"cannot tell the format of rice\.xlsx"):
        client.datasets.upload(path)
    assert server.seen == []


@pytest.mark.parametrize("name", ["a.npz.gz", "a.zip.gz", "a.gz", "a.png"])
def test_what_is_compressed_twice_or_is_no_dataset_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"1")

    with pytest.raises(ValueError, match="cannot tell the format"), as_upload(tmp_path / name):
        pass


def test_the_columns_of_a_long_table_are_told(server: FakeServer, client: Discern, table: Path) -> None:
    client.datasets.upload(table, series={"id": "who", "channels": ["a"]})
    client.datasets.upload(table)

    first, second = (dict(request.query) for request in server.asked("POST", "/v1/datasets"))
    assert json.loads(first["series"]) == {"id": "who", "channels": ["a"]}
    assert "series" not in second


def test_progress_counts_every_byte(server: FakeServer, client: Discern, tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    path.write_bytes(b"a\n" + b"1\n" * CHUNK_BYTES)
    told: list[tuple[int, int | None]] = []

    client.datasets.upload(path, progress=lambda sent, total: told.append((sent, total)))

    assert [sent for sent, _ in told] == sorted({sent for sent, _ in told})
    assert len(told) == 3
    assert told[-1] == (path.stat().st_size, path.stat().st_size)


def test_a_large_file_is_never_held_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(50 * CHUNK_BYTES)

    with as_upload(path) as upload:
        assert max(map(len, upload.body())) == CHUNK_BYTES


def test_a_repeated_upload_starts_from_the_first_byte(server: FakeServer, client: Discern) -> None:
    server.script("POST", "/v1/datasets", problem(503, "busy"))
    file = io.BytesIO(b"skipped\nArea,Class\n1,a\n")
    file.seek(8)

    client.datasets.upload(file, file_format="csv")

    assert [request.body for request in server.asked("POST", "/v1/datasets")] == [b"Area,Class\n1,a\n"] * 2
    assert not file.closed


def test_a_stream_that_cannot_be_rewound_is_sent_once(server: FakeServer, client: Discern) -> None:
    server.lost["POST", "/v1/datasets"] = 1
    reader, writer = os.pipe()
    os.write(writer, b"Area,Class\n1,a\n")
    os.close(writer)

    with os.fdopen(reader, "rb") as file, pytest.raises(UnreachableError):
        client.datasets.upload(file, file_format="csv")

    [request] = server.asked("POST", "/v1/datasets")
    assert request.body == b"Area,Class\n1,a\n"
    assert request.headers["transfer-encoding"] == "chunked"


def test_a_data_frame_travels_as_parquet(server: FakeServer, client: Discern) -> None:
    frame = pd.DataFrame({"Area": [1.5, None], "Class": ["a", "b"]}, index=[7, 8])

    client.datasets.upload(frame, name="frame")

    assert server.seen[0].headers["content-type"] == "application/vnd.apache.parquet"
    sent = pd.read_parquet(io.BytesIO(server.seen[0].body))
    pd.testing.assert_frame_equal(sent, frame.reset_index(drop=True))


def test_a_data_frame_that_mixes_types_in_a_column_travels_as_csv(server: FakeServer, client: Discern) -> None:
    client.datasets.upload(pd.DataFrame({"Area": [1, "one"]}))

    assert server.seen[0].headers["content-type"] == "text/csv"
    assert server.seen[0].body == b"Area\n1\none\n"


def test_an_upload_waits_until_the_table_is_read(server: FakeServer, client: Discern, table: Path) -> None:
    server.polls_before_ready = 3

    dataset = client.datasets.upload(table)

    assert dataset.status == "ready"
    assert [dict(request.query) for request in server.asked("GET", "/v1/datasets/ds_1")] == [{"wait": "30.0"}] * 3


def test_an_upload_may_return_before_the_table_is_read(server: FakeServer, client: Discern, table: Path) -> None:
    server.polls_before_ready = 3

    dataset = client.datasets.upload(table, wait=False)

    assert dataset.status == "profiling"
    assert "wait" not in dict(server.seen[0].query)


def test_waiting_ends_at_its_timeout(server: FakeServer, client: Discern, table: Path) -> None:
    server.polls_before_ready = 10**9

    with pytest.raises(TimeoutError):
        client.datasets.upload(table, timeout_seconds=0.05)


def test_a_table_that_cannot_be_used_says_where(server: FakeServer, client: Discern, table: Path) -> None:
    server.polls_before_ready = 9
    dataset = client.datasets.upload(table, wait=False)
    fault = {"code": "ragged_row", "message": "2 fields, not 3", "line": 4}
    server.datasets[dataset.id] |= {
        "status": "failed",
        "error": {"code": "data_invalid", "detail": "1 problem", "hint": "Fix line 4.", "errors": [fault]},
    }

    with pytest.raises(DatasetFailedError) as caught:
        client.datasets.wait(dataset)

    assert (caught.value.code, caught.value.errors[0].line) == ("data_invalid", 4)
