"""What `auto` brings with the network that it chooses: for tables the recipe of docs/adr/0012-auto.md, and who gets folds."""

from classifier.spec.limits import Limits
from classifier.spec.preprocessing import Normalization, PreprocessingSpec
from classifier.spec.train import OptimizerSpec, TrainSpec

NUM_FOLDS, MANY_FOLDS = 5, 10
MOST_ROWS_OF_MANY = 2_500
"""Up to here a table gets twice the folds: a member that learns from nine tenths is the better for it, and costs little."""
FEWEST_ROWS_OF_A_FOLD = 10
"""Below, a fold is too small to choose an epoch by."""
MOST_FOLDED_ROWS = 100_000
"""Above, a tenth of the rows as validation leaves enough to learn from, and five members would take minutes."""
MOST_FOLDED_SEQUENCES = 5_000
"""Each fold reads the sequences with kernels of its own, which is most of the time (docs/adr/0011-rocket.md)."""
LEARNING_RATE, EMA_DECAY = 5e-3, 0.99
"""The rate pays only with the average of the weights, which takes its noise away."""
FEW_ROWS, CAREFUL_RATE = 1_500, 2e-3
"""Below so many rows a smaller rate was better on noisy tables."""
WIDTH = 8
"""Numbers that a category becomes, as many as a number becomes by its bins."""
WEIGHT_DECAY, OTHER_RATE = 0.3, 3.0
"""Of matrices alone; embeddings and biases learn faster and do not decay."""
OPTIMIZERS = tuple(
    OptimizerSpec(
        name="adamw", learning_rate=rate, weight_decay=WEIGHT_DECAY, only_matrices_decay=True, other_rate=OTHER_RATE
    )
    for rate in (LEARNING_RATE, CAREFUL_RATE)
)
"""What it makes of an optimizer of which nothing was said."""


def with_recipe(spec: TrainSpec, kind: str, num_rows: int, limits: Limits) -> TrainSpec:
    """`spec` with what the choice of the network brings with it; `num_rows` are labelled and outside the test part.

    Where the user names the network, a rate, an average or folds, that stays as it is, and what was left at `auto` becomes
    plain: no folds, no average.
    """
    ours = spec.model == "auto" and kind == "table" and spec.optimizer.name != "sgd"
    optimizer, folds, decay = spec.optimizer, spec.split.folds, spec.training.ema_decay
    if folds == "auto":
        most = MOST_FOLDED_ROWS if ours else MOST_FOLDED_SEQUENCES if spec.model == "auto" and kind == "sequence" else 0
        is_small = ours and num_rows <= MOST_ROWS_OF_MANY
        tried = (MANY_FOLDS, NUM_FOLDS) if is_small else (NUM_FOLDS,)
        folds = next((num for num in tried if _can_be_folded(spec, num, num_rows, most, limits)), None)
    left_to_us = ours and optimizer.name in ("auto", "adamw") and optimizer.learning_rate == "auto"
    if decay == "auto":
        decay = EMA_DECAY if left_to_us else None
    return spec.model_copy(
        update={
            "split": spec.split.model_copy(update={"folds": folds}),
            "preprocessing": _columns(spec.preprocessing) if ours else spec.preprocessing,
            "optimizer": _optimizer(optimizer, num_rows, ours=left_to_us and decay is not None),
            "training": spec.training.model_copy(update={"ema_decay": decay}),
        }
    )


def _columns(given: PreprocessingSpec) -> PreprocessingSpec:
    changes: dict[str, object] = {}
    if given.normalization == Normalization.auto:
        changes["normalization"] = Normalization.symlog
    if given.categorical_encoding == "auto":
        changes["categorical_encoding"] = "embedding"
        if given.embedding_width == "auto":
            changes["embedding_width"] = WIDTH
    return given.model_copy(update=changes)


def _optimizer(given: OptimizerSpec, num_rows: int, *, ours: bool) -> OptimizerSpec:
    changes: dict[str, object] = {}
    if given.only_matrices_decay == "auto":
        changes["only_matrices_decay"] = ours
    if given.other_rate == "auto":
        changes["other_rate"] = OTHER_RATE if ours else 1.0
    if ours:
        changes["learning_rate"] = LEARNING_RATE if num_rows >= FEW_ROWS else CAREFUL_RATE
        if given.weight_decay == "auto":
            changes["weight_decay"] = WEIGHT_DECAY
    return given.model_copy(update=changes)


def _can_be_folded(spec: TrainSpec, num_folds: int, num_rows: int, most: int, limits: Limits) -> bool:
    """Whether there are rows for it, and neither the members nor their epochs are more than the server takes."""
    members = num_folds * spec.training.num_seeds
    epochs = 1 if spec.training.epochs == "auto" else spec.training.epochs
    fits = members <= limits.max_members and num_rows * epochs * members <= limits.max_row_epochs
    return fits and FEWEST_ROWS_OF_A_FOLD * num_folds <= num_rows <= most
