"""From what a user asked to what will run: every "auto" decided, every impossible wish refused by name."""

import contextlib

from classifier.errors import DataInvalid, Fault, SpecInvalid
from classifier.spec import cost
from classifier.spec.auto_image import AUGMENTATION, image_epochs
from classifier.spec.check_data import (
    MAX_LISTED,
    auto_features,
    check_features,
    check_target,
    input_kind,
    known_classes,
)
from classifier.spec.check_model import check_model, over_limit
from classifier.spec.kernels import KERNEL_STEPS, auto_num_features, count_features
from classifier.spec.limits import Limits
from classifier.spec.models import Cnn1dSpec, CnnSpec, ModelSpec, OverSteps, RocketSpec
from classifier.spec.preprocessing import AugmentationSpec
from classifier.spec.presets import auto_model
from classifier.spec.recipe import with_recipe
from classifier.spec.size import DEFAULT_HIDDEN
from classifier.spec.table import ColumnKind, ColumnProfile, DatasetProfile, Schema
from classifier.spec.train import (
    EarlyStoppingSpec,
    FitSpec,
    LossSpec,
    Normalization,
    OptimizerSpec,
    PreprocessingSpec,
    ScheduleSpec,
    TrainSpec,
)

ACTIVATIONS = {"mlp": "silu"}  # the other families' papers use ReLU
DEFAULT_EPOCHS = 100
DEFAULT_PATIENCE = 10
# Rows below which a batch size holds: small tables need many steps an epoch to learn in 100 epochs, large ones are
# bound by the cost of a step.
BATCH_SIZES = ((1_500, 32), (4_000, 64), (20_000, 128))
LARGEST_BATCH = 512
# Thousands of numbers tell a few hundred rows apart after a few steps. Targets that are never quite sure let the others go on
# learning, as in least squares: OSULeaf's test rows 94.8 % to 97.4 %, log-loss 0.22 to 0.13 once a temperature was fitted.
ROCKET_SMOOTHING = 0.1
LEARNING_RATES = {"adam": 2e-3, "adamw": 2e-3, "sgd": 0.05}


def resolve_spec(spec: TrainSpec, schema: Schema, profile: DatasetProfile, limits: Limits) -> TrainSpec:
    """`spec` with features listed and every "auto" but the device and the precision decided; resolving it again changes nothing.

    Raises: `SpecInvalid` with a fault for every field that cannot be, pointers as in `/spec/model/hidden/0`;
    `DataInvalid` when the table cannot be learnt from.
    """
    faults, hints = check_target(spec, schema, profile, limits)
    more_faults, more_hints = check_features(spec, schema, profile)
    _refuse(faults + more_faults, hints + more_hints)
    target = cost.get(profile, spec.target)
    num_classes = target.num_distinct
    features = auto_features(schema, spec.target) if spec.features == "auto" else spec.features
    kind = input_kind(features, schema)
    spec = with_recipe(spec, kind, cost.count_untested_rows(spec, profile), limits)
    num_rows = cost.count_train_rows(spec, profile)
    size = _image_size(spec, features, profile) if kind == "image" else None
    numeric = {column.name for column in schema.columns if column.kind == ColumnKind.numeric}
    asked = spec.model
    if asked == "auto":
        count = sum(name in numeric for name in features)
        asked = auto_model(spec.preset, kind, size, optimizer=spec.optimizer.name, num_numeric=count)
    model = _model(asked)
    if spec.features == "auto" and kind == "table" and isinstance(model, OverSteps):
        features = [name for name in features if name in numeric]
    if isinstance(model, RocketSpec):
        num_steps, _ = cost.steps_shape(spec.model_copy(update={"features": features}), profile)
        if spec.model == "auto" and num_steps < KERNEL_STEPS:
            model = _model(Cnn1dSpec())
        else:
            model = _with_features(model, profile.num_rows, num_steps)
    resolved = spec.model_copy(
        update={
            "features": features,
            "preprocessing": _preprocessing(spec.preprocessing, model),
            "model": model,
            "loss": _loss(spec.loss, model, num_classes),
            "optimizer": _optimizer(spec.optimizer),
            "schedule": _schedule(spec.schedule, model),
        }
    )
    epochs = _epochs(resolved, profile, num_rows, limits)
    patience = None if isinstance(model, CnnSpec) else DEFAULT_PATIENCE  # its rate is still high where it would stop
    resolved = resolved.model_copy(update={"training": _training(spec.training, num_rows, epochs, patience)})
    faults = [
        *_split_faults(spec, profile),
        *check_model(resolved, schema, profile, limits),
        *_loss_faults(spec, target, profile),
        *_optimizer_faults(spec),
        *_training_faults(resolved, num_rows, limits),
    ]
    _refuse(faults, [])
    return resolved


