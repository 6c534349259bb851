"""How a refusal must look, and that nothing is left of what was refused."""

import contextlib
from collections.abc import Iterator
from typing import Any

import httpx
from sqlalchemy import func, select

from store.tables import Dataset, IdempotencyRecord, Job, JobEvent, ModelVersion
from tests.journeys.stack import Stack

TABLES = (Dataset, Job, JobEvent, ModelVersion, IdempotencyRecord)


def staged(stack: Stack) -> list[str]:
    """Files that somebody began to write."""
    return sorted(path.name for path in (stack.data / "staging").iterdir())


def counted(stack: Stack) -> dict[str, int]:
    """Rows of every table that a request may add to."""
    with stack.database.read() as tx:
        return {table.__name__: tx.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES}


@contextlib.contextmanager
def unchanged(stack: Stack) -> Iterator[None]:
    """Fails when a row or a blob was added."""
    before, blobs = counted(stack), sorted(stack.data.glob("blobs/??/*"))
    yield
    assert counted(stack) == before
    assert sorted(stack.data.glob("blobs/??/*")) == blobs


def refused(
    stack: Stack, answer: httpx.Response, status: int, code: str, fault: str = "", **where: Any
) -> dict[str, Any]:
    """The problem, after it was seen to name its place and a remedy, and no secret."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["code"] == code, problem
    assert problem["request_id"] == answer.headers["X-Request-Id"]
    assert_told(problem, fault, where)
    for secret in (str(stack.data), "Traceback", "site-packages", "sqlalchemy", "SELECT", stack.key):
        assert secret not in answer.text
    return problem


def assert_told(problem: dict[str, Any], fault: str, where: dict[str, Any]) -> None:
    """The problem has a detail and a remedy, and its first fault is this one at this place."""
    assert problem["detail"], problem
    assert problem["hint"], f"no remedy in {problem}"
    if fault:
        first = problem["errors"][0]
        assert first["code"] == fault, problem
        assert {name: first[name] for name in where} == where, problem
        assert first["message"], problem
