"""Requests for a name that is not ours are refused: that is how DNS rebinding would come."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from service.answers import answer
from service.errors import HostNotAllowed


def host_name(header: str) -> str:
    """The name in a `Host` header, in lower case, without port and brackets.

    >>> host_name("LocalHost:8000"), host_name("[::1]:8000"), host_name("127.0.0.1")
    ('localhost', '::1', '127.0.0.1')
    """
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()


class HostAllowList:
    """Answers only for the names it was given; `*` is every name."""

    def __init__(self, app: ASGIApp, names: frozenset[str]):
        self.app = app
        self.names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "http" and "*" not in self.names:
            given = Headers(scope=scope).getlist("host")
            if len(given) != 1 or host_name(given[0]) not in self.names:
                error = HostNotAllowed("the Host header names a server that this is not")
                return await answer(scope, error)(scope, receive, send)
        await self.app(scope, receive, send)
