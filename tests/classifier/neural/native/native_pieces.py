"""Random pieces, and the same steps by torch, for the tests of the native steps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor

from classifier.neural.loss import BceWithLogits, CrossEntropy, Loss
from classifier.neural.native.choice import Network
from classifier.neural.native.driver import KernelPiece, KernelTaken, NativeKernel
from classifier.neural.networks.mlp import Mlp
from classifier.neural.optimizer import FlatWeights
from classifier.spec.inputs import InputLayout
from classifier.spec.models import MlpSpec
from classifier.spec.train import OptimizerSpec

ADAM = OptimizerSpec(name="adam", weight_decay=0.0)


def an_mlp(network: Network, seed: int = 0, dtype: torch.dtype = torch.float32) -> tuple[Mlp, FlatWeights]:
    """The network as torch has it, its weights in one buffer."""
    torch.manual_seed(seed)
    num_inputs, *hidden, num_outputs = network.widths
    spec = MlpSpec.model_validate({"hidden": hidden, "activation": network.activation})
    model = Mlp(InputLayout(kind="table", shape=[num_inputs]), spec, num_outputs, batch_norm=False).to(dtype)
    return model, FlatWeights([model])


def the_loss(network: Network, smoothing: float = 0.0) -> Loss:
    return BceWithLogits(smoothing) if network.loss == "bce_with_logits" else CrossEntropy(network.label_smoothing)


def a_piece(
    network: Network,
    num_members: int,
    num_rows: int,
    batch_size: int,
    dtype: torch.dtype = torch.float32,
    seed: int = 0,
) -> KernelPiece:
    """Rows of several members, weighted at random; the last step may be shorter."""
    generator = np.random.default_rng(seed)
    shape = (num_members, num_rows)
    x_MRX = torch.from_numpy(generator.normal(size=(*shape, network.widths[0])) * 2 + 0.5).to(dtype)
    target_MR = the_loss(network, 0.1).targets(generator.integers(0, max(2, network.widths[-1]), shape))
    if target_MR.is_floating_point():
        target_MR = target_MR.to(dtype)
    weight_MR = torch.from_numpy(generator.uniform(0.5, 1.5, shape)).to(dtype)
    starts = range(0, num_rows, batch_size)
    counts = [[min(batch_size, num_rows - start) for start in starts]] * num_members
    return KernelPiece(x_MRX, target_MR, weight_MR, torch.tensor(counts))


def part(piece: KernelPiece, steps: slice, batch_size: int) -> KernelPiece:
    """Some of its steps."""
    rows = slice(steps.start * batch_size, steps.stop * batch_size)
    x_MRX, target_MR, weight_MR = (tensor[:, rows].contiguous() for tensor in piece[:3])
    return KernelPiece(x_MRX, target_MR, weight_MR, piece.count_MS[:, steps].contiguous())


@dataclass
class Members:
    """Weights and optimizer state of several members that take native steps."""

    network: Network
    batch_size: int
    num_members: int = 1
    optimizer: OptimizerSpec = ADAM
    clip_norm: float | None = None
    dtype: torch.dtype = torch.float32
    state: dict[str, Tensor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        flats = [an_mlp(self.network, seed, self.dtype)[1].values_MP[0] for seed in range(self.num_members)]
        self.values_MP = torch.stack(flats)
        self.gradient_MP = torch.zeros_like(self.values_MP)
        names: tuple[str, ...] = ("momentum",) if self.optimizer.momentum else ()
        if self.optimizer.name != "sgd":
            names = ("first_moment", "second_moment")
            self.state["step"] = torch.zeros(self.num_members, dtype=self.dtype)
        self.state |= {name: torch.zeros_like(self.values_MP) for name in names}
        self.steps = NativeKernel(
            self.network,
            self.optimizer,
            batch_size=self.batch_size,
            gradient_clip_norm=self.clip_norm,
            dtype=self.dtype,
        )

    def __call__(self, piece: KernelPiece, rates_S: Sequence[float]) -> KernelTaken:
        return self.steps(piece, rates_S, self.values_MP, self.gradient_MP, self.state)

    def everything(self) -> dict[str, Tensor]:
        return {"values": self.values_MP, "gradient": self.gradient_MP, **self.state}


def by_torch(
    members: Members, piece: KernelPiece, rates_S: Sequence[float], make: Any, member: int = 0
) -> tuple[list[float], list[float], FlatWeights]:
    """Losses, norms and weights of one member under autograd and the optimizer that `make` makes of parameters."""
    model, flat = an_mlp(members.network, member, members.dtype)
    loss, optimizer = the_loss(members.network), make(model.parameters())
    losses, norms = [], []
    for step, rate in enumerate(rates_S):
        count = int(piece.count_MS[member, step])
        if count == 0:
            continue
        rows = slice(step * members.batch_size, (step + 1) * members.batch_size)
        x, target, weight = (tensor[member, rows] for tensor in piece[:3])
        flat.gradient_MP.zero_()
        total = loss.total(model(x), target, weight)
        (total / count).backward()
        losses.append(float(total.detach()))
        norms.append(float(torch.linalg.vector_norm(flat.gradient_MP)))
        if members.clip_norm is not None and norms[-1] > members.clip_norm:
            flat.gradient_MP.mul_(members.clip_norm / norms[-1])
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.step()
    return losses, norms, flat
