"""What a prediction is asked for and answers with."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from classifier.errors import Fault
from classifier.spec.base import ColumnName, Spec
from service.datasets.upload import SERIES_EXAMPLE
from service.pages import Out

MAX_DEPTH = 3  # an image [channels][height][width]
_NUMBERS = {int, float, type(None)}


def _numbers_only(array: list[Any], depth: int = 1) -> list[Any]:
    """The array, when it holds nothing but numbers and null, or arrays of them; strict JSON has no other numbers.

    One look at the types of each innermost array, 18 ms for a megapixel, and one error for a cell: a union of nested
    lists would make several of every wrong number in it.
    """
    kinds = set(map(type, array))
    if kinds == {list}:
        if depth == MAX_DEPTH:
            raise ValueError(f"arrays may be nested {MAX_DEPTH} deep: [channels][height][width]")
        for part in array:
            _numbers_only(part, depth + 1)
    elif not kinds <= _NUMBERS:
        raise ValueError("an array holds numbers and null, or arrays of them, and nothing else")
    return array


def _array_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_VALUES = _array_of({"type": ["number", "null"]})
_ARRAY_SCHEMA: dict[str, Any] = {
    "anyOf": [_VALUES, _array_of(_VALUES), _array_of(_array_of(_VALUES))],
    "description": "A sequence: its values, or its steps as arrays of one value for each channel; null is a missing "
    "value. Or an image: [height][width] or [channels][height][width].",
}
Array = Annotated[list[Any], AfterValidator(_numbers_only), WithJsonSchema(_ARRAY_SCHEMA)]

Cell = str | bool | int | float | Array | None


class PredictRequest(Spec):
    """Rows to classify, as objects by column name."""

    rows: Annotated[list[dict[ColumnName, Cell]], Field(min_length=1)]
    """Extra columns are ignored and listed; null is a missing value; an absent column is an error. A sequence is an
    array, an image the base64 of a PNG or JPEG file or an array."""
    threshold: Annotated[float, Field(gt=0.0, lt=1.0)] | None = None
    """Two classes: probability of the second from which it is the label; null is the model's own."""
    decimals: Annotated[int, Field(ge=1, le=17)] | None = None
    """Round the probabilities to this many places."""
    on_invalid: Literal["fail", "skip"] = "fail"
    """Refuse all rows when one does not fit, or answer for the others."""


class PredictOptions(Spec):
    """The options of a prediction whose body is a file or an image; in the query."""

    threshold: Annotated[float, Field(gt=0.0, lt=1.0)] | None = None
    decimals: Annotated[int, Field(ge=1, le=17)] | None = None
    on_invalid: Literal["fail", "skip"] = "fail"
    delimiter: Literal[",", ";", "\t", "|"] = ","
    """Between the fields of a CSV body."""
    series: Annotated[str, Field(max_length=65_536, examples=[SERIES_EXAMPLE])] | None = None
    """CSV, NDJSON and Parquet: JSON that says how rows become series, as of `POST /v1/datasets`."""
    routing_key: Annotated[str, Field(min_length=1, max_length=256)] | None = None
    """For any body: where an alias shares its requests among versions, those of one key get the same; also as the header
    `X-Routing-Key`."""


class RowPrediction(Out):
    """The answer for one row."""

    row: int
    """0-based position in the request."""
    label: str
    label_index: int
    """Position of the label in `classes`."""
    probabilities: dict[str, float]
    """One for each class; they sum to 1."""
    warnings: list[str]
    """What had to be assumed: values filled in, categories never seen in training."""


class PredictAnswer(Out):
    """The answers, and what they rest on."""

    request_id: str
    model: str
    version: int
    threshold: float | None
    """Two classes: probability of the second from which it was the label; null for more, and where thresholds by class or
    costs decided."""
    decision: int | None
    """Revision of the version's decision settings, 0 as it was trained; null when the request's own threshold decided."""
    calibrated: bool
    """Whether the probabilities were recalibrated after training."""
    classes: list[str]
    predictions: list[RowPrediction]
    errors: list[Fault]
    """With `on_invalid: skip`, why rows are left out."""
    ignored_columns: list[str]
    """Columns that were sent but that the model does not use."""
    timing_ms: float
    """Time spent on this request in the server, in milliseconds."""
