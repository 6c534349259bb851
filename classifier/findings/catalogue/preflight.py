"""The findings of the phase `preflight`."""

from classifier.findings.catalogue.kind import Kind, by_code

KINDS = by_code(
    Kind(
        "preflight.loss_head_mismatch",
        "warning",
        "{loss} expects {expected} and is given {given}",
        "{why}",
        "{advice}",
    ),
)
