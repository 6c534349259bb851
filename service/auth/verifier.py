"""From a key to its caller: remembered for a second, and slowed down for who guesses."""

import hashlib
import ipaddress
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from service.auth.caller import Identity
from service.errors import TooManyRequests, Unauthenticated
from store.keys import verify_key
from store.session import Database

CACHE_SECONDS = 1.0  # a revoked key stops working within this
RENEW_SECONDS = 0.3  # older than this, it is asked for again while it is still used
KNOWN_SECONDS = 600.0  # a key that was good this lately is not slowed down by somebody else's wrong ones
WINDOW_SECONDS = 60.0
MAX_REMEMBERED = 10_000  # keys, and addresses: about 2 MB at most

VERIFYING_THREADS = 4  # one lookup takes under a millisecond

Clock = Callable[[], float]


@dataclass
class Known:
    """A key that was good."""

    caller: Identity
    at: float
    """When the database was asked."""
    is_renewed: bool = False
    """Whether somebody asks again already."""


def digest_of(secret: bytes) -> bytes:
    """What stands for a key in memory."""
    return hashlib.sha256(secret).digest()


class FailureLimit:
    """How often one address was wrong in the last minute."""

    def __init__(self, per_minute: int, clock: Clock = time.monotonic):
        self._per_minute = per_minute
        self._clock = clock
        self._failures: dict[str, deque[float]] = {}

    def check(self, address: str) -> None:
        """Raises: `TooManyRequests` telling how long to wait."""
        failures = self._failures.get(_network(address))
        if failures is None:
            return
        now = self._clock()
        while failures and failures[0] <= now - WINDOW_SECONDS:
            failures.popleft()
        if len(failures) >= self._per_minute:
            wait = failures[0] + WINDOW_SECONDS - now
            raise TooManyRequests("too many wrong keys came from this address", retry_after=wait)

    def note(self, address: str) -> None:
        """Count one failure."""
        network = _network(address)
        failures = self._failures.pop(network, None) or deque(maxlen=self._per_minute)
        failures.append(self._clock())
        self._failures[network] = failures  # at the end: the dictionary is in order of the last failure
        if len(self._failures) > MAX_REMEMBERED:
            del self._failures[next(iter(self._failures))]


class Verifier:
    """Checks keys against the database, at most once a second for each good key."""

    def __init__(self, failures_per_minute: int, clock: Clock = time.monotonic):
        self._clock = clock
        self._limit = FailureLimit(failures_per_minute, clock)
        self._known: dict[bytes, Known] = {}
        # Threads of their own: a check must not wait behind the blocking routes, nor they behind checks.
        self._threads = CapacityLimiter(VERIFYING_THREADS)

    def fresh(self, digest: bytes) -> tuple[Identity, bool] | None:
        """The caller whose key `identify` would take from memory, and whether it should be renewed, which is told once; None
        for all other keys, of which nothing is said here. `digest`: the key's, by `digest_of`."""
        known = self._known.get(digest)
        if known is None:
            return None
        age = self._clock() - known.at
        if age > CACHE_SECONDS:
            return None
        if age <= RENEW_SECONDS or known.is_renewed:
            return known.caller, False
        known.is_renewed = True
        return known.caller, True

    async def renew(self, database: Database, secret: bytes) -> None:
        """Ask for a known key again while it is still good, so that nobody has to wait when it no longer is."""
        digest = digest_of(secret)
        now = self._clock()
        row = await run_sync(verify_key, database, secret.decode("latin-1"), limiter=self._threads)
        if row is None:
            self._known.pop(digest, None)
        else:
            self._known[digest] = Known(Identity(id=row.id, name=row.name, scopes=frozenset(row.scopes)), now)

    async def identify(self, database: Database, secret: str, address: str) -> Identity:
        """The caller whose key this is. Raises: `Unauthenticated`, `TooManyRequests`."""
        digest = digest_of(secret.encode("utf-8", "replace"))  # the key itself is not kept in memory
        now = self._clock()
        known = self._known.get(digest)
        if known is not None and now - known.at <= CACHE_SECONDS:
            return known.caller
        if known is None or now - known.at > KNOWN_SECONDS:
            self._limit.check(address)
        row = await run_sync(verify_key, database, secret, limiter=self._threads)
        self._known.pop(digest, None)
        if row is None:
            self._limit.note(address)
            raise Unauthenticated("the API key is unknown, expired or revoked")
        caller = Identity(id=row.id, name=row.name, scopes=frozenset(row.scopes))
        self._known[digest] = Known(caller, now)
        if len(self._known) > MAX_REMEMBERED:
            del self._known[next(iter(self._known))]
        return caller


def _network(address: str) -> str:
    # One household has 2^64 IPv6 addresses, and only one network of them.
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return address
