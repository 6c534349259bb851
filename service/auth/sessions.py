"""From a browser's cookie to its caller: remembered for a second, as keys are."""

import hashlib
import time

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from service.auth.caller import Identity
from service.auth.verifier import CACHE_SECONDS, MAX_REMEMBERED, VERIFYING_THREADS, Clock, Known
from service.errors import Unauthenticated
from store.session import Database
from store.sign_ins import verify_sign_in


class SessionVerifier:
    """Checks cookies against the database, at most once a second for each good one.

    Wrong ones are not counted as guesses: nobody guesses 256 bits, and a page that was left open sends its old cookie again
    and again. It must not keep its reader from signing in.
    """

    def __init__(self, clock: Clock = time.monotonic):
        self._clock = clock
        self._known: dict[bytes, Known] = {}
        self._threads = CapacityLimiter(VERIFYING_THREADS)

    async def identify(self, database: Database, token: str) -> Identity:
        """The caller whose session this is, with the rights of its key. Raises: `Unauthenticated`."""
        digest = hashlib.sha256(token.encode()).digest()
        now = self._clock()
        known = self._known.pop(digest, None)
        if known is None or now - known.at > CACHE_SECONDS:
            found = await run_sync(verify_sign_in, database, token, limiter=self._threads)
            if found is None:
                raise Unauthenticated("the session has ended, or the key it was made with", hint="Sign in again.")
            row, key = found
            caller = Identity(key.id, key.name, frozenset(key.scopes), sign_in_id=row.id, expires_at=row.expires_at)
            known = Known(caller, now)
        self._known[digest] = known
        if len(self._known) > MAX_REMEMBERED:
            del self._known[next(iter(self._known))]
        return known.caller
