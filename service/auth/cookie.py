"""The cookie of a browser's session (docs/adr/0025-sessions.md)."""

import re

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import Response

NAME = "__Host-discern"
"""The prefix makes browsers refuse one that is not Secure, that names a Domain, or that came from another host."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def session_token(headers: Headers) -> str | None:
    """The value of the request's session cookie; None when there is none, or one that cannot be ours."""
    token = cookie_parser(headers.get("cookie", "")).get(NAME, "")
    return token if _TOKEN.fullmatch(token) else None


def set_session(response: Response, token: str, seconds: int) -> None:
    """Have the browser keep `token` for so long, where no script of a page can read it."""
    response.set_cookie(NAME, token, max_age=seconds, path="/", secure=True, httponly=True, samesite="strict")


def clear_session(response: Response) -> None:
    """Have the browser forget it."""
    response.delete_cookie(NAME, path="/", secure=True, httponly=True, samesite="strict")
