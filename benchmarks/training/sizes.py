"""The three sizes of the ladder: their rows, first weights and order of rows, the same for everybody who trains them."""

# Axes: N rows, D features.
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import torch
from sklearn.datasets import make_classification
from torch import Tensor, nn

from classifier.neural.device import seeded
from classifier.neural.loss import Loss, make_loss
from classifier.neural.native.choice import Network
from classifier.neural.networks.mlp import Mlp
from classifier.neural.rows import Rows, make_rows, pieces
from classifier.spec.inputs import InputLayout
from classifier.spec.models import MlpSpec
from classifier.spec.train import TrainSpec
from examples.s0.generate import COLUMNS, TARGET, write_rice

CPU = torch.device("cpu")
LEARNING_RATE = 1e-3
S0_ROWS = 12_730
"""Training rows of case S0: 70 % of the made table."""
MADE_ROWS = 15_400


@dataclass(frozen=True)
class Size:
    """A perceptron with ReLU, and how it is trained with Adam."""

    widths: tuple[int, ...]
    """Inputs, each hidden layer's units, outputs; one output has the loss `bce_with_logits`, more `cross_entropy`."""
    batch_size: int
    epochs: int = 1
    faster: float = 1.0
    """How many times the loop's speed is promised."""

    @property
    def loss(self) -> str:
        """Its name in a spec."""
        return "bce_with_logits" if self.widths[-1] == 1 else "cross_entropy"

    @property
    def num_classes(self) -> int:
        """Labels that its rows have."""
        return max(2, self.widths[-1])

    @property
    def network(self) -> Network:
        """What the native kernel has to know."""
        return Network(self.widths, "relu", self.loss)

    def spec(self) -> TrainSpec:
        """A resolved spec that says the same."""
        told: dict[str, Any] = {
            "target": "y",
            "model": {"hidden": list(self.widths[1:-1]), "activation": "relu"},
            "loss": {"name": self.loss},
            "optimizer": {
                "name": "adam",
                "learning_rate": LEARNING_RATE,
                "weight_decay": 0.0,
                "only_matrices_decay": False,
                "other_rate": 1.0,
            },
            "training": {
                "epochs": self.epochs,
                "batch_size": self.batch_size,
                "early_stopping": None,
                "ema_decay": None,
            },
        }
        return TrainSpec.model_validate(told)

    def mlp(self, seed: int = 0) -> Mlp:
        """Our network, its weights drawn from `seed`."""
        inputs = InputLayout(kind="table", shape=[self.widths[0]])
        model = MlpSpec(hidden=list(self.widths[1:-1]), activation="relu")
        with seeded(CPU, seed):
            return Mlp(inputs, model, self.widths[-1], batch_norm=False)

    def sequential(self, like: nn.Module) -> nn.Sequential:
        """The network as a tutorial writes it, with the weights of `like`."""
        layers: list[nn.Module] = []
        for a, b in pairwise(self.widths):
            layers += [nn.Linear(a, b), nn.ReLU()]
        model = nn.Sequential(*layers[:-1])
        with torch.no_grad():
            for parameter, source in zip(model.parameters(), like.parameters(), strict=True):
                parameter.copy_(source)
        return model.to(next(like.parameters()).dtype)


SIZES = {
    "s0": Size((10, 25, 1), 8, epochs=1, faster=100.0),
    "50-64-5": Size((50, 64, 5), 64, epochs=2, faster=8.0),
    "50-256-256-5": Size((50, 256, 256, 5), 256, epochs=2, faster=2.2),
}


@dataclass(frozen=True)
class Start:
    """Everything that all rungs share."""

    size: Size
    rows: Rows

    @property
    def loss(self) -> Loss:
        """As the engine computes it."""
        return make_loss(self.size.spec().loss)

    @cached_property
    def target_N(self) -> Tensor:  # noqa: N802
        """Labels as torch's own loss wants them: class numbers, or `[N, 1]` float32 for one output."""
        return self.rows.target_N.unsqueeze(1) if self.size.widths[-1] == 1 else self.rows.target_N

    @cached_property
    def orders(self) -> list[Tensor]:
        """Of the rows in each epoch, as the engine draws them."""
        return [order_of(self.rows, epoch) for epoch in range(1, self.size.epochs + 1)]

    @property
    def num_steps(self) -> int:
        """Of all epochs."""
        return self.size.epochs * -(-len(self.rows) // self.size.batch_size)


def start_of(name: str) -> Start:
    """One of `SIZES` with its rows."""
    size = SIZES[name]
    x_ND, y_N = rice() if name == "s0" else made(size.widths[0], size.widths[-1], MADE_ROWS)
    return Start(size, rows_of(size, x_ND, y_N))


def rows_of(size: Size, x_ND: npt.NDArray[np.float32], y_N: npt.NDArray[np.int64]) -> Rows:
    """Encoded rows as the engine takes them."""
    return make_rows(x_ND, y_N, make_loss(size.spec().loss), np.ones(size.num_classes), CPU)


def rice() -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """`[12730, 10]` measures of made grains, divided by their largest absolute value, and the class."""
    with tempfile.TemporaryDirectory() as folder:
        table = pd.read_csv(write_rice(Path(folder) / "rice.csv"))
    kept = np.random.default_rng(0).permutation(len(table))[:S0_ROWS]
    x_ND = table[list(COLUMNS)].to_numpy(np.float64)[kept]
    return (x_ND / np.abs(x_ND).max(0)).astype(np.float32), table[TARGET].to_numpy(np.int64)[kept]


def made(num_features: int, num_classes: int, num_rows: int) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """Standardized clusters, two for each class."""
    x_ND, y_N = make_classification(
        num_rows,
        num_features,
        n_informative=15,
        n_classes=num_classes,
        n_clusters_per_class=2,
        class_sep=1.5,
        random_state=0,
    )
    return ((x_ND - x_ND.mean(0)) / x_ND.std(0)).astype(np.float32), y_N.astype(np.int64)


def order_of(rows: Rows, epoch: int, seed: int = 0) -> Tensor:
    """Numbers of the rows in the order of this epoch: `pieces` is asked, with the rows' numbers as rows."""
    numbered = Rows(torch.arange(len(rows)).unsqueeze(1), rows.target_N, rows.weight_N, rows.y_N)
    parts = [piece.x_MRX[0, :, 0] for piece in pieces([numbered], len(rows), seeds=[seed], epoch=epoch)]
    return torch.cat(parts)


def stacked_rows(rows: Rows, members: int) -> Sequence[Rows]:
    """The same rows for each of several members; `pieces` gives each a copy."""
    return [rows] * members
