"""The scoring job: a file in, a file out, in the input's order, through the one Predictor.

The file is read in pieces, which threads read and score; a shard of them is kept when it is done, so that another attempt
goes on after it (docs/adr/0019-scoring-in-shards.md).
"""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import structlog
import torch

from classifier.errors import Fault, NotFound, RowsInvalid, SpecInvalid
from classifier.inference.load import check_golden, onnx_predictor
from classifier.inference.model_file import read_model_file
from classifier.inference.predictor import Predictor
from classifier.neural.torch_runtime import predictor_of
from classifier.spec.check_data import WHOLE_KINDS
from classifier.spec.counts import ServingCounts
from classifier.spec.manifest import num_numbers
from classifier.spec.table import ColumnKind, FileFormat, ParseOptions, Schema, TableFormat
from classifier.table.beside import threads
from classifier.table.pieces import Piece, Pieces
from classifier.table.read import RawTable, no_rows, refuse_size
from classifier.table.record_blocks import Place
from store.jobs import finish
from store.models import get_version
from store.scoring import add_shard, forget_shards, is_shards_blob, shards_of
from store.serving import WindowKey, add_counts
from store.tables import ScoreShard, utc_now
from workers.jobs.context import JobContext, Stopped, blob_or_gone
from workers.jobs.in_order import in_order
from workers.jobs.score_output import Output
from workers.jobs.score_rows import RowScorer, Scored, batch_rows
from workers.memory import limit_memory

log = structlog.get_logger()

TELL_SECONDS = 1.0  # between two words on how far the job is
SHARD_BATCHES = 20  # of a model of many numbers, whose rows take long: a shard is kept every few seconds all the same


@dataclass(frozen=True)
class SourceFile:
    """The file to score: a dataset's, or one that was sent for this job alone."""

    sha256: str
    format: FileFormat
    gzip: bool
    parse: ParseOptions
    num_rows: int | None
    """Where they were counted before."""
    schema: Schema | None


def run(context: JobContext) -> None:
    """Score every row of a file. A killed attempt goes on after the last shard that is done."""
    limit_memory(context.settings.limits.max_job_memory_bytes)
    torch.set_num_threads(1)  # the pieces are scored side by side
    job = context.job()
    context.phase("loading", "loading the model")
    with context.blobs.path(job.spec["artifact_sha256"]) as path:
        context.blobs.verify(job.spec["artifact_sha256"])
        model = read_model_file(path)
    predictor = predictor_of(model) if model.graph is None else onnx_predictor(model)
    check_golden(predictor, model)
    context.phase("scoring", "scoring")
    source = _source(context, job.dataset_id, job.spec)
    with _opened(context, source) as path:
        pieces = Pieces(
            path,
            source.format,
            gzip=source.gzip,
            parse=source.parse,
            limits=context.settings.limits,
            most_rows=_most_rows(predictor),
        )
        _Scoring(context, job.spec, source, predictor, path, pieces).run()


