"""From the steps of sequences to one vector a row, over real steps only; and how a batch of sequences is read."""

# Axes: B rows, T steps, F channels, C numbers of a step.
from typing import NamedTuple

import torch
from torch import Tensor, nn

from classifier.neural.networks.norm import real_steps


class Steps(NamedTuple):
    """A batch of sequences, cut to its longest."""

    x_BTF: Tensor  # noqa: N815
    """0 in padding, whatever stood there."""
    length_B: Tensor  # noqa: N815
    """Real steps of each row, int64, at least 1: an empty sequence is one step of zeros."""
    real_BT: Tensor | None  # noqa: N815
    """None when all rows are equally long, which saves every mask."""


def read_steps(x_BTG: Tensor, *, full: bool = False) -> Steps:
    """`[B, T, F + 1]`, the mask last, as steps; real steps stand before padding. `full`: there is none, so that nothing
    is looked for, which waits for a GPU.

    >>> read_steps(torch.tensor([[[5.0, 1.0], [7.0, 0.0], [9.0, 0.0]], [[5.0, 1.0], [6.0, 1.0], [9.0, 0.0]]])).x_BTF
    tensor([[[5.],
             [0.]],
    <BLANKLINE>
            [[5.],
             [6.]]])
    """
    if full:
        return Steps(x_BTG[..., :-1], x_BTG.new_full(x_BTG.shape[:1], x_BTG.shape[1], dtype=torch.int64), None)
    real_BT = real_steps(x_BTG)
    length_B = real_BT.sum(1)
    if len(x_BTG) == 0:
        return Steps(x_BTG[..., :-1], length_B, None)
    longest, shortest = int(length_B.max()), int(length_B.min())
    if longest == shortest > 0:
        return Steps(x_BTG[:, :longest, :-1], length_B, None)  # no padding to clear, so nothing to copy
    length_B, longest, shortest = length_B.clamp_(min=1), max(1, longest), max(1, shortest)
    x_BTF = x_BTG[:, :longest, :-1].masked_fill(~real_BT[:, :longest].unsqueeze(2), 0.0)
    if longest == shortest:
        return Steps(x_BTF, length_B, None)
    return Steps(x_BTF, length_B, torch.arange(longest, device=x_BTG.device) < length_B.unsqueeze(1))


class SequenceNetwork(nn.Module):
    """A network over sequences, `[B, T, F + 1]` with the mask last, that may be told once that its training rows are full."""

    def __init__(self) -> None:
        super().__init__()
        self._trains_on_full = False

    def learn_from(self, x_NTG: Tensor) -> None:
        """Look at all training rows: without padding no step looks for it, nor waits for a GPU to say whether there is."""
        self._trains_on_full = bool(real_steps(x_NTG).all())

    @property
    def full(self) -> bool:
        """Whether the rows that come now are known to have no padding."""
        return self.training and self._trains_on_full


class Pool(nn.Module):
    """`mean`, `max` or `attention`: the mean weighted by a learned score of each step, whose weights sum to 1."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self.name = name
        self.score = nn.Linear(width, 1, bias=False) if name == "attention" else None  # a bias would cancel

    def forward(self, x_BTC: Tensor, steps: Steps) -> Tensor:
        """`[B, T, C]` -> `[B, C]`."""
        real_BT = steps.real_BT
        hidden_BT1 = None if real_BT is None else ~real_BT.unsqueeze(2)
        if self.score is not None:
            # Of rows and not of batches: torch multiplies batches in another order while weights want gradients.
            score_BT1 = self.score(x_BTC.flatten(0, 1)).view(*x_BTC.shape[:2], 1)
            if hidden_BT1 is not None:
                score_BT1 = score_BT1.masked_fill(hidden_BT1, -torch.inf)
            return (torch.softmax(score_BT1, 1) * x_BTC).sum(1)
        if self.name == "max":
            return (x_BTC if hidden_BT1 is None else x_BTC.masked_fill(hidden_BT1, -torch.inf)).amax(1)
        if hidden_BT1 is None:
            return x_BTC.mean(1)
        return x_BTC.masked_fill(hidden_BT1, 0.0).sum(1) / steps.length_B.unsqueeze(1)
