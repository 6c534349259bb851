"""The recurrent network over sequences."""

# Axes: B rows, T steps, F channels, G channels and the mask, H numbers of a step after a block, C outputs.
import warnings

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from classifier.neural.networks.norm import BatchNorm, make_norm
from classifier.neural.networks.one_step import read_one_step
from classifier.neural.networks.pooling import Pool, SequenceNetwork, Steps, read_steps
from classifier.spec.inputs import InputLayout
from classifier.spec.models import RnnSpec

# On a GPU torch warns in each process of weights that lie side by side with all others: copying them is next to nothing in a step.
warnings.filterwarnings("ignore", message="RNN module weights are not part of single contiguous chunk")

CELLS: dict[str, type[nn.RNN | nn.GRU | nn.LSTM]] = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}


class Rnn(SequenceNetwork):
    """Blocks of recurrent layers, a pool over the last one's steps, dropout, logits; padding never counts.

    >>> from torch import ones
    >>> inputs = InputLayout(kind="sequence", shape=[7, 3])
    >>> Rnn(inputs, RnnSpec(), 2, batch_norm=False)(ones(5, 7, 3)).shape
    torch.Size([5, 2])
    """

    def __init__(self, inputs: InputLayout, model: RnnSpec, num_outputs: int, *, batch_norm: bool) -> None:
        super().__init__()
        width = inputs.shape[1] - 1
        self.norm = make_norm(inputs, batch_norm=batch_norm)
        self.dropout = model.dropout
        self.each_block: list[nn.RNN | nn.GRU | nn.LSTM] = []
        self.each_norm: list[BatchNorm] = []
        for i, block in enumerate(model.blocks):
            if i and model.batch_norm:
                self.each_norm.append(BatchNorm(width))
            layers, both = block.num_layers, block.bidirectional
            cell = CELLS[model.cell](width, block.units, layers, batch_first=True, bidirectional=both)
            self.each_block.append(cell)
            width = block.units * (2 if both else 1)
        self.blocks, self.norms = nn.ModuleList(self.each_block), nn.ModuleList(self.each_norm)
        self.pool = None if model.pooling == "last" else Pool(model.pooling, width)
        self.head = nn.Linear(width, num_outputs)

    def forward(self, x_BTG: Tensor) -> Tensor:
        """`[B, T, F + 1]` float32, the mask last -> `[B, C]` logits."""
        steps = read_steps(x_BTG if self.norm is None else self.norm(x_BTG, full=self.full), full=self.full)
        x, last = steps.x_BTF, steps.x_BTF[:, 0]
        for i, block in enumerate(self.each_block):
            if i and self.each_norm:
                x = self.each_norm[i - 1].of_steps(x, steps.real_BT)
            x, last = _read(block, x, steps)
        pooled = last if self.pool is None else self.pool(x, steps)
        logits_BC: Tensor = self.head(F.dropout(pooled, self.dropout, self.training))
        return logits_BC


def _read(block: nn.RNN | nn.GRU | nn.LSTM, x_BTF: Tensor, steps: Steps) -> tuple[Tensor, Tensor]:
    """Every step's output `[B, T, H]`, and `[B, H]` where each direction ends.

    Only the way back would see padding first, so only it is packed, and only when rows differ: packing doubles the time.
    """
    if x_BTF.shape[1] == 1:
        last_BH = read_one_step(block, x_BTF[:, 0])
        return last_BH.unsqueeze(1), last_BH
    if steps.real_BT is None or not block.bidirectional:
        out_BTH, _ = block(x_BTF)
    else:
        packed = pack_padded_sequence(x_BTF, steps.length_B.cpu(), batch_first=True, enforce_sorted=False)
        out_BTH, _ = pad_packed_sequence(block(packed)[0], batch_first=True, total_length=x_BTF.shape[1])
    index_B1H = (steps.length_B - 1).view(-1, 1, 1).expand(-1, 1, block.hidden_size)
    last_BH = out_BTH[..., : block.hidden_size].gather(1, index_B1H).squeeze(1)
    if block.bidirectional:
        last_BH = torch.cat([last_BH, out_BTH[:, 0, block.hidden_size :]], 1)
    return out_BTH, last_BH
