"""Sending a large file in parts: after whatever interrupts it, on from where the server says it stands."""

import base64
import contextlib
import hashlib
import time
import uuid
from collections.abc import Iterator
from typing import BinaryIO

from discern.errors import DiscernError, UnreachableError
from discern.sources import CHUNK_BYTES, MEDIA_TYPES, Progress, Upload
from discern.transport import PATIENT_ATTEMPTS, RETRIED, Transport, backoff_seconds

LARGE_BYTES = 32 * 2**20  # below, sending all of it again costs less than the calls that would save it

# Each part costs two syncs of the server's disk and a way there and back: on one machine 171 MB took 1.6 s in parts of 8 MiB.
QUICK_SECONDS = 0.5  # a part that takes less is followed by one of twice its size, so that a cut costs about a second
MOST_TIMES = 8  # the server's own size of a part: a part is held in memory

_GO_ON = frozenset({"upload_offset_mismatch", "upload_busy", "digest_mismatch"})
"""Refusals of a part after which its place is asked for, and then it is sent again."""


def is_large(upload: Upload) -> bool:
    """Whether a file is sent in parts: it is large, and can be read from any place."""
    return upload.replayable and (upload.num_bytes or 0) > LARGE_BYTES


@contextlib.contextmanager
def sent_in_parts(
    transport: Transport, upload: Upload, progress: Progress | None, idempotency_key: str | None
) -> Iterator[str]:
    """The path of the server's upload, complete; to be used in the block.

    It goes on by itself after lost connections and restarts of the server, for about a minute without a byte of success.
    When it fails for good the upload is deleted; not with an `idempotency_key`, under which a later call finds it and goes on.
    Raises: `DiscernError`, `UnreachableError`; `OSError` when the file became shorter meanwhile.
    """
    # Another request than the one that uses the upload, so another key.
    key = hashlib.sha256(f"upload {idempotency_key or uuid.uuid4()}".encode()).hexdigest()
    made = transport.json(
        "POST",
        "/v1/uploads",
        json={
            "name": upload.name,
            "size_bytes": upload.num_bytes,
            "content_type": MEDIA_TYPES[upload.file_format],
            "content_encoding": "gzip" if upload.gzip else "identity",
        },
        headers={"Idempotency-Key": key},
    )
    path = str(made["links"]["self"])
    try:
        with upload.open() as file:
            _send(transport, path, file, int(upload.num_bytes or 0), int(made["part_bytes"]), progress)
        yield path
    except BaseException:
        if idempotency_key is None:
            with contextlib.suppress(DiscernError):
                transport.request("DELETE", path, attempts=1)
        raise


def _send(
    transport: Transport, path: str, file: BinaryIO, num_bytes: int, part_bytes: int, progress: Progress | None
) -> None:
    start = file.tell()
    in_vain, size, most, offset = 0, part_bytes, MOST_TIMES * part_bytes, _offset(transport, path)
    while offset is not None and offset < num_bytes:
        file.seek(start + offset)
        part = file.read(size)
        if not part:
            raise OSError(f"the file ended at byte {offset} of {num_bytes}: it changed while it was sent")
        begun = time.monotonic()
        try:
            offset = _send_part(transport, path, part, offset, num_bytes, progress)
            in_vain = 0
            if time.monotonic() - begun < QUICK_SECONDS:
                size = min(2 * size, most)
        except DiscernError as error:
            lost = isinstance(error, UnreachableError) or error.retryable or error.status in RETRIED
            if error.status == 413 and len(part) > part_bytes:  # a proxy may take no more
                lost, most = True, part_bytes
            in_vain, size = in_vain + 1, part_bytes
            if not (lost or error.code in _GO_ON) or in_vain == PATIENT_ATTEMPTS:
                raise
            transport.sleep(backoff_seconds(in_vain))
            before, offset = offset, _offset(transport, path)
            if offset is not None and offset > before:  # what comes in pieces comes in the end
                in_vain = 0


def _offset(transport: Transport, path: str) -> int | None:
    """Where the server's upload stands; None when there is none, as after its use under the same key."""
    try:
        return int(transport.json("GET", path, attempts=PATIENT_ATTEMPTS)["offset"])
    except DiscernError as error:
        if error.status == 404:
            return None
        raise


def _send_part(
    transport: Transport, path: str, part: bytes, offset: int, num_bytes: int, progress: Progress | None
) -> int:
    """Where the upload stands after this part. Raises: `DiscernError`, without having repeated anything."""

    def body() -> Iterator[bytes]:
        for begin in range(0, len(part), CHUNK_BYTES):
            chunk = part[begin : begin + CHUNK_BYTES]
            yield chunk
            if progress is not None:
                progress(offset + begin + len(chunk), num_bytes)

    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Length": str(len(part)),
        "Content-Digest": f"sha-256=:{base64.b64encode(hashlib.sha256(part).digest()).decode()}:",
        "Upload-Offset": str(offset),
    }
    return int(transport.json("PATCH", path, body=body, headers=headers, attempts=1)["offset"])
