"""The commands, environment and health checks of docker-compose.yml, run as processes on a PostgreSQL with a password."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from psycopg import sql

from tests.databases import PostgresServer

PASSWORD = "p@:/?#% w'd"
READY_SECONDS = 180.0


@pytest.fixture
def postgres_with_password() -> Iterator[PostgresServer]:
    server = PostgresServer()
    try:
        server.start()
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute(sql.SQL("create role discern login password {}").format(sql.Literal(PASSWORD)))
            connection.execute("create database discern owner discern")
            (rules,) = connection.execute("show hba_file").fetchone() or ("",)
            Path(rules).write_text("host all discern 127.0.0.1/32 scram-sha-256\n", encoding="utf-8")
            connection.execute("select pg_reload_conf()")
        yield server
    finally:
        server.close()


def test_migrate_api_and_worker_start_get_healthy_and_stop(
    postgres_with_password: PostgresServer, repository: Path, tmp_path: Path
) -> None:
    services = yaml.safe_load((repository / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    port = _free_port()

    def on_this_machine(text: str) -> str:
        replaced = text.replace("@db:5432", f"@127.0.0.1:{postgres_with_password.port}").replace("/data", str(tmp_path))
        return PASSWORD if text.startswith("${POSTGRES_PASSWORD") else replaced.replace(":8000", f":{port}")

    def environment(name: str) -> dict[str, str]:
        said = {
            k: on_this_machine(v) for k, v in services[name]["environment"].items() if not v.startswith("${DISCERN")
        }
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DISCERN_", "PG"))}
        return inherited | said | ({"DISCERN_PORT": str(port), "DISCERN_HOST": "127.0.0.1"} if name == "api" else {})

    def healthy(name: str) -> bool:
        check = [on_this_machine(word) for word in services[name]["healthcheck"]["test"][1:]]
        return subprocess.run(_here(check), env=environment(name), capture_output=True, check=False).returncode == 0

    migrate = _here(services["migrate"]["command"])
    done = subprocess.run(migrate, env=environment("migrate"), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["key"].startswith("disc_")

    again = subprocess.run(migrate, env=environment("migrate"), capture_output=True, text=True, check=False)
    assert json.loads(again.stdout) == {"key": None}

    with contextlib.ExitStack() as running:
        processes = {
            name: running.enter_context(_running(_here(services[name]["command"]), environment(name), tmp_path / name))
            for name in ("api", "worker")
        }
        for name, process in processes.items():
            _wait_until(lambda name=name: healthy(name), process, tmp_path / name)  # type: ignore[misc]
        for process in processes.values():
            process.send_signal(signal.SIGTERM)
        for name, process in processes.items():
            assert process.wait(30) == 0, (tmp_path / name).read_text(encoding="utf-8")
    assert not healthy("api")
    assert not healthy("worker")


@contextlib.contextmanager
def _running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[Any]]:
    with open(log, "wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _wait_until(condition: Callable[[], bool], process: subprocess.Popen[Any], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not condition():
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"status {process.poll()}: {log.read_text(encoding='utf-8')}")
        time.sleep(0.2)


def _here(command: list[str]) -> list[str]:
    assert command[0] == "python"
    return [sys.executable, *command[1:]]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
