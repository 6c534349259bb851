"""What a resolved run will cost: inputs, weights, rows and optimizer steps, known before it is queued."""

from collections.abc import Sequence
from itertools import pairwise

from classifier.spec.base import Spec
from classifier.spec.table import ColumnKind, ColumnProfile, DatasetProfile
from classifier.spec.train import PreprocessingSpec, TrainSpec

DATETIME_WIDTH = 7  # sine and cosine of hour, weekday and month, and the trend


class Estimate(Spec):
    """The size of a run; the inputs are an upper bound, since categories are counted over all rows."""

    num_features: int
    """Numbers that one row becomes."""
    num_classes: int
    num_parameters: int
    """Trainable numbers of the network."""
    num_train_rows: int
    num_steps: int
    """Optimizer steps when no epoch is saved by early stopping."""


def estimate(spec: TrainSpec, profile: DatasetProfile) -> Estimate:
    """The size of a resolved run.

    Raises: `ValueError` when the spec still says "auto".
    """
    if spec.features == "auto" or spec.training.epochs == "auto" or spec.training.batch_size == "auto":
        raise ValueError("estimate() takes a resolved spec")
    num_classes = get(profile, spec.target).num_distinct
    num_rows = count_train_rows(spec, profile)
    num_features = count_features(spec.features, spec.preprocessing, profile)
    return Estimate(
        num_features=num_features,
        num_classes=num_classes,
        num_parameters=count_parameters(spec, num_features, num_classes),
        num_train_rows=num_rows,
        num_steps=-(-num_rows // spec.training.batch_size) * spec.training.epochs,
    )


def find(profile: DatasetProfile, name: str) -> ColumnProfile | None:
    """The profile of the column called `name`, or None."""
    return next((c for c in profile.columns if c.name == name), None)


def get(profile: DatasetProfile, name: str) -> ColumnProfile:
    """The profile of the column called `name`. Raises: `ValueError` when there is none."""
    column = find(profile, name)
    if column is None:
        raise ValueError(f"the profile has no column {name!r}")
    return column


def count_train_rows(spec: TrainSpec, profile: DatasetProfile) -> int:
    """Rows that move weights: those with a label, less the validation and test parts."""
    labelled = profile.num_rows - get(profile, spec.target).num_missing
    split = spec.split
    test = len(split.test_rows) if split.test_rows is not None else round(split.test_fraction * labelled)
    return max(0, labelled - test - max(1, round(split.validation_fraction * labelled)))


def count_features(features: Sequence[str], spec: PreprocessingSpec, profile: DatasetProfile) -> int:
    """Numbers that one row becomes, at most."""
    columns = {column.name: column for column in profile.columns}
    return sum(_width(columns[name], spec) for name in features if name in columns)


def count_parameters(spec: TrainSpec, num_features: int, num_classes: int) -> int:
    """Weights and biases of the network, with those of an input batch normalization."""
    hidden = [128, 128] if spec.model.hidden == "auto" else spec.model.hidden
    one_logit = num_classes == 2 and spec.loss.name in ("auto", "bce_with_logits")
    sizes = [num_features, *hidden, 1 if one_logit else num_classes]
    linear = sum((rows + 1) * columns for rows, columns in pairwise(sizes))
    return linear + (2 * num_features if spec.preprocessing.normalization == "batch_norm" else 0)


def _width(column: ColumnProfile, spec: PreprocessingSpec) -> int:
    indicator = int(column.num_missing > 0)
    if column.kind == ColumnKind.categorical:
        return min(column.num_distinct, spec.max_categories + 1) + indicator
    return (DATETIME_WIDTH if column.kind == ColumnKind.datetime else 1) + indicator
