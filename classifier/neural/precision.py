"""Which numbers a step multiplies: chosen from the machine, the network's shape and the user's wish alone."""

# Axes: B rows of one batch, X axes of a row.
import contextlib
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import torch

from classifier.errors import SpecInvalid
from classifier.neural.device import flop_per_step
from classifier.neural.machine import Machine
from classifier.spec.models import MlpSpec, ModelSpec
from classifier.spec.report import Precision

Asked = Literal["auto"] | Precision

# FLOP of one step. Convolutions in bfloat16 on a core with avx512_bf16, against float32: 32 MFLOP x0.9 to x1.0, 380 MFLOP
# x1.4, 0.7 GFLOP x1.4, 1.4 GFLOP x1.6, 200 GFLOP x2.2; with AMX 200 GFLOP x2.1.
MIN_CPU_FLOP = 200_000_000
# FLOP of the products between the hidden layers of one perceptron, which are bfloat16 in the step by hand. There too, on one
# thread, with the activations between them: 25 MFLOP x0.9, 50 x1.2, 100 x1.4 to x1.8, 200 x1.7, 400 x1.9, 1.6 GFLOP x1.9.
MIN_CPU_DENSE_FLOP = 100_000_000
# The same on a GPU (H100, recorded steps), where torch multiplies convolutions of float32 as TF32. Between hidden layers: 0.1 GFLOP
# x0.95, 0.4 x1.0, 1.6 x1.1 to x1.2, 6 x1.4 to x1.6, 25 x2.2 to x2.4, 100 x3.4, 400 x6. Convolutions: 2.7 GFLOP x0.6, 12 x1.0, 21 x1.2,
# 39 x1.3, 155 x1.1, 471 x1.4. Residual networks 3 GFLOP x1.2, 52 x2.4; tabm 4 x1.0, 57 x1.3. Recurrent layers: 1 GFLOP x0.8, 313 x1.7.
MIN_CUDA_DENSE_FLOP = 1_000_000_000
MIN_CUDA_FLOP = {**dict.fromkeys(("cnn", "cnn1d", "resnet", "tabm"), 15_000_000_000), "rnn": 100_000_000_000}
CONVOLUTIONS = ("cnn", "cnn1d")


@dataclass(frozen=True)
class Compute:
    """How a step's forward and backward pass multiply; weights, their gradients and the loss are float32 in any case."""

    precision: Precision = "float32"

    def forward(self, device: torch.device) -> contextlib.AbstractContextManager[object]:
        """Enter it for the forward pass alone: the backward pass repeats what was done."""
        if self.precision == "float32":
            return contextlib.nullcontext()
        return torch.autocast(device.type, dtype=torch.bfloat16)


FLOAT32 = Compute()
BFLOAT16 = Compute("bfloat16")


def check_precision(asked: Asked, machine: Machine) -> None:
    """Raises: `SpecInvalid` when bfloat16 is asked for and the machine has no instructions for it."""
    if asked == "bfloat16" and not machine.bfloat16:
        raise SpecInvalid(
            f"training.precision is 'bfloat16', but this worker's {machine.device} has no instructions for it, so it would "
            "be slower than float32.",
            hint="Use 'auto' or 'float32'.",
        )


def choose_compute(asked: Asked, machine: Machine, model: ModelSpec, *, flop: int, batch_size: int) -> Compute:
    """How a step computes, by what was asked for and, on `auto`, by what was found to be faster. `flop` is of all members.

    On a CPU these are convolutions from 0.2 GFLOP on, and perceptrons whose hidden layers are wide enough for their
    batches, 256-256 from 256 rows on; recurrent layers are slower in bfloat16 there (x0.7 to x0.85). On a GPU these
    begin at many more operations, perceptrons of 512-512 at 1,024 rows, and other families but linear ones are among them.

    >>> from classifier.spec.models import CnnSpec
    >>> choose_compute("auto", Machine("cpu", bfloat16=True), CnnSpec(), flop=10**9, batch_size=16).precision
    'bfloat16'
    """
    if asked != "auto":
        return Compute(asked)
    if not machine.bfloat16:
        return FLOAT32
    on_cpu = machine.device == "cpu"
    if isinstance(model, MlpSpec):
        gains = _dense_flop(model, batch_size) >= (MIN_CPU_DENSE_FLOP if on_cpu else MIN_CUDA_DENSE_FLOP)
    elif on_cpu:
        gains = model.family in CONVOLUTIONS and flop >= MIN_CPU_FLOP
    else:
        gains = flop >= MIN_CUDA_FLOP.get(model.family, math.inf)
    return BFLOAT16 if gains else FLOAT32


def _dense_flop(model: MlpSpec, batch_size: int) -> int:
    """Of one member's step, between hidden layers; 0 with batch normalization, whose step autograd takes."""
    if model.hidden == "auto" or model.batch_norm:
        return 0
    return flop_per_step(sum(before * after for before, after in pairwise(model.hidden)), batch_size)
