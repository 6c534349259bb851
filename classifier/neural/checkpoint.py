"""All that a run needs to go on after an epoch as if it had never stopped, in one file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, ValidationError
from torch import Tensor

from classifier.errors import ArtifactCorrupt
from classifier.neural.tensor_file import read_tensor_file, write_tensor_file
from classifier.spec.base import Spec
from classifier.spec.report import BestEpoch, EpochReport

KIND = "discern.checkpoint.1"


class Progress(Spec):
    """What a run remembers of its epochs."""

    run: str
    """SHA-256 of spec and fitted encoder: another run's state is refused."""
    epoch: int = Field(ge=0)
    """Last epoch that was completed."""
    best: BestEpoch
    history: list[EpochReport]
    """Epoch 0 to `epoch`."""


@dataclass(frozen=True)
class Checkpoint:
    """State after an epoch. No generator is kept: each epoch seeds its own from the run's seed and its number."""

    progress: Progress
    state: dict[str, Tensor]
    """Weights, running statistics and optimizer tensors, by name."""
    best: dict[str, Tensor]
    """Weights and running statistics of the best epoch."""


def write_checkpoint(path: Path, checkpoint: Checkpoint) -> None:
    """Write one file; the caller does fsync and rename. Raises: `StorageFull`."""
    tensors = {f"state.{name}": tensor for name, tensor in checkpoint.state.items()}
    tensors |= {f"best.{name}": tensor for name, tensor in checkpoint.best.items()}
    write_tensor_file(path, KIND, checkpoint.progress.model_dump(mode="json"), tensors)


def read_checkpoint(path: Path, *, run: str, state: Mapping[str, Tensor], best: Mapping[str, Tensor]) -> Checkpoint:
    """The checkpoint of run `run`, whose tensors have the names, shapes and types of `state` and `best`.

    Raises: `ArtifactCorrupt` for anything else.
    """
    document, tensors = read_tensor_file(path, KIND)
    try:
        progress = Progress.model_validate(document)
    except ValidationError as error:
        raise ArtifactCorrupt(f"the checkpoint's progress is broken: {error.error_count()} faults") from error
    if progress.run != run:
        raise ArtifactCorrupt("the checkpoint belongs to another run: its spec or its data differ")
    if [report.epoch for report in progress.history] != list(range(progress.epoch + 1)):
        raise ArtifactCorrupt(f"the checkpoint's history does not lead to epoch {progress.epoch}")
    if progress.best.epoch > progress.epoch:
        raise ArtifactCorrupt(f"the checkpoint's best epoch {progress.best.epoch} lies ahead of {progress.epoch}")
    expected = {f"state.{name}": tensor for name, tensor in state.items()}
    expected |= {f"best.{name}": tensor for name, tensor in best.items()}
    if set(expected) != set(tensors):
        raise ArtifactCorrupt(f"the checkpoint has other tensors: {sorted(set(expected) ^ set(tensors))[:5]}")
    for name, like in expected.items():
        if tensors[name].shape != like.shape or tensors[name].dtype != like.dtype:
            raise ArtifactCorrupt(f"the checkpoint's tensor {name!r} has another shape or type")
    return Checkpoint(
        progress=progress,
        state={name: tensors[f"state.{name}"] for name in state},
        best={name: tensors[f"best.{name}"] for name in best},
    )
