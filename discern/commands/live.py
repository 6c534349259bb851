"""What a person sees while a file travels and a job runs; everything goes to stderr."""

import contextlib
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Self

from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from discern.commands.common import number, shown, stderr
from discern.objects import Event, Job


@contextlib.contextmanager
def upload_bar(name: str, visible: bool) -> Iterator[Callable[[int, int | None], None]]:
    """A bar of bytes sent; gives the callback that moves it."""
    if not visible:
        yield lambda sent, total: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=stderr()) as progress:
        task = progress.add_task(f"Uploading {shown(name, 40)}", total=None)

        def move(sent: int, total: int | None) -> None:
            progress.update(task, completed=sent, total=total)
            if sent == total:
                progress.update(task, description=f"Checking {shown(name, 40)}")

        yield move
        progress.update(task, description=f"Uploaded {shown(name, 40)}")


class JobBar:
    """A bar of one job: for training member, epoch, loss, validation accuracy and ETA; else the share of rows."""

    def __init__(self, job: Job):
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.fields[phase]}"),
            BarColumn(bar_width=12),  # the line fits 80 columns, ETA included
            TextColumn("{task.fields[note]}"),
            TextColumn("{task.fields[eta]}"),
            console=stderr(),
        )
        self._job = job
        self._task: TaskID = self._progress.add_task("", total=1.0, phase=job.phase or job.status, note="", eta="")
        self._epochs: int | None = epochs_of(job.resolved_config)
        self._members: int = members_of(job.resolved_config)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._progress.stop()

    def show(self, event: Event) -> None:
        """Move the bar by one event."""
        data = event.data
        changes: dict[str, Any] = {}
        if event.type == "state":
            changes["phase"] = shown(data.get("phase") or data.get("status") or "", 20)
        elif event.type == "progress":
            self._epochs = data.get("epochs") or self._epochs
            self._members = data.get("members") or self._members
            if isinstance(data.get("fraction"), (int, float)):
                changes["completed"] = data["fraction"]
            if isinstance(data.get("eta_seconds"), (int, float)):
                changes["eta"] = f"ETA {duration(data['eta_seconds'])}"
            if self._job.kind != "train" and data.get("message"):
                changes["note"] = shown(data["message"], 60)
        elif event.type == "metric":
            epoch, member = data.get("epoch"), data.get("member") or 0
            of = f"/{self._epochs}" if self._epochs else ""
            # The loss gives way to the member: the line fits 80 columns.
            first = f"member {member + 1}/{self._members}  " if self._members > 1 else ""
            loss = f"loss {number(data.get('train_loss'))}  " if self._members == 1 else ""
            changes["note"] = f"{first}epoch {epoch}{of}  {loss}val acc {number(data.get('validation_accuracy'))}"
            if isinstance(epoch, int) and self._epochs:
                changes["completed"] = (member + epoch / self._epochs) / self._members
        elif event.type == "done":
            changes.update(phase=shown(data.get("status") or "done", 20), eta="")
            if data.get("status") == "succeeded":  # early stopping ends before the last epoch
                changes["completed"] = 1.0
        if changes:
            self._progress.update(self._task, **changes)


def epochs_of(resolved: dict[str, Any] | None) -> int | None:
    """How many epochs a resolved config runs at most."""
    epochs = ((resolved or {}).get("training") or {}).get("epochs")
    return epochs if isinstance(epochs, int) else None


def members_of(resolved: dict[str, Any] | None) -> int:
    """How many networks a resolved config trains: folds times seeds."""
    folds = ((resolved or {}).get("split") or {}).get("folds") or 1
    seeds = ((resolved or {}).get("training") or {}).get("num_seeds") or 1
    return folds * seeds if isinstance(folds, int) and isinstance(seeds, int) else 1


def duration(seconds: float) -> str:
    """Seconds as a person says them.

    >>> duration(7.4), duration(75), duration(3700)
    ('0:07', '1:15', '1:01:40')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
