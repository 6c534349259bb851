"""Pieces that are brought while others are worked on are the same pieces, in the same order."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch

from classifier.neural.feed import RESIDENT_SHARE, carrier_to, fed, home_of, is_resident
from classifier.neural.loss import BceWithLogits
from classifier.neural.rows import Piece, make_rows, pieces
from tests.classifier.neural.neural_runs import Notebook, make_run, resolved

CPU = torch.device("cpu")


class Log:
    """A carrier that carries nowhere and writes down what it is asked for; what was sent is a copy."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.threads: set[int] = set()
        self.sent = threading.Semaphore(0)
        self._number = 0

    def send(self, piece: Piece) -> Piece:
        self.events.append("send")
        self.threads.add(threading.get_ident())
        self.sent.release()
        return replace(piece, x_MRX=piece.x_MRX.clone())

    def receive(self, piece: Piece) -> None:
        self.events.append("receive")


def some_pieces(num_rows: int = 40) -> list[Piece]:
    x_NX = np.arange(num_rows * 2, dtype=np.float32).reshape(num_rows, 2)
    rows = make_rows(x_NX, np.arange(num_rows) % 2, BceWithLogits(), np.ones(2), CPU)
    [whole] = pieces([rows], 4, seeds=[0], epoch=1)
    return [whole.part(start, start + 2) for start in range(0, whole.num_steps, 2)]


def test_pieces_arrive_as_they_were_sent_and_one_ahead() -> None:
    log, found = Log(), []
    expected = some_pieces()

    for number, piece in enumerate(fed(expected, log), start=1):
        log.sent.acquire(timeout=10)
        if number < len(expected):
            assert log.sent.acquire(timeout=10), "the next one is on its way while this one is worked on"
            log.sent.release()
        found.append(piece)

    assert len(found) == 5
    for piece, sent in zip(found, expected, strict=True):
        assert torch.equal(piece.x_MRX, sent.x_MRX)
        assert piece.x_MRX is not sent.x_MRX
        assert torch.equal(piece.share_MR, sent.share_MR)
    assert log.events.count("receive") == 5
    assert threading.get_ident() not in log.threads


def test_an_error_in_a_piece_rises_where_it_is_asked_for() -> None:
    def broken() -> Iterator[Piece]:
        yield some_pieces()[0]
        raise ValueError("no more")

    feed = fed(broken(), Log())
    next(feed)
    with pytest.raises(ValueError, match="no more"):
        next(feed)


def test_whoever_stops_early_leaves_no_thread_behind() -> None:
    before = threading.active_count()
    feed = fed(some_pieces(), Log())
    next(feed)

    feed.close()  # type: ignore[attr-defined]

    assert threading.active_count() == before


def test_a_run_that_is_fed_ends_with_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.neural.rows.MOST_STEPS", 3)
    expected = make_run(resolved())
    expected()
    run = make_run(resolved(), Notebook())
    log = Log()
    run.fit._carrier = log

    run()

    assert run.sha256 == expected.sha256
    assert log.events.count("send") >= 4 * 4, "four epochs of ten steps"


def test_rows_stay_on_a_device_with_room_and_a_cpu_is_its_own_home() -> None:
    assert is_resident(int(RESIDENT_SHARE * 100), 100)
    assert not is_resident(int(RESIDENT_SHARE * 100) + 1, 100)
    assert home_of(CPU, 10**15) == CPU
    assert carrier_to(CPU, CPU) is None
