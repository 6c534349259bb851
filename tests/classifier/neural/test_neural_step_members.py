"""The gradients of several members in one product are those of autograd, member by member."""

import contextlib
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from classifier.neural.device import seeded
from classifier.neural.loss import BceWithLogits, CrossEntropy, Focal, Loss
from classifier.neural.networks.build import build_network
from classifier.neural.optimizer import FlatWeights
from classifier.neural.rows import Batch
from classifier.neural.step import AutogradStep, MlpStep
from classifier.spec.inputs import InputLayout
from classifier.spec.models import MlpSpec

PLAIN = {"shape": [5]}
CODES = {
    "shape": [5],
    "embedded": [{"position": 1, "num_codes": 4, "width": 3}, {"position": 4, "num_codes": 2, "width": 1}],
}
NUMBERS = {"shape": [5], "numeric": [0, 2, 3], "bins": [[-1.0, 0.0, 2.0], [0.0, 1.0], [-0.5, 0.1, 0.2, 3.0]]}
INPUTS = {
    "plain": PLAIN,
    "codes": CODES,
    "numbers": NUMBERS,
    "padded numbers": {**NUMBERS, "padded_bins": 6},
    "numbers and codes": {**NUMBERS, "embedded": CODES["embedded"]},
}
COUNTS = (7, 6, 0)
"""Rows of three members: one is padded, one takes no step."""


def networks(inputs: dict[str, Any], loss: Loss, **model: Any) -> tuple[list[nn.Module], Batch]:
    layout = InputLayout.model_validate({"kind": "table", **inputs})
    embedding = {"name": "piecewise_linear", "width": 4} if layout.bins else {"name": "none"}
    spec = MlpSpec.model_validate({"hidden": [6, 4], "activation": "silu", "numeric_embedding": embedding, **model})
    num_outputs = loss.num_outputs(2) if isinstance(loss, BceWithLogits) else 3
    generator = np.random.default_rng(0)
    with seeded(torch.device("cpu"), 1):
        models = [build_network(layout, spec, num_outputs, batch_norm=False).double() for _ in COUNTS]
    x_MBX = generator.normal(size=(3, 7, 5)) * 2
    for column in layout.embedded:
        x_MBX[..., column.position] = generator.integers(-1, column.num_codes, (3, 7))
    target = loss.targets(generator.integers(0, max(2, num_outputs), (3, 7)))
    weight_MB = torch.from_numpy(generator.uniform(0.5, 1.5, (3, 7)))
    for m, count in enumerate(COUNTS):
        weight_MB[m, count:] = 0
    share_MB = weight_MB / torch.tensor(COUNTS).clamp(min=1).unsqueeze(1)
    target_MB = target.double() if target.is_floating_point() else target
    return models, Batch(torch.from_numpy(x_MBX), target_MB, weight_MB, share_MB, COUNTS)


def gradient_by(step_class: type, models: list[nn.Module], loss: Loss, batch: Batch) -> tuple[Tensor, Tensor]:
    flat = FlatWeights(models)
    for model in models:
        model.train()
    step = step_class(models, loss, flat)
    with contextlib.nullcontext() if step.needs_autograd else torch.inference_mode():
        loss_M = step(batch)
    return loss_M.clone(), flat.gradient_MP.clone()


@pytest.mark.parametrize("loss", [BceWithLogits(0.1), CrossEntropy(0.2), Focal(2.0)], ids=str)
@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("model", [{}, {"hidden": []}, {"hidden": [5], "activation": "relu"}], ids=str)
def test_all_members_at_once_have_the_gradients_of_autograd(
    name: str, loss: Loss, model: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # AutogradStep makes float32 of logits for bfloat16's sake; in this comparison that would round.
    monkeypatch.setattr(Tensor, "float", lambda self: self)
    models, batch = networks(INPUTS[name], loss, **model)
    expected_M, expected_MP = gradient_by(AutogradStep, models, loss, batch)

    loss_M, gradient_MP = gradient_by(MlpStep, models, loss, batch)

    torch.testing.assert_close(loss_M, expected_M, rtol=1e-12, atol=0)
    torch.testing.assert_close(gradient_MP[:2], expected_MP[:2], rtol=1e-9, atol=1e-12)
    assert (expected_MP[:2].abs().amax(1) > 1e-3).all()
    assert not torch.equal(expected_MP[0], expected_MP[1])


def test_an_embedded_network_drops_the_units_that_its_forward_pass_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tensor, "float", lambda self: self)
    loss = CrossEntropy()
    models, batch = networks(INPUTS["numbers and codes"], loss, dropout=0.4)
    one = Batch(*(tensor[:1] for tensor in (batch.x_MBX, batch.target_MB, batch.weight_MB, batch.share_MB)), COUNTS[:1])
    found = []
    for step_class in (AutogradStep, MlpStep):
        with seeded(torch.device("cpu"), 9):
            found.append(gradient_by(step_class, models[:1], loss, one)[1])
    torch.testing.assert_close(found[0], found[1], rtol=1e-9, atol=1e-12)
    assert found[0].abs().max() > 0
