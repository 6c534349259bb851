"""A Discern of our own to measure: `discern serve` as a user starts it, on SQLite in a fresh folder."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

READY_SECONDS = 120.0
STOP_SECONDS = 60.0
LOOK_SECONDS = 0.01


class Server:
    """`discern serve` over `data`, ready; stopped when the block is left."""

    def __init__(self, data: Path, log: Path, **settings: str):
        """`settings` are environment variables, such as `DISCERN_LIMITS__MAX_ROWS`."""
        self._data, self._log, self._settings = data, log, settings
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.ready_seconds = 0.0
        """From the start of the command to the first 200 of /readyz."""

    def __enter__(self) -> Self:
        # Settings of whoever runs this are not what is measured.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DISCERN_")}
        environment |= self._settings
        command = [sys.executable, "-m", "discern", "serve", "--data", str(self._data), "--port", str(self.port)]
        with open(self._log, "ab") as log:
            started = time.perf_counter()
            self._process = subprocess.Popen(
                [*command, "--no-auth"], env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        try:
            while not self._is_ready():
                if self._process.poll() is not None or time.perf_counter() - started > READY_SECONDS:
                    raise RuntimeError(f"the server did not get ready: {self._log.read_text()[-2000:]}")
                time.sleep(LOOK_SECONDS)
        except BaseException:
            self._stop()
            raise
        self.ready_seconds = time.perf_counter() - started
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def process_of(self, module: str) -> psutil.Process:
        """The process that runs `python -m <module>`; it may start later than the API is ready."""
        started = time.perf_counter()
        while time.perf_counter() - started < READY_SECONDS:
            for process in psutil.Process(self._process.pid).children():
                if process.cmdline()[1:3] == ["-m", module]:
                    return process
            time.sleep(LOOK_SECONDS)
        raise RuntimeError(f"discern serve has no process of {module}")

    def _is_ready(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5.0)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _stop(self) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
