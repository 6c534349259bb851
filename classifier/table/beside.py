"""Threads beside this one, for work of numpy and Arrow, which let go of the interpreter while they do it."""

import os
import resource
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

MIN_BYTES = 16 << 20  # a smaller table is done at once anyway
# A thread that finds no 64 MiB of addresses for an arena of its own asks for them at each allocation: reading 60 MB under a
# limit of 192 MiB then took 12 s of CPU instead of the 0.1 s after which the limit is met.
ROOM_BYTES = 1 << 30

T = TypeVar("T")


class _Here(Executor):
    """Makes each call at once."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        done: Future[T] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@contextmanager
def threads(most: int, num_bytes: int) -> Iterator[Executor]:
    """A pool of at most so many threads for work on `num_bytes`; the block's end waits for what they do.

    Little work is done here and now, and all of it where the process may not take the addresses that threads want.

    Raises: `MemoryError` when a thread's stack does not fit under the process's memory limit any more.
    """
    if num_bytes < MIN_BYTES or not _has_room():
        yield _Here()
        return
    try:
        with ThreadPoolExecutor(most) as pool:
            yield pool
    except RuntimeError as error:
        if "can't start new thread" in str(error):
            raise MemoryError("there is no room for a thread") from error
        raise


def _has_room() -> bool:
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit == resource.RLIM_INFINITY:
        return True
    with open("/proc/self/statm") as file:
        mapped = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return limit - mapped >= ROOM_BYTES
