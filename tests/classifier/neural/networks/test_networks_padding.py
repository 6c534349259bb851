"""Padding never counts: not its values, not how much of it there is, not in a norm, not in a gradient."""

import pytest
import torch
from torch import Tensor

from classifier.neural.architecture import make_network
from classifier.neural.loss import CrossEntropy
from classifier.neural.networks.pooling import Pool, SequenceNetwork, read_steps
from classifier.neural.optimizer import FlatWeights
from classifier.neural.step import AutogradStep
from classifier.spec.architecture import Architecture
from classifier.spec.models import ModelSpec
from tests.classifier.neural.networks.network_cases import BLOCKS, SEQUENCE, logits_of, model_of, one_batch, some_rows

MODELS: list[ModelSpec] = [
    model_of("rnn", cell=cell, blocks=blocks, batch_norm=norm, pooling=pooling)
    for cell in ("rnn", "gru", "lstm")
    for pooling in ("last", "mean", "max", "attention")
    for norm, blocks in ((True, BLOCKS), (False, BLOCKS[:1]))
]
MODELS += [
    model_of("cnn1d", channels=[4, 3], kernel_size=kernel, pooling=pooling, batch_norm=norm, activation="sigmoid")
    for kernel in (1, 4, 15)
    for pooling in ("mean", "max", "attention")
    for norm in (True, False)
]


def name(model: ModelSpec) -> str:
    detail = getattr(model, "cell", None) or f"kernel {getattr(model, 'kernel_size', '')}"
    return f"{model.family} {detail} {getattr(model, 'pooling', '')} norm {getattr(model, 'batch_norm', '')}"


def network_of(model: ModelSpec, *, batch_norm: bool = True) -> torch.nn.Module:
    torch.manual_seed(0)
    return make_network(Architecture(inputs=SEQUENCE, model=model, batch_norm=batch_norm, num_outputs=3))


def spoilt(x_BTG: Tensor, values: Tensor | float) -> Tensor:
    """The same rows with other numbers in padding; the mask stays."""
    x = x_BTG.clone()
    x[..., :-1] = torch.where(x_BTG[..., -1:] > 0.5, x_BTG[..., :-1], torch.as_tensor(values))
    return x


def gradient(model: ModelSpec, x_BTG: Tensor, *, batch_norm: bool = True) -> tuple[Tensor, dict[str, Tensor]]:
    """Of one training step, and the running statistics after it."""
    network = network_of(model, batch_norm=batch_norm)
    loss, flat = CrossEntropy(), FlatWeights([network])
    AutogradStep([network], loss, flat)(one_batch(x_BTG, torch.arange(len(x_BTG)) % 3))
    return flat.gradient_MP, {key: value for key, value in network.named_buffers() if "running" in key}


