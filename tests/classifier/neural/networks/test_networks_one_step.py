"""Recurrent layers over one step equal torch's own, and so does their gradient."""

import itertools

import pytest
import torch
from torch import Tensor, nn

from classifier.neural.networks.build import build_network
from classifier.neural.networks.one_step import read_one_step
from classifier.spec.inputs import InputLayout
from classifier.spec.models import RnnBlock, RnnSpec


def gradients(block: nn.Module, out_BH: Tensor) -> list[Tensor]:
    weight_BH = torch.linspace(-1.0, 1.0, out_BH.numel(), dtype=out_BH.dtype).view_as(out_BH)
    parameters = list(block.parameters())
    return list(torch.autograd.grad((out_BH * weight_BH).sum(), parameters, materialize_grads=True))


@pytest.mark.parametrize("cell", [nn.RNN, nn.GRU, nn.LSTM])
def test_a_step_without_a_step_before_it_is_what_torch_makes_of_it(cell: type[nn.RNN | nn.GRU | nn.LSTM]) -> None:
    for layers, both in itertools.product([1, 3], [False, True]):
        torch.manual_seed(0)
        block = cell(5, 4, layers, batch_first=True, bidirectional=both).double()
        x_BF = torch.randn(6, 5, dtype=torch.float64)
        expected_BH, found_BH = block(x_BF.unsqueeze(1))[0].squeeze(1), read_one_step(block, x_BF)
        torch.testing.assert_close(found_BH, expected_BH, rtol=1e-12, atol=1e-12)
        for found, expected in zip(gradients(block, found_BH), gradients(block, expected_BH), strict=True):
            torch.testing.assert_close(found, expected, rtol=1e-10, atol=1e-12)


def test_sequences_of_one_step_do_not_go_through_the_recurrence(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = RnnSpec(cell="rnn", blocks=[RnnBlock(units=4, bidirectional=True), RnnBlock(units=3)], batch_norm=True)
    network = build_network(InputLayout(kind="sequence", shape=[9, 3]), spec, 2, batch_norm=False)
    x_BTG = torch.zeros(5, 9, 3)
    x_BTG[:, 0] = torch.randn(5, 3)
    x_BTG[:, 0, -1] = 1.0
    monkeypatch.setattr(nn.RNN, "forward", lambda *_: pytest.fail("it recurred"))
    assert network(x_BTG).shape == (5, 2)
    x_BTG[0, 1, -1] = 1.0
    with pytest.raises(pytest.fail.Exception, match="it recurred"):
        network(x_BTG)