class _Scoring:
    """One attempt."""

    def __init__(
        self,
        context: JobContext,
        spec: dict[str, Any],
        source: SourceFile,
        predictor: Predictor,
        path: Path,
        pieces: Pieces,
    ):
        self._context, self._spec, self._source, self._pieces = context, spec, source, pieces
        self._names = _single_columns(source, pieces.names)
        _refuse_unknown(predictor, spec, source, pieces.names)
        self._scorer = RowScorer(predictor, spec, self._names, context.settings.limits)
        self._shard_rows = min(context.settings.score_shard_rows, SHARD_BATCHES * _most_rows(predictor))
        self._total = source.num_rows
        if self._total is None and source.format is FileFormat.parquet and not source.gzip:
            self._total = pq.read_metadata(path).num_rows
        self._done = _Done()
        self._shard = _Done()
        self._num_shards = self._num_resumed = 0
        self._end: Place | None = None
        self._begun = self._told = time.monotonic()
        self._fraction_before = 0.0

    def run(self) -> None:
        blobs, spec, source = self._context.blobs, self._spec, self._source
        numbers = _copied_numbers(source, self._names, self._scorer)
        one_by_one = source.format is FileFormat.ndjson
        with Output(blobs, TableFormat(spec["output"]["format"]), numbers=numbers, one_by_one=one_by_one) as output:
            place = self._end = self._resume(output)
            self._fraction_before = self._fraction()
            pieces = self._pieces(self._scorer.wanted, rows_done=self._done.num_rows, place=place)
            begun = self._done.num_rows

            def score(raw: RawTable) -> Any:
                nonlocal begun
                first_row = begun
                begun += raw.table.num_rows
                refuse_size(begun, len(self._pieces.names), self._context.settings.limits)
                return lambda: self._scorer(raw, first_row)

            workers = len(os.sched_getaffinity(0))
            last: Piece | None = None
            with threads(workers, self._pieces.num_bytes) as pool:
                for piece, scored in in_order(pool, pieces, lambda piece: piece.read(), score, ahead=workers + 2):
                    if last is not None and self._shard.num_rows >= self._shard_rows:
                        self._end_shard(output, last.end)
                    if self._context.should_stop():
                        return self._stop(output)
                    last, self._end = piece, piece.end
                    self._take(output, scored)
            if not self._done.num_rows:
                raise no_rows(source.format)
            self._finish(output, "succeeded")

    def _resume(self, output: Output) -> Place | None:
        """Write out again what earlier attempts scored; where to go on."""
        with self._context.database.read() as tx:
            shards = shards_of(tx, self._context.hold.job_id)
        place = None
        for shard in shards:
            try:
                output.restore(shard)
            except NotFound:  # swept, or a backup without it: the rows are scored again
                break
            if shard.end_bytes is not None and shard.end_line is not None:
                place = Place(shard.end_bytes, shard.end_line)
            self._num_shards += 1
            self._done.num_rows += shard.num_rows
            self._done.num_refused += shard.num_refused
            self._done.count(ServingCounts.model_validate(shard.counts) if shard.counts is not None else None)
        self._num_resumed = self._num_shards
        if self._num_shards < len(shards):
            with self._context.database.begin() as tx:
                forget_shards(tx, self._context.hold.job_id, from_number=self._num_shards)
        return place

    def _take(self, output: Output, scored: Scored) -> None:
        if scored.num_refused and self._spec["on_invalid"] == "fail":
            message = f"{scored.num_refused} rows do not fit the model's input"
            raise RowsInvalid(message, faults=scored.faults[:100])
        output.add(scored.table, scored.faults)
        for done in (self._done, self._shard):
            done.num_rows += scored.num_rows
            done.num_refused += scored.num_refused
            done.count(scored.counts)
        if time.monotonic() - self._told >= TELL_SECONDS:
            self._told = time.monotonic()
            progress = self._progress()
            self._context.write([("progress", progress)], progress=progress)

    def _end_shard(self, output: Output, end: Place | None) -> None:
        part, errors, num_faults = output.end_shard()
        shard = ScoreShard(
            job_id=self._context.hold.job_id,
            number=self._num_shards,
            attempt=self._context.hold.attempt,
            num_rows=self._shard.num_rows,
            num_refused=self._shard.num_refused,
            num_faults=num_faults,
            end_bytes=end.num_bytes if end else None,
            end_line=end.line if end else None,
            part_sha256=part.sha256,
            errors_sha256=errors.sha256 if errors else None,
            counts=self._shard.counts.model_dump(mode="json") if self._shard.counts else None,
        )
        with self._context.database.begin() as tx:
            add_shard(tx, self._context.hold, shard, self._progress())
        self._num_shards += 1
        self._shard = _Done()

    def _stop(self, output: Output) -> None:
        """A cancelled job keeps what is scored; one whose worker stops goes on elsewhere. Raises: `Stopped`."""
        if self._context.job().status != "cancelling":
            raise Stopped
        self._finish(output, "cancelled")

    def _finish(self, output: Output, status: str) -> None:
        done, spec = self._done, self._spec
        if output.num_rows + done.num_refused != done.num_rows:
            raise RuntimeError(
                f"{done.num_rows} rows came in, {output.num_rows} out and {done.num_refused} were refused"
            )
        output_blob, errors_blob = output.keep()
        result = {
            "num_rows": done.num_rows,
            "num_scored": output.num_rows,
            "num_refused": done.num_refused,
            "partial": status != "succeeded",
            "num_shards": self._num_shards + bool(self._shard.num_rows),
            "num_shards_resumed": self._num_resumed,
            "model": spec["model"],
            "version": spec["version"],
            "format": spec["output"]["format"],
            "output_sha256": output_blob.sha256,
            "output_bytes": output_blob.num_bytes,
            "errors_sha256": errors_blob.sha256 if errors_blob else None,
            "errors_bytes": errors_blob.num_bytes if errors_blob else 0,
        }
        whole = {"fraction": 1.0, "eta_seconds": 0.0, "message": "scored", "epoch": None, "epochs": None}
        hold = self._context.hold
        with self._context.database.begin() as tx:
            # With the job's end, so that its rows are counted once however often it was begun.
            finish(tx, hold, status, result=result, progress=self._progress() if result["partial"] else whole)
            parts = [sha for shard in shards_of(tx, hold.job_id) for sha in (shard.part_sha256, shard.errors_sha256)]
            forget_shards(tx, hold.job_id)
            unneeded = [sha for sha in parts if sha is not None and not is_shards_blob(tx, sha)]
            self._count(tx)
        for sha256 in unneeded:
            if sha256 not in (result["output_sha256"], result["errors_sha256"]):
                self._context.blobs.delete(sha256)

    def _count(self, tx: Any) -> None:
        """Add the counts to those of the model's version, in the window of now."""
        if self._done.counts is None:
            return
        try:
            version = get_version(tx, self._spec["model"], self._spec["version"], with_manifest=False)
        except NotFound:
            return
        seconds = self._context.settings.drift_window_seconds
        add_counts(tx, WindowKey.at(version.id, utc_now().timestamp(), seconds), self._done.counts)

    def _fraction(self) -> float:
        if self._total:
            return min(1.0, self._done.num_rows / self._total)
        return self._pieces.share(self._end) or 0.0

    def _progress(self) -> dict[str, Any]:
        fraction = self._fraction()
        gained, seconds = fraction - self._fraction_before, time.monotonic() - self._begun
        return {
            "fraction": round(fraction, 4),
            "epoch": None,
            "epochs": None,
            "eta_seconds": round(seconds * (1.0 - fraction) / gained, 1) if gained > 0 else None,
            "message": f"{self._done.num_rows} rows",
        }


