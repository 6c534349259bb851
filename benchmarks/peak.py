"""Memory and CPU time of a process that another process starts: read from /proc while it lives."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil

LOOK_SECONDS = 0.02
LOOKS_A_SEARCH = 10


@dataclass
class Peak:
    """Of the new process that grew largest."""

    highest_bytes: int = 0
    """Most resident bytes at once, by the kernel's own count."""
    first_bytes: int = 0
    """Resident bytes when it was first seen."""
    cpu_seconds: float = 0.0
    """Of all its threads, in the kernel and outside, when it was last seen."""

    @classmethod
    @contextlib.contextmanager
    def watching(cls, pid: int) -> Iterator[Self]:
        """Watch every process that begins under `pid` while the block runs."""
        peak, over = cls(), threading.Event()
        thread = threading.Thread(target=peak._watch, args=(psutil.Process(pid), over))
        thread.start()
        try:
            yield peak
        finally:
            over.set()
            thread.join()

    def _watch(self, root: psutil.Process, over: threading.Event) -> None:
        old = {process.pid for process in root.children(recursive=True)}
        young: dict[psutil.Process, int] = {}
        look = 0
        while not over.wait(LOOK_SECONDS):
            if (
                look % LOOKS_A_SEARCH == 0
            ):  # it reads the /proc of every process: often, it would slow down what it watches
                for process in root.children(recursive=True):
                    if process.pid not in old and process not in young:
                        young[process] = 0
            look += 1
            for process, first in list(young.items()):
                try:
                    status, times = _status(process.pid), process.cpu_times()
                except (OSError, KeyError, psutil.Error):  # it ended just now
                    del young[process]
                    continue
                young[process] = first or status["VmRSS"]
                if status["VmHWM"] >= self.highest_bytes:
                    self.highest_bytes, self.first_bytes = status["VmHWM"], young[process]
                    self.cpu_seconds = times.user + times.system


def _status(pid: int) -> dict[str, int]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    fields = {name: rest.split() for name, _, rest in (line.partition(":") for line in lines)}
    return {name: int(fields[name][0]) * 1024 for name in ("VmHWM", "VmRSS")}
