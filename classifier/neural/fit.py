"""The training loop: the one place in which weights change."""

# Axes: M members in training, S steps of a piece.
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from torch import Tensor

from classifier.errors import Diverged, StoppedByFinding
from classifier.neural.bench import Bench
from classifier.neural.checkpoint import Finished, Kept, Progress, read_checkpoint, write_checkpoint
from classifier.neural.device import derived_seed, seeded
from classifier.neural.feed import carrier_to, fed
from classifier.neural.learner import Learner, copied, copy
from classifier.neural.loss import Loss
from classifier.neural.measure import measure
from classifier.neural.observer import RunObserver, Stopped
from classifier.neural.precision import FLOAT32, Compute
from classifier.neural.ranks import Ranks
from classifier.neural.rows import Piece, Rows, pieces, sample
from classifier.neural.steps import Move, Taken
from classifier.spec.report import BestEpoch, EpochReport
from classifier.spec.schedule import make_schedule, plateau_factor
from classifier.spec.train import EarlyStoppingSpec, TrainSpec

POLL_SECONDS = 0.05
# Training rows that are measured after each epoch: a fourth of them, but accuracy to a point; of many, to +-0.4 points at worst.
MEASURED_SHARE, LEAST_MEASURED, MOST_MEASURED = 4, 2_000, 20_000


@dataclass(frozen=True)
class Fitted:
    """A member whose training has ended; its model holds the best epoch's weights."""

    best: BestEpoch
    history: list[EpochReport]
    """Epoch 0 is the network before its first step."""
    num_validated: int
    """Rows that the last validation loss is a mean of, as they were counted; 0 when that was before a resume."""

    @property
    def epochs_run(self) -> int:
        """Epochs trained, those before a resume included."""
        return self.history[-1].epoch


