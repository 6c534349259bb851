"""Batch normalization: of hidden layers, and of a network's own inputs."""

# Axes: N or B rows, D input features, K features that are normalized, T steps, F channels, C channels, R real steps,
# X further axes.
from collections.abc import Callable, Iterator, Sequence

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from classifier.spec.inputs import InputLayout
from classifier.spec.models import NORM_EPS

MOMENTUM = 0.1
CHUNK = 2**22  # numbers made float64 at once, 32 MiB


class BatchNorm(nn.Module):
    """Batch normalization of axis 1; a batch with one value per channel, which has no variance, uses the running statistics.

    Unlike `nn.BatchNorm1d` it keeps no counter: all it stores is float32.

    >>> norm = BatchNorm(3)
    >>> norm(torch.ones(1, 3)).shape, norm(torch.ones(2, 3, 4, 4)).shape
    (torch.Size([1, 3]), torch.Size([2, 3, 4, 4]))
    """

    running_mean: Tensor
    running_var: Tensor

    def __init__(self, num_channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(num_channels))
        self.bias = nn.Parameter(torch.zeros(num_channels))
        self.register_buffer("running_mean", torch.zeros(num_channels))
        self.register_buffer("running_var", torch.ones(num_channels))

    def forward(self, x_BCX: Tensor) -> Tensor:
        """`[B, C, *X]` -> the same shape."""
        use_batch = self.training and x_BCX.numel() > x_BCX.shape[1]
        mean, var = self.running_mean, self.running_var
        return F.batch_norm(x_BCX, mean, var, self.weight, self.bias, use_batch, MOMENTUM, NORM_EPS)

    def of_steps(self, x_BTC: Tensor, real_BT: Tensor | None) -> Tensor:
        """`[B, T, C]` -> the same shape, over real steps only (None: all are); 0 in the others."""
        if real_BT is None:
            y: Tensor = self(x_BTC.flatten(0, 1))
            return y.view(x_BTC.shape)
        return torch.zeros_like(x_BTC).index_put((real_BT,), self(x_BTC[real_BT]))

    def start_at(self, parts: Callable[[], Iterator[Tensor]]) -> None:
        """Start the running statistics at those of `[R, C]` parts of the training rows, which are gone through twice."""
        count, mean_C = 0, torch.zeros_like(self.running_mean, dtype=torch.float64)
        for part in parts():
            count, mean_C = count + len(part), mean_C + part.double().sum(0)
        if count == 0:
            return
        mean_C = mean_C / count
        var_C = torch.zeros_like(mean_C)
        for part in parts():
            var_C += (part.double() - mean_C).square().sum(0)
        self.running_mean.copy_(mean_C)
        self.running_var.copy_(var_C / count)


class InputNorm(nn.Module):
    """BatchNorm1d over some input features; a batch of one row, which has no variance, uses the running statistics."""

    weight: Tensor
    bias: Tensor
    running_mean: Tensor
    running_var: Tensor
    columns: Tensor

    def __init__(
        self, num_features: int, columns: Sequence[int], momentum: float = MOMENTUM, eps: float = NORM_EPS
    ) -> None:
        super().__init__()
        self.all_columns = list(columns) == list(range(num_features))
        self.momentum, self.eps = momentum, eps
        self.weight = nn.Parameter(torch.ones(len(columns)))
        self.bias = nn.Parameter(torch.zeros(len(columns)))
        self.register_buffer("running_mean", torch.zeros(len(columns)))
        self.register_buffer("running_var", torch.ones(len(columns)))
        self.register_buffer("columns", torch.tensor(columns, dtype=torch.int64), persistent=False)

    def start_from(self, x_ND: Tensor) -> None:
        """Start the running statistics at those of the training rows, so that epoch 0 and batches of one row work."""
        x_NK = x_ND[:, self.columns].double()  # a raw column near 1e8 has no float32 variance left
        self.running_mean.copy_(x_NK.mean(0))
        self.running_var.copy_(x_NK.var(0, correction=0))

    def standardized(self, x_ND: Tensor) -> Tensor:
        """`[N, D]` -> `[N, K]`: the chosen features with mean 0 and variance 1, before scale and shift."""
        x_NK = x_ND if self.all_columns else x_ND[:, self.columns]
        use_batch = self.training and len(x_ND) > 1
        return F.batch_norm(x_NK, self.running_mean, self.running_var, None, None, use_batch, self.momentum, self.eps)

    def scaled(self, x_ND: Tensor, standardized_NK: Tensor) -> Tensor:
        """`[N, D]`: `x_ND` with its chosen features replaced by the scaled and shifted ones."""
        y_NK = torch.addcmul(self.bias, standardized_NK, self.weight)
        return y_NK if self.all_columns else x_ND.index_copy(1, self.columns, y_NK)

    def forward(self, x_ND: Tensor) -> Tensor:
        """`[N, D]` -> `[N, D]`."""
        return self.scaled(x_ND, self.standardized(x_ND))


class SequenceNorm(BatchNorm):
    """Batch normalization of each channel of sequences over real steps; the mask, the last channel, stays."""

    def forward(self, x_BTG: Tensor, *, full: bool = False) -> Tensor:
        """`[B, T, F + 1]` -> the same shape; the channels of padding become 0. `full`: there is none."""
        if full:
            y_RF = super().forward(x_BTG[..., :-1].flatten(0, 1))
            return torch.cat([y_RF.view(*x_BTG.shape[:2], -1), x_BTG[..., -1:]], 2)
        real_BT = real_steps(x_BTG)
        rows_RG = x_BTG[real_BT]
        normalized_RF = super().forward(rows_RG[:, :-1])
        return torch.zeros_like(x_BTG).index_put((real_BT,), torch.cat([normalized_RF, rows_RG[:, -1:]], 1))

    def start_from(self, x_NTG: Tensor) -> None:
        """See `InputNorm.start_from`."""
        self.start_at(lambda: (part[real_steps(part)][:, :-1] for part in _chunks(x_NTG)))


class ImageNorm(BatchNorm):
    """Batch normalization of each channel of images."""

    def start_from(self, x_NCHW: Tensor) -> None:
        """See `InputNorm.start_from`."""
        self.start_at(lambda: (part.movedim(1, -1).flatten(0, -2) for part in _chunks(x_NCHW)))


OwnNorm = InputNorm | SequenceNorm | ImageNorm


def make_norm(inputs: InputLayout, *, batch_norm: bool) -> OwnNorm | None:
    """What normalizes a network's own inputs, `[B, *X]` -> `[B, *X]`; None when nothing does."""
    if not batch_norm:
        return None
    if inputs.kind == "table":
        return InputNorm(inputs.num_numbers, inputs.numeric) if inputs.numeric else None
    return SequenceNorm(inputs.shape[1] - 1) if inputs.kind == "sequence" else ImageNorm(inputs.shape[0])


def real_steps(x_BTG: Tensor) -> Tensor:
    """`[B, T, F + 1]` -> `[B, T]` bool: the steps that are no padding."""
    return x_BTG[..., -1] > 0.5


def _chunks(x_NX: Tensor) -> Sequence[Tensor]:
    return torch.split(x_NX, max(1, CHUNK // max(1, x_NX[:1].numel())))
