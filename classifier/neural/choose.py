"""Which way a group of members takes its steps: decided by shapes, device and options alone."""

from collections.abc import Sequence
from typing import cast

import torch
from torch import nn

from classifier.neural.architecture import make_network
from classifier.neural.cuda_steps import CudaRecorder, GraphSteps
from classifier.neural.device import flop_per_step
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
from classifier.spec.architecture import Architecture
from classifier.spec.cost import estimate_run
from classifier.spec.train import TrainSpec

# Of one step. A GPU's is a dozen kernels or more, each of 3 us, however little it multiplies. One core's native kernel beside an
# H100, in two runs: 18 kFLOP 5 us / 65, 0.6 MFLOP 34 and 58 us / 80, 2.2 MFLOP 76 and 138 / 105, 9 MFLOP 231 and 396 / 120.
MAX_FLOP_BESIDE_GPU = 3_000_000
# As `estimate_run` has it: every epoch, and members one after the other. A job that touches a GPU starts a second later: 146 rows
# with five members of 128-128 (3 of these seconds) took 3.1 to 3.5 s / 2.2 to 2.4 on a core, 3,810 rows (32) 3.3 / 3.3, 20,000 rows
# (146) 9.8 / 29.7.
MAX_SECONDS_BEFORE_GPU = 20.0


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


def is_left_to_the_cpu(
    architecture: Architecture, loss: Loss, spec: TrainSpec, *, num_classes: int, num_rows: int, num_train_rows: int
) -> bool:
    """Whether one core ends the training no later than a GPU would: of little work in all, or in steps that the native
    kernel takes sooner. Not where bfloat16 is asked for, which the CPU may not have. `spec` must be resolved."""
    if spec.training.precision == "bfloat16":
        return False
    cost = estimate_run(
        spec, architecture.inputs, num_classes=num_classes, num_rows=num_rows, num_train_rows=num_train_rows
    )
    if cost.seconds <= MAX_SECONDS_BEFORE_GPU:
        return True
    step = min(num_train_rows, cast(int, spec.training.batch_size)) * cost.num_members
    is_small = flop_per_step(cost.num_multiplications, step) <= MAX_FLOP_BESIDE_GPU
    return is_small and is_native(architecture, loss, spec, num_members=cost.num_members)


def is_native(architecture: Architecture, loss: Loss, spec: TrainSpec, *, num_members: int) -> bool:
    """Whether a CPU would take the steps by the native kernel."""
    with torch.device("meta"):
        model = make_network(architecture)
    return native_network(model, loss, spec, num_members=num_members, device="cpu") is not None


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
