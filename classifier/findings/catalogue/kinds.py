"""Every kind of finding, by its code."""

from collections.abc import Mapping

from classifier.findings.catalogue import data, evaluation, loop, preflight, serving, step0, training
from classifier.findings.catalogue.kind import Kind

KINDS: Mapping[str, Kind] = {
    **data.KINDS,
    **preflight.KINDS,
    **step0.KINDS,
    **training.KINDS,
    **loop.ONLY,
    **evaluation.KINDS,
    **serving.KINDS,
}
"""In the order of the phases."""
