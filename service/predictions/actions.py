"""From a request's rows to an answer, through the one Predictor."""

import time
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from classifier.errors import Fault, RowsInvalid, SpecInvalid, TooLarge
from classifier.spec.limits import Limits
from classifier.spec.table import FileFormat, ParseOptions
from service.predictions.schemas import PredictAnswer, PredictOptions, PredictRequest, RowPrediction
from service.serving.loader import PredictorCache
from store.blobs import LocalBlobStore
from store.models import get_version
from store.session import Database
from store.tables import ModelVersion

if TYPE_CHECKING:
    from classifier.neural.predictor import Predictor
    from classifier.table.convert import Converted

MAX_FAULTS = 100  # shown of all bad rows; the count is told in full


@dataclass(frozen=True)
class Body:
    """Rows in whatever form they came."""

    rows: PredictRequest | bytes
    """JSON rows, or a file's bytes."""
    file_format: FileFormat | None
    """Of the bytes."""
    options: PredictOptions

    @cached_property
    def choices(self) -> PredictRequest | PredictOptions:
        """Where threshold, decimals and policy stand: in a JSON body, or in the query."""
        return self.rows if isinstance(self.rows, PredictRequest) else self.options


def answer(
    database: Database,
    blobs: LocalBlobStore,
    cache: PredictorCache,
    limits: Limits,
    name: str,
    version: int | None,
    body: Body,
    request_id: str,
) -> PredictAnswer:
    """Classify the rows.

    Raises: `NotFound`, `ModelUnusable`, `RowsInvalid`, `SpecInvalid`, `DataInvalid`, `TooLarge`.
    """
    started = time.perf_counter()
    with database.read() as tx:
        found = _version(tx, name, version)
    predictor = cache.get(blobs, found)
    if body.choices.threshold is not None and len(predictor.classes) != 2:
        raise SpecInvalid(
            f"a threshold decides between two classes; this model has {len(predictor.classes)}",
            faults=[Fault(code="threshold_not_binary", message="only for two classes", pointer="/threshold")],
        )
    converted = _converted(body, predictor, limits)
    made, errors = _predicted(body, predictor, converted)
    return PredictAnswer(
        request_id=request_id,
        model=found.model_name,
        version=found.version,
        threshold=predictor.threshold if body.choices.threshold is None else body.choices.threshold,
        calibrated=False,
        classes=predictor.classes,
        predictions=made,
        errors=errors,
        ignored_columns=converted.ignored_columns,
        timing_ms=round((time.perf_counter() - started) * 1000, 3),
    )


def _version(tx: Session, name: str, version: int | None) -> ModelVersion:
    return get_version(tx, name, version)


def _converted(body: Body, predictor: "Predictor", limits: Limits) -> "Converted":
    from classifier.table.convert import convert_raw, convert_rows
    from classifier.table.read import read_body

    if isinstance(body.rows, PredictRequest):
        _refuse_many(len(body.rows.rows), limits)
        return convert_rows(body.rows.rows, predictor.input_columns)
    assert body.file_format is not None  # noqa: S101  (bytes come with their format)
    raw = read_body(body.rows, body.file_format, parse=ParseOptions(), limits=limits)
    _refuse_many(raw.table.num_rows, limits)
    return convert_raw(raw, predictor.input_columns)


def _refuse_many(num_rows: int, limits: Limits) -> None:
    if num_rows > limits.max_predict_rows:
        raise TooLarge(
            f"{num_rows} rows are over max_predict_rows={limits.max_predict_rows}",
            hint="Send fewer rows at once, or score the file: POST /v1/scoring-jobs.",
        )


def _predicted(body: Body, predictor: "Predictor", converted: "Converted") -> tuple[list[RowPrediction], list[Fault]]:
    choices = body.choices
    if converted.bad_rows and choices.on_invalid == "fail":
        raise _refused(len(converted.bad_rows), converted.faults)
    predictions = predictor.predict(converted.table, threshold=choices.threshold, with_warnings=True)
    unseen = [_pointed(fault, body) for fault in predictions.faults]
    bad = {*converted.bad_rows, *predictions.bad_rows.tolist()}
    faults = [*converted.faults, *unseen]
    if bad and choices.on_invalid == "fail":
        raise _refused(len(bad), faults)
    warnings = predictions.warnings or []
    p_NC: Any = predictions.probabilities_NC
    if choices.decimals is not None:
        p_NC = p_NC.round(choices.decimals)
    labels = predictions.label_index_N.tolist()
    classes = predictor.classes
    made = [
        RowPrediction(
            row=row,
            label=classes[labels[row]],
            label_index=labels[row],
            probabilities=dict(zip(classes, p_C, strict=True)),
            warnings=warnings[row] if warnings else [],
        )
        for row, p_C in enumerate(p_NC.tolist())
        if row not in bad
    ]
    return made, faults[:MAX_FAULTS]


def _pointed(fault: Fault, body: Body) -> Fault:
    """The fault of a row, with its place in a JSON body."""
    if not isinstance(body.rows, PredictRequest) or fault.row is None or fault.column is None:
        return fault
    column = fault.column.replace("~", "~0").replace("/", "~1")
    return fault.model_copy(update={"pointer": f"/rows/{fault.row}/{column}"})


def _refused(num_bad: int, faults: list[Fault]) -> RowsInvalid:
    rows = "1 row does" if num_bad == 1 else f"{num_bad} rows do"
    return RowsInvalid(
        f"{rows} not fit the model's input; nothing was predicted",
        faults=faults[:MAX_FAULTS],
        hint='Mend the rows, or send on_invalid: "skip" to have the others answered.',
    )
