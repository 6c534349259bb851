"""Whether a run takes enough steps to learn anything: their number times the learning rate."""

from classifier.findings.fix import Patch, change
from classifier.findings.ledger import Outcome
from classifier.findings.make import make
from classifier.spec.cost import Estimate
from classifier.spec.models import Cnn1dSpec, CnnSpec, LogisticSpec, ModelSpec, ResnetSpec, RnnSpec, RocketSpec
from classifier.spec.resolve import LEARNING_RATES, auto_batch_size
from classifier.spec.train import TrainSpec

# Adam moves a weight by at most its rate in a step, so steps times rate bounds how far the weights get. Measured on iris,
# wine, breast_cancer, digits, rice, moons and a generated set, in shares of what a long run gains over guessing: a
# perceptron of 128 units had 0.65 to 1 of it at 0.01, one of 25 units 0.5 to 0.9 at 0.03, one of 8 and logistic regression
# 0.3 to 0.9 at 0.1. The wider a layer, the more its small changes add up: so over the width, within bounds.
REACH_TIMES_WIDTH, LEAST_REACH, MOST_REACH = 1.3, 0.004, 0.1
SGD_REACH = 1.0  # of plain SGD at any of those widths: 0.1 to 1 of the gain, half of the sets under 0.77
MANY_STEPS = 1_000


def check_steps(asked: TrainSpec, resolved: TrainSpec, size: Estimate) -> Outcome:
    """Steps times learning rate, beside what this network and optimizer want."""
    rate, wanted = float(resolved.optimizer.learning_rate), _wanted(resolved)
    # Steps that would do at the usual rate are not too few: a tiny rate is another fault, which the probe tells.
    reach = size.num_steps * max(rate, LEARNING_RATES[resolved.optimizer.name])
    if size.num_steps >= MANY_STEPS or reach >= wanted:
        return None
    return make(
        "preflight.too_few_steps",
        {
            "num_steps": size.num_steps,
            "num_train_rows": size.num_train_rows,
            "batch_size": int(resolved.training.batch_size),
            "epochs": int(resolved.training.epochs),
            "learning_rate": rate,
            "reach": reach,
            "reach_wanted": wanted,
        },
        fix=_fix(asked, resolved, size.num_train_rows, wanted),
    )


def _wanted(spec: TrainSpec) -> float:
    if spec.optimizer.name == "sgd":
        return SGD_REACH * (1 - spec.optimizer.momentum)
    if spec.model == "auto":
        raise ValueError("the model is not resolved")
    return min(MOST_REACH, max(LEAST_REACH, REACH_TIMES_WIDTH / _width(spec.model)))


def _width(model: ModelSpec) -> int:
    """Numbers that a unit behind the first layer adds up, at most; 1 when there is no such unit."""
    if isinstance(model, LogisticSpec):
        return 1
    if isinstance(model, RocketSpec):
        return model.num_features if model.num_features != "auto" else 1  # all say a little, so a small change adds up
    if isinstance(model, ResnetSpec):
        return model.width
    if isinstance(model, RnnSpec):
        return max(block.units * (2 if block.bidirectional else 1) for block in model.blocks)
    if isinstance(model, CnnSpec | Cnn1dSpec):
        filters = model.kernel_size ** (2 if isinstance(model, CnnSpec) else 1)
        return max([channels * filters for channels in model.channels] + model.hidden)
    return max(model.hidden) if isinstance(model.hidden, list) and model.hidden else 1


def _fix(asked: TrainSpec, resolved: TrainSpec, num_rows: int, wanted: float) -> Patch | None:
    """The least that gives well more than is wanted: automatic batches, else epochs as well."""
    batch_size, epochs = int(resolved.training.batch_size), int(resolved.training.epochs)
    rate = max(float(resolved.optimizer.learning_rate), LEARNING_RATES[resolved.optimizer.name])
    smaller = min(batch_size, auto_batch_size(num_rows))
    changes: dict[str, object] = {"training__batch_size": "auto"} if smaller < batch_size else {}
    if -(-num_rows // smaller) * epochs * rate < 20 * wanted:
        changes["training__epochs"] = "auto"
    return change(asked, **changes)
