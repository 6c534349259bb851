"""The untrained network's loss over some rows, beside that of a network that gives every class the same probability."""

import torch
from torch import nn

from classifier.findings.step0 import FirstLoss
from classifier.neural.loss import Loss
from classifier.neural.measure import outputs
from classifier.neural.rows import Rows


def first_loss(model: nn.Module, rows: Rows, loss: Loss, *, held: int) -> FirstLoss:
    """Weighted as the loss is, in evaluation mode; `model` is left as it was. `held`: numbers of one row in its layers."""
    was_training = model.training
    loss_sum, uniform_sum, num_not_finite = 0.0, 0.0, 0
    model.eval()
    with torch.inference_mode():
        for part, logits_NK in outputs(model, rows, held):
            target_N, weight_N = rows.target_N[part], rows.weight_N[part]
            loss_sum += float(loss.total(logits_NK, target_N, weight_N))
            uniform_sum += float(loss.total(torch.zeros_like(logits_NK), target_N, weight_N))
            num_not_finite += int((~torch.isfinite(logits_NK)).any(1).sum())
    model.train(was_training)
    weight_sum = float(rows.weight_N.double().sum())
    largest = float(rows.x_NX.abs().max())
    return FirstLoss(loss_sum / weight_sum, uniform_sum / weight_sum, len(rows), num_not_finite, largest)
