"""Rows for a known list of columns: predicted rows and scored files, read by the cell parsers of inference."""

# Axes: N rows.

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from classifier.errors import Fault
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind
from classifier.table.cells import STORED, Cells, read_cells, take_missing, why_bad
from classifier.table.convert_whole import whole_fault, whole_from_file, whole_from_json
from classifier.table.input_column import InputColumn
from classifier.table.plain import has_number, read_plain
from classifier.table.read import RawTable, row_lines
from classifier.table.refuse import shown
from classifier.table.spelling import MAX_EXACT, spell
from classifier.table.whole_cells import WHOLE_KINDS, whole_kind

USUAL_LIMITS = Limits()


@dataclass(frozen=True)
class Converted:
    """All rows in storage types, and what was wrong with some of them."""

    table: pa.Table
    """Every row, bad cells null: numeric float64, boolean bool, datetime timestamp("us", "UTC"), sequences and images as
    their cells, else string."""
    faults: list[Fault]
    """In order of row, then column."""
    bad_rows: list[int]
    """0-based rows of `table` with a fault, ascending."""
    ignored_columns: list[str]
    """Columns given but not asked for, in the order they were first seen."""


def all_faults(converted: Converted, policy: Sequence[Fault], first_row: int = 0) -> list[Fault]:
    """The reader's faults and those of the model's own policy, whose rows count from `first_row`, by row.

    A cell that could not be read is empty for the model: what that says of it is not told again.
    """
    read = {(fault.row, fault.column) for fault in converted.faults}
    moved = [fault.model_copy(update={"row": (fault.row or 0) + first_row}) for fault in policy]
    faults = [*converted.faults, *(fault for fault in moved if (fault.row, fault.column) not in read)]
    return sorted(faults, key=lambda fault: -1 if fault.row is None else fault.row)


_ABSENT = object()
_HEAD_ROWS = 100
_LONGEST_WHOLE = 10**300  # Python refuses to spell out whole numbers of over 4,300 digits


def convert_rows(
    rows: Sequence[Mapping[str, object]], columns: Sequence[InputColumn], *, limits: Limits = USUAL_LIMITS
) -> Converted:
    """JSON objects, each a row. An absent key is a fault (`missing_column`); null is a missing value.

    A number may also be given as text ("4537"), a category as a number or truth value (3 and 3.0 are "3"). A sequence
    is an array of numbers or of steps that are arrays of numbers, null for a missing value inside; an image is base64 of
    a PNG or JPEG or nested arrays `[H][W]` or `[C][H][W]`. Fault codes: `missing_column`, `not_a_number`, `not_finite`,
    `integer_too_large`, `not_a_boolean`, `not_a_datetime`, `not_a_category`, `not_a_sequence`, `wrong_channels`,
    `too_many_steps`, `empty_sequence`, `not_an_image`, `image_channels`, `not_base64`, `image_too_large`;
    `Fault.pointer` is "/rows/3/Area", or "/rows/3/X/12/0" for a step and channel.

    >>> area = InputColumn("Area", ColumnKind.numeric, ("",))
    >>> converted = convert_rows([{"Area": 4537}, {"Area": "abc"}], [area])
    >>> converted.table.column("Area").to_pylist(), converted.bad_rows
    ([4537.0, None], [1])
    """
    found: list[tuple[int, int, Fault]] = []
    arrays = []
    for place, column in enumerate(columns):
        values = [row.get(column.name, _ABSENT) for row in rows]
        if column.kind in WHOLE_KINDS:
            cells = whole_from_json([None if value is _ABSENT else value for value in values], column, limits)
            array, absent = cells.values, [row for row, value in enumerate(values) if value is _ABSENT]
            found += [(row, place, _row_fault(row, column, _ABSENT)) for row in absent]
            for row, error in cells.bad.items():
                found.append((row, place, whole_fault(error, column, row, _pointer(row, column))))
        else:
            array, bad = _read(values, column)
            found += [(row, place, _row_fault(row, column, values[row])) for row in bad]
        arrays.append(array)
    found.sort(key=lambda entry: entry[:2])
    return Converted(
        table=_table(columns, arrays, len(rows)),
        faults=[fault for _, _, fault in found],
        bad_rows=sorted({row for row, _, _ in found}),
        ignored_columns=_ignored(rows, columns),
    )