def auto_batch_size(num_rows: int) -> int:
    """Rows of a step when nothing is said, for this many training rows."""
    return next((size for rows, size in BATCH_SIZES if num_rows < rows), LARGEST_BATCH)


def auto_smoothing(model: ModelSpec, loss: str) -> float:
    """Label smoothing when nothing is said."""
    return ROCKET_SMOOTHING if isinstance(model, RocketSpec) and loss != "focal" else 0.0


def _refuse(faults: list[Fault], hints: list[str]) -> None:
    """Raise the faults, those of the spec first: they can be mended at once."""
    in_spec = [fault for fault in faults if fault.pointer is not None]
    if in_spec:
        raise SpecInvalid(_tell(in_spec), faults=in_spec, hint=" ".join(hints) or None)
    if faults:
        raise DataInvalid(_tell(faults), faults=faults, hint=" ".join(hints) or None)


def _tell(faults: list[Fault]) -> str:
    more = f" ({len(faults) - 1} more)" if len(faults) > 1 else ""
    return faults[0].message + more


def _image_size(spec: TrainSpec, features: list[str], profile: DatasetProfile) -> tuple[int, int] | None:
    """Height and width of the images that the network will read; None for features that are none."""
    columns = (cost.find(profile, name) for name in features)
    column = next((column for column in columns if column is not None and column.image), None)
    return None if column is None else cost.image_size(spec.preprocessing, column)


def _preprocessing(spec: PreprocessingSpec, model: ModelSpec) -> PreprocessingSpec:
    augmentation = AUGMENTATION if isinstance(model, CnnSpec) else AugmentationSpec()
    return spec.model_copy(
        update={
            "normalization": Normalization.standard if spec.normalization == Normalization.auto else spec.normalization,
            "missing_numeric": "median" if spec.missing_numeric == "auto" else spec.missing_numeric,
            "missing_categorical": "own_category" if spec.missing_categorical == "auto" else spec.missing_categorical,
            "augmentation": augmentation if spec.augmentation == "auto" else spec.augmentation,
        }
    )


def _model(model: ModelSpec) -> ModelSpec:
    """The same with its open choices made."""
    changes: dict[str, object] = {}
    if getattr(model, "hidden", None) == "auto":
        changes["hidden"] = DEFAULT_HIDDEN
    if getattr(model, "activation", None) == "auto":
        changes["activation"] = ACTIVATIONS.get(model.family, "relu")
    return model.model_copy(update=changes)


def _with_features(model: RocketSpec, num_rows: int, num_steps: int) -> RocketSpec:
    """The same with a whole number of features for each kernel."""
    if model.num_features == "auto":
        return model.model_copy(update={"num_features": auto_num_features(num_rows, num_steps)})
    return model.model_copy(update={"num_features": count_features(model)})


def _loss(spec: LossSpec, model: ModelSpec, num_classes: int) -> LossSpec:
    default = "bce_with_logits" if num_classes == 2 else "cross_entropy"
    name = default if spec.name == "auto" else spec.name
    smoothing = auto_smoothing(model, name) if spec.label_smoothing == "auto" else spec.label_smoothing
    return spec.model_copy(update={"name": name, "label_smoothing": smoothing})


