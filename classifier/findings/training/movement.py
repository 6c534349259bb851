"""Whether the weights move, and how far a step takes them."""

from pydantic import JsonValue

from classifier.findings.fix import change
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.findings.training.numbers import RunNumbers
from classifier.findings.training.suspects import default_rate, suspects
from classifier.spec.finding import Severity
from classifier.spec.train import TrainSpec

ZERO_STEPS = 3  # one batch may be fitted exactly; three in a row, while there is much left to learn, are no chance
FITTED = 0.1  # of the room: a network that has learnt all may well stand still, its gradients round to 0
# Of the schedule's start: a thousandth of a working rate moves nothing in any run that one waits for. A decay that ticks
# each step is a mistake before that: ExponentialLR(0.9) on iris spends 27 % of 80 steps above a tenth.
ASLEEP, ASLEEP_EACH_STEP = 1e-3, 1e-2
# Of the planned steps. Cosine and one_cycle spend at most a fifteenth of them under a hundredth.
ASLEEP_SHARE, ASLEEP_SHARE_EACH_STEP = 0.5, 0.35
MEAN_SHARE = 0.4  # of the rate, over a run whose schedule ticks each epoch instead: else it would fall too fast even so
AWAKE, AWAKE_EPOCHS = (
    0.1,
    10,
)  # a run that worked at a tenth of its rate or more for ten epochs may have settled in them
# Of the weights' length, per step. Healthy first steps measured 0.02 to 0.06 (adamw) and 0.002 to 0.02 (sgd).
RATIO_NOTHING = 1e-7  # float32 holds 6e-8 of a weight
RATIO_LOW, RATIO_HIGH = 2e-4, 0.5
LITTLE = 0.5  # of the room is left: steps too short may have taken something off it
STILL_FALLING = 0.01  # of the room, in the last quarter of the epochs before the rate was gone


def zero_gradient(run: RunNumbers) -> Outcome:
    """All gradients exactly 0, step after step: what is called the loss does not depend on the weights."""
    for steps in run.steps:
        report = run.history[min(steps.epoch, len(run.history) - 1)]  # an epoch that diverged has no report
        if steps.zero_run >= ZERO_STEPS and not _is_done(run, report.train_loss):
            return make(
                "training.zero_gradient",
                {
                    "member": run.member,
                    "epoch": steps.epoch,
                    "zero_steps": steps.zero_run,
                    "train_loss": report.train_loss,
                    "base_loss": run.base,
                },
                fix=change(run.spec, **suspects(run)),
            )
    return None if run.steps else Skip("No step was taken in this attempt.")


def weights_frozen(run: RunNumbers) -> Outcome:
    """Weights, or those of whole layers, that an epoch left as they were, bit for bit."""
    for steps in run.steps:
        if steps.epoch >= len(run.history):
            continue
        report = run.history[steps.epoch]
        if steps.is_frozen and not _is_done(run, report.train_loss) and not is_asleep(run, report.learning_rate):
            return _frozen(run, steps.epoch, [], run.steps[0].num_steps)
    for probe in run.probes:
        if probe.epoch >= len(run.history):  # the loss of that epoch was no number
            continue
        frozen = [layer.name for layer in probe.layers if layer.is_frozen]
        report = run.history[probe.epoch]
        if frozen and run.has_ended and run.learnt_nothing and not is_asleep(run, report.learning_rate):
            return _frozen(run, probe.epoch, frozen, run.steps_per_epoch)
    return None if run.steps else Skip("No step was taken in this attempt.")


def _frozen(run: RunNumbers, epoch: int, layers: list[str], num_steps: int) -> Outcome:
    report = run.history[epoch]
    listed: list[JsonValue] = [*layers]
    fixes = suspects(run) or default_rate(run)
    return make(
        "training.weights_frozen",
        {
            "member": run.member,
            "epoch": epoch,
            "num_steps": num_steps,
            "layers": listed,
            "learning_rate": report.learning_rate,
            "gradient_norm": report.gradient_norm,
        },
        severity=Severity.warning if layers else None,
        fix=change(run.spec, **fixes),
        words={"which": f"Layers {', '.join(layers)}" if layers else "All weights"},
    )


def learning_rate_zero(run: RunNumbers) -> Outcome:
    """A rate that is gone for most of the run, or that never was enough to move a weight."""
    asleep = [report.epoch for report in run.trained if is_asleep(run, report.learning_rate)]
    plateau = run.spec.schedule.name == "reduce_on_plateau"
    share = len(asleep) / max(1, run.epochs) if plateau else run.asleep_share
    if asleep and share >= asleep_share(run.spec) and not (plateau and not run.learnt_nothing):
        return _asleep(run, asleep[0], share)
    ratio = _largest_ratio(run)
    if ratio is not None and ratio < RATIO_NOTHING and run.learnt_nothing:
        return make(
            "training.learning_rate_zero",
            {**_rates(run, run.trained[0].epoch), "step_ratio": ratio, "smallest_that_counts": RATIO_NOTHING},
            fix=change(run.spec, optimizer__learning_rate="auto"),
            words={"why": f"A step moves the weights by {ratio:.1g} of their length, less than float32 can hold."},
        )
    return None


