"""The API killed in the middle of an upload, or before its answer is heard: no half dataset, and nothing twice."""

import contextlib
import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from store.blobs import open_blobs
from store.queue import Queue
from store.tables import Dataset, Job
from tests.journeys.look import count
from tests.journeys.processes import WAIT_SECONDS, until
from tests.journeys.stack import Stack
from tests.journeys.tables import QUICK, cloud_rows, csv_of
from workers.housekeeping import sweep
from workers.settings import WorkerSettings


@contextlib.contextmanager
def half_a_request(stack: Stack, path: str, headers: dict[str, str], announced: int, sent: bytes) -> Any:
    """A connection on which this much of a POST was sent; its answer is not read."""
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: 127.0.0.1:{stack.port}",
        f"Authorization: Bearer {stack.key}",
        f"Content-Length: {announced}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    with socket.create_connection(("127.0.0.1", stack.port), timeout=WAIT_SECONDS) as connection:
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + sent)
        yield connection


def staged(stack: Stack) -> list[Path]:
    return list(open_blobs(stack.data).staging.iterdir())


def blobs_of(stack: Stack) -> set[str]:
    return {path.name for path in open_blobs(stack.data).root.glob("??/*")}


def kill_api_when(stack: Stack, look: Callable[[], bool], what: str) -> None:
    until(look, what)
    for started in stack.named("api"):
        started.kill()


def test_an_api_killed_in_the_middle_of_an_upload_leaves_no_dataset_and_rubbish_that_is_swept(stack: Stack) -> None:
    before, blobs_before, staged_before = count(stack, Dataset), blobs_of(stack), set(staged(stack))
    content = b"a,Class\n" + b"1.5,x\n" * 2_000_000  # 12 MB: the server has begun to write when half has come
    half = content[: len(content) // 2]

    with half_a_request(stack, "/v1/datasets?name=half", {"Content-Type": "text/csv"}, len(content), half):
        kill_api_when(
            stack, lambda: any(p.stat().st_size for p in set(staged(stack)) - staged_before), "a staged upload"
        )
    stack.start_api()

    assert count(stack, Dataset) == before
    assert blobs_of(stack) == blobs_before
    left = set(staged(stack)) - staged_before
    assert len(left) == 1
    for path in left:
        then = time.time() - 25 * 3600
        os.utime(path, (then, then))
    queue = Queue(stack.database)
    settings = WorkerSettings(data_dir=stack.data, database_url=stack.environment["DISCERN_DATABASE_URL"])
    try:
        sweep(stack.database, queue, settings)
    finally:
        queue.close()
    assert not any(path.exists() for path in left)


def test_a_client_that_goes_away_in_the_middle_of_an_upload_leaves_nothing(stack: Stack) -> None:
    before, staged_before = count(stack, Dataset), set(staged(stack))
    content = b"a,Class\n" + b"1.5,x\n" * 2_000_000

    with half_a_request(stack, "/v1/datasets?name=gone", {"Content-Type": "text/csv"}, len(content), content[:-100]):
        until(lambda: any(p.stat().st_size for p in set(staged(stack)) - staged_before), "a staged upload")

    until(lambda: set(staged(stack)) == staged_before, "the end of the abandoned upload")
    assert count(stack, Dataset) == before


@pytest.mark.parametrize("attempt", range(3))
def test_an_upload_whose_answer_was_lost_with_the_api_is_one_dataset_when_it_is_repeated(
    stack: Stack, attempt: int
) -> None:
    before, content = count(stack, Dataset), csv_of(cloud_rows(50, seed=attempt))
    path = "/v1/datasets?" + urlencode({"name": f"once-{attempt}"})
    headers = {"Content-Type": "text/csv", "Idempotency-Key": f"upload-{attempt}"}

    with half_a_request(stack, path, headers, len(content), content):
        kill_api_when(stack, lambda: count(stack, Dataset) == before + 1, "the commit")
    stack.start_api()
    again = stack.http.post(path, content=content, headers=headers)

    assert again.status_code in (201, 202), again.text
    assert again.headers["Idempotency-Replayed"] == "true"
    assert count(stack, Dataset) == before + 1
    other = stack.http.post(path, content=content + b"x,1,1,1,Cammeo\n", headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_a_job_whose_answer_was_lost_with_the_api_is_one_job_when_it_is_repeated(stack: Stack) -> None:
    stack.worker()
    table = stack.upload(csv_of(cloud_rows(120)))
    before = count(stack, Job)
    body = json.dumps({"dataset_id": table["id"], "spec": QUICK, "model_name": "once"}).encode()
    headers = {"Content-Type": "application/json", "Idempotency-Key": "train-once"}

    with half_a_request(stack, "/v1/training-jobs", headers, len(body), body):
        kill_api_when(stack, lambda: count(stack, Job) == before + 1, "the commit")
    stack.start_api()
    again = stack.http.post("/v1/training-jobs", content=body, headers=headers)

    assert again.status_code == 202, again.text
    assert again.headers["Idempotency-Replayed"] == "true"
    stack.ended(again.json()["id"], "succeeded")
    assert count(stack, Job) == before + 1
    versions = stack.json("GET", "/v1/models/once/versions")["data"]
    assert [version["version"] for version in versions] == [1]
