"""The compiled loops that split plain CSV into cells and read their numbers: one thread, without the interpreter's lock."""

# Axes: B bytes, M marks (the byte that ends a cell), N rows, W columns, C of them that may be numbers.
# All compiled code is in this file, for Numba's cache on disk asks whether this file has changed, and no other.

import functools
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numba import float64, int32, int64, types, uint8, uint64
from numba.extending import register_jitable

from classifier.table.kept_code import kept

UNUSUAL, POINTED, MINUS_ZERO = 1, 2, 4
"""Of a column: some cell is not read here, has a point or an exponent, is -0."""
MAX_POWER = 22
"""The largest power of ten that float64 has exactly."""

_POWERS = np.array([float(10**power) for power in range(MAX_POWER + 1)])
_MOST_DIGITS, _MOST_EXPONENT_DIGITS = 18, 3  # int64 holds them
_LINE_END, _RETURN, _QUOTE, _MINUS, _PLUS, _POINT, _ZERO, _E = b'\n\r"-+.0e'
_TO_LOWER = 0x20
# Each byte of a word of eight
_ONES, _HIGHS, _SIXES, _POINTS, _ZEROS, _LOWS, _THREES = (
    np.uint64(byte * 0x0101010101010101) for byte in (0x01, 0x80, 0x06, _POINT, _ZERO, 0xF0, 0x33)
)


class Loops(NamedTuple):
    """The loops as machine code."""

    count: Callable[..., int]
    mark: Callable[..., int]
    mark_unquoted: Callable[..., int]
    rows: Callable[..., tuple[int, int, int]]
    numbers: Callable[..., None]
    places: Callable[..., None]
    copy: Callable[..., None]


@functools.cache
def compiled() -> Loops:
    """Some seconds of compiling, or half a second where a folder has them from before."""
    block = types.Array(uint8, 1, "C", readonly=True)
    marks = int32[:, ::1]
    return Loops(
        kept(_count, int64(block, uint8)),
        kept(_mark, int64(block, uint8, int32[::1])),
        kept(_mark_unquoted, int64(block, uint8, int32[::1])),
        kept(_rows, types.UniTuple(int64, 3)(block, marks)),  # type: ignore[no-untyped-call]
        kept(_numbers, types.void(block, marks, int64, int64[::1], float64[:, ::1], int64[::1], int64[::1])),
        kept(_places, types.void(block, marks, int64, int64, int32[::1], int32[::1])),
        kept(_copy, types.void(block, int32[::1], int32[::1], uint8[::1])),
    )


def _count(byte_B: Any, byte: Any) -> Any:
    """How often a byte stands there: `bytes.count` takes as long for each as this for a hundred others."""
    num = 0
    for b in range(len(byte_B)):
        num += byte_B[b] == byte
    return num


def _mark(byte_B: Any, delimiter: Any, mark_M: Any) -> Any:
    """How many delimiters and line ends there are; `mark_M`, which has a place more than there are bytes, says where."""
    num_marks = 0
    for b in range(len(byte_B)):
        mark_M[num_marks] = b  # no branch: the next mark takes the place of what is none
        num_marks += (byte_B[b] == delimiter) | (byte_B[b] == _LINE_END)
    return num_marks


def _mark_unquoted(byte_B: Any, delimiter: Any, mark_M: Any) -> Any:
    """The same of those that do not stand between quotes: half as fast."""
    num_marks = num_quotes = 0
    for b in range(len(byte_B)):
        num_quotes += byte_B[b] == _QUOTE
        mark_M[num_marks] = b
        num_marks += ((byte_B[b] == delimiter) | (byte_B[b] == _LINE_END)) & (num_quotes & 1 == 0)
    return num_marks