def _optimizer(spec: OptimizerSpec) -> OptimizerSpec:
    name = "adamw" if spec.name == "auto" else spec.name
    decay = (0.01 if name == "adamw" else 0.0) if spec.weight_decay == "auto" else spec.weight_decay
    rate = LEARNING_RATES[name] if spec.learning_rate == "auto" else spec.learning_rate
    return spec.model_copy(update={"name": name, "learning_rate": rate, "weight_decay": decay})


def _schedule(spec: ScheduleSpec, model: ModelSpec) -> ScheduleSpec:
    """What was said of ticks and warm-up stays with a name that was not said."""
    if spec.name != "auto":
        return spec
    chosen = auto_schedule(model)
    return chosen if spec == ScheduleSpec() else spec.model_copy(update={"name": chosen.name})


def auto_schedule(model: ModelSpec) -> ScheduleSpec:
    """The schedule of this model when none was asked for."""
    if isinstance(model, CnnSpec):
        return ScheduleSpec(name="cosine", interval="step")
    return ScheduleSpec(name="constant")


def _epochs(spec: TrainSpec, profile: DatasetProfile, num_rows: int, limits: Limits) -> int:
    """Epochs when no number was asked for, inside the limits."""
    num_rows, epochs = max(1, num_rows), DEFAULT_EPOCHS
    if isinstance(spec.model, CnnSpec):
        num_classes = cost.get(profile, spec.target).num_distinct
        with contextlib.suppress(ValueError):  # of images that shrink to nothing, which `check_model` names
            size = cost.size_of(spec, cost.input_layout(spec, profile), num_classes)
            epochs = image_epochs(size.multiplications, num_rows)
    affordable = limits.max_row_epochs // (num_rows * cost.count_members(spec))
    return max(1, min(epochs, limits.max_epochs, affordable))


def _training(spec: FitSpec, num_rows: int, auto_epochs: int, patience: int | None) -> FitSpec:
    """A batch is never larger than the training part."""
    num_rows = max(1, num_rows)
    epochs = auto_epochs if spec.epochs == "auto" else spec.epochs
    stopping = spec.early_stopping
    if stopping == "auto":
        stopping = EarlyStoppingSpec(patience=patience) if spec.epochs == "auto" and patience is not None else None
    batch_size = min(num_rows, auto_batch_size(num_rows) if spec.batch_size == "auto" else spec.batch_size)
    return spec.model_copy(update={"epochs": epochs, "early_stopping": stopping, "batch_size": batch_size})


def _split_faults(spec: TrainSpec, profile: DatasetProfile) -> list[Fault]:
    rows = spec.split.test_rows
    if rows is None:
        return []
    outside = [(i, row) for i, row in enumerate(rows) if row >= profile.num_rows]
    faults = [
        Fault(
            code="row_out_of_range",
            message=f"split.test_rows names row {row}, but the table has {profile.num_rows} rows, counted from 0.",
            pointer=f"/spec/split/test_rows/{i}",
            got=str(row),
            expected=f"0..{profile.num_rows - 1}",
        )
        for i, row in outside[:MAX_LISTED]
    ]
    if not faults and cost.count_train_rows(spec, profile) < 2:
        faults.append(
            Fault(
                code="no_training_rows",
                message="split.test_rows and split.validation_fraction leave no training rows.",
                pointer="/spec/split/test_rows",
                got=f"{len(rows)} of {profile.num_rows} rows",
            )
        )
    return faults


