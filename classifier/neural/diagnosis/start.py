"""Checks of the phases `preflight` and `step0`, made once a run: after the first member's rows are encoded, before its fit."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from torch import nn

from classifier.errors import Diverged
from classifier.findings.head import check_head
from classifier.findings.ledger import Checked, Ledger, Outcome, Skip
from classifier.findings.machine import machine_memory_bytes
from classifier.findings.memorize import Course, check_memorizing, is_suspicious
from classifier.findings.preflight import preflight_checks
from classifier.findings.step0 import check_initial_loss, check_nonfinite, check_scale, nonfinite
from classifier.neural.device import derived_seed, seeded
from classifier.neural.diagnosis.first_loss import first_loss
from classifier.neural.diagnosis.head import squashed_head
from classifier.neural.diagnosis.inputs import input_scales, network_inputs
from classifier.neural.diagnosis.memorize import learn_by_heart, pick_batch, with_standard_inputs
from classifier.neural.loss import Loss
from classifier.neural.rows import AnyRows, Rows, sample
from classifier.spec.cost import Estimate, estimate_run
from classifier.spec.inputs import InputLayout
from classifier.spec.models import Cnn1dSpec, CnnSpec, MlpSpec, ModelSpec, ResnetSpec
from classifier.spec.resources import CHUNK_NUMBERS, row_seconds, step_seconds
from classifier.spec.size import NetworkSize
from classifier.spec.streaming import Streaming
from classifier.spec.train import OptimizerSpec, TrainSpec

PROBE = 3  # what a generator is for, beside those of `rows`
SAMPLED_ROWS = 2_000  # a standard deviation to 2 %
HEAD_ROWS = 4
# Shares of the run's estimated time. The floors are what nobody waits for.
PROBE_SHARE, PROBE_FLOOR = 0.015, 0.05
LOSS_SHARE, LOSS_FLOOR = 0.005, 0.01
PROBE_ROWS, FEW_PROBE_ROWS = 32, 8
MOST_PROBE_STEPS, FEWEST_PROBE_STEPS = 300, 20
STEPS_SHARE, STEPS_FLOOR = 0.01, 100  # of the planned steps
CONTROL_RATE = 0.01
HUGE_INPUT = 1e9  # its square is a thousandth of what float32 can add up over a layer


@dataclass(frozen=True)
class Start:
    """A run as it is before its first step."""

    asked: TrainSpec
    spec: TrainSpec
    layout: InputLayout
    size: NetworkSize
    input_names: Sequence[str]
    """Of the columns' or channels' numbers."""
    classes: Sequence[str]
    num_rows: int
    model: nn.Module
    loss: Loss
    train: AnyRows
    streaming: Streaming | None = None
    """How much of its rows is in memory, when not all are."""

    @property
    def family(self) -> ModelSpec:
        """The network's resolved spec."""
        if self.spec.model == "auto":
            raise ValueError("the training spec is not resolved")
        return self.spec.model


def check_start(start: Start, ledger: Ledger) -> None:
    """Tell `ledger` what the start gives; nothing of the run, its weights and random numbers included, is changed.

    Raises: `StoppedByFinding`.
    """
    spec, train = start.spec, start.train
    counts_C = np.bincount(train.y_N, minlength=len(start.classes))
    cost = estimate_run(
        spec,
        start.layout,
        num_classes=len(start.classes),
        num_rows=start.num_rows,
        num_train_rows=len(train),
        streaming=start.streaming,
    )
    ledger.take(
        preflight_checks(
            start.asked,
            spec,
            cost,
            class_counts=dict(zip(start.classes, counts_C.tolist(), strict=True)),
            memory_bytes=machine_memory_bytes(),
        )
    )
    with seeded(train.device, spec.training.seed, PROBE):
        ledger.take(_step0(start, cost))
        shares = (counts_C / counts_C.sum()).tolist()
        head = squashed_head(start.model, train.some.x_NX[:HEAD_ROWS])
        wanted = start.loss.num_outputs(len(start.classes))
        ledger.take([("preflight.loss_head_mismatch", check_head(head, num_wanted=wanted, class_shares=shares))])
        ledger.take([("preflight.one_batch_overfit_failed", _memorize(start, cost))])


