"""Convolutions over the steps of sequences."""

# Axes: B rows, T steps, F channels, K filters, C outputs.
from itertools import pairwise

import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from classifier.neural.networks.dense import Dense
from classifier.neural.networks.mlp import ACTIVATIONS
from classifier.neural.networks.norm import BatchNorm, make_norm
from classifier.neural.networks.pooling import Pool, SequenceNetwork, read_steps
from classifier.spec.inputs import InputLayout
from classifier.spec.models import Cnn1dSpec


class Cnn1d(SequenceNetwork):
    """Convolutions that keep the number of steps, a pool over real steps, dense layers; padding never counts.

    Padding is 0 before every layer, as is what lies beyond both ends, so a filter cannot tell one from the other.

    >>> from torch import ones
    >>> inputs = InputLayout(kind="sequence", shape=[7, 3])
    >>> Cnn1d(inputs, Cnn1dSpec(activation="relu"), 2, batch_norm=False)(ones(5, 7, 3)).shape
    torch.Size([5, 2])
    """

    def __init__(self, inputs: InputLayout, model: Cnn1dSpec, num_outputs: int, *, batch_norm: bool) -> None:
        super().__init__()
        self.norm = make_norm(inputs, batch_norm=batch_norm)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(before, after, model.kernel_size)
            for before, after in pairwise([inputs.shape[1] - 1, *model.channels])
        )
        self.each_norm = [BatchNorm(channels) for channels in (model.channels if model.batch_norm else [])]
        self.norms = nn.ModuleList(self.each_norm)
        self.activate = ACTIVATIONS[model.activation].activate
        self.around = (model.kernel_size - 1) // 2, model.kernel_size // 2
        self.pool = Pool(model.pooling, model.channels[-1])
        self.dense = Dense(
            model.channels[-1], model.hidden, num_outputs, model.activation, dropout=model.dropout, drop_inputs=True
        )

    def forward(self, x_BTG: Tensor) -> Tensor:
        """`[B, T, F + 1]` float32, the mask last -> `[B, C]` logits."""
        steps = read_steps(x_BTG if self.norm is None else self.norm(x_BTG, full=self.full), full=self.full)
        x_BKT = steps.x_BTF.transpose(1, 2)
        for i, convolution in enumerate(self.convolutions):
            x_BKT = convolution(F.pad(x_BKT, self.around))
            if self.each_norm:
                x_BKT = self.each_norm[i].of_steps(x_BKT.transpose(1, 2), steps.real_BT).transpose(1, 2)
            x_BKT = self.activate(x_BKT)
            if steps.real_BT is not None:
                x_BKT = x_BKT.masked_fill(~steps.real_BT.unsqueeze(1), 0.0)
        logits_BC: Tensor = self.dense(self.pool(x_BKT.transpose(1, 2), steps))
        return logits_BC
