"""Sequences and images for a model that asks for them, from JSON values or a file's column."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from classifier.errors import DomainError, Fault
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind
from classifier.table.cells import present
from classifier.table.image_cell import not_an_image
from classifier.table.input_column import InputColumn
from classifier.table.refuse import invalid, placed, shown
from classifier.table.sequence_cell import (
    EXPECTED,
    Steps,
    channels_of,
    is_sequence_type,
    sequence_column,
    sequence_type,
    steps_of,
    wrong_channels,
)
from classifier.table.whole_cells import (
    WholeCells,
    as_images,
    as_sequences,
    can_be,
    json_images,
    json_sequences,
    proved_images,
)


def whole_from_json(values: Sequence[object], column: InputColumn, limits: Limits) -> WholeCells:
    """JSON values, null for a missing cell, as the column's kind."""
    if column.kind is ColumnKind.image:
        return json_images(values, limits)
    return json_sequences(values, column.num_channels, limits)


def whole_from_file(table: pa.Table, column: InputColumn, limits: Limits) -> tuple[WholeCells, Fault | None]:
    """A file's column as the model's kind, and what is wrong with the column as a whole, if something is."""
    source = table.column(column.name)
    if not can_be(column.kind, source.type):
        got = f"it is a cell of the type {source.type}"
        error = not_an_image(got) if column.kind is ColumnKind.image else _no_sequence(got)
        bad = dict.fromkeys(np.flatnonzero(present(source)).tolist(), error)
        return WholeCells(pa.chunked_array([pa.nulls(len(source), column.stored)]), bad), None
    if column.kind is ColumnKind.image:
        return proved_images(as_images(source, limits), limits), None
    cells = as_sequences(source, limits)
    wanted = column.num_channels or cells.values.type.value_type.list_size
    if cells.values.null_count == len(cells.values):
        return WholeCells(pa.chunked_array([pa.nulls(len(source), sequence_type(wanted))]), cells.bad), None
    field = table.schema.field(column.name)
    names = channels_of(field) if is_sequence_type(source.type) else None
    if names is not None and column.channels is not None:
        return _by_name(cells, names, column)
    if cells.values.type.value_type.list_size == wanted:
        return cells, None
    error = wrong_channels("each step", cells.values.type.value_type.list_size, wanted)
    return _none_of(cells, column), _column_fault(error, column)


def whole_fault(error: DomainError, column: InputColumn, row: int, pointer: str | None = None) -> Fault:
    """What is wrong with one cell; `pointer` is the cell's place in a JSON body."""
    inside = error.faults[0].pointer or ""
    where = f"Row {row}, column {shown(column.name)!r}: "
    full = None if pointer is None else pointer + inside
    return placed(error, where, row=row, column=column.name, pointer=full).faults[0]


def _by_name(cells: WholeCells, names: list[str], column: InputColumn) -> tuple[WholeCells, Fault | None]:
    """The model's channels in the model's order; others of the file are passed over."""
    wanted = list(column.channels or ())
    if names == wanted:
        return cells, None
    missing = [name for name in wanted if name not in names]
    if missing:
        told = ", ".join(shown(name) for name in missing[:20])
        error = invalid(
            "wrong_channels",
            f"the file's sequences have no channel {told}.",
            got=", ".join(shown(name) for name in names[:20]),
            expected=", ".join(shown(name) for name in wanted[:20]),
        )
        return _none_of(cells, column), _column_fault(error, column)
    steps = steps_of(cells.values)
    taken = Steps(steps.x_SF[:, [names.index(name) for name in wanted]], steps.steps_N)
    return WholeCells(pa.chunked_array([sequence_column(taken)]), cells.bad), None


def _none_of(cells: WholeCells, column: InputColumn) -> WholeCells:
    return WholeCells(pa.chunked_array([pa.nulls(len(cells.values), column.stored)]), {})


def _column_fault(error: DomainError, column: InputColumn) -> Fault:
    return placed(error, f"Column {shown(column.name)!r}: ", column=column.name).faults[0]


def _no_sequence(got: str) -> DomainError:
    return invalid("not_a_sequence", f"{got}, not {EXPECTED}.", got=got, expected=EXPECTED)
