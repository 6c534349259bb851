"""The inputs of a whole graph: which tensors a model's columns are given as."""

# Axes: N rows, T steps, F channels of a step, C channels of an image, H rows of pixels, W columns of pixels.

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onnx import TensorProto, ValueInfoProto, helper

from classifier.errors import Unprocessable
from classifier.spec.table import ColumnKind
from classifier.table.encode import Encoder
from classifier.table.encoder import input_columns
from classifier.table.features.image import ImageFeature
from classifier.table.input_column import InputColumn

TensorType = Literal["float64", "float32", "int32", "string"]

_TYPES: dict[str, int] = {
    "float64": TensorProto.DOUBLE,
    "float32": TensorProto.FLOAT,
    "int32": TensorProto.INT32,
    "string": TensorProto.STRING,
}


class NotExportable(Unprocessable):
    """This model cannot be exported in this format."""

    code = "not_exportable"
    hint = "Predict with it over HTTP, or export another version."


@dataclass(frozen=True)
class GraphInput:
    """One tensor that a whole graph takes."""

    name: str
    """A plain identifier: columns may be called anything."""
    type: TensorType
    shape: tuple[int | str, ...]
    """Of the tensor; `N` rows and `T` steps are free."""

    @property
    def info(self) -> ValueInfoProto:
        """As the graph declares it."""
        return helper.make_tensor_value_info(self.name, _TYPES[self.type], list(self.shape))


@dataclass(frozen=True)
class BundleColumn:
    """A column that rows bring, and the tensors that it becomes."""

    column: InputColumn
    value: GraphInput
    """`[N, 1]` for a cell, `[N, T, F]` for a sequence, `[N, C, H, W]` for an image."""
    length: GraphInput | None
    """Of sequences: how many of the T steps are real, `[N]`."""


def bundle_columns(encoders: Sequence[Encoder]) -> list[BundleColumn]:
    """The columns of a model's encoders, each once, in the order of the first that wants it.

    Raises: `NotExportable` when its members read images of different sizes.
    """
    found = {column.name: column for encoder in encoders for column in input_columns(encoder)}
    images = {tuple(e.whole.shape) for e in encoders if isinstance(e.whole, ImageFeature)}
    if len(images) > 1:
        sizes = ", ".join(sorted("x".join(map(str, shape)) for shape in images))
        raise NotExportable(
            f"its members read images of different sizes ({sizes}), and one tensor has one size",
            hint="Train with preprocessing.image_size, so that all folds have the same.",
        )
    return [_column(i, column, next(iter(images), ())) for i, column in enumerate(found.values())]


def input_name(place: int, column: str) -> str:
    """A name that ONNX allows, and no other column of the model has.

    >>> input_name(3, "Größe (cm)"), input_name(4, "")
    ('c3_Gr_e_cm', 'c4')
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "_", column)[:40].strip("_")
    return f"c{place}_{plain}" if plain else f"c{place}"


def all_inputs(columns: Iterable[BundleColumn]) -> list[GraphInput]:
    """Every tensor, in the order of the columns."""
    return [tensor for column in columns for tensor in (column.value, column.length) if tensor is not None]


def _column(place: int, column: InputColumn, image: Sequence[int]) -> BundleColumn:
    name = input_name(place, column.name)
    match column.kind:
        case ColumnKind.categorical:
            return BundleColumn(column, GraphInput(name, "string", ("N", 1)), None)
        case ColumnKind.sequence:
            steps = GraphInput(name, "float64", ("N", "T", column.num_channels or 1))
            return BundleColumn(column, steps, GraphInput(f"{name}_length", "int32", ("N",)))
        case ColumnKind.image:
            return BundleColumn(column, GraphInput(name, "float32", ("N", *image)), None)
        case _:
            return BundleColumn(column, GraphInput(name, "float64", ("N", 1)), None)