class _Done:
    """Counts of rows."""

    def __init__(self) -> None:
        self.num_rows = self.num_refused = 0
        self.counts: ServingCounts | None = ServingCounts()
        """None once rows could not be counted."""

    def count(self, counts: ServingCounts | None) -> None:
        """Add counts."""
        self.counts = None if counts is None or self.counts is None else self.counts.plus(counts)


def _source(context: JobContext, dataset_id: str | None, spec: dict[str, Any]) -> SourceFile:
    """Raises: `DatasetGone`."""
    if spec.get("source_sha256") is not None:
        file = spec["file"]
        parse = ParseOptions.model_validate(file["parse"])
        return SourceFile(spec["source_sha256"], FileFormat(file["format"]), file["gzip"], parse, None, None)
    dataset = context.dataset(dataset_id)
    return SourceFile(
        dataset.source_sha256,
        FileFormat(dataset.format),
        dataset.gzip,
        ParseOptions.model_validate(dataset.parse),
        dataset.num_rows,
        Schema.model_validate(dataset.schema),
    )


@contextmanager
def _opened(context: JobContext, source: SourceFile) -> Iterator[Path]:
    with ExitStack() as stack:
        try:
            path = stack.enter_context(context.blobs.path(source.sha256))
        except NotFound as error:
            raise blob_or_gone(error) from None
        yield path


def _most_rows(predictor: Predictor) -> int:
    return batch_rows(num_numbers(predictor.manifest))


def _copied_numbers(source: SourceFile, names: list[str], scorer: RowScorer) -> set[str]:
    """What the columns that hold numbers are called in the output, should they be copied to it.

    Nothing is known of a file that was not profiled; a cell that is a number, sign and all, is no formula anywhere.
    """
    if source.schema is None:
        return {scorer.copied_name(name) for name in names}
    columns = source.schema.columns
    return {scorer.copied_name(column.name) for column in columns if column.kind is ColumnKind.numeric}


def _single_columns(source: SourceFile, names: list[str]) -> list[str]:
    """Columns of the file; of NDJSON, whose first rows may lack some, those that its profile found."""
    if source.format is not FileFormat.ndjson or source.schema is None or source.parse.series is not None:
        return names
    return [column.name for column in source.schema.columns if column.kind not in WHOLE_KINDS]


def _refuse_unknown(predictor: Predictor, spec: dict[str, Any], source: SourceFile, names: list[str]) -> None:
    """Raises: `SpecInvalid` when the file lacks a column that the model or the output needs.

    Of a dataset that was asked when the job was made; of NDJSON nobody knows before its last row.
    """
    if source.schema is not None or source.format is FileFormat.ndjson:
        return
    wanted = predictor.input_columns
    # The name of the only sequence or image is the format's, and read whatever it is.
    inputs = [] if len(wanted) == 1 and wanted[0].kind in WHOLE_KINDS else [column.name for column in wanted]
    missing = [Fault(code="missing_column", message="the model needs this column", column=name) for name in inputs]
    copied = spec["output"]["id_columns"]
    unknown = [Fault(code="column_unknown", message="there is no such column to copy", column=name) for name in copied]
    faults = [fault for fault in (*missing, *unknown) if fault.column not in names]
    if faults:
        raise SpecInvalid(
            f"the file lacks {len(faults)} of the columns that are needed: {faults[0].column!r}"
            + (", ..." if len(faults) > 1 else ""),
            faults=faults[:100],
            hint=f"GET /v1/models/{spec['model']}/versions/{spec['version']}/schema lists the model's columns.",
        )
