"""What the hidden units give for sampled training rows."""

from classifier.findings.fix import change
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.findings.training.numbers import Activation, Probe, RunNumbers
from classifier.findings.training.suspects import is_rate_high, suspects
from classifier.spec.finding import Severity

# Healthy runs measured 0 to 0.1. Four fifths dead may still learn all there is (two moons, Adam with rate 1: 98 %).
DEAD_TOLD, DEAD_BAD, DEAD_LEFT = 1 / 3, 0.8, 0.5
PINNED_SHARE = 0.5
# Pinned before the first step, a network has lost before it begins: breast cancer with raw inputs under tanh had 0.96 and
# 91 % accuracy against 97 %; four blobs at 0.69 lost nothing.
PINNED_BAD, LEFT_BAD = 0.8, 0.1
CAN_DIE = ("relu", "silu", "gelu")
CAN_PIN = ("sigmoid", "tanh")


def dead_units(run: RunNumbers) -> Outcome:
    """Units that are silent for every sampled row."""
    activation = getattr(run.spec.model, "activation", None)
    if activation not in CAN_DIE:
        return Skip("The network has no units that could fall silent.")
    seen = _worst(run.probes[-1:], "silent_share") if run.probes else None
    if seen is None:
        return Skip("The network has no hidden units, or none was looked at in this attempt.")
    probe, layer = seen
    if layer.silent_share < DEAD_TOLD:
        return None
    hurts = run.learnt_nothing or is_rate_high(run) or (layer.silent_share >= DEAD_BAD and run.left > DEAD_LEFT)
    fixes = suspects(run)
    if not fixes and activation == "relu":
        fixes = {"model__activation": "leaky_relu"}
    return make(
        "training.dead_units",
        {
            "member": run.member,
            "epoch": probe.epoch,
            "layer": layer.name,
            "num_units": layer.num_units,
            "silent_share": layer.silent_share,
            "silent_share_at_start": _share_at_start(run, layer.name, "silent_share"),
            "num_rows": probe.num_rows,
            "told_from": DEAD_TOLD,
            "best_train_loss": run.lowest,
            "base_loss": run.base,
        },
        severity=Severity.warning if hurts else None,
        fix=change(run.spec, **fixes),
        words={"activation": activation},
    )


def saturated_activations(run: RunNumbers) -> Outcome:
    """Sigmoids and tanh at the ends of their range, where they have no slope."""
    activation = getattr(run.spec.model, "activation", None)
    if run.recurrent in ("gru", "lstm"):
        return Skip(f"The gates of {run.recurrent} layers cannot be seen from what they give.")
    if activation not in CAN_PIN and run.recurrent is None:
        return Skip("The network has no activations with two ends.")
    at_start = _worst(run.probes[:1], "pinned_share") if run.probes and run.probes[0].epoch == 0 else None
    at_end = _worst(run.probes[-1:], "pinned_share")
    seen = max((s for s in (at_start, at_end) if s is not None), key=lambda s: s[1].pinned_share, default=None)
    if seen is None:
        return Skip("The network has no hidden units, or none was looked at in this attempt.")
    probe, layer = seen
    if layer.pinned_share < PINNED_SHARE:
        return None
    from_start = at_start is not None and at_start[1].pinned_share >= PINNED_BAD
    hurts = run.learnt_nothing or (from_start and run.left > LEFT_BAD)
    fixes = suspects(run) or {"preprocessing__normalization": "standard"}
    return make(
        "training.saturated_activations",
        {
            "member": run.member,
            "epoch": probe.epoch,
            "layer": layer.name,
            "num_units": layer.num_units,
            "pinned_share": layer.pinned_share,
            "pinned_share_at_start": _share_at_start(run, layer.name, "pinned_share"),
            "num_rows": probe.num_rows,
            "told_from": PINNED_SHARE,
            "input_scale": run.input_scale,
            "best_train_loss": run.lowest,
            "base_loss": run.base,
        },
        severity=Severity.warning if hurts else None,
        fix=change(run.spec, **fixes),
        words={"activation": activation or "tanh"},
    )


def _worst(probes: list[Probe], share: str) -> tuple[Probe, Activation] | None:
    seen = [(probe, layer) for probe in probes for layer in probe.activations]
    return max(seen, key=lambda found: float(getattr(found[1], share)), default=None)


def _share_at_start(run: RunNumbers, layer: str, share: str) -> float | None:
    if not run.probes or run.probes[0].epoch != 0:
        return None
    return next((float(getattr(seen, share)) for seen in run.probes[0].activations if seen.name == layer), None)
