"""Encoded rows on the device, and the seeded order in which an epoch takes them."""

# Axes: N rows, X axes of one row, B rows of a batch, C classes.
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from classifier.neural.device import derived_seed
from classifier.neural.loss import Loss

GATHER_CELLS = 2**22  # rows are put in the epoch's order 16 MiB at a time
SHUFFLE, MEASURE = 1, 2  # what a generator is for, beside (seed, epoch)

Batch = tuple[Tensor, Tensor, Tensor]
"""`x_BX`, `target_B`, `weight_B`."""


@dataclass(frozen=True)
class Rows:
    """Encoded rows with their labels, on the device of the model."""

    x_NX: Tensor  # noqa: N815
    target_N: Tensor  # noqa: N815
    """As the loss wants them."""
    weight_N: Tensor  # noqa: N815
    """Of each row in the loss, float32."""
    y_N: npt.NDArray[np.int64]  # noqa: N815
    """Class numbers, on the CPU."""

    def __len__(self) -> int:
        return len(self.y_N)

    @property
    def num_numbers(self) -> int:
        """Of one row."""
        return max(1, math.prod(self.x_NX.shape[1:]))


def make_rows(
    x_NX: npt.NDArray[np.float32],
    y_N: npt.NDArray[np.int64],
    loss: Loss,
    weight_C: npt.NDArray[np.float64],
    device: torch.device,
) -> Rows:
    """Rows as `Fit` takes them; `weight_C` weighs each row by its class."""
    weight_N = torch.from_numpy(weight_C[y_N]).float()
    return Rows(torch.from_numpy(x_NX).to(device), loss.targets(y_N).to(device), weight_N.to(device), y_N)


def batches(rows: Rows, size: int, *, seed: int, epoch: int) -> Iterator[Batch]:
    """All rows once, in an order drawn from (seed, epoch); the last batch may be shorter.

    Rows are gathered in large pieces and cut into views: indexing per batch costs a small step a quarter of its time.
    """
    order_N = _permutation(rows, seed, epoch, SHUFFLE)
    for index in torch.split(order_N, max(1, GATHER_CELLS // rows.num_numbers // size) * size):
        parts = (torch.split(values[index], size) for values in (rows.x_NX, rows.target_N, rows.weight_N))
        yield from zip(*parts, strict=True)


def sample(rows: Rows, num_rows: int, *, seed: int) -> Rows:
    """`num_rows` of them, drawn from `seed` alone; all when there are no more."""
    if len(rows) <= num_rows:
        return rows
    index = _permutation(rows, seed, 0, MEASURE)[:num_rows].sort().values
    return Rows(rows.x_NX[index], rows.target_N[index], rows.weight_N[index], rows.y_N[index.cpu().numpy()])


def _permutation(rows: Rows, *key: int) -> Tensor:
    device = rows.x_NX.device
    generator = torch.Generator(device).manual_seed(derived_seed(*key))
    return torch.randperm(len(rows), generator=generator, device=device)
