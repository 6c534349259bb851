"""Logs of a worker: one JSON object a line, on standard error."""

import logging
import sys

import structlog

from workers.lines import JobLines


def configure_logs(level: str, lines: JobLines | None = None) -> None:
    """Set up structlog for this process; `lines` is given each line too."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            *([] if lines is None else [lines]),
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="ts"),
            structlog.processors.format_exc_info,
            structlog.processors.EventRenamer("event"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
