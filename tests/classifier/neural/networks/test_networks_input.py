"""What happens to a row before the first layer: codes, bins, frequencies, and the network's own normalization."""

import math
import subprocess
import sys

import numpy as np
import pytest
import torch
from torch import nn

from classifier.neural.architecture import make_network, weight_shapes
from classifier.neural.loss import CrossEntropy
from classifier.neural.networks.input import Codes, TableInput
from classifier.neural.networks.norm import BatchNorm, ImageNorm, InputNorm, SequenceNorm
from classifier.neural.networks.numeric import PiecewiseLinear
from classifier.neural.optimizer import FlatWeights
from classifier.neural.step import AutogradStep
from classifier.spec.architecture import Architecture
from classifier.spec.inputs import InputLayout
from classifier.spec.models import NoEmbedding, PeriodicEmbedding, PiecewiseLinearEmbedding
from tests.checks.sources import ROOT
from tests.classifier.neural.networks.network_cases import (
    BINS,
    CASES,
    IMAGE,
    PIECEWISE,
    SEQUENCE,
    TABLE,
    architecture_of,
    model_of,
    one_batch,
    some_rows,
)


def test_a_level_never_seen_is_zeros_and_teaches_nothing() -> None:
    codes = Codes(3, 4)
    out = codes(torch.tensor([-1.0, 0.0, 2.0, -1.0]))
    assert torch.equal(out[0], torch.zeros(4))
    assert torch.equal(out[1:3], codes.weight[[0, 2]])
    out.sum().backward()
    assert codes.weight.grad is not None
    assert codes.weight.grad.tolist() == [[1.0] * 4, [0.0] * 4, [1.0] * 4], "code 0 learns from its own row only"


@pytest.mark.parametrize("case", [case for case in CASES if CASES[case][0].embedded])
def test_a_batch_of_unseen_levels_moves_no_embedding(case: str) -> None:
    architecture = architecture_of(case)
    network = make_network(architecture)
    x_BD = some_rows(TABLE, 6)
    x_BD[:, [1, 4]] = -1.0
    loss, flat = CrossEntropy(), FlatWeights([network])
    AutogradStep([network], loss, flat)(one_batch(x_BD, torch.arange(6) % 3))
    for column in network.input.codes:
        assert float(column.weight.grad.abs().max()) == 0.0
    assert float(flat.gradient_MP.abs().max()) > 0.0


def test_columns_stand_in_the_order_others_numbers_codes() -> None:
    x_BD = torch.tensor([[0.5, 3.0, 1.5, 10.0, 0.0, -0.5, 20.0]])
    part = TableInput(TABLE, NoEmbedding())
    assert part.widths == [1, 1, 1, 1, 1, 3, 1]
    found = part(x_BD, x_BD)[0]
    assert found[:5].tolist() == [0.5, 1.5, 10.0, -0.5, 20.0]
    assert torch.equal(found[5:], torch.cat([part.codes[0].weight[3], part.codes[1].weight[0]]))
    part = TableInput(TABLE, PiecewiseLinearEmbedding(width=2))
    assert part.widths == [1, 1, 2, 2, 2, 3, 1]
    assert part(x_BD, x_BD)[0, :2].tolist() == [10.0, 20.0]
    part = TableInput(TABLE, PeriodicEmbedding(width=2))
    assert part(x_BD, x_BD)[0, :2].tolist() == [10.0, 20.0]
    assert bool((part(x_BD, x_BD)[0, 2:8] >= 0.0).all()), "periodic embeddings end in ReLU"


def slow_piecewise(x: float, edges: list[float]) -> list[float]:
    """Equation 1 of arXiv:2203.05556, as it is written."""
    out = []
    for t in range(1, len(edges)):
        if x < edges[t - 1] and t > 1:
            out.append(0.0)
        elif x >= edges[t] and t < len(edges) - 1:
            out.append(1.0)
        else:
            out.append((x - edges[t - 1]) / (edges[t] - edges[t - 1]))
    return out


