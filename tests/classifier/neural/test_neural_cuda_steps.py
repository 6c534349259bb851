"""Recorded steps, played on the CPU, take the steps that are taken one kernel at a time."""

from typing import Any

import numpy as np
import pytest
import torch

from classifier.neural.architecture import make_network
from classifier.neural.choose import are_recorded, make_steps
from classifier.neural.cuda_steps import WARM_UP_STEPS, GraphSteps, num_full_steps
from classifier.neural.device import seeded
from classifier.neural.loss import make_loss
from classifier.neural.networks.pooling import SequenceNetwork
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.rows import Rows, make_rows, pieces
from classifier.neural.step import make_step
from classifier.neural.steps import Move, Steps, TorchSteps
from classifier.spec.architecture import Architecture
from classifier.spec.inputs import InputLayout
from classifier.spec.train import TrainSpec
from tests.classifier.neural.networks.network_cases import IMAGE, PLAIN, SEQUENCE, TABLE, model_of
from tests.classifier.neural.neural_runs import Notebook, resolved
from tests.classifier.neural.rank_runs import ended
from tests.classifier.neural.tape import TapeRecorder

CPU = torch.device("cpu")
PIECEWISE = {"name": "piecewise_linear", "num_bins": 4, "width": 3}
CASES: dict[str, tuple[InputLayout, Any, int, dict[str, Any]]] = {
    "perceptron": (PLAIN, model_of("mlp", hidden=[6, 5]), 1, {}),
    "members": (PLAIN, model_of("mlp", hidden=[6]), 3, {}),
    "dropout of one": (PLAIN, model_of("mlp", hidden=[8], dropout=0.4), 1, {}),
    "dropout of members": (PLAIN, model_of("mlp", hidden=[8], dropout=0.4), 3, {}),
    "embeddings": (TABLE, model_of("mlp", numeric_embedding=PIECEWISE), 2, {}),
    # By SGD: a bias before a batch normalization has no gradient but rounding, of which Adam makes whole steps.
    "autograd": (PLAIN, model_of("resnet", width=8, num_blocks=1), 1, {"optimizer": {"name": "sgd"}}),
    "images, augmented": (
        IMAGE,
        model_of("cnn", channels=[4, 6]),
        1,
        {"preprocessing": {"augmentation": {"flip": True, "shift": 0.2}}, "optimizer": {"name": "sgd"}},
    ),
    "convolutions over steps": (SEQUENCE, model_of("cnn1d", channels=[4]), 1, {"optimizer": {"name": "sgd"}}),
    "sgd": (PLAIN, model_of("mlp"), 2, {"optimizer": {"name": "sgd", "momentum": 0.9, "nesterov": True}}),
    "adamw, clipping, average": (
        PLAIN,
        model_of("mlp"),
        2,
        {
            "optimizer": {"name": "adamw", "weight_decay": 0.1},
            "training": {"gradient_clip_norm": 0.05, "ema_decay": 0.9},
        },
    ),
}

PADDED = "sequences of several lengths"


