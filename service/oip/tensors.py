"""Tensors of a body as arrays, and arrays as tensors of an answer.

Elements are little-endian, row-major; a BYTES element is its length as 4 bytes and then itself (Triton's binary tensor data
extension, see `service.oip.body`).
"""

# Axes: N rows, X all axes of a tensor.

import struct
from collections.abc import Sequence
from itertools import chain
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from service.oip.errors import TensorInvalid
from service.oip.schemas import Datatype, InferInput

NUMPY: dict[str, str] = {
    "BOOL": "|b1",
    "UINT8": "|u1",
    "UINT16": "<u2",
    "UINT32": "<u4",
    "UINT64": "<u8",
    "INT8": "|i1",
    "INT16": "<i2",
    "INT32": "<i4",
    "INT64": "<i8",
    "FP16": "<f2",
    "FP32": "<f4",
    "FP64": "<f8",
}
_FLOATS = ("FP16", "FP32", "FP64")
_WORDS = {str: "text", bool: "true, false", int: "whole numbers", float: "numbers"}

Anything = npt.NDArray[Any]


def array_of(tensor: InferInput, chunk: bytes | None) -> pa.Array:
    """All elements, flat, null where one is missing: floats as float64, BYTES of JSON as strings and else as binary.

    `chunk`: the bytes of a binary tensor. Raises: `TensorInvalid`.
    """
    count = prod(tensor.shape)
    if chunk is None:
        return _from_json(tensor, _flat(tensor, count))
    if tensor.datatype == "BYTES":
        return pa.array(_elements(tensor, chunk, count), pa.binary())
    kind = np.dtype(NUMPY[tensor.datatype])
    if len(chunk) != count * kind.itemsize:
        raise TensorInvalid(
            f"input {tensor.name!r} of {tensor.datatype} {tensor.shape} takes {count * kind.itemsize} bytes, not {len(chunk)}"
        )
    return _numbers(tensor, np.frombuffer(chunk, kind))


def _numbers(tensor: InferInput, x_X: Anything) -> pa.Array:
    if tensor.datatype == "BOOL":
        if (x_X.view(np.uint8) > 1).any():
            raise TensorInvalid(f"input {tensor.name!r}: a BOOL is a byte 0 or 1")
        return pa.array(x_X)
    if tensor.datatype in _FLOATS:
        return pa.array(x_X.astype(np.float64), from_pandas=True)  # NaN is a missing value
    return pa.array(x_X)


def _elements(tensor: InferInput, chunk: bytes, count: int) -> list[bytes]:
    """The elements of a BYTES tensor."""
    found: list[bytes] = []
    start = 0
    while start < len(chunk) and len(found) < count:
        end = start + 4
        if end <= len(chunk):
            end += struct.unpack_from("<I", chunk, start)[0]
        if end > len(chunk):
            raise TensorInvalid(f"input {tensor.name!r}: element {len(found)} ends after the tensor")
        found.append(chunk[start + 4 : end])
        start = end
    if len(found) != count or start != len(chunk):
        told = f"{len(found)} elements" + (f" and {len(chunk) - start} bytes more" if start < len(chunk) else "")
        raise TensorInvalid(f"input {tensor.name!r} of the shape {tensor.shape} has {count} elements, not {told}")
    return found


def _flat(tensor: InferInput, count: int) -> list[Any]:
    """The elements of `data`, which may be nested as `shape` says."""
    data = tensor.data or []
    if len(tensor.shape) > 1 and data and isinstance(data[0], list):
        if len(data) != tensor.shape[0]:
            raise _misshapen(tensor)
        for size in tensor.shape[1:]:
            if not all(isinstance(part, list) and len(part) == size for part in data):
                raise _misshapen(tensor)
            data = list(chain.from_iterable(data))
    if len(data) != count:
        raise _misshapen(tensor)
    return data


def _misshapen(tensor: InferInput) -> TensorInvalid:
    return TensorInvalid(
        f"input {tensor.name!r}: data does not have the shape {tensor.shape}, {prod(tensor.shape)} elements"
    )


def _from_json(tensor: InferInput, data: list[Any]) -> pa.Array:
    kinds = set(map(type, data)) - {type(None)}
    if tensor.datatype == "BYTES":
        allowed: set[type] = {str}
    elif tensor.datatype == "BOOL":
        allowed = {bool}
    else:
        allowed = {int, float} if tensor.datatype in _FLOATS else {int}
    if not kinds <= allowed:
        place = next(place for place, value in enumerate(data) if value is not None and type(value) not in allowed)
        words = " or ".join(sorted(_WORDS[kind] for kind in allowed))
        raise TensorInvalid(f"input {tensor.name!r}, element {place}: {tensor.datatype} holds {words} and null")
    try:
        if tensor.datatype == "BYTES":
            return pa.array(data, pa.string())
        if tensor.datatype in _FLOATS:
            with np.errstate(over="ignore"):  # an infinite cell is refused by its row
                x_X = np.array([np.nan if value is None else value for value in data], np.float64)
                return _numbers(tensor, x_X.astype(NUMPY[tensor.datatype]))
        return pa.array(data, pa.from_numpy_dtype(np.dtype(NUMPY[tensor.datatype])))
    except (pa.ArrowInvalid, OverflowError, UnicodeEncodeError) as error:
        raise TensorInvalid(f"input {tensor.name!r} has a value that is no {tensor.datatype}: {error}") from None


def binary_of(datatype: Datatype, values: Sequence[str] | Anything) -> bytes:
    """An output as it stands after the JSON.

    >>> binary_of("BYTES", ["a", "bc"])
    b'\\x01\\x00\\x00\\x00a\\x02\\x00\\x00\\x00bc'
    >>> binary_of("INT64", np.array([1]))
    b'\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00'
    """
    if datatype == "BYTES":
        encoded = [str(value).encode() for value in values]
        return b"".join(struct.pack("<I", len(value)) + value for value in encoded)
    return np.ascontiguousarray(values, NUMPY[datatype]).tobytes()
