"""Encoding: any row's columns become the numbers a network reads, by what was fitted on training rows."""

# Axes: N rows, X all axes of one encoded row.

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.errors import Fault, RowsInvalid
from classifier.spec.limits import Limits
from classifier.table.encoder import DroppedColumn, Encoder, input_columns
from classifier.table.features.categorical import CategoricalFeature
from classifier.table.features.feature import CellFeature, WholeFeature
from classifier.table.features.image import ImageFeature
from classifier.table.features.marks import MAX_FAULTS, Float32s, Marks
from classifier.table.features.sequence import SequenceFeature
from classifier.table.features.series import SeriesFeature
from classifier.table.fit import fit_encoder
from classifier.table.refuse import shown

__all__ = ["DroppedColumn", "Encoded", "Encoder", "encode", "fit_encoder", "input_columns"]  # one door to encoding


@dataclass(frozen=True)
class Encoded:
    """The numbers of rows, and what had to be assumed on the way."""

    x_NX: npt.NDArray[np.float32]  # noqa: N815
    """`[N, *encoder.shape]` float32, finite, C-contiguous."""
    warnings: list[list[str]] | None
    """For each row one sentence for each value that was missing, never seen or cut; None when not asked for. Rows may share
    a list."""
    faults: list[Fault]
    """Rows refused because a category was never seen (`unseen_is_error`), or a whole input is missing or cannot be
    read, by table row; their numbers are usable but must not be answered from. At most 1,000."""
    bad_rows: npt.NDArray[np.int64]
    """All rows refused so, rising."""


def encode(encoder: Encoder, table: pa.Table, *, with_warnings: bool = False, limits: Limits | None = None) -> Encoded:
    """The numbers of every row of `table`: the one way for training, one row, a batch and a file.

    Shape: N rows, any column order, further columns ignored -> `x_NX` float32. A row's numbers do not depend on the
    other rows. `limits` bound single images. Raises: `RowsInvalid` when a column is not there.
    """
    x_NX = np.zeros((table.num_rows, *encoder.shape), dtype=np.float32)
    # Rows without a warning share one list: 10,000 of their own took 2 ms, and had the collector of cycles look at everything.
    warnings: list[list[str]] | None = [[]] * table.num_rows if with_warnings else None
    faults: list[Fault] = []
    refused: list[npt.NDArray[np.int64]] = []
    place = {name: i for i, name in enumerate(table.column_names)}
    for feature, block in _blocks(encoder, x_NX):
        cells = [table.column(place[name]) for name in _present(feature, place)]
        if isinstance(feature, ImageFeature):
            marks = feature.write(cells, block, limits)
        elif isinstance(feature, SequenceFeature | SeriesFeature) and encoder.kernels is not None:
            steps_NTW = np.zeros((table.num_rows, *feature.shape), dtype=np.float32)
            marks = feature.write(cells, steps_NTW)
            encoder.kernels.write(steps_NTW, block)
        else:
            marks = feature.write(cells, block)
        if warnings is not None:
            _warn(warnings, feature, cells, marks)
        if len(marks.unusable):
            refused.append(marks.unusable)
            faults += marks.faults
        if encoder.unseen_is_error and isinstance(feature, CategoricalFeature) and len(marks.unseen):
            refused.append(marks.unseen)
            faults += _unseen_faults(feature, cells[0], marks, MAX_FAULTS - len(faults))
    bad_rows = np.unique(np.concatenate(refused)) if refused else np.empty(0, dtype=np.int64)
    faults.sort(key=lambda fault: fault.row or 0)
    return Encoded(x_NX, warnings, faults, bad_rows)


def _blocks(encoder: Encoder, x_NX: Float32s) -> Iterator[tuple[CellFeature | WholeFeature, Float32s]]:
    """Each feature with its part of the rows."""
    if encoder.whole is not None:
        yield encoder.whole, x_NX
    for feature, start, end in encoder.offsets:
        yield feature, x_NX[:, start:end]


def _present(feature: CellFeature | WholeFeature, place: dict[str, int]) -> list[str]:
    for name in feature.columns:
        if name not in place:
            raise RowsInvalid(
                f"Column {name!r} is missing.",
                faults=[Fault(code="column_missing", message="The model needs this column.", column=name)],
            )
    return feature.columns


def _warn(
    warnings: list[list[str]], feature: CellFeature | WholeFeature, cells: list[pa.ChunkedArray], marks: Marks
) -> None:
    missing = f"{feature.title}: {feature.when_missing}"
    for row in marks.missing.tolist():
        _tell(warnings, row, missing)
    for row in marks.unseen.tolist():
        value = shown(cells[0][row].as_py())
        _tell(warnings, row, f"{feature.title}: category {value!r} was not seen in training")
    if isinstance(feature, SequenceFeature):
        for row in marks.cut.tolist():
            length = len(cells[0][row])
            _tell(
                warnings,
                row,
                f"{feature.title}: it has {length} steps, of which the first {feature.num_steps} are read",
            )


def _tell(warnings: list[list[str]], row: int, text: str) -> None:
    if warnings[row]:
        warnings[row].append(text)
    else:  # all rows without a warning share this empty list
        warnings[row] = [text]


def _unseen_faults(feature: CategoricalFeature, cells: pa.ChunkedArray, marks: Marks, most: int) -> list[Fault]:
    known = ", ".join(repr(shown(level)) for level in feature.levels[:10])
    return [
        Fault(
            code="unseen_category",
            message=f"Column {feature.name!r} has a category that was not seen in training.",
            row=row,
            column=feature.name,
            got=shown(cells[row].as_py()),
            expected=f"one of {known}" + (", ..." if len(feature.levels) > 10 else ""),
        )
        for row in marks.unseen[:most].tolist()
    ]
