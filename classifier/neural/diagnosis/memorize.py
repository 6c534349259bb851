"""One small batch learnt by heart on a copy of the network: what the run's own loss, optimizer and rate make of it."""

# Axes: N rows, B rows of the small batch, X axes of a row.
import contextlib
import copy
import math
import time

import numpy as np
import torch
from torch import nn

from classifier.findings.memorize import Course
from classifier.neural.diagnosis.inputs import standardized
from classifier.neural.loss import Loss
from classifier.neural.optimizer import flattened
from classifier.neural.rows import AnyRows, Rows, sample, whole_batch
from classifier.neural.step import make_step
from classifier.spec.inputs import InputLayout
from classifier.spec.train import OptimizerSpec

NUM_CANDIDATES = 512  # rows from which a batch with every class is picked
MOST_WAIT = 5  # times its own work, on a machine that others keep busy
WINDOW = 0.1  # share of the steps over which the last losses are averaged: a large rate makes them jump


def pick_batch(rows: AnyRows, num_rows: int, *, seed: int) -> Rows:
    """`num_rows` of the rows, drawn from `seed`, with as many classes as there are among a few hundred."""
    some = sample(rows, NUM_CANDIDATES, seed=seed)
    order_N = np.random.default_rng(seed).permutation(len(some))  # `sample` keeps the rows' order, a file may be sorted
    turn_N, seen = np.empty(len(some), dtype=np.int64), dict[int, int]()
    for row in order_N:
        label = int(some.y_N[row])
        turn_N[row] = seen[label] = seen.get(label, -1) + 1
    picked_B = order_N[np.argsort(turn_N[order_N], kind="stable")][:num_rows]
    index_B = torch.from_numpy(picked_B).to(some.x_NX.device)
    return Rows(some.x_NX[index_B], some.target_N[index_B], some.weight_N[index_B], some.y_N[picked_B])


def learn_by_heart(
    model: nn.Module,
    loss: Loss,
    batch: Rows,
    optimizer: OptimizerSpec,
    learning_rate: float,
    *,
    num_steps: int,
    seconds: float,
    standardized: bool = False,
    clip_norm: float | None = None,
) -> Course:
    """Take steps over the one batch on a copy of `model` without dropout, for at most `seconds` of this thread's work."""
    copied = _without_dropout(copy.deepcopy(model)).train()
    flat, stepper = flattened([copied], optimizer)
    step = make_step([copied], loss, flat)
    whole = whole_batch(batch)
    losses: list[float] = []
    worked, waited = time.thread_time() + seconds, time.perf_counter() + MOST_WAIT * seconds
    with contextlib.nullcontext() if step.needs_autograd else torch.inference_mode():
        while len(losses) < num_steps and (time.thread_time() < worked and time.perf_counter() < waited):
            losses.append(step(whole).item() / len(batch))
            if not math.isfinite(losses[-1]):
                break
            if clip_norm is not None and (norm := torch.linalg.vector_norm(flat.gradient_MP).item()) > clip_norm:
                flat.gradient_MP.mul_(clip_norm / norm)
            stepper.update(learning_rate)
    finite = [value for value in losses if math.isfinite(value)]
    window = max(1, round(WINDOW * len(finite)))
    return Course(
        optimizer=optimizer.name,
        learning_rate=learning_rate,
        standardized=standardized,
        num_steps=len(losses),
        first_loss=finite[0] if finite else 0.0,
        last_loss=sum(finite[-window:]) / window if finite else 0.0,
        is_finite=bool(finite) and len(finite) == len(losses),
    )


def with_standard_inputs(batch: Rows, layout: InputLayout, rows: Rows) -> Rows:
    """The batch as `preprocessing.normalization` standard would have given it."""
    return Rows(standardized(batch.x_NX, layout, rows.x_NX), batch.target_N, batch.weight_N, batch.y_N)


def _without_dropout(model: nn.Module) -> nn.Module:
    for module in model.modules():
        for name in ("dropout", "residual_dropout"):
            if isinstance(getattr(module, name, None), float):
                setattr(module, name, 0.0)
    return model
