"""The server's answers as typed, frozen values; fields of newer servers are kept, missing ones take a default."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from discern.errors import Fault

TERMINAL = frozenset({"succeeded", "failed", "cancelled"})


class Answer(BaseModel):
    """Base of every answer. `to_json()` gives the document back, unknown fields included."""

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True, protected_namespaces=())

    def to_json(self) -> dict[str, Any]:
        """The answer as JSON-able values; NaN and Infinity become null."""
        return self.model_dump(mode="json", by_alias=True)


class Finding(Answer):
    """One thing the data or a run says, with its numbers and what to do."""

    id: str = ""
    """Names the finding within its job or dataset."""
    code: str
    severity: str = "info"
    phase: str = ""
    title: str = ""
    explanation: str = ""
    suggestion: str = ""
    evidence: dict[str, Any] = Field(default_factory=dict)
    column: str | None = None
    fix: list[dict[str, Any]] | None = None
    """JSON Patch (RFC 6902) on the TrainSpec, or None; `jobs.apply` applies it."""
    docs: str = ""
    """The page about it, from the root of the repository."""


class SkippedCheck(Answer):
    """A check that was not made, and why."""

    code: str
    reason: str = ""


class Findings(Answer):
    """What the checks of a training job or a dataset gave: silence about a check is never a pass."""

    job_id: str | None = None
    dataset_id: str | None = None
    status: str = ""
    """Of the job: while it is not final, more may be found."""
    findings: list[Finding] = Field(default_factory=list)
    findings_summary: dict[str, int] = Field(default_factory=dict)
    """Of all findings by severity, whatever was filtered."""
    checks_passed: list[str] = Field(default_factory=list)
    checks_skipped: list[SkippedCheck] = Field(default_factory=list)


class Column(Answer):
    """One column of a dataset as the server understood it."""

    name: str
    kind: str
    role: str
    reason: str = ""
    overridden: bool = False


class TableSchema(Answer):
    """The columns of a dataset, in file order."""

    columns: list[Column] = Field(default_factory=list)


class Dataset(Answer):
    """An uploaded table. `status` is profiling, ready or failed."""

    id: str
    name: str = ""
    status: str
    format: str = ""
    gzip: bool = False
    source_bytes: int | None = None
    sha256: str | None = None
    series: dict[str, Any] | None = None
    num_rows: int | None = None
    num_columns: int | None = None
    table_schema: TableSchema | None = Field(default=None, alias="schema")
    findings_summary: dict[str, int] = Field(default_factory=dict)
    error: dict[str, Any] | None = None
    profile_job_id: str | None = None
    created_at: datetime | None = None
    links: dict[str, Any] = Field(default_factory=dict)


class Progress(Answer):
    """How far a job is; `fraction` runs from 0 to 1."""

    fraction: float | None = None
    epoch: int | None = None
    epochs: int | None = None
    member: int | None = None
    """Which of the run's networks, from 0."""
    members: int | None = None
    eta_seconds: float | None = None
    message: str | None = None


class Job(Answer):
    """One unit of background work. `status` is queued, running, cancelling, succeeded, failed or cancelled."""

    id: str
    kind: str = ""
    status: str
    phase: str = ""
    progress: Progress = Field(default_factory=Progress)
    queue: dict[str, Any] | None = None
    attempt: int = 0
    priority: int | None = None
    parent_id: str | None = None
    """The training job that a finding's fix made this one of."""
    worker: dict[str, Any] | None = None
    dataset_id: str | None = None
    spec: dict[str, Any] | None = None
    resolved_config: dict[str, Any] | None = None
    best: dict[str, Any] | None = None
    result: dict[str, Any] | None = None
    error: dict[str, Any] | None = None
    findings: list[Finding] | None = None
    """None in lists of jobs, which have `findings_summary` alone."""
    findings_summary: dict[str, int] = Field(default_factory=dict)
    created_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    links: dict[str, Any] = Field(default_factory=dict)

    @property
    def done(self) -> bool:
        """True when the status is final."""
        return self.status in TERMINAL

    @property
    def model(self) -> str | None:
        """Name of the model a training job published, or that a scoring job used."""
        return (self.result or {}).get("model") or (self.spec or {}).get("model")

    @property
    def version(self) -> int | None:
        """Version that the job published or used."""
        return (self.result or {}).get("version") or (self.spec or {}).get("version")


