"""How much of the labels one input alone explains."""

# Axes: N rows, D numbers of a row.

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Float32s = npt.NDArray[np.float32]
Int64s = npt.NDArray[np.int64]

MAX_ROWS = 2_000  # accuracy to two points; a tree of one column takes about a millisecond
MAX_NUMBERS = 1_000_000  # rows times columns: a wide table is looked at through fewer rows, half a second in all
MIN_ROWS = 100


class Single(NamedTuple):
    """The input that explains most, and the next best."""

    name: str
    accuracy: float
    """Of a small tree on this input alone, on rows that it was not fitted on."""
    second_accuracy: float


def best_single(
    x_train_ND: Float32s,
    y_train_N: Int64s,
    x_test_ND: Float32s,
    y_test_N: Int64s,
    inputs: Mapping[str, slice],
) -> Single | None:
    """The best of `inputs`, each a name with its numbers; None for fewer than two inputs or too few rows to say.

    Shape: `[N, D]` float32 and `[N]` int64. The same arguments, the same answer.

    >>> x_ND = np.random.default_rng(0).normal(size=(400, 3)).astype(np.float32)
    >>> y_N = (x_ND[:, 1] > 0).astype(np.int64)
    >>> best_single(x_ND[:200], y_N[:200], x_ND[200:], y_N[200:], {n: slice(i, i + 1) for i, n in enumerate("abc")}).name
    'b'
    """
    from sklearn.tree import DecisionTreeClassifier

    num_rows = min(MAX_ROWS, MAX_NUMBERS // x_train_ND.shape[1])
    train, test = _some(len(y_train_N), num_rows), _some(len(y_test_N), num_rows)
    if len(inputs) < 2 or len(train) < MIN_ROWS or len(test) < MIN_ROWS // 2:
        return None
    num_leaves = 2 * len(np.unique(y_train_N)) + 2
    scores = []
    for name, place in inputs.items():
        tree = DecisionTreeClassifier(max_leaf_nodes=num_leaves, random_state=0)
        tree.fit(x_train_ND[train, place], y_train_N[train])
        scores.append((float((tree.predict(x_test_ND[test, place]) == y_test_N[test]).mean()), name))
    (second, _), (first, name) = sorted(scores)[-2:]
    return Single(name, first, second)


def _some(num_rows: int, most: int) -> Int64s:
    """Rows spread evenly over all."""
    return np.unique(np.linspace(0, num_rows - 1, min(num_rows, most)).astype(np.int64))