def _loss_faults(spec: TrainSpec, target: ColumnProfile, profile: DatasetProfile) -> list[Fault]:
    faults = []
    num_classes = target.num_distinct
    if spec.loss.name == "bce_with_logits" and num_classes > 2:
        faults.append(
            Fault(
                code="loss_needs_two_classes",
                message=f"bce_with_logits is for two classes; column {spec.target!r} has {num_classes}. "
                "Use cross_entropy.",
                pointer="/spec/loss/name",
                got="bce_with_logits",
                expected="cross_entropy",
            )
        )
    if spec.loss.pos_weight is not None and num_classes > 2:
        faults.append(
            Fault(
                code="pos_weight_needs_two_classes",
                message=f"pos_weight is for two classes; column {spec.target!r} has {num_classes}. Use class_weights.",
                pointer="/spec/loss/pos_weight",
                got=str(spec.loss.pos_weight),
                expected="null",
            )
        )
    if spec.threshold != 0.5 and num_classes > 2:
        faults.append(
            Fault(
                code="threshold_needs_two_classes",
                message=f"A threshold decides between two classes; column {spec.target!r} has {num_classes}.",
                pointer="/spec/threshold",
                got=str(spec.threshold if isinstance(spec.threshold, float) else spec.threshold.objective),
                expected="0.5",
            )
        )
    weights, classes = spec.loss.class_weights, known_classes(target, profile)
    if isinstance(weights, dict) and classes is not None:
        faults += class_weight_faults(weights, classes)
    return faults


def class_weight_faults(weights: dict[str, float], classes: list[str]) -> list[Fault]:
    """Classes that are weighted but not there, and classes that are there but not weighted."""
    listed = ", ".join(repr(label) for label in classes[:MAX_LISTED]) + (", ..." if len(classes) > MAX_LISTED else "")
    unknown = [label for label in weights if label not in set(classes)]
    forgotten = [label for label in classes if label not in weights]
    return [
        Fault(
            code="class_unknown",
            message=f"loss.class_weights names {label!r}, which is no class of the target.",
            pointer=f"/spec/loss/class_weights/{_escape(label)}",
            got=label,
            expected=f"one of {listed}",
        )
        for label in unknown[:MAX_LISTED]
    ] + [
        Fault(
            code="class_weight_missing",
            message=f"loss.class_weights has no weight for class {label!r}.",
            pointer="/spec/loss/class_weights",
            expected=f"a weight for each of {listed}",
        )
        for label in forgotten[:MAX_LISTED]
    ]


def _optimizer_faults(spec: TrainSpec) -> list[Fault]:
    optimizer = spec.optimizer
    name = "adamw" if optimizer.name == "auto" else optimizer.name
    faults = []
    if optimizer.momentum != 0.0 and name != "sgd":
        faults.append(
            Fault(
                code="momentum_needs_sgd",
                message=f"optimizer.momentum is for sgd; {name} has its own.",
                pointer="/spec/optimizer/momentum",
                got=str(optimizer.momentum),
                expected="0, or optimizer.name sgd",
            )
        )
    if optimizer.nesterov and (name != "sgd" or optimizer.momentum == 0.0):
        faults.append(
            Fault(
                code="nesterov_needs_momentum",
                message="optimizer.nesterov looks ahead along the momentum of sgd.",
                pointer="/spec/optimizer/nesterov",
                got="true",
                expected="false, or optimizer.name sgd with momentum above 0",
            )
        )
    return faults


def _training_faults(spec: TrainSpec, num_rows: int, limits: Limits) -> list[Fault]:
    epochs = DEFAULT_EPOCHS if spec.training.epochs == "auto" else spec.training.epochs
    if epochs > limits.max_epochs:
        return [over_limit("training.epochs", "/spec/training/epochs", epochs, limits.max_epochs, "epochs")]
    num_members = cost.count_members(spec)
    if num_members > limits.max_members:
        pointer = "/spec/split/folds" if spec.training.num_seeds == 1 else "/spec/training/num_seeds"
        return [over_limit("folds times seeds", pointer, num_members, limits.max_members, "members")]
    if num_rows * epochs * num_members > limits.max_row_epochs:
        what = f"{num_rows:,} training rows for {epochs:,} epochs"
        return [
            over_limit(
                what,
                "/spec/training/epochs",
                num_rows * epochs * num_members,
                limits.max_row_epochs,
                "rows times epochs",
            )
        ]
    return []


def _escape(key: str) -> str:
    """One step of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")
