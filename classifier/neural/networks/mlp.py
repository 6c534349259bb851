"""The multilayer perceptron: layers and logits."""

# Axes: N or B rows, X axes of a row, H units, C outputs.
from collections.abc import Callable
from itertools import pairwise

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

# Each activation with its derivative: (gradient, input, output) -> gradient. The kernels are those of autograd itself.
ACTIVATIONS: dict[str, tuple[Activate, Backward]] = {
    "relu": (F.relu, lambda grad, _, out: aten.threshold_backward.default(grad, out, 0)),
    "silu": (F.silu, lambda grad, pre, _: aten.silu_backward.default(grad, pre)),
    "gelu": (F.gelu, lambda grad, pre, _: aten.gelu_backward.default(grad, pre)),
    "tanh": (torch.tanh, lambda grad, _, out: aten.tanh_backward.default(grad, out)),
    "sigmoid": (torch.sigmoid, lambda grad, _, out: aten.sigmoid_backward.default(grad, out)),
    "identity": (lambda pre: pre, lambda grad, _, __: grad),
    "leaky_relu": (
        lambda pre: F.leaky_relu(pre, LEAK),
        lambda grad, pre, _: aten.leaky_relu_backward.default(grad, pre, LEAK, False),
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
        self.activate, _ = ACTIVATIONS[model.activation]

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
