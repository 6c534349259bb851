"""Counters of this process: what was predicted, counted a little later, and written to the database now and then.

A process without a database counts too; who has one takes its counts and writes them.
"""

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from classifier.errors import Fault
from classifier.spec.counts import Agreement, ServingCounts, ShadowCounts
from store.serving import WindowKey, add_counts
from store.session import Database

if TYPE_CHECKING:
    from classifier.findings.tally import Tally
    from classifier.inference.plan import Given, Plan
    from classifier.table.convert import Converted
    from classifier.table.features.marks import Float64s
    from service.serving.loader import Predictor

# Counted alone, one row of 13 columns costs 0.2 ms; of thousands together each costs 0.5 µs. So rows wait in memory, at most
# until the next flush or until so many wait, and nothing of them is ever written.
MAX_WAITING_BYTES = 16 * 2**20
MAX_WAITING_ROWS = 5_000  # more together cost no less a row, and hold the interpreter's lock for longer
COLUMN_BYTES = 500  # that Arrow takes for a column of one row, beyond the value
CELL_BYTES = 64  # of a row that is no table yet: a place and a number or a short word
MAX_TALLIES = 64  # of models; more are made again when needed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ServedPlain:
    """Answered rows as a plan read them."""

    predictor: "Predictor"
    plan: "Plan"
    given: "Given"
    p_NC: "Float64s"  # noqa: N815


@dataclass(slots=True)
class _Window:
    """Rows of one version and one window of time, from requests of a row or a few.

    In two lists, and not in an object for each request: neither rows nor arrays are anything that the collector of cycles
    looks at; tens of thousands of such objects it looked at again and again, for 1.5 to 6 µs a request.
    """

    start: int
    key: WindowKey
    predictor: "Predictor"
    plan: "Plan"
    rows: list[Any] = field(default_factory=list)
    p: list["Float64s"] = field(default_factory=list)
    """Of each request."""

    def served(self) -> ServedPlain:
        import numpy as np

        return ServedPlain(self.predictor, self.plan, self.rows, np.concatenate(self.p))


@dataclass(frozen=True)
class Served:
    """One request's rows and what became of them."""

    predictor: "Predictor"
    converted: "Converted"
    p_NC: "Float64s | None"  # noqa: N815
    """Probabilities of every row; None when the request was refused."""
    bad: Collection[int]
    faults: Sequence[Fault]
    num_bytes: int
    """Of the body."""


Counted = Mapping[WindowKey, ServingCounts]
"""What was counted, by version and window."""


