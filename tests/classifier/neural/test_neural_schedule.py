"""The learning rate is a closed form of the step number."""

import pytest

from classifier.neural.schedule import make_schedule
from classifier.spec.train import ScheduleSpec


def rates(spec: ScheduleSpec, epochs: int = 4, steps_per_epoch: int = 3) -> list[float]:
    schedule = make_schedule(spec, 1.0, epochs=epochs, steps_per_epoch=steps_per_epoch)
    return [schedule(step) for step in range(epochs * steps_per_epoch)]


def test_a_constant_rate_stays() -> None:
    assert rates(ScheduleSpec()) == [1.0] * 12


def test_an_epoch_interval_changes_the_rate_between_epochs_only() -> None:
    spec = ScheduleSpec(name="exponential", gamma=0.5, interval="epoch")
    assert rates(spec) == [1.0] * 3 + [0.5] * 3 + [0.25] * 3 + [0.125] * 3


def test_a_step_interval_changes_it_at_every_step() -> None:
    spec = ScheduleSpec(name="exponential", gamma=0.5, interval="step")
    assert rates(spec) == pytest.approx([0.5**i for i in range(12)])


def test_the_step_schedule_drops_every_step_size_ticks() -> None:
    spec = ScheduleSpec(name="step", gamma=0.1, step_size=2, interval="epoch")
    assert rates(spec) == pytest.approx([1.0] * 6 + [0.1] * 6)


@pytest.mark.parametrize("interval", ["epoch", "step"])
def test_cosine_falls_from_the_full_rate_towards_zero_over_the_run(interval: str) -> None:
    found = rates(ScheduleSpec.model_validate({"name": "cosine", "interval": interval}))
    assert found[0] == 1.0
    assert found == sorted(found, reverse=True)
    assert 0 < found[-1] < 0.2
    assert found[6] == pytest.approx(0.5)
