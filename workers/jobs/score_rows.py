"""Scoring some rows: raw cells in, a table of answers out, and what was wrong with the rows that are not in it."""

# Axes: N rows, C classes, G good rows.

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import structlog

from classifier.errors import Fault
from classifier.findings.tally import Tally
from classifier.inference.answer_columns import Part, answer_columns, answer_names
from classifier.inference.predictor import Predictions, Predictor
from classifier.metrics.decision import decide
from classifier.spec.counts import ServingCounts
from classifier.spec.decision import DecisionSettings
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind
from classifier.table.convert import Converted, all_faults, convert_raw
from classifier.table.pieces import Wanted
from classifier.table.read import RawTable

log = structlog.get_logger()

MAX_BATCH_ROWS = 50_000
BATCH_NUMBERS = 2**26  # encoded numbers of one batch: 256 MB of float32, however large an image or long a sequence


@dataclass(frozen=True)
class Scored:
    """What came of some rows."""

    table: pa.Table
    """The good rows, in order, in one chunk."""
    num_rows: int
    num_refused: int
    faults: list[Fault]
    """Rows are counted from the file's first."""
    counts: ServingCounts | None
    """None where counting failed, which fails no job."""


class RowScorer:
    """Scores batches of one file with one model; from several threads at once."""

    def __init__(self, predictor: Predictor, spec: Mapping[str, Any], names: Sequence[str], limits: Limits):
        """`spec` is the job's, `names` the file's columns."""
        self._predictor, self._names, self._limits = predictor, list(names), limits
        self._output, self._threshold = spec["output"], spec["threshold"]
        self._parts: list[Part] = ["label", "probabilities"]
        if self._output["logits"]:
            self._parts.append("logits")
        # Of the version when the job was made; a job from before there were any names none.
        self._decision = DecisionSettings.model_validate(spec["decision"]) if spec.get("decision") else None
        self._tally = Tally.of(predictor.manifest)
        self._rows = batch_rows(predictor.row_numbers)
        needed = {column.name for column in predictor.input_columns}
        self._ignored = [name for name in names if name not in needed]
        self._copied = list(names) if self._output["columns"] == "all" else list(self._output["id_columns"])

    @property
    def wanted(self) -> Wanted:
        """What is read of the file."""
        inputs = self._predictor.input_columns
        numbers = {
            column.name: column.missing_tokens
            for column in inputs
            if column.kind is ColumnKind.numeric and column.name not in self._copied
        }
        return Wanted(columns=[*self._copied, *(column.name for column in inputs)], numbers=numbers)

    def copied_name(self, name: str) -> str:
        """What an input column is called in the output."""
        return free_name(name, self._own_names(), set(self._names))

    def __call__(self, raw: RawTable, first_row: int) -> Scored:
        """The answers to rows whose first is row `first_row` of the file. Raises: as `Predictor.predict`."""
        converted = convert_raw(raw, self._predictor.input_columns, first_row=first_row, limits=self._limits)
        if raw.text:  # of a CSV only the columns that are wanted are read
            converted = replace(converted, ignored_columns=self._ignored)
        # Told apart once, for the encoder and for the counts.
        words = [column.name for column in self._predictor.input_columns if column.kind is ColumnKind.categorical]
        table = converted.table
        for name in words:
            place = table.schema.get_field_index(name)
            table = table.set_column(place, name, table.column(place).dictionary_encode())
        converted = replace(converted, table=table)
        found = self._predict(table)
        # A row is refused by the reader (a cell that is no number) or by the model's own policy (an unseen category).
        faults = all_faults(converted, found.faults, first_row=first_row)
        bad = {*converted.bad_rows, *found.bad_rows.tolist()}
        good_G = None
        if bad:
            good_N = np.ones(raw.table.num_rows, dtype=np.bool_)
            good_N[list(bad)] = False
            good_G = np.flatnonzero(good_N)
        return Scored(
            table=self._table(raw, found, first_row, good_G),
            num_rows=raw.table.num_rows,
            num_refused=len(bad),
            faults=faults,
            counts=self._count(converted, found, bad, faults, first_row),
        )

    def _predict(self, table: pa.Table) -> Predictions:
        """`Predictor.predict`, so many rows at once that what they become stays small."""
        starts = range(0, max(1, table.num_rows), self._rows)
        parts = [self._decided(table.slice(start, self._rows)) for start in starts]
        if len(parts) == 1:
            return parts[0]
        return Predictions(
            logits_NC=np.concatenate([part.logits_NC for part in parts]),
            probabilities_NC=np.concatenate([part.probabilities_NC for part in parts]),
            label_index_N=np.concatenate([part.label_index_N for part in parts]),
            warnings=None,
            faults=[
                fault.model_copy(update={"row": (fault.row or 0) + start})
                for start, part in zip(starts, parts, strict=True)
                for fault in part.faults
            ],
            bad_rows=np.concatenate([start + part.bad_rows for start, part in zip(starts, parts, strict=True)]),
        )

    def _decided(self, table: pa.Table) -> Predictions:
        found = self._predictor.predict(table, threshold=self._threshold, limits=self._limits)
        if self._decision is None:
            return found
        label_index_N = decide(found.probabilities_NC, self._decision, self._predictor.classes)
        return replace(found, label_index_N=label_index_N)

    def _count(
        self, converted: Converted, found: Predictions, bad: Collection[int], faults: list[Fault], first_row: int
    ) -> ServingCounts | None:
        own = [
            fault if fault.row is None else fault.model_copy(update={"row": fault.row - first_row}) for fault in faults
        ]
        try:
            return self._tally.count(converted, found.probabilities_NC, bad, own)
        except Exception:
            log.warning("scored rows could not be counted", exc_info=True)
            return None

    def _table(
        self, raw: RawTable, found: Predictions, first_row: int, good_G: npt.NDArray[np.int64] | None
    ) -> pa.Table:
        """Columns copied as they came, then row, label and the numbers asked for.

        Sequences and images stay out: a scored file is a table of single values.
        """
        own, names = self._own_names(), set(self._names)
        kept = {}
        for name in self._copied:
            column = raw.table.column(name) if name in raw.table.column_names else pa.nulls(raw.table.num_rows)
            if not is_whole(column.type):
                kept[free_name(name, own, names)] = column
        row_N = pa.array(np.arange(first_row, first_row + raw.table.num_rows, dtype=np.int64))
        table = pa.table({**kept, "row": row_N, **self._answers(found)})
        return (table if good_G is None else table.take(pa.array(good_G))).combine_chunks()

    def _answers(self, found: Predictions) -> dict[str, pa.Array]:
        return answer_columns(
            self._predictor.classes,
            found.probabilities_NC,
            found.logits_NC,
            found.label_index_N,
            parts=self._parts,
            top_k=self._output["top_k"],
            decimals=self._output["decimals"],
        )

    def _own_names(self) -> list[str]:
        return ["row", *answer_names(self._predictor.classes, self._parts, self._output["top_k"])]


def batch_rows(numbers: int) -> int:
    """Rows to score at once, when each becomes so many numbers for all encoders together.

    >>> batch_rows(20), batch_rows(3 * 256 * 256)
    (50000, 341)
    """
    return max(1, min(MAX_BATCH_ROWS, BATCH_NUMBERS // max(1, numbers)))


def is_whole(kind: pa.DataType) -> bool:
    """Whether cells of this type hold more than one value.

    >>> is_whole(pa.list_(pa.float64())), is_whole(pa.binary()), is_whole(pa.string())
    (True, True, False)
    """
    return bool(pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def free_name(name: str, own: Collection[str], names: Collection[str]) -> str:
    """`name`, or `input_<name>` where an answer has that name; an input that has this one too keeps it.

    >>> free_name("label", ["row", "label"], {"label", "input_label"})
    'input_input_label'
    """
    if name not in own:
        return name
    free = f"input_{name}"
    while free in own or free in names:
        free = f"input_{free}"
    return free
