"""Optimizers over flat buffers: one fused kernel a step, whatever the number of layers and members."""

# Axes: M members trained side by side, P trained numbers of one of them, padded per weight.
import contextlib
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn

from classifier.spec.train import OptimizerSpec

ALIGN = 16  # floats; 64 bytes, a cache line and a vector register


class FlatWeights:
    """The parameters of models that are shaped alike as views into one buffer, and their gradients into another.

    A row holds one model. Clearing, clipping, measuring and moving all weights is then one kernel each: at 10-25-1 and
    batch 8 this, not arithmetic, is the time of a step. Padding stays 0 under every optimizer here.
    """

    def __init__(self, models: Sequence[nn.Module]) -> None:
        parameters = list(models[0].parameters())
        self.starts = [0]
        for parameter in parameters:
            self.starts.append(self.starts[-1] + -(-parameter.numel() // ALIGN) * ALIGN)
        shape = len(models), self.starts[-1]
        self.values_MP = torch.zeros(shape, device=parameters[0].device, dtype=parameters[0].dtype)
        self.gradient_MP = torch.zeros_like(self.values_MP)
        self.average_MP: Tensor | None = None
        for model, values_P, gradient_P in zip(models, self.values_MP, self.gradient_MP, strict=True):
            for parameter, start in zip(model.parameters(), self.starts, strict=False):
                part = slice(start, start + parameter.numel())
                view = values_P[part].view(parameter.shape)
                view.copy_(parameter.data)
                parameter.data = view
                parameter.grad = gradient_P[part].view(parameter.shape)
        self._models = models

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
        own, number = next(
            (parameter, i) for i, (key, parameter) in enumerate(self._models[0].named_parameters()) if key == name
        )
        part = slice(self.starts[number], self.starts[number] + own.numel())
        shape = (len(self._models), *own.shape)
        return self.values_MP[:, part].view(shape), self.gradient_MP[:, part].view(shape)


class Optimizer:
    """SGD, Adam or AdamW as `torch.optim` computes them; `tensors` is its whole state, a row for each member.

    Raises: `ValueError` for a spec that is not resolved, or that asks for what its optimizer does not have.
    """

    def __init__(self, spec: OptimizerSpec, values_MP: Tensor, gradient_MP: Tensor) -> None:
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
        self._values, self._gradients = list(values_MP), list(gradient_MP)
        self._state = {name: list(tensor) for name, tensor in self.tensors.items()}

    def update(self, learning_rate: float, members: Sequence[int] | None = None) -> None:
        """Move the weights of `members`, or of all, in place by one step.

        `torch.optim` would call the same kernels with 50 us more Python.
        """
        values, gradients, state = self._values, self._gradients, self._state
        if members is not None:
            values, gradients = [values[m] for m in members], [gradients[m] for m in members]
            state = {name: [tensors[m] for m in members] for name, tensors in state.items()}
        if self.name == "sgd":
            torch._fused_sgd_(
                values,
                gradients,
                state["momentum"] if self.momentum else [],
                weight_decay=self.weight_decay,
                momentum=self.momentum,
                lr=learning_rate,
                dampening=0.0,
                nesterov=self.nesterov,
                maximize=False,
                is_first_step=False,  # a zero buffer gives the same first step
            )
            return
        torch._foreach_add_(state["step"], 1)
        kernel = torch._fused_adamw_ if self.name == "adamw" else torch._fused_adam_
        kernel(
            values,
            gradients,
            state["first_moment"],
            state["second_moment"],
            [],
            state["step"],
            amsgrad=False,
            lr=learning_rate,
            beta1=0.9,
            beta2=0.999,
            weight_decay=self.weight_decay,
            eps=1e-8,
            maximize=False,
        )
