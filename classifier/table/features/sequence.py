"""A column of sequences: the steps of each row, normalized channel by channel, padded to one length."""

# Axes: N rows, T steps, F channels, W numbers of a step (channels, indicators, mask).

from collections.abc import Sequence
from typing import Annotated, Literal

import numpy as np
import pyarrow as pa
from pydantic import Field

from classifier.errors import Fault
from classifier.spec.preprocessing import PreprocessingSpec
from classifier.table.features.marks import Float32s, Int64s, Marks
from classifier.table.features.numeric import FillWith, fill_of
from classifier.table.features.one_column import OneColumn
from classifier.table.features.steps import (
    Channel,
    count_channels,
    fit_channel,
    read_lengths,
    read_steps,
    smoothly_clipped,
    step_names,
    taken_as,
    written_steps,
)
from classifier.table.features.whole import refuse, unusable


class SequenceFeature(OneColumn):
    """`[T, F]` normalized values, an indicator for each channel that training steps lacked values of, and the mask.

    The mask is 1 for a real step and 0 for padding, whose other numbers are 0 too. A longer row is cut.
    """

    kind: Literal["sequence"] = "sequence"
    channels: list[Channel] = Field(min_length=1)
    named: bool
    """Whether the channels' names are the file's, so that other files are read by them."""
    num_steps: Annotated[int, Field(ge=1)]
    """T: of the longest training row, or `preprocessing.max_steps` where that is less."""
    fill_with: FillWith
    smooth_clip: bool

    @property
    def names(self) -> list[str]:
        """Name of each number of a step."""
        return step_names(self.channels)

    @property
    def shape(self) -> list[int]:
        """`[T, W]`."""
        return [self.num_steps, len(self.names)]

    @property
    def when_missing(self) -> str:
        """What missing values become."""
        return f"some values are missing, {taken_as(self.fill_with)}"

    def write(self, cells: Sequence[pa.ChunkedArray], out_NTW: Float32s) -> Marks:
        """Fill the zeroed rows; one that cannot be used becomes one step of zeros."""
        column = cells[0]
        found = count_channels(column.type)
        if found != len(self.channels):
            out_NTW[:, 0, -1] = 1.0
            return _all_unusable(column, self.name, len(self.channels), found)
        missing: list[Int64s] = []
        length_N = read_lengths(column)
        for steps in read_steps(column, len(self.channels), self.num_steps):
            block_BTW = out_NTW[steps.first_row : steps.first_row + len(steps.kept_N)]
            real_BT = np.arange(self.num_steps) < steps.kept_N[:, None]
            z_SW, missing_SF = written_steps(steps.value_SF, self.channels, smooth_clip=self.smooth_clip)
            block_BTW[..., :-1][real_BT] = z_SW
            block_BTW[..., -1] = real_BT
            if missing_SF.any():
                row_S = np.repeat(np.arange(len(steps.kept_N)), steps.kept_N)
                missing.append(steps.first_row + np.unique(row_S[missing_SF.any(axis=1)]))
        empty = np.flatnonzero(length_N == 0)
        out_NTW[empty, 0, -1] = 1.0
        marks = unusable(empty, "missing_input", self.name, "there is no sequence", "at least one step")
        return Marks(
            missing=np.concatenate(missing) if missing else marks.missing,
            cut=np.flatnonzero(length_N > self.num_steps),
            unusable=marks.unusable,
            faults=marks.faults,
        )


def fit_sequence(
    name: str, column: pa.ChunkedArray, rows: Int64s, spec: PreprocessingSpec, names: Sequence[str] | None = None
) -> SequenceFeature:
    """A column of sequences; `column` holds the training rows, which are `rows` of the table.

    Only real steps that are read are looked at. Raises: `DataInvalid` when a row has no step.
    """
    num_channels = count_channels(column.type)
    length_N = read_lengths(column) if num_channels is not None else np.zeros(len(column), dtype=np.int64)
    empty = np.flatnonzero(length_N == 0)
    if num_channels is None or len(empty):
        refuse(unusable(rows[empty], "missing_input", name, "there is no sequence", "at least one step"))
    num_channels = num_channels or 1
    longest = int(length_N.max())
    num_steps = longest if spec.max_steps == "auto" else min(longest, spec.max_steps)
    value_SF = np.empty((int(np.minimum(length_N, num_steps).sum()), num_channels))
    at = 0
    for steps in read_steps(column, num_channels, num_steps):
        value_SF[at : at + len(steps.value_SF)] = steps.value_SF
        at += len(steps.value_SF)
    named = names is not None and len(names) == num_channels
    if names is None or not named:
        names = [name] if num_channels == 1 else [f"{name} {i}" for i in range(num_channels)]
    return SequenceFeature(
        name=name,
        missing_tokens=[],
        channels=[fit_channel(of, value_SF[:, i], spec) for i, of in enumerate(names)],
        named=named,
        num_steps=num_steps,
        fill_with=fill_of(spec),
        smooth_clip=smoothly_clipped(spec),
    )


def _all_unusable(column: pa.ChunkedArray, name: str, wanted: int, found: int | None) -> Marks:
    """Sequences of another number of channels than the network reads: none can be used."""
    if pa.types.is_null(column.type):
        return unusable(np.arange(len(column)), "missing_input", name, "there is no sequence", "at least one step")
    got = "no sequence of numbers" if found is None else _count(found)
    expected = f"steps of {_count(wanted)}"
    null_N = column.is_null().to_numpy()
    marks = unusable(np.arange(len(column)), "channel_mismatch", name, f"it has {got}", expected)
    faults: list[Fault] = [
        fault.model_copy(
            update={"code": "missing_input", "message": f"Row {fault.row}, column {name!r}: there is no sequence."}
        )
        if null_N[fault.row]
        else fault
        for fault in marks.faults
    ]
    return Marks(unusable=marks.unusable, faults=faults)


def _count(num_channels: int) -> str:
    return f"{num_channels} channel{'' if num_channels == 1 else 's'}"
