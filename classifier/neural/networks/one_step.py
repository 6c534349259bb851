"""Recurrent layers over sequences of a single step, where nothing recurs."""

# Axes: B rows, F features of the step, U units of a direction, G gates times units, H numbers of the step afterwards.
from collections.abc import Callable

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn


def read_one_step(block: nn.RNN | nn.GRU | nn.LSTM, x_BF: Tensor) -> Tensor:
    """What `block` makes of sequences of one step: `[B, F]` -> `[B, H]`, all directions side by side.

    Every layer starts from a state of zeros, so the weights that read the state are multiplied by nothing and their
    gradient is 0: without them a layer is one product, half of torch's and a third of its calls.

    >>> block, x_BF = nn.GRU(3, 4, bidirectional=True, batch_first=True), torch.randn(5, 3)
    >>> torch.allclose(read_one_step(block, x_BF), block(x_BF.unsqueeze(1))[0].squeeze(1), atol=1e-6)
    True
    """
    after = _AFTER[block.mode]
    directions = 2 if block.bidirectional else 1
    weights = block.all_weights
    for first in range(0, len(weights), directions):
        parts = [after(x_BF, *layer) for layer in weights[first : first + directions]]
        x_BF = parts[0] if directions == 1 else torch.cat(parts, 1)
    return x_BF


def _rnn(x_BF: Tensor, weight_UF: Tensor, _: Tensor, bias_U: Tensor, state_bias_U: Tensor) -> Tensor:
    return torch.tanh(F.linear(x_BF, weight_UF, bias_U + state_bias_U))


def _gru(x_BF: Tensor, weight_GF: Tensor, _: Tensor, bias_G: Tensor, state_bias_G: Tensor) -> Tensor:
    reset_BU, update_BU, new_BU = F.linear(x_BF, weight_GF, bias_G).chunk(3, 1)
    reset_bias_U, update_bias_U, new_bias_U = state_bias_G.chunk(3)
    new_BU = torch.tanh(new_BU + torch.sigmoid(reset_BU + reset_bias_U) * new_bias_U)
    return torch.sigmoid(-(update_BU + update_bias_U)) * new_BU  # 1 - sigmoid, without the loss of digits


def _lstm(x_BF: Tensor, weight_GF: Tensor, _: Tensor, bias_G: Tensor, state_bias_G: Tensor) -> Tensor:
    into_BU, _, new_BU, out_BU = F.linear(x_BF, weight_GF, bias_G + state_bias_G).chunk(4, 1)
    return torch.sigmoid(out_BU) * torch.tanh(torch.sigmoid(into_BU) * torch.tanh(new_BU))


_AFTER: dict[str, Callable[[Tensor, Tensor, Tensor, Tensor, Tensor], Tensor]] = {
    "RNN_TANH": _rnn,
    "GRU": _gru,
    "LSTM": _lstm,
}
