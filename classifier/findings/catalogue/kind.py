"""One kind of finding: its code and its words."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """The words are templates over a finding's evidence, so that no number is said that the evidence does not hold.

    >>> kind = Kind("data.missing", "info", "{share:.0%} of column {column!r} is missing", "", "")
    >>> kind.phase, kind.title.format(share=0.25, column="Area")
    ('data', "25% of column 'Area' is missing")
    """

    code: str
    """`phase.word`, stable."""
    severity: str
    """info, warning or error, when the check does not say otherwise."""
    title: str
    explanation: str
    """Why it matters, with the numbers."""
    suggestion: str
    """What to do, one or two sentences."""

    @property
    def phase(self) -> str:
        """When findings of this kind are made."""
        return self.code.partition(".")[0]


def by_code(*kinds: Kind) -> Mapping[str, Kind]:
    """The kinds by their codes. Raises: `ValueError` for a code that stands twice."""
    found = {kind.code: kind for kind in kinds}
    if len(found) != len(kinds):
        raise ValueError("a code stands twice")
    return found
