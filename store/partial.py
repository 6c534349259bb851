"""The growing file of an upload: one writer at a time, and durable when that is said."""

import fcntl
import hashlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from classifier.errors import Conflict, NotFound
from store.blobs import LocalBlobStore, sync_folder


class UploadBusy(Conflict):
    """Another request is writing to this upload."""

    code = "upload_busy"
    hint = (
        "Wait until it ends, which takes a while where its connection was cut; then GET the offset and go on from it."
    )
    retry_after_seconds = 1


class PartialFiles:
    """The files of uploads that have not come whole, on the disk of the blobs: `uploads/upl_…`."""

    def __init__(self, blobs: LocalBlobStore):
        self._blobs = blobs
        self.folder = blobs.root.parent / "uploads"
        self.folder.mkdir(parents=True, exist_ok=True)

    def create(self, upload_id: str) -> None:
        """An empty file for a new upload, before its row is committed: one without a row is swept."""
        os.close(os.open(self.folder / upload_id, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        sync_folder(self.folder)

    def open(self, upload_id: str) -> "PartialFile | None":
        """The upload's file; nobody else writes to it before it is closed. None when there is none (any more).

        Raises: `UploadBusy`.
        """
        try:
            return PartialFile(self.folder / upload_id)
        except FileNotFoundError:
            return None

    def adopt(self, upload_id: str, sha256: str) -> None:
        """Make the whole, durable file the blob of its hash; nothing happens when it is one already."""
        with suppress(FileNotFoundError):
            self._blobs.adopt(self.folder / upload_id, sha256)

    def remove(self, upload_id: str) -> None:
        """Remove the file; gone already is fine. Who writes to it just now finds the upload's row gone."""
        (self.folder / upload_id).unlink(missing_ok=True)

    def sweep(self, is_open: Callable[[str], bool], *, older_than_seconds: float = 3600.0) -> int:
        """Delete the files of which there is no upload any more; returns how many."""
        horizon = time.time() - older_than_seconds
        swept = 0
        for path in list(self.folder.iterdir()):
            if path.stat().st_mtime < horizon and not is_open(path.name):
                path.unlink(missing_ok=True)
                swept += 1
        return swept


class PartialFile:
    """One upload's file, locked for its only writer: in this process, and in every other on the same data folder.

    The kernel gives the lock back when the process dies. Read the upload's row after opening, not before: until then
    another writer may have gone further, or made a blob of this very file.
    """

    def __init__(self, path: Path):
        self._handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._handle)
            raise UploadBusy("another request is writing to this upload") from None
        self.num_bytes = 0
        """Where the next byte goes."""

    def begin_at(self, num_bytes: int) -> None:
        """Drop what lies behind `num_bytes`, and write from there. Raises: `NotFound` when the file is shorter."""
        if os.fstat(self._handle).st_size < num_bytes:
            raise NotFound("the bytes of this upload are lost", hint="DELETE it and open a new one.")
        os.ftruncate(self._handle, num_bytes)
        os.lseek(self._handle, num_bytes, os.SEEK_SET)
        self.num_bytes = num_bytes

    def write(self, data: bytes) -> None:
        """Append. Raises: `OSError` when the disk is full."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._handle, rest) :]
        self.num_bytes += len(data)

    def sync(self) -> None:
        """Make durable what was written."""
        os.fsync(self._handle)

    def sha256(self) -> str:
        """Of the whole file, read back."""
        with open(self._handle, "rb", closefd=False) as file:
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest()

    def close(self) -> None:
        """Let others write; twice is fine."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
