"""How the rows of all members enter the hand-written step, and the gradient of what is learnt on the way."""

# Axes: M members, B rows of a batch, X numbers of a row, W numbers that the first layer reads, K numeric columns,
# T bins of a column, E numbers that a column becomes.
from collections.abc import Sequence
from typing import Protocol

import torch
from torch import Tensor, nn

from classifier.neural.networks.dense import DenseNetwork
from classifier.neural.networks.input import TableInput
from classifier.neural.networks.mlp import Mlp
from classifier.neural.networks.norm import InputNorm
from classifier.neural.networks.numeric import PiecewiseLinear
from classifier.neural.optimizer import FlatWeights
from classifier.spec.bins import UNBOUNDED


class StepInput(Protocol):
    """Between the encoded rows and the first layer."""

    learns: bool
    """Whether `backward` is to be called."""

    def forward(self, x_MBX: Tensor) -> Tensor:
        """`[M, B, *X]` -> `[M, B, W]`."""

    def backward(self, grad_MBW: Tensor) -> None:
        """Write the gradient of its own weights, by that of what `forward` gave."""


def is_known(model: nn.Module, num_members: int) -> bool:
    """Whether the hand-written step does all that this network does, for so many members.

    Batch normalization of the inputs keeps statistics of one member. The normalization between hidden layers and
    periodic embeddings are autograd's alone.
    """
    if isinstance(model, Mlp):
        return model.norm is None or num_members == 1
    if not isinstance(model, DenseNetwork) or model.input is None or model.norm is not None or model.dense.norms:
        return False
    return model.input.embedding is None or isinstance(model.input.embedding, PiecewiseLinear)


class PlainInput:
    """Numbers as they are."""

    learns = False

    def forward(self, x_MBX: Tensor) -> Tensor:
        """See `StepInput`."""
        return x_MBX.flatten(2)

    def backward(self, grad_MBW: Tensor) -> None:
        """Nothing is learnt."""


class NormalizedInput:
    """Batch normalization of one member's numeric columns."""

    learns = True

    def __init__(self, norm: InputNorm) -> None:
        self._norm = norm

    def forward(self, x_MBX: Tensor) -> Tensor:
        """See `StepInput`."""
        x_BW = x_MBX[0].flatten(1)
        self._standardized_BK = self._norm.standardized(x_BW)
        return self._norm.scaled(x_BW, self._standardized_BK).unsqueeze(0)

    def backward(self, grad_MBW: Tensor) -> None:
        """See `StepInput`."""
        grad_BK = grad_MBW[0][:, self._norm.columns]
        torch.sum(grad_BK * self._standardized_BK, 0, out=self._norm.weight.grad)
        torch.sum(grad_BK, 0, out=self._norm.bias.grad)


class EmbeddedInput:
    """`TableInput` of each member: piecewise-linear embeddings of numbers, vectors of codes, the rest as it is."""

    learns = True

    def __init__(self, inputs: Sequence[TableInput], flat: FlatWeights) -> None:
        first = inputs[0]
        self._others, self._numeric = first.others, first.numeric
        self._width = sum(first.widths)
        self._numbers = None
        if isinstance(first.embedding, PiecewiseLinear):
            embeddings = [own.embedding for own in inputs]
            self._numbers = _Numbers(embeddings, flat)  # type: ignore[arg-type]
        self._codes = [(place, flat.stacked(f"input.codes.{i}.weight")) for i, place in enumerate(first.positions)]

    def forward(self, x_MBX: Tensor) -> Tensor:
        """See `StepInput`."""
        # Rows lie side by side: a product whose other side is a column's few numbers takes a fourth of the time so.
        x_MWB = x_MBX.new_empty((len(x_MBX), self._width, x_MBX.shape[1]))
        end = len(self._others)
        x_MWB[:, :end] = x_MBX[..., self._others].mT
        if self._numbers is not None:
            start, end = end, end + self._numbers.width
            x_MWB[:, start:end] = self._numbers.forward(x_MBX[..., self._numeric])
        self._looked_up = []
        for place, (weight_MLE, _) in self._codes:
            code_MB1 = x_MBX[..., place : place + 1]
            index_MBE = code_MB1.long().clamp_(min=0).expand(-1, -1, weight_MLE.shape[2])
            known_MB1 = (code_MB1 >= 0).to(x_MBX.dtype)
            start, end = end, end + weight_MLE.shape[2]
            torch.mul(weight_MLE.gather(1, index_MBE), known_MB1, out=x_MWB[:, start:end].mT)
            self._looked_up.append((index_MBE, known_MB1))
        return x_MWB.mT

    def backward(self, grad_MBW: Tensor) -> None:
        """See `StepInput`."""
        end = len(self._others)
        if self._numbers is not None:
            start, end = end, end + self._numbers.width
            self._numbers.backward(grad_MBW.mT[:, start:end])
        for (_, (weight_MLE, weight_grad)), (index_MBE, known_MB1) in zip(self._codes, self._looked_up, strict=True):
            start, end = end, end + weight_MLE.shape[2]
            weight_grad.zero_().scatter_add_(1, index_MBE, grad_MBW[..., start:end] * known_MB1)


