"""The outermost layer: answers ordinary predictions itself, at a tenth of the ordinary way's cost (docs/adr/0018-hot-path.md).

It answers only what it is sure of: a key that this process knows, a version that it has loaded, a small JSON body of rows that
the version's plan reads. Whatever is otherwise, also every error, goes the ordinary way, with the body it has read so far.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, NamedTuple

import structlog
from starlette.datastructures import State
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.auth.caller import ANONYMOUS, Identity
from service.auth.verifier import Verifier
from service.dependencies import Services
from service.limits.headers import SECURITY_HEADERS
from service.limits.ready import within
from service.metrics import Metrics
from service.predictions.gather import Gather
from service.predictions.heads import Head, Heads
from service.predictions.known import AskedOf
from service.settings import ApiSettings
from store import tracing
from store.ids import new_request_id
from store.served import ServedVersion

if TYPE_CHECKING:
    from service.predictions.plain_answers import Answered, PlainAnswers
    from service.serving.loader import Predictor

WAIT_SECONDS = 1.0  # for each part of such a body; a slower one is the ordinary way's, which has a rule for it
MOST_PARTS = 64  # so that a client who drips is not waited for for ever
HEAD = "discern.head"
"""Where the layer leaves in the ASGI scope what it has read of the header, of a request that it answers."""

_JSON = b"application/json"

log = structlog.get_logger("service.request")
_is_logged = logging.getLogger("service.request").isEnabledFor


class _Ready(NamedTuple):
    """What answers requests with one header, in this turn of the event loop."""

    services: Services
    caller: Identity
    answers: "PlainAnswers"
    predictor: "Predictor"
    version: ServedVersion


class HotPredictions:
    """Stands before all other layers and does for these requests what they would: key, host, limits, id, headers, measures."""

    def __init__(self, app: ASGIApp, state: State, settings: ApiSettings, verifier: Verifier, metrics: Metrics):
        """`app`: the ordinary way. `state`: where the open services will be."""
        self.app = app
        self.heads = Heads(settings, metrics)
        self._state = state
        self._verifier = verifier
        self._metrics = metrics
        self._limits = settings.limits
        self._headers = [*SECURITY_HEADERS, *([(b"vary", b"Origin")] if settings.cors_origins else [])]
        lines = b"".join(b"\r\n%b: %b" % pair for pair in self._headers)
        self._written = (
            b"content-length: %d\r\ncontent-type: " + _JSON + b"\r\nx-request-id: %b" + lines + b"\r\n\r\n%b"
        )
        self._gather = Gather(metrics.gathered.observe)
        self._turn = -1
        """In which this was found:"""
        self._found: tuple[Head | None, _Ready | None] = None, None
        self._tasks: set[asyncio.Task[None]] = set()
        """The loop itself holds no task."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        head = self.heads.read(scope)
        ready = None if head is None else self._ready(head)
        if head is None or ready is None:
            return await self.app(scope, receive, send)
        asked = self._asked(head, ready)
        seen: list[Message] = []
        body = await _body(receive, seen)
        answered = None
        if body is not None:
            coming: asyncio.Future[Answered | None] = asyncio.get_running_loop().create_future()
            if ready.answers.answer(asked, body, self._gather, coming.set_result):
                answered = await asyncio.shield(coming)  # who leaves does not take it from its neighbours
        if answered is None:
            return await self.app(scope, _again(seen, receive), send)
        if head.request_id is None:
            scope[HEAD] = head
        sent = [
            (b"content-length", b"%d" % len(answered.body)),
            (b"content-type", _JSON),
            (b"x-request-id", asked.request_id.encode()),
            *self._headers,
        ]
        await send({"type": "http.response.start", "status": 200, "headers": sent})
        await send({"type": "http.response.body", "body": answered.body})
        self._note(head, ready, asked, answered)

    def again(self, head: Head, body: bytes, done: Callable[[bytes | None], None]) -> bool:
        """Answer one more request with a header that was read before, without ASGI; false when it must go the ordinary way.

        When true, `done` is called, at once or at the end of this turn of the event loop: with the answer from its headers on,
        but for the server's own; or with None when the ordinary way is to answer after all.
        """
        ready = self._ready(head)
        if ready is None:
            return False
        asked = self._asked(head, ready)

        def finish(answered: "Answered | None") -> None:
            if answered is None:
                return done(None)
            done(self._written % (len(answered.body), asked.request_id.encode(), answered.body))
            self._note(head, ready, asked, answered)

        return ready.answers.answer(asked, body, self._gather, finish)

    def _ready(self, head: Head) -> _Ready | None:
        """None when the ordinary way must find it. Looked for once a turn: nothing that it depends on is awaited there."""
        turn = self._gather.begin()
        found_head, ready = self._found
        if turn == self._turn and (head is found_head or head == found_head):
            return ready
        return self._find(head, turn)

    def _find(self, head: Head, turn: int) -> _Ready | None:
        services: Services = self._state.services
        caller = ANONYMOUS if head.secret is None else self._caller(services, head.secret, head.digest)
        if caller is None or not caller.may("predict"):
            return None
        if services.predictors.permits.is_crowded:
            return None
        choice = services.registry.peek(head.path.name, head.asked)
        if choice is None or choice.shadow is not None:
            return None
        known = services.known.find(choice.version)
        if known is None:
            return None
        ready = _Ready(services, caller, *known, choice.version)
        if not choice.is_drawn:
            self._turn, self._found = turn, (head, ready)
        return ready

    def _asked(self, head: Head, ready: _Ready) -> AskedOf:
        request_id = head.request_id or new_request_id()
        return AskedOf(ready.version, ready.predictor, self._limits, request_id, time.perf_counter())

    def _caller(self, services: Services, secret: bytes, digest: bytes) -> Identity | None:
        """Whose key it is, when this process has seen it to be good just now."""
        known = self._verifier.fresh(digest)
        if known is None:
            return None
        caller, is_due = known
        if is_due:
            self._start(self._verifier.renew(services.database, secret))
        return caller

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            # Nothing is lost: when it is not renewed in time, the ordinary way asks, and tells what is wrong.
            log.warning("could not be read again", exc_info=error)

    def _note(self, head: Head, ready: _Ready, asked: AskedOf, answered: "Answered") -> None:
        """Count, measure and log what was answered, when it is on its way already."""
        now = time.perf_counter()
        counters = ready.services.counters
        seconds = now - asked.started
        if counters.note_plain(asked.version.id, answered.served):
            self._start(asyncio.to_thread(counters.count))
        self._metrics.versions.of(asked.version).note(len(answered.served.p_NC), seconds, now)
        head.path.observe(seconds)
        if tracing.is_on():
            route, parent = head.path.route, head.traceparent
            tracing.past_request("POST", route, 200, asked.request_id, parent=parent, seconds=seconds)
        if _is_logged(logging.DEBUG):
            log.debug(
                "request",
                method="POST",
                path=head.path.text,
                route=head.path.route,
                status=200,
                seconds=round(seconds, 6),
                key_id=ready.caller.id,
                request_id=asked.request_id,
            )


async def _body(receive: Receive, seen: list[Message]) -> bytes | None:
    """The whole body, of which `seen` keeps the messages; None when it is too slow or the client has gone."""
    more = True
    while more:
        if len(seen) >= MOST_PARTS:
            return None
        try:
            message = await within(WAIT_SECONDS, receive)
        except TimeoutError:
            return None
        seen.append(message)
        if message["type"] != "http.request":
            return None
        more = message.get("more_body", False)
    if len(seen) == 1:
        body: bytes = seen[0].get("body", b"")
        return body
    return b"".join(message.get("body", b"") for message in seen)


def _again(seen: list[Message], receive: Receive) -> Receive:
    """A `receive` that gives what was seen, and then goes on."""
    left = iter(seen)

    async def replayed() -> Message:
        for message in left:
            return message
        return await receive()

    return replayed
