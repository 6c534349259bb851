"""The one table from what went wrong to an HTTP status; the nearest class wins."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from classifier.errors import (
    ArtifactCorrupt,
    Conflict,
    Diverged,
    DomainError,
    NotFound,
    OutOfMemory,
    StorageFull,
    TooLarge,
    Unprocessable,
    is_out_of_room,
)
from service.faults import faults_of, summary
from service.problems import MEDIA_TYPE


class BadRequest(DomainError):
    """The request cannot be understood."""

    code = "bad_request"
    hint = "Correct the request as its detail says; /docs describes every one."


class JsonInvalid(BadRequest):
    """The body is not valid JSON."""

    code = "json_invalid"
    hint = "Send strict JSON in UTF-8: null for a missing number, no NaN, Infinity, NUL or half a surrogate pair."


class Unauthenticated(DomainError):
    """No valid API key came with the request."""

    code = "unauthenticated"
    hint = "Send the header 'Authorization: Bearer <key>'; make a key with 'discern key create'."


class ScopeMissing(DomainError):
    """The API key may not do this."""

    code = "scope_missing"
    hint = "Ask an admin for a key with this scope: 'discern key create --scope ...'."


class OriginNotAllowed(ScopeMissing):
    """A web page of another origin may not call this server."""

    code = "origin_not_allowed"
    hint = "Add the page's exact origin to DISCERN_CORS_ORIGINS."


class MethodNotAllowed(DomainError):
    """The path exists, but not with this method."""

    code = "method_not_allowed"
    hint = "The Allow header names the methods of this path."


class NotAcceptable(DomainError):
    """No representation of the answer fits the Accept header."""

    code = "not_acceptable"
    hint = "Accept application/json."


class PreconditionRequired(DomainError):
    """The request must say which state it changes."""

    code = "precondition_required"
    hint = "GET the object and send its ETag as If-Match."


class PreconditionFailed(DomainError):
    """The object is not in the state that the request was made for."""

    code = "precondition_failed"
    hint = "GET the object again, look at what was changed, and send its ETag as If-Match."


class RequestTimedOut(DomainError):
    """The request's body arrived too slowly."""

    code = "request_timeout"
    hint = "Send the body without long pauses."


class UnsupportedMedia(DomainError):
    """The body's Content-Type or Content-Encoding is not supported here."""

    code = "unsupported_media_type"
    hint = "Send application/json, or at the routes for files one of the types that /docs names."


class RangeNotSatisfiable(DomainError):
    """The Range header asks for bytes that the file does not have."""

    code = "range_not_satisfiable"
    hint = "Content-Range tells the file's size; without a Range header the whole file is sent."


class HostNotAllowed(DomainError):
    """The server is not known by the name in the Host header."""

    code = "host_not_allowed"
    hint = "Add the name to DISCERN_ALLOWED_HOSTS."


class RequestInvalid(Unprocessable):
    """The request does not fit the API's schema."""

    code = "request_invalid"
    hint = "Correct what `errors` points at; /docs describes every field."


class IdempotencyKeyReused(Unprocessable):
    """The Idempotency-Key was used before with another request."""

    code = "idempotency_key_reused"
    hint = "Use a new key for a new request; repeat a request with exactly the same body."


class TooManyRequests(DomainError):
    """Too many requests; wait before the next one."""

    code = "too_many_requests"
    hint = "Repeat the request after the seconds in Retry-After."


class Busy(DomainError):
    """The server is busy."""

    code = "busy"
    hint = "Repeat the request after the seconds in Retry-After."


class DatabaseUnavailable(Busy):
    """The database does not answer."""

    code = "database_unavailable"


class NotReady(Busy):
    """The server is not ready for requests."""

    code = "not_ready"


class Internal(DomainError):
    """The server failed; this is a bug."""

    code = "internal"
    hint = "Report it with the request_id; the server's log has the rest."


STATUS: dict[type[DomainError], int] = {
    DomainError: 500,
    BadRequest: 400,
    Unauthenticated: 401,
    ScopeMissing: 403,
    NotFound: 404,
    MethodNotAllowed: 405,
    NotAcceptable: 406,
    RequestTimedOut: 408,
    Conflict: 409,
    PreconditionFailed: 412,
    ArtifactCorrupt: 500,
    TooLarge: 413,
    UnsupportedMedia: 415,
    RangeNotSatisfiable: 416,
    HostNotAllowed: 421,
    Unprocessable: 422,
    Diverged: 422,
    OutOfMemory: 422,
    PreconditionRequired: 428,
    TooManyRequests: 429,
    Internal: 500,
    Busy: 503,
    StorageFull: 507,
}

# What any route may answer: the layers before it and the database behind it can always fail.
COMMON: tuple[type[DomainError], ...] = (
    BadRequest,
    Unauthenticated,
    ScopeMissing,
    RequestTimedOut,
    TooLarge,
    UnsupportedMedia,
    HostNotAllowed,
    Unprocessable,
    TooManyRequests,
    Internal,
    Busy,
    StorageFull,
)

RETRY_AFTER_SECONDS = {429: 30, 503: 2}


def status_of(error: type[DomainError]) -> int:
    """The status of an error class: its own, or that of its nearest ancestor in the table."""
    return next(STATUS[cls] for cls in error.__mro__ if cls in STATUS)


def title_of(error: type[DomainError]) -> str:
    """The first line of the class's docstring."""
    return (error.__doc__ or "").strip().partition("\n")[0]


def problems(*errors: type[DomainError]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route that may raise `errors`, with those that every route shares."""
    return described(errors, {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}})


def described(errors: Iterable[type[DomainError]], content: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    """The answers to `errors` and to those that every route shares, each with this content."""
    by_status: dict[int, list[type[DomainError]]] = {}
    for error in (*errors, *COMMON):
        kinds = by_status.setdefault(status_of(error), [])
        if error not in kinds:
            kinds.append(error)
    return {
        status: {"description": " ".join(title_of(kind) for kind in kinds), "content": content}
        for status, kinds in sorted(by_status.items())
    }


def domain_error_of(error: BaseException) -> DomainError:
    """`error` as one of ours. What nobody foresaw becomes `Internal`, which tells nothing of its insides."""
    if isinstance(error, DomainError):
        return error
    if isinstance(error, RequestValidationError):
        faults = faults_of(error)
        return RequestInvalid(summary(faults), faults=faults)
    if isinstance(error, HTTPException):
        return _of_http_exception(error)
    if isinstance(error, DBAPIError) and _disk_is_full(error):
        return StorageFull("no space is left for the database")
    if isinstance(error, OperationalError | PoolTimeout) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    ):
        return DatabaseUnavailable("the database did not answer in time")
    if isinstance(error, OSError) and is_out_of_room(error):
        return StorageFull("no space is left to store this")
    return Internal("an unexpected error happened")


def _disk_is_full(error: DBAPIError) -> bool:
    own = error.orig
    return getattr(own, "sqlite_errorname", None) == "SQLITE_FULL" or getattr(own, "sqlstate", None) == "53100"


def _of_http_exception(error: HTTPException) -> DomainError:
    foreseen: tuple[type[DomainError], ...] = (NotFound, MethodNotAllowed, NotAcceptable, Conflict, *COMMON)
    kinds = {status_of(kind): kind for kind in foreseen}
    kind = kinds.get(error.status_code, BadRequest if error.status_code < 500 else Internal)
    phrase = HTTPStatus(error.status_code).phrase
    own = str(error.detail) not in ("", phrase)
    return kind(str(error.detail) if own else title_of(kind), headers=dict(error.headers or {}))
