"""The limits that only a running worker can hold a job to: time and memory."""

from collections.abc import Iterator
from typing import Any

import pytest

from store.tables import ModelVersion
from tests.databases import SqliteDatabases
from tests.journeys.look import count
from tests.journeys.stack import Stack
from tests.journeys.tables import ENDLESS, cloud_rows, csv_of

SMALL = csv_of(cloud_rows(60))


def large() -> bytes:
    """60 MB of CSV, most of it different texts: seconds to read."""
    return b"a,b,Class\n" + b"".join(b"%d,text-%d,x\n" % (row, row) for row in range(3_000_000))


@pytest.fixture(scope="module")
def stack(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """An API; each test starts the worker that it wants."""
    with Stack(tmp_path_factory.mktemp("limits"), sqlite_databases.fresh()) as stack:
        stack.start_api()
        yield stack


@pytest.fixture(autouse=True)
def one_worker_at_a_time(stack: Stack) -> Iterator[None]:
    """No worker outlives its test."""
    yield
    for worker in stack.named("worker"):
        worker.kill()


def refusal(stack: Stack, content: bytes) -> dict[str, Any]:
    """What is wrong with a file, by its dataset; nothing is left of reading it."""
    headers = {"Content-Type": "text/csv"}
    made = stack.json("POST", "/v1/datasets", 202, content=content, headers=headers)
    job = stack.ended(made["profile_job_id"], "failed")
    dataset = stack.json("GET", f"/v1/datasets/{made['id']}")
    assert (job["attempt"], dataset["status"], dataset["error"]) == (1, "failed", job["error"])
    assert [path.name for path in (stack.data / "staging").iterdir()] == []
    problem: dict[str, Any] = stack.json("GET", f"/v1/datasets/{made['id']}/profile", 422)
    assert problem["hint"]
    return problem


def test_a_file_that_takes_too_long_to_read_is_given_up(stack: Stack) -> None:
    stack.start_worker(DISCERN_LIMITS__MAX_PARSE_SECONDS="0.2")

    problem = refusal(stack, large())

    assert problem["code"] == "timeout"
    assert "0.2 seconds" in problem["detail"]


def test_a_file_that_needs_too_much_memory_is_refused_and_a_small_one_is_read(stack: Stack) -> None:
    stack.start_worker(DISCERN_LIMITS__MAX_JOB_MEMORY_BYTES=str(96 * 2**20))

    problem = refusal(stack, large())

    assert problem["code"] == "data_invalid"
    assert problem["errors"][0]["code"] == "too_much_memory"
    stack.upload(SMALL)


def test_a_job_that_runs_too_long_is_stopped(stack: Stack) -> None:
    stack.start_worker(DISCERN_LIMITS__MAX_JOB_SECONDS="2")
    dataset_id = stack.upload(csv_of(cloud_rows(300)))["id"]

    job = stack.ended(stack.train(dataset_id, ENDLESS), "failed")

    assert (job["attempt"], job["error"]["code"]) == (1, "timeout")
    assert "2 seconds" in job["error"]["detail"]
    assert "max_seconds" in job["error"]["hint"]
    assert count(stack, ModelVersion) == 0
