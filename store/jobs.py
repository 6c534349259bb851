"""Jobs: one shape for profile, training and scoring; every write of a worker is fenced by its attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import structlog
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from classifier.errors import Conflict, DomainError, NotFound
from store.ids import new_id
from store.queue import Queue
from store.tables import ACTIVE, TERMINAL, Dataset, Job, JobEvent, utc_now
from store.tracing import traceparent

JobKind = Literal["profile", "train", "score"]

MAX_CRASHES = 3  # a job that has taken three workers or children down with it is not tried again


class LeaseLost(Exception):
    """The job is another attempt's by now; whatever this one holds must be thrown away."""


@dataclass(frozen=True)
class Claim:
    """A worker's hold on one attempt of one job."""

    job_id: str
    kind: str
    attempt: int
    max_seconds: float | None
    created_at: datetime | None = None
    request_id: str | None = None
    """Of the request that made the job."""
    traceparent: str | None = None
    """Of the same request's span."""


def create_job(
    tx: Session,
    *,
    kind: JobKind,
    spec: dict[str, Any],
    queue: Queue,
    dataset_id: str | None = None,
    resolved: dict[str, Any] | None = None,
    priority: int = 5,
    max_seconds: float | None = None,
    parent_id: str | None = None,
) -> Job:
    """A queued job: its row, its first event and its place in the queue, all in the caller's transaction."""
    job = Job(
        id=new_id("job"),
        kind=kind,
        spec=spec,
        resolved=resolved,
        dataset_id=dataset_id,
        priority=priority,
        max_seconds=max_seconds,
        parent_id=parent_id,
        progress={
            "fraction": 0.0,
            "epoch": None,
            "epochs": None,
            "eta_seconds": None,
            "message": "waiting for a worker",
        },
        last_event=1,
    )
    tx.add(job)
    tx.flush()
    tx.add(JobEvent(job_id=job.id, number=1, type="state", data={"status": "queued", "phase": "queued", **_origin()}))
    queue.enqueue(tx, job)
    return job


def _origin() -> dict[str, str]:
    """The request that makes a job, and its trace: what the logs and spans of its attempts are tied to."""
    known = {"request_id": structlog.contextvars.get_contextvars().get("request_id"), "traceparent": traceparent()}
    return {name: str(value) for name, value in known.items() if value is not None}


def get_job(tx: Session, job_id: str, kind: str | None = None) -> Job:
    """The job. Raises: `NotFound`, also when it is of another kind."""
    job = tx.scalar(select(Job).where(Job.id == job_id))
    if job is None or (kind is not None and job.kind != kind):
        raise NotFound(f"there is no {kind or ''} job {job_id!r}".replace("  ", " "))
    return job


def list_jobs(
    tx: Session,
    *,
    kinds: Sequence[str] | None = None,
    status: str | None = None,
    limit: int = 20,
    before_seq: int | None = None,
) -> list[Job]:
    """Jobs, newest first, older than `before_seq`."""
    query = select(Job).order_by(Job.seq.desc()).limit(limit)
    if kinds:
        query = query.where(Job.kind.in_(kinds))
    if status is not None:
        query = query.where(Job.status == status)
    if before_seq is not None:
        query = query.where(Job.seq < before_seq)
    return list(tx.scalars(query))


def queue_position(tx: Session, job: Job) -> int:
    """How many queued jobs of this kind run before this one."""
    ahead = (Job.priority < job.priority) | ((Job.priority == job.priority) & (Job.seq < job.seq))
    return tx.scalar(select(func.count()).where(Job.kind == job.kind, Job.status == "queued", ahead)) or 0


def count_queued(tx: Session) -> int:
    """Jobs that wait for a worker."""
    return tx.scalar(select(func.count()).select_from(Job).where(Job.status == "queued")) or 0


def events_after(tx: Session, job_id: str, number: int, limit: int = 500) -> list[JobEvent]:
    """The job's events with a higher number, in order."""
    query = select(JobEvent).where(JobEvent.job_id == job_id, JobEvent.number > number)
    return list(tx.scalars(query.order_by(JobEvent.number).limit(limit)))


