"""Values as text: the one spelling of a number, a truth value or a time, and the spelling a file used."""

import json
import math

import pyarrow as pa
import pyarrow.compute as pc

_KEY = b"discern.spelling"
MAX_EXACT = 2**53  # the largest whole number up to which float64 holds every one


def spell(value: object) -> str:
    """A JSON scalar as a category: whole numbers without a point, truth values as `true` and `false`.

    >>> spell(3), spell(3.0), spell(0.5), spell(True), spell("Jasmine")
    ('3', '3', '0.5', 'true', 'Jasmine')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if math.isfinite(value) and value.is_integer() and abs(value) <= MAX_EXACT:
            return str(int(value))
        return repr(value)
    return str(value)


def as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of any scalar type as strings; nulls stay nulls.

    >>> as_text(pa.chunked_array([[1.0, 2.5, None]])).to_pylist()
    ['1', '2.5', None]
    """
    kind = column.type
    if pa.types.is_string(kind):
        return column
    if pa.types.is_large_string(kind):
        return column.cast(pa.string())
    if pa.types.is_timestamp(kind):
        return pc.strftime(column, format="%Y-%m-%dT%H:%M:%SZ")
    if pa.types.is_floating(kind):
        distinct = column.dictionary_encode().combine_chunks()
        if isinstance(distinct, pa.ChunkedArray):
            return pa.chunked_array([], pa.string())
        words = pa.array(
            [None if v is None or v != v else spell(v) for v in distinct.dictionary.to_pylist()], pa.string()
        )
        return pa.chunked_array([words.take(distinct.indices)])
    return column.cast(pa.string())


def with_spelling(field: pa.Field, spelling: dict[str, str]) -> pa.Field:
    """`field`, remembering how the file spelt its values, e.g. `{"true": "yes", "false": "no"}`; Parquet keeps it."""
    if not spelling:
        return field
    return field.with_metadata({**(field.metadata or {}), _KEY: json.dumps(spelling).encode()})


def spelling_of(field: pa.Field) -> dict[str, str]:
    """Canonical text -> text in the file, for the values whose file spelling differs; empty when none does.

    >>> spelling_of(with_spelling(pa.field("y", pa.bool_()), {"true": "yes"}))
    {'true': 'yes'}
    """
    stored = (field.metadata or {}).get(_KEY)
    return dict(json.loads(stored)) if stored else {}
