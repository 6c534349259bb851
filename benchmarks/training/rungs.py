"""The rungs of the ladder: five ways to take the same steps, from a tutorial's loop to the native kernel."""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from benchmarks.training.sizes import CPU, LEARNING_RATE, Start
from classifier.neural.agreement import agreed
from classifier.neural.choose import make_steps
from classifier.neural.device import flop_per_step
from classifier.neural.machine import find_machine
from classifier.neural.native.steps import NativeSteps
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.precision import Compute, choose_compute
from classifier.neural.rows import pieces
from classifier.neural.step import make_step
from classifier.neural.steps import Move, Steps, TorchSteps
from classifier.spec.models import MlpSpec


class Prepared(NamedTuple):
    """Ready to train once."""

    train: Callable[[], None]
    """Takes every step of every epoch."""
    model: nn.Module
    way: str
    """The class that takes the steps."""


def loop(start: Start) -> Prepared:
    """What tutorials teach: a DataLoader, `nn.Sequential`, `torch.optim.Adam`, one `.item()` a step."""
    model, loss_function = _theirs(start)
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    data = TensorDataset(start.rows.x_NX, start.target_N)
    orders = [order_N.tolist() for order_N in start.orders]

    def train() -> None:
        for order in orders:
            total_loss = 0.0
            for x, target in DataLoader(data, batch_size=start.size.batch_size, sampler=order):
                loss = loss_function(model(x), target)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                total_loss += loss.item()

    return Prepared(train, model, "DataLoader")


def tensors(start: Start, *, fused: bool = False) -> Prepared:
    """The same without a DataLoader: a batch is an index into the tensors."""
    model, loss_function = _theirs(start)
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, fused=fused)
    x_ND, target_N = start.rows.x_NX, start.target_N

    def train() -> None:
        for order_N in start.orders:
            total_loss = 0.0
            for index_B in order_N.split(start.size.batch_size):
                loss = loss_function(model(x_ND[index_B]), target_N[index_B])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                total_loss += loss.item()

    return Prepared(train, model, "tensors")


def fused_adam(start: Start) -> Prepared:
    """Tensors, and Adam as one kernel a step."""
    return tensors(start, fused=True)


def by_hand(start: Start) -> Prepared:
    """The engine's step in torch, without a graph."""
    return _ours(start, "by hand")


def native(start: Start) -> Prepared:
    """The engine's compiled kernel."""
    return _ours(start, "native")


def ours(start: Start) -> Prepared:
    """What the engine picks."""
    return _ours(start, "ours")


RUNGS: dict[str, Callable[[Start], Prepared]] = {
    "loop": loop,
    "tensors": tensors,
    "fused_adam": fused_adam,
    "by_hand": by_hand,
    "native": native,
    "ours": ours,
}


def _theirs(start: Start) -> tuple[nn.Sequential, nn.Module]:
    loss = nn.BCEWithLogitsLoss() if start.size.widths[-1] == 1 else nn.CrossEntropyLoss()
    return start.size.sequential(start.size.mlp()), loss


def _ours(start: Start, way: str) -> Prepared:
    """An epoch as `Fit` takes it, without its measuring."""
    spec, loss, model = start.size.spec(), start.loss, start.size.mlp()
    flat = FlatWeights([model])
    optimizer = Optimizer(spec.optimizer, flat.values_MP, flat.gradient_MP)
    if way == "native":
        steps: Steps = NativeSteps(start.size.network, spec, flat, optimizer)
    elif way == "by hand":
        steps = TorchSteps(make_step([model], loss, flat), flat, optimizer, spec)
    else:
        steps = make_steps([model], loss, spec, flat, optimizer, precision_of(start, model))
    seed, move = spec.training.seed, Move(LEARNING_RATE, 0.0)

    def train() -> None:
        for epoch in range(1, start.size.epochs + 1):
            for piece in pieces([start.rows], start.size.batch_size, seeds=[seed], epoch=epoch):
                steps(piece, [move] * piece.num_steps, _nothing)

    return Prepared(train, model, type(steps).__name__)


def precision_of(start: Start, model: nn.Module) -> Compute:
    """How the engine multiplies on this processor."""
    size, spec = start.size, start.size.spec()
    flop = flop_per_step(sum(a * b for a, b in pairwise(size.widths)), size.batch_size)
    asked = MlpSpec(hidden=list(size.widths[1:-1]), activation="relu")
    found = choose_compute("auto", find_machine(CPU), asked, flop=flop, batch_size=size.batch_size)
    return agreed(found, model, start.loss, start.rows, size.batch_size, seed=spec.training.seed)


def _nothing() -> None:
    """No observer asks to stop."""
