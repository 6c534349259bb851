"""How far the engine's gradients are from autograd's, in float64."""

# Axes: B rows of a batch.
import torch
from torch import Tensor, nn

from benchmarks.training.sizes import LEARNING_RATE, Start
from classifier.neural.native.driver import KernelPiece, NativeKernel
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.rows import Batch
from classifier.neural.step import make_step


def largest_gap(start: Start) -> dict[str, float]:
    """For the hand-written step and the native kernel: the largest difference over the largest number of the gradient."""
    index_B = start.orders[0][: start.size.batch_size]
    x_BX = start.rows.x_NX[index_B].double()
    wanted = autograd(start, x_BX, start.target_N[index_B])
    found = {"by_hand": by_hand(start, x_BX, index_B), "native": native(start, x_BX, index_B)}
    largest = max(float(gradient.abs().max()) for gradient in wanted)
    return {
        way: max(float((a - b).abs().max()) for a, b in zip(gradients, wanted, strict=True)) / largest
        for way, gradients in found.items()
    }


def autograd(start: Start, x_BX: Tensor, target_B: Tensor) -> list[Tensor]:
    """Of torch's own network and loss, for each weight and bias."""
    model = start.size.sequential(start.size.mlp().double())
    if start.size.widths[-1] == 1:
        nn.BCEWithLogitsLoss()(model(x_BX), target_B.double()).backward()
    else:
        nn.CrossEntropyLoss()(model(x_BX), target_B).backward()
    return [parameter.grad for parameter in model.parameters() if parameter.grad is not None]


def by_hand(start: Start, x_BX: Tensor, index_B: Tensor) -> list[Tensor]:
    """Of the hand-written step."""
    model = start.size.mlp().double()
    flat = FlatWeights([model])
    target_MB, weight_MB = _targets(start, index_B)
    with torch.inference_mode():
        step = make_step([model], start.loss, flat)
        step(Batch(x_BX.unsqueeze(0), target_MB, weight_MB, weight_MB / len(index_B), counts=(len(index_B),)))
    return _gradients(model)


def native(start: Start, x_BX: Tensor, index_B: Tensor) -> list[Tensor]:
    """Of the kernel, after the one step that it took."""
    model = start.size.mlp().double()
    flat, spec = FlatWeights([model]), start.size.spec().optimizer
    state = Optimizer(spec, flat.values_MP, flat.gradient_MP).tensors
    kernel = NativeKernel(start.size.network, spec, batch_size=len(index_B), dtype=torch.float64)
    target_MB, weight_MB = _targets(start, index_B)
    piece = KernelPiece(x_BX.unsqueeze(0), target_MB, weight_MB, torch.tensor([[len(index_B)]]))
    in_float64 = {name: tensor.double() for name, tensor in state.items()}  # counts of steps are float32
    kernel(piece, [LEARNING_RATE], flat.values_MP, flat.gradient_MP, in_float64)
    return _gradients(model)


def _targets(start: Start, index_B: Tensor) -> tuple[Tensor, Tensor]:
    target_B = start.rows.target_N[index_B]
    target_B = target_B.double() if target_B.is_floating_point() else target_B
    return target_B.unsqueeze(0), torch.ones(1, len(index_B), dtype=torch.float64)


def _gradients(model: nn.Module) -> list[Tensor]:
    return [parameter.grad.clone() for parameter in model.parameters() if parameter.grad is not None]