@contextlib.contextmanager
def loss_told(asked: TrainSpec, members: Sequence[AnyRows], ledger: Ledger) -> Iterator[None]:
    """Tell of what is not finite at the start before the error goes on: all rows are measured then, not a sample.

    The encoder keeps numbers within 1e18, so that the loss of most networks stays finite; their first gradient may not.
    """
    try:
        yield
    except Diverged as error:
        largest, rows = max(((_largest(rows), rows) for rows in members), key=lambda found: found[0])
        epoch = error.extra.get("epoch")
        if epoch == 0 or (epoch == 1 and largest >= HUGE_INPUT):
            where = "The loss before the first step" if epoch == 0 else "The gradient of the first epoch"
            found = nonfinite(asked, where, num_rows=len(rows), num_not_finite=0, largest_input=largest)
            ledger.take([("step0.nonfinite", found)])
        raise


def _largest(rows: AnyRows) -> float:
    return max(float(x_NX.abs().max()) for _, x_NX in rows.parts(max(1, CHUNK_NUMBERS // rows.num_numbers)))


def _step0(start: Start, cost: Estimate) -> Checked:
    spec, train = start.spec, start.train
    some = sample(train, SAMPLED_ROWS, seed=spec.training.seed)
    x_NX = network_inputs(start.model, some.x_NX)
    scales = input_scales(x_NX, start.layout, start.input_names)
    yield (
        "step0.input_scale",
        check_scale(start.asked, scales, num_rows=len(some), normalizes=_normalizes_first_layer(start.family)),
    )
    seconds = max(LOSS_FLOOR, LOSS_SHARE * cost.seconds)
    fewer = max(8, min(SAMPLED_ROWS, int(seconds / row_seconds(start.family, start.size))))
    loss = first_loss(
        start.model, sample(train, fewer, seed=spec.training.seed), start.loss, held=start.size.activations
    )
    yield "step0.nonfinite", check_nonfinite(start.asked, loss)
    yield "step0.initial_loss", check_initial_loss(start.asked, loss, len(start.classes))


def _normalizes_first_layer(model: ModelSpec) -> bool:
    """Whether batch normalization undoes the size of the inputs before anything bends them."""
    has_norm = isinstance(model, MlpSpec | CnnSpec | Cnn1dSpec) and model.batch_norm
    return has_norm or isinstance(model, ResnetSpec)


def _memorize(start: Start, cost: Estimate) -> Outcome:
    """Learn one small batch under the run's own settings; if that fails, under better ones to compare."""
    spec, train = start.spec, start.train
    wished, rate = spec.diagnosis.probe_seconds, float(spec.optimizer.learning_rate)
    if wished == 0:
        return Skip("diagnosis.probe_seconds is 0.")
    if cost.num_steps < FEWEST_PROBE_STEPS:
        return Skip(f"The run has {cost.num_steps} steps, too few to compare with.")
    seconds = min(wished, max(PROBE_FLOOR, PROBE_SHARE * cost.seconds))
    most = min(MOST_PROBE_STEPS, cost.num_steps, max(STEPS_FLOOR, int(STEPS_SHARE * cost.num_steps)))
    for num_rows in (PROBE_ROWS, FEW_PROBE_ROWS):
        batch = pick_batch(train, num_rows, seed=derived_seed(spec.training.seed, PROBE) % 2**32)
        a_step = step_seconds(start.family, start.layout, start.size, len(batch))
        num_steps = min(most, int(seconds / a_step))
        if num_steps >= FEWEST_PROBE_STEPS:
            break
    else:
        return Skip(
            f"{FEWEST_PROBE_STEPS} steps would take about {FEWEST_PROBE_STEPS * a_step:.2g} s, more than the {seconds:.2g} s "
            "that this check may take of such a run."
        )

    def learn(rows: Rows, optimizer: OptimizerSpec, learning_rate: float, *, standardized: bool) -> Course:
        return learn_by_heart(
            start.model,
            start.loss,
            rows,
            optimizer,
            learning_rate,
            num_steps=num_steps,
            seconds=2 * seconds,  # the guess of a step's time is good to a factor of two
            standardized=standardized,
            clip_norm=spec.training.gradient_clip_norm,
        )

    own = learn(batch, spec.optimizer, rate, standardized=False)
    if own.is_finite and own.num_steps < min(num_steps, FEWEST_PROBE_STEPS):
        return Skip(f"Only {own.num_steps} steps fitted into the time that this check may take.")
    controls: list[Course] = []
    if is_suspicious(own, cost.num_steps):
        better = OptimizerSpec(name="adam", learning_rate=CONTROL_RATE, weight_decay=0.0)
        controls.append(learn(batch, better, CONTROL_RATE, standardized=False))
        if not controls[0].learns:
            scaled = with_standard_inputs(batch, start.layout, sample(train, SAMPLED_ROWS, seed=spec.training.seed))
            controls.append(learn(scaled, better, CONTROL_RATE, standardized=True))
    return check_memorizing(start.asked, spec, own, controls, num_rows=len(batch), planned_steps=cost.num_steps)
