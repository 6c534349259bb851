"""Stored files over HTTP, whole or in part: RFC 9110 byte ranges, with the content's SHA-256 as its ETag."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi.responses import StreamingResponse
from starlette.requests import Request

from service.errors import RangeNotSatisfiable
from store.blobs import BlobStore

_ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_CHUNK = 1 << 18

RANGE_RESPONSE: dict[int | str, dict[str, Any]] = {206: {"description": "The part that `Range` asks for."}}


@dataclass(frozen=True)
class StoredFile:
    """A blob to be downloaded."""

    sha256: str
    num_bytes: int
    name: str
    media_type: str


def file_response(request: Request, file: StoredFile, blobs: BlobStore) -> StreamingResponse:
    """The file, or the one range of it that is asked for.

    Several ranges at once, and a unit other than bytes, are passed over, as the RFC allows: the file comes whole. So it
    does when `If-Range` names other content. Raises: `NotFound`, `RangeNotSatisfiable`.
    """
    etag = f'"{file.sha256}"'
    headers = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'attachment; filename="{file.name}"',
    }
    first, last, status = 0, file.num_bytes - 1, 200
    if request.headers.get("if-range", etag) == etag:
        asked = byte_range(request.headers.get("range", ""), file.num_bytes)
        if asked is not None:
            (first, last), status = asked, 206
            headers["Content-Range"] = f"bytes {first}-{last}/{file.num_bytes}"
    headers["Content-Length"] = str(last - first + 1)
    blobs.open(file.sha256).close()  # a file that is gone is told before the first byte
    chunks = _chunks(blobs, file.sha256, first, last - first + 1)
    return StreamingResponse(chunks, status, headers=headers, media_type=file.media_type)


def byte_range(header: str, num_bytes: int) -> tuple[int, int] | None:
    """First and last byte of the one range that the header asks for; None when it asks for none.

    Raises: `RangeNotSatisfiable` for a range that begins after the end.

    >>> byte_range("bytes=0-99", 50), byte_range("bytes=-10", 50), byte_range("bytes=10-", 50), byte_range("", 50)
    ((0, 49), (40, 49), (10, 49), None)
    """
    found = _ONE_RANGE.fullmatch(header.strip())
    if found is None or not num_bytes or not (found[1] or found[2]):
        return None
    if not found[1]:
        first, last = max(0, num_bytes - int(found[2])), num_bytes - 1
    else:
        first, last = int(found[1]), int(found[2]) if found[2] else num_bytes - 1
        if found[2] and last < first:
            return None  # not a range at all
    if first >= num_bytes:
        raise RangeNotSatisfiable(
            f"the file has {num_bytes} bytes; {header.strip()[:100]!r} lies behind its end",
            headers={"Content-Range": f"bytes */{num_bytes}"},
        )
    return first, min(last, num_bytes - 1)


def _chunks(blobs: BlobStore, sha256: str, first: int, num_bytes: int) -> Iterator[bytes]:
    with blobs.open(sha256) as file:
        file.seek(first)
        while num_bytes and (chunk := file.read(min(_CHUNK, num_bytes))):
            num_bytes -= len(chunk)
            yield chunk
