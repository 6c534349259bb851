"""The hand-written step and the fused optimizers equal autograd and torch.optim."""

import contextlib
import copy
import itertools
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from classifier.neural.device import seeded
from classifier.neural.loss import BceWithLogits, CrossEntropy, Focal, Loss
from classifier.neural.networks.build import build_network
from classifier.neural.networks.mlp import ACTIVATIONS, Mlp
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.step import AutogradStep, MlpStep, make_step
from classifier.spec.inputs import InputLayout
from classifier.spec.models import MlpSpec
from classifier.spec.train import OptimizerSpec
from tests.classifier.neural.networks.network_cases import one_batch

CPU = torch.device("cpu")


def an_mlp(
    num_features: int,
    hidden: list[int],
    activation: str = "relu",
    *,
    dropout: float = 0.0,
    normalized: Sequence[int] = (),
    num_outputs: int = 1,
) -> Mlp:
    inputs = InputLayout(kind="table", shape=[num_features], numeric=list(normalized))
    spec = MlpSpec.model_validate({"hidden": hidden, "activation": activation, "dropout": dropout})
    return Mlp(inputs, spec, num_outputs, batch_norm=bool(normalized))


def gradient_of(
    step_class: type, loss: Loss, make: Callable[[], Mlp], dtype: torch.dtype, num_rows: int = 7
) -> tuple[float, Tensor, dict[str, Tensor]]:
    """Loss sum, flat gradient and running statistics after one batch."""
    with seeded(CPU, 5):
        model = make().to(dtype)
        num_features, num_outputs = model.linear_layers[0].in_features, model.linear_layers[-1].out_features
        x = torch.randn(num_rows, num_features, dtype=dtype) * 3 + 1
        weight = torch.rand(num_rows, dtype=dtype) + 0.5
        target = loss.targets(np.arange(num_rows) % max(2, num_outputs))
        target = target.to(dtype) if target.dtype.is_floating_point else target
    flat = FlatWeights([model])
    model.train()
    step = step_class([model], loss, flat)
    with seeded(CPU, 6), contextlib.nullcontext() if step.needs_autograd else torch.inference_mode():
        total = step(one_batch(x, target, weight))
    return float(total), flat.gradient_MP[0].clone(), {name: b.clone() for name, b in model.named_buffers()}


LOSSES = [BceWithLogits(), BceWithLogits(0.2), CrossEntropy(), CrossEntropy(0.2), Focal(2.0)]


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
@pytest.mark.parametrize("loss", LOSSES, ids=str)
def test_the_hand_written_gradient_equals_autograd(
    activation: str, loss: Loss, monkeypatch: pytest.MonkeyPatch
) -> None:
    # AutogradStep makes float32 of logits for bfloat16's sake; in this comparison that would round.
    monkeypatch.setattr(Tensor, "float", lambda self: self)
    for hidden, dropout, normalized in itertools.product([[], [5], [6, 4, 3]], [0.0, 0.4], [[], [0, 2], [0, 1, 2]]):
        make = partial(
            an_mlp,
            3,
            hidden,
            activation,
            dropout=dropout,
            normalized=normalized,
            num_outputs=loss.num_outputs(2) if isinstance(loss, BceWithLogits) else 4,
        )
        by_hand = gradient_of(MlpStep, loss, make, torch.float64)
        by_autograd = gradient_of(AutogradStep, loss, make, torch.float64)
        assert by_hand[0] == pytest.approx(by_autograd[0], rel=1e-12)
        torch.testing.assert_close(by_hand[1], by_autograd[1], rtol=1e-9, atol=1e-12)
        assert by_hand[1].abs().max() > 0
        for name, buffer in by_autograd[2].items():
            torch.testing.assert_close(by_hand[2][name], buffer)


