"""An answer as bytes, in the form that was asked for: JSON, a line for each row, CSV or an Arrow stream."""

# Axes: N rows of the request, G rows that are answered.

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from classifier.errors import Fault
from classifier.inference.answer_columns import answer_columns
from classifier.spec.table import TableFormat
from classifier.table.features.marks import Int64s
from classifier.table.write import table_writer
from service.predictions.accept import CSV, JSON, NDJSON, Form, Written
from service.predictions.actions import MAX_FAULTS
from service.predictions.written import Content, Head, Shown, Writer
from store.served import ServedVersion

if TYPE_CHECKING:
    from classifier.inference.predictor import Predictions
    from service.serving.loader import Predictor

MAX_ROW_FAULTS = 10  # told of one row beside its answer's place: 10,000 rows of 2,000 columns would have 20 million

MAX_HEADER_CHARS = 1_000  # of names in a header; many clients and proxies take 8 kB of all headers


@dataclass(frozen=True)
class Outcome:
    """What became of the rows of a request."""

    predictions: "Predictions"
    label_N: Int64s  # noqa: N815
    """As the decision settings or the request's threshold have it."""
    bad: Collection[int]
    """Rows that are not answered."""
    faults: Sequence[Fault]
    ignored_columns: Sequence[str]


@dataclass(frozen=True)
class Asked:
    """How a request wants its answer."""

    form: Form
    content: Content
    in_columns: bool
    """Of JSON: arrays in place of objects."""
    has_refused: bool
    """Whether rows that do not fit are told beside those that are answered."""


def written(found: ServedVersion, predictor: "Predictor", asked: Asked, outcome: Outcome, head: Head) -> Written:
    """The answer of a version, which is called by its model's name and its number.

    CSV and Arrow have a line for each row: `row`, `label` and the others as `answer_names` has them, `warnings`, and `error`
    where refused rows are to be told. Of NDJSON a line is an object as in JSON, or the faults of a refused row.
    """
    head = head._replace(errors=outcome.faults[:MAX_FAULTS], ignored_columns=outcome.ignored_columns)
    writer = Writer(found.model_name, found.version, predictor.classes, predictor.calibrated)
    num_rows = len(outcome.label_N) - len(outcome.bad)
    if asked.form in (JSON, NDJSON):
        shown = _shown(asked.content, outcome)
        if asked.form == JSON:
            body = writer.columns(head, shown) if asked.in_columns else writer.rows(head, shown)
            return Written(body, JSON, num_rows)
        body = writer.lines(shown, _refused(outcome))
    else:
        table = _table(predictor.classes, asked, outcome)
        body = as_csv(table) if asked.form == CSV else _arrow(table, writer.envelope(head))
    return Written(body, asked.form, num_rows, _headers(found, predictor, outcome, head, num_rows))


def _shown(content: Content, outcome: Outcome) -> Shown:
    found, label_N, rows = outcome.predictions, outcome.label_N, None
    p_NC, z_NC, warnings = found.probabilities_NC, found.logits_NC, found.warnings
    if outcome.bad:
        good_G = _good(outcome)
        rows = good_G.tolist()
        p_NC, z_NC, label_N = p_NC[good_G], z_NC[good_G], label_N[good_G]
        warnings = None if warnings is None else [warnings[row] for row in rows]
    if warnings is not None and not any(warnings):
        warnings = None
    return Shown.of(content, p_NC, z_NC, label_N.tolist(), warnings, rows=rows)


def _good(outcome: Outcome) -> Int64s:
    good_N = np.ones(len(outcome.label_N), dtype=np.bool_)
    good_N[list(outcome.bad)] = False
    return np.flatnonzero(good_N)


def _refused(outcome: Outcome) -> dict[int, list[Fault]]:
    """The first faults of each refused row; those of a column, which have no row, are every one's."""
    if not outcome.bad:
        return {}
    of_all = [fault for fault in outcome.faults if fault.row is None][:MAX_ROW_FAULTS]
    found: dict[int, list[Fault]] = {row: list(of_all) for row in sorted(outcome.bad)}
    for fault in outcome.faults:
        told = None if fault.row is None else found.get(fault.row)
        if told is not None and len(told) < MAX_ROW_FAULTS:
            told.append(fault)
    return found


def _table(classes: Sequence[str], asked: Asked, outcome: Outcome) -> pa.Table:
    """A row for each row of the request, whose answer is null where it is refused."""
    found, num_rows = outcome.predictions, len(outcome.label_N)
    parts, top_k, decimals = asked.content
    columns = answer_columns(
        classes,
        found.probabilities_NC,
        found.logits_NC,
        outcome.label_N,
        parts=parts,
        top_k=top_k,
        decimals=decimals,
    )
    warnings = found.warnings if found.warnings is not None and any(found.warnings) else []
    columns["warnings"] = _texts([(row, "; ".join(texts)) for row, texts in enumerate(warnings) if texts], num_rows)
    if outcome.bad:
        good_N = np.zeros(num_rows, dtype=np.bool_)
        good_N[_good(outcome)] = True
        answered = pa.array(good_N)
        columns = {name: pc.if_else(answered, cells, None) for name, cells in columns.items()}
    if asked.has_refused:
        refused = _refused(outcome).items()
        columns["error"] = _texts([(row, _sentence(faults)) for row, faults in refused], num_rows)
    return pa.table({"row": pa.array(np.arange(num_rows)), **columns})


def _sentence(faults: Sequence[Fault]) -> str:
    """Why a row is refused; of those of one code that are too many to be told, only that it is."""
    return " ".join(fault.message for fault in faults) or "The row does not fit the model's input."


def _texts(told: Sequence[tuple[int, str]], num_rows: int) -> pa.Array:
    """A column with these texts in these rows."""
    if not told:
        return pa.nulls(num_rows, pa.string())
    cells: list[str | None] = [None] * num_rows
    for row, text in told:
        cells[row] = text
    return pa.array(cells, pa.string())


def as_csv(table: pa.Table) -> bytes:
    """The table as CSV, in which no text is a formula."""
    file = io.BytesIO()
    with table_writer(file, TableFormat.csv) as writer:
        writer.write(table)
    return file.getvalue()


def _arrow(table: pa.Table, envelope: bytes) -> bytes:
    """The stream, in whose schema `discern` is all of the JSON answer but its rows."""
    table = table.replace_schema_metadata({"discern": envelope})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _headers(
    found: ServedVersion, predictor: "Predictor", outcome: Outcome, head: Head, num_rows: int
) -> dict[str, str]:
    headers = {
        "Discern-Model": found.model_name,
        "Discern-Version": str(found.version),
        "Discern-Calibrated": "true" if predictor.calibrated else "false",
        "Discern-Rows": str(num_rows),
        "Discern-Refused-Rows": str(len(outcome.bad)),
    }
    if head.threshold is not None:
        headers["Discern-Threshold"] = repr(head.threshold)
    if head.decision is not None:
        headers["Discern-Decision"] = str(head.decision)
    if outcome.ignored_columns:
        headers["Discern-Ignored-Columns"] = _named(outcome.ignored_columns)
    return headers


def _named(names: Sequence[str]) -> str:
    """Names, percent-encoded, with commas between them; `...` in the place of those that are too many.

    >>> _named(["id", "Größe, cm"])
    'id,Gr%C3%B6%C3%9Fe%2C%20cm'
    """
    shown: list[str] = []
    num_chars = 0
    for name in names:
        text = quote(name, safe="")
        num_chars += len(text) + 1
        if num_chars > MAX_HEADER_CHARS:
            return ",".join([*shown, "..."])
        shown.append(text)
    return ",".join(shown)
