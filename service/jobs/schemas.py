"""How a job is shown, whatever its kind."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import Field

from classifier.errors import Fault
from classifier.spec.base import Spec
from classifier.spec.finding import Finding
from service.findings.schemas import FindingsSummary
from service.pages import Out, Page

JobId = Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9_-]+$", description="Id of the job, `job_…`.")]


class JobKind(StrEnum):
    """What a job does."""

    profile = "profile"
    train = "train"
    score = "score"


class JobStatus(StrEnum):
    """Where a job stands."""

    queued = "queued"
    running = "running"
    cancelling = "cancelling"
    succeeded = "succeeded"
    failed = "failed"
    cancelled = "cancelled"


class Progress(Out):
    """How far a job is."""

    fraction: float | None
    """0..1."""
    epoch: int | None
    epochs: int | None
    """Epochs asked for; early stopping may end sooner."""
    member: int | None
    """Which of the run's networks is trained, from 0."""
    members: int | None
    """Folds times seeds."""
    eta_seconds: float | None
    """Seconds until the end, as far as can be said."""
    message: str | None


class QueuePlace(Out):
    """Where a queued job waits."""

    position: int
    """Jobs of the same queue that go first."""


class WorkerRef(Out):
    """The worker that runs or ran the job."""

    id: str


class Best(Out):
    """The best epoch so far."""

    epoch: int
    metric: str
    value: float


class JobError(Out):
    """Why a job failed, in the words of a problem document."""

    code: str
    """Stable machine word, e.g. `diverged`."""
    title: str | None
    detail: str
    hint: str
    errors: list[Fault]


class JobInList(Out):
    """One unit of background work and the state of it; a list counts its findings instead of telling them."""

    object: Literal["job"]
    id: str
    kind: JobKind
    status: JobStatus
    phase: str
    """Free word for what a running job does now."""
    terminal: bool
    """True when the status will not change any more."""
    progress: Progress
    queue: QueuePlace | None
    """Null unless queued."""
    attempt: int
    """Times a worker began it."""
    priority: int
    """0 runs first, 9 last."""
    parent_id: str | None
    """The job that this one repeats, or that a finding's fix made it of; null for every other job."""
    worker: WorkerRef | None
    dataset_id: str | None
    spec: dict[str, Any]
    """What was asked for."""
    resolved_config: dict[str, Any] | None
    """The same with every `auto` decided."""
    best: Best | None
    result: dict[str, Any] | None
    """What a succeeded job gave: of a training job the model and version, of a scoring job the counts of rows."""
    error: JobError | None
    findings_summary: FindingsSummary
    last_event: int
    """Number of the newest event; `?after=` of it follows the job from here."""
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    links: dict[str, str]


class JobOut(JobInList):
    """One unit of background work, the state of it, and what was found so far."""

    findings: list[Finding]
    """In the order in which they arose; `GET …/findings` also tells what was checked."""


class JobList(Page[JobInList]):
    """One page of jobs, newest first."""


class EventOut(Out):
    """Something that happened to a job."""

    id: int
    """Number of the event within its job, from 1."""
    type: Annotated[str, Field(examples=["state"])]
    """state, progress, metric, finding, log, checkpoint or done."""
    at: datetime
    data: dict[str, Any]


class EventList(Out):
    """Events of one job, oldest first."""

    object: Literal["list"]
    data: list[EventOut]
    has_more: bool
    next_cursor: int
    """Give it as `after` for the events that follow, now or later."""


class RetryRequest(Spec):
    """What shall be otherwise this time."""

    spec: dict[str, Any] | None = None
    """JSON merge patch (RFC 7396) for the TrainSpec of a training job: objects are merged, null takes a field back to its
    default, anything else replaces. Null repeats the job as it was asked for."""


class LogLine(Out):
    """One line of a job's log."""

    id: int
    """Number of the event that it tells of."""
    at: datetime
    level: str
    """info, warning or error."""
    message: str


class LogList(Out):
    """Lines of a job's log, oldest first."""

    object: Literal["list"]
    data: list[LogLine]
    has_more: bool
    """Whether there are later lines already."""
    next_cursor: int
    """Give it as `after` for the lines that follow, now or later."""


class QueueDepth(Out):
    """How much there is to do of one kind."""

    kind: JobKind
    queued: int
    running: int
    """Those that are being cancelled among them."""
    workers: int
    """Live workers that take jobs of this kind."""


class QueuedJob(Out):
    """A job that waits for a worker."""

    job_id: str
    kind: JobKind
    position: int
    """Jobs of the same kind that go first."""
    priority: int
    created_at: datetime


class QueueWorker(Out):
    """A live worker."""

    id: str
    device: str
    queues: list[str]
    """Kinds of jobs that it takes."""
    started_at: datetime
    heartbeat_at: datetime
    heartbeat_age_seconds: float
    """By the database's clock. A worker without a heartbeat for `DISCERN_LEASE_SECONDS` loses its jobs to others."""


class RunningJob(Out):
    """A job that a worker has."""

    job_id: str
    kind: JobKind
    status: JobStatus
    phase: str
    attempt: int
    fraction: float | None
    eta_seconds: float | None
    started_at: datetime | None
    worker: QueueWorker | None
    """Null while the job of a worker that is gone has not been taken back yet."""


class QueueOut(Out):
    """What waits and what runs."""

    object: Literal["queue"]
    depth: list[QueueDepth]
    """Of every kind of job."""
    queued: list[QueuedJob]
    """The first 100, in the order in which each kind will run."""
    running: list[RunningJob]
    """The first 100."""
    workers: list[QueueWorker]
