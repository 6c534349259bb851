"""The training job: fit from the last checkpoint, report every epoch, publish the model exactly once."""

import hashlib
import json
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import torch
from pydantic import JsonValue
from sqlalchemy import and_, delete, or_

from classifier.errors import ArtifactCorrupt, DomainError, NotFound
from classifier.findings.data.run import Profiled
from classifier.findings.ledger import Ledger
from classifier.neural.artifact import write_artifact
from classifier.neural.device import flop_per_step
from classifier.neural.observer import Stopped as FitStopped
from classifier.neural.ranks import choose_ranks
from classifier.neural.train import TrainedClassifier, train_classifier
from classifier.spec.cost import count_members, estimate
from classifier.spec.finding import Diagnosis, Finding
from classifier.spec.report import BestEpoch, EpochReport
from classifier.spec.table import DatasetProfile, ParseOptions, Schema
from classifier.spec.train import TrainSpec
from classifier.table.cells import missing_tokens
from classifier.table.stored import StoredTable
from store.diagnosis import diagnosis_columns, diagnosis_of
from store.jobs import finish, write_running
from store.models import publish
from store.tables import Dataset, EpochMetric, EvaluationMetric, Job, utc_now
from workers.jobs.context import JobContext, Stopped, blob_or_gone
from workers.memory import training_memory
from workers.ranks import RankOrder, shared

FLUSH_SECONDS = 0.2  # epochs of a small network take microseconds; their rows are written together


def run(context: JobContext) -> None:
    """Train and publish. Raises: `Stopped` after a last checkpoint when asked to stop."""
    job = context.job()
    dataset = context.dataset(job.dataset_id)
    spec = TrainSpec.model_validate(job.resolved)
    schema = Schema.model_validate(dataset.schema)
    num_epochs = int(spec.training.epochs)  # resolved: never "auto"
    earlier, of_data = diagnosis_of(job), diagnosis_of(dataset)
    profiled = None if of_data is None else Profiled((dataset.profile or {}).get("suggested_target"), of_data)
    watcher = TrainingObserver(context, job, num_epochs=num_epochs, num_members=count_members(spec))
    ledger = watcher.ledger = Ledger(watcher.finding, on_error=spec.diagnosis.on_error, before=earlier)
    try:
        with context.blobs.path(dataset.table_sha256 or "") as table_path:
            table = StoredTable.open(table_path)
    except NotFound as error:
        raise blob_or_gone(error) from None
    parse = ParseOptions.model_validate(dataset.parse)
    tokens = {column.name: missing_tokens(column.kind, parse) for column in schema.columns}

    size = _ranks(context, spec, dataset)

    def fit(resume_from: Path | None) -> TrainedClassifier:
        limits = context.settings.limits
        order = RankOrder(
            table=table_path,
            columns=schema,
            spec=spec,
            resume_from=resume_from,
            limits=limits,
            missing_tokens=tokens,
            run_id=job.id,
            log_level=context.settings.log_level,
            otel_endpoint=context.settings.otel_endpoint,
        )
        with shared(order, size) as ranks:
            return train_classifier(
                table,
                schema,
                spec,
                observer=watcher,
                resume_from=resume_from,
                limits=limits,
                missing_tokens=tokens,
                ledger=ledger,
                profiled=profiled,
                asked=TrainSpec.model_validate(job.spec["spec"]),
                # Processes that share the steps hold the rows: each would read the file on its own.
                memory_bytes=training_memory(context.settings) if ranks is None else None,
                run_id=job.id,  # two jobs alike must not share a checkpoint's blob: one would delete the other's
                ranks=ranks,
            )

    try:
        ledger.go_on()
        try:
            trained = fit(watcher.begin())
        except ArtifactCorrupt:  # a damaged checkpoint costs its epochs, not the job
            watcher.begin_anew()
            trained = fit(None)
    except FitStopped:
        raise Stopped from None
    except DomainError:
        watcher.flush()  # the epochs before it, and the best checkpoint, stay
        context.write(**diagnosis_columns(ledger.report()))
        raise
    watcher.flush()
    _publish(context, job, dataset, trained, ledger.report())
    watcher.discard_checkpoint()


def _ranks(context: JobContext, spec: TrainSpec, dataset: Dataset) -> int:
    """Processes that share each step of the job."""
    asked, num_gpus, flop = context.settings.ranks, torch.cuda.device_count(), 0
    if asked is None and num_gpus > 1 and dataset.profile is not None and spec.training.batch_size != "auto":
        size = estimate(spec, DatasetProfile.model_validate(dataset.profile))
        flop = flop_per_step(size.num_multiplications, min(spec.training.batch_size, size.num_train_rows))
    return choose_ranks(asked, spec.training.device, num_gpus, flop)


