"""No room on the disk: a coded refusal, nothing half-written, and everything goes on once there is room again."""

import contextlib
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.tables import Dataset, Job, ModelVersion
from tests.databases import SqliteDatabases
from tests.journeys.look import count, job_row, problems
from tests.journeys.processes import until
from tests.journeys.refusals import staged
from tests.journeys.stack import Stack
from tests.journeys.tables import QUICK, cloud_rows, csv_of, spec

GOOD_ROW = {"length": 200.0, "width": 0.8, "noise": 15_000.0}
MEGABYTE = 2**20
BIG = {**spec(2), "model": {"hidden": [1024, 1024]}}
"""A network of a million weights: an artifact of 4 MB, a checkpoint of 16."""


@contextlib.contextmanager
def largest_file(stack: Stack, num_bytes: int) -> Iterator[None]:
    """Until the end of the block the children of every worker can write no file of more bytes."""
    children = [stack.children(worker) for worker in stack.named("worker")]
    servers = [pid for each in children for name, pid in each.items() if name.endswith("server")]
    assert len(servers) == 2 * len(children) > 0
    before = [resource.prlimit(server, resource.RLIMIT_FSIZE) for server in servers]
    for server, (_, hard) in zip(servers, before, strict=True):
        resource.prlimit(server, resource.RLIMIT_FSIZE, (num_bytes, hard))
    try:
        yield
    finally:
        for server, limits in zip(servers, before, strict=True):
            resource.prlimit(server, resource.RLIMIT_FSIZE, limits)


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    """A file system of its own for `folder`; skips the test where this account may mount none."""
    options = f"size={megabytes}m,mode=0700"
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(folder)], check=False)
    if mounted.returncode:
        pytest.skip("this account may not mount a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def failed_for_room(stack: Stack, job_id: str) -> None:
    """The job ended at once, coded, with a remedy; no model, nothing staged."""
    models = count(stack, ModelVersion)
    job = stack.ended(job_id, "failed")
    assert (job["attempt"], job["result"], job["error"]["code"]) == (1, None, "storage_full"), job
    assert job["error"]["detail"]
    assert job["error"]["hint"]
    assert count(stack, ModelVersion) == models
    assert staged(stack) == []


def test_a_job_that_cannot_write_its_artifact_fails_and_the_same_job_succeeds_later(
    sqlite_databases: SqliteDatabases, tmp_path: Path
) -> None:
    with Stack(tmp_path, sqlite_databases.fresh(), DISCERN_CHECKPOINT_SECONDS="600") as stack:
        stack.start_worker(wait=False)
        stack.start_api()
        dataset_id = stack.upload(csv_of(cloud_rows(150)))["id"]

        with largest_file(stack, 3 * MEGABYTE):
            failed_for_room(stack, stack.train(dataset_id, BIG))
            stack.ended(stack.train(dataset_id, QUICK), "succeeded")  # what fits is still done

        stack.ended(stack.train(dataset_id, BIG), "succeeded")
        assert stack.json("GET", "/v1/models/rice")["latest_version"] == 2
        assert problems(stack) == []


def test_on_a_full_disk_uploads_and_jobs_are_refused_and_predictions_go_on(
    sqlite_databases: SqliteDatabases, tmp_path: Path
) -> None:
    with contextlib.ExitStack() as cleaned:
        # A checkpoint after every epoch: here it is that, and not the artifact, for which there is no room.
        stack = Stack(tmp_path, sqlite_databases.fresh(), DISCERN_CHECKPOINT_SECONDS="0")
        cleaned.enter_context(small_disk(stack.data, 3))
        cleaned.enter_context(stack)
        stack.start_worker(wait=False)
        stack.start_api()
        dataset_id = stack.upload(csv_of(cloud_rows(150)))["id"]
        stack.ended(stack.train(dataset_id, QUICK), "succeeded")
        before = {table: count(stack, table) for table in (Dataset, Job)}

        big = b"a,Class\n" + b"1,x\n2,y\n" * 500_000
        upload = stack.http.post("/v1/datasets", content=big, headers={"Content-Type": "text/csv"})

        problem: dict[str, Any] = upload.json()
        assert (upload.status_code, problem["code"]) == (507, "storage_full"), problem
        assert problem["hint"]
        assert str(stack.data) not in upload.text
        assert {table: count(stack, table) for table in (Dataset, Job)} == before
        assert staged(stack) == []
        refused = stack.train(dataset_id, BIG)
        failed_for_room(stack, refused)
        assert job_row(stack, refused).checkpoint is None

        filler = stack.data / "filler"
        with contextlib.suppress(OSError), filler.open("wb") as file:
            while True:
                file.write(b"\0" * 4096)
        tiny = stack.http.post("/v1/datasets", content=b"a,b\n1,2\n", headers={"Content-Type": "text/csv"})
        assert (tiny.status_code, tiny.json()["code"]) == (507, "storage_full"), tiny.text
        stack.json("POST", "/v1/models/rice/predict", 200, json={"rows": [GOOD_ROW]})
        stack.json("GET", f"/v1/datasets/{dataset_id}/preview", 200)
        until(lambda: stack.http.get("/readyz").status_code == 503, "a readiness that tells of the disk")
        assert staged(stack) == []

        filler.unlink()
        subprocess.run(["mount", "-o", "remount,size=64m", str(stack.data)], check=True)
        until(lambda: stack.http.get("/readyz").status_code == 200, "readiness")
        stack.upload(big)
        stack.ended(stack.train(dataset_id, BIG), "succeeded")
        assert [path.name for path in stack.data.glob(".probe*")] == []
        assert problems(stack) == []
