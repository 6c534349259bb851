"""Receiving a file: its media type, and its bytes from the socket to a blob without ever being held whole."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from anyio import to_thread
from fastapi import Depends, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field, ValidationError
from starlette.requests import ClientDisconnect

from classifier.errors import Fault, TooLarge, Unprocessable
from classifier.spec.base import Spec, Text
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnOverride, FileFormat, ParseOptions, SeriesOptions
from service.datasets.schemas import OVERRIDES
from service.errors import BadRequest, RequestInvalid, RequestTimedOut, UnsupportedMedia
from store.blobs import Blob, BlobStore, StagedBlob

FORMATS: dict[str, FileFormat] = {
    "text/csv": FileFormat.csv,
    "application/vnd.apache.parquet": FileFormat.parquet,
    "application/x-parquet": FileFormat.parquet,
    "application/x-ndjson": FileFormat.ndjson,
    "application/x-npz": FileFormat.npz,
    "application/zip": FileFormat.zip,
}

ARCHIVES = frozenset({FileFormat.npz, FileFormat.zip})
"""Compressed as they come, and not made of rows."""

UPLOAD_BODY = {
    "requestBody": {
        "required": True,
        "description": "The file itself: a table as CSV, Parquet or NDJSON, arrays as NPZ, or images (PNG, JPEG) in "
        "a ZIP with a folder for each class. CSV and NDJSON and Parquet optionally with `Content-Encoding: gzip`.",
        "content": {media: {"schema": {"type": "string", "format": "binary"}} for media in FORMATS},
    }
}
"""The OpenAPI description of a streamed file."""

SERIES_TOLD = (
    "JSON, for a long table: its rows are steps, which become one series for each `id`, put in the order of `time` "
    "(without it, the file's); `label` is the class of a series, `channels` the measured columns (without it, every "
    "other numeric or boolean one)."
)
SERIES_EXAMPLE = '{"id": "patient", "time": "second", "label": "rhythm", "channels": ["lead_1", "lead_2"]}'

ShownName = Annotated[Text, Field(min_length=1)]

_CHARSETS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "utf-16": "utf-16",
    "latin-1": "latin-1",
    "latin1": "latin-1",
    "iso-8859-1": "latin-1",
}

_WRITE_BYTES = 1 << 20  # a hop to a thread costs about 0.1 ms, as much as writing and hashing 100 kB


class MediaTypeUnsupported(UnsupportedMedia):
    """The body is not in a form that can be read here."""

    code = "media_type_unsupported"
    hint = f"Send Content-Type: {', '.join(FORMATS)}; and Content-Encoding: gzip (of text and Parquet) or none."


class EmptyFile(Unprocessable):
    """The uploaded file has no bytes."""

    code = "empty_file"
    hint = "Send the file itself as the request's body, e.g. curl --data-binary @file.csv."


class UploadIncomplete(BadRequest):
    """The body ended before its announced length."""

    code = "upload_incomplete"
    hint = "Send the file again; nothing was kept of this one."


class UploadOptions(Spec):
    """What is said about a file besides its bytes."""

    name: Text
    file_format: FileFormat
    gzip: bool
    parse: ParseOptions
    overrides: dict[str, ColumnOverride]


def media_type(request: Request, formats: Mapping[str, FileFormat] = FORMATS) -> tuple[FileFormat, bool, str]:
    """Format, whether it is gzipped, and the encoding that the headers name. Raises: `MediaTypeUnsupported`."""
    headers = request.headers
    return media_of(headers.get("content-type", ""), headers.get("content-encoding", "identity"), formats)


def media_of(
    content_type: str, content_encoding: str, formats: Mapping[str, FileFormat] = FORMATS
) -> tuple[FileFormat, bool, str]:
    """The same of what the two headers say. Raises: `MediaTypeUnsupported`."""
    content_type, *parameters = content_type.split(";")
    file_format = formats.get(content_type.strip().lower())
    if file_format is None:
        raise MediaTypeUnsupported(f"Content-Type {content_type.strip()[:100]!r} is not one of {', '.join(formats)}")
    encoding = "auto"
    for parameter in parameters:
        name, _, value = (part.strip().strip('"').lower() for part in parameter.partition("="))
        if name == "charset":
            if value not in _CHARSETS:
                raise MediaTypeUnsupported(f"charset {value[:100]!r} is not one of {', '.join(sorted(_CHARSETS))}")
            encoding = _CHARSETS[value]
        elif (name, value) == ("header", "absent"):
            raise MediaTypeUnsupported("a file needs a header line with the columns' names")
    coding = content_encoding.strip().lower()
    if coding not in ("identity", "gzip", ""):
        raise MediaTypeUnsupported(f"Content-Encoding {coding[:100]!r} is neither gzip nor identity")
    if coding == "gzip" and file_format in ARCHIVES:
        raise MediaTypeUnsupported(f"a {file_format.value} file is compressed already; send it as it is")
    return file_format, coding == "gzip", encoding


def series_options(text: str | None, file_format: FileFormat | None) -> SeriesOptions | None:
    """What the query parameter `series` says. Raises: `RequestInvalid` that points into it."""
    if text is None:
        return None
    if file_format in (None, *ARCHIVES):
        said = "an image" if file_format is None else file_format.value
        message = f"series is for CSV, Parquet and NDJSON, where each row is one step; this is {said}"
        raise RequestInvalid(
            f"/query/series: {message}",
            faults=[Fault(code="series_needs_rows", message=message, pointer="/query/series")],
        )
    try:
        return SeriesOptions.model_validate_json(text)
    except ValidationError as error:
        raise RequestValidationError(
            [{**item, "loc": ("query", "series", *item["loc"])} for item in error.errors()]
        ) from None


@dataclass(frozen=True)
class FileOptions:
    """What the query says about a file, whatever its media type."""

    name: str | None
    encoding: str | None
    delimiter: str
    missing_values: list[str] | None
    overrides: str | None
    series: str | None

    def of(self, media: tuple[FileFormat, bool, str], name: str) -> UploadOptions:
        """All that is said about a file of this media type, and of this name unless it got another.

        Raises: `RequestInvalid`.
        """
        file_format, gzip, charset = media
        try:
            said: dict[str, Any] = {
                "encoding": self.encoding or charset,
                "delimiter": self.delimiter,
                "missing_values": self.missing_values,
                "series": series_options(self.series, file_format),
            }
            parse = ParseOptions.model_validate(said)
            chosen = {} if self.overrides is None else OVERRIDES.validate_json(self.overrides)
        except ValidationError as error:
            overridden = error.title != ParseOptions.__name__
            place = ("query", "overrides") if overridden else ("query",)
            raise RequestValidationError([{**item, "loc": (*place, *item["loc"])} for item in error.errors()]) from None
        return UploadOptions(name=self.name or name, file_format=file_format, gzip=gzip, parse=parse, overrides=chosen)


async def file_options(
    name: Annotated[
        ShownName | None, Query(description="Name shown for the dataset. Default: the upload's, or `dataset`.")
    ] = None,
    encoding: Annotated[str | None, Query(max_length=16, description="auto, utf-8, utf-16 or latin-1.")] = None,
    delimiter: Annotated[str, Query(max_length=1, description="Between CSV fields: , ; | or a tab.")] = ",",
    missing_values: Annotated[
        list[str] | None, Query(max_length=100, description="Token that counts as missing; repeat it for several.")
    ] = None,
    overrides: Annotated[
        str | None,
        Query(
            max_length=65_536,
            description="JSON: kind and role by column name.",
            examples=['{"id": {"role": "id"}}'],
        ),
    ] = None,
    series: Annotated[str | None, Query(max_length=65_536, description=SERIES_TOLD, examples=[SERIES_EXAMPLE])] = None,
) -> FileOptions:
    """What the query says."""
    return FileOptions(name, encoding, delimiter, missing_values, overrides, series)


FileSaid = Annotated[FileOptions, Depends(file_options)]


async def upload_options(request: Request, said: FileSaid) -> UploadOptions:
    """What the headers and the query say about the file. Raises: `MediaTypeUnsupported`, `RequestInvalid`."""
    return said.of(media_type(request), "dataset")


Upload = Annotated[UploadOptions, Depends(upload_options)]


async def receive(request: Request, blobs: BlobStore, limits: Limits) -> Blob:
    """The request's body as a durable blob; nothing is left of a body that is refused or breaks off.

    Raises: `TooLarge`, `EmptyFile`, `UploadIncomplete`.
    """
    announced = announced_bytes(request)
    if announced is not None and announced > limits.max_upload_bytes:
        raise too_large(limits)
    staged = await to_thread.run_sync(blobs.stage)
    try:
        num_bytes = await _copy(request, staged, limits)
        if announced is not None and num_bytes != announced:
            raise UploadIncomplete(f"{num_bytes} of {announced} bytes came")
        if num_bytes == 0:
            raise EmptyFile("the request's body is empty")
        return await to_thread.run_sync(staged.commit)
    except ClientDisconnect:
        raise UploadIncomplete("the connection broke off") from None
    finally:
        staged.abandon()


async def _copy(request: Request, staged: StagedBlob, limits: Limits) -> int:
    num_bytes = 0
    async for piece in pieces(request):
        num_bytes += len(piece)
        if num_bytes > limits.max_upload_bytes:
            raise too_large(limits)
        await to_thread.run_sync(staged.write, piece)
    return num_bytes


async def pieces(request: Request) -> AsyncIterator[bytes]:
    """The body in pieces that are worth a hop to a thread; where it breaks off, what came of it, then the error."""
    pending, pending_bytes = [], 0
    try:
        async for chunk in request.stream():
            pending.append(chunk)
            pending_bytes += len(chunk)
            if pending_bytes >= _WRITE_BYTES:
                yield b"".join(pending)
                pending, pending_bytes = [], 0
    except (ClientDisconnect, RequestTimedOut):
        yield b"".join(pending)
        raise
    yield b"".join(pending)


def announced_bytes(request: Request) -> int | None:
    """What `Content-Length` says; None without it."""
    text = request.headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() else None


def too_large(limits: Limits) -> TooLarge:
    """The refusal of a file over the limit."""
    return TooLarge(
        f"the file has more than max_upload_bytes={limits.max_upload_bytes} bytes",
        hint="Send it gzipped, or as Parquet; the server's owner can raise DISCERN_LIMITS__MAX_UPLOAD_BYTES.",
    )
