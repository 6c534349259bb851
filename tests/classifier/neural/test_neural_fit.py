"""The training loop: epochs, the best one, stopping, divergence."""

import math
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from classifier.errors import Diverged
from classifier.neural.device import threads_for
from classifier.neural.learner import Learner
from classifier.neural.loss import make_loss
from classifier.neural.networks.mlp import Mlp
from classifier.neural.observer import Stopped
from classifier.neural.rows import Batch, Rows, make_rows, pieces, sample
from classifier.neural.step import MlpStep
from classifier.spec.schedule import plateau_factor
from tests.classifier.neural.neural_runs import Notebook, Run, blobs, make_run, resolved, stripes


def separable(num_rows: int = 200) -> tuple[np.ndarray, np.ndarray]:
    """Rows that a line divides without error."""
    x_NX = np.random.default_rng(0).normal(size=(num_rows, 2)).astype(np.float32)
    y_N = (x_NX.sum(1) > 0).astype(np.int64)
    return x_NX + (2.0 * y_N - 1.0)[:, None].astype(np.float32), y_N


def learns(run: Run) -> bool:
    """Whether the loss gets where only logits can: a probability fed to a logit's loss stays above 0.31."""
    return run().history[-1].train_loss < 0.05


LEARNER = resolved(training={"epochs": 30, "batch_size": 16}, optimizer={"learning_rate": 0.05})


def test_the_network_is_trained_on_logits() -> None:
    assert learns(make_run(LEARNER, rows=separable()))


