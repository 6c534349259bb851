"""Measuring a network over rows: every row once, as serving would answer it."""

import pytest
import torch

from classifier.neural.measure import measure
from tests.classifier.neural.neural_runs import make_run, resolved


def nothing() -> None:
    """What is polled between two parts."""


def test_the_loss_over_many_parts_is_that_of_all_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(resolved(loss={"class_weights": {"0": 1.0, "1": 3.0}}))
    whole = measure(run.model, run.learner.validation, run.fit._loss, 0.5, nothing)

    monkeypatch.setattr("classifier.neural.measure.CHUNK_CELLS", 4 * 7)  # 40 rows of 4 numbers, the last part of 5
    parts = measure(run.model, run.learner.validation, run.fit._loss, 0.5, nothing)

    assert parts.num_rows == whole.num_rows == len(run.learner.validation) == 40
    assert parts.loss == pytest.approx(whole.loss, rel=1e-6)
    assert parts.accuracy == whole.accuracy


def test_nothing_is_dropped_while_measuring() -> None:
    run = make_run(resolved(model={"dropout": 0.5}))
    run.model.train()

    first, second = (measure(run.model, run.learner.validation, run.fit._loss, 0.5, nothing) for _ in range(2))

    assert first == second
    assert not run.model.training


def test_the_threshold_decides_what_is_right() -> None:
    run = make_run(resolved())
    with torch.inference_mode():
        p_N = torch.sigmoid(run.model.eval()(run.learner.validation.x_NX))[:, 0].numpy()

    measured = measure(run.model, run.learner.validation, run.fit._loss, 0.9, nothing)

    assert measured.accuracy == ((p_N >= 0.9) == (run.learner.validation.y_N == 1)).mean()
