"""What a model said of the rows of one split, row by row."""

# Axes: N rows, C classes.

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from classifier.metrics.report import SMALLEST_PROBABILITY

Float64s = npt.NDArray[np.float64]
Int64s = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Answers:
    """Probabilities and labels given to rows whose label is known."""

    y_N: Int64s  # noqa: N815
    """The labels that are right, `0..C-1`."""
    p_NC: Float64s  # noqa: N815
    """Rows sum to 1."""
    given_N: Int64s  # noqa: N815
    """The labels that were given."""

    def __len__(self) -> int:
        return len(self.y_N)

    @property
    def num_classes(self) -> int:
        """C."""
        return int(self.p_NC.shape[1])

    @cached_property
    def right_N(self) -> Float64s:  # noqa: N802
        """`[N]`: 1 where the given label is right, else 0."""
        return np.asarray(self.y_N == self.given_N, dtype=np.float64)

    @property
    def accuracy(self) -> float:
        """Share of right labels."""
        return float(self.right_N.mean())

    @property
    def log_loss_N(self) -> Float64s:  # noqa: N802
        """`[N]`: -ln p(label), in nats."""
        p_N = self.p_NC[np.arange(len(self)), self.y_N]
        return np.asarray(-np.log(np.clip(p_N, SMALLEST_PROBABILITY, 1.0)))

    @property
    def support_C(self) -> Int64s:  # noqa: N802
        """`[C]`: rows that have each label."""
        return np.bincount(self.y_N, minlength=self.num_classes)

    def only(self, rows: Int64s) -> "Answers":
        """Of these rows."""
        return Answers(self.y_N[rows], self.p_NC[rows], self.given_N[rows])


def joined(first: Answers, *more: Answers) -> Answers:
    """The rows of all, one after the other."""
    every = [first, *more]
    return Answers(
        np.concatenate([answers.y_N for answers in every]),
        np.concatenate([answers.p_NC for answers in every]),
        np.concatenate([answers.given_N for answers in every]),
    )
