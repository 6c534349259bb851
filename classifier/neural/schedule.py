"""The learning rate as a closed form of the initial one and the tick, so that resuming needs no state."""

import math
from collections.abc import Callable

from classifier.spec.train import ScheduleSpec

Schedule = Callable[[int], float]
"""Learning rate of the optimizer step with this 0-based number, counted over the whole run."""


def make_schedule(spec: ScheduleSpec, learning_rate: float, *, epochs: int, steps_per_epoch: int) -> Schedule:
    """The learning rate of each step; a tick is an epoch or a step, as `spec.interval` says.

    >>> rate = make_schedule(ScheduleSpec(name="step", step_size=2, gamma=0.5), 1.0, epochs=5, steps_per_epoch=3)
    >>> [rate(step) for step in (0, 5, 6, 12)]
    [1.0, 1.0, 0.5, 0.25]
    """
    steps_per_tick = steps_per_epoch if spec.interval == "epoch" else 1
    num_ticks = epochs if spec.interval == "epoch" else epochs * steps_per_epoch
    if spec.name == "step":
        return lambda step: learning_rate * spec.gamma ** (step // steps_per_tick // spec.step_size)
    if spec.name == "exponential":
        return lambda step: learning_rate * spec.gamma ** (step // steps_per_tick)
    if spec.name == "cosine":
        return lambda step: learning_rate * 0.5 * (1 + math.cos(math.pi * (step // steps_per_tick) / num_ticks))
    return lambda step: learning_rate
