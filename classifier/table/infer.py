"""The kind and role of every column, decided over the whole column and told with a reason."""

# Axes: N rows.

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import JsonValue

from classifier.errors import DataInvalid, Fault
from classifier.spec.limits import Limits
from classifier.spec.table import Column, ColumnKind, ColumnOverride, ColumnRole, ImageProfile, ParseOptions, Schema
from classifier.table.beside import threads
from classifier.table.cells import (
    DATETIME,
    INFINITE,
    NUMBER,
    WHOLE,
    Cells,
    is_match,
    missing_tokens,
    read_cells,
    read_trimmed,
    sampled,
    take_missing,
    why_bad,
)
from classifier.table.csv_columns import MAX_SPELLINGS
from classifier.table.image_profile import profile_images
from classifier.table.infer_whole import channels_metadata, whole_column
from classifier.table.read import RawTable, row_lines
from classifier.table.refuse import MAX_FAULTS, invalid, shown
from classifier.table.roles import RoleChoice, choose_role, count_distinct
from classifier.table.spelling import as_text, spell, with_spelling
from classifier.table.whole_cells import WHOLE_KINDS, whole_kind

NUM_THREADS = 2  # each holds what one column is made of
_SAMPLE_ROWS = 1_000
_NUMBERS = "every cell is a number"
_WORD_PAIRS = (("true", "false"), ("yes", "no"), ("t", "f"), ("y", "n"))


@dataclass(frozen=True)
class TypedTable:
    """A table whose columns have their storage types; missing cells are null."""

    table: pa.Table
    schema: Schema
    missing_tokens: dict[str, dict[str, int]]
    """Column -> token -> cells it made missing."""
    encoding: str
    notes: dict[str, dict[str, JsonValue]] = field(default_factory=dict)
    """Column -> what was ambiguous about it: `{"why": "mixed", ...numbers}`."""
    images: dict[str, ImageProfile] = field(default_factory=dict)
    """Column of images -> what they are, counted while each was decoded to prove that it can be."""


@dataclass(frozen=True)
class _Choice:
    kind: ColumnKind
    cells: Cells
    why: str
    note: dict[str, JsonValue] | None = None


def infer_table(
    raw: RawTable, *, overrides: dict[str, ColumnOverride], parse: ParseOptions, limits: Limits
) -> TypedTable:
    """Every column with its kind, role and storage type.

    Raises: `DataInvalid` when an override names no column or a cell does not fit an overridden kind (code
    `not_a_number`, `not_a_boolean`, ...) or could never (code `kind_not_possible`), when an image cannot be decoded
    (code `not_an_image`), and with code `not_finite` for infinite cells among numbers.
    """
    _check_overrides(raw, overrides)
    user_has_target = any(override.role is ColumnRole.target for override in overrides.values())

    def typed(name: str) -> _Typed:
        return _typed(raw, name, overrides.get(name, ColumnOverride()), parse, limits, user_has_target=user_has_target)

    with threads(NUM_THREADS, raw.table.nbytes) as pool:
        found = list(pool.map(typed, raw.table.column_names))
    names = [one.column.name for one in found]
    table = pa.table([one.choice.cells.values for one in found], schema=pa.schema([one.field for one in found]))
    return TypedTable(
        table,
        Schema(columns=[one.column for one in found]),
        {name: one.choice.cells.missing for name, one in zip(names, found, strict=True)},
        raw.encoding,
        {name: one.choice.note for name, one in zip(names, found, strict=True) if one.choice.note},
        {name: one.images for name, one in zip(names, found, strict=True) if one.images is not None},
    )


@dataclass(frozen=True)
class _Typed:
    column: Column
    field: pa.Field
    choice: _Choice
    images: ImageProfile | None


