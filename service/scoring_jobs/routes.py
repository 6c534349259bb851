"""Scoring jobs: classify a whole file in the background."""

from functools import partial
from typing import Annotated, Literal

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response, status
from fastapi.responses import StreamingResponse

from classifier.errors import NotFound, SpecInvalid
from classifier.spec.table import TableFormat
from service.datasets.actions import DatasetFailed, DatasetNotReady
from service.datasets.upload import UPLOAD_BODY, EmptyFile, MediaTypeUnsupported, UploadIncomplete, receive
from service.dependencies import Blobs, QueueDep, ReadOnly, Settings, Storage, Transaction, require
from service.errors import IdempotencyKeyReused, RangeNotSatisfiable, problems
from service.idempotency import IdempotencyDep
from service.jobs import actions as jobs
from service.jobs.kind import add_job_routes
from service.jobs.room import QueueFull
from service.jobs.routes import StatusFilter
from service.jobs.schemas import JobId, JobList, JobOut
from service.pages import CursorInvalid, PageTooLarge, Paging
from service.ranges import RANGE_RESPONSE, file_response
from service.routing import StrictRoute
from service.scoring_jobs import actions
from service.scoring_jobs.actions import JobNotFinished, SentFile
from service.scoring_jobs.schemas import RefusedRows, ScoringRequest
from service.scoring_jobs.sent import SentOptions

router = APIRouter(prefix="/v1/scoring-jobs", route_class=StrictRoute, tags=["scoring-jobs"])


@router.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    response_model=JobOut,
    dependencies=[require("predict")],
    responses=problems(NotFound, DatasetNotReady, DatasetFailed, SpecInvalid, QueueFull, IdempotencyKeyReused),
)
def create_scoring_job(
    body: ScoringRequest, tx: Transaction, queue: QueueDep, settings: Settings, idempotency: IdempotencyDep
) -> Response:
    """Queue the scoring of an uploaded file."""
    return idempotency.once(tx, lambda: jobs.accepted(tx, actions.start(tx, body, settings.limits, queue)))


@router.post(
    "/file",
    name="create_scoring_job_of_file",
    status_code=status.HTTP_202_ACCEPTED,
    response_model=JobOut,
    dependencies=[require("predict")],
    openapi_extra=UPLOAD_BODY,
    responses=problems(
        NotFound, EmptyFile, MediaTypeUnsupported, UploadIncomplete, SpecInvalid, QueueFull, IdempotencyKeyReused
    ),
)
async def score_file(
    request: Request,
    sent: SentOptions,
    blobs: Blobs,
    database: Storage,
    queue: QueueDep,
    settings: Settings,
    idempotency: IdempotencyDep,
) -> Response:
    """Score the file in the request's body, which never becomes a dataset: the model's own columns give the types."""
    blob = await receive(request, blobs, settings.limits)
    file = SentFile(blob, sent.file_format, sent.gzip, sent.parse)

    def create() -> Response:
        with database.begin() as tx:
            make = partial(actions.start_sent, tx, sent.options, file, settings.limits, queue)
            return idempotency.once(tx, lambda: jobs.accepted(tx, make()), body_sha256=blob.sha256)

    return await to_thread.run_sync(create)


@router.get("", dependencies=[require("predict")], responses=problems(CursorInvalid, PageTooLarge))
def list_scoring_jobs(tx: ReadOnly, paging: Paging, status_filter: StatusFilter = None) -> JobList:
    """Scoring jobs, newest first."""
    return jobs.page(tx, ["score"], status_filter, paging)


add_job_routes(router, kind="score", noun="scoring_job", read="predict", write="predict")


@router.get(
    "/{job_id}/output",
    dependencies=[require("predict")],
    response_class=StreamingResponse,
    responses={
        **problems(NotFound, JobNotFinished, RangeNotSatisfiable),
        **RANGE_RESPONSE,
        200: {
            "description": "The scored file, in the input's order.",
            "content": {
                media.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
                for media in actions.MEDIA_TYPES.values()
            },
        },
    },
)
def get_scoring_job_output(job_id: JobId, tx: ReadOnly, blobs: Blobs, request: Request) -> StreamingResponse:
    """The scored file, or the part that `Range` asks for; of a cancelled job, the rows it had scored."""
    return file_response(request, actions.output(tx, job_id), blobs)


@router.get(
    "/{job_id}/errors",
    dependencies=[require("predict")],
    response_model=RefusedRows,
    responses={
        **problems(NotFound, JobNotFinished, CursorInvalid, PageTooLarge, RangeNotSatisfiable),
        **RANGE_RESPONSE,
        200: {"model": RefusedRows, "content": {"application/x-ndjson": {"schema": {"type": "string"}}}},
    },
)
def list_scoring_job_errors(
    job_id: JobId,
    database: Storage,
    blobs: Blobs,
    paging: Paging,
    request: Request,
    format: Annotated[  # noqa: A002
        Literal["json", "ndjson"], Query(description="json is one page of them, ndjson the whole file, one a line.")
    ] = "json",
) -> RefusedRows | Response:
    """The rows that were not scored, each with its column and what was wrong."""
    if format == "json":
        return actions.refused(database, blobs, job_id, paging)
    with database.read() as tx:
        file = actions.errors(tx, job_id)
    if file is None:
        return Response(b"", media_type=actions.MEDIA_TYPES[TableFormat.ndjson])
    return file_response(request, file, blobs)
