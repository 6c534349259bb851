"""Whether what the network gives is what its loss expects."""

from collections.abc import Mapping
from math import log
from typing import Any

from classifier.findings.catalogue.mismatches import MISMATCHES
from classifier.findings.signatures import guess_loss, sigmoid_floor, softmax_floor
from discern.doctor.findings import Finding, Outcome, Skipped, make
from discern.doctor.losses import CLASSES, LOGITS
from discern.doctor.notes import LossNotes, Notes

CODE = "preflight.loss_head_mismatch"

MIN_LOOKS = 3  # batches that must agree; a fault of this kind is in every batch
MIN_LOOKS_BY_VALUE, MIN_VALUES = (
    8,
    64,
)  # without an operation that tells: logits of a new network may lie in 0..1 for once
# Operations that make numbers in 0..1 by hand, as 1 / (1 + exp(-x)); after a linear layer, a sum or a norm it is chance.
_BY_HAND = ("Clamp", "Div", "Exp", "Hardsigmoid", "Mul", "Pow", "Reciprocal", "Rsub", "Where")
_SIGMOIDS = ("Sigmoid", "Hardsigmoid")


def check(notes: Notes) -> Outcome:
    """The first loss that does not fit."""
    judged = [loss for loss in notes.losses.values() if loss.name in (*CLASSES, *LOGITS, "binary_cross_entropy")]
    for loss in judged:
        found = _mistake(loss)
        if found is not None:
            return _finding(loss, *found)
    if judged and max(loss.num_looks for loss in judged) >= MIN_LOOKS:
        return None
    if judged:
        return Skipped(f"Fewer than {MIN_LOOKS} training batches were seen.")
    if notes.losses:
        return Skipped(f"Nothing is known of what {', '.join(sorted(notes.losses))} expects.")
    return Skipped("No call of a loss of torch was seen outside the model in training.")


def _mistake(loss: LossNotes) -> tuple[str, str] | None:
    """Which mistake, and what tells it: the graph or the values."""
    if loss.num_looks < MIN_LOOKS:
        return None
    operation, times = loss.operations.most_common(1)[0]
    told = operation if times > loss.num_looks / 2 else ""
    in_unit = loss.lowest >= 0 and loss.highest <= 1
    distributions = loss.num_distributions == loss.num_looks
    if loss.name in CLASSES and loss.num_of_one_output == loss.num_looks:
        return "one_output_cross_entropy", "values"
    if loss.name == "cross_entropy":
        if told == "Softmax":
            return "softmax_before_cross_entropy", "graph"
        if told in _SIGMOIDS:
            return "sigmoid_before_cross_entropy", "graph"
        if distributions and loss.num_rounded == 0:
            return "softmax_before_cross_entropy", "values"
    if loss.name == "nll_loss" and not loss.num_log_distributions:
        if told == "Softmax" or distributions:
            return "softmax_before_nll", "graph" if told == "Softmax" else "values"
        if loss.highest > 0:
            return "logits_before_nll", "values"
    if loss.name in LOGITS:
        if told in (*_SIGMOIDS, "Softmax"):
            return "sigmoid_before_logits_loss", "graph"
        if told == "Relu":
            return "relu_before_logits_loss", "graph"
        enough = loss.num_looks >= MIN_LOOKS_BY_VALUE and loss.num_values >= MIN_VALUES
        if enough and in_unit and told.startswith(_BY_HAND) and loss.highest > loss.lowest:
            return "sigmoid_before_logits_loss", "values"
    return None


def _finding(loss: LossNotes, mistake: str, told_by: str) -> Finding:
    words = MISMATCHES[mistake]
    share = loss.sum_targets / loss.num_targets if loss.num_targets else None
    if share is not None and not 0 <= share <= 1:
        share = None  # labels that are neither 0 nor 1
    evidence: dict[str, Any] = {
        "loss": loss.name,
        "mistake": mistake,
        "told_by": told_by,
        "num_batches": loss.num_looks,
        "num_values": loss.num_values,
        "lowest": loss.lowest,
        "highest": loss.highest,
        "loss_mean": loss.loss_sum / loss.num_losses if loss.num_losses else None,
        "loss_lowest": loss.loss_lowest if loss.num_losses else None,
        "weighted": loss.weighted,
        **_floors(mistake, loss, share),
    }
    told = {"given": words.given, "expected": words.expected}
    return make(
        CODE,
        evidence,
        severity=words.severity,
        words={**told, "why": words.why.format(**evidence), "advice": words.advice.format(**evidence)},
    )


def _floors(mistake: str, loss: LossNotes, share: float | None) -> Mapping[str, Any]:
    if mistake in ("sigmoid_before_logits_loss", "relu_before_logits_loss"):
        known = 0.5 if share is None else share
        floor = sigmoid_floor(known) if mistake == "sigmoid_before_logits_loss" else log(2) * (1 - known)
        return {"positive_share": known, "floor": floor, "guess": guess_loss(known)}
    if mistake in ("softmax_before_cross_entropy", "sigmoid_before_cross_entropy"):
        return {
            "num_classes": loss.num_classes,
            "floor": softmax_floor(loss.num_classes),
            "guess": log(loss.num_classes),
        }
    return {"num_classes": loss.num_classes}
