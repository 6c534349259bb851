"""From a body to the bytes of its answer, in the API's own process or in the one for large bodies: the same code in both."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.spec.counts import Agreement
from classifier.spec.limits import Limits
from service.predictions import actions
from service.predictions.accept import JSON, Form, Written
from service.predictions.body import Body
from service.predictions.known import MOST_BYTES, AskedOf, KnownAnswers
from service.serving.choice import Choice
from service.serving.counters import RowCounters
from service.serving.loader import PredictorCache
from store.blobs import LocalBlobStore
from store.served import ServedVersion

if TYPE_CHECKING:
    from service.dependencies import Services
    from service.predictions.plain_answers import Answered


@dataclass(frozen=True)
class Parts:
    """What a process answers with."""

    blobs: LocalBlobStore
    predictors: PredictorCache
    known: KnownAnswers
    counters: RowCounters
    limits: Limits


def parts_of(services: "Services") -> Parts:
    """Those of an API process."""
    return Parts(services.blobs, services.predictors, services.known, services.counters, services.settings.limits)


def write_answer(parts: Parts, version: ServedVersion, received: Body, form: Form, request_id: str) -> Written:
    """The answer of a version; its rows are counted. Raises: as `actions.answer`."""
    if form == JSON and (plain := _plain(parts, version, received, request_id)) is not None:
        return Written(plain.body, JSON, len(plain.served.p_NC))
    # Written here, outside the event loop: 10,000 rows of 20 classes take 40 ms, in which it would answer nobody.
    return actions.answer(
        Choice(version, None),
        parts.blobs,
        parts.predictors,
        parts.counters,
        parts.known,
        parts.limits,
        received,
        form,
        request_id,
    )


def show_rows(parts: Parts, version: ServedVersion, received: Body, answered: ServedVersion) -> tuple[int, Agreement]:
    """Let a shadow score a body's rows, and count them apart; returns how many, and how they compare with those of the
    version that answered. Raises: as `actions.show`."""
    sent = actions.sent_in(received, parts.limits)
    return actions.show(version, parts.predictors, parts.blobs, parts.counters, sent, parts.limits, answered)


def _plain(parts: Parts, version: ServedVersion, received: Body, request_id: str) -> "Answered | None":
    """The answer to a body that is too large for the layer before all others, and else what that would have answered."""
    started = time.perf_counter()
    if not received.is_json or len(received.data) <= MOST_BYTES:
        return None
    if (known := parts.known.find(version)) is None:
        return None
    answers, predictor = known
    answered = answers.answer_now(AskedOf(version, predictor, parts.limits, request_id, started), received.data)
    if answered is None:
        return None
    if parts.counters.note_plain(version.id, answered.served):
        parts.counters.count()
    return answered
