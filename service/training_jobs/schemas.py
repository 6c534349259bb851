"""What a training job is asked for, and what it measured."""

from typing import Annotated, Literal

from pydantic import Field

from classifier.errors import Fault
from classifier.spec.base import Spec
from classifier.spec.cost import Estimate
from classifier.spec.finding import Finding, SkippedCheck
from classifier.spec.report import Baselines, EpochReport, Evaluation
from classifier.spec.train import TrainSpec
from service.findings.schemas import Findings
from service.jobs.schemas import JobStatus
from service.pages import Out

ModelName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$")]


class TrainingRequest(Spec):
    """One training run over a dataset."""

    dataset_id: Annotated[str, Field(max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
    spec: TrainSpec
    model_name: ModelName | None = None
    """Name to publish the model under; null makes one of the dataset's name. A known name gets the next version."""
    promote: bool = True
    """Point the alias `default` at the new version, wherever it was moved before; false publishes without moving it. The
    first version of a model is its default in any case."""
    priority: int = Field(default=5, ge=0, le=9)
    """0 runs first, 9 last."""
    max_seconds: float | None = Field(default=None, gt=0, le=31_536_000)
    """Wall clock of one attempt; null is the server's `max_job_seconds`, and no job may ask for more."""


class Validation(Out):
    """Whether a request would be accepted, and what it would become."""

    valid: bool
    resolved_config: TrainSpec | None
    """Every `auto` decided; null when invalid."""
    errors: list[Fault]
    """Each place where the request is wrong."""
    code: str | None
    """The problem's code, when invalid."""
    detail: str | None
    hint: str | None
    estimate: Estimate | None
    findings: list[Finding]
    """What the data and the config say already; empty when invalid."""
    checks_passed: list[str]
    """Codes of checks that were made and found nothing."""
    checks_skipped: list[SkippedCheck]
    """Those that need a run, and those that could not be made; empty when invalid."""


class JobFindings(Findings):
    """What the checks of a training job have given so far."""

    job_id: str
    status: JobStatus
    """While it is not `succeeded`, `failed` or `cancelled`, more may be found."""


class EpochOut(EpochReport):
    """One epoch and the attempt that ran it."""

    attempt: int


class Evaluations(Out):
    """What the kept epoch's weights reach."""

    test: Evaluation | None
    """Null when the split has no test rows."""
    validation: Evaluation


class TrainingMetrics(Out):
    """The curves of a run and its final measures."""

    object: Literal["training_metrics"]
    job_id: str
    epochs: list[EpochOut]
    """Epoch 0 is the untrained network; one member after another, thinned to `max_points`, the first, last and best epoch
    of each always kept."""
    num_epochs: int
    """Epochs reported so far, before thinning."""
    evaluation: Evaluations | None
    """Null until the job has succeeded."""
    baselines: Baselines | None
    base_rate_entropy: float | None
    """Loss, in nats, of always answering the class shares: the honest zero line of the loss chart. Of all rows of the dataset
    until the job has succeeded, then of the training rows; null where the classes are too many to be counted beforehand."""
    majority_accuracy: float | None
    """Accuracy of always answering the largest class: the zero line of the accuracy chart. Of all rows of the dataset until
    the job has succeeded, then of the measured rows."""
    last_event: int
    """Give it as `after` to `GET …/events` for the epochs that follow; an epoch may be told in both."""
