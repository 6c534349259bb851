"""`discern serve` over stand-ins for its processes: started, told, kept alive and ended together."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BOOTSTRAP = """
import json, os, pathlib
folder = pathlib.Path(os.environ["DISCERN_DATA_DIR"]); folder.mkdir(exist_ok=True)
first = not (folder / "made").exists(); (folder / "made").touch()
print("migrating"); print(json.dumps({"key": "disc_first" if first else None}))
"""
API = """
import http.server, json, os, pathlib, signal, sys
pathlib.Path(os.environ["DISCERN_DATA_DIR"], "api").write_text(json.dumps(
    {"pid": os.getpid(), **{k: v for k, v in os.environ.items() if k.startswith("DISCERN_")}}))
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/readyz" else 404); self.end_headers()
    def log_message(self, *words): pass
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
http.server.HTTPServer(("127.0.0.1", int(os.environ["DISCERN_PORT"])), Ready).serve_forever()
"""
WORKER = """
import os, pathlib, signal, sys, time
folder = pathlib.Path(os.environ["DISCERN_DATA_DIR"])
def stop(*_):
    (folder / "drained").touch(); sys.exit(0)
signal.signal(signal.SIGTERM, stop)
with open(folder / "workers", "a") as file: file.write(f"{os.getpid()}\\n")
while True: time.sleep(0.05)
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def until(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.02)


def is_alive(process_id: int) -> bool:
    stat = Path(f"/proc/{process_id}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Serving:
    """One `discern serve` over the stand-ins."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.data = folder / "data"
        self.processes: list[subprocess.Popen[str]] = []
        for module, code in (("service/bootstrap", BOOTSTRAP), ("service/__main__", API), ("workers/__main__", WORKER)):
            path = folder / f"{module}.py"
            path.parent.mkdir(exist_ok=True)
            (path.parent / "__init__.py").touch()
            path.write_text(code)

    def start(self, *arguments: str, before: str = "") -> subprocess.Popen[str]:
        code = f"{before}\nfrom discern.cli import main\nmain()"
        options = ["serve", "--data", "data", "--port", str(free_port()), *arguments]
        command = [sys.executable, "-c", code, *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "DISCERN_KEY": "a client's", "COLUMNS": "200"}
        process = subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.processes.append(process)
        return process

    def ready(self, *arguments: str) -> subprocess.Popen[str]:
        process = self.start(*arguments)
        assert process.stdout is not None
        for line in process.stdout:
            self.told = [*getattr(self, "told", []), line.strip()]
            if "Ctrl-C" in line:
                until(lambda: (self.data / "workers").exists())
                return process
        raise AssertionError(process.communicate())

    @property
    def workers(self) -> list[int]:
        return [int(line) for line in (self.data / "workers").read_text().split()]

    @property
    def api(self) -> dict[str, str]:
        found: dict[str, str] = json.loads((self.data / "api").read_text())
        return found


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    made = Serving(tmp_path)
    yield made
    for process in made.processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def test_the_first_start_shows_the_url_the_key_and_the_next_command(serving: Serving) -> None:
    process = serving.ready()

    told = "\n".join(serving.told)
    assert f"http://127.0.0.1:{serving.api['DISCERN_PORT']}" in told
    assert "API key, shown only now: disc_first" in told
    assert f"http://127.0.0.1:{serving.api['DISCERN_PORT']}/#key=disc_first" in told.split()
    assert "export DISCERN_KEY=disc_first" in told
    assert "discern train examples/data/rice.csv --target Class" in told
    assert "DISCERN_KEY" not in serving.api
    assert serving.api["DISCERN_DATA_DIR"] == str(serving.data)
    assert process.poll() is None


def test_the_api_is_told_how_many_processes_it_shall_be(serving: Serving) -> None:
    serving.ready("--api-workers", "3", "--workers", "1")

    assert serving.api["DISCERN_API_WORKERS"] == "3"
    assert len(serving.workers) == 1


def test_the_second_start_shows_no_key(serving: Serving) -> None:
    serving.data.mkdir()
    (serving.data / "made").touch()

    serving.ready()

    assert "disc_" not in "\n".join(serving.told)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_drains_both_and_ends_with_0(serving: Serving, number: signal.Signals) -> None:
    process = serving.ready("--no-auth")

    process.send_signal(number)

    assert process.wait(timeout=15) == 0
    assert (serving.data / "drained").exists()
    assert not is_alive(int(serving.api["pid"]))
    assert not is_alive(serving.workers[0])
    assert serving.api["DISCERN_AUTH"] == "off"


def test_a_killed_worker_is_started_again(serving: Serving) -> None:
    process = serving.ready()

    os.kill(serving.workers[0], signal.SIGKILL)

    until(lambda: len(serving.workers) == 2)
    assert is_alive(serving.workers[1])
    assert process.poll() is None


def test_a_dead_api_ends_the_worker_and_the_command_fails(serving: Serving) -> None:
    process = serving.ready()

    os.kill(int(serving.api["pid"]), signal.SIGKILL)

    assert process.wait(timeout=15) == 1
    assert not is_alive(serving.workers[0])
    assert "the API ended with status -9" in process.communicate()[1]


def test_a_worker_that_dies_at_each_start_ends_everything(serving: Serving) -> None:
    (serving.folder / "workers/__main__.py").write_text("raise SystemExit(3)")

    process = serving.start(before="import discern.supervisor; discern.supervisor.MAX_BACKOFF_SECONDS = 0.05")

    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "worker 1 dies at each start (status 3)" in told


def test_a_killed_supervisor_leaves_no_process_behind(serving: Serving) -> None:
    process = serving.ready()

    process.kill()
    process.wait()

    until(lambda: not is_alive(int(serving.api["pid"])) and not is_alive(serving.workers[0]))


def test_a_second_signal_stops_a_worker_that_does_not_drain(serving: Serving) -> None:
    stubborn = WORKER.replace("signal.signal(signal.SIGTERM, stop)", "signal.signal(signal.SIGTERM, signal.SIG_IGN)")
    (serving.folder / "workers/__main__.py").write_text(stubborn)
    process = serving.ready()

    process.send_signal(signal.SIGINT)
    until(lambda: not is_alive(int(serving.api["pid"])))
    assert process.poll() is None
    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=15) == 1
    assert not is_alive(serving.workers[0])


def test_a_port_in_use_is_exit_code_2(serving: Serving) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = serving.start("--port", str(taken.getsockname()[1]))
        _, told = process.communicate(timeout=15)

    assert process.returncode == 2
    assert "choose another --port" in told
    assert not serving.data.exists()


def test_a_database_that_cannot_be_prepared_is_exit_code_2(serving: Serving) -> None:
    (serving.folder / "service/bootstrap.py").write_text("raise SystemExit('no such database')")

    process = serving.start()
    _, told = process.communicate(timeout=15)

    assert process.returncode == 2
    assert "no such database" in told
