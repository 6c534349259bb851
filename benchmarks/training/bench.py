"""Members side by side with one piece of an epoch before them: what a step of theirs costs, in each way."""

# Axes: M members.
import time
from collections.abc import Callable

import numpy as np
from torch import nn

from benchmarks.training.sizes import CPU, LEARNING_RATE, Size
from classifier.neural.choose import native_network
from classifier.neural.device import seeded
from classifier.neural.loss import make_loss
from classifier.neural.native.steps import NativeSteps
from classifier.neural.networks.build import build_network
from classifier.neural.optimizer import FlatWeights, Optimizer, has_groups
from classifier.neural.rows import make_rows, pieces
from classifier.neural.step import make_step
from classifier.neural.steps import Move, Steps, TorchSteps
from classifier.spec.inputs import InputLayout
from classifier.spec.models import MlpSpec
from classifier.spec.presets import TABLE_MODEL
from classifier.spec.recipe import EMA_DECAY, OTHER_RATE, WEIGHT_DECAY
from classifier.spec.recipe import LEARNING_RATE as RECIPE_RATE
from classifier.spec.size import network_size
from classifier.spec.train import TrainSpec
from classifier.table.layout import bin_edges

FEWEST_STEPS = 3


class Bench:
    """Networks of one size with `num_steps` steps before them, over rows of noise.

    With `recipe` they are what `auto` trains on a table: embeddings of each number, SiLU, dropout, AdamW with two groups
    and the average of the weights.
    """

    def __init__(self, size: Size, members: int, *, num_steps: int, native: bool, recipe: bool = False) -> None:
        spec = _recipe(size) if recipe else size.spec()
        generator = np.random.default_rng(0)
        num_rows = num_steps * size.batch_size
        x_ND = generator.standard_normal((num_rows, size.widths[0]), dtype=np.float32)
        y_N = generator.integers(0, size.num_classes, num_rows)
        loss = make_loss(spec.loss)
        rows = make_rows(x_ND, y_N, loss, np.ones(size.num_classes), CPU)
        inputs = _inputs(size, x_ND, recipe=recipe)
        if not isinstance(spec.model, MlpSpec):
            raise TypeError(f"expected a perceptron, got {spec.model}")
        with seeded(CPU, 0):
            models = [build_network(inputs, spec.model, size.widths[-1], batch_norm=False) for _ in range(members)]
        self.flop = 6 * members * size.batch_size * multiplications(inputs, spec.model, size.widths[-1])
        self.picks_native = native_network(models[0], loss, spec, num_members=members, device="cpu") is not None
        flat = FlatWeights(models, matrices_first=has_groups(spec.optimizer))
        if recipe:
            flat.begin_average()
        optimizer = Optimizer(
            spec.optimizer, flat.values_MP, flat.gradient_MP, num_matrices=flat.num_matrices if recipe else None
        )
        if native:
            self._steps: Steps = NativeSteps(size.network, spec, flat, optimizer)
        else:
            self._steps = TorchSteps(make_step(models, loss, flat), flat, optimizer, spec)
        self._steps.seed(list(range(members)))
        self._models: list[nn.Module] = models
        [self._piece] = pieces([rows] * members, size.batch_size, seeds=list(range(members)), epoch=1)
        self._plan = [Move(LEARNING_RATE, EMA_DECAY)] * self._piece.num_steps

    def us_per_step(self, clock: Callable[[], float]) -> float:
        """Take the piece's steps once; rows are gathered before."""
        started = clock()
        self._steps(self._piece, self._plan, _nothing)
        return (clock() - started) / self._piece.num_steps * 1e6


def multiplications(inputs: InputLayout, model: MlpSpec, num_outputs: int) -> int:
    """Of one row's forward pass, as the engine counts them when it chooses threads."""
    return network_size(inputs, model, num_outputs, batch_norm=False).multiplications


def steps_for(seconds: float, size: Size, members: int, *, native: bool, recipe: bool = False) -> int:
    """How many steps take about so long, by three that are taken; what they load is loaded before."""
    probe = Bench(size, members, num_steps=FEWEST_STEPS, native=native, recipe=recipe)
    probe.us_per_step(time.thread_time)
    us = max(0.1, probe.us_per_step(time.thread_time))
    most = 2**21 // (size.widths[0] * size.batch_size * members)  # one piece, which `pieces` would cut above
    return max(FEWEST_STEPS, min(4_000, most, round(seconds * 1e6 / us)))


def _inputs(size: Size, x_ND: np.ndarray, *, recipe: bool) -> InputLayout:
    num_numbers = size.widths[0]
    if not recipe:
        return InputLayout(kind="table", shape=[num_numbers])
    embedding = TABLE_MODEL.numeric_embedding
    num_bins = getattr(embedding, "num_bins", 16)
    bins = [bin_edges(x_ND[:, column], num_bins) for column in range(num_numbers)]
    return InputLayout(
        kind="table", shape=[num_numbers], numeric=list(range(num_numbers)), bins=bins, padded_bins=num_bins
    )


def _recipe(size: Size) -> TrainSpec:
    told = size.spec().model_dump()
    told["model"] = {**TABLE_MODEL.model_dump(), "hidden": list(size.widths[1:-1]), "activation": "silu"}
    told["optimizer"] |= {
        "name": "adamw",
        "learning_rate": RECIPE_RATE,
        "weight_decay": WEIGHT_DECAY,
        "only_matrices_decay": True,
        "other_rate": OTHER_RATE,
    }
    told["training"] |= {"ema_decay": EMA_DECAY}
    return TrainSpec.model_validate(told)


def _nothing() -> None:
    """No observer asks to stop."""
