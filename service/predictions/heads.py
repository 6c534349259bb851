"""What a request's header alone says of a prediction; the same for every request with the same header."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from starlette.types import Scope

from service.auth.verifier import digest_of
from service.context import ACCEPTED_ID
from service.limits.host import host_name
from service.metrics import Metrics
from service.predictions.accept import wants_json
from service.predictions.known import MOST_BYTES
from service.serving.choice import Asked
from service.settings import ApiSettings

MOST_KEY = 256  # bytes, as the route declares it
MOST_PATHS = 1_000  # and names of hosts that are kept in memory
MOST_DIGITS = 6

_NAME = "[A-Za-z0-9][A-Za-z0-9._-]"
_PATH = re.compile(
    f"/v1/models/(?P<name>{_NAME}{{0,127}})"
    f"(?P<kind>/versions/(?P<version>[1-9][0-9]{{0,8}})|/aliases/(?P<alias>{_NAME}{{0,63}})|)/predict"
)
_ROUTE = {"v": "/versions/{version}", "a": "/aliases/{alias}", "": ""}
_BEARER = b"Bearer "
_JSON = b"application/json"
_NOT_HERE = frozenset((b"origin", b"content-encoding", b"transfer-encoding", b"expect"))


@dataclass(frozen=True, slots=True)
class Path:
    """One of the paths of predictions."""

    text: str
    name: str
    asked: Asked
    route: str
    """As the ordinary way's measures call it."""
    observe: Callable[[float], None]
    """Takes the seconds of an answer with status 200."""


@dataclass(frozen=True, slots=True)
class Head:
    """A header that asks for an ordinary prediction; what it says of the body's length is not part of it."""

    path: Path
    asked: Asked
    secret: bytes | None
    """The key; None where there are no keys."""
    digest: bytes
    """By which the key is known."""
    request_id: str | None
    """The caller's own."""
    traceparent: str | None


class Heads:
    """Reads headers."""

    def __init__(self, settings: ApiSettings, metrics: Metrics) -> None:
        self._metrics = metrics
        self._is_keyless = settings.auth == "off"
        self._hosts = settings.host_names
        self._most_bytes = min(MOST_BYTES, settings.limits.max_json_bytes)
        self._good_hosts: set[bytes] = set()
        self._paths: dict[str, Path] = {}
        self._seen: dict[Head, Head] = {}

    def read(self, scope: Scope) -> Head | None:
        """None for a request that the ordinary way must see."""
        if scope["type"] != "http" or scope["method"] != "POST" or (path := self._path(scope["path"])) is None:
            return None
        headers: dict[bytes, bytes] = dict(scope["headers"])
        if len(headers) != len(scope["headers"]) or scope["query_string"] or scope.get("root_path"):
            return None
        if not _NOT_HERE.isdisjoint(headers) or not self.is_length(headers.get(b"content-length", b"")):
            return None
        media = headers.get(b"content-type", b"")
        if media != _JSON and media.partition(b";")[0].strip().lower() != _JSON:
            return None
        if not wants_json(headers.get(b"accept", b"")) or not self._is_host(headers.get(b"host", b"")):
            return None
        secret = None
        if not self._is_keyless:
            given = headers.get(b"authorization", b"")
            if not given.startswith(_BEARER):
                return None
            secret = given[len(_BEARER) :]
        asked = path.asked
        if (key := headers.get(b"x-routing-key")) is not None:
            if asked.version is not None or not 1 <= len(key) <= MOST_KEY:
                return None
            asked = replace(asked, routing_key=key.decode("latin-1"))
        request_id = headers.get(b"x-request-id", b"").decode("latin-1")
        parent = headers.get(b"traceparent")
        return Head(
            path,
            asked,
            secret,
            b"" if secret is None else digest_of(secret),
            request_id if ACCEPTED_ID.fullmatch(request_id) else None,
            None if parent is None else parent.decode("latin-1"),
        )

    def same(self, head: Head) -> Head:
        """The first that was equal to `head`: comparing it with itself takes no time."""
        if len(self._seen) >= MOST_PATHS:
            self._seen.clear()
        return self._seen.setdefault(head, head)

    def is_length(self, digits: bytes) -> bool:
        """Whether a body of so many bytes is answered in the event loop."""
        return digits.isdigit() and len(digits) <= MOST_DIGITS and 0 < int(digits) <= self._most_bytes

    def _path(self, path: str) -> Path | None:
        try:
            return self._paths[path]
        except KeyError:
            match = _PATH.fullmatch(path)
            if match is None:
                return None
            asked = Asked(alias=match["alias"]) if match["alias"] else Asked()
            if match["version"]:
                asked = Asked(version=int(match["version"]))
            if len(self._paths) >= MOST_PATHS:
                self._paths.clear()
            route = "/v1/models/{name}" + _ROUTE[match["kind"][1:2]] + "/predict"
            observe = self._metrics.observer("POST", route, 200)
            made = self._paths[path] = Path(path, match["name"], asked, route, observe)
            return made

    def _is_host(self, header: bytes) -> bool:
        if header in self._good_hosts or "*" in self._hosts:
            return True
        if host_name(header.decode("latin-1")) not in self._hosts:
            return False
        if len(self._good_hosts) < MOST_PATHS:
            self._good_hosts.add(header)
        return True
