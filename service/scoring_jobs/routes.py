"""Scoring jobs: classify a whole file in the background."""

from fastapi import APIRouter, Response, status
from fastapi.responses import StreamingResponse

from classifier.errors import NotFound, SpecInvalid
from service.datasets.actions import DatasetFailed, DatasetNotReady
from service.dependencies import Blobs, QueueDep, ReadOnly, Settings, Storage, Transaction, require
from service.errors import IdempotencyKeyReused, problems
from service.idempotency import IdempotencyDep
from service.jobs import actions as jobs
from service.jobs.kind import add_job_routes
from service.jobs.room import QueueFull
from service.jobs.routes import StatusFilter
from service.jobs.schemas import JobId, JobList, JobOut
from service.pages import CursorInvalid, PageTooLarge, Paging
from service.routing import StrictRoute
from service.scoring_jobs import actions
from service.scoring_jobs.actions import JobNotFinished
from service.scoring_jobs.schemas import RefusedRows, ScoringRequest

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
        **problems(NotFound, JobNotFinished),
        200: {
            "description": "The scored file, in the input's order.",
            "content": {
                media.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
                for media in actions.MEDIA_TYPES.values()
            },
        },
    },
)
def get_scoring_job_output(job_id: JobId, tx: ReadOnly, blobs: Blobs) -> StreamingResponse:
    """The scored file: ids, row number, label and a probability for each class."""
    found = actions.output(tx, blobs, job_id)
    headers = {"Content-Length": str(found.num_bytes), "Content-Disposition": f'attachment; filename="{found.name}"'}
    return StreamingResponse(found.chunks, media_type=found.media_type, headers=headers)


@router.get(
    "/{job_id}/errors",
    dependencies=[require("predict")],
    responses=problems(NotFound, JobNotFinished, CursorInvalid, PageTooLarge),
)
def list_scoring_job_errors(job_id: JobId, database: Storage, blobs: Blobs, paging: Paging) -> RefusedRows:
    """The rows that were not scored, each with its column and what was wrong."""
    return actions.refused(database, blobs, job_id, paging)
