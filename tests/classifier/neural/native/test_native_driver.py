"""The native steps equal autograd and torch.optim, and nothing but the rows decides their bits."""

import threading
import time
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch

from classifier.neural.native.choice import ACTIVATIONS, Network
from classifier.neural.native.driver import KernelPiece, NativeKernel
from classifier.spec.train import OptimizerSpec
from tests.classifier.neural.native.native_pieces import ADAM, Members, a_piece, an_mlp, by_torch, part

SMALL = Network((10, 25, 1), "relu", "bce_with_logits")
WIDTHS = [(3,), (1, 5), (10, 25), (7, 8, 16), (6, 17, 9, 4)]
LOSSES = [("bce_with_logits", 1, 0.0), ("cross_entropy", 2, 0.0), ("cross_entropy", 5, 0.2)]


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
@pytest.mark.parametrize(("loss", "outputs", "smoothing"), LOSSES)
def test_the_gradient_equals_autograd(activation: str, loss: str, outputs: int, smoothing: float) -> None:
    for widths in WIDTHS:
        for num_rows, batch_size in ((1, 1), (5, 5), (8, 8), (19, 19)):
            network = Network((*widths, outputs), activation, loss, smoothing)
            members = Members(network, batch_size, dtype=torch.float64)
            piece = a_piece(network, 1, num_rows, batch_size, torch.float64)
            losses, norms, flat = by_torch(members, piece, [0.1], partial(torch.optim.SGD, lr=0.1))

            taken = members(piece, [0.0])

            assert taken.failed is None
            np.testing.assert_allclose(taken.loss_MS[0], losses, rtol=1e-12)
            np.testing.assert_allclose(taken.norm_MS[0], norms, rtol=1e-12)
            assert flat.gradient_MP[0].abs().max() > 0
            torch.testing.assert_close(members.gradient_MP[0], flat.gradient_MP[0], rtol=1e-9, atol=1e-13)


OPTIMIZERS: list[tuple[OptimizerSpec, Any]] = [
    (OptimizerSpec(name="sgd", weight_decay=0.0), partial(torch.optim.SGD, lr=0.1)),
    (
        OptimizerSpec(name="sgd", weight_decay=0.01, momentum=0.9),
        partial(torch.optim.SGD, lr=0.1, momentum=0.9, weight_decay=0.01),
    ),
    (
        OptimizerSpec(name="sgd", weight_decay=0.01, momentum=0.9, nesterov=True),
        partial(torch.optim.SGD, lr=0.1, momentum=0.9, weight_decay=0.01, nesterov=True),
    ),
    (ADAM, partial(torch.optim.Adam, lr=0.1)),
    (OptimizerSpec(name="adam", weight_decay=0.01), partial(torch.optim.Adam, lr=0.1, weight_decay=0.01)),
    (OptimizerSpec(name="adamw", weight_decay=0.01), partial(torch.optim.AdamW, lr=0.1, weight_decay=0.01)),
]


@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float64, 1e-10), (torch.float32, 2e-5)])
@pytest.mark.parametrize("clip_norm", [None, 0.3])
@pytest.mark.parametrize(("spec", "make"), OPTIMIZERS)
def test_fifty_steps_equal_those_of_torch(
    spec: OptimizerSpec, make: Any, clip_norm: float | None, dtype: torch.dtype, tolerance: float
) -> None:
    network = Network((6, 12, 5, 3), "silu", "cross_entropy")
    members = Members(network, 8, 2, spec, clip_norm, dtype)
    piece = a_piece(network, 2, 8 * 49 + 3, 8, dtype)  # a last step of three rows
    rates = [0.01 / (1 + step) for step in range(50)]

    taken = members(piece, rates)

    for member in range(2):
        losses, norms, flat = by_torch(members, piece, rates, make, member)
        np.testing.assert_allclose(taken.loss_MS[member], losses, rtol=tolerance)
        np.testing.assert_allclose(taken.norm_MS[member], norms, rtol=10 * tolerance)
        torch.testing.assert_close(members.values_MP[member], flat.values_MP[0], rtol=tolerance, atol=tolerance)
        assert clip_norm is None or max(norms) > clip_norm
    if "step" in members.state:
        assert members.state["step"].tolist() == [50, 50]


