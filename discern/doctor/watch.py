"""`watch`: a training loop under observation, from its first batch to its report."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

import torch
from torch import nn
from torch.utils.hooks import RemovableHandle

from discern.doctor.checks.every import Diagnosis, diagnose
from discern.doctor.clearing import ClearingProbe
from discern.doctor.findings import Finding
from discern.doctor.functions import Listener
from discern.doctor.hooks import Hook
from discern.doctor.notes import Notes
from discern.doctor.observer import Observer, looks
from discern.doctor.report import report_text

_log = logging.getLogger("discern.doctor")


def watch(
    model: nn.Module,
    optimizer: torch.optim.Optimizer | None = None,
    loss_fn: object = None,
    scheduler: object = None,
    *,
    live: bool = False,
) -> "Watch":
    """A watch to be used as `with watch(model, optimizer, loss_fn) as w:`; see `Watch`."""
    return Watch(model, optimizer, loss_fn, scheduler, live=live)


class Watch:
    """Observes a loop by hooks and says what it found; changes no number, and lets every exception of the loop through.

    `loss_fn` is needed for losses of one's own only: those of torch are seen when they are called. `live=True` logs each
    finding once, when it arises, as a warning of the logger `discern.doctor`.

    >>> model = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
    >>> optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    >>> x_ND, y_N = torch.tensor([[0.0, 1.0], [1.0, 0.0]]), torch.tensor([0.0, 1.0])
    >>> with Watch(model, optimizer) as w:
    ...     for _ in range(3):
    ...         optimizer.zero_grad()
    ...         nn.functional.binary_cross_entropy_with_logits(model(x_ND).squeeze(1), y_N).backward()
    ...         optimizer.step()
    >>> [finding.title for finding in w.findings]
    ['binary_cross_entropy_with_logits expects logits and is given the output of a sigmoid']
    """

    def __init__(
        self,
        model: nn.Module,
        optimizer: torch.optim.Optimizer | None = None,
        loss_fn: object = None,
        scheduler: object = None,
        *,
        live: bool = False,
    ) -> None:
        self._model, self._optimizer, self._loss_fn = model, optimizer, loss_fn
        self._observer = Observer(model)
        self._observer.notes.rates.scheduler = None if scheduler is None else type(scheduler).__name__
        self._listener = Listener(self._saw_function)
        self._handles: list[RemovableHandle] = []
        self._probe: ClearingProbe | None = None
        self._live = live
        self._told: set[str] = set()

    # -- what was found

    @property
    def notes(self) -> Notes:
        """The numbers behind the findings, so far."""
        return self._observer.notes

    @property
    def diagnosis(self) -> Diagnosis:
        """Every check's outcome, by what was seen so far."""
        return diagnose(self.notes)

    @property
    def findings(self) -> list[Finding]:
        """Errors first, then warnings."""
        return self.diagnosis.findings

    @property
    def checks_passed(self) -> list[str]:
        """Codes of checks that were made and found nothing."""
        return self.diagnosis.checks_passed

    @property
    def checks_skipped(self) -> dict[str, str]:
        """Why a check was not made, by its code: silence is no pass."""
        return self.diagnosis.checks_skipped

    def report(self) -> str:
        """All of it as text."""
        return report_text(self.diagnosis, self.notes)

    def to_json(self) -> dict[str, Any]:
        """All of it as `json.dumps` takes it, in the shape of the service's findings."""
        return self.diagnosis.to_json()

    def __str__(self) -> str:
        return self.report()

    def validation(self, loss: float | torch.Tensor) -> None:
        """Tell the doctor what you believe the validation loss to be, after its batches: it compares."""
        with self._guard("validation"):
            evaluation = self._observer.evaluation
            if len(evaluation):
                evaluation.reported = float(loss)
                self._observer.end_evaluation()
                self._tell()

    # -- attaching

    def attach(self) -> "Watch":
        """Put the hooks on; `with` does it."""
        if self._handles:
            return self
        self._listener = Listener(self._saw_function)
        self._handles += [
            self._model.register_forward_pre_hook(Hook(self.before_forward), with_kwargs=True),
            self._model.register_forward_hook(Hook(self.after_forward)),
        ]
        if isinstance(self._loss_fn, nn.Module) and not type(self._loss_fn).__module__.startswith("torch."):
            self._handles += [
                self._loss_fn.register_forward_pre_hook(Hook(self._loss_begins)),
                self._loss_fn.register_forward_hook(Hook(self._loss_ends)),
            ]
        if self._optimizer is not None:
            self.attach_optimizer(self._optimizer)
        return self

    def attach_optimizer(self, optimizer: torch.optim.Optimizer) -> None:
        """Watch the steps of this optimizer."""
        self._optimizer = optimizer
        held = [p for group in optimizer.param_groups for p in group["params"]]
        ours = {id(p) for p in self._model.parameters()}
        self._probe = ClearingProbe(self.notes.gradients, [p for p in held if id(p) in ours])
        self._handles += [
            optimizer.register_step_pre_hook(self.before_step),
            optimizer.register_step_post_hook(self.after_step),
        ]

    def detach(self) -> None:
        """Take the hooks off; the findings stay."""
        self._listener.rest()
        for handle in self._handles:
            handle.remove()
        self._handles = []
        if self._probe is not None:
            self._probe.remove()
        with self._guard("the end"):
            self._observer.end_evaluation()
            self._tell()

    def __enter__(self) -> "Watch":
        return self.attach()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.notes.interrupted = kind.__name__
        self.detach()

    # -- hooks

    # Every step pays for these, so what goes wrong is caught in place: a context manager would double their cost.

    def before_forward(self, module: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """A hook of the model."""
        self._listener.rest()
        try:
            self._observer.before_forward(args, kwargs)
        except Exception as error:
            self._failed("the forward pass", error)

    def after_forward(self, module: nn.Module, args: Any, output: Any) -> None:
        """A hook of the model; from here on functions are listened to, until the next step or batch."""
        if not (self._observer.looking or self._observer.evaluating):
            return
        try:
            self._observer.after_forward(output)
        except Exception as error:
            self._failed("the forward pass", error)
        self._listener.listen()

    def before_step(self, optimizer: torch.optim.Optimizer, args: Any, kwargs: Any) -> None:
        """A hook of the optimizer."""
        self._listener.rest()
        try:
            self._observer.before_step(optimizer)
        except Exception as error:
            self._failed("the step", error)

    def after_step(self, optimizer: torch.optim.Optimizer, args: Any, kwargs: Any) -> None:
        """A hook of the optimizer."""
        step = self.notes.rates.num_steps
        looked, look_next = looks(step), looks(step + 1)
        try:
            self._observer.after_step(optimizer)
            if self._probe is not None and (looked or look_next):
                self._probe.after_step(looked=looked, look_next=look_next)
            if looked:
                self._tell()
        except Exception as error:
            self._failed("the step", error)
        if self._observer.looking:
            self._listener.listen()

    def _loss_begins(self, module: nn.Module, args: Any) -> None:
        self._observer.loss_begins()

    def _loss_ends(self, module: nn.Module, args: Any, output: Any) -> None:
        with self._guard("the loss"):
            self._observer.loss_ends(output)

    def _saw_function(self, name: str, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any], result: Any) -> None:
        try:
            self._observer.saw_function(name, func, args, kwargs, result)
        except Exception as error:
            self._failed("a function of torch", error)

    def _failed(self, where: str, error: Exception) -> None:
        """What goes wrong in a hook is the doctor's to note, never the loop's to suffer."""
        self.notes.failures[f"{where}: {type(error).__name__}: {error}"] += 1

    @contextmanager
    def _guard(self, where: str) -> Iterator[None]:
        """Around the doctor's own work: its calls are not the loop's, nor are its errors."""
        self._listener.paused = True
        try:
            yield
        except Exception as error:
            self._failed(where, error)
        finally:
            self._listener.paused = False

    def _tell(self) -> None:
        if not self._live:
            return
        for finding in self.findings:
            if finding.code not in self._told:
                self._told.add(finding.code)
                _log.warning("%s: %s. %s", finding.code, finding.title, finding.suggestion)
