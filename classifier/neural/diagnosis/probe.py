"""A closer look at a network: its layers' weights, and what its activations give for some rows."""

# Axes: B rows, X axes of a row, U units.
import contextlib
import math
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor, nn

from classifier.findings.training.numbers import Activation, Layer
from classifier.neural.networks.tabm import Tabm
from classifier.neural.rows import Rows

SILENT = 1e-6  # ReLU gives 0 exactly; SiLU and GELU are this small where they are as flat as a dead ReLU
PINNED = 0.01  # of the range: there a sigmoid's slope is 1/25 of its largest, and tanh's 1/25 too
MAX_ROWS = 512
SHARE = 20  # at most a 20th of the training rows: a probe of a slow network costs little beside its epoch
MIN_ROWS, MIN_WHOLE_ROWS = 128, 64  # a unit of a convolution is seen at many positions of each row
RANGES = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0)}


def num_probe_rows(rows: Rows) -> int:
    """How many training rows a probe looks at."""
    least = MIN_ROWS if rows.x_NX.dim() == 2 else MIN_WHOLE_ROWS
    return min(MAX_ROWS, max(least, len(rows) // SHARE))


def look_at_layers(model: nn.Module, before_P: Tensor, values_P: Tensor) -> list[Layer]:
    """Each module's own parameters, which are views into `values_P`; `before_P` is its copy before the epoch."""
    layers = []
    start = values_P.data_ptr()
    for name, module in model.named_modules():
        own = list(module.named_parameters(recurse=False))
        if not own:
            continue
        weight = update = gradient = 0.0
        num, frozen = 0, True
        for _, parameter in own:
            now = parameter.data
            offset = (now.data_ptr() - start) // now.element_size()
            old = before_P[offset : offset + now.numel()].view(now.shape)
            weight += _square(old)
            update += _square(now - old)
            if parameter.grad is not None:
                gradient += _square(parameter.grad)
            num += now.numel()
            frozen = frozen and torch.equal(now, old)
        layers.append(
            Layer(
                name=name or type(module).__name__.lower(),
                weight=math.sqrt(weight),
                update=math.sqrt(update),
                gradient=math.sqrt(gradient / num),
                is_matrix=any(parameter.dim() >= 2 for _, parameter in own),
                is_frozen=frozen,
            )
        )
    return layers


def _square(values: Tensor) -> float:
    """Sum of squares; in float64, for those of weights that run away do not fit into float32."""
    return float(values.double().square().sum())


def look_at_activations(model: nn.Module, rows: Rows, activation: str | None, chunk: int) -> list[Activation]:
    """What each activation gives for `rows`, `chunk` of them at a time; the model is in evaluation mode."""
    tallies: dict[str, _Tally] = {}
    members = isinstance(model, Tabm)

    def note(name: str, out: Tensor, kind: str | None, axis: int) -> None:
        units = out.flatten(1, 2) if members and out.dim() == 3 else out
        tallies.setdefault(name, _Tally(kind)).add(units.movedim(axis, 0).flatten(1))

    with torch.inference_mode(), _recorded(model, activation, note):
        for x_BX in torch.split(rows.x_NX, max(1, chunk)):
            model(x_BX)
    return [tally.summary(name) for name, tally in tallies.items()]


Note = Callable[[str, Tensor, str | None, int], None]


@contextlib.contextmanager
def _recorded(model: nn.Module, activation: str | None, note: Note) -> Iterator[None]:
    """Inside, `note` hears of every activation: name of the layer, output, kind, and which axis counts the units."""
    swapped: list[tuple[nn.Module, Any]] = []
    hooks = []
    try:
        for name, module in model.named_modules():
            own = module.__dict__.get("activate")
            if own is not None:
                swapped.append((module, own))
                module.activate = _Recorder(name, own, activation, note)
                hooks.append(module.register_forward_pre_hook(_start_anew))
            elif isinstance(module, nn.RNN):
                hooks.append(module.register_forward_hook(_hook(name, note)))
        yield
    finally:
        for module, own in swapped:
            module.activate = own
        for hook in hooks:
            hook.remove()


class _Recorder:
    """An activation that tells what it gives."""

    def __init__(self, name: str, activate: Callable[[Tensor], Tensor], kind: str | None, note: Note) -> None:
        self.calls = 0
        self._name, self._activate, self._kind, self._note = name, activate, kind, note

    def __call__(self, x: Tensor) -> Tensor:
        out = self._activate(x)
        name = f"{self._name}.activation" if self._name else "activation"
        self._note(f"{name}.{self.calls}", out, self._kind, 1)
        self.calls += 1
        return out


def _start_anew(module: nn.Module, _: Any) -> None:
    """Each pass counts the module's activations from 0."""
    if isinstance(module.activate, _Recorder):
        module.activate.calls = 0


def _hook(name: str, note: Note) -> Callable[[nn.Module, Any, Any], None]:
    def tell(_: nn.Module, __: Any, output: Any) -> None:
        steps = output[0]
        data = steps.data if isinstance(steps, nn.utils.rnn.PackedSequence) else steps
        note(name, data, "tanh", data.dim() - 1)

    return tell


class _Tally:
    """Adds up what one layer gives over parts of the rows."""

    def __init__(self, kind: str | None) -> None:
        self._range = RANGES.get(kind or "")
        self._largest_U: Tensor | None = None
        self._pinned, self._seen = 0, 0

    def add(self, out_UB: Tensor) -> None:
        largest_U = out_UB.abs().amax(1)
        self._largest_U = largest_U if self._largest_U is None else torch.maximum(self._largest_U, largest_U)
        if self._range is not None:
            low, high = self._range
            edge = PINNED * (high - low)
            self._pinned += int(((out_UB < low + edge) | (out_UB > high - edge)).sum())
        self._seen += out_UB.numel()

    def summary(self, name: str) -> Activation:
        if self._largest_U is None:
            raise ValueError("nothing was seen")
        silent = float((self._largest_U < SILENT).double().mean())
        return Activation(name, len(self._largest_U), silent, self._pinned / max(1, self._seen))


def input_scale(rows: Rows) -> float:
    """Largest root mean square of a column over `rows`; columns that are 0 throughout have none."""
    flat = rows.x_NX.flatten(1).double()
    return float(flat.square().mean(0).max().sqrt())
