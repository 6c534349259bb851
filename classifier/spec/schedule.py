"""The learning rate as a closed form of the tick and of the losses so far, so that resuming needs no state."""

import math
from collections.abc import Callable, Iterable

from classifier.spec.train import ScheduleSpec

# Of the one-cycle schedule: Smith and Topin 2017, arXiv:1708.07120, with the shares that torch's OneCycleLR has.
RISING_SHARE = 0.3
START = 1 / 25
END = START / 10_000

Schedule = Callable[[int], float]
"""Learning rate of the optimizer step with this 0-based number, counted over the whole run."""


def make_schedule(spec: ScheduleSpec, learning_rate: float, *, epochs: int, steps_per_epoch: int) -> Schedule:
    """The learning rate of each step; a tick is an epoch or a step, as `spec.interval` says.

    The first `warmup` ticks multiply what the schedule says of them by 1/warmup, 2/warmup, ..., 1. What
    `reduce_on_plateau` drops is not in it but in `plateau_factor`.

    >>> rate = make_schedule(ScheduleSpec(name="step", step_size=2, gamma=0.5), 1.0, epochs=5, steps_per_epoch=3)
    >>> [rate(step) for step in (0, 5, 6, 12)]
    [1.0, 1.0, 0.5, 0.25]
    >>> rate = make_schedule(ScheduleSpec(warmup=4, interval="step"), 1.0, epochs=2, steps_per_epoch=3)
    >>> [rate(step) for step in range(6)]
    [0.25, 0.5, 0.75, 1.0, 1.0, 1.0]
    """
    steps_per_tick = steps_per_epoch if spec.interval == "epoch" else 1
    share = _share_of_tick(spec, epochs if spec.interval == "epoch" else epochs * steps_per_epoch)
    if spec.warmup > 1:
        return lambda step: learning_rate * share(step // steps_per_tick) * _warm(step // steps_per_tick, spec.warmup)
    return lambda step: learning_rate * share(step // steps_per_tick)


def plateau_factor(spec: ScheduleSpec, losses: Iterable[float]) -> float:
    """What the next epoch's rate is multiplied by, after trained epochs with these validation losses, in order.

    Under `reduce_on_plateau` each `patience` epochs in a row without a new lowest loss make one factor `gamma`; 1 under
    any other schedule. In torch's ReduceLROnPlateau, which waits for one epoch more, this patience is `patience - 1`.

    >>> plateau_factor(ScheduleSpec(name="reduce_on_plateau", patience=2, gamma=0.5), [3.0, 2.0, 2.0, 2.5, 2.4, 2.1])
    0.25
    """
    if spec.name != "reduce_on_plateau":
        return 1.0
    lowest, waited, drops = math.inf, 0, 0
    for loss in losses:
        waited = 0 if loss < lowest else waited + 1
        lowest = min(lowest, loss)
        if waited == spec.patience:
            waited, drops = 0, drops + 1
    return spec.gamma**drops


def _share_of_tick(spec: ScheduleSpec, num_ticks: int) -> Callable[[int], float]:
    """Share of the full learning rate at each 0-based tick of the run."""
    if spec.name == "step":
        return lambda tick: spec.gamma ** (tick // spec.step_size)
    if spec.name == "exponential":
        return lambda tick: spec.gamma**tick
    if spec.name == "cosine":
        return lambda tick: 0.5 * (1 + math.cos(math.pi * tick / num_ticks))
    if spec.name == "one_cycle" and num_ticks > 1:  # one tick is no cycle: it would be the last, which learns nothing
        return lambda tick: _one_cycle(tick, num_ticks)
    return lambda tick: 1.0


def _warm(tick: int, warmup: int) -> float:
    return min(1.0, (tick + 1) / warmup)


def _one_cycle(tick: int, num_ticks: int) -> float:
    """Half a cosine up from START to 1 and half a cosine down to END, which the last tick has."""
    top, last = RISING_SHARE * num_ticks - 1, num_ticks - 1
    if tick <= top:
        return _half_cosine(START, 1.0, tick / top)
    return _half_cosine(1.0, END, (tick - top) / (last - top))


def _half_cosine(start: float, end: float, share: float) -> float:
    return end + (start - end) / 2 * (1 + math.cos(math.pi * share))