def test_the_gradient_is_that_of_the_mean_over_rows_by_finite_differences() -> None:
    loss = CrossEntropy(0.1)
    logits = torch.randn(3, 4, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    target, weight = torch.tensor([0, 3, 1]), torch.tensor([1.0, 2.0, 0.5], dtype=torch.float64)
    _, grad = loss.gradient(logits, target, weight / 3)
    for row, column in itertools.product(range(3), range(4)):
        nudge = torch.zeros_like(logits)
        nudge[row, column] = 1e-6
        ahead, behind = (float(loss.total(logits + s * nudge, target, weight)) / 3 for s in (1, -1))
        assert float(grad[row, column]) == pytest.approx((ahead - behind) / 2e-6, abs=1e-8)


def test_a_batch_of_one_row_passes_through_batch_normalization() -> None:
    make = partial(an_mlp, 3, [4], normalized=[0, 1, 2])
    total, gradient, buffers = gradient_of(MlpStep, BceWithLogits(), make, torch.float32, num_rows=1)
    assert np.isfinite(total)
    assert torch.isfinite(gradient).all()
    assert buffers["norm.running_mean"].tolist() == [0, 0, 0], "one row has no variance to learn from"


def test_an_mlp_takes_the_fast_step_and_any_other_model_autograd() -> None:
    mlp = an_mlp(2, [])
    other = nn.Linear(2, 1)
    assert isinstance(make_step([mlp], BceWithLogits(), FlatWeights([mlp])), MlpStep)
    assert isinstance(make_step([other], BceWithLogits(), FlatWeights([other])), AutogradStep)


@pytest.mark.parametrize(
    ("spec", "reference"),
    [
        (OptimizerSpec(name="sgd", weight_decay=0.0), lambda p: torch.optim.SGD(p, 0.1)),
        (
            OptimizerSpec(name="sgd", weight_decay=0.01, momentum=0.9),
            lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=0.01),
        ),
        (
            OptimizerSpec(name="sgd", weight_decay=0.01, momentum=0.9, nesterov=True),
            lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=0.01, nesterov=True),
        ),
        (OptimizerSpec(name="adam", weight_decay=0.0), lambda p: torch.optim.Adam(p, 0.1)),
        (OptimizerSpec(name="adam", weight_decay=0.01), lambda p: torch.optim.Adam(p, 0.1, weight_decay=0.01)),
        (OptimizerSpec(name="adamw", weight_decay=0.01), lambda p: torch.optim.AdamW(p, 0.1, weight_decay=0.01)),
    ],
)
def test_optimizers_equal_those_of_torch(spec: OptimizerSpec, reference: object) -> None:
    assert callable(reference)
    generator = torch.Generator().manual_seed(0)
    values, gradient = torch.randn(1, 20, generator=generator), torch.zeros(1, 20)
    expected = nn.Parameter(values.clone())
    theirs, ours = reference([expected]), Optimizer(spec, values, gradient)
    for _ in range(5):
        gradient.copy_(torch.randn(1, 20, generator=generator))
        expected.grad = gradient.clone()
        theirs.step()
        ours.update(0.1)
    torch.testing.assert_close(values, expected.detach(), rtol=1e-6, atol=1e-7)


def test_looking_ahead_moves_elsewhere_than_plain_momentum_and_needs_one() -> None:
    ends = []
    for nesterov in (False, True):
        values, spec = torch.zeros(1, 3), OptimizerSpec(name="sgd", weight_decay=0.0, momentum=0.9, nesterov=nesterov)
        Optimizer(spec, values, torch.ones(1, 3)).update(0.1)
        ends.append(values[0])
    torch.testing.assert_close(ends[0], torch.full((3,), -0.1))
    torch.testing.assert_close(ends[1], torch.full((3,), -0.19))  # gradient + 0.9 x momentum, which is the gradient
    for spec in (
        OptimizerSpec(name="sgd", weight_decay=0.0, nesterov=True),
        OptimizerSpec(name="adam", weight_decay=0.0, momentum=0.9, nesterov=True),
    ):
        with pytest.raises(ValueError, match="nesterov needs sgd with momentum"):
            Optimizer(spec, torch.zeros(1, 3), torch.zeros(1, 3))


