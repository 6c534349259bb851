"""What several groups of calls share: pages of a list, and the time left for waiting."""

import time
from collections.abc import Iterator
from typing import Any

from discern.transport import Query, Transport

LONG_POLL_SECONDS = 30.0  # half of what servers allow by default, and below the idle limit of common proxies


def pages(transport: Transport, path: str, query: Query) -> Iterator[dict[str, Any]]:
    """Every object of a list, fetching the next page when the last one is used up."""
    after = query.get("after")
    while True:
        page = transport.json("GET", path, query={**query, "after": after})
        yield from page["data"]
        after = page.get("next_cursor")
        if not page.get("has_more") or after is None:
            return


def deadline_after(timeout_seconds: float | None) -> float | None:
    """The moment, on the monotonic clock, at which waiting ends; None waits on."""
    return None if timeout_seconds is None else time.monotonic() + timeout_seconds


def wait_seconds(until: float | None) -> float:
    """Seconds of the next long poll. Raises: `TimeoutError` when `until` has passed."""
    if until is None:
        return LONG_POLL_SECONDS
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("not finished within the given timeout_seconds; the server goes on with it")
    return round(min(LONG_POLL_SECONDS, left), 3)
