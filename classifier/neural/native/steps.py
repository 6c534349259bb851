"""The native kernel as the fit loop calls it."""

# Axes: M members, S steps of a piece.
from collections.abc import Callable, Sequence

import torch

from classifier.neural.native.choice import Network
from classifier.neural.native.driver import KernelPiece, NativeKernel
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.rows import Piece
from classifier.neural.steps import Move, Taken
from classifier.spec.train import TrainSpec


class NativeSteps:
    """All steps of a piece in one call, on this thread; see `Steps` and `choice`."""

    def __init__(self, network: Network, spec: TrainSpec, flat: FlatWeights, optimizer: Optimizer) -> None:
        self._network, self._spec, self._flat, self._optimizer = network, spec, flat, optimizer
        self._kernels: dict[int, NativeKernel] = {}

    def seed(self, seeds: Sequence[int]) -> None:
        """See `Steps`; the kernel draws nothing."""

    def __call__(self, piece: Piece, plan: Sequence[Move], poll: Callable[[], None]) -> Taken:
        """See `Steps`; a piece takes milliseconds, and `poll` is called once."""
        poll()
        taken = self._kernel(piece.batch_size)(
            KernelPiece(piece.x_MRX.flatten(2), piece.target_MR, piece.weight_MR, torch.from_numpy(piece.count_MS)),
            [move.rate for move in plan],
            self._flat.values_MP,
            self._flat.gradient_MP,
            self._optimizer.tensors,
        )
        return Taken(taken.loss_MS, taken.norm_MS)

    def _kernel(self, batch_size: int) -> NativeKernel:
        """Its scratch is as large as the batch."""
        if batch_size not in self._kernels:
            self._kernels[batch_size] = NativeKernel(
                self._network,
                self._spec.optimizer,
                batch_size=batch_size,
                gradient_clip_norm=self._spec.training.gradient_clip_norm,
            )
        return self._kernels[batch_size]
