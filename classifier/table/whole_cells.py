"""Cells that are whole inputs: whatever may stand for an image or a sequence, as one."""

# Axes: N rows.

import base64
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pyarrow as pa

from classifier.errors import DomainError
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind
from classifier.table.image_cell import array_image, decode_image, image_too_large, not_an_image
from classifier.table.refuse import invalid, shown
from classifier.table.sequence_cell import (
    Float64s,
    is_sequence_type,
    join_steps,
    read_steps,
    rows_of,
    sequence_column,
    too_many_steps,
    wrong_channels,
)

WHOLE_KINDS = (ColumnKind.sequence, ColumnKind.image)
CHUNK_BYTES = 512 << 20  # one chunk of a binary column ends at 2 GiB
_DATA_URL = re.compile(r"data:image/[a-z0-9.+-]{1,40};base64,", re.IGNORECASE)
_V = TypeVar("_V")
_T = TypeVar("_T")


@dataclass(frozen=True)
class WholeCells:
    """A column of sequences or images; refused cells are null."""

    values: pa.ChunkedArray
    bad: dict[int, DomainError]
    """Row -> what is wrong with its cell, in order of row."""


def whole_kind(kind: pa.DataType) -> ColumnKind | None:
    """The kind of a column that holds sequences or images already."""
    if is_sequence_type(kind):
        return ColumnKind.sequence
    return ColumnKind.image if pa.types.is_binary(kind) else None


def can_be(kind: ColumnKind, source: pa.DataType) -> bool:
    """Whether cells of a file's column may stand for sequences or images at all.

    >>> can_be(ColumnKind.image, pa.string()), can_be(ColumnKind.image, pa.float64())
    (True, False)
    """
    if whole_kind(source) is not None or pa.types.is_null(source):
        return True
    return kind is ColumnKind.image and pa.types.is_string(source)


def as_images(column: pa.ChunkedArray, limits: Limits) -> WholeCells:
    """Images of a column that holds them, base64 texts or, as from 3-D arrays, sequences; not decoded yet."""
    if pa.types.is_binary(column.type):
        return WholeCells(column, {})
    if is_sequence_type(column.type):
        cells, bad = _each(rows_of(column), array_image)
    else:
        cells, bad = _each(_scalars(column), lambda value: _from_base64(value, limits))
    return WholeCells(binary_column(cells), bad)


def as_sequences(column: pa.ChunkedArray, limits: Limits) -> WholeCells:
    """Sequences of a column that holds them, or grey images, whose rows of pixels become steps."""
    if is_sequence_type(column.type):
        return WholeCells(column, {})

    def read(data: object, num_channels: int | None) -> Float64s:
        return _image_steps(data, num_channels, limits)

    return _sequences(_scalars(column), None, read)


def json_images(values: Iterable[object], limits: Limits) -> WholeCells:
    """Images of JSON values: base64 of a PNG or JPEG, or nested arrays of numbers; each is decoded to prove it."""

    def read(value: object) -> bytes:
        data = _from_arrays(value) if isinstance(value, list) else _from_base64(value, limits)
        decode_image(data, limits)
        return data

    cells, bad = _each(values, read)
    return WholeCells(binary_column(cells), bad)


def json_sequences(values: Iterable[object], num_channels: int | None, limits: Limits) -> WholeCells:
    """Sequences of JSON values; with `num_channels` None the first sound row says how many there are."""
    return _sequences(values, num_channels, lambda value, expected: read_steps(value, expected, limits))


def proved_images(cells: WholeCells, limits: Limits) -> WholeCells:
    """The same, with every image decoded once; one that cannot be is refused."""

    def read(data: object) -> bytes:
        assert isinstance(data, bytes)  # noqa: S101  (a binary column)
        decode_image(data, limits)
        return data

    proved, bad = _each(_scalars(cells.values), read)
    if not bad:
        return cells
    return WholeCells(binary_column(proved), dict(sorted((cells.bad | bad).items())))


def binary_column(cells: Iterable[bytes | None]) -> pa.ChunkedArray:
    """A binary column, in chunks of at most 512 MiB or one cell."""
    chunks: list[pa.Array] = []
    waiting: list[bytes | None] = []
    num_bytes = 0
    for cell in cells:
        if cell is not None and num_bytes + len(cell) > CHUNK_BYTES:
            chunks.append(pa.array(waiting, pa.binary()))
            waiting, num_bytes = [], 0
        waiting.append(cell)
        num_bytes += len(cell or b"")
    return pa.chunked_array([*chunks, pa.array(waiting, pa.binary())], pa.binary())


def _each(values: Iterable[_V | None], read: Callable[[_V], _T]) -> tuple[list[_T | None], dict[int, DomainError]]:
    """What `read` gives for each value that is there, and what it refused."""
    found: list[_T | None] = []
    bad: dict[int, DomainError] = {}
    for row, value in enumerate(values):
        result = None
        if value is not None:
            try:
                result = read(value)
            except DomainError as error:
                bad[row] = error
        found.append(result)
    return found, bad


def _sequences(
    values: Iterable[object], num_channels: int | None, read: Callable[[object, int | None], Float64s]
) -> WholeCells:
    width = num_channels

    def read_next(value: object) -> Float64s:
        nonlocal width
        x_TF = read(value, width)
        width = x_TF.shape[1]
        return x_TF

    parts, bad = _each(values, read_next)
    return WholeCells(pa.chunked_array([sequence_column(join_steps(parts, width or 1))]), bad)


def _scalars(column: pa.ChunkedArray) -> Iterator[object]:
    """The cells one by one: a chunk of images as Python bytes would be a second copy of all of them."""
    return (cell.as_py() for chunk in column.chunks for cell in chunk)


def _image_steps(data: object, num_channels: int | None, limits: Limits) -> Float64s:
    if not isinstance(data, bytes):
        raise _no_sequence("it is no array")
    x_CHW = decode_image(data, limits)
    if x_CHW.shape[0] != 1:
        raise _no_sequence(f"it is an image of {x_CHW.shape[0]} channels")
    if x_CHW.shape[1] > limits.max_steps:
        raise too_many_steps(x_CHW.shape[1], limits)
    if num_channels not in (None, x_CHW.shape[2]):
        raise wrong_channels("each step", x_CHW.shape[2], num_channels or 0)
    return np.asarray(x_CHW[0], dtype=np.float64)


def _no_sequence(why: str) -> DomainError:
    return invalid("not_a_sequence", f"{why}.", hint="Let the column be an image.", got=why, expected="a sequence")


def _from_base64(value: object, limits: Limits) -> bytes:
    if not isinstance(value, str):
        raise not_an_image(f"it is {shown(value)}")
    found = _DATA_URL.match(value)
    text = "".join((value[found.end() :] if found else value).split())
    if len(text) * 3 // 4 > limits.max_image_bytes + 2:
        raise image_too_large(f"the image has {len(text) * 3 // 4:,} bytes", f"{limits.max_image_bytes:,} bytes")
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise invalid(
            "not_base64",
            f'"{shown(value)}" is not base64.',
            hint="Send the bytes of the PNG or JPEG file as base64, with or without data:image/png;base64, in front.",
            got=f'"{shown(value)}"',
            expected="base64 text: A-Z, a-z, 0-9, +, /, and = at its end",
        ) from None


def _from_arrays(value: object) -> bytes:
    try:
        array = np.array(value)
    except (ValueError, OverflowError):  # rows of different lengths
        raise not_an_image("its arrays have different lengths") from None
    if array.dtype.kind not in "iuf":
        raise not_an_image("its arrays do not hold numbers alone")
    return array_image(array)
