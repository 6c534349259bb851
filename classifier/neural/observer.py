"""What a training run tells its surroundings while it runs, and how they stop it; costs no torch."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from classifier.spec.report import BestEpoch, EpochReport


class Stopped(Exception):
    """The observer asked to stop; a final checkpoint was offered to it before."""


class RunObserver(Protocol):
    """Receives phases, epochs and checkpoints; all calls come from the thread that trains."""

    def phase(self, name: str) -> None:
        """A phase begins: `preflight` and `training` of the networks that are trained side by side, then `evaluating`."""

    def epoch(self, report: EpochReport, best: BestEpoch) -> None:
        """An epoch ended; 0 is the network before its first step. A resumed run does not repeat earlier ones."""

    def checkpoint(self, members: range, epoch: int, write: Callable[[Path], None], *, final: bool = False) -> None:
        """State after `epoch` of the networks `members`, which are trained side by side, can be kept: `write(path)` makes
        the file, during this call only.

        Called after each epoch from 1, where not calling `write` is fine; with `final=True` once more before `Stopped`
        or `Diverged` is raised, with the state after the last epoch that was completed, 0 included.
        """

    def should_stop(self) -> bool:
        """True to end the run with `Stopped`; asked about every 50 ms of training, so it must be cheap."""
