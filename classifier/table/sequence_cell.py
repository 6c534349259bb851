"""Sequences as cells of a column: steps in, steps out, and what no sequence may hold."""

# Axes: N rows, T steps of one sequence, S steps of all rows, F channels.

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from classifier.errors import DomainError
from classifier.spec.limits import Limits
from classifier.table.refuse import invalid, placed, shown, too_large

_CHANNELS = b"channels"
EXPECTED = "an array of numbers, or an array of steps that are arrays of numbers"

Float64s = npt.NDArray[np.float64]
Int64s = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Steps:
    """All steps of a column's rows, one row after another."""

    x_SF: Float64s  # noqa: N815
    """NaN where a value is missing."""
    steps_N: Int64s  # noqa: N815
    """Steps of each row; 0 where the cell is missing."""

    @property
    def num_channels(self) -> int:
        """F."""
        return int(self.x_SF.shape[1])

    @property
    def ends_N(self) -> Int64s:  # noqa: N802
        """One past the last step of each row."""
        return np.cumsum(self.steps_N)

    def place(self, step: int) -> tuple[int, int]:
        """Row of a step of all, and its place in the row."""
        row = int(np.searchsorted(self.ends_N, step, side="right"))
        return row, step - int(self.ends_N[row] - self.steps_N[row])


def sequence_type(num_channels: int) -> pa.DataType:
    """The storage type of a sequence of so many channels.

    >>> sequence_type(2)
    ListType(list<item: fixed_size_list<item: double>[2]>)
    """
    return pa.list_(pa.list_(pa.float64(), num_channels))


def is_sequence_type(kind: pa.DataType) -> bool:
    """Whether this is what `sequence_type` gives."""
    return bool(pa.types.is_list(kind) and pa.types.is_fixed_size_list(kind.value_type))


def sequence_column(steps: Steps) -> pa.Array:
    """One cell for each row, null where it has no step; a NaN is a null inside.

    >>> sequence_column(Steps(np.array([[1.0], [np.nan], [3.0]]), np.array([2, 0, 1]))).to_pylist()
    [[[1.0], [None]], None, [[3.0]]]
    """
    values = pa.array(steps.x_SF.ravel(), pa.float64(), from_pandas=True)
    inner = pa.FixedSizeListArray.from_arrays(values, steps.num_channels)
    offsets = np.concatenate(([0], steps.ends_N)).astype(np.int32)
    missing_N = steps.steps_N == 0
    mask = pa.array(missing_N) if missing_N.any() else None
    return pa.ListArray.from_arrays(pa.array(offsets), inner, mask=mask)


def steps_of(column: pa.ChunkedArray) -> Steps:
    """What `sequence_column` was given."""
    flat = pc.list_flatten(pc.list_flatten(column))
    x_SF = np.asarray(flat.to_numpy(), dtype=np.float64).reshape(-1, column.type.value_type.list_size)
    return Steps(x_SF, np.asarray(pc.list_value_length(column).fill_null(0).to_numpy(), dtype=np.int64))


def rows_of(column: pa.ChunkedArray) -> Iterator[Float64s | None]:
    """The steps of each row, `[T, F]`, None where the cell is missing."""
    steps = steps_of(column)
    for end, num_steps in zip(steps.ends_N.tolist(), steps.steps_N.tolist(), strict=True):
        yield steps.x_SF[end - num_steps : end] if num_steps else None


def sequence_field(name: str, num_channels: int, channels: Sequence[str] | None) -> pa.Field:
    """A field that remembers the names of its channels; Parquet keeps them."""
    told = {_CHANNELS: json.dumps(list(channels)).encode()} if channels is not None else None
    return pa.field(name, sequence_type(num_channels), metadata=told)


def channels_of(field: pa.Field) -> list[str] | None:
    """Names of the field's channels, if they are known: as many different ones as it has channels.

    >>> channels_of(sequence_field("X", 2, ["x", "y"]))
    ['x', 'y']
    """
    stored = (field.metadata or {}).get(_CHANNELS)
    if stored is None or not is_sequence_type(field.type):
        return None
    try:
        names = json.loads(stored)
    except (ValueError, RecursionError):  # of somebody else's file
        return None
    fits = isinstance(names, list) and all(isinstance(name, str) for name in names)
    return names if fits and len(names) == len(set(names)) == field.type.value_type.list_size else None


def refuse_bad_sequences(steps: Steps, there_N: Bools, name: str, limits: Limits, first_row: int) -> None:
    """Refuse a sequence without steps, with too many, or with an infinite value, by its row.

    `there_N` says where a cell is not missing. Raises: `DataInvalid` with codes `empty_sequence`, `not_finite`;
    `TooLarge` with code `too_many_steps`.
    """

    def where(row: int) -> dict[str, int | str]:
        return {"row": first_row + row, "column": name}

    def told(row: int) -> str:
        return f"Row {first_row + row}, column {shown(name)!r}: "

    empty_N = there_N & (steps.steps_N == 0)
    if empty_N.any():
        row = int(empty_N.argmax())
        raise placed(empty_sequence(), told(row), **where(row))
    if len(steps.steps_N) and steps.steps_N.max() > limits.max_steps:
        row = int(steps.steps_N.argmax())
        raise placed(too_many_steps(int(steps.steps_N[row]), limits), told(row), **where(row))
    infinite_SF = np.isinf(steps.x_SF)
    if infinite_SF.any():
        step, channel = divmod(int(infinite_SF.argmax()), steps.num_channels)
        row, in_row = steps.place(step)
        error = not_finite(f"step {in_row}, channel {channel}", steps.x_SF[step, channel])
        raise placed(error, told(row), **where(row))


