"""The scoring job: a file in, a file out, in the input's order, through the one Predictor.

The file is read in pieces, which threads read and score; a shard of them is kept when it is done, so that another attempt
goes on after it (docs/adr/0019-scoring-in-shards.md).
"""

import os
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from classifier.errors import NotFound, RowsInvalid
from classifier.inference.load import check_golden, onnx_predictor
from classifier.inference.model_file import ModelFile, read_model_file
from classifier.inference.predictor import Predictor
from classifier.spec.counts import ServingCounts
from classifier.spec.table import FileFormat, TableFormat
from classifier.table.beside import threads
from classifier.table.pieces import Piece, Pieces
from classifier.table.read import RawTable, no_rows, refuse_size
from classifier.table.record_blocks import Place
from store.jobs import finish
from store.models import get_version
from store.scoring import add_shard, forget_shards, is_shards_blob, shards_of
from store.serving import WindowKey, add_counts
from store.tables import ScoreShard, utc_now
from workers.jobs.context import JobContext, Stopped
from workers.jobs.in_order import in_order
from workers.jobs.score_output import Output
from workers.jobs.score_rows import RowScorer, Scored, batch_rows
from workers.jobs.score_source import SourceFile, copied_numbers, opened, refuse_unknown, single_columns, source_of
from workers.memory import limit_memory

TELL_SECONDS = 1.0  # between two words on how far the job is
SHARD_BATCHES = 20  # of a model of many numbers, whose rows take long: a shard is kept every few seconds all the same


def run(context: JobContext) -> None:
    """Score every row of a file. A killed attempt goes on after the last shard that is done."""
    limit_memory(context.settings.limits.max_job_memory_bytes)
    job = context.job()
    context.phase("loading", "loading the model")
    with context.blobs.path(job.spec["artifact_sha256"]) as path:
        context.blobs.verify(job.spec["artifact_sha256"])
        model = read_model_file(path)
    predictor = _predictor(model)
    context.phase("scoring", "scoring")
    source = source_of(context, job.dataset_id, job.spec)
    with opened(context, source) as path:
        pieces = Pieces(
            path,
            source.format,
            gzip=source.gzip,
            parse=source.parse,
            limits=context.settings.limits,
            most_rows=batch_rows(predictor.row_numbers),
        )
        _Scoring(context, job.spec, source, predictor, path, pieces).run()


def _predictor(model: ModelFile) -> Predictor:
    """By ONNX Runtime where there is a graph: torch is then never imported, a second and a quarter of a gigabyte."""
    if model.graph is not None:
        predictor = onnx_predictor(model)
    else:
        import torch

        from classifier.neural.torch_runtime import predictor_of

        torch.set_num_threads(1)  # the pieces are scored side by side
        predictor = predictor_of(model)
    check_golden(predictor, model)
    return predictor


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
        self._names = single_columns(source, pieces.names)
        refuse_unknown(predictor, spec, source, pieces.names)
        self._scorer = RowScorer(predictor, spec, self._names, context.settings.limits)
        self._shard_rows = min(context.settings.score_shard_rows, SHARD_BATCHES * batch_rows(predictor.row_numbers))
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
        numbers = copied_numbers(source, self._names, self._scorer)
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
        self._context.tell()
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
