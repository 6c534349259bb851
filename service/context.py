"""The outermost layer: a request id for every request, one log line and one measure of each, no exception let out."""

import re
import time
from typing import TYPE_CHECKING

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.answers import answer, code_of, request_id_of, set_request_id
from service.errors import domain_error_of, status_of
from service.metrics import Metrics
from store import tracing
from store.ids import new_id

if TYPE_CHECKING:
    from opentelemetry.trace import Span

REQUEST_ID_HEADER = "x-request-id"

# Other ids are replaced, not refused: the caller may not even know that a proxy added one.
ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_ASKED_OFTEN = frozenset(("/livez", "/readyz", "/metrics", "/v2/health/live", "/v2/health/ready"))
_GONE = 499  # in the log and the measures only: the client left before the answer

log = structlog.get_logger("service.request")


class RequestContext:
    """Gives every request its id, logs and measures it, and answers for whatever fails."""

    def __init__(self, app: ASGIApp, metrics: Metrics):
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:  # there is no WebSocket here
            await send({"type": "websocket.close", "code": 1008})

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        given_by = Headers(scope=scope)
        given = given_by.get(REQUEST_ID_HEADER, "")
        request_id = given if ACCEPTED_ID.fullmatch(given) else new_id("req")
        set_request_id(scope, request_id)
        status, answered = 0, 0.0

        async def send_with_id(message: Message) -> None:
            nonlocal status, answered
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                answered = time.perf_counter()  # what runs in the background after it is nobody's wait

        start = time.perf_counter()
        self.metrics.active.inc()
        named = {"request_id": request_id}
        try:
            with (
                tracing.request_span(scope["method"], given_by.get("traceparent")) as made,
                structlog.contextvars.bound_contextvars(**(named if made is None else _traced(named))),
            ):
                try:
                    await self.app(scope, receive, send_with_id)
                except ClientDisconnect:
                    status = status or _GONE
                except Exception as error:
                    self._note(error)
                    if status:  # half an answer is out: only closing the connection can tell
                        raise
                    await answer(scope, error)(scope, receive, send_with_id)
                finally:
                    seconds = (answered or time.perf_counter()) - start
                    self._finish(scope, status or _GONE, seconds, made)
        finally:
            self.metrics.active.dec()

    def _note(self, error: Exception) -> None:
        if status_of(type(domain_error_of(error))) >= 500:
            log.error("request failed", exc_info=error)

    def _finish(self, scope: Scope, status: int, seconds: float, made: "Span | None") -> None:
        route = getattr(scope.get("route"), "path_format", None) or "unmatched"
        self.metrics.answered(method=scope["method"], route=route, status=status, code=code_of(scope), seconds=seconds)
        if made is not None:
            tracing.name_request(made, scope["method"], route, status, request_id_of(scope))
        level = log.debug if route in _ASKED_OFTEN else log.info
        level(
            "request",
            method=scope["method"],
            path=scope["path"],
            route=route,
            status=status,
            seconds=round(seconds, 6),
            key_id=getattr(scope.get("discern.caller"), "id", None),
            request_id=request_id_of(scope),
        )


def _traced(named: dict[str, str]) -> dict[str, str]:
    found = tracing.trace_id(tracing.traceparent())
    return named if found is None else {**named, "trace_id": found}
