"""Networks with rows and steps on one device for `benchmarks.gpu`, and the least time that a device could take for them."""

# Axes: N rows, M members, P trained numbers.
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch

from classifier.neural.architecture import make_network
from classifier.neural.cuda_steps import GraphSteps, Recorder
from classifier.neural.device import flop_per_step, seeded
from classifier.neural.loss import make_loss
from classifier.neural.networks.pooling import SequenceNetwork
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.precision import FLOAT32, Compute
from classifier.neural.rows import Piece, make_rows, pieces
from classifier.neural.step import make_step
from classifier.neural.steps import Move, Steps, TorchSteps
from classifier.spec.architecture import Architecture
from classifier.spec.inputs import InputLayout
from classifier.spec.train import TrainSpec

# Operations and bytes a second by what the makers say: float32 without tensor cores, dense bfloat16, memory.
PEAKS = {
    "H100 PCIe": (51e12, 756e12, 2.0e12),
    "H100": (67e12, 989e12, 3.35e12),
    "H200": (67e12, 989e12, 4.8e12),
    "A100": (19.5e12, 312e12, 2.0e12),
}
FLOAT_BYTES = 4
# Of every trained number in a step: read forward and backward; its gradient written, read for the norm and by Adam; Adam
# reads and writes the number and two moments; the average is read and written.
TRIPS = 2 + 3 + 6 + 2
RATES = {"adamw": 1e-3, "sgd": 0.05}


@dataclass(frozen=True)
class Case:
    """One network at one batch size."""

    name: str
    shape: tuple[int, ...]
    """Of a row."""
    model: dict[str, Any]
    batch_size: int
    num_classes: int = 5
    num_members: int = 1
    num_steps: int = 200
    """In a measurement."""
    ema_decay: float | None = 0.99
    checked_with: str = "adamw"
    """Optimizer by which weights are compared. A bias before a batch normalization has no gradient but rounding, of which
    Adam makes whole steps."""


PERCEPTRONS = (
    Case("10-25-1, batch 8", (10,), {"family": "mlp", "hidden": [25], "activation": "relu"}, 8, num_classes=2),
    Case("50-64-5, batch 64", (50,), {"family": "mlp", "hidden": [64], "activation": "relu"}, 64),
    Case("50-256-256-5, batch 256", (50,), {"family": "mlp", "hidden": [256, 256], "activation": "relu"}, 256),
)
DROPOUT = Case(
    "50-64-5, dropout 0.15, 5 members",
    (50,),
    {"family": "mlp", "hidden": [64], "activation": "silu", "dropout": 0.15},
    64,
    num_members=5,
)
WIDE = Case(
    "50-1024-1024-5, batch 1024",
    (50,),
    {"family": "mlp", "hidden": [1024, 1024], "activation": "relu"},
    1024,
    num_steps=60,
)
IMAGES = Case(
    "S3's CNN, 64x64, batch 16",
    (1, 64, 64),
    {"family": "cnn", "channels": [16, 32, 64], "kernel_size": 5, "head": "mean", "activation": "relu"},
    16,
    num_classes=2,
    num_steps=60,
    checked_with="sgd",
)
LARGE_IMAGES = replace(IMAGES, name="S3's CNN, 244x244, batch 64", shape=(1, 244, 244), batch_size=64, num_steps=12)

SEQUENCES = (40, 4)  # steps, and channels with the mask


def _of_family(name: str, shape: tuple[int, ...], model: dict[str, Any]) -> Case:
    return Case(name, shape, model, 64, num_steps=30, checked_with="sgd")


FAMILIES = (
    _of_family("logistic", (20,), {"family": "logistic"}),
    _of_family("mlp, batch normalization", (20,), {**PERCEPTRONS[1].model, "batch_norm": True}),
    _of_family("resnet", (20,), {"family": "resnet", "activation": "relu"}),
    _of_family("tabm", (20,), {"family": "tabm", "hidden": [128, 128], "activation": "relu"}),
    _of_family("rnn", SEQUENCES, {"family": "rnn", "cell": "rnn", "pooling": "mean"}),
    _of_family("gru, both directions", SEQUENCES, {"family": "rnn", "batch_norm": True}),
    _of_family("lstm", SEQUENCES, {"family": "rnn", "cell": "lstm", "pooling": "attention"}),
    _of_family("cnn1d", SEQUENCES, {"family": "cnn1d", "activation": "relu"}),
    _of_family("cnn", (1, 28, 28), {"family": "cnn", "activation": "relu"}),
)


def _of_size(num_inputs: int, hidden: list[int], batch_size: int, num_members: int = 1) -> Case:
    name = f"{num_members} x {'-'.join(map(str, [num_inputs, *hidden, 5]))}, batch {batch_size}"
    model = {"family": "mlp", "hidden": hidden, "activation": "silu"}
    steps = 200 if batch_size < 100 else 60
    return Case(name, (num_inputs,), model, batch_size, num_members=num_members, num_steps=steps, ema_decay=None)


