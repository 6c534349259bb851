"""The child: one process for one attempt of one job. Dies with its worker, stops when asked, ends its own job's row."""

import ctypes
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait

import structlog

from classifier.errors import DomainError, OutOfMemory, StorageFull, is_out_of_room
from classifier.neural.rank_lost import RankLost
from store import tracing
from store.blobs import open_blobs
from store.jobs import Claim, LeaseLost, fail
from store.session import open_database
from workers.jobs import kinds
from workers.jobs.context import JobContext, Stopped
from workers.lines import JobLines, take_libraries
from workers.logs import configure_logs
from workers.settings import WorkerSettings

log = structlog.get_logger()

EXIT_LOST = 75
"""The lease is gone, or the worker is: nothing was written, another attempt goes on."""
EXIT_STOPPED = 76
"""Stopped as asked, after a last checkpoint."""
EXIT_RANK_LOST = 77
"""A process that shared the training is gone; another attempt goes on from the last checkpoint."""

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class ChildOrder:
    """What a child must know, in plain values."""

    hold: Claim
    worker_id: str
    settings: WorkerSettings


def run_child(order: ChildOrder, beats: Connection) -> None:
    """Run one attempt and exit: 0 when the job's row says how it ended, else one of the codes above."""
    os.setsid()  # Ctrl-C in the terminal is for the worker, which then asks its children
    os.nice(order.settings.job_nice)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    die_with_parent()
    threading.Thread(target=_watch, args=(beats, order.settings.watchdog_seconds), name="watchdog", daemon=True).start()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    lines = JobLines()
    configure_logs(order.settings.log_level, lines)
    take_libraries()
    hold = order.hold
    told = {"job_id": hold.job_id, "attempt": hold.attempt, "request_id": hold.request_id}
    tracing.start("discern-job", order.settings.otel_endpoint)
    with (
        tracing.span(f"job {hold.kind}", parent=hold.traceparent, **told),
        structlog.contextvars.bound_contextvars(**told, trace_id=tracing.trace_id(hold.traceparent)),
    ):
        code = _run(order, stop, lines)
    tracing.stop()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # nothing of a half-used library may hold the exit up


def _run(order: ChildOrder, stop: threading.Event, lines: JobLines | None = None) -> int:
    settings, hold = order.settings, order.hold
    database = open_database(settings.url, pool_size=2)
    context = JobContext(database, open_blobs(settings.data_dir), hold, settings, stop, lines)
    try:
        job = kinds.job_of(hold.kind)
        if job is None:
            raise DomainError(f"this worker does not know jobs of kind {hold.kind!r}; update it")
        try:
            job(context)
        finally:
            context.steps.end()
        return 0
    except Stopped:
        return EXIT_STOPPED
    except LeaseLost as lost:
        log.warning("the lease is lost", detail=str(lost))
        return EXIT_LOST
    except RankLost as lost:
        log.error("another rank of the training is gone", detail=str(lost))
        return EXIT_RANK_LOST
    except Exception as error:
        return _fail(context, error)


def _fail(context: JobContext, error: Exception) -> int:
    known = _known(error)
    if not isinstance(known, DomainError):
        log.error("a job failed by a bug", exc_info=error)
    hint = "Report this with the job's id; the worker's log has the trace."
    row = (
        known
        if isinstance(known, DomainError)
        else {"code": "internal", "detail": type(error).__name__, "hint": hint, "errors": []}
    )
    try:
        context.tell()
        with context.database.begin() as tx:
            fail(tx, context.hold, row)
        return 0
    except LeaseLost:
        return EXIT_LOST


def _known(error: Exception) -> Exception:
    if isinstance(error, MemoryError):
        return OutOfMemory("the job needed more memory than it may use")
    if isinstance(error, OSError) and is_out_of_room(error):
        return StorageFull("the server's storage is full")
    return error


def die_with_parent() -> None:
    """The kernel kills this process when the thread that started it ends."""
    # Linux only; the watchdog's end of file does the same elsewhere, a little later.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _watch(beats: Connection, seconds: float, exit_now: Callable[[int], None] = os._exit) -> None:
    last = time.monotonic()
    while True:
        if wait([beats], timeout=max(0.0, last + seconds - time.monotonic())):
            try:
                if not os.read(beats.fileno(), 4096):
                    break
            except OSError:
                break
            last = time.monotonic()
        elif time.monotonic() >= last + seconds:
            break
    exit_now(EXIT_LOST)
