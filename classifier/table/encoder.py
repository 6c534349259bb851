"""The encoder: everything that was fitted on training rows, and the shape of what it makes of a row."""

from collections.abc import Sequence
from functools import cached_property
from math import prod
from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator

from classifier.spec.base import ColumnName, Spec
from classifier.spec.table import ColumnKind
from classifier.table.features.feature import CellFeature, Feature, WholeFeature
from classifier.table.features.image import ImageFeature
from classifier.table.features.sequence import SequenceFeature
from classifier.table.features.series import SeriesFeature
from classifier.table.input_column import InputColumn
from classifier.table.kernels import Kernels


class DroppedColumn(Spec):
    """A column that was left out, because it could teach nothing or nothing of its kind is learnt from."""

    name: ColumnName
    reason: str
    """`all_missing`, `constant`, `only_rare_categories`, `duplicate`, `text` or `beside` (a whole input)."""
    explanation: str
    duplicate_of: ColumnName | None = None


class Encoder(Spec):
    """The fitted features: columns of a table in the order of the numbers they write, or one whole input."""

    columns: list[Feature] = Field(min_length=1)
    dropped: list[DroppedColumn]
    unseen_is_error: bool
    """Whether a category never seen in training refuses its row."""
    kernels: Kernels | None = None
    """What a sequence or series goes through before a network sees it, if anything."""

    @model_validator(mode="after")
    def _whole_inputs_stand_alone(self) -> Self:
        if len(self.columns) > 1 and any(isinstance(feature, WholeFeature) for feature in self.columns):
            raise ValueError("a sequence, series or image is the only input of its encoder")
        if self.kernels is not None:
            steps = self.columns[0]
            if (
                not isinstance(steps, SequenceFeature | SeriesFeature)
                or self.kernels.num_channels != steps.shape[1] - 1
            ):
                raise ValueError("the kernels read other steps than the encoder makes")
        return self

    @property
    def whole(self) -> WholeFeature | None:
        """The sequence, series or image that a row is; None for a table."""
        return self.columns[0] if isinstance(self.columns[0], WholeFeature) else None

    @property
    def cells(self) -> list[CellFeature]:
        """The columns of a table; none for a whole input."""
        return [feature for feature in self.columns if not isinstance(feature, WholeFeature)]

    @property
    def may_refuse(self) -> bool:
        """Whether there are rows that it cannot or must not encode."""
        return self.unseen_is_error or self.whole is not None

    @property
    def input_kind(self) -> Literal["table", "sequence", "image"]:
        """What a row is to a network; a sequence that went through kernels is a row of a table."""
        if self.whole is None or self.kernels is not None:
            return "table"
        return "image" if isinstance(self.whole, ImageFeature) else "sequence"

    @cached_property
    def shape(self) -> list[int]:
        """Of one encoded row: `[D]`, `[T, W]` with the mask last, or `[C, H, W]`."""
        if self.kernels is not None:
            return [self.kernels.num_features]
        return [len(self.feature_names)] if self.whole is None else self.whole.shape

    @cached_property
    def num_features(self) -> int:
        """How many numbers one row becomes."""
        return prod(self.shape)

    @property
    def before_kernels(self) -> Self:
        """The same without its kernels: rows as the sequences they are."""
        if self.kernels is None:
            return self
        return type(self)(columns=self.columns, dropped=self.dropped, unseen_is_error=self.unseen_is_error)

    @cached_property
    def feature_names(self) -> list[str]:
        """The D names of a table's numbers, e.g. `Area`, `Home = rent`, `Income is missing`; of a whole input the names
        of the numbers of a step, or of the channels.
        """
        return [name for feature in self.columns for name in feature.names]

    @cached_property
    def offsets(self) -> list[tuple[CellFeature, int, int]]:
        """Each column of a table with the first and the one-past-last of its numbers."""
        ends = np.cumsum([len(feature.names) for feature in self.cells]).tolist()
        return list(zip(self.cells, [0, *ends[:-1]], ends, strict=True)) if ends else []


def input_columns(encoder: Encoder) -> list[InputColumn]:
    """The columns that a row must bring, in the encoder's order; dropped ones are not needed."""
    return [column for feature in encoder.columns for column in _inputs(feature)]


def _inputs(feature: CellFeature | WholeFeature) -> Sequence[InputColumn]:
    if isinstance(feature, SeriesFeature):
        return [
            InputColumn(name=name, kind=ColumnKind.numeric, missing_tokens=tuple(tokens))
            for name, tokens in zip(feature.columns, feature.missing_tokens, strict=True)
        ]
    kind, tokens = ColumnKind(feature.kind), tuple(feature.missing_tokens)
    if not isinstance(feature, SequenceFeature):
        return [InputColumn(feature.name, kind, tokens)]
    names = tuple(channel.name for channel in feature.channels)
    return [InputColumn(feature.name, kind, tokens, len(names), names if feature.named else None)]
