"""Starting training runs, and reading what they measured."""

import math
import re
from itertools import groupby
from typing import Any, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from classifier.errors import DomainError, Unprocessable
from classifier.findings.preflight import class_counts
from classifier.spec.cost import estimate
from classifier.spec.finding import Finding
from classifier.spec.limits import Limits
from classifier.spec.report import Baselines, Evaluation
from classifier.spec.resolve import resolve_spec
from classifier.spec.table import DatasetProfile, Schema
from classifier.spec.train import TrainSpec
from service.datasets.actions import usable
from service.jobs.room import refuse_too_long, refuse_when_full
from service.training_jobs.diagnosis import dry_run
from service.training_jobs.schemas import (
    EpochOut,
    Evaluations,
    TrainingMetrics,
    TrainingRequest,
    Validation,
)
from store.jobs import create_job, get_job
from store.queue import Queue
from store.tables import Dataset, EpochMetric, Job

_FEWEST = 3  # reports of one network: its first, its last and its best


def start(
    tx: Session,
    request: TrainingRequest,
    limits: Limits,
    queue: Queue,
    *,
    parent: Job | None = None,
    applied: Finding | None = None,
) -> Job:
    """Queue one run, which may be that of `parent` with the fix of the finding `applied`.

    Raises: `NotFound`, `DatasetNotReady`, `SpecInvalid`, `DataInvalid`, `QueueFull`.
    """
    dataset = usable(tx, request.dataset_id, lock=True)
    resolved = _resolve(dataset, request, limits)
    refuse_when_full(tx, limits)
    asked = {
        "spec": request.spec.model_dump(mode="json"),
        "model_name": request.model_name or name_for(dataset.name),
        "promote": request.promote,
    }
    if applied is not None:
        asked["applied_finding"] = applied.model_dump(mode="json", include={"id", "code", "title", "fix"})
    return create_job(
        tx,
        kind="train",
        spec=asked,
        resolved=resolved.model_dump(mode="json"),
        dataset_id=dataset.id,
        priority=request.priority,
        max_seconds=request.max_seconds,
        parent_id=parent.id if parent is not None else None,
        queue=queue,
    )


def validate(tx: Session, request: TrainingRequest, limits: Limits) -> Validation:
    """What `start` would do, without doing it. Raises: `NotFound`, `DatasetNotReady`."""
    dataset = usable(tx, request.dataset_id)
    profile = DatasetProfile.model_validate(dataset.profile)
    try:
        resolved = _resolve(dataset, request, limits)
    except Unprocessable as error:
        return _refused(error)
    size = estimate(resolved, profile)
    known = dry_run(dataset, profile, request.spec, resolved, size)
    return Validation(
        valid=True,
        resolved_config=resolved,
        errors=[],
        code=None,
        detail=None,
        hint=None,
        estimate=size,
        findings=known.findings,
        checks_passed=known.checks_passed,
        checks_skipped=known.checks_skipped,
    )


def metrics(tx: Session, job_id: str, max_points: int) -> TrainingMetrics:
    """The curves and measures of a run. Raises: `NotFound`."""
    job = get_job(tx, job_id, "train")
    columns = [getattr(EpochMetric, name) for name in EpochOut.model_fields]
    # As plain rows, made answers only once they are thinned: of 10,000 epochs most are not told.
    rows = tx.execute(
        select(*columns).where(EpochMetric.job_id == job_id).order_by(EpochMetric.member, EpochMetric.epoch)
    ).all()
    curves = [list(reports) for _, reports in groupby(rows, key=lambda report: report.member)]
    measured = (job.result or {}).get("metrics")
    baselines = measured["baselines"] if measured else None
    entropy, largest = _known_beforehand(tx, job) if baselines is None else _of_baselines(baselines)
    return TrainingMetrics(
        object="training_metrics",
        job_id=job.id,
        epochs=[
            EpochOut(**report._mapping)
            for curve in curves
            for report in thinned(curve, max(_FEWEST, max_points // len(curves)))
        ],
        num_epochs=len(rows),
        evaluation=_evaluations(measured) if measured else None,
        baselines=Baselines.model_validate(baselines) if baselines else None,
        base_rate_entropy=entropy,
        majority_accuracy=largest,
        last_event=job.last_event,
    )


def _of_baselines(baselines: dict[str, Any]) -> tuple[float | None, float | None]:
    return baselines["base_rate"]["entropy"], baselines["majority_class"]["accuracy"]


def _known_beforehand(tx: Session, job: Job) -> tuple[float | None, float | None]:
    """Entropy of the class shares, and the largest share, by the profile of the job's dataset; None where it cannot tell."""
    dataset = None if job.dataset_id is None else tx.get(Dataset, job.dataset_id)
    target = (job.resolved or {}).get("target")
    if dataset is None or dataset.profile is None or target is None:
        return None, None
    counts = class_counts(DatasetProfile.model_validate(dataset.profile), target)
    total = sum(counts.values()) if counts else 0
    if not counts or not total:
        return None, None
    shares = [count / total for count in counts.values() if count]
    return -sum(share * math.log(share) for share in shares), max(shares)


class _Measured(Protocol):
    """An epoch with a validation loss."""

    @property
    def validation_loss(self) -> float: ...


Epoch = TypeVar("Epoch", bound=_Measured)


def thinned(epochs: list[Epoch], most: int) -> list[Epoch]:
    """At most `most` epochs of one network, evenly spaced, with the first, the last and the best among them."""
    if len(epochs) <= most:
        return epochs
    step = (len(epochs) - 1) / max(most - 2, 1)
    kept = {round(index * step) for index in range(max(most - 1, 1))} | {0, len(epochs) - 1}
    kept |= {min(range(len(epochs)), key=lambda index: epochs[index].validation_loss)}
    return [epochs[index] for index in sorted(kept)]


def name_for(dataset_name: str) -> str:
    """A model's name made of a dataset's.

    >>> name_for("Rice (2019).csv")
    'Rice-2019'
    """
    stem = re.sub(r"\.(csv|parquet|ndjson|jsonl|npz|zip)(\.gz)?$", "", dataset_name)
    return re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-._")[:128] or "model"


def _resolve(dataset: Dataset, request: TrainingRequest, limits: Limits) -> TrainSpec:
    refuse_too_long(request.max_seconds, limits)
    schema, profile = Schema.model_validate(dataset.schema), DatasetProfile.model_validate(dataset.profile)
    return resolve_spec(request.spec, schema, profile, limits)


def _refused(error: DomainError) -> Validation:
    return Validation(
        valid=False,
        resolved_config=None,
        errors=error.faults,
        code=error.code,
        detail=error.detail,
        hint=error.remedy,
        estimate=None,
        findings=[],
        checks_passed=[],
        checks_skipped=[],
    )


def _evaluations(measured: dict[str, object]) -> Evaluations:
    test = measured["test"]
    return Evaluations(
        test=Evaluation.model_validate(test) if test else None,
        validation=Evaluation.model_validate(measured["validation"]),
    )
