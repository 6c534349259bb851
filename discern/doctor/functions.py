"""The functions of torch that a loop calls between a forward pass and the next step: losses, argmax, reading numbers."""

from collections.abc import Callable
from typing import Any

import torch
from torch.overrides import TorchFunctionMode, _get_current_function_mode

Seen = Callable[[str, Any, tuple[Any, ...], dict[str, Any], Any], None]


class Listener(TorchFunctionMode):
    """Tells `seen` of each call, after it was made as it would have been.

    Listens outside the model only: within it every call would cost, and fast paths of attention would not be taken. It
    lies on top of torch's stack of modes, so it keeps away while a mode of the loop's is there: leaving that one would
    take this one off in its place.
    """

    def __init__(self, seen: Seen) -> None:
        super().__init__()
        self._seen = seen
        self._entered = False
        self._resting = False
        self.paused = False
        """For the doctor's own calls."""
        self._below = _top()

    def listen(self) -> None:
        """Hear calls from here on."""
        self._resting = False
        if not self._entered and _top() is self._below:
            self._entered = True
            self.__enter__()  # type: ignore[no-untyped-call]

    def rest(self) -> None:
        """Hear nothing, and cost nothing unless a mode of the user lies above."""
        self._resting = True
        if self._entered and _top() is self:
            self._entered = False
            self.__exit__(None, None, None)  # type: ignore[no-untyped-call]

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        result = func(*args, **(kwargs or {}))
        if not (self._resting or self.paused or torch.compiler.is_compiling()):
            self._seen(getattr(func, "__name__", ""), func, args, kwargs or {}, result)
        return result


def _top() -> TorchFunctionMode | None:
    top: TorchFunctionMode | None = _get_current_function_mode()  # type: ignore[no-untyped-call]
    return top
