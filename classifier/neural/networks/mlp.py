"""The multilayer perceptron: layers and logits."""

# Axes: N or B rows, X axes of a row, H units, C outputs.
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from classifier.neural.networks.dropout import dropout_mask
from classifier.neural.networks.norm import InputNorm
from classifier.spec.inputs import InputLayout
from classifier.spec.models import LEAK, MlpSpec

aten = torch.ops.aten

Activate = Callable[[Tensor], Tensor]
Backward = Callable[[Tensor, Tensor, Tensor], Tensor]


class Activation(NamedTuple):
    """What follows a layer, and its derivative by the kernels of autograd itself.

    Steps by hand write over what nobody reads again: memory that a step takes anew is in no cache.
    """

    activate: Activate
    overwrite: Activate
    """The same, in its input's memory where `backward` needs its output alone."""
    backward: Backward
    """(gradient, input, output) -> gradient, in the memory of the first."""


ACTIVATIONS = {
    "relu": Activation(
        F.relu, torch.relu_, lambda grad, _, out: aten.threshold_backward.grad_input(grad, out, 0, grad_input=grad)
    ),
    "silu": Activation(F.silu, F.silu, lambda grad, pre, _: aten.silu_backward.grad_input(grad, pre, grad_input=grad)),
    "gelu": Activation(F.gelu, F.gelu, lambda grad, pre, _: aten.gelu_backward.grad_input(grad, pre, grad_input=grad)),
    "tanh": Activation(
        torch.tanh, torch.tanh_, lambda grad, _, out: aten.tanh_backward.grad_input(grad, out, grad_input=grad)
    ),
    "sigmoid": Activation(
        torch.sigmoid,
        torch.sigmoid_,
        lambda grad, _, out: aten.sigmoid_backward.grad_input(grad, out, grad_input=grad),
    ),
    "identity": Activation(lambda pre: pre, lambda pre: pre, lambda grad, _, __: grad),
    "leaky_relu": Activation(
        lambda pre: F.leaky_relu(pre, LEAK),
        lambda pre: F.leaky_relu_(pre, LEAK),
        lambda grad, _, out: aten.leaky_relu_backward.grad_input(grad, out, LEAK, True, grad_input=grad),
    ),
}


class Mlp(nn.Module):
    """Linear layers with an activation between them; ends in logits.

    >>> inputs = InputLayout(kind="table", shape=[3])
    >>> Mlp(inputs, MlpSpec(hidden=[4], activation="relu"), 2, batch_norm=False)(torch.zeros(5, 3)).shape
    torch.Size([5, 2])
    """

    def __init__(self, inputs: InputLayout, model: MlpSpec, num_outputs: int, *, batch_norm: bool) -> None:
        super().__init__()
        if model.hidden == "auto" or model.activation == "auto":
            raise ValueError("the model is not resolved")
        self.dropout = model.dropout
        widths = [inputs.num_numbers, *model.hidden, num_outputs]
        self.norm = InputNorm(widths[0], inputs.numeric) if batch_norm and inputs.numeric else None
        self.linear_layers = [nn.Linear(a, b) for a, b in pairwise(widths)]
        self.layers = nn.ModuleList(self.linear_layers)
        self.activation = model.activation
        self.activate = ACTIVATIONS[model.activation].activate

    def forward(self, x_BX: Tensor) -> Tensor:
        """`[B, *X]` float32 -> `[B, C]` float32 logits; a row of several axes is flattened."""
        x = x_BX.flatten(1)
        x = x if self.norm is None else self.norm(x)
        last = len(self.layers) - 1
        for i, layer in enumerate(self.layers):
            x = layer(x)
            if i < last:
                x = self.activate(x)
                mask = dropout_mask(x, self.dropout) if self.training else None
                x = x if mask is None else x * mask
        return x
