"""The route class of every router, `APIRouter(route_class=StrictRoute)`: scopes first, then a strict body."""

import hashlib
import inspect
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from anyio.to_thread import run_sync
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from service.auth.caller import Requirement
from service.dependencies import services_of
from service.errors import UnsupportedMedia
from service.strict_json import strict_json

BODY_SHA256 = "discern.body_sha256"
LARGE_BODY_BYTES = 65_536  # parsing this much takes 0.3 ms; more would stop the other requests of the process

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class StrictRequest(Request):
    """A request whose JSON was parsed already, strictly."""

    parsed: Any = None

    async def json(self) -> Any:
        """The parsed body."""
        return self.parsed


class StrictRoute(APIRoute):
    """A route that checks the caller's scopes before it reads a body, and reads JSON bodies strictly."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any):
        super().__init__(path, endpoint, **{**options, "generate_unique_id_function": _operation_id})

    def get_route_handler(self) -> Handler:
        """FastAPI's handler behind our checks."""
        handler = super().get_route_handler()
        requirements = list(requirements_of(self.dependant))
        takes_json = self.body_field is not None
        blocks = not inspect.iscoroutinefunction(self.endpoint)

        async def checked(request: Request) -> Response:
            for requirement in requirements:
                requirement.check(request)
            if takes_json:
                request = await _parsed(request)
            if not blocks:
                return await handler(request)
            async with services_of(request).admission.permit():
                return await handler(request)

        return checked


def _operation_id(route: APIRoute) -> str:
    return route.name  # the function's name: clients make their method names of it


def requirements_of(dependant: Dependant) -> Iterator[Requirement]:
    """Every scope requirement that a route declares, also through its dependencies."""
    for dependency in dependant.dependencies:
        if isinstance(dependency.call, Requirement):
            yield dependency.call
        yield from requirements_of(dependency)


async def _parsed(request: Request) -> StrictRequest:
    strict = StrictRequest(request.scope, request.receive, request._send)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise UnsupportedMedia("this route takes no Content-Encoding")
    body = await strict.body()
    strict.scope[BODY_SHA256] = hashlib.sha256(body).hexdigest()
    if body:
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != "application/json":
            raise UnsupportedMedia(f"the body must be application/json, not {media_type[:100] or 'untyped'!r}")
        strict.parsed = await run_sync(strict_json, body) if len(body) > LARGE_BODY_BYTES else strict_json(body)
    return strict
