"""Turns what hooks see into notes: the only part that reads tensors, and only of batches it looks at."""

# Axes: N rows, D columns of a table.
import math
from collections.abc import Iterable
from typing import Any

import torch
from torch import nn

from classifier.findings.signatures import DEAD_RATE
from discern.doctor.evaluation import Evaluation
from discern.doctor.layers import acts_by_mode, normalizes_first
from discern.doctor.losses import NAMES, loss_call, note
from discern.doctor.notes import LossNotes, Notes

LOOK_FIRST, LOOK_EVERY = 16, 32  # a fault of these kinds is there from the first step, or stays once it has come
_MAX_FORWARDS = 64  # looked at within one step, for loops that add gradients up over many batches
_MAX_WEIGHTS = 65_536  # compared with what they were: 256 KiB
_MAX_PHASES = 100


class Observer:
    """Notes of one model's training."""

    def __init__(self, model: nn.Module) -> None:
        self.notes = Notes()
        self.evaluation = Evaluation()
        self.looking = True
        self.evaluating = False
        self._model = model
        self._forwards_in_step = 0
        self._steps_since_evaluation = 0
        self._with_gradient = False
        self._in_training_mode = True
        self._fits_in_eval_mode = False
        self._wants_gradient = False
        self._num_rows = 0
        self._usual_rows: int | None = None
        self._was_short = False
        self._inside_loss = False
        self._inner_losses = 0
        self._before: list[tuple[torch.Tensor, torch.Tensor]] = []
        parameters = [p for p in model.parameters() if p.requires_grad]
        self.notes.weights.num_parameters = len(parameters)
        self.notes.inputs.normalized_inside = normalizes_first(model)
        self.notes.modes.has_mode_layers = any(acts_by_mode(layer) for layer in model.modules())

    # -- the model

    def before_forward(self, inputs: tuple[Any, ...], named: dict[str, Any]) -> None:
        """A batch goes in."""
        self._in_training_mode, self._with_gradient = self._model.training, torch.is_grad_enabled()
        self._num_rows = _num_rows(inputs if inputs else named.values())
        self._fits_in_eval_mode = self._fits_in_eval_mode and not self._in_training_mode
        evaluating = not (self._with_gradient and (self._in_training_mode or self._fits_in_eval_mode))
        if self.evaluating and not evaluating:
            self.end_evaluation()
        self.evaluating = evaluating
        step = self.notes.rates.num_steps
        self._forwards_in_step += 1
        self.looking = looks(step) and self._forwards_in_step <= _MAX_FORWARDS
        if evaluating:
            return
        self.notes.num_batches += 1
        self._usual_rows = self._usual_rows or self._num_rows
        short = self._num_rows < self._usual_rows
        self.notes.num_short_batches += short and not self._was_short
        self._was_short = short
        if self.looking:
            for given in (*inputs, *named.values()):
                if isinstance(given, torch.Tensor) and given.is_floating_point() and given.ndim and given.numel():
                    self._look_at_inputs(given.detach())
                    break

    def after_forward(self, output: Any) -> None:
        """Answers come out."""
        first = _first_tensor(output)
        self._wants_gradient = first is not None and first.requires_grad
        if first is not None and first.ndim:
            self.notes.evaluation.output_width = first.shape[-1] if first.ndim > 1 else 1

    def _look_at_inputs(self, x: torch.Tensor) -> None:
        finite, inputs = self.notes.finite, self.notes.inputs
        finite.num_looks += 1
        with torch.no_grad():
            x = x.float()
            squares_D = x.square().mean(0) if x.ndim == 2 else x.square().mean().reshape(1)
            squares = squares_D.tolist()
        if not all(map(math.isfinite, squares)):
            finite.first_input_step = finite.first_input_step or self.notes.rates.num_steps + 1
            finite.num_inputs += 1
            return
        if inputs.num_looks == 0:
            inputs.num_features, inputs.sum_squares = len(squares), [0.0] * len(squares)
        if len(squares) == inputs.num_features:
            inputs.num_looks += 1
            inputs.num_rows += x.shape[0]
            inputs.sum_squares = [sum_ + square for sum_, square in zip(inputs.sum_squares, squares, strict=True)]

    # -- functions and losses

    def saw_function(self, name: str, func: Any, args: tuple[Any, ...], named: dict[str, Any], result: Any) -> None:
        """A function of torch was called outside the model."""
        if self.evaluating and len(self.evaluation):
            self._note_reading(name, args, result)
        if name in NAMES and getattr(func, "__module__", "") == "torch.nn.functional":
            self._saw_loss(name, args, named, result)
        elif name in ("argmax", "max"):
            self._saw_argmax(args, named)
        elif name in ("numpy", "tolist", "__array__"):
            given = args[0]
            if isinstance(given, torch.Tensor) and given.ndim and given.shape[0] == self._num_rows:
                self.notes.evaluation.num_left_torch += given.ndim > 1 and given.shape[-1] == 1

    def loss_begins(self) -> None:
        """A loss module of the user's was called: the functions within are its parts."""
        self._inside_loss, self._inner_losses = True, 0

    def loss_ends(self, value: Any) -> None:
        """Its value."""
        self._inside_loss = False
        if isinstance(value, torch.Tensor) and (self.looking or self.evaluating):
            self._note_value(value)

    def _saw_loss(self, name: str, args: tuple[Any, ...], named: dict[str, Any], result: Any) -> None:
        call = loss_call(name, args, named, result)
        if call is None:
            return
        if not self.evaluating:
            notes = self.notes.losses.setdefault(name, LossNotes(name))
            note(notes, call)
        if not self._inside_loss:
            self._note_value(call.value)

    def _note_value(self, value: torch.Tensor) -> None:
        """A loss as the loop gets it."""
        if self.evaluating:
            if not self._with_gradient:
                self.notes.evaluation.num_losses += 1
                self.notes.evaluation.num_in_training_mode += self._in_training_mode
            if value.ndim == 0:
                self.evaluation.add(value, self._num_rows)
            return
        gradients, finite = self.notes.gradients, self.notes.finite
        if self._wants_gradient and torch.is_grad_enabled():
            gradients.num_with_history += value.requires_grad
            gradients.num_without_history += not value.requires_grad
        if value.ndim == 0:
            number = float(value.detach())
            finite.last_loss_finite = math.isfinite(number)
            gradients.last_loss = number if finite.last_loss_finite else None
            if not finite.last_loss_finite:
                finite.num_losses += 1
                finite.first_loss_step = finite.first_loss_step or self.notes.rates.num_steps + 1

    def _note_reading(self, name: str, args: tuple[Any, ...], result: Any) -> None:
        if name == "__get__" and not isinstance(result, torch.Tensor):
            return  # a shape or a flag, not the number
        for arg in args:
            for part in arg if isinstance(arg, list | tuple) else (arg,):
                self.evaluation.read(part)

    def _saw_argmax(self, args: tuple[Any, ...], named: dict[str, Any]) -> None:
        given = args[0] if args else named.get("input")
        axis = args[1] if len(args) > 1 else named.get("dim", named.get("axis"))
        if not isinstance(given, torch.Tensor) or not isinstance(axis, int) or given.ndim < 2:
            return
        axis %= given.ndim
        if axis == 0 or given.shape[0] != self._num_rows:
            return  # not one answer for each row of the batch
        notes = self.notes.evaluation
        notes.num_argmax += 1
        if given.shape[axis] == 1:
            notes.num_argmax_of_one += 1
            notes.axis_of_one = axis
            notes.rows_of_one += self._num_rows

    # -- steps

    def before_step(self, optimizer: torch.optim.Optimizer) -> None:
        """Weights as they were before the first step."""
        if self.notes.weights.num_held is not None:
            return
        held = {id(p) for group in optimizer.param_groups for p in group["params"]}
        ours = [p for p in self._model.parameters() if p.requires_grad]
        self.notes.weights.num_held = sum(id(p) in held for p in ours)
        room = _MAX_WEIGHTS
        for parameter in ours:
            if id(parameter) in held and parameter.numel() <= room and not parameter.is_sparse:
                room -= parameter.numel()
                self._before.append((parameter, parameter.detach().clone()))

    def after_step(self, optimizer: torch.optim.Optimizer) -> None:
        """Rates after every step; gradients and weights at looks. A closure makes its gradients within the step."""
        step = self.notes.rates.num_steps
        self._note_rate(optimizer)
        self._forwards_in_step = 0
        modes = self.notes.modes
        if self._with_gradient and not self._in_training_mode:
            modes.eval_run += 1
            if not self._fits_in_eval_mode:  # no evaluation, then: a step came of it
                self._fits_in_eval_mode, self.evaluating, self.evaluation = True, False, Evaluation()
        else:
            modes.num_steps_training += 1
            modes.eval_run = 0
        self.notes.gradients.num_steps += 1
        if looks(step):
            self._look_at_gradients(optimizer)
            self._look_at_weights()

    def _note_rate(self, optimizer: torch.optim.Optimizer) -> None:
        rates = self.notes.rates
        rate = max((float(group.get("lr", math.inf)) for group in optimizer.param_groups), default=math.inf)
        if not math.isfinite(rate):
            return
        if rates.num_steps == 0:
            rates.first = rate
        elif rate != rates.last:
            rates.num_changes += 1
        rates.num_steps += 1
        rates.last = rate
        rates.largest = max(rates.largest, rate)
        rates.dead_now = rate < DEAD_RATE * rates.largest
        if rates.dead_now:
            if rates.num_dead == 0:
                rates.first_dead_step, rates.epochs_before_dead = rates.num_steps, self.notes.num_epochs
            rates.num_dead += 1

    def _look_at_gradients(self, optimizer: torch.optim.Optimizer) -> None:
        notes = self.notes.gradients
        missing, zero = True, True
        for group in optimizer.param_groups:
            for parameter in group["params"]:
                gradient = parameter.grad
                if gradient is None:
                    continue
                missing = False
                if bool(gradient.coalesce().values().any() if gradient.is_sparse else gradient.any()):
                    zero = False
                    break
            if not zero:
                break
        notes.num_looks += 1
        notes.num_missing += missing
        notes.num_zero += zero and not missing
        notes.zero_run = notes.zero_run + 1 if zero else 0

    def _look_at_weights(self) -> None:
        weights = self.notes.weights
        weights.num_looks += 1
        if not weights.moved and self._before:
            weights.moved = any(not torch.equal(now.detach(), before) for now, before in self._before)
            if weights.moved:
                self._before.clear()

    # -- ends

    def end_evaluation(self) -> None:
        """Training goes on, or the watch is over."""
        ended = self.evaluation.end()
        self.evaluation = Evaluation()
        self.evaluating = False
        trained = self.notes.rates.num_steps > self._steps_since_evaluation
        self._steps_since_evaluation = self.notes.rates.num_steps
        notes = self.notes.evaluation
        notes.num_phases += trained
        if ended is not None:
            notes.phases = [*notes.phases[-_MAX_PHASES + 1 :], ended]


def looks(step: int) -> bool:
    """Whether the step after so many is looked at."""
    return step < LOOK_FIRST or step % LOOK_EVERY == 0


def _num_rows(inputs: Iterable[Any]) -> int:
    """Of the first tensor, 0 without one."""
    for given in inputs:
        if isinstance(given, torch.Tensor) and given.ndim:
            return given.shape[0]
    return 0


def _first_tensor(output: Any) -> torch.Tensor | None:
    if isinstance(output, torch.Tensor):
        return output
    parts = output.values() if isinstance(output, dict) else output if isinstance(output, list | tuple) else ()
    return next((found for part in parts if (found := _first_tensor(part)) is not None), None)
