"""What is measured of probabilities, and how models are ranked by it; costs numpy only, for both sides import it."""

# Axes: N rows, C classes.
import hashlib
import math
from collections.abc import Mapping, Sequence
from statistics import fmean

import numpy as np
import numpy.typing as npt

CLIP = 1e-7
ECE_BINS = 15


def measures_of(p_NC: npt.NDArray[np.floating], y_N: npt.NDArray[np.integer]) -> dict[str, float]:
    """Accuracy of the likeliest class, log-loss and ECE of probabilities, rows of them made to sum to 1.

    >>> found = measures_of(np.array([[0.75, 0.25], [0.75, 0.25]]), np.array([0, 1]))
    >>> found["accuracy"], round(found["log_loss"], 3), found["ece"]
    (0.5, 0.837, 0.25)
    """
    p_NC = np.clip(np.asarray(p_NC, np.float64), CLIP, 1.0)
    p_NC /= p_NC.sum(axis=1, keepdims=True)
    right_N = p_NC.argmax(axis=1) == y_N
    return {
        "accuracy": float(right_N.mean()),
        "log_loss": float(-np.log(p_NC[np.arange(len(y_N)), y_N]).mean()),
        "ece": ece(p_NC.max(axis=1), right_N),
    }


def ece(confidence_N: npt.NDArray[np.floating], right_N: npt.NDArray[np.bool_]) -> float:
    """Expected calibration error over 15 equal bins of the likeliest class's probability.

    Source: Guo et al. 2017, arXiv:1706.04599, section 2.

    >>> ece(np.array([0.9, 0.9, 0.6, 0.6]), np.array([True, True, True, False]))
    0.1
    """
    bins_N = np.minimum((confidence_N * ECE_BINS).astype(int), ECE_BINS - 1)
    gaps = np.abs(np.bincount(bins_N, weights=confidence_N - right_N, minlength=ECE_BINS))
    return float(round(gaps.sum() / len(right_N), 12))


def ranks(values: Mapping[str, float], *, highest_first: bool = False) -> dict[str, float]:
    """Place of each, 1 for the best; equal values share the mean of their places, and one that is not finite is last.

    >>> ranks({"a": 0.2, "b": 0.1, "c": 0.2, "d": math.inf})
    {'a': 2.5, 'b': 1.0, 'c': 2.5, 'd': 4.0}
    """
    costs = {
        name: (-value if highest_first else value) if math.isfinite(value) else math.inf
        for name, value in values.items()
    }
    return {
        name: 1
        + sum(other < cost for other in costs.values())
        + (sum(other == cost for other in costs.values()) - 1) / 2
        for name, cost in costs.items()
    }


def mean_ranks(sets: Sequence[Mapping[str, float]], *, highest_first: bool = False) -> dict[str, float]:
    """Mean place over sets of each model.

    >>> mean_ranks([{"a": 0.9, "b": 0.8}, {"a": 0.7, "b": 0.7}], highest_first=True)
    {'a': 1.25, 'b': 1.75}
    """
    places = [ranks(values, highest_first=highest_first) for values in sets]
    return {name: fmean(place[name] for place in places) for name in places[0]} if places else {}


def split(labels: Sequence[str], seed: int, fraction: float) -> list[int]:
    """0-based test rows, rising; every class gives its share.

    scikit-learn's stratified split of row numbers: with seed 0 the rows of `splits/NAME.test.txt`.

    >>> split(["a", "b"] * 5, seed=0, fraction=0.2)
    [7, 8]
    """
    from sklearn.model_selection import train_test_split  # the rest costs numpy only

    return sorted(
        int(row)
        for row in train_test_split(np.arange(len(labels)), test_size=fraction, stratify=labels, random_state=seed)[1]
    )


def fingerprint(data: bytes, test_rows: Sequence[int]) -> str:
    """Twelve letters that tell whether a kept result is of this data and this split."""
    return hashlib.sha256(data + b"|" + " ".join(map(str, test_rows)).encode()).hexdigest()[:12]
