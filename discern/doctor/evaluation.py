"""The losses of one evaluation, and which of them the loop ever read."""

import weakref
from dataclasses import dataclass
from math import isfinite

import torch

from discern.doctor.notes import Evaluated


@dataclass
class _Loss:
    alive: "weakref.ref[torch.Tensor]"
    value: torch.Tensor
    num_rows: int
    read: bool = False


class Evaluation:
    """Batches between two trainings.

    A loss that was never read and is no more cannot be in any mean: that tells a loop which keeps the last one only.
    """

    def __init__(self) -> None:
        self._losses: list[_Loss] = []
        self._by_id: dict[int, _Loss] = {}
        self.reported: float | None = None

    def __len__(self) -> int:
        return len(self._losses)

    def add(self, value: torch.Tensor, num_rows: int) -> None:
        """One batch's loss, a scalar. Its number is copied, for the loop may change it in place."""
        loss = _Loss(weakref.ref(value), value.detach().clone(), num_rows)
        self._losses.append(loss)
        self._by_id[id(value)] = loss

    def read(self, tensor: object) -> None:
        """A function took this tensor."""
        loss = self._by_id.get(id(tensor))
        if loss is not None and loss.alive() is tensor:
            loss.read = True

    def end(self) -> Evaluated | None:
        """What it was; None without a loss."""
        if not self._losses:
            return None
        *others, last = self._losses
        gone = all(not loss.read and loss.alive() is None for loss in others)
        values = torch.stack([loss.value.float() for loss in self._losses]).tolist()
        kept = [(value, loss.num_rows) for value, loss in zip(values, self._losses, strict=True) if isfinite(value)]
        return Evaluated(
            losses=tuple(value for value, _ in kept),
            rows=tuple(num_rows for _, num_rows in kept),
            last_only=len(self._losses) >= 3 and last.read and gone,
            reported=self.reported,
        )