def request_cancel(tx: Session, job: Job) -> None:
    """Cancel: a queued job at once, a running one through `cancelling`. Raises: `Conflict` when it has ended."""
    now = utc_now()
    queued = update(Job).where(Job.id == job.id, Job.status == "queued").returning(Job.id)
    if tx.scalar(queued.values(status="cancelled", phase="cancelled", cancel_requested_at=now, finished_at=now)):
        _append(tx, job.id, [("state", {"status": "cancelled", "phase": "cancelled"}), _done("cancelled")])
        _fail_dataset(tx, job.id, "cancelled", None)
    else:
        running = update(Job).where(Job.id == job.id, Job.status == "running").returning(Job.id)
        if tx.scalar(running.values(status="cancelling", phase="cancelling", cancel_requested_at=now)):
            _append(tx, job.id, [("state", {"status": "cancelling", "phase": "cancelling"})])
        else:
            tx.refresh(job)
            if job.status in TERMINAL:
                raise JobTerminal(f"job {job.id} has already {_past(job.status)}")
    tx.refresh(job)


class JobTerminal(Conflict):
    """The job has ended and can no longer be changed."""

    code = "job_terminal"


def _past(status: str) -> str:
    return {"cancelled": "been cancelled"}.get(status, status)


def claim(tx: Session, job_id: str, worker_id: str) -> Claim | None:
    """Begin a new attempt of a job; None when it has ended, was cancelled, or has crashed too often (it then fails)."""
    held = (
        update(Job)
        .where(Job.id == job_id, Job.status.in_(("queued", "running")), Job.crashes < MAX_CRASHES)
        .values(
            status="running",
            phase="starting",
            worker_id=worker_id,
            attempt=Job.attempt + 1,
            crashes=Job.crashes + 1,
            started_at=func.coalesce(Job.started_at, utc_now()),
        )
        .returning(Job.attempt, Job.kind, Job.max_seconds, Job.created_at)
    )
    row = tx.execute(held).one_or_none()
    if row is None:
        job = tx.scalar(select(Job).where(Job.id == job_id))
        if job is not None and job.status in ("queued", "running"):
            _end(
                tx,
                job_id,
                "failed",
                error={
                    "code": "worker_lost",
                    "detail": f"the job crashed {job.crashes} times and will not be tried again",
                    "hint": "Read the worker's log around the job's last attempt.",
                    "errors": [],
                },
            )
        elif job is not None and job.status == "cancelling":
            _end(tx, job_id, "cancelled")
        return None
    attempt, kind, max_seconds, created_at = row
    first: dict[str, Any] = tx.scalar(select(JobEvent.data).filter_by(job_id=job_id, number=1)) or {}
    _append(tx, job_id, [("state", {"status": "running", "phase": "starting", "attempt": attempt})])
    return Claim(job_id, kind, attempt, max_seconds, created_at, first.get("request_id"), first.get("traceparent"))


def _held(hold: Claim, *, while_cancelling: bool = False) -> Any:
    statuses = ("running", "cancelling") if while_cancelling else ("running",)
    return update(Job).where(Job.id == hold.job_id, Job.attempt == hold.attempt, Job.status.in_(statuses))


def write_running(tx: Session, hold: Claim, events: Sequence[tuple[str, dict[str, Any]]] = (), **values: Any) -> None:
    """Write columns and events of a job this attempt still holds. Raises: `LeaseLost`."""
    statement = _held(hold, while_cancelling=True).values(last_event=Job.last_event + len(events), **values)
    last = tx.scalar(statement.returning(Job.last_event))
    if last is None:
        raise LeaseLost(f"attempt {hold.attempt} no longer holds job {hold.job_id}")
    _insert(tx, hold.job_id, last, events)


def finish(tx: Session, hold: Claim, status: str, **values: Any) -> None:
    """End a job this attempt holds. Raises: `LeaseLost` when it is another's by now, or is being cancelled."""
    cancelling = status != "succeeded"
    _end_held(tx, hold, status, while_cancelling=cancelling, **values)


def fail(tx: Session, hold: Claim, error: DomainError | dict[str, Any], **values: Any) -> None:
    """End a held job as failed, with what went wrong. Raises: `LeaseLost`."""
    finish(tx, hold, "failed", error=error_row(error), **values)


def error_row(error: DomainError | dict[str, Any]) -> dict[str, Any]:
    """The JSON of an error on a job's or dataset's row."""
    if isinstance(error, dict):
        return error
    return {
        "code": error.code,
        "detail": error.detail,
        "hint": error.remedy,
        "errors": [fault.model_dump(mode="json") for fault in error.faults[:100]],
    }


