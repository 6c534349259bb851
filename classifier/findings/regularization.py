"""What holds a network back on purpose, and when it holds it back too much."""

from collections.abc import Iterator

from classifier.findings.fix import change
from classifier.findings.ledger import Outcome
from classifier.findings.make import make
from classifier.spec.models import FAMILIES, Cnn1dSpec, CnnSpec, ModelSpec, ResnetSpec, RnnSpec
from classifier.spec.size import inner_width
from classifier.spec.train import TrainSpec

LABEL_SMOOTHING = 0.5  # accuracy held up to 0.9 on seven sets, but no probability can be sure by then
# Measured on seven sets with 800 steps of 64 rows, in shares of what a run without dropout gains over guessing: 128 units
# with 0.7 kept at least 0.96 of it, with 0.8 0.91, with 0.9 0.79; 25 units with 0.5 0.88, with 0.7 0.82.
DROPOUT = 0.8
DROPOUT_OF_FEW, FEW_UNITS = 0.6, 10.0
# The same of weight decay: adamw kept all of it at 1, and 0.78 at 3, 0.53 at 30; adam, to whose gradient it is
# added, kept all at 0.001, 0.78 at 0.01 and 0.03, and nothing at 0.1 on one set, at 0.3 on any; sgd nothing at 0.1 either.
DECOUPLED_DECAY, ADDED_DECAY = 3.0, 0.03


def check_label_smoothing(asked: TrainSpec, num_classes: int) -> Outcome:
    """How far apart smoothing leaves the label and the other classes."""
    smoothing = asked.loss.label_smoothing
    if smoothing == "auto" or smoothing < LABEL_SMOOTHING or asked.loss.name == "focal":
        return None
    other = smoothing / num_classes
    return make(
        "preflight.label_smoothing_high",
        {
            "label_smoothing": smoothing,
            "label_share": 1 - smoothing + other,
            "other_share": other,
            "limit": LABEL_SMOOTHING,
        },
        fix=change(asked, loss__label_smoothing=0.0),
    )


def check_dropout(asked: TrainSpec, resolved: TrainSpec) -> Outcome:
    """The strongest dropout, and how many units it leaves of the narrowest layer that it acts on."""
    model = resolved.model
    if model == "auto":
        return None
    fields = [name for name in ("dropout", "residual_dropout") if getattr(model, name, 0.0) > 0]
    widths = list(_dropped_widths(model))
    if not fields or not widths:
        return None
    worst = max(fields, key=lambda name: float(getattr(model, name)))
    dropout, width = float(getattr(model, worst)), min(widths)
    left = (1 - dropout) * width
    if dropout < DROPOUT and not (dropout >= DROPOUT_OF_FEW and left < FEW_UNITS):
        return None
    usual = FAMILIES[model.family]()
    return make(
        "preflight.dropout_high",
        {"dropout": dropout, "field": worst, "width": width, "units_left": left, "limit": DROPOUT},
        fix=change(resolved if asked.model == "auto" else asked, **{f"model__{n}": getattr(usual, n) for n in fields}),
    )


def check_weight_decay(asked: TrainSpec, resolved: TrainSpec, num_steps: int) -> Outcome:
    """Decay in the units of its optimizer, when the run is long enough for it to act."""
    optimizer = resolved.optimizer
    decay, rate = float(optimizer.weight_decay), float(optimizer.learning_rate)
    decoupled = optimizer.name == "adamw"
    limit = DECOUPLED_DECAY if decoupled else ADDED_DECAY
    shrinks = decay * rate * num_steps  # how often the weights would fade to a third if nothing else moved them
    if decay < limit or (optimizer.name != "adam" and shrinks < 1):
        return None
    reason = (
        f"Each step of adamw shrinks every weight by {decay * rate:.2g} of itself"
        if decoupled
        else f"{optimizer.name} adds {decay:.3g} of each weight to its gradient"
    )
    return make(
        "preflight.weight_decay_high",
        {
            "weight_decay": decay,
            "learning_rate": rate,
            "optimizer": optimizer.name,
            "num_steps": num_steps,
            "limit": limit,
        },
        fix=change(asked, optimizer__weight_decay="auto"),
        words={"reason": reason},
    )


def _dropped_widths(model: ModelSpec) -> Iterator[int]:
    """Units of each layer that dropout acts on; of convolutions it acts on the dense layers only."""
    if isinstance(model, ResnetSpec):
        yield from (model.width, inner_width(model))
    elif isinstance(model, RnnSpec):
        yield model.blocks[-1].units * (2 if model.blocks[-1].bidirectional else 1)
    elif isinstance(model, CnnSpec | Cnn1dSpec):
        yield from [model.channels[-1], *model.hidden]
    else:
        yield from getattr(model, "hidden", [])
