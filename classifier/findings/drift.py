"""How far two sets of counts lie apart, and how far chance alone puts sets of that size."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

SPARSE = 5.0  # a bin that in neither set has the share of so many rows of the smaller is put together with its like


@dataclass(frozen=True)
class Drift:
    """Two distributions over the same bins, compared."""

    psi: float
    """Population stability index: the sum over bins of `(q - p) ln(q / p)`."""
    js: float
    """Jensen-Shannon divergence in bits, 0..1."""
    chance: float
    """The PSI that two samples of these sizes from one distribution have in the mean: (bins - 1)(1/n + 1/m)."""
    limit: float
    """The PSI that such samples pass in a share `alpha` of cases only."""
    worst: list[int]
    """The bins that make most of it, the worst first; at most three."""

    @property
    def excess(self) -> float:
        """PSI beyond chance."""
        return max(0.0, self.psi - self.chance)

    @property
    def certain(self) -> bool:
        """Whether chance alone would hardly do it."""
        return self.psi > self.limit


def drift(reference: Sequence[int], window: Sequence[int], alpha: float) -> Drift | None:
    """Compare counts over the same bins; None when one side has no rows.

    Source: PSI of two samples over (1/n + 1/m) is asymptotically chi-squared with bins - 1 degrees of freedom, Yurdakul
    and Naranjo 2020, "Statistical properties of the population stability index".

    >>> drift([50, 50], [500, 500], 0.001).psi, round(drift([50, 50], [900, 100], 0.001).psi, 2)
    (0.0, 0.88)
    """
    n, m = sum(reference), sum(window)
    if n == 0 or m == 0:
        return None
    groups = _groups(reference, window)
    size, parts = len(groups), []
    for group in groups:
        p = (sum(reference[i] for i in group) + 0.5) / (n + 0.5 * size)
        q = (sum(window[i] for i in group) + 0.5) / (m + 0.5 * size)
        parts.append((p, q))
    share = 1 / n + 1 / m
    told = sorted(zip((_psi(p, q) for p, q in parts), groups, strict=True), key=lambda part: -part[0])
    return Drift(
        psi=sum(_psi(p, q) for p, q in parts),
        js=sum(_js(p, q) for p, q in parts),
        chance=(size - 1) * share,
        limit=chi_squared(size - 1, alpha) * share,
        worst=[max(group, key=lambda i: abs(window[i] / m - reference[i] / n)) for _, group in told[:3]],
    )


def chi_squared(degrees: float, alpha: float) -> float:
    """What a chi-squared variable passes with probability `alpha`, by Wilson and Hilferty's formula (1931).

    >>> round(chi_squared(9, 0.001), 1), chi_squared(0, 0.001)
    (28.1, 0.0)
    """
    if degrees <= 0:
        return 0.0
    part = 2 / (9 * degrees)
    return float(degrees * (1 - part + NormalDist().inv_cdf(1 - alpha) * math.sqrt(part)) ** 3)


def rate_limit(events: float, num_reference: int, num_rows: int, alpha: float) -> float:
    """How many of `num_rows` new rows may be new in kind by chance, when `events` of the reference's rows were the only
    ones of their kind.

    The probability that a further row is new has about a Gamma(events) / n distribution: for the range of a column
    exactly Beta(2, n - 1), as of the two gaps beside n sorted numbers; for categories Good 1953.

    >>> round(rate_limit(2, 1_000, 1_000, 0.001))
    22
    """
    probability = min(1.0, chi_squared(2 * events, alpha / 2) / (2 * num_reference))
    z, mean = NormalDist().inv_cdf(1 - alpha / 2), num_rows * probability
    return mean + z * math.sqrt(mean * (1 - probability)) + z * z / 6  # Bernstein's bound, near enough


def _groups(reference: Sequence[int], window: Sequence[int]) -> list[list[int]]:
    """Bins as they are compared: each alone, the sparse ones together."""
    n, m = sum(reference), sum(window)
    dense, sparse, rows = [], [], 0.0
    for i, (a, b) in enumerate(zip(reference, window, strict=True)):
        expected = max(a / n, b / m) * min(n, m)  # a bin that was full and is empty now is no sparse one
        if expected >= SPARSE:
            dense.append([i])
        elif a or b:
            sparse.append(i)
            rows += expected
    if sparse and (rows >= SPARSE or not dense):
        return [*dense, sparse]
    if sparse:
        smallest = min(dense, key=lambda group: reference[group[0]] + window[group[0]])
        smallest += sparse
    return dense


def _psi(p: float, q: float) -> float:
    return (q - p) * math.log(q / p)


def _js(p: float, q: float) -> float:
    middle = (p + q) / 2
    return (p * math.log2(p / middle) + q * math.log2(q / middle)) / 2
