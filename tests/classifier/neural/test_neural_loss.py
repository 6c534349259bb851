"""Losses are sums over rows, from logits, and stay finite where logits are large."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812

from classifier.neural.loss import BceWithLogits, CrossEntropy, Loss, class_weights, make_loss
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


@pytest.mark.parametrize("loss", [BceWithLogits(), CrossEntropy()], ids=str)
def test_the_loss_of_all_rows_is_the_sum_over_batches_of_any_size(loss: Loss) -> None:
    logits = torch.randn(5, loss.num_outputs(2), generator=torch.Generator().manual_seed(1))
    target, weight = loss.targets(Y), torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
    whole = float(loss.total(logits, target, weight))
    parts = sum(float(loss.total(logits[p], target[p], weight[p])) for p in (slice(0, 3), slice(3, 4), slice(4, 5)))
    assert whole == pytest.approx(parts, rel=1e-6)
    assert float(loss.gradient(logits, target, weight)[0]) == pytest.approx(whole, rel=1e-6)


@pytest.mark.parametrize("loss", [BceWithLogits(), CrossEntropy()], ids=str)
def test_confident_logits_give_finite_losses_and_gradients(loss: Loss) -> None:
    z = torch.tensor([[1e4], [-1e4], [1e4], [-1e4], [50.0]])
    logits = z if loss.num_outputs(2) == 1 else torch.cat([-z, z], 1)
    total, grad = loss.gradient(logits, loss.targets(Y), torch.ones(5))
    assert torch.isfinite(total)
    assert torch.isfinite(grad).all()
    assert float(total) == pytest.approx(float(loss.total(logits, loss.targets(Y), torch.ones(5))), rel=1e-6)


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
