"""A CUDA graph played on the CPU: kernels are written down with their operands and run again on the same memory."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_flatten

WAITING = ("_local_scalar_dense", "nonzero", "masked_select", "lift_fresh", "is_nonzero", "equal")
"""Operations by which Python waits for the device, or brings it a number of its own."""


class Tape(TorchDispatchMode):
    """Runs what is called inside, and can run it again without Python."""

    def __init__(self) -> None:
        super().__init__()
        self.kernels: list[tuple[Any, tuple[Any, ...], dict[str, Any], list[Tensor]]] = []
        self._before: dict[int, tuple[Tensor, Tensor]] = {}
        self._made: set[int] = set()

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        name = func.overloadpacket.__name__
        given = [leaf for leaf in tree_flatten((args, kwargs))[0] if isinstance(leaf, Tensor)]
        if name in WAITING or (name == "index" and any(tensor.dtype == torch.bool for tensor in given[1:])):
            raise RuntimeError(f"{name} is not permitted while a graph is recorded")
        for argument, value in [*zip(func._schema.arguments, args, strict=False), *self._named(func, kwargs)]:
            if argument.alias_info is not None and argument.alias_info.is_write:
                self._keep(leaf for leaf in tree_flatten(value)[0] if isinstance(leaf, Tensor))
        result = func(*args, **kwargs)
        storages = {place(tensor) for tensor in given}
        fresh = [
            leaf
            for leaf in tree_flatten(result)[0]
            if isinstance(leaf, Tensor) and leaf.numel() and place(leaf) not in storages
        ]
        self._made |= {place(tensor) for tensor in fresh}
        self.kernels.append((func, args, kwargs, fresh))
        return result

    def undo(self) -> None:
        """Everything that existed before has its old values."""
        with torch.inference_mode():
            for tensor, before in self._before.values():
                tensor.copy_(before)

    def replay(self) -> None:
        """Run every kernel again."""
        with torch.inference_mode():
            for func, args, kwargs, fresh in self.kernels:
                result = func(*args, **kwargs)
                found = [leaf for leaf in tree_flatten(result)[0] if isinstance(leaf, Tensor) and leaf.numel()]
                for old, new in zip(fresh, found, strict=True) if fresh else ():
                    old.copy_(new)

    def _named(self, func: Any, kwargs: dict[str, Any]) -> list[tuple[Any, Any]]:
        by_name = {argument.name: argument for argument in func._schema.arguments}
        return [(by_name[name], value) for name, value in kwargs.items()]

    def _keep(self, written: Iterator[Tensor]) -> None:
        for tensor in written:
            if place(tensor) not in self._made and id(tensor) not in self._before:
                self._before[id(tensor)] = (tensor, tensor.detach().clone())


def place(tensor: Tensor) -> int:
    """Address of its memory."""
    return tensor.untyped_storage().data_ptr()


class TapeRecorder:
    """A `Recorder` of tapes."""

    def __init__(self) -> None:
        self.tapes: list[Tape] = []
        self.replays = 0

    def beside(self) -> contextlib.AbstractContextManager[object]:
        return contextlib.nullcontext()

    def record(self, work: Callable[[], None], generators: Sequence[torch.Generator]) -> Callable[[], None]:
        draws = [torch.default_generator, *generators]
        states = [generator.get_state() for generator in draws]
        tape = Tape()
        try:
            with tape:
                work()
        finally:
            tape.undo()
            for generator, state in zip(draws, states, strict=True):
                generator.set_state(state)
        self.tapes.append(tape)

        def replay() -> None:
            self.replays += 1
            tape.replay()

        return replay
