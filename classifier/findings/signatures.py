"""Exact numbers by which faults are told, shared by the service and the doctor; costs the standard library only."""

from math import e, log, log1p

SIGMOID_FLOOR_POSITIVE = log1p(
    1 / e
)  # .3133: the loss of a positive row when a sigmoid's output, 1 at most, is the logit
SIGMOID_FLOOR_NEGATIVE = log(2)  # .6931: of a negative row, when that output is 0 at least

LARGE_INPUT_RMS = 25.0
"""Root mean square of an input from which it counts as unscaled.

Standardized inputs have 1, pixels in 0..1 below 1, digits in 0..16 up to 12; pixels in 0..255 about 85, areas and
prices thousands. Far above 1 so that neither heavy tails nor small units are blamed.
"""

DEAD_RATE = 1e-3
"""Share of the largest learning rate below which steps train next to nothing."""
DEAD_STEPS = 0.3
"""Share of the steps so trained from which a schedule has ended too early.

Cosine spends 2 % of its steps there, one cycle 2 %, a linear decay 0.1 %, a cubic one 10 %: those are meant.
"""


def sigmoid_floor(positive_share: float) -> float:
    """The least mean loss when a sigmoid stands before a loss that takes logits.

    >>> round(sigmoid_floor(0.5), 4), round(sigmoid_floor(0.05), 3)
    (0.5032, 0.674)
    """
    return SIGMOID_FLOOR_POSITIVE * positive_share + SIGMOID_FLOOR_NEGATIVE * (1 - positive_share)


def softmax_floor(num_classes: int) -> float:
    """The least cross-entropy when a softmax stands before it, or one sigmoid for each class.

    >>> [round(softmax_floor(k), 3) for k in (2, 3, 10, 100)]
    [0.313, 0.551, 1.461, 3.622]
    """
    return log(e + num_classes - 1) - 1


def guess_loss(positive_share: float) -> float:
    """The loss of always answering the base rate: the entropy of two classes, in nats.

    >>> round(guess_loss(0.5), 3), round(guess_loss(0.05), 3), guess_loss(0.0)
    (0.693, 0.199, 0.0)
    """
    return sum(-share * log(share) for share in (positive_share, 1 - positive_share) if share > 0)
