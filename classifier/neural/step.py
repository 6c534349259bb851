"""The gradient of one batch: by autograd for any model, by hand for the MLP."""

# Axes: B rows of one batch, X axes of a row, M members, H units of a layer, C outputs.
from typing import Protocol

import torch
from torch import Tensor, nn

from classifier.neural.loss import Loss
from classifier.neural.networks.mlp import Mlp
from classifier.neural.optimizer import FlatWeights
from classifier.neural.precision import FLOAT32, Compute


class Step(Protocol):
    """Computes one batch's gradient into `FlatWeights.gradient_P`."""

    needs_autograd: bool
    """False: runs under `torch.inference_mode()`, which saves a tenth of a small step."""

    def __call__(self, x_BX: Tensor, target_B: Tensor, weight_B: Tensor) -> Tensor:
        """The sum of the rows' losses, `[]`; afterwards the gradient is that of this sum divided by B."""


def total_loss(loss: Loss, logits: Tensor, target_B: Tensor, weight_B: Tensor) -> Tensor:
    """The sum of the rows' losses, `[]`; of a network with members, `[B, M, C]` logits, the mean over members.

    Each member learns on its own loss: the loss of their mean would let them lean on each other.
    """
    if logits.dim() == 2:
        return loss.total(logits.float(), target_B, weight_B)
    members = logits.shape[1]
    target, weight = target_B.repeat_interleave(members), weight_B.repeat_interleave(members)
    return loss.total(logits.float().flatten(0, 1), target, weight) / members


class AutogradStep:
    """Any model that returns logits; also what the hand-written step is tested against."""

    needs_autograd = True

    def __init__(self, model: nn.Module, loss: Loss, flat: FlatWeights, compute: Compute = FLOAT32) -> None:
        self._model, self._loss, self._flat, self._compute = model, loss, flat, compute

    def __call__(self, x_BX: Tensor, target_B: Tensor, weight_B: Tensor) -> Tensor:
        """See `Step`."""
        self._flat.gradient_P.zero_()
        with self._compute.forward(x_BX.device):
            logits = self._model(x_BX)
        loss_sum = total_loss(self._loss, logits, target_B, weight_B)
        torch.autograd.backward(loss_sum / x_BX.shape[0])
        return loss_sum.detach()


class MlpStep:
    """The MLP's forward and backward written out: no graph, no modules, gradients land in the flat buffer.

    Measured at 10-25-1, batch 8: a third of autograd's time; equal to it to float32 rounding (tested).
    """

    needs_autograd = False

    def __init__(self, model: Mlp, loss: Loss) -> None:
        self._model, self._loss = model, loss
        self._layers = []
        for layer in model.linear_layers:
            weight, bias = layer.weight.data, layer.bias.data
            self._layers.append((weight, weight.t(), bias, layer.weight.grad, layer.bias.grad))

    def __call__(self, x_BX: Tensor, target_B: Tensor, weight_B: Tensor) -> Tensor:
        """See `Step`."""
        model, norm = self._model, self._model.norm
        x, standardized_BK = x_BX.flatten(1), None
        if norm is not None:
            standardized_BK = norm.standardized(x)
            x = norm.scaled(x, standardized_BK)
        kept = []
        for _, weight_t, bias, _, _ in self._layers[:-1]:
            before = torch.addmm(bias, x, weight_t)
            after = model.activate(before)
            mask = model.dropout_mask(after)
            kept.append((x, before, after, mask))
            x = after if mask is None else after * mask
        _, weight_t, bias, _, _ = self._layers[-1]
        loss_sum, grad = self._loss.gradient(torch.addmm(bias, x, weight_t), target_B, weight_B)
        for i in range(len(self._layers) - 1, -1, -1):
            weight, _, _, weight_grad, bias_grad = self._layers[i]
            torch.mm(grad.t(), x, out=weight_grad)
            torch.sum(grad, 0, out=bias_grad)
            if i:
                x, before, after, mask = kept[i - 1]
                grad = torch.mm(grad, weight)
                grad = model.activate_backward(grad if mask is None else grad * mask, before, after)
            elif norm is not None and standardized_BK is not None:
                grad_BK = torch.mm(grad, weight)[:, norm.columns]
                torch.sum(grad_BK * standardized_BK, 0, out=norm.weight.grad)
                torch.sum(grad_BK, 0, out=norm.bias.grad)
        return loss_sum


def make_step(model: nn.Module, loss: Loss, flat: FlatWeights, compute: Compute = FLOAT32) -> Step:
    """The fastest step that knows `model`, whose weights are views into `flat`; only autograd knows bfloat16."""
    if isinstance(model, Mlp) and compute == FLOAT32:
        return MlpStep(model, loss)
    return AutogradStep(model, loss, flat, compute)
