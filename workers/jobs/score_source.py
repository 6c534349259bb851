"""The file that a scoring job reads: a dataset's or one that was sent for it, and what is known of its columns."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifier.errors import Fault, NotFound, SpecInvalid
from classifier.inference.predictor import Predictor
from classifier.spec.check_data import WHOLE_KINDS
from classifier.spec.table import ColumnKind, FileFormat, ParseOptions, Schema
from workers.jobs.context import JobContext, blob_or_gone
from workers.jobs.score_rows import RowScorer


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


def source_of(context: JobContext, dataset_id: str | None, spec: dict[str, Any]) -> SourceFile:
    """What a job's row says of its file. Raises: `DatasetGone`."""
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
def opened(context: JobContext, source: SourceFile) -> Iterator[Path]:
    """The file, which is not swept meanwhile. Raises: `DatasetGone`."""
    with ExitStack() as stack:
        try:
            path = stack.enter_context(context.blobs.path(source.sha256))
        except NotFound as error:
            raise blob_or_gone(error) from None
        yield path


def copied_numbers(source: SourceFile, names: list[str], scorer: RowScorer) -> set[str]:
    """What the columns that hold numbers are called in the output, should they be copied to it.

    Nothing is known of a file that was not profiled; a cell that is a number, sign and all, is no formula anywhere.
    """
    if source.schema is None:
        return {scorer.copied_name(name) for name in names}
    columns = source.schema.columns
    return {scorer.copied_name(column.name) for column in columns if column.kind is ColumnKind.numeric}


def single_columns(source: SourceFile, names: list[str]) -> list[str]:
    """Columns of the file; of NDJSON, whose first rows may lack some, those that its profile found."""
    if source.format is not FileFormat.ndjson or source.schema is None or source.parse.series is not None:
        return names
    return [column.name for column in source.schema.columns if column.kind not in WHOLE_KINDS]


def refuse_unknown(predictor: Predictor, spec: dict[str, Any], source: SourceFile, names: list[str]) -> None:
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
