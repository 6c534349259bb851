"""The steps of the cases S2 and S3 against the loop of a tutorial: the same weights, batches and dropout on both sides."""

# Axes: N rows, D features, B rows of a batch, H height, W width.
import statistics
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from benchmarks.harness import spread, tell
from classifier.neural.agreement import agreed
from classifier.neural.choose import make_steps
from classifier.neural.device import flop_per_step, seeded, threads_for
from classifier.neural.loss import Loss, make_loss
from classifier.neural.machine import find_machine
from classifier.neural.networks.build import build_network
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.precision import FLOAT32, Compute, choose_compute
from classifier.neural.rows import Rows, make_rows, pieces
from classifier.neural.steps import Move
from classifier.spec.inputs import InputLayout
from classifier.spec.models import CnnSpec, ModelSpec
from classifier.spec.presets import PRESETS
from classifier.spec.size import network_size
from classifier.spec.train import LossSpec, OptimizerSpec, TrainSpec

CPU = torch.device("cpu")
LEARNING_RATE = 1e-4

Epoch = Callable[[int], list[float]]
"""Trains one epoch by its number; returns the loss of every step."""


def measure_s2(*, quick: bool) -> dict[str, Any]:
    """Sequences of one step with 2,474 features, batches of 64: the text's recurrent layers, dropout included."""
    num_rows, num_features = (64 * 25 if quick else 22_644), 2_474
    generator = np.random.default_rng(0)
    x_ND = generator.standard_normal((num_rows, num_features), dtype=np.float32)
    y_N = (x_ND @ generator.standard_normal(num_features, dtype=np.float32) > 0).astype(np.int64)
    model = _model("s2")
    inputs = InputLayout(kind="sequence", shape=[1, num_features + 1])
    mask_N1 = np.ones((num_rows, 1), dtype=np.float32)
    return _compare(
        "S2",
        theirs=_TextRnn(num_features),
        model=model,
        inputs=inputs,
        loss=make_loss(LossSpec(name="cross_entropy")),
        x_NX=np.concatenate([x_ND, mask_N1], axis=1)[:, None],
        y_N=y_N,
        their_x_NX=torch.from_numpy(x_ND[:, None]),
        their_loss=nn.CrossEntropyLoss(),
        batch_size=64,
        rounds=5 if quick else 3,
    )


def measure_s3(*, quick: bool) -> dict[str, Any]:
    """Images of 244 x 244, batches of 16: the text's convolutional network on rings and discs in noise."""
    num_rows = 32 if quick else 160
    x_NCHW, y_N = _rings_and_discs(num_rows + 64)
    model = _model("s3")
    inputs = InputLayout(kind="image", shape=[1, 244, 244])
    return _compare(
        "S3",
        theirs=_TextCnn(),
        model=model,
        inputs=inputs,
        loss=make_loss(LossSpec(name="bce_with_logits")),
        x_NX=x_NCHW[:num_rows],
        y_N=y_N[:num_rows],
        their_x_NX=torch.from_numpy(x_NCHW[:num_rows]),
        their_loss=nn.BCEWithLogitsLoss(),
        batch_size=16,
        rounds=3 if quick else 4,
        held_out=(x_NCHW[num_rows:], y_N[num_rows:]),
    )


