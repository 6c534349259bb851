"""The training loop: the one place in which weights change."""

import contextlib
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from classifier.errors import Diverged, StoppedByFinding
from classifier.neural.augment import augment
from classifier.neural.checkpoint import Checkpoint, Finished, Progress, read_checkpoint, write_checkpoint
from classifier.neural.device import seeded
from classifier.neural.diagnosis.watch import Watch
from classifier.neural.loss import Loss
from classifier.neural.measure import measure
from classifier.neural.observer import RunObserver, Stopped
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.precision import FLOAT32, Compute
from classifier.neural.rows import Rows, batches, sample
from classifier.neural.step import make_step
from classifier.spec.preprocessing import AugmentationSpec
from classifier.spec.report import BestEpoch, EpochReport
from classifier.spec.schedule import make_schedule, plateau_factor
from classifier.spec.train import EarlyStoppingSpec, TrainSpec

POLL_SECONDS = 0.05
MAX_MEASURED_ROWS = 50_000  # training accuracy to +-0.2 points in milliseconds, not a second pass over 10M rows


@dataclass(frozen=True)
class Fitted:
    """A finished run; its model holds the best epoch's weights."""

    best: BestEpoch
    history: list[EpochReport]
    """Epoch 0 is the network before its first step."""
    num_validated: int
    """Rows that the last validation loss is a mean of, as they were counted."""

    @property
    def epochs_run(self) -> int:
        """Epochs trained, those before a resume included."""
        return self.history[-1].epoch