def test_where_a_run_is_cut_changes_no_bit() -> None:
    network = Network((10, 25, 4), "silu", "cross_entropy", 0.1)
    for dtype in (torch.float32, torch.float64):
        piece, rates = a_piece(network, 3, 8 * 20, 8, dtype), [1e-2] * 20
        whole = Members(network, 8, 3, dtype=dtype, clip_norm=0.5)
        taken = whole(piece, rates)
        for cuts in ([0, 20], [0, 1, 2, 13, 20], list(range(21))):
            other = Members(network, 8, 3, dtype=dtype, clip_norm=0.5)
            losses = [other(part(piece, slice(a, b), 8), rates[a:b]).loss_MS for a, b in pairwise(cuts)]
            assert np.array_equal(np.concatenate(losses, 1), taken.loss_MS)
            for name, tensor in other.everything().items():
                assert torch.equal(tensor, whole.everything()[name]), name


def test_a_member_among_others_is_the_member_alone_to_the_bit() -> None:
    piece = a_piece(SMALL, 4, 40, 8)
    together = Members(SMALL, 8, 4)
    together(piece, [1e-2] * 5)
    for member in range(4):
        alone = Members(SMALL, 8)
        alone.values_MP.copy_(an_mlp(SMALL, member)[1].values_MP[0])
        alone(KernelPiece(*(tensor[member : member + 1] for tensor in piece)), [1e-2] * 5)
        assert torch.equal(alone.values_MP[0], together.values_MP[member])


def test_rows_that_only_fill_a_step_up_change_nothing() -> None:
    filled, short = a_piece(SMALL, 1, 16, 16), a_piece(SMALL, 1, 11, 11)
    for tensor, real in zip(filled[:3], short[:3], strict=True):
        tensor[:, :11] = real
    filled.weight_MR[:, 11:] = 0
    filled.count_MS[:] = 11
    ours, theirs = Members(SMALL, 16), Members(SMALL, 11)
    assert ours(filled, [1e-2]).loss_MS == pytest.approx(theirs(short, [1e-2]).loss_MS, rel=1e-12)
    torch.testing.assert_close(ours.gradient_MP, theirs.gradient_MP, rtol=1e-5, atol=1e-7)


def test_a_member_without_rows_takes_no_step() -> None:
    piece = a_piece(SMALL, 2, 24, 8)
    piece.count_MS[1] = torch.tensor([8, 0, 0])
    members, first_only = Members(SMALL, 8, 2), Members(SMALL, 8, 2)
    taken = members(piece, [1e-2] * 3)
    first_only(part(piece, slice(0, 1), 8), [1e-2])
    assert taken.failed is None
    assert taken.loss_MS[1, 1:].tolist() == taken.norm_MS[1, 1:].tolist() == [0, 0]
    assert members.state["step"].tolist() == [3, 1]
    for name, tensor in members.everything().items():
        assert torch.equal(tensor[1], first_only.everything()[name][1]), name


def test_padding_of_the_weights_stays_zero() -> None:
    network = Network((3, 5, 5), "sigmoid", "cross_entropy")
    members = Members(network, 8, optimizer=OptimizerSpec(name="adamw", weight_decay=0.1))
    members(a_piece(network, 1, 80, 8), [1e-2] * 10)
    model, flat = an_mlp(network)
    held = torch.ones_like(flat.values_MP[0])
    flat.values_MP[0].zero_()
    for parameter in model.parameters():
        parameter.data.fill_(1)
    held -= flat.values_MP[0]
    assert held.sum() > 0
    for name, tensor in members.everything().items():
        if name != "step":
            assert not (tensor[0] * held).any(), name


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_the_first_number_that_is_not_finite_ends_the_piece_before_it_spoils_a_weight(activation: str) -> None:
    network = Network((10, 25, 1), activation, "bce_with_logits")
    piece = a_piece(network, 3, 40, 8)
    piece.x_MRX[1, 19, 3] = torch.nan  # in the third step
    piece.x_MRX[2, 30, 3] = torch.nan  # in the fourth: not reached
    members, before = Members(network, 8, 3), Members(network, 8, 3)
    before(part(piece, slice(0, 2), 8), [1e-2] * 2)

    taken = members(piece, [1e-2] * 5)

    assert taken.failed == (1, 2)
    assert np.isfinite(taken.loss_MS[:, :2]).all()
    assert np.isnan(taken.loss_MS[:, 3:]).all()
    assert np.isnan(taken.norm_MS[:, 3:]).all()
    assert not np.isfinite(taken.loss_MS[1, 2])
    assert torch.equal(members.values_MP[1:], before.values_MP[1:])


