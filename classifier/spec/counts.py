"""What serving counts of the rows it was sent: numbers only, never a row's values."""

from typing import Self

from pydantic import Field

from classifier.spec.base import Spec

UNTOLD = "other"
"""Code of a refused row whose own fault was not kept."""


class ServingCounts(Spec):
    """Counts of one model version over some time; two of them add up."""

    rows: int = Field(default=0, ge=0)
    """Answered."""
    refused: int = Field(default=0, ge=0)
    """Rows that did not fit the model's input, each once however many faults it had."""
    unknown: int = Field(default=0, ge=0)
    """Rows sent together with a column that the training table did not have."""
    faults: dict[str, dict[str, int]] = Field(default_factory=dict)
    """Refused rows by their first fault: its code, then the model's column, "" where none is to blame."""
    columns: list[int] = Field(default_factory=list)
    """Answered rows: the counts of each column of the model's reference, one after the other; empty without one."""
    labels: list[int] = Field(default_factory=list)
    """Answered rows by label, by the model's own threshold."""
    probabilities: list[int] = Field(default_factory=list)
    """Answered rows by probability, in the bins of the model's reference."""

    def plus(self, other: "ServingCounts") -> Self:
        """Both together.

        >>> one = ServingCounts(rows=2, labels=[1, 1], faults={"not_a_number": {"Area": 1}})
        >>> both = one.plus(ServingCounts(rows=1, labels=[0, 1]))
        >>> both.rows, both.labels, both.faults
        (3, [1, 2], {'not_a_number': {'Area': 1}})
        """
        faults = {code: dict(by_column) for code, by_column in self.faults.items()}
        for code, by_column in other.faults.items():
            mine = faults.setdefault(code, {})
            for column, count in by_column.items():
                mine[column] = mine.get(column, 0) + count
        return self.model_copy(
            update={
                "rows": self.rows + other.rows,
                "refused": self.refused + other.refused,
                "unknown": self.unknown + other.unknown,
                "faults": faults,
                "columns": _sum(self.columns, other.columns),
                "labels": _sum(self.labels, other.labels),
                "probabilities": _sum(self.probabilities, other.probabilities),
            }
        )

    def refused_by(self, code: str) -> int:
        """Rows refused for this first of all."""
        return sum(self.faults.get(code, {}).values())


class Agreement(Spec):
    """How far a shadow agrees with the version that answered, over rows that both could read."""

    rows: int = Field(default=0, ge=0)
    agreed: int = Field(default=0, ge=0)
    """Rows with the same label, each by its version's own decision settings."""
    apart: float = Field(default=0.0, ge=0.0)
    """Sum of the absolute differences of the answered label's probability."""

    def plus(self, other: "Agreement") -> "Agreement":
        """Both together.

        >>> Agreement(rows=2, agreed=1, apart=0.5).plus(Agreement(rows=1, agreed=1, apart=0.25))
        Agreement(rows=3, agreed=2, apart=0.75)
        """
        return Agreement(rows=self.rows + other.rows, agreed=self.agreed + other.agreed, apart=self.apart + other.apart)


class ShadowCounts(ServingCounts):
    """Counts of rows that a version was shown as a shadow, and how far it agrees with those that answered."""

    against: dict[str, Agreement] = Field(default_factory=dict)
    """By the number of the version that answered."""

    def plus(self, other: ServingCounts) -> Self:
        """Both together; counts that are no shadow's have nothing to compare.

        >>> one = ShadowCounts(rows=2, against={"1": Agreement(rows=2, agreed=1)})
        >>> one.plus(one).against["1"].rows
        4
        """
        against = dict(self.against)
        for version, theirs in other.against.items() if isinstance(other, ShadowCounts) else ():
            against[version] = against.get(version, Agreement()).plus(theirs)
        return super().plus(other).model_copy(update={"against": against})


def _sum(some: list[int], others: list[int]) -> list[int]:
    if not some or not others:
        return some or others
    if len(some) != len(others):
        raise ValueError(f"{len(some)} counts and {len(others)} are not of the same model")
    return [a + b for a, b in zip(some, others, strict=True)]
