"""Whether a network learns the same in bfloat16: its first gradient, held against float32's."""

# Axes: B rows of one batch, X axes of a row.
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from classifier.neural.device import seeded
from classifier.neural.loss import Loss
from classifier.neural.precision import BFLOAT16, FLOAT32, Compute
from classifier.neural.rows import Rows
from classifier.neural.step import total_loss

MAX_ROWS = 64  # as many say how far rounding goes; a batch of thousands would cost as much as its own step
# Of 75 fresh convolutional networks the loss differed by at most 0.002, the cosine was 0.982 (S3's, noisy images) to 1, the
# norm differed by at most 0.008. Inputs that bfloat16 cannot tell apart, 1,000 beside 1,001, are far beyond these.
MAX_LOSS_GAP = 0.02
MIN_COSINE = 0.95
MAX_NORM_GAP = 0.05


@dataclass(frozen=True)
class Agreement:
    """One batch in bfloat16 against the same in float32."""

    loss_gap: float
    """Difference of the losses, as a share of float32's."""
    cosine: float
    """Of the angle between the two gradients of all weights."""
    norm_gap: float
    """Difference of their lengths, as a share of float32's."""

    @property
    def holds(self) -> bool:
        """False also for what is not a number."""
        return self.loss_gap <= MAX_LOSS_GAP and self.cosine >= MIN_COSINE and self.norm_gap <= MAX_NORM_GAP


def agreed(compute: Compute, model: nn.Module, loss: Loss, rows: Rows, batch_size: int, seed: int) -> Compute:
    """`compute`, or float32 where bfloat16 was chosen and changes the first gradient too much.

    Looks at training rows spread over the whole part and at the fresh network, which stays as it is. The same arguments
    give the same answer, so that a run that goes on from a checkpoint goes on as it began.
    """
    if compute == FLOAT32:
        return compute
    count = min(batch_size, MAX_ROWS, len(rows))
    index_B = torch.linspace(0, len(rows) - 1, count, device=rows.x_NX.device).round().long()
    batch = rows.x_NX[index_B], rows.target_N[index_B], rows.weight_N[index_B]
    return compute if compare(model, loss, *batch, seed=seed).holds else FLOAT32


def compare(model: nn.Module, loss: Loss, x_BX: Tensor, target_B: Tensor, weight_B: Tensor, *, seed: int) -> Agreement:
    """The batch in training mode under both, with the same dropout; the model and its statistics stay as they are."""
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    before = [buffer.clone() for buffer in model.buffers()]
    was_training = model.training
    model.train()
    losses, gradients = [], []
    for compute in (FLOAT32, BFLOAT16):
        with seeded(x_BX.device, seed):
            with compute.forward(x_BX.device):
                logits = model(x_BX)
            total = total_loss(loss, logits, target_B, weight_B)
        losses.append(total.item())
        gradients.append(torch.autograd.grad(total / len(x_BX), parameters, materialize_grads=True))
        for buffer, kept in zip(model.buffers(), before, strict=True):
            buffer.copy_(kept)
    model.train(was_training)
    exact, rounded = _dot(gradients[0], gradients[0]) ** 0.5, _dot(gradients[1], gradients[1]) ** 0.5
    if exact == rounded == 0.0:
        return Agreement(_gap(*losses), 1.0, 0.0)  # both stand still
    lengths = exact * rounded
    cosine = _dot(*gradients) / lengths if lengths else 0.0
    return Agreement(_gap(*losses), cosine, _gap(exact, rounded))


def _gap(exact: float, rounded: float) -> float:
    return abs(rounded - exact) / max(abs(exact), 1e-12)


def _dot(left: tuple[Tensor, ...], right: tuple[Tensor, ...]) -> float:
    """Of all weights' gradients, as one vector each."""
    return sum(float(torch.dot(a.flatten(), b.flatten())) for a, b in zip(left, right, strict=True))
