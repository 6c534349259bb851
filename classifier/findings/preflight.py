"""What a spec and a few sizes say before any step is taken; the dry run of a job and its start both ask this."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from classifier.findings.fix import change
from classifier.findings.ledger import Checked, Outcome, Skip
from classifier.findings.make import make
from classifier.findings.rates import check_schedule, check_warmup
from classifier.findings.regularization import check_dropout, check_label_smoothing, check_weight_decay
from classifier.findings.steps import check_steps
from classifier.spec.cost import Estimate
from classifier.spec.finding import Severity
from classifier.spec.table import DatasetProfile
from classifier.spec.train import LossSpec, TrainSpec

# Largest total weight of a class over the smallest. Of what unweighted runs gained over guessing on seven sets, a class
# weighed 10 times as much left at least 0.78 (the set whose classes overlap most), 30 times 0.59, 100 times 0.35.
WEIGHT_RATIO = 20.0
MEMORY_WARNING, MEMORY_ERROR = 0.7, 1.4  # the estimate is good to a factor of about two


SMALLEST, MOST_TOLD = 1e-300, 1e300


def preflight_checks(
    asked: TrainSpec,
    resolved: TrainSpec,
    size: Estimate,
    *,
    class_counts: Mapping[str, int] | None,
    memory_bytes: int | None,
) -> Checked:
    """Every static check of the phase, by code; `resolved` is what became of `asked`, on which fixes are made.

    `class_counts`: rows of each class, in the order of the classes; None when they are not known. `memory_bytes`: of the worker,
    None when that is not known. What needs the network itself is not here.
    """
    steps = -(-size.num_train_rows // int(resolved.training.batch_size)) if size.num_train_rows else 1
    yield "preflight.schedule_reaches_zero", check_schedule(asked, resolved, steps_per_epoch=steps)
    yield "preflight.warmup_too_long", check_warmup(asked, resolved, steps_per_epoch=steps)
    yield "preflight.batch_gt_data", check_batch(asked, size)
    yield "preflight.too_few_steps", check_steps(asked, resolved, size)
    yield "preflight.loss_weights_extreme", check_weights(asked, class_counts)
    yield "preflight.label_smoothing_high", check_label_smoothing(asked, size.num_classes)
    yield "preflight.dropout_high", check_dropout(asked, resolved)
    yield "preflight.no_nonlinearity", check_activation(asked, resolved)
    yield "preflight.weight_decay_high", check_weight_decay(asked, resolved, size.num_steps)
    yield "preflight.memory_estimate", check_memory(asked, size, memory_bytes)


def class_counts(profile: DatasetProfile, target: str) -> dict[str, int] | None:
    """Rows of each class of a profiled table; None when the profile does not list them all."""
    column = next((column for column in profile.columns if column.name == target), None)
    if column is None:
        return None
    listed = column.top_categories
    if listed is None or len(listed) != column.num_distinct:
        listed = profile.class_balance if profile.suggested_target == target else None
    if listed is None or len(listed) != column.num_distinct:
        return None
    counts = {entry.value: entry.count for entry in listed}
    try:
        labels = sorted(counts, key=Decimal)  # as the classes of a run stand: by number when all are numbers
    except InvalidOperation:
        labels = sorted(counts)
    return {label: counts[label] for label in labels}


def check_batch(asked: TrainSpec, size: Estimate) -> Outcome:
    """A batch that was asked for beside the rows that there are; resolving cuts it down without a word."""
    wished = asked.training.batch_size
    if wished == "auto" or wished <= size.num_train_rows:
        return None
    return make("preflight.batch_gt_data", {"batch_size": wished, "num_train_rows": size.num_train_rows})


def check_weights(asked: TrainSpec, counts: Mapping[str, int] | None) -> Outcome:
    """How much of the loss each class has, by its rows and its weight."""
    loss = asked.loss
    if loss.pos_weight is None and loss.class_weights in ("none", "balanced"):
        return None
    if counts is None:
        return Skip("How many rows each class has is not known.")
    present = {label: count for label, count in counts.items() if count > 0}
    if len(present) < 2:
        return Skip("There are not two classes with rows.")
    weights = _weights(loss, list(present))
    largest = max(weights.values())  # only their ratios count, and the largest float times some rows is infinite
    mass = {label: present[label] * (weight / largest) for label, weight in weights.items()}
    heaviest, lightest = max(mass, key=mass.__getitem__), min(mass, key=mass.__getitem__)
    # A weight may be as small as 5e-324: what is beside nothing is told as a number that JSON can hold.
    ratio, unweighted = (
        min(mass[heaviest] / max(mass[lightest], SMALLEST), MOST_TOLD),
        max(present.values()) / min(present.values()),
    )
    if ratio < WEIGHT_RATIO or ratio <= unweighted:  # weights that lessen an imbalance do no harm
        return None
    return make(
        "preflight.loss_weights_extreme",
        {
            "heaviest": heaviest,
            "lightest": lightest,
            "ratio": ratio,
            "ratio_unweighted": unweighted,
            "share_of_lightest": mass[lightest] / sum(mass.values()),
            "limit": WEIGHT_RATIO,
        },
        fix=change(asked, loss__class_weights="balanced", loss__pos_weight=None),
    )


def _weights(loss: LossSpec, labels: Sequence[str]) -> dict[str, float]:
    if loss.pos_weight is not None:
        return dict(zip(labels, [1.0, loss.pos_weight], strict=False))
    given = loss.class_weights if isinstance(loss.class_weights, dict) else {}
    return {label: given.get(label, 1.0) for label in labels}


def check_activation(asked: TrainSpec, resolved: TrainSpec) -> Outcome:
    """Hidden layers that nothing bends."""
    model = resolved.model
    hidden = getattr(model, "hidden", [])
    if getattr(model, "activation", None) != "identity" or model == "auto" or model.family not in ("mlp", "tabm"):
        return None
    if not hidden:
        return None
    fix = change(asked if asked.model != "auto" else resolved, model__activation="auto")
    return make("preflight.no_nonlinearity", {"num_hidden": len(hidden)}, fix=fix)


def check_memory(asked: TrainSpec, size: Estimate, available: int | None) -> Outcome:
    """The estimate beside the worker's memory."""
    if not available:
        return Skip("How much memory the worker has is not known.")
    share = size.memory_bytes / available
    if share < MEMORY_WARNING:
        return None
    evidence = {"memory_bytes": size.memory_bytes, "available_bytes": available, "share": share}
    severity = Severity.error if share >= MEMORY_ERROR else None
    smaller = size.memory_bytes - size.batch_bytes < MEMORY_WARNING * available
    fix = change(asked, training__batch_size="auto") if smaller else None
    return make("preflight.memory_estimate", {**evidence, "batch_bytes": size.batch_bytes}, severity=severity, fix=fix)
