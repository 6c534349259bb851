"""Forty random kills of API, worker, fork server and child under a stream of jobs: none is lost, none ends twice."""

import contextlib
import os
import random
import signal
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import select

from store.jobs import MAX_CRASHES
from store.tables import Dataset, Job
from tests.journeys.look import count, engine_states, problems
from tests.journeys.processes import WAIT_SECONDS, Started, until
from tests.journeys.stack import JOB_SECONDS, Stack
from tests.journeys.tables import cloud_rows, csv_of, spec

SEED = 20_261
PLAN = {"job": 20, "api": 12, "worker": 5, "server": 3}  # a new worker or fork server costs seconds of imports
MOST_WAITING = 6  # jobs in the queue: enough that something always runs, few enough to end soon after the last kill
PAUSE_SECONDS = (0.1, 0.7)
JOB = spec(30, batch_size=8)  # about half a second, with a checkpoint or two


class Client(threading.Thread):
    """A caller that keeps jobs waiting, and repeats a request under the same key until it hears an answer."""

    def __init__(self, stack: Stack, dataset_id: str):
        super().__init__(name="client")
        self.stack, self.dataset_id = stack, dataset_id
        self.enough = threading.Event()
        self.accepted: list[str] = []
        self.uploads: set[str] = set()
        self.repeated = 0
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            number = 0
            while not self.enough.is_set():
                waiting = self._sent("GET", "/v1/jobs", params={"status": "queued"}).json()["data"]
                if len(waiting) >= MOST_WAITING:
                    self.enough.wait(0.1)
                    continue
                number += 1
                self._train(number)
                if number % 5 == 0:
                    self._upload(number)
        except BaseException as error:  # the test fails by it
            self.error = error

    def _train(self, number: int) -> None:
        body = {"dataset_id": self.dataset_id, "spec": JOB, "model_name": f"m{number % 3}"}
        answer = self._sent("POST", "/v1/training-jobs", json=body, headers={"Idempotency-Key": f"job-{number}"})
        assert answer.status_code == 202, answer.text
        self.accepted.append(answer.json()["id"])

    def _upload(self, number: int) -> None:
        answer = self._sent(
            "POST",
            "/v1/datasets",
            params={"name": f"d{number}"},
            content=csv_of(cloud_rows(40, seed=number)),
            headers={"Content-Type": "text/csv", "Idempotency-Key": f"upload-{number}"},
        )
        assert answer.status_code in (201, 202), answer.text
        self.uploads.add(answer.json()["id"])

    def _sent(self, method: str, path: str, **options: Any) -> httpx.Response:
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            with contextlib.suppress(httpx.TransportError):
                answer = self.stack.http.request(method, path, **options)
                if answer.status_code not in (429, 503):
                    return answer
            assert time.monotonic() < deadline, f"{method} {path}: no answer"
            self.repeated += 1
            time.sleep(0.1)


class Killer:
    """Kills at random moments, and starts again whatever does not come back by itself."""

    def __init__(self, stack: Stack, api: Started, worker: Started):
        self.stack, self.api, self.worker = stack, api, worker
        self.killed: Counter[str] = Counter()
        self._draw = random.Random(SEED)

    def run(self) -> None:
        plan = [target for target, times in PLAN.items() for _ in range(times)]
        self._draw.shuffle(plan)
        for target in plan:
            time.sleep(self._draw.uniform(*PAUSE_SECONDS))
            self._kill(target)
            self.killed[target] += 1

    def _kill(self, target: str) -> None:
        if target == "api":
            self.api.kill()
            self.api = self.stack.start("api", "-m", "service")
            return
        pid = until(lambda: self._victim(target), f"a {target} that may be killed")
        if target == "worker":
            self.worker.kill()
            self.worker = self.stack.start_worker(wait=False)
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def _victim(self, target: str) -> int | None:
        # First the process, then the look at its job: that one was claimed before its process began.
        pid = self.worker.pid if target == "worker" else self.stack.children(self.worker).get(target)
        return pid if pid is not None and self._nobody_is_tired() else None

    def _nobody_is_tired(self) -> bool:
        """No running job is in its last attempt: a third crash would end it, as it should."""
        tired = select(Job.id).where(Job.status == "running", Job.crashes >= MAX_CRASHES)
        with self.stack.database.read() as tx:
            return tx.scalar(tired.limit(1)) is None


def test_forty_random_kills_lose_no_job_and_duplicate_no_model(fresh_url: str, tmp_path: Path) -> None:
    began = time.monotonic()
    with Stack(tmp_path, fresh_url) as stack:
        worker = stack.start_worker(wait=False)
        api = stack.start_api()
        table = stack.upload(csv_of(cloud_rows(300)))
        client, killer = Client(stack, table["id"]), Killer(stack, api, worker)

        client.start()
        try:
            killer.run()
        finally:
            client.enough.set()
            client.join()
        killed_in = time.monotonic() - began
        assert client.error is None

        until(lambda: nothing_left(stack), "the end of every accepted job", JOB_SECONDS)
        jobs = {job.id: job for job in all_jobs(stack)}
        outcomes = Counter(job.status for job in jobs.values() if job.kind == "train")
        print(
            f"{killer.killed.total()} kills {dict(killer.killed)} in {killed_in:.0f} s, {client.repeated} requests repeated, "
            f"{len(client.accepted)} jobs: {dict(outcomes)}, "
            f"{max(job.attempt for job in jobs.values())} attempts at most, {time.monotonic() - began:.0f} s in all"
        )

        assert problems(stack) == []
        # Each accepted request made one row, and none was made that nobody was told of.
        assert len(set(client.accepted)) == len(client.accepted)
        assert set(client.accepted) == {job.id for job in jobs.values() if job.kind == "train"}
        assert count(stack, Dataset) == 1 + len(client.uploads)
        # Between the look and the kill a job may begin its last attempt: then it fails, and says by what.
        failed = [job for job in jobs.values() if job.status == "failed"]
        assert {(job.error or {})["code"] for job in failed} <= {"worker_lost"}
        assert len(failed) <= 2
        assert outcomes["succeeded"] >= MOST_WAITING
        until(lambda: not engine_works(stack), "the engine's own end of each job")


def all_jobs(stack: Stack) -> list[Job]:
    with stack.database.read() as tx:
        return list(tx.scalars(select(Job)))


def nothing_left(stack: Stack) -> bool:
    return all(job.status in ("succeeded", "failed", "cancelled") for job in all_jobs(stack))


def engine_works(stack: Stack) -> set[str]:
    return {job_id for job_id, state in engine_states(stack).items() if state in ("PENDING", "ENQUEUED")}