SIZES = (
    _of_size(10, [25], 8),
    _of_size(10, [25], 8, num_members=5),
    _of_size(20, [64], 64),
    _of_size(20, [64, 64], 64),
    _of_size(20, [64, 64], 64, num_members=5),
    _of_size(50, [128, 128], 64),
    _of_size(20, [], 512),
    _of_size(50, [256, 256], 256),
    _of_size(50, [512, 512], 512),
)


class Bench:
    """A case on a device, always from the same weights and rows."""

    def __init__(
        self, case: Case, device: torch.device, *, compute: Compute = FLOAT32, optimizer: str = "adamw"
    ) -> None:
        self.case, self.device, self.compute = case, device, compute
        self.spec = TrainSpec.model_validate(
            {
                "target": "y",
                "loss": {"name": "bce_with_logits" if case.num_classes == 2 else "cross_entropy"},
                "optimizer": {"name": optimizer, "learning_rate": RATES[optimizer], "weight_decay": 0.01},
                "training": {"epochs": 1, "batch_size": case.batch_size, "ema_decay": case.ema_decay},
            }
        )
        self.loss = make_loss(self.spec.loss)
        num_outputs = self.loss.num_outputs(case.num_classes)
        kind: Any = ("table", "sequence", "image")[len(case.shape) - 1]
        inputs = InputLayout(kind=kind, shape=list(case.shape))
        self.architecture = Architecture.model_validate(
            {"inputs": inputs, "model": case.model, "batch_norm": False, "num_outputs": num_outputs}
        )
        with seeded(torch.device("cpu"), 0):
            self.models = [make_network(self.architecture).to(device) for _ in range(case.num_members)]
        for model in self.models:
            if isinstance(model, SequenceNetwork):
                model.learn_from(torch.ones(1, *case.shape))
        self.flat = FlatWeights(self.models)
        if self.spec.training.ema_decay is not None:
            self.flat.begin_average()
        self.moves = Optimizer(self.spec.optimizer, self.flat.values_MP, self.flat.gradient_MP)
        self.eager = TorchSteps(make_step(self.models, self.loss, self.flat, compute), self.flat, self.moves, self.spec)

    def rows(self, home: torch.device, *, fewer: int = 0) -> list[Any]:
        """Clouds around a centre for each class, the same for every member: full batches, or `fewer` rows in the last."""
        case, generator = self.case, np.random.default_rng(0)
        y_N = generator.integers(0, case.num_classes, case.batch_size * case.num_steps - fewer)
        centers = generator.normal(size=(case.num_classes, *case.shape)).astype(np.float32)
        x_NX = centers[y_N] + generator.standard_normal((len(y_N), *case.shape), dtype=np.float32)
        if len(case.shape) == 2:
            x_NX[..., -1] = 1.0  # the mask: no padding
        return [make_rows(x_NX, y_N, self.loss, np.ones(case.num_classes), home)] * case.num_members

    def pieces(self, rows: Sequence[Any]) -> Iterator[Piece]:
        """One epoch, each put together when it is asked for."""
        return pieces(rows, self.case.batch_size, seeds=range(len(rows)), epoch=1)

    def recorded(self, recorder: Recorder) -> GraphSteps:
        """The same steps, recorded."""
        return GraphSteps(self.eager, recorder)

    def take(self, steps: Steps, found: Iterable[Piece], *, epoch: int = 1) -> float:
        """Take every step; the mean loss of a row."""
        losses, num_rows = 0.0, 0
        steps.seed([epoch * 100 + m for m in range(self.case.num_members)])
        with seeded(self.device, epoch):
            for piece in found:
                plan = [Move(float(self.spec.optimizer.learning_rate), 0.99)] * piece.num_steps
                losses += float(steps(piece, plan, nothing).loss_MS.sum())
                num_rows += int(piece.count_MS.sum())
        return losses / num_rows

    def roofline(self, name: str, *, bfloat16: bool = False) -> dict[str, float]:
        """Operations and bytes of a step, and its least time on a device called `name`, in us, where its peaks are known.

        Bytes are those of weights, gradients and optimizer, and of the rows: small sets of weights stay in the cache, so
        the time by bytes may be undercut.
        """
        case = self.case
        flop = case.num_members * flop_per_step(self.architecture.size.multiplications, case.batch_size)
        num_numbers = self.flat.values_MP.numel() * TRIPS + case.num_members * case.batch_size * int(
            np.prod(case.shape)
        )
        found = {"flop": float(flop), "bytes": float(num_numbers * FLOAT_BYTES)}
        peaks = next((peaks for part, peaks in PEAKS.items() if part in name), None)
        if peaks is not None:
            found["least_us_by_flop"] = flop / peaks[1 if bfloat16 else 0] * 1e6
            found["least_us_by_bytes"] = found["bytes"] / peaks[2] * 1e6
        return found


def nothing() -> None:
    """A poll that never stops."""


RecorderMaker = Callable[[], Recorder]
