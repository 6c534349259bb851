"""What a row is compared with: training rows that travel with the model, or each channel's mean over the training rows."""

# Axes: K rows of the background, D numbers of an encoded row, F channels, T steps, W numbers of a step, H and V rows and
# columns of pixels.

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import JsonValue

from classifier.inference.golden import training_rows
from classifier.inference.predictor import Predictor
from classifier.spec.attribution import BaselineKind
from classifier.spec.golden import Golden
from classifier.spec.preprocessing import Normalization
from classifier.table.convert import convert_rows
from classifier.table.encode import Encoder, encode
from classifier.table.features.image import ImageFeature
from classifier.table.features.marks import Float32s
from classifier.table.features.sequence import SequenceFeature

CENTRED = {Normalization.auto, Normalization.standard, Normalization.symlog, Normalization.robust}
"""Normalizations after which 0 is the mean of the training values, or with `robust` their median."""


@dataclass(frozen=True)
class Background:
    """What rows are compared with, as each of the predictor's encoders writes it."""

    kind: BaselineKind
    num_rows: int
    """Training rows it is made of: those kept in the file, or for means that the encoder knows all of them."""
    encoded: list[Float32s]
    """Tables: `[K, D]`. Whole inputs: `[F]`, the number that stands for a channel without its values."""


def background_of(predictor: Predictor) -> Background:
    """The background of a model; the same at every call."""
    found = predictor.manifest.get("golden")
    kept = [] if found is None else training_rows(Golden.model_validate(found), predictor.encoders)
    if predictor.encoders[0].whole is not None:
        return _of_whole_inputs(predictor, kept)
    nothing: dict[str, JsonValue] = {column.name: None for column in predictor.input_columns}
    rows = kept or [nothing]
    table = convert_rows(rows, predictor.input_columns).table
    encoded = [encode(encoder, table).x_NX for encoder in predictor.encoders]
    return Background("training_rows" if kept else "empty_row", len(kept), encoded)


def num_channels(encoder: Encoder) -> int:
    """Channels of a whole input, without indicators and mask."""
    feature = encoder.whole
    if isinstance(feature, ImageFeature):
        return len(feature.centers)
    return len(feature.channels) if isinstance(feature, SequenceFeature) else 1


def _of_whole_inputs(predictor: Predictor, kept: Sequence[Mapping[str, object]]) -> Background:
    preprocessing = predictor.manifest["spec"]["preprocessing"]
    if Normalization(preprocessing["normalization"]) in CENTRED or not kept:
        zeros = [np.zeros(num_channels(encoder), dtype=np.float32) for encoder in predictor.encoders]
        return Background("training_means", int(predictor.manifest["split"]["train"]), zeros)
    table = convert_rows(kept, predictor.input_columns).table
    plain = [encoder.before_kernels for encoder in predictor.encoders]
    means = [_channel_means(encoder, encode(encoder, table).x_NX) for encoder in plain]
    return Background("training_means", len(kept), means)


def _channel_means(encoder: Encoder, x_KX: Float32s) -> Float32s:
    """`[F]` of encoded whole inputs; padding of sequences is left out."""
    if isinstance(encoder.whole, ImageFeature):
        mean_F: Float32s = x_KX.mean(axis=(0, 2, 3))
    else:
        real_SW = x_KX[x_KX[..., -1] == 1.0]
        mean_F = real_SW[:, : num_channels(encoder)].mean(axis=0)
    return mean_F
