"""From raw columns to numbers: how each kind of column is scaled, filled, coded and cut."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from classifier.spec.base import Spec

Auto = Literal["auto"]
Degrees = Annotated[float, Field(ge=0.0, le=180.0)]
Fraction = Annotated[float, Field(ge=0.0, le=0.5)]


class Normalization(StrEnum):
    """How numbers are scaled, fitted on training rows only: each numeric column of a table, each channel of sequences
    and images.

    `standard`: mean 0, standard deviation 1. `max_abs`: largest absolute value 1. `min_max`: 0 to 1. `robust`: median 0,
    interquartile range 1, then a smooth clip to -3..3. `quantile`: ranks, spread as a normal distribution (tables only).
    `symlog`: `standard`, columns with heavy tails after a logarithm on both sides of their median (tables only).
    `batch_norm`: by the network, over each batch.
    """

    auto = "auto"
    standard = "standard"
    max_abs = "max_abs"
    min_max = "min_max"
    robust = "robust"
    quantile = "quantile"
    symlog = "symlog"
    batch_norm = "batch_norm"
    none = "none"


class AugmentationSpec(Spec):
    """Random changes of training images; validation, test and prediction never see them."""

    flip: bool = False
    """Mirror left and right, half of the time."""
    shift: Fraction = 0.0
    """Move by up to this share of height and width; what comes in is filled with zeros."""
    crop: Fraction = 0.0
    """Cut up to this share of height and width away, then resize to the image's size."""
    rotation: Degrees = 0.0
    """Turn by up to this many degrees either way; what comes in repeats the edge."""
    scale: Fraction = 0.0
    """Enlarge or shrink by up to this share about the middle; what comes in repeats the edge."""


class PreprocessingSpec(Spec):
    """From raw columns to numbers."""

    normalization: Normalization = Normalization.auto
    """`auto` is `symlog` where `auto` chose the network of a table, else `standard`; `batch_norm` normalizes inside the
    network."""
    missing_numeric: Literal["auto", "median", "mean", "zero"] = "auto"
    """Fill for missing numbers, from training rows; `auto` is `median`. A column that had some also gets an indicator."""
    missing_categorical: Literal["auto", "own_category", "most_frequent"] = "auto"
    """What a missing category becomes; `auto` is `own_category`, whose weights are learned."""
    unseen_category: Literal["warn", "error"] = "warn"
    """A category never seen in training: its own reserved code and a warning, or a refused row."""
    min_category_count: int = Field(default=2, ge=1, le=1_000_000)
    """Categories with fewer training rows share one `rare` code."""
    categorical_encoding: Literal["auto", "one_hot", "embedding"] = "auto"
    """A number for each level, or a learned vector for each; `auto` embeds columns of more than 64 levels."""
    max_categories: Auto | Annotated[int, Field(ge=2, le=10_000)] = "auto"
    """Levels kept of one column, the most frequent; the others share the `rare` code. `auto` is 64 one-hot, 10,000 as
    embeddings."""
    embedding_width: Auto | Annotated[int, Field(ge=1, le=512)] = "auto"
    """Numbers of a level's learned vector; `auto` is 1.6 x levels^0.56, at most 50."""
    max_steps: Auto | Annotated[int, Field(ge=1, le=100_000)] = "auto"
    """Steps of a sequence that are read, from its start; `auto` is the longest training sequence. A longer one is cut,
    with a warning."""
    image_size: Auto | Annotated[list[Annotated[int, Field(ge=1, le=4_096)]], Field(min_length=2, max_length=2)] = (
        "auto"
    )
    """Height and width that images are resized to; `auto` is the most frequent size of the training images, at most
    256 each."""
    augmentation: Auto | AugmentationSpec = "auto"
    """`auto` shifts, turns and scales images a little for a `cnn`, and changes nothing for other families."""
