"""What a job's process and the libraries in it say, kept for the job's log: bounded, and without secrets."""

import logging
import re
import threading
import warnings
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

MOST_LINES = 200  # of one attempt: a library that warns at each step must not fill the database
MOST_CHARS = 1_000

_OWN = frozenset({"event", "level", "exc_info", "stack_info", "job_id", "attempt", "request_id", "trace_id"})
_SECRETS = re.compile(r"disc_[0-9a-f]{8}_[\w-]+|(?<=://)[^/@\s]+:[^/@\s]+(?=@)")

Event = tuple[str, dict[str, Any]]


class JobLines:
    """Takes the lines that are logged, as a processor of structlog; gives them away as a job's events."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Event] = []
        self._left = MOST_LINES

    def __call__(self, logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        """Keep one line of the log; it goes on as it came."""
        fields = [f"{name}={value}" for name, value in event.items() if name not in _OWN]
        # An exception's text and trace may hold anything: they stay in the worker's own log.
        error = event.get("exc_info")
        cause = [type(error).__name__] if isinstance(error, BaseException) else []
        self.add(str(event.get("level", method)), " ".join([str(event.get("event", "")), *fields, *cause]))
        return event

    def add(self, level: str, message: str) -> None:
        """Keep a line; after the last one that is kept, nothing.

        >>> lines = JobLines()
        >>> lines.add("info", "on postgresql://me:pw@db/discern")
        >>> lines.take()
        [('log', {'level': 'info', 'message': 'on postgresql://…@db/discern'})]
        """
        with self._lock:
            if self._left <= 0:
                return
            self._left -= 1
            if not self._left:
                level, message = "warning", f"more than {MOST_LINES - 1} lines: the others are in the worker's log"
            message = _SECRETS.sub("…", message)[:MOST_CHARS].replace("\x00", "")
            self._waiting.append(("log", {"level": level, "message": message}))

    def take(self) -> list[Event]:
        """The lines that were not given away yet."""
        with self._lock:
            taken, self._waiting = self._waiting, []
        return taken


class ToStructlog(logging.Handler):
    """What libraries log with the standard library, into our own log."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line."""
        structlog.get_logger().log(record.levelno, record.getMessage(), logger=record.name)


def take_libraries() -> None:
    """Have warnings and the log lines of libraries written as ours are."""
    logging.getLogger().addHandler(ToStructlog())
    warnings.showwarning = _show


def _show(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    # Without the file's path, which is nobody's business but the machine's owner's.
    structlog.get_logger().warning(f"{category.__name__}: {message}")
