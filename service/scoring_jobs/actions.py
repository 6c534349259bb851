"""Starting scoring jobs, and reading what they wrote."""

import json
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from sqlalchemy.orm import Session

from classifier.errors import Conflict, Fault, NotFound, SpecInvalid
from classifier.spec.check_data import WHOLE_KINDS
from classifier.spec.limits import Limits
from classifier.spec.manifest import input_features
from classifier.spec.table import ColumnRole, FileFormat, ParseOptions, Schema, TableFormat
from service.datasets.actions import usable
from service.jobs.room import refuse_too_long, refuse_when_full
from service.pages import PageQuery, encode_cursor
from service.ranges import StoredFile
from service.scoring_jobs.schemas import RefusedRows, ScoringOptions, ScoringRequest
from service.serving.choice import Asked, choose
from store.blobs import Blob, BlobStore
from store.jobs import create_job, get_job
from store.models import get_version, lock_model
from store.queue import Queue
from store.served import ServedVersion, served_model
from store.session import Database
from store.tables import TERMINAL, Job, ModelVersion

MEDIA_TYPES = {
    TableFormat.csv: "text/csv; charset=utf-8",
    TableFormat.parquet: "application/vnd.apache.parquet",
    TableFormat.ndjson: "application/x-ndjson",
}


class JobNotFinished(Conflict):
    """The job has no output, for it has neither succeeded nor been cancelled on its way."""

    code = "job_not_finished"
    hint = "Wait for the job with ?wait=30; a failed job has no output, a cancelled one what it had scored."


@dataclass(frozen=True)
class SentFile:
    """A file that is scored without becoming a dataset."""

    blob: Blob
    file_format: FileFormat
    gzip: bool
    parse: ParseOptions


def start(tx: Session, request: ScoringRequest, limits: Limits, queue: Queue) -> Job:
    """Queue the scoring of a dataset. Raises: `NotFound`, `DatasetNotReady`, `SpecInvalid`, `QueueFull`."""
    version, chosen = _chosen(tx, request, request.dataset_id)
    dataset = usable(tx, request.dataset_id, lock=True)
    schema = Schema.model_validate(dataset.schema)
    _refuse_threshold(request, version, "/threshold")
    _refuse_missing(version, schema)
    return _create(tx, request, version, chosen, _id_columns(request, schema), {}, limits, queue, dataset.id)


def start_sent(tx: Session, options: ScoringOptions, sent: SentFile, limits: Limits, queue: Queue) -> Job:
    """Queue the scoring of a file sent for it. Raises: `NotFound`, `SpecInvalid`, `QueueFull`."""
    version, served = _chosen(tx, options, sent.blob.sha256)
    _refuse_threshold(options, version, "/query/threshold")
    chosen = options.output.id_columns
    file = {
        "format": sent.file_format.value,
        "gzip": sent.gzip,
        "parse": sent.parse.model_dump(mode="json"),
        "num_bytes": sent.blob.num_bytes,
    }
    # Nothing is known of its columns before the job reads it: none has a role.
    ids = [] if chosen == "auto" else list(chosen)
    source = {"source_sha256": sent.blob.sha256, "file": file}
    return _create(tx, options, version, served, ids, source, limits, queue, None)


def _create(
    tx: Session,
    options: ScoringOptions,
    version: ModelVersion,
    chosen: ServedVersion,
    id_columns: list[str],
    source: dict[str, Any],
    limits: Limits,
    queue: Queue,
    dataset_id: str | None,
) -> Job:
    refuse_too_long(options.max_seconds, limits)
    refuse_when_full(tx, limits)
    return create_job(
        tx,
        kind="score",
        spec={
            "model": version.model_name,
            "version": version.version,
            "artifact_sha256": version.artifact_sha256,
            **source,
            "output": {**options.output.model_dump(mode="json"), "id_columns": id_columns},
            "threshold": options.threshold,
            "decision": _decision(options, chosen),
            "decision_revision": None if options.threshold is not None else chosen.decision.revision,
            "on_invalid": options.on_invalid,
        },
        dataset_id=dataset_id,
        priority=options.priority,
        max_seconds=options.max_seconds,
        queue=queue,
    )


def _chosen(tx: Session, options: ScoringOptions, file: str) -> tuple[ModelVersion, ServedVersion]:
    """The version that scores `file`, and what decides its labels now. Raises: `NotFound`."""
    lock_model(tx, options.model, shared=True)  # until the job is there, the version is not deleted
    model = served_model(tx, options.model)
    if model is None:
        raise NotFound(f"there is no model {options.model!r}", hint="GET /v1/models lists them.")
    chosen = choose(model, Asked(options.version, options.alias, options.routing_key or file)).version
    return get_version(tx, options.model, chosen.version), chosen


def _decision(options: ScoringOptions, chosen: ServedVersion) -> dict[str, object] | None:
    """What decides, unless it is the request's own threshold or what was trained."""
    settings = chosen.decision.settings
    if options.threshold is not None or settings is None:
        return None
    return settings.model_dump(mode="json", exclude_none=True)


