"""The outermost layer: answers ordinary predictions itself, at a tenth of the ordinary way's cost (docs/adr/0018-hot-path.md).

It answers only what it is sure of: a key that this process knows, a version that it has loaded, a small JSON body of rows that
the version's plan reads. Whatever is otherwise, also every error, goes the ordinary way, with the body it has read so far.
"""

import asyncio
import logging
import re
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import structlog
from starlette.datastructures import State
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.auth.caller import ANONYMOUS, Identity
from service.auth.verifier import Verifier
from service.context import ACCEPTED_ID
from service.dependencies import Services
from service.limits.headers import SECURITY_HEADERS
from service.limits.host import host_name
from service.limits.ready import within
from service.metrics import Metrics
from service.predictions.accept import wants_json
from service.predictions.gather import Gather
from service.predictions.known import MOST_BYTES, AskedOf
from service.serving.choice import Asked
from service.settings import ApiSettings
from store import tracing
from store.ids import new_id
from store.served import ServedVersion

if TYPE_CHECKING:
    from service.predictions.plain_answers import Answered, PlainAnswers
    from service.serving.loader import Predictor

WAIT_SECONDS = 1.0  # for each part of such a body; a slower one is the ordinary way's, which has a rule for it
MOST_PARTS = 64  # so that a client who drips is not waited for for ever
MOST_KEY = 256  # bytes, as the route declares it
MOST_PATHS = 1_000  # and names of hosts that are kept in memory

_NAME = "[A-Za-z0-9][A-Za-z0-9._-]"
_PATH = re.compile(
    f"/v1/models/(?P<name>{_NAME}{{0,127}})"
    f"(?P<kind>/versions/(?P<version>[1-9][0-9]{{0,8}})|/aliases/(?P<alias>{_NAME}{{0,63}})|)/predict"
)
_ROUTE = {"v": "/versions/{version}", "a": "/aliases/{alias}", "": ""}
_BEARER = b"Bearer "
_JSON = b"application/json"
_NOT_HERE = frozenset((b"origin", b"content-encoding", b"transfer-encoding", b"expect"))

log = structlog.get_logger("service.request")
_is_logged = logging.getLogger("service.request").isEnabledFor


@dataclass(frozen=True, slots=True)
class _Path:
    name: str
    asked: Asked
    route: str
    """As the ordinary way's measures call it."""
    observe: Callable[[float], None]
    """Takes the seconds of an answer with status 200."""


@dataclass(slots=True)
class _Found:
    """All that a request needs beside its body."""

    services: Services
    caller: Identity
    version: ServedVersion
    answers: "PlainAnswers"
    predictor: "Predictor"
    request_id: str


