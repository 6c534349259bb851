"""Nobody without a key or a browser's session gets past here: not to a route, not to a path that does not exist."""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from classifier.errors import DomainError
from service.answers import answer
from service.auth.caller import ANONYMOUS, CALLER, Identity
from service.auth.cookie import session_token
from service.auth.sessions import SessionVerifier
from service.auth.verifier import Verifier
from service.dependencies import Services
from service.errors import OriginNotAllowed, Unauthenticated
from service.limits.origin import SAFE_METHODS, is_same_origin
from service.settings import ApiSettings

PROBES = frozenset({"/livez", "/readyz", "/v2/health/live", "/v2/health/ready"})
SIGN_IN = ("POST", "/v1/session")
"""The one route that takes a key in its body, and checks it itself."""

_BEARER = re.compile(r"bearer +([A-Za-z0-9_\-]{1,256})", re.IGNORECASE)


class Authentication:
    """Lets a request in with a valid key or session, or to one of a few exact paths; denies by default."""

    def __init__(self, app: ASGIApp, settings: ApiSettings, verifier: Verifier, public: frozenset[str]):
        self.app = app
        self.keyless = settings.auth == "off"
        self.verifier = verifier
        self.sessions = SessionVerifier()
        self.public = public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        if scope["path"] in self.public and scope["method"] in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        if (scope["method"], scope["path"]) == SIGN_IN:
            return await self.app(scope, receive, send)
        try:
            scope[CALLER] = ANONYMOUS if self.keyless else await self._identify(scope)
        except DomainError as error:
            return await answer(scope, error)(scope, receive, send)
        await self.app(scope, receive, send)

    async def _identify(self, scope: Scope) -> Identity:
        headers = Headers(scope=scope)
        services = scope["app"].state.services
        assert isinstance(services, Services)  # noqa: S101  (typing only)
        given = headers.getlist("authorization")
        if not given:
            token = session_token(headers)
            if token is None:
                raise Unauthenticated("no API key came with the request")
            # A browser adds the cookie by itself, also to what a page of another port of this machine makes it send.
            if scope["method"] not in SAFE_METHODS and not is_same_origin(headers):
                raise OriginNotAllowed(
                    "by a session's cookie only this server's own pages may change anything",
                    hint="Send an API key in the Authorization header.",
                )
            return await self.sessions.identify(services.database, token)
        match = _BEARER.fullmatch(given[0].strip()) if len(given) == 1 else None
        if match is None:
            raise Unauthenticated("the Authorization header is not 'Bearer <key>'")
        client = scope.get("client")
        return await self.verifier.identify(services.database, match[1], client[0] if client else "unknown")
