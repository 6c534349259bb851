"""From an exception to the answer that tells of it."""

from typing import TYPE_CHECKING, Any

from fastapi.routing import iter_route_contexts
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from classifier.errors import DomainError
from service.errors import RETRY_AFTER_SECONDS, MethodNotAllowed, domain_error_of, status_of, title_of
from service.oip.errors import error_response, is_oip
from service.problems import problem, problem_response

if TYPE_CHECKING:
    from fastapi import FastAPI

_REQUEST_ID = "discern.request_id"
_CODE = "discern.code"


def request_id_of(scope: Scope) -> str:
    """The id that the outermost layer gave this request."""
    request_id = scope[_REQUEST_ID]
    assert isinstance(request_id, str)  # noqa: S101  (typing only)
    return request_id


def set_request_id(scope: Scope, request_id: str) -> None:
    """Remember the request's id."""
    scope[_REQUEST_ID] = request_id


def code_of(scope: Scope) -> str:
    """The code of the problem that this request was answered with; empty without one."""
    return str(scope.get(_CODE, ""))


def answer(scope: Scope, error: BaseException) -> Response:
    """The answer for `error`, a problem or what /v2 has for it; it tells nothing of an error that nobody foresaw."""
    known = domain_error_of(error)
    kind = type(known)
    status = status_of(kind)
    code = scope[_CODE] = str(known.extra.get("code", known.code))
    headers = _headers(scope, known, status)
    if is_oip(scope["path"]):
        return error_response(known, status, headers)
    body = problem(
        status,
        code,
        title_of(kind),
        known.detail,
        instance=scope["path"],
        request_id=request_id_of(scope),
        errors=known.faults,
        hint=known.remedy,
        retryable=getattr(known, "retry_after_seconds", None) is not None,
    )
    return problem_response(body, headers)


async def answer_exception(request: Request, error: Exception) -> Response:
    """`answer` as FastAPI calls its exception handlers."""
    return answer(request.scope, error)


def _headers(scope: Scope, error: DomainError, status: int) -> dict[str, str]:
    headers: dict[str, str] = dict(error.extra.get("headers") or {})
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="discern"'
    if status in RETRY_AFTER_SECONDS:
        own: Any = error.extra.get("retry_after") or getattr(error, "retry_after_seconds", None)
        headers["Retry-After"] = str(max(1, round(own or RETRY_AFTER_SECONDS[status])))
    elif (seconds := getattr(error, "retry_after_seconds", None)) is not None:
        headers["Retry-After"] = str(seconds)
    if isinstance(error, MethodNotAllowed):
        headers["Allow"] = ", ".join(sorted(allowed_methods(scope["app"], scope["path"])))
    return headers


def allowed_methods(app: "FastAPI", path: str) -> set[str]:
    """Every method that some route offers at `path`; the router itself would name those of one route only."""
    return {
        method
        for route in iter_route_contexts(app.routes)
        if getattr(route, "path_regex", None) is not None and route.path_regex.match(path)
        for method in route.methods or ()
    }
