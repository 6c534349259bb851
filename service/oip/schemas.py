"""What the protocol's requests and answers hold.

Source: Open Inference Protocol, HTTP/REST
(https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md) and Triton's binary
tensor data extension (https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_binary_data.md).
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from classifier.spec.base import clean
from service.pages import Out

Datatype = Literal[
    "BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64", "FP16", "FP32", "FP64", "BYTES"
]
"""Of a tensor's elements; the protocol's BF16 is not read here."""

OutputName = Literal["label", "label_index", "probabilities", "logits"]

Dimension = Annotated[int, Field(ge=1, le=2**63 - 1)]
Name = Annotated[str, Field(min_length=1, max_length=256), AfterValidator(clean)]


class _In(BaseModel):
    """Base of what is sent. Fields that are not ours are passed over: clients of other servers send some."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="ignore", allow_inf_nan=False, use_attribute_docstrings=True
    )


class InputParameters(_In):
    """Of one input tensor."""

    binary_data_size: Annotated[int, Field(ge=0)] | None = None
    """Bytes of this tensor after the JSON; null when `data` holds it."""
    shared_memory_region: Any = None
    """Refused: this server shares no memory."""


class InferInput(_In):
    """One input tensor."""

    name: Name
    """Of a column of the model; or any, for a tensor that holds all numeric columns, in the order of the metadata."""
    shape: Annotated[list[Dimension], Field(min_length=1, max_length=4)]
    """The first is the number of rows."""
    datatype: Datatype
    parameters: InputParameters = InputParameters()
    data: list[Any] | None = None
    """Row-major, flat or nested; null is a missing value. Absent for binary data."""


class OutputParameters(_In):
    """Of one requested output."""

    binary_data: bool | None = None
    """Whether it comes after the JSON; null as `binary_data_output` says."""
    classification: Any = None
    """Refused: ask for `label` and `probabilities`."""
    shared_memory_region: Any = None
    """Refused: this server shares no memory."""


class RequestedOutput(_In):
    """One requested output."""

    name: OutputName
    parameters: OutputParameters = OutputParameters()


class InferParameters(_In):
    """Of the whole request."""

    binary_data_output: bool = False
    """Whether outputs come after the JSON, where they do not say it themselves."""
    threshold: Annotated[float, Field(gt=0.0, lt=1.0)] | None = None
    """Two classes: probability of the second from which it is the label; null is the model's own."""
    routing_key: Annotated[str, Field(min_length=1, max_length=256)] | None = None
    """Where an alias shares its requests among versions, those of one key get the same; also as the header
    `X-Routing-Key`."""


class InferRequest(_In):
    """Rows to classify, a tensor for each column; binary tensors follow the JSON in the order of `inputs`."""

    id: Annotated[str, AfterValidator(clean)] | None = None
    """Comes back in the answer."""
    parameters: InferParameters = InferParameters()
    inputs: Annotated[list[InferInput], Field(min_length=1)]
    outputs: list[RequestedOutput] = []
    """Without any: `label`, `label_index` and `probabilities`."""


class BinarySize(Out):
    """Of an output that follows the JSON."""

    binary_data_size: int


class InferOutput(Out):
    """One output tensor."""

    name: OutputName
    shape: list[int]
    datatype: Datatype
    parameters: BinarySize | None = None
    data: list[str] | list[int] | list[float] | None = None
    """Flat, row-major; absent when the tensor follows the JSON."""


class AnswerParameters(Out):
    """What else there is to tell."""

    ignored_inputs: str | None = None
    """Names of tensors that are no column of the model; absent when there are none."""


class InferAnswer(Out):
    """The answers for all rows. Absent are `id` and `parameters` with nothing to say."""

    model_name: str
    model_version: str
    id: str | None = None
    """As it came."""
    parameters: AnswerParameters | None = None
    outputs: list[InferOutput]


class ServerMetadata(Out):
    """What this server is."""

    name: str
    version: str
    extensions: list[str]


class Health(Out):
    """The process lives, and takes requests; the specification asks for `live`, clients read either."""

    live: Literal[True]
    ready: Literal[True]


class Liveness(Out):
    """The process answers."""

    live: Literal[True]


class TensorMetadata(Out):
    """A tensor that a model takes or gives."""

    name: str
    datatype: Datatype
    shape: list[int]
    """-1 for any size; the first is the number of rows."""


class ModelMetadata(Out):
    """What a model takes and gives."""

    name: str
    versions: list[str]
    """All that can be asked for, oldest first."""
    platform: str
    inputs: list[TensorMetadata]
    outputs: list[TensorMetadata]


class ModelReadiness(Out):
    """The model is loaded and has answered its own example row."""

    name: str
    ready: Literal[True]
