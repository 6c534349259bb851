"""Encoded rows on the device, and the seeded order in which an epoch takes them."""

# Axes: N rows, X axes of one row, M members, R rows of a piece, S steps of a piece, C classes.
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from classifier.neural.device import derived_seed
from classifier.neural.loss import Loss

GATHER_CELLS = 2**22  # rows are put in the epoch's order 16 MiB at a time
MOST_STEPS = (
    4_096  # a piece of tiny batches is milliseconds of work, after which a stop is heard and the loss looked at
)
SHUFFLE, MEASURE = 1, 2  # what a generator is for, beside (seed, epoch)


class AnyRows(Protocol):
    """What the loop and its checks ask of a member's rows, whether they are held in memory or not."""

    @property
    def target_N(self) -> Tensor:  # noqa: N802
        """As the loss wants them."""

    @property
    def weight_N(self) -> Tensor:  # noqa: N802
        """Of each row in the loss, float32."""

    @property
    def y_N(self) -> npt.NDArray[np.int64]:  # noqa: N802
        """Class numbers, on the CPU."""

    @property
    def num_numbers(self) -> int:
        """Of one row."""

    @property
    def device(self) -> torch.device:
        """Of the model."""

    @property
    def some(self) -> "Rows":
        """Rows in memory that stand for all: all of them, or a seeded sample."""

    def __len__(self) -> int: ...

    def parts(self, size: int) -> Iterator[tuple[slice, Tensor]]:
        """The numbers of every row in order, `[n, *X]`, at most `size` rows at a time."""

    def pieces(self, size: int, *, seed: int, epoch: int, first_alone: bool) -> Iterator["Piece"]:
        """See `pieces`, of these rows alone."""


@dataclass(frozen=True)
class Rows:
    """Encoded rows with their labels: on the device of the model, or in the host's memory when they are too many."""

    x_NX: Tensor  # noqa: N815
    target_N: Tensor  # noqa: N815
    """As the loss wants them."""
    weight_N: Tensor  # noqa: N815
    """Of each row in the loss, float32."""
    y_N: npt.NDArray[np.int64]  # noqa: N815
    """Class numbers, on the CPU."""

    def __len__(self) -> int:
        return len(self.y_N)

    def to(self, device: torch.device) -> "Rows":
        """The same rows there."""
        return Rows(self.x_NX.to(device), self.target_N.to(device), self.weight_N.to(device), self.y_N)

    @property
    def num_numbers(self) -> int:
        """Of one row."""
        return max(1, math.prod(self.x_NX.shape[1:]))

    @property
    def device(self) -> torch.device:
        """Of the model."""
        return self.x_NX.device

    @property
    def some(self) -> "Rows":
        """All of them."""
        return self

    def parts(self, size: int) -> Iterator[tuple[slice, Tensor]]:
        """See `AnyRows`."""
        for start in range(0, len(self), size):
            part = slice(start, start + size)
            yield part, self.x_NX[part]

    def pieces(self, size: int, *, seed: int, epoch: int, first_alone: bool) -> Iterator["Piece"]:
        """See `AnyRows`."""
        return _side_by_side([self], size, seeds=[seed], epoch=epoch, first_alone=first_alone)


@dataclass(frozen=True)
class Batch:
    """The rows of one step, of each member its own."""

    x_MBX: Tensor  # noqa: N815
    target_MB: Tensor  # noqa: N815
    weight_MB: Tensor  # noqa: N815
    """0 for padding."""
    share_MB: Tensor  # noqa: N815
    """The weight divided by the member's number of rows in this step: what a row counts in its mean loss."""
    counts: tuple[int, ...]
    """Real rows of each member, which come first; 0 for one that takes no step."""
    totals: tuple[int, ...] = ()
    """Rows that each member's mean loss is over, where these are a part of them; else as `counts`."""


@dataclass(frozen=True)
class Piece:
    """Consecutive steps of an epoch; step s has the rows from s x batch_size on."""

    x_MRX: Tensor  # noqa: N815
    target_MR: Tensor  # noqa: N815
    weight_MR: Tensor  # noqa: N815
    share_MR: Tensor  # noqa: N815
    count_MS: npt.NDArray[np.int64]  # noqa: N815
    """Real rows of each member in each step."""
    batch_size: int

    @property
    def num_steps(self) -> int:
        """Steps of the piece."""
        return int(self.count_MS.shape[1])

    def part(self, start: int, end: int) -> "Piece":
        """The steps from `start` to before `end`, as views."""
        rows = slice(start * self.batch_size, end * self.batch_size)
        return replace(
            self,
            x_MRX=self.x_MRX[:, rows],
            target_MR=self.target_MR[:, rows],
            weight_MR=self.weight_MR[:, rows],
            share_MR=self.share_MR[:, rows],
            count_MS=self.count_MS[:, start:end],
        )

    def batches(self) -> Iterator[Batch]:
        """One for each step, as views: indexing per batch costs a small step a quarter of its time."""
        tensors = self.x_MRX, self.target_MR, self.weight_MR, self.share_MR
        parts = (torch.split(tensor, self.batch_size, dim=1) for tensor in tensors)
        for counts, batch in zip(self.count_MS.T.tolist(), zip(*parts, strict=True), strict=True):
            x_MBX, target_MB, weight_MB, share_MB = batch
            yield Batch(x_MBX, target_MB, weight_MB, share_MB, tuple(counts))


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


