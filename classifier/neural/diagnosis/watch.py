"""Watches one member's training for the checks: numbers that the loop has anyway, and a closer look now and then."""

# Axes: P trained numbers of the whole network.
import contextlib
import math
from array import array
from collections.abc import Callable, Sequence
from statistics import median

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from classifier.errors import StoppedByFinding
from classifier.findings.ledger import Ledger
from classifier.findings.training.check import at_divergence, at_the_end, while_it_trains
from classifier.findings.training.movement import asleep_below
from classifier.findings.training.numbers import Probe, RunNumbers, Steps
from classifier.neural.diagnosis.base_loss import base_loss, floor_loss
from classifier.neural.diagnosis.probe import input_scale, look_at_activations, look_at_layers, num_probe_rows
from classifier.neural.loss import Loss
from classifier.neural.rows import Rows, sample
from classifier.neural.torch_runtime import CHUNK_CELLS
from classifier.spec.models import RnnSpec
from classifier.spec.report import BestEpoch, EpochReport
from classifier.spec.train import TrainSpec

Float64s = npt.NDArray[np.float64]

SCHEDULE_LOOKS = 250


class Watch:
    """One member's; `Fit` calls it. It draws no random number of torch's and changes no weight.

    Steps cost it the copy of their norms. An epoch costs it a comparison of the weights, and epochs 1, 2, 4, 8, ... and the last a
    look at each layer and a forward pass of a few hundred rows.
    """

    numbers: RunNumbers

    def __init__(self, ledger: Ledger, spec: TrainSpec, member: int, num_classes: int) -> None:
        """`spec` is resolved, with the member's own seed."""
        self._ledger, self._spec, self._member, self._num_classes = ledger, spec, member, num_classes
        self._norms = array("d")
        self._next_probe, self._zero_run = 1, 0
        self._step_ratio: float | None = None

    def begin(
        self,
        model: nn.Module,
        loss: Loss,
        measured: Rows,
        *,
        values_P: Tensor,
        num_train: int,
        num_validation: int,
        steps_per_epoch: int,
        rate_at: Callable[[int], float],
        held: int | None,
        history: Sequence[EpochReport],
    ) -> None:
        """Before the first step of this attempt; `history` has epoch 0, and what an attempt before this one reported.
        `rate_at` gives the scheduled rate of each step.

        `measured` are training rows, `held` what the layers hold for one of them, `values_P` the live weights.
        """
        with self._ledger.guard("training"):
            self._model, self._values_P = model, values_P
            self._rows = sample(measured, num_probe_rows(measured), seed=self._spec.training.seed)
            self._chunk = CHUNK_CELLS // (held or measured.num_numbers)
            self.numbers = RunNumbers(
                spec=self._spec,
                member=self._member,
                num_train=num_train,
                num_validation=num_validation,
                steps_per_epoch=steps_per_epoch,
                base=base_loss(loss, measured, self._num_classes),
                floor=floor_loss(loss, self._num_classes),
                input_scale=input_scale(self._rows),
                asleep_share=_asleep_share(rate_at, self._spec, steps_per_epoch),
                recurrent=self._spec.model.cell if isinstance(self._spec.model, RnnSpec) else None,
                history=list(history),
            )
            while self._next_probe <= history[-1].epoch:
                self._next_probe *= 2
            if history[-1].epoch == 0:
                self._look(0, None)

    def epoch_begins(self, epoch: int, before_P: Tensor) -> bool:
        """Whether to be told of the epoch's first step before there is a second; `before_P` is a copy of the weights."""
        del self._norms[:]
        self._before_P, self._step_ratio = before_P, None
        self._looks_at_first = epoch == self._next_probe
        return self._looks_at_first

    def stepped(self, norm_S: Float64s) -> None:
        """After steps of the epoch, with the norms of their gradients."""
        if self._looks_at_first and not self._norms:  # how far the first step went
            length = torch.linalg.vector_norm(self._before_P).item()
            moved = torch.linalg.vector_norm(self._values_P - self._before_P).item()
            self._step_ratio = moved / length if length > 0 and math.isfinite(moved) else None
        self._norms.frombytes(norm_S.tobytes())

    def moved(self, values_P: Tensor) -> None:
        """The live weights lie elsewhere from now on."""
        self._values_P = values_P

    def epoch_ends(self, epoch: int) -> None:
        """Measure what the epoch did, before its end is reported."""
        with self._ledger.guard("training"):
            self._add_steps(epoch)
            if epoch == self._next_probe:
                self._next_probe *= 2
                self._look(epoch, self._before_P)

    def reported(self, report: EpochReport, best: BestEpoch) -> None:
        """Judge the epoch. Raises: `StoppedByFinding`."""
        with self._ledger.guard("training"):
            self.numbers.history.append(report)
            self.numbers.best_epoch = best.epoch
            self._ledger.take(while_it_trains(self.numbers))

    def diverged(self, epoch: int) -> None:
        """Say why before the error rises; it wins over a wish to stop."""
        with contextlib.suppress(StoppedByFinding), self._ledger.guard("training"):
            self.numbers.has_diverged = True
            if self._norms and (not self.numbers.steps or self.numbers.steps[-1].epoch < epoch):
                self._add_steps(epoch)
            self._ledger.take(at_divergence(self.numbers))

    def ended(self, best: BestEpoch) -> None:
        """Judge the whole run, whose last weights are still there. Raises: `StoppedByFinding`."""
        with self._ledger.guard("training"):
            numbers = self.numbers
            numbers.best_epoch, numbers.has_ended = best.epoch, True
            last = numbers.history[-1].epoch
            if numbers.steps and numbers.probes[-1:] and numbers.probes[-1].epoch != last:
                self._look(last, self._before_P)
            self._ledger.take(at_the_end(numbers))

    def _add_steps(self, epoch: int) -> None:
        norms, clip = self._norms, self._spec.training.gradient_clip_norm
        if norms[-1] == 0.0:
            zeros = next((i for i, norm in enumerate(reversed(norms)) if norm != 0.0), len(norms))
            self._zero_run = self._zero_run + zeros if zeros == len(norms) else zeros
        else:
            self._zero_run = 0
        self.numbers.steps.append(
            Steps(
                epoch=epoch,
                num_steps=len(norms),
                median_norm=median(norms),
                largest_norm=max(norms),
                num_clipped=0 if clip is None else sum(norm > clip for norm in norms),
                zero_run=self._zero_run,
                is_frozen=torch.equal(self._values_P, self._before_P),
            )
        )

    def _look(self, epoch: int, before_P: Tensor | None) -> None:
        self._model.eval()
        activation = getattr(self._spec.model, "activation", None)
        self.numbers.probes.append(
            Probe(
                epoch=epoch,
                layers=[] if before_P is None else look_at_layers(self._model, before_P, self._values_P),
                activations=look_at_activations(self._model, self._rows, activation, self._chunk),
                num_rows=len(self._rows),
                step_ratio=self._step_ratio,
            )
        )


def _asleep_share(rate_at: Callable[[int], float], spec: TrainSpec, steps_per_epoch: int) -> float:
    """Share of the planned steps whose rate is next to nothing, from some hundred of them."""
    epochs, rate = spec.training.epochs, spec.optimizer.learning_rate
    if epochs == "auto" or rate == "auto":
        raise ValueError("the training spec is not resolved")
    num_steps = epochs * steps_per_epoch
    looked = range(0, num_steps, max(1, num_steps // SCHEDULE_LOOKS))
    lowest = asleep_below(spec) * rate
    return sum(rate_at(step) < lowest for step in looked) / len(looked)
