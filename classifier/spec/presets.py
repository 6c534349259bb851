"""Named starting points of a TrainSpec: three for any data, five that are the founding cases."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

from pydantic import BaseModel

from classifier.spec.auto_image import image_model
from classifier.spec.models import MlpSpec, ModelSpec, NoEmbedding, PiecewiseLinearEmbedding, RocketSpec

PresetName = Literal["auto", "fast", "best", "s0", "s1", "s2", "s3", "s4"]

PRESETS: dict[str, dict[str, Any]] = {
    "auto": {},
    "fast": {"split": {"folds": None}, "training": {"epochs": 30, "early_stopping": {"patience": 6}}},
    "best": {"split": {"folds": 10}},
    "s0": {
        "split": {"validation_fraction": 0.15, "test_fraction": 0.15},
        "preprocessing": {"normalization": "max_abs"},
        "model": {"family": "mlp", "hidden": [25], "activation": "relu"},
        "optimizer": {"name": "adam", "learning_rate": 1e-3},
        "training": {"epochs": 10, "batch_size": 8},
    },
    "s1": {
        "preprocessing": {"normalization": "standard"},
        "model": {"family": "mlp", "hidden": [4], "activation": "sigmoid"},
        "optimizer": {"name": "adam", "learning_rate": 0.1},
        "training": {"epochs": 1000, "batch_size": 1_000_000},
    },
    "s2": {
        "preprocessing": {"normalization": "standard"},
        "model": {
            "family": "rnn",
            "cell": "rnn",
            "blocks": [{"units": 64, "num_layers": 2, "bidirectional": True}, {"units": 64, "num_layers": 2}],
            "batch_norm": True,
            "pooling": "last",
            "dropout": 0.5,
        },
        "loss": {"name": "cross_entropy"},
        "optimizer": {"name": "adam", "learning_rate": 1e-4},
        "schedule": {"name": "step", "step_size": 30, "gamma": 0.1, "interval": "epoch"},
        "training": {"epochs": 25, "batch_size": 64},
    },
    "s3": {
        "model": {
            "family": "cnn",
            "channels": [64, 64, 128],
            "kernel_size": 5,
            "padding": "valid",
            "head": "flatten",
            "hidden": [500, 500],
        },
        "preprocessing": {"augmentation": {}},
        "optimizer": {"name": "adam", "learning_rate": 1e-4},
        "schedule": {"name": "constant"},
        "training": {"epochs": 5, "batch_size": 16},
    },
    "s4": {
        "preprocessing": {"normalization": "standard"},
        "model": {"family": "mlp", "hidden": [8], "activation": "relu"},
        "optimizer": {"name": "adam", "learning_rate": 0.02},
        "schedule": {"name": "cosine"},
        "training": {"epochs": 500, "batch_size": 1_000_000},
    },
}
"""What each preset says of a TrainSpec; whatever it leaves out keeps its default."""

TABLE_MODEL = MlpSpec(dropout=0.15, numeric_embedding=PiecewiseLinearEmbedding())
"""See docs/adr/0012-auto.md."""
_AUTO: dict[str, ModelSpec] = {"table": TABLE_MODEL, "sequence": RocketSpec()}  # of images by their size: `image_model`

MODELS: dict[str, dict[str, ModelSpec]] = {
    "fast": {**_AUTO, "sequence": RocketSpec(num_features=2_520)},
}
"""What a model left at `auto` becomes, by the kind of input, under the presets that have a say in it."""


MOST_EMBEDDED = 500
"""Numeric columns; the first layer would have a million weights and more."""
PLAIN_TABLE_MODEL = MlpSpec()
"""Without embeddings, which begin small and learn too slowly by plain steps: where the optimizer is `sgd`."""


def auto_model(
    preset: str,
    kind: str,
    image_size: tuple[int, int] | None = None,
    *,
    optimizer: str = "auto",
    num_numeric: int = 0,
) -> ModelSpec:
    """The model for inputs of this kind when none was asked for.

    `image_size` is height and width of images, `num_numeric` how many columns of a table are numbers.
    """
    if image_size is not None:
        return image_model(*image_size)
    if kind == "table" and optimizer == "sgd":
        return PLAIN_TABLE_MODEL
    if kind == "table" and num_numeric > MOST_EMBEDDED:
        return TABLE_MODEL.model_copy(update={"numeric_embedding": NoEmbedding()})
    return MODELS.get(preset, _AUTO)[kind]


ABOUT: dict[str, str] = {
    "auto": "The default: every choice by the data. A table gets ten folds (five above 2,500 rows) and a member for each.",
    "fast": "One network and few epochs: a first answer.",
    "best": "Ten folds and a member for each: above 2,500 rows about twice the time of auto, images ten times.",
    "s0": "The rice table: 10-25-1, batch 8, 10 epochs, inputs divided by their largest absolute value.",
    "s1": "Circles and heart rate: one hidden layer of 4 sigmoids on standardized inputs, the whole table as one batch.",
    "s2": "Long feature vectors as sequences: bidirectional and plain recurrent layers, a schedule stepped per epoch.",
    "s3": "Images of 244 x 244: three convolutions and two dense layers, one logit decided by a threshold.",
    "s4": "Four blobs: 8 hidden units on standardized inputs, 500 epochs of the whole table at a rate that falls to 0.",
}
"""One sentence for each preset."""

_WHOLE = {"model", "threshold", "class_weights", "numeric_embedding", "early_stopping"}  # replaced, never merged
assert set(PRESETS) == set(ABOUT) == set(get_args(PresetName))  # noqa: S101


def with_preset(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a user said of a TrainSpec over what its preset says; an unknown preset is left for the fields to refuse.

    A model of the preset's own family is merged field by field, one of another family replaces it.

    >>> with_preset({"target": "y", "preset": "s4", "training": {"epochs": 9}})["training"]
    {'epochs': 9, 'batch_size': 1000000}
    """
    model = said.get("model")
    if isinstance(model, Mapping) and "family" not in model:
        said = {**said, "model": {"family": "mlp", **model}}
    name = said.get("preset", "auto")
    return _over(PRESETS.get(name, {}) if isinstance(name, str) else {}, said)


def _over(base: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for name, value in said.items():
        below = base.get(name)
        if isinstance(value, BaseModel) and isinstance(below, Mapping):
            value = value.model_dump(exclude_unset=True)  # a value object: what was said of it, not its defaults
        if isinstance(value, Mapping) and isinstance(below, Mapping) and _same_kind(name, below, value):
            value = _over(below, value)
        merged[name] = value
    return merged


def _same_kind(name: str, below: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    return name not in _WHOLE or (name == "model" and below.get("family") == value.get("family"))
