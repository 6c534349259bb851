"""Several processes that share each batch of a run, one on each GPU, and so take the steps of one process."""

# Axes: M members, B rows of a batch, P trained numbers of a member.
import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor, nn

from classifier.neural.device import derived_seed
from classifier.neural.optimizer import FlatWeights
from classifier.neural.rank_lost import RankLost
from classifier.neural.rows import Batch
from classifier.neural.step import Step

# Operations of a step from which GPUs share it. An exchange takes some 50 us whatever its size, in which one GPU does 1
# to 2 GFLOP in float32: by what its makers say, not yet measured here.
SHARED_FLOP = 4_000_000_000
SILENT_SECONDS = 600.0
"""A rank that does not come to an exchange for this long counts as lost; encoding 10 million rows takes one of them."""
STATISTICS = ("running_mean", "running_var")
"""Of a batch normalization: each rank sees its own rows, and all keep the mean of what they saw."""


class Ranks:
    """The processes that share a run's batches, as one of them sees them; made by `joined`."""

    def __init__(self, rank: int, size: int, device: torch.device) -> None:
        self.rank, self.size, self._device = rank, size, device
        self.has_talked = False
        """Whether anything was exchanged."""

    def share(self, batch: Batch) -> Batch:
        """This rank's rows of a batch, as views; their shares in the mean loss stay those of the whole batch."""
        num_rows = batch.x_MBX.shape[1]
        start, end = (num_rows * rank // self.size for rank in (self.rank, self.rank + 1))
        return replace(
            batch,
            x_MBX=batch.x_MBX[:, start:end],
            target_MB=batch.target_MB[:, start:end],
            weight_MB=batch.weight_MB[:, start:end],
            share_MB=batch.share_MB[:, start:end],
            counts=tuple(min(max(count - start, 0), end - start) for count in batch.counts),
            totals=batch.counts,
        )

    def add(self, numbers: Tensor) -> None:
        """Make `numbers` the sum over all ranks, in place: the same bits on each. Raises: `RankLost`."""
        self.has_talked = True
        with _lost():
            dist.all_reduce(numbers)

    def agreed(self, numbers: Sequence[float]) -> list[float]:
        """What rank 0 has, so that kernels that round differently on two GPUs lead to no different decisions.

        Raises: `RankLost`.
        """
        self.has_talked = True
        told = torch.tensor(numbers, dtype=torch.float64, device=self._device)
        with _lost():
            dist.broadcast(told, src=0)
        found: list[float] = told.tolist()
        return found


class RankedStep:
    """A `Step` over this rank's rows, and one exchange after which all ranks have the gradient of the whole batch."""

    def __init__(self, step: Step, models: Sequence[nn.Module], flat: FlatWeights, ranks: Ranks) -> None:
        self.needs_autograd, self.generators = step.needs_autograd, step.generators
        self._step, self._gradient_MP, self._ranks = step, flat.gradient_MP, ranks
        self._statistics = [
            buffer
            for model in models
            for name, buffer in model.named_buffers()
            if name.rpartition(".")[2] in STATISTICS
        ]
        self._loss_M = flat.gradient_MP.new_zeros(len(models))
        parts = [flat.gradient_MP, self._loss_M, *self._statistics]
        self._packed = flat.gradient_MP.new_zeros(sum(part.numel() for part in parts))
        views = torch.split(self._packed, [part.numel() for part in parts])
        self._views = [view.view(part.shape) for view, part in zip(views, parts, strict=True)]

    def seed(self, seeds: Sequence[int]) -> None:
        """See `Step`; each rank drops other units in its rows than the next one in its own."""
        rank = self._ranks.rank
        if rank:
            seeds = [derived_seed(seed, rank) for seed in seeds]
            torch.manual_seed(seeds[0])
        self._step.seed(seeds)

    def __call__(self, batch: Batch) -> Tensor:
        """See `Step`."""
        own = self._ranks.share(batch)
        if own.x_MBX.shape[1]:
            self._loss_M.copy_(self._step(own))
        else:  # fewer rows than ranks
            self._gradient_MP.zero_()
            self._loss_M.zero_()
        gradient_MP, loss_M, *statistics = self._views
        gradient_MP.copy_(self._gradient_MP)
        loss_M.copy_(self._loss_M)
        for view, buffer in zip(statistics, self._statistics, strict=True):
            torch.div(buffer, self._ranks.size, out=view)
        self._ranks.add(self._packed)
        self._gradient_MP.copy_(gradient_MP)
        for view, buffer in zip(statistics, self._statistics, strict=True):
            buffer.copy_(view)
        return loss_M.clone()


@contextlib.contextmanager
def joined(
    rank: int, size: int, meeting: Path, device: torch.device, *, silent_seconds: float = SILENT_SECONDS
) -> Iterator[Ranks]:
    """Inside, this process is one of `size` ranks that all name the same new file `meeting`; one group at a time.

    They talk by NCCL between GPUs, else by gloo. Raises: `RankLost` when one of them does not come.
    """
    backend, timeout = "nccl" if device.type == "cuda" else "gloo", timedelta(seconds=silent_seconds)
    with _lost():
        dist.init_process_group(
            backend, init_method=f"file://{meeting.absolute()}", rank=rank, world_size=size, timeout=timeout
        )
    ranks = Ranks(rank, size, device)
    try:
        yield ranks
    finally:
        # Ranks end at different times, and NCCL could wait for those that are gone: it is left to the process's end.
        if backend == "gloo" or not ranks.has_talked:
            dist.destroy_process_group()


def choose_ranks(asked: int | None, device: str, num_gpus: int, flop: int) -> int:
    """Processes that share each step: as many as were asked for, else one on each GPU when a step is worth it.

    `device` is `training.device`, `flop` the operations of one step of all members side by side.

    >>> choose_ranks(None, "auto", num_gpus=4, flop=10**10), choose_ranks(None, "auto", num_gpus=4, flop=10**6)
    (4, 1)
    """
    if asked is not None:
        return asked if device == "cpu" or num_gpus == 0 else min(asked, num_gpus)
    return max(1, num_gpus) if device != "cpu" and flop >= SHARED_FLOP else 1


@contextlib.contextmanager
def _lost() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:  # torch's own errors of a broken connection and of a timeout are among them
        raise RankLost(str(error).splitlines()[0][:300]) from error
