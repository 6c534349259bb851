"""A job's log: its events told as lines, with what its process and the libraries in it had to say."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.jobs.schemas import LogLine, LogList
from store.jobs import get_job
from store.tables import JobEvent

_TOLD = ("state", "metric", "finding", "log", "checkpoint", "done")
"""Types of events that become lines; of `progress` the others have all that is worth keeping."""

_LEVELS = {"error": "error", "warning": "warning", "critical": "error"}


def tail(tx: Session, job_id: str, num_lines: int) -> LogList:
    """The last lines. Raises: `NotFound`."""
    job = get_job(tx, job_id)
    told = select(JobEvent).where(JobEvent.job_id == job_id, JobEvent.type.in_(_TOLD))
    events = list(tx.scalars(told.order_by(JobEvent.number.desc()).limit(num_lines)))[::-1]
    return _list(events, has_more=False, at_least=job.last_event)


def after(tx: Session, job_id: str, number: int, num_lines: int) -> LogList:
    """The first lines of the events after that number. Raises: `NotFound`."""
    get_job(tx, job_id)
    told = select(JobEvent).where(JobEvent.job_id == job_id, JobEvent.type.in_(_TOLD), JobEvent.number > number)
    events = list(tx.scalars(told.order_by(JobEvent.number).limit(num_lines + 1)))
    return _list(events[:num_lines], has_more=len(events) > num_lines, at_least=number)


def _list(events: Sequence[JobEvent], *, has_more: bool, at_least: int) -> LogList:
    lines = []
    for event in events:
        level, message = line(event.type, event.data)
        lines.append(LogLine(id=event.number, at=event.at, level=level, message=message))
    last = events[-1].number if events else at_least
    return LogList(object="list", data=lines, has_more=has_more, next_cursor=last if has_more else max(last, at_least))


def line(kind: str, data: dict[str, Any]) -> tuple[str, str]:
    """Level and text of one event.

    >>> line("state", {"status": "running", "phase": "preflight"})
    ('info', 'running: preflight')
    >>> line("log", {"level": "warning", "message": "no GPU"})
    ('warning', 'no GPU')
    """
    if kind == "metric":
        return "info", _epoch(data)
    if kind == "finding":
        return _LEVELS.get(str(data.get("severity")), "info"), f"{data.get('code')}: {data.get('title')}"
    if kind == "log":
        return _LEVELS.get(str(data.get("level")), "info"), str(data.get("message", ""))
    if kind == "checkpoint":
        told = f"shard {data['shard']} is scored" if "shard" in data else f"checkpoint after epoch {data.get('epoch')}"
        return "info", told
    status = str(data.get("status"))
    if kind == "done":
        error = data.get("error") or {}
        return ("error", f"{status}: {error.get('detail')}") if error else ("info", f"the job has ended: {status}")
    phase, message = data.get("phase"), data.get("message")
    told = status if phase in (None, status) else f"{status}: {phase}"
    more = message if message not in (None, "", str(phase).replace("_", " ")) else None
    attempt = f" (attempt {data['attempt']})" if "attempt" in data else ""
    return "info", f"{told}{attempt}" + (f", {more}" if more else "")


def _epoch(data: dict[str, Any]) -> str:
    member = f"member {data['member'] + 1}, " if data.get("member") else ""
    return (
        f"{member}epoch {data['epoch']}: loss {data['train_loss']:.4f}, validation loss {data['validation_loss']:.4f}, "
        f"validation accuracy {data['validation_accuracy']:.4f}, {data['seconds']:.2f} s"
    )
