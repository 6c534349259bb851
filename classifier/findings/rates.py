"""Whether a schedule leaves a learning rate to learn with: computed for the whole run from its closed form."""

from classifier.findings.fix import change
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.spec.finding import Severity
from classifier.spec.schedule import Schedule, make_schedule
from classifier.spec.train import ScheduleSpec, TrainSpec

NOTHING = 1e-3  # of the peak: a step that small moves nothing that a thousand others would not
# A run that has had so much of its rate has learnt; that the rest of it stands still costs time only.
ENOUGH_EPOCHS, ENOUGH_STEPS = 20, 500
LONG_WARMUP = 0.5  # of the run; a straight line up over all of it still has half of the rate on average
LOOKED_AT = 1_000


def check_schedule(asked: TrainSpec, resolved: TrainSpec, *, steps_per_epoch: int) -> Outcome:
    """The step at which the rate has fallen to nothing, when that is before half of them."""
    schedule = resolved.schedule
    if schedule.name == "reduce_on_plateau":
        return Skip("reduce_on_plateau follows the validation loss, so its rates are not known before the run.")
    num_steps = int(resolved.training.epochs) * steps_per_epoch
    at = _falls_to_nothing(schedule, resolved, steps_per_epoch)
    if at is None:
        return None
    rate = _rates(schedule, resolved, steps_per_epoch)
    enough = max(ENOUGH_EPOCHS * steps_per_epoch, ENOUGH_STEPS)
    per_epoch = _falls_to_nothing(schedule.model_copy(update={"interval": "epoch"}), resolved, steps_per_epoch)
    mends = schedule.interval == "step" and (per_epoch is None or per_epoch >= enough)
    return make(
        "preflight.schedule_reaches_zero",
        {
            "name": schedule.name,
            "interval": schedule.interval,
            "gamma": schedule.gamma,
            "peak": _peak(rate, num_steps)[1],
            "rate_after_one_epoch": rate(min(steps_per_epoch, num_steps - 1)),
            "rate_at_half": rate(num_steps // 2),
            "steps_per_epoch": steps_per_epoch,
            "num_steps": num_steps,
            "num_steps_above": at,
            "share": at / num_steps,
            "limit": NOTHING,
        },
        severity=Severity.info if at >= enough else None,
        fix=change(asked, schedule__interval="epoch") if mends else change(asked, schedule__name="constant"),
        words={
            "advice": "Let the schedule tick once an epoch (schedule.interval epoch)."
            if mends
            else "Let the rate fall later or less (schedule.step_size, schedule.gamma), or take a constant one."
        },
    )


def check_warmup(asked: TrainSpec, resolved: TrainSpec, *, steps_per_epoch: int) -> Outcome:
    """How much of the run the rate still rises, and how far it gets."""
    schedule, epochs = resolved.schedule, int(resolved.training.epochs)
    num_ticks = epochs if schedule.interval == "epoch" else epochs * steps_per_epoch
    share = schedule.warmup / num_ticks
    if schedule.warmup <= 1 or share <= LONG_WARMUP:
        return None
    wished = float(resolved.optimizer.learning_rate)
    return make(
        "preflight.warmup_too_long",
        {
            "warmup": schedule.warmup,
            "interval": schedule.interval,
            "num_ticks": num_ticks,
            "share": share,
            "learning_rate": wished,
            "rate_reached": wished * min(1.0, num_ticks / schedule.warmup),
            "limit": LONG_WARMUP,
        },
        severity=Severity.info if share <= 1 else None,
        fix=change(asked, schedule__warmup=num_ticks // 20),
    )


def _rates(schedule: ScheduleSpec, resolved: TrainSpec, steps_per_epoch: int) -> Schedule:
    epochs, rate = int(resolved.training.epochs), float(resolved.optimizer.learning_rate)
    return make_schedule(schedule, rate, epochs=epochs, steps_per_epoch=steps_per_epoch)


def _falls_to_nothing(schedule: ScheduleSpec, resolved: TrainSpec, steps_per_epoch: int) -> int | None:
    """Steps that are taken at more than `NOTHING` of the largest rate, when those are less than half of the run.

    Only step and exponential schedules fall so early; after their peak they never rise again, so the place is bisected.
    """
    if schedule.name not in ("step", "exponential"):
        return None
    rate, num_steps = _rates(schedule, resolved, steps_per_epoch), int(resolved.training.epochs) * steps_per_epoch
    low, peak = _peak(rate, num_steps)
    high = num_steps // 2
    if high <= low or rate(high) >= NOTHING * peak:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if rate(middle) < NOTHING * peak else (middle, high)
    return high


def _peak(rate: Schedule, num_steps: int) -> tuple[int, float]:
    """The step with the largest rate among the first ones and some of the others, and that rate."""
    some = {*range(min(num_steps, LOOKED_AT)), *range(0, num_steps, max(1, num_steps // LOOKED_AT))}
    return max(((step, rate(step)) for step in sorted(some)), key=lambda found: found[1])
