"""Answers to the requests that a model version's plan reads, in the event loop, and to no others."""

# Axes: N rows, C classes.

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

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

MOST_TOGETHER = 32  # rows of one request that are worth gathering; more fill a call of their own


@dataclass(slots=True)
class Scored:
    """What became of rows."""

    p_NC: Float64s  # noqa: N815
    z_NC: Float32s  # noqa: N815
    warnings: list[list[str]] | None
    """None when no row has any."""

    def part(self, start: int, end: int) -> "Scored":
        """Of some of the rows."""
        warnings = None if self.warnings is None else self.warnings[start:end]
        return Scored(self.p_NC[start:end], self.z_NC[start:end], warnings)


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

    async def answer(self, asked: AskedOf, body: bytes, gather: Gather) -> Answered | None:
        """The answer to a JSON body, or None when it is not sure. Raises: `NotFinite`, and what a runtime may raise."""
        predictor = asked.predictor
        plain = self._read(asked, body)
        if plain is None:
            return None
        is_alone = gather.is_alone() or plain.num_rows > MOST_TOGETHER or not predictor.runtime.any_batch
        if is_alone or not isinstance(plain.given, list):
            scored = self._score(predictor, plain.given)
        else:
            scored = await gather.score(predictor, plain.given, self._score)
        return self._answered(asked, plain, scored)

    def answer_now(self, asked: AskedOf, body: bytes) -> Answered | None:
        """The same for a body of any size, in a thread."""
        plain = self._read(asked, body)
        if plain is None:
            return None
        try:
            scored = self._score(asked.predictor, plain.given)
        except NotFinite:
            return None
        return self._answered(asked, plain, scored)

    def _read(self, asked: AskedOf, body: bytes) -> Plain | None:
        try:
            plain = self._plan.read(body)
        except Unsure:
            return None
        if plain.threshold is not None and len(asked.predictor.classes) != 2:
            return None
        return plain if _fits(plain.num_rows, asked.predictor, asked.limits) else None

    def _answered(self, asked: AskedOf, plain: Plain, scored: Scored) -> Answered:
        p_NC, predictor = scored.p_NC, asked.predictor
        rule = rule_of(plain.threshold, asked.version)
        if rule is None:
            threshold, label_N = predictor.threshold, predict_index(p_NC, predictor.threshold)
        else:
            threshold, label_N = rule.threshold, decide(p_NC, rule, predictor.classes)
        revision = asked.version.decision.revision if plain.threshold is None else None
        if plain.parts is None and plain.top_k is None and plain.decimals is None:
            shown = Shown(label_N.tolist(), True, p_NC, None, None, scored.warnings)
        else:
            content = Content(plain.parts or USUAL_PARTS, plain.top_k, plain.decimals)
            is_finite = bool(np.isfinite(scored.z_NC).all())  # a logit may be -inf, whose probability is 0
            shown = Shown.of(content, p_NC, scored.z_NC, label_N, scored.warnings, is_finite=is_finite)
        timing_ms = round((time.perf_counter() - asked.started) * 1000, 3)
        write = self._writer.columns if plain.in_columns else self._writer.rows
        head = Head(asked.request_id, threshold, revision, timing_ms)
        written = write(head, shown)
        return Answered(written, ServedPlain(predictor, self._plan, plain.given, p_NC))

    def _score(self, predictor: "Predictor", given: Given) -> Scored:
        """Raises: `NotFinite`."""
        encoded, warnings = self._plan.encode(given)
        z_NC = predictor.logits(encoded)
        p_NC = probabilities(z_NC)
        if not math.isfinite(np.add.reduce(p_NC, axis=None)):
            raise NotFinite
        return Scored(p_NC, z_NC, warnings)


def _fits(num_rows: int, predictor: "Predictor", limits: Limits) -> bool:
    try:
        refuse_many(num_rows, limits, predictor.row_numbers)
        refuse_long_answer(num_rows, len(predictor.classes))
    except TooLarge:
        return False
    return True
