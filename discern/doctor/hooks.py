"""Hooks that stay with the one model they were put on: copies and pickles of it are not watched."""

from collections.abc import Callable
from typing import Any


class Hook:
    """Calls `see`. A copy of the model, as loops keep of the best epoch, must neither copy the watch nor report to it.

    >>> from copy import deepcopy
    >>> deepcopy(Hook(print)) is unwatched
    True
    """

    def __init__(self, see: Callable[..., None]) -> None:
        self._see = see

    def __call__(self, *args: Any) -> None:
        """As torch calls a hook."""
        self._see(*args)

    def __deepcopy__(self, memo: Any) -> Callable[..., None]:
        return unwatched

    def __reduce__(self) -> tuple[Callable[[], Callable[..., None]], tuple[()]]:
        return _hook_of_a_copy, ()


def unwatched(*args: Any) -> None:
    """The hook of a copy: nothing."""


def _hook_of_a_copy() -> Callable[..., None]:
    return unwatched
