"""What a loss of torch was called with, and what it was given."""

# Axes: N rows, K classes.
import math
from dataclasses import dataclass
from typing import Any

import torch

from discern.doctor.graph import origin
from discern.doctor.notes import LossNotes

CLASSES = ("cross_entropy", "nll_loss")  # K scores for each row
LOGITS = ("binary_cross_entropy_with_logits", "multilabel_soft_margin_loss")
NAMES = (
    *CLASSES, *LOGITS, "binary_cross_entropy", "gaussian_nll_loss", "hinge_embedding_loss", "huber_loss", "kl_div",
    "l1_loss", "mse_loss", "multi_margin_loss", "multilabel_margin_loss", "poisson_nll_loss", "smooth_l1_loss",
    "soft_margin_loss",
)  # fmt: skip
"""Functions of `torch.nn.functional` that are losses."""

_MAX_ROWS = 256  # of a batch; 16 of 256 rows tell a distribution as well as a million pixels do
_OFF = 1e-3  # by which a row may miss 1; half precision keeps 11 bits, so its rows get ten times that


@dataclass(frozen=True)
class LossCall:
    """One call of a loss."""

    name: str
    given: torch.Tensor
    target: torch.Tensor
    value: torch.Tensor
    weighted: bool


def loss_call(name: str, args: tuple[Any, ...], kwargs: dict[str, Any], value: Any) -> LossCall | None:
    """The call, or None when it has not the shape of one."""
    given = args[0] if args else kwargs.get("input")
    target = args[1] if len(args) > 1 else kwargs.get("target")
    if not (isinstance(given, torch.Tensor) and isinstance(target, torch.Tensor) and isinstance(value, torch.Tensor)):
        return None
    weighted = (
        (len(args) > 2 and args[2] is not None)
        or any(kwargs.get(key) is not None for key in ("weight", "pos_weight"))
        or bool(kwargs.get("label_smoothing"))
    )
    return LossCall(name, given, target, value, weighted)


def note(notes: LossNotes, call: LossCall) -> None:
    """Add one training call."""
    with torch.no_grad():
        given = call.given.detach()
        if given.is_floating_point() and given.numel():
            _note_given(notes, given[:_MAX_ROWS] if given.ndim else given)
        target = call.target.detach()
        if call.name in LOGITS or call.name == "binary_cross_entropy":
            notes.num_targets += target.numel()
            notes.sum_targets += float(target.float().sum())
    came = origin(call.given)
    notes.num_looks += 1
    notes.operations[came.operation] += 1
    notes.num_rounded += came.rounded
    notes.weighted = notes.weighted or call.weighted
    if call.value.ndim == 0:
        value = float(call.value.detach())
        if math.isfinite(value):
            notes.num_losses += 1
            notes.loss_sum += value
            notes.loss_lowest = min(notes.loss_lowest, value)


def _note_given(notes: LossNotes, given: torch.Tensor) -> None:
    lowest, highest = (float(end) for end in given.aminmax())
    notes.num_values += given.numel()
    notes.lowest, notes.highest = min(notes.lowest, lowest), max(notes.highest, highest)
    if notes.name not in CLASSES:
        return
    axis = 1 if given.ndim > 1 else 0
    notes.num_classes = given.shape[axis]
    notes.num_of_one_output += given.shape[axis] == 1
    off = _OFF if given.dtype in (torch.float32, torch.float64) else 10 * _OFF
    given_NK = given.float()
    if lowest >= 0 and highest <= 1 + off:
        notes.num_distributions += bool(((given_NK.sum(axis) - 1).abs() < off).all())
    if notes.name == "nll_loss":
        log_sums = given_NK.logsumexp(axis).abs()
        notes.num_log_distributions += bool((log_sums < 0.05).float().mean() > 0.5)
