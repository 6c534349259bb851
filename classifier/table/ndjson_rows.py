"""NDJSON rows as typed columns: one object a line, scalars and sequences, nothing that JSON does not allow."""

import io
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from classifier.errors import DomainError
from classifier.spec.limits import Limits
from classifier.table.header import check_names, no_columns, too_many_columns
from classifier.table.ndjson_block import read_lines
from classifier.table.refuse import invalid, placed, shown, too_large
from classifier.table.sequence_cell import Float64s, join_steps, read_steps, sequence_column
from classifier.table.source import Source
from classifier.table.spelling import MAX_EXACT, spell
from classifier.table.text import Utf8Text

BATCH_ROWS = 10_000
BLOCK_BYTES = 2 << 20
LINE_BYTES = 16 << 20  # a sequence of 20,000 steps of 40 channels, 20 characters each


class NdjsonRows:
    """Typed batches: each column int64, float64, bool, string, sequences or null; a missing key is a null.

    An array of numbers, or of arrays of numbers, is a sequence; a column holds sequences alone, all of as many channels
    as the first. Columns stand in the order their keys are first seen, and a later batch may have more of them than an earlier one.
    A column with numbers and text in one batch is text. Blank lines are passed over.

    Lines like those before them are read many at once.

    Raises while iterating: `DataInvalid` with codes `bad_json`, `duplicate_key`, `not_an_object`, `nested_value`,
    `not_finite`, `bad_text` and those of `read_steps`; `TooLarge`.
    """

    def __init__(self, source: Source, encoding: str, limits: Limits):
        self._text = Utf8Text(source, encoding, limits)
        self._limits = limits
        self._longest = max(LINE_BYTES, min(64 << 20, 4 * limits.max_field_bytes))
        self.encoding = self._text.encoding
        """Name of the encoding that is used."""
        self.keys: dict[str, None] = {}
        """Keys seen so far, as written."""
        self.renamed: dict[str, str] = {}
        """Column name -> key as written, where they differ."""
        self._num_channels: dict[str, int] = {}
        self._scalars: set[str] = set()

    def __iter__(self) -> Iterator[pa.Table]:
        kinds: dict[str, pa.DataType] = {}
        number = row = 0
        for data in self._blocks():
            if (found := read_lines(data, kinds)) is not None:
                self._scalars.update(kinds)
                names, _ = check_names(list(kinds), self._limits)
                number, row = number + found.num_rows, row + found.num_rows
                yield found.rename_columns(names)
                continue
            rows: list[dict[str, Any]] = []
            for line in io.BytesIO(data):
                number += 1
                if line.strip():
                    rows.append(self._row(line, row, number))
                    row += 1
                if len(rows) == BATCH_ROWS:
                    yield self._batch(rows)
                    rows = []
            if rows:
                batch = self._batch(rows)
                kinds = dict(zip(self.keys, batch.schema.types, strict=True))
                yield batch

    def _blocks(self) -> Iterator[bytes]:
        """Whole lines, some MiB of them; one without an end when it is too long."""
        held: list[bytes] = []
        num_bytes = 0
        while data := self._text.next_bytes(BLOCK_BYTES):
            held.append(data)
            num_bytes += len(data)
            if num_bytes < BLOCK_BYTES:
                continue
            whole = b"".join(held)
            cut = whole.rfind(b"\n") + 1
            if not cut and num_bytes > self._longest:
                cut = num_bytes
            if cut:
                yield whole[:cut]
            held, num_bytes = [whole[cut:]], num_bytes - cut
        if num_bytes:
            yield b"".join(held)

    def _row(self, line: bytes, row: int, number: int) -> dict[str, Any]:
        """One object. Raises: as iterating."""
        if len(line) > self._longest:
            raise too_large("row_too_long", f"Line {number} is longer than {self._longest:,} bytes.", line=number)
        try:
            return self._object(line)
        except _Refused as refused:
            raise self._refusal(refused, row, number) from None

    def _object(self, line: bytes) -> dict[str, Any]:
        try:
            row = json.loads(line, object_pairs_hook=_pairs, parse_constant=_no_constant, parse_float=_finite)
        except (json.JSONDecodeError, RecursionError):
            raise _Refused("bad_json", "is not one JSON value") from None
        except ValueError:  # an integer of thousands of digits
            raise _Refused("bad_json", "holds a number that is too long") from None
        if not isinstance(row, dict):
            raise _Refused("not_an_object", "is not a JSON object")
        for key, value in row.items():
            if isinstance(value, (dict, list)):
                row[key] = self._steps(key, value)
            elif value is not None:
                if key in self._num_channels:
                    raise _Refused("nested_value", "holds a single value, where other rows hold arrays", key)
                self._scalars.add(key)
        if b"\\u" in line:
            for key, value in row.items():
                _refuse_bad_text(key, key)
                if isinstance(value, str):
                    _refuse_bad_text(value, key)
        self.keys.update(dict.fromkeys(row))
        if len(self.keys) > self._limits.max_columns:
            raise too_many_columns(len(self.keys), self._limits)
        return row

    def _steps(self, key: str, value: object) -> Float64s:
        if isinstance(value, dict):
            raise _Refused("nested_value", "holds an object; only numbers, texts, true, false, null, arrays", key)
        if key in self._scalars:
            raise _Refused("nested_value", "holds an array, where other rows hold single values", key)
        try:
            x_TF = read_steps(value, self._num_channels.get(key), self._limits)
        except DomainError as error:
            raise _Refused(error.faults[0].code, "holds no sequence", key, error) from None
        self._num_channels[key] = x_TF.shape[1]
        return x_TF

    def _refusal(self, refused: "_Refused", row: int, line: int) -> DomainError:
        where = f", column {shown(refused.column)!r}," if refused.column is not None else ""
        if refused.error is not None:
            told = f"Line {line}{where}: "
            return placed(refused.error, told, row=row, line=line, column=shown(refused.column), pointer=None)
        return invalid(
            refused.code,
            f"Line {line}{where} {refused.what}.",
            hint='Write one JSON object a line, e.g. {"Area": 4537, "Class": "Jasmine"}.',
            row=row,
            line=line,
            column=shown(refused.column) if refused.column is not None else None,
        )

    def _batch(self, rows: list[dict[str, Any]]) -> pa.Table:
        keys = list(self.keys)
        if not keys:
            raise no_columns()
        names, self.renamed = check_names(keys, self._limits)
        return pa.table([_column([row.get(key) for row in rows]) for key in keys], names=names)


