"""Long polls: wait without holding a thread or a transaction until something is finished."""

import re
import time
from collections.abc import Callable
from typing import Annotated, TypeVar

import anyio
from anyio import to_thread
from fastapi import Depends, Query, Request

from service.dependencies import Settings, services_of

T = TypeVar("T")

POLL_SECONDS = 0.1


def wait_seconds(
    settings: Settings,
    wait: Annotated[
        str | None,
        Query(
            max_length=12,
            pattern=r"^[0-9]{1,5}(\.[0-9]{1,3})?s?$",
            description="Wait up to this many seconds (`30` or `30s`) for the end; longer waits are cut to the server's limit.",
            examples=["30s"],
        ),
    ] = None,
) -> float:
    """Seconds asked for by `?wait=`, cut to `max_wait_seconds`; 0 without it."""
    if wait is None:
        return 0.0
    return min(float(re.sub(r"s$", "", wait)), settings.limits.max_wait_seconds)


Wait = Annotated[float, Depends(wait_seconds)]


async def wait_until(read: Callable[[], T], done: Callable[[T], bool], seconds: float, request: Request) -> T:
    """What `read` gives once `done` holds for it, or when the time is over or there is nobody to wait for.

    `read` runs in a thread with a transaction of its own each time, so that it sees what others committed.
    """
    deadline = time.monotonic() + seconds
    value = await to_thread.run_sync(read)
    while not done(value) and time.monotonic() < deadline and not await pointless(request):
        await anyio.sleep(max(0.0, min(POLL_SECONDS, deadline - time.monotonic())))
        value = await to_thread.run_sync(read)
    return value


async def pointless(request: Request) -> bool:
    """True when the client has gone, or this process is told to stop: a restart must not wait for its waiters."""
    return services_of(request).lifecycle.draining or await request.is_disconnected()
