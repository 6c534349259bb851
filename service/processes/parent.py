"""Several API processes on one port, and the parent that keeps them alive.

The parent holds the listening socket and answers nothing; each process has the socket from it. So a process that dies takes
along only what it was answering: connections that nobody has accepted yet wait for the others.
"""

import ctypes
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import structlog

from service.settings import ApiSettings

PR_SET_PDEATHSIG = 1  # linux/prctl.h
TICK_SECONDS = 0.1
QUICK_SECONDS = 10.0  # a process that lives shorter died of its start, not of a request
MAX_QUICK_DEATHS = 5
MAX_BACKOFF_SECONDS = 10.0
SPARE_SECONDS = 10.0  # beyond the time that a process has for its own end

log = structlog.get_logger("service.processes")
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def _end_with_parent() -> None:
    # Runs in the child before its program: even kill -9 of the parent then lets the children drain and end.
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class _Child:
    """One of the processes, and how often it died young."""

    place: int
    """From 1 on; who is started in a dead one's stead has its place."""
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = 0
    restart_at: float | None = None


@dataclass
class Processes:
    """`settings.api_workers` API processes as children of this one.

    A dead one is started again, later each time it dies young. SIGTERM and SIGINT let all drain; a second one kills them.
    """

    settings: ApiSettings
    signals: int = 0
    children: list[_Child] = field(default_factory=list)

    def run(self) -> int:
        """Exit code once all have ended: 0 after a signal and a clean drain, else 1. Raises: `OSError` for a port in use."""
        listener = bound_socket(self.settings)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        with tempfile.TemporaryDirectory(prefix="discern-api-") as folder:
            self.children = [_Child(place) for place in range(1, self.settings.api_workers + 1)]
            code = 1
            try:
                for child in self.children:
                    self._start(child, listener, Path(folder))
                code = self._watch(listener, Path(folder))
            finally:
                listener.close()  # theirs stay open until each has drained
                clean = self._stop_all()
        return code if clean else 1

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.signals += 1

    def _start(self, child: _Child, listener: socket.socket, folder: Path) -> None:
        child.started, child.restart_at = time.monotonic(), None
        descriptor = listener.fileno()
        child.process = subprocess.Popen(  # noqa: S603  (our own module)
            [sys.executable, "-m", "service.processes", str(descriptor), str(child.place), str(folder)],
            stdin=subprocess.DEVNULL,
            pass_fds=(descriptor,),
            process_group=0,  # Ctrl-C reaches them once: through this process
            preexec_fn=_end_with_parent,
        )

    def _watch(self, listener: socket.socket, folder: Path) -> int:
        while not self.signals:
            for child in self.children:
                if child.process is not None and child.process.poll() is not None:
                    if not self._may_live(child, child.process.returncode):
                        return 1
                    if child.restart_at is not None and time.monotonic() >= child.restart_at:
                        self._start(child, listener, folder)
            time.sleep(TICK_SECONDS)
        return 0

    def _may_live(self, child: _Child, status: int) -> bool:
        """Say when a dead one is started again; false when it keeps dying at its start."""
        if child.restart_at is not None:
            return True
        now = time.monotonic()
        child.quick_deaths = child.quick_deaths + 1 if now - child.started < QUICK_SECONDS else 0
        if child.quick_deaths > MAX_QUICK_DEATHS:
            log.error("an API process dies at each start; stopping", place=child.place, status=status)
            return False
        delay = 0.0 if not child.quick_deaths else min(MAX_BACKOFF_SECONDS, 0.25 * 2**child.quick_deaths)
        child.restart_at = now + delay
        log.warning("an API process ended; it is started again", place=child.place, status=status, seconds=delay)
        return True

    def _stop_all(self) -> bool:
        """True when each went by itself in its time, and cleanly."""
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        before = self.signals
        deadline = time.monotonic() + self.settings.drain_seconds + self.settings.shutdown_seconds + SPARE_SECONDS
        while any(process.poll() is None for process in running):
            if time.monotonic() > deadline or self.signals > before:
                for process in running:
                    process.kill()
                    process.wait()
                return False
            time.sleep(TICK_SECONDS / 2)
        return all(process.returncode == 0 for process in running)


def bound_socket(settings: ApiSettings) -> socket.socket:
    """A socket on the address of the settings, on which the processes will listen. Raises: `OSError`."""
    host = settings.host.strip("[]")
    found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, settings.port))
    except OSError:
        found.close()
        raise
    return found
