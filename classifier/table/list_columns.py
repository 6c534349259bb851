"""List columns of a typed file as sequences: lists of numbers, or lists of steps that are lists of numbers."""

# Axes: N rows, S steps of all rows, F channels.

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from classifier.errors import DomainError
from classifier.spec.limits import Limits
from classifier.table.cells import present
from classifier.table.refuse import placed, shown
from classifier.table.sequence_cell import Int64s, Steps, refuse_bad_sequences, sequence_column, wrong_channels


def is_list_of_numbers(kind: pa.DataType) -> bool:
    """Whether cells of this type can be sequences.

    >>> is_list_of_numbers(pa.list_(pa.list_(pa.float32()))), is_list_of_numbers(pa.list_(pa.string()))
    (True, False)
    """
    if not _is_list(kind):
        return False
    inner = kind.value_type.value_type if _is_list(kind.value_type) else kind.value_type
    return bool(pa.types.is_integer(inner) or pa.types.is_floating(inner) or pa.types.is_boolean(inner))


def list_sequences(
    column: pa.ChunkedArray, name: str, limits: Limits, *, num_channels: int | None, first_row: int
) -> tuple[pa.ChunkedArray, int | None]:
    """The column as sequences, and how many channels they have; nulls and None as long as there is no step.

    Raises: `DataInvalid` with codes `wrong_channels`, `empty_sequence`, `not_finite`; `TooLarge`.
    """
    steps_N = _lengths(column, missing=0)
    inner = pc.list_flatten(column)  # without the missing cells
    if _is_list(inner.type):
        width_S = _lengths(inner, missing=0)
        if num_channels is None and len(width_S):
            num_channels = max(1, int(width_S[0]))
        if (width_S != num_channels).any():
            step = int((width_S != num_channels).argmax())
            error = wrong_channels("a step", int(width_S[step]), num_channels or 0)
            raise _in_row(error, steps_N, step, name, first_row)
        inner = pc.list_flatten(inner)
    elif num_channels not in (None, 1):
        raise _in_row(wrong_channels("each step", 1, num_channels or 0), steps_N, 0, name, first_row)
    else:
        num_channels = 1 if len(inner) else num_channels
    width = num_channels or 1
    x_SF = np.asarray(inner.cast(pa.float64(), safe=False).to_numpy(), dtype=np.float64).reshape(-1, width)
    steps = Steps(x_SF, steps_N)
    refuse_bad_sequences(steps, present(column), name, limits, first_row)
    if num_channels is None:
        return pa.chunked_array([pa.nulls(len(column))]), None
    return pa.chunked_array([sequence_column(steps)]), num_channels


def _in_row(error: DomainError, steps_N: Int64s, step: int, name: str, first_row: int) -> DomainError:
    ends_N = np.cumsum(steps_N)
    row = int(np.searchsorted(ends_N, step, side="right"))
    in_row = step - int(ends_N[row] - steps_N[row])
    where = f"Row {first_row + row}, column {shown(name)!r}, step {in_row}: "
    return placed(error, where, row=first_row + row, column=name)


def _lengths(column: pa.ChunkedArray, *, missing: int) -> Int64s:
    return np.asarray(pc.list_value_length(column).fill_null(missing).to_numpy(), dtype=np.int64)


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind))