def whole_batch(rows: Rows) -> Batch:
    """All rows as the one batch of one member."""
    weight_MB = rows.weight_N.unsqueeze(0)
    return Batch(
        rows.x_NX.unsqueeze(0), rows.target_N.unsqueeze(0), weight_MB, weight_MB / len(rows), counts=(len(rows),)
    )


def pieces(
    members: Sequence[AnyRows], size: int, *, seeds: Sequence[int], epoch: int, first_alone: bool = False
) -> Iterator[Piece]:
    """All rows of each member once, in an order drawn from (its seed, epoch); its last batch may be shorter.

    A member with fewer rows than the others is padded, and may take a step less. Rows are gathered in large pieces;
    with `first_alone` the first step is a piece of its own. Rows that are not held in memory are one member's alone.
    """
    if len(members) == 1:
        return members[0].pieces(size, seed=seeds[0], epoch=epoch, first_alone=first_alone)
    held = [rows for rows in members if isinstance(rows, Rows)]
    if len(held) < len(members):
        raise ValueError("members whose rows are read anew each epoch are trained one by one")
    return _side_by_side(held, size, seeds=seeds, epoch=epoch, first_alone=first_alone)


def _side_by_side(
    members: Sequence[Rows], size: int, *, seeds: Sequence[int], epoch: int, first_alone: bool
) -> Iterator[Piece]:
    orders = [_permutation(rows, seed, epoch, SHUFFLE) for rows, seed in zip(members, seeds, strict=True)]
    most = max(len(rows) for rows in members)
    for cut in cuts(most, size, members[0].num_numbers * len(members), first_alone=first_alone):
        yield _gathered(members, [order_N[cut] for order_N in orders], size)


def cuts(num_rows: int, size: int, num_numbers: int, *, first_alone: bool) -> Iterator[slice]:
    """Rows of each piece: as many steps of `size` rows as are gathered at once, `num_numbers` for each row.

    >>> list(cuts(25, 10, 4, first_alone=True))
    [slice(0, 10, None), slice(10, 30, None)]
    """
    num_steps, start = math.ceil(num_rows / size), 0
    longest = most_steps(num_numbers, size)
    while start < num_steps:
        end = min(num_steps, start + (1 if first_alone and start == 0 else longest))
        yield slice(start * size, end * size)
        start = end


def most_steps(num_numbers: int, size: int) -> int:
    """Of a piece, when a row of all members has so many numbers."""
    return max(1, min(MOST_STEPS, GATHER_CELLS // num_numbers // size))


def sample(rows: AnyRows, num_rows: int, *, seed: int) -> Rows:
    """`num_rows` of them, drawn from `seed` alone; all that are in memory when there are no more."""
    some = rows.some
    if len(some) <= num_rows:
        return some
    index = _permutation(some, seed, 0, MEASURE)[:num_rows].sort().values
    return Rows(some.x_NX[index], some.target_N[index], some.weight_N[index], some.y_N[index.cpu().numpy()])


def make_piece(
    x_MRX: Tensor,
    target_MR: Tensor,
    weight_MR: Tensor,
    lengths: Sequence[int],
    size: int,
) -> Piece:
    """Steps of `size` rows over these, of which each member has the first `lengths` and the rest is padding."""
    most = x_MRX.shape[1]
    starts_S = np.arange(0, most, size)
    count_MS = np.stack([np.clip(length - starts_S, 0, size) for length in lengths])
    if count_MS.min() == size:
        share_MR = weight_MR / size
    else:
        rows_MR = np.repeat(np.maximum(count_MS, 1), size, axis=1)[:, :most]
        divisor_MR = torch.from_numpy(rows_MR.astype(np.float32))
        if weight_MR.device.type == "cuda":
            divisor_MR = divisor_MR.pin_memory()  # from other memory the copy would wait for the device
        share_MR = weight_MR / divisor_MR.to(weight_MR.device, non_blocking=True)
    return Piece(x_MRX, target_MR, weight_MR, share_MR, count_MS, size)


def _gathered(members: Sequence[Rows], indices: Sequence[Tensor], size: int) -> Piece:
    lengths = [len(index_R) for index_R in indices]
    x_MRX = _stacked([rows.x_NX for rows in members], indices, max(lengths))
    target_MR = _stacked([rows.target_N for rows in members], indices, max(lengths))
    weight_MR = _stacked([rows.weight_N for rows in members], indices, max(lengths))
    return make_piece(x_MRX, target_MR, weight_MR, lengths, size)


def _stacked(values: Sequence[Tensor], indices: Sequence[Tensor], most: int) -> Tensor:
    """The chosen rows of each, padded with zeros to `most`."""
    if len(values) == 1:
        return values[0].index_select(0, indices[0]).unsqueeze(0)  # indexing would take four times as long
    stacked = values[0].new_empty((len(values), most, *values[0].shape[1:]))
    for own, index_R, into in zip(values, indices, stacked, strict=True):
        torch.index_select(own, 0, index_R, out=into[: len(index_R)])
        into[len(index_R) :] = 0
    return stacked


def _permutation(rows: Rows, *key: int) -> Tensor:
    device = rows.x_NX.device
    generator = torch.Generator(device).manual_seed(derived_seed(*key))
    return torch.randperm(len(rows), generator=generator, device=device)
