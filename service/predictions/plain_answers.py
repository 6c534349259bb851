"""Answers to the requests that a model version's plan reads, in the event loop, and to no others."""

# Axes: N rows, C classes.

import logging
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from classifier.errors import TooLarge
from classifier.inference.plan import Given, Plain, Plan, Unsure
from classifier.inference.predictor import probabilities
from classifier.metrics.decision import predict_index
from classifier.spec.limits import Limits
from classifier.table.features.marks import Float64s
from service.predictions.actions import refuse_long_answer, refuse_many
from service.predictions.gather import Gather
from service.predictions.written import Writer
from service.serving.counters import ServedPlain
from store.served import ServedVersion

if TYPE_CHECKING:
    from service.serving.loader import Predictor

MOST_TOGETHER = 32  # rows of one request that are worth gathering; more fill a call of their own

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Scored:
    """What became of rows."""

    p_NC: Float64s  # noqa: N815
    warnings: list[list[str]] | None
    """None when no row has any."""

    def part(self, start: int, end: int) -> "Scored":
        """Of some of the rows."""
        return Scored(self.p_NC[start:end], None if self.warnings is None else self.warnings[start:end])


@dataclass(slots=True)
class Answered:
    """One request's answer."""

    body: bytes
    served: ServedPlain
    """What is counted of it."""


class NotFinite(ArithmeticError):
    """The network gave no number."""


class PlainAnswers:
    """Of one model version. Holds nothing of its predictor, which may be let go in between."""

    def __init__(self, plan: Plan, writer: Writer) -> None:
        self._plan = plan
        self._writer = writer

    @classmethod
    def of(cls, found: ServedVersion, predictor: "Predictor") -> Self | None:
        """None for a model whose rows no plan reads."""
        plan = Plan.of(predictor.encoders)
        if plan is None:
            return None
        return cls(plan, Writer(found.model_name, found.version, predictor.classes, predictor.calibrated))

    async def answer(
        self, body: bytes, predictor: "Predictor", gather: Gather, limits: Limits, request_id: str, started: float
    ) -> Answered | None:
        """The answer to a JSON body, or None when it is not sure. `started`: as of `time.perf_counter`."""
        plain = self._read(body, predictor, limits)
        if plain is None:
            return None
        try:
            is_alone = gather.is_alone() or plain.num_rows > MOST_TOGETHER or not predictor.runtime.any_batch
            if is_alone or not isinstance(plain.given, list):
                scored = self._score(predictor, plain.given)
            else:
                scored = await gather.score(predictor, plain.given, self._score)
        except Exception:
            log.warning("a prediction is answered the ordinary way, which may tell why", exc_info=True)
            return None
        return self._answered(plain, predictor, scored, request_id, started)

    def answer_now(
        self, body: bytes, predictor: "Predictor", limits: Limits, request_id: str, started: float
    ) -> Answered | None:
        """The same for a body of any size, in a thread."""
        plain = self._read(body, predictor, limits)
        if plain is None:
            return None
        try:
            scored = self._score(predictor, plain.given)
        except NotFinite:
            return None
        return self._answered(plain, predictor, scored, request_id, started)

    def _read(self, body: bytes, predictor: "Predictor", limits: Limits) -> Plain | None:
        try:
            plain = self._plan.read(body)
        except Unsure:
            return None
        if plain.threshold is not None and len(predictor.classes) != 2:
            return None
        return plain if _fits(plain.num_rows, predictor, limits) else None

    def _answered(
        self, plain: Plain, predictor: "Predictor", scored: Scored, request_id: str, started: float
    ) -> Answered:
        p_NC = scored.p_NC
        threshold = predictor.threshold if plain.threshold is None else plain.threshold
        label_N = predict_index(p_NC, threshold).tolist()
        shown_NC = p_NC if plain.decimals is None else p_NC.round(plain.decimals)
        timing_ms = round((time.perf_counter() - started) * 1000, 3)
        write = self._writer.columns if plain.in_columns else self._writer.rows
        written = write(request_id, shown_NC, label_N, scored.warnings, threshold, timing_ms)
        return Answered(written, ServedPlain(predictor, self._plan, plain.given, p_NC))

    def _score(self, predictor: "Predictor", given: Given) -> Scored:
        """Raises: `NotFinite`."""
        encoded, warnings = self._plan.encode(given)
        p_NC = probabilities(predictor.logits(encoded))
        if not math.isfinite(np.add.reduce(p_NC, axis=None)):
            raise NotFinite
        return Scored(p_NC, warnings)


def _fits(num_rows: int, predictor: "Predictor", limits: Limits) -> bool:
    try:
        refuse_many(num_rows, limits, predictor.num_numbers)
        refuse_long_answer(num_rows, len(predictor.classes))
    except TooLarge:
        return False
    return True
