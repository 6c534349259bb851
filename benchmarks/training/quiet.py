"""An observer that only writes down when phases begin."""

import time
from collections.abc import Callable
from pathlib import Path

from classifier.neural.observer import RunObserver
from classifier.spec.report import BestEpoch, EpochReport


class Quiet(RunObserver):
    """Hears everything, keeps nothing but `moments`."""

    def __init__(self) -> None:
        self.moments: dict[str, float] = {}
        """`time.perf_counter()` at the first beginning of each phase."""

    def phase(self, name: str) -> None:
        """Note the time."""
        self.moments.setdefault(name, time.perf_counter())

    def epoch(self, report: EpochReport, best: BestEpoch) -> None:
        """Nothing."""

    def checkpoint(self, members: range, epoch: int, write: Callable[[Path], None], *, final: bool = False) -> None:
        """Nothing is written."""

    def should_stop(self) -> bool:
        """Never."""
        return False
