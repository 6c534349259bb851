"""Turns at the machine: most journeys run beside others, those that hold the product to a promise in seconds run alone."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GATE = Path(__file__)
MACHINE = GATE.with_name("conftest.py")


@contextmanager
def turn(*, alone: bool, gate: Path = GATE, machine: Path = MACHINE) -> Iterator[None]:
    """Inside, no other process has a turn alone, and with `alone` none has any. Who waits to be alone is not overtaken.

    By locks on two files, of any content, that end with the process that holds them.
    """
    with gate.open() as at_gate, machine.open() as at_machine:
        fcntl.flock(at_gate, fcntl.LOCK_EX)  # who holds it is the next
        fcntl.flock(at_machine, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(at_gate, fcntl.LOCK_UN)
        yield
