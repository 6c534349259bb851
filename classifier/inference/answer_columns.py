"""Answers as columns of a table, under names that say what they are: the same in a scored file and in a prediction."""

# Axes: N rows, C classes, K likeliest classes.

from collections.abc import Collection, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Part = Literal["label", "probabilities", "logits"]
"""What may be told of a row."""

Int64s = npt.NDArray[np.int64]


def answer_columns(
    classes: Sequence[str],
    p_NC: npt.NDArray[np.float64],
    z_NC: npt.NDArray[np.float32],
    label_N: Int64s,
    *,
    parts: Collection[Part],
    top_k: int | None,
    decimals: int | None,
) -> dict[str, pa.Array]:
    """The asked-for parts of all rows' answers, by column name, as `answer_names` has them.

    `top_k`: the likeliest classes in place of a probability for each. `decimals`: places to which probabilities and logits
    are rounded; which classes are likeliest is told before.

    >>> p_NC, z_NC = np.array([[0.25, 0.75]]), np.zeros((1, 2), dtype=np.float32)
    >>> made = answer_columns("ab", p_NC, z_NC, np.array([1]), parts=["label", "probabilities"], top_k=1, decimals=None)
    >>> {name: column.to_pylist() for name, column in made.items()}
    {'label': ['b'], 'label_1': ['b'], 'probability_1': [0.75]}
    """
    columns = []
    if "label" in parts:
        columns.append(_words(classes, label_N))
    if "probabilities" in parts and top_k is not None:
        best_NK = likeliest(p_NC, top_k)
        p_NK = np.take_along_axis(p_NC, best_NK, axis=1)
        for place in range(best_NK.shape[1]):
            columns += [_words(classes, best_NK[:, place]), _rounded(p_NK[:, place], decimals)]
    elif "probabilities" in parts:
        columns += [_rounded(p_N, decimals) for p_N in p_NC.T]
    if "logits" in parts:
        columns += [_rounded(z_N, decimals) for z_N in z_NC.T]
    return dict(zip(answer_names(classes, parts, top_k), columns, strict=True))


def answer_names(classes: Sequence[str], parts: Collection[Part], top_k: int | None) -> list[str]:
    """The names of the columns of an answer.

    >>> answer_names(["a", "b"], ["label", "probabilities", "logits"], None)
    ['label', 'probability_a', 'probability_b', 'logit_a', 'logit_b']
    >>> answer_names(["a", "b"], ["probabilities"], 1)
    ['label_1', 'probability_1']
    """
    names = ["label"] if "label" in parts else []
    if "probabilities" in parts and top_k is not None:
        ranks = range(1, min(top_k, len(classes)) + 1)
        names += [name for rank in ranks for name in (f"label_{rank}", f"probability_{rank}")]
    elif "probabilities" in parts:
        names += [f"probability_{name}" for name in classes]
    return names + [f"logit_{name}" for name in classes] if "logits" in parts else names


def likeliest(p_NC: npt.NDArray[np.float64], top_k: int) -> Int64s:
    """The classes of the largest probabilities of each row, largest first; of equal ones the first class comes first.

    Shape: `[N, C]` float -> `[N, K]` int64 with K the smaller of `top_k` and C.

    >>> likeliest(np.array([[0.25, 0.5, 0.25]]), 2).tolist()
    [[1, 0]]
    """
    return np.argsort(-p_NC, axis=1, kind="stable")[:, :top_k]


def _words(classes: Sequence[str], index_N: Int64s) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(index_N), pa.array(classes, pa.string())).cast(pa.string())


def _rounded(x_N: npt.NDArray[np.floating], decimals: int | None) -> pa.Array:
    return pa.array(np.ascontiguousarray(x_N) if decimals is None else x_N.round(decimals))
