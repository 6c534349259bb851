"""A probe sees silent and pinned units in every family, and leaves the network as it was."""

from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from classifier.neural.architecture import make_network
from classifier.neural.diagnosis.base_loss import base_loss, floor_loss
from classifier.neural.diagnosis.probe import look_at_activations, look_at_layers
from classifier.neural.loss import BceWithLogits, CrossEntropy, Focal, Loss
from classifier.neural.optimizer import FlatWeights
from classifier.neural.rows import Rows, make_rows
from classifier.spec.architecture import Architecture

INPUTS: dict[str, dict[str, Any]] = {
    "table": {"kind": "table", "shape": [3]},
    "sequence": {"kind": "sequence", "shape": [6, 3]},
    "image": {"kind": "image", "shape": [1, 8, 8]},
}
NETWORKS: dict[str, tuple[str, dict[str, Any], dict[str, int]]] = {
    # family: (input, model, units by layer)
    "mlp": ("table", {"hidden": [8, 5]}, {"activation.0": 8, "activation.1": 5}),
    "resnet": ("table", {"width": 6, "num_blocks": 1}, {"blocks.0.activation.0": 12, "activation.0": 6}),
    "tabm": ("table", {"hidden": [4], "num_members": 3}, {"activation.0": 12}),
    "cnn1d": ("sequence", {"channels": [7], "hidden": [5]}, {"activation.0": 7, "dense.activation.0": 5}),
    "cnn": ("image", {"channels": [7], "hidden": [5]}, {"activation.0": 7, "dense.activation.0": 5}),
    "logistic": ("table", {}, {}),
}


def network(family: str, activation: str | None) -> nn.Module:
    kind, model, _ = NETWORKS[family]
    said = {"family": family, **model, **({"activation": activation} if activation and family != "logistic" else {})}
    document = {"inputs": INPUTS[kind], "model": said, "batch_norm": False, "num_outputs": 2}
    torch.manual_seed(0)
    return make_network(Architecture.model_validate(document))


def rows(kind: str, num_rows: int = 64) -> Rows:
    x_NX = np.random.default_rng(0).normal(size=(num_rows, *INPUTS[kind]["shape"])).astype(np.float32)
    if kind == "sequence":
        x_NX[..., -1] = 1.0  # the mask: no step is padding
    y_N = np.arange(num_rows) % 2
    return make_rows(x_NX, y_N, CrossEntropy(), np.ones(2), torch.device("cpu"))


@pytest.mark.parametrize("family", NETWORKS)
@pytest.mark.parametrize("chunk", [10, 1000])
def test_every_activation_of_a_family_is_seen_by_its_units(family: str, chunk: int) -> None:
    model = network(family, "relu").eval()
    kind, _, units = NETWORKS[family]
    before = model(rows(kind).x_NX)
    seen = look_at_activations(model, rows(kind), "relu", chunk)
    assert {activation.name: activation.num_units for activation in seen} == units
    assert torch.equal(model(rows(kind).x_NX), before)
    assert not any(type(module.__dict__.get("activate")).__name__ == "_Recorder" for module in model.modules())


@pytest.mark.parametrize("family", [family for family in NETWORKS if family != "logistic"])
def test_units_without_a_positive_input_are_silent(family: str) -> None:
    model = network(family, "relu").eval()
    kind = NETWORKS[family][0]
    assert all(seen.silent_share < 0.5 for seen in look_at_activations(model, rows(kind), "relu", 1000)[:1])
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.fill_(-1.0 if name.endswith("bias") else 0.0)
    assert all(seen.silent_share == 1.0 for seen in look_at_activations(model, rows(kind), "relu", 1000))


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_activations_far_from_the_middle_are_pinned(activation: str) -> None:
    model = network("mlp", activation).eval()
    assert all(seen.pinned_share < 0.05 for seen in look_at_activations(model, rows("table"), activation, 1000))
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(1000.0)
    assert all(seen.pinned_share > 0.9 for seen in look_at_activations(model, rows("table"), activation, 1000))


