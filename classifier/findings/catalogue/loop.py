"""What a watcher says of a loop that is not ours: the same kinds, in words over the numbers that it can see from outside."""

from classifier.findings.catalogue.kind import Kind, by_code

ONLY = by_code(
    Kind(
        "training.gradient_not_cleared",
        "warning",
        "Gradients are never cleared",
        "In {num_uncleared:,} of {num_looks:,} steps looked at the gradient still held that of the step before: each step "
        "goes along the sum of all gradients so far.",
        "Call optimizer.zero_grad() once for every optimizer.step().",
    ),
    Kind("training.wrong_mode", "warning", "{title}", "{why}", "{advice}"),
)
"""Kinds that a run of the service cannot make: it clears gradients and switches modes itself."""

KINDS = {
    **by_code(
        Kind(
            "step0.input_scale",
            "warning",
            "Inputs are unscaled: a root mean square of {largest_rms:,.4g}",
            "{where} has a root mean square of {largest_rms:,.4g}; standardized inputs have about 1. The largest inputs drown the "
            "others, and steps that suit them are too small for the rest.",
            "Subtract the mean and divide by the standard deviation of the training rows; divide pixels by 255.",
        ),
        Kind(
            "step0.nonfinite",
            "error",
            "{where} is not a finite number",
            "It was first so at step {first_step:,}, and in {num_seen:,} of {num_looks:,} batches looked at. From there on every "
            "weight that it reaches is spoilt.",
            "{advice}",
        ),
        Kind("training.zero_gradient", "error", "All gradients are exactly 0", "{why}", "{advice}"),
        Kind("training.weights_frozen", "error", "The weights are not trained", "{why}", "{advice}"),
        Kind(
            "training.learning_rate_zero",
            "warning",
            "The learning rate fell from {rate_max:.3g} to {rate_last:.3g}",
            "From step {first_dead_step:,} of {num_steps:,} on it was below a thousandth of its largest value: {dead_share:.0%} of the "
            "steps trained next to nothing. {why}",
            "{advice}",
        ),
        Kind(
            "evaluation.argmax_of_one_output",
            "warning",
            "Labels do not come from comparing the one output with a threshold",
            "It is 0 for every row, whatever the network has learnt: in {num_seen:,} batches argmax was taken over an axis of "
            "length 1. The accuracy is the share of class 0{measured}, in every epoch.",
            "Compare the output with a threshold: 0 for a logit, 0.5 for a probability.",
        ),
        Kind(
            "evaluation.validation_not_accumulated",
            "warning",
            "The validation loss is not that of all validation rows",
            "{num_batches:,} batches were evaluated and {why}. The last one gave {last:.4g}, their mean is {mean:.4g}.",
            "Add up each batch's loss times its rows, and divide once by all rows.",
        ),
    ),
    **ONLY,
}
"""By code; every other kind that a watcher speaks has the words of its phase."""
