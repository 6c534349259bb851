"""TrainSpec: everything a training run may be told, each field with a default that works."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from classifier.spec.base import ColumnName, Label, Spec

Auto = Literal["auto"]
PositiveFloat = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Normalization(StrEnum):
    """How numeric features are scaled; fitted on training rows only."""

    auto = "auto"
    standard = "standard"
    max_abs = "max_abs"
    min_max = "min_max"
    robust = "robust"
    batch_norm = "batch_norm"
    none = "none"


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

    @model_validator(mode="after")
    def _parts_leave_training_rows(self) -> Self:
        if self.test_rows is None and self.test_fraction + self.validation_fraction >= 1.0:
            raise ValueError(
                f"test_fraction={self.test_fraction} and validation_fraction={self.validation_fraction} "
                "leave no training rows"
            )
        if self.test_rows is not None and len(set(self.test_rows)) != len(self.test_rows):
            raise ValueError("test_rows names a row twice")
        return self


class PreprocessingSpec(Spec):
    """From raw columns to numbers."""

    normalization: Normalization = Normalization.auto
    """`auto` is `standard`; `batch_norm` normalizes inside the network."""
    missing_numeric: Literal["auto", "median", "mean", "zero"] = "auto"
    """Fill for missing numbers, from training rows; `auto` is `median`. A column that had some also gets an indicator."""
    missing_categorical: Literal["auto", "own_category", "most_frequent"] = "auto"
    """What a missing category becomes; `auto` is `own_category`."""
    unseen_category: Literal["warn", "error"] = "warn"
    """A category never seen in training: its own reserved code and a warning, or a refused row."""
    min_category_count: int = Field(default=2, ge=1, le=1_000_000)
    """Categories with fewer training rows share one `rare` code."""
    max_categories: int = Field(default=64, ge=2, le=10_000)
    """Levels kept of one column, the most frequent; the others share the `rare` code."""


class MlpSpec(Spec):
    """A multilayer perceptron that ends in logits."""

    family: Literal["mlp"] = "mlp"
    hidden: Auto | list[Annotated[int, Field(ge=1)]] = "auto"
    """Units of each hidden layer; [] is a linear model; `auto` is [128, 128]."""
    activation: Literal["auto", "relu", "silu", "gelu", "tanh", "sigmoid", "leaky_relu"] = "auto"
    """Between hidden layers; `auto` is `silu`."""
    dropout: float = Field(default=0.0, ge=0.0, lt=1.0)
    """Probability of dropping a hidden unit while training."""


class LossSpec(Spec):
    """What is minimized; always computed from logits."""

    name: Literal["auto", "bce_with_logits", "cross_entropy"] = "auto"
    """`auto`: `bce_with_logits` on one logit for two classes, else `cross_entropy`. `cross_entropy` with two
    classes has two logits."""
    class_weights: Literal["none", "balanced"] | dict[Label, PositiveFloat] = "none"
    """Weight of each class in the loss: `balanced` is inverse frequency, or a number for each class label."""
    label_smoothing: float = Field(default=0.0, ge=0.0, lt=1.0)
    """Share of each row's mass spread over all classes."""


class OptimizerSpec(Spec):
    """How weights move."""

    name: Literal["auto", "sgd", "adam", "adamw"] = "auto"
    """`auto` is `adamw`."""
    learning_rate: Auto | PositiveFloat = "auto"
    """Step size at the start; `auto` is 2e-3 for adam and adamw, 0.05 for sgd."""
    weight_decay: Auto | Annotated[float, Field(ge=0, allow_inf_nan=False)] = "auto"
    """`auto` is 0.01 for adamw, else 0."""
    momentum: float = Field(default=0.0, ge=0.0, lt=1.0)
    """SGD only."""


class ScheduleSpec(Spec):
    """How the learning rate changes; `interval` says what one tick of it is."""

    name: Literal["constant", "step", "exponential", "cosine"] = "constant"
    """`step` multiplies by `gamma` every `step_size` ticks, `exponential` every tick; `cosine` falls to 0 over the run."""
    interval: Literal["epoch", "step"] = "epoch"
    """One tick is one epoch or one optimizer step."""
    step_size: int = Field(default=30, ge=1, le=1_000_000_000)
    """Ticks between two drops of the `step` schedule."""
    gamma: float = Field(default=0.1, gt=0.0, le=1.0)
    """Factor of one drop."""


class EarlyStoppingSpec(Spec):
    """Stop when validation loss no longer falls."""

    patience: int = Field(default=10, ge=1, le=1_000_000)
    """Epochs without a new best before stopping."""
    min_delta: float = Field(default=0.0, ge=0.0, allow_inf_nan=False)
    """A new best must be lower by more than this."""


class FitSpec(Spec):
    """The training loop."""

    epochs: Auto | Annotated[int, Field(ge=1)] = "auto"
    """Passes over the training rows; `auto` is 100 with early stopping."""
    batch_size: Auto | Annotated[int, Field(ge=1, le=1_000_000_000)] = "auto"
    """Rows of one optimizer step; `auto` grows with the rows: 32, 64, 128, 512; never more than there are."""
    early_stopping: Auto | EarlyStoppingSpec | None = "auto"
    """`auto` stops after 10 epochs without a better validation loss when epochs is `auto`, and never stops early when
    epochs is a number; the epoch with the best validation loss is kept in either case."""
    gradient_clip_norm: PositiveFloat | None = None
    """Upper bound of the gradient's norm in each step, or null."""
    seed: int = Field(default=0, ge=0, le=2**31 - 1)
    """Seed of weights, batches and dropout."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """`auto` takes a GPU when the worker has one."""


class TrainSpec(Spec):
    """One training run: what to learn, from which columns, with which network and loop."""

    target: ColumnName
    """The column with the labels."""
    features: Auto | Annotated[list[ColumnName], Field(min_length=1)] = "auto"
    """Columns to learn from; `auto` takes every column whose role is feature."""
    split: SplitSpec = SplitSpec()
    preprocessing: PreprocessingSpec = PreprocessingSpec()
    model: MlpSpec = MlpSpec()
    loss: LossSpec = LossSpec()
    optimizer: OptimizerSpec = OptimizerSpec()
    schedule: ScheduleSpec = ScheduleSpec()
    training: FitSpec = FitSpec()
    threshold: float = Field(default=0.5, gt=0.0, lt=1.0)
    """Two classes: probability of the second class from which it is the label."""

    @model_validator(mode="after")
    def _target_is_no_feature(self) -> Self:
        if self.features != "auto":
            if self.target in self.features:
                raise ValueError(f"the target {self.target!r} is also listed in features")
            if len(set(self.features)) != len(self.features):
                raise ValueError("features names a column twice")
        return self
