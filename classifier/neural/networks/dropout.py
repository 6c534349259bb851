"""Which units a step drops."""

# Axes: B rows, H units.
import torch
from torch import Tensor

LEVELS = 2**16
"""A share is met to 1 in 65,536; what is kept is scaled by the share that is really kept."""
PER_DRAW = 4  # 16-bit numbers in one draw of 64 bits, which cost as much as one of torch's own Bernoulli draws


def dropout_mask(x_BH: Tensor, dropout: float, generator: torch.Generator | None = None) -> Tensor | None:
    """0 for a dropped unit, else 1 / (1 - dropout), shaped as `x_BH`; None when nothing is dropped.

    Drawn from `generator`, or from torch's own of that device.

    >>> sorted(dropout_mask(torch.zeros(100, 100), 0.5).unique().tolist())
    [0.0, 2.0]
    """
    num_dropped = min(LEVELS - 1, round(dropout * LEVELS))
    if num_dropped == 0:
        return None
    count = x_BH.numel()
    draws = torch.empty(-(-count // PER_DRAW), dtype=torch.int64, device=x_BH.device)
    draws.random_(-(2**63), None, generator=generator)
    kept_BH = draws.view(torch.int16)[:count].view(x_BH.shape) >= num_dropped - LEVELS // 2
    return kept_BH.to(x_BH.dtype).mul_(LEVELS / (LEVELS - num_dropped))
