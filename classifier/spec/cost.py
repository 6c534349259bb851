"""What a resolved run will cost: inputs, weights, rows and optimizer steps, known before it is queued."""

from collections.abc import Sequence
from typing import Literal

from classifier.spec.base import Spec
from classifier.spec.inputs import EmbeddedColumn, InputLayout
from classifier.spec.kernels import count_features
from classifier.spec.models import OverSteps, PiecewiseLinearEmbedding, RocketSpec
from classifier.spec.preprocessing import Normalization, PreprocessingSpec
from classifier.spec.resources import Rows, kernel_bytes, kernel_seconds, layer_bytes, run_bytes, run_seconds
from classifier.spec.size import NetworkSize, network_size
from classifier.spec.streaming import Streaming
from classifier.spec.table import ColumnKind, ColumnProfile, DatasetProfile
from classifier.spec.train import TrainSpec

DATETIME_WIDTH = 7  # sine and cosine of hour, weekday and month, and the trend
MAX_ONE_HOT = 64  # levels of one column; more are embedded
MAX_EMBEDDED = 10_000
MAX_AUTO_IMAGE = 256


class Estimate(Spec):
    """The size of a run; the inputs are an upper bound, since categories are counted over all rows."""

    input_kind: Literal["table", "sequence", "image"]
    input_shape: list[int]
    """Of one row: `[D]`, `[steps, channels + 1]` with the mask last, or `[channels, height, width]`."""
    num_features: int
    """Numbers that one row becomes."""
    num_classes: int
    num_parameters: int
    """Trainable numbers of one network."""
    num_members: int
    """Networks that are trained: folds times seeds."""
    num_multiplications: int
    """Of one row's forward pass through one network."""
    num_train_rows: int
    """Of one network."""
    num_steps: int
    """Optimizer steps of one network when no epoch is saved by early stopping."""
    seconds: float
    """Of the whole run on one core, when no epoch is saved by early stopping. Rough: see `run_seconds`."""
    memory_bytes: int
    """At the run's largest, the process itself included, when the rows are held in memory: a worker with less streams
    them. Rough: see `run_bytes`."""
    batch_bytes: int
    """Of these, what the layers hold for the rows that go through them at once."""


def estimate(spec: TrainSpec, profile: DatasetProfile) -> Estimate:
    """The size of a resolved run over a profiled table.

    Raises: `ValueError` when the spec still says "auto".
    """
    num_classes = get(profile, spec.target).num_distinct
    found = estimate_run(
        spec,
        input_layout(spec, profile),
        num_classes=num_classes,
        num_rows=profile.num_rows,
        num_train_rows=count_train_rows(spec, profile),
    )
    if not isinstance(spec.model, RocketSpec):
        return found
    num_steps, num_channels = steps_shape(spec, profile)
    reading = kernel_seconds(found.num_features, num_steps, num_channels)
    return found.model_copy(
        update={
            "seconds": found.seconds + reading * profile.num_rows * found.num_members,
            "memory_bytes": found.memory_bytes + kernel_bytes(profile.num_rows, num_steps, num_channels),
        }
    )


