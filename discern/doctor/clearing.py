"""Whether gradients are cleared between steps, told by the gradient of one small parameter."""

import torch
from torch.utils.hooks import RemovableHandle

from discern.doctor.notes import GradientNotes

_MAX_NUMBERS = 4_096  # the smallest trained parameter is a bias nearly always


class ClearingProbe:
    """Between two steps a gradient should be the sum of this interval's backward passes; with the last one's, it was kept.

    Told by sums and not by calls, for `zero_grad` may come anywhere between a step and the next backward pass.
    """

    def __init__(self, notes: GradientNotes, parameters: list[torch.Tensor]) -> None:
        self._notes = notes
        self._at_step: torch.Tensor | None = None
        self._sum: torch.Tensor | None = None
        self._after: torch.Tensor | None = None
        self._handles: list[RemovableHandle] = []
        small = [p for p in parameters if p.requires_grad and p.is_leaf and p.numel() <= _MAX_NUMBERS]
        self._parameter = min(small, key=lambda p: p.numel(), default=None)
        self._look()

    def _look(self) -> None:
        """Hooks are on in intervals that are looked at only: calling one costs some microseconds in each backward pass."""
        if self._parameter is not None and not self._handles:
            self._handles = [
                self._parameter.register_hook(self._arrives),  # type: ignore[no-untyped-call]
                self._parameter.register_post_accumulate_grad_hook(self._arrived),  # type: ignore[no-untyped-call]
            ]

    def _arrives(self, gradient: torch.Tensor) -> None:
        self._notes.num_backwards += 1
        if not gradient.is_sparse:
            self._sum = gradient.detach().clone() if self._sum is None else self._sum + gradient.detach()

    def _arrived(self, parameter: torch.Tensor) -> None:
        if parameter.grad is not None and not parameter.grad.is_sparse:
            self._after = parameter.grad.detach().clone()

    def after_step(self, *, looked: bool, look_next: bool) -> None:
        """Judge the interval that this step ends."""
        if self._parameter is None or not (looked or look_next):
            return
        before, sum_, after = self._at_step, self._sum, self._after
        if looked and before is not None and sum_ is not None and after is not None and bool(before.any()):
            self._notes.num_interval_looks += 1
            kept = torch.allclose(after - sum_, before, rtol=1e-3, atol=1e-12)
            self._notes.num_uncleared += kept and not torch.allclose(after, sum_, rtol=1e-6, atol=0.0)
        gradient = self._parameter.grad
        self._sum = self._after = None
        self._at_step = gradient.detach().clone() if look_next and gradient is not None else None
        if look_next:
            self._look()
        else:
            self.remove()

    def remove(self) -> None:
        """Take the hooks off."""
        for handle in self._handles:
            handle.remove()
        self._handles = []
