"""What a spec says that lies far outside what works: the first to doubt when a run learns nothing."""

from typing import Any

from classifier.findings.training.numbers import RunNumbers
from classifier.spec.models import MlpSpec
from classifier.spec.preprocessing import Normalization
from classifier.spec.resolve import LEARNING_RATES

# Of the default rate. Healthy sets learn at 1/4 to 5 times of it with every optimizer; a run that shows no symptom is
# never asked about its rate.
RATE_FACTOR = 4.0
# The same where the inputs are to blame: with them mended, a rate of 50 times the default (four sigmoids, case S1) is the one
# that learns, and the default is too slow.
RATE_FACTOR_BESIDE_SCALE = 100.0
RATE_HIGH = 20.0  # times the default: healthy runs of the corpus stay below 10
SCALE_LOW, SCALE_HIGH = 0.1, 2.0  # root mean square of the largest input; 1 when standardized
WEIGHT_DECAY = {"adamw": 1.0, "adam": 0.03, "sgd": 0.03}
DROPOUT = 0.8
SMOOTHING = 0.5
CLIP_NORM = 0.05  # healthy gradients measured 0.05 to 1.5 in the median of the first epoch
WEIGHT_RATIO = 300.0
DEEP = 3  # hidden layers through which a sigmoid, whose slope is at most a quarter, passes a 64th
VERY_DEEP = 5  # six layers of 32 SiLU under plain SGD still learn nothing; with batch normalization they do
MOMENTUM = 0.95


def suspects(run: RunNumbers) -> dict[str, Any]:
    """Changes that set each doubtful field back to what works, for `classifier.findings.fix.change`."""
    return {**_rate(run), **_inputs(run), **_model(run), **_loss(run), **_optimizer(run)}


def default_rate(run: RunNumbers) -> dict[str, Any]:
    """The change to the default learning rate, when it is another."""
    return {} if run.rate == LEARNING_RATES[run.spec.optimizer.name] else {"optimizer__learning_rate": "auto"}


def steeper(run: RunNumbers) -> dict[str, Any]:
    """Changes under which gradients reach the first layer."""
    model = run.spec.model
    found: dict[str, Any] = {}
    if getattr(model, "activation", None) in ("sigmoid", "tanh"):
        found["model__activation"] = "auto"
    if isinstance(model, MlpSpec) and len(model.hidden) >= VERY_DEEP and not model.batch_norm:
        found["model__batch_norm"] = True
    return found


def is_rate_odd(run: RunNumbers, factor: float = RATE_FACTOR) -> bool:
    """Whether the learning rate lies far from its optimizer's default."""
    return not 1 / factor <= run.rate / LEARNING_RATES[run.spec.optimizer.name] <= factor


def is_rate_high(run: RunNumbers) -> bool:
    """Whether the learning rate is far above its optimizer's default."""
    return run.rate > RATE_HIGH * LEARNING_RATES[run.spec.optimizer.name]


def is_scale_odd(run: RunNumbers) -> bool:
    """Whether the inputs are neither standardized nor of a like size."""
    scaled = (Normalization.standard, Normalization.symlog, Normalization.batch_norm)
    normalized = run.spec.preprocessing.normalization in scaled
    return not normalized and not SCALE_LOW <= run.input_scale <= SCALE_HIGH


def _is_deep(run: RunNumbers) -> bool:
    """Whether activations that pin lie one behind the other."""
    activation, hidden = (getattr(run.spec.model, name, None) for name in ("activation", "hidden"))
    return isinstance(hidden, list) and len(hidden) >= DEEP and activation in ("sigmoid", "tanh")


def _rate(run: RunNumbers) -> dict[str, Any]:
    factor = RATE_FACTOR_BESIDE_SCALE if is_scale_odd(run) else RATE_FACTOR
    return {"optimizer__learning_rate": "auto"} if is_rate_odd(run, factor) else {}


def _inputs(run: RunNumbers) -> dict[str, Any]:
    return {"preprocessing__normalization": "standard"} if is_scale_odd(run) else {}


def _model(run: RunNumbers) -> dict[str, Any]:
    model = run.spec.model
    found: dict[str, Any] = {}
    for name in ("dropout", "residual_dropout"):
        if getattr(model, name, 0.0) >= DROPOUT:
            found[f"model__{name}"] = 0.0
    return {**found, **steeper(run)} if _is_deep(run) else found


def _loss(run: RunNumbers) -> dict[str, Any]:
    loss = run.spec.loss
    found: dict[str, Any] = {}
    if loss.label_smoothing != "auto" and loss.label_smoothing >= SMOOTHING:
        found["loss__label_smoothing"] = 0.0
    if isinstance(loss.class_weights, dict):
        weights = loss.class_weights.values()
        if max(weights) / min(weights) >= WEIGHT_RATIO:
            found["loss__class_weights"] = "none"
    if loss.pos_weight is not None and not 1 / WEIGHT_RATIO <= loss.pos_weight <= WEIGHT_RATIO:
        found["loss__pos_weight"] = None
    return found


def _optimizer(run: RunNumbers) -> dict[str, Any]:
    optimizer = run.spec.optimizer
    found: dict[str, Any] = {}
    decay = 0.0 if optimizer.weight_decay == "auto" else optimizer.weight_decay
    if decay >= WEIGHT_DECAY[optimizer.name]:
        found["optimizer__weight_decay"] = "auto"
    if optimizer.momentum > MOMENTUM:
        found["optimizer__momentum"] = 0.9
    clip = run.spec.training.gradient_clip_norm
    if clip is not None and clip < CLIP_NORM:
        found["training__gradient_clip_norm"] = None
    return found
