"""Requests of one turn of the event loop, scored together; nobody waits for a clock."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from service.predictions.plain_answers import Scored
    from service.serving.loader import Predictor

log = structlog.get_logger(__name__)

Score = Callable[["Predictor", list[Any]], "Scored | None"]
"""None when it failed; it never raises."""
Take = Callable[["Scored | None"], None]


class _Together:
    """Requests to one loaded version."""

    def __init__(self, predictor: "Predictor", score: Score) -> None:
        self._predictor = predictor
        self._score = score
        self._rows: list[Any] = []
        self._places: list[tuple[int, int, Take]] = []

    @property
    def num_requests(self) -> int:
        return len(self._places)

    def add(self, rows: Sequence[Any], take: Take) -> None:
        start = len(self._rows)
        self._rows += rows
        self._places.append((start, len(self._rows), take))

    def finish(self) -> None:
        scored = self._score(self._predictor, self._rows)
        for start, end, take in self._places:
            try:
                take(None if scored is None else scored.part(start, end))
            except Exception:  # of one request, and the others still wait for theirs
                log.exception("an answer could not be given")


class Gather:
    """One for each event loop. A call for many rows costs little more than one for one row, so that 32 connections gain half
    as much again; one connection gains nothing and is never asked to wait."""

    def __init__(self, observe: Callable[[float], None]) -> None:
        """`observe`: told the number of requests that were scored together."""
        self._observe = observe
        self.turn = 0
        """Counts the turns of the loop in which a request came."""
        self._now = self._last = 0
        """Requests of this turn of the loop, and of the last one that had any."""
        self._is_counting = False
        self._waiting: dict[int, _Together] = {}

    def begin(self) -> int:
        """Count a request; returns `turn`."""
        self._now += 1
        if not self._is_counting:
            self._is_counting = True
            asyncio.get_running_loop().call_soon(self._next_turn)
        return self.turn

    def is_alone(self) -> bool:
        """Whether a request is best scored at once, because the last turn had one only."""
        return self._last <= 1 and not self._waiting

    def _next_turn(self) -> None:
        self._last, self._now, self._is_counting = self._now, 0, False
        self.turn += 1

    def score(self, predictor: "Predictor", rows: Sequence[Any], score: Score, take: Take) -> None:
        """`take(score(predictor, rows))` at the end of this turn, with everybody else's rows.

        Only for a runtime that gives a row the same bits whatever stands beside it.
        """
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._finish)
        together = self._waiting.get(id(predictor))
        if together is None:
            together = self._waiting[id(predictor)] = _Together(predictor, score)
        together.add(rows, take)

    def _finish(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for together in waiting.values():
            self._observe(together.num_requests)
            together.finish()