def estimate_run(
    spec: TrainSpec,
    inputs: InputLayout,
    *,
    num_classes: int,
    num_rows: int,
    num_train_rows: int,
    streaming: Streaming | None = None,
) -> Estimate:
    """The size of a resolved run over `num_rows` rows of which `num_train_rows` move a network's weights; `streaming` when
    it does not hold them.

    Raises: `ValueError` when the spec still says "auto".
    """
    if spec.training.epochs == "auto" or spec.training.batch_size == "auto" or spec.model == "auto":
        raise ValueError("estimate() takes a resolved spec")
    size = size_of(spec, inputs, num_classes)
    batch_size, epochs, num_members = spec.training.batch_size, spec.training.epochs, count_members(spec)
    num_steps = -(-num_train_rows // batch_size) * epochs
    rows = Rows(all=num_rows, train=num_train_rows, batch=min(batch_size, max(1, num_train_rows)))
    seconds = run_seconds(spec.model, inputs, size, rows, num_steps=num_steps, epochs=epochs, num_members=num_members)
    batch_bytes = layer_bytes(size, rows)
    held_bytes = None if streaming is None else streaming.held_bytes
    memory_bytes = (
        run_bytes(spec.model, inputs, size, rows, num_members=num_members, held_bytes=held_bytes) + batch_bytes
    )
    return Estimate(
        input_kind=inputs.kind,
        input_shape=inputs.shape,
        num_features=inputs.num_numbers,
        num_classes=num_classes,
        num_parameters=size.parameters,
        num_members=num_members,
        num_multiplications=size.multiplications,
        num_train_rows=num_train_rows,
        num_steps=num_steps,
        seconds=seconds,
        memory_bytes=memory_bytes,
        batch_bytes=batch_bytes,
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


def count_members(spec: TrainSpec) -> int:
    """Networks that one run trains."""
    folds = spec.split.folds if isinstance(spec.split.folds, int) else 1
    return folds * spec.training.num_seeds


def count_train_rows(spec: TrainSpec, profile: DatasetProfile) -> int:
    """Rows that move a network's weights: those with a label, less the validation and test parts."""
    split, rest = spec.split, count_untested_rows(spec, profile)
    if isinstance(split.folds, int):
        return max(0, rest * (split.folds - 1) // split.folds)
    labelled = profile.num_rows - get(profile, spec.target).num_missing
    return max(0, rest - max(1, round(split.validation_fraction * labelled)))


def count_untested_rows(spec: TrainSpec, profile: DatasetProfile) -> int:
    """Rows with a label, less the test part."""
    labelled = profile.num_rows - get(profile, spec.target).num_missing
    split = spec.split
    test = len(split.test_rows) if split.test_rows is not None else round(split.test_fraction * labelled)
    return max(0, labelled - test)


def count_outputs(spec: TrainSpec, num_classes: int) -> int:
    """Logits of one row."""
    one_logit = num_classes == 2 and spec.loss.name in ("auto", "bce_with_logits", "focal")
    return 1 if one_logit else num_classes


def size_of(spec: TrainSpec, inputs: InputLayout, num_classes: int) -> NetworkSize:
    """The size of a resolved run's network. Raises: `ValueError` when the model still says "auto"."""
    if spec.model == "auto":
        raise ValueError("the model is not resolved")
    own_norm = spec.preprocessing.normalization == Normalization.batch_norm
    return network_size(inputs, spec.model, count_outputs(spec, num_classes), batch_norm=own_norm)


def input_layout(spec: TrainSpec, profile: DatasetProfile) -> InputLayout:
    """What the encoder will make of a row, at most: it is fitted on training rows, which may hold fewer levels.

    Raises: `ValueError` when the spec still says "auto".
    """
    if spec.features == "auto" or spec.model == "auto":
        raise ValueError("input_layout() takes a resolved spec")
    by_name = {column.name: column for column in profile.columns}  # a look-up in the list would be quadratic
    columns = [by_name[name] for name in spec.features if name in by_name]
    if isinstance(spec.model, RocketSpec):
        return InputLayout(kind="table", shape=[count_features(spec.model)])
    whole = next((column for column in columns if column.sequence or column.image), None)
    if isinstance(spec.model, OverSteps) or (whole is not None and whole.sequence is not None):
        steps, channels = steps_shape(spec, profile)
        return InputLayout(kind="sequence", shape=[steps, channels + 1])
    if whole is not None and whole.image is not None:
        height, width = image_size(spec.preprocessing, whole)
        return InputLayout(kind="image", shape=[whole.image.num_channels, height, width])
    return _table_layout(spec, columns)


def steps_shape(spec: TrainSpec, profile: DatasetProfile) -> tuple[int, int]:
    """Steps of a row, at most, and channels of a step; a table's columns are the steps of one channel.

    Raises: `ValueError` when the spec does not list its features.
    """
    if spec.features == "auto":
        raise ValueError("steps_shape() takes a resolved spec")
    wanted = set(spec.features)
    found = next((c.sequence for c in profile.columns if c.sequence is not None and c.name in wanted), None)
    if found is None:
        return max(1, len(spec.features)), 1
    steps = found.max_steps
    if spec.preprocessing.max_steps != "auto":
        steps = min(steps, spec.preprocessing.max_steps)
    return max(1, steps), found.num_channels


def image_size(spec: PreprocessingSpec, column: ColumnProfile) -> tuple[int, int]:
    """Height and width that images become; by the most frequent size when nothing was said."""
    if spec.image_size != "auto":
        return spec.image_size[0], spec.image_size[1]
    if column.image is None:
        raise ValueError(f"{column.name!r} holds no images")
    height, _, width = column.image.sizes[0].value.partition(" x ")
    return auto_size(int(height), int(width))


def auto_size(height: int, width: int) -> tuple[int, int]:
    """A size with the same shape whose longer side is at most 256.

    >>> auto_size(244, 244), auto_size(1080, 1920)
    ((244, 244), (144, 256))
    """
    scale = min(1.0, MAX_AUTO_IMAGE / max(height, width))
    return max(1, round(height * scale)), max(1, round(width * scale))


def is_embedded(spec: PreprocessingSpec, num_levels: int) -> bool:
    """Whether a column of this many levels is given as codes."""
    if spec.categorical_encoding == "auto":
        kept = MAX_EMBEDDED if spec.max_categories == "auto" else spec.max_categories
        return min(num_levels, kept) > MAX_ONE_HOT
    return spec.categorical_encoding == "embedding"


def max_levels(spec: PreprocessingSpec, *, embedded: bool) -> int:
    """Levels of one column that keep a code of their own."""
    if spec.max_categories != "auto":
        return spec.max_categories
    return MAX_EMBEDDED if embedded else MAX_ONE_HOT


def embedding_width(spec: PreprocessingSpec, num_codes: int) -> int:
    """Numbers of a level's learned vector; fastai's rule of thumb unless the spec says one."""
    return min(50, max(1, round(1.6 * num_codes**0.56))) if spec.embedding_width == "auto" else spec.embedding_width


def _table_layout(spec: TrainSpec, columns: Sequence[ColumnProfile]) -> InputLayout:
    numeric: list[int] = []
    embedded: list[EmbeddedColumn] = []
    at = 0
    for column in columns:
        indicator = int(column.num_missing > 0)
        if column.kind == ColumnKind.categorical:
            codes = is_embedded(spec.preprocessing, column.num_distinct)
            levels = min(column.num_distinct, max_levels(spec.preprocessing, embedded=codes) + 1) + indicator
            if codes:
                width = embedding_width(spec.preprocessing, levels)
                embedded.append(EmbeddedColumn(position=at, num_codes=max(1, levels), width=width))
            at += 1 if codes else levels
            continue
        if column.kind == ColumnKind.numeric:
            numeric.append(at)
        at += (DATETIME_WIDTH if column.kind == ColumnKind.datetime else 1) + indicator
    embedding = getattr(spec.model, "numeric_embedding", None)
    bins = None
    if isinstance(embedding, PiecewiseLinearEmbedding):
        bins = [[float(edge) for edge in range(embedding.num_bins + 1)] for _ in numeric]
    return InputLayout(kind="table", shape=[max(1, at)], numeric=numeric, bins=bins, embedded=embedded)
