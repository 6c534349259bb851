"""Training jobs: start one, watch it, cancel it, read its curves."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response, status

from classifier.errors import DataInvalid, NotFound, SpecInvalid
from service.datasets.actions import DatasetFailed, DatasetNotReady
from service.dependencies import QueueDep, ReadOnly, Settings, Transaction, require
from service.errors import IdempotencyKeyReused, problems
from service.findings.answer import FINDINGS_RESPONSES, answer
from service.findings.schemas import Code, FindingId, Findings, Format, LeastSeverity
from service.idempotency import IdempotencyDep
from service.jobs import actions as jobs
from service.jobs.kind import add_job_routes
from service.jobs.room import QueueFull
from service.jobs.routes import StatusFilter
from service.jobs.schemas import JobId, JobList, JobOut
from service.pages import CursorInvalid, PageTooLarge, Paging
from service.routing import StrictRoute
from service.training_jobs import actions, diagnosis, fixes
from service.training_jobs.fixes import (
    DatasetDeleted,
    DatasetReplaced,
    FindingAmbiguous,
    FindingWithoutFix,
    FixOutdated,
)
from service.training_jobs.schemas import JobFindings, TrainingMetrics, TrainingRequest, Validation

router = APIRouter(prefix="/v1/training-jobs", route_class=StrictRoute, tags=["training-jobs"])


@router.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    response_model=JobOut,
    dependencies=[require("train:write")],
    responses=problems(
        NotFound, DatasetNotReady, DatasetFailed, SpecInvalid, DataInvalid, QueueFull, IdempotencyKeyReused
    ),
)
def create_training_job(
    body: TrainingRequest, tx: Transaction, queue: QueueDep, settings: Settings, idempotency: IdempotencyDep
) -> Response:
    """Queue one training run; it is checked in full before it is accepted."""
    return idempotency.once(tx, lambda: jobs.accepted(tx, actions.start(tx, body, settings.limits, queue)))


@router.post(
    ":validate",
    dependencies=[require("train:write")],
    responses=problems(NotFound, DatasetNotReady, DatasetFailed),
)
def validate_training_job(body: TrainingRequest, tx: ReadOnly, settings: Settings) -> Validation:
    """What a training run would be: its resolved config and size, or what is wrong with it. Nothing is queued."""
    return actions.validate(tx, body, settings.limits)


@router.get("", dependencies=[require("train:read")], responses=problems(CursorInvalid, PageTooLarge))
def list_training_jobs(tx: ReadOnly, paging: Paging, status_filter: StatusFilter = None) -> JobList:
    """Training jobs, newest first."""
    return jobs.page(tx, ["train"], status_filter, paging)


add_job_routes(router, kind="train", noun="training_job", read="train:read", write="train:write")


@router.get("/{job_id}/metrics", dependencies=[require("train:read")], responses=problems(NotFound))
def get_training_job_metrics(
    job_id: JobId,
    tx: ReadOnly,
    max_points: Annotated[int, Query(ge=3, le=10_000, description="Epochs to answer with at most.")] = 1_000,
) -> TrainingMetrics:
    """Loss and accuracy of every epoch, the final measures, and the baselines beside them."""
    return actions.metrics(tx, job_id, max_points)


@router.get(
    "/{job_id}/findings",
    dependencies=[require("train:read")],
    response_model=JobFindings,
    responses={**problems(NotFound), **FINDINGS_RESPONSES},
)
def get_training_job_findings(
    job_id: JobId,
    tx: ReadOnly,
    request: Request,
    severity: LeastSeverity = None,
    code: Code = None,
    wanted: Format = None,
) -> Findings | Response:
    """Why the run learned or did not: findings so far, and which checks passed or were skipped; as JSON or CSV."""
    return answer(diagnosis.findings(tx, job_id, severity, code), job_id, wanted, request)


@router.post(
    "/{job_id}/findings/{finding_id}/apply",
    status_code=status.HTTP_202_ACCEPTED,
    response_model=JobOut,
    dependencies=[require("train:write")],
    responses=problems(
        NotFound,
        FindingWithoutFix,
        FindingAmbiguous,
        DatasetDeleted,
        DatasetReplaced,
        DatasetNotReady,
        DatasetFailed,
        FixOutdated,
        SpecInvalid,
        DataInvalid,
        QueueFull,
        IdempotencyKeyReused,
    ),
)
def apply_training_job_finding(
    job_id: JobId,
    finding_id: FindingId,
    tx: Transaction,
    queue: QueueDep,
    settings: Settings,
    idempotency: IdempotencyDep,
) -> Response:
    """Queue the run again with a finding's fix: same data, same model name, the patched spec; `parent_id` names this job."""

    def make() -> Response:
        return jobs.accepted(tx, fixes.apply(tx, job_id, finding_id, settings.limits, queue))

    return idempotency.once(tx, make)
