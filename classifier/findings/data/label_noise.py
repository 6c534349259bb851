"""Wrong labels, told from honest overlap: a model that is surest of its answer is then nearly as often wrong as ever."""

# Axes: N sampled rows, C classes.
import math
from collections.abc import Sequence

import numpy as np
from pydantic import JsonValue

from classifier.findings.data.probe import Floats, Int64s, Probe
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make

CODE = "data.label_noise"
# Where classes overlap, errors gather among the rows that the model is unsure of; a label flipped by chance stands
# anywhere. Error of the surest half (and quarter) over the error of all rows, cross-validated forests of 60 trees:
#   honest: rice 0.07 (0.06), letter 0.04 (0.01), iris, wine, digits, vowels 0, moons and circles with noise to 0.29 (0.39),
#     make_classification of skill over 0.5 to 0.53 (0.41)
#   10 % flipped: rice 0.68 (0.61), letter 0.49 (0.47), iris 0.88 (0.76), digits 0.74 (0.82), circles 0.53 (0.40)
#   20 % flipped: rice 0.90 (0.94), letter 0.63 (0.62), iris 1.0 (1.2), digits 0.93 (0.91), circles 0.78 (0.72)
# A weak signal is wrong everywhere and looks the same, and flipping takes skill as well. Honest sets of skill 0.15 to 0.33
# have ratios to 0.73, of 0.45 to 0.65; what 20 and 30 % of flips leave has skills of 0.15 to 0.6, and ratios of 0.85 and more
# up to 0.33, 0.66 to 0.9 around 0.45. Below, nothing can be said.
LEAST_SKILL = 0.15
NEEDED = ((0.33, 0.79), (0.44, 0.69), (0.5, 0.5), (0.65, 0.48), (0.8, 0.33))
"""Skill, and from which ratio on."""
# Standard errors by which the half's error is lowered first: of 12 generated sets of 60 to 100 rows two were alarms without
# it, and one of 300 rows and 500 columns (0.84 of skill 0.43) with one; none with this.
RATIO_Z = 1.5
# scikit-learn's make_classification flips 0.5 % by default, and nobody minds; among 75 rows chance makes 2.5 % of 0.
LEAST_SHARE = 0.025
MOST_SHARE = 0.42  # of 30 % flips up to 0.36 is seen; where even half of the sure answers are wrong, nothing is known
# A flipped label is any of the others; where classes overlap it is their neighbour, of which the model knows. How much more
# probable than the mean of the others the labels of the sure errors are, by classes: with flips 1.02 to 1.17 of 3, 1.05 of 4,
# 0.7 to 1.5 of 9 and more; honest 1.19 to 1.33 of 3, 1.46 of 4, 2.8 and more of 8 and more.
FAVOURED = ((5, 1.2), (8, 1.6))
"""Classes, and how much is still chance."""
MAX_SHOWN = 20


def label_noise(probe: Probe) -> Outcome:
    """Whether labels look wrong, with the most suspect rows."""
    if probe.why_not is not None:
        return Skip(probe.why_not)
    p_NC, y_N = probe.everything, probe.y_N
    wrong_N = p_NC.argmax(axis=1) != y_N
    error = float(wrong_N.mean())
    skill = probe.skill(error)
    if skill < LEAST_SKILL:
        return Skip("The columns tell the classes apart too weakly for wrong labels to stand out.")
    half, quarter = surest(p_NC, 2), surest(p_NC, 4)
    num_wrong = int(wrong_N[half].sum())
    lower = lower_bound(num_wrong, len(half))
    # Of the half a lower bound: among 100 rows chance makes six sure errors out of three.
    bound = lower_bound(num_wrong, len(half), RATIO_Z)
    least = error and min(bound, wrong_N[quarter].mean()) / error
    if lower < LEAST_SHARE or num_wrong > MOST_SHARE * len(half) or least < ratio_needed(skill):
        return None
    suspects = half[wrong_N[half]]
    top_N, given_N = p_NC[suspects].max(axis=1), p_NC[suspects, y_N[suspects]]
    favoured = float((given_N / np.maximum(1 - top_N, 1e-9)).mean()) * (len(probe.task.classes) - 1)
    if len(probe.task.classes) > 2 and favoured > between(FAVOURED, len(probe.task.classes)):
        return None
    worst = probe.rows_N[suspects[np.argsort(given_N - top_N, kind="stable")[:MAX_SHOWN]]]
    shown: list[JsonValue] = [int(row) for row in worst]
    return make(
        CODE,
        {
            "estimated_share": num_wrong / len(half),
            "at_least": lower,
            "error": error,
            "error_of_surest_half": num_wrong / len(half),
            "error_of_surest_quarter": float(wrong_N[quarter].mean()),
            "skill": skill,
            "ratio": float(least),
            "favoured": favoured,
            "ratio_needed": ratio_needed(skill),
            "num_rows_probed": len(y_N),
            "rows": shown,
        },
        column=probe.task.target,
    )


def ratio_needed(skill: float) -> float:
    """Of how wrong the sure answers must be, in errors of all answers.

    >>> ratio_needed(0.9), ratio_needed(0.3)
    (0.33, 0.79)
    """
    return between(NEEDED, skill)


def between(points: Sequence[tuple[float, float]], x: float) -> float:
    """On the straight lines between points; outside them the value of the nearest."""
    xs, ys = zip(*points, strict=True)
    return float(np.interp(x, xs, ys))


def surest(p_NC: Floats, parts: int) -> Int64s:
    """Of the rows answered with each class one in `parts`, those with the widest margin.

    By class, for labels may be wrong in one of them only, and the surest rows of all may be the other's.
    """
    answer_N = p_NC.argmax(axis=1)
    top_N2 = np.sort(p_NC, axis=1)[:, -2:]
    margin_N = top_N2[:, -1] - top_N2[:, 0]
    chosen = []
    for label in np.unique(answer_N):
        rows = np.flatnonzero(answer_N == label)
        chosen.append(rows[np.argsort(-margin_N[rows], kind="stable")][: max(1, len(rows) // parts)])
    return np.concatenate(chosen)


def lower_bound(num_wrong: int, num_rows: int, z: float = 2.0) -> float:
    """Of the share, Wilson's, at about 98 %.

    >>> round(lower_bound(10, 100), 3), lower_bound(0, 100)
    (0.055, 0.0)
    """
    share, z2 = num_wrong / num_rows, z * z / num_rows
    spread = z * math.sqrt(share * (1 - share) / num_rows + z2 / (4 * num_rows))
    return max(0.0, (share + z2 / 2 - spread) / (1 + z2))
