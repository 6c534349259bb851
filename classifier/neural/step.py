"""The gradient of one batch: by autograd for any network, by hand for perceptrons, of all members at once."""

# Axes: M members, B rows of one batch, X axes of a row, W numbers that the first layer reads, H units, C outputs.
from collections.abc import Sequence
from typing import Protocol, cast

import torch
from torch import Tensor, nn

from classifier.neural.loss import Loss
from classifier.neural.networks.dense import Dense, DenseNetwork
from classifier.neural.networks.dropout import dropout_mask, dropout_masks
from classifier.neural.networks.mlp import ACTIVATIONS, Mlp
from classifier.neural.optimizer import FlatWeights
from classifier.neural.precision import FLOAT32, Compute
from classifier.neural.rows import Batch
from classifier.neural.step_input import EmbeddedInput, NormalizedInput, PlainInput, StepInput, is_known


class Step(Protocol):
    """Computes one batch's gradient into `FlatWeights.gradient_MP`."""

    needs_autograd: bool
    """False: runs under `torch.inference_mode()`, which saves a tenth of a small step."""
    generators: Sequence[torch.Generator]
    """What it draws from beside torch's own; the same objects in every epoch."""

    def seed(self, seeds: Sequence[int]) -> None:
        """Before an epoch: what each member's random numbers start from."""

    def __call__(self, batch: Batch) -> Tensor:
        """`[M]`: the sum of the rows' losses; afterwards each row of the gradient is that of the sum divided by the
        member's number of rows. That of a member without rows means nothing."""


def total_loss(loss: Loss, logits: Tensor, target_B: Tensor, weight_B: Tensor) -> Tensor:
    """The sum of the rows' losses, `[]`; of a network with members inside, `[B, M, C]` logits, the mean over these.

    Each learns on its own loss: the loss of their mean would let them lean on each other.
    """
    if logits.dim() == 2:
        return loss.total(logits.float(), target_B, weight_B)
    inside = logits.shape[1]
    target, weight = target_B.repeat_interleave(inside), weight_B.repeat_interleave(inside)
    return loss.total(logits.float().flatten(0, 1), target, weight) / inside


class AutogradStep:
    """Any network that returns logits, member by member; also what the hand-written step is tested against."""

    needs_autograd = True
    generators: Sequence[torch.Generator] = ()

    def __init__(self, models: Sequence[nn.Module], loss: Loss, flat: FlatWeights, compute: Compute = FLOAT32) -> None:
        self._models, self._loss, self._flat, self._compute = models, loss, flat, compute

    def seed(self, seeds: Sequence[int]) -> None:
        """See `Step`; the networks draw from torch's own generator."""

    def __call__(self, batch: Batch) -> Tensor:
        """See `Step`."""
        self._flat.gradient_MP.zero_()
        sums = []
        for m, (model, count) in enumerate(zip(self._models, batch.counts, strict=True)):
            if count == 0:
                sums.append(batch.weight_MB.new_zeros(()))
                continue
            rows = slice(0, count)  # padding would reach the statistics of a batch normalization
            target_B, weight_B = batch.target_MB[m, rows], batch.weight_MB[m, rows]
            with self._compute.forward(batch.x_MBX.device):
                logits = model(batch.x_MBX[m, rows])
            loss_sum = total_loss(self._loss, logits, target_B, weight_B)
            torch.autograd.backward(loss_sum / (batch.totals or batch.counts)[m])
            sums.append(loss_sum.detach())
        return torch.stack(sums)


