"""What every feature has that is read from one column."""

from classifier.spec.base import Spec


class OneColumn(Spec):
    """A feature read from one column of a table."""

    name: str
    """The column's."""
    missing_tokens: list[str]
    """Cells that count as missing in rows to come."""

    @property
    def columns(self) -> list[str]:
        """The columns it is read from."""
        return [self.name]

    @property
    def title(self) -> str:
        """What messages call it."""
        return f"column {self.name!r}"
