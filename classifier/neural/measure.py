"""Loss and accuracy of a network over rows, by the rule that serving uses."""

# Axes: N rows, D features, K outputs of the network.
from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import nn

from classifier.metrics.decision import predict_index
from classifier.neural.loss import Loss
from classifier.neural.predictor import chunk_rows, class_logits, probabilities
from classifier.neural.rows import Rows


class Measured(NamedTuple):
    """Means over rows; not finite when the network's outputs are not."""

    loss: float
    """Weighted as the loss is."""
    accuracy: float


def measure(model: nn.Module, rows: Rows, loss: Loss, threshold: float | None, poll: Callable[[], None]) -> Measured:
    """Mean loss and share of right labels, in evaluation mode; `poll` is called often and may raise."""
    model.eval()
    loss_sum, num_right = 0.0, 0
    weight_sum = float(rows.weight_N.double().sum())
    with torch.inference_mode():
        size = chunk_rows(max(rows.x_ND.shape[1], 64))
        for start in range(0, len(rows), size):
            part = slice(start, start + size)
            logits_NK = model(rows.x_ND[part]).float()
            loss_sum += float(loss.total(logits_NK, rows.target_N[part], rows.weight_N[part]))
            p_NC = probabilities(class_logits(logits_NK.cpu().numpy()))
            num_right += int((predict_index(p_NC, threshold) == rows.y_N[part]).sum())
            poll()
    return Measured(loss_sum / weight_sum, num_right / len(rows))