@pytest.mark.parametrize("loss", ["bce_with_logits", "cross_entropy"])
def test_probabilities_in_place_of_logits_would_be_noticed(loss: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above: with the classic mistake put in, it fails."""
    squash = torch.sigmoid if loss == "bce_with_logits" else lambda z: torch.softmax(z, 1)
    right = Mlp.forward
    monkeypatch.setattr(Mlp, "forward", lambda self, x_NX: squash(right(self, x_NX)))
    assert not learns(make_run(resolved(**{**LEARNER.model_dump(), "loss": {"name": loss}}), rows=separable()))


def test_epoch_0_is_the_untrained_network_and_later_ones_learn() -> None:
    run = make_run(resolved(optimizer={"learning_rate": 0.02}))
    before = run.sha256
    fitted = run()
    first, last = fitted.history[0], fitted.history[-1]
    assert [report.epoch for report in fitted.history] == [0, 1, 2, 3, 4]
    assert run.notebook.reports == fitted.history
    assert run.notebook.phases == ["preflight", "training"]
    assert first.gradient_norm is None
    assert last.gradient_norm is not None
    assert last.gradient_norm > 0
    assert 0.3 < first.train_loss < 2.0
    assert last.train_loss < first.train_loss / 2
    assert run.sha256 != before


def test_the_best_epoch_by_validation_loss_is_kept_without_early_stopping_too() -> None:
    x_NX, _ = blobs(60)
    noise_N = np.random.default_rng(1).integers(0, 2, 60)  # nothing to learn: later epochs only over-fit
    spec = resolved(model={"hidden": [64]}, training={"epochs": 25}, optimizer={"learning_rate": 0.05})
    run = make_run(spec, rows=(x_NX, noise_N))
    fitted = run()
    losses = [report.validation_loss for report in fitted.history]
    assert fitted.epochs_run == 25
    assert fitted.best.epoch == 1 + int(np.argmin(losses[1:])) < 25
    again = make_run(
        resolved(
            **{**spec.model_dump(), "training": {"epochs": fitted.best.epoch, "batch_size": 16, "early_stopping": None}}
        ),
        rows=(x_NX, noise_N),
    )
    again()
    assert again.sha256 == run.sha256


def test_early_stopping_waits_for_its_patience() -> None:
    x_NX, _ = blobs(60)
    noise_N = np.random.default_rng(1).integers(0, 2, 60)
    spec = resolved(
        model={"hidden": [64]},
        training={"epochs": 50, "early_stopping": {"patience": 3}},
        optimizer={"learning_rate": 0.05},
    )
    fitted = make_run(spec, rows=(x_NX, noise_N))()
    assert fitted.epochs_run == fitted.best.epoch + 3 < 50


def test_an_improvement_below_min_delta_is_none() -> None:
    spec = resolved(training={"epochs": 50, "early_stopping": {"patience": 2, "min_delta": 100.0}})
    fitted = make_run(spec)()
    assert (fitted.best.epoch, fitted.epochs_run) == (1, 3)


def test_the_untrained_network_is_never_the_result() -> None:
    """Even when training made it worse."""
    x_NX, y_N = separable(100)
    y_N[80:] = 1 - y_N[80:]  # validation says the contrary of training
    fitted = make_run(resolved(training={"epochs": 3}), rows=(x_NX, y_N))()
    assert fitted.history[0].validation_loss < fitted.history[1].validation_loss
    assert fitted.best.epoch == 1


def test_a_learning_rate_that_is_too_high_names_its_epoch_and_keeps_the_last_good_checkpoint(
    notebook: Notebook, tmp_path: Path
) -> None:
    x_NX, y_N = blobs(200)
    spec = resolved(
        optimizer={"name": "sgd", "learning_rate": 1.0},
        # Each epoch is a million times faster than the one before: 1 is harmless, 2 or 3 is not.
        schedule={"name": "constant"},
        training={"epochs": 6},
    )
    run = make_run(spec, notebook, rows=(x_NX, y_N))
    run.fit._learning_rate = lambda step: 1e-3 * 1e9 ** (step // 10)
    with pytest.raises(Diverged, match=r"at epoch \d+ with learning rate") as caught:
        run()
    epoch = caught.value.extra["epoch"]
    assert epoch >= 2
    assert notebook.checkpoints[-1] == (epoch - 1, True)
    fresh = make_run(spec, rows=(x_NX, y_N))
    fresh.fit._load(tmp_path / f"{epoch - 1}.safetensors")
    assert all(bool(torch.isfinite(p).all()) for p in fresh.model.parameters())


@pytest.fixture
def by_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """No network is small enough for the native kernel."""
    monkeypatch.setattr("classifier.neural.choose.native_network", lambda *_, **__: None)


@pytest.mark.usefixtures("by_torch")
def test_nothing_that_is_not_finite_reaches_what_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run = make_run(resolved(), Notebook(keep_in=tmp_path))
    step, before = run.steps._step, run.weights

    def poisoned(batch: Batch) -> Tensor:
        loss_M = step(batch)
        run.steps._flat.gradient_MP.fill_(math.nan)
        return loss_M

    poisoned.needs_autograd = False  # type: ignore[attr-defined]
    poisoned.seed = step.seed  # type: ignore[attr-defined]
    monkeypatch.setattr(run.steps, "_step", poisoned)
    with pytest.raises(Diverged, match="gradient's norm became nan at epoch 1"):
        run()
    assert torch.isnan(run.weights).any(), "the control: the steps of the piece went on"
    assert run.notebook.checkpoints == [(0, True)]
    again = make_run(resolved())
    again(tmp_path / "0.safetensors")
    assert torch.isfinite(again.weights).all()
    assert not torch.equal(again.weights, before)


def test_inputs_beyond_float32_are_told_before_the_first_step() -> None:
    x_NX, y_N = blobs(50)
    with pytest.raises(Diverged, match="before the first step"):
        make_run(resolved(model={"hidden": []}), rows=(x_NX * 2e37, y_N))()


def test_clipping_bounds_the_step_but_not_the_reported_norm() -> None:
    spec = resolved(optimizer={"name": "sgd", "learning_rate": 1.0}, training={"epochs": 1, "batch_size": 1000})
    free, clipped = (
        make_run(spec),
        make_run(
            resolved(**{**spec.model_dump(), "training": {**spec.training.model_dump(), "gradient_clip_norm": 0.01}})
        ),
    )
    start = free.weights
    one, other = free().history[1], clipped().history[1]
    assert one.gradient_norm == pytest.approx(other.gradient_norm)
    assert one.gradient_norm is not None
    assert one.gradient_norm > 0.01
    assert float((clipped.weights - start).norm()) == pytest.approx(0.01, rel=1e-4)
    assert float((free.weights - start).norm()) == pytest.approx(one.gradient_norm, rel=1e-4)


@pytest.mark.usefixtures("by_torch")
def test_a_stop_is_noticed_within_an_epoch_after_a_final_checkpoint() -> None:
    rows = blobs(60_000)
    notebook = Notebook(stop_when=lambda n: len(n.reports) == 2)
    run = make_run(resolved(training={"epochs": 50, "batch_size": 8}), notebook, rows=rows)
    step, taken = run.steps._step, []

    def counted(batch: Batch) -> Tensor:
        taken.append(len(notebook.reports))
        return step(batch)

    counted.needs_autograd, counted.seed = False, step.seed  # type: ignore[attr-defined]
    run.steps._step = counted  # type: ignore[assignment]
    with pytest.raises(Stopped):
        run()
    assert taken.count(1) == 6_000
    assert taken.count(2) < 4_000
    assert notebook.checkpoints == [(1, False), (1, True)]


def test_a_plateau_lowers_the_rate_of_the_epochs_after_it() -> None:
    x_ND, _ = blobs(60)
    noise_N = np.random.default_rng(1).integers(0, 2, 60)
    spec = resolved(
        optimizer={"learning_rate": 0.2},
        schedule={"name": "reduce_on_plateau", "patience": 2, "gamma": 0.5},
        training={"epochs": 12},
    )
    history = make_run(spec, rows=(x_ND, noise_N))().history
    for report in history[1:]:
        before = [r.validation_loss for r in history[1 : report.epoch]]
        assert report.learning_rate == 0.2 * plateau_factor(spec.schedule, before)
    assert history[-1].learning_rate <= 0.05
    assert history[1].learning_rate == 0.2


def last_weights(run: Run) -> Tensor:
    """Of the last epoch, which need not be the best."""
    end, found = run.fit._end, []

    def seen(learner: Learner, values_P: Tensor) -> None:
        found.append(values_P.clone())
        end(learner, values_P)

    run.fit._end = seen  # type: ignore[method-assign]
    run()
    return found[0]


def test_the_rate_of_a_plateau_reaches_the_weights() -> None:
    """With drops to nothing the weights stand still: the control is the run without a schedule."""
    x_ND, _ = blobs(60)
    noise_N = np.random.default_rng(1).integers(0, 2, 60)
    ends = []
    for epochs in (8, 12):
        spec = resolved(
            optimizer={"name": "sgd", "learning_rate": 5.0},
            schedule={"name": "reduce_on_plateau", "patience": 1, "gamma": 1e-12},
            training={"epochs": epochs},
        )
        runs = (
            make_run(spec, rows=(x_ND, noise_N)),
            make_run(resolved(**{**spec.model_dump(), "schedule": {}}), rows=(x_ND, noise_N)),
        )
        ends.append([last_weights(run) for run in runs])
    torch.testing.assert_close(ends[0][0], ends[1][0], rtol=0, atol=1e-6)
    assert (ends[0][1] - ends[1][1]).abs().max() > 1e-3


AUGMENTED = {"augmentation": {"flip": True, "shift": 0.2, "crop": 0.3}}


@pytest.mark.usefixtures("by_torch")
def test_training_batches_are_augmented_and_what_is_measured_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    x_N1HW, y_N = stripes()
    originals = {image.tobytes() for image in x_N1HW}
    trained: list[Tensor] = []
    measured: list[Tensor] = []
    plain = make_run(resolved(training={"epochs": 2}), rows=(x_N1HW, y_N))
    run = make_run(resolved(training={"epochs": 2}, preprocessing=AUGMENTED), rows=(x_N1HW, y_N))
    step, forward = run.steps._step, Mlp.forward

    def seen_step(batch: Batch) -> Tensor:
        trained.extend(batch.x_MBX[0])
        return step(batch)

    def seen_forward(model: Mlp, x_BX: Tensor) -> Tensor:
        measured.extend(x_BX)
        return forward(model, x_BX)

    seen_step.needs_autograd = False  # type: ignore[attr-defined]
    seen_step.seed = step.seed  # type: ignore[attr-defined]
    monkeypatch.setattr(run.steps, "_step", seen_step)
    monkeypatch.setattr(Mlp, "forward", seen_forward)
    fitted = run()
    assert len(trained) == 2 * 48
    assert len(measured) == 3 * 60
    assert all(image.numpy().tobytes() in originals for image in measured)
    assert sum(image.numpy().tobytes() in originals for image in trained) < len(trained) / 10
    assert fitted.history[0].train_loss == plain().history[0].train_loss


def test_no_augmentation_asked_for_is_none_at_all() -> None:
    """Not even a draw: seeds give the weights that they gave before there was any."""
    hashes = []
    for changes in ({}, {"augmentation": {}}, {"augmentation": {"flip": False, "shift": 0.0}}, AUGMENTED):
        run = make_run(resolved(preprocessing=changes, model={"dropout": 0.2}), rows=stripes())
        run()
        hashes.append(run.sha256)
    assert hashes[0] == hashes[1] == hashes[2] != hashes[3]


def batches_of(rows: Rows, size: int, *, epoch: int) -> list[tuple[Tensor, Tensor]]:
    """Inputs and targets of each step of one member."""
    parts = [batch for piece in pieces([rows], size, seeds=[0], epoch=epoch) for batch in piece.batches()]
    assert all(batch.counts == (batch.x_MBX.shape[1],) for batch in parts)
    return [(batch.x_MBX[0], batch.target_MB[0]) for batch in parts]


def test_each_epoch_takes_every_row_once_in_an_order_of_its_own() -> None:
    x_NX = np.arange(23, dtype=np.float32)[:, None]
    loss = make_loss(resolved().loss)
    rows = make_rows(x_NX, np.arange(23) % 2, loss, np.ones(2), torch.device("cpu"))
    orders = []
    for epoch in (1, 2, 1):
        parts = batches_of(rows, 5, epoch=epoch)
        assert [len(x) for x, _ in parts] == [5, 5, 5, 5, 3]
        assert all(torch.equal(x[:, 0] % 2, target) for x, target in parts), "labels stay with their rows"
        orders.append(torch.cat([x[:, 0] for x, _ in parts]).tolist())
    assert sorted(orders[0]) == list(range(23))
    assert orders[0] != orders[1]
    assert orders[0] == orders[2]


def test_pieces_of_an_epoch_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    x_NX = np.arange(23, dtype=np.float32)[:, None]
    rows = make_rows(x_NX, np.arange(23) % 2, make_loss(resolved().loss), np.ones(2), torch.device("cpu"))
    whole = [x.tolist() for x, _ in batches_of(rows, 5, epoch=1)]
    monkeypatch.setattr("classifier.neural.rows.GATHER_CELLS", 12)
    assert [x.tolist() for x, _ in batches_of(rows, 5, epoch=1)] == whole


def test_a_large_table_is_measured_on_a_sample_that_the_seed_fixes() -> None:
    x_NX, y_N = blobs(100)
    rows = make_rows(x_NX, y_N, make_loss(resolved().loss), np.ones(2), torch.device("cpu"))
    one, again = sample(rows, 30, seed=1), sample(rows, 30, seed=1)
    assert len(one) == 30
    assert torch.equal(one.x_NX, again.x_NX)
    assert one.y_N.tolist() == one.target_N.tolist()
    assert sample(rows, 100, seed=1) is rows


def test_small_steps_take_one_thread_and_leave_the_process_as_it_was() -> None:
    before = torch.get_num_threads()
    with threads_for(1000) as inside:
        assert torch.get_num_threads() == inside == 1
    assert torch.get_num_threads() == before
    with threads_for(10**12) as inside:
        assert inside == before


def test_class_weights_move_the_decision() -> None:
    x_NX, y_N = blobs(400, seed=3)
    x_NX = x_NX * 0.2  # overlapping clouds
    plain, heavy = (
        make_run(resolved(loss={"name": "bce_with_logits", "class_weights": w}), rows=(x_NX, y_N))
        for w in ({"0": 1.0, "1": 1.0}, {"0": 1.0, "1": 20.0})
    )
    shares = []
    for run in (plain, heavy):
        run()
        with torch.inference_mode():
            shares.append(float((run.model(torch.from_numpy(x_NX)) > 0).float().mean()))
    assert shares[1] > shares[0] + 0.1


def test_each_epoch_drops_other_units(monkeypatch: pytest.MonkeyPatch) -> None:
    masks: list[Tensor] = []
    draw = MlpStep._dropout_mask

    def recorded(self: MlpStep, x_MBH: Tensor, counts: tuple[int, ...]) -> Tensor | None:
        mask = draw(self, x_MBH, counts)
        if mask is not None:
            masks.append(mask.clone())
        return mask

    monkeypatch.setattr(MlpStep, "_dropout_mask", recorded)
    make_run(resolved(model={"dropout": 0.5}, training={"epochs": 2, "batch_size": 1000}))()
    first, second = masks  # one step an epoch; measuring drops nothing
    assert not torch.equal(first, second)
    assert set(first.unique().tolist()) == {0.0, 2.0}


@pytest.mark.usefixtures("by_torch")
def test_what_is_kept_is_the_average_of_the_weights_after_each_step() -> None:
    run = make_run(resolved(training={"epochs": 1, "batch_size": 16, "ema_decay": 0.75}))
    optimizer, seen = run.steps._optimizer, []
    update = optimizer.update

    def noted(learning_rate: float, members: list[int] | None = None) -> None:
        update(learning_rate, members)
        seen.append(run.weights)

    optimizer.update = noted  # type: ignore[method-assign]
    run()

    average = seen[0]
    for t, weights in enumerate(seen):
        decay = min(0.75, t / (t + 10))
        average = decay * average + (1 - decay) * weights
    assert len(seen) == 10
    torch.testing.assert_close(run.weights, average, rtol=1e-5, atol=1e-6)
    assert (run.weights - seen[-1]).abs().max() > 1e-3, "the control: the last weights are others"
