"""Whether steps change the weights: gradients, parameters, the learning rate."""

from classifier.findings.signatures import DEAD_RATE, DEAD_STEPS
from discern.doctor.findings import Outcome, Skipped, make
from discern.doctor.notes import Notes

MIN_LOOKS = 3
ZERO_RUN = 8  # looks without any gradient before a network that has learnt counts as dead: 128 steps after the first 16
SMALL_LOSS = 1e-3  # below it a gradient may well be exactly zero: all is learnt
MIN_BATCHES = 64  # with backward passes and no step; gradients are rarely added up over more
PER_EPOCH = 1.5  # changes of the rate in one epoch from which a schedule was stepped after batches
FEW_EPOCHS = 5  # a rate that is dead after so few was not meant to be
DEAD_STEPS_BY_PIECES = 0.15  # constant pieces shorter than an epoch: no smooth schedule that was meant to end
HALF = 0.5  # of the steps at a dead rate, whatever tells where epochs end


def zero_gradient(notes: Notes) -> Outcome:
    """All gradients exactly zero, or a loss that no gradient can leave."""
    gradients = notes.gradients
    rounded = sum(loss.num_rounded for loss in notes.losses.values())
    evidence = {
        "num_steps": gradients.num_steps,
        "num_looks": gradients.num_looks,
        "num_zero": gradients.num_zero,
        "num_without_gradient": gradients.num_missing,
        "num_rounded": rounded,
        "num_losses_without_history": gradients.num_without_history,
        "loss": gradients.last_loss,
        "weights_identical": not notes.weights.moved if notes.weights.num_looks else None,
    }
    if gradients.num_without_history and not gradients.num_with_history:
        why = (
            f"None of {gradients.num_without_history:,} losses looked at hangs together with the network: what was made of its "
            "output by argmax, a comparison, detach(), item() or NumPy carries no gradient."
        )
        advice = "Give the loss the network's own output, without argmax, comparison, detach() or NumPy before it."
        return make("training.zero_gradient", {**evidence, "cause": "no_history"}, words={"why": why, "advice": advice})
    if notes.weights.num_held == 0:
        return Skipped("The optimizer holds no parameter of the model: see training.weights_frozen.")
    if not gradients.num_looks:
        return Skipped("No step of the optimizer was seen.")
    none = gradients.num_zero + gradients.num_missing
    if none == gradients.num_looks and (none >= MIN_LOOKS or rounded):
        if rounded:
            cause, why = (
                "rounded",
                "The output is rounded before the loss, and a rounding's gradient is 0 wherever it has one.",
            )
            advice = "Give the loss the output as it is; round, or take the largest, only to read answers."
        elif gradients.num_missing == none and not gradients.num_backwards:
            cause, why = (
                "no_backward",
                "No parameter has a gradient when the optimizer steps: backward() was never called.",
            )
            advice = "Call loss.backward() between zero_grad() and step()."
        else:
            cause, why = "unknown", "Between the network and the loss something has no gradient, or all units are dead."
            advice = "Look for round, sign, argmax, detach and clamp before the loss; then for units that are 0 for every row."
        moved = (
            "." if evidence["weights_identical"] is not True else ", and the weights are what they were, bit for bit."
        )
        why = f"So it was in {none:,} of {gradients.num_looks:,} steps looked at{moved} {why}"
        return make("training.zero_gradient", {**evidence, "cause": cause}, words={"why": why, "advice": advice})
    loss = gradients.last_loss
    if gradients.zero_run >= ZERO_RUN and loss is not None and loss > SMALL_LOSS:
        why = f"So it has been in the last {gradients.zero_run:,} steps looked at, at a loss of {loss:.4g}: the network died while training."
        advice = "Lower the learning rate, or use an activation that never dies, as leaky ReLU."
        return make("training.zero_gradient", {**evidence, "cause": "died"}, words={"why": why, "advice": advice})
    return None


def weights_frozen(notes: Notes) -> Outcome:
    """An optimizer of other weights, no step at all, or steps that leave every weight as it was."""
    weights, gradients, rates = notes.weights, notes.gradients, notes.rates
    evidence = {
        "num_parameters": weights.num_parameters,
        "num_held": weights.num_held,
        "num_steps": gradients.num_steps,
        "num_backwards": gradients.num_backwards,
        "learning_rate": rates.last if rates.num_steps else None,
    }
    if weights.num_parameters == 0:
        return Skipped("No parameter of the model wants a gradient.")
    if weights.num_held == 0:
        why = f"The optimizer holds none of the model's {weights.num_parameters:,} parameters: it steps other weights, or those of an earlier model."
        advice = "Make the optimizer from model.parameters() after the model is built, and moved to its device."
        cause = "other_parameters"
    elif gradients.num_steps == 0 and gradients.num_backwards >= MIN_BATCHES and notes.interrupted is None:
        why = f"There were {gradients.num_backwards:,} backward passes, and optimizer.step() was never called."
        advice, cause = "Call optimizer.step() after loss.backward().", "no_step"
    elif not gradients.num_steps:
        return Skipped("No step of the optimizer was seen.")
    elif weights.moved:
        return None
    elif gradients.num_zero + gradients.num_missing == gradients.num_looks:
        return Skipped("There was no gradient: see training.zero_gradient.")
    elif rates.largest == 0:
        return Skipped("The learning rate is 0: see training.learning_rate_zero.")
    elif weights.num_looks < MIN_LOOKS:
        return Skipped(f"Fewer than {MIN_LOOKS} steps were seen.")
    else:
        why = f"After {gradients.num_steps:,} steps with gradients every weight looked at is what it was, bit for bit."
        advice, cause = "Raise the learning rate, or see whether something restores the weights.", "too_small"
    return make("training.weights_frozen", {**evidence, "cause": cause}, words={"why": why, "advice": advice})


