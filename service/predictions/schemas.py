"""What a prediction is asked for and answers with."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

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

Rows = Annotated[list[dict[ColumnName, Cell]], Field(min_length=1)]
Columns = Annotated[dict[ColumnName, Annotated[list[Cell], Field(min_length=1)]], Field(min_length=1)]


# The title: generators name the parameter by its operation and its title, and there is a PredictAnswer already.
Form = Annotated[Literal["rows", "columns"], Field(title="Form")]


def _each_once(parts: list[str]) -> list[str]:
    if len(set(parts)) < len(parts):
        raise PydanticCustomError("asked_twice", "name each part once")
    return parts


def _apart(given: Any) -> Any:
    """Texts of a query, of which each may name several parts."""
    if isinstance(given, list) and all(isinstance(text, str) for text in given):
        return [part for text in given for part in text.split(",")]
    return given


Parts = Annotated[
    list[Literal["label", "probabilities", "logits"]],
    Field(min_length=1, json_schema_extra={"uniqueItems": True}),
    AfterValidator(_each_once),
]
TopK = Annotated[int, Field(ge=1, le=2**31 - 1)]


class PredictRequest(Spec):
    """Rows to classify: objects by column name, or an array for each column, which is read faster. One of the two."""

    rows: Rows | None = None
    """Extra columns are ignored and listed; null is a missing value; an absent column is an error. A sequence is an
    array, an image the base64 of a PNG or JPEG file or an array."""
    columns: Columns | None = None
    """The same, a column of all rows' values after the other: arrays of one length."""
    answer: Form = "rows"
    """An object for each row (`PredictAnswer`), or an array for each of their values (`PredictColumnsAnswer`)."""
    threshold: Annotated[float, Field(gt=0.0, lt=1.0)] | None = None
    """Two classes: probability of the second from which it is the label; null is the model's own."""
    decimals: Annotated[int, Field(ge=1, le=17)] | None = None
    """Round probabilities and logits to this many places."""
    parts: Parts | None = Field(default=None, alias="return")
    """What is told of each row; null is label and probabilities. Logits are those whose softmax the probabilities are: of a
    calibrated model they are divided by its temperature, of several networks the logarithm of their mean probability, and
    a network with one output z has `[0, z]`."""
    top_k: TopK | None = None
    """Only the probabilities of so many classes, the largest first; of equal ones the first class comes first. Logits are
    told of all classes."""
    on_invalid: Literal["fail", "skip"] = "fail"
    """Refuse all rows when one does not fit, or answer for the others."""
    explain: bool = False
    """Tell of each row, too, what every column added to its answer: as `POST .../explain` does, whose answer this gives."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        one_of_two(self.rows, self.columns)
        if self.explain and (self.answer == "columns" or self.parts is not None or self.top_k is not None):
            raise PydanticCustomError(
                "explained_otherwise",
                "explanations are told row by row, with every class; leave out answer, return and top_k",
            )
        return self

    @property
    def by_row(self) -> list[dict[str, Any]]:
        """The rows, however they were sent."""
        if self.rows is not None:
            return self.rows
        columns = self.columns or {}
        return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def one_of_two(rows: Rows | None, columns: Columns | None) -> None:
    """Raises: `PydanticCustomError` unless there are rows, or columns of one length."""
    if (rows is None) == (columns is None):
        raise PydanticCustomError("rows_or_columns", "send rows or columns, one of the two")
    if columns is not None and len(lengths := sorted(set(map(len, columns.values())))) > 1:
        raise PydanticCustomError(
            "columns_of_several_lengths",
            "columns have {least} to {most} values; each has one for every row",
            {"least": lengths[0], "most": lengths[-1]},
        )


class PredictOptions(Spec):
    """The options of a prediction whose body is a file or an image; in the query."""

    threshold: Annotated[float, Field(gt=0.0, lt=1.0)] | None = None
    decimals: Annotated[int, Field(ge=1, le=17)] | None = None
    parts: Annotated[Parts, BeforeValidator(_apart)] | None = Field(default=None, alias="return")
    """What is told of each row, once for each part or with commas between them; as in `PredictRequest`."""
    top_k: TopK | None = None
    """Only the probabilities of so many classes, the largest first."""
    on_invalid: Literal["fail", "skip"] = "fail"
    answer: Form = "rows"
    """Of JSON: an object for each row, or an array for each of their values."""
    delimiter: Literal[",", ";", "\t", "|"] = ","
    """Between the fields of a CSV body."""
    series: Annotated[str, Field(max_length=65_536, examples=[SERIES_EXAMPLE])] | None = None
    """CSV, NDJSON, Parquet and Arrow: JSON that says how rows become series, as of `POST /v1/datasets`."""
    routing_key: Annotated[str, Field(min_length=1, max_length=256)] | None = None
    """For any body: where an alias shares its requests among versions, those of one key get the same; also as the header
    `X-Routing-Key`."""


def _absent(schema: dict[str, Any]) -> None:
    """A field that is absent where it was not asked for; it has no default then."""
    schema.pop("default", None)


class RowPrediction(Out):
    """The answer for one row."""

    row: int
    """0-based position in the request."""
    label: str = Field(default="", json_schema_extra=_absent)
    """Not told unless `return` has `label`; so is its index."""
    label_index: int = Field(default=0, json_schema_extra=_absent)
    """Position of the label in `classes`."""
    probabilities: dict[str, float] = Field(default={}, json_schema_extra=_absent)
    """One for each class, in their order; they sum to 1. With `top_k` the largest alone, largest first. Not told unless
    `return` has it."""
    logits: dict[str, float] = Field(default={}, json_schema_extra=_absent)
    """One for each class; told when `return` has it."""
    warnings: list[str]
    """What had to be assumed: values filled in, categories never seen in training."""


class AnswerHead(Out):
    """What answers rest on."""

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


class PredictAnswer(AnswerHead):
    """The answers, and what they rest on."""

    predictions: list[RowPrediction]
    errors: list[Fault]
    """With `on_invalid: skip`, why rows are left out."""
    ignored_columns: list[str]
    """Columns that were sent but that the model does not use."""
    timing_ms: float
    """Time spent on this request in the server, in milliseconds."""


class RowWarnings(Out):
    """What had to be assumed of one row."""

    row: int
    warnings: list[str]


class ColumnPredictions(Out):
    """The answers for all rows, an array for each of their values."""

    row: list[int]
    """0-based positions in the request: all of them, but for rows that `on_invalid: skip` left out."""
    label: list[str] = Field(default=[], json_schema_extra=_absent)
    """Told when `return` has it, as its index and the others."""
    label_index: list[int] = Field(default=[], json_schema_extra=_absent)
    probabilities: dict[str, list[float]] = Field(default={}, json_schema_extra=_absent)
    """An array for each class."""
    top_labels: list[list[str]] = Field(default=[], json_schema_extra=_absent)
    """With `top_k` in place of `probabilities`: each row's likeliest classes, the likeliest first."""
    top_probabilities: list[list[float]] = Field(default=[], json_schema_extra=_absent)
    """Theirs."""
    logits: dict[str, list[float]] = Field(default={}, json_schema_extra=_absent)
    """An array for each class."""
    warnings: list[RowWarnings]
    """Of the rows that have any."""


class PredictColumnsAnswer(AnswerHead):
    """As `PredictAnswer`, for a request with `answer: columns`."""

    columns: ColumnPredictions
    errors: list[Fault]
    ignored_columns: list[str]
    timing_ms: float
