"""A fake server, a client of it, and the command line run in this process."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from discern.cli import main
from discern.client import Discern
from discern.transport import Transport
from tests.discern.discern_fake import FakeServer, Listener, listening


@dataclass
class Ran:
    """What a command left."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


@pytest.fixture
def server(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> FakeServer:
    monkeypatch.setenv("DISCERN_URL", listener.url)
    monkeypatch.setenv("DISCERN_KEY", "disc_abcdefgh_secret")
    return listener.renew()


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that the client made; none of them is slept."""
    made: list[float] = []
    monkeypatch.setattr("discern.client.Transport", partial(Transport, sleep=made.append))
    return made


@pytest.fixture
def client(server: FakeServer, naps: list[float]) -> Iterator[Discern]:
    with Discern() as connected:
        yield connected


@pytest.fixture
def discern(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `discern` with these arguments."""

    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["discern", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, captured.out, captured.err)

    return run


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "rice.csv"
    path.write_text("Area,Class\n" + "".join(f"{row % 2},{'ab'[row % 2]}\n" for row in range(10)))
    return path
