"""Changes of a spec that mend a model which has not learnt, or answers with too few of the labels."""

from typing import Any

from classifier.findings.evaluation.seen import Seen
from classifier.metrics.report import ranking
from classifier.spec.auto_image import IMAGE_MODELS, MAX_EPOCHS, MIN_EPOCHS
from classifier.spec.models import Cnn1dSpec, LogisticSpec, MlpSpec, RocketSpec
from classifier.spec.preprocessing import Normalization
from classifier.spec.presets import TABLE_MODEL
from classifier.spec.recipe import OPTIMIZERS
from classifier.spec.resolve import (
    ACTIVATIONS,
    BATCH_SIZES,
    DEFAULT_EPOCHS,
    DEFAULT_PATIENCE,
    LARGEST_BATCH,
    LEARNING_RATES,
    auto_smoothing,
)
from classifier.spec.size import DEFAULT_HIDDEN
from classifier.spec.train import EarlyStoppingSpec, OptimizerSpec, ScheduleSpec, TrainSpec

IMBALANCED = 3.0  # commonest class over rarest, as in the finding data.imbalance
BY_HEART = 0.1  # accuracy on training rows over that on test rows, as in train_test_gap
# Of 280 rows of 500 columns a perceptron gets 0.76 to 0.84 right, with this 0.90 to 0.98, logistic regression 0.93 to 1.00;
# a logistic regression trained by steps 0.75 to 0.84, for its first weights stay where the rows say nothing.
DROPOUT = 0.7
LEAST_ORDER = 0.8  # ROC-AUC; 0.5 is no order at all. Below it weights alone mended 99:1 tables halfway
ORDER_LOST = 0.05  # ROC-AUC below logistic regression's: what a simple model sees was not learnt

_AUTO_MODELS = (
    *(
        model.model_copy(update={"hidden": DEFAULT_HIDDEN, "activation": ACTIVATIONS["mlp"]})
        for model in (MlpSpec(), TABLE_MODEL)
    ),
    Cnn1dSpec(activation="relu"),
    *(model.model_copy(update={"activation": "relu"}) for model in IMAGE_MODELS),
)
_PLAIN = OptimizerSpec(
    name="adamw",
    learning_rate=LEARNING_RATES["adamw"],
    weight_decay=0.01,
    only_matrices_decay=False,
    other_rate=1.0,
)
_AUTO_OPTIMIZERS = _PLAIN, *OPTIMIZERS
_AUTO_STOPPING = EarlyStoppingSpec(patience=DEFAULT_PATIENCE)

Changes = dict[str, Any]
"""Fields for `fix.change`."""


def back_to_auto(spec: TrainSpec, num_train: int) -> Changes:
    """Every choice of a resolved spec that shapes learning and is not what `auto` would be, set to `auto`."""
    changes: Changes = {}
    if spec.preprocessing.normalization not in (Normalization.standard, Normalization.symlog):
        changes["preprocessing__normalization"] = "auto"
    if not isinstance(spec.model, RocketSpec) and spec.model not in _AUTO_MODELS:
        changes["model"] = "auto"
    if not _is_auto(spec.optimizer):
        changes["optimizer"] = OptimizerSpec().model_dump(mode="json")
    family = None if spec.model == "auto" else spec.model.family
    if spec.schedule.name not in ("auto", "cosine" if family == "cnn" else "constant") or spec.schedule.warmup:
        changes["schedule"] = ScheduleSpec().model_dump(mode="json")
    shortest, longest = (MIN_EPOCHS, MAX_EPOCHS) if family == "cnn" else (DEFAULT_EPOCHS, DEFAULT_EPOCHS)
    epochs, stopping = spec.training.epochs, None if family == "cnn" else _AUTO_STOPPING
    if spec.training.early_stopping != stopping or epochs == "auto" or not shortest <= epochs <= longest:
        changes |= {"training__epochs": "auto", "training__early_stopping": "auto"}
    wished = next((size for rows, size in BATCH_SIZES if num_train < rows), LARGEST_BATCH)
    if spec.training.batch_size not in (wished, num_train):
        changes["training__batch_size"] = "auto"
    if spec.training.gradient_clip_norm is not None:
        changes["training__gradient_clip_norm"] = None
    return changes | _plain_loss(spec)


