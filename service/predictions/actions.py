"""From a request's rows to an answer, through the one Predictor, in bounded memory."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from classifier.errors import Fault, RowsInvalid, SpecInvalid, TooLarge, Unprocessable
from classifier.spec.counts import Agreement
from classifier.spec.decision import DecisionSettings
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind
from service.datasets.actions import pointer_part
from service.predictions.accept import JSON, Form, FormUnknown, Written
from service.predictions.body import Body, read_json
from service.predictions.known import KnownAnswers
from service.predictions.schemas import PredictRequest
from service.serving.choice import Choice
from service.serving.counters import RowCounters, Served
from service.serving.loader import PredictorCache
from store.blobs import LocalBlobStore
from store.served import ServedVersion

if TYPE_CHECKING:
    from classifier.inference.predictor import Predictions
    from classifier.table.convert import Converted
    from classifier.table.features.marks import Int64s
    from service.serving.loader import Predictor

_PLACE = re.compile(r"^/rows/([0-9]+)/([^/]*)")

MAX_FAULTS = 100  # shown of all bad rows; the count is told in full

# A small Parquet file may decode to gigabytes, and here no child's memory limit stands in between: 80 MiB by default.
DECODED_PER_SENT = 8

# Every image is decoded, one at a time: a few seconds' worth. A black PNG of 25 million pixels has 25 KB, so that a body of
# 10 MB could ask for 10 billion.
MAX_PIXELS = 100_000_000

# What the rows become for the network: 256 MB of float32. 10,000 images of 3 x 256 x 256 would be 8 GB.
MAX_NUMBERS = 2**26

MAX_PROBABILITIES = 1_000_000  # of one answer: 30 MB of JSON; 10,000 rows of 1,000 classes would be 300 MB


class ModelTakesNoImage(Unprocessable):
    """The model's input is not one image."""

    code = "model_takes_no_image"
    hint = "Send rows as JSON; GET /v1/models/{name}/versions/{version}/schema has an example of one."


@dataclass(frozen=True)
class Sent:
    """Rows of a request, in whatever form they came."""

    convert: "Callable[[Predictor], Converted]"
    num_bytes: int
    """About what they take in memory."""


@dataclass(frozen=True)
class Scored:
    """What became of the rows of a request."""

    predictions: "Predictions"
    label_N: "Int64s"  # noqa: N815
    """As the decision settings or the request's threshold have it."""
    bad: set[int]
    faults: list[Fault]

    @property
    def labels(self) -> list[int]:
        """The same as a list."""
        labels: list[int] = self.label_N.tolist()
        return labels


def answer(
    choice: Choice,
    blobs: LocalBlobStore,
    cache: PredictorCache,
    counters: RowCounters,
    known: KnownAnswers,
    limits: Limits,
    body: Body,
    form: Form,
    request_id: str,
) -> Written:
    """Classify the rows with the chosen version, and let what came and what became of it be counted.

    Raises: `ModelUnusable`, `RowsInvalid`, `SpecInvalid`, `DataInvalid`, `TooLarge`, `JsonInvalid`, `ModelTakesNoImage`.
    """
    # Needs numpy and Arrow: a server starts without them.
    from service.predictions.forms import Asked, Outcome, written
    from service.predictions.written import USUAL_PARTS, Content, Head

    started = time.perf_counter()
    found = choice.version
    request = read_json(body.data) if body.is_json else None
    if request is not None and request.explain:
        from service.explanations import actions as explanations  # which imports this module

        if form != JSON:
            raise FormUnknown(f"explanations are told as {JSON} only")
        question = explanations.Question.of_prediction(request, len(body.data))
        explained = explanations.answer(found, blobs, cache, counters, limits, question, request_id)
        return Written(explained.model_dump_json().encode(), JSON, len(explained.predictions))
    options = body.options if request is None else request
    predictor = cache.get(blobs, found)
    known.learn(found, predictor)
    refuse_threshold(options.threshold, predictor, pointer="/threshold")
    converted = _convert(body, request, predictor, limits)
    rule = rule_of(options.threshold, found)
    skip = options.on_invalid == "skip"
    scored = score(found, predictor, converted, counters, limits, _held_bytes(body), rule, skip, pointed_as(request))
    head = Head(
        request_id=request_id,
        threshold=predictor.threshold if rule is None else rule.threshold,
        decision=found.decision.revision if options.threshold is None else None,
        timing_ms=round((time.perf_counter() - started) * 1000, 3),
    )
    content = Content(options.parts or USUAL_PARTS, options.top_k, options.decimals)
    outcome = Outcome(scored.predictions, scored.label_N, scored.bad, scored.faults, converted.ignored_columns)
    return written(found, predictor, Asked(form, content, options.answer == "columns", skip), outcome, head)


