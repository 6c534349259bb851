"""The findings of the phase `training`."""

from classifier.findings.catalogue.kind import Kind, by_code

KINDS = by_code(
    Kind("training.zero_gradient", "error", "Every gradient is exactly zero", "{why}", "{advice}"),
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
        "training.gradient_not_cleared",
        "warning",
        "Gradients are never cleared",
        "In {num_uncleared:,} of {num_looks:,} steps looked at the gradient still held that of the step before: each step "
        "goes along the sum of all gradients so far.",
        "Call optimizer.zero_grad() once for every optimizer.step().",
    ),
    Kind("training.wrong_mode", "warning", "{title}", "{why}", "{advice}"),
)
