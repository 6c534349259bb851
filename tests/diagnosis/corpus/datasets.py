"""Every set by its name: drawn ones as `moons:3`, scikit-learn's, and the real ones of a folder beside the repository."""

import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn import datasets as sklearn_sets

from benchmarks.families import DATA
from benchmarks.family_configs import SETS
from tests.diagnosis.corpus.case import DataSet
from tests.diagnosis.corpus.generated import DEMANDING, TABLES, WHOLES

FOLDER_VARIABLE = "DISCERN_CORPUS_DATA"

SKLEARN: Mapping[str, Callable[..., object]] = {
    "iris": sklearn_sets.load_iris,
    "wine": sklearn_sets.load_wine,
    "breast_cancer": sklearn_sets.load_breast_cancer,
    "digits": sklearn_sets.load_digits,
}
GENERATED = {**TABLES, **DEMANDING, **WHOLES}
REAL: Mapping[str, tuple[str, str]] = {
    **{name: (data.file, data.target) for name, data in SETS.items()},
    "heart_rate_second": ("heart_rate_second.csv", "label"),
}
"""File and target of the sets that are no part of the repository."""


@cache
def dataset(name: str) -> DataSet:
    """The set of this name. Raises: `KeyError`; `FileNotFoundError` for a real one that is not here."""
    kind, _, seed = name.partition(":")
    if seed:
        return GENERATED[kind](int(seed))
    return _of_sklearn(name) if name in SKLEARN else _real(name)


def real_here() -> list[str]:
    """Names of the real sets that this machine has."""
    return [name for name, (file, _) in REAL.items() if (folder() / file).is_file()]


def folder() -> Path:
    """Where the real sets lie: as for `benchmarks.families`, unless the environment says otherwise."""
    return Path(os.environ.get(FOLDER_VARIABLE) or DATA)


def _of_sklearn(name: str) -> DataSet:
    bunch = SKLEARN[name]()
    frame = pd.DataFrame(bunch.data, columns=list(bunch.feature_names))  # type: ignore[attr-defined]
    labels = np.asarray(bunch.target_names)[bunch.target]  # type: ignore[attr-defined]
    return DataSet(name, "label", frame.assign(label=labels))


def _real(name: str) -> DataSet:
    file, target = REAL[name]
    path = folder() / file
    lines = (folder() / "splits" / f"{name}.test.txt").read_text(encoding="utf-8").split()
    test_rows = tuple(int(line) for line in lines)
    if path.suffix == ".npz":
        with np.load(path, allow_pickle=False) as arrays:
            return DataSet(name, target, {key: arrays[key] for key in arrays.files}, test_rows)
    return DataSet(name, target, pd.read_csv(path, dtype=str, keep_default_na=False), test_rows)  # cells as they stand
