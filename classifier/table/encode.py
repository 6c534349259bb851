"""The encoder: fitted on training rows, it turns any row's columns into the numbers a network reads."""

# Axes: N rows, D numbers.

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.errors import DataInvalid, Fault, RowsInvalid, SpecInvalid
from classifier.spec.base import ColumnName, Spec
from classifier.spec.check_data import auto_features
from classifier.spec.table import ColumnKind, Schema
from classifier.spec.train import PreprocessingSpec, TrainSpec
from classifier.table import fit
from classifier.table.cells import missing_tokens as usual_missing_tokens
from classifier.table.convert import InputColumn
from classifier.table.features import Feature, Marks
from classifier.table.refuse import shown

MAX_FAULTS = 1_000  # a file may hold millions of refused cells; the first ones tell what is wrong

_WHY_DROPPED = {
    "all_missing": "every training row lacks it",
    "constant": "it has the same value in every training row",
    "only_rare_categories": "none of its categories has preprocessing.min_category_count training rows",
    "duplicate": "it repeats another column in every training row",
}


class DroppedColumn(Spec):
    """A feature column that was left out, because it could teach nothing."""

    name: ColumnName
    reason: str
    """`all_missing`, `constant`, `only_rare_categories` or `duplicate`."""
    explanation: str
    duplicate_of: ColumnName | None = None


class Encoder(Spec):
    """Everything fitted on training rows, in the order of the numbers it writes."""

    columns: list[Feature]
    dropped: list[DroppedColumn]
    unseen_is_error: bool
    """Whether a category never seen in training refuses its row."""

    @cached_property
    def num_features(self) -> int:
        """D: how many numbers one row becomes."""
        return len(self.feature_names)

    @property
    def shape(self) -> list[int]:
        """TEMP"""
        return [self.num_features]

    @cached_property
    def feature_names(self) -> list[str]:
        """The D names, e.g. `Area`, `Home = rent`, `Income is missing`."""
        return [name for column in self.columns for name in column.names]

    @cached_property
    def offsets(self) -> list[tuple[Feature, int, int]]:
        """Each column with the first and the one-past-last of its numbers."""
        ends = np.cumsum([len(column.names) for column in self.columns]).tolist()
        return list(zip(self.columns, [0, *ends[:-1]], ends, strict=True))


@dataclass(frozen=True)
class Encoded:
    """The numbers of rows, and what had to be assumed on the way."""

    x_NX: npt.NDArray[np.float32]  # noqa: N815
    """float32, finite, C-contiguous."""
    warnings: list[list[str]] | None
    """For each row one sentence for each value that was missing or never seen; None when not asked for."""
    faults: list[Fault]
    """Rows refused because a category was never seen (`unseen_is_error`), by table row; their numbers are usable
    but must not be answered from. At most 1,000."""
    bad_rows: npt.NDArray[np.int64]
    """All rows refused so, rising."""


def fit_encoder(
    table: pa.Table,
    schema: Schema,
    spec: TrainSpec,
    train_rows: npt.NDArray[np.int64],
    *,
    missing_tokens: Mapping[str, Sequence[str]] | None = None,
) -> Encoder:
    """An encoder of the spec's features that has looked at `train_rows` and at no other row.

    `missing_tokens` names the cells of a column that count as missing in rows to come; by default those of its kind.
    Raises: `DataInvalid` when no feature is left, `SpecInvalid` when a feature is unknown or text.
    """
    rows = pa.array(train_rows)
    columns: list[Feature] = []
    dropped: list[DroppedColumn] = []
    first_with: dict[bytes, str] = {}
    for name in spec.features if spec.features != "auto" else auto_features(schema, spec.target):
        column = table.column(name).take(rows)
        feature = _fit_column(name, column, schema, spec.preprocessing)
        if isinstance(feature, str):
            dropped.append(DroppedColumn(name=name, reason=feature, explanation=_WHY_DROPPED[feature]))
            continue
        twin = first_with.setdefault(fit.fingerprint(feature, column), name)
        if twin != name:
            dropped.append(
                DroppedColumn(name=name, reason="duplicate", explanation=_WHY_DROPPED["duplicate"], duplicate_of=twin)
            )
            continue
        tokens = list((missing_tokens or {}).get(name, usual_missing_tokens(ColumnKind(feature.kind))))
        columns.append(feature.model_copy(update={"missing_tokens": tokens}))
    if not columns:
        raise DataInvalid(
            "No feature column is left to learn from.",
            faults=[
                Fault(code="no_usable_features", message=f"Left out: {d.explanation}.", column=d.name) for d in dropped
            ],
            hint="Add columns that differ between rows.",
        )
    return Encoder(columns=columns, dropped=dropped, unseen_is_error=spec.preprocessing.unseen_category == "error")


