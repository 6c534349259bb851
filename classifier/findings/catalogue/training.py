"""The findings of the phase `training`."""

from classifier.findings.catalogue.kind import by_code

KINDS = by_code()
