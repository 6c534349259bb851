"""A long table, one step a row, folded into one row for each series."""

# Axes: N rows of the long table, S of them put in order, F channels, K series.

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from classifier.errors import DataInvalid, Fault
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind, ColumnRole, ParseOptions, SeriesOptions
from classifier.table.cells import Cells, missing_tokens, present, read_cells, why_bad
from classifier.table.refuse import MAX_FAULTS, invalid, placed, shown
from classifier.table.roles import RoleChoice
from classifier.table.sequence_cell import Float64s, Int64s, Steps, sequence_column, sequence_field, too_many_steps

_NAMES = ("series", "sequence", "steps")


@dataclass(frozen=True)
class Folded:
    """One row for each series."""

    table: pa.Table
    """The id and the label as the file holds them, and the sequences."""
    roles: dict[str, RoleChoice]
    """What each column is for."""


def fold_series(
    table: pa.Table, lines_N: npt.NDArray[np.int64] | None, parse: ParseOptions, options: SeriesOptions, limits: Limits
) -> Folded:
    """The id, the sequence and the label of each series, in the order in which ids are first seen.

    A series' steps stand by rising time, or as in the file. `lines_N` says on which line each row begins, if rows
    are lines.

    Raises: `DataInvalid` with codes `series_column`, `series_id_missing`, `series_time`, `series_label`,
    `series_channels` and those of a cell that is no number; `TooLarge` with code `too_many_steps`.
    """
    return _Fold(table, lines_N, parse, options, limits).folded()