def empty_sequence() -> DomainError:
    """The refusal of a sequence of no steps."""
    return invalid(
        "empty_sequence",
        "the sequence has no steps.",
        hint="Give at least one step, or null where the whole sequence is missing.",
        got="0 steps",
        expected="at least 1 step",
    )


def too_many_steps(num_steps: int, limits: Limits) -> DomainError:
    """The refusal of a sequence that is too long."""
    return too_large(
        "too_many_steps",
        f"the sequence has {num_steps:,} steps; this server takes {limits.max_steps:,}.",
        hint="Cut it into windows, or keep every n-th step.",
        got=f"{num_steps:,} steps",
        expected=f"at most {limits.max_steps:,} steps",
    )


def wrong_channels(where: str, got: int, expected: int) -> DomainError:
    """The refusal of a step with another number of channels."""
    return invalid(
        "wrong_channels",
        f"{where} has {_channels(got)}, not {expected}.",
        hint="Every step of every row has the same channels; write null for a value that is missing.",
        got=_channels(got),
        expected=_channels(expected),
    )


def not_finite(where: str, value: object) -> DomainError:
    """The refusal of an infinite value inside a sequence."""
    return invalid(
        "not_finite",
        f"{where} is {shown(value)}, which is not a finite number.",
        hint="Write null for a value that is missing.",
        got=shown(value),
        expected="a finite number",
    )


def read_steps(value: object, num_channels: int | None, limits: Limits) -> Float64s:
    """A JSON value as steps, `[T, F]` float64, NaN where it has a null; a flat array has one channel.

    Raises: `DataInvalid` with codes `not_a_sequence`, `wrong_channels`, `not_finite`, `empty_sequence`, `TooLarge`
    with code `too_many_steps`; `Fault.pointer` is the place inside the value.

    >>> read_steps([[1, 2], [3, None]], 2, Limits()).tolist()
    [[1.0, 2.0], [3.0, nan]]
    """
    if not isinstance(value, list):
        raise _no_sequence("it", value, ())
    if not value:
        raise empty_sequence()
    if len(value) > limits.max_steps:
        raise too_many_steps(len(value), limits)
    nested = isinstance(value[0], list)
    width = len(value[0]) if isinstance(value[0], list) else 1
    expected = num_channels or width
    if expected == 0:
        raise placed(wrong_channels("step 0", 0, 1), "", pointer="/0")
    if nested:
        for step, values in enumerate(value):
            if not isinstance(values, list):
                raise _no_sequence(f"step {step}", values, (step,))
            if len(values) != expected:
                raise placed(wrong_channels(f"step {step}", len(values), expected), "", pointer=f"/{step}")
    elif expected != 1:
        raise wrong_channels("each step", 1, expected)
    flat = list(chain.from_iterable(value)) if nested else value
    x_TF = _floats(flat)
    if x_TF is None:
        raise _first_bad(flat, expected, nested=nested)
    return x_TF.reshape(-1, expected)


def join_steps(parts: Iterable[Float64s | None], num_channels: int) -> Steps:
    """The steps of rows one by one, None where the cell is missing."""
    rows = list(parts)
    there = [x_TF for x_TF in rows if x_TF is not None]
    x_SF = np.concatenate(there) if there else np.empty((0, num_channels))
    return Steps(x_SF, np.array([0 if x_TF is None else len(x_TF) for x_TF in rows], dtype=np.int64))


def _floats(flat: list[object]) -> Float64s | None:
    """float64 with NaN for null, or None when something in `flat` is no finite number."""
    if not set(map(type, flat)) <= {int, float, type(None)}:
        return None
    try:
        x = np.array(flat, dtype=np.float64)
    except OverflowError:  # an int beyond float64
        return None
    num_nulls = flat.count(None)
    return x if np.isinf(x).sum() == 0 and np.isnan(x).sum() == num_nulls else None


def _first_bad(flat: list[object], num_channels: int, *, nested: bool) -> DomainError:
    for at, value in enumerate(flat):
        if _floats([value]) is not None:
            continue
        step, channel = divmod(at, num_channels)
        where = f"step {step}, channel {channel}" if nested else f"step {step}"
        place = (step, channel) if nested else (step,)
        if type(value) in (int, float):
            number = value if isinstance(value, float) else "a whole number beyond float64"
            return placed(not_finite(where, number), "", pointer=_pointer(place))
        return _no_sequence(where, value, place)
    raise AssertionError("every value is a finite number")


def _no_sequence(where: str, value: object, place: tuple[int, ...]) -> DomainError:
    names = {dict: "an object", list: "an array", bool: str(value).lower(), type(None): "null"}
    got = f'"{shown(value)}"' if isinstance(value, str) else names.get(type(value), shown(value))
    expected = {0: EXPECTED, 1: "an array of numbers"}.get(len(place), "a number or null")
    message = f"{where} is {got}, not {expected}."
    return invalid(
        "not_a_sequence",
        message,
        hint="A sequence is [1.5, 2, null], or [[1.5, 0], [2, 1]] with two channels.",
        got=got,
        expected=expected,
        pointer=_pointer(place) or None,
    )


def _pointer(place: tuple[int, ...]) -> str:
    return "".join(f"/{at}" for at in place)


def _channels(count: int) -> str:
    return f"{count} channel" + ("" if count == 1 else "s")
