"""TrainSpec: everything a training run may be told, each field with a default that works."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from classifier.spec.base import ColumnName, Label, Spec
from classifier.spec.decision import Calibration, Probability, ThresholdObjective
from classifier.spec.diagnosis import DiagnosisSpec
from classifier.spec.models import ModelSpec
from classifier.spec.preprocessing import Normalization, PreprocessingSpec
from classifier.spec.presets import PresetName, with_preset

__all__ = ["Normalization", "PreprocessingSpec"]  # a spec's reader finds its parts here

Auto = Literal["auto"]
PositiveFloat = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class SplitSpec(Spec):
    """Which rows train, which choose the best epoch and which are only measured."""

    test_fraction: float = Field(default=0.2, ge=0.0, lt=1.0)
    """Share of rows held out for the final measures; ignored when `test_rows` is given."""
    validation_fraction: float = Field(default=0.1, gt=0.0, lt=1.0)
    """Share of all rows held out for early stopping and the best epoch."""
    stratify: bool = True
    """Keep the class shares equal in the three parts."""
    seed: int = Field(default=0, ge=0, le=2**31 - 1)
    """Seed of the shuffling; the same seed gives the same three parts."""
    test_rows: list[Annotated[int, Field(ge=0, le=2**31 - 1)]] | None = None
    """0-based data rows of a fixed test part, in place of `test_fraction`."""
    folds: Auto | Annotated[int, Field(ge=2, le=20)] | None = "auto"
    """Cross-validation: where `auto` chose the network, `auto` is 10 for a table of 100 to 2,500 rows outside the test part,
    5 for one of 50 to 100,000 and for up to 5,000 sequences; else null. The rows outside the test part are dealt into this
    many folds, and one member is trained for each, validated on its fold; `validation_fraction` is then not used. The model
    answers with the members' mean."""

    @model_validator(mode="after")
    def _parts_leave_training_rows(self) -> Self:
        if (
            not isinstance(self.folds, int)
            and self.test_rows is None
            and self.test_fraction + self.validation_fraction >= 1.0
        ):
            raise ValueError(
                f"test_fraction={self.test_fraction} and validation_fraction={self.validation_fraction} "
                "leave no training rows"
            )
        if self.test_rows is not None and len(set(self.test_rows)) != len(self.test_rows):
            raise ValueError("test_rows names a row twice")
        return self


class LossSpec(Spec):
    """What is minimized; always computed from logits, in float32."""

    name: Literal["auto", "bce_with_logits", "cross_entropy", "focal"] = "auto"
    """`auto`: `bce_with_logits` on one logit for two classes, else `cross_entropy`. `cross_entropy` with two
    classes has two logits. `focal` weighs each row's cross-entropy by (1 - p(label))^gamma: Lin et al. 2017,
    arXiv:1708.02002."""
    class_weights: Literal["none", "balanced"] | dict[Label, PositiveFloat] = "none"
    """Weight of each class in the loss: `balanced` is inverse frequency, or a number for each class label."""
    pos_weight: PositiveFloat | None = None
    """Two classes: how many times the second class's rows weigh as much as the first's; instead of `class_weights`."""
    label_smoothing: Auto | Annotated[float, Field(ge=0.0, lt=1.0)] = "auto"
    """Share of each row's mass spread over all classes; `auto` is 0, and 0.1 for the family `rocket`."""
    gamma: float = Field(default=2.0, ge=0.0, le=10.0)
    """`focal` only: how strongly easy rows are passed over; 0 is cross-entropy."""

    @model_validator(mode="after")
    def _says_each_thing_once(self) -> Self:
        if self.pos_weight is not None and self.class_weights != "none":
            raise ValueError("pos_weight and class_weights both weigh the classes; give one")
        if self.name == "focal" and self.label_smoothing not in ("auto", 0.0):
            raise ValueError("focal loss takes no label_smoothing; set it to 0 or use cross_entropy")
        return self


class OptimizerSpec(Spec):
    """How weights move."""

    name: Literal["auto", "sgd", "adam", "adamw"] = "auto"
    """`auto` is `adamw`."""
    learning_rate: Auto | PositiveFloat = "auto"
    """Step size at the start; `auto` is 2e-3 for adam and adamw, 5e-3 with the average of `training.ema_decay` `auto`, 0.05
    for sgd."""
    weight_decay: Auto | Annotated[float, Field(ge=0, allow_inf_nan=False)] = "auto"
    """`auto` is 0.01 for adamw, else 0."""
    only_matrices_decay: Auto | bool = "auto"
    """Whether weight decay leaves out biases, scales and embeddings; `auto` is true where `auto` chose the network of a table
    and its learning rate, else false."""
    other_rate: Auto | Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)] = "auto"
    """Learning rate of biases, scales and embeddings as a multiple of that of the matrices; `auto` is 3 where
    `only_matrices_decay` is by `auto`, else 1."""
    momentum: float = Field(default=0.0, ge=0.0, lt=1.0)
    """SGD only."""
    nesterov: bool = False
    """SGD with momentum only: look ahead along the momentum."""


