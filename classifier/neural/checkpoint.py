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

KIND = "discern.checkpoint.3"


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
    ended: bool = False
    """Whether it takes no more epochs, while members beside it still do."""


@dataclass(frozen=True)
class Finished:
    """A member whose training has ended."""

    report: FinishedReport
    weights: dict[str, Tensor]
    """Of its best epoch, on the CPU, by the network's own names."""


@dataclass(frozen=True)
class Kept:
    """A member after an epoch. No generator is kept: each epoch seeds its own from the member's seed and its number."""

    progress: Progress
    state: dict[str, Tensor]
    """Weights, running statistics and optimizer tensors, by name."""
    best: dict[str, Tensor]
    """Weights and running statistics of the best epoch."""


def write_checkpoint(path: Path, members: Sequence[Kept], finished: Sequence[Finished] = ()) -> None:
    """Write one file: the members that are trained side by side, and those of before; the caller does fsync and rename.

    Raises: `StorageFull`.
    """
    tensors: dict[str, Tensor] = {}
    for i, kept in enumerate(members):
        tensors |= {f"{i}.state.{name}": tensor for name, tensor in kept.state.items()}
        tensors |= {f"{i}.best.{name}": tensor for name, tensor in kept.best.items()}
    for i, member in enumerate(finished):
        tensors |= {f"finished.{i}.{name}": tensor for name, tensor in member.weights.items()}
    document = {
        "members": [kept.progress.model_dump(mode="json") for kept in members],
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
    if progress[0].member != len(reports):
        raise ArtifactCorrupt(f"the checkpoint is of member {progress[0].member}, but {len(reports)} went before")
    return [Finished(report, _under(tensors, f"finished.{i}.")) for i, report in enumerate(reports)]


def read_checkpoint(path: Path, likes: Sequence[Kept]) -> list[Kept]:
    """The members in training when it was written, which must be those of `likes`.

    Of these counts the run that their progress names, and the names, shapes and types of their tensors.
    Raises: `ArtifactCorrupt` for anything else.
    """
    document, tensors = read_tensor_file(path, KIND)
    found = _progress(document)
    if [progress.run for progress in found] != [like.progress.run for like in likes]:
        raise ArtifactCorrupt("the checkpoint belongs to another run: its spec or its data differ")
    last = max(progress.epoch for progress in found)
    for progress in found:
        if [report.epoch for report in progress.history] != list(range(progress.epoch + 1)):
            raise ArtifactCorrupt(f"the checkpoint's history does not lead to epoch {progress.epoch}")
        if progress.best.epoch > progress.epoch:
            raise ArtifactCorrupt(f"the checkpoint's best epoch {progress.best.epoch} lies ahead of {progress.epoch}")
        if not progress.ended and progress.epoch != last:
            raise ArtifactCorrupt(f"the checkpoint's members are at the epochs {progress.epoch} and {last}")
    expected: dict[str, Tensor] = {}
    for i, (progress, like) in enumerate(zip(found, likes, strict=True)):
        expected |= {f"{i}.best.{name}": tensor for name, tensor in like.best.items()}
        if not progress.ended:
            expected |= {f"{i}.state.{name}": tensor for name, tensor in like.state.items()}
    given = {name for name in tensors if not name.startswith("finished.")}
    if set(expected) != given:
        raise ArtifactCorrupt(f"the checkpoint has other tensors: {sorted(set(expected) ^ given)[:5]}")
    for name, tensor in expected.items():
        if tensors[name].shape != tensor.shape or tensors[name].dtype != tensor.dtype:
            raise ArtifactCorrupt(f"the checkpoint's tensor {name!r} has another shape or type")
    return [
        Kept(progress, state=_under(tensors, f"{i}.state."), best=_under(tensors, f"{i}.best."))
        for i, progress in enumerate(found)
    ]


def _progress(document: Mapping[str, Any]) -> list[Progress]:
    if set(document) != {"members", "finished"} or not document["members"]:
        raise ArtifactCorrupt(f"the checkpoint holds {sorted(document)[:5]}, not members and finished members")
    try:
        return [Progress.model_validate(progress) for progress in document["members"]]
    except (ValidationError, TypeError) as error:
        raise ArtifactCorrupt("the checkpoint's progress is broken") from error


def _under(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}
