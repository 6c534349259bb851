"""Errors of the routes under /v2, in the protocol's form: one object with the text of the error."""

from typing import Any

from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from classifier.errors import DomainError, Fault, Unprocessable
from service.errors import described
from service.problems import plain

MOST_TOLD = 5  # faults of one error: the first show the pattern, and the text is for a person


class OipError(BaseModel):
    """Why a request was not answered as asked.

    Source: Open Inference Protocol, HTTP/REST, the `$..._error_response` objects
    (https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md).
    """

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True, title="OipError")

    error: str
    """What went wrong, where, and what to do about it."""


class TensorInvalid(Unprocessable):
    """A tensor of the request cannot be read."""

    code = "tensor_invalid"
    hint = "GET /v2/models/{name} tells the inputs and outputs of a model, with their datatypes and shapes."


def is_oip(path: str) -> bool:
    """Whether errors of this path have the protocol's form.

    >>> is_oip("/v2"), is_oip("/v2/models/rice/infer"), is_oip("/v20"), is_oip("/v1/models")
    (True, True, False, False)
    """
    return path == "/v2" or path.startswith("/v2/")


def error_response(error: DomainError, status: int, headers: dict[str, str]) -> Response:
    """The answer that tells of `error`."""
    body = OipError(error=text_of(error))
    return Response(body.model_dump_json(), status_code=status, headers=headers, media_type="application/json")


def oip_problems(*errors: type[DomainError]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route under /v2; see `service.errors.problems`."""
    return described(errors, {"application/json": {"schema": {"$ref": "#/components/schemas/OipError"}}})


def text_of(error: DomainError) -> str:
    """What a problem says in several fields, as one text.

    >>> text_of(TensorInvalid("2 rows do not fit", faults=[Fault(code="x", message="Row 1 is bad.")], hint="Mend them."))
    '2 rows do not fit. Row 1 is bad. Mend them.'
    """
    told = [text for text in map(_told, error.faults[:MOST_TOLD]) if text not in error.detail]
    if (more := len(error.faults) - MOST_TOLD) > 0:
        told.append(f"And {more} more")
    parts = [error.detail, *told, *([error.remedy] if error.remedy else [])]
    return plain(" ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts))


def _told(fault: Fault) -> str:
    """A fault with its row and what was found there, where its message does not say them."""
    text = fault.message
    if fault.row is not None and f"ow {fault.row}" not in text:
        text = f"Row {fault.row}: {text}"
    return text if fault.got is None or fault.got in text else f"{text.rstrip('.')}: {fault.got}."
