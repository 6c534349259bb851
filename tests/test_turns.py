"""Taking turns at the machine: beside others or alone."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.journeys.turns import turn


class Turns:
    """Threads that each want a turn; locks are of open files, so that threads meet at them as processes do."""

    def __init__(self, folder: Path):
        self.files = {"gate": folder / "gate", "machine": folder / "machine"}
        for file in self.files.values():
            file.touch()
        self.at_work: list[str] = []
        self.leave: dict[str, threading.Event] = {}

    def want(self, name: str, *, alone: bool) -> None:
        self.leave[name] = threading.Event()

        def work() -> None:
            with turn(alone=alone, **self.files):
                self.at_work.append(name)
                self.leave[name].wait(60)
                self.at_work.remove(name)

        threading.Thread(target=work, daemon=True).start()

    def come_to(self, *names: str) -> None:
        deadline = time.monotonic() + 30
        while sorted(self.at_work) != sorted(names):
            assert time.monotonic() < deadline, self.at_work
            time.sleep(0.01)
        time.sleep(0.1)  # and nobody else comes in
        assert sorted(self.at_work) == sorted(names)


@pytest.fixture
def turns(tmp_path: Path) -> Iterator[Turns]:
    turns = Turns(tmp_path)
    with ExitStack() as stack:
        yield turns
        for leave in turns.leave.values():
            stack.callback(leave.set)


def test_several_work_beside_each_other(turns: Turns) -> None:
    turns.want("a", alone=False)
    turns.want("b", alone=False)

    turns.come_to("a", "b")


def test_who_wants_to_be_alone_waits_for_the_others_and_is_not_overtaken(turns: Turns) -> None:
    turns.want("a", alone=False)
    turns.come_to("a")
    turns.want("alone", alone=True)
    turns.come_to("a")
    turns.want("late", alone=False)
    turns.come_to("a")

    turns.leave["a"].set()
    turns.come_to("alone")
    turns.leave["alone"].set()
    turns.come_to("late")
