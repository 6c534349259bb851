"""How large the numbers are that a network reads."""

# Axes: N rows, B rows of a batch, X axes of a row, K columns or channels whose size is told.
import copy
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from classifier.findings.step0 import InputScale
from classifier.neural.networks.norm import real_steps
from classifier.spec.inputs import InputLayout


def input_scales(x_NX: Tensor, layout: InputLayout, names: Sequence[str]) -> list[InputScale]:
    """Mean, standard deviation and root mean square of each numeric column, or channel over real steps or pixels.

    Codes of embedded columns are no measures, and levels, indicators and dates are of order 1 as they come: left out.
    `names`: of the columns' or channels' numbers.
    """
    if not _which(layout):
        return []
    mean_K, rms_K = _moments(_numbers(x_NX, layout))
    std_K = (rms_K.square() - mean_K.square()).clamp_min(0.0).sqrt()
    return [
        InputScale(names[at] if at < len(names) else f"channel {at}", mean, std, rms)
        for at, mean, std, rms in zip(_which(layout), mean_K.tolist(), std_K.tolist(), rms_K.tolist(), strict=True)
    ]


def network_inputs(model: nn.Module, x_NX: Tensor) -> Tensor:
    """Rows as the first layer reads them: through the network's own input normalization, as it stands, where it has one."""
    norm = getattr(model, "norm", None)
    if norm is None:
        return x_NX
    with torch.inference_mode():
        normalized_NX: Tensor = copy.deepcopy(norm).eval()(x_NX)
    return normalized_NX


def standardized(x_BX: Tensor, layout: InputLayout, like_NX: Tensor) -> Tensor:
    """`x_BX` with its numeric columns or channels shifted and scaled so that those of `like_NX` have mean 0 and deviation 1."""
    if not _which(layout):
        return x_BX
    mean_K, rms_K = _moments(_numbers(like_NX, layout))
    std_K = (rms_K.square() - mean_K.square()).clamp_min(0.0).sqrt()
    scale_K = torch.where(std_K > 0, std_K, 1.0)
    which = torch.tensor(_which(layout), device=x_BX.device)
    x_BX = x_BX.clone()
    if layout.kind == "table":
        x_BX[:, which] = ((x_BX[:, which] - mean_K) / scale_K).float()
    elif layout.kind == "sequence":
        scaled = ((x_BX[..., :-1] - mean_K) / scale_K).float()
        x_BX[..., :-1] = torch.where(real_steps(x_BX).unsqueeze(-1), scaled, 0.0)
    else:
        x_BX = ((x_BX - mean_K.view(1, -1, 1, 1)) / scale_K.view(1, -1, 1, 1)).float()
    return x_BX


def _which(layout: InputLayout) -> list[int]:
    """Positions of the columns, or the channels."""
    if layout.kind == "table":
        return layout.numeric
    return list(range(layout.shape[1] - 1 if layout.kind == "sequence" else layout.shape[0]))


def _numbers(x_NX: Tensor, layout: InputLayout) -> Tensor:
    """`[M, K]` float64: the numbers of each column or channel."""
    if layout.kind == "table":
        x_MK = x_NX[:, torch.tensor(layout.numeric, device=x_NX.device)]
    elif layout.kind == "sequence":
        x_MK = x_NX[real_steps(x_NX)][:, :-1]
    else:
        x_MK = x_NX.movedim(1, -1).flatten(0, -2)
    return x_MK.double()


def _moments(x_MK: Tensor) -> tuple[Tensor, Tensor]:
    if len(x_MK) == 0:
        return torch.zeros(x_MK.shape[1], dtype=torch.float64), torch.zeros(x_MK.shape[1], dtype=torch.float64)
    return x_MK.mean(0), x_MK.square().mean(0).sqrt()