def test_bins_are_those_of_the_paper_and_missing_ones_stay_zero() -> None:
    part = PiecewiseLinear(BINS, width=3)
    x_BK = torch.linspace(-5, 5, 41).unsqueeze(1).expand(-1, 3)
    encoded = part.encoded(x_BK)
    assert encoded.shape == (41, 3, 4)
    for row in range(41):
        for column, edges in enumerate(BINS):
            expected = slow_piecewise(float(x_BK[row, column]), edges)
            assert encoded[row, column].tolist() == pytest.approx(expected + [0.0] * (4 - len(expected)), abs=1e-6)
    out, plain = part(x_BK, x_BK), torch.zeros(41, 3, 3)
    for column in range(3):
        plain[:, column] = encoded[:, column] @ part.weight[column] + x_BK[:, column : column + 1] * part.linear[column]
    torch.testing.assert_close(out, plain + part.bias)


def test_bins_as_thin_as_float32_itself_give_finite_numbers() -> None:
    edges = [0.0, math.nextafter(0.0, 1.0), 1.0, 1.0 + 1e-12, 1e4]
    encoded = PiecewiseLinear([edges], width=2).encoded(torch.tensor([[-1e4], [0.0], [1.0], [2.0], [1e6]]))
    assert torch.isfinite(encoded).all()
    assert float(encoded.abs().max()) <= 1e7


def test_edges_are_in_the_units_of_the_encoded_row_though_the_network_normalizes() -> None:
    inputs = InputLayout(kind="table", shape=[1], numeric=[0], bins=[[1000.0, 2000.0, 3000.0]])
    model = model_of("mlp", numeric_embedding={**PIECEWISE, "num_bins": 2})
    network = make_network(Architecture(inputs=inputs, model=model, batch_norm=True, num_outputs=2))
    x_ND = torch.linspace(1000, 3000, 9).unsqueeze(1)
    network.norm.start_from(x_ND)
    seen: list[torch.Tensor] = []
    network.input.embedding.register_forward_pre_hook(lambda _, args: seen.extend(arg.detach() for arg in args))
    network.eval()(x_ND)
    assert torch.equal(seen[0], x_ND)
    assert float(seen[1].mean()) == pytest.approx(0.0, abs=1e-5)
    assert float(seen[1].std(correction=0)) == pytest.approx(1.0, abs=1e-3)


def test_nothing_of_a_layout_is_stored_as_a_weight() -> None:
    names = weight_shapes(architecture_of("tabm piecewise", batch_norm=True))
    assert not [
        name for name in names if any(word in name for word in ("starts", "slopes", "numeric", "others", "columns"))
    ]


def test_hidden_batch_normalization_equals_that_of_torch() -> None:
    generator = torch.Generator().manual_seed(0)
    for shape, reference in (((7, 3), nn.BatchNorm1d(3)), ((4, 3, 5, 2), nn.BatchNorm2d(3))):
        ours = BatchNorm(3)
        for _ in range(3):
            x = torch.randn(shape, generator=generator) * 4 + 2
            torch.testing.assert_close(ours(x), reference(x))
        torch.testing.assert_close(ours.running_var, reference.running_var)
        ours.eval(), reference.eval()
        torch.testing.assert_close(ours(x), reference(x))


def test_a_batch_with_one_value_per_channel_uses_the_running_statistics_and_keeps_them() -> None:
    norm = BatchNorm(2)
    norm.running_mean.copy_(torch.tensor([1.0, 2.0]))
    out = norm(torch.tensor([[2.0, 4.0]]))
    torch.testing.assert_close(out, torch.tensor([[1.0, 2.0]]), rtol=1e-4, atol=0)
    assert norm.running_mean.tolist() == [1.0, 2.0]
    assert norm.of_steps(torch.tensor([[[2.0, 4.0], [9.0, 9.0]]]), torch.tensor([[True, False]]))[0, 1].tolist() == [
        0,
        0,
    ]


