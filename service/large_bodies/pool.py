"""An API process's processes for large bodies: started by the first, kept, and started again when one kills them.

A body of 10,000 rows takes 40 ms of a processor. In a thread it takes them from the event loop too, 5 ms at a time for the
interpreter's lock: beside such bodies one row's median was 1.27 ms and its p99 13.0 ms, and 0.34 and 5.2 ms with a process (alone
0.36 and 4.0, on a machine that did much else). The price is 9 % of the rows a second of who sends them.
"""

import json
import logging
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from queue import Empty, LifoQueue

from classifier.spec.counts import Agreement, ServingCounts
from service.errors import Busy
from service.large_bodies.messages import (
    Kind,
    Message,
    Order,
    Setup,
    counts_json,
    error_in,
    order_json,
    receive,
    send,
    setup_json,
    shown_json,
)
from service.predictions.accept import Form, Written
from service.predictions.body import Body
from service.predictions.known import MOST_BYTES
from service.serving.counters import Counted
from service.serving.permits import PredictionBusy
from service.settings import ApiSettings
from store.served import ServedVersion
from store.serving import WindowKey

WAIT_SECONDS = 10.0  # for a process that is free
ANSWER_SECONDS = 60.0  # for an answer to begin; the first one waits for a start too, which takes a second
STOP_SECONDS = 5.0
BUFFER_BYTES = 1 << 20  # of the socket: with the usual 200 KB both sides wake up five times as often

log = logging.getLogger(__name__)


class LargeBodyLost(Busy):
    """The process that answered this body ended, or gave no answer in time."""

    code = "large_body_lost"
    hint = "Repeat the request after the seconds in Retry-After; if it happens again, send fewer rows at once."
    retry_after_seconds = 2


class LargeBodyFailed(RuntimeError):
    """A bug, in the process for large bodies; its log line has the rest."""


class _Process:
    """One process, and the only one who speaks with it."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._lock = threading.Lock()
        """Held from a question to its answer."""
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: socket.socket | None = None

    @property
    def pid(self) -> int | None:
        """None before the first body."""
        return None if self._process is None else self._process.pid

    def ask(self, message: Message) -> Message:
        """The answer. Raises: `LargeBodyLost`."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._stop(wait=0.0)
                self._start()
            assert self._connection is not None  # noqa: S101  (typing only)
            self._connection.settimeout(ANSWER_SECONDS)
            try:
                send(self._connection, message)
                return receive(self._connection)
            except (OSError, EOFError) as error:
                self._stop(wait=0.0)
                self._start()  # so that the next body need not wait for it
                log.warning("the process for large bodies ended or hung; it is started again", exc_info=error)
                raise LargeBodyLost("the process that answered this body ended before it had an answer") from None

    def take_counts(self) -> Counted:
        """What it has counted; nothing of one that does not run."""
        if self._process is None or self._process.poll() is not None:
            return {}
        try:
            return dict(counts_json.validate_json(self.ask(Message(Kind.counts)).header))
        except LargeBodyLost:
            return {}

    def close(self) -> None:
        """End it."""
        with self._lock:
            self._stop(wait=STOP_SECONDS)

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        for end in (ours, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER_BYTES)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  (our own module)
                [sys.executable, "-m", "service.large_bodies", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                process_group=0,  # Ctrl-C is the API's to heed
            )
        self._connection = ours
        send(ours, Message(Kind.setup, setup_json.dump_json(self._setup)))

    def _stop(self, wait: float) -> None:
        """With `wait` it may end by itself, which it does when its socket closes."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is None:
            return
        try:
            self._process.wait(wait)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


class LargeBodies:
    """The processes of one API process; safe to use from many threads."""

    def __init__(self, settings: ApiSettings, least_bytes: int = MOST_BYTES) -> None:
        """`least_bytes`: smaller bodies, and those of this size, are answered where they came."""
        setup = Setup(
            settings.data_dir,
            settings.model_cache_bytes,
            settings.drift_window_seconds,
            settings.log_level,
            settings.limits,
        )
        self.least_bytes = least_bytes
        self._processes = [_Process(setup) for _ in range(settings.large_body_processes)]
        # The last that was free is the next that is asked: one alone is enough for most servers.
        self._free: LifoQueue[_Process] = LifoQueue()
        for process in reversed(self._processes):
            self._free.put(process)

    def takes(self, body: Body) -> bool:
        """Whether this body is answered here."""
        return bool(self._processes) and len(body.data) > self.least_bytes

    def answer(self, version: ServedVersion, body: Body, form: Form, request_id: str) -> Written:
        """As `write_answer`, elsewhere. Raises: the same, `LargeBodyLost` and `PredictionBusy`."""
        answered = self._ask(Kind.answer, Order(version, request_id, body, form=form))
        return Written(answered.data, **json.loads(answered.header))

    def show(self, version: ServedVersion, body: Body, answered: ServedVersion) -> tuple[int, Agreement]:
        """As `show_rows`, elsewhere. Raises: as `answer`."""
        return shown_json.validate_json(self._ask(Kind.show, Order(version, "", body, answered)).header)

    def take_counts(self) -> Counted:
        """What was counted since the last call; for `ServingCounters.sources`."""
        total: dict[WindowKey, ServingCounts] = {}
        for process in self._processes:
            for key, counts in process.take_counts().items():
                total[key] = total[key].plus(counts) if key in total else counts
        return total

    def pids(self) -> list[int]:
        """Of the processes that run."""
        return [process.pid for process in self._processes if process.pid is not None]

    def close(self) -> None:
        """End all of them."""
        for process in self._processes:
            process.close()

    def _ask(self, kind: Kind, order: Order) -> Message:
        without = replace(order, body=replace(order.body, data=b""))
        message = Message(kind, order_json.dump_json(without, by_alias=True), order.body.data)
        try:
            process = self._free.get(timeout=WAIT_SECONDS)
        except Empty:
            raise PredictionBusy("as many large bodies are answered as this server can take at once") from None
        try:
            told = process.ask(message)
        finally:
            self._free.put(process)
        if told.kind is Kind.error:
            raise error_in(told)
        if told.kind is Kind.failure:
            raise LargeBodyFailed(f"the process for large bodies failed at request {order.request_id}")
        return told