def output(tx: Session, job_id: str) -> StoredFile:
    """The scored file. Raises: `NotFound`, `JobNotFinished`."""
    result = _result(tx, job_id)
    file_format = TableFormat(result["format"])
    return StoredFile(
        result["output_sha256"], result["output_bytes"], f"{job_id}.{file_format.value}", MEDIA_TYPES[file_format]
    )


def errors(tx: Session, job_id: str) -> StoredFile | None:
    """The file of refused rows, or None when there are none. Raises: `NotFound`, `JobNotFinished`."""
    result = _result(tx, job_id)
    if not result.get("errors_sha256"):
        return None
    media_type = MEDIA_TYPES[TableFormat.ndjson]
    return StoredFile(result["errors_sha256"], result["errors_bytes"], f"{job_id}-errors.ndjson", media_type)


def refused(database: Database, blobs: BlobStore, job_id: str, paging: PageQuery) -> RefusedRows:
    """One page of the rows that were not scored. Raises: `NotFound`, `JobNotFinished`, `CursorInvalid`."""
    with database.read() as tx:  # closed before the file is read: on SQLite it would keep writers waiting
        result = _result(tx, job_id)
    start_at = paging.after_number() or 0
    lines: list[bytes] = []
    if result.get("errors_sha256"):
        with _open(blobs, result["errors_sha256"]) as file:
            lines = list(islice(file, start_at, start_at + paging.limit + 1))
    page, has_more = lines[: paging.limit], len(lines) > paging.limit
    return RefusedRows(
        object="list",
        data=[Fault.model_validate(json.loads(line)) for line in page],
        has_more=has_more,
        next_cursor=encode_cursor(start_at + paging.limit) if has_more else None,
    )


def _result(tx: Session, job_id: str) -> dict[str, Any]:
    job = get_job(tx, job_id, "score")
    if job.status not in TERMINAL or not (job.result and "output_sha256" in job.result):
        raise JobNotFinished(f"job {job_id} is {job.status}")
    return job.result


def _refuse_threshold(options: ScoringOptions, version: ModelVersion, pointer: str) -> None:
    num_classes = len(version.manifest["classes"])
    if options.threshold is not None and num_classes != 2:
        raise SpecInvalid(
            f"a threshold decides between two classes; model {options.model!r} has {num_classes}",
            faults=[Fault(code="threshold_not_binary", message="only for two classes", pointer=pointer)],
        )


def _refuse_missing(version: ModelVersion, schema: Schema) -> None:
    """Raises: `SpecInvalid` when the file lacks a column that the model needs: every row would be refused."""
    known = {column.name for column in schema.columns}
    features = input_features(version.manifest)
    alike = [column for column in schema.columns if column.kind in WHOLE_KINDS and column.kind == features[0]["kind"]]
    if len(features) == len(alike) == 1:
        return  # the name of the only sequence or image is the format's, and read whatever it is
    missing = [feature["name"] for feature in features if feature["name"] not in known]
    if missing:
        raise SpecInvalid(
            f"the dataset lacks {len(missing)} of the columns that model {version.model_name!r} needs: {missing[0]!r}"
            + (", ..." if len(missing) > 1 else ""),
            faults=[
                Fault(code="missing_column", message="the model needs this column", pointer="/dataset_id", column=name)
                for name in missing[:100]
            ],
            hint=f"GET /v1/models/{version.model_name}/versions/{version.version}/schema lists the columns.",
        )


def _id_columns(request: ScoringRequest, schema: Schema) -> list[str]:
    if request.output.id_columns == "auto":
        return [
            column.name for column in schema.columns if column.role is ColumnRole.id and column.kind not in WHOLE_KINDS
        ]
    known = {column.name: column.kind for column in schema.columns}
    if unknown := [(place, name) for place, name in enumerate(request.output.id_columns) if name not in known]:
        raise SpecInvalid(
            f"{len(unknown)} id columns are not in the dataset",
            faults=[
                Fault(
                    code="column_unknown",
                    message="there is no such column",
                    pointer=f"/output/id_columns/{place}",
                    column=name,
                )
                for place, name in unknown
            ],
        )
    if whole := [(place, name) for place, name in enumerate(request.output.id_columns) if known[name] in WHOLE_KINDS]:
        raise SpecInvalid(
            f"{len(whole)} id columns hold sequences or images, which no scored file can hold",
            faults=[
                Fault(
                    code="id_column_kind",
                    message=f"the column holds {known[name]}s",
                    pointer=f"/output/id_columns/{place}",
                    column=name,
                    got=known[name],
                    expected="a column of single values",
                )
                for place, name in whole
            ],
        )
    return list(request.output.id_columns)


def _open(blobs: BlobStore, sha256: str) -> BinaryIO:
    """The job's file, which outlives neither its blob nor a restored backup that lacks it. Raises: `NotFound`."""
    try:
        return blobs.open(sha256)
    except NotFound:
        raise NotFound("the job's file is gone from the server's storage", hint="Start the job again.") from None
