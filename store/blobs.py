"""Blobs: immutable files named by their SHA-256. Stage, fsync, hash, rename, fsync the folder."""

import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

from classifier.errors import ArtifactCorrupt, NotFound

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Blob:
    """A stored blob."""

    sha256: str
    num_bytes: int


class BlobStore(Protocol):
    """What every store of blobs offers; an object store can stand behind the same calls."""

    def stage(self) -> "StagedBlob":
        """A new blob to write to; it exists for others only once committed."""
        ...

    def put_file(self, path: Path) -> Blob:
        """Move a finished local file in."""
        ...

    def path(self, sha256: str) -> AbstractContextManager[Path]:
        """A local, read-only path to the content. Raises: `NotFound`."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """The content as a stream. Raises: `NotFound`."""
        ...

    def size(self, sha256: str) -> int:
        """Bytes of the content. Raises: `NotFound`."""
        ...

    def delete(self, sha256: str) -> None:
        """Remove; a blob that is gone already is fine."""
        ...


class StagedBlob:
    """A blob being written; abandoned unless committed."""

    def __init__(self, root: Path, staging: Path):
        self._root = root
        self.path = staging / f"{secrets.token_hex(16)}.part"
        self._file: BinaryIO | None = open(self.path, "xb", buffering=_CHUNK)  # noqa: SIM115  (closed by commit or abandon)
        self._hash = hashlib.sha256()
        self._num_bytes = 0

    @property
    def num_bytes(self) -> int:
        """Bytes written so far."""
        return self._num_bytes

    def write(self, data: bytes) -> None:
        """Append. Raises: `OSError` when the disk is full."""
        if self._file is None:
            raise ValueError("this blob is finished")
        self._file.write(data)
        self._hash.update(data)
        self._num_bytes += len(data)

    def sync(self) -> None:
        """Make durable what was written so far, so that `commit` of a large blob has little left to do."""
        if self._file is None:
            raise ValueError("this blob is finished")
        self._file.flush()
        os.fsync(self._file.fileno())

    def commit(self) -> Blob:
        """Make the blob durable and visible under its hash."""
        if self._file is None:
            raise ValueError("this blob is finished")
        self._file.flush()
        os.fsync(self._file.fileno())
        blob = Blob(self._hash.hexdigest(), self._num_bytes)
        _publish(self.path, _place(self._root, blob.sha256))
        self._file.close()
        self._file = None
        return blob

    def abandon(self) -> None:
        """Throw away what was written; nothing happens after a commit."""
        if self._file is not None:
            with suppress(OSError):  # closing writes what is still buffered, and fails again on a full disk
                self._file.close()
            self._file = None
            self.path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.abandon()


class LocalBlobStore:
    """Blobs in a folder of a local disk: `blobs/ab/abcd…`, staging beside them."""

    def __init__(self, root: Path):
        self.root = root / "blobs"
        self.staging = root / "staging"
        for folder in (self.root, self.staging):
            folder.mkdir(parents=True, exist_ok=True)

    def stage(self) -> StagedBlob:
        """A new blob to write to."""
        return StagedBlob(self.root, self.staging)

    def staging_path(self, suffix: str = "") -> Path:
        """A fresh path in the staging folder, for writers that want a file of their own; swept when left behind."""
        return self.staging / f"{secrets.token_hex(16)}{suffix}.part"

    @contextmanager
    def staging_file(self, suffix: str = "") -> Iterator[Path]:
        """A fresh path in the staging folder; what still lies there at the end is removed."""
        path = self.staging_path(suffix)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def put_file(self, path: Path) -> Blob:
        """Make a finished file in the staging folder durable and visible under its hash."""
        digest = hashlib.sha256()
        with open(path, "rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
            os.fsync(file.fileno())
            num_bytes = file.tell()
        blob = Blob(digest.hexdigest(), num_bytes)
        _publish(path, _place(self.root, blob.sha256))
        return blob

    def adopt(self, path: Path, sha256: str) -> None:
        """Make a durable file of known hash, on the same disk, visible under it. Raises: `FileNotFoundError`."""
        os.utime(path)  # its last byte may have come hours ago: young again, the sweep leaves it
        _publish(path, _place(self.root, sha256))

    @contextmanager
    def path(self, sha256: str) -> Iterator[Path]:
        """A local path to the content. Raises: `NotFound`."""
        yield self._existing(sha256)

    def open(self, sha256: str) -> BinaryIO:
        """The content as a stream. Raises: `NotFound`."""
        return open(os.open(self._existing(sha256), os.O_RDONLY | os.O_NOFOLLOW), "rb")

    def size(self, sha256: str) -> int:
        """Bytes of the content. Raises: `NotFound`."""
        return self._existing(sha256).stat().st_size

    def delete(self, sha256: str) -> None:
        """Remove the content; gone already is fine."""
        _place(self.root, sha256).unlink(missing_ok=True)

    def verify(self, sha256: str) -> None:
        """Read the content and compare. Raises: `ArtifactCorrupt`, `NotFound`."""
        digest = hashlib.sha256()
        with self.open(sha256) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != sha256:
            raise ArtifactCorrupt(f"blob {sha256[:12]} does not match its checksum", hint="Restore it from a backup.")

    def sweep(self, is_referenced: Callable[[str], bool], *, older_than_seconds: float = 3600.0) -> int:
        """Delete old staging files and old blobs that no row names; returns how many.

        The age guards a blob that is renamed in place but whose row is not committed yet.
        """
        horizon = time.time() - older_than_seconds
        swept = 0
        for path in list(self.staging.iterdir()):
            if path.stat().st_mtime < horizon - 23 * 3600.0:  # a slow upload may write for hours
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
                swept += 1
        for path in list(self.root.glob("??/*")):
            if path.stat().st_mtime < horizon and not is_referenced(path.name):
                path.unlink(missing_ok=True)
                swept += 1
        return swept

    def _existing(self, sha256: str) -> Path:
        path = _place(self.root, sha256)
        if not path.is_file():
            raise NotFound(f"there is no blob {sha256[:12]}")
        return path


def open_blobs(data_dir: Path) -> LocalBlobStore:
    """The blob store of a data folder."""
    return LocalBlobStore(data_dir)


def _place(root: Path, sha256: str) -> Path:
    # No user's text becomes a path: only a hash does.
    if not _SHA256.fullmatch(sha256):
        raise NotFound("that is no blob's name")
    return root / sha256[:2] / sha256


def _publish(staged: Path, place: Path) -> None:
    place.parent.mkdir(exist_ok=True)
    # An upload of the same content is the same blob; replacing keeps its age young, so that the sweep leaves it.
    os.replace(staged, place)
    for folder in (place.parent, place.parent.parent):
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make durable which files are in a folder."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
