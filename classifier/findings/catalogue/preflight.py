"""The findings of the phase `preflight`."""

from classifier.findings.catalogue.kind import by_code

KINDS = by_code()
