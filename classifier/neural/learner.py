"""One network in training: its rows, and what is remembered of its epochs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from classifier.neural.checkpoint import Kept
from classifier.neural.diagnosis.watch import Watch
from classifier.neural.rows import AnyRows
from classifier.spec.report import BestEpoch, EpochReport


@dataclass(eq=False)
class Learner:
    """A member of a run on its way through the fit loop, which alone changes it."""

    number: int
    """Which of the run's members."""
    model: nn.Module
    train: AnyRows
    validation: AnyRows
    seed: int
    name: str = ""
    """Tells it from the members of other runs in a checkpoint."""
    watch: Watch | None = None
    """Measures and judges the training for the run's checks."""
    num_validated: int = 0
    """Rows that the last validation loss is a mean of, as they were counted."""
    kept: Kept = field(init=False)
    """After its last completed epoch: what a stop in the middle of the next one falls back to."""

    def weights(self, values_P: Tensor) -> dict[str, Tensor]:
        """Live tensors that make up the network: its row of the flat weights, and the running statistics."""
        trained = dict(self.model.named_parameters())
        statistics = {name: tensor for name, tensor in self.model.state_dict().items() if name not in trained}
        return {"weights": values_P, **{f"buffer.{name}": tensor for name, tensor in statistics.items()}}

    @property
    def history(self) -> list[EpochReport]:
        """Epoch 0, the network before its first step, to the last one completed."""
        return self.kept.progress.history

    @property
    def best(self) -> BestEpoch:
        """The epoch whose weights are the result."""
        return self.kept.progress.best


def copied(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The same values in tensors of their own."""
    return {name: tensor.detach().clone() for name, tensor in tensors.items()}


def copy(tensors: Mapping[str, Tensor], *, into: Mapping[str, Tensor]) -> None:
    """Write the values into live tensors of the same names."""
    with torch.no_grad():
        for name, tensor in into.items():
            tensor.copy_(tensors[name])