class Group:
    """Members with rows of their own, and what moves their weights."""

    def __init__(self, name: str, *, num_rows: int, layout: InputLayout | None = None) -> None:
        inputs, architecture_model, num_members, changes = {**CASES, PADDED: CASES["convolutions over steps"]}[name]
        self.spec = resolved(loss={"name": "cross_entropy"}, **changes)
        loss = make_loss(self.spec.loss)
        architecture = Architecture(inputs=layout or inputs, model=architecture_model, batch_norm=False, num_outputs=3)
        with seeded(CPU, 1):
            self.models = [make_network(architecture) for _ in range(num_members)]
        self.rows = [rows_of(inputs, num_rows - m, m, self.spec, padded=name == PADDED) for m in range(num_members)]
        for model, rows in zip(self.models, self.rows, strict=True):
            if isinstance(model, SequenceNetwork):
                model.learn_from(rows.x_NX)
        self.flat = FlatWeights(self.models)
        if self.spec.training.ema_decay is not None:
            self.flat.begin_average()
        optimizer = Optimizer(self.spec.optimizer, self.flat.values_MP, self.flat.gradient_MP)
        self.steps = TorchSteps(make_step(self.models, loss, self.flat), self.flat, optimizer, self.spec)

    def train(self, steps: Steps, *, epochs: int = 2, size: int = 4) -> np.ndarray:
        """Weights, their average and what each step gave, of some epochs."""
        found = []
        for epoch in range(1, epochs + 1):
            steps.seed([10 * epoch + m for m in range(len(self.rows))])
            with seeded(CPU, epoch):
                for piece in pieces(self.rows, size, seeds=[1] * len(self.rows), epoch=epoch, first_alone=epoch == 1):
                    plan = [Move(0.01 / (1 + 0.1 * s), min(0.9, s / (s + 5))) for s in range(piece.num_steps)]
                    taken = steps(piece, plan, lambda: None)
                    taking = piece.count_MS > 0
                    found += [taken.loss_MS[taking], taken.norm_MS[taking]]
        average_MP = self.flat.average_MP
        ends = [self.flat.values_MP] if average_MP is None else [self.flat.values_MP, average_MP]
        return np.concatenate([*found, *(tensor.flatten().numpy() for tensor in ends)])


def rows_of(inputs: InputLayout, num_rows: int, seed: int, spec: TrainSpec, *, padded: bool = False) -> Rows:
    generator = np.random.default_rng(seed)
    x_NX = generator.normal(size=(num_rows, *inputs.shape)).astype(np.float32)
    for column in inputs.embedded:
        x_NX[:, column.position] = generator.integers(-1, column.num_codes, num_rows)
    if inputs.kind == "sequence":
        x_NX[..., -1] = 1.0
        if padded:
            x_NX[::3, 4:] = 0.0
    y_N = generator.integers(0, 3, num_rows)
    return make_rows(x_NX, y_N, make_loss(spec.loss), np.ones(3), CPU)


@pytest.mark.parametrize("name", CASES)
def test_replayed_steps_equal_those_taken_one_kernel_at_a_time(name: str) -> None:
    eager, recorded = Group(name, num_rows=120), Group(name, num_rows=120)
    recorder = TapeRecorder()
    steps = GraphSteps(recorded.steps, recorder)

    expected, found = eager.train(eager.steps), recorded.train(steps)

    assert steps.failure is None
    assert len(recorder.tapes) == 1
    # 30 steps an epoch, of which some members' last is short, and the first epoch's first is a piece of its own.
    full = 2 * (30 if len(eager.rows) == 1 else 29)
    assert recorder.replays == full - WARM_UP_STEPS
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-6)


def test_what_is_recorded_has_not_run() -> None:
    group = Group("dropout of members", num_rows=120)
    before, state = group.flat.values_MP.clone(), torch.get_rng_state()
    steps = GraphSteps(group.steps, TapeRecorder())
    [piece] = pieces(group.rows, 4, seeds=[1] * 3, epoch=1)

    steps._record(piece)

    assert torch.equal(group.flat.values_MP, before)
    assert torch.equal(torch.get_rng_state(), state)
    assert steps._board is not None
    steps._board.put(piece.part(0, 20), [Move(0.01, 0.0)] * 20)
    assert steps._replay is not None
    steps._replay()
    assert not torch.equal(group.flat.values_MP, before)


def test_a_piece_longer_than_what_was_recorded_is_taken_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    eager, recorded = Group("perceptron", num_rows=400), Group("perceptron", num_rows=400)
    steps = GraphSteps(recorded.steps, TapeRecorder())
    [whole] = pieces(recorded.rows, 4, seeds=[1], epoch=1)
    plan = [Move(0.01 / (1 + s), 0.0) for s in range(100)]

    monkeypatch.setattr("classifier.neural.rows.MOST_STEPS", 20)
    steps(whole, plan, lambda: None)
    assert steps._board is not None
    assert steps._board.num_steps == 20
    eager.steps(whole, plan, lambda: None)

    torch.testing.assert_close(recorded.flat.values_MP, eager.flat.values_MP, rtol=1e-4, atol=1e-6)


