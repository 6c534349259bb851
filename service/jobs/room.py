"""What a new job may ask of this server: a place in the queue, and time; asked before any route queues one."""

from sqlalchemy.orm import Session

from classifier.errors import Fault, SpecInvalid
from classifier.spec.limits import Limits
from service.errors import TooManyRequests
from store.jobs import count_queued


class QueueFull(TooManyRequests):
    """As many jobs wait as this server allows."""

    code = "queue_full"
    hint = "Wait until some have ended, or cancel some."


def refuse_when_full(tx: Session, limits: Limits) -> None:
    """Raises: `QueueFull` when as many jobs wait as are allowed."""
    if (waiting := count_queued(tx)) >= limits.max_queued_jobs:
        raise QueueFull(f"{waiting} jobs wait already; this server allows max_queued_jobs={limits.max_queued_jobs}")


def refuse_too_long(max_seconds: float | None, limits: Limits) -> None:
    """Raises: `SpecInvalid` when a job wants to run for longer than any may."""
    if max_seconds is not None and max_seconds > limits.max_job_seconds:
        fault = Fault(
            code="over_limit",
            message=f"max_seconds: {max_seconds:g} s, but this server allows {limits.max_job_seconds:g}.",
            pointer="/max_seconds",
            got=f"{max_seconds:g}",
            expected=f"at most {limits.max_job_seconds:g}",
        )
        raise SpecInvalid(fault.message, faults=[fault], hint="Leave it out to have the server's max_job_seconds.")
