"""Faults of how a network is trained: rate, schedule, optimizer, batches, loss and the end of the run."""

from typing import Any

import numpy as np

from tests.diagnosis.corpus.case import Case, Spec
from tests.diagnosis.corpus.fault import Fault, Inject, bases

Generator = np.random.Generator

ANY = ("linear", "units", "blobs", "zscored", "multiclass", "skewed", "moons", "circles", "mixed", "integers")
HARD = ("circles", "moons", "heart", "clouds")
"""Sets that a network does not learn within a few steps."""
RELU: Spec = {"model": {"family": "mlp", "hidden": [64, 32], "activation": "relu"}}
SILU: Spec = {"model": {"family": "mlp", "hidden": [64]}}
TOO_HIGH = (
    *("training.loss_diverged", "training.exploding_gradient", "training.oscillation", "training.update_ratio"),
    "training.dead_units",
)
"""Findings that name a learning rate that is too high."""
NOT_MOVING = ("training.learning_rate_zero", "training.weights_frozen", "training.update_ratio", "training.loss_flat")
"""Findings that name weights that do not move."""


def said(**parts: Any) -> Inject:
    """An injector that says these parts of the spec."""
    return lambda case, generator: case.saying(**parts)


def _with_epochs(epochs: int, *specs: Spec, **parts: Any) -> tuple[Spec, ...]:
    return tuple({**spec, **parts, "training": {"epochs": epochs}} for spec in (specs or ({},)))


def learning_rate(low: float, high: float, **optimizer: Any) -> Inject:
    """An injector that draws the rate, evenly on a log scale."""

    def inject(case: Case, generator: Generator) -> Case:
        rate = float(np.exp(generator.uniform(np.log(low), np.log(high))))
        return case.saying(optimizer={**optimizer, "learning_rate": float(f"{rate:.2g}")})

    return inject


def class_weights(case: Case, generator: Generator) -> Case:
    """One class, or one label of two by `pos_weight`, weighs a million times the others."""
    labels = sorted({str(label) for label in case.data.labels})
    heavy, weight = str(generator.choice(labels)), float(generator.choice([1e5, 1e6]))
    if len(labels) == 2 and generator.random() < 0.5:
        return case.saying(loss={"pos_weight": weight})
    return case.saying(loss={"class_weights": {label: weight if label == heavy else 1.0 for label in labels}})


def weight_decay(case: Case, generator: Generator) -> Case:
    """A decay that shrinks the weights faster than the loss can grow them."""
    return case.saying(optimizer={"name": "adamw", "weight_decay": float(generator.choice([50.0, 100.0, 200.0]))})


STEP: Spec = {"schedule": {"name": "step", "step_size": 10, "gamma": 0.1}}
EXPONENTIAL: Spec = {"schedule": {"name": "exponential", "gamma": 0.9}}
SGD: Spec = {"optimizer": {"name": "sgd", "learning_rate": 0.05, "momentum": 0.9}}

