"""What one encoded row looks like to a network: the contract between the encoder and every family."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from classifier.spec.base import FiniteFloat, Spec

PositiveInt = Annotated[int, Field(ge=1)]


class EmbeddedColumn(Spec):
    """A column whose number is a code that the network looks up: `0..num_codes-1`, or -1 for a level never seen."""

    position: int = Field(ge=0)
    """Place of the code among the row's numbers."""
    num_codes: PositiveInt
    width: PositiveInt
    """Numbers that a code becomes; -1 becomes zeros."""


class InputLayout(Spec):
    """Shape of an encoded row, and what its numbers are.

    A table is `[D]`. A sequence is `[T, F + 1]`: F channels and, last, 1 for a real step or 0 for padding, whose channels
    are 0 too; real steps come first. An image is `[C, H, W]`.
    """

    kind: Literal["table", "sequence", "image"]
    shape: list[PositiveInt] = Field(min_length=1, max_length=3)
    numeric: list[int] = Field(default=[])
    """Tables: positions of numeric columns, rising; what numeric embeddings and input batch normalization work on.
    Indicators, levels and dates are of order 1 as they come."""
    bins: list[list[FiniteFloat]] | None = None
    """Tables: for each of `numeric` the edges of its piecewise-linear bins, rising, fitted on training rows in the units
    of the encoded row: after the encoder's normalization, before the network's own. Null without such an embedding."""
    padded_bins: PositiveInt | None = None
    """Bins that each numeric column is padded to, so that the networks of several folds have the same shapes; null is the
    most that one has."""
    embedded: list[EmbeddedColumn] = Field(default=[])
    """Tables: columns given as codes, by rising position."""

    @property
    def num_numbers(self) -> int:
        """Numbers of one row."""
        count = 1
        for size in self.shape:
            count *= size
        return count

    @model_validator(mode="after")
    def _parts_fit_the_shape(self) -> Self:
        if len(self.shape) != {"table": 1, "sequence": 2, "image": 3}[self.kind]:
            raise ValueError(f"a {self.kind} has no shape {self.shape}")
        if self.kind == "sequence" and self.shape[1] < 2:
            raise ValueError("a sequence has at least one channel beside its mask")
        if self.kind != "table" and (self.numeric or self.embedded or self.bins is not None):
            raise ValueError(f"only a table has numeric and embedded columns, not a {self.kind}")
        embedded = [column.position for column in self.embedded]
        for name, places in (("numeric", self.numeric), ("embedded", embedded)):
            if places != sorted({place for place in places if 0 <= place < self.shape[0]}):
                raise ValueError(f"{name} must rise within 0..{self.shape[0] - 1}, got {places[:10]}")
        if set(embedded) & set(self.numeric):
            raise ValueError("a column is both numeric and embedded")
        if self.bins is not None:
            if len(self.bins) != len(self.numeric):
                raise ValueError(f"{len(self.bins)} lists of bins for {len(self.numeric)} numeric columns")
            most = max((len(edges) - 1 for edges in self.bins), default=0)
            if self.padded_bins is not None and self.padded_bins < most:
                raise ValueError(f"a column has {most} bins, more than padded_bins, which is {self.padded_bins}")
            if any(len(edges) < 2 or sorted(set(edges)) != edges for edges in self.bins):
                raise ValueError("the edges of bins must rise, at least two for a column")
        return self
