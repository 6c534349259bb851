"""Cells that are plainly written numbers, read several times faster than by the patterns; anything else is refused."""

# Axes: V cells that are not missing, B bytes.

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from classifier.table.spelling import MAX_EXACT

_POINT_OR_EXPONENT = r"[.eE]"
_ZERO, _NINE, _MINUS, _PLUS = b"09-+"
_BEYOND = b"   "  # so that two bytes after the last cell's first one can be looked at


@dataclass(frozen=True)
class PlainNumbers:
    """What the cells say."""

    values: pa.Array
    """float64; null where the text is null."""
    whole: bool
    """True when no cell has a point or an exponent: they are whole numbers within 2^53."""
    ours: bool
    """True when every cell is spelt as Python spells the whole number."""


def read_plain(text: pa.StringArray) -> PlainNumbers | None:
    """The numbers of cells that are all numbers or null, or None when one cell is unusual.

    Unusual: not a decimal number, spaces around it, not finite, zeros in front, beyond 2^53 without point or exponent.
    What is read here, `classifier.table.cells` reads as the same numbers.

    >>> found = read_plain(pa.array(["1.50", "-2e3", None]))
    >>> found.values.to_pylist(), found.whole
    ([1.5, -2000.0, None], False)
    >>> read_plain(pa.array(["1", "007"])) is None
    True
    """
    try:
        values = text.cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    # A missing cell may keep bytes of its own behind what is null.
    there, number_V = (
        (text.drop_null(), values.drop_null().to_numpy()) if text.null_count else (text, values.to_numpy())
    )
    # What Arrow reads is a number as NUMBER has it, or a spelling of infinity or NaN: neither of them is finite.
    low, high = (number_V.min(), number_V.max()) if len(number_V) else (0.0, 0.0)
    if not (low > -MAX_EXACT and high < MAX_EXACT):  # so is NaN
        far_V = np.abs(number_V) >= MAX_EXACT
        if not (np.isfinite(number_V).all() and _all_match(there.filter(far_V), _POINT_OR_EXPONENT)):
            return None
    data, start_V, end_V = _bytes(there)
    whole = not any(mark in data for mark in (b".", b"e", b"E"))
    byte_B = np.frombuffer(data, dtype=np.uint8)
    signed = b"-" in data or b"+" in data
    if signed:
        first_V = byte_B[start_V]
        start_V = start_V + ((first_V == _MINUS) | (first_V == _PLUS))
    zero_V = byte_B[start_V] == _ZERO
    next_V = byte_B[start_V + 1]
    if (zero_V & (next_V >= _ZERO) & (next_V <= _NINE) & (start_V + 1 < end_V)).any():
        return None
    ours = whole and not (signed and (b"+" in data or bool((zero_V & np.signbit(number_V)).any())))
    return PlainNumbers(values, whole, ours)


def _all_match(text: pa.StringArray, pattern: str) -> bool:
    return bool(pc.all(pc.match_substring_regex(text, pattern)).as_py())


def has_number(words: Iterable[str]) -> bool:
    """Whether one of the words would be read as a finite number.

    >>> has_number(["NA", "nan"]), has_number(["-999"])
    (False, True)
    """
    return any(map(_is_number, words))


def _is_number(word: str) -> bool:
    try:
        return math.isfinite(float(word))
    except ValueError:
        return False


def _bytes(text: pa.StringArray) -> tuple[bytes, npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The cells' bytes and a few spaces, and where each cell starts and ends in them, `[V]`."""
    _, offsets, data = text.buffers()
    if data is None or not len(text):
        return _BEYOND, np.zeros(len(text), dtype=np.intp), np.zeros(len(text), dtype=np.intp)
    bounds = np.frombuffer(offsets, dtype=np.int32)[text.offset : text.offset + len(text) + 1].astype(np.intp)
    used = data.slice(int(bounds[0]), int(bounds[-1] - bounds[0]))
    bounds -= bounds[0]
    return b"".join((used, _BEYOND)), bounds[:-1], bounds[1:]