def _typed(
    raw: RawTable,
    name: str,
    override: ColumnOverride,
    parse: ParseOptions,
    limits: Limits,
    *,
    user_has_target: bool,
) -> _Typed:
    """One column."""
    source = raw.table.column(name)
    if whole_kind(source.type) is not None or override.kind in WHOLE_KINDS:
        kind, values, why = whole_column(raw, name, override.kind, limits)
        missing_cells = {"null": values.null_count} if values.null_count else {}
        choice = _Choice(kind, Cells(values, np.zeros(len(values), dtype=np.bool_), missing_cells), why)
    elif override.kind:
        choice = _overridden(raw, name, override.kind, parse)
    elif name in raw.numbers:
        read = raw.numbers[name]
        choice = _number(Cells(read.values, np.zeros(len(read.values), dtype=np.bool_), read.missing), _NUMBERS)
    else:
        choice = _inferred(raw, name, override, parse)
    values = choice.cells.values
    images = None
    if choice.kind is ColumnKind.image:
        told = raw.table.column("file") if "file" in raw.roles else None
        images = profile_images(values, name, limits, files=told)
    role = _role(raw, name, override, choice, user_has_target=user_has_target)
    why = "; ".join(part for part in (choice.why, role.why, _renamed(raw, name)) if part)
    column = Column(
        name=name,
        kind=choice.kind,
        role=role.role,
        reason=why[:1].upper() + why[1:] + ".",
        overridden=override.kind is not None or override.role is not None,
    )
    described = pa.field(name, values.type, metadata=channels_metadata(raw, name, values))
    return _Typed(column, with_spelling(described, _spelling(raw, name, values)), choice, images)


def _check_overrides(raw: RawTable, overrides: Mapping[str, ColumnOverride]) -> None:
    for name in overrides:
        if name not in raw.table.column_names:
            raise invalid(
                "unknown_column",
                f"There is no column {shown(name)!r} to override.",
                hint="Columns: " + ", ".join(shown(c) for c in raw.table.column_names[:20]) + ".",
                column=shown(name),
            )
    targets = [name for name, override in overrides.items() if override.role is ColumnRole.target]
    if len(targets) > 1:
        raise invalid("two_targets", f"Two columns are to be the target: {', '.join(map(shown, targets))}.")


def _role(raw: RawTable, name: str, override: ColumnOverride, choice: _Choice, *, user_has_target: bool) -> RoleChoice:
    """The user's, else the one the file gives, else the one that the cells suggest."""
    if override.role:
        return RoleChoice(override.role, "the role was chosen by the user")
    given = raw.roles.get(name)
    if given is None or (given.role is ColumnRole.target and user_has_target):
        return choose_role(name, choice.kind, choice.cells.values)
    if given.role is ColumnRole.feature:
        found = choose_role(name, choice.kind, choice.cells.values)
        return RoleChoice(found.role, "; ".join(part for part in (given.why, found.why) if part))
    return given


def _renamed(raw: RawTable, name: str) -> str:
    return f"its name was written {raw.renamed[name]!r}" if name in raw.renamed else ""


def _overridden(raw: RawTable, name: str, kind: ColumnKind, parse: ParseOptions) -> _Choice:
    column = raw.table.column(name)
    cells = read_cells(column, kind, missing_tokens(kind, parse))
    if cells.bad.any():
        raise _bad_cells(raw, name, kind, cells.bad)
    values = cells.values
    if kind is ColumnKind.numeric and pa.types.is_null(values.type):
        values = values.cast(pa.float64())
    return _Choice(kind, Cells(values, cells.bad, cells.missing), f"the kind {kind.value} was chosen by the user")


def _bad_cells(raw: RawTable, name: str, kind: ColumnKind, bad_N: npt.NDArray[np.bool_]) -> DataInvalid:
    rows = np.flatnonzero(bad_N)
    lines_N = row_lines(raw)
    faults = []
    for row in rows[:MAX_FAULTS].tolist():
        value = raw.table.column(name)[row].as_py()
        code, expected = why_bad(kind, value)
        line = int(lines_N[row]) if lines_N is not None else None
        place = f"row {row}" + (f" (line {line})" if line is not None else "")
        message = f"Column {shown(name)!r}, {place}: {shown(value)!r} is not {expected}."
        faults.append(
            Fault(code=code, message=message, row=row, line=line, column=name, got=shown(value), expected=expected)
        )
    more = f" {len(rows) - 1:,} more cells do not fit." if len(rows) > 1 else ""
    hint = "Correct these cells, name them in missing_values, or let the column be categorical."
    return DataInvalid(faults[0].message + more, faults=faults, hint=hint)


