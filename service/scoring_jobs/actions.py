"""Starting scoring jobs, and reading what they wrote."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from sqlalchemy.orm import Session

from classifier.errors import Conflict, Fault, NotFound, SpecInvalid
from classifier.spec.check_data import WHOLE_KINDS
from classifier.spec.limits import Limits
from classifier.spec.manifest import input_features
from classifier.spec.table import ColumnRole, Schema, TableFormat
from service.datasets.actions import usable
from service.jobs.room import refuse_too_long, refuse_when_full
from service.pages import PageQuery, encode_cursor
from service.scoring_jobs.schemas import RefusedRows, ScoringRequest
from service.serving.choice import Asked, choose
from store.blobs import BlobStore
from store.jobs import create_job, get_job
from store.models import get_version, lock_model
from store.queue import Queue
from store.served import ServedVersion, served_model
from store.session import Database
from store.tables import Job, ModelVersion

MEDIA_TYPES = {
    TableFormat.csv: "text/csv; charset=utf-8",
    TableFormat.parquet: "application/vnd.apache.parquet",
    TableFormat.ndjson: "application/x-ndjson",
}

_CHUNK = 1 << 18


class JobNotFinished(Conflict):
    """The job has no output, for it has not succeeded."""

    code = "job_not_finished"
    hint = "Wait for the job with ?wait=30; a failed or cancelled job has no output."


@dataclass(frozen=True)
class Output:
    """A scored file, to be streamed."""

    name: str
    media_type: str
    num_bytes: int
    chunks: Iterator[bytes]


def start(tx: Session, request: ScoringRequest, limits: Limits, queue: Queue) -> Job:
    """Queue one scoring. Raises: `NotFound`, `DatasetNotReady`, `SpecInvalid`, `QueueFull`."""
    lock_model(tx, request.model, shared=True)  # until the job is there, the version is not deleted
    chosen = _chosen(tx, request)
    version = get_version(tx, request.model, chosen.version)
    dataset = usable(tx, request.dataset_id, lock=True)
    schema = Schema.model_validate(dataset.schema)
    if request.threshold is not None and len(version.manifest["classes"]) != 2:
        raise SpecInvalid(
            f"a threshold decides between two classes; model {request.model!r} has {len(version.manifest['classes'])}",
            faults=[Fault(code="threshold_not_binary", message="only for two classes", pointer="/threshold")],
        )
    _refuse_missing(version, schema)
    refuse_too_long(request.max_seconds, limits)
    refuse_when_full(tx, limits)
    output = request.output.model_dump(mode="json")
    return create_job(
        tx,
        kind="score",
        spec={
            "model": version.model_name,
            "version": version.version,
            "artifact_sha256": version.artifact_sha256,
            "output": {**output, "id_columns": _id_columns(request, schema)},
            "threshold": request.threshold,
            "decision": _decision(request, chosen),
            "decision_revision": None if request.threshold is not None else chosen.decision.revision,
            "on_invalid": request.on_invalid,
        },
        dataset_id=dataset.id,
        priority=request.priority,
        max_seconds=request.max_seconds,
        queue=queue,
    )


def _chosen(tx: Session, request: ScoringRequest) -> ServedVersion:
    model = served_model(tx, request.model)
    if model is None:
        raise NotFound(f"there is no model {request.model!r}", hint="GET /v1/models lists them.")
    asked = Asked(request.version, request.alias, request.routing_key or request.dataset_id)
    return choose(model, asked).version


def _decision(request: ScoringRequest, chosen: ServedVersion) -> dict[str, object] | None:
    """What decides, unless it is the request's own threshold or what was trained."""
    settings = chosen.decision.settings
    if request.threshold is not None or settings is None:
        return None
    return settings.model_dump(mode="json", exclude_none=True)


def output(tx: Session, blobs: BlobStore, job_id: str) -> Output:
    """The scored file. Raises: `NotFound`, `JobNotFinished`."""
    job = _succeeded(tx, job_id)
    result = job.result or {}
    file_format = TableFormat(result["format"])
    return Output(
        name=f"{job.id}.{file_format.value}",
        media_type=MEDIA_TYPES[file_format],
        num_bytes=result["output_bytes"],
        chunks=_chunks(blobs, result["output_sha256"]),
    )


def refused(database: Database, blobs: BlobStore, job_id: str, paging: PageQuery) -> RefusedRows:
    """One page of the rows that were not scored. Raises: `NotFound`, `JobNotFinished`, `CursorInvalid`."""
    with database.read() as tx:  # closed before the file is read: on SQLite it would keep writers waiting
        result = _succeeded(tx, job_id).result or {}
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


def _succeeded(tx: Session, job_id: str) -> Job:
    job = get_job(tx, job_id, "score")
    if job.status != "succeeded":
        raise JobNotFinished(f"job {job_id} is {job.status}")
    return job


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


def _chunks(blobs: BlobStore, sha256: str) -> Iterator[bytes]:
    """The content, piece by piece; it is opened by the first. Raises: `NotFound`, at once."""
    _open(blobs, sha256).close()

    def read() -> Iterator[bytes]:
        with _open(blobs, sha256) as file:
            while chunk := file.read(_CHUNK):
                yield chunk

    return read()
