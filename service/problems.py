"""The one shape of every error answer: RFC 9457 `application/problem+json`."""

from http import HTTPStatus

from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from classifier.errors import Fault

MEDIA_TYPE = "application/problem+json"
MAX_FAULTS = 100  # the first hundred show the pattern; a file of a million bad rows must not answer with a million
MAX_TEXT = 2_000  # characters of one text in an answer


class Problem(BaseModel):
    """Why a request was not answered as asked, for a program and for a person."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True, title="Problem")

    type: str
    """`/problems/<code>`."""
    title: str
    """What this kind of problem is."""
    status: int
    """The HTTP status, repeated."""
    detail: str
    """What went wrong this time."""
    instance: str
    """The path that was asked for."""
    code: str
    """Stable machine word; the thing to branch on."""
    errors: list[Fault]
    """Each place where the input is wrong."""
    hint: str | None
    """What to do about it."""
    request_id: str
    """Names this request in the server's log."""
    retryable: bool
    """True when the same request may succeed later."""


def plain(text: str) -> str:
    """`text` bounded and free of what UTF-8 cannot hold.

    >>> plain("a" + chr(0xD800))
    'a?'
    """
    return text[:MAX_TEXT].encode("utf-8", "replace").decode("utf-8")


def plain_fault(fault: Fault) -> Fault:
    """`fault` with every text made `plain`."""
    return fault.model_copy(
        update={name: plain(value) for name, value in fault.model_dump().items() if isinstance(value, str)}
    )


def problem(
    status: int,
    code: str,
    title: str,
    detail: str,
    *,
    instance: str,
    request_id: str,
    errors: list[Fault] | None = None,
    hint: str | None = None,
    retryable: bool = False,
) -> Problem:
    """A problem with bounded, clean texts; 408, 429 and 503 can always be sent again, others where it is said."""
    return Problem(
        type=f"/problems/{code}",
        title=title,
        status=status,
        detail=plain(detail),
        instance=plain(instance),
        code=code,
        errors=[plain_fault(fault) for fault in (errors or [])[:MAX_FAULTS]],
        hint=plain(hint) if hint else None,
        request_id=request_id,
        retryable=retryable
        or status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE),
    )


def problem_response(body: Problem, headers: dict[str, str] | None = None) -> Response:
    """The answer that carries `body`."""
    return Response(body.model_dump_json(), status_code=body.status, headers=headers, media_type=MEDIA_TYPE)
