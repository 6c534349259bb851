"""Loss and accuracy of a network over rows, by the rule that serving uses."""

# Axes: N rows, D features, K outputs of the network.
from collections.abc import Callable, Iterator
from typing import NamedTuple

import torch
from torch import Tensor, nn

from classifier.inference.predictor import class_logits, probabilities
from classifier.metrics.decision import predict_index
from classifier.neural.loss import Loss
from classifier.neural.rows import AnyRows
from classifier.neural.torch_runtime import CHUNK_CELLS, mean_outputs

FEW_ROWS, CACHED_CELLS = 1_024, 2**19
"""Enough rows for a product; and numbers of all layers, 2 MiB, that a core's cache holds: 50-256-256-5 answers 60,000 rows in
0.15 s by them and in 0.22 s by 64 MiB, whose pages are new each time; 20-128-128-3 in 0.05 and in 0.09."""


class Measured(NamedTuple):
    """Means over rows; not finite when the network's outputs are not."""

    loss: float
    """Weighted as the loss is."""
    accuracy: float
    num_rows: int
    """Rows that went into both."""


def measure(
    model: nn.Module,
    rows: AnyRows,
    loss: Loss,
    threshold: float | None,
    poll: Callable[[], None],
    held: int | None = None,
) -> Measured:
    """Mean loss and share of right labels, in evaluation mode; `poll` is called often and may raise.

    `held` is what the network's layers hold for one row, which bounds how many rows go through it at once.
    """
    model.eval()
    loss_sum, num_right, num_rows = 0.0, 0, 0
    weight_sum = float(rows.weight_N.double().sum())
    with torch.inference_mode():
        for part, logits_NK in outputs(model, rows, held):
            target_N, weight_N = (tensor[part].to(logits_NK.device) for tensor in (rows.target_N, rows.weight_N))
            loss_sum += float(loss.total(logits_NK, target_N, weight_N))
            p_NC = probabilities(class_logits(logits_NK.cpu().numpy()))
            num_right += int((predict_index(p_NC, threshold) == rows.y_N[part]).sum())
            num_rows += len(p_NC)
            poll()
    return Measured(loss_sum / weight_sum, num_right / len(rows), num_rows)


def outputs(model: nn.Module, rows: AnyRows, held: int | None) -> Iterator[tuple[slice, Tensor]]:
    """Every row's float32 outputs `[n, K]`, in parts that fit into memory; `held` as `measure` has it."""
    cells = held or rows.num_numbers
    size = max(1, min(CHUNK_CELLS // cells, max(FEW_ROWS, CACHED_CELLS // cells)))
    weight = next(model.parameters(), None)
    device = rows.device if weight is None else weight.device
    for part, x_NX in rows.parts(size):
        yield part, mean_outputs(model(x_NX.to(device)).float())
