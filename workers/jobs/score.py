"""The scoring job: a file in, a file out, batch by batch in the input's order, through the one Predictor."""

import json
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import structlog
from sqlalchemy.orm import Session

from classifier.errors import Fault, NotFound, RowsInvalid
from classifier.findings.tally import Tally
from classifier.inference.load import check_golden, onnx_predictor
from classifier.inference.model_file import read_model_file
from classifier.inference.predictor import Predictions, Predictor
from classifier.neural.torch_runtime import predictor_of
from classifier.spec.counts import ServingCounts
from classifier.spec.manifest import num_numbers
from classifier.spec.table import ColumnKind, FileFormat, ParseOptions, Schema, TableFormat
from classifier.table.convert import Converted, all_faults, convert_raw
from classifier.table.read import RawTable, iter_source
from classifier.table.write import table_writer
from store.jobs import finish
from store.models import get_version
from store.serving import WindowKey, add_counts
from store.tables import Dataset, utc_now
from workers.jobs.context import JobContext, blob_or_gone
from workers.memory import limit_memory

log = structlog.get_logger()

MAX_FAULTS = 100_000  # refused rows kept in the error file; beyond, they are only counted
MAX_BATCH_ROWS = 50_000
BATCH_NUMBERS = 2**26  # encoded numbers of one batch: 256 MB of float32, however large an image or long a sequence


def run(context: JobContext) -> None:
    """Score every row of a dataset's file. A killed attempt starts over: nothing is visible before the end."""
    limit_memory(context.settings.limits.max_job_memory_bytes)
    job = context.job()
    spec: dict[str, Any] = job.spec
    dataset = context.dataset(job.dataset_id)
    context.phase("loading", "loading the model")
    with context.blobs.path(spec["artifact_sha256"]) as path:
        context.blobs.verify(spec["artifact_sha256"])
        model = read_model_file(path)
    predictor = predictor_of(model) if model.graph is None else onnx_predictor(model)
    check_golden(predictor, model)
    blobs = context.blobs
    counter = ScoredRows(predictor)
    with blobs.staging_file(".out") as output, blobs.staging_file(".errors") as refused:
        counts = _score(context, dataset, spec, predictor, counter, output, refused)
        output_blob = blobs.put_file(output)
        errors_blob = blobs.put_file(refused) if counts["num_refused"] else None
    result = {
        **counts,
        "model": spec["model"],
        "version": spec["version"],
        "format": spec["output"]["format"],
        "output_sha256": output_blob.sha256,
        "output_bytes": output_blob.num_bytes,
        "errors_sha256": errors_blob.sha256 if errors_blob else None,
    }
    progress = {"fraction": 1.0, "epoch": None, "epochs": None, "eta_seconds": 0.0, "message": "scored"}
    with context.database.begin() as tx:
        # With the job's end, so that its rows are counted once however often it was begun.
        finish(tx, context.hold, "succeeded", result=result, progress=progress)
        counter.write(tx, spec, context.settings.drift_window_seconds)


def _score(
    context: JobContext,
    dataset: Dataset,
    spec: dict[str, Any],
    predictor: Predictor,
    counter: "ScoredRows",
    output: Path,
    refused: Path,
) -> dict[str, int]:
    context.phase("scoring", "scoring")
    file_format = TableFormat(spec["output"]["format"])
    num_rows = num_scored = num_refused = 0
    limits = context.settings.limits
    numbers = _copied_numbers(dataset, predictor.classes)
    with table_writer(output, file_format, numbers=numbers) as writer, open(refused, "w", encoding="utf-8") as errors:
        for raw in _batches(context, dataset, batch_rows(num_numbers(predictor.manifest))):
            context.raise_if_stopped()
            converted = convert_raw(raw, predictor.input_columns, first_row=num_rows, limits=limits)
            predictions = predictor.predict(converted.table, threshold=spec["threshold"], limits=limits)
            # A row is refused by the reader (a cell that is no number) or by the model's own policy (an unseen category).
            faults = all_faults(converted, predictions.faults, first_row=num_rows)
            bad = {*converted.bad_rows, *predictions.bad_rows.tolist()}
            counter.add(converted, predictions, bad, faults, first_row=num_rows)
            if bad and spec["on_invalid"] == "fail":
                raise RowsInvalid(f"{len(bad)} rows do not fit the model's input", faults=faults[:100])
            for fault in faults[: max(0, MAX_FAULTS - num_refused)]:
                errors.write(json.dumps(fault.model_dump(mode="json"), ensure_ascii=False) + "\n")
            good = [row for row in range(raw.table.num_rows) if row not in bad] if bad else None
            writer.write(_output_table(raw, converted, predictions, predictor, spec, num_rows, good))
            num_rows += raw.table.num_rows
            num_refused += len(bad)
            num_scored = num_rows - num_refused
            _tell(context, num_rows, dataset.num_rows)
    return {"num_rows": num_rows, "num_scored": num_scored, "num_refused": num_refused}


