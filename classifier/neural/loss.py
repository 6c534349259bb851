"""The losses: sums over rows, from logits."""

# Axes: N rows, C outputs of the network.
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from classifier.spec.train import LossSpec

softplus_backward = torch.ops.aten.softplus_backward.default
LINEAR_FROM = 40.0  # 1 / (1 + exp(-40)) is 1 in float64 too


class Loss(Protocol):
    """Adds up the loss of rows; the caller divides once, for a last batch is shorter."""

    def num_outputs(self, num_classes: int) -> int:
        """Logits per row that the network must return."""

    def targets(self, y_N: np.ndarray) -> Tensor:
        """Class indices as `total` wants them."""

    def total(self, logits_NC: Tensor, target_N: Tensor, weight_N: Tensor) -> Tensor:
        """Sum over rows of weight x loss; shape `[]`, float32, differentiable."""

    def gradient(self, logits_NC: Tensor, target_N: Tensor, weight_N: Tensor) -> tuple[Tensor, Tensor]:
        """The loss of each row without its weight, `[N]`, and `total`'s derivative by the logits, `[N, C]`."""


@dataclass(frozen=True)
class BceWithLogits:
    """Binary cross-entropy on one logit; a label smoothed by s is s/2 or 1 - s/2, as over two classes."""

    label_smoothing: float = 0.0

    def num_outputs(self, num_classes: int) -> int:
        """One."""
        if num_classes != 2:
            raise ValueError(f"bce_with_logits has one logit for two classes, got {num_classes} classes")
        return 1

    def targets(self, y_N: np.ndarray) -> Tensor:
        """`[N]` float32."""
        return torch.from_numpy(y_N * (1.0 - self.label_smoothing) + self.label_smoothing / 2).float()

    def total(self, logits_NC: Tensor, target_N: Tensor, weight_N: Tensor) -> Tensor:
        """See `Loss`."""
        return F.binary_cross_entropy_with_logits(logits_NC[:, 0], target_N, weight_N, reduction="sum")

    def gradient(self, logits_NC: Tensor, target_N: Tensor, weight_N: Tensor) -> tuple[Tensor, Tensor]:
        """See `Loss`. The loss is softplus(z) - t z: fewer kernels than `total`, whose graph nobody needs here."""
        z_N = logits_NC[:, 0]
        loss_N = F.softplus(z_N, 1.0, LINEAR_FROM).addcmul_(target_N, z_N, value=-1.0)
        grad_N: Tensor = softplus_backward(weight_N, z_N, 1.0, LINEAR_FROM)
        return loss_N, grad_N.addcmul_(target_N, weight_N, value=-1.0).unsqueeze(1)


@dataclass(frozen=True)
class CrossEntropy:
    """Cross-entropy over one logit per class; smoothing spreads its share over all classes."""

    label_smoothing: float = 0.0

    def num_outputs(self, num_classes: int) -> int:
        """One per class."""
        return num_classes

    def targets(self, y_N: np.ndarray) -> Tensor:
        """`[N]` int64."""
        return torch.from_numpy(y_N.astype(np.int64))

    def total(self, logits_NC: Tensor, target_N: Tensor, weight_N: Tensor) -> Tensor:
        """See `Loss`."""
        loss_N = F.cross_entropy(logits_NC, target_N, reduction="none", label_smoothing=self.label_smoothing)
        return loss_N.dot(weight_N)

    def gradient(self, logits_NC: Tensor, target_N: Tensor, weight_N: Tensor) -> tuple[Tensor, Tensor]:
        """See `Loss`. By the logits it is p - q, with p the network's shares and q the smoothed label's.

        Rows lie side by side: for 1,024 rows torch's softmax then takes 5 us, and 73 where the five numbers of a row do.
        """
        log_p_CN = F.log_softmax(logits_NC.T.contiguous(), 0)
        index_1N = target_N.unsqueeze(0)
        loss_N = log_p_CN.gather(0, index_1N).squeeze(0).mul_(self.label_smoothing - 1.0)
        grad_CN = log_p_CN.exp()
        if self.label_smoothing:
            share = self.label_smoothing / logits_NC.shape[1]
            loss_N -= log_p_CN.sum(0).mul_(share)
            grad_CN -= share
        grad_CN.scatter_add_(0, index_1N, torch.full_like(log_p_CN[:1], self.label_smoothing - 1.0))
        return loss_N, grad_CN.mul_(weight_N).T


