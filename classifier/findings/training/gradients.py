"""What the size of the gradients says."""

from classifier.findings.fix import change
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.findings.training.numbers import RunNumbers
from classifier.findings.training.suspects import steeper, suspects
from classifier.spec.finding import Severity

GREW = 100.0  # median norm of an epoch over that of the first; healthy runs measured at most 2.5
HUGE = 1000.0  # median norm of the first epoch; healthy runs measured 0.04 to 1.5
VANISHED = 1e-3  # root mean square gradient of the first layer over the last one's; healthy runs measured 0.07 or more
CLIPPED_SHARE, CLIPPED_FACTOR = 0.8, 10.0


def exploding_gradient(run: RunNumbers) -> Outcome:
    """Gradients that grew by orders of magnitude, or were out of all proportion from the start, and did harm."""
    if not run.steps:
        return Skip("No step was taken in this attempt.")
    first, worst = run.steps[0].median_norm, max(run.steps, key=lambda steps: steps.median_norm)
    grew = worst.median_norm / first if first > 0 else 0.0
    harm = run.has_diverged or run.learnt_nothing or run.history[-1].train_loss > run.base
    if not harm or not ((grew >= GREW and worst.median_norm > 1.0) or worst.median_norm >= HUGE):
        return None
    return make(
        "training.exploding_gradient",
        {
            "member": run.member,
            "epoch": worst.epoch,
            "median_norm": worst.median_norm,
            "largest_norm": worst.largest_norm,
            "first_median_norm": first,
            "grew_at_least": GREW,
            "huge_from": HUGE,
            "diverged": run.has_diverged,
        },
        fix=change(run.spec, **(suspects(run) or {"training__gradient_clip_norm": 1.0})),
    )


def vanishing_gradient(run: RunNumbers) -> Outcome:
    """Gradients that are lost on their way to the first layer, in a run that learns nothing."""
    ratios = []
    for probe in run.probes:
        matrices = [layer for layer in probe.layers if layer.is_matrix]
        if len(matrices) >= 2 and matrices[0].gradient > 0 and matrices[-1].gradient > 0:
            ratios.append((matrices[0].gradient / matrices[-1].gradient, probe.epoch, matrices[0], matrices[-1]))
    if not ratios:
        return Skip("There is one layer only, or no gradient was looked at in this attempt.")
    ratio, epoch, first, last = min(ratios, key=lambda found: found[0])
    # Exactly 0 is another thing: no slope at all, of dead or pinned units, which have findings of their own.
    if not ratio < VANISHED or not run.learnt_nothing:
        return None
    fixes = {**suspects(run), **steeper(run)}
    return make(
        "training.vanishing_gradient",
        {
            "member": run.member,
            "epoch": epoch,
            "ratio": ratio,
            "ratio_at_least": VANISHED,
            "first_layer": first.name,
            "first_gradient": first.gradient,
            "last_layer": last.name,
            "last_gradient": last.gradient,
            "best_train_loss": run.lowest,
            "base_loss": run.base,
        },
        fix=change(run.spec, **fixes),
    )


def gradient_clipped(run: RunNumbers) -> Outcome:
    """A bound so low that it cuts nearly every step to a fraction: it is the learning rate then."""
    clip = run.spec.training.gradient_clip_norm
    if clip is None or not run.steps:
        return None if run.steps else Skip("No step was taken in this attempt.")
    share = sum(steps.num_clipped for steps in run.steps) / sum(steps.num_steps for steps in run.steps)
    factor = sorted(steps.median_norm for steps in run.steps)[len(run.steps) // 2] / clip
    if share < CLIPPED_SHARE or factor < CLIPPED_FACTOR:
        return None
    # Adam divides by the gradient's own size, so a constant factor changes nothing for it until 1e-8 counts.
    hurts = run.spec.optimizer.name == "sgd" or run.learnt_nothing
    return make(
        "training.gradient_clipped",
        {
            "member": run.member,
            "clip_norm": clip,
            "clipped_share": share,
            "factor": factor,
            "share_at_least": CLIPPED_SHARE,
            "factor_at_least": CLIPPED_FACTOR,
            "optimizer": run.spec.optimizer.name,
        },
        severity=Severity.warning if hurts else None,
        fix=change(run.spec, training__gradient_clip_norm=None),
    )
