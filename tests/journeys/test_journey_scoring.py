"""A large file is scored: its child killed between shards, cancelled on its way, its output downloaded in parts."""

import hashlib
import io
import json
import os
import signal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
import pytest

from tests.journeys.stack import Stack
from tests.journeys.tables import QUICK, cloud_rows, csv_of

NUM_ROWS = 300_000
SHARD_ROWS = 20_000
BAD_EVERY = 1_000


def a_large_file() -> bytes:
    """Rows of about 100 bytes, of which some have a note of two lines, and every thousandth no number."""
    draw = np.random.default_rng(5)
    length_N = draw.normal(185.0, 20.0, NUM_ROWS).round(3).astype(str)
    length_N[::BAD_EVERY] = "long"
    notes_N = np.where(
        np.arange(NUM_ROWS) % 7 == 0, 'two\nlines, "quoted"', "one line of some forty characters, as such"
    )
    table = {
        "id": np.char.add("n", np.arange(NUM_ROWS).astype(str)),
        "note": notes_N,
        "length": length_N,
        "width": draw.normal(0.95, 0.2, NUM_ROWS).round(4),
        "noise": draw.normal(15_000.0, 3_000.0, NUM_ROWS).round(1),
    }
    buffer = io.BytesIO()
    pcsv.write_csv(pa.table(table), buffer, pcsv.WriteOptions(quoting_style="needed"))
    return buffer.getvalue()


@pytest.fixture(scope="module")
def file() -> bytes:
    return a_large_file()


@pytest.fixture(scope="module")
def scorer(shared_stack: Stack) -> Stack:
    """A stack whose worker keeps small shards, with the model `clouds`."""
    shared_stack.start_worker(DISCERN_SCORE_SHARD_ROWS=str(SHARD_ROWS))
    dataset = shared_stack.upload(csv_of(cloud_rows(600)))["id"]
    shared_stack.ended(shared_stack.train(dataset, QUICK, "clouds"), "succeeded")
    return shared_stack


def send(stack: Stack, file: bytes, **query: Any) -> str:
    """Id of a job that scores the file."""
    asked = {"model": "clouds", "id_columns": ["id", "note"], **query}
    headers = {"Content-Type": "text/csv"}
    job = stack.json("POST", "/v1/scoring-jobs/file", 202, params=asked, content=file, headers=headers)
    return str(job["id"])


def shards(stack: Stack, job_id: str) -> list[dict[str, Any]]:
    return [event["data"] for event in stack.events(job_id, "checkpoint")]


def downloaded(stack: Stack, job_id: str) -> tuple[bytes, bytes]:
    """Output and errors."""
    path = f"/v1/scoring-jobs/{job_id}"
    files = stack.http.get(f"{path}/output"), stack.http.get(f"{path}/errors", params={"format": "ndjson"})
    assert [answer.status_code for answer in files] == [200, 200]
    return files[0].content, files[1].content


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_a_child_killed_between_shards_costs_no_shard_and_changes_no_byte(
    stack: Stack, scorer: Stack, file: bytes, form: str
) -> None:
    unbroken = send(scorer, file, format=form)
    whole = scorer.ended(unbroken, "succeeded")["result"]
    job_id = send(scorer, file, format=form)
    stack.when(job_id, lambda job: len(shards(stack, job_id)) >= 3, "three shards")

    os.kill(stack.children(stack.worker())["job"], signal.SIGKILL)

    result = stack.ended(job_id, "succeeded")["result"]
    told = shards(stack, job_id)
    assert [one["shard"] for one in told] == list(range(len(told)))  # each once: none is scored again
    assert {one["attempt"] for one in told} == {1, 2}
    assert result["num_shards_resumed"] == sum(one["attempt"] == 1 for one in told)
    assert downloaded(stack, job_id) == downloaded(stack, unbroken)
    counts = ("num_rows", "num_scored", "num_refused", "num_shards")
    assert [result[name] for name in counts] == [whole[name] for name in counts]
    assert (result["num_rows"], result["num_refused"]) == (NUM_ROWS, NUM_ROWS // BAD_EVERY)


def test_the_output_has_every_row_of_the_file_in_its_order(stack: Stack, scorer: Stack, file: bytes) -> None:
    job_id = send(scorer, file, format="parquet")
    scorer.ended(job_id, "succeeded")

    output, errors = downloaded(scorer, job_id)

    table = pq.read_table(io.BytesIO(output))
    refused = [json.loads(line) for line in errors.splitlines()]
    bad = set(range(0, NUM_ROWS, BAD_EVERY))
    assert [fault["row"] for fault in refused] == sorted(bad)
    assert table.column("row").to_pylist() == [row for row in range(NUM_ROWS) if row not in bad]
    assert table.column("id").to_pylist() == [f"n{row}" for row in range(NUM_ROWS) if row not in bad]
    # A note of two lines moves the lines of all rows behind it.
    assert refused[1]["line"] == 2 + BAD_EVERY + sum(row % 7 == 0 for row in range(BAD_EVERY))


def test_a_cancelled_job_gives_what_it_had_scored(stack: Stack, scorer: Stack, file: bytes) -> None:
    job_id = send(scorer, file, format="csv")
    stack.when(job_id, lambda job: len(shards(stack, job_id)) >= 2, "two shards")

    stack.json("POST", f"/v1/scoring-jobs/{job_id}/cancel", 202)

    result = stack.ended(job_id, "cancelled")["result"]
    output, errors = downloaded(stack, job_id)
    rows = pcsv.read_csv(io.BytesIO(output), parse_options=pcsv.ParseOptions(newlines_in_values=True))
    assert result["partial"]
    assert 2 * SHARD_ROWS <= result["num_rows"] < NUM_ROWS
    assert (rows.num_rows, len(errors.splitlines())) == (result["num_scored"], result["num_refused"])
    assert result["num_scored"] + result["num_refused"] == result["num_rows"]


def test_an_output_is_downloaded_in_parts_that_belong_together(stack: Stack, scorer: Stack, file: bytes) -> None:
    job_id = send(scorer, file, format="parquet")
    scorer.ended(job_id, "succeeded")
    path = f"/v1/scoring-jobs/{job_id}/output"
    whole = stack.http.get(path)
    etag = f'"{hashlib.sha256(whole.content).hexdigest()}"'

    first = stack.http.get(path, headers={"Range": "bytes=0-99999"})
    rest = stack.http.get(path, headers={"Range": "bytes=100000-", "If-Range": etag})
    other = stack.http.get(path, headers={"Range": "bytes=100000-", "If-Range": '"of another file"'})
    behind = stack.http.get(path, headers={"Range": f"bytes={len(whole.content)}-"})

    assert (whole.headers["ETag"], whole.headers["Accept-Ranges"]) == (etag, "bytes")
    assert (first.status_code, rest.status_code) == (206, 206)
    assert rest.headers["Content-Range"] == f"bytes 100000-{len(whole.content) - 1}/{len(whole.content)}"
    assert first.content + rest.content == whole.content
    assert (other.status_code, other.content) == (200, whole.content)
    assert (behind.status_code, behind.json()["code"]) == (416, "range_not_satisfiable")
    assert behind.headers["Content-Range"] == f"bytes */{len(whole.content)}"
