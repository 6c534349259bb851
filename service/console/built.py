"""The files of the built console, by the path in their URL."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "built"
INDEX = "index.html"

# Of what a build makes; a file of another type is not served, so that its type is never guessed.
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}

SUFFIXES = {"br": ".br", "gzip": ".gz"}
"""Content codings that a build writes beside its files, the smaller one first."""


@dataclass(frozen=True, slots=True)
class Content:
    """One file as it is sent."""

    body: bytes
    media_type: str
    coding: str | None
    """Its `Content-Encoding`."""
    etag: str


class Built:
    """What the last build wrote to a folder; a later build is seen at the next request.

    No path is ever made of a URL: a name is looked up among those of the files that are there.
    """

    def __init__(self, folder: Path = FOLDER):
        self._folder = folder
        self._seen: tuple[int, int] | None = None
        self._files: dict[str, Path] = {}
        self._kept: dict[tuple[str, str | None], Content] = {}

    def find(self, name: str, codings: frozenset[str]) -> Content | None:
        """The file of this name, in the smallest form that its reader takes; None when there is no such file.

        What was read once is kept: all of it is less than a megabyte, and browsers ask for each file once.
        """
        self._look()
        path = self._files.get(name)
        if path is None:
            return None
        try:
            for coding in (*(coding for coding in SUFFIXES if coding in codings), None):
                content = self._kept.get((name, coding)) or self._read(name, path, coding)
                if content is not None:
                    return content
        except OSError:  # the next build has just taken it away
            pass
        return None

    def _look(self) -> None:
        try:
            status = (self._folder / INDEX).stat()
        except OSError:
            self._seen, self._files, self._kept = None, {}, {}
            return
        seen = (status.st_mtime_ns, status.st_ino)
        if seen != self._seen:
            self._files = {
                path.relative_to(self._folder).as_posix(): path
                for path in self._folder.rglob("*")
                if path.suffix in MEDIA_TYPES and path.is_file()
            }
            self._seen, self._kept = seen, {}

    def _read(self, name: str, path: Path, coding: str | None) -> Content | None:
        file = path if coding is None else path.with_name(path.name + SUFFIXES[coding])
        if coding is not None and not file.is_file():
            return None
        body = file.read_bytes()
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'  # of the bytes as sent: each coding has its own
        content = Content(body, MEDIA_TYPES[path.suffix], coding, etag)
        self._kept[name, coding] = content
        return content
