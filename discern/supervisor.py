"""Keeping an API process and its workers alive, and ending them together."""

import ctypes
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import FrameType

PR_SET_PDEATHSIG = 1  # linux/prctl.h
QUICK_SECONDS = 10.0  # a worker that lives shorter died of its start, not of a job
MAX_QUICK_DEATHS = 5
MAX_BACKOFF_SECONDS = 10.0
TICK_SECONDS = 0.1
READY_SECONDS = 60.0

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def _end_with_parent() -> None:
    # Runs in the child before its program: even kill -9 of the parent then ends the children.
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process and how often it died young."""

    name: str
    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = 0
    restart_at: float | None = None

    def start(self, environment: Mapping[str, str]) -> None:
        """Start it in its own process group, so that Ctrl-C reaches it once: through the supervisor."""
        self.started = time.monotonic()
        self.restart_at = None
        self.process = subprocess.Popen(  # noqa: S603  (our own module)
            [sys.executable, *self.arguments],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=_end_with_parent,
        )

    @property
    def alive(self) -> bool:
        """True while the process runs."""
        return self.process is not None and self.process.poll() is None


@dataclass
class Supervisor:
    """The API and its workers as children of this process.

    A dead worker is started again, later each time it dies young; a dead API ends everything. SIGINT, SIGTERM and
    SIGHUP let all drain; a second one kills them.
    """

    environment: Mapping[str, str]
    ready_url: str
    num_workers: int
    grace_seconds: float
    on_ready: Callable[[], None]
    tell: Callable[[str], None]
    signals: int = 0
    children: list[Child] = field(default_factory=list)

    def run(self) -> int:
        """Exit code once all children have ended: 0 after a signal and a clean drain, else 1."""
        self.children = [Child("api", ["-m", "service"])]
        self.children += [Child(f"worker {n + 1}", ["-m", "workers"]) for n in range(self.num_workers)]
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        code = 1
        try:
            self.children[0].start(self.environment)
            code = self._watch()
        finally:
            clean = self._stop_all()
        return code if clean else 1

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.signals += 1

    def _watch(self) -> int:
        ready = False
        deadline = time.monotonic() + READY_SECONDS
        api, *workers = self.children
        while not self.signals:
            if not api.alive:
                assert api.process is not None  # noqa: S101  (typing only)
                self.tell(f"the API ended with status {api.process.returncode}; stopping")
                return 1
            if not ready and (ready := answers(self.ready_url)):
                # Only now: a worker imports torch, and on two cores that would double the API's own start.
                for worker in workers:
                    worker.start(self.environment)
                self.on_ready()
            elif not ready and time.monotonic() > deadline:
                self.tell(f"the API is not ready after {READY_SECONDS:.0f} s; stopping")
                return 1
            for worker in workers if ready else ():
                if not worker.alive and not self._revive(worker):
                    return 1
            time.sleep(TICK_SECONDS)
        return 0

    def _revive(self, worker: Child) -> bool:
        """False when the worker keeps dying at its start."""
        now = time.monotonic()
        if worker.restart_at is None:
            assert worker.process is not None  # noqa: S101  (typing only)
            quick = now - worker.started < QUICK_SECONDS
            worker.quick_deaths = worker.quick_deaths + 1 if quick else 0
            if worker.quick_deaths > MAX_QUICK_DEATHS:
                self.tell(f"{worker.name} dies at each start (status {worker.process.returncode}); stopping")
                return False
            delay = min(MAX_BACKOFF_SECONDS, 0.25 * 2**worker.quick_deaths)
            worker.restart_at = now + delay
            self.tell(
                f"{worker.name} ended with status {worker.process.returncode}; starting it again in {delay:.2g} s"
            )
        elif now >= worker.restart_at:
            worker.start(self.environment)
        return True

    def _stop_all(self) -> bool:
        """End all children. True when each went by itself within the grace."""
        running = [child.process for child in self.children if child.process is not None and child.alive]
        if running:
            self.tell("stopping; Ctrl-C again stops at once")
        for process in running:
            process.send_signal(signal.SIGTERM)
        before = self.signals
        deadline = time.monotonic() + self.grace_seconds
        while any(process.poll() is None for process in running):
            if time.monotonic() > deadline or self.signals > before:
                for process in running:
                    process.kill()
                    process.wait()
                return False
            time.sleep(TICK_SECONDS / 2)
        return True


def answers(url: str) -> bool:
    """True when `url` answers with success."""
    # Without the proxies of the environment: they cannot see this machine's own loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=2.0) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.HTTPError):
        return False
