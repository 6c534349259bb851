"""What goes into the network, and whether numbers stay finite."""

from math import sqrt

from classifier.findings.signatures import LARGE_INPUT_RMS
from discern.doctor.findings import Outcome, Skipped, make
from discern.doctor.notes import Notes


def input_scale(notes: Notes) -> Outcome:
    """Root mean square far above 1. Standardized inputs have 1 however far their tails reach, so a maximum tells nothing."""
    inputs = notes.inputs
    if not inputs.num_looks:
        return Skipped("No finite floating-point input was seen in training.")
    if inputs.normalized_inside:
        return None
    scales = [sqrt(total / inputs.num_looks) for total in inputs.sum_squares]
    largest = max(scales)
    if largest < LARGE_INPUT_RMS:
        return None
    where = f"Input {scales.index(largest)}" if inputs.num_features > 1 else "The whole input"
    evidence = {
        "largest_rms": largest,
        "smallest_rms": min(scales),
        "index": scales.index(largest) if inputs.num_features > 1 else None,
        "num_features": inputs.num_features,
        "num_large": sum(scale >= LARGE_INPUT_RMS for scale in scales),
        "num_rows": inputs.num_rows,
        "threshold": LARGE_INPUT_RMS,
    }
    return make("step0.input_scale", evidence, words={"where": where})


def nonfinite(notes: Notes) -> Outcome:
    """Inputs, or a loss that has stayed so: a scaler of mixed precision may skip a single one."""
    finite = notes.finite
    if finite.num_inputs:
        words = {"where": "An input", "advice": "Fill or drop such cells before training."}
        seen, first = finite.num_inputs, finite.first_input_step
    elif finite.num_losses and not finite.last_loss_finite:
        words = {
            "where": "The loss",
            "advice": "Lower the learning rate or clip gradients; see that no logarithm or division meets a 0.",
        }
        seen, first = finite.num_losses, finite.first_loss_step
    elif not finite.num_looks and notes.gradients.last_loss is None:
        return Skipped("Neither a floating-point input nor a loss was seen in training.")
    else:
        return None
    evidence = {
        "where": "input" if finite.num_inputs else "loss",
        "num_seen": seen,
        "first_step": first,
        "num_looks": max(finite.num_looks, seen),
    }
    return make("step0.nonfinite", evidence, words=words)
