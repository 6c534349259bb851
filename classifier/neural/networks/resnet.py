"""The residual network for tables."""

# Axes: B rows, D numbers of an encoded row, H width, C outputs.
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from classifier.neural.networks.input import TableInput
from classifier.neural.networks.mlp import ACTIVATIONS
from classifier.neural.networks.norm import BatchNorm, make_norm
from classifier.spec.inputs import InputLayout
from classifier.spec.models import ResnetSpec
from classifier.spec.size import inner_width, numeric_embedding


class Block(nn.Module):
    """Batch normalization, linear, activation, dropout, linear, dropout; what comes out is added to what came in."""

    def __init__(self, model: ResnetSpec) -> None:
        super().__init__()
        self.norm = BatchNorm(model.width)
        self.inner = nn.Linear(model.width, inner_width(model))
        self.outer = nn.Linear(inner_width(model), model.width)
        self.activate = ACTIVATIONS[model.activation].activate
        self.dropout, self.residual_dropout = model.dropout, model.residual_dropout

    def forward(self, x_BH: Tensor) -> Tensor:
        """`[B, H]` -> `[B, H]`."""
        inside = F.dropout(self.activate(self.inner(self.norm(x_BH))), self.dropout, self.training)
        return x_BH + F.dropout(self.outer(inside), self.residual_dropout, self.training)


class Resnet(nn.Module):
    """A linear layer, residual blocks, and a head of batch normalization, activation and linear layer.

    Source: Gorishniy et al. 2021, arXiv:2106.11959, section 3.2.

    >>> from torch import zeros
    >>> inputs = InputLayout(kind="table", shape=[3])
    >>> Resnet(inputs, ResnetSpec(width=8, activation="relu"), 2, batch_norm=False)(zeros(5, 3)).shape
    torch.Size([5, 2])
    """

    def __init__(self, inputs: InputLayout, model: ResnetSpec, num_outputs: int, *, batch_norm: bool) -> None:
        super().__init__()
        self.norm = make_norm(inputs, batch_norm=batch_norm)
        self.input = TableInput(inputs, numeric_embedding(model, inputs))
        self.first = nn.Linear(sum(self.input.widths), model.width)
        self.blocks = nn.ModuleList(Block(model) for _ in range(model.num_blocks))
        self.last_norm = BatchNorm(model.width)
        self.last = nn.Linear(model.width, num_outputs)
        self.activate = ACTIVATIONS[model.activation].activate

    def forward(self, x_BD: Tensor) -> Tensor:
        """`[B, D]` float32 -> `[B, C]` logits."""
        x = self.first(self.input(x_BD, x_BD if self.norm is None else self.norm(x_BD)))
        for block in self.blocks:
            x = block(x)
        logits_BC: Tensor = self.last(self.activate(self.last_norm(x)))
        return logits_BC
