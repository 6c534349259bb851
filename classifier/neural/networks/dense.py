"""Dense layers that end in logits: the last part of several families, and the perceptron over embeddings."""

# Axes: B rows, X axes of a row, W inputs, C outputs.
from collections.abc import Sequence
from itertools import pairwise

from torch import Tensor, nn

from classifier.neural.networks.dropout import dropout_mask
from classifier.neural.networks.input import TableInput
from classifier.neural.networks.mlp import ACTIVATIONS
from classifier.neural.networks.norm import BatchNorm, make_norm
from classifier.spec.inputs import InputLayout
from classifier.spec.models import MlpSpec
from classifier.spec.size import numeric_embedding


class Dense(nn.Module):
    """Linear layers; between them batch normalization where asked for, an activation and dropout."""

    def __init__(
        self,
        num_inputs: int,
        hidden: Sequence[int],
        num_outputs: int,
        activation: str,
        *,
        dropout: float,
        batch_norm: bool = False,
        drop_inputs: bool = False,
    ) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise([num_inputs, *hidden, num_outputs]))
        self.norms = nn.ModuleList(BatchNorm(units) for units in (hidden if batch_norm else []))
        self.activation = activation
        self.activate = ACTIVATIONS[activation].activate
        self.dropout, self.drop_inputs = dropout, drop_inputs

    def forward(self, x_BW: Tensor) -> Tensor:
        """`[B, W]` -> `[B, C]` logits."""
        x = x_BW
        for i, layer in enumerate(self.layers):
            if i > 0:
                x = self.activate(x if not self.norms else self.norms[i - 1](x))
            if i > 0 or self.drop_inputs:
                mask = dropout_mask(x, self.dropout) if self.training else None
                x = x if mask is None else x * mask
            x = layer(x)
        return x


class DenseNetwork(nn.Module):
    """A multilayer perceptron with what `Mlp` has not: embeddings, hidden batch normalization, normalized channels.

    >>> from torch import zeros
    >>> inputs = InputLayout(kind="table", shape=[3], embedded=[{"position": 1, "num_codes": 5, "width": 4}])
    >>> DenseNetwork(inputs, MlpSpec(hidden=[4], activation="relu"), 2, batch_norm=False)(zeros(5, 3)).shape
    torch.Size([5, 2])
    """

    def __init__(self, inputs: InputLayout, model: MlpSpec, num_outputs: int, *, batch_norm: bool) -> None:
        super().__init__()
        if model.hidden == "auto":
            raise ValueError("the model is not resolved")
        self.norm = make_norm(inputs, batch_norm=batch_norm)
        self.input = TableInput(inputs, numeric_embedding(model, inputs)) if inputs.kind == "table" else None
        width = inputs.num_numbers if self.input is None else sum(self.input.widths)
        self.dense = Dense(
            width, model.hidden, num_outputs, model.activation, dropout=model.dropout, batch_norm=model.batch_norm
        )

    def forward(self, x_BX: Tensor) -> Tensor:
        """`[B, *X]` float32 -> `[B, C]` logits; sequences and images are flattened."""
        normalized_BX = x_BX if self.norm is None else self.norm(x_BX)
        x_BW = normalized_BX.flatten(1) if self.input is None else self.input(x_BX, normalized_BX)
        logits_BC: Tensor = self.dense(x_BW)
        return logits_BC