def _compare(
    name: str,
    *,
    theirs: nn.Module,
    model: ModelSpec,
    inputs: InputLayout,
    loss: Loss,
    x_NX: np.ndarray,
    y_N: np.ndarray,
    their_x_NX: Tensor,
    their_loss: nn.Module,
    batch_size: int,
    rounds: int,
    held_out: tuple[np.ndarray, np.ndarray] | None = None,
) -> dict[str, Any]:
    """Both loops, epoch by epoch in turn; the first epoch of each, which warms up, is not in the times."""
    num_outputs = loss.num_outputs(2)
    with seeded(CPU, 0):
        ours = build_network(inputs, model, num_outputs, batch_norm=False)
    _copy_weights(ours, theirs)
    rows = make_rows(x_NX, y_N, loss, np.ones(2), CPU)
    flop = flop_per_step(network_size(inputs, model, num_outputs, batch_norm=False).multiplications, batch_size)
    compute = choose_compute("auto", find_machine(CPU), model, flop=flop, batch_size=batch_size)
    compute = agreed(compute, ours, loss, rows, batch_size, seed=0)
    target = torch.from_numpy(y_N)
    target = target.float().unsqueeze(1) if num_outputs == 1 else target
    epochs = {
        "loop": _loop(theirs, their_loss, their_x_NX, target, batch_size, rows),
        "ours": _ours(ours, loss, rows, batch_size, compute),
    }
    num_steps = -(-len(rows) // batch_size)
    times: dict[str, list[float]] = {side: [] for side in epochs}
    losses: dict[str, list[float]] = {side: [] for side in epochs}
    with threads_for(flop) as num_threads:
        for number in range(1, rounds + 2):
            for side, epoch in epochs.items():
                started = time.perf_counter()
                losses[side] += epoch(number)
                if number > 1:
                    times[side].append((time.perf_counter() - started) / num_steps)
            tell(f"{name}: round {number} of {rounds + 1}")
        accuracy = {}
        if held_out is not None:
            accuracy = {side: _accuracy(net, *held_out) for side, net in (("loop", theirs), ("ours", ours))}
    gaps = [abs(b - a) / max(abs(a), 0.01) for a, b in zip(losses["loop"], losses["ours"], strict=True)]
    return {
        "ratio": statistics.median(times["loop"]) / statistics.median(times["ours"]),
        "seconds_per_step": {side: spread(values) for side, values in times.items()},
        "num_steps": num_steps * (rounds + 1),
        "batch_size": batch_size,
        "flop_per_step": flop,
        "num_threads": num_threads,
        "precision": compute.precision,
        "loss_first": {side: values[0] for side, values in losses.items()},
        "loss_of_last_epoch": {side: statistics.mean(values[-num_steps:]) for side, values in losses.items()},
        "largest_loss_gap": max(gaps),
        "held_out_accuracy": accuracy,
    }


def _loop(model: nn.Module, loss: nn.Module, x_NX: Tensor, target_N: Tensor, batch_size: int, rows: Rows) -> Epoch:
    """As it is written everywhere: a DataLoader, `torch.optim.Adam`, one `.item()` a step; in our order of the rows."""
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    data = TensorDataset(x_NX, target_N)

    def epoch(number: int) -> list[float]:
        model.train()
        losses = []
        loader = iter(DataLoader(data, batch_size=batch_size, sampler=_order(rows, number)))
        with seeded(CPU, number):
            for x_BX, target_B in loader:
                optimizer.zero_grad()
                value = loss(model(x_BX), target_B)
                value.backward()
                optimizer.step()
                losses.append(value.item())
        return losses

    return epoch


def _ours(model: nn.Module, loss: Loss, rows: Rows, batch_size: int, compute: Compute = FLOAT32) -> Epoch:
    """What `Fit` does in an epoch: batches, step, the finite checks, update."""
    spec = TrainSpec(target="y", optimizer=OptimizerSpec(name="adam", weight_decay=0.0))
    flat = FlatWeights([model])
    optimizer = Optimizer(spec.optimizer, flat.values_MP, flat.gradient_MP)
    steps = make_steps([model], loss, spec, flat, optimizer, compute)

    def epoch(number: int) -> list[float]:
        model.train()
        losses: list[float] = []
        with seeded(CPU, number):
            for piece in pieces([rows], batch_size, seeds=[0], epoch=number):
                taken = steps(piece, [Move(LEARNING_RATE, 0.0)] * piece.num_steps, lambda: None)
                if not (np.isfinite(taken.loss_MS) & np.isfinite(taken.norm_MS)).all():
                    raise RuntimeError("a loss or a gradient is not finite")
                losses += (taken.loss_MS[0] / piece.count_MS[0]).tolist()
        return losses

    return epoch


def _order(rows: Rows, epoch: int) -> list[int]:
    """The rows' numbers as `batches` takes them in this epoch."""
    number_N1 = torch.arange(len(rows)).unsqueeze(1)
    numbered = Rows(number_N1, rows.target_N, rows.weight_N, rows.y_N)
    return [int(i) for piece in pieces([numbered], len(rows), seeds=[0], epoch=epoch) for i in piece.x_MRX[0, :, 0]]


def _copy_weights(into: nn.Module, source: nn.Module) -> None:
    """Both list their layers in one order."""
    with torch.no_grad():
        for ours, theirs in zip(into.parameters(), source.parameters(), strict=True):
            ours.copy_(theirs)


def _accuracy(model: nn.Module, x_NX: np.ndarray, y_N: np.ndarray) -> float:
    model.eval()
    with torch.inference_mode():
        logits = torch.cat([model(part) for part in torch.from_numpy(x_NX).split(16)])
    return float(((logits[:, 0].numpy() > 0) == (y_N > 0)).mean())


def _model(preset: str) -> ModelSpec:
    model = TrainSpec.model_validate({"target": "y", "preset": preset}).model
    if model == "auto":
        raise ValueError(f"the preset {preset} says no model")
    return model.model_copy(update={"activation": "relu"}) if isinstance(model, CnnSpec) else model


def _rings_and_discs(num_rows: int) -> tuple[np.ndarray, np.ndarray]:
    """`[N, 1, 244, 244]` float32 and the class: 1 for a ring, 0 for a disc of about as many bright pixels."""
    generator = np.random.default_rng(0)
    y_N = np.arange(num_rows) % 2
    x_NCHW = generator.standard_normal((num_rows, 1, 244, 244), dtype=np.float32)
    place = np.arange(244)
    for i, label in enumerate(y_N):
        right, down = generator.integers(60, 184, 2)
        distance_HW = np.hypot(place[:, None] - right, place[None] - down)
        x_NCHW[i, 0] += 1.2 * (np.abs(distance_HW - 30) < 5 if label else distance_HW < 17.5)
    return x_NCHW, y_N.astype(np.int64)


class _TextRnn(nn.Module):
    """The network of S2's text, mended: no rounding and no softmax."""

    def __init__(self, num_features: int) -> None:
        super().__init__()
        first, second = PRESETS["s2"]["model"]["blocks"]
        self.first = nn.RNN(num_features, first["units"], first["num_layers"], batch_first=True, bidirectional=True)
        self.second = nn.RNN(2 * first["units"], second["units"], second["num_layers"], batch_first=True)
        self.norm = nn.BatchNorm1d(2 * first["units"])
        self.dropout = nn.Dropout(0.5)
        self.head = nn.Linear(second["units"], 2)

    def forward(self, x_NTD: Tensor) -> Tensor:
        x = self.first(x_NTD)[0]
        x = self.norm(x.permute(0, 2, 1)).permute(0, 2, 1)
        logits: Tensor = self.head(self.dropout(self.second(x)[0])).squeeze(1)
        return logits


class _TextCnn(nn.Module):
    """The network of S3's text: three convolutions and two dense layers."""

    def __init__(self) -> None:
        super().__init__()
        widths, hidden = [1, 64, 64, 128], [128 * 27 * 27, 500, 500]
        self.convolutions = nn.ModuleList(nn.Conv2d(a, b, 5) for a, b in pairwise(widths))
        self.norms = nn.ModuleList(nn.BatchNorm2d(width) for width in widths[1:])
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(hidden, [*hidden[1:], 1], strict=True))
        self.dense_norms = nn.ModuleList(nn.BatchNorm1d(width) for width in hidden[1:])

    def forward(self, x_NCHW: Tensor) -> Tensor:
        x = x_NCHW
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            x = nn.functional.max_pool2d(torch.relu(norm(convolution(x))), 2)
        x = x.flatten(1)
        for layer, norm in zip(self.layers, [*self.dense_norms, None], strict=True):  # type: ignore[list-item]
            x = layer(x) if norm is None else torch.relu(norm(layer(x)))
        return x


if __name__ == "__main__":
    import json
    import sys

    wanted: Sequence[str] = sys.argv[1:] or ["s2", "s3"]
    for case in wanted:
        print(json.dumps((measure_s2 if case == "s2" else measure_s3)(quick=True), indent=2))
