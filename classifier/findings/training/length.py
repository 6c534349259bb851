"""Whether the run was long enough."""

from classifier.findings.fix import change
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.findings.training.numbers import RunNumbers
from classifier.findings.training.suspects import is_rate_odd, suspects
from classifier.spec.finding import Severity
from classifier.spec.resolve import LEARNING_RATES
from classifier.spec.train import EarlyStoppingSpec

# All of the room.
TOLD, FAST, SLOW = 0.03, 0.1, 0.002  # fall of the validation loss in the last quarter of the epochs
MUCH_LEFT = 0.5  # of the training loss: 1 epoch at the default rate leaves 0.2 to 0.5 and costs no accuracy to speak of
# The S0 network on one raw column (heart_rate) after 10 epochs: 0.9 left, 59 % right, where 100 epochs give 99 %.
NEARLY_ALL_LEFT, CREEPS = 0.8, 0.01
ONCE_LEFT = 0.3  # a single epoch: two moons had 86 % with so much left, where more epochs give 98 %
MISSED = 0.01  # between the epoch that was kept and a later, better one
FELL_UNSEEN = 0.03  # fall of the training loss since the epoch that was kept, no step of which was min_delta
STILL = 0.1  # the same, of a run whose patience was short
SHORT_PATIENCE = 3


def not_converged(run: RunNumbers) -> Outcome:
    """A best epoch that is the last, of a loss that still falls fast."""
    trained = run.trained
    if not trained:
        return Skip("No epoch was trained.")
    quarter = max(1, len(trained) // 4)
    before, last = run.history[-1 - quarter], trained[-1]
    fell = before.validation_loss - last.validation_loss
    ended_early = len(trained) < run.epochs
    learns = before.train_loss > last.train_loss and run.best_epoch == last.epoch and not ended_early
    # A rate far below its default falls slowly to the end, whatever the number of epochs.
    bad = (run.left > MUCH_LEFT and fell >= (SLOW if _is_rate_low(run) else FAST) * run.room) or (
        run.left > NEARLY_ALL_LEFT and fell >= CREEPS * run.room
    )
    bad = bad or (len(trained) == 1 and run.left > ONCE_LEFT and fell >= FAST * run.room)
    if not learns or not (bad or fell >= TOLD * run.room):
        return None
    return make(
        "training.not_converged",
        {
            "member": run.member,
            "epochs": len(trained),
            "last_epochs": quarter,
            "fell": fell,
            "last_validation_loss": last.validation_loss,
            "base_loss": run.base,
            "left": run.left,
            "warning_from_left": MUCH_LEFT,
        },
        severity=Severity.warning if bad else None,
        fix=change(run.spec, **_longer(run)),
    )


def _longer(run: RunNumbers) -> dict[str, object]:
    fixes = suspects(run)
    if not _is_rate_low(run):
        fixes.pop("optimizer__learning_rate", None)
    if run.steps_per_epoch == 1:  # a hundred epochs of one step each are few steps still
        fixes["training__batch_size"] = "auto"
    return {**fixes, "training__epochs": "auto", "training__early_stopping": "auto"}


def _is_rate_low(run: RunNumbers) -> bool:
    return is_rate_odd(run) and run.rate < LEARNING_RATES[run.spec.optimizer.name]


def stopped_too_early(run: RunNumbers) -> Outcome:
    """An early stop of a run that was still getting better."""
    stopping, trained = run.spec.training.early_stopping, run.trained
    if not isinstance(stopping, EarlyStoppingSpec):
        return Skip("The run does not stop early.")
    if len(trained) >= run.epochs or not trained:
        return None
    kept, last = run.history[run.best_epoch], trained[-1]
    best = min(trained, key=lambda report: report.validation_loss)
    missed = kept.validation_loss - best.validation_loss
    fell = kept.train_loss - last.train_loss
    rose = last.validation_loss - kept.validation_loss
    unseen = missed >= MISSED * run.room or (best.epoch > kept.epoch and fell >= FELL_UNSEEN * run.room)
    by_delta = stopping.min_delta > 0 and unseen
    by_patience = stopping.patience <= SHORT_PATIENCE and fell >= STILL * run.room and rose < fell
    if not (by_delta or by_patience):
        return None
    auto = run.spec.training.epochs == "auto"
    return make(
        "training.stopped_too_early",
        {
            "member": run.member,
            "epochs": len(trained),
            "planned": run.epochs,
            "kept_epoch": kept.epoch,
            "kept_validation_loss": kept.validation_loss,
            "best_validation_loss": best.validation_loss,
            "train_loss_fell": fell,
            "patience": stopping.patience,
            "min_delta": stopping.min_delta,
            "base_loss": run.base,
        },
        severity=Severity.warning,
        fix=change(
            run.spec,
            training__early_stopping="auto" if auto else {"patience": 10, "min_delta": 0.0},
        ),
    )
