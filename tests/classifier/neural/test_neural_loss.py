"""Losses are sums over rows, from logits, and stay finite where logits are large."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from classifier.neural.loss import BceWithLogits, CrossEntropy, Focal, Loss, class_weights, make_loss
from classifier.spec.train import LossSpec

Y = np.array([0, 1, 1, 0, 1])


@pytest.mark.parametrize("smoothing", [0.0, 0.3])
def test_one_logit_equals_two_logits_of_which_the_first_is_zero(smoothing: float) -> None:
    z_N = torch.tensor([-3.0, 0.2, 5.0, 1.0, -0.5])
    weight_N = torch.tensor([1.0, 2.0, 0.5, 1.0, 1.0])
    bce, ce = BceWithLogits(smoothing), CrossEntropy(smoothing)
    one = bce.total(z_N[:, None], bce.targets(Y), weight_N)
    two = ce.total(torch.stack([torch.zeros(5), z_N], 1), ce.targets(Y), weight_N)
    assert float(one) == pytest.approx(float(two), rel=1e-6)


def test_smoothing_spreads_its_share_over_all_classes() -> None:
    assert BceWithLogits(0.1).targets(np.array([0, 1])).tolist() == pytest.approx([0.05, 0.95])
    logits = torch.randn(4, 3, generator=torch.Generator().manual_seed(0))
    y = torch.tensor([0, 2, 1, 1])
    soft = F.one_hot(y, 3) * 0.7 + 0.1
    expected = F.cross_entropy(logits, soft, reduction="sum")
    assert float(CrossEntropy(0.3).total(logits, y, torch.ones(4))) == pytest.approx(float(expected), rel=1e-6)


@pytest.mark.parametrize("loss", [BceWithLogits(), CrossEntropy(), Focal(), Focal(0.5)], ids=str)
def test_the_loss_of_all_rows_is_the_sum_over_batches_of_any_size(loss: Loss) -> None:
    logits = torch.randn(5, loss.num_outputs(2), generator=torch.Generator().manual_seed(1))
    target, weight = loss.targets(Y), torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
    whole = float(loss.total(logits, target, weight))
    parts = sum(float(loss.total(logits[p], target[p], weight[p])) for p in (slice(0, 3), slice(3, 4), slice(4, 5)))
    assert whole == pytest.approx(parts, rel=1e-6)
    assert float(loss.gradient(logits, target, weight)[0] @ weight) == pytest.approx(whole, rel=1e-6)


@pytest.mark.parametrize("loss", [BceWithLogits(), CrossEntropy(), Focal(), Focal(0.5)], ids=str)
def test_confident_logits_give_finite_losses_and_gradients(loss: Loss) -> None:
    z = torch.tensor([[1e4], [-1e4], [1e4], [-1e4], [50.0]])
    logits = z if loss.num_outputs(2) == 1 else torch.cat([-z, z], 1)
    loss_N, grad = loss.gradient(logits, loss.targets(Y), torch.ones(5))
    assert torch.isfinite(loss_N).all()
    assert torch.isfinite(grad).all()
    assert float(loss_N.sum()) == pytest.approx(float(loss.total(logits, loss.targets(Y), torch.ones(5))), rel=1e-6)


def test_balanced_weights_give_each_class_the_same_sum_and_rows_a_mean_of_one() -> None:
    y = np.array([0] * 30 + [1] * 10)
    weight = class_weights(LossSpec(class_weights="balanced"), y, ["a", "b"])
    assert weight.tolist() == pytest.approx([2 / 3, 2.0])
    assert weight[y].mean() == pytest.approx(1.0)


def test_given_weights_keep_their_ratio_and_none_are_all_one() -> None:
    y = np.array([0, 0, 0, 1])
    weight = class_weights(LossSpec(class_weights={"a": 10.0, "b": 30.0}), y, ["a", "b"])
    assert weight[1] / weight[0] == pytest.approx(3.0)
    assert weight[y].mean() == pytest.approx(1.0)
    assert class_weights(LossSpec(), y, ["a", "b"]).tolist() == [1.0, 1.0]


def test_one_logit_is_refused_for_three_classes() -> None:
    loss = make_loss(LossSpec(name="bce_with_logits"))
    with pytest.raises(ValueError, match="got 3 classes"):
        loss.num_outputs(3)
    assert make_loss(LossSpec(name="cross_entropy")).num_outputs(3) == 3
    with pytest.raises(ValueError, match="not resolved"):
        make_loss(LossSpec())


@pytest.mark.parametrize("smoothing", [0.0, 0.2])
def test_two_classes_may_have_two_logits_and_only_their_difference_counts(smoothing: float) -> None:
    loss = make_loss(LossSpec(name="cross_entropy", label_smoothing=smoothing))
    z_N = torch.tensor([-3.0, 0.2, 5.0, 1.0, -0.5], dtype=torch.float64)
    weight_N = torch.tensor([1.0, 2.0, 0.5, 1.0, 1.0], dtype=torch.float64)
    shift_N = torch.tensor([7.0, -2.0, 0.0, 100.0, 3.0], dtype=torch.float64)
    assert loss.num_outputs(2) == 2
    loss_N, grad_NC = loss.gradient(torch.stack([shift_N, z_N + shift_N], 1), loss.targets(Y), weight_N)
    one = BceWithLogits(smoothing)
    expected_N, grad_N1 = one.gradient(z_N[:, None], one.targets(Y).double(), weight_N)
    torch.testing.assert_close(loss_N, expected_N, rtol=1e-6, atol=1e-8)
    torch.testing.assert_close(grad_NC, torch.cat([-grad_N1, grad_N1], 1), rtol=1e-6, atol=1e-8)


def by_autograd(loss: Loss, logits_NC: Tensor, target_N: Tensor, weight_N: Tensor) -> Tensor:
    logits_NC = logits_NC.clone().requires_grad_()
    loss.total(logits_NC, target_N, weight_N).backward()
    assert logits_NC.grad is not None
    return logits_NC.grad


@pytest.mark.parametrize("num_classes", [2, 5])
@pytest.mark.parametrize("gamma", [0.0, 0.3, 1.0, 2.0, 10.0])
def test_the_focal_gradient_written_by_hand_equals_autograd(num_classes: int, gamma: float) -> None:
    generator = torch.Generator().manual_seed(0)
    loss = Focal(gamma)
    logits = 4 * torch.randn(50, loss.num_outputs(num_classes), dtype=torch.float64, generator=generator)
    target = torch.randint(num_classes, (50,), generator=generator)
    weight = torch.rand(50, dtype=torch.float64, generator=generator) + 0.5
    with torch.inference_mode():
        loss_N, grad = loss.gradient(logits, target, weight)
    assert float(loss_N @ weight) == pytest.approx(float(loss.total(logits, target, weight)), rel=1e-12)
    torch.testing.assert_close(grad, by_autograd(loss, logits, target, weight), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("gamma", [0.5, 2.0])
def test_focal_weighs_cross_entropy_by_what_the_label_lacks(gamma: float) -> None:
    """By the paper's formula, on probabilities that are far from 0 and 1."""
    logits = torch.randn(20, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    target = torch.arange(20) % 3
    p_N = torch.softmax(logits, 1)[torch.arange(20), target]
    expected = float((-((1 - p_N) ** gamma) * p_N.log()).sum())
    assert float(Focal(gamma).total(logits, target, torch.ones(20).double())) == pytest.approx(expected, rel=1e-12)
    one = logits[:, :1]
    p_N = torch.where(target % 2 == 1, torch.sigmoid(one[:, 0]), torch.sigmoid(-one[:, 0]))
    expected = float((-((1 - p_N) ** gamma) * p_N.log()).sum())
    assert float(Focal(gamma).total(one, target % 2, torch.ones(20).double())) == pytest.approx(expected, rel=1e-12)


def test_focal_with_gamma_0_is_cross_entropy_and_with_more_it_is_less_for_every_row() -> None:
    logits = torch.randn(30, 4, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    target, weight = torch.arange(30) % 4, torch.linspace(0.5, 2.0, 30, dtype=torch.float64)
    plain_N, plain_grad = CrossEntropy().gradient(logits, target, weight)
    loss_N, grad = Focal(0.0).gradient(logits, target, weight)
    torch.testing.assert_close(loss_N, plain_N, rtol=1e-9, atol=1e-12)
    torch.testing.assert_close(grad, plain_grad, rtol=1e-9, atol=1e-12)
    assert float(Focal(2.0).total(logits, target, weight)) < 0.9 * float(plain_N @ weight)
    bce = BceWithLogits()
    one = Focal(0.0).total(logits[:, :1], target % 2, weight)
    assert float(one) == pytest.approx(float(bce.total(logits[:, :1], (target % 2).double(), weight)), rel=1e-12)


@pytest.mark.parametrize("gamma", [0.0, 0.1, 2.0, 10.0])
def test_focal_stays_finite_where_a_power_of_a_difference_would_not(gamma: float) -> None:
    """float32's 1 - p is exactly 0 for a sure row, whose slope under gamma < 1 would be infinite: the control."""
    z_N1 = torch.tensor([[30.0], [100.0], [1e4], [-1e4], [0.0]])
    target = torch.tensor([1, 1, 1, 1, 1])
    loss = Focal(gamma)
    for logits in (z_N1, torch.cat([-z_N1, z_N1, z_N1 - 1.0], 1)):
        loss_N, grad = loss.gradient(logits, target, torch.ones(5))
        slow = by_autograd(loss, logits, target, torch.ones(5))
        assert torch.isfinite(loss_N).all()
        assert torch.isfinite(grad).all()
        torch.testing.assert_close(grad, slow, rtol=1e-5, atol=1e-6)
    if 0 < gamma < 1:
        z = z_N1.clone().requires_grad_()
        p_N1 = torch.sigmoid(z)
        (-((1 - p_N1) ** gamma) * p_N1.log()).sum().backward()
        assert z.grad is not None
        assert not torch.isfinite(z.grad).all()


def test_pos_weight_weighs_the_second_class_as_torch_does_up_to_the_mean_of_one() -> None:
    y = np.array([0, 0, 0, 1, 1, 0])
    weight_C = class_weights(LossSpec(pos_weight=4.0), y, ["no", "yes"])
    assert weight_C[1] / weight_C[0] == pytest.approx(4.0)
    assert weight_C[y].mean() == pytest.approx(1.0)
    z_N = torch.tensor([-3.0, 0.2, 5.0, 1.0, -0.5, 2.0])
    loss = BceWithLogits()
    ours = loss.total(z_N[:, None], loss.targets(y), torch.from_numpy(weight_C[y]).float())
    theirs = F.binary_cross_entropy_with_logits(
        z_N, torch.from_numpy(y).float(), pos_weight=torch.tensor(4.0), reduction="sum"
    )
    assert float(ours) == pytest.approx(float(theirs) * weight_C[0], rel=1e-6)
    with pytest.raises(ValueError, match="got 3"):
        class_weights(LossSpec(pos_weight=4.0), y, ["a", "b", "c"])


def test_a_class_without_training_rows_leaves_balanced_weights_finite() -> None:
    """A fold may lack a rare class."""
    weight_C = class_weights(LossSpec(class_weights="balanced"), np.array([0, 0, 1]), ["a", "b", "c"])
    assert np.isfinite(weight_C).all()


def test_each_name_makes_its_loss() -> None:
    assert make_loss(LossSpec(name="bce_with_logits", label_smoothing=0.1)) == BceWithLogits(0.1)
    assert make_loss(LossSpec(name="cross_entropy", label_smoothing=0.1)) == CrossEntropy(0.1)
    assert make_loss(LossSpec(name="focal", gamma=3.0)) == Focal(3.0)
    assert [Focal().num_outputs(n) for n in (2, 3, 26)] == [1, 3, 26]
