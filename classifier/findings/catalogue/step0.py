"""The findings of the phase `step0`."""

from classifier.findings.catalogue.kind import by_code

KINDS = by_code()