def encode(encoder: Encoder, table: pa.Table, *, with_warnings: bool = False) -> Encoded:
    """The numbers of every row of `table`: the one way for training, one row, a batch and a file.

    Shape: N rows, any column order, further columns ignored -> `x_NX` float32. A row's numbers do not depend on the
    other rows. Raises: `RowsInvalid` when a column is not there.
    """
    x_NX = np.zeros((table.num_rows, encoder.num_features), dtype=np.float32)
    warnings: list[list[str]] | None = [[] for _ in range(table.num_rows)] if with_warnings else None
    faults: list[Fault] = []
    refused: list[npt.NDArray[np.int64]] = []
    place = {name: i for i, name in enumerate(table.column_names)}
    for column, start, end in encoder.offsets:
        if column.name not in place:
            raise RowsInvalid(
                f"Column {column.name!r} is missing.",
                faults=[Fault(code="column_missing", message="The model needs this column.", column=column.name)],
            )
        cells = table.column(place[column.name])
        marks = column.write(cells, x_NX[:, start:end])
        if warnings is not None:
            _warn(warnings, column, cells, marks)
        if encoder.unseen_is_error and len(marks.unseen):
            refused.append(marks.unseen)
            faults += _unseen_faults(column, cells, marks, MAX_FAULTS - len(faults))
    bad_rows = np.unique(np.concatenate(refused)) if refused else np.empty(0, dtype=np.int64)
    faults.sort(key=lambda fault: fault.row or 0)
    return Encoded(x_NX, warnings, faults, bad_rows)


def input_columns(encoder: Encoder) -> list[InputColumn]:
    """The columns that a row must bring, in the encoder's order; dropped ones are not needed."""
    return [
        InputColumn(name=column.name, kind=ColumnKind(column.kind), missing_tokens=tuple(column.missing_tokens))
        for column in encoder.columns
    ]


_FIT: dict[ColumnKind, Callable[[str, pa.ChunkedArray, PreprocessingSpec], Feature | fit.DropReason]] = {
    ColumnKind.numeric: fit.fit_numeric,
    ColumnKind.boolean: fit.fit_boolean,
    ColumnKind.categorical: fit.fit_categorical,
    ColumnKind.datetime: fit.fit_datetime,
}


def _fit_column(
    name: str, column: pa.ChunkedArray, schema: Schema, spec: PreprocessingSpec
) -> Feature | fit.DropReason:
    described = schema.column(name)
    if described is None or described.kind not in _FIT:
        why = "is not in the table" if described is None else f"is {described.kind}, which cannot be a feature"
        raise SpecInvalid(f"Feature {name!r} {why}.")
    return _FIT[described.kind](name, column, spec)


def _warn(warnings: list[list[str]], column: Feature, cells: pa.ChunkedArray, marks: Marks) -> None:
    for row in marks.missing.tolist():
        warnings[row].append(f"column {column.name!r}: missing, {column.when_missing}")
    for row in marks.unseen.tolist():
        warnings[row].append(f"column {column.name!r}: category {shown(cells[row].as_py())!r} was not seen in training")


def _unseen_faults(column: Feature, cells: pa.ChunkedArray, marks: Marks, most: int) -> list[Fault]:
    known = ", ".join(repr(shown(level)) for level in getattr(column, "levels", [])[:10])
    return [
        Fault(
            code="unseen_category",
            message=f"Column {column.name!r} has a category that was not seen in training.",
            row=row,
            column=column.name,
            got=shown(cells[row].as_py()),
            expected=f"one of {known}" + (", ..." if len(getattr(column, "levels", [])) > 10 else ""),
        )
        for row in marks.unseen[:most].tolist()
    ]
