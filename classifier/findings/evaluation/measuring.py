"""Whether the measuring itself can be believed: by counts that the measuring code returns."""

# Axes: N rows.

import numpy as np

from classifier.findings.evaluation.seen import Seen
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.spec.finding import Severity

SAME_LOSS = 0.01
"""Of the loss itself: two ways of adding up float32 losses, on two devices, agree to a thousandth."""
SMALLEST_LOSS = 1e-3
CLOSE = 1e-9  # probabilities this near to the threshold may fall on either side of it


def validation_not_accumulated(seen: Seen) -> Outcome:
    """The validation loss is not the mean over all validation rows, by its count or by adding it up again."""
    if not seen.counted:
        return Skip("Every member came out of a checkpoint; their rows were counted by an earlier run.")
    for counted in seen.counted:
        apart = abs(counted.reported - counted.recomputed)
        if counted.num_measured == counted.num_rows and apart <= max(SMALLEST_LOSS, SAME_LOSS * counted.recomputed):
            continue
        why = (
            f"It is the mean over {counted.num_measured:,} of {counted.num_rows:,} rows, {counted.reported:.4g}; all rows "
            f"give {counted.recomputed:.4g}."
        )
        return make(
            "evaluation.validation_not_accumulated",
            {
                "num_measured": counted.num_measured,
                "num_rows": counted.num_rows,
                "reported": counted.reported,
                "mean": counted.recomputed,
            },
            severity=Severity.error,
            words={"why": why},
        )
    return None


def argmax_of_one_output(seen: Seen) -> Outcome:
    """Labels of a network with one output that were not made by comparing its probability with the threshold."""
    if seen.num_outputs != 1 or seen.threshold is None:
        return Skip("The network has one output for each class.")
    held = seen.held_out
    by_rule_N = held.p_NC[:, 1] >= seen.threshold
    unclear_N = np.abs(held.p_NC[:, 1] - seen.threshold) <= CLOSE
    num_differing = int(((held.given_N == 1) != by_rule_N)[~unclear_N].sum())
    if not num_differing:
        return None
    class_0_share = float((held.y_N == 0).mean())
    how = f"{num_differing:,} of {len(held):,} held-out rows have another label than threshold {seen.threshold:.3g} gives."
    return make(
        "evaluation.argmax_of_one_output",
        {
            "num_rows": len(held),
            "num_differing": num_differing,
            "accuracy": held.accuracy,
            "class_0_share": class_0_share,
            "given_0_share": float((held.given_N == 0).mean()),
            "above_threshold_share": float(by_rule_N.mean()),
            "threshold": seen.threshold,
        },
        severity=Severity.error,
        words={"how": how, "measured": f" ({class_0_share:.1%})"},
    )