def _rows(byte_B: Any, mark_NW: Any) -> Any:
    """How many cells begin and end with a quote, how many rows end with a carriage return, and the bytes of the longest cell.

    -1 cells when line ends stand elsewhere than where rows end. Where there are half as many cells as quotes, there is no
    quote anywhere else.
    """
    num_rows, width = mark_NW.shape
    num_returns = num_quoted = longest = start = 0
    for n in range(num_rows):
        for w in range(width):
            mark = end = mark_NW[n, w]
            if (byte_B[mark] == _LINE_END) != (w == width - 1):
                return -1, 0, 0
            if w == width - 1 and end > start and byte_B[end - 1] == _RETURN:
                num_returns += 1
                end -= 1
            if byte_B[start] == _QUOTE and end - start > 1 and byte_B[end - 1] == _QUOTE:
                num_quoted += 1
            longest = max(longest, end - start)
            start = mark + 1
    return num_quoted, num_returns, longest


def _numbers(
    byte_B: Any, mark_NW: Any, ending: Any, column_C: Any, value_CN: Any, found_C: Any, num_empty_C: Any
) -> None:
    """The numbers of some columns, NaN where a cell is empty; those of a column found UNUSUAL mean nothing.

    The last cell of a row ends `ending` bytes before its mark.
    """
    for n in range(len(mark_NW)):
        for c in range(len(column_C)):
            if found_C[c] & UNUSUAL:
                continue
            start, end = _cell(byte_B, mark_NW, n, column_C[c], ending)
            if start == end:
                value_CN[c, n] = np.nan
                num_empty_C[c] += 1
                continue
            value, found = _short_number(byte_B, start, end)
            if found & UNUSUAL:
                value, found = _number(byte_B, start, end)
            value_CN[c, n] = value
            found_C[c] |= found


@register_jitable
def _cell(byte_B: Any, mark_NW: Any, n: Any, w: Any, ending: Any) -> Any:
    """Where a cell starts and ends, without quotes around it."""
    width = mark_NW.shape[1]
    start = int64(0)
    if w > 0:
        start = int64(mark_NW[n, w - 1]) + 1
    elif n > 0:
        start = int64(mark_NW[n - 1, width - 1]) + 1
    end = int64(mark_NW[n, w])
    if w == width - 1:
        end -= ending
    if byte_B[start] == _QUOTE and end > start:
        start += 1
        end -= 1
    return start, end


@register_jitable(inline="always")
def _short_number(byte_B: Any, start: Any, end: Any) -> Any:
    """As `_number`, for at most eight bytes behind a sign: all at once, without a loop whose end nobody foresees.

    They are the bytes of one word, the last one the highest. Source: Lemire 2021, "Number Parsing at a Gigabyte per Second",
    arXiv:2101.11408, on eight digits.
    """
    minus = byte_B[start] == _MINUS
    b = uint64(start + minus)
    length = uint64(end) - b
    if length == uint64(0) or length > uint64(8) or b + uint64(8) > uint64(len(byte_B)):
        return 0.0, UNUSUAL
    word = uint64(0)
    for i in range(8):  # one load
        word |= uint64(byte_B[b + uint64(i)]) << uint64(8 * i)
    gap = uint64(64) - (length << uint64(3))
    word = (word << gap) | (_ZEROS & ((uint64(1) << gap) - uint64(1)))  # zeros in front instead of what comes behind
    other = word ^ _POINTS
    point = (other - _ONES) & ~other & _HIGHS  # the lowest bit of these is the highest of the first point
    before = ~uint64(0)
    num_decimals = uint64(0)
    found = int64(0)
    if point:
        found = int64(POINTED)
        before = ((point & (~point + uint64(1))) >> uint64(7)) - uint64(1)  # ones below the point
        num_decimals = uint64(7) - (((before & _ONES) * _ONES) >> uint64(56))
        word = ((word & before) << uint64(8)) | (word & ~((before << uint64(8)) | uint64(255))) | uint64(_ZERO)
        if num_decimals == uint64(0):
            return 0.0, UNUSUAL
    whole = before >> gap
    if whole == uint64(0) or (whole > uint64(255) and byte_B[b] == _ZERO):
        return 0.0, UNUSUAL
    if (word & _LOWS) | (((word + _SIXES) & _LOWS) >> uint64(4)) != _THREES:  # not all are digits
        return 0.0, UNUSUAL
    word = word - _ZEROS
    word = (word * uint64(10) + (word >> uint64(8))) & uint64(0x00FF00FF00FF00FF)
    word = (word * uint64(100) + (word >> uint64(16))) & uint64(0x0000FFFF0000FFFF)
    word = (word * uint64(10_000) + (word >> uint64(32))) & uint64(0x00000000FFFFFFFF)
    value = float64(int64(word)) / _POWERS[num_decimals]
    if minus and word == uint64(0) and found == 0:
        found = int64(MINUS_ZERO)
    return -value if minus else value, found