@dataclass(frozen=True)
class Focal:
    """Cross-entropy that passes over easy rows: -(1 - p)^gamma ln p, where p is what the network gives to the label.

    One logit for two classes, else one for each. With gamma 0 it is cross-entropy.
    Source: Lin et al. 2017, arXiv:1708.02002, section 3.2; class weights are its alpha.

    >>> rows = torch.zeros(1, 1), torch.tensor([1]), torch.ones(1)  # p is a half: (1/2)^2 ln 2
    >>> Focal(gamma=2.0).total(*rows)
    tensor(0.1733)
    """

    gamma: float = 2.0

    def num_outputs(self, num_classes: int) -> int:
        """One for two classes, else one per class."""
        return 1 if num_classes == 2 else num_classes

    def targets(self, y_N: np.ndarray) -> Tensor:
        """`[N]` int64."""
        return torch.from_numpy(y_N.astype(np.int64))

    def total(self, logits_NC: Tensor, target_N: Tensor, weight_N: Tensor) -> Tensor:
        """See `Loss`. ln p and ln(1 - p) are both from the label's lead: no power of a difference, whose slope is
        infinite where float32 has p at 1."""
        lead_N, _ = self._lead(logits_NC, target_N)
        return -((self.gamma * F.logsigmoid(-lead_N)).exp() * F.logsigmoid(lead_N)).dot(weight_N)

    def gradient(self, logits_NC: Tensor, target_N: Tensor, weight_N: Tensor) -> tuple[Tensor, Tensor]:
        """See `Loss`. With q = 1 - p, and r the others' shares of q, it is q^gamma (q - gamma p ln p) (r - onehot)."""
        lead_N, log_r_NC = self._lead(logits_NC, target_N)
        log_p_N, log_q_N = F.logsigmoid(lead_N), F.logsigmoid(-lead_N)
        easy_N = (self.gamma * log_q_N).exp()
        slope_N = log_q_N.exp() - self.gamma * log_p_N.exp() * log_p_N
        slope_N *= easy_N * weight_N
        grad_NC = log_r_NC.exp().scatter_(1, target_N.unsqueeze(1), -1.0).mul_(slope_N.unsqueeze(1))
        return -(easy_N * log_p_N), grad_NC[:, -logits_NC.shape[1] :]

    def _lead(self, logits_NC: Tensor, target_N: Tensor) -> tuple[Tensor, Tensor]:
        """`[N]`: how far the label's logit lies above all others together, of which p is the logistic function;
        `[N, C]`: logarithm of each other class's share of those, -inf for the label."""
        if logits_NC.shape[1] == 1:
            logits_NC = F.pad(logits_NC, (1, 0))  # one logit z stands for [0, z]
        index_N1 = target_N.unsqueeze(1)
        others_NC = logits_NC.scatter(1, index_N1, -torch.inf)
        together_N1 = others_NC.logsumexp(1, keepdim=True)
        lead_N1 = logits_NC.gather(1, index_N1) - together_N1
        return lead_N1.squeeze(1), others_NC - together_N1


def make_loss(spec: LossSpec) -> Loss:
    """The loss that a resolved spec names; smoothing that no model has decided is none."""
    smoothing = 0.0 if spec.label_smoothing == "auto" else spec.label_smoothing
    if spec.name == "bce_with_logits":
        return BceWithLogits(smoothing)
    if spec.name == "cross_entropy":
        return CrossEntropy(smoothing)
    if spec.name == "focal":
        return Focal(spec.gamma)
    raise ValueError(f"loss.name is not resolved: {spec.name}")


def mean_loss(loss: Loss, logits_NC: np.ndarray, y_N: np.ndarray, weight_C: np.ndarray) -> float:
    """The weighted mean over rows, as training minimizes it, from one logit for each class.

    >>> round(mean_loss(BceWithLogits(), np.zeros((2, 2), dtype=np.float32), np.array([0, 1]), np.ones(2)), 4)  # ln 2
    0.6931
    """
    weight_N = weight_C[y_N]
    if loss.num_outputs(logits_NC.shape[1]) == 1:
        logits_NC = logits_NC[:, 1:] - logits_NC[:, :1]
    total = loss.total(torch.from_numpy(logits_NC), loss.targets(y_N), torch.from_numpy(weight_N).float())
    return float(total) / float(weight_N.sum())


def class_weights(spec: LossSpec, y_N: np.ndarray, classes: list[str]) -> np.ndarray:
    """`[C]` float64 weight of each class; their mean over the training rows `y_N` is 1.

    With mean 1 the learning rate keeps its meaning, and dividing by rows or by weights is the same over an epoch.
    Before that: a class without training rows weighs as if it had one under `balanced`; one that a given dict leaves
    out weighs 1; `pos_weight` is the second class's and the first weighs 1.
    Raises: `ValueError` for a `pos_weight` unless there are two classes.

    >>> class_weights(LossSpec(pos_weight=3.0), np.array([0, 0, 0, 1]), ["no", "yes"]).tolist()
    [0.6666666666666666, 2.0]
    """
    if spec.pos_weight is None and spec.class_weights == "none":
        return np.ones(len(classes))
    counts_C = np.bincount(y_N, minlength=len(classes)).astype(np.float64)
    if spec.pos_weight is not None:
        if len(classes) != 2:
            raise ValueError(f"pos_weight is for two classes, got {len(classes)}")
        weight_C = np.array([1.0, spec.pos_weight])
    elif spec.class_weights == "balanced":
        weight_C = 1.0 / np.maximum(counts_C, 1.0)
    else:
        given = spec.class_weights if isinstance(spec.class_weights, dict) else {}
        weight_C = np.array([given.get(label, 1.0) for label in classes], dtype=np.float64)
    weight_C *= counts_C.sum() / (weight_C * counts_C).sum()
    return weight_C
