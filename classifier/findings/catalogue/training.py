"""The findings of the phase `training`."""

from classifier.findings.catalogue.kind import Kind, by_code

KINDS = by_code(
    Kind(
        "training.zero_gradient",
        "error",
        "All gradients are exactly 0",
        "In epoch {epoch} the last {zero_steps:,} steps had gradients that are 0 to the last bit, with a training loss of "
        "{train_loss:.3g}: what is called the loss does not depend on the weights.",
        "Look for a round, an argmax or a detach between the weights and the loss, and for inputs far out of scale.",
    ),
    Kind(
        "training.weights_frozen",
        "error",
        "{which} did not change in epoch {epoch}",
        "After {num_steps:,} steps with learning rate {learning_rate:.3g} not one bit had changed.",
        "Raise the learning rate; in a loop of your own, check that the optimizer was given these weights.",
    ),
    Kind(
        "training.learning_rate_zero",
        "error",
        "The learning rate is next to 0: {learning_rate:.1e} in epoch {epoch}",
        "{why}",
        "Step the schedule each epoch, keep the rate constant, or let it be auto.",
    ),
    Kind(
        "training.exploding_gradient",
        "error",
        "Gradients reached a norm of {median_norm:.3g}",
        "That is the median of epoch {epoch}; in the first epoch it was {first_median_norm:.3g}. Steps this long undo what "
        "was learnt.",
        "Lower the learning rate, standardize the inputs, or bound the gradient's norm.",
    ),
    Kind(
        "training.vanishing_gradient",
        "warning",
        "Gradients vanish before the first layer",
        "In {first_layer} they are {ratio:.1e} of those in {last_layer}, and the training loss stayed at "
        "{best_train_loss:.3g}, where a constant answer has {base_loss:.3g}.",
        "Use an activation that keeps its slope, as silu or relu, fewer layers, or batch normalization.",
    ),
    Kind(
        "training.dead_units",
        "info",
        "{silent_share:.0%} of the units of {layer} are silent",
        "Of {num_units:,} units {silent_share:.0%} give 0 for each of {num_rows:,} training rows ({activation}), so nothing "
        "reaches the weights before them.",
        "Lower the learning rate or standardize the inputs; units die when a step throws their bias far below 0.",
    ),
    Kind(
        "training.saturated_activations",
        "info",
        "{pinned_share:.0%} of the activations of {layer} are pinned",
        "They lie within a hundredth of an end of {activation}, where it has no slope, for {num_rows:,} training rows.",
        "Standardize the inputs, or lower the learning rate that drove them there.",
    ),
    Kind(
        "training.update_ratio",
        "warning",
        "Steps are {how}",
        "A step moves the weights by {step_ratio:.1e} of their length, and the training loss stayed at {best_train_loss:.3g}, "
        "where a constant answer has {base_loss:.3g}. Networks that learn move by {lowest_sane:.0e} to {highest_sane:.1g}.",
        "Let the learning rate be auto.",
    ),
    Kind(
        "training.loss_flat",
        "error",
        "The network learnt nothing",
        "In {epochs:,} epochs the training loss never got below {best_train_loss:.3g}; answering each row with the class "
        "shares has {base_loss:.3g}.",
        "Look at the other findings for the cause; without one, the columns may say nothing about the target.",
    ),
    Kind(
        "training.loss_diverged",
        "error",
        "The loss diverged",
        "{how} The learning rate was {learning_rate:g}.",
        "Lower the learning rate, or standardize the inputs.",
    ),
    Kind(
        "training.oscillation",
        "warning",
        "The loss jumps from epoch to epoch",
        "In the last {epochs} epochs the training loss went between {lowest:.3g} and {highest:.3g}, by {median_change:.3g} an "
        "epoch, without settling: which epoch is kept is luck.",
        "Lower the learning rate, let it fall with a cosine schedule, or standardize the inputs.",
    ),
    Kind(
        "training.overfit",
        "info",
        "The network overfits after epoch {best_epoch}",
        "The validation loss rose from {best_validation_loss:.3g} to {last_validation_loss:.3g} while the training loss fell "
        "to {last_train_loss:.3g}. The weights that are kept are those of epoch {kept_epoch}.",
        "Stop early to save the time; more rows, dropout or weight decay may help further.",
    ),
    Kind(
        "training.gradient_clipped",
        "info",
        "{clipped_share:.0%} of the steps were clipped to a fraction",
        "The bound {clip_norm:g} is {factor:.0f} times below the usual norm, so it sets the step's length, not the learning "
        "rate.",
        "Leave training.gradient_clip_norm out, or set it near the usual norm.",
    ),
    Kind(
        "training.not_converged",
        "info",
        "The run ended before the loss did",
        "The best epoch is the last of {epochs:,}, and in the last {last_epochs:,} the validation loss fell by {fell:.3g} to "
        "{last_validation_loss:.3g}.",
        "Train for more epochs: let training.epochs be auto, which stops when the loss does.",
    ),
    Kind(
        "training.stopped_too_early",
        "warning",
        "Early stopping ended a run that was still learning",
        "It stopped after epoch {epochs} of {planned} with patience {patience} and min_delta {min_delta:g}, and kept epoch "
        "{kept_epoch}; since then the training loss had fallen by {train_loss_fell:.3g}.",
        "Let training.early_stopping be auto, or wait for more epochs.",
    ),
)
