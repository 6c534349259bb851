"""An encoder as nodes: from a model's columns to the numbers that its networks read."""

# Axes: N rows, J columns, X axes of an encoded row.

from collections.abc import Mapping

from classifier.inference.bundle.arithmetic import FLOAT, INT32
from classifier.inference.bundle.block import in_order
from classifier.inference.bundle.categories import write_categories
from classifier.inference.bundle.images import write_image
from classifier.inference.bundle.inputs import BundleColumn
from classifier.inference.bundle.kernels import write_kernels
from classifier.inference.bundle.numbers import write_booleans, write_numbers
from classifier.inference.bundle.steps import Written, write_sequence, write_series
from classifier.inference.bundle.times import write_times
from classifier.inference.graph.builder import Graph
from classifier.table.encode import Encoder
from classifier.table.features.boolean import BooleanFeature
from classifier.table.features.categorical import CategoricalFeature
from classifier.table.features.datetime import DatetimeFeature
from classifier.table.features.feature import WholeFeature
from classifier.table.features.image import ImageFeature
from classifier.table.features.numeric import NumericFeature
from classifier.table.features.sequence import SequenceFeature


def write_encoder(g: Graph, encoder: Encoder, columns: Mapping[str, BundleColumn]) -> tuple[str, str | None]:
    """`[N, *encoder.shape]` float32, and `[N]` bool of the rows that it refuses; None where it refuses none."""
    value_of = {name: column.value.name for name, column in columns.items()}
    if encoder.whole is None:
        return _cells(g, encoder, value_of)
    written = _whole(g, encoder.whole, columns, value_of)
    if encoder.kernels is None:
        return written
    return write_kernels(g, encoder.kernels, written.x_NX, encoder.whole.shape[0]), written.refused_N


def _cells(g: Graph, encoder: Encoder, value_of: Mapping[str, str]) -> tuple[str, str | None]:
    cells = encoder.cells
    categories, unseen_NJ = write_categories(g, [f for f in cells if isinstance(f, CategoricalFeature)], value_of)
    blocks = [
        *write_numbers(g, [f for f in cells if isinstance(f, NumericFeature)], value_of),
        *write_booleans(g, [f for f in cells if isinstance(f, BooleanFeature)], value_of),
        *write_times(g, [f for f in cells if isinstance(f, DatetimeFeature)], value_of),
        *categories,
    ]
    wanted = [(feature.name, number) for feature in cells for number in range(len(feature.names))]
    refused_N = None
    if encoder.unseen_is_error and unseen_NJ is not None:
        count_N = g.add("ReduceSum", g.add("Cast", unseen_NJ, to=INT32), g.whole(1), keepdims=0)
        refused_N = g.add("Greater", g.add("Cast", count_N, to=FLOAT), g.scalar(0.0))
    return in_order(g, blocks, wanted), refused_N


def _whole(
    g: Graph, feature: WholeFeature, columns: Mapping[str, BundleColumn], value_of: Mapping[str, str]
) -> Written:
    if isinstance(feature, ImageFeature):
        return write_image(g, feature, value_of[feature.name])
    if isinstance(feature, SequenceFeature):
        length = columns[feature.name].length
        assert length is not None  # noqa: S101  (`bundle_columns` gives every sequence one)
        return write_sequence(g, feature, value_of[feature.name], length.name)
    return write_series(g, feature, value_of)
