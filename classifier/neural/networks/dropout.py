"""Which units a step drops."""

# Axes: M members, B rows, H units.
from collections.abc import Sequence

import torch
from torch import Tensor

LEVELS = 2**16
"""A share is met to 1 in 65,536; what is kept is scaled by the share that is really kept."""
PER_DRAW = 4  # 16-bit numbers in one draw of 64 bits, which cost as much as one of torch's own Bernoulli draws


def dropout_mask(x_BH: Tensor, dropout: float) -> Tensor | None:
    """0 for a dropped unit, else 1 / (1 - dropout), shaped as `x_BH`; None when nothing is dropped.

    Drawn from torch's own generator of that device.

    >>> sorted(dropout_mask(torch.zeros(100, 100), 0.5).unique().tolist())
    [0.0, 2.0]
    """
    if (num_dropped := _num_dropped(dropout)) == 0:
        return None
    draws = torch.empty(_num_draws(x_BH.numel()), dtype=torch.int64, device=x_BH.device)
    return _masked(draws.random_(-(2**63), None), x_BH, num_dropped)


def dropout_masks(
    x_MBH: Tensor, dropout: float, counts: Sequence[int], generators: Sequence[torch.Generator]
) -> Tensor | None:
    """`dropout_mask` of each member's first rows, as many as `counts` says, from a generator of its own.

    Shape: `[M, B, H]`; what it holds for the rows after these means nothing, for they are padding.

    >>> both = dropout_masks(torch.zeros(2, 100, 8), 0.25, [100, 50], [torch.Generator(), torch.Generator()])
    >>> torch.equal(both[0, :50], both[1, :50])
    True
    """
    if (num_dropped := _num_dropped(dropout)) == 0:
        return None
    num_members, num_rows, num_units = x_MBH.shape
    draws = torch.empty(num_members, _num_draws(num_rows * num_units), dtype=torch.int64, device=x_MBH.device)
    for own, count, generator in zip(draws.unbind(), counts, generators, strict=True):
        (own if count == num_rows else own[: _num_draws(count * num_units)]).random_(
            -(2**63), None, generator=generator
        )
    return _masked(draws, x_MBH, num_dropped)


def _num_dropped(dropout: float) -> int:
    return min(LEVELS - 1, round(dropout * LEVELS))


def _num_draws(count: int) -> int:
    return -(-count // PER_DRAW)


def _masked(draws: Tensor, like: Tensor, num_dropped: int) -> Tensor:
    """The mask by draws of 64 bits; the last axis of `draws` holds all units of what `like` has in its other axes."""
    levels = draws.view(torch.int16)
    levels = levels[..., : like.numel() // levels[..., 0].numel()].reshape(like.shape)
    # Compared into floats at once: a bool in between takes torch five times as long.
    mask = torch.ge(levels, num_dropped - LEVELS // 2, out=torch.empty_like(like))
    return mask.mul_(LEVELS / (LEVELS - num_dropped))
