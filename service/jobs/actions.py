"""Reading, listing and cancelling jobs of any kind."""

from collections.abc import Sequence
from typing import Any

from fastapi import Request, Response
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from classifier.errors import Fault
from classifier.spec.finding import Finding
from service.findings import report
from service.jobs.schemas import (
    Best,
    JobError,
    JobInList,
    JobKind,
    JobList,
    JobOut,
    JobStatus,
    Progress,
    QueuePlace,
    WorkerRef,
)
from service.pages import PageQuery, encode_cursor
from service.waiting import wait_until
from store.jobs import get_job, list_jobs, queue_position, request_cancel
from store.queue import Queue
from store.session import Database
from store.tables import TERMINAL, Job

RETRY_AFTER_SECONDS = 1

_PATHS = {"train": "/v1/training-jobs", "score": "/v1/scoring-jobs", "profile": "/v1/jobs"}


def job_path(job: Job) -> str:
    """Where a job is found."""
    return f"{_PATHS[job.kind]}/{job.id}"


def public_result(result: dict[str, Any] | None) -> dict[str, Any] | None:
    """A job's result without the names of blobs: the content of one is asked for through its resource."""
    if result is None:
        return None
    return {name: value for name, value in result.items() if not name.endswith("_sha256")}


def present(tx: Session, job: Job) -> JobOut:
    """The job as its user sees it."""
    shown = _shown(job, queue_position(tx, job) if job.status == "queued" else None)
    findings = [Finding.model_validate(finding) for finding in job.findings or []]
    return JobOut(**dict(shown), findings=findings)


def _shown(job: Job, position: int | None) -> JobInList:
    progress = job.progress
    return JobInList(
        object="job",
        id=job.id,
        kind=JobKind(job.kind),
        status=JobStatus(job.status),
        phase=job.phase,
        terminal=job.status in TERMINAL,
        progress=Progress(**{name: progress.get(name) for name in Progress.model_fields}),
        queue=None if position is None else QueuePlace(position=position),
        attempt=job.attempt,
        priority=job.priority,
        parent_id=job.parent_id,
        worker=None if job.worker_id is None else WorkerRef(id=job.worker_id),
        dataset_id=job.dataset_id,
        spec=public_result(job.spec) or {},
        resolved_config=job.resolved,
        best=None if job.best is None else Best(**{name: job.best[name] for name in Best.model_fields}),
        result=public_result(job.result),
        error=None if job.error is None else present_error(job.error),
        findings_summary=report.summary(job.findings or []),
        last_event=job.last_event,
        created_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        links=_links(job),
    )


def present_error(error: dict[str, Any]) -> JobError:
    """The error on a job's or a dataset's row."""
    return JobError(
        code=error["code"],
        title=error.get("title"),
        detail=error.get("detail", ""),
        hint=error.get("hint", ""),
        errors=[Fault.model_validate(fault) for fault in error.get("errors", [])],
    )


def accepted(tx: Session, job: Job) -> Response:
    """202 with the new job and where to find it."""
    headers = {"Location": job_path(job), "Retry-After": str(RETRY_AFTER_SECONDS)}
    return Response(present(tx, job).model_dump_json(), status_code=202, headers=headers, media_type="application/json")


def find(tx: Session, job_id: str, kind: str | None) -> JobOut:
    """The job, presented. Raises: `NotFound`, also when it is of another kind."""
    return present(tx, get_job(tx, job_id, kind))


async def find_when_ended(
    database: Database, job_id: str, kind: str | None, seconds: float, request: Request
) -> JobOut:
    """The job once it has ended, or as it is after `seconds`. Raises: `NotFound`."""

    def read() -> JobOut:
        with database.read() as tx:
            return find(tx, job_id, kind)

    return await wait_until(read, lambda job: job.terminal, seconds, request)


def page(tx: Session, kinds: Sequence[str] | None, status: JobStatus | None, paging: PageQuery) -> JobList:
    """One page of jobs, newest first."""
    found = list_jobs(tx, kinds=kinds, status=status, limit=paging.limit + 1, before_seq=paging.after_number())
    jobs, has_more = found[: paging.limit], len(found) > paging.limit
    positions = _positions(tx, [job for job in jobs if job.status == "queued"])
    return JobList(
        object="list",
        data=[_shown(job, positions.get(job.id)) for job in jobs],
        has_more=has_more,
        next_cursor=encode_cursor(jobs[-1].seq) if has_more else None,
    )


def cancel(database: Database, queue: Queue, job_id: str, kind: str | None) -> JobOut:
    """Ask a job to stop, and tell the engine once that is committed.

    The order matters: a worker that the engine stops must find the job already `cancelling`. Asking again is fine.
    Raises: `NotFound`, `JobTerminal`.
    """
    with database.begin() as tx:
        job = get_job(tx, job_id, kind)
        request_cancel(tx, job)
        shown = present(tx, job)
    queue.cancel(job_id)
    return shown


def _positions(tx: Session, jobs: Sequence[Job]) -> dict[str, int]:
    """`queue_position` of every job, in one query for a whole page."""
    if not jobs:
        return {}
    place = func.row_number().over(partition_by=Job.kind, order_by=(Job.priority, Job.seq)) - 1
    waiting = select(Job.id, place.label("position")).where(Job.status == "queued").subquery()
    found = tx.execute(select(waiting).where(waiting.c.id.in_([job.id for job in jobs])))
    return {row.id: row.position for row in found}


def _links(job: Job) -> dict[str, str]:
    path = job_path(job)
    links = {"self": path, "events": f"{path}/events", "cancel": f"{path}/cancel"}
    links |= {"logs": f"/v1/jobs/{job.id}/logs", "retry": f"/v1/jobs/{job.id}/retry"}
    if job.kind == "train":
        links["metrics"], links["findings"] = f"{path}/metrics", f"{path}/findings"
    if job.kind == "score":
        links["output"], links["errors"] = f"{path}/output", f"{path}/errors"
    if job.parent_id is not None:
        links["parent"] = f"{_PATHS[job.kind]}/{job.parent_id}"
    if job.dataset_id is not None:
        links["dataset"] = f"/v1/datasets/{job.dataset_id}"
    if job.kind == "train" and job.result and "model" in job.result and "version" in job.result:
        links["model_version"] = f"/v1/models/{job.result['model']}/versions/{job.result['version']}"
    return links
