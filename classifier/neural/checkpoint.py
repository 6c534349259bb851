"""All that a run needs to go on after an epoch as if it had never stopped, in one file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from torch import Tensor

from classifier.errors import ArtifactCorrupt
from classifier.neural.tensor_file import read_tensor_file, write_tensor_file
from classifier.spec.base import Spec
from classifier.spec.report import BestEpoch, EpochReport

KIND = "discern.checkpoint.2"


class FinishedReport(Spec):
    """What is remembered of a member whose training has ended."""

    run: str
    """As `Progress.run`, of that member."""
    best: BestEpoch
    epochs_run: int = Field(ge=1)


class Progress(Spec):
    """What a run remembers of its epochs."""

    run: str
    """SHA-256 of spec and fitted encoder: another run's state is refused."""
    member: int = Field(ge=0)
    """Which of the run's networks is being trained."""
    epoch: int = Field(ge=0)
    """Last epoch that was completed."""
    best: BestEpoch
    history: list[EpochReport]
    """Epoch 0 to `epoch`."""


@dataclass(frozen=True)
class Finished:
    """A member whose training has ended."""

    report: FinishedReport
    weights: dict[str, Tensor]
    """Of its best epoch, on the CPU, by the network's own names."""


@dataclass(frozen=True)
class Checkpoint:
    """State after an epoch. No generator is kept: each epoch seeds its own from the run's seed and its number."""

    progress: Progress
    state: dict[str, Tensor]
    """Weights, running statistics and optimizer tensors, by name."""
    best: dict[str, Tensor]
    """Weights and running statistics of the best epoch."""


def write_checkpoint(path: Path, checkpoint: Checkpoint, finished: Sequence[Finished] = ()) -> None:
    """Write one file, the members before this one included; the caller does fsync and rename. Raises: `StorageFull`."""
    tensors = {f"state.{name}": tensor for name, tensor in checkpoint.state.items()}
    tensors |= {f"best.{name}": tensor for name, tensor in checkpoint.best.items()}
    for i, member in enumerate(finished):
        tensors |= {f"finished.{i}.{name}": tensor for name, tensor in member.weights.items()}
    document = {
        "progress": checkpoint.progress.model_dump(mode="json"),
        "finished": [member.report.model_dump(mode="json") for member in finished],
    }
    write_tensor_file(path, KIND, document, tensors)


def read_finished(path: Path) -> list[Finished]:
    """The members that had ended when the checkpoint was written. Raises: `ArtifactCorrupt`."""
    document, tensors = read_tensor_file(path, KIND)
    progress = _progress(document)
    try:
        reports = [FinishedReport.model_validate(report) for report in document["finished"]]
    except (ValidationError, KeyError, TypeError) as error:
        raise ArtifactCorrupt("the checkpoint's finished members are broken") from error
    if progress.member != len(reports):
        raise ArtifactCorrupt(f"the checkpoint is of member {progress.member}, but {len(reports)} went before")
    return [Finished(report, _under(tensors, f"finished.{i}.")) for i, report in enumerate(reports)]


def read_checkpoint(path: Path, *, run: str, state: Mapping[str, Tensor], best: Mapping[str, Tensor]) -> Checkpoint:
    """The checkpoint of run `run`, whose tensors have the names, shapes and types of `state` and `best`.

    Raises: `ArtifactCorrupt` for anything else.
    """
    document, tensors = read_tensor_file(path, KIND)
    progress = _progress(document)
    if progress.run != run:
        raise ArtifactCorrupt("the checkpoint belongs to another run: its spec or its data differ")
    if [report.epoch for report in progress.history] != list(range(progress.epoch + 1)):
        raise ArtifactCorrupt(f"the checkpoint's history does not lead to epoch {progress.epoch}")
    if progress.best.epoch > progress.epoch:
        raise ArtifactCorrupt(f"the checkpoint's best epoch {progress.best.epoch} lies ahead of {progress.epoch}")
    expected = {f"state.{name}": tensor for name, tensor in state.items()}
    expected |= {f"best.{name}": tensor for name, tensor in best.items()}
    found = {name: tensor for name, tensor in tensors.items() if not name.startswith("finished.")}
    if set(expected) != set(found):
        raise ArtifactCorrupt(f"the checkpoint has other tensors: {sorted(set(expected) ^ set(found))[:5]}")
    for name, like in expected.items():
        if tensors[name].shape != like.shape or tensors[name].dtype != like.dtype:
            raise ArtifactCorrupt(f"the checkpoint's tensor {name!r} has another shape or type")
    return Checkpoint(progress, state=_under(tensors, "state."), best=_under(tensors, "best."))


def _progress(document: Mapping[str, Any]) -> Progress:
    if set(document) != {"progress", "finished"}:
        raise ArtifactCorrupt(f"the checkpoint holds {sorted(document)[:5]}, not progress and finished members")
    try:
        return Progress.model_validate(document["progress"])
    except ValidationError as error:
        raise ArtifactCorrupt(f"the checkpoint's progress is broken: {error.error_count()} faults") from error


def _under(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}
