"""From the tensors of a request to the table that the model reads: the one that `/v1` makes of the same rows."""

# Axes: N rows, D numeric columns, X axes of one row of a tensor.

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from classifier.errors import Fault
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind
from classifier.table.convert import Converted, convert_raw, convert_rows
from classifier.table.input_column import InputColumn
from classifier.table.read import RawTable
from classifier.table.whole_cells import WHOLE_KINDS
from service.oip.errors import TensorInvalid
from service.oip.schemas import InferInput
from service.oip.tensors import NUMPY, array_of
from service.predictions.actions import refuse_many, shared_pixels

if TYPE_CHECKING:
    from service.serving.loader import Predictor


def converted(
    inputs: Sequence[InferInput], chunks: Mapping[str, bytes], predictor: "Predictor", limits: Limits
) -> Converted:
    """The rows in storage types; tensors that are no column are ignored, and listed.

    `chunks`: the bytes of binary inputs. Raises: `TensorInvalid`, `TooLarge`.
    """
    num_rows = inputs[0].shape[0]
    for tensor in inputs:
        if tensor.shape[0] != num_rows:
            raise TensorInvalid(
                f"input {tensor.name!r} has {tensor.shape[0]} rows, input {inputs[0].name!r} has {num_rows}",
                hint="The first number of every shape is the number of rows.",
            )
    refuse_many(num_rows, limits, predictor.row_numbers)
    columns = predictor.input_columns
    arrays = {tensor.name: array_of(tensor, chunks.get(tensor.name)) for tensor in inputs}
    limits = shared_pixels(limits, num_rows)
    if (name := _stands_for_all(inputs, columns)) is not None:
        arrays = _split(arrays[name], num_rows, columns)
        made = convert_raw(_raw(arrays), columns, limits=limits)
    elif any(column.kind in WHOLE_KINDS for column in columns):
        values = _whole_values(inputs, arrays, columns)
        rows = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
        made = convert_rows(rows, columns, limits=limits)
    else:
        kinds = {column.name: column.kind for column in columns}
        made = convert_raw(_raw({t.name: _column(t, arrays[t.name], kinds) for t in inputs}), columns, limits=limits)
    return replace(made, faults=[_named(fault) for fault in made.faults])


def _stands_for_all(inputs: Sequence[InferInput], columns: Sequence[InputColumn]) -> str | None:
    """The name of the one tensor that holds all numeric columns, if that is how the rows came."""
    (tensor, *others) = inputs
    if others or any(column.kind is not ColumnKind.numeric for column in columns):
        return None
    is_one_of_many = tensor.name in {column.name for column in columns} and len(tensor.shape) < 2
    if is_one_of_many or tensor.datatype not in NUMPY or tensor.datatype == "BOOL":
        return None
    return tensor.name if tensor.shape[1:] == [len(columns)] else None


def _split(array: pa.Array, num_rows: int, columns: Sequence[InputColumn]) -> dict[str, pa.Array]:
    x_ND = array.to_numpy(zero_copy_only=False).reshape(num_rows, len(columns))
    return {column.name: pa.array(x_ND[:, place], from_pandas=True) for place, column in enumerate(columns)}


def _raw(arrays: Mapping[str, pa.Array]) -> RawTable:
    return RawTable(pa.table(dict(arrays)), "tensors", text=False)


def _column(tensor: InferInput, array: pa.Array, kinds: Mapping[str, ColumnKind]) -> pa.Array:
    """The tensor as a column of a table."""
    if tensor.name in kinds and tensor.shape[1:] not in ([], [1]):
        raise TensorInvalid(
            f"input {tensor.name!r} has the shape {tensor.shape}; a {kinds[tensor.name]} column has [N] or [N, 1]"
        )
    if tensor.name not in kinds:
        return pa.nulls(tensor.shape[0])
    return _texts(tensor.name, array) if pa.types.is_binary(array.type) else array


def _texts(name: str, array: pa.Array) -> pa.Array:
    """Bytes as text, under the rules of JSON's text."""
    texts = []
    for row, value in enumerate(array.to_pylist()):
        try:
            texts.append(value.decode())
        except UnicodeDecodeError:
            raise TensorInvalid(f"input {name!r}, row {row}: the bytes are no UTF-8 text") from None
        if "\x00" in texts[-1]:
            raise TensorInvalid(f"input {name!r}, row {row}: text may not hold NUL characters")
    return pa.array(texts, pa.string())


def _whole_values(
    inputs: Sequence[InferInput], arrays: Mapping[str, pa.Array], columns: Sequence[InputColumn]
) -> dict[str, list[Any]]:
    """Each tensor as JSON values, one a row; the only tensor of a model with one input may have any name."""
    kinds = {column.name: column.kind for column in columns}
    found: dict[str, list[Any]] = {}
    for tensor in inputs:
        is_only = len(inputs) == len(columns) == 1
        name = columns[0].name if is_only else tensor.name
        kind = kinds.get(name)
        if kind in WHOLE_KINDS:
            found[name] = _whole(tensor, arrays[tensor.name], kind)
        else:
            found[name] = _column(tensor, arrays[tensor.name], kinds).to_pylist()
    return found


def _whole(tensor: InferInput, array: pa.Array, kind: ColumnKind | None) -> list[Any]:
    """Sequences as arrays of steps, images as arrays of pixels or, as in JSON, base64 of a file."""
    if tensor.datatype == "BYTES":
        if kind is not ColumnKind.image or tensor.shape[1:] not in ([], [1]):
            raise TensorInvalid(f"input {tensor.name!r}: BYTES are the files of images, of the shape [N] or [N, 1]")
        return [base64.b64encode(v).decode() if isinstance(v, bytes) else v for v in array.to_pylist()]
    axes = (2, 3) if kind is ColumnKind.sequence else (3, 4)
    if len(tensor.shape) not in axes or tensor.datatype == "BOOL":
        wanted = (
            "[N, steps] or [N, steps, channels]"
            if axes == (2, 3)
            else "[N, height, width] or [N, channels, height, width]"
        )
        raise TensorInvalid(
            f"input {tensor.name!r} is {tensor.datatype} {tensor.shape}; {kind} columns are numbers of the shape {wanted}"
        )
    x_NX = np.asarray(array.to_numpy(zero_copy_only=False)).reshape(tensor.shape)
    if array.null_count:
        missing_NX = np.isnan(x_NX)
        x_NX = x_NX.astype(object)
        x_NX[missing_NX] = None
    values: list[Any] = x_NX.tolist()
    return values


def _named(fault: Fault) -> Fault:
    """A fault as the protocol's callers know their rows: tensors have no file and no pointer."""
    if fault.code == "missing_column":
        return fault.model_copy(update={"message": f"There is no input {fault.column!r}.", "pointer": None})
    return fault.model_copy(update={"pointer": None})
