"""Threads beside this one, for work of numpy and Arrow, which let go of the interpreter while they do it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

MIN_BYTES = 16 << 20  # of a table: a smaller one is done in the time that threads take, and they need room of their own

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

    Raises: `MemoryError` when a thread's stack does not fit under the process's memory limit any more.
    """
    if num_bytes < MIN_BYTES:
        yield _Here()
        return
    try:
        with ThreadPoolExecutor(most) as pool:
            yield pool
    except RuntimeError as error:
        if "can't start new thread" in str(error):
            raise MemoryError("there is no room for a thread") from error
        raise
