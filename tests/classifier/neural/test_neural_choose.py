"""Which way steps are taken is a pure function of shapes, device and options."""

from typing import Any

import pytest
import torch
from torch import nn

from classifier.neural.choose import make_steps, native_network
from classifier.neural.loss import make_loss
from classifier.neural.native.driver import can_be_loaded
from classifier.neural.native.steps import NativeSteps
from classifier.neural.networks.build import build_network
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.step import AutogradStep, MlpStep
from classifier.neural.steps import TorchSteps
from classifier.spec.inputs import InputLayout
from classifier.spec.models import MlpSpec
from classifier.spec.train import TrainSpec
from tests.classifier.neural.neural_runs import make_run, resolved

S0 = {"hidden": [25], "activation": "relu"}


def chosen(
    model: dict[str, Any], *, num_inputs: int = 10, members: int = 1, device: str = "cpu", **changes: Any
) -> str:
    """`native`, `by hand` or `autograd`."""
    spec = resolved(model=model, training={"batch_size": 8, **changes.pop("training", {})}, **changes)
    loss = make_loss(spec.loss)
    numeric = list(range(num_inputs))
    embedded = "numeric_embedding" in model
    inputs = InputLayout(
        kind="table", shape=[num_inputs], numeric=numeric, bins=[[0.0, 1.0]] * num_inputs if embedded else None
    )
    own_norm = spec.preprocessing.normalization == "batch_norm"
    assert isinstance(spec.model, MlpSpec)
    models = [build_network(inputs, spec.model, loss.num_outputs(2), batch_norm=own_norm) for _ in range(members)]
    if device != "cpu":
        return "native" if native_network(models[0], loss, spec, num_members=members, device=device) else "not native"
    return way(models, spec)


def way(models: list[nn.Module], spec: TrainSpec) -> str:
    flat = FlatWeights(models)
    steps = make_steps(
        models, make_loss(spec.loss), spec, flat, Optimizer(spec.optimizer, flat.values_MP, flat.gradient_MP)
    )
    if isinstance(steps, NativeSteps):
        return "native"
    assert isinstance(steps, TorchSteps)
    return {MlpStep: "by hand", AutogradStep: "autograd"}[type(steps._step)]


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("native", {"model": S0}),
        ("native", {"model": S0, "members": 5}),
        ("native", {"model": {"hidden": [], "activation": "relu"}}),
        ("native", {"model": S0, "loss": {"name": "cross_entropy", "label_smoothing": 0.1}}),
        ("native", {"model": S0, "optimizer": {"name": "sgd", "momentum": 0.9}}),
        ("native", {"model": S0, "training": {"gradient_clip_norm": 1.0}}),
        ("not native", {"model": S0, "device": "cuda"}),
        (
            "by hand",
            {"model": {"hidden": [256, 256], "activation": "relu"}, "num_inputs": 50, "training": {"batch_size": 256}},
        ),
        ("by hand", {"model": S0, "members": 1_000}),
        ("by hand", {"model": S0, "training": {"batch_size": 8_192}}),
        ("by hand", {"model": {**S0, "dropout": 0.1}}),
        ("by hand", {"model": S0, "loss": {"name": "focal"}}),
        ("by hand", {"model": S0, "training": {"ema_decay": 0.9}}),
        ("by hand", {"model": S0, "preprocessing": {"normalization": "batch_norm"}}),
        ("by hand", {"model": {**S0, "numeric_embedding": {"name": "piecewise_linear"}}, "members": 5}),
        ("autograd", {"model": {**S0, "numeric_embedding": {"name": "periodic"}}}),
        ("autograd", {"model": {**S0, "batch_norm": True}}),
    ],
    ids=str,
)
def test_the_way_of_the_steps_follows_from_shapes_device_and_options(expected: str, said: dict[str, Any]) -> None:
    assert chosen(**said) == expected
    assert chosen(**said) == expected, "asked again it is the same"


@pytest.mark.parametrize("optimizer", [{"name": "adamw", "weight_decay": 0.01}, {"name": "sgd", "momentum": 0.9}])
def test_a_run_by_the_kernel_has_the_losses_of_one_by_torch(
    optimizer: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = resolved(optimizer={"learning_rate": 0.01, **optimizer}, training={"epochs": 5, "batch_size": 8})
    native = make_run(spec)
    assert isinstance(native.fit._bench.steps, NativeSteps)
    monkeypatch.setattr("classifier.neural.choose.native_network", lambda *_, **__: None)
    torch_run = make_run(spec)
    assert isinstance(torch_run.fit._bench.steps, TorchSteps)
    one, other = native(), torch_run()
    for ours, theirs in zip(one.history[1:], other.history[1:], strict=True):
        assert ours.train_loss == pytest.approx(theirs.train_loss, rel=1e-4)
        assert ours.validation_loss == pytest.approx(theirs.validation_loss, rel=1e-4)
        assert ours.gradient_norm == pytest.approx(theirs.gradient_norm, rel=1e-3)
    torch.testing.assert_close(native.weights, torch_run.weights, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("error", [ImportError("no numba"), OSError("no room for llvm"), MemoryError()])
def test_where_the_kernel_cannot_be_loaded_torch_takes_the_steps(
    error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_: str) -> None:
        raise error

    can_be_loaded.cache_clear()
    monkeypatch.setattr("classifier.neural.native.compiled.compiled", refuse)
    assert chosen(S0) == "by hand"
    assert "the native kernel cannot be loaded" in caplog.text
    can_be_loaded.cache_clear()