class HotPredictions:
    """Stands before all other layers and does for these requests what they would: key, host, limits, id, headers, measures."""

    def __init__(self, app: ASGIApp, state: State, settings: ApiSettings, verifier: Verifier, metrics: Metrics):
        """`app`: the ordinary way. `state`: where the open services will be."""
        self.app = app
        self._state = state
        self._verifier = verifier
        self._metrics = metrics
        self._limits = settings.limits
        self._is_keyless = settings.auth == "off"
        self._hosts = settings.host_names
        self._good_hosts: set[bytes] = set()
        self._paths: dict[str, _Path | None] = {}
        self._headers = [*SECURITY_HEADERS, *([(b"vary", b"Origin")] if settings.cors_origins else [])]
        self._gather = Gather(metrics.gathered.observe)
        self._tasks: set[asyncio.Task[None]] = set()
        """The loop itself holds no task."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http" or scope["method"] != "POST":
            return await self.app(scope, receive, send)
        path = self._path(scope["path"])
        found = None if path is None else self._usual(scope, path)
        if path is None or found is None:
            return await self.app(scope, receive, send)
        started = time.perf_counter()
        seen: list[Message] = []
        body = await _body(receive, seen)
        answered = None
        if body is not None:
            asked = AskedOf(found.version, found.predictor, self._limits, found.request_id, started)
            try:
                answered = await found.answers.answer(asked, body, self._gather)
            except Exception:
                log.warning(
                    "the short way failed; the ordinary one may tell why", exc_info=True, request_id=found.request_id
                )
        if answered is None:
            return await self.app(scope, _again(seen, receive), send)
        head = [
            (b"content-length", b"%d" % len(answered.body)),
            (b"content-type", _JSON),
            (b"x-request-id", found.request_id.encode()),
            *self._headers,
        ]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": answered.body})
        self._note(scope, path, found, answered, started)

    def _path(self, path: str) -> _Path | None:
        try:
            return self._paths[path]
        except KeyError:
            match = _PATH.fullmatch(path)
            if match is None:
                return None
            asked = Asked(alias=match["alias"]) if match["alias"] else Asked()
            if match["version"]:
                asked = Asked(version=int(match["version"]))
            if len(self._paths) >= MOST_PATHS:
                self._paths.clear()
            route = "/v1/models/{name}" + _ROUTE[match["kind"][1:2]] + "/predict"
            made = self._paths[path] = _Path(match["name"], asked, route, self._metrics.observer("POST", route, 200))
            return made

    def _usual(self, scope: Scope, path: _Path) -> _Found | None:
        """All that can be said before the body is read; None for a request that is not for this layer."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        if len(headers) != len(scope["headers"]) or scope["query_string"] or scope.get("root_path"):
            return None
        if not _NOT_HERE.isdisjoint(headers):
            return None
        length = headers.get(b"content-length", b"")
        if not length.isdigit() or len(length) > 6 or not 0 < int(length) <= MOST_BYTES:
            return None
        if int(length) > self._limits.max_json_bytes:
            return None
        media = headers.get(b"content-type", b"")
        if media != _JSON and media.partition(b";")[0].strip().lower() != _JSON:
            return None
        if not wants_json(headers.get(b"accept", b"")):
            return None
        if not self._is_host(headers.get(b"host", b"")):
            return None
        services: Services = self._state.services
        caller = ANONYMOUS if self._is_keyless else self._caller(services, headers.get(b"authorization", b""))
        if caller is None or not caller.may("predict"):
            return None
        if services.predictors.permits.is_crowded:
            return None
        asked = path.asked
        if (key := headers.get(b"x-routing-key")) is not None:
            if asked.version is not None or not 1 <= len(key) <= MOST_KEY:
                return None
            asked = replace(asked, routing_key=key.decode("latin-1"))
        choice = services.registry.peek(path.name, asked)
        if choice is None or choice.shadow is not None:
            return None
        known = services.known.find(choice.version)
        if known is None:
            return None
        given = headers.get(b"x-request-id")
        request_id = given.decode("latin-1") if given is not None else ""
        if not ACCEPTED_ID.fullmatch(request_id):
            request_id = new_id("req")
        return _Found(services, caller, choice.version, *known, request_id)

    def _is_host(self, header: bytes) -> bool:
        if header in self._good_hosts or "*" in self._hosts:
            return True
        if host_name(header.decode("latin-1")) not in self._hosts:
            return False
        if len(self._good_hosts) < MOST_PATHS:
            self._good_hosts.add(header)
        return True

    def _caller(self, services: Services, header: bytes) -> Identity | None:
        """Whose key it is, when this process has seen it to be good just now."""
        if not header.startswith(_BEARER):
            return None
        secret = header[len(_BEARER) :]
        known = self._verifier.fresh(secret)
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

    def _note(self, scope: Scope, path: _Path, found: _Found, answered: "Answered", started: float) -> None:
        """Count, measure and log what was answered, when it is on its way already."""
        now = time.perf_counter()
        seconds = now - started
        counters = found.services.counters
        if counters.note_plain(found.version.id, answered.served):
            self._start(asyncio.to_thread(counters.count))
        self._metrics.versions.of(found.version).note(len(answered.served.p_NC), seconds, now)
        path.observe(seconds)
        if tracing.is_on():
            parent = dict(scope["headers"]).get(b"traceparent")
            parent = None if parent is None else parent.decode("latin-1")
            tracing.past_request("POST", path.route, 200, found.request_id, parent=parent, seconds=seconds)
        if _is_logged(logging.DEBUG):
            log.debug(
                "request",
                method="POST",
                path=scope["path"],
                route=path.route,
                status=200,
                seconds=round(seconds, 6),
                key_id=found.caller.id,
                request_id=found.request_id,
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
