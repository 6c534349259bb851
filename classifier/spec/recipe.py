"""What `auto` makes of a table when the user leaves the network to it: the recipe of docs/adr/0012-auto.md."""

from classifier.spec.limits import Limits
from classifier.spec.preprocessing import Normalization
from classifier.spec.train import OptimizerSpec, TrainSpec

NUM_FOLDS = 5
FEWEST_FOLDED_ROWS = 50
"""Labelled rows outside the test part; below, a fold is too small to choose an epoch by."""
MOST_FOLDED_ROWS = 100_000
"""Above, a tenth of the rows as validation leaves enough to learn from, and five members would take minutes."""
LEARNING_RATE, EMA_DECAY = 5e-3, 0.99
"""The rate pays only with the average of the weights, which takes its noise away."""
FEW_ROWS, CAREFUL_RATE = 1_500, 2e-3
"""Below so many rows a smaller rate was better on noisy tables."""
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
    split, optimizer, training, normalization = (
        spec.split,
        spec.optimizer,
        spec.training,
        spec.preprocessing.normalization,
    )
    ours = spec.model == "auto" and kind == "table"
    if normalization == Normalization.auto and ours:
        normalization = Normalization.symlog
    folds = split.folds
    if folds == "auto":
        folds = NUM_FOLDS if ours and _can_be_folded(spec, num_rows, limits) else None
    plain = optimizer.name in ("auto", "adamw") and optimizer.learning_rate == "auto"
    decay = training.ema_decay
    if decay == "auto":
        decay = EMA_DECAY if ours and plain else None
    ours = ours and plain and decay is not None
    moves: dict[str, object] = {
        "only_matrices_decay": ours if optimizer.only_matrices_decay == "auto" else optimizer.only_matrices_decay,
        "other_rate": (OTHER_RATE if ours else 1.0) if optimizer.other_rate == "auto" else optimizer.other_rate,
    }
    if ours:
        moves["learning_rate"] = LEARNING_RATE if num_rows >= FEW_ROWS else CAREFUL_RATE
        if optimizer.weight_decay == "auto":
            moves["weight_decay"] = WEIGHT_DECAY
    return spec.model_copy(
        update={
            "split": split.model_copy(update={"folds": folds}),
            "optimizer": optimizer.model_copy(update=moves),
            "training": training.model_copy(update={"ema_decay": decay}),
            "preprocessing": spec.preprocessing.model_copy(update={"normalization": normalization}),
        }
    )


def _can_be_folded(spec: TrainSpec, num_rows: int, limits: Limits) -> bool:
    """Whether there are rows for it, and neither the members nor their epochs are more than the server takes."""
    members = NUM_FOLDS * spec.training.num_seeds
    epochs = 1 if spec.training.epochs == "auto" else spec.training.epochs
    fits = members <= limits.max_members and num_rows * epochs * members <= limits.max_row_epochs
    return fits and FEWEST_FOLDED_ROWS <= num_rows <= MOST_FOLDED_ROWS
