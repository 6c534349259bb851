"""How many predictions run at once: a few for each core, a short wait for the next, and then `Busy`."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter, fail_after

from service.errors import Busy

PER_CORE = 2  # one computes while the other reads its rows or writes its answer
MOST_AT_ONCE = PER_CORE * (os.cpu_count() or 1)
"""Of a machine whose API processes share them."""
WAIT_SECONDS = 1.0  # beyond it, an answer is worth less to the caller than trying another process
WAITING_PER_PERMIT = 16  # more than these could not be served within the wait; they are told before their body is read


class PredictionBusy(Busy):
    """As many predictions run and wait as this server can answer soon."""

    retry_after_seconds = 1


class Permits:
    """Permits to predict."""

    def __init__(self, permits: int = MOST_AT_ONCE):
        self._permits = permits
        self._limiter = CapacityLimiter(self._permits)

    @property
    def is_crowded(self) -> bool:
        """Whether so many wait that one more would wait in vain."""
        if self._limiter.available_tokens > 0:
            return False
        return self._limiter.statistics().tasks_waiting >= WAITING_PER_PERMIT * self._permits

    def refuse_when_crowded(self) -> None:
        """Raises: `PredictionBusy` when so many wait that one more would wait in vain."""
        if self.is_crowded:
            raise _busy()

    def refuse_when_waiting(self) -> None:
        """Raises: `PredictionBusy` when anybody waits; for work that nobody waits for."""
        if self._limiter.statistics().tasks_waiting:
            raise _busy()

    @asynccontextmanager
    async def permit(self) -> AsyncIterator[None]:
        """A permit for as long as the block runs. Raises: `PredictionBusy` when none is free within a second."""
        borrower = object()
        try:
            with fail_after(WAIT_SECONDS):
                await self._limiter.acquire_on_behalf_of(borrower)
        except TimeoutError:
            raise _busy() from None
        try:
            yield
        finally:
            self._limiter.release_on_behalf_of(borrower)


def _busy() -> PredictionBusy:
    return PredictionBusy("as many predictions run as this server can take at once")