def join(batches: list[pa.Table]) -> pa.Table:
    """One table of batches whose columns may have different types: numbers meet as float64, anything else as text.

    Sequences meet nothing but nulls: their readers see to that.
    """
    names = batches[-1].column_names
    columns, fields = [], []
    for name in names:
        metadata = batches[-1].schema.field(name).metadata
        parts = [
            b.column(name) if name in b.column_names else pa.chunked_array([pa.nulls(b.num_rows)]) for b in batches
        ]
        types = {part.type for part in parts} - {pa.null()}
        if len(types) <= 1:
            common = types.pop() if types else pa.null()
            chunks = [_cast(chunk, common) for part in parts for chunk in part.chunks]
        else:
            chunks = [_column([value for part in parts for value in part.to_pylist()])]
        columns.append(pa.chunked_array(chunks))
        fields.append(pa.field(name, columns[-1].type, metadata=metadata))
    return pa.table(columns, schema=pa.schema(fields))


def _cast(chunk: pa.Array, common: pa.DataType) -> pa.Array:
    return pa.nulls(len(chunk), common) if pa.types.is_null(chunk.type) else chunk.cast(common)


def _column(values: list[Any]) -> pa.Array:
    """Values as int64, float64, bool, string, sequences or null."""
    types = set(map(type, values)) - {type(None)}
    if types == {np.ndarray}:
        return sequence_column(join_steps(values, 1))
    if types == {int} and _exact_integers(values):
        return pa.array(values, pa.int64())
    if types in ({float}, {int, float}) and (int not in types or _exact_integers(values)):
        return pa.array([None if v is None else float(v) for v in values], pa.float64())
    if types == {bool}:
        return pa.array(values, pa.bool_())
    if not types:
        return pa.nulls(len(values))
    return pa.array([None if v is None else spell(v) for v in values], pa.string())


def _exact_integers(values: list[Any]) -> bool:
    """False when a whole number is too large for float64; then the column keeps its digits as text."""
    return all(type(v) is not int or -MAX_EXACT <= v <= MAX_EXACT for v in values)


class _Refused(Exception):
    def __init__(self, code: str, what: str, column: str | None = None, error: DomainError | None = None):
        self.code, self.what, self.column, self.error = code, what, column, error


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _Refused("duplicate_key", "has the same key twice", twice)
    return row


def _no_constant(word: str) -> float:
    raise _Refused("not_finite", f"holds {word}, which is not JSON; write null for a missing number")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise _Refused("not_finite", f"holds {shown(digits)}, which is beyond float64")
    return number


def _refuse_bad_text(text: str, column: str) -> None:
    if "\0" in text:
        raise _Refused("bad_text", "holds a NUL character", column)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise _Refused("bad_text", "holds a lone surrogate", column) from None
