"""Fits of MiniRocket with ridge regression on series; runs in the peers' environment, and speaks as `serve` says.

`PEERS/bin/python -m benchmarks.accuracy.series_peer minirocket THREADS`
"""

# Axes: N series, L steps, F channels.
import sys
import warnings
from functools import partial
from importlib.metadata import version
from typing import Any

import numpy as np
from aeon.classification.convolution_based import MiniRocketClassifier

from benchmarks.accuracy.serve import serve
from benchmarks.accuracy.stopwatch import Stopwatch


def prepare() -> None:
    """Say nothing of what libraries warn of."""
    warnings.filterwarnings("ignore")


def work(threads: int, path: str, target: str, test_rows: list[int], seed: int) -> dict[str, Any]:
    """Accuracy on test rows, and what the fit took; aeon's classifier at its defaults: 10,000 kernels, ridge by cross-validation.

    MiniRocket takes series of one length: past its end a shorter one is held at its last step.
    """
    with np.load(path, allow_pickle=False) as arrays:
        x_NLF, y_N = arrays["X"].astype(np.float32), arrays[target]
    x_NFL = held_at_the_end(x_NLF).transpose(0, 2, 1).copy()
    test_N = np.zeros(len(y_N), bool)
    test_N[test_rows] = True
    model = MiniRocketClassifier(random_state=seed, n_jobs=threads)
    with Stopwatch() as fitted:
        model.fit(x_NFL[~test_N], y_N[~test_N])
    return {
        "accuracy": float(np.mean(model.predict(x_NFL[test_N]) == y_N[test_N])),
        "fit_seconds": fitted.seconds,
        "cpu_seconds": fitted.cpu_seconds,
        "num_test": int(test_N.sum()),
        "version": version("aeon"),
    }


def held_at_the_end(x_NLF: np.ndarray) -> np.ndarray:
    """The same with NaN replaced by the value of the step before.

    >>> held_at_the_end(np.array([[[1.0], [2.0], [np.nan], [np.nan]]])).ravel().tolist()
    [1.0, 2.0, 2.0, 2.0]
    """
    x_NLF = x_NLF.copy()
    for step in range(1, x_NLF.shape[1]):
        here_NF = x_NLF[:, step]
        here_NF[np.isnan(here_NF)] = x_NLF[:, step - 1][np.isnan(here_NF)]
    return x_NLF


if __name__ == "__main__":
    serve(prepare, partial(work, int(sys.argv[2])))