def release(tx: Session, hold: Claim, *, crashed: bool, message: str) -> bool:
    """Give a held job back to the queue; a graceful release does not count as a crash. False when not held."""
    values: dict[str, Any] = {"status": "queued", "phase": "queued", "worker_id": None}
    if not crashed:
        values["crashes"] = Job.crashes - 1
    statement = _held(hold).values(last_event=Job.last_event + 1, **values).returning(Job.last_event)
    last = tx.scalar(statement)
    if last is None:
        return False
    _insert(tx, hold.job_id, last, [("state", {"status": "queued", "phase": "queued", "message": message})])
    return True


def take_back(tx: Session, job: Job) -> None:
    """Put right the job of a worker that is gone: a cancelled one has ended, a running one waits for the next worker."""
    if job.status == "cancelling":
        _end(tx, job.id, "cancelled")
        return
    # Named by worker and attempt, so that of two rival reapers one changes nothing.
    lost = update(Job).where(Job.id == job.id, Job.attempt == job.attempt, Job.status == "running")
    if tx.scalar(lost.values(status="queued", phase="queued", worker_id=None).returning(Job.id)):
        message = f"worker {job.worker_id} is gone; the next one goes on from the last checkpoint"
        _append(tx, job.id, [("state", {"status": "queued", "phase": "queued", "message": message})])


def jobs_of(tx: Session, worker_ids: Sequence[str]) -> list[Job]:
    """Unfinished jobs that these workers held."""
    return list(tx.scalars(select(Job).where(Job.worker_id.in_(worker_ids), Job.status.in_(ACTIVE))))


def cancelled_among(tx: Session, job_ids: Sequence[str]) -> set[str]:
    """Which of these jobs are asked to stop, or are no longer running at all."""
    running = set(tx.scalars(select(Job.id).where(Job.id.in_(job_ids), Job.status == "running")))
    return set(job_ids) - running


def _done(status: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return ("done", {"status": status, "result": None, "error": None, **more})


def _end(tx: Session, job_id: str, status: str, **values: Any) -> None:
    statement = update(Job).where(Job.id == job_id, Job.status.in_(ACTIVE))
    tx.execute(statement.values(status=status, phase=status, finished_at=utc_now(), **values))
    more = {"error": values.get("error"), "result": values.get("result")}
    _append(tx, job_id, [("state", {"status": status, "phase": status}), _done(status, **more)])
    _fail_dataset(tx, job_id, status, values.get("error"))


def _end_held(tx: Session, hold: Claim, status: str, *, while_cancelling: bool, **values: Any) -> None:
    statement = _held(hold, while_cancelling=while_cancelling).values(
        status=status, phase=status, finished_at=utc_now(), last_event=Job.last_event + 2, **values
    )
    last = tx.scalar(statement.returning(Job.last_event))
    if last is None:
        raise LeaseLost(f"attempt {hold.attempt} no longer holds job {hold.job_id}")
    done = _done(status, error=values.get("error"), result=values.get("result"))
    _insert(tx, hold.job_id, last, [("state", {"status": status, "phase": status}), done])
    _fail_dataset(tx, hold.job_id, status, values.get("error"))


def _fail_dataset(tx: Session, job_id: str, status: str, error: dict[str, Any] | None) -> None:
    """A dataset whose profile job ended otherwise than well can never become ready: say so on its row."""
    if status == "succeeded":
        return
    cancelled = {
        "code": "cancelled",
        "detail": "reading the file was cancelled",
        "hint": "Upload it again.",
        "errors": [],
    }
    waiting = update(Dataset).where(Dataset.profile_job_id == job_id, Dataset.status == "profiling")
    tx.execute(waiting.values(status="failed", error=error or cancelled))


def _append(tx: Session, job_id: str, events: Sequence[tuple[str, dict[str, Any]]]) -> None:
    # The row lock of this update keeps a job's events in the order of their commits: a reader that has seen number n
    # will never be shown a lower one later.
    statement = update(Job).where(Job.id == job_id).values(last_event=Job.last_event + len(events))
    last = tx.scalar(statement.returning(Job.last_event))
    if last is not None:
        _insert(tx, job_id, last, events)


def _insert(tx: Session, job_id: str, last: int, events: Sequence[tuple[str, dict[str, Any]]]) -> None:
    first = last - len(events) + 1
    tx.add_all(
        JobEvent(job_id=job_id, number=first + index, type=kind, data=data) for index, (kind, data) in enumerate(events)
    )
    tx.flush()
