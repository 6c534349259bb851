"""The honest zero of a loss: what the best constant answer has."""

# Axes: N rows, C classes, K logits.
import math

import torch

from classifier.neural.loss import Focal, Loss
from classifier.neural.rows import Rows

FOCAL_STEPS = 50


def base_loss(loss: Loss, rows: Rows, num_classes: int) -> float:
    """Mean loss of the logits that are best when all rows get the same, weighted as the run's loss is.

    Without smoothing, weights or focus it is the entropy of the class shares. Rows of one class are all alike here, so
    there are as many terms as classes.
    """
    device = torch.device("cpu")
    mass_C = torch.zeros(num_classes, dtype=torch.float64)
    y_N = torch.from_numpy(rows.y_N)
    mass_C.index_add_(0, y_N, rows.weight_N.to(device, torch.float64))
    present = mass_C > 0
    share_C = mass_C / mass_C.sum()
    target_C = loss.targets(torch.arange(num_classes).numpy())
    smoothing = float(getattr(loss, "label_smoothing", 0.0))
    start_C = ((1 - smoothing) * share_C + smoothing / num_classes).clamp_min(1e-12).log()
    one = loss.num_outputs(num_classes) == 1
    logits_K = (start_C[1:] - start_C[:1]) if one else start_C

    def total(logits: torch.Tensor) -> torch.Tensor:
        every_CK = logits.float().expand(num_classes, -1)
        return loss.total(every_CK[present], target_C[present], share_C[present].float())

    with torch.inference_mode(False), torch.enable_grad():
        if isinstance(loss, Focal) and loss.gamma > 0:
            logits_K = logits_K.clone().requires_grad_(True)
            search = torch.optim.LBFGS([logits_K], max_iter=FOCAL_STEPS, line_search_fn="strong_wolfe")

            def closure() -> torch.Tensor:
                search.zero_grad()
                value = total(logits_K)
                value.backward()  # type: ignore[no-untyped-call]
                return value

            search.step(closure)  # type: ignore[no-untyped-call]
        return float(total(logits_K.detach()))


def floor_loss(loss: Loss, num_classes: int) -> float:
    """Mean loss of answers that are right and as sure as the labels are: 0 unless these are smoothed."""
    smoothing = float(getattr(loss, "label_smoothing", 0.0))
    if smoothing == 0.0:
        return 0.0
    # Whatever the class, a smoothed label has one entry of 1 - s + s/C and C - 1 of s/C; the weights' mean is 1.
    rest = smoothing / num_classes
    top = 1.0 - smoothing + rest
    return -top * math.log(top) - (num_classes - 1) * rest * math.log(rest)
