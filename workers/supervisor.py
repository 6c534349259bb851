"""The supervisor: for each job the engine hands over, one child at a time until the job has ended."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import TypeVar

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from classifier.spec.limits import Limits
from store.jobs import Claim, LeaseLost, cancelled_among, claim, fail, finish, get_job, release
from store.session import Database
from store.tables import TERMINAL
from workers.child import EXIT_LOST, EXIT_STOPPED, ChildOrder
from workers.children import Child, start_child
from workers.settings import WorkerSettings

log = structlog.get_logger()

WATCH_SECONDS = 0.25  # how often running jobs are looked up for a cancellation: one small query for all of them

T = TypeVar("T")


class Supervisor:
    """Runs jobs in children, stops those that are cancelled or too slow, and tries crashed ones again."""

    def __init__(self, database: Database, worker_id: str, settings: WorkerSettings):
        self._database, self._worker_id, self._settings = database, worker_id, settings
        self._running: dict[str, Child] = {}
        self._asked: set[str] = set()
        self._draining = False

    def beat(self) -> None:
        """Pass the worker's heartbeat on to every child; called from the lease's thread."""
        for child in list(self._running.values()):
            child.beat()

    async def run_job(self, job_id: str) -> None:
        """Run one job until its row is terminal; never returns for a job that is given back at a shutdown."""
        delay = 0.5
        while True:
            if self._draining:
                await asyncio.Event().wait()  # the engine must not record an outcome for it
            hold = await self._transact(lambda tx: claim(tx, job_id, self._worker_id))
            if hold is None or await self._attempt(hold):
                return
            if not self._draining:
                await asyncio.sleep(delay)
                delay = min(delay * 2, 10.0)

    async def watch_cancellations(self) -> None:
        """Ask the children of cancelled jobs to stop, for as long as this worker lives."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            if not self._running:
                continue
            try:
                ids = list(self._running)
                cancelled = await asyncio.to_thread(self._cancelled, ids)
            except Exception:
                log.warning("looking up cancellations failed", exc_info=True)
                continue
            for job_id in cancelled - self._asked:
                if child := self._running.get(job_id):
                    self._asked.add(job_id)
                    asyncio.ensure_future(child.stop(self._settings.cancel_grace_seconds))  # noqa: RUF006 (awaited by _attempt)

    async def drain(self) -> None:
        """Let every child write its checkpoint and end; their jobs are then given back by the lease."""
        self._draining = True
        grace = self._settings.drain_grace_seconds
        await asyncio.gather(*(child.stop(grace) for child in list(self._running.values())))

    async def _attempt(self, hold: Claim) -> bool:
        """One child's life. True when the job's row is terminal, or another's."""
        log.info("a job begins", job=hold.job_id, kind=hold.kind, attempt=hold.attempt)
        child = await start_child(ChildOrder(hold, self._worker_id, self._settings))
        self._running[hold.job_id] = child
        try:
            code = await asyncio.wait_for(asyncio.shield(child.wait()), self._seconds(hold))
        except TimeoutError:
            await child.stop(self._settings.cancel_grace_seconds)
            return await self._transact(lambda tx: self._timed_out(tx, hold))
        except asyncio.CancelledError:
            # The engine's word for a cancelled job: the child goes first, then the row says so.
            await child.stop(self._settings.cancel_grace_seconds)
            await self._transact(lambda tx: self._settle(tx, hold, EXIT_STOPPED))
            raise
        finally:
            self._running.pop(hold.job_id, None)
            self._asked.discard(hold.job_id)
            child.close()
        log.info("a child ended", job=hold.job_id, attempt=hold.attempt, exit_code=code)
        return await self._transact(lambda tx: self._settle(tx, hold, code))

    def _seconds(self, hold: Claim) -> float:
        limits: Limits = self._settings.limits
        most = limits.max_parse_seconds if hold.kind == "profile" else limits.max_job_seconds
        return min(most, hold.max_seconds or most)

    def _settle(self, tx: Session, hold: Claim, code: int) -> bool:
        """Put the row right after its child has gone. True when nothing more is to be done here."""
        job = get_job(tx, hold.job_id)
        if job.status in TERMINAL or job.attempt != hold.attempt:
            return True
        if job.status == "cancelling":
            with contextlib.suppress(LeaseLost):
                finish(tx, hold, "cancelled")
            return True
        graceful = code in (EXIT_LOST, EXIT_STOPPED)
        message = "stopped; goes on from the last checkpoint" if graceful else f"its process ended with {_told(code)}"
        return not release(tx, hold, crashed=not graceful, message=message)

    def _timed_out(self, tx: Session, hold: Claim) -> bool:
        job = get_job(tx, hold.job_id)
        if job.status not in TERMINAL:
            row = {
                "code": "timeout",
                "detail": f"the job ran longer than {self._seconds(hold):g} seconds",
                "hint": "Ask for fewer epochs or rows, or raise max_seconds.",
                "errors": [],
            }
            with contextlib.suppress(LeaseLost):
                if job.status == "cancelling":
                    finish(tx, hold, "cancelled")
                else:
                    fail(tx, hold, row)
        return True

    def _cancelled(self, job_ids: list[str]) -> set[str]:
        with self._database.read() as tx:
            return cancelled_among(tx, job_ids)

    async def _transact(self, work: Callable[[Session], T]) -> T:
        """One transaction in a thread, tried again while the database is away."""

        def once() -> T:
            with self._database.begin() as tx:
                return work(tx)

        while True:
            try:
                return await asyncio.to_thread(once)
            except OperationalError:
                log.warning("the database is away; trying again", exc_info=True)
                await asyncio.sleep(1.0)


def _told(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit status {code}"
