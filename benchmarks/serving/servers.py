"""The servers that are compared, each alone on one core while it is measured."""

import contextlib
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from benchmarks.server import READY_SECONDS, STOP_SECONDS, Server, free_port
from benchmarks.serving.load import request
from benchmarks.serving.rows import write_table
from discern.client import Discern

ROOT = Path(__file__).parent.parent.parent
SERVER_CORE, CLIENT_CORE = (0, 1) if (os.cpu_count() or 1) > 1 else (None, None)


@dataclass(frozen=True)
class Target:
    """A running server and how it is asked."""

    port: int
    path: str
    headers: tuple[str, ...]
    process: psutil.Process

    def post(self, body: bytes, *, media: str = "application/json", accept: str = "*/*") -> bytes:
        """The whole request for a body."""
        return request("POST", self.path, body, self.headers, media=media, accept=accept)

    def rss_mb(self) -> float:
        """Resident memory of its processes."""
        return sum(one.memory_info().rss for one in [self.process, *self.process.children(recursive=True)]) / 1e6


@dataclass(frozen=True)
class Trained:
    """A data folder with two models, `bench` and `rice`, and what it takes to ask for them."""

    data: Path
    key: str
    dataset_id: str
    """That `bench` was trained on."""


def train(folder: Path) -> Trained:
    """Models trained by a service of their own."""
    data, key = bootstrapped(folder)
    with Server(data, folder / "train.log") as server, Discern(server.url) as client:
        dataset = client.datasets.upload(write_table(folder / "table.csv"))
        network = {"family": "mlp", "hidden": [128, 128]}
        spec = {"target": "label", "model": network, "training": {"epochs": 5}}
        client.jobs.result(client.jobs.create_training(dataset.id, spec, model_name="bench"))
        rice = client.datasets.upload(ROOT / "examples" / "data" / "rice.csv")
        client.jobs.result(client.jobs.create_training(rice.id, {"target": "Class"}, model_name="rice"))
    return Trained(data, key, dataset.id)


def bootstrapped(folder: Path) -> tuple[Path, str]:
    """A fresh data folder and its first API key."""
    data = folder / "data"
    environment = {**_clean(), "DISCERN_DATA_DIR": str(data), "DISCERN_AUTH": "required"}
    made = subprocess.run(
        [sys.executable, "-m", "service.bootstrap"], env=environment, stdout=subprocess.PIPE, check=True, timeout=120
    )
    key: str = json.loads(made.stdout.splitlines()[-1])["key"]
    return data, key


@contextlib.contextmanager
def training(trained: Trained, server: Target, log: Path) -> Iterator[None]:
    """A training job that runs on all cores for as long as the block does, by a worker as `discern serve` starts it."""
    environment = {**_clean(), "DISCERN_DATA_DIR": str(trained.data), "DISCERN_LOG_LEVEL": "warning"}
    with open(log, "ab") as output:
        worker = subprocess.Popen(
            [sys.executable, "-m", "workers"], env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        with Discern(f"http://127.0.0.1:{server.port}", key=trained.key) as client:
            network = {"family": "mlp", "hidden": [1024, 1024]}
            spec = {"target": "label", "model": network, "training": {"epochs": 1_000}}
            job = client.jobs.create_training(trained.dataset_id, spec, model_name="beside")
            for event in client.jobs.events(job):
                if event.type == "progress":
                    break
            yield
            if client.jobs.get(job).status != "running":
                raise RuntimeError("the training ended before the measurement did")
            client.jobs.cancel(job)
    finally:
        _stop(worker)


@contextlib.contextmanager
def discern(trained: Trained, log: Path, *, module: str = "service") -> Iterator[Target]:
    """One API process with keys on, as `discern serve` starts it."""
    port = free_port()
    environment = {
        "DISCERN_DATA_DIR": str(trained.data),
        "DISCERN_AUTH": "required",
        "DISCERN_PORT": str(port),
        "DISCERN_LOG_LEVEL": "warning",
    }
    headers = (f"Authorization: Bearer {trained.key}",)
    with _running([sys.executable, "-m", module], environment, port, "/livez", log) as process:
        yield Target(port, "/v1/models/bench/predict", headers, process)


@contextlib.contextmanager
def uvicorn(module: str, path: str, log: Path) -> Iterator[Target]:
    """An ASGI application of this folder under uvicorn, without its access log."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", f"benchmarks.serving.{module}:app", "--port", str(port)]
    options = ["--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"]
    with _running([*command, *options], {}, port, "/", log) as process:
        yield Target(port, path, (), process)


@contextlib.contextmanager
def peer(python: str, kind: str, path: str, folder: Path) -> Iterator[Target]:
    """Another product's server, by its own Python."""
    port = free_port()
    command = [python, str(Path(__file__).parent / "peer_server.py"), kind, str(port)]
    with _running(command, {"PYTHONPATH": str(ROOT)}, port, "/", folder / f"{kind}.log") as process:
        yield Target(port, path, (), process)


def at_once(target: Target, bodies: Sequence[bytes], connections: int) -> list[list[dict[str, Any]]]:
    """The predictions for each body, so many of them asked side by side."""

    def ask(body: bytes) -> list[dict[str, Any]]:
        connection = http.client.HTTPConnection("127.0.0.1", target.port, timeout=60.0)
        try:
            headers = dict(header.split(": ", 1) for header in target.headers)
            connection.request("POST", target.path, body, {**headers, "Content-Type": "application/json"})
            answer = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        predictions: list[dict[str, Any]] = answer["predictions"]
        return predictions

    with ThreadPoolExecutor(connections) as pool:
        return list(pool.map(ask, bodies))


@contextlib.contextmanager
def _running(
    command: list[str], environment: Mapping[str, str], port: int, probe: str, log: Path
) -> Iterator[psutil.Process]:
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with open(log, "ab") as output:
        process = subprocess.Popen(
            command,
            env={**_clean(), **one_thread, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            preexec_fn=_pin,
        )
    try:
        _wait(process, port, probe, log)
        yield psutil.Process(process.pid)
    finally:
        _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _pin() -> None:
    if SERVER_CORE is not None:
        os.sched_setaffinity(0, {SERVER_CORE})


def _wait(process: "subprocess.Popen[bytes]", port: int, probe: str, log: Path) -> None:
    started = time.monotonic()
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5.0)
        try:
            connection.request("GET", probe)
            connection.getresponse()
            return
        except (OSError, http.client.HTTPException):
            if process.poll() is not None or time.monotonic() - started > READY_SECONDS:
                raise RuntimeError(f"a server did not get ready: {log.read_text()[-2000:]}") from None
            time.sleep(0.05)
        finally:
            connection.close()


def _clean() -> dict[str, str]:
    """The environment without anybody's settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DISCERN_")}
