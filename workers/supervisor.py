"""The supervisor: for each job the engine hands over, one child at a time until the job has ended."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import structlog
from sqlalchemy import select
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from classifier.spec.limits import Limits
from store import tracing
from store.jobs import Claim, LeaseLost, cancelled_among, claim, fail, finish, get_job, release
from store.session import Database
from store.tables import TERMINAL, Job, Worker, utc_now
from workers.child import EXIT_LOST, EXIT_STOPPED, ChildOrder
from workers.children import Child, start_child
from workers.metrics import WorkerMetrics
from workers.settings import WorkerSettings

log = structlog.get_logger()

WATCH_SECONDS = 0.25  # how often running jobs are looked up for a cancellation: one small query for all of them

SETTLE_SECONDS = 5.0  # a drain waits this long beyond its grace for the rows of its jobs
EXIT_NOT_STARTED = 255

T = TypeVar("T")


class Supervisor:
    """Runs jobs in children, stops those that are cancelled or too slow, and tries crashed ones again."""

    def __init__(self, database: Database, worker_id: str, settings: WorkerSettings):
        self._database, self._worker_id, self._settings = database, worker_id, settings
        self._attempts: set[asyncio.Task[bool]] = set()
        self._running: dict[str, Child] = {}
        self._asked: set[str] = set()
        self._draining = False
        self.metrics = WorkerMetrics(lambda: [child.pid for child in list(self._running.values())])

    def beat(self) -> None:
        """Pass the worker's heartbeat on to every child; called from the lease's thread."""
        for child in list(self._running.values()):
            child.beat()

    async def run_job(self, job_id: str) -> None:
        """Run one job until its row is terminal; never returns for a job that is given back at a shutdown."""
        work = asyncio.create_task(self._run_to_its_end(job_id))
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            # The engine's word for a cancelled job; its row says the same and `watch_cancellations` ends the child.
            # Leaving any earlier, say while the child is being started, would leave a row that nobody puts right.
            await asyncio.wait([work])
            raise

    async def _run_to_its_end(self, job_id: str) -> None:
        delay = 0.5
        while not self._draining:
            attempt = asyncio.create_task(self._attempt(job_id))
            self._attempts.add(attempt)
            attempt.add_done_callback(self._attempts.discard)
            if await attempt:
                return
            if not self._draining:
                await asyncio.sleep(delay)
                delay = min(delay * 2, 10.0)
        await asyncio.Event().wait()  # the engine must not record an outcome for a job that is given back

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
        """Let every child write its checkpoint and end, and give its job back as not crashed."""
        self._draining = True
        grace = self._settings.drain_grace_seconds
        until = time.monotonic() + grace + SETTLE_SECONDS
        while self._attempts and time.monotonic() < until:  # an attempt that is starting has no child yet
            await asyncio.gather(*(child.stop(grace) for child in list(self._running.values())))
            await asyncio.wait(list(self._attempts), timeout=0.1)

    async def _attempt(self, job_id: str) -> bool:
        """One claim and its child's life. True when the job's row is terminal, or another's."""
        hold = await self._transact(lambda tx: self._claim(tx, job_id))
        if hold is None:
            return True
        self.metrics.began(hold, utc_now())
        if hold.attempt == 1 and hold.created_at is not None:
            tracing.past_span("job queue wait", parent=hold.traceparent, since=hold.created_at, job_id=hold.job_id)
        told = {"job_id": hold.job_id, "attempt": hold.attempt, "request_id": hold.request_id}
        with tracing.span("job attempt", parent=hold.traceparent, kind=hold.kind, **told):
            here = tracing.traceparent()
            with structlog.contextvars.bound_contextvars(**told, trace_id=tracing.trace_id(here)):
                return await self._follow(replace(hold, traceparent=here))

    async def _follow(self, hold: Claim) -> bool:
        log.info("a job begins", kind=hold.kind)
        code = await self._run_child(hold)
        log.info("a child ended", exit_code=code)
        if code is None:
            is_over = await self._transact(lambda tx: self._timed_out(tx, hold))
        else:
            is_over = await self._transact(lambda tx: self._settle(tx, hold, code))
        self._count(await self._transact(lambda tx: get_job(tx, hold.job_id)), hold, code)
        return is_over

    def _count(self, job: Job, hold: Claim, code: int | None) -> None:
        """Measure what became of an attempt."""
        if job.attempt != hold.attempt or code == EXIT_LOST:
            self.metrics.lost.inc()
        elif job.status in TERMINAL:
            self.metrics.ended(job)
        elif not self._draining and code != EXIT_STOPPED:
            self.metrics.crashes.labels(hold.kind).inc()

    def _claim(self, tx: Session, job_id: str) -> Claim | None:
        # Frozen for longer than its lease, a worker may wake up here before its heartbeat finds out: it must not take
        # the job from the one that has it by now. The row's lock makes it and a reaper take turns.
        own = select(Worker.id).where(Worker.id == self._worker_id).with_for_update(key_share=True, read=True)
        if tx.scalar(own) is None:
            return None
        return claim(tx, job_id, self._worker_id)

    async def _run_child(self, hold: Claim) -> int | None:
        """The exit code of one child, or None when it ran for too long."""
        try:
            child = await start_child(ChildOrder(hold, self._worker_id, self._settings))
        except (EOFError, OSError):  # the fork server died under it; the next start makes a new one
            log.warning("a child did not start", exc_info=True)
            return EXIT_NOT_STARTED
        self._running[hold.job_id] = child
        try:
            return await asyncio.wait_for(child.wait(), self._seconds(hold))
        except TimeoutError:
            await child.stop(self._settings.cancel_grace_seconds)
            return None
        finally:
            self._running.pop(hold.job_id, None)
            self._asked.discard(hold.job_id)
            child.close()

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
        # Whatever ends during a drain was ended by it: a child may get the signal before it can handle it.
        graceful = self._draining or code in (EXIT_LOST, EXIT_STOPPED)
        message = "stopped; goes on from the last checkpoint" if graceful else f"its process ended with {_told(code)}"
        return not release(tx, hold, crashed=not graceful, message=message)

    def _timed_out(self, tx: Session, hold: Claim) -> bool:
        job = get_job(tx, hold.job_id)
        if job.status not in TERMINAL:
            fewer = "Ask for fewer epochs or rows, or raise max_seconds."
            smaller = "Send fewer rows at once, or raise the server's limits of time."
            row = {
                "code": "timeout",
                "detail": f"the job ran longer than {self._seconds(hold):g} seconds",
                "hint": fewer if hold.kind == "train" else smaller,
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
            except (OperationalError, InterfaceError, PoolTimeout):
                log.warning("the database is away; trying again", exc_info=True)
                await asyncio.sleep(1.0)


def _told(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit status {code}"