def test_flat_weights_are_views_that_padding_does_not_touch() -> None:
    model = nn.Linear(3, 2)
    before = {name: p.detach().clone() for name, p in model.named_parameters()}
    flat = FlatWeights([model])
    for name, parameter in model.named_parameters():
        assert torch.equal(parameter, before[name])
    flat.values_MP.zero_()
    assert torch.equal(model.weight.detach(), torch.zeros(2, 3))
    assert model.weight.data_ptr() % 64 == model.bias.data_ptr() % 64 == 0


class Members(nn.Module):
    """`[B, D]` -> `[B, M, C]`: a linear map for each of three members."""

    def __init__(self, num_outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(3, 4, num_outputs, generator=torch.Generator().manual_seed(0)))

    def forward(self, x_BD: Tensor) -> Tensor:
        return torch.einsum("bd,mdc->bmc", x_BD, self.weight)


@pytest.mark.parametrize("loss", LOSSES, ids=str)
def test_each_member_learns_on_its_own_loss_and_the_sum_is_their_mean(loss: Loss) -> None:
    num_outputs = 1 if isinstance(loss, BceWithLogits) else 3
    generator = torch.Generator().manual_seed(1)
    x_BD, weight_B = torch.randn(6, 4, generator=generator), torch.rand(6, generator=generator) + 0.5
    target_B = loss.targets(np.arange(6) % max(2, num_outputs))
    together = Members(num_outputs)
    flat = FlatWeights([together])
    total = AutogradStep([together], loss, flat)(one_batch(x_BD, target_B, weight_B))[0]
    sums = []
    for member in range(3):
        alone = nn.Linear(4, num_outputs, bias=False)
        alone.weight.data = together.weight.detach()[member].t().clone()
        part = loss.total(alone(x_BD), target_B, weight_B)
        (part / 6 / 3).backward()
        sums.append(part.detach())
        torch.testing.assert_close(together.weight.grad[member], alone.weight.grad.t())
    assert float(total) == pytest.approx(sum(part.item() for part in sums) / 3, rel=1e-6)


def test_matrices_move_by_one_rule_and_the_rest_by_another() -> None:
    """By two groups of torch's own optimizer."""
    inputs = InputLayout(kind="table", shape=[3], numeric=[0, 1, 2], bins=[[0.0, 0.5, 1.0]] * 3)
    model = MlpSpec.model_validate(
        {"hidden": [4], "activation": "relu", "numeric_embedding": {"name": "piecewise_linear"}}
    )
    with seeded(CPU, 3):
        network = build_network(inputs, model, 2, batch_norm=False)
    theirs = copy.deepcopy(network)
    matrices = [layer.weight for layer in theirs.dense.layers]
    others = [p for p in theirs.parameters() if all(p is not matrix for matrix in matrices)]
    assert len(others) == 5, "three of the embedding, two biases"
    expected = torch.optim.AdamW(
        [{"params": matrices, "lr": 0.1, "weight_decay": 0.3}, {"params": others, "lr": 0.3, "weight_decay": 0.0}]
    )
    spec = OptimizerSpec(name="adamw", weight_decay=0.3, only_matrices_decay=True, other_rate=3.0)
    flat = FlatWeights([network], matrices_first=True)
    ours = Optimizer(spec, flat.values_MP, flat.gradient_MP, num_matrices=flat.num_matrices)
    for seed in range(4):
        torch.manual_seed(seed)
        for mine, yours in zip(network.parameters(), theirs.parameters(), strict=True):
            mine.grad.copy_(torch.randn_like(mine))
            yours.grad = mine.grad.clone()
        expected.step()
        ours.update(0.1)
    for mine, yours in zip(network.parameters(), theirs.parameters(), strict=True):
        torch.testing.assert_close(mine, yours, rtol=1e-5, atol=1e-6)
    with pytest.raises(ValueError, match="belong to matrices"):
        Optimizer(spec, flat.values_MP, flat.gradient_MP)
