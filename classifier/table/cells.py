"""How one cell is read: the same for a whole column, a predicted row and a scored file."""

# Axes: N rows, B bytes.

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from classifier.spec.table import ColumnKind, ParseOptions
from classifier.table.sequence_cell import sequence_type
from classifier.table.spelling import MAX_EXACT, as_text

MISSING_TOKENS = ("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "?")
"""Missing in numeric, boolean and datetime columns; in text only the empty cell is, for "None" may be a category."""
TRUE_WORDS = ("true", "t", "yes", "y", "1")
FALSE_WORDS = ("false", "f", "no", "n", "0")
STORED: dict[ColumnKind, pa.DataType] = {
    ColumnKind.numeric: pa.float64(),
    ColumnKind.boolean: pa.bool_(),
    ColumnKind.categorical: pa.string(),
    ColumnKind.datetime: pa.timestamp("us", "UTC"),
    ColumnKind.text: pa.string(),
    ColumnKind.sequence: sequence_type(1),  # or of more channels
    ColumnKind.image: pa.binary(),
}

# no leading zeros: 00123 is read as a number only where one is asked for
_PLAIN_NUMBER = r"^[+-]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"
NUMBER = r"^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"
_LEADING_ZEROS = r"^[+-]?0[0-9]"
WHOLE = r"^[+-]?[0-9]+$"
INFINITE = r"(?i)^[+-]?(?:inf|infinity)$"
DATETIME = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?$"
)
_ZONE = r"(?:Z|[+-][0-9]{2}:?[0-9]{2})$"
PADDING = " \t"
_SAMPLE_ROWS = 1_000


@dataclass(frozen=True)
class Cells:
    """A column as read: missing and bad cells are null."""

    values: pa.ChunkedArray
    bad: npt.NDArray[np.bool_]
    """True where a cell does not fit the kind, `[N]`."""
    missing: dict[str, int]
    """Token -> cells it made missing; "" is the empty cell, `null` a null of a typed file."""
    leading_zeros: npt.NDArray[np.bool_] | None = None
    """True where a number would lose zeros in front, `[N]`; None when there is no such cell."""


def missing_tokens(kind: ColumnKind, parse: ParseOptions | None = None) -> tuple[str, ...]:
    """Cells that count as missing in a column of this kind; the empty one always does.

    >>> missing_tokens(ColumnKind.categorical)
    ('',)
    """
    if parse is not None and parse.missing_values is not None:
        return tuple(dict.fromkeys(["", *parse.missing_values]))
    return ("",) if kind in (ColumnKind.categorical, ColumnKind.text) else MISSING_TOKENS


def read_cells(column: pa.ChunkedArray, kind: ColumnKind, tokens: tuple[str, ...]) -> Cells:
    """`column` (strings, or typed) as `kind`: float64 or int64, bool, string, or timestamp("us", "UTC").

    Numbers: decimal, `.` as the point, an exponent allowed, spaces around them passed over; not `inf`, not beyond
    float64; a whole number written without point or exponent must lie within 2^53. Truth values: true/false, t/f,
    yes/no, y/n, 1/0 in any case. Times: `2024-05-31`, or with `T` or a space `12:30[:59[.123456]]` and perhaps a zone
    (`Z`, `+02:00`); without one UTC is meant. Text and categories keep their exact spelling.
    """
    if kind in (ColumnKind.categorical, ColumnKind.text):
        return _words(column, tokens)
    if kind is ColumnKind.numeric and (pa.types.is_integer(column.type) or pa.types.is_floating(column.type)):
        return _typed_numbers(column, tokens)
    if kind is ColumnKind.boolean and pa.types.is_boolean(column.type):
        return _as_is(column)
    if kind is ColumnKind.datetime and pa.types.is_timestamp(column.type):
        return _as_is(column.cast(pa.timestamp("us", "UTC")))
    if kind is ColumnKind.boolean and not pa.types.is_timestamp(column.type):
        column = as_text(column)  # 1.0 of a float column is spelt "1"
    if not (pa.types.is_string(column.type) or pa.types.is_null(column.type)):
        return _all_bad(column)
    return read_trimmed(*take_missing(column.cast(pa.string()), tokens), kind)


def read_trimmed(text: pa.ChunkedArray, missing: dict[str, int], kind: ColumnKind) -> Cells:
    """As `read_cells`, for what `take_missing` gave and a kind that is not words."""
    if kind is ColumnKind.numeric:
        return _numbers(text, missing)
    return _truths(text, missing) if kind is ColumnKind.boolean else _times(text, missing)


def take_missing(text: pa.ChunkedArray, tokens: tuple[str, ...]) -> tuple[pa.ChunkedArray, dict[str, int]]:
    """Cells without spaces around them, missing ones null, and how often each token stood there."""
    if _holds(text, PADDING):
        text = pc.utf8_trim(text, characters=PADDING)
    return _nulled(text, tokens)


