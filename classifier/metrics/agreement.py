"""How far two models agree on the same rows."""

# Axes: N rows, C classes of one model, D of another.

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from classifier.spec.counts import Agreement


@dataclass(frozen=True)
class Answers:
    """What one model says of rows."""

    classes: Sequence[str]
    label_N: npt.NDArray[np.int64]  # noqa: N815
    """By the model's own decision settings."""
    p_NC: npt.NDArray[np.floating]  # noqa: N815


def agreement(answered: Answers, shown: Answers, is_good_N: npt.NDArray[np.bool_]) -> Agreement:
    """Of the good rows: how many got the same label from both, and how far apart the answered label's probabilities are.

    A class that the second model does not have has the probability 0 there.

    >>> both = np.array([True, True])
    >>> one = Answers(["a", "b"], np.array([0, 1]), np.array([[0.75, 0.25], [0.25, 0.75]]))
    >>> other = Answers(["b", "a"], np.array([1, 1]), np.array([[0.5, 0.5], [0.5, 0.5]]))
    >>> agreement(one, other, both)
    Agreement(rows=2, agreed=1, apart=0.5)
    """
    named = {label: number for number, label in enumerate(shown.classes)}
    place_C = np.array([named.get(label, -1) for label in answered.classes], dtype=np.int64)
    place_N = place_C[answered.label_N]
    row_N = np.arange(len(place_N))
    p_N = answered.p_NC[row_N, answered.label_N].astype(np.float64)
    other_N = np.where(place_N < 0, 0.0, shown.p_NC[row_N, place_N].astype(np.float64))
    return Agreement(
        rows=int(is_good_N.sum()),
        agreed=int((place_N == shown.label_N)[is_good_N].sum()),
        apart=float(np.abs(p_N - other_N)[is_good_N].sum()),
    )