def _is_auto(optimizer: OptimizerSpec) -> bool:
    """Also of a spec that was resolved before matrices could move by a rule of their own."""
    plain = {"only_matrices_decay": False, "other_rate": 1.0}
    open_fields = {name: value for name, value in plain.items() if getattr(optimizer, name) == "auto"}
    return optimizer.model_copy(update=open_fields) in _AUTO_OPTIMIZERS


def _plain_loss(spec: TrainSpec) -> Changes:
    """Weights made by hand and smoothing away; `balanced` follows from the data and stays."""
    changes: Changes = {}
    loss = spec.loss
    if isinstance(loss.class_weights, dict):
        changes["loss__class_weights"] = "none"
    if loss.pos_weight is not None:
        changes["loss__pos_weight"] = None
    if spec.model == "auto" or loss.label_smoothing not in ("auto", auto_smoothing(spec.model, loss.name)):
        changes["loss__label_smoothing"] = "auto"
    return changes


def learn_again(spec: TrainSpec, seen: Seen) -> Changes:
    """For a model that does worse than a simple one: back to auto. Where auto is what ran, most units of a perceptron that
    knows its training rows by heart are dropped; any other becomes a logistic regression."""
    changes = back_to_auto(spec, seen.num_train)
    if isinstance(spec.threshold, float) and spec.threshold != 0.5:
        changes["threshold"] = 0.5
    if changes:
        return changes
    if isinstance(spec.model, MlpSpec) and _by_heart(seen):
        return {"model__dropout": DROPOUT}
    return {"model": LogisticSpec().model_dump(mode="json")}


def _by_heart(seen: Seen) -> bool:
    train, test = seen.train_alone, seen.test_alone
    return train is not None and test is not None and train.accuracy - test.accuracy >= BY_HEART


def every_label(spec: TrainSpec, seen: Seen) -> Changes:
    """For a model that leaves labels out: weigh the classes where they are uneven, and learn anew where nothing was learnt."""
    changes: Changes = {}
    by_hand = isinstance(spec.loss.class_weights, dict) or spec.loss.pos_weight is not None
    if by_hand:
        changes = {"loss__class_weights": "balanced" if imbalanced(seen) else "none", "loss__pos_weight": None}
    elif imbalanced(seen) and spec.loss.class_weights == "none":
        changes["loss__class_weights"] = "balanced"
    if isinstance(spec.threshold, float) and spec.threshold != 0.5:
        changes["threshold"] = 0.5
    if not changes or not has_order(seen, LEAST_ORDER):
        changes = {**back_to_auto(spec, seen.num_train), **changes}
    if not changes and len(seen.classes) == 2 and isinstance(spec.threshold, float):
        changes["threshold"] = {"objective": "balanced_accuracy"}
    return changes


def imbalanced(seen: Seen) -> bool:
    """Whether the commonest class has several times as many training rows as the rarest."""
    return bool(seen.train_count_C.max() >= IMBALANCED * max(1, seen.train_count_C.min()))


def has_order(seen: Seen, least: float = 0.0) -> bool:
    """Whether the probabilities put rows in about as good an order as logistic regression's, and in one of `least`."""
    judged = seen.held_out if seen.test is None or seen.logistic is None else seen.test
    own, _ = ranking(judged.p_NC, judged.y_N)
    simple = None if seen.logistic is None else ranking(seen.logistic.p_NC, seen.logistic.y_N)[0]
    if own is None or simple is None:
        return own is None or own >= max(least, LEAST_ORDER)
    return own >= max(least, simple - ORDER_LOST)
