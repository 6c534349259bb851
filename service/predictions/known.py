"""The versions that this process can answer for without a thread or the database: those that the ordinary way has loaded."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.spec.limits import Limits
from service.serving.loader import PredictorCache
from store.served import ServedVersion

if TYPE_CHECKING:
    from service.predictions.plain_answers import PlainAnswers
    from service.serving.loader import Predictor

MOST_BYTES = 65_536
"""Of a body that is answered in the event loop: it takes about 0.4 ms."""

MOST_KNOWN = 1_000  # a plan takes kilobytes


@dataclass(slots=True)
class AskedOf:
    """A request, but for its body."""

    version: ServedVersion
    predictor: "Predictor"
    limits: Limits
    request_id: str
    started: float
    """As of `time.perf_counter`."""


class KnownAnswers:
    """Plans by version; safe to use from many threads. The predictors are the cache's alone, and go when it lets them go."""

    def __init__(self, predictors: PredictorCache):
        self._predictors = predictors
        self._lock = threading.Lock()
        self._known: dict[str, PlainAnswers | None] = {}

    def find(self, version: ServedVersion) -> "tuple[PlainAnswers, Predictor] | None":
        """What answers, and the loaded model; None when the ordinary way must find it."""
        known = self._known.get(version.id)
        predictor = None if known is None else self._predictors.peek(version.artifact_sha256)
        return None if known is None or predictor is None else (known, predictor)

    def learn(self, version: ServedVersion, predictor: "Predictor") -> None:
        """Remember a version that was just loaded."""
        if version.id in self._known:
            return
        # Needs numpy and Arrow: a server starts without them.
        from service.predictions.plain_answers import PlainAnswers

        made = PlainAnswers.of(version, predictor)
        with self._lock:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[version.id] = made