class Fit:
    """Trains members of one run side by side, each on its own rows, with its best epoch by its own validation rows.

    They share what the spec says and the epoch's number, nothing else: each gets the weights that it would get alone,
    to rounding. Call it once.
    """

    def __init__(
        self,
        learners: Sequence[Learner],
        loss: Loss,
        spec: TrainSpec,
        *,
        observer: RunObserver,
        held: int | None = None,
        finished: Sequence[Finished] = (),
        compute: Compute = FLOAT32,
        ranks: Ranks | None = None,
    ) -> None:
        """The parameters of the learners' models, which are shaped alike, become views into one buffer. Checkpoints
        hold the members `finished` before too. `held`: numbers that a network's layers hold for one row. Steps multiply
        as `compute` says, measures in float32. Of `ranks`, which share the steps, each makes the same calls with the same
        arguments."""
        fit = spec.training
        if fit.epochs == "auto" or fit.batch_size == "auto" or spec.optimizer.learning_rate == "auto":
            raise ValueError("the training spec is not resolved")
        if len(learners) > 1 and spec.schedule.name == "reduce_on_plateau":
            raise ValueError("a rate that follows one member's losses cannot be shared")
        self._learners, self._loss, self._spec, self._observer = list(learners), loss, spec, observer
        self._held, self._finished, self._ranks = held, finished, ranks
        self._device = next(learners[0].model.parameters()).device
        self._carrier = carrier_to(self._device, learners[0].train.device)
        self._measured = [_sampled(own).to(self._device) for own in learners]
        # One chosen by an objective is chosen at the end, from the best epoch: the curves are drawn at a half.
        self._threshold = spec.threshold if isinstance(spec.threshold, float) else 0.5
        self._stopping = fit.early_stopping if isinstance(fit.early_stopping, EarlyStoppingSpec) else None
        num_rows = max(len(own.train) for own in learners)
        self._epochs, self._batch_size = fit.epochs, min(fit.batch_size, num_rows)
        self._steps_per_epoch = math.ceil(num_rows / self._batch_size)
        self._learning_rate = make_schedule(
            spec.schedule, spec.optimizer.learning_rate, epochs=self._epochs, steps_per_epoch=self._steps_per_epoch
        )
        self._next_poll = 0.0
        self._bench = Bench(self._learners, loss, spec, compute, ranks)

    def __call__(self, resume_from: Path | None = None) -> list[Fitted]:
        """Train to the end, from the start or from a checkpoint.

        Raises: `Diverged` at the first loss or gradient that is not finite; `Stopped` when the observer says so, and
        `StoppedByFinding` when the spec does. All after a final checkpoint of the last completed epoch.
        `ArtifactCorrupt` for a checkpoint that does not fit.
        """
        if resume_from is None:
            self._start()
        else:
            self._load(resume_from)
        self._observer.phase("training")
        try:
            for learner, values_P in self._bench.rows():
                self._begin_watch(learner, values_P)
            self._let_go()
            while self._bench.learners:
                self._epoch(self._bench.learners[0].kept.progress.epoch + 1)
                self._let_go()
                self._offer_checkpoint(final=False)
        except (Diverged, Stopped, StoppedByFinding):
            self._offer_checkpoint(final=True)
            raise
        return [Fitted(own.best, own.history, own.num_validated) for own in self._learners]

    def _start(self) -> None:
        self._observer.phase("preflight")
        for learner in self._learners:
            started = time.perf_counter()
            report = self._report(learner, 0, self._learning_rate(0), None)
            report = report.model_copy(update={"seconds": time.perf_counter() - started})
            self._keep(learner, report, BestEpoch(epoch=0, value=report.validation_loss), [report])

    def _begin_watch(self, learner: Learner, values_P: Tensor) -> None:
        if learner.watch is None:
            return
        learner.watch.begin(
            learner.model,
            self._loss,
            self._measured[learner.number - self._learners[0].number],
            values_P=values_P,
            num_train=len(learner.train),
            num_validation=len(learner.validation),
            steps_per_epoch=math.ceil(len(learner.train) / self._batch_size),
            rate_at=self._learning_rate,
            held=self._held,
            history=learner.history,
        )

    def _epoch(self, epoch: int) -> None:
        """Train and measure one epoch of every member that goes on, tell the observer, offer a checkpoint."""
        started = time.perf_counter()
        active = self._bench.learners
        factor = plateau_factor(self._spec.schedule, (report.validation_loss for report in active[0].history[1:]))
        for learner in active:
            learner.model.train()
        with seeded(self._device, active[0].seed, epoch):
            norms = self._steps(epoch, factor)
        rate = self._learning_rate(epoch * self._steps_per_epoch - 1) * factor
        for learner in active:
            if learner.watch is not None:
                learner.watch.epoch_ends(epoch)
        with self._bench.flat.averaged():
            reports = [self._report(own, epoch, rate, norm) for own, norm in zip(active, norms, strict=True)]
        seconds = (time.perf_counter() - started) / len(active)  # of a member's share
        # All are kept at once: whatever stops the run finds its members after the same epoch.
        for learner, report in zip(active, reports, strict=True):
            before, min_delta = learner.best, self._stopping.min_delta if self._stopping else 0.0
            # Epoch 0 never stays the best: a network that has learnt nothing is no result.
            is_best = before.epoch == 0 or report.validation_loss < before.value - min_delta
            best = BestEpoch(epoch=epoch, value=report.validation_loss) if is_best else before
            timed = report.model_copy(update={"seconds": seconds})
            self._keep(learner, timed, best, [*learner.history, timed])
        for learner in active:
            if learner.watch is not None:
                learner.watch.reported(learner.history[-1], learner.best)

    def _let_go(self) -> None:
        """Members that have ended get their best weights, and the others go on without them."""
        ended = [(own, values_P) for own, values_P in self._bench.rows() if self._is_over(own)]
        for learner, values_P in ended:
            if learner.watch is not None:
                learner.watch.ended(learner.best)
            self._end(learner, values_P)
        if ended:
            self._bench = self._bench.without([own for own, _ in ended])
            for learner, values_P in self._bench.rows():
                if learner.watch is not None:
                    learner.watch.moved(values_P)

    def _end(self, learner: Learner, values_P: Tensor) -> None:
        copy(learner.kept.best, into=learner.weights(values_P))
        learner.model.eval()
        progress = learner.kept.progress.model_copy(update={"ended": True})
        learner.kept = Kept(progress, state={}, best=learner.kept.best)

    def _steps(self, epoch: int, factor: float) -> list[float]:
        """Take every step of an epoch, its rate times `factor`. Returns each member's mean norm of the gradients before
        clipping."""
        active, number = self._bench.learners, (epoch - 1) * self._steps_per_epoch
        probes = [own.watch.epoch_begins(epoch, own.kept.state["weights"]) for own in active if own.watch is not None]
        norm_sum_M, num_steps_M = np.zeros(len(active)), np.zeros(len(active))
        self._bench.steps.seed([derived_seed(own.seed, epoch) for own in active])
        found = pieces(
            [own.train for own in active],
            self._batch_size,
            seeds=[own.seed for own in active],
            epoch=epoch,
            first_alone=any(probes),
        )
        for piece in fed(found, self._carrier):
            plan = self._plan(number, piece.num_steps, factor)
            taken = self._bench.steps(piece, plan, self._poll)
            self._check(piece, taken, plan, epoch)
            for m, learner in enumerate(active):
                norm_S = taken.norm_MS[m, piece.count_MS[m] > 0]
                norm_sum_M[m] += norm_S.sum()
                num_steps_M[m] += len(norm_S)
                if learner.watch is not None:
                    learner.watch.stepped(norm_S)
            number += piece.num_steps
        return [float(norm) for norm in norm_sum_M / num_steps_M]

    def _plan(self, number: int, num_steps: int, factor: float) -> list[Move]:
        """Of the steps from `number` on, all of one epoch."""
        decay = self._spec.training.ema_decay
        is_averaged, is_constant = isinstance(decay, float), self._spec.schedule.interval == "epoch"
        if is_constant and not is_averaged:  # a tiny network's step is quicker than a call
            return [Move(self._learning_rate(number) * factor, 0.0)] * num_steps
        rates = [self._learning_rate(number + step) * factor for step in range(num_steps)]
        if not isinstance(decay, float):
            return [Move(rate, 0.0) for rate in rates]
        # The first weights are no part of the average: it begins as the mean of the last tenth of the steps.
        return [Move(rate, min(decay, t / (t + 10))) for t, rate in enumerate(rates, start=number)]

    def _check(self, piece: Piece, taken: Taken, plan: Sequence[Move], epoch: int) -> None:
        """Raises: `Diverged` for the first step of the piece whose loss or gradient is not finite."""
        lost_MS = (piece.count_MS > 0) & ~(np.isfinite(taken.loss_MS) & np.isfinite(taken.norm_MS))
        if not lost_MS.any():
            return
        step, member = (int(place) for place in np.argwhere(lost_MS.T)[0])
        learner = self._bench.learners[member]
        if learner.watch is not None:
            learner.watch.stepped(taken.norm_MS[member, :step])
            learner.watch.diverged(epoch)
        loss = float(taken.loss_MS[member, step] / piece.count_MS[member, step])
        raise diverged(epoch, plan[step].rate, loss=loss, gradient_norm=float(taken.norm_MS[member, step]))

    def _report(self, learner: Learner, epoch: int, rate: float, gradient_norm: float | None) -> EpochReport:
        """Its seconds are left at 0."""
        train, validation = (
            measure(learner.model, rows, self._loss, self._threshold, self._poll, self._held)
            for rows in (self._measured[learner.number - self._learners[0].number], learner.validation)
        )
        if self._ranks is not None:
            told = iter(self._ranks.agreed([train.loss, train.accuracy, validation.loss, validation.accuracy]))
            train, validation = (own._replace(loss=next(told), accuracy=next(told)) for own in (train, validation))
        learner.num_validated = validation.num_rows
        for loss in (train.loss, validation.loss):
            if not math.isfinite(loss):
                if epoch and learner.watch is not None:
                    learner.watch.diverged(epoch)
                raise diverged(epoch, rate, loss=loss, gradient_norm=gradient_norm or 0.0)
        return EpochReport(
            member=learner.number,
            epoch=epoch,
            train_loss=train.loss,
            train_accuracy=train.accuracy,
            validation_loss=validation.loss,
            validation_accuracy=validation.accuracy,
            learning_rate=rate,
            gradient_norm=gradient_norm,
            seconds=0.0,
        )

    def _keep(self, learner: Learner, report: EpochReport, best: BestEpoch, history: list[EpochReport]) -> None:
        """Copy the state after an epoch: what a stop in the middle of the next one falls back to."""
        progress = Progress(run=learner.name, member=learner.number, epoch=report.epoch, best=best, history=history)
        state = copied(self._bench.state(learner))
        own = learner.weights(state.get("average", state["weights"]))
        weights = copied(own) if best.epoch == report.epoch else learner.kept.best
        learner.kept = Kept(progress, state, weights)
        self._observer.epoch(report, best)

    def _load(self, path: Path) -> None:
        """Go on from a checkpoint."""
        nothing = BestEpoch(epoch=0, value=0.0)
        likes = [
            Kept(
                Progress(run=own.name, member=own.number, epoch=0, best=nothing, history=[]),
                self._bench.state(own),
                own.weights(values_P),
            )
            for own, values_P in self._bench.rows()
        ]
        found = read_checkpoint(path, likes)
        for (learner, values_P), kept in zip(self._bench.rows(), found, strict=True):
            state, best = (
                {name: tensor.to(values_P.device) for name, tensor in part.items()} for part in (kept.state, kept.best)
            )
            learner.kept = Kept(kept.progress, state, best)
            if not kept.progress.ended:
                copy(state, into=self._bench.state(learner))

    def _offer_checkpoint(self, *, final: bool) -> None:
        first, kept = self._learners[0].number, [own.kept for own in self._learners]
        epoch = max(own.progress.epoch for own in kept)
        self._observer.checkpoint(
            range(first, first + len(kept)),
            epoch,
            lambda path: write_checkpoint(path, kept, self._finished),
            final=final,
        )

    def _is_over(self, learner: Learner) -> bool:
        progress, stopping = learner.kept.progress, self._stopping
        waited = progress.epoch - progress.best.epoch
        return (
            progress.ended or progress.epoch >= self._epochs or (stopping is not None and waited >= stopping.patience)
        )

    def _poll(self) -> None:
        if time.monotonic() >= self._next_poll:
            if self._observer.should_stop():
                raise Stopped
            self._next_poll = time.monotonic() + POLL_SECONDS


def _sampled(learner: Learner) -> Rows:
    num_rows = min(MOST_MEASURED, max(LEAST_MEASURED, len(learner.train) // MEASURED_SHARE))
    return sample(learner.train, num_rows, seed=learner.seed)


def diverged(epoch: int, rate: float, *, loss: float, gradient_norm: float) -> Diverged:
    """The error that says which number is not finite."""
    what = f"The loss became {loss}" if not math.isfinite(loss) else f"The gradient's norm became {gradient_norm}"
    if epoch == 0:
        return Diverged(
            f"{what} before the first step (epoch 0): the inputs are too large for float32.",
            hint="Use preprocessing.normalization 'standard'.",
            epoch=0,
        )
    return Diverged(f"{what} at epoch {epoch} with learning rate {rate:g}.", epoch=epoch, learning_rate=rate)