def test_a_step_that_waits_for_the_device_goes_on_unrecorded(caplog: pytest.LogCaptureFixture) -> None:
    """Normalizing the real steps of sequences of several lengths asks how many there are."""
    eager, recorded = Group(PADDED, num_rows=100), Group(PADDED, num_rows=100)
    recorder = TapeRecorder()
    steps = GraphSteps(recorded.steps, recorder)

    expected, found = eager.train(eager.steps), recorded.train(steps)

    assert steps.failure is not None
    assert "not permitted" in caplog.text
    assert recorder.replays == 0
    np.testing.assert_array_equal(found, expected)


def test_few_steps_are_not_worth_a_recording() -> None:
    group, recorder = Group("perceptron", num_rows=4 * WARM_UP_STEPS), TapeRecorder()
    steps = GraphSteps(group.steps, recorder)

    group.train(steps, epochs=1)
    assert recorder.tapes == []

    group.train(steps, epochs=1)
    assert recorder.replays == WARM_UP_STEPS
    assert len(recorder.tapes) == 1


def test_every_step_is_polled() -> None:
    group = Group("perceptron", num_rows=118)
    steps, polls = GraphSteps(group.steps, TapeRecorder()), []
    [piece] = pieces(group.rows, 4, seeds=[1], epoch=1)

    steps(piece, [Move(0.01, 0.0)] * 30, lambda: polls.append(1))

    assert len(polls) == 30


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([[4, 4, 4]], 3), ([[4, 4, 2]], 2), ([[4, 4, 4], [4, 1, 0]], 1), ([[3]], 0)],
)
def test_only_steps_with_full_batches_of_every_member_are_replayed(counts: list[list[int]], expected: int) -> None:
    group = Group("perceptron", num_rows=12)
    [piece] = pieces(group.rows, 4, seeds=[1], epoch=1)
    object.__setattr__(piece, "count_MS", np.array(counts))

    assert num_full_steps(piece) == expected


@pytest.mark.parametrize(
    ("device", "shared", "expected"),
    [("cuda", False, True), ("cuda", True, False), ("cpu", False, False), ("cpu", True, False)],
)
def test_steps_are_recorded_on_a_gpu_that_shares_them_with_no_other(device: str, shared: bool, expected: bool) -> None:
    assert are_recorded(device, shared=shared) is expected


def test_a_cpu_takes_its_steps_unrecorded() -> None:
    group = Group("autograd", num_rows=20)
    optimizer = Optimizer(group.spec.optimizer, group.flat.values_MP, group.flat.gradient_MP)
    assert type(make_steps(group.models, make_loss(group.spec.loss), group.spec, group.flat, optimizer)) is TorchSteps


@pytest.mark.parametrize("name", ["members side by side", "early stopping", "sgd, clipping, average", "dropout"])
def test_a_whole_run_of_recorded_steps_ends_as_a_plain_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members that stop early leave the others a new buffer, and so a new recording."""
    monkeypatch.setattr("classifier.neural.choose.native_network", lambda *_, **__: None)  # as there is none on a GPU
    plain = ended(name, Notebook())
    made: list[TapeRecorder] = []

    def make() -> TapeRecorder:
        made.append(TapeRecorder())
        return made[-1]

    monkeypatch.setattr("classifier.neural.cuda_steps.WARM_UP_STEPS", 2)
    monkeypatch.setattr("classifier.neural.choose.are_recorded", lambda device, shared: True)
    monkeypatch.setattr("classifier.neural.choose.CudaRecorder", make)
    recorded = ended(name, Notebook())

    assert sum(recorder.replays for recorder in made) > 5
    assert len([recorder for recorder in made if recorder.tapes]) == (2 if name == "early stopping" else 1)
    assert recorded.epochs == plain.epochs
    np.testing.assert_allclose(recorded.losses, plain.losses, rtol=1e-3, atol=1e-5)
    np.testing.assert_allclose(recorded.weights, plain.weights, rtol=1e-2, atol=1e-4)
