"""Columns of sequences and images as inference takes them: their kind, their cells, what is told of their channels."""

import pyarrow as pa

from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind
from classifier.table.read import RawTable
from classifier.table.refuse import invalid, placed, shown
from classifier.table.sequence_cell import channels_of, sequence_field
from classifier.table.whole_cells import WHOLE_KINDS, as_images, as_sequences, can_be, whole_kind


def whole_column(
    raw: RawTable, name: str, asked: ColumnKind | None, limits: Limits
) -> tuple[ColumnKind, pa.ChunkedArray, str]:
    """Kind, cells and half a sentence on why, of a column that holds sequences or images or that the user says does.

    Raises: `DataInvalid` with code `kind_not_possible`, or that of the first cell that cannot be one.
    """
    column = raw.table.column(name)
    held = whole_kind(column.type)
    kind = asked or held or ColumnKind.sequence
    if kind not in WHOLE_KINDS or not can_be(kind, column.type):
        got = held.value if held else str(column.type)
        hint = "Sequences come from NPZ, Parquet lists, NDJSON arrays, or a long table with the option series."
        raise invalid(
            "kind_not_possible",
            f"Column {shown(name)!r} holds {got} cells, which cannot be read as {kind.value}.",
            hint=hint if kind is ColumnKind.sequence else f"Let the column be {got}, or give it the role ignored.",
            column=name,
            got=got,
            expected=kind.value,
        )
    cells = as_images(column, limits) if kind is ColumnKind.image else as_sequences(column, limits)
    for row, error in cells.bad.items():
        raise placed(error, f"Row {row}, column {shown(name)!r}: ", row=row, column=name)
    why = f"the kind {kind.value} was chosen by the user" if asked else raw.told.get(name, "")
    if not why and name not in raw.roles:
        why = "each cell is an image" if kind is ColumnKind.image else "each cell is a sequence of steps"
    return kind, cells.values, why


def channels_metadata(raw: RawTable, name: str, values: pa.ChunkedArray) -> dict[bytes, bytes] | None:
    """What the file says of a sequence's channels, to be kept with the column."""
    held = raw.table.schema.field(name)
    names = channels_of(held) if held.type == values.type else None
    return None if names is None else dict(sequence_field(name, len(names), names).metadata)
