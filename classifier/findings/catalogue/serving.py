"""The findings of the phase `serving`."""

from classifier.findings.catalogue.kind import by_code

KINDS = by_code()
