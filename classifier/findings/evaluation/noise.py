"""How far two measures on the same rows lie apart by chance."""

# Axes: N rows, C classes, K cells of a joint table, B resamples.

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from classifier.metrics.answers import Answers, Float64s

SIGNIFICANT = 3.0
"""Standard errors from which a difference is taken for real. A run makes about eight such comparisons and a corpus
hundreds of runs: two standard errors would raise a false alarm in every fifth healthy run, three in one of a hundred."""
RESAMPLES = 200  # a standard error to 5 %


class Difference(tuple[float, float]):
    """A mean difference and its standard error."""

    __slots__ = ()

    @property
    def value(self) -> float:
        """The mean."""
        return self[0]

    @property
    def standard_error(self) -> float:
        """Of the mean."""
        return self[1]

    def below(self, least: float, standard_errors: float = SIGNIFICANT) -> bool:
        """Whether it lies under zero by `least` or more, and by more than chance."""
        return self.value <= -max(least, standard_errors * self.standard_error)


def paired(a_N: Float64s, b_N: Float64s, weight_N: Float64s | None = None) -> Difference:
    """Mean of `a - b` over rows, weighted (weights sum to 1) or plain; a standard error is never below that of one row.

    >>> paired(np.array([1.0] * 90 + [0.0] * 10), np.array([1.0] * 100)).value
    -0.1
    """
    num_rows = len(a_N)
    weight_N = np.full(num_rows, 1 / num_rows) if weight_N is None else weight_N
    difference_N = a_N - b_N
    mean = float((weight_N * difference_N).sum())
    variance = float((weight_N**2 * (difference_N - mean) ** 2).sum())
    return Difference((round(mean, 12), max(math.sqrt(variance), float(weight_N.max()))))


def equal_classes(answers: Answers) -> Float64s:
    """`[N]`: weights under which a share of right rows is the mean recall over the classes that occur."""
    support_C = answers.support_C
    weight_C = 1 / (np.maximum(support_C, 1) * (support_C > 0).sum())
    return np.asarray(weight_C[answers.y_N])


def spread(count_K: npt.NDArray[np.int64], measure: Callable[[Float64s], Float64s]) -> float:
    """Standard error of a measure of a joint table of rows, by resampling the rows; the same table, the same answer.

    `measure` takes `[B, K]` counts and returns `[B]` values.
    """
    generator = np.random.Generator(np.random.PCG64(0))
    drawn_BK = generator.multinomial(int(count_K.sum()), count_K / count_K.sum(), RESAMPLES).astype(np.float64)
    return float(np.std(measure(drawn_BK)))
