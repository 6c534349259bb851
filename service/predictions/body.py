"""The rows of a prediction as they came: strict JSON, a small file, or one image."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from classifier.errors import Fault
from classifier.spec.table import FileFormat, ParseOptions
from service.datasets.actions import pointer_part
from service.datasets.upload import FORMATS as FILES
from service.datasets.upload import MediaTypeUnsupported, media_type, series_options
from service.errors import JsonInvalid
from service.explanations.schemas import ExplainRequest
from service.predictions.schemas import PredictOptions, PredictRequest
from service.strict_json import strict_json

FORMATS = {**FILES, "application/vnd.apache.arrow.stream": FileFormat.arrow}
"""Bodies that are a file, or a stream of record batches."""

IMAGES = ("image/jpeg", "image/png")
"""Bodies that are one image, for a model whose input is one."""

_HINT = f"Send Content-Type: application/json, {', '.join((*FORMATS, *IMAGES))}; and no Content-Encoding."
_COLON = re.compile(rb'"[ \t\r\n]*:')


Asked = TypeVar("Asked", bound=PredictRequest | ExplainRequest)


@dataclass(frozen=True)
class Body:
    """A prediction's body, not yet read."""

    data: bytes
    file_format: FileFormat | None
    """None for JSON and images."""
    is_image: bool
    """One image, of either kind."""
    parse: ParseOptions
    """How a file is read."""
    options: PredictOptions
    """Of the query; JSON says them in the body."""

    @property
    def is_json(self) -> bool:
        """Whether the body is a `PredictRequest`."""
        return self.file_format is None and not self.is_image


async def receive(request: Request, options: PredictOptions) -> Body:
    """The body, once its media type is known to be one that can be read.

    Raises: `MediaTypeUnsupported`, `RequestInvalid`.
    """
    if request.headers.get("content-encoding", "identity").strip().lower() not in ("identity", ""):
        raise MediaTypeUnsupported("a prediction takes no Content-Encoding", hint=_HINT)
    plain = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if plain == "application/json":
        return Body(await request.body(), None, False, ParseOptions(), options)
    if plain in IMAGES:
        series_options(options.series, None)
        return Body(await request.body(), None, True, ParseOptions(), options)
    try:
        file_format, _, encoding = media_type(request, FORMATS)
    except MediaTypeUnsupported as error:
        others = ", ".join(("application/json", *IMAGES))
        raise MediaTypeUnsupported(f"{error.detail}; nor is it {others}", hint=_HINT) from None
    series = series_options(options.series, file_format)
    parse = ParseOptions.model_validate({"encoding": encoding, "delimiter": options.delimiter, "series": series})
    return Body(await request.body(), file_format, False, parse, options)


def read_json(data: bytes) -> PredictRequest:
    """The request in a JSON body. Raises: `JsonInvalid`, `RequestValidationError`."""
    return read_rows(data, PredictRequest)


def read_rows(data: bytes, kind: type[Asked]) -> Asked:
    """A request of this kind in a JSON body: rows or columns, beside which nothing else is an object.

    Raises: `JsonInvalid`, `RequestValidationError`.
    """
    parsed = strict_json(data)
    try:
        request = cast("Asked", kind.model_validate(parsed))
    except ValidationError as error:
        faults = [{**item, "loc": ("body", *item["loc"])} for item in error.errors()]
        raise RequestValidationError(faults, body=parsed) from None
    # The parser keeps the last of two equal keys. Only the request and its rows are objects: arrays hold numbers alone.
    # Each key stands before a quote and a colon, and text can only add more of those: where there are no more than keys,
    # none was lost, and nobody pays for the slow search.
    num_keys = len(parsed) + (len(request.columns or ()) if request.rows is None else sum(map(len, request.rows)))
    if len(_COLON.findall(data)) != num_keys:
        _refuse_twins(data, is_columns=request.rows is None)
    return request


def _refuse_twins(data: bytes, *, is_columns: bool) -> None:
    """Raises: `JsonInvalid` for a key that stands twice in one object."""
    num_objects = 0

    def whole(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal num_objects
        found = dict(pairs)
        if len(found) < len(pairs):
            twin = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
            # Rows hold no objects, so that they are finished in their order, the request itself last.
            inner = "/columns" if is_columns else f"/rows/{num_objects}"
            place = "" if "rows" in found or "columns" in found else inner
            message = f"{twin!r} stands twice in the same object"
            fault = Fault(code="duplicate_key", message=message, pointer=f"{place}/{pointer_part(twin)}")
            raise JsonInvalid(f"{fault.pointer}: {message}", faults=[fault])
        num_objects += 1
        return found

    json.loads(data, object_pairs_hook=whole)
