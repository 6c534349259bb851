"""A closed-loop HTTP client in a process of its own: each connection sends its next request when it has an answer.

`python -m benchmarks.serving.load` reads one JSON job from standard input and prints one JSON result. It is a plain epoll loop:
about 20 µs a request, so that a server above some 40,000 requests a second would be limited by it; none here comes near.
"""

import base64
import json
import os
import re
import select
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)\r\n", re.IGNORECASE)


@dataclass(frozen=True)
class Job:
    """What to send."""

    port: int
    requests: list[bytes]
    """Whole requests, header and body, sent in turn."""
    connections: int
    seconds: float
    core: int | None
    """Where the client runs; None leaves it to the kernel."""


@dataclass(frozen=True)
class Load:
    """What came back."""

    answers: int
    bad: int
    """Answers of another status than 200."""
    seconds: float
    p50_us: float
    p99_us: float
    last_body: str
    """Of one good answer."""

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds


def request(
    method: str,
    path: str,
    body: bytes = b"",
    headers: Sequence[str] = (),
    *,
    media: str = "application/json",
    accept: str = "*/*",
) -> bytes:
    """A whole HTTP/1.1 request."""
    head = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "User-Agent: load", f"Accept: {accept}", *headers]
    if body:
        head += [f"Content-Type: {media}", f"Content-Length: {len(body)}"]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def run(job: Job) -> Load:
    """Drive a server from a process of its own."""
    process = start(job)
    return finish(process)


def start(job: Job) -> "subprocess.Popen[bytes]":
    """Begin; `finish` waits for the result."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.serving.load"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    document = {**asdict(job), "requests": [base64.b64encode(one).decode() for one in job.requests]}
    assert process.stdin is not None
    process.stdin.write(json.dumps(document).encode())
    process.stdin.close()
    process.stdin = None
    return process


def finish(process: "subprocess.Popen[bytes]") -> Load:
    """The result of a client."""
    output, _ = process.communicate(timeout=300)
    if process.returncode:
        raise RuntimeError(f"the client ended with status {process.returncode}")
    return Load(**json.loads(output))


class _Connection:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent = 0.0
        self.parts: list[bytes] = []
        self.left = -1
        """Bytes of the answer still to come; -1 before its length is known."""

    def send(self, data: bytes) -> None:
        self.parts, self.left = [], -1
        self.sent = time.perf_counter()
        self.socket.sendall(data)

    def receive(self) -> bytes | None:
        """The whole answer once it is there."""
        data = self.socket.recv(1 << 20)
        if not data:
            raise ConnectionError("the server closed the connection")
        if self.left < 0:
            data = b"".join([*self.parts, data])
            end = data.find(b"\r\n\r\n")
            if end < 0:
                self.parts = [data]
                return None
            length = _LENGTH.search(data, 0, end + 2)
            if length is None:
                raise ValueError("an answer without Content-Length")
            self.left = end + 4 + int(length[1]) - len(data)
            self.parts = [data]
        else:
            self.left -= len(data)
            self.parts.append(data)
        return b"".join(self.parts) if self.left <= 0 else None


def _drive(job: Job) -> dict[str, Any]:
    if job.core is not None:
        os.sched_setaffinity(0, {job.core})
    poll = select.epoll()
    connections = {}
    for _ in range(job.connections):
        one = _Connection(job.port)
        connections[one.socket.fileno()] = one
        poll.register(one.socket.fileno(), select.EPOLLIN)
    took: list[float] = []
    bad, turn, last = 0, 0, b""
    began = time.perf_counter()
    end = began + job.seconds
    for one in connections.values():
        one.send(job.requests[turn % len(job.requests)])
        turn += 1
    live = len(connections)
    while live:
        for file, _ in poll.poll(60):
            one = connections[file]
            answer = one.receive()
            if answer is None:
                continue
            now = time.perf_counter()
            took.append(now - one.sent)
            if answer[9:12] == b"200":
                last = answer
            else:
                bad += 1
            if now < end:
                one.send(job.requests[turn % len(job.requests)])
                turn += 1
            else:
                live -= 1
                poll.unregister(file)
    seconds = time.perf_counter() - began
    took.sort()
    return {
        "answers": len(took),
        "bad": bad,
        "seconds": seconds,
        "p50_us": took[len(took) // 2] * 1e6,
        "p99_us": took[min(len(took) - 1, int(0.99 * len(took)))] * 1e6,
        "last_body": last.partition(b"\r\n\r\n")[2][:2_000].decode("utf-8", "replace"),
    }


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    asked["requests"] = [base64.b64decode(one) for one in asked["requests"]]
    print(json.dumps(_drive(Job(**asked))))
