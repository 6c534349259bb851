"""Nobody without a key gets past here: not to a route, not to a path that does not exist."""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from classifier.errors import DomainError
from service.answers import answer
from service.auth.caller import ANONYMOUS, CALLER, Identity
from service.auth.verifier import Verifier
from service.dependencies import Services
from service.errors import Unauthenticated
from service.settings import ApiSettings

PROBES = frozenset({"/livez", "/readyz", "/v2/health/live", "/v2/health/ready"})

_BEARER = re.compile(r"bearer +([A-Za-z0-9_\-]{1,256})", re.IGNORECASE)


class Authentication:
    """Lets a request in with a valid key, or to one of a few exact paths; denies by default."""

    def __init__(self, app: ASGIApp, settings: ApiSettings, verifier: Verifier, public: frozenset[str]):
        self.app = app
        self.keyless = settings.auth == "off"
        self.verifier = verifier
        self.public = public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        if scope["path"] in self.public and scope["method"] in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        try:
            scope[CALLER] = ANONYMOUS if self.keyless else await self._identify(scope)
        except DomainError as error:
            return await answer(scope, error)(scope, receive, send)
        await self.app(scope, receive, send)

    async def _identify(self, scope: Scope) -> Identity:
        given = Headers(scope=scope).getlist("authorization")
        if not given:
            raise Unauthenticated("no API key came with the request")
        match = _BEARER.fullmatch(given[0].strip()) if len(given) == 1 else None
        if match is None:
            raise Unauthenticated("the Authorization header is not 'Bearer <key>'")
        services = scope["app"].state.services
        assert isinstance(services, Services)  # noqa: S101  (typing only)
        client = scope.get("client")
        return await self.verifier.identify(services.database, match[1], client[0] if client else "unknown")