def _inferred(raw: RawTable, name: str, override: ColumnOverride, parse: ParseOptions) -> _Choice:
    column = raw.table.column(name)
    tokens = missing_tokens(ColumnKind.numeric, parse)
    lenient = override.role in (ColumnRole.ignored, ColumnRole.id)
    if pa.types.is_boolean(column.type):
        return _Choice(ColumnKind.boolean, read_cells(column, ColumnKind.boolean, tokens), "the file says boolean")
    if pa.types.is_timestamp(column.type):
        return _Choice(ColumnKind.datetime, read_cells(column, ColumnKind.datetime, tokens), "the file says time")
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        cells = read_cells(column, ColumnKind.numeric, tokens)
        if not cells.bad.any():
            return _number(cells, "the file says number")
        if pa.types.is_floating(column.type) and not lenient:
            raise _bad_cells(raw, name, ColumnKind.numeric, cells.bad)
        return _words(column, parse, "whole numbers beyond 2^53 keep their digits as text", {"why": "big_integers"})
    text = as_text(column) if not pa.types.is_null(column.type) else column.cast(pa.string())
    trimmed, missing = take_missing(text, tokens)
    if trimmed.null_count == len(trimmed):
        cells = Cells(trimmed, np.zeros(len(trimmed), dtype=np.bool_), missing)
        return _Choice(ColumnKind.categorical, cells, "")
    if raw.text:
        choice = _from_text(raw, name, trimmed, missing, parse, lenient)
        if choice is not None:
            return choice
    if _sampled(trimmed, DATETIME):
        cells = read_trimmed(trimmed, missing, ColumnKind.datetime)
        if not cells.bad.any():
            return _Choice(ColumnKind.datetime, cells, "every cell is an ISO 8601 date or time")
    return _words(text, parse, "", None) if raw.text else _words(text, parse, "the file says text", None)


def _from_text(
    raw: RawTable, name: str, trimmed: pa.ChunkedArray, missing: dict[str, int], parse: ParseOptions, lenient: bool
) -> _Choice | None:
    """Number or truth value, or words that look like them, told; None for other words."""
    text = raw.table.column(name)
    if _sampled(trimmed, NUMBER):
        cells = read_trimmed(trimmed, missing, ColumnKind.numeric)
        num_bad = int(cells.bad.sum())
        num_good = len(text) - cells.values.null_count
        if cells.leading_zeros is not None and not num_bad:
            row = int(cells.leading_zeros.argmax())
            num_cells = int(cells.leading_zeros.sum())
            note: dict[str, JsonValue] = {"why": "leading_zeros", "num_cells": num_cells, "row": row}
            what = f"{shown(text[row].as_py())!r} in row {row} begins with a zero that a number would lose"
            return _words(text, parse, what, note)
        if not num_bad:
            return _number(cells, _NUMBERS)
        wrong = trimmed.filter(pa.array(cells.bad))
        if num_good and not lenient and (is_match(wrong, INFINITE) | _beyond(wrong)).all():
            raise _bad_cells(raw, name, ColumnKind.numeric, cells.bad)
        row = int(cells.bad.argmax())
        if is_match(wrong, WHOLE).all():
            what = f"whole numbers beyond 2^53, such as in row {row}, keep their digits as text"
            return _words(text, parse, what, {"why": "big_integers", "num_cells": num_bad, "row": row})
        if num_good:
            what = (
                f"it is mixed: {num_good:,} of {num_good + num_bad:,} cells are numbers, but row {row} holds "
                f"{shown(text[row].as_py())!r}, so all are taken as words"
            )
            note = {"why": "mixed", "num_numbers": num_good, "num_other": num_bad, "row": row}
            return _words(text, parse, what, note | {"example": shown(text[row].as_py())})
    return _truth(trimmed, missing)


