"""Every pair of options at least once: configurations of a whole training run, the same ones each time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, get_args

from classifier.spec.models import Activation, Cnn1dSpec, CnnSpec, RnnSpec
from classifier.spec.preprocessing import Normalization, PreprocessingSpec
from classifier.spec.train import LossSpec, OptimizerSpec, ScheduleSpec

Options = Mapping[str, Any]


def pairwise(factors: Mapping[str, list[Any]], allowed: Callable[[Options], bool]) -> Iterator[dict[str, Any]]:
    """Rows with a value of each factor, so that each pair of values of two factors that is allowed stands in one.

    `allowed` judges rows that may lack factors. Greedy: each row starts from a pair that no row has yet, then takes, factor by factor,
    the value with the most such pairs; equal ones in turn.

    >>> rows = list(pairwise({"a": [0, 1], "b": [0, 1], "c": [0, 1]}, lambda row: True))
    >>> len(rows), rows[0]
    (4, {'a': 0, 'b': 0, 'c': 0})
    """
    names = list(factors)
    missing = {
        (one, i, other, j)
        for one, other in combinations(names, 2)
        for i in range(len(factors[one]))
        for j in range(len(factors[other]))
        if allowed({one: factors[one][i], other: factors[other][j]})
    }
    order = {name: place for place, name in enumerate(names)}
    turn = 0
    while missing:
        one, i, other, j = min(missing, key=lambda pair: (order[pair[0]], order[pair[2]], pair[1], pair[3]))
        chosen = {one: i, other: j}
        for name in names:
            if name in chosen:
                continue
            best, most = -1, -1
            for step in range(len(factors[name])):
                value = (step + turn) % len(factors[name])
                if not allowed({**_values(factors, chosen), name: factors[name][value]}):
                    continue
                gain = sum(_pair(order, name, value, had, chosen[had]) in missing for had in chosen)
                if gain > most:
                    best, most = value, gain
            if best < 0:
                break
            chosen[name] = best
        missing.discard((one, i, other, j))  # even when no row can hold it, so that this ends
        if len(chosen) == len(names):
            turn += 1
            missing -= {_pair(order, a, chosen[a], b, chosen[b]) for a, b in combinations(names, 2)}
            yield {name: factors[name][chosen[name]] for name in names}


def _values(factors: Mapping[str, list[Any]], chosen: Mapping[str, int]) -> dict[str, Any]:
    return {name: factors[name][value] for name, value in chosen.items()}


def _pair(order: Mapping[str, int], a: str, i: int, b: str, j: int) -> tuple[str, int, str, int]:
    return (a, i, b, j) if order[a] < order[b] else (b, j, a, i)


def names_of(spec: type, field: str) -> list[Any]:
    """All values of a field that takes names, from the spec itself: a new one is tried the day it is written."""
    annotation = spec.model_fields[field].annotation
    found = [
        value for part in (annotation, *get_args(annotation)) for value in get_args(part) if isinstance(value, str)
    ]
    return found or list(get_args(annotation))


LOSSES: list[dict[str, Any]] = [{"name": name} for name in names_of(LossSpec, "name")]
LOSSES += [{"name": "focal", "gamma": 0.0}, {"name": "focal", "gamma": 3.5}]

WEIGHTS: list[dict[str, Any]] = [
    {},
    {"class_weights": "balanced"},
    {"class_weights": {"a": 1.0, "b": 3.0}},
    {"class_weights": {"a": 1.0, "b": 3.0, "c": 0.5}},
    {"pos_weight": 4.0},
]

OPTIMIZERS: list[dict[str, Any]] = [{"name": name} for name in names_of(OptimizerSpec, "name")]
OPTIMIZERS += [
    {"name": "sgd", "momentum": 0.9},
    {"name": "sgd", "momentum": 0.9, "nesterov": True, "weight_decay": 0.01},
    {"name": "adamw", "weight_decay": 0.0},
    {"name": "adam", "weight_decay": 0.01},
]

COMMON: dict[str, list[Any]] = {
    "num_classes": [2, 3],
    "loss": LOSSES,
    "label_smoothing": [0.0, 0.1],
    "weights": WEIGHTS,
    "optimizer": OPTIMIZERS,
    "schedule": names_of(ScheduleSpec, "name"),
    "interval": names_of(ScheduleSpec, "interval"),
    "warmup": [0, 3],
    "normalization": list(Normalization),
}

ACTIVATIONS = ["auto", *get_args(Activation)]
DROPOUT = [0.0, 0.4]
SWITCH = [False, True]
EMBEDDINGS = [
    {"name": "none"},
    {"name": "piecewise_linear", "num_bins": 2, "width": 1},
    {"name": "piecewise_linear", "num_bins": 5, "width": 3},
    {"name": "periodic", "num_frequencies": 1, "width": 1},
    {"name": "periodic", "num_frequencies": 3, "width": 2, "sigma": 1.0},
]
CODES = {"categorical_encoding": names_of(PreprocessingSpec, "categorical_encoding"), "embedding_width": ["auto", 2]}
HIDDEN = [[], [4], [5, 3]]

MLP = {"hidden": HIDDEN, "activation": ACTIVATIONS, "dropout": DROPOUT, "batch_norm": SWITCH}
RNN = {
    "cell": names_of(RnnSpec, "cell"),
    "blocks": [
        [{"units": 3}],
        [{"units": 3, "bidirectional": True}],
        [{"units": 3, "num_layers": 2, "bidirectional": True}, {"units": 2}],
        [{"units": 2}, {"units": 3, "bidirectional": True}],
    ],
    "batch_norm": SWITCH,
    "pooling": names_of(RnnSpec, "pooling"),
    "dropout": DROPOUT,
}
CNN1D = {
    "channels": [[4], [3, 5]],
    "kernel_size": [1, 2, 5, 9],
    "batch_norm": SWITCH,
    "activation": ACTIVATIONS,
    "pooling": names_of(Cnn1dSpec, "pooling"),
    "hidden": [[], [4]],
    "dropout": DROPOUT,
}

MODELS: list[tuple[str, str, dict[str, list[Any]], dict[str, list[Any]]]] = [
    ("table", "logistic", {}, CODES),
    ("sequence", "logistic", {}, {}),
    ("image", "logistic", {}, {}),
    ("table", "mlp", {**MLP, "numeric_embedding": EMBEDDINGS}, CODES),
    ("sequence", "mlp", MLP, {}),
    ("image", "mlp", MLP, {}),
    (
        "table",
        "resnet",
        {
            "width": [4],
            "num_blocks": [1, 2],
            "hidden_factor": [0.5, 2.0],
            "activation": ACTIVATIONS,
            "dropout": DROPOUT,
            "residual_dropout": DROPOUT,
            "numeric_embedding": EMBEDDINGS,
        },
        CODES,
    ),
    (
        "table",
        "tabm",
        {
            "num_members": [1, 3],
            "hidden": [[4], [5, 3]],
            "activation": ACTIVATIONS,
            "dropout": DROPOUT,
            "numeric_embedding": EMBEDDINGS,
        },
        CODES,
    ),
    ("sequence", "rnn", RNN, {}),
    ("series", "rnn", RNN, {}),
    ("sequence", "rocket", {"num_features": [84, 200]}, {}),
    ("series", "rocket", {"num_features": [84, 200]}, {}),
    ("sequence", "cnn1d", CNN1D, {}),
    ("series", "cnn1d", CNN1D, {}),
    (
        "image",
        "cnn",
        {
            "channels": [[3], [4, 3]],
            "kernel_size": [1, 2, 3],
            "padding": names_of(CnnSpec, "padding"),
            "batch_norm": SWITCH,
            "activation": ACTIVATIONS,
            "pool": names_of(CnnSpec, "pool"),
            "pool_size": [1, 2],
            "head": names_of(CnnSpec, "head"),
            "hidden": HIDDEN,
            "dropout": DROPOUT,
        },
        {},
    ),
]
"""Data, family, options of the model, and of the preprocessing; `series` is a table of numbers read as one series a row."""


@dataclass(frozen=True)
class Combination:
    """One configuration."""

    data: str
    num_classes: int
    spec: dict[str, Any]
    """Without target and features."""

    def __str__(self) -> str:
        return f"{self.spec['model']['family']} on {self.data}"


def combinations_of_options() -> Iterator[Combination]:
    """All of them, family by family."""
    for data, family, options, preprocessing in MODELS:
        factors = {**COMMON, **{f"model.{k}": v for k, v in options.items()}, **preprocessing}
        for row in pairwise(factors, lambda partial, data=data, family=family: _allowed(partial, data, family)):  # type: ignore[misc]
            model = {k.removeprefix("model."): v for k, v in row.items() if k.startswith("model.")}
            spec = {
                "model": {"family": family, **model},
                "loss": {**row["loss"], **row["weights"], "label_smoothing": row["label_smoothing"]},
                "optimizer": row["optimizer"],
                "schedule": {"name": row["schedule"], "interval": row["interval"], "warmup": row["warmup"]},
                "preprocessing": {"normalization": row["normalization"], **{k: row[k] for k in preprocessing}},
            }
            yield Combination(data, row["num_classes"], spec)


def _allowed(partial: Options, data: str, family: str) -> bool:
    """Whether a resolved spec may say these things together: what `TrainSpec` and `resolve_spec` refuse is left out."""
    classes, loss, weights = partial.get("num_classes"), partial.get("loss", {}), partial.get("weights", {})
    given = weights.get("class_weights")
    if classes == 3 and (loss.get("name") == "bce_with_logits" or "pos_weight" in weights):
        return False
    if isinstance(given, dict) and classes is not None and len(given) != classes:
        return False
    if loss.get("name") == "bce_with_logits" and isinstance(given, dict) and len(given) != 2:
        return False
    if loss.get("name") == "focal" and partial.get("label_smoothing"):
        return False
    if partial.get("schedule") == "reduce_on_plateau" and partial.get("interval") == "step":
        return False
    if partial.get("schedule") == "one_cycle" and partial.get("warmup"):
        return False
    if partial.get("normalization") == Normalization.batch_norm and family == "rocket":
        return False
    for_tables = Normalization.quantile, Normalization.symlog
    return not (partial.get("normalization") in for_tables and data != "table")
