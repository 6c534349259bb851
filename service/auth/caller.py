"""The caller of a request, and the scopes that a route asks of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, params
from starlette.requests import HTTPConnection

from service.errors import ScopeMissing
from store.keys import SCOPES

CALLER = "discern.caller"  # where the outermost layer leaves the caller in the ASGI scope


@dataclass(frozen=True)
class Identity:
    """Who calls: an API key, or `anonymous` where keys are off."""

    id: str
    name: str
    scopes: frozenset[str]
    sign_in_id: str | None = None
    """The session of a browser by whose cookie the request came; None for a key in the header."""
    expires_at: datetime | None = None
    """When that session ends."""

    def may(self, scope: str) -> bool:
        """True when a key's scopes, or `admin`, cover `scope`."""
        return scope in self.scopes or "admin" in self.scopes


ANONYMOUS = Identity(id="anonymous", name="anonymous", scopes=frozenset({"admin"}))


def caller_of(connection: HTTPConnection) -> Identity:
    """The caller whom the authentication layer let in."""
    caller = connection.scope[CALLER]
    assert isinstance(caller, Identity)  # noqa: S101  (a KeyError or this: the layer is missing, which is a bug)
    return caller


async def _caller(connection: HTTPConnection) -> Identity:
    return caller_of(connection)


Caller = Annotated[Identity, Depends(_caller)]


@dataclass(frozen=True)
class Requirement:
    """The scopes one route asks for; none means any key. Every route carries exactly one."""

    scopes: tuple[str, ...]

    def check(self, connection: HTTPConnection) -> None:
        """Raises: `ScopeMissing` naming the scope."""
        caller = caller_of(connection)
        for scope in self.scopes:
            if not caller.may(scope):
                raise ScopeMissing(f"this needs a key with the scope {scope!r}")

    async def __call__(self, connection: HTTPConnection) -> None:
        """The same check as a dependency."""
        self.check(connection)


def require(*scopes: str) -> params.Depends:
    """What a route declares: `dependencies=[require("train:write")]`; `require()` takes any key.

    Raises: `ValueError` for a scope that no key can have.
    """
    for scope in scopes:
        if scope not in SCOPES:
            raise ValueError(f"unknown scope {scope!r}; there are {', '.join(SCOPES)}")
    depends = Depends(Requirement(scopes))
    assert isinstance(depends, params.Depends)  # noqa: S101  (typing only: FastAPI types it as Any)
    return depends
