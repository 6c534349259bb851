"""Which way a group of members takes its steps: decided by shapes, device and options alone."""

from collections.abc import Sequence

from torch import nn

from classifier.neural.cuda_steps import CudaRecorder, GraphSteps
from classifier.neural.loss import BceWithLogits, CrossEntropy, Loss
from classifier.neural.native import choice
from classifier.neural.native.driver import can_be_loaded
from classifier.neural.native.steps import NativeSteps
from classifier.neural.networks.mlp import Mlp
from classifier.neural.optimizer import FlatWeights, Optimizer, has_groups
from classifier.neural.precision import FLOAT32, Compute
from classifier.neural.ranks import RankedStep, Ranks
from classifier.neural.step import make_step
from classifier.neural.steps import Steps, TorchSteps
from classifier.spec.train import TrainSpec


def make_steps(
    models: Sequence[nn.Module],
    loss: Loss,
    spec: TrainSpec,
    flat: FlatWeights,
    optimizer: Optimizer,
    compute: Compute = FLOAT32,
    ranks: Ranks | None = None,
) -> Steps:
    """The fastest way for models that are shaped alike and whose weights are views into `flat`: the native kernel for
    small perceptrons, else torch, by hand or by autograd as `make_step` says, and recorded on a GPU. `ranks` share each
    step."""
    network = native_network(models[0], loss, spec, num_members=len(models), device=flat.values_MP.device.type)
    if network is not None and compute == FLOAT32 and ranks is None and can_be_loaded():
        return NativeSteps(network, spec, flat, optimizer)
    step = make_step(models, loss, flat, compute)
    if ranks is not None:
        step = RankedStep(step, models, flat, ranks)
    steps = TorchSteps(step, flat, optimizer, spec)
    if are_recorded(flat.values_MP.device.type, shared=ranks is not None):
        return GraphSteps(steps, CudaRecorder())
    return steps


def are_recorded(device: str, *, shared: bool) -> bool:
    """Whether steps are recorded once and replayed: on a GPU, whose launches are a small step's whole time.

    Not those shared between ranks: an exchange inside of a recording was never tried here.

    >>> are_recorded("cuda", shared=False), are_recorded("cpu", shared=False)
    (True, False)
    """
    return device == "cuda" and not shared


def native_network(
    model: nn.Module, loss: Loss, spec: TrainSpec, *, num_members: int, device: str
) -> choice.Network | None:
    """What the native kernel has to know, when it can take these steps and is the quicker way; else None."""
    if not isinstance(model, Mlp) or spec.training.batch_size == "auto":
        return None
    if isinstance(spec.training.ema_decay, float) or has_groups(spec.optimizer):  # they go with larger networks
        return None
    if isinstance(loss, BceWithLogits):
        name, smoothing = "bce_with_logits", 0.0
    elif isinstance(loss, CrossEntropy):
        name, smoothing = "cross_entropy", loss.label_smoothing
    else:
        return None
    widths = (model.linear_layers[0].in_features, *(layer.out_features for layer in model.linear_layers))
    network = choice.Network(widths, model.activation, name, smoothing)
    can_run = choice.can_run(network, dropout=model.dropout, batch_norm=model.norm is not None, device=device)
    return network if can_run and choice.is_faster(spec.training.batch_size, widths, num_members) else None