class ScheduleSpec(Spec):
    """How the learning rate changes; `interval` says what one tick of it is."""

    name: Literal["auto", "constant", "step", "exponential", "cosine", "one_cycle", "reduce_on_plateau"] = "auto"
    """`auto` is `cosine` by step for a `cnn`, else `constant`. `step` multiplies by `gamma` every `step_size` ticks, `exponential` every tick; `cosine` falls to 0 over the run;
    `one_cycle` rises from a 25th over the first 30 % of the run and falls to a 10,000th of that; `reduce_on_plateau`
    multiplies by `gamma` after `patience` epochs without a lower validation loss."""
    interval: Literal["epoch", "step"] = "epoch"
    """One tick is one epoch or one optimizer step; `reduce_on_plateau` knows epochs only."""
    step_size: int = Field(default=30, ge=1, le=1_000_000_000)
    """Ticks between two drops of the `step` schedule."""
    gamma: float = Field(default=0.1, gt=0.0, le=1.0)
    """Factor of one drop."""
    patience: int = Field(default=5, ge=1, le=1_000_000)
    """`reduce_on_plateau`: epochs to wait for a lower validation loss."""
    warmup: int = Field(default=0, ge=0, le=1_000_000_000)
    """Ticks over which the rate first rises in a straight line, under any schedule but `one_cycle`, which has its own."""

    @model_validator(mode="after")
    def _ticks_fit_the_name(self) -> Self:
        if self.name == "reduce_on_plateau" and self.interval == "step":
            raise ValueError("reduce_on_plateau looks at the validation loss of an epoch; its interval is epoch")
        if self.name == "one_cycle" and self.warmup:
            raise ValueError("one_cycle has a warm-up of its own; set warmup to 0")
        return self


class EarlyStoppingSpec(Spec):
    """Stop when validation loss no longer falls."""

    patience: int = Field(default=10, ge=1, le=1_000_000)
    """Epochs without a new best before stopping."""
    min_delta: float = Field(default=0.0, ge=0.0, allow_inf_nan=False)
    """A new best must be lower by more than this."""


class FitSpec(Spec):
    """The training loop."""

    epochs: Auto | Annotated[int, Field(ge=1)] = "auto"
    """Passes over the training rows; `auto` is 100 with early stopping; for a `cnn` 40 without, down to 10 where
    rows and pixels are many."""
    batch_size: Auto | Annotated[int, Field(ge=1, le=1_000_000_000)] = "auto"
    """Rows of one optimizer step; `auto` grows with the rows: 32, 64, 128, 512; never more than there are."""
    early_stopping: Auto | EarlyStoppingSpec | None = "auto"
    """`auto` stops after 10 epochs without a better validation loss when epochs is `auto`, and never stops early when
    epochs is a number or the model is a `cnn`, whose rate falls to the end; the epoch with the best validation loss is kept in
    either case."""
    ema_decay: Auto | Annotated[float, Field(gt=0.0, lt=1.0)] | None = "auto"
    """Measure, keep and serve an exponential moving average of the weights: after each step it keeps this share of itself,
    less in the first steps. `auto` is 0.99 where `auto` chose the network of a table and its learning rate, which is then
    larger; else null, the weights of the epoch's last step."""
    gradient_clip_norm: PositiveFloat | None = None
    """Upper bound of the gradient's norm in each step, or null."""
    seed: int = Field(default=0, ge=0, le=2**31 - 1)
    """Seed of weights, batches and dropout."""
    num_seeds: int = Field(default=1, ge=1, le=50)
    """Members trained from `seed`, `seed` + 1, ... on the same rows; the model answers with their mean. With `folds` as
    many for each fold."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """`auto` takes a GPU when the worker has one, but for trainings so small that a core ends no later."""
    precision: Literal["auto", "float32", "bfloat16"] = "auto"
    """What a training step multiplies; weights, loss, every measure and every prediction are float32. `auto` takes bfloat16
    where the worker has instructions for it, the network is large enough to gain, and its first gradient agrees with
    float32's; `bfloat16` is refused by a worker that has none."""


class TrainSpec(Spec):
    """One training run: what to learn, from which columns, with which network and loop."""

    target: ColumnName
    """The column with the labels."""
    features: Auto | Annotated[list[ColumnName], Field(min_length=1)] = "auto"
    """Columns to learn from; `auto` takes every column whose role is feature."""
    preset: PresetName = "auto"
    """A named starting point (`GET /v1/presets`): what is said here wins over what the preset says."""
    split: SplitSpec = SplitSpec()
    """Which rows train, which choose the best epoch and which are only measured."""
    preprocessing: PreprocessingSpec = PreprocessingSpec()
    """How cells become numbers."""
    model: Auto | ModelSpec = "auto"
    """The family and its options; `auto` is `mlp` for tables, `rocket` for sequences (`cnn1d` for those of fewer than 9 steps),
    `cnn` for images. An object that names no family is an `mlp`."""
    loss: LossSpec = LossSpec()
    """What is minimized."""
    optimizer: OptimizerSpec = OptimizerSpec()
    """How weights move."""
    schedule: ScheduleSpec = ScheduleSpec()
    """How the learning rate changes."""
    training: FitSpec = FitSpec()
    """The training loop."""
    diagnosis: DiagnosisSpec = DiagnosisSpec()
    """Which checks are made, and what their findings do."""
    calibration: Calibration = "auto"
    """One temperature for all logits, fitted on the validation rows (Guo et al. 2017, arXiv:1706.04599). `auto` keeps it
    only if it lowers the log-loss of validation rows that it was not fitted on by more than chance; `temperature` always
    keeps it."""
    threshold: Probability | ThresholdObjective = 0.5
    """Two classes: probability of the second class from which it is the label, or what to choose it by."""

    @model_validator(mode="before")
    @classmethod
    def _start_from_the_preset(cls, said: Any) -> Any:
        return with_preset(said) if isinstance(said, Mapping) else said

    @model_validator(mode="after")
    def _target_is_no_feature(self) -> Self:
        if self.features != "auto":
            if self.target in self.features:
                raise ValueError(f"the target {self.target!r} is also listed in features")
            if len(set(self.features)) != len(self.features):
                raise ValueError("features names a column twice")
        return self