def convert_raw(
    raw: RawTable, columns: Sequence[InputColumn], first_row: int = 0, *, limits: Limits = USUAL_LIMITS
) -> Converted:
    """A batch of a file whose first row is row `first_row` of the file; `Fault.row` counts from the file's start.

    A model's only sequence or image column may have another name in the file, if that has one such column only. A column
    that the file lacks is one fault (`missing_column`) without a row, and every row is bad; so are sequences of
    other channels than the model's (`wrong_channels`).
    """
    raw = _with_the_only_input(raw, columns)
    faults: list[tuple[int, int, Fault]] = []
    bad_N = np.zeros(raw.table.num_rows, dtype=np.bool_)
    lines_N = None
    arrays = []
    for place, column in enumerate(columns):
        if column.name not in raw.table.column_names:
            message = f"The file has no column {shown(column.name)!r}."
            expected = f"a {column.kind.value} column {shown(column.name)!r}"
            fault = Fault(code="missing_column", message=message, column=column.name, expected=expected)
            faults.append((-1, place, fault))
            bad_N[:] = True
            arrays.append(pa.nulls(len(bad_N), column.stored))
            continue
        source = raw.table.column(column.name)
        if column.kind in WHOLE_KINDS:
            cells, of_column = whole_from_file(raw.table, column, limits)
            arrays.append(cells.values)
            bad_N[list(cells.bad)] = True
            if of_column is not None:
                faults.append((-1, place, of_column))
                bad_N[:] = True
            for row, error in cells.bad.items():
                faults.append((row, place, whole_fault(error, column, first_row + row)))
            continue
        read = _read_cells(source, column)
        arrays.append(read.values.cast(STORED[column.kind]))
        if read.bad.any():
            lines_N = row_lines(raw) if lines_N is None else lines_N
            bad_N |= read.bad
            for row in np.flatnonzero(read.bad).tolist():
                line = int(lines_N[row]) if lines_N is not None else None
                faults.append((row, place, _cell_fault(column, source[row].as_py(), row=first_row + row, line=line)))
    faults.sort(key=lambda entry: entry[:2])
    wanted = {column.name for column in columns}
    return Converted(
        table=_table(columns, arrays, raw.table.num_rows),
        faults=[fault for _, _, fault in faults],
        bad_rows=np.flatnonzero(bad_N).tolist(),
        ignored_columns=[name for name in raw.table.column_names if name not in wanted],
    )


def _read_cells(source: pa.ChunkedArray, column: InputColumn) -> Cells:
    """`read_cells`, in a fifth of the time where a text column is plain numbers, and cells that are missing."""
    if column.kind is ColumnKind.numeric and pa.types.is_string(source.type) and not has_number(column.missing_tokens):
        if read_plain(source.slice(0, _HEAD_ROWS).combine_chunks()) is None:
            trimmed, missing = take_missing(source, column.missing_tokens)
        else:
            trimmed, missing = source, {}
        # Arrow writes a message for each cell that is no number, 0.6 us: the first ones tell what the others are.
        if read_plain(trimmed.slice(0, _HEAD_ROWS).combine_chunks()) is not None:
            plain = read_plain(trimmed.combine_chunks())
            if plain is None and trimmed is source:
                trimmed, missing = take_missing(source, column.missing_tokens)
                plain = read_plain(trimmed.combine_chunks())
            if plain is not None:
                values = pa.chunked_array([plain.values])
                return Cells(values, np.zeros(len(values), dtype=np.bool_), missing)
    return read_cells(source, column.kind, column.missing_tokens)


def _with_the_only_input(raw: RawTable, columns: Sequence[InputColumn]) -> RawTable:
    """The file with its only sequences or images under the name of the model's only input.

    The name is the format's, not the user's: `X` of arrays, `image` of a zip, `series` of a long table.
    """
    names = raw.table.column_names
    if len(columns) != 1 or columns[0].kind not in WHOLE_KINDS or columns[0].name in names:
        return raw
    alike = [field.name for field in raw.table.schema if whole_kind(field.type) is columns[0].kind]
    if len(alike) != 1:
        return raw
    renamed = [columns[0].name if name == alike[0] else name for name in names]
    return replace(raw, table=raw.table.rename_columns(renamed))


def _table(columns: Sequence[InputColumn], arrays: Sequence[pa.Array], num_rows: int) -> pa.Table:
    if not columns:  # a table of no columns would forget its rows
        return pa.table({"": pa.nulls(num_rows)}).select([])
    return pa.table(list(arrays), names=[column.name for column in columns])


def _ignored(rows: Sequence[Mapping[str, object]], columns: Sequence[InputColumn]) -> list[str]:
    wanted = {column.name for column in columns}
    extra = set().union(*rows) - wanted
    if not extra:
        return []
    return list(dict.fromkeys(key for row in rows for key in row if key in extra))


