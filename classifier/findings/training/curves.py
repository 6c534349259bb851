"""What the losses say, epoch by epoch."""

import itertools
import math
from statistics import fmean, median

from pydantic import JsonValue

from classifier.findings.fix import change
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.findings.training.numbers import NOTHING, RunNumbers
from classifier.findings.training.suspects import default_rate, is_rate_high, is_rate_odd, is_scale_odd, suspects
from classifier.spec.finding import Severity

# All of the room.
BLEW_UP = 1.0  # end over the lowest, of the training loss
# Median change from one epoch to the next in the last 20. Healthy runs that turn back and forth measured at most 0.02, faulty
# ones 0.04 to 2. With the whole table as one batch nothing is drawn at random: there healthy curves measured 1e-5, and a
# step that bounces across its valley (case S4) 7e-4 to 2e-3 and a turn at every epoch.
SWING, SWING_WHOLE = 0.035, 4e-4
SWING_FAST = 0.012  # under a rate far above the default, which is then the cause
ROSE = 0.25  # validation loss over its lowest
# More for a fold, over the root of its rows: folds of 20 rows of healthy runs with early stopping rose by up to 1.2 of the
# room; 200 epochs without it by 3 and more.
FOLD_NOISE = 5.0
# Of the swing: what the curve moved in one direction is no swing.
NET = 1 / 3
FLIPS, FLIPS_WHOLE = 0.4, 0.8  # share of changes that turn back; a curve that goes one way has none
LATE_EPOCHS, LEAST_EPOCHS = 20, 8


def loss_flat(run: RunNumbers) -> Outcome:
    """A training loss that never got below what a constant answer has."""
    if not run.learnt_nothing:
        return None
    return make(
        "training.loss_flat",
        {
            "member": run.member,
            "epochs": len(run.trained),
            "best_train_loss": run.lowest,
            "base_loss": run.base,
            "share": run.left,
            "share_at_most": NOTHING,
        },
        fix=change(run.spec, **suspects(run)),
    )


def loss_diverged(run: RunNumbers) -> Outcome:
    """A loss that grew without end, or that ended far above where it had been."""
    if run.has_diverged:
        last = run.history[-1]
        return make(
            "training.loss_diverged",
            {**_rate(run), "epoch": last.epoch + 1, "last_train_loss": last.train_loss, "finite": False},
            severity=Severity.error,
            fix=change(run.spec, **calmer(run)),
            words={"how": f"It stopped being a number in epoch {last.epoch + 1}."},
        )
    losses = [report.train_loss for report in run.history]
    end, lowest = median(losses[-3:]), min(losses)
    if len(losses) < 3 or end < lowest + BLEW_UP * run.room:
        return None
    return make(
        "training.loss_diverged",
        {
            **_rate(run),
            "epoch": losses.index(lowest),
            "lowest_train_loss": lowest,
            "last_train_loss": end,
            "base_loss": run.base,
            "rise_at_most": BLEW_UP * run.room,
            "finite": True,
        },
        severity=Severity.error if run.learnt_nothing else Severity.warning,
        fix=change(run.spec, **calmer(run)),
        words={"how": f"It ended at {end:.3g} after {lowest:.3g} in epoch {losses.index(lowest)}."},
    )


def oscillation(run: RunNumbers) -> Outcome:
    """A training loss that jumps from epoch to epoch late in the run instead of settling."""
    trained = run.trained
    if len(trained) < LEAST_EPOCHS:
        return Skip(f"Under {LEAST_EPOCHS} epochs were trained.")
    late = trained[-min(LATE_EPOCHS, len(trained) // 2) - 1 :]
    losses = [report.train_loss for report in late]
    steps = [after - before for before, after in itertools.pairwise(losses)]
    swing = median(abs(step) for step in steps)
    whole = run.steps_per_epoch == 1
    bound, turns_bound = (SWING_WHOLE, FLIPS_WHOLE) if whole else (SWING_FAST if is_rate_high(run) else SWING, FLIPS)
    net = abs(losses[-1] - losses[0]) / len(steps)
    turns = [before * after < 0 for before, after in itertools.pairwise(steps)]
    flips = fmean(turns) if turns else 0.0
    if swing < bound * run.room or net > NET * swing or flips < turns_bound:
        return None
    return make(
        "training.oscillation",
        {
            **_rate(run),
            "epochs": len(steps),
            "median_change": swing,
            "net_change": net,
            "turns_share": flips,
            "change_at_most": bound * run.room,
            "whole_table_as_one_batch": whole,
            "lowest": min(losses),
            "highest": max(losses),
            "base_loss": run.base,
        },
        fix=change(run.spec, **calmer(run)),
    )


def overfit(run: RunNumbers) -> Outcome:
    """A validation loss that rises while the training loss falls; the epoch that is kept lies before."""
    trained = run.trained
    if not trained:
        return Skip("No epoch was trained.")
    best = min(trained, key=lambda report: report.validation_loss)
    last = trained[-1]
    rise = last.validation_loss - best.validation_loss
    noise = FOLD_NOISE / math.sqrt(run.num_validation) if isinstance(run.spec.split.folds, int) else 0.0
    at_most = (ROSE + noise) * run.room
    if rise < at_most or last.train_loss >= best.train_loss:
        return None
    stopping = run.spec.training.early_stopping
    return make(
        "training.overfit",
        {
            "member": run.member,
            "best_epoch": best.epoch,
            "last_epoch": last.epoch,
            "kept_epoch": run.best_epoch,
            "best_validation_loss": best.validation_loss,
            "last_validation_loss": last.validation_loss,
            "best_epoch_train_loss": best.train_loss,
            "last_train_loss": last.train_loss,
            "rise_at_most": at_most,
        },
        fix=change(run.spec, training__early_stopping={"patience": 10, "min_delta": 0.0}) if stopping is None else None,
    )


def calmer(run: RunNumbers) -> dict[str, object]:
    """Changes under which a loss that jumps or grows settles: the doubtful ones, else a rate that falls to 0."""
    fixes = suspects(run)
    if is_rate_odd(run) or is_scale_odd(run):
        return fixes
    return {
        **fixes,
        **default_rate(run),
        "schedule__name": "cosine",
        "training__gradient_clip_norm": 1.0,
    }


def _rate(run: RunNumbers) -> dict[str, JsonValue]:
    return {"member": run.member, "learning_rate": run.rate}
