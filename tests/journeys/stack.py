"""A whole Discern for one test: API and worker processes on a database, that can be killed and started again."""

import contextlib
import os
import signal
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
import psutil

from store.keys import create_key
from store.session import Database, open_database
from store.tables import Worker
from tests.journeys.processes import ROOT, WAIT_SECONDS, Started, free_port, until

MOST_LOGS = 8
JOB_SECONDS = 600.0  # for jobs of up to ten seconds on an idle machine


class Stack:
    """The processes on one data folder and one database; leaving the `with` block ends every one of them.

    The lease is short, so that a test sees a take-over within seconds.
    """

    def __init__(self, folder: Path, database_url: str, **environment: str):
        self.folder, self.data = folder, folder / "data"
        self.data.mkdir(parents=True)
        self.port = free_port()
        clean = {name: value for name, value in os.environ.items() if not name.startswith("DISCERN_")}
        self.environment = {
            **clean,
            "PYTHONPATH": str(ROOT),
            "DISCERN_DATA_DIR": str(self.data),
            "DISCERN_DATABASE_URL": database_url,
            "DISCERN_PORT": str(self.port),
            "DISCERN_LEASE_SECONDS": "3",
            "DISCERN_CHECKPOINT_SECONDS": "0.2",
            "DISCERN_DRAIN_SECONDS": "0",
            **environment,
        }
        self.database: Database = open_database(database_url)
        with self.database.begin() as tx:
            self.key = create_key(tx, name="journey", scopes=["admin"])[1]
        self.http = httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}",
            headers={"Authorization": f"Bearer {self.key}"},
            timeout=WAIT_SECONDS,
            trust_env=False,
        )
        self._started: list[Started] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is not None:
                self.show_logs()
        finally:
            self.close()

    def show_logs(self) -> None:
        """Print the end of each process's log, for a test that failed."""
        for started in self._started[-MOST_LOGS:]:
            print(f"--- {started.name} {started.pid}, status {started.process.poll()}\n{started.tail()}")

    def close(self) -> None:
        """Kill what still runs; fails when a process of ours outlives that."""
        self.http.close()
        self.database.dispose()
        for started in self._started:
            with contextlib.suppress(ProcessLookupError):
                started.send(signal.SIGCONT)
            started.kill()
        until(lambda: not self.processes(), f"processes left behind: {self.processes()}")

    def clear(self) -> None:
        """Cancel every job, leave one worker at most, and start the API again if it is dead."""
        if not self.named("api"):
            self.start_api()
        for status in ("running", "queued"):
            for job in self.json("GET", "/v1/jobs", params={"status": status, "limit": 200})["data"]:
                self.http.post(f"/v1/jobs/{job['id']}/cancel")
        for worker in self.named("worker")[1:]:
            worker.send(signal.SIGCONT)
            worker.kill()

    def processes(self) -> dict[int, str]:
        """Every live process that works on this data folder, ours or a child's child, by its id."""
        found = {}
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error, OSError):
                if process.status() == psutil.STATUS_ZOMBIE or process.pid == os.getpid():
                    continue
                if process.environ().get("DISCERN_DATA_DIR") == str(self.data):
                    found[process.pid] = " ".join(process.cmdline())
        return found

    def start(self, name: str, *arguments: str, **environment: str) -> Started:
        """A Python process with the stack's environment."""
        log = self.folder / f"{len(self._started)}-{name}.log"
        started = Started(name, list(arguments), {**self.environment, **environment}, log)
        self._started.append(started)
        return started

    def start_api(self) -> Started:
        """An API process that is ready."""
        api = self.start("api", "-m", "service")

        def ready() -> bool:
            assert api.alive, f"the API ended with status {api.process.returncode}: {api.tail()}"
            try:
                return self.http.get("/readyz").status_code == 200
            except httpx.TransportError:
                return False

        until(ready, "the API's readiness")
        return api

    def start_worker(self, *, wait: bool = True, **environment: str) -> Started:
        """A worker process that takes jobs; without `wait` it is still starting."""
        worker = self.start("worker", "-m", "workers", **environment)

        def ready() -> bool:
            assert worker.alive, f"the worker ended with status {worker.process.returncode}: {worker.tail()}"
            return b"the worker is ready" in worker.log.read_bytes()

        if wait:
            until(ready, "the worker's readiness")
        return worker

    def named(self, name: str) -> list[Started]:
        """The live processes of ours of this name."""
        return [started for started in self._started if started.name == name and started.alive]

    def worker(self) -> Started:
        """A worker that is ready: one that lives already, or else a new one."""
        living = self.named("worker")
        return living[0] if living else self.start_worker()

    def holder(self, job_id: str) -> Started:
        """The worker that runs a job."""
        worker_id = self.job(job_id)["worker"]["id"]
        with self.database.read() as tx:
            row = tx.get(Worker, worker_id)
        assert row is not None
        return next(started for started in self._started if started.pid == row.pid)

    def freeze(self, worker: Started) -> None:
        """Stop a worker without ending it, at a moment when it has not locked the SQLite file.

        One that is frozen with the lock stops every other writer of the file, and no lease helps against that.
        """

        def frozen_outside_a_transaction() -> bool:
            worker.send(signal.SIGSTOP)
            if not self.database.is_sqlite:
                return True
            file = self.environment["DISCERN_DATABASE_URL"].removeprefix("sqlite:///")
            with contextlib.closing(sqlite3.connect(file, timeout=1.0, isolation_level=None)) as connection:
                try:
                    connection.execute("begin immediate")
                    connection.execute("rollback")
                    return True
                except sqlite3.OperationalError:
                    worker.send(signal.SIGCONT)
                    return False

        until(frozen_outside_a_transaction, "a moment to freeze the worker")

    def children(self, worker: Started) -> dict[str, int]:
        """Ids of the processes that a worker started: `server` and `light_server`, the fork servers, and `job`, while one runs.

        A fork server is a child whose command names it; jobs are children of one of them, the light one's those that score.
        """
        found: dict[str, int] = {}
        with contextlib.suppress(psutil.Error):
            for process in psutil.Process(worker.pid).children(recursive=True):
                command = " ".join(process.cmdline())
                if "forkserver" not in command:
                    continue  # the resource tracker
                if process.ppid() == worker.pid:
                    found["server" if "warm_torch" in command else "light_server"] = process.pid
                elif process.status() != psutil.STATUS_ZOMBIE:
                    found["job"] = process.pid
        return found

    def json(self, method: str, path: str, expected: int | None = None, **options: Any) -> Any:
        """The JSON of one answer; fails on an error, or on another status than the expected one."""
        answer = self.http.request(method, path, **options)
        good = answer.is_success if expected is None else answer.status_code == expected
        assert good, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()

    def upload(self, content: bytes, media: str = "text/csv", name: str = "table", **headers: str) -> dict[str, Any]:
        """A dataset that is ready."""
        made = self.json(
            "POST", "/v1/datasets", params={"name": name}, content=content, headers={"Content-Type": media, **headers}
        )
        self.ended(made["profile_job_id"], "succeeded")
        ready: dict[str, Any] = self.json("GET", f"/v1/datasets/{made['id']}")
        assert ready["status"] == "ready"
        return ready

    def train(self, dataset_id: str, spec: Mapping[str, Any], model_name: str = "rice", **headers: str) -> str:
        """The id of a new training job."""
        body = {"dataset_id": dataset_id, "spec": spec, "model_name": model_name}
        job_id: str = self.json("POST", "/v1/training-jobs", 202, json=body, headers=headers)["id"]
        return job_id

    def job(self, job_id: str) -> dict[str, Any]:
        """The job now."""
        found: dict[str, Any] = self.json("GET", f"/v1/jobs/{job_id}")
        return found

    def ended(self, job_id: str, status: str | None = None) -> dict[str, Any]:
        """The job in its last state, which must be `status` when one is given."""

        def terminal() -> dict[str, Any] | None:
            job: dict[str, Any] = self.json("GET", f"/v1/jobs/{job_id}", params={"wait": 5})
            return job if job["terminal"] else None

        job = until(terminal, f"the end of {job_id}", JOB_SECONDS)
        assert status is None or job["status"] == status, job
        return job

    def when(self, job_id: str, look: Callable[[dict[str, Any]], bool], what: str) -> dict[str, Any]:
        """The job as soon as `look` is true of it; fails when it ends before."""

        def now() -> dict[str, Any] | None:
            job = self.job(job_id)
            if look(job):
                return job
            assert not job["terminal"], f"{job_id} ended before {what}: {job}"
            return None

        return until(now, what)

    def events(self, job_id: str, kind: str | None = None) -> list[dict[str, Any]]:
        """All events of a job so far, or those of one type."""
        found: list[dict[str, Any]] = []
        more = True
        while more:
            after = found[-1]["id"] if found else 0
            page = self.json("GET", f"/v1/jobs/{job_id}/events", params={"after": after, "limit": 500})
            found += page["data"]
            more = page["has_more"]
        return [event for event in found if kind is None or event["type"] == kind]

    def has_checkpoint(self, job_id: str) -> bool:
        """True once the job has written one."""
        return bool(self.events(job_id, "checkpoint"))