def rule_of(threshold: float | None, found: ServedVersion) -> DecisionSettings | None:
    """What decides: the request's threshold, else the version's settings; None as it was trained."""
    return found.decision.settings if threshold is None else DecisionSettings(threshold=threshold)


def refuse_threshold(threshold: float | None, predictor: "Predictor", *, pointer: str) -> None:
    """Raises: `SpecInvalid` for a threshold among more than two classes."""
    if threshold is not None and len(predictor.classes) != 2:
        raise SpecInvalid(
            f"a threshold decides between two classes; this model has {len(predictor.classes)}",
            faults=[Fault(code="threshold_not_binary", message="only for two classes", pointer=pointer)],
        )


def show(
    version: ServedVersion,
    cache: PredictorCache,
    blobs: LocalBlobStore,
    counters: RowCounters,
    sent: Sent,
    limits: Limits,
    answered: ServedVersion,
) -> tuple[int, Agreement]:
    """Let a shadow classify rows that were answered already, and count them apart; how many, and how far it agrees.

    The version that answered is asked once more: a row's answer has the same bits, and nobody waits for this one.
    Raises: as `answer`.
    """
    from classifier.table.convert import all_faults
    from service.predictions.compare import agreement_of, judged  # needs numpy: a server starts without it

    shown = judged(version, cache.get(blobs, version), sent, limits)
    p_NC, faults = shown.predictions.probabilities_NC, all_faults(shown.converted, shown.predictions.faults)
    served = Served(shown.predictor, shown.converted, p_NC, shown.bad, faults, num_bytes=sent.num_bytes)
    counters.note(version.id, served, is_shadow=True)
    said = agreement_of(judged(answered, cache.get(blobs, answered), sent, limits), shown)
    counters.note_agreement(version.id, answered.version, said)
    return len(p_NC), said


def sent_in(body: Body, limits: Limits) -> Sent:
    """A body's rows, read when they are asked for."""

    def convert(predictor: "Predictor") -> "Converted":
        return _convert(body, read_json(body.data) if body.is_json else None, predictor, limits)

    return Sent(convert, _held_bytes(body))


def _convert(body: Body, request: PredictRequest | None, predictor: "Predictor", limits: Limits) -> "Converted":
    """The body's rows as the model reads them; `request` is what a JSON body said."""
    numbers = predictor.row_numbers
    if request is not None:
        return from_rows(request, predictor, limits, numbers)
    if body.is_image:
        return _from_image(body, predictor, limits)
    return _from_file(body, predictor, limits, numbers)


def _held_bytes(body: Body) -> int:
    """About what the rows take in memory."""
    return len(body.data) * (1 if body.is_json else DECODED_PER_SENT)


def from_rows(request: PredictRequest, predictor: "Predictor", limits: Limits, numbers: int) -> "Converted":
    """The request's rows as the model reads them. `numbers`: of one encoded row. Raises: `TooLarge`."""
    from classifier.table.convert import convert_rows

    rows = request.by_row
    refuse_many(len(rows), limits, numbers)
    converted = convert_rows(rows, predictor.input_columns, limits=shared_pixels(limits, len(rows)))
    if request.rows is None:
        converted = replace(converted, faults=[_in_column(fault) for fault in converted.faults])
    return converted


