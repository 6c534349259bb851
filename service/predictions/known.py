"""What this process remembers of model versions, so that a prediction needs no database: for a second, and read again before."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.serving.loader import PredictorCache
from store.blobs import LocalBlobStore
from store.models import get_version
from store.session import Database
from store.tables import ModelVersion

if TYPE_CHECKING:
    from service.predictions.plain_answers import PlainAnswers
    from service.serving.loader import Predictor

KNOWN_SECONDS = 1.0  # an alias that another process moves is followed within this
RENEW_SECONDS = 0.3  # older than this, it is read again while it still answers
MOST_KNOWN = 1_000  # a plan takes kilobytes

Clock = Callable[[], float]
Asked = tuple[str, int | None]
"""A model's name and a version; None is its default version."""


@dataclass
class Known:
    """A model version as it answers."""

    id: str
    sha256: str
    answers: "PlainAnswers"
    at: float
    """When the database was asked."""
    is_renewed: bool = False
    """Whether it is being read again right now."""


class KnownVersions:
    """Remembers what the ordinary way has found; safe to use from many threads."""

    def __init__(
        self, database: Database, blobs: LocalBlobStore, predictors: PredictorCache, clock: Clock = time.monotonic
    ):
        self._database, self._blobs, self._predictors = database, blobs, predictors
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[Asked, Known] = {}
        self._changes = 0

    def find(self, asked: Asked) -> tuple[Known, "Predictor"] | None:
        """What answers, and its loaded model; None when the ordinary way must find it."""
        known = self._known.get(asked)
        if known is None or self._clock() - known.at > KNOWN_SECONDS:
            return None
        predictor = self._predictors.peek(known.sha256)
        return None if predictor is None else (known, predictor)

    def is_due(self, known: Known) -> bool:
        """True once for each time that it should be read again."""
        if known.is_renewed or self._clock() - known.at <= RENEW_SECONDS:
            return False
        known.is_renewed = True
        return True

    def renew(self, asked: Asked) -> None:
        """Read it again. Raises: `NotFound`, `ModelUnusable`."""
        begun = self.begin()
        with self._database.read() as tx:
            found = get_version(tx, *asked, with_manifest=False)
        self.learn(asked, found, self._predictors.get(self._blobs, found), begun)

    def begin(self) -> tuple[float, int]:
        """To be taken before the database is asked, and given to `learn`."""
        return self._clock(), self._changes

    def learn(self, asked: Asked, found: ModelVersion, predictor: "Predictor", begun: tuple[float, int]) -> None:
        """Remember what the database said, unless a change was made here since it was asked."""
        at, changes = begun
        known = self._known.get(asked)
        if known is None or known.id != found.id:
            from service.predictions.plain_answers import PlainAnswers

            answers = PlainAnswers.of(found, predictor)
            if answers is None:
                return
            known = Known(found.id, found.artifact_sha256, answers, at)
        with self._lock:
            if changes != self._changes:
                return
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known.at, known.is_renewed = max(at, known.at), False
            self._known[asked] = known

    def forget(self) -> None:
        """Something of a model is being changed by this process."""
        with self._lock:
            self._changes += 1
            self._known.clear()
