"""The short way from a request's JSON to a model's numbers: compiled once, and sure or silent.

A plan reads what most requests are made of: every column there, of its own JSON type, in range. It gives the same bits as
`convert_rows` and `encode`, in a hundredth of the time for one row. Of anything else it says `Unsure`, and the caller takes
the long way, which answers or tells what is wrong. So nothing here explains, and no rule for odd cells is written twice.
"""

# Axes: N rows, D numeric and boolean columns, X numbers of an encoded row.

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Annotated, Any, Literal, Self

import msgspec
import numpy as np
import pyarrow as pa
from msgspec import UNSET, Meta, UnsetType

from classifier.inference.plan_block import Block, Cells
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


OPTIONS = PlainOptions.__struct_fields__


@dataclass(frozen=True, slots=True)
class Plain:
    """A request that was understood."""

    rows: list[Any]
    """Objects that `Plan.encode` and `Plan.table` understand; rows of several requests may stand in one list."""
    threshold: float | None
    decimals: int | None


class Plan:
    """Reads and encodes rows for one model; safe to call from many threads at once."""

    def __init__(self, encoders: Sequence[Encoder], columns: Sequence[InputColumn]) -> None:
        """`columns`: what a row must bring. Raises: `ValueError` for names that no struct may have."""
        self.columns = list(columns)
        fields = {column.name: f"c{place}" for place, column in enumerate(columns)}
        row = msgspec.defstruct(
            "Row",
            [(fields[column.name], JSON_TYPE[column.kind]) for column in columns],
            rename={field: name for name, field in fields.items()},
            forbid_unknown_fields=True,
            gc=False,  # it holds no containers
        )
        request = msgspec.defstruct("Request", [("rows", list[row])], bases=(PlainOptions,))  # type: ignore[valid-type]
        self._decode: Callable[[bytes], Any] = msgspec.json.Decoder(request).decode
        self._numbers = [column for column in columns if column.kind in _NUMBERS]
        self._words = [column for column in columns if column.kind is ColumnKind.categorical]
        self._times = [column for column in columns if column.kind is ColumnKind.datetime]
        self._numbers_of = _getter([fields[column.name] for column in self._numbers])
        self._words_of = _getter([fields[column.name] for column in self._words])
        self._word_of = [attrgetter(fields[column.name]) for column in self._words]
        self._times_of = [attrgetter(fields[column.name]) for column in self._times]
        self._time_fields = [(fields[column.name], frozenset(column.missing_tokens)) for column in self._times]
        self._tokens = [frozenset(column.missing_tokens) for column in self._words]
        number = {column.name: place for place, column in enumerate(self._numbers)}
        word = {column.name: place for place, column in enumerate(self._words)}
        time = {column.name: place for place, column in enumerate(self._times)}
        self.blocks = [Block(encoder, number, word, time, self._tokens) for encoder in encoders]
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
        rows = request.rows
        # The decoder keeps the last of two equal keys. All keys are known here, so that there are as many as the fields
        # that were filled, and each stands before a colon; text can only add more colons, and never hide one.
        num_keys = 1 + len(rows) * len(self.columns)
        threshold, decimals, on_invalid = request.threshold, request.decimals, request.on_invalid
        if threshold is UNSET:
            threshold = None
        else:
            num_keys += 1
        if decimals is UNSET:
            decimals = None
        else:
            num_keys += 1
        num_keys += on_invalid is not UNSET
        if not rows or (body.count(b":") != num_keys and len(_COLON.findall(body)) != num_keys):
            raise Unsure
        if b"\\u0000" in body:
            raise Unsure
        if self._times:
            self._read_times(rows)
        if self.may_refuse:
            self._refuse_unseen(rows)
        return Plain(rows, threshold, decimals)

    def _read_times(self, rows: list[Any]) -> None:
        """Put microseconds in the place of texts. Raises: `Unsure`."""
        for field, tokens in self._time_fields:
            for row in rows:
                text = getattr(row, field)
                if text is None:
                    continue
                text = text.strip(PADDING)
                if text in tokens:
                    setattr(row, field, None)
                    continue
                # Python's dollar also stands before a last line break, and Arrow's does not.
                read = moment(text) if _TIME.match(text) and text[-1] != "\n" else None
                if read is None:
                    raise Unsure
                setattr(row, field, microseconds(read))

    def _refuse_unseen(self, rows: list[Any]) -> None:
        words = [list(map(get, rows)) for get in self._word_of]
        if any(block.has_unseen(words) for block in self.blocks if block.encoder.unseen_is_error):
            raise Unsure

    def encode(self, rows: Sequence[Any]) -> tuple[list[Float32s], list[list[str]] | None]:
        """`[N, X]` float32 for each encoder, and each row's warnings; None when no row has any."""
        if self._is_short and len(rows) == 1:
            row = rows[0]
            values, words = self._numbers_of(row), self._words_of(row)
            made = [block.write_one(values, words) for block in self.blocks]
            cells = None
        else:
            cells = self._cells(rows)
            made = [block.write(cells) for block in self.blocks]
        encoded = [x_NX for x_NX, _ in made]
        if not any(has_warnings for _, has_warnings in made):
            return encoded, None
        told: list[dict[str, None]] = [{} for _ in rows]
        for block in self.blocks:
            block.warn(cells or self._cells(rows), told)
        return encoded, [list(texts) for texts in told]

    def _cells(self, rows: Sequence[Any]) -> Cells:
        num_rows, num_numbers = len(rows), len(self._numbers)
        values = chain.from_iterable(map(self._numbers_of, rows))
        x_ND = np.fromiter(values, np.float64, num_rows * num_numbers).reshape(
            num_rows, num_numbers
        )  # None becomes NaN
        missing_ND: Bools | None = np.isnan(x_ND)
        if missing_ND is not None and not missing_ND.any():
            missing_ND = None
        words = [list(map(get, rows)) for get in self._word_of]
        times = []
        for get in self._times_of:
            found = list(map(get, rows))
            missing_N = np.array([value is None for value in found])
            times.append((np.array([value or 0 for value in found], dtype=np.int64), missing_N))
        return Cells(num_rows, x_ND, missing_ND, words, times)

    def table(self, rows: Sequence[Any]) -> pa.Table:
        """The rows as `convert_rows` gives them."""
        names = [column.name for column in self.columns]
        if not names:
            return pa.table({"": pa.nulls(len(rows))}).select([])
        arrays = []
        for place, column in enumerate(self.columns):
            values = list(map(attrgetter(f"c{place}"), rows))
            if column.kind is ColumnKind.categorical:
                tokens = frozenset(column.missing_tokens)
                values = [None if value in tokens else value for value in values]
            arrays.append(pa.chunked_array([pa.array(values, column.stored)]))
        return pa.table(arrays, names=names)


def _getter(fields: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """The values of these fields of an object, always as a tuple."""
    if len(fields) > 1:
        many: Callable[[Any], tuple[Any, ...]] = attrgetter(*fields)
        return many
    if not fields:
        return lambda row: ()
    one = attrgetter(fields[0])
    return lambda row: (one(row),)