def learning_rate_zero(notes: Notes) -> Outcome:
    """A rate of 0, or one that a schedule has brought to next to nothing long before the end."""
    rates = notes.rates
    if rates.num_steps < MIN_LOOKS:
        return Skipped(f"Fewer than {MIN_LOOKS} steps with a learning rate were seen.")
    epochs = notes.num_epochs
    dead_share = rates.num_dead / rates.num_steps
    changes_per_epoch = rates.num_changes / epochs if epochs else None
    evidence = {
        "rate_first": rates.first,
        "rate_max": rates.largest,
        "rate_last": rates.last,
        "dead_below": DEAD_RATE,
        "first_dead_step": rates.first_dead_step or 1,
        "num_steps": rates.num_steps,
        "dead_share": dead_share,
        "num_changes": rates.num_changes,
        "num_epochs": epochs or None,
        "changes_per_epoch": changes_per_epoch,
        "scheduler": rates.scheduler,
    }
    if rates.largest == 0:
        words = {"why": "It never was anything but 0.", "advice": "Give the optimizer a learning rate."}
        return make("training.learning_rate_zero", {**evidence, "dead_share": 1.0}, severity="error", words=words)
    by_pieces = (
        changes_per_epoch is not None and changes_per_epoch > PER_EPOCH and rates.num_changes < HALF * rates.num_steps
    )
    least = DEAD_STEPS_BY_PIECES if by_pieces else DEAD_STEPS
    if not rates.dead_now or dead_share < least or rates.scheduler == "ReduceLROnPlateau":
        return None
    if changes_per_epoch is None:
        if dead_share < HALF:
            return Skipped("The rate has nearly ended, and nothing told where epochs end.")
        why = f"It changed {rates.num_changes:,} times."
    elif changes_per_epoch > PER_EPOCH:
        why = f"It changed {changes_per_epoch:.1f} times an epoch: the schedule was stepped after batches."
    elif rates.epochs_before_dead < FEW_EPOCHS or dead_share >= HALF:
        why = f"That was in epoch {rates.epochs_before_dead + 1}."
    else:
        return None
    advice = "Call scheduler.step() once for each epoch, or give the schedule its length in batches."
    return make("training.learning_rate_zero", evidence, words={"why": why, "advice": advice})


def gradient_not_cleared(notes: Notes) -> Outcome:
    """Every step along the sum of all gradients so far."""
    gradients = notes.gradients
    if gradients.num_interval_looks < MIN_LOOKS:
        return Skipped("Too few steps with a gradient were seen, or no parameter is small enough to be compared.")
    if gradients.num_uncleared < gradients.num_interval_looks:
        return None
    evidence = {
        "num_uncleared": gradients.num_uncleared,
        "num_looks": gradients.num_interval_looks,
        "num_steps": gradients.num_steps,
    }
    return make("training.gradient_not_cleared", evidence)


def wrong_mode(notes: Notes) -> Outcome:
    """Dropout and batch normalization that act when they should not, or do not when they should."""
    modes, evaluation = notes.modes, notes.evaluation
    if not modes.has_mode_layers:
        return Skipped("The model has neither dropout nor batch normalization: its mode changes nothing.")
    if not notes.gradients.num_steps and not evaluation.num_losses:
        return Skipped("Neither a step nor an evaluation was seen.")
    evidence = {
        "num_evaluated": evaluation.num_losses,
        "num_in_training_mode": evaluation.num_in_training_mode,
        "num_steps": notes.gradients.num_steps,
        "num_last_steps_in_eval_mode": modes.eval_run,
    }
    if evaluation.num_in_training_mode >= MIN_LOOKS and evaluation.num_in_training_mode == evaluation.num_losses:
        words = {
            "title": "The model is evaluated in training mode",
            "why": f"In all {evaluation.num_losses:,} batches evaluated without gradients dropout still left units out, or batch "
            "normalization measured the very batch it judged: the number is not that of the model that will answer.",
            "advice": "Call model.eval() before evaluating, and model.train() after it.",
        }
        return make("training.wrong_mode", evidence, words=words)
    if modes.num_steps_training and modes.eval_run >= 10 and notes.evaluation.num_phases:
        words = {
            "title": "Training went on in evaluation mode",
            "why": f"The first {modes.num_steps_training:,} steps were made in training mode, the last {modes.eval_run:,} in evaluation "
            "mode: dropout and batch normalization have been off since an evaluation.",
            "advice": "Call model.train() at the start of every epoch.",
        }
        return make("training.wrong_mode", evidence, words=words)
    return None
