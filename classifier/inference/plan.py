"""The short way from a request's JSON to a model's numbers: compiled once, and sure or silent.

A plan reads what most requests are made of: every column there, of its own JSON type, in range. It gives the same bits as
`convert_rows` and `encode`, in a hundredth of the time for one row. Of anything else it says `Unsure`, and the caller takes
the long way, which answers or tells what is wrong. So nothing here explains, and no rule for odd cells is written twice.
"""

# Axes: N rows, F columns, D numeric and boolean ones, X numbers of an encoded row.

import re
from collections.abc import Callable, Collection, Sequence
from operator import attrgetter
from typing import Annotated, Any, Literal, NamedTuple, Self

import msgspec
import numpy as np
from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import astuple

from classifier.inference.answer_columns import Part
from classifier.inference.plan_block import Block, Cells, Places
from classifier.inference.plan_counts import CellColumns
from classifier.spec.table import ColumnKind
from classifier.table.cells import DATETIME, PADDING, moment
from classifier.table.encoder import Encoder, input_columns
from classifier.table.features.datetime import microseconds
from classifier.table.features.feature import WholeFeature
from classifier.table.features.marks import Bools, Float32s
from classifier.table.input_column import InputColumn
from classifier.table.spelling import MAX_EXACT

_NUMBERS = (ColumnKind.numeric, ColumnKind.boolean)
_COLON = re.compile(rb'"[ \t\r\n]*:')
_TIME = re.compile(DATETIME)
_COLON_BYTE = ord(":")
_SHORT_BODY = 4_096  # bytes; in a longer one `count` takes up to eight times as long as an array of bytes

Number = Annotated[float, Meta(gt=-float(MAX_EXACT), lt=float(MAX_EXACT))]
"""Whole numbers from 2^53 on have rules of their own; the long way knows them."""

JSON_TYPE: dict[ColumnKind, Any] = {
    ColumnKind.numeric: Number | None,
    ColumnKind.boolean: bool | None,
    ColumnKind.categorical: str | None,
    ColumnKind.datetime: str | None,
}


class Unsure(Exception):
    """Not for the short way."""


