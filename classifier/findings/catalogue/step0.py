"""The findings of the phase `step0`: the encoded rows and the untrained network's first loss."""

from classifier.findings.catalogue.kind import Kind, by_code

KINDS = by_code(
    Kind(
        "step0.input_scale",
        "warning",
        "Inputs are unscaled: a root mean square of {largest_rms:,.4g}",
        "{where} has a root mean square of {largest_rms:,.4g}; standardized inputs have about 1. {why}",
        "{advice}",
    ),
    Kind(
        "step0.initial_loss",
        "warning",
        "Before the first step the loss is {ratio:.1f} times that of guessing",
        "The untrained network's loss is {first_loss:.4g}; giving all {num_classes:,} classes the same probability has "
        "{uniform_loss:.4g}. It starts out sure and wrong, and the first steps go into unlearning that.",
        "{advice}",
    ),
    Kind(
        "step0.nonfinite",
        "error",
        "{where} is not a finite number",
        "{why} From there on every weight that it reaches is spoilt.",
        "{advice}",
    ),
)