def shared_pixels(limits: Limits, num_rows: int) -> Limits:
    """Limits under which so many images together have no more than `MAX_PIXELS`."""
    most = max(1, min(limits.max_image_pixels, MAX_PIXELS // max(1, num_rows)))
    return limits.model_copy(update={"max_image_pixels": most})


def _from_image(body: Body, predictor: "Predictor", limits: Limits) -> "Converted":
    import pyarrow as pa

    from classifier.table.convert import convert_raw
    from classifier.table.read import RawTable

    columns = predictor.input_columns
    if len(columns) != 1 or columns[0].kind is not ColumnKind.image:
        inputs = ", ".join(f"{column.name!r} ({column.kind})" for column in columns[:5])
        raise ModelTakesNoImage(f"this model takes {inputs}{', ...' if len(columns) > 5 else ''}")
    table = pa.table({columns[0].name: pa.array([body.data], pa.binary())})
    return convert_raw(RawTable(table, "image", text=False), columns, limits=limits)


def _from_file(body: Body, predictor: "Predictor", limits: Limits, numbers: int) -> "Converted":
    from classifier.table.convert import convert_raw
    from classifier.table.read import read_body

    assert body.file_format is not None  # noqa: S101  (JSON has no format)
    tight = limits.model_copy(
        update={
            # A long table's rows are steps, of which a series has many: its series are counted below.
            "max_rows": limits.max_predict_rows if body.parse.series is None else limits.max_rows,
            "max_decoded_bytes": min(limits.max_decoded_bytes, DECODED_PER_SENT * limits.max_json_bytes),
        }
    )
    try:
        raw = read_body(body.data, body.file_format, parse=body.parse, limits=tight)
    except TooLarge as error:
        if any(fault.code == "too_many_rows" for fault in error.faults):
            raise _too_many(limits) from None
        raise
    refuse_many(raw.table.num_rows, limits, numbers)
    return convert_raw(raw, predictor.input_columns, limits=shared_pixels(limits, raw.table.num_rows))


def _too_many(limits: Limits) -> TooLarge:
    message = f"there are more than max_predict_rows={limits.max_predict_rows} rows"
    return TooLarge(
        message,
        faults=[Fault(code="too_many_rows", message=message, expected=f"at most {limits.max_predict_rows}")],
        hint="Send fewer rows at once, or score the file: POST /v1/scoring-jobs.",
    )


def refuse_many(num_rows: int, limits: Limits, numbers: int) -> None:
    """Before anything is decoded. `numbers`: of one encoded row. Raises: `TooLarge`."""
    if num_rows > limits.max_predict_rows:
        raise _too_many(limits)
    if num_rows * numbers > MAX_NUMBERS:
        most = MAX_NUMBERS // numbers
        raise TooLarge(
            f"{num_rows} rows of {numbers:,} numbers are more than this server holds at once",
            faults=[Fault(code="too_many_rows", message="the rows are too large", expected=f"at most {most}")],
            hint="Send fewer rows at once, or score the file: POST /v1/scoring-jobs.",
        )


def refuse_long_answer(num_rows: int, num_classes: int) -> None:
    """Before anything is computed. Raises: `TooLarge`."""
    if num_rows * num_classes > MAX_PROBABILITIES:
        most = MAX_PROBABILITIES // num_classes
        raise TooLarge(
            f"{num_rows} rows of {num_classes} classes are more than {MAX_PROBABILITIES} probabilities",
            faults=[Fault(code="too_many_rows", message="the answer would be too long", expected=f"at most {most}")],
            hint="Send fewer rows at once, or score the file: POST /v1/scoring-jobs.",
        )


def score(
    found: ServedVersion,
    predictor: "Predictor",
    converted: "Converted",
    counters: RowCounters,
    limits: Limits,
    num_bytes: int,
    rule: DecisionSettings | None,
    skip: bool,
    pointed: Callable[[Fault], Fault] = lambda fault: fault,
) -> "Scored":
    """What becomes of rows, which are counted. `num_bytes` they take in memory; with `skip`, bad ones refuse no others.

    Raises: `TooLarge`, `RowsInvalid`.
    """
    from classifier.metrics.decision import decide
    from classifier.table.convert import all_faults

    refuse_long_answer(converted.table.num_rows, len(predictor.classes))
    predictions = predictor.predict(converted.table, with_warnings=True, limits=limits)
    bad = {*converted.bad_rows, *predictions.bad_rows.tolist()}
    faults = all_faults(converted, [pointed(fault) for fault in predictions.faults])
    is_refused = bool(bad) and not skip
    p_NC = None if is_refused else predictions.probabilities_NC
    counters.note(found.id, Served(predictor, converted, p_NC, bad, faults, num_bytes=num_bytes))
    if is_refused:
        raise _refused(len(bad), faults)
    label_N = predictions.label_index_N
    if rule is not None:
        label_N = decide(predictions.probabilities_NC, rule, predictor.classes)
    return Scored(predictions, label_N, bad, faults)


def pointed_as(request: PredictRequest | None) -> Callable[[Fault], Fault]:
    """What tells the place of a fault in a body; a file's faults have their rows."""
    if request is None:
        return lambda fault: fault
    return _pointed if request.rows is not None else lambda fault: _in_column(_pointed(fault))


def _in_column(fault: Fault) -> Fault:
    """A fault that points at a row's column, pointing at the column's row.

    >>> _in_column(Fault(code="not_a_number", message="", pointer="/rows/3/Area/0")).pointer
    '/columns/Area/3/0'
    """
    if fault.pointer is None or fault.code == "missing_column":
        return fault.model_copy(update={"pointer": None})
    return fault.model_copy(update={"pointer": _PLACE.sub(r"/columns/\2/\1", fault.pointer)})


def _pointed(fault: Fault) -> Fault:
    """The fault of a row, with its place in a JSON body."""
    if fault.row is None or fault.column is None:
        return fault
    return fault.model_copy(update={"pointer": f"/rows/{fault.row}/{pointer_part(fault.column)}"})


def _refused(num_bad: int, faults: list[Fault]) -> RowsInvalid:
    large = any(fault.code == "image_too_large" for fault in faults)
    rows = "1 row does" if num_bad == 1 else f"{num_bad} rows do"
    return RowsInvalid(
        f"{rows} not fit the model's input; nothing was predicted",
        faults=faults[:MAX_FAULTS],
        hint='Mend the rows, or send on_invalid: "skip" to have the others answered.'
        + (f" All images of one request may have {MAX_PIXELS:,} pixels, shared evenly." if large else ""),
    )
