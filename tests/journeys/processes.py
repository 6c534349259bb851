"""Processes of ours in tests: started in a group of their own, waited for, and gone with the tests."""

import ctypes
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import psutil

ROOT = Path(__file__).parents[2]
WAIT_SECONDS = 180.0  # for what takes a second on an idle machine; the machine may have ten times as much to do
CROWDING_SECONDS = 0.1  # several turns of the scheduler
MOST_PAUSE_SECONDS = 0.1
LOG_TAIL_BYTES = 4000

T = TypeVar("T")


def until(look: Callable[[], T | None], what: str, seconds: float = WAIT_SECONDS) -> T:
    """What `look` returns, once that is neither None nor False."""
    began = time.monotonic()
    while True:
        found = look()
        if found is not None and found is not False:
            return found
        waited = time.monotonic() - began
        assert waited < seconds, f"{what}: not within {seconds:g} s"
        time.sleep(min(0.02 + waited / 20, MOST_PAUSE_SECONDS))  # who looks all the time slows down what it waits for


def crowding() -> float:
    """How many times longer than alone work of one processor takes here and now; 1 on an idle machine.

    A promise in seconds is for a machine that is not overloaded: a test of it multiplies by this.
    """
    began, worked = time.monotonic(), time.thread_time()
    while time.thread_time() - worked < CROWDING_SECONDS:
        pass
    return max(1.0, (time.monotonic() - began) / CROWDING_SECONDS)


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def is_gone(pid: int) -> bool:
    """True when there is no such process, or only what is left of one until its parent looks."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _die_with_the_tests() -> None:
    # A test run that is killed itself, say by a time limit, leaves nothing behind either.
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


class Started:
    """One process of ours and its log."""

    def __init__(self, name: str, arguments: list[str], environment: Mapping[str, str], log: Path):
        self.name, self.log = name, log
        with open(log, "ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, *arguments],
                env=dict(environment),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                process_group=0,
                preexec_fn=_die_with_the_tests,
            )
        self.pid = self.process.pid

    def send(self, number: int) -> None:
        """Send a signal to this one process."""
        self.process.send_signal(number)

    def kill(self) -> None:
        """SIGKILL, and wait until the process is gone."""
        self.process.kill()
        self.process.wait()

    def stop(self, seconds: float = 30.0) -> int:
        """SIGTERM; the exit status."""
        self.process.terminate()
        return self.process.wait(seconds)

    @property
    def alive(self) -> bool:
        """True while it runs."""
        return self.process.poll() is None

    def tail(self) -> str:
        """The end of its log."""
        return self.log.read_bytes()[-LOG_TAIL_BYTES:].decode(errors="replace")
