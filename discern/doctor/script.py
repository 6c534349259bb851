"""Runs a script of the user's, in the user's own process, with a watch on the first model that an optimizer trains."""

import contextlib
import runpy
import sys
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook
from torch.optim.optimizer import register_optimizer_step_pre_hook

from discern.doctor.watch import Watch

_MAX_MODELS = 16  # called before the first step; more are helpers


@dataclass(frozen=True)
class Ran:
    """A script that has ended."""

    watch: Watch | None
    """None when no model with parameters was called."""
    error: BaseException | None
    """What ended it, if not its last line."""


class _Scout:
    """Watches the first model called; moves on when the first optimizer trains another."""

    def __init__(self) -> None:
        self.watch: Watch | None = None
        self._model: weakref.ref[nn.Module] | None = None
        self._depth = 0
        self._called: list[weakref.ref[nn.Module]] = []
        self._optimizer_seen = False
        self._handles = [
            register_module_forward_pre_hook(self.before_forward),
            register_module_forward_hook(self.after_forward, always_call=True),
        ]
        self._step_handle = register_optimizer_step_pre_hook(self.before_step)

    def before_forward(self, module: nn.Module, args: Any) -> None:
        self._depth += 1
        if self._depth > 1 or self._optimizer_seen or next(module.parameters(), None) is None:
            return
        if len(self._called) < _MAX_MODELS and all(model() is not module for model in self._called):
            self._called.append(weakref.ref(module))
        if self.watch is None:
            self._watch(module).before_forward(module, args, {})  # its own hook comes too late for this call

    def after_forward(self, module: nn.Module, args: Any, output: Any) -> None:
        self._depth = max(0, self._depth - 1)

    def before_step(self, optimizer: torch.optim.Optimizer, args: Any, kwargs: Any) -> None:
        if self._optimizer_seen:
            return
        self._optimizer_seen, self._depth = True, 0
        held = {id(p) for group in optimizer.param_groups for p in group["params"]}
        trained = [model for ref in self._called if (model := ref()) is not None and _holds(model, held)]
        watched = self._model() if self._model is not None else None
        if trained and all(model is not watched for model in trained):
            self._watch(trained[0])
        if self.watch is not None:
            self.watch.attach_optimizer(optimizer)
            self.watch.before_step(optimizer, args, kwargs)

        self._no_more_models()

    def end(self, error: BaseException | None) -> None:
        """Take every hook off; what was seen stays."""
        self._no_more_models()
        self._step_handle.remove()
        if self.watch is not None:
            self.watch.notes.interrupted = type(error).__name__ if error is not None else None
            self.watch.detach()

    def _no_more_models(self) -> None:
        for handle in self._handles:  # hooks of all modules: each layer's call pays for them
            handle.remove()
        self._handles = []

    def _watch(self, model: nn.Module) -> Watch:
        if self.watch is not None:
            self.watch.detach()
        self.watch, self._model = Watch(model).attach(), weakref.ref(model)
        return self.watch


def _holds(model: nn.Module, held: set[int]) -> bool:
    return any(id(p) in held for p in model.parameters())


def run_script(path: Path, arguments: Sequence[str] = ()) -> Ran:
    """Run a script as `python path arguments` would; an exception ends it and is kept, what was seen stays."""
    scout = _Scout()
    error: BaseException | None = None
    try:
        with _as_main(path, arguments):
            runpy.run_path(str(path), run_name="__main__")
    except SystemExit as left:
        error = left if left.code not in (None, 0) else None
    except BaseException as raised:  # also Ctrl-C: a report of what was seen is what one wants then
        error = raised
    finally:
        scout.end(error)
    return Ran(scout.watch, error)


@contextlib.contextmanager
def _as_main(path: Path, arguments: Sequence[str]) -> Iterator[None]:
    """`sys.argv` and the place for imports as the script expects them."""
    argv, places = sys.argv, list(sys.path)
    sys.argv = [str(path), *arguments]
    sys.path.insert(0, str(path.resolve().parent))
    try:
        yield
    finally:
        sys.argv, sys.path[:] = argv, places
