"""The process that answers large bodies: `python -m service.large_bodies FILE`, by an API process only, on its socket.

It ends when the API's end of the socket closes. Signals are the API's to heed: it drains first.
"""

from service.lean import start_lean

start_lean()

# ruff: noqa: E402  (what is left out must be so before anything asks for it)
import json
import os
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import replace

import structlog

from service.errors import Internal, domain_error_of
from service.large_bodies.messages import (
    Kind,
    Message,
    counts_message,
    error_message,
    order_json,
    receive,
    send,
    setup_json,
    shown_json,
)
from service.logs import configure_logs
from service.predictions.answering import Parts, show_rows, write_answer
from service.predictions.known import KnownAnswers
from service.serving.counters import RowCounters
from service.serving.loader import PredictorCache
from store.blobs import open_blobs

# One row, answered in the event loop, is worth more to its caller than the next row of ten thousand.
NICE = 5

log = structlog.get_logger("service.large_bodies")


def main() -> int:
    """Answer until there is nobody to answer."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    os.umask(0o077)
    os.nice(NICE)
    connection = socket.socket(fileno=int(sys.argv[1]))
    with suppress(EOFError, ConnectionError):
        setup = setup_json.validate_json(receive(connection).header)
        configure_logs(setup.log_level)
        predictors = PredictorCache(setup.model_cache_bytes)
        parts = Parts(
            open_blobs(setup.data_dir),
            predictors,
            KnownAnswers(predictors),
            RowCounters(setup.window_seconds),
            setup.limits,
        )
        while True:
            send(connection, answer(parts, receive(connection)))
    return 0


def answer(parts: Parts, message: Message) -> Message:
    """What a message is answered with; whatever goes wrong ends an answer, and never the process."""
    if message.kind is Kind.counts:
        return counts_message(parts.counters.take())
    request_id = None
    try:
        order = order_json.validate_json(message.header)
        request_id, body = order.request_id, replace(order.body, data=message.data)
        if message.kind is Kind.show:
            assert order.answered is not None  # noqa: S101  (typing only)
            return Message(Kind.show, shown_json.dump_json(show_rows(parts, order.version, body, order.answered)))
        written = write_answer(parts, order.version, body, order.form, order.request_id)
        told = {"num_rows": written.num_rows, "media_type": written.media_type, "headers": written.headers}
        return Message(Kind.answer, json.dumps(told).encode(), written.body)
    except Exception as error:
        known = domain_error_of(error)
        if isinstance(known, Internal):
            log.error("a large body failed", request_id=request_id, exc_info=error)
            return Message(Kind.failure)
        return error_message(known)


if __name__ == "__main__":
    raise SystemExit(main())