class Fit:
    """One run over `train`, with the best epoch chosen by `validation`; call it once."""

    def __init__(
        self,
        model: nn.Module,
        loss: Loss,
        train: Rows,
        validation: Rows,
        spec: TrainSpec,
        *,
        observer: RunObserver,
        run: str = "",
        held: int | None = None,
        finished: Sequence[Finished] = (),
        watch: Watch | None = None,
        compute: Compute = FLOAT32,
    ) -> None:
        """`run` names the run in its checkpoints, which hold the members `finished` before this one too; the model's
        parameters become views into one buffer. `held`: numbers that the network's layers hold for one row. `watch`
        measures and judges the training for the run's checks. Steps multiply as `compute` says, measures in float32."""
        fit = spec.training
        if fit.epochs == "auto" or fit.batch_size == "auto" or spec.optimizer.learning_rate == "auto":
            raise ValueError("the training spec is not resolved")
        self._model, self._loss, self._train, self._validation = model, loss, train, validation
        self._measured = sample(train, MAX_MEASURED_ROWS, seed=fit.seed)
        self._spec, self._observer, self._run, self._finished = fit, observer, run, finished
        self._held, self._watch = held, watch
        # One chosen by an objective is chosen at the end, from the best epoch: the curves are drawn at a half.
        self._threshold = spec.threshold if isinstance(spec.threshold, float) else 0.5
        self._stopping = fit.early_stopping if isinstance(fit.early_stopping, EarlyStoppingSpec) else None
        self._epochs, self._batch_size = fit.epochs, min(fit.batch_size, len(train))
        self._steps_per_epoch = math.ceil(len(train) / self._batch_size)
        self._flat = FlatWeights(model)
        self._optimizer = Optimizer(spec.optimizer, self._flat.values_P)
        self._learning_rate = make_schedule(
            spec.schedule, spec.optimizer.learning_rate, epochs=self._epochs, steps_per_epoch=self._steps_per_epoch
        )
        self._schedule = spec.schedule
        wished = spec.preprocessing.augmentation
        self._augmentation = wished if wished != "auto" and wished != AugmentationSpec() else None
        self._step = make_step(model, loss, self._flat, compute)
        self._next_poll = 0.0
        self._num_validated = 0
        self._kept: Checkpoint

    def __call__(self, resume_from: Path | None = None) -> Fitted:
        """Train to the end, from the start or from a checkpoint.

        Raises: `Diverged` at the first loss or gradient that is not finite; `Stopped` when the observer says so, and
        `StoppedByFinding` when the spec does. All
        after a final checkpoint of the last completed epoch. `ArtifactCorrupt` for a checkpoint that does not fit.
        """
        if resume_from is None:
            self._observer.phase("preflight")
            report = self._report(0, time.perf_counter(), self._learning_rate(0), None)
            self._keep(report, best=BestEpoch(epoch=0, value=report.validation_loss), history=[report])
        else:
            self._load(resume_from)
        self._observer.phase("training")
        try:
            if self._watch is not None:
                self._begin(self._watch)
            while not self._is_over():
                self._epoch(self._kept.progress.epoch + 1)
            if self._watch is not None:
                self._watch.ended(self._kept.progress.best)
        except (Diverged, Stopped, StoppedByFinding) as error:
            if self._watch is not None and isinstance(error, Diverged):
                self._watch.diverged(self._kept.progress.epoch + 1)
            self._offer_checkpoint(final=True)
            raise
        _copy(self._kept.best, into=self._weights())
        self._model.eval()
        return Fitted(self._kept.progress.best, self._kept.progress.history, self._num_validated)

    def _begin(self, watch: Watch) -> None:
        watch.begin(
            self._model,
            self._loss,
            self._measured,
            values_P=self._flat.values_P,
            num_train=len(self._train),
            num_validation=len(self._validation),
            steps_per_epoch=self._steps_per_epoch,
            rate_at=self._learning_rate,
            held=self._held,
            history=self._kept.progress.history,
        )

    def _epoch(self, epoch: int) -> None:
        """Train and measure one epoch, tell the observer, offer a checkpoint."""
        started = time.perf_counter()
        before = self._kept.progress
        factor = plateau_factor(self._schedule, (report.validation_loss for report in before.history[1:]))
        self._model.train()
        with seeded(self._train.x_NX.device, self._spec.seed, epoch), self._autograd_mode():
            gradient_norm = self._steps(epoch, factor)
        if self._watch is not None:
            self._watch.epoch_ends(epoch)
        rate = self._learning_rate(epoch * self._steps_per_epoch - 1) * factor
        report = self._report(epoch, started, rate, gradient_norm)
        min_delta = self._stopping.min_delta if self._stopping else 0.0
        # Epoch 0 never stays the best: a network that has learnt nothing is no result.
        is_best = before.best.epoch == 0 or report.validation_loss < before.best.value - min_delta
        best = BestEpoch(epoch=epoch, value=report.validation_loss) if is_best else before.best
        self._keep(report, best=best, history=[*before.history, report])
        if self._watch is not None:
            self._watch.reported(report, best)
        self._offer_checkpoint(final=False)

    def _steps(self, epoch: int, factor: float) -> float:
        """Take every step of an epoch, its rate times `factor`. Returns the mean norm of the gradients before clipping."""
        step, update, learning_rate = self._step, self._optimizer.update, self._learning_rate
        values_P, gradient_P, augmentation = self._flat.values_P, self._flat.gradient_P, self._augmentation
        clip_norm, norm_sum, number = self._spec.gradient_clip_norm, 0.0, (epoch - 1) * self._steps_per_epoch
        seen = None if self._watch is None else self._watch.epoch_begins(epoch, self._kept.state["weights"])
        for x_BX, target_B, weight_B in batches(self._train, self._batch_size, seed=self._spec.seed, epoch=epoch):
            rate = learning_rate(number) * factor
            if augmentation is not None:
                x_BX = augment(x_BX, augmentation)
            loss_sum = step(x_BX, target_B, weight_B).item()  # waits for a GPU: the price of stopping before
            norm = torch.linalg.vector_norm(gradient_P).item()  # the weights are spoilt
            if not (math.isfinite(loss_sum) and math.isfinite(norm)):
                raise _diverged(epoch, rate, loss=loss_sum / x_BX.shape[0], gradient_norm=norm)
            norm_sum += norm
            if clip_norm is not None and norm > clip_norm:
                gradient_P.mul_(clip_norm / norm)
            update(values_P, gradient_P, rate)
            if seen is not None:
                seen(norm)
            number += 1
            if time.monotonic() >= self._next_poll:
                self._poll()
        return norm_sum / self._steps_per_epoch

    def _report(self, epoch: int, started: float, rate: float, gradient_norm: float | None) -> EpochReport:
        train = measure(self._model, self._measured, self._loss, self._threshold, self._poll, self._held)
        validation = measure(self._model, self._validation, self._loss, self._threshold, self._poll, self._held)
        self._num_validated = validation.num_rows
        for loss in (train.loss, validation.loss):
            if not math.isfinite(loss):
                raise _diverged(epoch, rate, loss=loss, gradient_norm=gradient_norm or 0.0)
        return EpochReport(
            member=len(self._finished),
            epoch=epoch,
            train_loss=train.loss,
            train_accuracy=train.accuracy,
            validation_loss=validation.loss,
            validation_accuracy=validation.accuracy,
            learning_rate=rate,
            gradient_norm=gradient_norm,
            seconds=time.perf_counter() - started,
        )

    def _keep(self, report: EpochReport, *, best: BestEpoch, history: list[EpochReport]) -> None:
        """Copy the state after an epoch: what a stop in the middle of the next one falls back to."""
        member = len(self._finished)
        progress = Progress(run=self._run, member=member, epoch=report.epoch, best=best, history=history)
        best_weights = _copied(self._weights()) if best.epoch == report.epoch else self._kept.best
        self._kept = Checkpoint(progress, _copied(self._state()), best_weights)
        self._observer.epoch(report, best)

    def _load(self, path: Path) -> None:
        found = read_checkpoint(path, run=self._run, state=self._state(), best=self._weights())
        _copy(found.state, into=self._state())
        device = self._train.x_NX.device
        self._kept = Checkpoint(
            found.progress, _copied(self._state()), {name: tensor.to(device) for name, tensor in found.best.items()}
        )

    def _offer_checkpoint(self, *, final: bool) -> None:
        kept, finished = self._kept, self._finished
        self._observer.checkpoint(
            len(finished), kept.progress.epoch, lambda path: write_checkpoint(path, kept, finished), final=final
        )

    def _is_over(self) -> bool:
        progress, stopping = self._kept.progress, self._stopping
        waited = progress.epoch - progress.best.epoch
        return progress.epoch >= self._epochs or (stopping is not None and waited >= stopping.patience)

    def _poll(self) -> None:
        if time.monotonic() >= self._next_poll:
            if self._observer.should_stop():
                raise Stopped
            self._next_poll = time.monotonic() + POLL_SECONDS

    def _weights(self) -> dict[str, Tensor]:
        """Live tensors that make up the network: the flat weights and the running statistics."""
        buffers = {f"buffer.{name}": b for name, b in self._model.named_buffers() if b.is_floating_point()}
        return {"weights": self._flat.values_P, **buffers}

    def _state(self) -> dict[str, Tensor]:
        """All live tensors that an epoch changes."""
        return {**self._weights(), **{f"optimizer.{name}": t for name, t in self._optimizer.tensors.items()}}

    def _autograd_mode(self) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext() if self._step.needs_autograd else torch.inference_mode()


def _copied(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: tensor.detach().clone() for name, tensor in tensors.items()}


def _copy(tensors: dict[str, Tensor], *, into: dict[str, Tensor]) -> None:
    for name, tensor in into.items():
        tensor.copy_(tensors[name])


def _diverged(epoch: int, rate: float, *, loss: float, gradient_norm: float) -> Diverged:
    what = f"The loss became {loss}" if not math.isfinite(loss) else f"The gradient's norm became {gradient_norm}"
    if epoch == 0:
        return Diverged(
            f"{what} before the first step (epoch 0): the inputs are too large for float32.",
            hint="Use preprocessing.normalization 'standard'.",
            epoch=0,
        )
    return Diverged(f"{what} at epoch {epoch} with learning rate {rate:g}.", epoch=epoch, learning_rate=rate)