class RowCounters:
    """Notes what is served; safe to call from many threads. Nothing here ever fails a prediction."""

    def __init__(self, window_seconds: int):
        self._window_seconds = window_seconds
        self._lock = threading.Lock()
        """Held for moments, around the fields below."""
        self._waiting: list[tuple[WindowKey, Served | ServedPlain]] = []
        self._waiting_bytes = 0
        self._counted: dict[WindowKey, ServingCounts] = {}
        self._tallies: dict[str, Tally] = {}
        self._windows: dict[str, _Window] = {}
        """By version; of each the one that is open."""
        self._closed: list[_Window] = []

    def note(self, model_version_id: str, served: Served, *, is_shadow: bool = False) -> None:
        """Remember a request; it is counted here and now only when too much waits already."""
        key = WindowKey.at(model_version_id, time.time(), self._window_seconds, is_shadow=is_shadow)
        if self._keep(key, served, served.num_bytes + COLUMN_BYTES * served.converted.table.num_columns):
            self.count()

    def note_agreement(self, model_version_id: str, answered_by: int, agreement: Agreement) -> None:
        """Remember how far a shadow agrees with the version that answered."""
        key = WindowKey.at(model_version_id, time.time(), self._window_seconds, is_shadow=True)
        self._add(key, ShadowCounts(against={str(answered_by): agreement}))

    def note_plain(self, model_version_id: str, served: ServedPlain) -> bool:
        """Remember rows; true when so much waits that `count` should be called, in a thread."""
        start = int(time.time() // self._window_seconds)
        with self._lock:
            window = self._windows.get(model_version_id)
            if window is None or window.start != start or window.plan is not served.plan:
                window = self._open(model_version_id, start, served)
            if isinstance(served.given, list):
                window.rows += served.given
                window.p.append(served.p_NC)
            else:
                self._waiting.append((window.key, served))
            row_bytes = max(CELL_BYTES * len(served.plan.columns), MAX_WAITING_BYTES // MAX_WAITING_ROWS)
            return self._is_much(row_bytes * len(served.p_NC))

    def _open(self, model_version_id: str, start: int, served: ServedPlain) -> _Window:
        if (before := self._windows.get(model_version_id)) is not None:
            self._closed.append(before)
        key = WindowKey.at(model_version_id, start * self._window_seconds, self._window_seconds)
        window = self._windows[model_version_id] = _Window(start, key, served.predictor, served.plan)
        return window

    def _keep(self, key: WindowKey, served: Served, num_bytes: int) -> bool:
        with self._lock:
            self._waiting.append((key, served))
            return self._is_much(num_bytes)

    def _is_much(self, num_bytes: int) -> bool:
        """Whether these bytes are the ones with which too much waits."""
        before = self._waiting_bytes
        self._waiting_bytes += num_bytes
        return before < MAX_WAITING_BYTES <= self._waiting_bytes

    def count(self) -> None:
        """Count what waits."""
        with self._lock:
            windows = [*self._closed, *self._windows.values()]
            self._closed, self._windows = [], {}  # nor do they keep a model in memory that is let go
            waiting, self._waiting, self._waiting_bytes = self._waiting, [], 0
        waiting += [(window.key, window.served()) for window in windows if window.rows]
        waiting.sort(key=lambda noted: noted[0])
        for key, noted in groupby(waiting, key=lambda noted: noted[0]):
            try:
                counts = self._counts(key.model_version_id, [served for _, served in noted])
            except Exception:
                log.warning("served rows could not be counted", exc_info=True)
                continue
            self._add(key, counts)

    def take(self) -> Counted:
        """Everything counted so far, which is no longer here then."""
        self.count()
        with self._lock:
            counted, self._counted = self._counted, {}
        return counted

    def _add(self, key: WindowKey, counts: ServingCounts) -> None:
        with self._lock:
            before = self._counted.get(key) or (ShadowCounts() if key.is_shadow else ServingCounts())
            self._counted[key] = before.plus(counts)

    def _counts(self, model_version_id: str, served: Sequence[Served | ServedPlain]) -> ServingCounts:
        """Of requests to one version: whole answers together, those with refused rows one by one."""
        import numpy as np

        from classifier.inference.plan_block import Cells

        tally = self._tally(model_version_id, served[0].predictor)
        total = ServingCounts()
        whole = []
        plain: dict[int, list[ServedPlain]] = {}
        for one in served:
            if isinstance(one, ServedPlain):
                plain.setdefault(id(one.plan), []).append(one)
            elif one.bad or one.p_NC is None:
                total = total.plus(tally.count(one.converted, one.p_NC, one.bad, one.faults))
            else:
                whole.append(one)
        if whole:
            table = tally.joined([one.converted.table for one in whole])
            p_NC = np.concatenate([one.p_NC for one in whole if one.p_NC is not None])
            unknown = sum(one.converted.table.num_rows for one in whole if tally.is_strange(one.converted))
            total = total.plus(tally.answered(table, p_NC)).plus(ServingCounts(unknown=unknown))
        for alike in plain.values():
            plan = alike[0].plan
            cells = Cells.joined([plan.cells(one.given) for one in alike])
            p_NC = np.concatenate([one.p_NC for one in alike])
            total = total.plus(tally.counted(plan.columns_of(cells), p_NC))
        return total

    def _tally(self, model_version_id: str, predictor: "Predictor") -> "Tally":
        from classifier.findings.tally import Tally

        if (found := self._tallies.get(model_version_id)) is None:
            if len(self._tallies) >= MAX_TALLIES:
                self._tallies.clear()
            found = self._tallies[model_version_id] = Tally.of(predictor.manifest)
        return found


class ServingCounters(RowCounters):
    """Writes what is served, here and in the processes that `sources` name, to the database."""

    def __init__(self, database: Database, window_seconds: int):
        super().__init__(window_seconds)
        self._database = database
        self._flushing = threading.Lock()
        """Held while counts are on their way into the database, so that the last flush waits for the one before."""
        self.sources: list[Callable[[], Counted]] = []
        """Each takes away what another process has counted since it was last asked."""

    def flush(self) -> None:
        """Write everything counted so far; what the database does not take now is kept for the next time."""
        with self._flushing:
            for source in self.sources:
                for key, counts in source().items():
                    self._add(key, counts)
            counted = self.take()
            for key in sorted(counted):
                try:
                    with self._database.begin() as tx:
                        add_counts(tx, key, counted[key])
                except IntegrityError:
                    log.warning("counts of a model version that is gone are dropped")
                except Exception:
                    log.warning("counts could not be written; they are kept", exc_info=True)
                    self._add(key, counted[key])


@asynccontextmanager
async def keep_flushing(counters: ServingCounters, seconds: float) -> AsyncIterator[None]:
    """Flush every so often while the block runs, and a last time at its end, when every request has been answered."""

    async def again() -> None:
        while True:
            await asyncio.sleep(seconds)
            await asyncio.to_thread(counters.flush)

    task = asyncio.create_task(again())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await asyncio.to_thread(counters.flush)
