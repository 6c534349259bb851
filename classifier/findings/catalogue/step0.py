"""The findings of the phase `step0`."""

from classifier.findings.catalogue.kind import Kind, by_code

KINDS = by_code(
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
)
