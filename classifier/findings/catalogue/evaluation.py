"""The findings of the phase `evaluation`."""

from classifier.findings.catalogue.kind import by_code

KINDS = by_code()
