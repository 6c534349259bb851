"""Optimizers over flat buffers: one fused kernel a step, whatever the number of layers and members."""

# Axes: M members trained side by side, P trained numbers of one of them, padded per weight.
import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from classifier.neural.networks.input import Codes
from classifier.neural.networks.numeric import PiecewiseLinear
from classifier.spec.train import OptimizerSpec

ALIGN = 16  # floats; 64 bytes, a cache line and a vector register


class FlatWeights:
    """The parameters of models that are shaped alike as views into one buffer, and their gradients into another.

    A row holds one model. Clearing, clipping, measuring and moving all weights is then one kernel each: at 10-25-1 and
    batch 8 this, not arithmetic, is the time of a step. Padding stays 0 under every optimizer here.
    """

    def __init__(self, models: Sequence[nn.Module], *, matrices_first: bool = False) -> None:
        """In the order of `parameters()`, or with the weights of dense layers and filters first."""
        named = dict(models[0].named_parameters())
        matrices = matrix_names(models[0])
        order = sorted(named, key=lambda name: name not in matrices) if matrices_first else list(named)
        self._places: dict[str, tuple[slice, torch.Size]] = {}
        end, self.num_matrices = 0, 0
        for name in order:
            parameter = named[name]
            self._places[name] = slice(end, end + parameter.numel()), parameter.shape
            end += -(-parameter.numel() // ALIGN) * ALIGN
            if name in matrices:
                self.num_matrices = end  # with `matrices_first`
        like = named[order[0]]
        self.values_MP = torch.zeros((len(models), end), device=like.device, dtype=like.dtype)
        self.gradient_MP = torch.zeros_like(self.values_MP)
        self.average_MP: Tensor | None = None
        for model, values_P, gradient_P in zip(models, self.values_MP, self.gradient_MP, strict=True):
            for name, parameter in model.named_parameters():
                part, _ = self._places[name]
                view = values_P[part].view(parameter.shape)
                view.copy_(parameter.data)
                parameter.data = view
                parameter.grad = gradient_P[part].view(parameter.shape)

    def begin_average(self) -> None:
        """Keep a moving average of the weights in `average_MP`, which starts at them."""
        self.average_MP = self.values_MP.clone()

    @contextlib.contextmanager
    def averaged(self) -> Iterator[None]:
        """Inside, the models have the average of their weights, if there is one."""
        if self.average_MP is None:
            yield
            return
        with torch.no_grad():
            live_MP = self.values_MP.clone()
            self.values_MP.copy_(self.average_MP)
            try:
                yield
            finally:
                self.values_MP.copy_(live_MP)

    def stacked(self, name: str) -> tuple[Tensor, Tensor]:
        """All members' parameter of this name and its gradient, `[M, *shape]` each, as views into the buffers."""
        part, own = self._places[name]
        shape = (len(self.values_MP), *own)
        return self.values_MP[:, part].view(shape), self.gradient_MP[:, part].view(shape)


def matrix_names(model: nn.Module) -> set[str]:
    """Parameters that mix units: weights of dense and recurrent layers and filters, but no embeddings, biases or scales."""
    return {
        f"{prefix}{'.' if prefix else ''}{name}"
        for prefix, module in model.named_modules()
        if not isinstance(module, PiecewiseLinear | Codes)
        for name, parameter in module.named_parameters(recurse=False)
        if parameter.dim() >= 2
    }


class Optimizer:
    """SGD, Adam or AdamW as `torch.optim` computes them; `tensors` is its whole state, a row for each member.

    Raises: `ValueError` for a spec that is not resolved, or that asks for what its optimizer does not have.
    """

    def __init__(
        self, spec: OptimizerSpec, values_MP: Tensor, gradient_MP: Tensor, *, num_matrices: int | None = None
    ) -> None:
        """`num_matrices`: with `spec.only_matrices_decay`, or a rate of their own for the others, how many numbers of a row
        belong to matrices, which come first."""
        if spec.name == "auto" or spec.weight_decay == "auto":
            raise ValueError("the optimizer is not resolved")
        if spec.nesterov and not (spec.name == "sgd" and spec.momentum):
            raise ValueError(f"nesterov needs sgd with momentum, got {spec.name} with momentum={spec.momentum}")
        self.name, self.weight_decay, self.momentum = spec.name, spec.weight_decay, spec.momentum
        self.nesterov = spec.nesterov
        if self.name != "sgd":
            names: tuple[str, ...] = ("first_moment", "second_moment")
        else:
            names = ("momentum",) if self.momentum else ()
        self.tensors = {name: torch.zeros_like(values_MP) for name in names}
        if self.name != "sgd":
            self.tensors["step"] = torch.zeros(len(values_MP), device=values_MP.device)
        if not has_groups(spec):
            num_matrices = values_MP.shape[1]
        elif num_matrices is None:
            raise ValueError("the optimizer must be told which numbers belong to matrices")
        other_decay = 0.0 if spec.only_matrices_decay is True else self.weight_decay
        other_rate = spec.other_rate if isinstance(spec.other_rate, float) else 1.0
        both = (slice(0, num_matrices), 1.0, self.weight_decay), (slice(num_matrices, None), other_rate, other_decay)
        self._groups = [
            _Group(
                list(values_MP[:, part]),
                list(gradient_MP[:, part]),
                {name: list(tensor[:, part] if tensor.dim() > 1 else tensor) for name, tensor in self.tensors.items()},
                rate,
                decay,
            )
            for part, rate, decay in both
            if values_MP[:, part].shape[1]
        ]

    def update(self, learning_rate: float | Tensor, members: Sequence[int] | None = None) -> None:
        """Move the weights of `members`, or of all, in place by one step. A rate `[]` on their device is not waited for.

        `torch.optim` would call the same kernels with 50 us more Python.
        """
        if self.name != "sgd":
            step = self.tensors["step"]
            if members is None:
                step.add_(1)
            else:
                step[list(members)] += 1
        for group in self._groups:
            self._move(group if members is None else group.of(members), learning_rate)

    def _move(self, group: "_Group", learning_rate: float | Tensor) -> None:
        state = group.state
        if self.name == "sgd":
            torch._fused_sgd_(
                group.values,
                group.gradients,
                state["momentum"] if self.momentum else [],
                weight_decay=group.decay,
                momentum=self.momentum,
                lr=learning_rate * group.rate,
                dampening=0.0,
                nesterov=self.nesterov,
                maximize=False,
                is_first_step=False,  # a zero buffer gives the same first step
            )
            return
        kernel = torch._fused_adamw_ if self.name == "adamw" else torch._fused_adam_
        kernel(
            group.values,
            group.gradients,
            state["first_moment"],
            state["second_moment"],
            [],
            state["step"],
            amsgrad=False,
            lr=learning_rate * group.rate,
            beta1=0.9,
            beta2=0.999,
            weight_decay=group.decay,
            eps=1e-8,
            maximize=False,
        )


def flattened(models: Sequence[nn.Module], spec: OptimizerSpec) -> tuple[FlatWeights, Optimizer]:
    """The models' weights in one buffer, in the order that the optimizer's rules want, and what moves them."""
    flat = FlatWeights(models, matrices_first=has_groups(spec))
    return flat, Optimizer(spec, flat.values_MP, flat.gradient_MP, num_matrices=flat.num_matrices)


@dataclass(frozen=True)
class _Group:
    """Numbers of every member that move by the same rule, as the fused kernels take them."""

    values: list[Tensor]
    gradients: list[Tensor]
    state: dict[str, list[Tensor]]
    rate: float
    """Times the learning rate."""
    decay: float

    def of(self, members: Sequence[int]) -> "_Group":
        state = {name: [tensors[m] for m in members] for name, tensors in self.state.items()}
        values, gradients = ([tensors[m] for m in members] for tensors in (self.values, self.gradients))
        return _Group(values, gradients, state, self.rate, self.decay)


def has_groups(spec: OptimizerSpec) -> bool:
    """Whether matrices move by another rule than the rest."""
    return spec.only_matrices_decay is True or spec.other_rate not in ("auto", 1.0)
