"""Whether a network's outputs are logits, or were squashed: told by making its last layer's weights large."""

# Axes: B rows, C outputs.
import copy

import torch
from torch import Tensor, nn

from classifier.findings.head import Head

SCALE = 1e3
SUM_TOLERANCE = 1e-3


def squashed_head(model: nn.Module, x_BX: Tensor) -> Head:
    """What the outputs of a copy of `model` are like with its last layer's weights and biases times 1000, and times -1000.

    Logits follow both ways; a sigmoid keeps both within 0 and 1, a softmax also their sum at 1. `num_outputs` tells
    whether the loss gets as many logits as it wants.
    """
    copied = copy.deepcopy(model).eval()
    last = _last_layer(copied)
    outputs = []
    with torch.no_grad():
        for factor in (SCALE, -1.0):  # the second after the first: -1000 times
            for parameter in last.parameters(recurse=False):
                parameter.mul_(factor)
            outputs.append(copied(x_BX).float().flatten(0, -2))
    both_BC = torch.cat(outputs)
    inside = bool(((both_BC >= 0) & (both_BC <= 1)).all()) and float(both_BC.max() - both_BC.min()) > 0
    sums_to_one = both_BC.shape[1] > 1 and bool(((both_BC.sum(1) - 1).abs() < SUM_TOLERANCE).all())
    return Head(
        kind=("softmax" if sums_to_one else "sigmoid") if inside else "logits",
        num_outputs=both_BC.shape[1],
        lowest=float(both_BC.min()),
        highest=float(both_BC.max()),
    )


def _last_layer(model: nn.Module) -> nn.Module:
    """The module that owns the last weight; every family here declares its head last."""
    return [module for module in model.modules() if any(True for _ in module.parameters(recurse=False))][-1]