class MlpStep:
    """A perceptron's forward and backward pass written out: no graph, no modules, gradients land in the flat buffer.

    All members go through one product per layer. Equal to autograd to float32 rounding (tested). In bfloat16 all
    layers but the first work on copies of their weights, and their gradients are copied back; input, loss and weights are
    float32. So is the first layer: inputs may lie close together and far from 0, where bfloat16 tells none from another.
    """

    needs_autograd = False

    def __init__(
        self, models: Sequence[Mlp | DenseNetwork], loss: Loss, flat: FlatWeights, compute: Compute = FLOAT32
    ) -> None:
        """Raises: `ValueError` for networks that it does not know; see `is_known`."""
        first = models[0]
        if not is_known(first, len(models)):
            raise ValueError("only autograd knows the gradient of these networks")
        self._loss = loss
        if isinstance(first, Mlp):
            self._input: StepInput = PlainInput() if first.norm is None else NormalizedInput(first.norm)
            prefix, stack = "", cast(Mlp | Dense, first)
        else:
            inputs = [own.input for own in models if isinstance(own, DenseNetwork) and own.input is not None]
            self._input = EmbeddedInput(inputs, flat)
            prefix, stack = "dense.", first.dense
        _, self._activate, self._activate_backward = ACTIVATIONS[stack.activation]
        self._dropout = stack.dropout
        # One member alone draws from torch's own, as its network would.
        several = len(models) if self._dropout and len(models) > 1 else 0
        self.generators: Sequence[torch.Generator] = [torch.Generator(flat.values_MP.device) for _ in range(several)]
        self._own_dtype = flat.values_MP.dtype
        inner_dtype = self._own_dtype if compute == FLOAT32 else torch.bfloat16
        self._dtypes = [self._own_dtype, *[inner_dtype] * (len(stack.layers) - 1)]
        self._exact: list[tuple[Tensor, Tensor]] = []
        self._rounded: list[tuple[Tensor, Tensor]] = []
        self._layers = []
        for i in range(len(stack.layers)):
            weight_MHW, weight_grad = self._operands(i, flat.stacked(f"{prefix}layers.{i}.weight"))
            bias_MH, bias_grad = self._operands(i, flat.stacked(f"{prefix}layers.{i}.bias"))
            self._layers.append((weight_MHW, weight_MHW.mT, bias_MH.unsqueeze(1), weight_grad, bias_grad))

    def _operands(self, layer: int, exact: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        """A weight and its gradient as the layer's products read and write them."""
        if self._dtypes[layer] == self._own_dtype:
            return exact
        rounded = exact[0].to(self._dtypes[layer]), exact[1].to(self._dtypes[layer])
        self._exact.append(exact)
        self._rounded.append(rounded)
        return rounded

    def seed(self, seeds: Sequence[int]) -> None:
        """See `Step`."""
        for generator, seed in zip(self.generators, seeds, strict=False):
            generator.manual_seed(seed)

    def __call__(self, batch: Batch) -> Tensor:
        """See `Step`."""
        for (weight, _), (rounded, _) in zip(self._exact, self._rounded, strict=True):
            rounded.copy_(weight)
        x = self._input.forward(batch.x_MBX)
        kept = []
        for (_, weight_t, bias, _, _), dtype in zip(self._layers[:-1], self._dtypes[1:], strict=True):
            before = torch.baddbmm(bias, x, weight_t).to(dtype)
            after = self._activate(before)
            mask = self._dropout_mask(after, batch.counts)
            kept.append((x, before, after, mask))
            x = after if mask is None else after * mask
        _, weight_t, bias, _, _ = self._layers[-1]
        loss_MB, grad = self._logits_gradient(torch.baddbmm(bias, x, weight_t).to(self._own_dtype), batch)
        for i in range(len(self._layers) - 1, -1, -1):
            weight, _, _, weight_grad, bias_grad = self._layers[i]
            grad = grad.to(self._dtypes[i])
            torch.bmm(grad.mT, x, out=weight_grad)
            torch.sum(grad, 1, out=bias_grad)
            if i:
                x, before, after, mask = kept[i - 1]
                grad = torch.bmm(grad, weight)
                grad = self._activate_backward(grad if mask is None else grad.mul_(mask), before, after)
            elif self._input.learns:
                self._input.backward(torch.bmm(weight.mT, grad.mT).mT)
        for (_, gradient), (_, rounded) in zip(self._exact, self._rounded, strict=True):
            gradient.copy_(rounded)
        loss_M: Tensor = torch.linalg.vecdot(loss_MB, batch.weight_MB)
        return loss_M

    def _logits_gradient(self, logits_MBC: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
        """`[M, B]`, each row's loss without its weight, and the gradient by the logits."""
        loss_N, grad_NC = self._loss.gradient(
            logits_MBC.flatten(0, 1), batch.target_MB.flatten(), batch.share_MB.flatten()
        )
        return loss_N.view(logits_MBC.shape[:2]), grad_NC.view(logits_MBC.shape)

    def _dropout_mask(self, x_MBH: Tensor, counts: Sequence[int]) -> Tensor | None:
        """See `dropout_mask`; each member draws for its own rows."""
        if len(counts) == 1 or not self._dropout:
            return dropout_mask(x_MBH, self._dropout)
        return dropout_masks(x_MBH, self._dropout, counts, self.generators)


def make_step(models: Sequence[nn.Module], loss: Loss, flat: FlatWeights, compute: Compute = FLOAT32) -> Step:
    """The fastest step that knows the models, which are shaped alike and whose weights are views into `flat`."""
    if is_known(models[0], len(models)):
        return MlpStep(models, loss, flat, compute)  # type: ignore[arg-type]
    return AutogradStep(models, loss, flat, compute)
