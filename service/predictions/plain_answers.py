"""Answers to the requests that a model version's plan reads, in the event loop, and to no others."""

# Axes: N rows, C classes.

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import structlog

from classifier.errors import TooLarge
from classifier.inference.plan import Given, Plain, Plan, Unsure
from classifier.inference.predictor import probabilities
from classifier.metrics.decision import decide, predict_index
from classifier.spec.limits import Limits
from classifier.table.features.marks import Float32s, Float64s
from service.predictions.actions import refuse_long_answer, refuse_many, rule_of
from service.predictions.gather import Gather
from service.predictions.known import AskedOf
from service.predictions.written import USUAL_PARTS, Content, Head, Shown, Writer
from service.serving.counters import ServedPlain
from store.served import ServedVersion

if TYPE_CHECKING:
    from service.serving.loader import Predictor

log = structlog.get_logger(__name__)

FAILED = "the short way failed; the ordinary one may tell why"
MOST_TOGETHER = 32  # rows of one request that are worth gathering; more fill a call of their own


@dataclass(slots=True)
class Scored:
    """What became of rows."""

    p_NC: Float64s  # noqa: N815
    z_NC: Float32s  # noqa: N815
    label_N: list[int]  # noqa: N815
    """As the model was trained to decide."""
    warnings: list[list[str]] | None
    """None when no row has any."""

    def part(self, start: int, end: int) -> "Scored":
        """Of some of the rows."""
        warnings = None if self.warnings is None else self.warnings[start:end]
        return Scored(self.p_NC[start:end], self.z_NC[start:end], self.label_N[start:end], warnings)


@dataclass(slots=True)
class Answered:
    """One request's answer."""

    body: bytes
    served: ServedPlain
    """What is counted of it."""


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

    def answer(self, asked: AskedOf, body: bytes, gather: Gather, done: Callable[[Answered | None], None]) -> bool:
        """Answer a JSON body in the event loop; false when it is not sure what the body says.

        When true, `done` is called with the answer, at once or at the end of this turn, or with None when scoring failed.
        """
        predictor = asked.predictor
        plain = self._read(asked, body)
        if plain is None:
            return False

        def take(scored: Scored | None) -> None:
            done(self._tried(asked, plain, scored))

        is_alone = gather.is_alone() or not predictor.runtime.any_batch
        if is_alone or not isinstance(plain.given, list):
            take(self._score(predictor, plain.given))
        else:
            gather.score(predictor, plain.given, self._score, take)
        return True

    def answer_now(self, asked: AskedOf, body: bytes) -> Answered | None:
        """The same for a body of any size, in a thread; None also when it is not sure."""
        plain = self._read(asked, body)
        return None if plain is None else self._tried(asked, plain, self._score(asked.predictor, plain.given))

    def _read(self, asked: AskedOf, body: bytes) -> Plain | None:
        try:
            plain = self._plan.read(body)
        except Unsure:
            return None
        if plain.threshold is not None and len(asked.predictor.classes) != 2:
            return None
        if not _fits(plain.num_rows, asked.predictor, asked.limits):
            return None
        if plain.num_rows <= MOST_TOGETHER and isinstance(plain.given, list):
            return plain
        try:
            return plain._replace(given=self._plan.cells(plain.given))
        except Exception:
            log.warning(FAILED, exc_info=True)
            return None

    def _tried(self, asked: AskedOf, plain: Plain, scored: Scored | None) -> Answered | None:
        """`_answered`; of what it may raise, the neighbours of a gathered request hear nothing."""
        try:
            return None if scored is None else self._answered(asked, plain, scored)
        except Exception:
            log.warning(FAILED, exc_info=True)
            return None

    def _answered(self, asked: AskedOf, plain: Plain, scored: Scored) -> Answered:
        p_NC, predictor = scored.p_NC, asked.predictor
        rule = rule_of(plain.threshold, asked.version)
        if rule is None:
            threshold, labels = predictor.threshold, scored.label_N
        else:
            threshold, labels = rule.threshold, decide(p_NC, rule, predictor.classes).tolist()
        revision = asked.version.decision.revision if plain.threshold is None else None
        if plain.parts is None and plain.top_k is None and plain.decimals is None:
            shown = Shown(labels, True, p_NC, None, None, scored.warnings)
        else:
            content = Content(plain.parts or USUAL_PARTS, plain.top_k, plain.decimals)
            shown = Shown.of(content, p_NC, scored.z_NC, labels, scored.warnings)
        timing_ms = round((time.perf_counter() - asked.started) * 1000, 3)
        write = self._writer.columns if plain.in_columns else self._writer.rows
        head = Head(asked.request_id, threshold, revision, timing_ms)
        written = write(head, shown)
        return Answered(written, ServedPlain(predictor, self._plan, plain.given, p_NC))

    def _score(self, predictor: "Predictor", given: Given) -> Scored | None:
        """None when there is no answer, or none in numbers: the ordinary way tells why."""
        try:
            encoded, warnings = self._plan.encode(given)
            z_NC = predictor.logits(encoded)
            p_NC = probabilities(z_NC)
        except Exception:
            log.warning(FAILED, exc_info=True)
            return None
        if not math.isfinite(p_NC[0, 0] if len(p_NC) == 1 else np.add.reduce(p_NC, axis=None)):  # or none of a row is
            return None
        return Scored(p_NC, z_NC, predict_index(p_NC, predictor.threshold).tolist(), warnings)


def _fits(num_rows: int, predictor: "Predictor", limits: Limits) -> bool:
    try:
        refuse_many(num_rows, limits, predictor.row_numbers)
        refuse_long_answer(num_rows, len(predictor.classes))
    except TooLarge:
        return False
    return True