@pytest.mark.parametrize("batch_norm", [True, False], ids=["own norm", "no norm"])  # its own norm hides padding too
@pytest.mark.parametrize("model", MODELS, ids=name)
def test_what_stands_in_padding_changes_no_logit_no_gradient_and_no_statistic(
    model: ModelSpec, batch_norm: bool
) -> None:
    x_BTG = some_rows(SEQUENCE, 16)
    network = network_of(model, batch_norm=batch_norm)
    noise = torch.randn(16, SEQUENCE.shape[0], SEQUENCE.shape[1] - 1) * 100
    shuffled = noise[:, torch.randperm(SEQUENCE.shape[0])]
    clean = logits_of(network, x_BTG)
    for values in (noise, shuffled, 1e30, torch.nan, torch.inf):
        assert torch.equal(logits_of(network, spoilt(x_BTG, values)), clean)
    one, other = (gradient(model, x, batch_norm=batch_norm) for x in (x_BTG, spoilt(x_BTG, noise)))
    assert torch.equal(one[0], other[0])
    assert float(one[0].abs().max()) > 0
    assert all(torch.equal(value, other[1][key]) for key, value in one[1].items())


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_more_padding_changes_nothing(model: ModelSpec) -> None:
    x_BTG = some_rows(SEQUENCE, 16)
    longer = torch.cat([x_BTG, torch.zeros(16, 6, SEQUENCE.shape[1])], 1)
    network = network_of(model)
    assert torch.equal(logits_of(network, longer), logits_of(network, x_BTG))
    one, other = gradient(model, x_BTG), gradient(model, longer)
    torch.testing.assert_close(one[0], other[0], rtol=1e-5, atol=1e-7)
    for key, value in one[1].items():
        torch.testing.assert_close(other[1][key], value, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_a_short_row_beside_long_ones_is_answered_as_if_it_were_alone_and_unpadded(model: ModelSpec) -> None:
    """Unpadded rows are never packed nor masked: the plain way and the other agree."""
    x_BTG = some_rows(SEQUENCE, 16)
    network = network_of(model)
    together = logits_of(network, x_BTG)
    for row in range(16):
        length = int(x_BTG[row, :, -1].sum())
        torch.testing.assert_close(
            logits_of(network, x_BTG[row : row + 1, :length]), together[row : row + 1], rtol=1e-5, atol=1e-6
        )


def test_an_empty_sequence_is_a_step_of_zeros() -> None:
    x_BTG = some_rows(SEQUENCE, 3, full=True)
    x_BTG[1] = 0
    zeros = x_BTG.clone()
    zeros[1, 0, -1] = 1.0
    for model in MODELS:
        network = network_of(model, batch_norm=False)
        logits = logits_of(network, x_BTG)
        assert torch.isfinite(logits).all()
        assert torch.equal(logits, logits_of(network, zeros))


def test_the_last_step_of_both_directions_is_where_each_of_them_ends() -> None:
    blocks = [{"units": 4, "bidirectional": True}]
    network = network_of(model_of("rnn", cell="gru", blocks=blocks), batch_norm=False)
    x_BTG = some_rows(SEQUENCE, 5, full=True)
    with torch.inference_mode():
        _, end = network.blocks[0](x_BTG[..., :-1])
        expected = network.head(torch.cat([end[0], end[1]], 1))
    torch.testing.assert_close(logits_of(network, x_BTG), expected)


def test_steps_are_cut_to_the_longest_row_and_masked_only_when_rows_differ() -> None:
    x_BTG = some_rows(SEQUENCE, 4, full=True)
    assert read_steps(x_BTG).real_BT is None
    x_BTG[:, 5:] = 0
    assert read_steps(x_BTG).real_BT is None
    assert read_steps(x_BTG).x_BTF.shape == (4, 5, 3)
    x_BTG[0, 2:] = 0
    steps = read_steps(x_BTG)
    assert steps.length_B.tolist() == [2, 5, 5, 5]
    assert steps.real_BT is not None
    assert steps.real_BT.sum(1).tolist() == [2, 5, 5, 5]


@pytest.mark.parametrize("batch_norm", [False, True])
def test_a_network_that_knows_its_rows_to_be_full_learns_the_same(batch_norm: bool) -> None:
    """To the bit; and once it is measured, where rows may be shorter, it looks again."""
    full, padded = some_rows(SEQUENCE, 12, full=True), some_rows(SEQUENCE, 12, full=True)
    padded[3, 4:] = 0
    for model in MODELS:
        networks = [network_of(model, batch_norm=batch_norm).train() for _ in range(2)]
        networks[1].load_state_dict(networks[0].state_dict())
        assert isinstance(networks[1], SequenceNetwork)
        networks[1].learn_from(padded)
        assert not networks[1].full
        networks[1].learn_from(full)
        assert networks[1].full
        gradients = [torch.autograd.grad(network(full).square().sum(), network.parameters()) for network in networks]  # type: ignore[arg-type]
        assert all(torch.equal(one, other) for one, other in zip(*gradients, strict=True))
        assert torch.equal(logits_of(networks[0].eval(), padded), logits_of(networks[1].eval(), padded))


def test_pools_are_the_mean_the_largest_and_a_weighted_mean_of_real_steps() -> None:
    x_BTG = torch.tensor([[[1.0, 1.0], [5.0, 1.0], [99.0, 0.0]], [[-1.0, 1.0], [-2.0, 1.0], [-6.0, 1.0]]])
    steps = read_steps(x_BTG)
    assert Pool("mean", 1)(steps.x_BTF, steps).tolist() == [[3.0], [-3.0]]
    assert Pool("max", 1)(steps.x_BTF, steps).tolist() == [[5.0], [-1.0]]
    attention = Pool("attention", 1)
    assert attention.score is not None
    attention.score.weight.data.fill_(0.0)
    torch.testing.assert_close(attention(steps.x_BTF, steps), torch.tensor([[3.0], [-3.0]]))
    attention.score.weight.data.fill_(100.0)
    torch.testing.assert_close(attention(steps.x_BTF, steps), torch.tensor([[5.0], [-1.0]]))