class ScoredRows:
    """Counts what a job has scored; a failure to count never fails the job."""

    def __init__(self, predictor: Predictor):
        self._counts: ServingCounts | None = ServingCounts()
        self._tally = Tally.of(predictor.manifest)

    def add(
        self, converted: Converted, predictions: Predictions, bad: set[int], faults: list[Fault], first_row: int
    ) -> None:
        """Count one batch, whose faults tell rows of the whole file."""
        if self._counts is None:
            return
        own = [
            fault if fault.row is None else fault.model_copy(update={"row": fault.row - first_row}) for fault in faults
        ]
        try:
            counted = self._tally.count(converted, predictions.probabilities_NC, bad, own)
            self._counts = self._counts.plus(counted)
        except Exception:
            log.warning("scored rows could not be counted", exc_info=True)
            self._counts = None

    def write(self, tx: Session, spec: dict[str, Any], window_seconds: int) -> None:
        """Add the counts to those of the model's version, in the window of now."""
        if self._counts is None:
            return
        try:
            version = get_version(tx, spec["model"], spec["version"], with_manifest=False)
        except NotFound:
            return
        add_counts(tx, WindowKey.at(version.id, utc_now().timestamp(), window_seconds), self._counts)


def batch_rows(numbers: int) -> int:
    """Rows to score at once, when each becomes so many numbers.

    >>> batch_rows(20), batch_rows(3 * 256 * 256)
    (50000, 341)
    """
    return max(1, min(MAX_BATCH_ROWS, BATCH_NUMBERS // max(1, numbers)))


def _batches(context: JobContext, dataset: Dataset, rows: int) -> Iterator[RawTable]:
    parse = ParseOptions.model_validate(dataset.parse)
    try:
        with context.blobs.path(dataset.source_sha256) as path:
            yield from iter_source(
                path,
                FileFormat(dataset.format),
                gzip=dataset.gzip,
                parse=parse,
                limits=context.settings.limits,
                batch_rows=rows,
            )
    except NotFound as error:
        raise blob_or_gone(error) from None


def _copied_numbers(dataset: Dataset, classes: list[str]) -> set[str]:
    """What the columns that hold numbers are called in the output, should they be copied to it."""
    columns = Schema.model_validate(dataset.schema).columns
    own, names = _own_names(classes), {column.name for column in columns}
    return {_free(column.name, own, names) for column in columns if column.kind is ColumnKind.numeric}


def _own_names(classes: list[str]) -> list[str]:
    return ["row", "label", *(f"probability_{label}" for label in classes)]


def _output_table(
    raw: RawTable,
    converted: Converted,
    predictions: Predictions,
    predictor: Predictor,
    spec: dict[str, Any],
    first_row: int,
    good: list[int] | None,
) -> pa.Table:
    """Ids (and inputs) as they were uploaded, then row, label and a probability for each class.

    Sequences and images stay out: a scored file is a table of single values.
    """
    classes = predictor.classes
    own: dict[str, Any] = {
        "row": pa.array(range(first_row, first_row + raw.table.num_rows), pa.int64()),
        "label": pa.array([classes[index] for index in predictions.label_index_N], pa.string()),
    }
    for index, label in enumerate(classes):
        own[f"probability_{label}"] = pa.array(predictions.probabilities_NC[:, index])
    wanted = raw.table.column_names if spec["output"]["include_inputs"] else spec["output"]["id_columns"]
    names = {field.name for field in raw.table.schema if not is_whole(field.type)}
    kept = {_free(name, own, names): raw.table.column(name) for name in wanted if name in names}
    table = pa.table({**kept, **own})
    return table if good is None else table.take(pa.array(good, pa.int64()))


def is_whole(kind: pa.DataType) -> bool:
    """Whether cells of this type hold more than one value.

    >>> is_whole(pa.list_(pa.float64())), is_whole(pa.binary()), is_whole(pa.string())
    (True, True, False)
    """
    return bool(pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _free(name: str, own: Container[str], names: set[str]) -> str:
    """`name`, or `input_<name>` where an answer has that name; an input that has this one too keeps it."""
    if name not in own:
        return name
    free = f"input_{name}"
    while free in own or free in names:
        free = f"input_{free}"
    return free


def _tell(context: JobContext, num_rows: int, total: int | None) -> None:
    progress = {
        "fraction": round(min(num_rows / total, 1.0), 4) if total else 0.0,
        "epoch": None,
        "epochs": None,
        "eta_seconds": None,
        "message": f"{num_rows} rows",
    }
    context.write([("progress", progress)], progress=progress)
