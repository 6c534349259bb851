"""Two steps of work on each item, both in threads, with the results in the items' order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import Any, TypeVar

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")


def in_order(
    pool: Executor,
    items: Iterable[T],
    first: Callable[[T], A],
    between: Callable[[A], Callable[[], B]],
    ahead: int,
) -> Iterator[tuple[T, B]]:
    """Each item with its result. At most `ahead` items are begun and not given yet.

    `between` is called here, in the items' order, with what `first` made of an item; it returns the second step.

    >>> from concurrent.futures import ThreadPoolExecutor
    >>> with ThreadPoolExecutor(2) as pool:
    ...     list(in_order(pool, "abc", str.upper, lambda letter: lambda: 2 * letter, ahead=3))
    [('a', 'AA'), ('b', 'BB'), ('c', 'CC')]
    """
    waiting = iter(items)
    begun: deque[tuple[T, Future[A]]] = deque()
    going: deque[tuple[T, Future[B]]] = deque()
    more = True
    while True:
        while more and len(begun) + len(going) < ahead:
            try:
                item = next(waiting)
            except StopIteration:
                more = False
            else:
                begun.append((item, pool.submit(first, item)))
        if going and going[0][1].done():
            item, done = going.popleft()
            yield item, done.result()
        elif begun and begun[0][1].done():
            item, ready = begun.popleft()
            going.append((item, pool.submit(between(ready.result()))))
        elif begun or going:
            heads: list[Future[Any]] = [begun[0][1]] if begun else []
            heads += [going[0][1]] if going else []
            wait(heads, return_when=FIRST_COMPLETED)
        else:
            return
