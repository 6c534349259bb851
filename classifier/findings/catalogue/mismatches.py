"""Ways in which what a network gives and what its loss expects do not fit: the words of `preflight.loss_head_mismatch`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mismatch:
    """The words are templates over the finding's evidence."""

    given: str
    expected: str
    why: str
    advice: str
    severity: str = "warning"


MISMATCHES = {
    "sigmoid_before_logits_loss": Mismatch(
        "the output of a sigmoid",
        "logits",
        "The loss applies a sigmoid of its own. With {positive_share:.1%} positive it cannot fall below {floor:.4f}, while always "
        "guessing the base rate reaches {guess:.4f}. The probabilities so made lie in 0.5 to 0.73: at 0.5 every row is positive.",
        "Remove the sigmoid before the loss; use it, or a threshold of 0 on the logit, only to read answers.",
    ),
    "softmax_before_cross_entropy": Mismatch(
        "the output of a softmax",
        "logits",
        "The loss applies a log-softmax of its own. With {num_classes} classes it cannot fall below {floor:.4f}, of {guess:.4f} "
        "for a guess; gradients shrink as the network grows sure.",
        "Remove the softmax before the loss; use it only to read probabilities.",
    ),
    "sigmoid_before_cross_entropy": Mismatch(
        "the output of a sigmoid",
        "logits",
        "The loss applies a log-softmax, and logits between 0 and 1 differ by 1 at most: with {num_classes} classes it cannot "
        "fall below {floor:.4f}, of {guess:.4f} for a guess.",
        "Remove the sigmoid before the loss.",
    ),
    "softmax_before_nll": Mismatch(
        "the output of a softmax",
        "log-probabilities",
        "The loss is the mean of the given numbers with their sign turned, so it is negative and never below -1; an easy row "
        "pulls no less than a hard one.",
        "Use log_softmax in place of softmax, or give logits to cross_entropy.",
    ),
    "logits_before_nll": Mismatch(
        "numbers that are no log-probabilities",
        "log-probabilities",
        "The loss is the mean of the given numbers with their sign turned: it falls without bound and says nothing.",
        "Put log_softmax before the loss, or give the logits to cross_entropy.",
        "error",
    ),
    "one_output_cross_entropy": Mismatch(
        "one output",
        "one logit for each class",
        "A softmax of one number is always 1, so the loss and its gradient are exactly 0: nothing is trained.",
        "Give the network two outputs, or keep one and use binary_cross_entropy_with_logits.",
        "error",
    ),
    "relu_before_logits_loss": Mismatch(
        "the output of a ReLU",
        "logits",
        "A logit that is never below 0 is a probability of at least 0.5: every row is positive, and the loss cannot fall below "
        "{floor:.4f}.",
        "Remove the activation after the last layer.",
    ),
}
"""By the word that the evidence has as `mistake`."""