class TrainingObserver:
    """Writes what the fit loop reports: epochs in small groups, checkpoints now and then."""

    def __init__(self, context: JobContext, job: Job, num_epochs: int, num_members: int):
        self._context, self._num_epochs, self._num_members = context, num_epochs, num_members
        self._checkpoint: dict[str, Any] | None = job.checkpoint
        self._waiting: list[EpochReport] = []
        self._findings: list[Finding] = []
        self.ledger = Ledger()
        self._best: BestEpoch | None = None
        self._seconds: list[float] = []
        self._complete = 0
        self._epochs: dict[int, int] = {}
        """Last epoch of each member that is trained now."""
        self._last_flush = self._last_checkpoint = time.monotonic()
        self._flushed_any = False

    def begin(self) -> Path | None:
        """The checkpoint to go on from, or None; epochs reported after it are taken back, for they run again."""
        first, end, epoch = 0, 0, -1
        path: Path | None = None
        if self._checkpoint is not None:
            try:
                with self._context.blobs.path(self._checkpoint["sha256"]) as found:
                    path = found
                first, epoch = int(self._checkpoint.get("member", 0)), int(self._checkpoint["epoch"])
                end = first + int(self._checkpoint.get("members", 1))
            except NotFound:
                self._checkpoint = None
        self._complete = first
        with self._context.database.begin() as tx:
            hold = self._context.hold
            in_group = and_(EpochMetric.member >= first, EpochMetric.epoch > epoch)
            after = or_(EpochMetric.member >= end, in_group)
            tx.execute(delete(EpochMetric).where(EpochMetric.job_id == hold.job_id, after))
        return path

    def begin_anew(self) -> None:
        """Forget the checkpoint."""
        self._checkpoint = None
        self.begin()

    def phase(self, name: str) -> None:
        """The pipeline entered another phase."""
        self.flush()
        if name == "preflight":
            self._complete += len(self._epochs)
            self._epochs.clear()
        self._context.phase(name, name.replace("_", " "))

    def epoch(self, report: EpochReport, best: BestEpoch) -> None:
        """One epoch is done."""
        self._waiting.append(report)
        self._context.steps.event("epoch", report.model_dump(mode="json"))
        self._best = best
        self._epochs[report.member] = report.epoch
        if report.epoch:
            self._seconds.append(report.seconds)
        if not self._flushed_any or report.epoch <= 1 or time.monotonic() - self._last_flush >= FLUSH_SECONDS:
            self.flush()

    def finding(self, finding: Finding) -> None:
        """A check found something; told with the epochs of the moment, for a wide table may have thousands at once."""
        self._findings.append(finding)
        if time.monotonic() - self._last_flush >= FLUSH_SECONDS:
            self.flush()

    def checkpoint(self, members: range, epoch: int, write: Callable[[Path], None], *, final: bool = False) -> None:
        """Keep the state after `epoch`, when enough time has passed or it is the last chance."""
        if not final and time.monotonic() - self._last_checkpoint < self._context.settings.checkpoint_seconds:
            return
        self.flush()
        blobs = self._context.blobs
        which = {"member": members.start, "members": len(members), "epoch": epoch}
        with blobs.staging_file(".checkpoint") as staged:
            write(staged)
            blob = blobs.put_file(staged)
        before, self._checkpoint = (
            self._checkpoint,
            {"sha256": blob.sha256, "num_bytes": blob.num_bytes, "at": utc_now().isoformat(), **which},
        )
        # With the checkpoint, for an attempt that goes on from it does not make the checks before it again.
        checks = diagnosis_columns(self.ledger.report())
        self._context.write([("checkpoint", which)], checkpoint=self._checkpoint, **checks)
        if before is not None and before["sha256"] != blob.sha256:
            blobs.delete(before["sha256"])
        self._last_checkpoint = time.monotonic()

    def should_stop(self) -> bool:
        """True once the worker has asked for it."""
        return self._context.should_stop()

    def flush(self) -> None:
        """Write the epochs and findings that wait, with their events and the job's progress, in one transaction."""
        if not self._waiting and not self._findings:
            return
        reports, self._waiting = self._waiting, []
        findings, self._findings = self._findings, []
        hold = self._context.hold
        events: list[tuple[str, dict[str, Any]]] = self._context.lines.take()
        events += [("metric", {**report.model_dump(mode="json"), "attempt": hold.attempt}) for report in reports]
        events += [("finding", finding.model_dump(mode="json")) for finding in findings]
        values: dict[str, Any] = diagnosis_columns(self.ledger.report()) if findings else {}
        if reports:
            values["progress"] = self._progress(reports[-1])
            values["best"] = self._best.model_dump(mode="json") if self._best else None
            events.append(("progress", values["progress"]))
        with self._context.database.begin() as tx:
            for report in reports:
                tx.merge(EpochMetric(job_id=hold.job_id, attempt=hold.attempt, **report.model_dump()))
            write_running(tx, hold, events, **values)
        self._last_flush, self._flushed_any = time.monotonic(), True

    def discard_checkpoint(self) -> None:
        """Remove the checkpoint of a published run."""
        if self._checkpoint is not None:
            self._context.blobs.delete(self._checkpoint["sha256"])

    def _progress(self, last: EpochReport) -> dict[str, Any]:
        recent, beside = self._seconds[-20:], len(self._epochs)
        # A member that has ended counts as going along with those beside it.
        done = self._complete * self._num_epochs + beside * max(self._epochs.values())
        total = self._num_members * self._num_epochs
        left = (total - done) * sum(recent) / len(recent) if recent else None
        which = ""
        if self._num_members > 1:
            names = (
                f"member {last.member + 1}" if beside == 1 else f"members {min(self._epochs) + 1} to {last.member + 1}"
            )
            which = f"{names} of {self._num_members}, "
        return {
            "fraction": round(done / total, 4),
            "epoch": last.epoch,
            "epochs": self._num_epochs,
            "member": last.member,
            "members": self._num_members,
            "eta_seconds": None if left is None else round(left, 1),
            "message": f"{which}epoch {last.epoch} of {self._num_epochs}",
        }


