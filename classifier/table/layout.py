"""What a network must know of encoded rows: which numbers are columns of which sort, and their bins."""

# Axes: N training rows, X all axes of one encoded row.

import numpy as np
import numpy.typing as npt

from classifier.spec.inputs import EmbeddedColumn, InputLayout
from classifier.spec.models import ModelSpec, PiecewiseLinearEmbedding
from classifier.table.encoder import Encoder
from classifier.table.features.categorical import CategoricalFeature
from classifier.table.features.marks import Float32s
from classifier.table.features.numeric import NumericFeature


def input_layout(encoder: Encoder, model: ModelSpec, x_train_NX: Float32s) -> InputLayout:
    """The layout of the encoder's rows; bins are cut between quantiles of `x_train_NX`, the encoded training rows."""
    numeric = [start for feature, start, _ in encoder.offsets if isinstance(feature, NumericFeature)]
    embedded = [
        EmbeddedColumn(position=start, num_codes=feature.num_codes, width=feature.embedding_width)
        for feature, start, _ in encoder.offsets
        if isinstance(feature, CategoricalFeature) and feature.embedding_width is not None
    ]
    embedding = getattr(model, "numeric_embedding", None)
    bins, padded_bins = None, None
    if encoder.input_kind == "table" and isinstance(embedding, PiecewiseLinearEmbedding):
        padded_bins = embedding.num_bins
        bins = [bin_edges(x_train_NX[:, at], embedding.num_bins) for at in numeric]
    return InputLayout(
        kind=encoder.input_kind,
        shape=encoder.shape,
        numeric=numeric,
        bins=bins,
        padded_bins=padded_bins,
        embedded=embedded,
    )


def bin_edges(x_N: npt.NDArray[np.float32], num_bins: int) -> list[float]:
    """At most `num_bins + 1` quantiles, at least two, rising also in float32.

    >>> bin_edges(np.array([0, 1, 2, 3, 4], dtype=np.float32), 2), bin_edges(np.full(5, 7.0, dtype=np.float32), 16)
    ([0.0, 2.0, 4.0], [7.0, 14.0])
    """
    quantiles = np.quantile(x_N.astype(np.float64), np.linspace(0, 1, num_bins + 1))
    edges = np.unique(quantiles.astype(np.float32)).astype(np.float64)
    if len(edges) < 2:  # one value in every training row; the next one is as good a bin as any
        edges = np.array([edges[0], edges[0] + max(1.0, abs(edges[0]))])
    return [float(edge) for edge in edges]
