"""Many lines of NDJSON at once: flat objects of known keys whose values keep their types; anything else is refused."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pj

from classifier.table.spelling import MAX_EXACT

_READ = (pa.int64(), pa.float64(), pa.bool_(), pa.string())
_LINE_END, _RETURN, _OPEN, _CLOSE = b"\n\r{}"


def read_lines(data: bytes, kinds: Mapping[str, pa.DataType]) -> pa.Table | None:
    """The rows of whole lines, by key, when each column is of its kind; None when only a reading line by line can tell.

    What is read here, that reading gives too, types and all. Left to it: another key or kind, a key that is never there
    or twice in a row, a number beyond 2^53 or not finite, numbers of a float64 column that are all whole, an escaped
    character by its number, a line that is not one object.

    >>> read_lines(b'{"a": 1}\\n{"a": null}\\n', {"a": pa.int64()}).to_pydict()
    {'a': [1, None]}
    >>> read_lines(b'{"a": 1}\\n{"a": "x"}\\n', {"a": pa.int64()}) is None
    True
    """
    if not kinds or any(kind not in _READ for kind in kinds.values()) or b"\\u" in data:
        return None
    num_lines = _objects(data)
    if num_lines is None:
        return None
    try:
        table = pj.read_json(
            pa.BufferReader(data),
            read_options=pj.ReadOptions(use_threads=False, block_size=len(data) + 1),
            parse_options=pj.ParseOptions(
                explicit_schema=pa.schema(list(kinds.items())),
                newlines_in_values=False,
                unexpected_field_behavior="error",
            ),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows != num_lines or not all(_is_told(column) for column in table.columns):
        return None
    return table


def _objects(data: bytes) -> int | None:
    """How many lines there are, when each begins and ends as an object does: no object goes over two of them then."""
    byte_B = np.frombuffer(data if data.endswith(b"\n") else data + b"\n", dtype=np.uint8)  # axes: B bytes, L lines
    end_L = np.flatnonzero(byte_B == _LINE_END)
    start_L = np.concatenate([[0], end_L[:-1] + 1])
    last_L = end_L - 1
    last_L = last_L - (byte_B[last_L] == _RETURN)
    plain = (last_L > start_L).all() and (byte_B[start_L] == _OPEN).all() and (byte_B[last_L] == _CLOSE).all()
    return len(end_L) if plain else None


def _is_told(column: pa.ChunkedArray) -> bool:
    """Whether nothing but the column's kind could be made of its cells."""
    if column.null_count == len(column):
        return False
    if pa.types.is_integer(column.type):
        low, high = pc.min_max(column).as_py().values()
        return bool(low >= -MAX_EXACT and high <= MAX_EXACT)
    if not pa.types.is_floating(column.type):
        return True
    x_N = column.drop_null().to_numpy()
    within = np.isfinite(x_N).all() and np.abs(x_N).max() < MAX_EXACT  # beyond, digits decide
    # -0 without a point is the whole number 0; with one it keeps its sign
    return bool(within and (x_N != np.floor(x_N)).any() and not (np.signbit(x_N) & (x_N == 0)).any())
