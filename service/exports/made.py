"""The bundles that this process has made: as blobs, which the sweep takes away when nobody asked for an hour or two."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from classifier.errors import NotFound
from service.errors import Busy
from service.ranges import StoredFile
from store.blobs import LocalBlobStore

MOST_REMEMBERED = 256
WAIT_SECONDS = 20.0  # for bundles that others asked for before; a small one takes a tenth of a second


class Key(NamedTuple):
    """What the bytes of a bundle hang on."""

    version_id: str
    revision: int
    """Of the version's decision."""
    form: str


class MadeExports:
    """Which blob holds which bundle; safe to use from many threads."""

    def __init__(self) -> None:
        self._files: OrderedDict[Key, StoredFile] = OrderedDict()
        self._lock = threading.Lock()
        self._making = threading.Lock()

    def get(self, blobs: LocalBlobStore, key: Key, make: Callable[[], StoredFile]) -> StoredFile:
        """The bundle, made anew when it is not known or its blob was swept.

        One at a time in a process: while it is made a bundle takes several times its model's memory.
        Raises: `Busy` when others are made for too long, and what `make` raises.
        """
        if (known := self._known(blobs, key)) is not None:
            return known
        if not self._making.acquire(timeout=WAIT_SECONDS):
            raise Busy("other exports are being made")
        try:
            if (known := self._known(blobs, key)) is not None:
                return known
            made = make()
            with self._lock:
                self._files[key] = made
                while len(self._files) > MOST_REMEMBERED:
                    self._files.popitem(last=False)
            return made
        finally:
            self._making.release()

    def _known(self, blobs: LocalBlobStore, key: Key) -> StoredFile | None:
        with self._lock:
            known = self._files.get(key)
        if known is None:
            return None
        try:
            blobs.size(known.sha256)
        except NotFound:
            return None
        return known
