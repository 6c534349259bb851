"""The whole training pipeline: a typed table and a resolved spec in, a measured classifier out."""

# Axes: N rows, X axes of an encoded row, C classes.
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import torch

from classifier.errors import ArtifactCorrupt, DataInvalid
from classifier.findings.data.run import Profiled, run_data_checks
from classifier.findings.data.task import Task
from classifier.findings.evaluation.checks import evaluation_checks
from classifier.findings.ledger import Ledger, run_codes
from classifier.neural.agreement import agreed
from classifier.neural.architecture import make_network, weight_shapes
from classifier.neural.charts import measure_charts
from classifier.neural.checkpoint import Finished, FinishedReport, read_finished
from classifier.neural.device import choose_device, flop_per_step, memory_errors, seeded, threads_for
from classifier.neural.diagnosis.start import Start, check_start, loss_told
from classifier.neural.diagnosis.watch import Watch
from classifier.neural.evaluate import Measured, MemberPlan, measure_run
from classifier.neural.fit import MOST_MEASURED, Fit
from classifier.neural.golden import measure_golden
from classifier.neural.learner import Learner
from classifier.neural.loss import make_loss
from classifier.neural.machine import find_machine
from classifier.neural.networks.pooling import SequenceNetwork
from classifier.neural.observer import RunObserver, Stopped
from classifier.neural.precision import FLOAT32, check_precision, choose_compute
from classifier.neural.prepared import Preparation, Prepared, held_if_it_fits
from classifier.neural.ranks import Ranks
from classifier.neural.reference import measure_reference
from classifier.neural.rows import AnyRows, Rows, sample
from classifier.neural.side_by_side import are_alike, most_members
from classifier.neural.trained import TrainedClassifier, TrainedMember
from classifier.spec.charts import Charts
from classifier.spec.check_data import auto_features
from classifier.spec.golden import Golden
from classifier.spec.limits import Limits
from classifier.spec.reference import Reference
from classifier.spec.report import SplitSizes
from classifier.spec.table import Schema
from classifier.spec.train import TrainSpec
from classifier.table.folds import split_folds
from classifier.table.split import Split
from classifier.table.stored import StoredTable
from classifier.table.target import label_column

__all__ = ["RunObserver", "Stopped", "TrainedClassifier", "train_classifier"]

Int64s = npt.NDArray[np.int64]


def train_classifier(
    table: pa.Table | StoredTable,
    schema: Schema,
    spec: TrainSpec,
    *,
    observer: RunObserver,
    resume_from: Path | None,
    limits: Limits,
    missing_tokens: Mapping[str, Sequence[str]] | None = None,
    run_id: str = "",
    ledger: Ledger | None = None,
    profiled: Profiled | None = None,
    asked: TrainSpec | None = None,
    ranks: Ranks | None = None,
    memory_bytes: int | None = None,
) -> TrainedClassifier:
    """Split, then for each member fit the encoder on its training rows and the network; measure all through `Predictor`.

    `spec` must be resolved. `ledger` is told what the run's checks give, with what `profiled` says of its dataset; their
    fixes are made on `asked`, the spec that was resolved. `run_id` tells the checkpoints of two runs of the same spec and
    rows apart. On the CPU the same arguments give the same weights bit for bit, also when the run was stopped at any
    epoch and goes on from its checkpoint, on a machine of the same kind with as many threads. `ranks` share the steps:
    each makes this call with the same arguments, but for observer and ledger, which count on rank 0.

    `memory_bytes`: what the process may take. Rows that do not fit are read anew each epoch; None holds all of them.

    Raises: `DataInvalid`, `SpecInvalid`, `StoppedByFinding`; `Diverged`, `OutOfMemory`, `Stopped`; `ArtifactCorrupt` for `resume_from`.
    """
    started = time.perf_counter()
    table = held_if_it_fits(table, memory_bytes)
    ledger = ledger or Ledger(on_error=spec.diagnosis.on_error)
    if not spec.diagnosis.enabled:
        ledger.skip(run_codes(), "diagnosis.enabled is false.")
    device = choose_device(spec.training.device)
    check_precision(spec.training.precision, find_machine(device))
    y_N, classes = label_column(table, spec.target)
    if len(classes) > limits.max_classes:
        raise DataInvalid(f"The target has {len(classes)} classes; this server takes {limits.max_classes}.")
    splits = split_folds(y_N, spec.split, classes=classes)
    if spec.diagnosis.enabled:
        features = auto_features(schema, spec.target) if spec.features == "auto" else spec.features
        task = Task(table, schema, spec.target, features, y_N, classes)
        with ledger.guard("data"):
            ledger.take(run_data_checks(task, spec, splits, profiled))
    plans = plan_members(spec, splits)
    loss = make_loss(spec.loss)
    rows = Preparation(table, schema, spec, y_N, classes, loss, device, limits, missing_tokens)
    with memory_errors():
        reader = rows.choose_reader(splits[0], memory_bytes)
        if ranks is None:  # they have met by what the device is
            rows.choose_device(splits[0])
        run = _Run(rows, observer, run_id, ledger, asked or spec, ranks)
        finished = read_finished(resume_from) if resume_from is not None else []
        members: list[TrainedMember] = []
        for plan, done in zip(plans, finished, strict=False):
            members.append(run.restored(plan, done))
        while len(members) < len(plans):
            for member, report in run.trained(plans[len(members) :], finished, resume_from):
                members.append(member)
                finished.append(Finished(report, member.weights))
            resume_from = None
        observer.phase("evaluating")
        with threads_for(run.largest_flop):
            measured = measure_run(reader, y_N, spec, plans, members, classes, validated=run.validated)
            served = measured.served
            reference = measure_reference(reader, plans, members, served)
            golden = measure_golden(reader, plans[0].split.train, served)
            charts = measure_charts(measured, reader, y_N, seed=spec.split.seed)
            if spec.diagnosis.enabled:
                with ledger.guard("evaluation"):
                    ledger.take(evaluation_checks(spec, measured.look(), ledger.findings))
    return _classifier(run, plans, members, measured, reference, golden, charts, seconds=time.perf_counter() - started)


