"""The learning rate is a closed form of the step number."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from torch.optim import lr_scheduler

from classifier.spec.schedule import make_schedule, plateau_factor
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


def torch_rates(make: Callable[[torch.optim.Optimizer], Any], num_ticks: int) -> list[float]:
    """The learning rate of each tick under one of torch's schedulers, from an initial rate of 1."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler, found = make(optimizer), []
    for _ in range(num_ticks):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return found


@pytest.mark.parametrize("num_ticks", [2, 3, 4, 7, 10, 11, 60, 100])
def test_one_cycle_is_that_of_torch(num_ticks: int) -> None:
    expected = []
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = lr_scheduler.OneCycleLR(optimizer, 1.0, total_steps=num_ticks, cycle_momentum=False)
    for tick in range(num_ticks):
        expected.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if tick < num_ticks - 1:
            scheduler.step()
    found = rates(ScheduleSpec(name="one_cycle", interval="step"), epochs=1, steps_per_epoch=num_ticks)
    assert found == pytest.approx(expected, rel=1e-9)
    by_epoch = rates(ScheduleSpec(name="one_cycle", interval="epoch"), epochs=num_ticks, steps_per_epoch=3)
    assert by_epoch == [rate for rate in found for _ in range(3)]


def test_one_cycle_starts_at_a_25th_peaks_at_the_full_rate_and_ends_low() -> None:
    found = rates(ScheduleSpec(name="one_cycle", interval="step"), epochs=10, steps_per_epoch=10)
    assert found[0] == pytest.approx(1 / 25)
    assert found[29] == pytest.approx(1.0) == max(found)
    assert found[-1] == pytest.approx(1 / 250_000)


def test_a_single_tick_is_no_cycle_and_keeps_the_full_rate() -> None:
    assert rates(ScheduleSpec(name="one_cycle", interval="epoch"), epochs=1, steps_per_epoch=3) == [1.0] * 3


WARMED: dict[str, tuple[dict[str, Any], Callable[[torch.optim.Optimizer], Any]]] = {
    "constant": ({}, lambda o: lr_scheduler.ConstantLR(o, factor=1.0)),
    "step": ({"step_size": 4, "gamma": 0.5}, lambda o: lr_scheduler.StepLR(o, 4, gamma=0.5)),
    "exponential": ({"gamma": 0.9}, lambda o: lr_scheduler.ExponentialLR(o, 0.9)),
    "cosine": ({}, lambda o: lr_scheduler.CosineAnnealingLR(o, 30)),
    "reduce_on_plateau": ({}, lambda o: lr_scheduler.ConstantLR(o, factor=1.0)),
}


@pytest.mark.parametrize("warmup", [0, 1, 2, 7, 50])
@pytest.mark.parametrize("name", WARMED)
def test_warm_up_multiplies_any_schedule_by_a_straight_line(name: str, warmup: int) -> None:
    options, theirs = WARMED[name]

    def chained(optimizer: torch.optim.Optimizer) -> Any:
        if warmup <= 1:
            return theirs(optimizer)
        line = lr_scheduler.LinearLR(optimizer, start_factor=1 / warmup, total_iters=warmup - 1)
        return lr_scheduler.ChainedScheduler([line, theirs(optimizer)])

    spec = ScheduleSpec.model_validate({"name": name, "warmup": warmup, **options})
    found = rates(spec, epochs=30, steps_per_epoch=2)
    assert found[::2] == found[1::2], "an epoch has one rate"
    assert found[::2] == pytest.approx(torch_rates(chained, 30), rel=1e-9, abs=1e-15)
    if name != "reduce_on_plateau":
        by_step = rates(spec.model_copy(update={"interval": "step"}), epochs=1, steps_per_epoch=30)
        assert by_step == found[::2]


@pytest.mark.parametrize("patience", [1, 2, 5])
def test_reduce_on_plateau_is_that_of_torch_which_waits_one_epoch_more(patience: int) -> None:
    drops = 0
    for seed in range(20):
        generator = np.random.default_rng(seed)
        # Rounded, so that losses repeat: an equal loss is no lower one.
        losses = np.round(np.exp(-np.arange(60) / 20) + 0.2 * generator.normal(size=60), 1).tolist()
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        theirs = lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.5, patience=patience - 1, threshold=0.0, eps=0.0)
        spec = ScheduleSpec(name="reduce_on_plateau", patience=patience, gamma=0.5)
        for epoch, loss in enumerate(losses, start=1):
            theirs.step(loss)
            assert plateau_factor(spec, losses[:epoch]) == pytest.approx(optimizer.param_groups[0]["lr"], rel=1e-9)
        drops += optimizer.param_groups[0]["lr"] < 1
    assert drops == 20


def test_only_reduce_on_plateau_looks_at_losses() -> None:
    flat = [1.0] * 50
    assert plateau_factor(ScheduleSpec(name="reduce_on_plateau", patience=10), []) == 1.0
    assert plateau_factor(ScheduleSpec(name="reduce_on_plateau", patience=10), flat) == pytest.approx(1e-4)
    for name in ("constant", "step", "exponential", "cosine", "one_cycle"):
        assert plateau_factor(ScheduleSpec(name=name, patience=10), flat) == 1.0
