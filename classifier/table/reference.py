"""The reference of a model: the bins of each column, and how many training rows each holds."""

# Axes: N rows, V distinct values.

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from classifier.spec.reference import CategoryReference, Measure, NumberReference
from classifier.table.counting import BOOLEANS, code_of, count_categories, count_numbers, measure
from classifier.table.encoder import Encoder
from classifier.table.features.boolean import BooleanFeature
from classifier.table.features.categorical import CategoricalFeature
from classifier.table.features.datetime import DatetimeFeature
from classifier.table.features.feature import CellFeature, WholeFeature
from classifier.table.features.image import ImageFeature
from classifier.table.features.marks import Float64s, Int64s
from classifier.table.features.sequence import SequenceFeature
from classifier.table.stored import StoredTable

BINS = 10  # quantiles; a value that many rows share gets a bin of its own, so that there may be a few more
MAX_LEVELS = 50
MAX_CHANNELS = 16
MAX_COUNTS = 40_000  # of all columns together: 2,000 columns keep 20 each. Half a megabyte of JSON in the artifact
QUANTILE_ROWS = 20_000  # evenly spaced; edges need no more, and sorting 200,000 x 50 cells took 0.7 s


def column_references(
    table: pa.Table | StoredTable, encoders: Sequence[Encoder], rows: Int64s
) -> tuple[list[NumberReference | CategoryReference], dict[str, str]]:
    """What the training rows look like in each column that some network reads, and why others are not looked at."""
    features: dict[str, CellFeature | WholeFeature] = {}
    for encoder in encoders:
        for feature in encoder.columns:
            features.setdefault(feature.columns[0], feature)
    most = max(4, MAX_COUNTS // max(1, sum(len(feature.columns) for feature in features.values())))
    references: list[NumberReference | CategoryReference] = []
    not_compared: dict[str, str] = {}
    taken = pa.array(rows)
    for feature in features.values():
        for name in feature.columns:
            if isinstance(feature, ImageFeature):
                not_compared[name] = "images are not counted: that would mean to decode each one twice"
                continue
            cells = table.column(name).take(taken)
            for reference in _references(name, feature, cells, most):
                if reference is None:
                    not_compared[name] = "no training row had a value"
                else:
                    references.append(reference)
    return references, not_compared


def _references(
    name: str, feature: CellFeature | WholeFeature, cells: pa.ChunkedArray, most: int
) -> list[NumberReference | CategoryReference | None]:
    if isinstance(feature, CategoricalFeature):
        return [_of_categories(name, cells, [*feature.levels, *feature.rare_levels], most)]
    if isinstance(feature, BooleanFeature):
        counts = count_categories(cells, BOOLEANS, {})
        return [CategoryReference(column=name, levels=BOOLEANS, singles=0, counts=counts)]
    if isinstance(feature, DatetimeFeature):
        return [_of_numbers(name, "days", cells, 0)]  # time goes on: its range says enough
    bins = min(BINS, most // 2)
    if isinstance(feature, SequenceFeature):
        means: list[Float64s] = []
        channels = range(min(len(feature.channels), MAX_CHANNELS))
        of_channels = [_of_numbers(name, "mean", cells, bins, channel, means) for channel in channels]
        return [_of_numbers(name, "steps", cells, bins), *of_channels]
    return [_of_numbers(name, "value", cells, bins)]


def _of_numbers(
    name: str, what: Measure, cells: pa.ChunkedArray, bins: int, channel: int = 0, means: list[Float64s] | None = None
) -> NumberReference | None:
    x_N = measure(cells, what, channel, [] if means is None else means)
    present_N = x_N[~np.isnan(x_N)]
    if not len(present_N):
        return None
    edges = number_edges(present_N[:: -(-len(present_N) // QUANTILE_ROWS)], bins) if bins else []
    low, high = float(present_N.min()), float(present_N.max())
    return NumberReference(
        column=name,
        measure=what,
        channel=channel,
        edges=edges,
        minimum=low,
        maximum=high,
        counts=count_numbers(x_N, edges, low, high),
    )


def number_edges(x_N: Float64s, num_bins: int = BINS) -> list[float]:
    """Edges between which lie about as many values each; a value that fills a bin alone gets one of its own.

    >>> number_edges(np.array([0.0] * 90 + [1.0] * 10)), number_edges(np.arange(8.0), 4)
    ([0.5], [1.5, 3.5, 5.5])
    """
    value_V, count_V = np.unique(x_N, return_counts=True)
    wanted = np.arange(1, num_bins) * len(x_N) / num_bins
    cut = set(np.searchsorted(np.cumsum(count_V), wanted).tolist())
    for heavy in np.flatnonzero(count_V * num_bins >= len(x_N)).tolist():
        cut |= {heavy - 1, heavy}
    return [_edge(float(value_V[i]), float(value_V[i + 1])) for i in sorted(cut) if 0 <= i < len(value_V) - 1]


def _edge(low: float, high: float) -> float:
    """A number that parts the two, short to write when it can be."""
    middle = low / 2 + high / 2
    for digits in (3, 5, 7, 9):
        if low < (short := float(f"{middle:.{digits}g}")) <= high:
            return short
    return middle if low < middle <= high else high


def _of_categories(name: str, cells: pa.ChunkedArray, known: Sequence[str], most: int) -> CategoryReference:
    levels = list(known[: min(MAX_LEVELS, max(1, most - 3))])
    counted = pc.value_counts(cells.drop_null())
    return CategoryReference(
        column=name,
        levels=levels,
        singles=int((np.asarray(counted.field("counts")) == 1).sum()),
        counts=count_categories(cells, levels, code_of(levels, known)),
    )