def _publish(context: JobContext, job: Job, dataset: Dataset, trained: TrainedClassifier, diagnosis: Diagnosis) -> None:
    lineage: dict[str, JsonValue] = {
        "job_id": job.id,
        "attempt": context.hold.attempt,
        "dataset_id": dataset.id,
        "dataset_name": dataset.name,
        "dataset_sha256": dataset.source_sha256,
        "table_sha256": dataset.table_sha256,
        "config_sha256": hashlib.sha256(json.dumps(job.resolved, sort_keys=True).encode()).hexdigest(),
        "code_version": _code_version(),
    }
    with context.blobs.staging_file(".safetensors") as staged:
        manifest = write_artifact(staged, trained, lineage)
        artifact = context.blobs.put_file(staged)
    context.tell()
    # From here one transaction makes the model visible and ends the job: old state or new state, never half.
    with context.database.begin() as tx:
        published = publish(
            tx,
            job_id=job.id,
            dataset_id=dataset.id,
            artifact=artifact,
            manifest=manifest,
            model_name=job.spec["model_name"],
            promote=job.spec.get("promote", True),  # a job from before it could be asked says nothing
        )
        tx.execute(delete(EvaluationMetric).where(EvaluationMetric.job_id == job.id))
        tx.add_all(_measures(job.id, trained))
        result = {
            "model": published.model_name,
            "version": published.version,
            "model_version_id": published.id,
            "metrics": trained.metrics.model_dump(mode="json"),
            "epochs_run": trained.epochs_run,
            "num_parameters": trained.num_parameters,
            "seconds": round(trained.seconds, 3),
            "device": trained.device,
        }
        progress = {**_ended(trained), "message": f"published {published.model_name} version {published.version}"}
        finish(
            tx,
            context.hold,
            "succeeded",
            result=result,
            progress=progress,
            checkpoint=None,
            best=trained.best.model_dump(mode="json"),
            **diagnosis_columns(diagnosis),
        )


def _code_version() -> str:
    try:
        return version("discern")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "unknown"


def _ended(trained: TrainedClassifier) -> dict[str, Any]:
    last = trained.members[-1].epochs_run
    members = {"member": len(trained.members) - 1, "members": len(trained.members)}
    return {"fraction": 1.0, "epoch": last, "epochs": last, "eta_seconds": 0.0, **members}


def _measures(job_id: str, trained: TrainedClassifier) -> list[EvaluationMetric]:
    rows: list[EvaluationMetric] = []

    def add(source: str, split: str, values: dict[str, Any]) -> None:
        for name, value in values.items():
            if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
                rows.append(EvaluationMetric(job_id=job_id, source=source, split=split, name=name, value=value))

    measured = trained.metrics
    add("model", "validation", measured.validation.model_dump())
    if measured.test is not None:
        add("model", "test", measured.test.model_dump())
    for source, baseline in (measured.baselines.model_dump() if measured.baselines else {}).items():
        if isinstance(baseline, dict):
            add(source, "test", baseline)
    return rows
