"""Many steps of small MLPs in one call: checks what it is given, for the kernel itself checks nothing."""

# Axes: M members, R rows of a piece, X axes of a row, S steps, P trained numbers, L layers.
import functools
import logging
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from classifier.neural.native.choice import Network
from classifier.neural.optimizer import ALIGN
from classifier.spec.train import OptimizerSpec


class KernelPiece(NamedTuple):
    """Some consecutive steps of an epoch: rows in their order, step s has rows s B to s B + B - 1 of each member."""

    x_MRX: Tensor  # noqa: N815
    target_MR: Tensor  # noqa: N815
    """As the loss wants them: float32 or int64."""
    weight_MR: Tensor  # noqa: N815
    """Of each row in the loss; 0 for one that only fills a step up."""
    count_MS: Tensor  # noqa: N815
    """int64: rows that a member's gradient is divided by; with 0 the member takes no step, and nothing of it changes."""


class KernelTaken(NamedTuple):
    """What the steps of a piece have shown."""

    loss_MS: npt.NDArray[np.float64]  # noqa: N815
    """Sum over a step's rows of weight x loss; 0 where no step was taken, nan after the failed one."""
    norm_MS: npt.NDArray[np.float64]  # noqa: N815
    """Of the gradient, before clipping."""
    failed: tuple[int, int] | None
    """Member and step of the first loss or gradient that is not finite: weights are as before that step."""


@functools.cache
def can_be_loaded() -> bool:
    """Whether this process can have the kernel; where it has no room or no library for it, steps are torch's."""
    try:
        from classifier.neural.native.compiled import compiled

        compiled("float32")
    except (ImportError, OSError, MemoryError) as error:
        logging.getLogger(__name__).warning("steps are torch's: the native kernel cannot be loaded: %s", error)
        return False
    return True