@register_jitable
def _number(byte_B: Any, start: Any, end: Any) -> Any:
    """The number of a cell of at least one byte, and what is to be said of it.

    A whole number below 2^53 times or over a power of ten up to 10^22 is one operation on two exact numbers, so that the
    result is the nearest float64. Source: Clinger 1990, "How to read floating point numbers accurately", section 3.
    """
    b = start
    minus = byte_B[b] == _MINUS
    if minus:
        b += 1
    first = b
    digits = int64(0)
    while b < end and uint8(byte_B[b] - _ZERO) < 10:
        digits = 10 * digits + (byte_B[b] - _ZERO)
        b += 1
    num_digits = b - first
    if num_digits == 0 or (num_digits > 1 and byte_B[first] == _ZERO):
        return 0.0, UNUSUAL
    power = 0
    found = 0
    if b < end and byte_B[b] == _POINT:
        found = POINTED
        b += 1
        first = b
        while b < end and uint8(byte_B[b] - _ZERO) < 10:
            digits = 10 * digits + (byte_B[b] - _ZERO)
            b += 1
        if b == first:
            return 0.0, UNUSUAL
        power = first - b
        num_digits += b - first
    if b < end and byte_B[b] | _TO_LOWER == _E:
        found = POINTED
        b += 1
        down = b < end and byte_B[b] == _MINUS
        if b < end and (down or byte_B[b] == _PLUS):
            b += 1
        if b == end or end - b > _MOST_EXPONENT_DIGITS:
            return 0.0, UNUSUAL
        exponent = 0
        while b < end and uint8(byte_B[b] - _ZERO) < 10:
            exponent = 10 * exponent + (byte_B[b] - _ZERO)
            b += 1
        power += -exponent if down else exponent
    if b < end or num_digits > _MOST_DIGITS or digits >= 2**53 or power < -MAX_POWER or power > MAX_POWER:
        return 0.0, UNUSUAL
    value = float64(digits)
    value = value / _POWERS[-power] if power < 0 else value * _POWERS[power]
    if minus and digits == 0 and found == 0:
        found = MINUS_ZERO
    return -value if minus else value, found


def _places(byte_B: Any, mark_NW: Any, w: Any, ending: Any, start_N: Any, to_N: Any) -> None:
    """Where the cells of a column start, and where each goes when they stand side by side; `to_N` has one place more."""
    to_N[0] = 0
    for n in range(len(mark_NW)):
        start_N[n], end = _cell(byte_B, mark_NW, n, w, ending)
        to_N[n + 1] = to_N[n] + end - start_N[n]


def _copy(byte_B: Any, start_N: Any, to_N: Any, out_B: Any) -> None:
    """The cells side by side; `out_B` has eight places more."""
    for n in range(len(start_N)):
        start, to = int64(start_N[n]), int64(to_N[n])
        length = int64(to_N[n + 1]) - to
        if start + length + 8 > len(byte_B):
            for i in range(length):
                out_B[to + i] = byte_B[start + i]
        else:  # eight at once; the next cell takes the place of what is too much
            for first in range(0, length, 8):
                for i in range(8):
                    out_B[to + first + i] = byte_B[start + first + i]
