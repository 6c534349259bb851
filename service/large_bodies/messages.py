"""What passes between an API process and its process for large bodies: a kind, a JSON header, and bytes as they are."""

import json
import socket
import struct
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from classifier.errors import DomainError, Fault
from classifier.spec.counts import Agreement, ServingCounts, ShadowCounts
from classifier.spec.limits import Limits
from service.predictions.accept import JSON, Form
from service.predictions.body import Body
from service.serving.counters import Counted
from store.served import ServedVersion
from store.serving import WindowKey

_HEAD = struct.Struct("!cIQ")
_OUR_OWN = ("classifier.", "service.", "store.")


class Kind(StrEnum):
    """What a message is about."""

    setup = "i"
    answer = "a"
    """Asks for an answer, and is one."""
    show = "s"
    """Asks a version to score rows as a shadow; the answer tells how many."""
    counts = "c"
    error = "e"
    """Something foreseen."""
    failure = "f"
    """A bug, told in the log of the process that met it."""


@dataclass(frozen=True)
class Message:
    """One of either side."""

    kind: Kind
    header: bytes = b"{}"
    data: bytes = b""


@dataclass(frozen=True)
class Setup:
    """The first message: what the process is to know."""

    data_dir: Path
    model_cache_bytes: int
    window_seconds: int
    log_level: str
    limits: Limits


@dataclass(frozen=True)
class Order:
    """A body that a version shall answer."""

    version: ServedVersion
    request_id: str
    body: Body
    """Without its data, which is the message's."""
    answered: ServedVersion | None = None
    """To show: the version that answered."""
    form: Form = JSON
    """Of the answer."""


setup_json = TypeAdapter(Setup)
order_json = TypeAdapter(Order)
counts_json = TypeAdapter(list[tuple[WindowKey, ServingCounts | ShadowCounts]])
shown_json = TypeAdapter(tuple[int, Agreement])
"""Rows that a shadow scored, and how they compare."""


def send(connection: socket.socket, message: Message) -> None:
    """Raises: `OSError` when the other side is gone."""
    head = _HEAD.pack(message.kind.encode(), len(message.header), len(message.data))
    connection.sendall(head + message.header)
    if message.data:
        connection.sendall(message.data)


def receive(connection: socket.socket) -> Message:
    """Raises: `EOFError` when the other side has closed, `OSError` when it is silent for longer than it may be."""
    kind, header_bytes, data_bytes = _HEAD.unpack(_exactly(connection, _HEAD.size))
    header = _exactly(connection, header_bytes)
    return Message(Kind(kind.decode()), header, _exactly(connection, data_bytes))


def _exactly(connection: socket.socket, num_bytes: int) -> bytes:
    if not num_bytes:
        return b""
    found = bytearray(num_bytes)
    view, start = memoryview(found), 0
    while start < num_bytes:
        count = connection.recv_into(view[start:])
        if not count:
            raise EOFError
        start += count
    return bytes(found)


def counts_message(counted: Counted) -> Message:
    """Counts by version and window."""
    return Message(Kind.counts, counts_json.dump_json(list(counted.items())))


def error_message(error: DomainError) -> Message:
    """An error with all that an answer tells of it."""
    kind = type(error)
    told = {
        "module": kind.__module__,
        "name": kind.__qualname__,
        "detail": error.detail,
        "faults": [fault.model_dump() for fault in error.faults],
        "hint": error.remedy,
        "extra": error.extra,
    }
    return Message(Kind.error, json.dumps(told).encode())


def error_in(message: Message) -> DomainError:
    """The error that a message tells of, as it was raised."""
    told: dict[str, Any] = json.loads(message.header)
    if not told["module"].startswith(_OUR_OWN):
        raise ValueError(f"{told['module']} has no errors of ours")
    kind = getattr(import_module(told["module"]), told["name"])
    if not (isinstance(kind, type) and issubclass(kind, DomainError)):
        raise ValueError(f"{told['name']} is no error of ours")
    faults = [Fault.model_validate(fault) for fault in told["faults"]]
    return kind(told["detail"], faults=faults, hint=told["hint"], **told["extra"])