class NativeKernel:
    """The steps of one kind of network, of any number of members, on the thread that calls; for one thread at a time.

    The same steps give the same bits on one machine, however they are cut into pieces and whatever members are beside.
    The interpreter's lock is free meanwhile, but a signal waits for the piece to end.
    """

    def __init__(
        self,
        network: Network,
        optimizer: OptimizerSpec,
        *,
        batch_size: int,
        gradient_clip_norm: float | None = None,
        dtype: torch.dtype = torch.float32,
    ) -> None:
        """Compiles the kernel or loads it. Raises: `ValueError` for an optimizer that is not resolved."""
        from classifier.neural.native import kernel  # imports Numba, 0.3 s: not before it is needed
        from classifier.neural.native.compiled import compiled

        if optimizer.name == "auto" or optimizer.weight_decay == "auto":
            raise ValueError("the optimizer is not resolved")
        self._network, self._optimizer, self._batch_size, self._dtype = network, optimizer, batch_size, dtype
        self._number = np.dtype(str(dtype).removeprefix("torch."))
        self._run = compiled(self._number.name)
        self._layout_LK, sizes, self._num_values = _layout(network.widths, batch_size)
        self._scratch = tuple(np.zeros(size, self._number) for size in sizes)
        self._settings = (
            getattr(kernel, network.activation.upper()),
            getattr(kernel, network.loss.upper()),
            network.label_smoothing,
            getattr(kernel, optimizer.name.upper()),
            optimizer.weight_decay,
            optimizer.momentum,
            optimizer.nesterov,
            np.inf if gradient_clip_norm is None else gradient_clip_norm,
        )

    def __call__(
        self,
        piece: KernelPiece,
        rates_S: Sequence[float] | npt.NDArray[np.float64],
        values_MP: Tensor,
        gradient_MP: Tensor,
        state: Mapping[str, Tensor],
    ) -> KernelTaken:
        """Take all steps of a piece in place; afterwards `gradient_MP` holds each member's last gradient.

        `state` is that of `Optimizer.tensors`, a row for each member: `first_moment` and `second_moment` `[M, P]` with
        `step` `[M]`, or `momentum` `[M, P]`, or nothing.
        Raises: `ValueError` for a shape, a type or a label that does not fit.
        """
        num_members, num_rows, _ = piece.x_MRX.shape
        rates = np.ascontiguousarray(rates_S, dtype=np.float64)
        num_steps = len(rates)
        if not (num_steps - 1) * self._batch_size < num_rows <= num_steps * self._batch_size:
            raise ValueError(f"{num_rows} rows are not {num_steps} steps of {self._batch_size}")
        values = (num_members, self._num_values)
        unused = np.zeros((num_members, 0), self._number)
        first, second, step = unused, unused, np.zeros(0, self._number)
        if self._optimizer.name != "sgd":
            first, second = (self._held(state[name], values) for name in ("first_moment", "second_moment"))
            step = self._held(state["step"], (num_members,))
        elif self._optimizer.momentum:
            first = self._held(state["momentum"], values)
        loss_MS = np.full((num_members, num_steps), np.nan)
        norm_MS = np.full((num_members, num_steps), np.nan)
        end, failed = self._run(
            self._held(piece.x_MRX, (num_members, num_rows, self._network.widths[0])),
            self._held(self._targets(piece.target_MR), (num_members, num_rows)),
            self._held(piece.weight_MR, (num_members, num_rows)),
            _held(piece.count_MS, (num_members, num_steps), torch.int64),
            self._batch_size,
            rates,
            self._layout_LK,
            *self._settings,
            self._held(values_MP, values),
            self._held(gradient_MP, values),
            first,
            second,
            step,
            self._scratch,
            loss_MS,
            norm_MS,
        )
        if failed == num_members:
            return KernelTaken(loss_MS, norm_MS, None)
        loss_MS[:, end + 1 :] = norm_MS[:, end + 1 :] = np.nan  # members before the failed one went further
        return KernelTaken(loss_MS, norm_MS, (failed, end))

    def _targets(self, target_MR: Tensor) -> Tensor:
        """As numbers of the kernel's type: it holds every class number up to 2^24."""
        if self._network.loss == "cross_entropy":
            num_classes = self._network.widths[-1]
            if target_MR.numel() and not 0 <= int(target_MR.min()) <= int(target_MR.max()) < num_classes:
                raise ValueError(f"a label is outside 0 to {num_classes - 1}")
        return target_MR.to(self._dtype)

    def _held(self, tensor: Tensor, shape: tuple[int, ...]) -> npt.NDArray[Any]:
        return _held(tensor, shape, self._dtype)


def _layout(widths: Sequence[int], batch_size: int) -> tuple[npt.NDArray[np.int64], list[int], int]:
    """The kernel's table of layers, the sizes of its scratch, and how many numbers a member has."""
    from classifier.neural.native import kernel

    layout_LK = np.zeros((len(widths) - 1, kernel.COLUMNS), dtype=np.int64)
    lanes = _up(batch_size, kernel.LANES)
    place, units, rows = 0, 0, 0
    for row_K, (wide, high) in zip(layout_LK, pairwise(widths), strict=True):
        row_K[[kernel.WIDE, kernel.HIGH, kernel.PADDED]] = wide, high, _up(wide, kernel.LANES)
        row_K[[kernel.WEIGHT, kernel.BIAS]] = place, place + _up(wide * high, ALIGN)
        row_K[[kernel.UNITS, kernel.ROWS]] = units, rows
        place += _up(wide * high, ALIGN) + _up(high, ALIGN)
        units, rows = units + wide * lanes, rows + _up(wide, kernel.LANES) * batch_size
    widest = max(widths) * lanes
    return layout_LK, [units, units, rows, widest, widest, lanes, lanes, 1], place


def _up(number: int, step: int) -> int:
    return -(-number // step) * step


def _held(tensor: Tensor, shape: tuple[int, ...], dtype: torch.dtype) -> npt.NDArray[Any]:
    """The tensor's own memory."""
    if tuple(tensor.shape) != shape or tensor.dtype != dtype or not tensor.is_contiguous():
        raise ValueError(
            f"expected a contiguous {dtype} tensor of {shape}, got {tensor.dtype} of {tuple(tensor.shape)}"
        )
    held: npt.NDArray[Any] = tensor.detach().numpy()
    return held