def sampled(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """The first thousand cells, and a thousand or two over the whole column: what a kind is guessed from."""
    step = max(1, len(column) // _SAMPLE_ROWS)
    return column.slice(0, _SAMPLE_ROWS), column.take(pa.array(np.arange(0, len(column), step)))


def as_mask(flags: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    """A bool column as an array, null as False, `[N]`."""
    flags = flags.fill_null(False) if flags.null_count else flags
    return np.asarray(flags.to_numpy(), dtype=np.bool_)


def is_match(text: pa.ChunkedArray, pattern: str) -> npt.NDArray[np.bool_]:
    """Where a cell matches, `[N]` bool; False where it is null."""
    return as_mask(pc.match_substring_regex(text, pattern))


def present(column: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    """Where a cell is not null, `[N]` bool."""
    return np.asarray(column.is_valid().to_numpy(), dtype=np.bool_)


def why_bad(kind: ColumnKind, value: object) -> tuple[str, str]:
    """Fault code, and what would have been accepted, for a cell that `read_cells` or a JSON reader found bad.

    >>> why_bad(ColumnKind.numeric, "abc")
    ('not_a_number', 'a number')
    """
    if kind is ColumnKind.boolean:
        return "not_a_boolean", "true or false (also yes/no, t/f, y/n, 1/0)"
    if kind is ColumnKind.datetime:
        return "not_a_datetime", "a date or time as in 2024-05-31T12:30:00Z"
    if kind is not ColumnKind.numeric:
        return "not_a_category", "a text without NUL characters or lone surrogates"
    word = value.strip(PADDING) if isinstance(value, str) else ""
    if (isinstance(value, int) and not isinstance(value, bool)) or re.fullmatch(WHOLE, word):
        return "integer_too_large", "a whole number within 2^53, which is 9007199254740992"
    if isinstance(value, float) or re.fullmatch(INFINITE, word) or re.fullmatch(NUMBER, word):
        return "not_finite", "a finite number"
    return "not_a_number", "a number"


def _numbers(text: pa.ChunkedArray, missing: dict[str, int]) -> Cells:
    good_N = is_match(text, _PLAIN_NUMBER)
    there_N = present(text)
    zeros_N = None
    if not (good_N == there_N).all():
        good_N |= is_match(text, NUMBER)
        zeros_N = good_N & is_match(text, _LEADING_ZEROS)
    bad_N = there_N & ~good_N
    values, worse_N = _parsed(_null_where(text, bad_N))
    return Cells(values, bad_N | worse_N, missing, zeros_N if zeros_N is not None and zeros_N.any() else None)


def _parsed(text: pa.ChunkedArray) -> tuple[pa.ChunkedArray, npt.NDArray[np.bool_]]:
    """int64 or float64 of cells that match NUMBER, and where one is beyond 2^53 or float64."""
    try:
        whole = text.cast(pa.int64())
    except pa.ArrowInvalid:  # a point, an exponent, a plus sign or more than 19 digits
        pass
    else:
        far_N = as_mask(pc.or_(pc.greater(whole, MAX_EXACT), pc.less(whole, -MAX_EXACT)))
        return _null_where(whole, far_N), far_N
    if _holds(text, "+"):
        text = pc.replace_substring_regex(text, r"^\+", "")
    value = text.cast(pa.float64())
    far_N = np.zeros(len(value), dtype=np.bool_)
    largest = pc.max(pc.abs(value)).as_py() or 0
    if largest >= MAX_EXACT:
        far_N = as_mask(pc.greater_equal(pc.binary_length(text), 16)) & is_match(text, WHOLE)
        for row in np.flatnonzero(far_N).tolist():
            far_N[row] = abs(Decimal(text[row].as_py())) > MAX_EXACT
        far_N |= as_mask(pc.is_inf(value))
        value = _null_where(value, far_N)
    if (
        is_match(text.drop_null().slice(0, 100), WHOLE).all()
        and (present(value) == is_match(text, WHOLE) & ~far_N).all()
    ):
        value = value.cast(pa.int64())
    return value, far_N


def _truths(text: pa.ChunkedArray, missing: dict[str, int]) -> Cells:
    low = pc.utf8_lower(text)
    true = pc.is_in(low, value_set=pa.array(TRUE_WORDS))
    known = pc.or_(true, pc.is_in(low, value_set=pa.array(FALSE_WORDS)))
    there_N, known_N = present(text), np.asarray(known.to_numpy(), dtype=np.bool_)
    return Cells(pc.if_else(known, true, pa.scalar(None, pa.bool_())), there_N & ~known_N, missing)


def _times(text: pa.ChunkedArray, missing: dict[str, int]) -> Cells:
    good_N = is_match(text, DATETIME)
    bad_N = present(text) & ~good_N
    kept = _null_where(text, bad_N)
    zoned_N = is_match(kept, r":.*" + _ZONE)
    try:
        plain = _null_where(kept, zoned_N).cast(pa.timestamp("us")).cast(pa.timestamp("us", "UTC"))
        zoned = _null_where(kept, ~zoned_N).cast(pa.timestamp("us", "UTC"))
        return Cells(pc.coalesce(plain, zoned), bad_N, missing)
    except pa.ArrowInvalid:  # 2024-02-30: one by one, to say where
        moments = [moment(value) for value in kept.to_pylist()]
        values = pa.chunked_array([pa.array(moments, pa.timestamp("us", "UTC"))])
        return Cells(values, bad_N | (present(kept) & ~present(values)), missing)


def moment(text: str | None) -> datetime | None:
    """The time in a text that matches DATETIME, with its zone or UTC; None when there is no such time."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (
            moment if moment.tzinfo else datetime.fromisoformat(text + ("+00:00" if len(text) > 10 else " 00:00+00:00"))
        )
    except ValueError:
        return None


def _words(column: pa.ChunkedArray, tokens: tuple[str, ...]) -> Cells:
    values, missing = _nulled(as_text(column), tokens)
    return Cells(values, np.zeros(len(column), dtype=np.bool_), missing)


def _typed_numbers(column: pa.ChunkedArray, tokens: tuple[str, ...]) -> Cells:
    own = any(re.match(NUMBER, token) for token in tokens)
    if pa.types.is_floating(column.type) and not column.null_count and not own and np.isfinite(column.to_numpy()).all():
        return Cells(column, np.zeros(len(column), dtype=np.bool_), {})  # nearly always, and one look instead of three
    missing = {"null": column.null_count} if column.null_count else {}
    if pa.types.is_floating(column.type):
        nan_N = as_mask(pc.is_nan(column))
        if nan_N.any():
            column, missing["NaN"] = _null_where(column, nan_N), int(nan_N.sum())
    for token in tokens:
        if re.match(NUMBER, token):  # a user's own, such as -999
            here_N = as_mask(pc.equal(column, pa.scalar(float(token))))
            if here_N.any():
                column, missing[token] = _null_where(column, here_N), int(here_N.sum())
    if pa.types.is_floating(column.type):
        bad = pc.is_inf(column)
    else:
        bad = pc.or_(pc.greater(column, MAX_EXACT), pc.less(column, -MAX_EXACT))
    bad_N = as_mask(bad)
    return Cells(_null_where(column, bad_N) if bad_N.any() else column, bad_N, missing)


def _nulled(text: pa.ChunkedArray, tokens: tuple[str, ...]) -> tuple[pa.ChunkedArray, dict[str, int]]:
    missing = {"null": text.null_count} if text.null_count else {}
    if tokens == ("",) and (pc.min(pc.binary_length(text)).as_py() or 0) > 0:
        return text, missing  # a look at the lengths, a tenth of the time of looking each text up
    hit = pc.is_in(text, value_set=pa.array(tokens, pa.string()))
    if pc.any(hit).as_py():
        counts = text.filter(hit).value_counts()
        missing |= {entry["values"]: entry["counts"] for entry in counts.to_pylist()}
        text = pc.if_else(hit, pa.scalar(None, text.type), text)
    return text, missing


def _null_where(column: pa.ChunkedArray, mask_N: npt.NDArray[np.bool_]) -> pa.ChunkedArray:
    if not mask_N.any():
        return column
    filled = pc.if_else(pa.array(mask_N), pa.scalar(None, column.type), column)
    return filled if isinstance(filled, pa.ChunkedArray) else pa.chunked_array([filled])


def _holds(text: pa.ChunkedArray, any_of: str) -> bool:
    """Whether one of these ASCII characters stands anywhere in the column: a search of its bytes, not of its cells."""
    for chunk in text.chunks:
        _, offsets, data = chunk.buffers()
        if data is None or not len(chunk):
            continue
        bounds = np.frombuffer(offsets, dtype=np.int32)
        used = data.slice(int(bounds[chunk.offset]), int(bounds[chunk.offset + len(chunk)] - bounds[chunk.offset]))
        byte_B = np.frombuffer(used, dtype=np.uint8)
        if any((byte_B == ord(character)).any() for character in any_of):
            return True
    return False


def _as_is(column: pa.ChunkedArray) -> Cells:
    missing = {"null": column.null_count} if column.null_count else {}
    return Cells(column, np.zeros(len(column), dtype=np.bool_), missing)


def _all_bad(column: pa.ChunkedArray) -> Cells:
    missing = {"null": column.null_count} if column.null_count else {}
    return Cells(pa.chunked_array([pa.nulls(len(column), column.type)]), present(column), missing)
