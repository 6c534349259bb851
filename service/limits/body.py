"""How much a request may send, and how slowly: checked by its header, and counted as it comes."""

import asyncio
import re
import time

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from classifier.errors import TooLarge
from service.answers import answer
from service.auth.layer import SIGN_IN
from service.errors import BadRequest, RequestTimedOut
from service.settings import ApiSettings

UPLOADS = frozenset({("POST", "/v1/datasets"), ("POST", "/v1/scoring-jobs/file")})
"""The routes that take a file of up to `max_upload_bytes`; all others but `PARTS` take up to `max_json_bytes`."""

PARTS = re.compile(r"/v1/uploads/[^/]+")
"""Where a PATCH brings a part of a file, which may be all of it."""

_SIGN_IN_BYTES = 4096  # nobody has shown a key yet: a body that holds one is not longer

MIN_BYTES_PER_SECOND = 1024  # a client slower than a modem of 1990 holds a connection for no good


class BodyLimits:
    """Refuses NUL characters in the URL, bodies that are too large, and bodies that come too slowly."""

    def __init__(self, app: ASGIApp, settings: ApiSettings):
        self.app = app
        self.limits = settings.limits
        self.grace_seconds = settings.body_grace_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        if "\x00" in scope["path"] or b"%00" in scope["query_string"] or b"\x00" in scope["query_string"]:
            error = BadRequest("the URL may not hold NUL characters")
            return await answer(scope, error)(scope, receive, send)
        name, most = self._most(scope["method"], scope["path"])
        counted = _Counted(receive, name, most, self.grace_seconds)
        declared = Headers(scope=scope).get("content-length", "0")

        async def send_and_close(message: Message) -> None:
            # An answer before the end of the body leaves bytes on the connection that nobody will read.
            if message["type"] == "http.response.start" and counted.refused:
                message["headers"] = [*message.get("headers", ()), (b"connection", b"close")]
            await send(message)

        if not (declared.isascii() and declared.isdigit()):
            counted.refused = True
            await answer(scope, BadRequest("the Content-Length is not a number"))(scope, receive, send_and_close)
        elif int(declared[:20]) > counted.most:
            counted.refused = True
            await answer(scope, counted.too_large())(scope, receive, send_and_close)
        else:
            await self.app(scope, counted.receive, send_and_close)

    def _most(self, method: str, path: str) -> tuple[str, int]:
        """The limit of a body by its name, and its bytes."""
        if (method, path) == SIGN_IN:
            return "sign_in_bytes", _SIGN_IN_BYTES
        if (method, path) in UPLOADS or (method == "PATCH" and PARTS.fullmatch(path) is not None):
            return "max_upload_bytes", self.limits.max_upload_bytes
        return "max_json_bytes", self.limits.max_json_bytes


class _Counted:
    """A request's body, counted and timed."""

    def __init__(self, receive: Receive, name: str, most: int, grace_seconds: float):
        self._receive = receive
        self._name = name
        self.most = most
        self._grace_seconds = grace_seconds
        self._start = time.monotonic()
        self._bytes = 0
        self._ended = False
        self.refused = False

    def too_large(self) -> TooLarge:
        """What a body over the limit is answered with."""
        return TooLarge(
            f"the body is over {self._name}={self.most} bytes", hint="GET /v1/limits tells what this server accepts."
        )

    async def receive(self) -> Message:
        """The next part. Raises: `TooLarge`, `RequestTimedOut`."""
        if self._ended:
            return await self._receive()
        slowest_end = self._start + self._grace_seconds + self._bytes / MIN_BYTES_PER_SECOND
        try:
            async with asyncio.timeout(min(self._grace_seconds, slowest_end - time.monotonic())):
                message = await self._receive()
        except TimeoutError:
            self.refused = True
            raise RequestTimedOut(
                f"the body stopped for {self._grace_seconds:g} s, or came slower than {MIN_BYTES_PER_SECOND} bytes/s"
            ) from None
        if message["type"] == "http.request":
            self._bytes += len(message.get("body", b""))
            self._ended = not message.get("more_body", False)
            if self._bytes > self.most:
                self.refused = True
                raise self.too_large()
        return message