def _beyond(text: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    """Numbers such as 1e999, too large for float64."""
    return is_match(text, NUMBER) & ~is_match(text, WHOLE)


def _number(cells: Cells, why: str) -> _Choice:
    values = cells.values
    if pa.types.is_integer(values.type) and pc.min_max(values).as_py() == {"min": 0, "max": 1}:
        note: dict[str, JsonValue] = {"why": "zero_one"}
        return _Choice(ColumnKind.numeric, cells, f"{why}; 0/1 not guessed as boolean", note)
    if pa.types.is_null(values.type):
        values = values.cast(pa.float64())
    return _Choice(ColumnKind.numeric, Cells(values, cells.bad, cells.missing), why)


def _truth(trimmed: pa.ChunkedArray, missing: dict[str, int]) -> _Choice | None:
    head = trimmed.slice(0, _SAMPLE_ROWS).drop_null().unique()
    if len(head) > 2:
        return None
    words = [str(word) for word in trimmed.drop_null().unique().to_pylist()] if len(head) <= 2 else []
    for pair in _WORD_PAIRS:
        low = {word.casefold() for word in words}
        # a lone T or Y is as likely a code, and two spellings of one value would lose one
        if low <= set(pair) and len(low) == len(words) and (len(low) == 2 or len(pair[0]) > 1):
            cells = read_trimmed(trimmed, missing, ColumnKind.boolean)
            return _Choice(ColumnKind.boolean, cells, f"every cell is {pair[0]} or {pair[1]}")
    return None


def _words(column: pa.ChunkedArray, parse: ParseOptions, why: str, note: dict[str, JsonValue] | None) -> _Choice:
    """Categories, or text when nearly every row has words of its own."""
    cells = read_cells(column, ColumnKind.categorical, missing_tokens(ColumnKind.categorical, parse))
    num_present = len(column) - cells.values.null_count
    num_distinct = count_distinct(cells.values)
    if num_distinct > 50 and num_distinct > 0.5 * num_present:
        kind, what = ColumnKind.text, "nearly every row has words of its own"
    elif num_distinct > 50 and (pc.mean(pc.binary_length(cells.values)).as_py() or 0) > 64:
        kind, what = ColumnKind.text, "its cells are long"
    else:
        kind, what = ColumnKind.categorical, f"{num_distinct:,} different words"
    return _Choice(kind, cells, "; ".join(part for part in (why, what) if part), note)


def _sampled(text: pa.ChunkedArray, pattern: str) -> bool:
    """Whether a cell of the first thousand, or of a thousand over the whole column, matches."""
    head, spread = sampled(text)
    return bool(is_match(head, pattern).any() or is_match(spread, pattern).any())


def _spelling(raw: RawTable, name: str, values: pa.ChunkedArray) -> dict[str, str]:
    """How the file spells the few values of a number or truth column, where that differs from ours: labels keep it."""
    scalar = pa.types.is_boolean(values.type) or pa.types.is_integer(values.type) or pa.types.is_floating(values.type)
    source = raw.table.column(name)
    if not scalar or not (name in raw.numbers or pa.types.is_string(source.type)):
        return {}
    if len(values.slice(0, 10 * MAX_SPELLINGS).unique()) > MAX_SPELLINGS:
        return {}
    pairs = raw.numbers[name].words if name in raw.numbers else _words_of(source, values)
    written: dict[str, set[str]] = {}
    for text, value in pairs.items():
        written.setdefault(spell(value), set()).add(text.strip(" \t"))
    return {ours: next(iter(texts)) for ours, texts in written.items() if len(texts) == 1 and texts != {ours}}


def _words_of(source: pa.ChunkedArray, values: pa.ChunkedArray) -> dict[str, bool | int | float]:
    """Text of a cell -> its value; empty when there are over 1,000."""
    there = pa.table({"text": source, "value": values}).filter(values.is_valid())
    pairs = there.group_by(["text", "value"]).aggregate([])
    if pairs.num_rows > MAX_SPELLINGS:
        return {}
    return dict(zip(pairs.column("text").to_pylist(), pairs.column("value").to_pylist(), strict=True))
