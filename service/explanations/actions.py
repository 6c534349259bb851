"""Rows predicted as ever, then explained, within bounds of number and time."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from classifier.errors import Fault, SpecInvalid, TooLarge
from classifier.spec.limits import Limits
from service.explanations.schemas import (
    USUAL_EVALUATIONS,
    Attribution,
    Baseline,
    ExplainAnswer,
    ExplainRequest,
    RowExplanation,
)
from service.predictions.actions import (
    MAX_FAULTS,
    Scored,
    from_rows,
    pointed_as,
    refuse_threshold,
    rule_of,
    score,
    shared_pixels,
)
from service.predictions.schemas import PredictRequest
from service.serving.counters import RowCounters
from service.serving.loader import PredictorCache
from service.serving.permits import WAIT_SECONDS, PredictionBusy
from store.blobs import LocalBlobStore
from store.served import ServedVersion

if TYPE_CHECKING:
    from classifier.attribution.explain import Explained, Explainer
    from classifier.table.convert import Converted
    from service.serving.loader import Predictor

MAX_ROWS = 100
"""Of one request: each is thousands of predictions."""

MAX_SHARES = 100_000  # of one answer: 15 MB of JSON

MAX_NUMBERS = 2**31
"""That go through the model for one request: 16 rows of 2,000 columns, of which one takes a second of a core for two layers of
128 units."""

MAX_SECONDS = 20.0
"""For one request; a large network may take as long for one row."""


class ExplanationTooLong(TooLarge):
    """The rows cannot be explained in the time that one request may take."""

    code = "explanation_too_long"
    hint = "Send fewer rows at once, or a smaller max_evaluations."


@dataclass(frozen=True)
class Question:
    """What is to be explained."""

    prediction: PredictRequest
    explained_class: str | None
    max_evaluations: int
    num_bytes: int
    """Of the body."""

    @classmethod
    def of_prediction(cls, request: PredictRequest, num_bytes: int) -> "Question":
        """Of a prediction that asks to be explained."""
        return cls(request, None, USUAL_EVALUATIONS, num_bytes)

    @classmethod
    def of(cls, request: ExplainRequest, num_bytes: int) -> "Question":
        """Of a request for explanations."""
        return cls(request.prediction, request.explained_class, request.max_evaluations, num_bytes)


def answer(
    found: ServedVersion,
    blobs: LocalBlobStore,
    cache: PredictorCache,
    counters: RowCounters,
    limits: Limits,
    question: Question,
    request_id: str,
) -> ExplainAnswer:
    """Classify the rows, count them as predicted, and explain each.

    Raises: `ModelUnusable`, `RowsInvalid`, `SpecInvalid`, `TooLarge`, `ExplanationTooLong`, `PredictionBusy`.
    """
    from classifier.attribution.explain import Explainer  # numpy and Arrow, which a server starts without

    started = time.perf_counter()
    request = question.prediction
    rows = request.by_row
    if len(rows) > MAX_ROWS:
        raise _too_many(f"{len(rows)} rows are more than are explained at once", MAX_ROWS)
    predictor = cache.get(blobs, found)
    refuse_threshold(request.threshold, predictor, pointer="/threshold")
    class_index = _class_index(question.explained_class, predictor)
    rule = rule_of(request.threshold, found)
    with _turn(cache):
        converted = from_rows(request, predictor, limits, predictor.row_numbers)
        skip, pointed = request.on_invalid == "skip", pointed_as(request)
        scored = score(found, predictor, converted, counters, limits, question.num_bytes, rule, skip, pointed)
        explainer = Explainer(predictor, question.max_evaluations)
        explained = _explained(explainer, predictor, converted, scored, class_index, limits)
    return ExplainAnswer(
        request_id=request_id,
        model=found.model_name,
        version=found.version,
        threshold=predictor.threshold if rule is None else rule.threshold,
        decision=found.decision.revision if request.threshold is None else None,
        calibrated=predictor.calibrated,
        classes=predictor.classes,
        predictions=_told(explained, rows, predictor, scored, request.decimals),
        baseline=Baseline(kind=explainer.background.kind, num_rows=explainer.background.num_rows),
        errors=scored.faults[:MAX_FAULTS],
        ignored_columns=converted.ignored_columns,
        timing_ms=round((time.perf_counter() - started) * 1000, 3),
    )


def _class_index(name: str | None, predictor: "Predictor") -> int | None:
    """Place of the class whose log-odds are shared; None is each row's own. Raises: `SpecInvalid` for none of the model's."""
    if name is None:
        return 1 if len(predictor.classes) == 2 else None
    if name not in predictor.classes:
        known = ", ".join(map(repr, predictor.classes[:10])) + (", ..." if len(predictor.classes) > 10 else "")
        message = "the model has no such class"
        fault = Fault(
            code="class_unknown",
            message=message,
            pointer="/explained_class",
            got=name[:100],
            expected=f"one of {known}",
        )
        raise SpecInvalid(f"{message}; it has {known}", faults=[fault], hint="Name one of its classes, or none.")
    return predictor.classes.index(name)


@contextmanager
def _turn(cache: PredictorCache) -> Iterator[None]:
    """Raises: `PredictionBusy` when others explain for longer than one waits."""
    if not cache.explaining.acquire(timeout=WAIT_SECONDS):
        raise PredictionBusy("as many explanations run as this server can take at once")
    try:
        yield
    finally:
        cache.explaining.release()


Row = tuple[int, int, "Explained"]
"""Place in the request, place of the class, what was found."""


def _explained(
    explainer: "Explainer",
    predictor: "Predictor",
    converted: "Converted",
    scored: Scored,
    class_index: int | None,
    limits: Limits,
) -> list[Row]:
    """Raises: `TooLarge`, `ExplanationTooLong`."""
    import pyarrow as pa

    good = [row for row in range(converted.table.num_rows) if row not in scored.bad]
    if not good:
        return []
    labels = scored.labels
    indexes = [labels[row] if class_index is None else class_index for row in good]
    table = converted.table.take(pa.array(good))
    tight = shared_pixels(limits, converted.table.num_rows)
    _refuse_dear(len(good), predictor, *explainer.costs(table, tight))
    made: list[Row] = []
    for found in explainer.explain(table, indexes, _clock(made, len(good)), tight):
        made.append((good[len(made)], indexes[len(made)], found))
    return made


def _refuse_dear(num_rows: int, predictor: "Predictor", num_players: int, num_evaluations: int) -> None:
    """Before anything is computed. Raises: `TooLarge`."""
    most = min(MAX_SHARES // num_players, MAX_NUMBERS // (num_evaluations * predictor.num_numbers))
    if num_rows > max(1, most):
        raise _too_many(f"{num_rows} rows of {num_players} attributions take too much at once", max(1, most))


def _clock(made: Sequence[object], num_rows: int) -> Callable[[int], None]:
    """What ends an explanation that takes too long, `made` being the rows that are done."""
    end = time.perf_counter() + MAX_SECONDS

    def spend(_: int) -> None:
        if time.perf_counter() > end:
            most = f"Send at most {len(made)} rows at once, or" if made else "Send one row, and"
            raise ExplanationTooLong(
                f"{len(made)} of {num_rows} rows were explained in {MAX_SECONDS:g} s",
                hint=f"{most} a smaller max_evaluations (POST .../explain).",
            )

    return spend


def _too_many(detail: str, most: int) -> TooLarge:
    fault = Fault(code="too_many_rows", message="there are too many rows to explain", expected=f"at most {most}")
    return TooLarge(detail, faults=[fault], hint=f"Send at most {most} rows at once, or a smaller max_evaluations.")


def _told(
    explained: Sequence[Row],
    rows: Sequence[dict[str, Any]],
    predictor: "Predictor",
    scored: Scored,
    decimals: int | None,
) -> list[RowExplanation]:
    classes, labels, warnings = predictor.classes, scored.labels, scored.predictions.warnings
    p_NC = scored.predictions.probabilities_NC
    shown_NC = p_NC if decimals is None else p_NC.round(decimals)
    return [
        RowExplanation(
            row=row,
            label=classes[labels[row]],
            label_index=labels[row],
            probabilities=dict(zip(classes, shown_NC[row].tolist(), strict=True)),
            warnings=warnings[row] if warnings else [],
            explained_class=classes[index],
            value=found.shares.value,
            base_value=found.shares.base_value,
            attributions=_attributions(found, rows[row]),
            method=found.shares.method,
            num_evaluations=found.shares.num_evaluations,
        )
        for row, index, found in explained
    ]


def _attributions(found: "Explained", row: dict[str, Any]) -> list[Attribution]:
    shares, errors = found.shares.share_P.tolist(), found.shares.standard_error_P.tolist()
    made = [
        Attribution(
            column=player.column,
            part=player.part,
            value=row.get(player.column) if player.part is None else None,
            attribution=share,
            standard_error=error,
        )
        for player, share, error in zip(found.players, shares, errors, strict=True)
    ]
    return sorted(made, key=lambda each: -abs(each.attribution))
