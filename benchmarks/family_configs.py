"""Which sets the families are tried on, what is wanted of each, and a sensible config of every family for it.

Chosen by validation rows, while test figures were printed beside them: read the figures as what a sensible config reaches,
not as a blind test.
"""

from dataclasses import dataclass
from typing import Any, Literal

Config = dict[str, Any]
"""Parts of a TrainSpec; target and test rows are added."""

TABM: Config = {"model": {"family": "tabm", "num_members": 8}}
COSINE: Config = {"name": "cosine", "interval": "step"}


@dataclass(frozen=True)
class SetOfData:
    """One set of data."""

    file: str
    target: str
    wanted: float
    """The measure of the family with the lowest validation loss must be at least this."""
    families: dict[str, Config]
    measure: Literal["accuracy", "roc_auc"] = "accuracy"
    linear: float | None = None
    """What `logistic` must reach where no linear model reaches `wanted`: scikit-learn's logistic regression on the same
    rows, less one standard error."""
    quick: str = "mlp"
    """The only family of a quick run."""


SETS: dict[str, SetOfData] = {
    "rice_jasmine_gonen": SetOfData(
        file="rice_jasmine_gonen.csv.gz",
        target="Class",
        wanted=0.985,
        families={
            "logistic": {},
            "mlp": {},
            "resnet": {"model": {"family": "resnet", "width": 64}, "training": {"batch_size": 256}},
            "tabm": {
                "model": {"family": "tabm", "num_members": 8, "hidden": [64, 64]},
                "schedule": COSINE,
                "training": {"batch_size": 512, "epochs": 30},
            },
        },
    ),
    "rice_cammeo_osmancik": SetOfData(
        file="rice_cammeo_osmancik.csv",
        target="Class",
        wanted=0.92,
        families={"logistic": {}, "mlp": {}, "resnet": {}, "tabm": {**TABM, "training": {"batch_size": 128}}},
    ),
    "letter_recognition": SetOfData(
        file="letter_recognition.csv",
        target="lettr",
        wanted=0.95,
        linear=0.766,
        families={
            "logistic": {
                "optimizer": {"learning_rate": 0.01, "weight_decay": 0.0},
                "schedule": COSINE,
                "training": {"epochs": 60},
            },
            "mlp": {
                "model": {"family": "mlp", "hidden": [256, 256], "dropout": 0.1},
                "schedule": COSINE,
                "training": {"epochs": 60, "batch_size": 256},
            },
            "resnet": {
                "model": {"family": "resnet", "width": 128},
                "schedule": COSINE,
                "training": {"epochs": 40, "batch_size": 256},
            },
            "tabm": {
                "model": {"family": "tabm", "num_members": 8, "hidden": [256, 256]},
                "schedule": COSINE,
                "training": {"epochs": 30, "batch_size": 256},
            },
        },
    ),
    "credit_status": SetOfData(
        file="credit_status.csv",
        target="Status",
        wanted=0.84,
        linear=0.823,
        measure="roc_auc",
        families={
            "logistic": {},
            "mlp": {
                "model": {
                    "family": "mlp",
                    "hidden": [64],
                    "dropout": 0.2,
                    "numeric_embedding": {"name": "piecewise_linear"},
                },
                "split": {"folds": 5},
            },
            "resnet": {"model": {"family": "resnet", "width": 64}},
            "tabm": {**TABM, "training": {"batch_size": 128}},
        },
    ),
    "italy_power_demand": SetOfData(
        file="italy_power_demand.csv",
        target="season",
        wanted=0.965,
        families={
            "logistic": {},
            "mlp": {},
            "resnet": {},
            "tabm": TABM,
            "rnn": {},
            "cnn1d": {"split": {"folds": 5}},
            "rocket": {},
        },
    ),
    "japanese_vowels": SetOfData(
        file="japanese_vowels.npz",
        target="y",
        wanted=0.97,
        families={"logistic": {}, "mlp": {}, "rnn": {}, "cnn1d": {}, "rocket": {}},
        quick="cnn1d",
    ),
    "mnist_2000": SetOfData(
        file="mnist_2000.npz",
        target="y",
        wanted=0.95,
        linear=0.853,
        families={
            "logistic": {},
            "mlp": {
                "model": {"family": "mlp", "hidden": [256, 128], "dropout": 0.2},
                "preprocessing": {"augmentation": {"shift": 0.05}},
                "schedule": COSINE,
                "training": {"epochs": 40},
            },
            "cnn": {
                "model": {"family": "cnn", "channels": [16, 32], "head": "flatten", "hidden": [64], "dropout": 0.3},
                "preprocessing": {"augmentation": {"shift": 0.1}},
                "schedule": COSINE,
                "training": {"epochs": 30, "batch_size": 64},
            },
        },
        quick="cnn",
    ),
    "heart_rate": SetOfData(
        file="heart_rate.csv",
        target="label",
        wanted=0.995,
        families={
            "logistic": {"optimizer": {"learning_rate": 0.05}, "training": {"epochs": 200}},
            "mlp": {},
            # One column and a sharp edge: the noise of a small batch's normalization moves the edge.
            "resnet": {
                "model": {"family": "resnet", "width": 64, "dropout": 0.0},
                "schedule": COSINE,
                "training": {"epochs": 300, "batch_size": 1_000_000},
            },
            "tabm": {**TABM, "training": {"batch_size": 128}},
        },
    ),
}


def wanted_of(data: SetOfData, family: str) -> float:
    """What a family must reach on a set."""
    return data.linear if family == "logistic" and data.linear is not None else data.wanted


def spec_of(data: SetOfData, family: str, test_rows: list[int]) -> Config:
    """The TrainSpec of a family on a set.

    >>> spec = spec_of(SETS["credit_status"], "mlp", [3, 5])
    >>> spec["model"]["family"], spec["split"], spec["target"]
    ('mlp', {'folds': 5, 'test_rows': [3, 5]}, 'Status')
    """
    config = data.families[family]
    return {
        **config,
        "target": data.target,
        "model": config.get("model", {"family": family}),
        "split": {**config.get("split", {}), "test_rows": test_rows},
    }