def test_a_recurrent_layer_is_seen_by_its_steps() -> None:
    model_spec = {"family": "rnn", "cell": "rnn", "blocks": [{"units": 5, "bidirectional": True}]}
    document = {"inputs": INPUTS["sequence"], "model": model_spec, "batch_norm": False, "num_outputs": 2}
    torch.manual_seed(0)
    model = make_network(Architecture.model_validate(document)).eval()
    padded = rows("sequence")
    padded.x_NX[:20, 3:] = 0.0
    [seen] = look_at_activations(model, padded, None, 1000)
    assert (seen.name, seen.num_units) == ("blocks.0", 10)
    assert seen.pinned_share < 0.2


def test_the_layers_are_measured_by_their_own_parameters() -> None:
    model = network("mlp", "relu")
    flat = FlatWeights([model])
    before = flat.values_MP[0].clone()
    last = list(model.modules())[-1]
    with torch.no_grad():
        last.weight.add_(0.5)
    flat.gradient_MP.fill_(0.25)
    first, _, changed = look_at_layers(model, before, flat.values_MP[0])
    assert first.is_frozen
    assert first.update == 0.0
    assert not changed.is_frozen
    assert changed.update == pytest.approx(0.5 * last.weight.numel() ** 0.5)
    assert changed.gradient == pytest.approx(0.25)


SHARES = np.array([0.7, 0.2, 0.1])


@pytest.mark.parametrize(
    ("loss", "weight_C", "expected"),
    [
        (CrossEntropy(), [1.0, 1.0, 1.0], -(SHARES * np.log(SHARES)).sum()),
        (CrossEntropy(), 1 / (3 * SHARES), np.log(3)),
        (Focal(0.0), [1.0, 1.0, 1.0], -(SHARES * np.log(SHARES)).sum()),
    ],
)
def test_the_base_loss_is_the_entropy_of_what_the_rows_weigh(loss: Loss, weight_C: Any, expected: float) -> None:
    y_N = np.repeat(np.arange(3), [70, 20, 10])
    given = make_rows(np.zeros((100, 1), np.float32), y_N, loss, np.asarray(weight_C), torch.device("cpu"))
    assert base_loss(loss, given, 3) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("loss", "num_classes"), [(Focal(2.0), 2), (Focal(2.0), 3), (BceWithLogits(0.1), 2), (CrossEntropy(0.2), 3)]
)
def test_no_constant_answer_is_better_than_the_base_loss(loss: Loss, num_classes: int) -> None:
    y_N = np.arange(90) % num_classes
    y_N[:40] = 0
    given = make_rows(np.zeros((90, 1), np.float32), y_N, loss, np.ones(num_classes), torch.device("cpu"))
    base = base_loss(loss, given, num_classes)
    generator = torch.Generator().manual_seed(0)
    outputs = loss.num_outputs(num_classes)
    tried = [torch.randn(outputs, generator=generator).expand(90, -1) for _ in range(500)]
    losses = [float(loss.total(logits, given.target_N, given.weight_N)) / 90 for logits in tried]
    assert base <= min(losses) + 1e-6
    assert min(losses) < base * 1.05


@pytest.mark.parametrize("loss", [BceWithLogits(0.2), CrossEntropy(0.2), CrossEntropy()])
def test_the_floor_is_the_loss_of_right_answers_as_sure_as_the_labels(loss: Loss) -> None:
    smoothing = float(getattr(loss, "label_smoothing", 0.0))
    one = loss.num_outputs(2) == 1
    lead = np.log((1 - smoothing / 2) / (smoothing / 2)) if smoothing else 50.0
    logits = torch.tensor([[-lead], [lead]] if one else [[0.0, -lead], [0.0, lead]], dtype=torch.float32)
    target = loss.targets(np.array([0, 1]))
    assert floor_loss(loss, 2) == pytest.approx(float(loss.total(logits, target, torch.ones(2))) / 2, abs=1e-5)
