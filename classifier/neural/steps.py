"""Many steps at a time: what moves the weights of all members over one piece of an epoch."""

# Axes: M members, S steps of a piece, P trained numbers of a member.
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from classifier.neural.augment import augment
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.rows import Batch, Piece
from classifier.neural.step import Step
from classifier.spec.preprocessing import AugmentationSpec
from classifier.spec.train import TrainSpec

Float64s = npt.NDArray[np.float64]


class Move(NamedTuple):
    """How one step moves."""

    rate: float
    decay: float
    """Share of itself that the average of the weights keeps, if there is one."""


class Taken(NamedTuple):
    """What a piece's steps gave; where a member takes no step its numbers mean nothing."""

    loss_MS: Float64s  # noqa: N815
    """Sum of the rows' losses before the step."""
    norm_MS: Float64s  # noqa: N815
    """Norm of the gradient before clipping."""


class Steps(Protocol):
    """Takes every step of a piece, in order; afterwards the gradient of the last one lies in `FlatWeights`."""

    def seed(self, seeds: Sequence[int]) -> None:
        """Before an epoch: what each member's random numbers start from."""

    def __call__(self, piece: Piece, plan: Sequence[Move], poll: Callable[[], None]) -> Taken:
        """`plan` has one move for each step; `poll` is called often and may raise.

        A loss or a gradient that is not finite spoils the weights: the caller looks at what was taken.
        """


class TorchSteps:
    """Step by step, each a few calls of torch; waits for no result before the piece ends, as a GPU wants it."""

    def __init__(self, step: Step, flat: FlatWeights, optimizer: Optimizer, spec: TrainSpec) -> None:
        self._step, self._flat, self._optimizer = step, flat, optimizer
        self._clip_norm = spec.training.gradient_clip_norm
        wished = spec.preprocessing.augmentation
        self._augmentation = wished if wished != "auto" and wished != AugmentationSpec() else None

    def seed(self, seeds: Sequence[int]) -> None:
        """See `Steps`."""
        self._step.seed(seeds)

    @property
    def generators(self) -> Sequence[torch.Generator]:
        """As `Step.generators`."""
        return self._step.generators

    def __call__(self, piece: Piece, plan: Sequence[Move], poll: Callable[[], None]) -> Taken:
        """See `Steps`."""
        return as_taken(*self.take(piece, plan, poll))

    def take(self, piece: Piece, plan: Sequence[Move], poll: Callable[[], None]) -> tuple[Tensor, Tensor]:
        """As a call, but gives loss and norm as tensors `[M, S]` of the device, which may still be at work on them."""
        losses, norms = [], []
        all_step = bool(piece.count_MS.all())
        with self.mode():  # once a piece, for entering it takes as long as a small kernel
            for batch, move in zip(piece.batches(), plan, strict=True):
                members = None if all_step else [m for m, count in enumerate(batch.counts) if count]
                loss_M, norm_M = self.once(batch, move.rate, 1.0 - move.decay, members)
                losses.append(loss_M)
                norms.append(norm_M)
                poll()
            return torch.stack(losses, 1), torch.stack(norms, 1)

    def mode(self) -> contextlib.AbstractContextManager[object]:
        """In which `once` is to be called."""
        return contextlib.nullcontext() if self._step.needs_autograd else torch.inference_mode()

    def once(
        self, batch: Batch, rate: float | Tensor, blend: float | Tensor, members: Sequence[int] | None
    ) -> tuple[Tensor, Tensor]:
        """One step of `members`, or of all: their losses and norms, `[M]`. `blend`: share of the weights in their new
        average. Rate and blend may be `[]` on the device."""
        flat, clip_norm = self._flat, self._clip_norm
        loss_M = self._step(self._augmented(batch))
        norm_M = torch.linalg.vector_norm(flat.gradient_MP, dim=1)
        if clip_norm is not None:
            flat.gradient_MP.mul_((clip_norm / norm_M).clamp_(max=1.0).unsqueeze(1))
        self._optimizer.update(rate, members)
        if flat.average_MP is not None:
            flat.average_MP.lerp_(flat.values_MP, blend)
        return loss_M, norm_M

    def _augmented(self, batch: Batch) -> Batch:
        if self._augmentation is None:
            return batch
        x_NX = augment(batch.x_MBX.flatten(0, 1), self._augmentation)
        return replace(batch, x_MBX=x_NX.view(batch.x_MBX.shape))


def as_taken(loss_MS: Tensor, norm_MS: Tensor) -> Taken:
    """Waits for the device once."""
    loss_MS, norm_MS = torch.stack([loss_MS, norm_MS]).double().cpu()
    return Taken(loss_MS.numpy(), norm_MS.numpy())
