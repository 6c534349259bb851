"""Several API processes on one port: one that is killed comes back and takes no other's requests along; they drain together."""

import contextlib
import http.client
import json
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families

from store.keys import create_key, revoke_key
from tests.journeys.processes import Started, is_gone, until
from tests.journeys.stack import Stack

WORKERS = 2


@pytest.fixture(scope="module")
def shared_stack(fresh_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """As in the other journeys, with two API processes."""
    folder = tmp_path_factory.mktemp("stack")
    with Stack(folder, fresh_url, DISCERN_API_WORKERS=str(WORKERS), DISCERN_LOG_LEVEL="warning") as stack:
        stack.start_api()
        until(lambda: len(serving(stack)) == WORKERS, "both processes")
        yield stack


def parent(stack: Stack) -> Started:
    (api,) = stack.named("api")
    return api


def children(stack: Stack) -> list[psutil.Process]:
    found = psutil.Process(parent(stack).pid).children()
    return [child for child in found if not is_gone(child.pid)]


def serving(stack: Stack) -> list[psutil.Process]:
    """The processes that have their measures told, as they do when they serve."""
    return children(stack) if measured(stack, "api_processes") == {"": WORKERS} else []


def measured(stack: Stack, name: str, **labels: str) -> dict[str, float]:
    """A measure by process."""
    _, text = answer(stack, "/metrics")
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name == name and labels.items() <= sample.labels.items():
                process = sample.labels.get("api_process", "")
                found[process] = found.get(process, 0.0) + sample.value
    return found


def answer(stack: Stack, path: str, key: str | None = None) -> tuple[int, str]:
    """Status and body, on a connection of its own."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", stack.port, timeout=60)) as connection:
        connection.request("GET", path, headers={"Authorization": f"Bearer {key or stack.key}"})
        found = connection.getresponse()
        return found.status, found.read().decode()


def ask(stack: Stack, key: str | None = None) -> int:
    """The status of who asks who they are."""
    return answer(stack, "/v1/me", key)[0]


@contextlib.contextmanager
def only(stack: Stack, process: psutil.Process) -> Iterator[None]:
    """While the block runs, nobody else answers."""
    others = [child for child in children(stack) if child.pid != process.pid]
    for other in others:
        other.suspend()
    try:
        yield
    finally:
        for other in others:
            other.resume()


class Client(threading.Thread):
    """Asks again and again on one connection, and opens the next when that breaks."""

    def __init__(self, stack: Stack, stop: threading.Event) -> None:
        super().__init__()
        self._stack, self._stop_event = stack, stop
        self.port = 0
        self.lost: list[int] = []
        """Own ports of connections that broke."""
        self.answers = 0
        self.bad: list[int] = []

    def run(self) -> None:
        while not self._stop_event.is_set():
            with contextlib.closing(socket.create_connection(("127.0.0.1", self._stack.port), timeout=60)) as raw:
                self.port = raw.getsockname()[1]
                connection = http.client.HTTPConnection("127.0.0.1", self._stack.port)
                connection.sock = raw
                try:
                    while not self._stop_event.is_set():
                        connection.request("GET", "/v1/me", headers={"Authorization": f"Bearer {self._stack.key}"})
                        answer = connection.getresponse()
                        answer.read()
                        self.answers += 1
                        if answer.status != 200:
                            self.bad.append(answer.status)
                except (OSError, http.client.HTTPException):
                    self.lost.append(self.port)


def test_a_killed_process_comes_back_and_only_its_own_connections_break(stack: Stack) -> None:
    stop = threading.Event()
    clients = [Client(stack, stop) for _ in range(8)]
    for client in clients:
        client.start()
    try:
        until(lambda: all(client.answers > 5 for client in clients), "answers")
        victim = serving(stack)[0]
        victim.suspend()  # from here on it accepts nobody
        held = {found.raddr.port for found in victim.net_connections("tcp") if found.raddr}
        victim.kill()
        until(
            lambda: len(serving(stack)) == WORKERS and victim.pid not in {c.pid for c in children(stack)}, "a new one"
        )
        before = [client.answers for client in clients]
        until(lambda: all(c.answers > n + 5 for c, n in zip(clients, before, strict=True)), "answers to everyone again")
    finally:
        stop.set()
        for client in clients:
            client.join(60)

    lost = {port for client in clients for port in client.lost}
    assert lost <= held
    assert all(len(client.lost) <= 1 for client in clients)
    assert not any(client.bad for client in clients)


def test_both_processes_know_a_new_key_and_forget_a_revoked_one(stack: Stack) -> None:
    with stack.database.begin() as tx:
        row, secret = create_key(tx, name="shared", scopes=["model:read"])
    for process in serving(stack):
        with only(stack, process):
            assert ask(stack, key=secret) == 200
    with stack.database.begin() as tx:
        revoke_key(tx, row.id)
    time.sleep(1.1)  # the time for which a good key is remembered
    for process in serving(stack):
        with only(stack, process):
            assert ask(stack, key=secret) == 401


def test_a_scrape_has_the_measures_of_both_whoever_answers_it(stack: Stack) -> None:
    labels = {"route": "/v1/me", "status": "200"}
    name = "http_server_request_duration_seconds_count"
    before = measured(stack, name, **labels)
    for count, process in enumerate(serving(stack), 2):
        with only(stack, process):
            assert [ask(stack) for _ in range(count)] == [200] * count

    scrapes = [measured(stack, name, **labels) for _ in range(4)]

    grown = {process: scrapes[0][process] - before.get(process, 0.0) for process in scrapes[0]}
    assert sorted(grown.values()) == [2.0, 3.0]
    assert scrapes == scrapes[:1] * 4
    assert measured(stack, "jobs_running") == {"": 0.0}  # what they share is told once


def test_a_scrape_says_when_a_process_does_not_answer(stack: Stack) -> None:
    first, _ = serving(stack)
    with only(stack, first):
        assert measured(stack, "api_processes") == {"": 1.0}
    assert measured(stack, "api_processes") == {"": 2.0}


def test_wrong_keys_are_slowed_down_as_with_one_process(stack: Stack) -> None:
    wrong = "disc_00000000_" + "x" * 43
    told = []
    for process in serving(stack):
        with only(stack, process):
            told.append([ask(stack, key=wrong) for _ in range(8)])
    assert all(one[0] == 401 and one[-1] == 429 for one in told)
    assert sum(one.count(401) for one in told) <= 10  # as many as the setting has for one address


def test_they_load_neither_pandas_nor_torch(stack: Stack) -> None:
    for process in children(stack):
        files = {Path(mapped.path).name for mapped in process.memory_maps()}
        assert any(name.startswith("_pydantic_core") for name in files)  # a control for the next line
        assert not any(name.startswith(("libtorch", "pandas", "libarrow")) for name in files)


def test_sigterm_drains_all_of_them_and_requests_under_way_are_answered(stack: Stack) -> None:
    api, running = parent(stack), children(stack)
    body = json.dumps({"rows": []}).encode()
    head = (
        f"POST /v1/models/nobody/predict HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {stack.key}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    halves = []
    for process in serving(stack):
        with only(stack, process):
            connection = socket.create_connection(("127.0.0.1", stack.port), timeout=60)
            connection.sendall(head.encode() + body[:5])
            halves.append(connection)
            time.sleep(0.5)  # until its header was read
            assert connection.getsockname()[1] in held_by(process)
    api.send(signal.SIGTERM)
    until(lambda: not listens(stack), "the end of the socket")
    for connection in halves:
        connection.sendall(body[5:])
        assert connection.recv(64).startswith(b"HTTP/1.1 404")
        connection.close()

    assert api.process.wait(60) == 0
    assert all(is_gone(process.pid) for process in running)
    stack.start_api()


def held_by(process: psutil.Process) -> set[int]:
    return {found.raddr.port for found in process.net_connections("tcp") if found.raddr}


def listens(stack: Stack) -> bool:
    try:
        socket.create_connection(("127.0.0.1", stack.port), timeout=5).close()
    except OSError:
        return False
    return True
