"""Runs with nothing wrong in them: varied sets under configs that a sane user might choose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.diagnosis.corpus.case import Case, Spec
from tests.diagnosis.corpus.datasets import SKLEARN, dataset, real_here
from tests.diagnosis.corpus.fault import FIRST_SEED
from tests.diagnosis.corpus.generated import TABLES


@dataclass(frozen=True)
class Run:
    """A healthy run by names, so that another process can make it."""

    data: str
    config: str

    @property
    def name(self) -> str:
        """Data and config."""
        return f"{self.data}/{self.config}"

    def case(self) -> Case:
        """The run itself."""
        return Case(dataset(self.data), CONFIGS[self.config])


CONFIGS: Mapping[str, Spec] = {
    "default": {},
    "fast": {"preset": "fast"},
    "best": {"preset": "best"},
    "logistic": {"model": {"family": "logistic"}, "optimizer": {"learning_rate": 0.02}},
    "mlp_relu": {"model": {"family": "mlp", "hidden": [64, 32], "activation": "relu"}},
    "mlp_tanh": {"model": {"family": "mlp", "hidden": [32], "activation": "tanh"}},
    "mlp_sigmoid": {
        "model": {"family": "mlp", "hidden": [16], "activation": "sigmoid"},
        "optimizer": {"name": "adam", "learning_rate": 0.02},
    },
    "resnet": {"model": {"family": "resnet", "width": 48}, "training": {"epochs": 30}},
    "tabm": {"model": {"family": "tabm", "num_members": 8, "hidden": [48]}, "training": {"epochs": 30}},
    "piecewise": {"model": {"family": "mlp", "hidden": [48], "numeric_embedding": {"name": "piecewise_linear"}}},
    "adam": {"optimizer": {"name": "adam", "learning_rate": 0.001}},
    "sgd": {"optimizer": {"name": "sgd"}},
    "momentum": {"optimizer": {"name": "sgd", "learning_rate": 0.02, "momentum": 0.9, "nesterov": True}},
    "cosine": {"schedule": {"name": "cosine", "interval": "step"}, "training": {"epochs": 40}},
    "one_cycle": {"schedule": {"name": "one_cycle", "interval": "step"}, "training": {"epochs": 40}},
    "step": {"schedule": {"name": "step", "step_size": 20, "gamma": 0.3}, "training": {"epochs": 50}},
    "exponential": {"schedule": {"name": "exponential", "gamma": 0.95}, "training": {"epochs": 50}},
    "plateau": {"schedule": {"name": "reduce_on_plateau", "gamma": 0.5}, "training": {"epochs": 50}},
    "warmup": {"schedule": {"warmup": 5}, "training": {"epochs": 50}},
    "dropout": {"model": {"family": "mlp", "hidden": [128, 64], "dropout": 0.2}},
    "batch_norm": {"model": {"family": "mlp", "hidden": [64, 64], "batch_norm": True}},
    "weight_decay": {"optimizer": {"name": "adamw", "weight_decay": 0.1}},
    "clip": {"training": {"gradient_clip_norm": 1.0}},
    "balanced": {"loss": {"class_weights": "balanced"}},
    "focal": {"loss": {"name": "focal"}},
    "smoothing": {"loss": {"label_smoothing": 0.1}},
    "temperature": {"calibration": "temperature"},
    "folds": {"split": {"folds": 3}},
    "seeds": {"training": {"num_seeds": 3, "epochs": 40}},
    "max_abs": {"preprocessing": {"normalization": "max_abs"}, "training": {"epochs": 60}},
    "min_max": {"preprocessing": {"normalization": "min_max"}, "training": {"epochs": 60}},
    "robust": {"preprocessing": {"normalization": "robust"}},
    "quantile": {"preprocessing": {"normalization": "quantile"}},
    "network_norm": {"preprocessing": {"normalization": "batch_norm"}},
    "as_it_is": {"preprocessing": {"normalization": "none"}},  # for sets that are z-scored already
    "f1": {"threshold": {"objective": "f1"}},
    "s4": {"preset": "s4", "schedule": {"name": "cosine"}},
    "large_batch": {"training": {"batch_size": 256, "epochs": 150}},
    "lstm": {"model": {"family": "rnn", "cell": "lstm", "pooling": "mean"}, "training": {"epochs": 15}},
    "gru": {"model": {"family": "rnn", "blocks": [{"units": 32}]}, "training": {"epochs": 20}},
    "cnn1d": {"model": {"family": "cnn1d", "channels": [32, 32]}, "training": {"epochs": 20}},
    "cnn": {"model": {"family": "cnn", "channels": [16, 32]}, "training": {"epochs": 12}},
    "large": {"training": {"batch_size": 512, "epochs": 25}},  # for tables of 10,000 rows and more
}
"""Parts of a TrainSpec, by name."""

NONLINEAR = {"moons", "circles"}  # where logistic regression is no sane choice
TWO_CLASSES = ("moons", "linear", "units", "mixed", "imbalanced", "skewed", "overlapping")
SLOW = {"rice_jasmine_gonen": "large", "letter_recognition": "large", "mnist_2000": "cnn", "japanese_vowels": "cnn1d"}
"""The real sets whose default run takes more than some seconds, and what they are run with."""

_FOR_ANY = (
    *("fast", "mlp_relu", "mlp_tanh", "mlp_sigmoid", "resnet", "tabm", "piecewise", "adam", "sgd", "momentum"),
    *("cosine", "one_cycle", "step", "exponential", "plateau", "warmup", "dropout", "batch_norm", "weight_decay"),
    *("clip", "balanced", "focal", "smoothing", "temperature", "folds", "seeds", "min_max", "robust", "quantile"),
    *("network_norm", "large_batch"),
)
_TURNS = 4
"""Sets that each config is tried on."""


def runs() -> list[Run]:
    """Every healthy run that this machine has the data for."""
    return list(dict.fromkeys(_runs()))


def _drawn(kind: str, seed: int, config: str) -> Run:
    return Run(f"{kind}:{FIRST_SEED + seed}", config)


def _runs() -> Iterator[Run]:
    for kind in TABLES:
        for seed in (0, 1, 2):
            yield _drawn(kind, seed, "default")
    for name in SKLEARN:
        for config in ("default", "logistic", "dropout"):
            yield Run(name, config)
    for name in real_here():
        yield Run(name, SLOW.get(name, "default"))
        if name not in SLOW:
            yield Run(name, "cosine")
    kinds = list(TABLES)
    for i, config in enumerate(_FOR_ANY):
        for turn in range(_TURNS):
            kind = kinds[(i + 3 * turn) % len(kinds)]  # 16 kinds, three apart: every config meets others
            yield _drawn(kind, 10 + turn, config)
    for kind in ("blobs", "linear", "wide", "multiclass", "zscored", "mixed"):
        yield _drawn(kind, 20, "logistic")
    for kind in TWO_CLASSES:
        yield _drawn(kind, 21, "f1")
    for kind in ("linear", "units", "blobs"):
        yield _drawn(kind, 22, "max_abs")
        yield _drawn(kind, 22, "s4")
    for seed in (30, 31, 32):
        yield _drawn("zscored", seed, "as_it_is")
        yield _drawn("waves", seed, "gru")
        yield _drawn("bars", seed, "cnn")
    for seed in (33, 34, 35):
        yield _drawn("waves", seed, "default")  # read by fixed kernels
    for kind in ("moons", "mixed"):
        yield _drawn(kind, 33, "best")
    yield _drawn("waves", 33, "lstm")
    yield _drawn("waves", 33, "cnn1d")
    yield _drawn("pictures", 30, "cnn")
    yield _drawn("pictures", 31, "cnn")
    yield _drawn("faint", 30, "f1")