def _read(values: list[object], column: InputColumn) -> tuple[pa.Array, list[int]]:
    """The values as the column's storage type, and the rows that do not fit."""
    types = set(map(type, values))
    plain = types - {type(None)}
    if column.kind is ColumnKind.numeric and plain <= {int, float}:
        array = _plain_numbers(values, plain)
        if array is not None:
            return array, []
    if column.kind is ColumnKind.boolean and plain <= {bool}:
        return pa.array(values, pa.bool_()), []
    if plain <= {str} and (text := _text_array(values)) is not None:
        return _from_text(text, column)
    # something is wrong, or kinds of values are mixed: one by one into text that the parsers read
    bad = [row for row, value in enumerate(values) if value is not None and not _fits(value, column.kind)]
    wrong = set(bad)
    words = [None if value is None or row in wrong else _word(value, column.kind) for row, value in enumerate(values)]
    array, more = _from_text(pa.chunked_array([pa.array(words, pa.string())]), column)
    return array, sorted(wrong.union(more))


def _plain_numbers(values: list[object], types: set[type]) -> pa.Array | None:
    """float64 of JSON numbers and nulls; None when one is not finite or beyond 2^53."""
    try:
        array = pa.array(values, pa.int64()).cast(pa.float64(), safe=False) if types == {int} else None
        if array is None:
            floats = [float(v) if type(v) is int else v for v in values] if int in types else values
            array = pa.array(floats, pa.float64())
    except (pa.ArrowInvalid, OverflowError):
        return None
    number_N = array.drop_null().to_numpy(zero_copy_only=False)
    if not np.isfinite(number_N).all():
        return None
    if int in types and len(number_N) and np.abs(number_N).max() >= MAX_EXACT:
        return None
    return array


def _from_text(text: pa.ChunkedArray, column: InputColumn) -> tuple[pa.Array, list[int]]:
    cells = read_cells(text, column.kind, column.missing_tokens)
    return cells.values.cast(STORED[column.kind]), np.flatnonzero(cells.bad).tolist()


def _text_array(values: list[object]) -> pa.ChunkedArray | None:
    """The strings, or None when one holds a lone surrogate or NUL."""
    try:
        array = pa.array(values, pa.string())
    except (UnicodeEncodeError, pa.ArrowInvalid):
        return None
    data = array.buffers()[2]
    if data is not None and b"\0" in memoryview(data).tobytes():
        return None
    return pa.chunked_array([array])


def _fits(value: object, kind: ColumnKind) -> bool:
    """Whether a JSON value may stand for a cell of this kind; its text is parsed afterwards."""
    if isinstance(value, str):
        return "\0" not in value and not _SURROGATE.search(value)
    words = kind in (ColumnKind.categorical, ColumnKind.text)
    if isinstance(value, bool):
        return words or kind is ColumnKind.boolean
    if isinstance(value, int):
        if abs(value) >= _LONGEST_WHOLE:
            return False
        return kind is not ColumnKind.datetime and (kind is not ColumnKind.numeric or abs(value) <= MAX_EXACT)
    if isinstance(value, float):
        return kind is not ColumnKind.datetime and math.isfinite(value)
    return False


def _word(value: object, kind: ColumnKind) -> str:
    if kind is ColumnKind.numeric and isinstance(value, float):
        return repr(value)
    return spell(value)


_SURROGATE = re.compile("[\ud800-\udfff]")


def _pointer(row: int, column: InputColumn) -> str:
    return f"/rows/{row}/" + column.name.replace("~", "~0").replace("/", "~1")


def _row_fault(row: int, column: InputColumn, value: object) -> Fault:
    pointer = _pointer(row, column)
    if value is _ABSENT:
        message = f"Row {row} has no {shown(column.name)!r}; write null where the value is missing."
        return Fault(code="missing_column", message=message, pointer=pointer, row=row, column=column.name)
    return _cell_fault(column, value, row=row, pointer=pointer)


def _cell_fault(
    column: InputColumn, value: object, *, row: int, pointer: str | None = None, line: int | None = None
) -> Fault:
    code, expected = why_bad(column.kind, value)
    got = _got(value)
    return Fault(
        code=code,
        message=f"Row {row}, column {shown(column.name)!r}: {got} is not {expected}.",
        pointer=pointer,
        row=row,
        line=line,
        column=column.name,
        got=got,
        expected=expected,
    )


def _got(value: object) -> str:
    if isinstance(value, str):
        return f'"{shown(value)}"'
    if isinstance(value, (dict, Mapping)):
        return "an object"
    if isinstance(value, (list, tuple)):
        return "an array"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _LONGEST_WHOLE:
        return "a whole number of hundreds of digits"
    return shown(spell(value))
