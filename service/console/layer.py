"""Answers for the console's pages and files, before a key is asked for: they are the same for everybody and hold no data."""

import re
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from service.console.built import INDEX, Built
from service.preconditions import names

API_SEGMENTS = frozenset({"v1", "v2", "docs", "openapi.json", "livez", "readyz", "metrics", "problems"})
"""First segments of paths that are the API's, whoever asks and for whatever: no page of the console begins with one."""

# A page's first segment is a plain word: what looks like a file, or was written to look like something else, is the API's to refuse.
_PAGE = re.compile(r"/(?:(?P<segment>[a-z][a-z-]*)(?:/.*)?)?", re.DOTALL)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Scripts and styles come from files of this server alone: text from data can be neither, wherever it lands in a page."""

NOT_BUILT = b"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Discern</title></head>
<body>
<h1>Discern is running, without its console</h1>
<p>The console was not built here. In the checkout, <code>make console</code> builds it; it shows at the next reload.</p>
<p>The API is all there: <a href="/docs">its reference</a>, and <code>discern --help</code> for the command line.</p>
</body>
</html>
"""

_ASSETS = "assets/"  # their names hold a hash of their content
_NOT_PAGES = API_SEGMENTS | {"assets"}
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"


@dataclass(frozen=True, slots=True)
class _Route:
    """How the log and the measures call what was asked for."""

    path_format: str


_PAGES, _FILES = _Route("/"), _Route("/assets/{name}")


class Console:
    """Serves the built console; whatever is not its own goes on to the API."""

    def __init__(self, app: ASGIApp, built: Built | None = None):
        self.app = app
        self.built = built or Built()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        answer: Response | None
        if is_page(scope["path"], headers.get("accept", "")):
            scope["route"], answer = _PAGES, self._page(scope["path"], headers)
        elif (file := self._file(scope["path"][1:], headers)) is not None:
            scope["route"], answer = _FILES, file
        else:
            return await self.app(scope, receive, send)
        if scope["method"] == "HEAD":
            answer.body = b""  # its Content-Length stays
        await answer(scope, receive, send)

    def _page(self, path: str, headers: Headers) -> Response:
        answer = self._file(INDEX, headers)
        if answer is None:
            answer = Response(NOT_BUILT, 200 if path == "/" else 404, media_type="text/html")
        return answer

    def _file(self, name: str, headers: Headers) -> Response | None:
        content = self.built.find(name, codings_of(headers.get("accept-encoding", "")))
        if content is None:
            return None
        told = {
            "ETag": content.etag,
            "Vary": "Accept, Accept-Encoding" if name == INDEX else "Accept-Encoding",
            "Cache-Control": _FOR_EVER if name.startswith(_ASSETS) else _ASK_AGAIN,
        }
        if name == INDEX:
            told["Content-Security-Policy"] = POLICY
        if names(headers.get("if-none-match", ""), content.etag, weak=True):
            return Response(status_code=304, headers=told)
        if content.coding is not None:
            told["Content-Encoding"] = content.coding
        return Response(content.body, headers=told, media_type=content.media_type)


def is_page(path: str, accept: str) -> bool:
    """Whether a GET of `path` asks for a page of the console: `/`, or by a browser's address bar a path that is not the API's.

    >>> is_page("/", "*/*"), is_page("/models/rice", "text/html,*/*;q=0.8"), is_page("/models/rice", "*/*")
    (True, True, False)
    >>> is_page("/v1/models/rice", "text/html"), is_page("/robots.txt", "text/html"), is_page("//v1", "text/html")
    (False, False, False)
    """
    match = _PAGE.fullmatch(path)
    if match is None or match["segment"] in _NOT_PAGES:
        return False
    return match["segment"] is None or "text/html" in accept.lower()


def codings_of(accept_encoding: str) -> frozenset[str]:
    """The content codings that a reader names and does not rule out by a q of 0.

    >>> sorted(codings_of("gzip, deflate, br;q=0.9")), sorted(codings_of("br;q=0, GZIP ; q=1"))
    (['br', 'deflate', 'gzip'], ['gzip'])
    """
    found = set()
    for part in accept_encoding.lower().split(","):
        coding, _, parameter = (text.strip() for text in part.partition(";"))
        if coding and not re.fullmatch(r"q\s*=\s*0(\.0*)?", parameter):
            found.add(coding)
    return frozenset(found)
