"""Optimizers over one flat buffer: one fused kernel a step, whatever the number of layers."""

# Axes: P trained numbers of the whole network, padded per weight.
import torch
from torch import Tensor, nn

from classifier.spec.train import OptimizerSpec

ALIGN = 16  # floats; 64 bytes, a cache line and a vector register


class FlatWeights:
    """A model's parameters as views into one buffer, and their gradients into another.

    Clearing, clipping, measuring and moving all weights is then one kernel each: at 10-25-1 and batch 8 this, not
    arithmetic, is the time of a step. Padding stays 0 under every optimizer here.
    """

    def __init__(self, model: nn.Module) -> None:
        parameters = list(model.parameters())
        starts = [0]
        for parameter in parameters:
            starts.append(starts[-1] + -(-parameter.numel() // ALIGN) * ALIGN)
        self.values_P = torch.zeros(starts[-1], device=parameters[0].device, dtype=parameters[0].dtype)
        self.gradient_P = torch.zeros_like(self.values_P)
        for parameter, start in zip(parameters, starts, strict=False):
            part = slice(start, start + parameter.numel())
            view = self.values_P[part].view(parameter.shape)
            view.copy_(parameter.data)
            parameter.data = view
            parameter.grad = self.gradient_P[part].view(parameter.shape)


class Optimizer:
    """SGD, Adam or AdamW as `torch.optim` computes them; `tensors` is its whole state.

    Raises: `ValueError` for a spec that is not resolved, or that asks for what its optimizer does not have.
    """

    def __init__(self, spec: OptimizerSpec, values_P: Tensor) -> None:
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
        self.tensors = {name: torch.zeros_like(values_P) for name in names}
        if self.name != "sgd":
            self.tensors["step"] = torch.zeros((), device=values_P.device)

    def update(self, values_P: Tensor, gradient_P: Tensor, learning_rate: float) -> None:
        """Move the weights in place by one step; `torch.optim` would call the same kernels with 50 us more Python."""
        state = self.tensors
        if self.name == "sgd":
            torch._fused_sgd_(
                [values_P],
                [gradient_P],
                [state["momentum"]] if self.momentum else [],
                weight_decay=self.weight_decay,
                momentum=self.momentum,
                lr=learning_rate,
                dampening=0.0,
                nesterov=self.nesterov,
                maximize=False,
                is_first_step=False,  # a zero buffer gives the same first step
            )
            return
        state["step"].add_(1)
        kernel = torch._fused_adamw_ if self.name == "adamw" else torch._fused_adam_
        kernel(
            [values_P],
            [gradient_P],
            [state["first_moment"]],
            [state["second_moment"]],
            [],
            [state["step"]],
            amsgrad=False,
            lr=learning_rate,
            beta1=0.9,
            beta2=0.999,
            weight_decay=self.weight_decay,
            eps=1e-8,
            maximize=False,
        )
