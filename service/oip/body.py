"""A request's body: the JSON, and the bytes after it that belong to its binary tensors.

Source: Triton's binary tensor data extension
(https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_binary_data.md).
"""

from dataclasses import dataclass

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from service.errors import BadRequest, UnsupportedMedia
from service.oip.errors import TensorInvalid
from service.oip.schemas import InferRequest
from service.strict_json import strict_json

HEADER = "Inference-Header-Content-Length"
MEDIA = ("application/json", "application/octet-stream", "")  # Triton's client sends none


@dataclass(frozen=True)
class Received:
    """A body, not yet read."""

    json: bytes
    binary: bytes


async def receive(request: Request) -> Received:
    """The body in its two parts. Raises: `UnsupportedMedia`, `BadRequest`."""
    if request.headers.get("content-encoding", "identity").strip().lower() not in ("identity", ""):
        raise UnsupportedMedia("inference takes no Content-Encoding", hint="Send the body uncompressed.")
    plain = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if plain not in MEDIA:
        raise UnsupportedMedia(f"the body must be application/json or application/octet-stream, not {plain[:100]!r}")
    lengths = request.headers.getlist(HEADER)
    body = await request.body()
    if not lengths:
        return Received(body, b"")
    if len(lengths) > 1 or not (lengths[0].isascii() and lengths[0].isdigit()) or len(lengths[0]) > 18:
        raise BadRequest(f"{HEADER} is not a number of bytes")
    length = int(lengths[0])
    if length > len(body):
        raise BadRequest(f"{HEADER} is {length}, but the body has {len(body)} bytes")
    if length == 0:
        raise BadRequest(
            "a body without JSON is not read here", hint="Name each tensor in a JSON object before its bytes."
        )
    return Received(body[:length], body[length:])


def read(received: Received) -> tuple[InferRequest, dict[str, bytes]]:
    """The request, and the bytes of each input that has its data there.

    Raises: `JsonInvalid`, `RequestValidationError`, `TensorInvalid`.
    """
    parsed = strict_json(received.json)
    try:
        request = InferRequest.model_validate(parsed)
    except ValidationError as error:
        faults = [{**item, "loc": ("body", *item["loc"])} for item in error.errors()]
        raise RequestValidationError(faults, body=parsed) from None
    _refuse_twins("input", [tensor.name for tensor in request.inputs])
    _refuse_twins("output", [output.name for output in request.outputs])
    _refuse_strange(request)
    chunks: dict[str, bytes] = {}
    start = 0
    for tensor in request.inputs:
        size = tensor.parameters.binary_data_size
        if (size is None) == (tensor.data is None):
            raise TensorInvalid(f"input {tensor.name!r} needs data or binary_data_size, one of the two")
        if size is None:
            continue
        if start + size > len(received.binary):
            left = len(received.binary) - start
            raise TensorInvalid(
                f"input {tensor.name!r} has binary_data_size {size}, but {left} bytes are left after the JSON",
                hint=f"The header {HEADER} tells where the JSON ends and the bytes begin.",
            )
        chunks[tensor.name] = received.binary[start : start + size]
        start += size
    if start < len(received.binary):
        raise TensorInvalid(f"{len(received.binary) - start} bytes after the JSON belong to no input")
    return request, chunks


def _refuse_twins(what: str, names: list[str]) -> None:
    twins = sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []
    if twins:
        raise TensorInvalid(f"{what} {twins[0]!r} stands twice", hint="Send each once.")


def _refuse_strange(request: InferRequest) -> None:
    """What other servers have and this one has not: to pass it over would answer another question."""
    shared = [(tensor.name, tensor.parameters.shared_memory_region) for tensor in request.inputs]
    shared += [(output.name, output.parameters.shared_memory_region) for output in request.outputs]
    for name, region in shared:
        if region is not None:
            raise TensorInvalid(f"{name!r}: shared memory is not supported", hint="Send the tensor in the body.")
    for output in request.outputs:
        if output.parameters.classification is not None:
            raise TensorInvalid(
                f"output {output.name!r}: the classification extension is not supported",
                hint="Ask for the outputs label and probabilities.",
            )
