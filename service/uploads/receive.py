"""Receiving one part: from the socket to the upload's file, and what is durable of it to the upload's row."""

import base64
import binascii
import hashlib
import re

from anyio import to_thread
from starlette.requests import ClientDisconnect, Request

from classifier.errors import Conflict, Fault, NotFound, TooLarge
from classifier.spec.limits import Limits
from service.datasets.upload import announced_bytes, pieces
from service.errors import BadRequest, RequestTimedOut
from store.partial import PartialFile, PartialFiles
from store.session import Database
from store.tables import Upload
from store.uploads import get_upload, note_received

_DIGEST = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]{44}):")


class OffsetMismatch(Conflict):
    """The part does not begin where the upload stands."""

    code = "upload_offset_mismatch"
    hint = "Go on from the offset in this answer's Upload-Offset header."


class DigestMismatch(BadRequest):
    """The part is not what its Content-Digest says."""

    code = "digest_mismatch"
    hint = "Send the part again from the same offset; nothing was kept of it."


def digest_of(header: str | None) -> bytes | None:
    """The SHA-256 that a `Content-Digest` tells (RFC 9530), None when it tells none. Raises: `BadRequest`.

    >>> digest_of("md5=:AA==:") is None
    True
    """
    if header is None or "sha-256=" not in header:
        return None
    found = _DIGEST.search(header)
    try:
        if found is None:
            raise ValueError
        return base64.b64decode(found[1], validate=True)
    except (ValueError, binascii.Error):
        raise BadRequest(
            "the Content-Digest is not like sha-256=:…:",
            hint="Send the 32 bytes of the SHA-256 in base64, or no such header.",
        ) from None


class Receiver:
    """One request that brings a part: it alone writes to the upload's file, and tells the row what is durable."""

    def __init__(
        self, database: Database, partials: PartialFiles, limits: Limits, upload: Upload, file: PartialFile | None
    ):
        self._database, self._partials, self._limits = database, partials, limits
        self._upload, self._file = upload, file
        self._kept_bytes = upload.received_bytes

    @classmethod
    def begin(
        cls, database: Database, partials: PartialFiles, limits: Limits, upload_id: str, owner: str, offset: int
    ) -> "Receiver":
        """Hold the upload's file. Raises: `NotFound`, `UploadBusy`, `OffsetMismatch`."""
        with database.read() as tx:
            get_upload(tx, upload_id, owner)
        file = partials.open(upload_id)
        try:
            with database.read() as tx:
                upload = get_upload(tx, upload_id, owner)  # again: now nobody else moves it on
            if offset != upload.received_bytes:
                raise mismatch(upload, offset)
            if upload.sha256 is None:
                if file is None:
                    raise lost()
                file.begin_at(upload.received_bytes)
            elif file is not None:  # renamed to a blob in between, or about to be
                file.close()
                file = None
        except BaseException:
            if file is not None:
                file.close()
            raise
        return cls(database, partials, limits, upload, file)

    async def receive(self, request: Request, digest: bytes | None) -> None:
        """Take the body. What came before a cut is kept; of a part with a digest all or nothing.

        Raises: `TooLarge`, `DigestMismatch`, `NotFound` when the upload was deleted meanwhile.
        """
        announced = announced_bytes(request)
        if announced is not None and announced > self._missing_bytes:
            raise self._too_long()
        if self._file is None:
            async for piece in pieces(request):
                if piece:
                    raise self._too_long()
            return
        seen = hashlib.sha256()
        try:
            async for piece in pieces(request):
                if len(piece) > self._missing_bytes:
                    raise self._too_long()
                await to_thread.run_sync(self._file.write, piece)
                if digest is not None:
                    seen.update(piece)
                elif self._file.num_bytes - self._kept_bytes >= self._limits.upload_part_bytes:
                    await to_thread.run_sync(self._keep, self._file)
        except (ClientDisconnect, RequestTimedOut):
            if digest is None:
                await to_thread.run_sync(self._keep, self._file)
            raise
        if digest is not None and seen.digest() != digest:
            raise DigestMismatch("the part's SHA-256 is another than its Content-Digest")
        await to_thread.run_sync(self._keep, self._file)

    def close(self) -> None:
        """Let others go on."""
        if self._file is not None:
            self._file.close()

    def _keep(self, file: PartialFile) -> None:
        """Make durable what came, and tell so; with the last byte the file becomes a blob."""
        if file.num_bytes == self._kept_bytes:
            return
        file.sync()
        sha256 = file.sha256() if file.num_bytes == self._upload.size_bytes else None
        with self._database.begin() as tx:
            note_received(tx, self._upload.id, file.num_bytes, self._limits, sha256=sha256)
        self._kept_bytes = file.num_bytes
        if sha256 is not None:
            self._partials.adopt(self._upload.id, sha256)

    @property
    def _missing_bytes(self) -> int:
        return 0 if self._file is None else self._upload.size_bytes - self._file.num_bytes

    def _too_long(self) -> TooLarge:
        return TooLarge(
            f"the part goes beyond the {self._upload.size_bytes} bytes that were announced",
            hint="GET the upload: what may still come is size_bytes less its offset. Another size needs another upload.",
        )


def lost() -> NotFound:
    """The refusal of an upload whose file is not there, or shorter than it was told."""
    return NotFound("the bytes of this upload are lost", hint="DELETE it, and open a new one.")


def mismatch(upload: Upload, offset: int) -> OffsetMismatch:
    """The refusal of a part that begins elsewhere."""
    right = upload.received_bytes
    fault = Fault(
        code="upload_offset_mismatch",
        message=f"the upload stands at byte {right}",
        pointer="/header/Upload-Offset",
        got=str(offset),
        expected=str(right),
    )
    told = {"Upload-Offset": str(right), "Upload-Complete": "?1" if upload.sha256 is not None else "?0"}
    return OffsetMismatch(
        f"the part begins at byte {offset}, the upload stands at {right}", faults=[fault], headers=told
    )
