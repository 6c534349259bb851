"""All checks of a member's training."""

from collections.abc import Callable, Mapping

from classifier.findings.ledger import Checked, Outcome, Skip
from classifier.findings.training.curves import loss_diverged, loss_flat, oscillation, overfit
from classifier.findings.training.gradients import exploding_gradient, gradient_clipped, vanishing_gradient
from classifier.findings.training.length import not_converged, stopped_too_early
from classifier.findings.training.movement import (
    is_asleep,
    learning_rate_zero,
    update_ratio,
    weights_frozen,
    zero_gradient,
)
from classifier.findings.training.numbers import RunNumbers
from classifier.findings.training.units import dead_units, saturated_activations

Check = Callable[[RunNumbers], Outcome]

CHECKS: Mapping[str, Check] = {
    "training.zero_gradient": zero_gradient,
    "training.weights_frozen": weights_frozen,
    "training.learning_rate_zero": learning_rate_zero,
    "training.exploding_gradient": exploding_gradient,
    "training.vanishing_gradient": vanishing_gradient,
    "training.dead_units": dead_units,
    "training.saturated_activations": saturated_activations,
    "training.update_ratio": update_ratio,
    "training.loss_flat": loss_flat,
    "training.loss_diverged": loss_diverged,
    "training.oscillation": oscillation,
    "training.overfit": overfit,
    "training.gradient_clipped": gradient_clipped,
    "training.not_converged": not_converged,
    "training.stopped_too_early": stopped_too_early,
}
LIVE = ("training.zero_gradient", "training.weights_frozen", "training.learning_rate_zero")
"""What an epoch can tell for good: the others may yet change their mind."""


def while_it_trains(run: RunNumbers) -> Checked:
    """What the last epoch found; that it found nothing is said at the end.

    The checks go over all epochs, so they are made when the last one gives cause, and at epochs that double.
    """
    steps, rate = run.steps[-1], run.history[-1].learning_rate
    doubles = steps.epoch & (steps.epoch - 1) == 0
    return _found(LIVE, run) if doubles or steps.zero_run or steps.is_frozen or is_asleep(run, rate) else []


def at_divergence(run: RunNumbers) -> Checked:
    """Why the loss stopped being a number."""
    return _found(("training.loss_diverged", "training.exploding_gradient", *LIVE), run)


def at_the_end(run: RunNumbers) -> Checked:
    """Every check, of the whole run."""
    if run.room <= 0:
        return [(code, Skip("The training rows have one class only.")) for code in CHECKS]
    return [(code, check(run)) for code, check in CHECKS.items()]


def _found(codes: tuple[str, ...], run: RunNumbers) -> Checked:
    outcomes = [(code, CHECKS[code](run)) for code in codes] if run.room > 0 else []
    return [(code, outcome) for code, outcome in outcomes if outcome is not None and not isinstance(outcome, Skip)]