class _Numbers:
    """Piecewise-linear embeddings. The number itself and the bias are two more bins: one without bounds, one always 1."""

    def __init__(self, embeddings: Sequence[PiecewiseLinear], flat: FlatWeights) -> None:
        parts = [
            torch.stack([_two_more(getattr(own, name), number, one) for own in embeddings]).unsqueeze(2)
            for name, number, one in (
                ("starts", 0.0, 0.0),
                ("slopes", 1.0, 0.0),
                ("lowest", -UNBOUNDED, 1.0),
                ("highest", UNBOUNDED, 1.0),
            )
        ]
        self._starts, self._slopes, self._lowest, self._highest = parts  # each [M, K, 1, T + 2]
        self._weights = [flat.stacked(f"input.embedding.{name}") for name in ("weight", "linear", "bias")]
        _, num_columns, _, width = self._weights[0][0].shape
        self.width = num_columns * width

    def forward(self, x_MBK: Tensor) -> Tensor:
        """`[M, B, K]` -> `[M, K x E, B]`."""
        num_members, num_rows, num_columns = x_MBK.shape
        # Told where to write, for torch would order the axes as those of x and copy them for the product.
        encoded_MKBT = x_MBK.new_empty((num_members, num_columns, num_rows, self._starts.shape[3]))
        torch.sub(x_MBK.mT.unsqueeze(3), self._starts, out=encoded_MKBT).mul_(self._slopes)
        torch.clamp(encoded_MKBT, self._lowest, self._highest, out=encoded_MKBT)
        (weight, _), (linear, _), (bias, _) = self._weights
        weight_MKTE = torch.cat([weight, linear.unsqueeze(2), bias.unsqueeze(2)], 2)
        self._encoded = encoded_MKBT.flatten(0, 1)
        product = torch.bmm(weight_MKTE.flatten(0, 1).mT, self._encoded.mT)
        return product.view(num_members, self.width, num_rows)

    def backward(self, grad_MWB: Tensor) -> None:
        """`[M, K x E, B]`."""
        (weight, weight_grad), (_, linear_grad), (_, bias_grad) = self._weights
        num_members, num_columns, num_bins, width = weight.shape
        found = torch.bmm(grad_MWB.reshape(num_members * num_columns, width, -1), self._encoded)
        found_MKTE = found.view(num_members, num_columns, width, -1).mT
        weight_grad.copy_(found_MKTE[:, :, :num_bins])
        linear_grad.copy_(found_MKTE[:, :, num_bins])
        bias_grad.copy_(found_MKTE[:, :, num_bins + 1])


def _two_more(values_KT: Tensor, number: float, one: float) -> Tensor:
    more_K2 = values_KT.new_tensor([number, one]).expand(len(values_KT), 2)
    return torch.cat([values_KT, more_K2], 1)