@pytest.mark.parametrize("case", [case for case in CASES if "one step" in case or "norm" in case or "cnn" in case])
def test_one_training_row_is_a_step_like_any_other(case: str) -> None:
    architecture = architecture_of(case, batch_norm=True)
    network = make_network(architecture)
    loss, flat = CrossEntropy(), FlatWeights([network])
    AutogradStep([network], loss, flat)(one_batch(some_rows(architecture.inputs, 1), torch.tensor([1])))
    assert torch.isfinite(flat.gradient_MP).all()


def test_running_statistics_start_at_those_of_the_training_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.neural.networks.norm.CHUNK", 100)  # several parts
    x_NTG = some_rows(SEQUENCE, 50)
    x_NTG[..., :-1] = x_NTG[..., :-1] * 3 + 1e4 * x_NTG[..., -1:]
    real = x_NTG[x_NTG[..., -1] > 0][:, :-1].numpy().astype(np.float64)
    norm = SequenceNorm(3)
    norm.start_from(x_NTG)
    np.testing.assert_allclose(norm.running_mean.numpy(), real.mean(0), rtol=1e-6)
    np.testing.assert_allclose(norm.running_var.numpy(), real.var(0), rtol=1e-5)
    x_NCHW = some_rows(IMAGE, 20) * 5 + 200
    image = ImageNorm(2)
    image.start_from(x_NCHW)
    np.testing.assert_allclose(image.running_mean.numpy(), x_NCHW.double().mean((0, 2, 3)), rtol=1e-6)
    np.testing.assert_allclose(image.running_var.numpy(), x_NCHW.double().var((0, 2, 3), correction=0), rtol=1e-5)


def test_channels_are_normalized_over_real_steps_and_the_mask_stays() -> None:
    x_BTG = some_rows(SEQUENCE, 40)
    real_BT = x_BTG[..., -1] > 0
    x_BTG[..., :-1] = x_BTG[..., :-1] * 7 + 3 * x_BTG[..., -1:]
    out = SequenceNorm(3)(x_BTG).detach()
    assert torch.equal(out[..., -1], x_BTG[..., -1])
    assert float(out[~real_BT].abs().max()) == 0.0
    torch.testing.assert_close(out[real_BT][:, :-1].mean(0), torch.zeros(3), atol=1e-5, rtol=0)
    torch.testing.assert_close(out[real_BT][:, :-1].std(0, correction=0), torch.ones(3), atol=1e-3, rtol=0)


@pytest.mark.parametrize("case", ["mlp", "mlp codes", "mlp sequence", "resnet", "tabm codes", "gru", "cnn1d", "cnn"])
def test_a_network_that_normalizes_its_inputs_is_asked_to_start_from_the_training_rows(case: str) -> None:
    plain, own = make_network(architecture_of(case)), make_network(architecture_of(case, batch_norm=True))
    assert plain.norm is None
    inputs = CASES[case][0]
    if inputs.kind == "table" and not inputs.numeric:
        assert own.norm is None
        return
    assert isinstance(own.norm, InputNorm | SequenceNorm | ImageNorm)
    own.norm.start_from(some_rows(inputs, 20))
    assert float(own.norm.running_mean.abs().max()) > 0


def test_codes_and_indicators_are_never_normalized() -> None:
    norm = InputNorm(7, TABLE.numeric)
    x_BD = some_rows(TABLE, 9)
    out = norm(x_BD)
    assert torch.equal(out[:, [1, 3, 4, 6]], x_BD[:, [1, 3, 4, 6]])
    assert not torch.equal(out[:, [0, 2, 5]], x_BD[:, [0, 2, 5]])


def test_networks_without_their_layers_load_neither_package() -> None:
    code = (
        "import sys; import classifier.neural.train\n"
        "assert not {'tabm', 'rtdl_num_embeddings'} & set(sys.modules), 'a second of imports for nothing'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_asking_for_the_shapes_of_embeddings_does_not_load_torchs_compiler() -> None:
    code = (
        "import sys; from tests.classifier.neural.networks.network_cases import architecture_of\n"
        "from classifier.neural.architecture import weight_shapes\n"
        "assert weight_shapes(architecture_of('mlp piecewise'))\n"
        "assert 'torch._dynamo' not in sys.modules, 'a second of imports for nothing'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
