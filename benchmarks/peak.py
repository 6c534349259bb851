"""Memory and CPU time of a process that another process starts: read from /proc while it lives."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil

LOOK_SECONDS = 0.01


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
        firsts: dict[int, int] = {}
        while not over.wait(LOOK_SECONDS):
            for process in root.children(recursive=True):
                if process.pid in old:
                    continue
                with contextlib.suppress(OSError, KeyError, psutil.Error):  # it ended just now
                    status = _status(process.pid)
                    first = firsts.setdefault(process.pid, status["VmRSS"])
                    if status["VmHWM"] >= self.highest_bytes:
                        times = process.cpu_times()
                        self.cpu_seconds = times.user + times.system
                        self.highest_bytes, self.first_bytes = status["VmHWM"], first


def _status(pid: int) -> dict[str, int]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    fields = {name: rest.split() for name, _, rest in (line.partition(":") for line in lines)}
    return {name: int(fields[name][0]) * 1024 for name in ("VmHWM", "VmRSS")}
