"""How many blocking routes run at once: the others wait a little, then are told to come again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter, fail_after

from service.errors import Busy

WAIT_SECONDS = 10.0  # longer than any short transaction; shorter than most clients' patience

# Threads beyond the admitted requests: for what async routes hand to a thread, a read or a write at a time.
SPARE_THREADS = 64


class Admission:
    """Permits for blocking routes, fewer than there are threads.

    A request enters its transaction in one thread and runs in the next. Were all threads taken in between by requests
    that wait for its lock, it would never run and they would wait for nothing: so whoever may hold a transaction is
    sure of a thread.
    """

    def __init__(self, permits: int):
        self._limiter = CapacityLimiter(permits)

    @asynccontextmanager
    async def permit(self) -> AsyncIterator[None]:
        """A permit for as long as the block runs. Raises: `Busy` when none is free within ten seconds."""
        borrower = object()
        try:
            with fail_after(WAIT_SECONDS):
                await self._limiter.acquire_on_behalf_of(borrower)
        except TimeoutError:
            raise Busy("too many requests are being worked on") from None
        try:
            yield
        finally:
            self._limiter.release_on_behalf_of(borrower)