def _asleep(run: RunNumbers, epoch: int, share: float) -> Outcome:
    awake = [report for report in run.trained if report.learning_rate >= AWAKE * run.rate]
    fell = awake[-1 - len(awake) // 4].train_loss - awake[-1].train_loss if awake else 0.0
    had_learnt = len(awake) >= AWAKE_EPOCHS and not run.learnt_nothing and fell < STILL_FALLING * run.room
    interval = run.spec.schedule.interval
    return make(
        "training.learning_rate_zero",
        {
            **_rates(run, epoch),
            "asleep_share": share,
            "asleep_below": asleep_below(run.spec) * run.rate,
            "schedule": run.spec.schedule.name,
            "interval": interval,
            "fell_before": fell,
            "base_loss": run.base,
        },
        severity=Severity.info if had_learnt else Severity.error if run.learnt_nothing else Severity.warning,
        fix=change(run.spec, **awake_schedule(run.spec, run.steps_per_epoch)),
        words={
            "why": f"For {share:.0%} of the run it is under {asleep_below(run.spec) * run.rate:.1e}: the schedule "
            f"{run.spec.schedule.name} with a tick each {interval} uses it up."
        },
    )


def awake_schedule(spec: TrainSpec, steps_per_epoch: int) -> dict[str, object]:
    """The smallest change after which the schedule no longer uses the rate up."""
    schedule = spec.schedule
    epochs = 1 if spec.training.epochs == "auto" else spec.training.epochs
    if schedule.warmup > epochs * (1 if schedule.interval == "epoch" else steps_per_epoch) * ASLEEP_SHARE:
        return {"schedule__warmup": 0}
    if schedule.interval == "step" and schedule.name in ("step", "exponential"):
        size = schedule.step_size if schedule.name == "step" else 1
        mean_share = sum(schedule.gamma ** (epoch // size) for epoch in range(epochs)) / epochs
        if mean_share >= MEAN_SHARE:
            return {"schedule__interval": "epoch"}
    return {"schedule__name": "constant"}


def update_ratio(run: RunNumbers) -> Outcome:
    """Steps out of proportion to the weights, in a run that learns nothing."""
    ratio = _largest_ratio(run)
    if ratio is None:
        return Skip("No step was measured in this attempt.")
    low, high = RATIO_NOTHING <= ratio < RATIO_LOW, ratio > RATIO_HIGH
    if not ((low and run.left > LITTLE) or (high and run.learnt_nothing)):
        return None
    fixes = suspects(run) or default_rate(run)
    return make(
        "training.update_ratio",
        {
            **_rates(run, run.trained[0].epoch),
            "step_ratio": ratio,
            "lowest_sane": RATIO_LOW,
            "highest_sane": RATIO_HIGH,
            "best_train_loss": run.lowest,
            "base_loss": run.base,
        },
        fix=change(run.spec, **fixes),
        words={"how": "too short to matter" if low else "longer than the weights themselves can take"},
    )


def _rates(run: RunNumbers, epoch: int) -> dict[str, JsonValue]:
    return {
        "member": run.member,
        "epoch": epoch,
        "learning_rate": run.history[epoch].learning_rate,
        "learning_rate_asked": run.rate,
    }


def _largest_ratio(run: RunNumbers) -> float | None:
    return max((probe.step_ratio for probe in run.probes if probe.step_ratio is not None), default=None)


def _is_done(run: RunNumbers, train_loss: float) -> bool:
    return run.left_at(train_loss) <= FITTED


def asleep_below(spec: TrainSpec) -> float:
    """Share of the schedule's start under which its rate is as good as 0."""
    return ASLEEP_EACH_STEP if _decays_each_step(spec) else ASLEEP


def asleep_share(spec: TrainSpec) -> float:
    """Share of the planned steps from which so low a rate is told of."""
    return ASLEEP_SHARE_EACH_STEP if _decays_each_step(spec) else ASLEEP_SHARE


def _decays_each_step(spec: TrainSpec) -> bool:
    return spec.schedule.interval == "step" and spec.schedule.name in ("step", "exponential")


def is_asleep(run: RunNumbers, rate: float) -> bool:
    """Whether the schedule has used this rate up."""
    return rate < asleep_below(run.spec) * run.rate
