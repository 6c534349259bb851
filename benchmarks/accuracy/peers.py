"""Fits of one peer at its defaults; runs in the peers' environment, and speaks as `serve` says.

`PEERS/bin/python -m benchmarks.accuracy.peers PEER THREADS`
"""

# Axes: N rows, C classes.
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.accuracy.measures import measures_of
from benchmarks.accuracy.serve import serve
from benchmarks.accuracy.stopwatch import Stopwatch

Probabilities = Callable[[pd.DataFrame], np.ndarray]

PACKAGES: Mapping[str, tuple[str, str]] = {
    "catboost": ("catboost", "catboost"),
    "lightgbm": ("lightgbm", "lightgbm"),
    "xgboost": ("xgboost", "xgboost-cpu"),
    "hist_gradient_boosting": ("sklearn.ensemble", "scikit-learn"),
    "random_forest": ("sklearn.ensemble", "scikit-learn"),
    "sklearn_mlp": ("sklearn.neural_network", "scikit-learn"),
    "realmlp": ("pytabkit", "pytabkit"),
}
"""Module and package of each; a module is imported before the clock starts."""


def fit(peer: str, x: pd.DataFrame, y_N: np.ndarray, seed: int, threads: int) -> Probabilities:
    """A peer with every parameter at its default, given columns in the form that its manual asks for.

    Missing values and categories go to those that take them as they are. Others get the mean or median of training rows,
    one-hot columns, and for scikit-learn's network standardized numbers, for without them it does not train.
    """
    categories = [name for name in x if not pd.api.types.is_numeric_dtype(x[name])]
    numbers = [name for name in x if name not in categories]
    if peer == "catboost":
        from catboost import CatBoostClassifier

        model = CatBoostClassifier(random_seed=seed, thread_count=threads, verbose=0, allow_writing_files=False)
        model.fit(named_missing(x, categories), y_N, cat_features=categories)
        return lambda rows: model.predict_proba(named_missing(rows, categories))
    if peer in ("lightgbm", "xgboost", "hist_gradient_boosting"):
        kinds = {name: pd.CategoricalDtype(sorted(x[name].dropna().unique())) for name in categories}
        model = boosted(peer, seed, threads).fit(x.astype(kinds), y_N)
        return lambda rows: model.predict_proba(of_known_kinds(rows, kinds))
    if peer in ("random_forest", "sklearn_mlp"):
        model = piped(peer, numbers, categories, seed, threads).fit(x, y_N)
        return model.predict_proba
    from pytabkit import RealMLP_TD_Classifier

    means = x[numbers].mean()
    model = RealMLP_TD_Classifier(device="cpu", random_state=seed, n_threads=threads, verbosity=0)
    model.fit(named_missing(x, categories).fillna(means), y_N, cat_col_names=categories)
    return lambda rows: model.predict_proba(named_missing(rows, categories).fillna(means))


def boosted(peer: str, seed: int, threads: int) -> Any:
    """A boosting library that takes pandas' categories and missing values as they are."""
    if peer == "lightgbm":
        from lightgbm import LGBMClassifier

        return LGBMClassifier(random_state=seed, n_jobs=threads, verbosity=-1)
    if peer == "xgboost":
        from xgboost import XGBClassifier

        return XGBClassifier(random_state=seed, n_jobs=threads, enable_categorical=True)
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(random_state=seed)


def piped(peer: str, numbers: list[str], categories: list[str], seed: int, threads: int) -> Any:
    """A forest, or a network on standardized columns, behind one-hot categories."""
    from sklearn.compose import make_column_transformer
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.impute import SimpleImputer
    from sklearn.neural_network import MLPClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    one_hot = (OneHotEncoder(handle_unknown="ignore", sparse_output=False), categories)
    if peer == "random_forest":
        columns = make_column_transformer(one_hot, remainder="passthrough")
        return make_pipeline(columns, RandomForestClassifier(random_state=seed, n_jobs=threads))
    scaled = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    return make_pipeline(make_column_transformer(one_hot, (scaled, numbers)), MLPClassifier(random_state=seed))


def named_missing(rows: pd.DataFrame, categories: list[str]) -> pd.DataFrame:
    """Missing categories as one of their own."""
    return rows.assign(**{name: rows[name].fillna("missing") for name in categories})


def of_known_kinds(rows: pd.DataFrame, kinds: Mapping[str, pd.CategoricalDtype]) -> pd.DataFrame:
    """Categories that training rows did not have as missing."""
    known = {name: rows[name].where(rows[name].isin(kind.categories)).astype(kind) for name, kind in kinds.items()}
    return rows.assign(**known)


def read(path: Path, target: str) -> tuple[pd.DataFrame, np.ndarray]:
    """Features, and labels as positions in their sorted order; a column that is not all numbers is text."""
    frame = pd.read_csv(path, keep_default_na=False, na_values=[""], dtype={target: str})
    y_N = np.unique(frame.pop(target).to_numpy(dtype=str), return_inverse=True)[1]
    words = {name: "object" for name in frame if not pd.api.types.is_numeric_dtype(frame[name])}
    return frame.astype(words), y_N


def prepare(peer: str) -> None:
    """Import what the peer needs."""
    warnings.filterwarnings("ignore")
    import_module(PACKAGES[peer][0])


def work(peer: str, threads: int, path: str, target: str, test_rows: list[int], seed: int) -> dict[str, Any]:
    """What one fit reached, and what it took."""
    x, y_N = read(Path(path), target)
    test_N = np.zeros(len(y_N), bool)
    test_N[test_rows] = True
    with Stopwatch() as fitted:
        predict = fit(peer, x[~test_N], y_N[~test_N], seed, threads)
    started = time.perf_counter()
    p_NC = predict(x[test_N])
    predict_seconds = time.perf_counter() - started
    return {
        **measures_of(p_NC, y_N[test_N]),
        "fit_seconds": fitted.seconds,
        "cpu_seconds": fitted.cpu_seconds,
        "predict_seconds": predict_seconds,
        "num_test": int(test_N.sum()),
        "version": version(PACKAGES[peer][1]),
    }


if __name__ == "__main__":
    serve(partial(prepare, sys.argv[1]), partial(work, sys.argv[1], int(sys.argv[2])))
