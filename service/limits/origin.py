"""Which web pages may call the API: CORS by exact origins, and no change from any other page."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.answers import answer
from service.errors import OriginNotAllowed

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")
PREFLIGHT_SECONDS = 600

_METHODS = "GET, POST, PUT, PATCH, DELETE"
_REQUEST_HEADERS = (
    "Authorization, Content-Digest, Content-Type, Content-Encoding, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, "
    "Upload-Offset, X-Request-Id, X-Routing-Key"
)
_ANSWER_HEADERS = (
    "ETag, Location, Retry-After, X-Request-Id, Idempotency-Replayed, Content-Disposition, Upload-Complete, Upload-Length, "
    "Upload-Offset"
)


class OriginPolicy:
    """Lets pages of the given origins read answers, and refuses every change that another page asks for.

    The refusal also holds without keys, where a page could otherwise post to a server on its reader's loopback.
    """

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]):
        self.app = app
        self.origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        listed = origin in self.origins
        if origin is not None and not listed and scope["method"] not in SAFE_METHODS and not _is_own(origin, headers):
            error = OriginNotAllowed("the page that sent this may not change anything here")
            return await answer(scope, error)(scope, receive, send)
        if not self.origins:
            return await self.app(scope, receive, send)

        async def send_for_page(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                answered.add_vary_header("Origin")
                if origin is not None and listed:
                    answered["Access-Control-Allow-Origin"] = origin
                    answered["Access-Control-Expose-Headers"] = _ANSWER_HEADERS
            await send(message)

        if listed and scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            preflight = Response(
                status_code=204,
                headers={
                    "Access-Control-Allow-Methods": _METHODS,
                    "Access-Control-Allow-Headers": _REQUEST_HEADERS,
                    "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
                },
            )
            return await preflight(scope, receive, send_for_page)
        await self.app(scope, receive, send_for_page)


def is_same_origin(headers: Headers) -> bool:
    """Whether a page of this very server sent this, as its browser tells; false when nothing tells.

    >>> own = {"host": "localhost:8000", "origin": "http://localhost:8000"}
    >>> is_same_origin(Headers(own)), is_same_origin(Headers(own | {"origin": "http://localhost:3000"}))
    (True, False)
    >>> is_same_origin(Headers({"host": "localhost:8000"}))
    False
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is None and site is None:
        return False
    return (origin is None or _is_own(origin, headers)) and site in (None, "same-origin")


def _is_own(origin: str, headers: Headers) -> bool:
    # The scheme is not compared: behind a proxy that ends TLS, ours is http and the page's is https.
    return origin.partition("://")[2].lower() == headers.get("host", "").lower()
