"""Jobs of any kind: what `training-jobs` and `scoring-jobs` share, profile jobs included."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.dependencies import ReadOnly, require
from service.errors import problems
from service.jobs import actions
from service.jobs.kind import add_job_routes
from service.jobs.schemas import JobKind, JobList, JobStatus
from service.pages import CursorInvalid, PageTooLarge, Paging
from service.routing import StrictRoute

router = APIRouter(prefix="/v1/jobs", route_class=StrictRoute, tags=["jobs"])

StatusFilter = Annotated[JobStatus | None, Query(alias="status", description="Only jobs in this state.")]


@router.get("", dependencies=[require("train:read")], responses=problems(CursorInvalid, PageTooLarge))
def list_jobs(tx: ReadOnly, paging: Paging, kind: JobKind | None = None, status_filter: StatusFilter = None) -> JobList:
    """Jobs, newest first."""
    return actions.page(tx, None if kind is None else [kind], status_filter, paging)


add_job_routes(router, kind=None, noun="job", read="train:read", write="train:write")