class _Fold:
    def __init__(
        self,
        table: pa.Table,
        lines_N: npt.NDArray[np.int64] | None,
        parse: ParseOptions,
        options: SeriesOptions,
        limits: Limits,
    ):
        self._table, self._lines_N, self._parse, self._limits = table, lines_N, parse, limits
        self._options = options
        self._check_names()

    def folded(self) -> Folded:
        options = self._options
        id_N, first_row_K = self._ids()
        order_S = self._order(id_N)
        steps_K = np.bincount(id_N, minlength=len(first_row_K)).astype(np.int64)
        if steps_K.max() > self._limits.max_steps:
            key = int(steps_K.argmax())
            row = int(first_row_K[key])
            error = too_many_steps(int(steps_K[key]), self._limits)
            raise placed(error, f"Series {self._shown(options.id, row)}: ", row=row, column=options.id)
        x_NF, channels, dropped = self._channels()
        name = next((n for n in _NAMES if n not in (options.id, options.label)), _NAMES[0])
        firsts = pa.array(first_row_K)
        columns = [self._table.column(options.id).take(firsts), sequence_column(Steps(x_NF[order_S], steps_K))]
        fields = [pa.field(options.id, columns[0].type), sequence_field(name, len(channels), channels)]
        order = f"by {shown(options.time)!r}" if options.time else "as in the file"
        why = f"{len(channels)} channels of each series, its steps {order}" + (
            f"; left out: {dropped}" if dropped else ""
        )
        roles = {
            options.id: RoleChoice(ColumnRole.id, "it tells the series apart"),
            name: RoleChoice(ColumnRole.feature, why),
        }
        if options.label is not None:
            columns.append(self._labels(id_N, first_row_K))
            fields.append(pa.field(options.label, columns[-1].type))
            roles[options.label] = RoleChoice(ColumnRole.target, "the label of the series")
        return Folded(pa.table(columns, schema=pa.schema(fields)), roles)

    def _check_names(self) -> None:
        options = self._options
        named = [("id", options.id), ("time", options.time), ("label", options.label)]
        named += [("channels", channel) for channel in options.channels or []]
        seen: dict[str, str] = {}
        for option, name in named:
            if name is None:
                continue
            if name not in self._table.column_names:
                listed = ", ".join(shown(column) for column in self._table.column_names[:20])
                raise _series(
                    "series_column",
                    f"There is no column {shown(name)!r}, which series.{option} names.",
                    hint=f"Columns: {listed}.",
                    column=name,
                )
            if name in seen:
                raise _series(
                    "series_column",
                    f"Column {shown(name)!r} is series.{seen[name]} and series.{option} at once.",
                    hint="Give each of them a column of its own.",
                    column=name,
                )
            seen[name] = option

    def _ids(self) -> tuple[Int64s, Int64s]:
        """The series of each row, counted as they are first seen, `[N]`, and the first row of each, `[K]`."""
        name = self._options.id
        column = self._table.column(name)
        if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
            raise _series("series_column", f"Column {shown(name)!r} is {column.type}, which is no id.", column=name)
        cells = read_cells(column, ColumnKind.categorical, missing_tokens(ColumnKind.categorical, self._parse))
        self._refuse_missing(name, cells.values, "series_id_missing", "an id in every row")
        encoded = cells.values.combine_chunks().dictionary_encode()
        encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
        id_N = np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
        return id_N, np.unique(id_N, return_index=True)[1].astype(np.int64)

    def _order(self, id_N: Int64s) -> Int64s:
        """Rows by series, then by time, `[S]`; equal times within a series are refused."""
        name = self._options.time
        if name is None:
            return np.argsort(id_N, kind="stable")
        time_N = self._times(name)
        order_S = np.lexsort((time_N, id_N))
        same_S = (np.diff(id_N[order_S]) == 0) & (np.diff(time_N[order_S]) == 0)
        if same_S.any():
            at = int(same_S.argmax())
            first, row = sorted(order_S[at : at + 2].tolist())
            raise self._at(
                row,
                name,
                "series_time",
                f"series {self._shown(self._options.id, row)} has the time {self._shown(name, row)} twice, also in "
                f"{self._place(first)}",
                "a time of its own for each step of a series",
            )
        return order_S

    def _times(self, name: str) -> npt.NDArray[np.generic]:
        column = self._table.column(name)
        cells = self._read(column, ColumnKind.numeric)
        if cells is None or cells.bad.any():
            numbers, cells = cells, self._read(column, ColumnKind.datetime)
            if cells is None or cells.bad.any():
                bad_N = cells.bad if cells is not None else present(column)
                if numbers is not None and numbers.bad.sum() < bad_N.sum():
                    bad_N = numbers.bad
                row = int(bad_N.argmax())
                got = self._shown(name, row)
                raise self._at(
                    row,
                    name,
                    "series_time",
                    f"{got} is no time",
                    "a number in every row, or a date or time in every row",
                )
        self._refuse_missing(name, cells.values, "series_time", "a time in every row")
        values = cells.values.cast(pa.int64()) if pa.types.is_timestamp(cells.values.type) else cells.values
        return np.asarray(values.to_numpy())

    def _labels(self, id_N: Int64s, first_row_K: Int64s) -> pa.ChunkedArray:
        name = self._options.label or ""
        column = self._table.column(name)
        if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
            raise _series("series_column", f"Column {shown(name)!r} is {column.type}, which is no label.", column=name)
        tokens = missing_tokens(ColumnKind.categorical, self._parse)
        words = read_cells(column, ColumnKind.categorical, tokens).values.combine_chunks().dictionary_encode()
        words = words.combine_chunks() if isinstance(words, pa.ChunkedArray) else words
        code_N = words.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        other_N = code_N != code_N[first_row_K][id_N]
        if other_N.any():
            row = int(other_N.argmax())
            first = int(first_row_K[id_N[row]])
            raise self._at(
                row,
                name,
                "series_label",
                f"series {self._shown(self._options.id, row)} has the label {self._shown(name, row)} here and "
                f"{self._shown(name, first)} in {self._place(first)}",
                "one label on all rows of a series",
            )
        return column.take(pa.array(first_row_K))

    def _channels(self) -> tuple[Float64s, list[str], str]:
        """All values, NaN where missing, `[N, F]`; their names; the columns left out, with reasons."""
        options = self._options
        taken = {options.id, options.time, options.label}
        names = options.channels or [name for name in self._table.column_names if name not in taken]
        columns: list[Float64s] = []
        channels: list[str] = []
        dropped: list[str] = []
        for name in names:
            cells = self._channel(name)
            if cells is None:
                dropped.append(f"{shown(name)!r}")
                continue
            channels.append(name)
            columns.append(np.asarray(cells.values.cast(pa.float64()).to_numpy(), dtype=np.float64))
        others = [n for n in self._table.column_names if n not in taken and n not in channels and n not in names]
        dropped += [f"{shown(name)!r}" for name in others]
        if not channels:
            raise _series(
                "series_channels",
                "No column is left to be a channel: none holds numbers or truth values only.",
                hint="Name the measured columns in series.channels.",
            )
        return np.column_stack(columns), channels, ", ".join(dropped[:20]) + (", ..." if len(dropped) > 20 else "")

    def _channel(self, name: str) -> Cells | None:
        """The column as numbers or truth values; None when it holds other things and nobody asked for it."""
        column = self._table.column(name)
        asked_for = self._options.channels is not None
        numbers = self._read(column, ColumnKind.numeric)
        if numbers is not None and not numbers.bad.any():
            useful = numbers.values.null_count < len(column) and numbers.leading_zeros is None
            return numbers if useful or asked_for else None
        truths = self._read(column, ColumnKind.boolean)
        if truths is not None and not truths.bad.any():
            return truths
        bad_N = numbers.bad if numbers is not None else present(column)
        rows = np.flatnonzero(bad_N)
        infinite = {why_bad(ColumnKind.numeric, column[row].as_py())[0] for row in rows[:MAX_FAULTS].tolist()}
        if asked_for or (numbers is not None and infinite == {"not_finite"}):
            raise self._bad_cells(name, rows)
        return None

    def _read(self, column: pa.ChunkedArray, kind: ColumnKind) -> Cells | None:
        if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
            return None
        if kind is ColumnKind.boolean and not (pa.types.is_boolean(column.type) or pa.types.is_string(column.type)):
            return None
        return read_cells(column, kind, missing_tokens(kind, self._parse))

    def _bad_cells(self, name: str, rows: Int64s) -> DataInvalid:
        faults = []
        for row in rows[:MAX_FAULTS].tolist():
            code, expected = why_bad(ColumnKind.numeric, self._table.column(name)[row].as_py())
            what = f"{self._shown(name, row)} is not {expected}"
            faults.append(self._at(row, name, code, what, expected).faults[0])
        return DataInvalid(
            faults[0].message, faults=faults, hint="Correct these cells, or name other columns in series.channels."
        )

    def _refuse_missing(self, name: str, values: pa.ChunkedArray, code: str, expected: str) -> None:
        if values.null_count:
            row = int(pc.index(values.is_null(), True).as_py())
            raise self._at(row, name, code, "the cell is missing", expected)

    def _at(self, row: int, name: str, code: str, what: str, expected: str) -> DataInvalid:
        message = f"Column {shown(name)!r}, {self._place(row)}: {what}."
        fault = Fault(
            code=code,
            message=message,
            row=row,
            line=None if self._lines_N is None else int(self._lines_N[row]),
            column=name,
            got=self._shown(name, row),
            expected=expected,
        )
        return DataInvalid(message, faults=[fault], hint=f"Give {expected}.")

    def _place(self, row: int) -> str:
        return f"row {row}" + ("" if self._lines_N is None else f" (line {self._lines_N[row]})")

    def _shown(self, name: str, row: int) -> str:
        return repr(shown(self._table.column(name)[row].as_py()))


def _series(code: str, message: str, *, hint: str = "", column: str | None = None) -> DataInvalid:
    return invalid(code, message, hint=hint, column=None if column is None else shown(column))