class PlainOptions(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What a request may say beside its rows, as `PredictRequest` declares it."""

    threshold: Annotated[float, Meta(gt=0.0, lt=1.0)] | UnsetType | None = UNSET
    decimals: Annotated[int, Meta(ge=1, le=17)] | UnsetType | None = UNSET
    on_invalid: Literal["fail", "skip"] | UnsetType = UNSET
    answer: Literal["rows", "columns"] | UnsetType = UNSET
    parts: Annotated[list[Part], Meta(min_length=1)] | UnsetType | None = msgspec.field(default=UNSET, name="return")
    top_k: Annotated[int, Meta(ge=1, le=2**31 - 1)] | UnsetType | None = UNSET


class Plain(NamedTuple):
    """A request that was understood."""

    given: "Given"
    num_rows: int
    threshold: float | None = None
    decimals: int | None = None
    in_columns: bool = False
    """Whether the answer shall be columns."""
    parts: list[Part] | None = None
    top_k: int | None = None


Decoded = list[Any] | msgspec.Struct
"""Rows as objects that only their plan understands, of one or several requests; or one object of columns."""
Given = Decoded | Cells


class Plan:
    """Reads and encodes rows for one model; safe to call from many threads at once."""

    def __init__(self, encoders: Sequence[Encoder], columns: Sequence[InputColumn]) -> None:
        """`columns`: what a row must bring. Raises: `ValueError` for names that no struct may have."""
        self.columns = list(columns)
        fields = {column.name: f"c{place}" for place, column in enumerate(columns)}
        # Neither holds what the collector of cycles must look at; `gc=False` says so.
        options: dict[str, Any] = {
            "rename": {field: name for name, field in fields.items()},
            "forbid_unknown_fields": True,
            "gc": False,
        }
        row = msgspec.defstruct("Row", [(fields[c.name], JSON_TYPE[c.kind]) for c in columns], **options)
        whole = msgspec.defstruct(
            "Columns", [(fields[c.name], _list_of(JSON_TYPE[c.kind])) for c in columns], **options
        )
        request = msgspec.defstruct(
            "Request",
            [("rows", list[row] | UnsetType, UNSET), ("columns", whole | UnsetType, UNSET)],  # type: ignore[valid-type]
            bases=(PlainOptions,),
        )
        self._decode: Callable[[bytes], Any] = msgspec.json.Decoder(request).decode
        self._fields = list(fields.values())
        self._numbers = [column for column in columns if column.kind in _NUMBERS]
        self._words = [column for column in columns if column.kind is ColumnKind.categorical]
        self._times = [column for column in columns if column.kind is ColumnKind.datetime]
        self._numbers_of = _getter([fields[column.name] for column in self._numbers])
        self._words_of = _getter([fields[column.name] for column in self._words])
        self._word_fields = [fields[column.name] for column in self._words]
        self._time_fields = [(fields[column.name], frozenset(column.missing_tokens)) for column in self._times]
        tokens = [frozenset(column.missing_tokens) for column in self._words]
        self._number_places, self._word_places, self._time_places = (
            [columns.index(column) for column in some] for some in (self._numbers, self._words, self._times)
        )
        number, word, time = (
            {column.name: place for place, column in enumerate(some)}
            for some in (self._numbers, self._words, self._times)
        )
        self._places = Places(number, word, time, tokens)
        self.blocks = [Block(encoder, self._places) for encoder in encoders]
        self._is_short = all(block.is_short for block in self.blocks)
        self.may_refuse = any(encoder.unseen_is_error for encoder in encoders)

    @classmethod
    def of(cls, encoders: Sequence[Encoder]) -> Self | None:
        """The plan of a model with these encoders; None for one that only the long way can read."""
        if any(isinstance(feature, WholeFeature) for encoder in encoders for feature in encoder.columns):
            return None
        columns = {column.name: column for encoder in encoders for column in input_columns(encoder)}
        if any(columns[column.name] != column for encoder in encoders for column in input_columns(encoder)):
            return None
        try:
            return cls(encoders, list(columns.values()))
        except ValueError:
            return None

    def read(self, body: bytes) -> Plain:
        """The request in a JSON body. Raises: `Unsure`."""
        try:
            request = self._decode(body)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise Unsure from None
        rows, whole = request.rows, request.columns
        if (rows is UNSET) == (whole is UNSET):
            raise Unsure
        # The decoder keeps the last of two equal keys. All keys are known here, so that there are as many as the fields
        # that were filled, and each stands before a colon; text can only add more colons, and never hide one.
        num_keys = 1 + len(self.columns) * (1 if rows is UNSET else len(rows))
        options = (request.threshold, request.decimals, request.parts, request.top_k)
        said = (*options, request.on_invalid, request.answer)
        num_unsaid = said.count(UNSET)
        num_keys += len(said) - num_unsaid
        if _num_colons(body) != num_keys and len(_COLON.findall(body)) != num_keys:
            raise Unsure
        if b"\\" in body and b"\\u0000" in body:  # one byte is found ten times as fast, and most bodies have none
            raise Unsure
        given: Decoded = rows if whole is UNSET else whole
        num_rows = self._num_rows(given)
        if not num_rows:
            raise Unsure
        if self._times:
            self._read_times(given)
        if self.may_refuse:
            self._refuse_unseen(given)
        if num_unsaid == len(said):
            return Plain(given, num_rows)
        threshold, decimals, parts, top_k = (None if value is UNSET else value for value in options)
        if parts is not None and len(set(parts)) < len(parts):
            raise Unsure
        return Plain(given, num_rows, threshold, decimals, request.answer == "columns", parts, top_k)

    def _num_rows(self, given: Decoded) -> int:
        """Raises: `Unsure` for columns of several lengths."""
        if isinstance(given, list):
            return len(given)
        lengths = {len(getattr(given, field)) for field in self._fields}
        if len(lengths) != 1:
            raise Unsure
        return lengths.pop()

    def _read_times(self, given: Decoded) -> None:
        """Put microseconds in the place of texts. Raises: `Unsure`."""
        for field, tokens in self._time_fields:
            if isinstance(given, list):
                for row in given:
                    setattr(row, field, _time(getattr(row, field), tokens))
            else:
                setattr(given, field, [_time(text, tokens) for text in getattr(given, field)])

    def _refuse_unseen(self, given: Decoded) -> None:
        words = [_values(given, field) for field in self._word_fields]
        if any(block.has_unseen(words) for block in self.blocks if block.encoder.unseen_is_error):
            raise Unsure

    def encode(self, given: Given) -> tuple[list[Float32s], list[list[str]] | None]:
        """`[N, X]` float32 for each encoder, and each row's warnings; None when no row has any."""
        if self._is_short and isinstance(given, list) and len(given) == 1:
            row = given[0]
            values, words = self._numbers_of(row), self._words_of(row)
            made = [block.write_one(values, words) for block in self.blocks]
            cells = None
        else:
            cells = self.cells(given)
            made = [block.write(cells) for block in self.blocks]
        encoded = [x_NX for x_NX, _ in made]
        if not any(has_warnings for _, has_warnings in made):
            return encoded, None
        cells = cells or self.cells(given)
        told: list[dict[str, None]] = [{} for _ in range(cells.num_rows)]
        for block in self.blocks:
            block.warn(cells, told)
        return encoded, [list(texts) for texts in told]

    def cells(self, given: Given) -> Cells:
        """What the decoder has read, as arrays, which hold many rows in less memory and no objects but words."""
        if isinstance(given, Cells):
            return given
        num_rows = self._num_rows(given)
        # As tuples, and turned at once: half of the time of asking each row for each field by name.
        columns = list(zip(*map(astuple, given), strict=True)) if isinstance(given, list) else astuple(given)
        numbers = [columns[place] for place in self._number_places]
        x_ND = np.array(numbers, dtype=np.float64).reshape(len(numbers), num_rows).T  # None becomes NaN
        missing_ND: Bools | None = np.isnan(x_ND)
        if missing_ND is not None and not missing_ND.any():
            missing_ND = None
        times = []
        for place in self._time_places:
            found = columns[place]
            missing_N = np.array([value is None for value in found])
            times.append((np.array([value or 0 for value in found], dtype=np.int64), missing_N))
        return Cells(num_rows, x_ND, missing_ND, [columns[place] for place in self._word_places], times)

    def columns_of(self, cells: Cells) -> CellColumns:
        """The rows as they are counted."""
        return CellColumns(cells, self._places)


def _num_colons(body: bytes) -> int:
    if len(body) < _SHORT_BODY:
        return body.count(b":")
    return int(np.count_nonzero(np.frombuffer(body, np.uint8) == _COLON_BYTE))


def _list_of(kind: Any) -> Any:
    return list[kind]


def _values(given: Decoded, field: str) -> list[Any]:
    """Of one column."""
    if isinstance(given, list):
        return list(map(attrgetter(field), given))
    values: list[Any] = getattr(given, field)
    return values


def _time(text: str | None, tokens: Collection[str]) -> int | None:
    """Microseconds. Raises: `Unsure`."""
    if text is None:
        return None
    text = text.strip(PADDING)
    if text in tokens:
        return None
    # Python's dollar also stands before a last line break, and Arrow's does not.
    read = moment(text) if _TIME.match(text) and text[-1] != "\n" else None
    if read is None:
        raise Unsure
    return microseconds(read)


def _getter(fields: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """The values of these fields of an object, always as a tuple."""
    if len(fields) > 1:
        many: Callable[[Any], tuple[Any, ...]] = attrgetter(*fields)
        return many
    if not fields:
        return lambda row: ()
    one = attrgetter(fields[0])
    return lambda row: (one(row),)
