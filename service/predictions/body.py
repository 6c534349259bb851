"""The rows of a prediction as they came: strict JSON, or a small file."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from classifier.errors import Fault
from classifier.spec.table import FileFormat, ParseOptions
from service.datasets.actions import pointer_part
from service.datasets.upload import FORMATS, MediaTypeUnsupported, media_type
from service.errors import JsonInvalid
from service.predictions.schemas import PredictOptions, PredictRequest
from service.strict_json import strict_json

_HINT = f"Send Content-Type: application/json, {', '.join(FORMATS)}; and no Content-Encoding."
_COLON = re.compile(rb'"[ \t\r\n]*:')


@dataclass(frozen=True)
class Body:
    """A prediction's body, not yet read."""

    data: bytes
    file_format: FileFormat | None
    """Null for JSON."""
    parse: ParseOptions
    """How a file is read."""
    options: PredictOptions
    """Of the query; JSON says them in the body."""


async def receive(request: Request, options: PredictOptions) -> Body:
    """The body, once its media type is known to be one that can be read. Raises: `MediaTypeUnsupported`."""
    file_format, encoding = _file_type(request)
    parse = ParseOptions.model_validate({"encoding": encoding, "delimiter": options.delimiter})
    return Body(await request.body(), file_format, parse, options)


def read_json(data: bytes) -> PredictRequest:
    """The request in a JSON body. Raises: `JsonInvalid`, `RequestValidationError`."""
    parsed = strict_json(data)
    try:
        request = PredictRequest.model_validate(parsed)
    except ValidationError as error:
        faults = [{**item, "loc": ("body", *item["loc"])} for item in error.errors()]
        raise RequestValidationError(faults, body=parsed) from None
    # The parser keeps the last of two equal keys. Each key stands before a quote and a colon, and text can only add
    # more of those: where there are no more than keys, none was lost, and nobody pays for the slow search.
    num_keys = len(parsed) + sum(map(len, request.rows))
    if len(_COLON.findall(data)) != num_keys:
        _refuse_twins(data)
    return request


def _refuse_twins(data: bytes) -> None:
    """Raises: `JsonInvalid` for a key that stands twice in one object."""
    num_objects = 0

    def whole(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal num_objects
        found = dict(pairs)
        if len(found) < len(pairs):
            twin = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
            # Rows hold no objects, so that they are finished in their order, the request itself last.
            place = "" if "rows" in found else f"/rows/{num_objects}"
            message = f"{twin!r} stands twice in the same object"
            fault = Fault(code="duplicate_key", message=message, pointer=f"{place}/{pointer_part(twin)}")
            raise JsonInvalid(f"{fault.pointer}: {message}", faults=[fault])
        num_objects += 1
        return found

    json.loads(data, object_pairs_hook=whole)


def _file_type(request: Request) -> tuple[FileFormat | None, str]:
    """Format and encoding of a file, or None for JSON. Raises: `MediaTypeUnsupported`."""
    if request.headers.get("content-encoding", "identity").strip().lower() not in ("identity", ""):
        raise MediaTypeUnsupported("a prediction takes no Content-Encoding", hint=_HINT)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json":
        return None, "auto"
    try:
        file_format, _, encoding = media_type(request)
    except MediaTypeUnsupported as error:
        raise MediaTypeUnsupported(f"{error.detail}; nor is it application/json", hint=_HINT) from None
    return file_format, encoding