FAULTS = (
    Fault(
        "step_schedule_per_batch",
        "a step schedule meant for epochs ticks at every batch",
        ("preflight.schedule_reaches_zero", "training.learning_rate_zero"),
        bases(ANY, (50, 51), *_with_epochs(40, {**STEP, **SILU}, {**STEP, **RELU}, STEP)),
        said(schedule={"interval": "step"}),
    ),
    Fault(
        "exponential_schedule_per_batch",
        "an exponential schedule meant for epochs ticks at every batch",
        ("preflight.schedule_reaches_zero", "training.learning_rate_zero"),
        bases(ANY, (50, 51), *_with_epochs(40, {**EXPONENTIAL, **SILU}, {**EXPONENTIAL, **RELU}, EXPONENTIAL)),
        said(schedule={"interval": "step"}),
    ),
    Fault(
        "warmup_too_long",
        "the warm-up is longer than the run",
        ("preflight.warmup_too_long",),
        bases(ANY, (50, 51), *_with_epochs(30, SILU, RELU)),
        said(schedule={"warmup": 20_000}),
    ),
    Fault(
        "rate_next_to_nothing",
        "a learning rate of 1e-9 to 1e-7",
        NOT_MOVING,
        bases(ANY, (50, 51), *_with_epochs(30, SILU, RELU, {})),
        learning_rate(1e-9, 1e-7),
    ),
    Fault(
        "rate_too_low",
        "a learning rate of 1e-6 to 1e-5",
        (*NOT_MOVING, "training.not_converged", "preflight.too_few_steps"),
        bases(ANY, (50, 51), *_with_epochs(30, SILU, RELU, {})),
        learning_rate(1e-6, 1e-5),
    ),
    Fault(
        "adam_rate_too_high",
        "adam with a learning rate of 3 to 30",
        TOO_HIGH,
        bases(ANY, (50, 51), *_with_epochs(30, SILU, RELU, {})),
        learning_rate(3.0, 30.0, name="adam"),
    ),
    Fault(
        "sgd_diverges",
        "sgd with momentum and a learning rate of 10 to 100",
        (*TOO_HIGH, "step0.nonfinite"),
        bases(ANY, (50, 51), *_with_epochs(30, {**SGD, **SILU}, {**SGD, **RELU})),
        learning_rate(10.0, 100.0),
    ),
    Fault(
        "units_die",
        "ReLUs under a rate that throws them off their inputs",
        TOO_HIGH,
        bases(ANY, (50, 51), *_with_epochs(30, RELU)),
        learning_rate(0.5, 2.0, name="adam"),
    ),
    Fault(
        "too_few_steps",
        "the whole table is one batch, for five epochs",
        ("preflight.too_few_steps", "training.not_converged"),
        bases(HARD, range(50, 54), SILU, RELU, {}),
        said(training={"epochs": 5, "batch_size": 1_000_000}),
    ),
    Fault(
        "one_epoch",
        "one epoch only",
        ("preflight.too_few_steps", "training.not_converged"),
        bases(HARD, range(50, 54), SILU, RELU, {}),
        said(training={"epochs": 1}),
    ),
    Fault(
        "batch_larger_than_data",
        "a batch of a million rows",
        ("preflight.batch_gt_data",),
        bases(ANY, (50,), {"training": {"epochs": 200}}),
        said(training={"batch_size": 1_000_000}),
        told="info",
    ),
    Fault(
        "stopped_too_early",
        "early stopping wants the loss to fall by 10 at a time",
        ("training.stopped_too_early",),
        bases(HARD, range(50, 54), SILU, RELU, {}),
        said(training={"early_stopping": {"patience": 2, "min_delta": 10.0}}),
    ),
    Fault(
        "gradient_clipped",
        "gradients are clipped to a norm of 1e-6 to 1e-5",
        ("training.gradient_clipped",),
        bases(ANY, (50, 51), *_with_epochs(30, {**SGD, **SILU}, {**SGD, **RELU})),
        lambda case, generator: case.saying(training={"gradient_clip_norm": float(generator.choice([1e-6, 1e-5]))}),
    ),
    Fault(
        "weight_decay",
        "adamw with a weight decay of 50 to 200",
        ("preflight.weight_decay_high",),
        bases(ANY, (50, 51), *_with_epochs(30, SILU, RELU, {})),
        weight_decay,
        measure="log_loss",
    ),
    Fault(
        "label_smoothing",
        "labels are smoothed by 0.9",
        ("preflight.label_smoothing_high",),
        bases(ANY, (50, 51), *_with_epochs(30, {**SILU, "calibration": "none"})),
        said(loss={"label_smoothing": 0.9}),
        measure="log_loss",
    ),
    Fault(
        "class_weights",
        "one class weighs 100,000 times the others or more",
        ("preflight.loss_weights_extreme",),
        bases(ANY, (50, 51), *_with_epochs(30, SILU, RELU, {})),
        class_weights,
    ),
)
