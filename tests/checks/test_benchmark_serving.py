"""The form of the serving benchmark and what its client counts; no test here is timed."""

import json
import random
import socket
import threading
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.serving.__main__ import METHOD
from benchmarks.serving.load import Job, Load, request, run
from benchmarks.serving.peers import instances, tensors
from benchmarks.serving.rounds import Bodies, ratio
from benchmarks.serving.rows import LEVELS, NUMBERS, WORDS, a_row, write_table
from tests.checks.sources import ROOT

RESULT = ROOT / "benchmarks" / "results" / "serving.json"


def test_a_committed_result_is_a_full_run() -> None:
    if not RESULT.exists():
        pytest.skip("no result is kept yet")
    kept = json.loads(RESULT.read_text(encoding="utf-8"))

    assert kept["quick"] is False
    assert set(kept["figures"]) == set(kept["method"]) <= set(METHOD)
    assert {"slower_than_hello.1", "slower_than_hello.32", "beside.p99"} <= set(kept["figures"])


def test_bodies_hold_as_many_rows_as_they_say_and_are_the_same_in_every_run() -> None:
    bodies = Bodies.made()

    assert [len(json.loads(body)["rows"]) for body in (bodies.singles[0], bodies.hundreds[0], bodies.large)] == [
        1,
        100,
        10_000,
    ]
    columns = json.loads(bodies.columns)["columns"]
    assert {len(values) for values in columns.values()} == {10_000}
    assert json.loads(bodies.large)["rows"][7] == {name: values[7] for name, values in columns.items()}
    assert pa.ipc.open_stream(bodies.arrow).read_all().to_pydict() == columns
    assert pq.read_table(pa.BufferReader(bodies.parquet)).to_pydict() == columns
    assert bodies == Bodies.made()


def test_the_table_and_the_peers_have_the_same_columns(tmp_path: Path) -> None:
    row = a_row(random.Random(0))

    header = write_table(tmp_path / "table.csv", 5).read_text(encoding="utf-8").splitlines()[0]

    assert header.split(",") == [*row, "label"] == [*NUMBERS, *WORDS, "label"]
    assert instances([row]) == {"instances": [row]}
    assert [one["data"] for one in tensors([row, row])["inputs"]] == [[value, value] for value in row.values()]
    assert row["city"] in LEVELS


def test_the_client_counts_answers_and_bad_ones_whatever_pieces_they_come_in() -> None:
    good = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
    bad = b"HTTP/1.1 503 Busy\r\ncontent-length: 4\r\n\r\nbusy"
    answers = [good[:20], good[20:40], good[40:], bad]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(60)

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.settimeout(60)
                turn = 0
                while connection.recv(65_536):
                    parts = answers[:3] if turn % 2 == 0 else answers[3:]
                    turn += 1
                    for part in parts:
                        connection.sendall(part)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        found = run(Job(listening.getsockname()[1], [request("GET", "/")], 1, 0.2, None))
        thread.join(60)

    assert found.answers > 1
    assert found.bad == found.answers // 2
    assert found.last_body == "hello"
    assert 0 < found.p50_us <= found.p99_us


def test_a_ratio_is_the_median_of_the_rounds() -> None:
    def loads(*counts: int) -> list[Load]:
        return [Load(count, 0, 1.0, 1.0, 1.0, "") for count in counts]

    assert ratio({"hello": loads(10, 20, 90), "discern": loads(10, 10, 10)}, "hello") == 2.0