class Event(Answer):
    """Something that happened to a job; `id` counts from 1 within the job."""

    id: int
    type: str
    at: datetime | None = None
    data: dict[str, Any] = Field(default_factory=dict)


class Metrics(Answer):
    """What a training job measured; `evaluation` has the parts `test` and `validation`."""

    epochs: list[dict[str, Any]] = Field(default_factory=list)
    evaluation: dict[str, Any] | None = None
    baselines: dict[str, Any] | None = None
    base_rate_entropy: float | None = None


class ServingFindings(Answer):
    """What the rows that one model version was sent in the last hours say of it."""

    model: str
    version: int
    window_seconds: int | None = None
    since: datetime | None = None
    rows: int = 0
    """Answered."""
    refused: int = 0
    findings: list[Finding] = Field(default_factory=list)
    checks_passed: list[str] = Field(default_factory=list)
    checks_skipped: list[SkippedCheck] = Field(default_factory=list)


class PredictedRow(Answer):
    """The answer for one row, as far as it was asked for.

    `probabilities` has one number for each class label, with `top_k` for the likeliest ones, largest first."""

    row: int
    label: str | None = None
    label_index: int | None = None
    probabilities: dict[str, float] = Field(default_factory=dict)
    logits: dict[str, float] = Field(default_factory=dict)
    warnings: list[Any] = Field(default_factory=list)


class Predictions(Answer):
    """The answer of one prediction call. `errors` names refused rows (`on_invalid="skip"`)."""

    request_id: str | None = None
    model: str
    version: int
    threshold: float | None = None
    decision: int | None = None
    """Revision of the version's decision settings; 0 as it was trained, None when the call's own threshold decided."""
    calibrated: bool = False
    classes: list[str]
    predictions: list[PredictedRow]
    errors: list[Fault] = Field(default_factory=list)
    ignored_columns: list[str] = Field(default_factory=list)
    timing_ms: float | None = None

    def to_json(self) -> dict[str, Any]:
        """The answer as it came: what was not asked for is not in it."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


class Attribution(Answer):
    """What one column added to the log-odds of a class; `part` names steps of a sequence or a patch of an image."""

    column: str
    part: dict[str, Any] | None = None
    value: str | bool | int | float | None = None
    attribution: float
    standard_error: float = 0.0


class ExplainedRow(PredictedRow):
    """The answer for one row, and what made it: `base_value` and all attributions sum to `value`."""

    explained_class: str
    value: float
    """Log-odds of the class's probability."""
    base_value: float
    """Mean log-odds of the rows that it is compared with."""
    attributions: list[Attribution]
    """The largest first, whatever their sign."""
    method: str
    num_evaluations: int


class Baseline(Answer):
    """What explained rows are compared with."""

    kind: str
    num_rows: int


class Explanations(Predictions):
    """The answer of one call for explanations."""

    predictions: list[ExplainedRow]  # type: ignore[assignment]
    baseline: Baseline


class Alias(Answer):
    """A movable pointer at versions of a model."""

    model: str
    alias: str
    version: int
    """The one that answers; with weights the one with the largest."""
    weights: dict[int, float] | None = None
    shadow: int | None = None
    etag: str
    updated_at: datetime | None = None


class Model(Answer):
    """A registered name with versions under it."""

    name: str
    latest_version: int | None = None
    description: str | None = None
    tags: dict[str, str] = Field(default_factory=dict)
    aliases: dict[str, int] = Field(default_factory=dict)
    """Version by alias; `default` answers predictions that name no version."""
    created_at: datetime | None = None


class ModelVersion(Answer):
    """One trained, immutable model."""

    version: int
    model: str | None = None
    description: str | None = None
    tags: dict[str, str] = Field(default_factory=dict)
    family: str | None = None
    input_kind: str | None = None
    """`table`, `sequence` or `image`."""
    classes: list[str] = Field(default_factory=list)
    threshold: float | None = None
    metrics: dict[str, Any] | None = None
    """The parts `test` and `validation`."""
    members: list[dict[str, Any]] = Field(default_factory=list)
    """The networks whose mean is the answer."""
    calibration: dict[str, Any] | None = None
    decision: dict[str, Any] | None = None
    lineage: dict[str, Any] | None = None
    created_at: datetime | None = None
