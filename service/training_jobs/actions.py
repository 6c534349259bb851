"""Starting training runs, and reading what they measured."""

import re
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from classifier.errors import DomainError, Unprocessable
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
    rows = list(
        tx.scalars(
            select(EpochMetric).where(EpochMetric.job_id == job_id).order_by(EpochMetric.member, EpochMetric.epoch)
        )
    )
    epochs = [EpochOut(**{name: getattr(row, name) for name in EpochOut.model_fields}) for row in rows]
    curves = [list(reports) for _, reports in groupby(epochs, key=lambda report: report.member)]
    measured = (job.result or {}).get("metrics")
    baselines = measured["baselines"] if measured else None
    return TrainingMetrics(
        object="training_metrics",
        job_id=job.id,
        epochs=[report for curve in curves for report in thinned(curve, max(_FEWEST, max_points // len(curves)))],
        num_epochs=len(epochs),
        evaluation=_evaluations(measured) if measured else None,
        baselines=Baselines.model_validate(baselines) if baselines else None,
        base_rate_entropy=baselines["base_rate"]["entropy"] if baselines else None,
    )


def thinned(epochs: list[EpochOut], most: int) -> list[EpochOut]:
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