def test_an_infinite_gradient_ends_the_piece_too() -> None:
    network = Network((2, 1), "identity", "bce_with_logits")
    piece = a_piece(network, 1, 1, 1)
    piece.x_MRX[:] = 3e38
    piece.weight_MR[:] = 1e3
    members = Members(network, 1)
    members.values_MP.zero_()
    taken = members(piece, [1e-2])
    assert taken.failed == (0, 0)
    assert np.isfinite(taken.loss_MS).all()
    assert np.isinf(taken.norm_MS).all()
    assert not members.values_MP.any()


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_very_large_and_very_small_numbers_pass_as_they_do_through_torch(activation: str) -> None:
    network = Network((1, 4, 3), activation, "cross_entropy")
    for size in (1e-30, 1e-4, 1e2, 1e4):
        members = Members(network, 8)
        piece = a_piece(network, 1, 8, 8)
        piece.x_MRX.mul_(size)
        losses, norms, _ = by_torch(members, piece, [0.1], partial(torch.optim.SGD, lr=0.1))
        taken = members(piece, [0.0])
        np.testing.assert_allclose(taken.loss_MS[0], losses, rtol=1e-5)
        np.testing.assert_allclose(taken.norm_MS[0], norms, rtol=1e-5)


def test_what_does_not_fit_is_refused_before_any_memory_is_touched() -> None:
    network = Network((4, 3), "relu", "cross_entropy")
    members, rates = Members(network, 8, 2), [1e-2] * 2
    piece = a_piece(network, 2, 16, 8)
    wrong = [
        piece._replace(target_MR=piece.target_MR + 3),
        piece._replace(target_MR=piece.target_MR - 3),
        piece._replace(x_MRX=piece.x_MRX[:, :, :3].contiguous()),
        piece._replace(x_MRX=piece.x_MRX.transpose(0, 1).contiguous().transpose(0, 1)),
        piece._replace(weight_MR=piece.weight_MR.double()),
        piece._replace(count_MS=piece.count_MS[:, :1].contiguous()),
        part(piece, slice(0, 1), 8),
    ]
    for other in wrong:
        with pytest.raises(ValueError, match=r"outside 0 to 2|expected a contiguous|rows are not"):
            members(other, rates)
    members.values_MP = members.values_MP[:, :-1].contiguous()
    with pytest.raises(ValueError, match="expected a contiguous"):
        members(piece, rates)
    with pytest.raises(ValueError, match="not resolved"):
        NativeKernel(network, OptimizerSpec(), batch_size=8)


def test_other_threads_run_while_the_steps_are_taken() -> None:
    members, piece = Members(SMALL, 8), a_piece(SMALL, 1, 8 * 40_000, 8)
    ticks: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.wait(1e-3):
            ticks.append(time.perf_counter())

    watchdog = threading.Thread(target=tick)
    watchdog.start()
    started = time.perf_counter()
    members(piece, [1e-3] * 40_000)
    ended = time.perf_counter()
    done.set()
    watchdog.join()
    assert sum(started < moment < ended for moment in ticks) >= 3


def test_tensors_made_in_inference_mode_are_taken_too() -> None:
    members, piece = Members(SMALL, 8), a_piece(SMALL, 1, 16, 8)
    with torch.inference_mode():
        taken = members(KernelPiece(*(tensor.clone() for tensor in piece)), [1e-2] * 2)
    assert taken.failed is None
    assert members.state["step"].tolist() == [2]
