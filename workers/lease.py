"""The lease: a worker's heartbeat, and the reaper that takes back the jobs of workers without one."""

import os
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import structlog
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from store.jobs import jobs_of, take_back
from store.queue import holders, release_from
from store.session import Database
from store.tables import ACTIVE, Job, Worker

log = structlog.get_logger()

LOCK_SECONDS = 0.5  # the reaper waits this long for a row, and tries again at the next beat


def this_host() -> str:
    """The name of this host and, on Linux, of this process-id namespace: two containers may share a host name."""
    try:
        namespace = os.readlink("/proc/self/ns/pid")
    except OSError:
        namespace = ""
    return f"{socket.gethostname()}{namespace}"


class Lease:
    """One worker's row and its heartbeat thread."""

    def __init__(
        self,
        database: Database,
        worker_id: str,
        *,
        queues: list[str],
        device: str,
        lease_seconds: float,
        beat_seconds: float,
        on_beat: Callable[[], None],
        on_expired: Callable[[int], None] = lambda _: None,
    ):
        """`on_expired`: told how many jobs were taken back from workers that are gone."""
        self._database = database
        self.worker_id = worker_id
        self._queues, self._device = queues, device
        self._lease_seconds, self._beat_seconds = lease_seconds, beat_seconds
        self._on_beat, self._on_expired = on_beat, on_expired
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lease", daemon=True)

    def start(self) -> None:
        """Register, take back what dead workers of this host left, and keep beating."""
        with self._database.begin() as tx:
            if self._database.is_sqlite:
                self._refuse_second_host(tx)
            tx.add(
                Worker(
                    id=self.worker_id,
                    host=this_host(),
                    pid=os.getpid(),
                    queues=self._queues,
                    device=self._device,
                    beat=self._database.now(tx),
                )
            )
        self._reap()
        self._thread.start()

    def give_back(self) -> None:
        """Stop beating and hand everything back, so that another worker goes on at once."""
        self._stop.set()
        with self._database.begin() as tx:
            for job in jobs_of(tx, [self.worker_id]):
                take_back(tx, job)
            release_from(tx, self._database, [self.worker_id])
            tx.execute(delete(Worker).where(Worker.id == self.worker_id))

    def _run(self) -> None:
        while not self._stop.wait(self._beat_seconds):
            try:
                self._beat()
                self._reap()
            except Exception:
                # The database may be away for a while; children stop by themselves when no beat reaches them.
                log.warning("the heartbeat failed", worker=self.worker_id, exc_info=True)
            except BaseException:
                os._exit(70)  # a worker without a heartbeat must not go on

    def _beat(self) -> None:
        with self._database.begin() as tx:
            held = update(Worker).where(Worker.id == self.worker_id).values(beat=self._database.clock)
            if not getattr(tx.execute(held), "rowcount", 0):
                if self._stop.is_set():
                    return  # given back while this beat waited for the database
                # Reaped while frozen: its jobs are others' by now, and the fence keeps its late writes out.
                print("this worker was taken for dead and must start anew", file=sys.stderr)
                os._exit(75)
        self._on_beat()

    def _reap(self) -> None:
        with self._database.read() as tx:
            dead = self._dead(tx)
        if not dead:
            return
        with self._database.begin() as tx:
            if not self._database.is_sqlite:
                # A frozen worker may hold a lock on the very rows to take back: waiting for it without end would stop
                # this worker's own heartbeat too.
                tx.execute(select(func.set_config("lock_timeout", f"{int(LOCK_SECONDS * 1000)}ms", True)))
            # Once more under the write lock, for one of them may have beaten since.
            if not (dead := self._dead(tx)):
                return
            jobs = jobs_of(tx, dead)
            for job in jobs:
                take_back(tx, job)
            released = release_from(tx, self._database, dead)
            tx.execute(delete(Worker).where(Worker.id.in_(dead)))
        self._on_expired(len(jobs))
        log.warning(
            "took back the jobs of dead workers", workers=dead, jobs=[job.id for job in jobs], released=released
        )

    def _dead(self, tx: Session) -> list[str]:
        now, here = self._database.now(tx), this_host()
        rows = {worker.id: worker for worker in tx.scalars(select(Worker))}
        named = holders(tx, self._database) | set(rows)
        named |= set(
            tx.scalars(select(Job.worker_id).where(Job.worker_id.is_not(None), Job.status.in_(ACTIVE)).distinct())
        )
        dead = []
        for worker_id in sorted(name for name in named if name):
            row = rows.get(worker_id)
            if worker_id == self.worker_id:
                continue
            expired = row is None or row.beat < now - self._lease_seconds
            # On this host a dead process is known at once, without waiting for its lease.
            if expired or (row is not None and row.host == here and not _is_alive(row.pid)):
                dead.append(worker_id)
        return dead

    def _refuse_second_host(self, tx: Session) -> None:
        now, here = self._database.now(tx), this_host()
        for worker in tx.scalars(select(Worker)):
            if worker.host != here and worker.beat > now - self._lease_seconds:
                raise SystemExit(
                    f"a worker on {worker.host} uses this SQLite file too; SQLite is for one machine, use PostgreSQL"
                )


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:  # a killed process that its parent has not waited for yet is still listed, as a zombie
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True
