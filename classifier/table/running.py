"""The mean and spread of numbers that come part by part, without a sum of squares that cancels."""

import math

import numpy as np
import numpy.typing as npt

PART = 1 << 20  # 8 MB of float64 at a time: a photograph of 25 million pixels would be 600 MB


class Running:
    """Count, mean and population standard deviation of all numbers added so far.

    Source: Chan, Golub and LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample variances".

    >>> running = Running()
    >>> running.add(np.array([1.0, 2.0]))
    >>> running.add(np.array([6.0]))
    >>> (running.count, running.mean, round(running.std, 3))
    (3, 3.0, 2.16)
    """

    def __init__(self) -> None:
        self.count = 0
        self.mean = 0.0
        self._squares = 0.0  # squared distances from the mean

    def add(self, numbers: npt.NDArray[np.generic]) -> None:
        """Take in an array of any shape without NaN."""
        flat = numbers.ravel()
        for start in range(0, len(flat), PART):
            self._add(flat[start : start + PART])

    def _add(self, numbers: npt.NDArray[np.generic]) -> None:
        count = len(numbers)
        mean = float(numbers.mean(dtype=np.float64))
        far = numbers.astype(np.float64) - mean
        squares = float(np.vdot(far, far))
        total = self.count + count
        apart = mean - self.mean
        self._squares += squares + apart * apart * self.count * count / total
        self.mean += apart * count / total
        self.count = total

    @property
    def std(self) -> float:
        """Of no numbers 0."""
        return math.sqrt(self._squares / self.count) if self.count else 0.0