def plan_members(spec: TrainSpec, splits: Sequence[Split]) -> list[MemberPlan]:
    """The networks of a run, fold by fold, within a fold seed by seed."""
    seeds = [spec.training.seed + i for i in range(spec.training.num_seeds)]
    return [
        MemberPlan(
            number=fold * len(seeds) + i,
            fold=fold if isinstance(spec.split.folds, int) else None,
            seed=seed,
            split=split,
        )
        for fold, split in enumerate(splits)
        for i, seed in enumerate(seeds)
    ]


class _Run:
    """What all members of one run share."""

    def __init__(
        self,
        rows: Preparation,
        observer: RunObserver,
        run_id: str,
        ledger: Ledger,
        asked: TrainSpec,
        ranks: Ranks | None,
    ) -> None:
        self.rows, self.spec, self.classes, self.device = rows, rows.spec, rows.classes, rows.device
        self.largest_flop, self.num_threads, self.compute = 0, 1, FLOAT32
        self.validated: dict[int, int] = {}
        """Validation rows that the loop counted, by member; none for one that came out of a checkpoint."""
        self._observer, self._run_id, self._ledger, self._asked, self._ranks = observer, run_id, ledger, asked, ranks

    def trained(
        self, plans: Sequence[MemberPlan], finished: Sequence[Finished], resume_from: Path | None
    ) -> list[tuple[TrainedMember, FinishedReport]]:
        """Fit the first of these members, with as many more as can be trained beside it; from the start or a checkpoint."""
        group = self._side_by_side(plans)
        ready, spec = group[0][1], self.spec
        batch_size = spec.training.batch_size if spec.training.batch_size != "auto" else len(ready.train)
        size = ready.architecture.size
        flop = len(group) * flop_per_step(size.multiplications, batch_size)
        self.largest_flop = max(self.largest_flop, flop)
        with threads_for(flop) as self.num_threads:
            learners = [self._learner(plan, own) for plan, own in group]
            if spec.diagnosis.enabled and not finished and resume_from is None:
                with self._ledger.guard("preflight", "step0"):
                    check_start(self._start(ready, learners[0].model), self._ledger)
            self.compute = choose_compute(
                spec.training.precision,
                find_machine(self.device),
                ready.architecture.model,
                flop=flop,
                batch_size=batch_size,
            )
            if spec.training.precision == "auto":
                first = learners[0]
                self.compute = agreed(
                    self.compute, first.model, self.rows.loss, first.train.some, batch_size, first.seed
                )
            with loss_told(self._asked, [own.train for own in learners], self._ledger):
                fit = Fit(
                    learners,
                    self.rows.loss,
                    spec,
                    observer=self._observer,
                    held=size.activations,
                    finished=finished,
                    compute=self.compute,
                    ranks=self._ranks,
                )
                fitted = fit(resume_from)
        ended = []
        for (plan, own), learner, result in zip(group, learners, fitted, strict=True):
            if result.num_validated:
                self.validated[plan.number] = result.num_validated
            weights = {name: tensor.detach().cpu().clone() for name, tensor in learner.model.state_dict().items()}
            member = TrainedMember(own.encoder, own.architecture, weights, result.best, result.epochs_run)
            ended.append((member, FinishedReport(run=learner.name, best=result.best, epochs_run=result.epochs_run)))
        return ended

    def _side_by_side(self, plans: Sequence[MemberPlan]) -> list[tuple[MemberPlan, Prepared]]:
        """The first members in one product: as many as are shaped alike and fit into memory together."""
        ready = self.rows.ready(plans[0].split)
        group = [(plans[0], ready)]
        most = 1  # rows that are read anew each epoch would be read once for each member
        if isinstance(ready.train, Rows):
            most = most_members(self.spec, ready.architecture, len(ready.train))
        for plan in plans[1:most]:
            own = self.rows.ready(plan.split, beside=[kept for _, kept in group])
            together = own.train.device == ready.train.device
            if not together or not are_alike(own.architecture, ready.architecture):
                break
            group.append((plan, own))
        return group

    def _learner(self, plan: MemberPlan, ready: Prepared) -> Learner:
        with seeded(self.device, plan.seed):
            model = make_network(ready.architecture).to(ready.train.device)
        if isinstance(model, SequenceNetwork) and isinstance(ready.train, Rows):
            model.learn_from(ready.train.x_NX)
        if (norm := getattr(model, "norm", None)) is not None:
            norm.start_from(ready.train.some.x_NX)
        model.to(self.device)
        watch = None
        if self.spec.diagnosis.enabled:
            watch = Watch(self._ledger, with_seed(self.spec, plan.seed), plan.number, len(self.classes))
        name = self._name(ready, plan)
        return Learner(plan.number, model, ready.train, ready.validation, plan.seed, name, watch)

    def _start(self, ready: Prepared, model: torch.nn.Module) -> Start:
        """The run as its first checks see it."""
        return Start(
            asked=self._asked,
            spec=self.spec,
            layout=ready.architecture.inputs,
            size=ready.architecture.size,
            input_names=ready.encoder.feature_names,
            classes=self.classes,
            num_rows=self.rows.table.num_rows,
            model=model,
            loss=self.rows.loss,
            train=ready.train if ready.train.device.type == self.device.type else self._some(ready.train),
            streaming=self.rows.reader.streaming,
        )

    def _some(self, rows: AnyRows) -> Rows:
        """So many on the device as checks look at."""
        return sample(rows, MOST_MEASURED, seed=self.spec.training.seed).to(self.device)

    def restored(self, plan: MemberPlan, finished: Finished) -> TrainedMember:
        """A member that had ended before the checkpoint was written. Raises: `ArtifactCorrupt`."""
        ready = self.rows.ready(plan.split)
        shapes = {name: tuple(tensor.shape) for name, tensor in finished.weights.items()}
        if finished.report.run != self._name(ready, plan) or shapes != weight_shapes(ready.architecture):
            raise ArtifactCorrupt(f"the checkpoint's member {plan.number} belongs to another run")
        report = finished.report
        return TrainedMember(ready.encoder, ready.architecture, finished.weights, report.best, report.epochs_run)

    def _name(self, ready: Prepared, plan: MemberPlan) -> str:
        """Differs between runs and members, and when the weights would: the encoder holds what was fitted on the data."""
        what = {
            "run_id": self._run_id,
            "spec": self.spec.model_dump(mode="json"),
            "encoder": ready.encoder.model_dump(mode="json"),
            "classes": self.classes,
            "rows": [len(ready.split.train), len(ready.split.validation)],
            "member": [plan.number, plan.fold, plan.seed],
        }
        return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()


def with_seed(spec: TrainSpec, seed: int) -> TrainSpec:
    """The spec of the member with this seed."""
    return spec.model_copy(update={"training": spec.training.model_copy(update={"seed": seed})})


def _classifier(
    run: _Run,
    plans: Sequence[MemberPlan],
    members: list[TrainedMember],
    measured: Measured,
    reference: Reference,
    golden: Golden | None,
    charts: Charts,
    *,
    seconds: float,
) -> TrainedClassifier:
    split = plans[0].split
    return TrainedClassifier(
        members=members,
        schema=run.rows.schema,
        classes=run.classes,
        threshold=measured.threshold,
        calibration=measured.calibration,
        decision=measured.decision,
        spec=run.spec,
        metrics=measured.metrics,
        split=SplitSizes(
            train=len(split.train),
            validation=len(split.validation),
            test=len(split.test),
            missing_label=int((run.rows.y_N < 0).sum()),
        ),
        device=run.device.type,
        num_threads=run.num_threads,
        precision=run.compute.precision,
        seconds=seconds,
        reference=reference,
        golden=golden,
        charts=charts,
    )
