"""Whether the outputs that a loss is given are the logits that it takes: the judgement of what a network's head does."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from classifier.findings.ledger import Outcome
from classifier.findings.make import make
from classifier.spec.finding import Severity

SIGMOID_FLOOR_OF_ONE, SIGMOID_FLOOR_OF_ZERO = math.log1p(math.exp(-1)), math.log(2)
"""The least loss of a row of the second and of the first class when the logit is itself a sigmoid's: 0.3133 and 0.6931."""


@dataclass(frozen=True)
class Head:
    """What a network's outputs are like when its last layer's weights are large."""

    kind: Literal["logits", "sigmoid", "softmax"]
    num_outputs: int
    lowest: float
    highest: float


def check_head(head: Head, *, num_wanted: int, class_shares: Sequence[float]) -> Outcome:
    """The head beside what the loss wants; `class_shares`: of the training rows."""
    if head.kind == "logits" and head.num_outputs == num_wanted:
        return None
    floor, guess = loss_floor(head, class_shares), -sum(share * math.log(share) for share in class_shares if share > 0)
    many = head.num_outputs != num_wanted
    evidence = {
        "head": head.kind,
        "num_outputs": head.num_outputs,
        "num_wanted": num_wanted,
        "num_classes": len(class_shares),
        "lowest": head.lowest,
        "highest": head.highest,
        "floor": floor,
        "guess": guess,
    }
    words = {
        "loss": "The loss",
        "expected": f"{num_wanted} logits a row" if many else "logits",
        "given": f"{head.num_outputs} outputs" if many else f"the output of a {head.kind}",
        "why": f"The loss applies a {head.kind} of its own: however good the network is, it cannot fall below {floor:.4f}, "
        f"while always guessing the class shares reaches {guess:.4f}."
        if not many
        else f"With {len(class_shares)} classes this loss reads {num_wanted} numbers of each row.",
        "advice": "Return the last layer's numbers as they are, and make probabilities of them only to read answers.",
    }
    return make("preflight.loss_head_mismatch", evidence, severity=Severity.error, words=words)


def loss_floor(head: Head, class_shares: Sequence[float]) -> float:
    """The least mean loss that outputs squashed like this can reach; 0 of logits.

    >>> round(loss_floor(Head("sigmoid", 1, 0.0, 1.0), [0.95, 0.05]), 3)
    0.674
    >>> [round(loss_floor(Head("softmax", k, 0.0, 1.0), [1 / k] * k), 3) for k in (2, 3, 5, 10, 100)]
    [0.313, 0.551, 0.905, 1.461, 3.622]
    """
    if head.kind == "logits":
        return 0.0
    if head.num_outputs == 1:
        share = class_shares[-1]
        return SIGMOID_FLOOR_OF_ONE * share + SIGMOID_FLOOR_OF_ZERO * (1 - share)
    return math.log(math.e + head.num_outputs - 1) - 1
